"""How many readings are tried: one of those that say the same, the plainest eight, and no more than a table may ask for."""

from __future__ import annotations

from auditor.resolution import TEMPLATE, Candidate, best_licensed, is_too_open
from tests.conftest import TextAudit
from tests.readings import candidate, grid

LINES = ("30", "20", "10", "-", "5", "5")


def names(*candidates: Candidate, lines: tuple[str, ...] = LINES) -> list[str]:
    return [entry.name for entry in best_licensed(candidates, grid(*lines))]


def test_the_same_sums_under_another_name_are_one_candidate() -> None:
    found = best_licensed(
        [candidate("order", "0=1+2", rank=1, accounted=False), candidate("codes", "0=1+2")], grid(*LINES)
    )
    assert [(entry.name, entry.rank, entry.accounted) for entry in found] == [("codes", 0, True)]


def test_a_blank_line_makes_no_other_candidate() -> None:
    assert names(candidate("with the blank", "0=1+2+3"), candidate("without", "0=1+2"), candidate("less", "0=1")) == [
        "with the blank",
        "less",
    ]


def test_of_many_the_plainest_eight_are_tried_and_the_template_always() -> None:
    many = [candidate(f"{rank}", f"0={part}", rank=rank) for rank, part in enumerate((1, 2, 4, 5))]
    more = [candidate(f"{rank}", f"1={part}", rank=rank) for rank, part in enumerate((2, 4, 5, 0), 4)]
    last = [candidate("8", "2=4", rank=8), candidate(TEMPLATE, "2=4+5", rank=9)]
    assert names(*many, *more) == ["0", "1", "2", "3", "4", "5", "6", "7"]
    assert names(*last, *more, *many) == ["0", "1", "2", "3", "4", "5", "6", TEMPLATE]


def test_where_codes_say_all_levels_names_are_tried_behind_them() -> None:
    by_name = [candidate(f"names {part}", f"0={part}", accounted=False) for part in (1, 2, 4, 5)]
    more = [candidate(f"numbers {part}", f"1={part}", accounted=False) for part in (0, 2, 4, 5)]
    codes = [candidate("codes", "0=1+2", keyed=True), candidate("codes, others left out", "2=4+5", rank=2, keyed=True)]
    assert names(*by_name, *more, *codes)[:1] == ["codes"]
    assert "codes, others left out" in names(*by_name, *more, *codes)


def test_a_structure_without_a_choice_costs_no_evaluation() -> None:
    assert not is_too_open([1] * 1000 + [8, 8, 8, 8])
    assert is_too_open([8, 8, 8, 8, 2])


def too_open() -> str:
    """A table whose total is open to two readings in each of 17 groups of columns."""
    groups = range(17)
    head = "\t".join(["项目", *(f"小计{number}\t其中：基本支出\t项目支出" for number in groups)])
    body = "\t".join(["甲", *("30\t10\t20" for _ in groups)])
    return f"某年支出情况表\n单位：万元\n{head}\n{body}\n{body.replace('甲', '乙')}\n"


def test_a_table_that_leaves_too_much_open_is_told_of_and_accuses_nobody(
    audit_text: TextAudit,
) -> None:
    audit = audit_text(too_open())
    assert {structure.trust for structure in audit.facts.structures} == {"not_understood"}
    assert "table-too-open" in {gap.reason for gap in audit.gaps}
    assert not audit.findings

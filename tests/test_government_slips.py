"""Figures that a person could check are found in the printed grid, mistyped and looked for; the drawn slips are of that kind."""

from __future__ import annotations

from decimal import Decimal

from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import document_of
from tests.government_slips import KINDS, Slip, draw, fates, find, kind_of_file, mistype, slips, told
from tests.slip_relations import figures, relations

TEXT = """云川市2025年财政预算执行情况

一、全市一般公共预算
2025年云川市税收收入完成812.45万元，上年结转资金用于其他。

2025年全市一般公共预算收入执行情况表
单位：万元

| 项目 | 预算数 | 执行数 | 完成预算% |
| --- | --- | --- | --- |
| 一般公共预算收入 | 1,500.00 | 1,512.45 | 100.8 |
| 税收收入 | 800.00 | 812.45 | 101.6 |
| 非税收入 | 700.00 | 700.00 | 100.0 |
"""


def _checked(kind: str) -> dict[tuple[str, str], set[str]]:
    found = relations(document_of(TEXT))
    return {(f.name, f.token): {r.kind for r in rs} for f, rs in found.items() if f.kind == kind}


def test_a_sum_and_its_parts_can_be_checked() -> None:
    checked = _checked("table")
    assert "sum down" in checked["一般公共预算收入", "1,500.00"]
    assert "sum down" in checked["税收收入", "812.45"]


def test_a_rate_can_be_checked_where_it_holds_in_most_rows() -> None:
    checked = _checked("table")
    assert "share" in checked["一般公共预算收入", "100.8"]
    assert "share" in checked["非税收入", "700.00"]


def test_prose_can_be_checked_where_a_table_prints_it_under_the_same_name() -> None:
    assert _checked("prose") == {("年云川市税收收入完成", "812.45"): {"again"}}


def test_a_slip_that_rounding_explains_breaks_nothing() -> None:
    found = relations(document_of(TEXT))
    shares = [r for f, rs in found.items() if f.token == "100.8" for r in rs if r.kind == "share"]
    assert shares
    assert all(share.holds(Decimal("100.8")) and not share.holds(Decimal("108.0")) for share in shares)


def test_a_figure_is_mistyped_at_its_place() -> None:
    document = document_of(TEXT)
    slip = Slip("", "table", "812.45", 0, "812.54", "税收收入", ("sum down",))
    figure = find(document, slip)
    assert figure is not None
    changed = mistype(document, figure, slip.mistyped)
    assert [f.token for f in figures(changed) if f.name == "税收收入"] == ["800.00", "812.54", "101.6"]
    assert [f.token for f in figures(changed) if f.kind == "prose"] == ["812.45"]
    assert find(document, slip._replace(nth=1)) is None


def test_slips_are_named_where_they_stand(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    slip = Slip("", "table", "812.45", 0, "872.45", "税收收入", ("sum down",))
    missing = slip._replace(printed="1.23")
    results = list(fates(document_of(TEXT), (slip, missing), vocabulary, rulebook))
    assert [fate for _, fate in results] == ["not there", "error"]
    assert told(results) == "tables 1/2 = 50.0% (errors 1, elsewhere 0, not there 1)"


def test_a_slip_below_zero_is_looked_for_at_its_first_digit(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    text = TEXT.replace("700.00", "-700.00").replace("1,512.45", "112.45").replace("1,500.00", "100.00")
    slip = Slip("", "table", "700.00", 1, "900.00", "非税收入", ("sum down",))
    assert [fate for _, fate in fates(document_of(text), (slip,), vocabulary, rulebook)] == ["error"]


def test_drawing_again_gives_the_same_slips() -> None:
    names = ["atlas_fisc_a.pdf", "zip_海南_b.xls"]
    first, second = (draw(names, lambda _: document_of(TEXT), seed=7) for _ in range(2))
    assert first == second
    assert {slip.file for slip in first} == set(names)
    for slip in first:
        assert find(document_of(TEXT), slip) is not None


def test_the_slips_are_of_thirty_files_of_every_kind() -> None:
    files = {slip.file for slip in slips()}
    assert len(files) == sum(KINDS.values()) == 30
    assert {kind_of_file(name) for name in files} == set(KINDS)
    assert all(slip.printed != slip.mistyped and slip.relations for slip in slips())


def test_a_slip_is_never_the_last_digit_alone() -> None:
    for slip in slips():
        assert slip.printed[:-1] != slip.mistyped[:-1] or len(slip.printed) != len(slip.mistyped)

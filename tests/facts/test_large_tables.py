"""Tables with very many rows are read in time that grows as they do; what is too wide to be understood says so."""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

import pytest

from auditor import confront, extract_facts, read_document
from auditor.facts.axes import beginnings
from auditor.records import Outcome, record_of
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary

_HEAD = "某局2024年部门预算\n支出预算表\n单位：万元\n"
_ROWS = {
    "coded": ("科目编码\t科目名称\t合计\t基本支出\t项目支出\n", "20{digit}0{last}\t教育{n}\t3.00\t1.00\t1.00\n"),
    "named": ("项目\t合计\t基本支出\t项目支出\n", "  教育{n}\t3.00\t1.00\t1.00\n"),
    "totals": ("项目\t合计\t基本支出\t项目支出\n", "合计\t2.00\t1.00\t1.00\n教育{n}\t2.00\t1.00\t1.00\n"),
    "of which": ("项目\t合计\t基本支出\t项目支出\n", "教育{n}\t2.00\t1.00\t1.00\n其中：小学{n}\t2.00\t1.00\t1.00\n"),
}
_SHORT, _LONG = 100, 400


def _calls(folder: Path, header: str, row: str, count: int, vocabulary: Vocabulary, rulebook: Rulebook) -> int:
    """How many calls of functions an audit of a table of so many rows takes."""
    file = folder / f"{count}.txt"
    rows = "".join(row.format(n=n, digit=n % 9, last=n % 7 + 1) for n in range(count))
    file.write_text(_HEAD + header + rows, encoding="utf-8")
    document = read_document(file)
    with cProfile.Profile() as profile:
        record_of(Outcome(str(file), confront(extract_facts(document, vocabulary), rulebook)), "zh")
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("header", "row"), _ROWS.values(), ids=_ROWS)
def test_a_table_four_times_as_long_takes_about_four_times_the_work(
    tmp_path: Path, header: str, row: str, vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    # What is prepared once is not counted.
    _, short, long = (_calls(tmp_path, header, row, count, vocabulary, rulebook) for count in (_SHORT, _SHORT, _LONG))
    assert long < 1.25 * _LONG / _SHORT * short


@pytest.mark.parametrize(("columns", "reasons"), [(199, []), (200, ["table-too-wide"])])
def test_a_table_too_wide_to_be_understood_says_so(
    tmp_path: Path, columns: int, reasons: list[str], vocabulary: Vocabulary
) -> None:
    file = tmp_path / "wide.txt"
    names = "".join(f"\t甲{n}" for n in range(columns))
    file.write_text(_HEAD + f"项目{names}\n教育支出" + "\t1.00" * columns + "\n", encoding="utf-8")
    facts = extract_facts(read_document(file), vocabulary)
    assert [gap.reason for gap in facts.gaps] == reasons
    assert sum(fact.figure is not None for fact in facts.facts) == columns


def test_a_long_run_of_digits_is_no_code_that_others_begin_with() -> None:
    assert list(beginnings("12500", 2)) == ["1250", "125", "12"]
    assert list(beginnings("7" * 60_000)) == []

"""Lines on a terminal: wrapped under their indent, measured as the terminal draws them; in pipes they stay whole."""

from __future__ import annotations

import re

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from auditor.records import Lang, RunRecord
from auditor.reports import FORMATS, Page, render
from auditor.reports.console import Console, cells

SENTENCE = "   = “基本支出”第12行印作 1,234.50万元，所列 3 项之和为 1,234.56万元，相差 -0.06万元（容差 ±0.015）"


def wrapped(text: str, page: Page, under: str = "     ") -> list[str]:
    console = Console(page)
    console.print(text, under=under)
    return console.take().splitlines()


@pytest.mark.parametrize(
    ("text", "narrow", "wide"),
    [("12.50 abc", 9, 9), ("合计", 4, 4), ("（１）", 6, 6), ("“甲”", 4, 6), ("±0.5×2", 6, 8), ("e\u0301", 1, 1)],
)
def test_a_text_takes_as_many_cells_as_the_terminal_draws(text: str, narrow: int, wide: int) -> None:
    assert (cells(text), cells(text, ambiguous=2)) == (narrow, wide)


@pytest.mark.parametrize("ambiguous", [1, 2])
@pytest.mark.parametrize("width", [30, 40, 60, 80])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(width: int, ambiguous: int) -> None:
    lines = wrapped(SENTENCE, Page(width=width, ambiguous=ambiguous))
    assert len(lines) > 1
    assert max(cells(line, ambiguous) for line in lines) <= width
    assert all(line.startswith("     ") for line in lines[1:])
    assert "".join(line.replace(" ", "") for line in lines) == SENTENCE.replace(" ", "")


def test_neither_a_number_nor_a_closing_mark_is_torn_off() -> None:
    for width in range(26, 60):
        lines = wrapped(SENTENCE, Page(width=width))
        assert not any(line.strip()[0] in "，。）”" for line in lines)
        assert not any(line[-1] in "（“" for line in lines)
        assert sum("1,234.50" in line for line in lines) == sum("1,234.56" in line for line in lines) == 1


def test_without_a_width_a_line_stays_whole() -> None:
    assert wrapped(SENTENCE, Page()) == [SENTENCE]


def test_a_word_that_no_line_holds_is_not_broken() -> None:
    path = "x" * 70
    assert wrapped(f"{path} ends", Page(width=40)) == [path, "     ends"]


def test_every_wrapped_line_has_its_colour_and_ends_it() -> None:
    console = Console(Page(colour=True, width=30))
    console.print(SENTENCE, "bold red")
    assert all(line.startswith("\x1b[1;31m") and line.endswith("\x1b[0m") for line in console.take().splitlines())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "page",
    [Page(width=60), Page(width=80, ambiguous=2), Page(width=120)],
    ids=["60", "80-wide", "120"],
)
def test_a_report_for_a_terminal_is_as_before(
    sample_runs: dict[Lang, RunRecord], lang: Lang, page: Page, file_regression: FileRegressionFixture
) -> None:
    file_regression.check(render(sample_runs[lang], "text", lang, page=page), encoding="utf-8")


def test_colours_change_nothing_but_colours(sample_run: RunRecord) -> None:
    coloured = render(sample_run, "text", "zh", page=Page(colour=True))
    assert coloured.count("\x1b[1;31m") >= 5
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == render(sample_run, "text", "zh")


def test_a_hostile_document_neither_steers_the_terminal_nor_breaks_its_lines(hostile_run: RunRecord) -> None:
    report = render(hostile_run, "text", "zh", page=Page(width=60))
    assert not {"\x1b", "\x07", "\u202e", "\r"} & set(report)


@pytest.mark.parametrize("file_format", FORMATS)
def test_every_format_can_be_written_whatever_the_name_of_a_file(sample_run: RunRecord, file_format: str) -> None:
    from auditor.reports import render_bytes

    sample_run["documents"][0]["path"] = "\udce4\ud800.txt"
    assert render_bytes(sample_run, file_format)

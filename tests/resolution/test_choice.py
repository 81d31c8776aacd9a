"""What is chosen among the readings of one structure."""

from __future__ import annotations

import pytest

from auditor.resolution import Candidate
from tests.readings import candidate, grid, resolved


def chosen(lines: tuple[str, ...], *candidates: Candidate) -> str:
    return resolved(grid(*lines), *candidates, count=len(lines))[0].candidate.name


FLAT = candidate("flat", "0=1+2+3+4")
LEVELS = candidate("levels", "0=1+4", "1=2+3")


def test_of_equally_plain_readings_the_sums_choose() -> None:
    assert chosen(("30", "20", "15", "5", "10"), FLAT, LEVELS) == "levels"
    assert chosen(("50", "20", "15", "5", "10"), FLAT, LEVELS) == "flat"


def test_the_plainest_is_chosen_where_no_reading_holds() -> None:
    other = candidate("other", "0=1+2", rank=1)
    assert chosen(("99", "20", "15"), other, candidate("plain", "0=1+2")) == "plain"


def test_one_wrong_figure_does_not_buy_a_less_plain_reading() -> None:
    """本年支出 1,000.02, its classes add up to 1,000.04 = 支出总计: "本年支出 left out" would hold."""
    lines = ("1000.02", "600.01", "400.03", "1000.04")
    words = candidate("words", "0=1+2", "3=0")
    without = candidate("without the year's total", "3=1+2", rank=1)
    assert chosen(lines, words, without) == "words"


def test_many_sums_carry_a_less_plain_reading() -> None:
    """`小计 | 其中：基本支出 | 项目支出`: as a part the column "of which" holds in all rows, left out in none."""
    lines = ("3 5 7 9 11", "1 2 3 4 5", "2 3 4 5 6")
    of_which = candidate("of which", "0=2")
    part = candidate("part", "0=1+2", rank=1)
    assert chosen(lines, of_which, part) == "part"


def test_sums_in_most_columns_speak_where_the_plainest_reading_has_none() -> None:
    """`全州合计 / 其中：州本级 / 甲市`: in one column of five the total is mistyped."""
    lines = ("30 60 90 120 77", "10 20 30 40 50", "20 40 60 80 100")
    silent, members = candidate("of which"), candidate("members", "0=1+2", rank=1)
    assert chosen(lines, silent, members) == "members"
    assert chosen(("30 61 92 77 99", *lines[1:]), silent, members) == "of which"


def test_rows_without_a_part_do_not_buy_the_reading_that_leaves_it_out() -> None:
    """`合计 | 本年收入 | 上年结转`, a carry-over in the last four rows: it is left out in one reading, which fails there."""
    bare = " ".join(str(row) for row in range(1, 25))
    columns = grid(f"{bare} 9 11 12 13", f"{bare} 5 6 7 8", f"{'0 ' * 24}4 5 5 5", is_of_rows=False)
    readings = (candidate("without", "0=1", rank=1), candidate("all", "0=1+2"))
    assert resolved(columns, *readings, count=3)[0].candidate.name == "all"


def test_a_reading_that_words_account_for_is_plainer_than_a_guess_of_the_same_rank() -> None:
    lines = ("30", "20", "11", "9")
    guess = candidate("guess", "0=1+3", accounted=False)
    assert chosen(("30", "20", "11", "10"), candidate("words", "0=1+2"), guess._replace()) == "words"
    assert chosen(lines, guess, candidate("words", "0=1+2")) == "words"


def test_leaving_a_line_out_costs_as_much_as_a_violated_sum() -> None:
    lines = ("30 30", "20 20", "10 10", "5 5")
    everything = candidate("everything", "0=1+2+3")
    without = candidate("without the last", "0=1+2")
    assert resolved(grid(*lines), everything, without, count=4)[0].left_out == 1
    # 5 in both columns cannot be one wrong figure: leaving the line out is better by two sums.
    assert chosen(lines, everything, without) == "without the last"


@pytest.mark.xfail(strict=True, reason="a sum that holds counts more than the line that had to be left out for it")
def test_one_wrong_figure_does_not_buy_leaving_a_line_out() -> None:
    """资产总额 printed without 单价在50万元以上的设备: the reading that leaves that line out would hold."""
    lines = ("30", "20", "10", "5")
    everything = candidate("everything", "0=1+2+3")
    without = candidate("without the last", "0=1+2")
    assert chosen(lines, everything, without) == "everything"


def test_candidates_that_say_nothing_of_the_figures_are_dropped() -> None:
    lines = grid("30", "20", "-", "-")
    silent = candidate("silent", "2=3")
    assert [entry.candidate.name for entry in resolved(lines, silent, candidate("telling", "0=1"), count=4)] == [
        "telling"
    ]


def test_where_no_candidate_can_be_held_the_plainest_says_what_its_sums_would_be() -> None:
    lines = grid("30", "20", "-", "-")
    assert [entry.candidate.name for entry in resolved(lines, candidate("silent", "2=3"), count=4)] == ["silent"]


def test_the_choice_does_not_depend_on_the_order_of_candidates() -> None:
    lines = ("30", "20", "15", "5", "10")
    assert chosen(lines, LEVELS, FLAT) == chosen(lines, FLAT, LEVELS)


def test_all_candidates_are_kept_behind_the_chosen_one() -> None:
    found = resolved(grid("30", "20", "15", "5", "10"), FLAT, LEVELS, count=5)
    assert [entry.candidate.name for entry in found] == ["levels", "flat"]


LIST = candidate("flat")._replace(beside=frozenset({0, 1, 2}))
"""A list in which no line is a part of another."""


def test_one_wrong_figure_does_not_buy_a_reading_without_sums() -> None:
    """`某市 / 某市本级 / 某县` without a word for a total: read flat no sum can be held, and none can fail."""
    right = ("9 9 9 9 9 9", "4 4 4 4 4 4", "5 5 5 5 5 5")
    wrong = ("9 9 9 9 9 9", "4 4 7 4 4 4", "5 5 5 5 5 5")
    by_indent = candidate("indentation", "0=1+2", rank=1, accounted=False)
    assert chosen(right, LIST, by_indent) == "indentation"
    assert chosen(wrong, LIST, by_indent) == "indentation"


def test_a_few_sums_do_not_make_a_list_a_hierarchy_against_its_words() -> None:
    assert chosen(("9 9 9", "4 4 7", "5 5 5"), LIST, candidate("guess", "0=1+2", rank=1)) == "flat"


def test_a_reading_that_adds_only_sums_that_hold_is_chosen() -> None:
    """`调入资金 / 其中：从基金调入 / 从资本调入`: 其中 stands before parts that are all of the row above."""
    of_which, parts = candidate("of which", "0=1+2"), candidate("parts", "0=1+2", "1=3+4", rank=1)
    assert chosen(("30", "20", "10", "15", "5"), of_which, parts) == "parts"
    assert chosen(("30", "20", "10", "15", "4"), of_which, parts) == "of which"


def test_a_reading_with_more_parts_in_a_sum_is_chosen_where_it_holds() -> None:
    of_which, parts = candidate("of which", "0=1+2", "1=4"), candidate("parts", "0=1+2", "1=3+4", rank=1)
    assert chosen(("30", "20", "10", "15", "5"), of_which, parts) == "parts"

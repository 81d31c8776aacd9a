"""Sums held against the amounts of a pane: what holds, what proves nothing, what cannot be judged."""

from __future__ import annotations

from auditor.resolution import amount_of
from tests.readings import figure, grid, sum_of


def outcomes(*lines: str, sum_: str) -> list[tuple[bool, bool]]:
    """Whether the sum holds and whether it is trivial, in every cross line where it can be judged."""
    return [(entry.holds, entry.trivial) for entry in grid(*lines).judge(sum_of(sum_))]


def test_a_sum_is_held_in_every_cross_line() -> None:
    assert outcomes("30 9", "20 5", "10 5", sum_="0=1+2") == [(True, False), (False, False)]


def test_half_a_last_place_of_every_term_is_slack() -> None:
    assert outcomes("0.30", "0.10", "0.21", sum_="0=1+2") == [(True, False)]
    assert outcomes("0.30", "0.10", "0.22", sum_="0=1+2") == [(False, False)]


def test_a_single_part_may_be_off_by_one_last_digit_and_no_more() -> None:
    assert outcomes("0.30", "0.31", sum_="0=1") == [(True, True)]
    assert outcomes("0.30", "0.32", sum_="0=1") == [(False, True)]


def test_a_sum_of_one_part_that_is_not_zero_is_trivial() -> None:
    assert outcomes("30.00", "30.00", "0.00", sum_="0=1+2") == [(True, True)]


def test_a_sum_of_nothing_is_trivial() -> None:
    assert outcomes("0.00", "5.00", "-5.00", sum_="0=1+2") == [(True, True)]


def test_a_whole_that_is_not_printed_is_not_judged() -> None:
    assert outcomes("- 9", "20 5", "10 4", sum_="0=1+2") == [(True, False)]


def test_a_blank_part_counts_nothing_but_blank_parts_alone_are_not_judged() -> None:
    assert outcomes("30", "30", "-", sum_="0=1+2") == [(True, True)]
    assert outcomes("30", "-", "-", sum_="0=1+2") == []


def test_a_cell_that_cannot_be_read_breaks_the_sums_it_stands_in_only() -> None:
    lines = grid("30 9", "20 5", "? 4")
    assert [entry.cross for entry in lines.judge(sum_of("0=1+2"))] == [1]
    assert [entry.cross for entry in lines.judge(sum_of("0=1"))] == [0, 1]


def test_a_part_as_large_as_its_whole_beside_others_is_a_copy() -> None:
    (judged,) = grid("30", "30", "20", "10").judge(sum_of("0=1+2+3"))
    assert judged.copied
    (judged,) = grid("30", "29", "20", "10").judge(sum_of("0=1+2+3"))
    assert not judged.copied


def test_the_figures_that_could_mend_a_sum_are_its_whole_and_its_parts_that_are_not_zero() -> None:
    lines = grid("30", "20", "0", "-")
    (judged,) = lines.judge(sum_of("0=1+2+3"))
    assert lines.figures_of(judged) == [(0, 0), (1, 0)]


def test_lines_of_zeros_and_blanks_are_not_active() -> None:
    assert grid("30 0", "0 0", "- -", "- 1").active == {0, 3}


def test_a_bare_zero_has_no_slack() -> None:
    assert amount_of(figure("0")).slack == 0
    assert amount_of(figure("0.0")).slack > 0

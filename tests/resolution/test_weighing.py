"""How well a candidate's sums hold: holding, trivial and violated ones, repairs, lines left out."""

from __future__ import annotations

from auditor.resolution import Candidate, Grid, Weighed, weigh
from auditor.resolution.weighing import count_repairs
from tests.readings import candidate, grid, sum_of


def weighed(lines: Grid, *sums: str, keyed: bool = False, count: int = 0) -> Weighed:
    return weigh(candidate("reading", *sums, keyed=keyed), lines, frozenset(range(count)))


def test_holding_trivial_and_violated_sums_are_told_apart() -> None:
    entry = weighed(grid("30 30 30", "20 30 20", "10 0 11"), "0=1+2")
    assert [judged.cross for judged in entry.holding] == [0]
    assert [judged.cross for judged in entry.trivial] == [1]
    assert [judged.cross for judged in entry.violated] == [2]
    assert entry.judged == 3


def test_one_wrong_figure_in_two_sums_is_one_repair() -> None:
    lines = grid("30", "19", "11", "10", "8")
    violated = [judged for text in ("0=1+2", "1=3+4") for judged in lines.judge(sum_of(text))]
    assert [judged.holds for judged in violated] == [True, False]
    lines = grid("30", "18", "11", "10", "9")
    violated = [judged for text in ("0=1+2", "1=3+4") for judged in lines.judge(sum_of(text))]
    assert count_repairs(violated, lines) == 1


def test_wrong_figures_in_sums_that_share_none_are_so_many_repairs() -> None:
    lines = grid("30 9", "20 5", "11 5")
    assert count_repairs(lines.judge(sum_of("0=1+2")), lines) == 2


def test_without_violations_there_is_nothing_to_repair() -> None:
    assert count_repairs([], grid("1")) == 0


def test_a_row_missing_below_a_coded_whole_is_one_repair_for_all_columns() -> None:
    lines = ("30 31 32", "20 20 20", "9 9 9")
    assert weighed(grid(*lines), "0=1+2", keyed=True).repairs == 1
    assert weighed(grid(*lines), "0=1+2", keyed=False).repairs == 3


def test_where_parts_exceed_their_whole_no_row_is_missing() -> None:
    assert weighed(grid("30 31 32", "30 30 30", "9 9 9"), "0=1+2", keyed=True).repairs == 3


def test_lines_that_a_reading_does_not_place_are_left_out() -> None:
    entry = weighed(grid("30", "20", "10", "7"), "0=1+2", count=4)
    assert entry.left_out == 1


def test_rows_with_one_part_alone_support_a_tree_of_columns_only_if_different_parts_are_that_one() -> None:
    """`合计 = 基本支出` in all rows would as well hold if 项目支出 were no part of it."""
    one = grid("30 20", "30 20", "0 0", is_of_rows=False)
    assert weighed(one, "0=1+2").support == 0
    two = grid("30 20", "30 0", "0 20", is_of_rows=False)
    assert weighed(two, "0=1+2").support == 2


def test_of_rows_trivial_sums_support_nothing() -> None:
    assert weighed(grid("30 20", "30 0", "0 20"), "0=1+2").support == 0


def test_a_candidate_without_sums_judges_nothing_and_leaves_all_out() -> None:
    entry = weigh(Candidate("no sums", 0, (), True), grid("30", "20"), frozenset({0, 1}))
    assert (entry.judged, entry.support, entry.repairs, entry.left_out) == (0, 0, 0, 2)


def test_zeros_of_one_line_are_one_repair() -> None:
    lines = grid("90 60 30", "40 25 15", "0 0 0", "30 20 10", "20 15 5")
    violated = [judged for text in ("0=1+2", "2=3+4") for judged in lines.judge(sum_of(text))]
    assert len(violated) == 6
    assert count_repairs(violated, lines) == 1

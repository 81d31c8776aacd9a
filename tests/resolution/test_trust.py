"""When a reading is believed, open or not understood."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.resolution import Candidate, Structure, Trust, settle
from tests.readings import candidate, grid, resolved, structure


def rows(*lines: str, candidates: Sequence[Candidate], table: int = 0) -> Structure:
    return structure(resolved(grid(*lines), *candidates, count=len(lines)), table=table)


def columns(*lines: str, candidates: Sequence[Candidate]) -> Structure:
    found = resolved(grid(*lines, is_of_rows=False), *candidates, count=0)
    return structure(found, is_of_rows=False)


def trust(*structures: Structure) -> list[Trust]:
    return [entry.trust for entry in settle(structures)]


THREE = candidate("words", "0=1+2")
GUESS = candidate("guess", "0=1+2", rank=3, accounted=False)


def test_a_reading_that_words_account_for_is_believed_although_its_only_sum_fails() -> None:
    assert trust(rows("31", "20", "10", candidates=[THREE])) == ["believed"]


def test_a_guess_that_fails_is_open() -> None:
    assert trust(rows("31", "20", "10", candidates=[GUESS])) == ["open"]


def test_a_guess_is_believed_when_five_sums_hold_and_at_most_one_figure_is_wrong() -> None:
    lines = ("30 31 32 33 34 36", "20 21 22 23 24 25", "10 10 10 10 10 10")
    assert trust(rows(*lines, candidates=[GUESS])) == ["believed"]


def test_a_guess_that_needs_many_repairs_is_not_understood() -> None:
    lines = ("30 31 32 40 40 40", "20 21 22 23 24 25", "10 10 10 10 10 10")
    assert trust(rows(*lines, candidates=[GUESS])) == ["not_understood"]


def test_where_more_than_a_third_fails_even_words_are_not_believed() -> None:
    lines = ("30 35 36 37", "20 20 20 20", "10 10 10 10")
    assert trust(rows(*lines, candidates=[THREE])) == ["not_understood"]


def test_a_rival_with_fewer_repairs_for_as_much_leaves_a_reading_open() -> None:
    """Two sums fail in one reading, none in another that is less plain: nobody knows which is meant."""
    lines = ("31", "20", "10", "11")
    rival = candidate("rival", "0=1+3", rank=1)
    assert trust(rows(*lines, candidates=[THREE, rival])) == ["open"]


def test_parts_of_twice_the_total_prove_that_guessed_levels_were_flattened() -> None:
    """`教育支出 30 / 进修及培训 30 / 合计 30`, read as a list."""
    lines = ("30 50", "30 50", "30 50")
    flat = candidate("flat", "0=1+2")
    assert trust(rows(*lines, candidates=[flat])) == ["not_understood"]


def test_one_column_in_which_the_parts_are_not_twice_the_total_clears_it() -> None:
    lines = ("30 50 70", "30 20 40", "30 30 30")
    assert trust(rows(*lines, candidates=[candidate("flat", "0=1+2")])) == ["believed"]


def test_codes_say_levels_themselves_so_twice_the_total_is_an_error() -> None:
    """A total mistyped as half of its parts."""
    coded = candidate("codes", "0=1+2", keyed=True)
    assert trust(rows("30", "30", "30", candidates=[coded])) == ["believed"]


def test_a_code_that_stands_twice_below_a_whole_says_no_levels() -> None:
    coded = candidate("codes", "0=1+2", keyed=True)._replace(repeated=frozenset({0}))
    assert trust(rows("30", "30", "30", candidates=[coded])) == ["not_understood"]


def test_a_part_as_large_as_the_whole_beside_others_is_a_level_that_nobody_named() -> None:
    """`合计 30 / 某局 30 / 设备 20 / 软件 6`, read as a list."""
    flat = candidate("flat", "0=1+2+3")._replace(guessed=True)
    assert trust(rows("30", "30", "20", "6", candidates=[flat])) == ["not_understood"]


def test_digits_that_cannot_be_read_leave_a_failing_table_not_understood() -> None:
    torn = rows("31", "20", "10", candidates=[THREE])._replace(torn=True)
    assert trust(torn) == ["not_understood"]


def test_digits_that_cannot_be_read_do_not_touch_what_holds() -> None:
    torn = rows("30", "20", "10", candidates=[THREE])._replace(torn=True)
    assert trust(torn) == ["believed"]


def test_a_table_that_goes_on_in_the_next_one_forbids_errors() -> None:
    partial = rows("31", "20", "10", candidates=[THREE])._replace(ends_early=True)
    assert trust(partial) == ["not_understood"]


CLASSES = candidate("classes", "0=1+4", "1=2+3", "4=5+6", keyed=True)


def test_a_sum_that_is_closed_before_the_table_goes_on_may_accuse() -> None:
    """`合计 / 302 商品和服务支出 / 办公费 / 水费 / 310 资本性支出 / 设备购置 / 车辆购置`: of 302 nothing can be printed on."""
    slip = rows("40", "31", "20", "10", "10", "6", "4", candidates=[CLASSES])._replace(ends_early=True)
    assert trust(slip) == ["not_understood"]  # 合计 fails by as much, and its parts may go on
    slip = rows("40", "30", "21", "10", "10", "6", "4", candidates=[CLASSES])._replace(ends_early=True)
    assert trust(slip) == ["believed"]


def test_the_last_sum_of_a_table_that_goes_on_may_lack_parts() -> None:
    cut = rows("40", "30", "20", "10", "10", "6", "3", candidates=[CLASSES])._replace(ends_early=True)
    assert trust(cut) == ["not_understood"]


def test_a_sum_that_comes_out_in_another_column_lacks_no_part() -> None:
    slip = rows("30 30", "20 20", "10 11", candidates=[THREE._replace(keyed=True)])._replace(ends_early=True)
    assert trust(slip) == ["believed"]


def test_without_codes_no_sum_of_a_table_that_goes_on_is_known_to_be_closed() -> None:
    guess = CLASSES._replace(keyed=False)
    slip = rows("40", "30", "21", "10", "10", "6", "4", candidates=[guess])._replace(ends_early=True)
    assert trust(slip) == ["not_understood"]


def test_a_whole_that_exceeds_its_parts_in_all_columns_may_have_parts_elsewhere() -> None:
    short = rows("40 80", "33 67", "20 40", "10 20", "7 13", "4 8", "3 5", candidates=[CLASSES])._replace(
        ends_early=True
    )
    assert trust(short) == ["not_understood"]


def test_a_line_that_no_word_places_forbids_errors() -> None:
    """The line may be what is missing in the sum."""
    hole = rows("31", "20", "10", "5", candidates=[THREE])
    assert hole.chosen.left_out == 1
    assert trust(hole) == ["open"]


def test_a_column_that_is_the_copy_of_one_other_may_be_of_another_scope() -> None:
    assert trust(columns("31", "30", candidates=[candidate("all", "0=1")])) == ["open"]


def test_a_reading_is_proven_by_other_tables_of_one_shape() -> None:
    """One row alone proves nothing, but in six such tables the same guess holds."""
    holding = [
        rows("30", "20", "10", candidates=[GUESS], table=number)._replace(shape=("same",)) for number in range(10)
    ]
    failing = rows("31", "20", "10", candidates=[GUESS], table=10)._replace(shape=("same",))
    assert trust(*holding, failing)[-1] == "believed"
    assert trust(*holding, failing._replace(shape=("other",)))[-1] == "open"


def test_groups_side_by_side_are_believed_in_one_and_accuse_in_the_other() -> None:
    """`上年: 合计 | 基本 | 项目` foots in all rows, so `当年: 合计 | 基本 | 项目` is read alike though no row of it foots."""
    kin = ((), (("基本支出",), ("项目支出",)))
    lines = ("30 31 32", "20 21 22", "10 10 10", "38 35 36", "20 21 22", "10 10 10")
    before = columns(*lines, candidates=[candidate("all", "0=1+2")._replace(relative=kin)])
    now = columns(*lines, candidates=[candidate("all", "3=4+5")._replace(relative=kin)])
    assert trust(now) == ["not_understood"]
    assert trust(before, now) == ["believed", "believed"]


def test_what_no_word_claims_and_no_sum_proves_is_no_structure() -> None:
    unclaimed = rows("31", "20", "10", candidates=[GUESS])._replace(claimed=False)
    assert trust(unclaimed) == []


def withheld(*gaps: str) -> list[frozenset[tuple[int, int]]]:
    """What is withheld of tables whose coded wholes are above their parts by so much."""
    coded = candidate("codes", "0=1+2", keyed=True)
    tables = [
        rows(f"{30 + float(gap):.2f}", "20.00", "10.00", candidates=[coded], table=number)
        for number, gap in enumerate(gaps)
    ]
    return [entry.withheld for entry in settle(tables)]


def test_one_gap_in_two_tables_is_of_rows_withheld_on_purpose() -> None:
    assert withheld("3.17", "3.17") == [frozenset({(0, 0)}), frozenset({(0, 0)})]


def test_a_gap_in_one_table_alone_is_an_error() -> None:
    assert withheld("3.17", "4.28") == [frozenset(), frozenset()]


def test_a_gap_of_one_digit_is_a_slip_that_was_copied() -> None:
    assert withheld("3.00", "3.00") == [frozenset(), frozenset()]


def test_parts_above_their_whole_are_never_rows_withheld() -> None:
    assert withheld("-3.17", "-3.17") == [frozenset(), frozenset()]


def test_rows_are_withheld_only_where_codes_say_the_levels() -> None:
    tables = [rows("33.17", "20.00", "10.00", candidates=[THREE], table=number) for number in range(2)]
    assert [entry.withheld for entry in settle(tables)] == [frozenset(), frozenset()]


def test_where_rows_may_be_kept_back_one_is_missing_from_several_columns() -> None:
    coded = candidate("codes", "0=1+2", keyed=True)
    short = rows("33.17 14.28", "20.00 5.00", "10.00 5.00", candidates=[coded])
    assert [entry.withheld for entry in settle([short])] == [frozenset()]
    assert [entry.withheld for entry in settle([short], keeps_back=True)] == [frozenset({(0, 0), (0, 1)})]


def test_where_rows_may_be_kept_back_one_column_alone_is_still_an_error() -> None:
    coded = candidate("codes", "0=1+2", keyed=True)
    short = rows("33.17 10.00", "20.00 5.00", "10.00 5.00", candidates=[coded])
    assert [entry.withheld for entry in settle([short], keeps_back=True)] == [frozenset()]


def test_what_no_word_claims_and_no_sum_proves_is_not_held_either() -> None:
    """Otherwise a figure counts as checked only as long as nothing is wrong with it."""
    unclaimed = rows("30", "20", "10", candidates=[GUESS])._replace(claimed=False)
    assert trust(unclaimed) == []


def test_a_reading_that_leaves_lines_out_is_no_rival() -> None:
    """`本年支出 31 / 甲 20 / 乙 10 / 支出总计 30`: without 本年支出 the rest ties, but words account for all of it."""
    words = candidate("words", "0=1+2", "3=0")
    rival = candidate("without the total of the year", "3=1+2", accounted=False)
    lines = ("31", "20", "10", "30")
    assert trust(rows(*lines, candidates=[words, rival])) == ["believed"]


def test_a_total_that_copies_one_of_its_parts_is_an_error_where_words_say_the_levels() -> None:
    """`本年收入合计 100 / 上年结转 7 / 收入总计 100`."""
    ladder = candidate("ladder", "2=0+1", "0=3+4")
    assert trust(rows("100", "7", "100", "60", "40", candidates=[ladder])) == ["believed"]


def short(*gaps: tuple[int, int], keyed: bool = True) -> Structure:
    """Wholes of two parts each in two columns, the first of them above what is listed by gaps, seven others exact."""
    wholes = [*gaps, *[(0, 0)] * 7]
    lines = [line for one, other in wholes for line in (f"{30 + one} {60 + other}", "20 50", "10 10")]
    sums = [f"{3 * place}={3 * place + 1}+{3 * place + 2}" for place in range(len(wholes))]
    return rows(*lines, candidates=[candidate("codes", *sums, keyed=keyed)])


def test_wholes_above_what_is_listed_in_several_columns_tell_of_rows_kept_back() -> None:
    assert [entry.withheld for entry in settle([short((17, 23))])] == [frozenset({(0, 0), (0, 1)})]
    assert [entry.trust for entry in settle([short((17, 23), (41, 12))])] == ["believed"]


def test_one_gap_carried_along_its_row_is_a_slip() -> None:
    assert [entry.withheld for entry in settle([short((17, 17))])] == [frozenset()]


def test_where_something_falls_short_of_its_parts_no_row_is_kept_back() -> None:
    assert [entry.withheld for entry in settle([short((17, 23), (-12, -14))])] == [frozenset()]


def test_a_sum_whose_parts_a_formula_names_lacks_none() -> None:
    stated = candidate("printed formulas", "0=1+2")._replace(stated=True)
    slip = rows("31 40", "20 25", "10 15", candidates=[stated])._replace(ends_early=True)
    assert trust(slip) == ["believed"]

"""What rows say of themselves: codes, numbers, names, words that take turns, and the sums that depths imply."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.documents import SourceText
from auditor.documents.model import Piece
from auditor.facts.model import Block
from auditor.facts.tables.codes import codes_of_rows, embedded_code
from auditor.facts.tables.hierarchies import by_layout
from auditor.facts.tables.levels import Pane
from auditor.facts.tables.names import depths_by_name, settle_sums
from auditor.facts.tables.numbering import _NESTED, depths_by_number
from auditor.facts.tables.rows import RowView
from auditor.facts.tables.series import Series, series_of
from auditor.facts.tables.totals import Depth, Mode, modes_of, sums_of
from auditor.resolution import Grid
from auditor.vocabulary import Pane as TemplatePane
from auditor.vocabulary import Vocabulary, pattern_of
from tests.readings import sum_of


def cells(*rows: str) -> list[tuple[SourceText, ...]]:
    """Rows of a table, their cells parted by `|`."""
    return [
        tuple(SourceText(cell.strip(), (Piece(0, number, 1, None),)) for cell in row.split("|"))
        for number, row in enumerate(rows, 1)
    ]


def view(
    name: str, *, rank: int | None = None, ordinal: int | None = None, total: bool = False, side: str = ""
) -> RowView:
    return RowView(name, name, (), "", rank, ordinal, 0, 0, total, False, False, side=side)


def codes(*rows: str, columns: Sequence[int]) -> list[tuple[str, ...]]:
    return codes_of_rows(cells(*rows), columns)


# --- codes -----------------------------------------------------------------------------------------------------------


def test_a_code_in_a_column_for_each_level_is_one_code() -> None:
    assert codes("205 | 02 | 01", "205 | 2 | 1", columns=(0, 1, 2)) == [("2050201",), ("2050201",)]


def test_a_row_that_prints_only_its_own_level_goes_on_below_the_row_above() -> None:
    assert codes("205 | | ", " | 02 | ", " | | 01", columns=(0, 1, 2)) == [("205",), ("20502",), ("2050201",)]


def test_levels_printed_as_whole_codes_are_the_longest_of_them() -> None:
    assert codes("205 | 20502 | 2050201", columns=(0, 1, 2)) == [("2050201",)]


def test_columns_apart_are_two_classifications() -> None:
    assert codes("501 | 工资 | 30101", columns=(0, 2)) == [("501", "30101")]


def test_a_long_run_of_digits_is_no_code() -> None:
    assert codes("1234567890123456", columns=(0,)) == [("",)]


def test_a_code_opens_a_label(vocabulary: Vocabulary) -> None:
    pattern = pattern_of(vocabulary.grammar.structure["embedded_code"])
    assert embedded_code("[213]农林水支出", pattern) == ("213", "农林水支出")
    assert embedded_code("21302—林业和草原", pattern) == ("21302", "林业和草原")
    assert embedded_code("2024年预算数", pattern) is None
    assert embedded_code("农林水支出", pattern) is None


# --- names and numbers -----------------------------------------------------------------------------------------------


def test_names_are_read_below_the_names_above_them(vocabulary: Vocabulary) -> None:
    rows = [view(name) for name in ("教育支出", "进修及培训", "培训支出", "住房保障支出", "住房改革支出", "购房补贴")]
    assert depths_by_name(rows, vocabulary) == [1, 2, 3, 1, 2, 3]


def test_a_name_of_no_classification_has_no_depth(vocabulary: Vocabulary) -> None:
    assert depths_by_name([view("苗圃养护"), view("合计", total=True)], vocabulary) == [None, 0]


def depths(vocabulary: Vocabulary, *names: str) -> list[Depth]:
    return depths_by_name([view(name) for name in names], vocabulary)


def test_taxes_stand_below_the_taxes(vocabulary: Vocabulary) -> None:
    assert depths(vocabulary, "税收收入", "增值税", "契税", "非税收入", "罚没收入") == [1, 2, 2, 1, 2]


def test_a_sum_without_a_code_stands_above_the_codes_it_adds_up_and_beside_the_others_of_its_class(
    vocabulary: Vocabulary,
) -> None:
    names = ("转移性收入", "上级补助收入", "返还性收入", "专项转移支付收入", "上年结余收入", "调入资金")
    assert depths(vocabulary, *names) == [1, 1.5, 2, 2, 1.5, 1.5]


def test_a_class_that_a_sum_does_not_add_up_stands_beside_it(vocabulary: Vocabulary) -> None:
    names = ("一般公共预算收入", "税收收入", "增值税", "非税收入", "转移性收入", "上年结余收入")
    assert depths(vocabulary, *names) == [0.5, 1, 2, 1, 0.5, 2]


def test_a_name_whose_class_is_not_printed_stands_beside_what_is(vocabulary: Vocabulary) -> None:
    assert depths(vocabulary, "债务还本支出", "年终结余") == [1, 1]


def test_a_sub_item_that_the_codes_do_not_have_below_its_item_stands_there_all_the_same(vocabulary: Vocabulary) -> None:
    names = ("社会保障和就业支出", "小型水库移民扶助基金安排的支出", "基础设施建设和经济发展")
    assert depths(vocabulary, *names) == [1, 2, 3]


def test_a_class_below_the_sum_of_all_classes_is_none_of_its_items(vocabulary: Vocabulary) -> None:
    names = ("一般公共预算支出", "教育支出", "其他支出", "其他支出", "其他支出")
    assert depths(vocabulary, *names) == [0.5, 1, 1, 2, 3]


def totals(vocabulary: Vocabulary, *names: str) -> list[str]:
    rows = [view(name, total=name.endswith("计")) for name in names]
    return [row.name for row in settle_sums(rows, vocabulary) if row.is_total]


def test_a_class_behind_its_items_closes_them(vocabulary: Vocabulary) -> None:
    names = ("解决历史遗留问题及改革成本支出", "国有企业资本金注入", "国有资本经营预算支出", "调出资金")
    assert totals(vocabulary, *names) == ["国有资本经营预算支出"]


def test_a_class_before_its_items_or_beside_one_of_them_closes_nothing(vocabulary: Vocabulary) -> None:
    assert not totals(vocabulary, "税收收入", "增值税", "契税", "非税收入", "罚没收入", "捐赠收入")
    assert not totals(vocabulary, "预备费", "年初预留", "其他支出")


def test_a_total_of_a_class_before_its_items_opens_them(vocabulary: Vocabulary) -> None:
    assert totals(vocabulary, "转移性收入小计", "返还性收入", "调入资金", "收入合计") == ["收入合计"]
    assert totals(vocabulary, "返还性收入", "调入资金", "转移性收入小计") == ["转移性收入小计"]


def test_numbers_of_one_kind_stand_equally_deep() -> None:
    rows = [view("甲", rank=1, ordinal=1), view("乙", rank=2, ordinal=1), view("丙", rank=2, ordinal=2)]
    rows.append(view("丁", rank=1, ordinal=2))
    assert depths_by_number(rows, 9) == [1, 2, 2, 1]


def test_a_list_that_begins_anew_inside_another_is_deeper() -> None:
    """`一、本年支出 / 一、教育支出 / 二、卫生健康支出 / 二、结转下年`."""
    ordinals = (1, 1, 2, 2)
    found = depths_by_number([view("项", rank=1, ordinal=number) for number in ordinals], 9)
    assert found == [1, 1 + _NESTED, 1 + _NESTED, 1]


def test_rows_without_a_number_stand_where_they_are_told_to() -> None:
    assert depths_by_number([view("甲", rank=1, ordinal=1), view("乙")], 9) == [1, 9]


def test_numbering_begins_anew_behind_a_total() -> None:
    rows = [view("甲", rank=1, ordinal=1), view("合计", total=True), view("乙", rank=1, ordinal=1)]
    assert depths_by_number(rows, 9) == [1, 0, 1]


# --- totals ----------------------------------------------------------------------------------------------------------

DEPTHS = [1, 1, 0, 1, 0]
ROWS = [view("收入甲"), view("收入乙"), view("本年合计", total=True), view("上年结转"), view("总计", total=True)]


def implied(mode: Mode) -> set[str]:
    names = [row.name for row in ROWS]
    return {
        f"{names[one.whole]}={'+'.join(names[part] for part in one.parts)}" for one in sums_of(DEPTHS, ROWS, (mode,))[0]
    }


def test_on_a_ladder_each_total_takes_in_the_one_before() -> None:
    assert implied("ladder") == {"本年合计=收入甲+收入乙", "总计=本年合计+上年结转"}


def test_a_total_of_the_other_side_takes_in_nothing_of_the_one_above() -> None:
    rows = [view("甲"), view("收入合计", total=True, side="收"), view("乙"), view("支出合计", total=True, side="支")]
    assert set(sums_of([1, 0, 1, 0], rows, ("ladder",))[0]) == {sum_of("1=0"), sum_of("3=2")}


def test_each_total_may_take_in_all_rows_before_it() -> None:
    assert implied("all") == {"本年合计=收入甲+收入乙", "总计=收入甲+收入乙+上年结转"}


def test_each_total_may_close_its_own_section() -> None:
    assert implied("sections") == {"本年合计=收入甲+收入乙", "总计=上年结转"}


def test_each_total_may_open_what_follows_with_the_next_total() -> None:
    assert implied("openers") == {"本年合计=上年结转+总计"}


def test_one_total_has_one_way_to_be_read() -> None:
    assert modes_of([view("合计", total=True), view("甲")]) == ("ladder",)
    assert modes_of(ROWS)[0] == "ladder"


def test_a_row_is_the_sum_of_the_deeper_rows_below_it() -> None:
    rows = [view(name) for name in "甲乙丙丁"]
    assert set(sums_of([1, 2, 3, 2], rows, ("ladder",))[0]) == {sum_of("0=1+3"), sum_of("1=2")}


def test_a_row_without_a_depth_is_left_out() -> None:
    rows = [view("甲"), view("乙"), view("丙"), view("合计", total=True)]
    assert sums_of([1, None, 1, 0], rows, ("ladder",))[0] == (sum_of("3=0+2"),)


def test_a_total_in_front_opens_the_rows_behind_it() -> None:
    rows = [view("合计", total=True), view("甲"), view("乙")]
    assert sums_of([0, 1, 1], rows, ("ladder",))[0] == (sum_of("0=1+2"),)


# --- series ----------------------------------------------------------------------------------------------------------


def test_words_that_take_turns_are_a_series(vocabulary: Vocabulary) -> None:
    rows = cells("苗圃 | 2025年", " | 2026年", " | 增减", "花坛 | 2025年", " | 2026年", " | 增减")
    assert series_of(rows, (0, 1), vocabulary) == Series(("2025年", "2026年", "增减"))


def test_words_that_come_once_are_no_series(vocabulary: Vocabulary) -> None:
    assert series_of(cells("苗圃 | 2025年", " | 2026年"), (0, 1), vocabulary) is None


def test_two_years_and_their_change_are_a_series_of_one_body(vocabulary: Vocabulary) -> None:
    rows = cells("苗圃 | 2025年", " | 2026年", " | 增减变化金额")
    assert series_of(rows, (0, 1), vocabulary) == Series(("2025年", "2026年", "增减变化金额"))


def test_words_whose_turn_is_broken_are_no_series(vocabulary: Vocabulary) -> None:
    rows = cells("甲 | 2025年", " | 2026年", "乙 | 2025年", " | 2025年")
    assert series_of(rows, (0, 1), vocabulary) is None


def test_rows_of_a_series_belong_together_by_their_word() -> None:
    assert Series(("2025年", "2026年")).places(4) == [[0, 2], [1, 3]]


def test_the_first_of_numbered_rows_is_not_the_sum_of_its_sisters(vocabulary: Vocabulary) -> None:
    block = Block(TemplatePane("", "item", {}, (), False), (), ())

    def guesses(*ranks: int | None) -> set[str]:
        rows = [view(name, rank=rank) for name, rank in zip(("年初余额", "转贷收入", "年末余额"), ranks, strict=True)]
        return {
            levels.name for levels in by_layout(Pane(rows, block, vocabulary, Grid({}, frozenset(), is_of_rows=True)))
        }

    assert "first is the total" in guesses(None, None, None)
    assert "first is the total" not in guesses(1, 1, 1)

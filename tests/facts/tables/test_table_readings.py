"""How tables are read: each layout with its figures in order, and with one figure wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.facts import FactSet
from tests.conftest import TextAudit
from tests.readings import of_columns, of_rows, severities, trusts
from tests.tables import (
    BODIES,
    CARRIED,
    CODE_COLUMNS,
    COPIED,
    EMBEDDED,
    FLATTENED,
    HOLE,
    LADDER,
    LAYOUTS,
    NAMES,
    NUMBERED,
    OF_WHICH,
    ONE_ROW,
    OPENERS,
    PAIRS,
    RATES,
    SERIES,
    TORN,
    TWO_YEARS,
    YEARS_TOTAL,
    columns_of_which,
    columns_with_unknown,
    districts,
    economic,
    headless,
    withheld,
)

Read = Callable[[str], FactSet]


# --- columns ---------------------------------------------------------------------------------------------------------


def test_a_column_of_which_is_a_part_if_its_sums_say_so(read_facts: Read, audit_text: TextAudit) -> None:
    text = columns_of_which()
    facts = read_facts(text)
    assert len(facts.statements[0].blocks[0].rows) == 31
    assert of_columns(facts) == {"小计 = 其中：基本支出 + 项目支出"}
    assert trusts(facts, "columns") == ["believed"]
    assert severities(audit_text, text) == []


def test_columns_under_the_header_of_a_column_are_its_parts(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(districts())
    assert of_columns(facts) == {"债务限额 = 债务限额/一般债务 + 债务限额/专项债务"}
    assert severities(audit_text, districts()) == []
    assert severities(audit_text, districts("27.80")) == ["error"]


def test_rows_that_are_no_parts_of_other_rows_are_sums_of_columns(audit_text: TextAudit) -> None:
    assert severities(audit_text, economic()) == []
    findings = audit_text(economic("32.80"))
    named = {findings.verdicts[number].rule for entry in findings.findings for number in entry.verdicts}
    assert named == {"RU-TABLE", "RU-NATURE"}


def test_of_columns_without_a_header_the_first_may_be_the_sum_of_the_next(audit_text: TextAudit) -> None:
    assert severities(audit_text, headless()) == []
    assert severities(audit_text, headless("38.50")) == ["error"]


def test_columns_without_a_header_are_no_sum_where_rows_were_torn(read_facts: Read) -> None:
    """A part whose whole is blank stands in a row that is not whole."""
    assert trusts(read_facts(headless()), "columns") == ["believed"]
    assert trusts(read_facts(headless(orphan="")), "columns") == []


def test_one_wrong_figure_in_a_column_of_which_that_is_a_part_is_one_error(audit_text: TextAudit) -> None:
    assert severities(audit_text, columns_of_which("57.50")) == ["error"]


def test_a_column_that_no_word_explains_is_a_part_if_its_sums_say_so(read_facts: Read) -> None:
    facts = read_facts(columns_with_unknown())
    assert of_columns(facts) == {"合计 = 人员经费 + 公用经费 + 专项业务经费支出"}
    assert trusts(facts, "columns") == ["believed"]


def test_one_wrong_figure_beside_a_column_that_no_word_explains_is_one_error(audit_text: TextAudit) -> None:
    assert severities(audit_text, columns_with_unknown("94.00")) == ["error"]


def test_a_column_of_carry_over_is_part_of_the_total_if_its_sums_say_so(
    read_facts: Read, audit_text: TextAudit
) -> None:
    assert of_columns(read_facts(CARRIED)) == {"合计 = 本年财政拨款 + 上年结转"}
    assert severities(audit_text, CARRIED) == []
    assert severities(audit_text, CARRIED.replace("40.00", "44.00")) == ["error"]


def test_rates_are_never_added(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_columns(read_facts(RATES)) == {"合计 = 基本支出 + 项目支出"}
    assert severities(audit_text, RATES) == []


def test_groups_side_by_side_have_one_tree_each(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(TWO_YEARS)
    assert len(trusts(facts, "columns")) == 2
    assert set(trusts(facts, "columns")) == {"believed"}
    assert severities(audit_text, TWO_YEARS) == []


def test_a_group_whose_rows_all_fail_is_accused_by_the_one_beside_it(audit_text: TextAudit) -> None:
    shifted = TWO_YEARS.replace("33.00\t", "38.00\t").replace("44.00\t", "43.00\t").replace("22.00\t", "27.00\t")
    assert "error" in severities(audit_text, shifted)


def test_a_table_of_one_row_is_checked(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_columns(read_facts(ONE_ROW)) == {"合计 = 基本支出 + 项目支出"}
    assert severities(audit_text, ONE_ROW) == []
    assert severities(audit_text, ONE_ROW.replace("30.00", "31.00")) != []


# --- rows ------------------------------------------------------------------------------------------------------------


def test_a_wrong_total_of_the_year_does_not_buy_the_reading_that_leaves_it_out(
    read_facts: Read, audit_text: TextAudit
) -> None:
    assert of_rows(read_facts(YEARS_TOTAL)) == {
        "本年支出 = 农林水支出 + 城乡社区支出",
        "支出总计 = 本年支出 + 结转下年",
    }
    assert severities(audit_text, YEARS_TOTAL) == []
    wrong = YEARS_TOTAL.replace("本年支出\t1000.04", "本年支出\t1020.04")
    assert severities(audit_text, wrong) != []


def test_official_names_are_levels_in_their_context(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(NAMES)
    assert of_rows(facts) == {
        "合计 = 教育支出 + 住房保障支出",
        "教育支出 = 进修及培训",
        "进修及培训 = 培训支出",
        "住房保障支出 = 住房改革支出",
        "住房改革支出 = 住房公积金 + 购房补贴",
    }
    assert trusts(facts) == ["believed"]
    assert severities(audit_text, NAMES) == []
    assert severities(audit_text, NAMES.replace("购房补贴\t6.00", "购房补贴\t9.00")) == ["error"]


def test_codes_inside_labels_are_levels(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(EMBEDDED)
    assert len(of_rows(facts)) == 3
    assert trusts(facts) == ["believed"]
    assert severities(audit_text, EMBEDDED) == []
    assert severities(audit_text, EMBEDDED.replace("培育\t18.00", "培育\t16.00")) == ["error"]


def test_codes_parted_by_levels_are_one_code(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(CODE_COLUMNS)
    assert of_rows(facts) == {
        "合计 = 农林水支出 + 住房保障支出",
        "农林水支出 = 林业和草原",
        "林业和草原 = 行政运行 + 森林资源培育",
    }
    assert severities(audit_text, CODE_COLUMNS) == []
    assert severities(audit_text, CODE_COLUMNS.replace("培育\t18.00", "培育\t16.00")) == ["error"]


def test_two_classifications_side_by_side_are_no_flat_list(read_facts: Read, audit_text: TextAudit) -> None:
    assert severities(audit_text, PAIRS) == []
    assert trusts(read_facts(PAIRS)) == ["believed"]


def test_numbering_says_levels(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(NUMBERED)
    assert "人员经费 = 基本工资 + 津贴补贴" in {text.replace("1.", "").replace("2.", "") for text in of_rows(facts)}
    assert len(of_rows(facts)) == 4
    assert severities(audit_text, NUMBERED) == []
    assert severities(audit_text, NUMBERED.replace("更新\t6.00", "更新\t9.00")) == ["error"]


def test_rows_in_series_add_up_within_their_word(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(SERIES)
    assert of_rows(facts) == {f"合计 {word} = 苗圃 {word} + 花坛 {word}" for word in ("2025年", "2026年", "增减")}
    assert severities(audit_text, SERIES) == []
    assert severities(audit_text, SERIES.replace("33.00", "36.00")) != []


def test_totals_open_what_follows_them(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_rows(read_facts(OPENERS)) == {"全市合计 = 市本级 + 区县合计", "区县合计 = 东山区 + 西河区"}
    assert severities(audit_text, OPENERS) == []
    assert severities(audit_text, OPENERS.replace("西河区\t20.00", "西河区\t28.00")) == ["error"]


def test_carry_over_stands_between_two_totals(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(LADDER)
    assert len(of_rows(facts)) == 2
    assert trusts(facts) == ["believed"]
    assert severities(audit_text, LADDER) == []
    assert severities(audit_text, LADDER.replace("事业收入\t6.00", "事业收入\t9.00")) == ["error"]


def test_bodies_stand_between_classes_and_things(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(BODIES)
    assert len(of_rows(facts)) >= 5
    assert trusts(facts) == ["believed"]
    assert severities(audit_text, BODIES) == []
    assert severities(audit_text, BODIES.replace("割草机\t9.00", "割草机\t7.00")) != []


# --- trust -----------------------------------------------------------------------------------------------------------


def test_a_list_whose_parts_are_twice_the_total_is_not_accused(read_facts: Read, audit_text: TextAudit) -> None:
    assert trusts(read_facts(FLATTENED)) == ["not_understood"]
    assert severities(audit_text, FLATTENED) == []


def test_a_part_as_large_as_the_whole_beside_others_is_not_accused(read_facts: Read, audit_text: TextAudit) -> None:
    assert severities(audit_text, COPIED) == []
    assert set(trusts(read_facts(COPIED))) <= {"not_understood", "open"}


def test_a_cell_that_cannot_be_read_is_told_and_accuses_nobody(audit_text: TextAudit) -> None:
    audit = audit_text(TORN)
    assert severities(audit_text, TORN) == []
    assert "unverifiable" in {verdict.outcome for verdict in audit.verdicts}


def test_one_gap_in_two_tables_is_a_note(audit_text: TextAudit) -> None:
    assert {finding.severity for finding in audit_text(withheld(("53.17", "53.17"))).findings} == {"note"}


def test_a_gap_of_one_digit_in_two_tables_is_an_error(audit_text: TextAudit) -> None:
    assert "error" in severities(audit_text, withheld(("53.00", "53.00")))


def test_a_column_that_no_word_explains_forbids_errors_where_the_sums_do_not_prove_it(audit_text: TextAudit) -> None:
    assert "error" not in severities(audit_text, HOLE)


def test_a_row_of_which_is_no_part(read_facts: Read, audit_text: TextAudit) -> None:
    assert {text.split(" = ")[0] for text in of_rows(read_facts(OF_WHICH))} == {"合计"}
    assert severities(audit_text, OF_WHICH) == []


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=list(LAYOUTS))
def test_the_same_table_is_read_alike_every_time(read_facts: Read, text: str) -> None:
    assert read_facts(text).structures == read_facts(text).structures


def test_a_wrong_total_of_the_year_is_an_error(audit_text: TextAudit) -> None:
    wrong = YEARS_TOTAL.replace("本年支出\t1000.04", "本年支出\t1020.04")
    assert severities(audit_text, wrong) == ["error"]


def test_a_grand_total_that_copies_the_total_of_the_year_is_an_error(audit_text: TextAudit) -> None:
    assert severities(audit_text, LADDER.replace("总计\t107.00", "总计\t100.00")) == ["error"]


def test_beside_a_row_of_which_a_wrong_total_is_an_error(audit_text: TextAudit) -> None:
    assert severities(audit_text, OF_WHICH.replace("70.00", "78.00")) == ["error"]

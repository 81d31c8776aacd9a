"""How tables are read: each layout with its figures in order, and with one figure wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import TextAudit
from tests.readings import of_columns, of_rows, trusts

from auditor.facts import FactSet

Read = Callable[[str], FactSet]

HEAD = "松岭县园林中心2024年部门预算\n{title}\n单位：万元\n\n"


def table(*rows: str, title: str = "项目支出明细表") -> str:
    """A document of one table, cells parted by `|`."""
    body = "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows)
    return HEAD.format(title=title) + body + "\n"


def severities(audit_text: TextAudit, text: str) -> list[str]:
    return [finding.severity for finding in audit_text(text).findings if finding.severity != "note"]


# --- columns ---------------------------------------------------------------------------------------------------------

WORKS = "苗圃 花坛 绿篱 草坪 行道树 喷灌 温室 凉亭 步道 路灯 座椅 护栏 水池 假山 围墙 大门 标牌 垃圾箱 停车场 球场 厕所 仓库 泵房 管网 电缆 桥梁 堤岸 码头 驳岸 亮化 监控".split()


def columns_of_which(wrong: str = "") -> str:
    rows = [f"{name} | {3 * n + 30}.50 | {2 * n + 21}.20 | {n + 9}.30" for n, name in enumerate(WORKS, 1)]
    rows[6] = rows[6].replace("51.50", wrong or "51.50")
    return table("项目名称 | 小计 | 其中：基本支出 | 项目支出", *rows)


def test_a_column_of_which_is_a_part_if_its_sums_say_so(read_facts: Read, audit_text: TextAudit) -> None:
    text = columns_of_which()
    facts = read_facts(text)
    assert len(facts.statements[0].blocks[0].rows) == 31
    assert of_columns(facts) == {"小计 = 其中：基本支出 + 项目支出"}
    assert trusts(facts, "columns") == ["believed"]
    assert severities(audit_text, text) == []


def test_one_wrong_figure_in_a_column_of_which_that_is_a_part_is_one_error(audit_text: TextAudit) -> None:
    assert severities(audit_text, columns_of_which("57.50")) == ["error"]


def columns_with_unknown(wrong: str = "") -> str:
    rows = [f"{name} | {n + 42}.00 | 20.00 | {n + 10}.00 | 12.00" for n, name in enumerate(WORKS[:12], 1)]
    rows[6] = rows[6].replace("49.00", wrong or "49.00")
    return table("项目名称 | 合计 | 人员经费 | 公用经费 | 专项业务经费支出", *rows)


def test_a_column_that_no_word_explains_is_a_part_if_its_sums_say_so(read_facts: Read) -> None:
    facts = read_facts(columns_with_unknown())
    assert of_columns(facts) == {"合计 = 人员经费 + 公用经费 + 专项业务经费支出"}
    assert trusts(facts, "columns") == ["believed"]


def test_one_wrong_figure_beside_a_column_that_no_word_explains_is_one_error(audit_text: TextAudit) -> None:
    assert severities(audit_text, columns_with_unknown("94.00")) == ["error"]


CARRIED = table(
    "项目名称 | 合计 | 本年财政拨款 | 上年结转",
    "苗圃 | 30.00 | 20.00 | 10.00",
    "花坛 | 40.00 | 25.00 | 15.00",
    "绿篱 | 21.00 | 18.00 | 3.00",
)


def test_a_column_of_carry_over_is_part_of_the_total_if_its_sums_say_so(
    read_facts: Read, audit_text: TextAudit
) -> None:
    assert of_columns(read_facts(CARRIED)) == {"合计 = 本年财政拨款 + 上年结转"}
    assert severities(audit_text, CARRIED) == []
    assert severities(audit_text, CARRIED.replace("40.00", "44.00")) == ["error"]


RATES = table(
    "项目名称 | 合计 | 基本支出 | 项目支出 | 执行率 | 占比（%）",
    "苗圃 | 30.00 | 20.00 | 10.00 | 95.00 | 33.00",
    "花坛 | 40.00 | 25.00 | 15.00 | 96.00 | 44.00",
    "绿篱 | 21.00 | 18.00 | 3.00 | 97.00 | 23.00",
)


def test_rates_are_never_added(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_columns(read_facts(RATES)) == {"合计 = 基本支出 + 项目支出"}
    assert severities(audit_text, RATES) == []


TWO_YEARS = table(
    "项目名称 | 上年预算数 | | | 当年预算数 | |",
    " | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | 项目支出",
    "苗圃 | 30.00 | 20.00 | 10.00 | 33.00 | 21.00 | 12.00",
    "花坛 | 40.00 | 25.00 | 15.00 | 44.00 | 26.00 | 18.00",
    "绿篱 | 21.00 | 18.00 | 3.00 | 22.00 | 18.00 | 4.00",
)


def test_groups_side_by_side_have_one_tree_each(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(TWO_YEARS)
    assert len(trusts(facts, "columns")) == 2
    assert set(trusts(facts, "columns")) == {"believed"}
    assert severities(audit_text, TWO_YEARS) == []


def test_a_group_whose_rows_all_fail_is_accused_by_the_one_beside_it(audit_text: TextAudit) -> None:
    shifted = TWO_YEARS.replace("33.00\t", "38.00\t").replace("44.00\t", "43.00\t").replace("22.00\t", "27.00\t")
    assert "error" in severities(audit_text, shifted)


ONE_ROW = table("合计 | 基本支出 | 项目支出", "30.00 | 20.00 | 10.00", title="支出情况表")


def test_a_table_of_one_row_is_checked(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_columns(read_facts(ONE_ROW)) == {"合计 = 基本支出 + 项目支出"}
    assert severities(audit_text, ONE_ROW) == []
    assert severities(audit_text, ONE_ROW.replace("30.00", "31.00")) != []


# --- rows ------------------------------------------------------------------------------------------------------------

YEARS_TOTAL = table(
    "项目 | 预算数",
    "一、本年支出 | 1000.04",
    "（一）农林水支出 | 600.01",
    "（二）城乡社区支出 | 400.03",
    "二、结转下年 | 0.00",
    "支出总计 | 1000.04",
    title="财政拨款支出表",
)


def test_a_wrong_total_of_the_year_does_not_buy_the_reading_that_leaves_it_out(
    read_facts: Read, audit_text: TextAudit
) -> None:
    assert of_rows(read_facts(YEARS_TOTAL)) == {"本年支出 = 农林水支出 + 城乡社区支出", "支出总计 = 本年支出 + 结转下年"}
    assert severities(audit_text, YEARS_TOTAL) == []
    wrong = YEARS_TOTAL.replace("本年支出\t1000.04", "本年支出\t1020.04")
    assert severities(audit_text, wrong) == ["error"]


NAMES = table(
    "功能科目 | 合计 | 基本支出 | 项目支出",
    "合计 | 50.00 | 32.00 | 18.00",
    "教育支出 | 30.00 | 12.00 | 18.00",
    "进修及培训 | 30.00 | 12.00 | 18.00",
    "培训支出 | 30.00 | 12.00 | 18.00",
    "住房保障支出 | 20.00 | 20.00 | 0.00",
    "住房改革支出 | 20.00 | 20.00 | 0.00",
    "住房公积金 | 14.00 | 14.00 | 0.00",
    "购房补贴 | 6.00 | 6.00 | 0.00",
)


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


EMBEDDED = table(
    "科目 | 合计 | 基本支出 | 项目支出",
    "合计 | 50.00 | 32.00 | 18.00",
    "[213]农林水支出 | 30.00 | 12.00 | 18.00",
    "[21302]林业和草原 | 30.00 | 12.00 | 18.00",
    "[2130201]行政运行 | 12.00 | 12.00 | 0.00",
    "[2130205]森林资源培育 | 18.00 | 0.00 | 18.00",
    "[221]住房保障支出 | 20.00 | 20.00 | 0.00",
)


def test_codes_inside_labels_are_levels(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(EMBEDDED)
    assert len(of_rows(facts)) == 3
    assert trusts(facts) == ["believed"]
    assert severities(audit_text, EMBEDDED) == []
    assert severities(audit_text, EMBEDDED.replace("培育\t18.00", "培育\t16.00")) == ["error"]


CODE_COLUMNS = table(
    "科目编码 | | | 科目名称 | 合计 | 基本支出 | 项目支出",
    "类 | 款 | 项 | | | |",
    " | | | 合计 | 50.00 | 32.00 | 18.00",
    "213 | | | 农林水支出 | 30.00 | 12.00 | 18.00",
    "213 | 02 | | 林业和草原 | 30.00 | 12.00 | 18.00",
    "213 | 02 | 01 | 行政运行 | 12.00 | 12.00 | 0.00",
    "213 | 02 | 05 | 森林资源培育 | 18.00 | 0.00 | 18.00",
    "221 | | | 住房保障支出 | 20.00 | 20.00 | 0.00",
    title="支出预算表",
)


def test_codes_parted_by_levels_are_one_code(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(CODE_COLUMNS)
    assert of_rows(facts) == {
        "合计 = 农林水支出 + 住房保障支出",
        "农林水支出 = 林业和草原",
        "林业和草原 = 行政运行 + 森林资源培育",
    }
    assert severities(audit_text, CODE_COLUMNS) == []
    assert severities(audit_text, CODE_COLUMNS.replace("培育\t18.00", "培育\t16.00")) == ["error"]


PAIRS = table(
    "政府预算经济分类 | | 部门预算经济分类 | | 合计 | 基本支出 | 项目支出",
    "科目编码 | 科目名称 | 科目编码 | 科目名称 | | |",
    " | 合计 | | | 60.00 | 42.00 | 18.00",
    "501 | 机关工资福利支出 | | | 40.00 | 40.00 | 0.00",
    "50101 | 工资奖金津补贴 | 30101 | 基本工资 | 25.00 | 25.00 | 0.00",
    "50101 | 工资奖金津补贴 | 30102 | 津贴补贴 | 15.00 | 15.00 | 0.00",
    "502 | 机关商品和服务支出 | | | 20.00 | 2.00 | 18.00",
    "50201 | 办公经费 | 30201 | 办公费 | 20.00 | 2.00 | 18.00",
    title="经济分类支出表",
)


def test_two_classifications_side_by_side_are_no_flat_list(read_facts: Read, audit_text: TextAudit) -> None:
    assert severities(audit_text, PAIRS) == []
    assert trusts(read_facts(PAIRS)) == ["believed"]


NUMBERED = table(
    "项目 | 预算数",
    "一、基本支出 | 50.00",
    "（一）人员经费 | 38.00",
    "1.基本工资 | 30.00",
    "2.津贴补贴 | 8.00",
    "（二）公用经费 | 12.00",
    "二、项目支出 | 20.00",
    "（一）苗圃养护 | 14.00",
    "（二）花坛更新 | 6.00",
    "合计 | 70.00",
    title="支出明细表",
)


def test_numbering_says_levels(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(NUMBERED)
    assert "人员经费 = 基本工资 + 津贴补贴" in {text.replace("1.", "").replace("2.", "") for text in of_rows(facts)}
    assert len(of_rows(facts)) == 4
    assert severities(audit_text, NUMBERED) == []
    assert severities(audit_text, NUMBERED.replace("更新\t6.00", "更新\t9.00")) == ["error"]


SERIES = table(
    "项目 | 年度 | 合计 | 基本支出 | 项目支出",
    "合计 | 2025年 | 50.00 | 32.00 | 18.00",
    " | 2026年 | 55.00 | 34.00 | 21.00",
    " | 增减 | 5.00 | 2.00 | 3.00",
    "苗圃 | 2025年 | 30.00 | 12.00 | 18.00",
    " | 2026年 | 33.00 | 12.00 | 21.00",
    " | 增减 | 3.00 | 0.00 | 3.00",
    "花坛 | 2025年 | 20.00 | 20.00 | 0.00",
    " | 2026年 | 22.00 | 22.00 | 0.00",
    " | 增减 | 2.00 | 2.00 | 0.00",
)


def test_rows_in_series_add_up_within_their_word(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(SERIES)
    assert of_rows(facts) == {
        f"合计 {word} = 苗圃 {word} + 花坛 {word}" for word in ("2025年", "2026年", "增减")
    }
    assert severities(audit_text, SERIES) == []
    assert severities(audit_text, SERIES.replace("33.00", "36.00")) != []


OPENERS = table(
    "地区 | 合计 | 基本支出 | 项目支出",
    "全市合计 | 90.00 | 52.00 | 38.00",
    "市本级 | 40.00 | 20.00 | 20.00",
    "区县合计 | 50.00 | 32.00 | 18.00",
    "东山区 | 30.00 | 12.00 | 18.00",
    "西河区 | 20.00 | 20.00 | 0.00",
    title="分地区支出表",
)


def test_totals_open_what_follows_them(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_rows(read_facts(OPENERS)) == {"全市合计 = 市本级 + 区县合计", "区县合计 = 东山区 + 西河区"}
    assert severities(audit_text, OPENERS) == []
    assert severities(audit_text, OPENERS.replace("西河区\t20.00", "西河区\t28.00")) == ["error"]


LADDER = table(
    "项目 | 预算数",
    "一、一般公共预算拨款收入 | 90.00",
    "二、事业收入 | 6.00",
    "三、其他收入 | 4.00",
    "本年收入合计 | 100.00",
    "上年结转结余 | 7.00",
    "收入总计 | 107.00",
    title="收入预算表",
)


def test_carry_over_stands_between_two_totals(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(LADDER)
    assert len(of_rows(facts)) == 2
    assert trusts(facts) == ["believed"]
    assert severities(audit_text, LADDER) == []
    assert severities(audit_text, LADDER.replace("总计\t107.00", "总计\t100.00")) == ["error"]
    assert severities(audit_text, LADDER.replace("事业收入\t6.00", "事业收入\t9.00")) == ["error"]


BODIES = table(
    "单位 | 采购项目 | 合计 | 财政拨款 | 其他资金",
    "合计 | | 40.00 | 31.00 | 9.00",
    "货物 | | 25.00 | 18.00 | 7.00",
    "松岭县园林中心 | | 15.00 | 12.00 | 3.00",
    " | 割草机 | 9.00 | 8.00 | 1.00",
    " | 洒水车 | 6.00 | 4.00 | 2.00",
    "松岭县苗木站 | | 10.00 | 6.00 | 4.00",
    " | 喷雾器 | 10.00 | 6.00 | 4.00",
    "服务 | | 15.00 | 13.00 | 2.00",
    "松岭县园林中心 | | 15.00 | 13.00 | 2.00",
    " | 保洁 | 11.00 | 10.00 | 1.00",
    " | 巡查 | 4.00 | 3.00 | 1.00",
    title="政府采购预算表",
)


def test_bodies_stand_between_classes_and_things(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(BODIES)
    assert len(of_rows(facts)) >= 5
    assert trusts(facts) == ["believed"]
    assert severities(audit_text, BODIES) == []
    assert severities(audit_text, BODIES.replace("割草机\t9.00", "割草机\t7.00")) != []


# --- trust -----------------------------------------------------------------------------------------------------------

FLATTENED = table(
    "项目 | 合计 | 基本支出 | 项目支出",
    "甲类项目 | 30.00 | 12.00 | 18.00",
    "甲一 | 20.00 | 10.00 | 10.00",
    "甲二 | 10.00 | 2.00 | 8.00",
    "乙类项目 | 20.00 | 20.00 | 0.00",
    "乙一 | 13.00 | 13.00 | 0.00",
    "乙二 | 7.00 | 7.00 | 0.00",
    "合计 | 50.00 | 32.00 | 18.00",
)


def test_a_list_whose_parts_are_twice_the_total_is_not_accused(read_facts: Read, audit_text: TextAudit) -> None:
    assert trusts(read_facts(FLATTENED)) == ["not_understood"]
    assert severities(audit_text, FLATTENED) == []


COPIED = table(
    "名称 | 金额",
    "合计 | 30.00",
    "松岭县园林中心 | 30.00",
    "绿化设备 | 18.00",
    "巡查软件 | 7.00",
)


def test_a_part_as_large_as_the_whole_beside_others_is_not_accused(read_facts: Read, audit_text: TextAudit) -> None:
    assert severities(audit_text, COPIED) == []
    assert set(trusts(read_facts(COPIED))) <= {"not_understood", "open"}


TORN = EMBEDDED.replace("培育\t18.00", "培育\t1 8.0.0")


def test_a_cell_that_cannot_be_read_is_told_and_accuses_nobody(audit_text: TextAudit) -> None:
    audit = audit_text(TORN)
    assert severities(audit_text, TORN) == []
    assert "unverifiable" in {verdict.outcome for verdict in audit.verdicts}


def withheld(rows_of: tuple[str, str]) -> str:
    """Two tables of one disclosure whose class is above its listed items."""
    return "".join(
        table(
            "科目编码 | 科目名称 | 合计",
            f"213 | 农林水支出 | {whole}",
            "21302 | 林业和草原 | 30.00",
            "21303 | 水利 | 20.00",
            title=title,
        )
        for whole, title in zip(rows_of, ("支出预算表", "一般公共预算支出表"), strict=True)
    )


def test_one_gap_in_two_tables_is_a_note(audit_text: TextAudit) -> None:
    assert {finding.severity for finding in audit_text(withheld(("53.17", "53.17"))).findings} == {"note"}


def test_a_gap_of_one_digit_in_two_tables_is_an_error(audit_text: TextAudit) -> None:
    assert "error" in severities(audit_text, withheld(("53.00", "53.00")))


HOLE = table(
    "项目名称 | 合计 | 人员经费 | 公用经费 | 专项业务经费支出",
    "苗圃 | 43.00 | 20.00 | 11.00 | 9.00",
    "花坛 | 44.00 | 20.00 | 12.00 | 12.00",
)


def test_a_column_that_no_word_explains_forbids_errors_where_the_sums_do_not_prove_it(audit_text: TextAudit) -> None:
    assert "error" not in severities(audit_text, HOLE)


OF_WHICH = table(
    "项目 | 预算数",
    "基本支出 | 50.00",
    "其中：人员经费 | 38.00",
    "项目支出 | 20.00",
    "合计 | 70.00",
    title="支出明细表",
)


def test_a_row_of_which_is_no_part(read_facts: Read, audit_text: TextAudit) -> None:
    assert {text.split(" = ")[0] for text in of_rows(read_facts(OF_WHICH))} == {"合计"}
    assert severities(audit_text, OF_WHICH) == []
    assert severities(audit_text, OF_WHICH.replace("70.00", "78.00")) == ["error"]


@pytest.mark.parametrize(
    "text",
    [columns_of_which(), columns_with_unknown(), CARRIED, TWO_YEARS, NAMES, EMBEDDED, CODE_COLUMNS, NUMBERED, SERIES, OPENERS, LADDER, BODIES],
)  # fmt: skip
def test_the_same_table_is_read_alike_every_time(read_facts: Read, text: str) -> None:
    assert read_facts(text).structures == read_facts(text).structures

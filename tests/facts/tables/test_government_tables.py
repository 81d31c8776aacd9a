"""Tables of governments: regions, sums of their own, two sides, halves over pages, rows that are kept back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.documents.residue import is_page_number
from auditor.facts import FactSet
from tests.conftest import TextAudit
from tests.readings import of_rows, severities, trusts
from tests.tables import HEAD, table

Read = Callable[[str], FactSet]


def regions(wrong: str = "") -> str:
    rows = (
        "市县合计 | 100.00 | 61.00",
        "东岭市合计 | 60.00 | 36.00",
        "市本级 | 25.00 | 15.00",
        "青石县 | 20.00 | 12.00",
        f"白水县 | {wrong or '15.00'} | 9.00",
        "南川市合计 | 40.00 | 25.00",
        "市本级 | 22.00 | 13.00",
        "乌溪县 | 18.00 | 12.00",
    )
    return table("地区 | 道路资金 | 林业资金", *rows, title="转移支付分地区表")


def test_regions_open_their_districts_and_add_up_to_the_first_total(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_rows(read_facts(regions())) == {
        "市县合计 = 东岭市合计 + 南川市合计",
        "东岭市合计 = 市本级 + 青石县 + 白水县",
        "南川市合计 = 市本级 + 乌溪县",
    }
    assert severities(audit_text, regions()) == []
    assert severities(audit_text, regions("18.00")) == ["error"]


def provinces(wrong: str = "") -> str:
    rows = (
        "云海省 | 100.00 | 61.00",
        "云海省本级 | 10.00 | 6.00",
        "东岭市 | 60.00 | 36.00",
        "东岭市本级 | 25.00 | 15.00",
        f"青石区 | {wrong or '20.00'} | 12.00",
        "白水县 | 15.00 | 9.00",
        "南川州 | 22.00 | 13.00",
        "南川州本级 | 13.00 | 8.00",
        "乌溪县 | 9.00 | 5.00",
        "石桥市 | 8.00 | 6.00",
    )
    return table("地区 | 道路资金 | 林业资金", *rows, title="分地区资金表")


def test_a_city_opens_what_it_keeps_and_its_districts(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_rows(read_facts(provinces())) == {
        "云海省 = 云海省本级 + 东岭市 + 南川州 + 石桥市",
        "东岭市 = 东岭市本级 + 青石区 + 白水县",
        "南川州 = 南川州本级 + 乌溪县",
    }
    assert severities(audit_text, provinces()) == []
    assert severities(audit_text, provinces("21.00")) == ["error"]


def own_sums(wrong: str = "") -> str:
    rows = (
        "场地收入 | 30.00 | 32.00",
        "门票收入 | 20.00 | 21.00",
        f"全市国有资本经营收入 | {wrong or '50.00'} | 53.00",
        "上级补助 | 7.00 | 8.00",
        "上年结余 | 3.00 | 4.00",
        "各项收入合计 | 60.00 | 65.00",
    )
    return table("项目 | 2024年预算数 | 2025年预算数", *rows, title="收入情况表")


def test_what_a_government_takes_in_itself_is_the_first_total(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_rows(read_facts(own_sums())) == {
        "全市国有资本经营收入 = 场地收入 + 门票收入",
        "各项收入合计 = 全市国有资本经营收入 + 上级补助 + 上年结余",
    }
    assert severities(audit_text, own_sums()) == []
    assert severities(audit_text, own_sums("51.00")) != []


SUBTOTALS = table(
    "项目 | 2024年预计数 | 2025年预算数",
    "苗圃收入 | 30.00 | 32.00",
    "门票收入 | 20.00 | 21.00",
    "本级收入小计 | 50.00 | 53.00",
    "转移收入小计 | 12.00 | 14.00",
    "上级补助 | 8.00 | 9.00",
    "上年结余 | 4.00 | 5.00",
    "收入合计 | 62.00 | 67.00",
    title="收支草案",
)


def test_subtotals_close_or_open_their_rows_and_make_up_the_last_total(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_rows(read_facts(SUBTOTALS)) == {
        "本级收入小计 = 苗圃收入 + 门票收入",
        "转移收入小计 = 上级补助 + 上年结余",
        "收入合计 = 本级收入小计 + 转移收入小计",
    }
    assert severities(audit_text, SUBTOTALS) == []


def two_sides(wrong: str = "") -> str:
    rows = (
        "1.场地收入 | 30.00 | 1.养护支出 | 45.00",
        f"2.上级补助 | {wrong or '25.00'} | 2.补助下级 | 12.00",
        "3.上年结余 | 5.00 | 3.结转下年 | 3.00",
        "收入总计 | 60.00 | 支出总计 | 60.00",
    )
    return table("收入项目 | 预算数 | 支出项目 | 预算数", *rows, title="收支平衡表")


def test_a_header_that_says_the_same_of_two_groups_has_two_panes(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(two_sides())
    assert len(facts.statements[0].blocks) == 2
    assert trusts(facts, "rows") == ["believed", "believed"]
    assert severities(audit_text, two_sides()) == []
    assert severities(audit_text, two_sides("26.00")) == ["error"]


def test_a_column_of_yes_and_no_names_no_row(read_facts: Read) -> None:
    marked = ("场地收入 | 30.00 | 是", "门票收入 | 20.00 | 否", "苗圃收入 | 10.00 | 是", "合计 | 60.00 | 是")
    block = read_facts(table("项目 | 预算数 | 打印", *marked)).statements[0].blocks[0]
    assert block.labels == (0,)


def test_the_ordinals_of_rows_are_no_amounts(read_facts: Read) -> None:
    rows = ("合计 | 1 | 60.00", "场地收入 | 2 | 30.00", "门票收入 | 3 | 30.00")
    assert len(read_facts(table("项目 | 栏次 | 预算数", *rows)).statements[0].blocks[0].columns) == 1


FILLED = table(
    "科目编码 | 科目名称 | 预算数",
    " | 合计 | 190.00",
    "227 | 预备费 | 100.00",
    "227 | 预备费 | 100.00",
    "229 | 其他支出 | 90.00",
    "22902 | 年初预留 | 40.00",
    "22902 | 年初预留 | 40.00",
    "22999 | 其他支出 | 50.00",
    "2299999 | 其他支出 | 50.00",
    title="支出功能分类表",
)


def test_a_code_printed_again_fills_the_level_that_it_lacks(read_facts: Read, audit_text: TextAudit) -> None:
    assert "合计 = 预备费 + 其他支出" in of_rows(read_facts(FILLED))
    assert severities(audit_text, FILLED) == []


MARKED = table(
    "项目 | 年初预算数 | 决算数",
    "合计 | 130.00 | 120.00",
    "教育支出（类） | 60.00 | 62.00",
    "普通教育（款） | 60.00 | 62.00",
    "学前教育（项） | 25.00 | 26.00",
    "小学教育（项） | 35.00 | 36.00",
    "其他支出（类） | 70.00 | 58.00",
    "其他支出（款） | 70.00 | 58.00",
    "其他支出（项） | 70.00 | 58.00",
    title="支出功能分类决算表",
)


def test_the_mark_behind_a_name_says_its_level(read_facts: Read, audit_text: TextAudit) -> None:
    assert trusts(read_facts(MARKED), "rows") == ["believed"]
    assert severities(audit_text, MARKED) == []


def test_an_item_is_not_the_class_whose_name_it_has_inside(read_facts: Read) -> None:
    rows = (
        "国有资本经营预算支出 | 30.00",
        "其他国有资本经营预算支出 | 12.00",
        "支出总计 | 42.00",
    )
    facts = read_facts(table("项目 | 决算数", *rows, title="国有资本经营预算支出表"))
    members = [dict(row.dims).get("function") for row in facts.statements[0].blocks[0].rows]
    assert members[0] == "223"
    assert members[1] != "223"


def halves(second: str) -> str:
    title = "松岭市对下转移支付分地区表（{}）"
    rows = [("道路资金", "41.00", "10.00", "11.00", "20.00"), ("林业资金", "30.00", "8.00", "9.00", "13.00")]
    rows += [("水利资金", "26.00", "7.00", "9.00", "10.00"), ("教育资金", "53.00", "15.00", "18.00", "20.00")]
    left = [" | ".join(row[:3]) for row in rows]
    right = [" | ".join((row[0], row[3], second if row[0] == "水利资金" else row[4])) for row in rows]
    first = table("项目 | 合计 | 青石县", *left, title=title.format("一"))
    body = "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in ("项目 | 白水县 | 乌溪县", *right))
    return f"{first}\n{title.format('二')}\n单位：万元\n\n{body}\n"


def test_the_right_half_of_a_table_stands_under_the_next_part_of_its_title(
    read_facts: Read, audit_text: TextAudit
) -> None:
    facts = read_facts(halves("10.00"))
    assert len(facts.statements) == 1
    assert facts.statements[0].table.width == 5
    assert severities(audit_text, halves("10.00")) == []
    assert severities(audit_text, halves("12.00")) != []


def test_a_number_between_any_dashes_is_of_a_page() -> None:
    assert all(is_page_number(text) for text in ("─ 63 ─", "— 70 —", "- 5 -", "第 3 页"))
    assert not is_page_number("─ 63.5 ─")


LABELLED = table(
    "项目名称 | 项目名称 | 2024年预算数 | 2025年预算数",
    "因公出国（境）费 |  |  | 25.00",
    "公务用车购置及运行费 | 小计 | 141.00 | 104.00",
    " | 公务用车购置费 |  | ",
    " | 公务用车运行费 | 141.00 | 104.00",
    "公务接待费 |  | 59.00 | 36.00",
    "合计 |  | 200.00 | 165.00",
    title="财政拨款“三公”经费支出预算表",
)


def test_a_word_for_a_subtotal_behind_a_name_opens_the_rows_below(read_facts: Read, audit_text: TextAudit) -> None:
    assert trusts(read_facts(LABELLED), "rows") == ["believed"]
    assert severities(audit_text, LABELLED) == []


CARRIED_BESIDE = table(
    "项目 | 2024年快报数 | 2025年预算数",
    "转移性支出 | 42.00 | 12.00",
    "调出资金 | 42.00 | 12.00",
    "年终结余 | 4.00 | 3.00",
    "支出总计 | 46.00 | 15.00",
    title="支出预算草案",
)


def test_what_is_carried_over_may_stand_beside_its_class(audit_text: TextAudit) -> None:
    assert severities(audit_text, CARRIED_BESIDE) == []


LISTED = table(
    "项目 | 预计数",
    "一、场地收入 | 20.00",
    "二、门票收入 | 14.00",
    "收入小计 | 34.00",
    "其中：1.应划解收益 | 6.00",
    "2.本级留存收入合计 | 28.00",
    "上年结转 | 1.00",
    "收入合计 | 35.00",
    title="收支总表",
)


def test_numbers_go_on_with_a_list_of_which(audit_text: TextAudit) -> None:
    assert severities(audit_text, LISTED) == []


def of_which(first: str, second: str) -> str:
    """A balance whose list "of which" has all that its whole has; `second` is how the next row of the list is set in."""
    rows = (
        "项目\t决算数\n一般公共预算收入\t60.00\n上级补助收入\t30.00\n调入资金\t10.00\n",
        f"{first}其中：从政府性基金预算调入\t7.00\n{second}从国有资本经营预算调入\t3.00\n收入总计\t100.00\n",
    )
    return f"云川市2025年一般公共预算收支平衡决算表\n单位：万元\n{''.join(rows)}"


@pytest.mark.parametrize("second", ["\u3000\u3000\u3000\u3000", "\u3000", ""])
def test_a_list_of_which_goes_on_below_its_first_name(second: str, read_facts: Read, audit_text: TextAudit) -> None:
    text = of_which("\u3000", second)
    assert "调入资金 = 从政府性基金预算调入 + 从国有资本经营预算调入" in of_rows(read_facts(text))
    assert severities(audit_text, text) == []


def test_columns_that_only_words_between_tell_apart_are_each_of_their_own(read_facts: Read) -> None:
    heads = (
        "科目编码 | 科目名称 | 2025年预算数 | 2025年预算数 | 2025年预算数",
        " | | 合计 | 资本性 | 费用性",
        " | | 本级 | 本级 | 本级",
    )
    rows = ("223 | 国有资本经营预算支出 | 30.00 | 18.00 | 12.00", " | 支出合计 | 30.00 | 18.00 | 12.00")
    facts = read_facts(table(*heads, *rows, title="国有资本经营预算支出表"))
    keys = [tuple(sorted(line.dims.items())) for line in facts.statements[0].blocks[0].columns]
    assert len(set(keys)) == len(keys)


def three(wrong: str = "") -> str:
    rows = (
        "“三公”经费 | 950.00",
        f"其中：（一）因公出国（境）费用 | {wrong or '30.00'}",
        "（二）公务用车购置及运行维护支出 | 770.00",
        "（三）公务接待费 | 150.00",
    )
    return table("项目 | 预算数", *rows, title="“三公”经费预算表")


def test_the_first_of_three_numbered_funds_is_a_part_though_of_which_stands_before_it(audit_text: TextAudit) -> None:
    assert severities(audit_text, three()) == []
    assert severities(audit_text, three("80.00")) == ["error"]


def insurance(wrong: str = "") -> str:
    rows = (
        "一、保险费收入 | 41955 | 43667 | 一、保险金支出 | 17327 | 18688",
        "二、利息收入 | 7216 | 7282 | 二、其他支出 | 1346 | 1620",
        "三、本年收入合计 | 49171 | 50949 | 三、本年支出合计 | 18673 | 20308",
        " |  |  | 四、本年收支结余 | 30498 | 30641",
        f"四、上年结余 | 363487 | 393985 | 五、年末滚存结余 | {wrong or '393985'} | 424626",
        "总计 | 412658 | 444934 | 总计 | 412658 | 444934",
    )
    return table(
        "项目 | 2024年执行数 | 2025年预算数 | 项目 | 2024年执行数 | 2025年预算数", *rows, title="失业保险基金预算表"
    )


def test_what_is_left_of_a_year_is_a_part_of_what_is_left_at_its_end(read_facts: Read, audit_text: TextAudit) -> None:
    facts = read_facts(insurance())
    assert "总计 = 本年支出合计 + 年末滚存结余" in of_rows(facts)
    assert trusts(facts) == ["believed", "believed"]
    assert severities(audit_text, insurance()) == []
    assert severities(audit_text, insurance("383985")) == ["error"]


def test_the_sum_of_an_item_may_close_what_it_adds_up(read_facts: Read) -> None:
    rows = (
        "利润收入 | 12.00 | 14.00",
        "股利、股息收入 | 3.00 | 2.00",
        "产权转让收入 | 5.00 | 6.00",
        "国有资本经营收入 | 20.00 | 22.00",
        "上年结余收入 | 4.00 | 1.00",
        "总计 | 24.00 | 23.00",
    )
    facts = read_facts(table("项目 | 2024年完成数 | 2025年预算数", *rows, title="国有资本经营预算收入表"))
    assert of_rows(facts) == {
        "国有资本经营收入 = 利润收入 + 股利、股息收入 + 产权转让收入",
        "总计 = 国有资本经营收入 + 上年结余收入",
    }
    assert trusts(facts) == ["believed"]


def test_a_name_that_is_printed_again_right_below_itself_is_the_level_below(read_facts: Read) -> None:
    rows = (
        "文化旅游体育与传媒支出 | 66.00 | 43.00",
        "国家电影事业发展专项资金安排的支出 | 48.00 | 43.00",
        "国家电影事业发展专项资金安排的支出 | 5.00 | 3.00",
        "其他国家电影事业发展专项资金支出 | 43.00 | 40.00",
        "旅游发展基金支出 | 18.00 | ",
        "地方旅游开发项目补助 | 18.00 | ",
        "合计 | 66.00 | 43.00",
    )
    facts = read_facts(table("项目 | 2025年执行数 | 2026年预算数", *rows, title="政府性基金预算支出表"))
    whole = "国家电影事业发展专项资金安排的支出"
    assert f"{whole} = {whole} + 其他国家电影事业发展专项资金支出" in of_rows(facts)
    assert trusts(facts) == ["believed"]


def test_what_is_lent_on_may_be_printed_beside_the_transfers(read_facts: Read, audit_text: TextAudit) -> None:
    rows = (
        "税收收入 | 70.00 | 72.00",
        "非税收入 | 30.00 | 33.00",
        "地方一般公共预算收入 | 100.00 | 105.00",
        "转移性收入 | 57.00 | 58.00",
        "返还性收入 | 11.00 | 11.00",
        "一般性转移支付收入 | 39.00 | 41.00",
        "上年结余收入 | 7.00 | 6.00",
        "地方政府一般债务转贷收入 | 25.00 | 29.00",
        "收入总计 | 182.00 | 192.00",
    )
    text = table("项目 | 2024年完成数 | 2025年预算数", *rows, title="一般公共预算收入表")
    assert {
        "转移性收入 = 返还性收入 + 一般性转移支付收入 + 上年结余收入",
        "收入总计 = 地方一般公共预算收入 + 转移性收入 + 地方政府一般债务转贷收入",
    } <= of_rows(read_facts(text))
    assert severities(audit_text, text) == []
    assert severities(audit_text, text.replace("57.00", "75.00")) == ["error"]


def test_behind_a_grand_total_another_account_begins(read_facts: Read) -> None:
    rows = (
        "保险费收入 | 419 | 436",
        "利息收入 | 72 | 75",
        "本年收入合计 | 491 | 511",
        "上年结余 | 363 | 384",
        "总计 | 854 | 895",
        "待遇支出 | 457 | 501",
        "转移支出 | 13 | 16",
        "本年支出合计 | 470 | 517",
        "年末滚存结余 | 384 | 378",
        "总计 | 854 | 895",
    )
    facts = read_facts(table("项目 | 2024年执行数 | 2025年预算数", *rows, title="医疗保险基金预算表"))
    assert {"本年支出合计 = 待遇支出 + 转移支出", "总计 = 本年支出合计 + 年末滚存结余"} <= of_rows(facts)
    assert trusts(facts) == ["believed"]


def cars(bought: str = "0.00", wrong: str = "") -> str:
    rows = (
        f"合计 | 30.00 | {wrong or '40.00'}",
        "1.因公出国（境）费 | 6.00 | 5.00",
        "2.公务用车购置及运行维护费 | 18.00 | 29.00",
        f"其中：公务用车购置费 | {bought} | 9.00",
        "公务用车运行维护费 | 18.00 | 20.00",
        "3.公务接待费 | 6.00 | 6.00",
    )
    return table("项目 | 2019年预算数 | 2020年预算数", *rows, title="“三公”经费预算表")


def test_all_that_cars_cost_are_parts_though_of_which_stands_before_the_first(audit_text: TextAudit) -> None:
    """Also where no car was bought in one of two years."""
    assert severities(audit_text, cars()) == []
    assert severities(audit_text, cars(bought="3.00")) == ["error"]
    assert severities(audit_text, cars(wrong="40.40")) == ["error"]


def set_in(head: str, *rows: str, title: str) -> str:
    """A table that keeps the blanks before its names."""
    return HEAD.format(title=title) + "\n".join(row.replace(" | ", "\t") for row in (head, *rows)) + "\n"


def fund_expenditure(wrong: str = "") -> str:
    rows = (
        "一、城乡社区支出 | 15,845 | 16,417 | 15,972 | 17,278",
        "   国有土地使用权出让收入安排的支出 | 13,310 | 13,872 | 13,688 | 15,109",
        "   城市基础设施配套费安排的支出 | 2,535 | 2,545 | 2,284 | 2,169",
        "二、农林水支出 | 22,033 | 23,096 | 21,847 | 21,456",
        "   大中型水库库区基金安排的支出 | 22,033 | 23,096 | 21,847 | 21,456",
        "三、其他支出 | 5,495 | 5,954 | 6,185 | 5,785",
        "   彩票公益金安排的支出 | 497 | 528 | 562 | 571",
        "   其他政府性基金及对应专项债务收入安排的支出 | 4,998 | 5,426 | 5,623 | 5,214",
        "四、债务付息支出 | 8,200 | 9,019 | 9,615 | 9,757",
        "政府性基金预算支出合计 | 51,573 | 54,486 | 53,619 | 54,276",
        "转移性支出 | 145,842 | 156,321 | 151,332 | 147,764",
        f"   调出资金 | {wrong or '58,336'} | 62,528 | 60,532 | 59,105",
        "   地方政府专项债务还本支出 | 43,752 | 46,896 | 45,399 | 44,329",
        "   年终结余 | 43,754 | 46,897 | 45,401 | 44,330",
        "支 出 总 计 | 197,415 | 210,807 | 204,951 | 202,040",
    )
    head = "项目 | 2024年决算数 | 2025年预算数 | 2025年调整预算数 | 2025年执行数"
    return set_in(head, *rows, title="2025年政府性基金预算支出执行情况表")


def test_a_class_that_is_set_in_below_another_is_a_part_of_it(read_facts: Read, audit_text: TextAudit) -> None:
    assert "转移性支出 = 调出资金 + 地方政府专项债务还本支出 + 年终结余" in of_rows(read_facts(fund_expenditure()))
    assert severities(audit_text, fund_expenditure()) == []
    assert severities(audit_text, fund_expenditure(wrong="58,363")) == ["error"]


def sources(wrong: str = "") -> str:
    rows = (
        "一、财政拨款收入 | 1,764.66",
        "  一般公共预算收入 | 1,764.66",
        "  政府性基金预算收入 | ",
        "  国有资本经营预算收入 | ",
        "二、财政专户管理资金收入 | ",
        f"三、事业收入（不含教育收费） | {wrong or '769.94'}",
        "四、其他收入 | ",
        "本 年 收 入 合 计 | 2,534.60",
        "上年结转 | 86.40",
        "收 入 总 计 | 2,621.00",
    )
    return set_in("项目 | 预算数", *rows, title="收支总体情况表")


def test_a_row_behind_the_total_does_not_keep_those_set_in_from_being_parts(audit_text: TextAudit) -> None:
    assert severities(audit_text, sources()) == []
    assert severities(audit_text, sources(wrong="796.94")) == ["error"]


def growth(wrong: str = "") -> str:
    rows = (
        " | 金额 | 金额 | 增长%",
        "一般公共预算收入 | 212.85 | 215.36 | 1.2",
        "税收收入 | 140.76 | 141.89 | 0.8",
        "增值税 | 56.73 | 57.01 | 0.5",
        "企业所得税 | 21.43 | 21.61 | 0.9",
        f"个人所得税 | 5.49 | 6.07 | {wrong or '10.5'}",
        "城市维护建设税 | 8.70 | 9.07 | 4.2",
        "契税 | 13.90 | 13.63 | -1.9",
        "其他税种 | 34.52 | 34.50 | 0.0",
        "非税收入 | 72.09 | 73.47 | 1.9",
        "专项收入 | 12.19 | 12.09 | -0.8",
        "其他非税收入 | 59.90 | 61.38 | 2.5",
    )
    return table("项目 | 2021年 | 2022年 | ", *rows, title="2021年至2022年一般公共预算收入情况表")


def test_small_rates_are_read_the_way_round_that_has_their_signs(audit_text: TextAudit) -> None:
    assert severities(audit_text, growth()) == []
    assert severities(audit_text, growth(wrong="16.0")) == ["error"]


def insurance_by_turns(wrong: str = "") -> str:
    rows = (
        "一、企业职工养老保险基金本年收支结余 | 11,652 | 10,619",
        "    企业职工养老保险基金年末滚存结余 | 164,828 | 175,447",
        "二、失业保险基金本年收支结余 | 668 | 1,194",
        "    失业保险基金年末滚存结余 | 64,734 | 65,928",
        f"三、工伤保险基金本年收支结余 | {wrong or '6,876'} | 10,988",
        "    工伤保险基金年末滚存结余 | 128,360 | 139,348",
        "社会保险基金本年收支结余合计 | 19,196 | 22,801",
        "社会保险基金年末滚存结余合计 | 357,922 | 380,723",
    )
    return set_in("项目 | 2024年执行数 | 2025年预算数", *rows, title="社会保险基金预算结余表")


def test_rows_that_take_turns_have_a_total_of_each_kind(read_facts: Read, audit_text: TextAudit) -> None:
    read = of_rows(read_facts(insurance_by_turns()))
    assert {whole.split(" = ")[0] for whole in read} == {"社会保险基金本年收支结余合计", "社会保险基金年末滚存结余合计"}
    assert severities(audit_text, insurance_by_turns()) == []
    assert severities(audit_text, insurance_by_turns(wrong="6,786")) == ["error"]

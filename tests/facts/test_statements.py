"""Tables become cells of the cube, by template where one is known, by their own labels elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.facts import FactSet

Read = Callable[[str], FactSet]

OVERVIEW = """某某县示例局2022年部门预算
部门收支总表
单位：万元
序号\t收入\t\t支出\t
\t项目\t预算数\t项目\t预算数
栏次\t1\t2\t3\t4
1\t一、一般公共预算拨款收入\t70.00\t一、一般公共服务支出\t
2\t二、政府性基金预算拨款收入\t10.00\t八、社会保障和就业支出\t80.00
3\t本年收入合计\t80.00\t本年支出合计\t80.00
4\t上年结转结余\t5.00\t年终结转结余\t5.00
5\t收入总计\t85.00\t支出总计\t85.00
"""


def values(facts: FactSet, concept: str, **dims: str) -> list[str]:
    wanted = tuple(sorted(dims.items()))
    return [fact.figure.printed for fact in facts.by_key.get((concept, wanted), []) if fact.figure]


def test_both_sides_of_an_overview_are_read(read_facts: Read) -> None:
    facts = read_facts(OVERVIEW)
    assert values(facts, "income", fund="general") == ["70.00"]
    assert values(facts, "income") == ["80.00"]
    assert values(facts, "opening") == ["5.00"]
    assert values(facts, "total_income") == ["85.00"]
    assert values(facts, "expenditure", function="208") == ["80.00"]
    assert values(facts, "total_expenditure") == ["85.00"]


def test_blank_cells_are_facts_without_a_figure(read_facts: Read) -> None:
    facts = read_facts(OVERVIEW)
    assert [fact.state for fact in facts.by_key["expenditure", (("function", "201"),)]] == ["blank"]


def test_the_unit_comes_from_the_caption_or_the_column(read_facts: Read) -> None:
    facts = read_facts(OVERVIEW)
    units = {fact.figure.unit.name for fact in facts.by_concept["income"] if fact.figure and fact.figure.unit}
    assert units == {"万元"}
    assets = read_facts(
        "2022年部门预算\n固定资产占用情况表\n项目\t数量\t价值（万元）\n资产总额\t——\t15.00\n1、车辆（台、辆）\t3\t15.00\n"
    )
    named = {fact.concept: fact.figure.unit.name for fact in assets.facts if fact.figure and fact.figure.unit}
    assert named == {"assets": "万元", "asset_quantity": "辆"}


def test_codes_in_three_columns_are_one_code(read_facts: Read) -> None:
    facts = read_facts(
        "2022年部门预算\n部门支出总表\n单位：元\n功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n"
        "类\t款\t项\t\t\t\t\n208\t\t\t社会保障和就业支出\t5\t5\t\n208\t05\t\t养老支出\t5\t5\t\n208\t05\t05\t养老保险\t5\t5\t\n"
    )
    members = [dict(fact.dims).get("function") for fact in facts.by_concept["expenditure"]]
    assert {"208", "20805", "2080505"} <= set(members)


def test_a_bare_total_below_the_year_s_total_is_the_grand_total(read_facts: Read) -> None:
    facts = read_facts(
        "2022年部门决算\n收入支出决算总表\n单位：万元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n"
        "一、一般公共预算财政拨款收入\t70.00\t一、教育支出\t72.00\n本年收入合计\t70.00\t本年支出合计\t72.00\n"
        "年初结转和结余\t5.00\t年末结转和结余\t3.00\n总计\t75.00\t总计\t75.00\n"
    )
    assert values(facts, "income") == ["70.00"]
    assert values(facts, "total_income") == ["75.00"]
    assert values(facts, "total_expenditure") == ["75.00"]


def test_funds_below_a_carry_over_line_belong_to_it(read_facts: Read) -> None:
    facts = read_facts(
        "2022年部门预算\n财政拨款收支总表\n单位：万元\n收入\t\t支出\t\t\n项目\t金额\t项目\t合计\t一般公共预算\n"
        "一、一般公共预算拨款\t70.00\t一、教育支出\t72.00\t72.00\n本年收入合计\t70.00\t本年支出合计\t72.00\t72.00\n"
        "年初财政拨款结转和结余\t2.00\t年末财政拨款结转和结余\t\t\n一、一般公共预算拨款\t2.00\t\t\t\n收入总计\t72.00\t支出总计\t72.00\t72.00\n"
    )
    assert values(facts, "income", fund="general") == ["70.00"]
    assert values(facts, "opening", fund="general") == ["2.00"]


def test_a_table_whose_header_is_lost_is_a_gap_and_no_guess(read_facts: Read) -> None:
    facts = read_facts(
        "2022年部门预算\n部门职责及工作活动绩效目标\n\t优\n\t良\n\n\t管理\n\t30\n\t说明\n\t多\n\n\t服务\n\t16208\n\n\t后勤\n\t5\n\t说明\n\n"
    )
    assert [gap.reason for gap in facts.gaps] == ["table-ragged"]
    assert not facts.statements[-1].blocks


@pytest.mark.parametrize(
    "cell", ["7O.00万", "7?.00", "7？.00", "7\ufffd.00", "??", "\ufffd\ufffd.\ufffd", "7□.00", "7\ue012.00"]
)
def test_a_cell_that_cannot_be_read_is_a_gap(read_facts: Read, cell: str) -> None:
    facts = read_facts(OVERVIEW.replace("70.00", cell))
    assert [gap.reason for gap in facts.gaps] == ["cell-unreadable"]


def test_indicator_tables_give_no_facts(read_facts: Read) -> None:
    facts = read_facts(
        "2022年部门预算\n项目绩效目标表\n一级指标\t二级指标\t指标值\n产出指标\t数量指标\t≥95\n效果指标\t社会效益\t3\n"
    )
    assert facts.facts == []


def test_a_number_that_follows_an_earlier_one_makes_a_row_its_sister_whatever_stands_between(read_facts: Read) -> None:
    text = (
        "某某县示例局2022年情况\n债务余额情况表\n单位：万元\n项目\t数额\n"
        "一、上年末余额\t5.00\n二、本年发行额\t3.00\n外国政府贷款\t1.00\n债券\t2.00\n三、本年还本额\t4.00\n"
    )
    (block,) = read_facts(text).statements[0].blocks
    assert [line.parent for line in block.rows] == [None] * 5


def test_a_line_that_says_whose_table_it_is_names_the_body(read_facts: Read) -> None:
    text = "某某县2022年部门预算\n\n预算主管部门：某某县示例委员会\n\n支出合计5万元。"
    assert read_facts(text).profile.organisation == "某某县示例委员会"


def test_an_indented_row_behind_one_of_which_is_the_next_of_its_list(read_facts: Read) -> None:
    text = (
        "某某县示例局2022年情况\n债务余额情况表\n单位：万元\n项目\t数额\n"
        "一、上年末余额\t5.00\n  其中：一般债务\t3.00\n     专项债务\t2.00\n二、本年发行额\t3.00\n"
    )
    (block,) = read_facts(text).statements[0].blocks
    assert [(line.role, line.parent) for line in block.rows[1:3]] == [("of_which", 0), ("of_which", 0)]


def test_a_name_set_in_deeper_than_the_classes_of_its_table_is_that_of_none(read_facts: Read) -> None:
    rows = ["教育支出\t8.00", "科学技术支出\t4.00", "卫生健康支出\t2.00", "援助其他地区支出\t9.00", "  农业\t2.00"]
    rows += ["  其他支出\t7.00", "农林水支出\t1.00", "其他支出\t3.00"]
    text = "某某县示例局2022年部门决算\n一般公共预算支出决算表\n单位：万元\n项目\t决算数\n" + "\n".join(rows) + "\n"
    facts = read_facts(text).facts
    assert [fact.figure.printed for fact in facts if ("function", "229") in fact.dims and fact.figure] == ["3.00"]


def test_a_row_set_in_less_than_one_of_which_is_none_of_its_list(read_facts: Read) -> None:
    text = (
        "某某县示例局2022年情况\n转移支付情况表\n单位：万元\n项目\t数额\n合计\t9.00\n"
        "  其他支出\t3.00\n    其中：福利事业\t3.00\n  按地区划分：\t9.00\n"
    )
    (block,) = read_facts(text).statements[0].blocks
    assert [line.role for line in block.rows] == ["total", "member", "of_which", "member"]


def test_a_list_of_tables_without_pages_gives_no_table_its_title(read_facts: Read) -> None:
    lines = "目录\n1. 某某县2022年收入预算表\n2. 某某县2022年支出预算表\n3. 某某县2022年“三公”经费预算表\n\n"
    table = "项目\t执行数\t预算数\n税收收入\t4.00\t5.00\n非税收入\t2.00\t1.00\n收入合计\t6.00\t6.00\n"
    statement = read_facts(f"某某县2022年预算\n{lines}某某县2022年收入预算表\n单位：万元\n{table}").statements[0]
    assert (statement.layout, statement.title) == (None, "某某县2022年收入预算表")


def test_headings_of_a_part_may_begin_with_another_number(read_facts: Read) -> None:
    part = "第二部分 部门预算说明\n1.收支总体情况\n收支总预算90.00万元。\n2.一般公共预算支出\n"
    item = "普通教育（款）小学教育（项）：预算安排8.00万元，其中基本支出7.00万元，项目支出1.00万元。\n"
    facts = read_facts(f"某某县示例局2022年部门预算\n{part}{item}")
    told = {fact.figure.printed: dict(fact.dims) for fact in facts.facts if fact.figure}
    assert {**told["7.00"], "item": ""} == {"item": "", "fund": "general", "nature": "basic"}

"""Tables of other shapes: rows that are taken away, panes one below the other, a list of funds and counts."""

from __future__ import annotations

from collections.abc import Callable

from auditor.facts import FactSet
from auditor.records.phrases import message_of
from tests.conftest import TextAudit
from tests.readings import of_rows, severities
from tests.tables import table

Read = Callable[[str], FactSet]

BALANCE = table(
    "项目 | 决算数",
    "一、门票收入 | 300.00",
    "二、苗木收入 | 120.00",
    "收入合计 | 420.00",
    "加：年初结余 | 30.00",
    "减：支出合计 | 410.00",
    "减：上缴上级 | 15.00",
    "年末结余 | 25.00",
    title="园林收支结余表",
)

FUNDS = """松岭县园林中心2023年度部门决算
“三公”经费支出情况表
单位：万元
项目	行次	预算数	决算统计数
一、“三公”经费	1	—	—
（一）支出合计	2	9.00	7.50
1．因公出国（境）费	3	0.00	0.00
2．公务用车购置及运行维护费	4	6.00	5.20
（1）公务用车购置费	5	0.00	0.00
（2）公务用车运行维护费	6	6.00	5.20
3．公务接待费	7	3.00	2.30
（二）相关统计数	8	—	—
1．公务用车保有量（辆）	9	—	2
“三公”经费支出决算为{total}万元，其中：公务用车购置及运行维护费5.20万元，公务接待费2.30万元。
"""

BLANK = """松岭县园林中心2023年度部门决算
收入支出决算总表
单位：万元
收入		支出\t
项目	决算数	项目	决算数
一、财政拨款收入	90.00	一、农林水支出	90.00
本年收入合计	90.00	本年支出合计	90.00
总计	90.00	总计	90.00
支出决算表
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
	合计		60.00	30.00
213	农林水支出	90.00	60.00	30.00
"""

STACKED = """松岭县园林中心2023年度部门决算
收入支出决算总表
单位：万元
项目	决算数
收入\t
一、一般公共预算财政拨款收入	410.00
二、事业收入	25.00
本年收入合计	435.00
年初结转和结余	15.00
收入总计	450.00
支出\t
一、农林水支出	380.00
二、住房保障支出	{housing}
本年支出合计	420.00
年末结转和结余	30.00
支出总计	450.00
2023年度收入、支出总计各450.00万元。本年支出合计420.00万元。
"""


def test_rows_that_are_added_and_taken_away_come_to_the_row_behind_them(
    read_facts: Read, audit_text: TextAudit
) -> None:
    assert severities(audit_text, BALANCE) == []
    chosen = read_facts(BALANCE).structures[0].chosen.candidate
    assert [(len(sum_.parts), len(sum_.minus)) for sum_ in chosen.sums] == [(2, 0), (4, 2)]


def test_a_wrong_rest_behind_rows_that_are_taken_away_is_an_error(audit_text: TextAudit) -> None:
    audit = audit_text(BALANCE.replace("25.00", "52.00"))
    assert [finding.severity for finding in audit.findings] == ["error"]
    verdict = audit.verdicts[audit.findings[0].head]
    assert str(verdict.expected) == "25.00"


def test_rows_that_are_only_added_are_a_ladder(read_facts: Read, audit_text: TextAudit) -> None:
    text = table("项目 | 决算数", "收入合计 | 420.00", "加：年初结余 | 30.00", "收入总计 | 450.00", title="园林收支表")
    assert of_rows(read_facts(text)) == {"收入总计 = 收入合计 + 加：年初结余"}
    assert severities(audit_text, text) == []


def test_a_total_of_the_funds_may_be_named_by_a_general_word(audit_text: TextAudit) -> None:
    assert severities(audit_text, FUNDS.format(total="7.50")) == []
    assert "error" in severities(audit_text, FUNDS.format(total="7.05"))


def test_a_total_that_is_left_blank_is_told_as_such(audit_text: TextAudit) -> None:
    audit = audit_text(BLANK)
    assert any("未列数额" in message_of(finding, audit, "zh") for finding in audit.findings)


def test_a_total_with_what_is_carried_over_is_not_held_against_the_year_alone(audit_text: TextAudit) -> None:
    text = """松岭县园林中心2023年度部门决算
支出决算表
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
	合计	90.00	60.00	30.00
213	农林水支出	90.00	60.00	30.00
2023年度收入、支出总计各{total}万元。
"""
    assert severities(audit_text, text.format(total="97.00")) == []
    assert severities(audit_text, text.format(total="79.00")) == ["error"]


def test_panes_may_stand_one_below_the_other(read_facts: Read, audit_text: TextAudit) -> None:
    text = STACKED.format(housing="40.00")
    assert severities(audit_text, text) == []
    blocks = read_facts(text).statements[0].blocks
    assert [block.pane.concept for block in blocks] == ["income", "expenditure"]


def test_a_wrong_row_of_the_lower_pane_is_an_error(audit_text: TextAudit) -> None:
    assert severities(audit_text, STACKED.format(housing="44.00")) == ["error"]


YEARS = """{year}部门预算
一般公共预算基本支出表
单位：万元
科目编码	科目名称	合计	人员经费	公用经费
	合计	40.00		40.00
302	商品和服务支出	40.00		40.00
30201	办公费	24.33		24.33
30217	公务接待费	15.67		15.67
部门“三公”经费支出表
单位：万元
部门	年度	合计	因公出国（境）费用	公务接待费
松岭县园林中心	2023年预算	15.27	1.17	14.10
	2023年执行	13.74	1.05	12.69
	2024年预算	{reception}	1.30	15.67
"""


def test_rows_may_be_of_years_and_measures(read_facts: Read, audit_text: TextAudit) -> None:
    text = YEARS.format(year="松岭县园林中心2024年", reception="16.97")
    assert severities(audit_text, text) == []
    received = [fact for fact in read_facts(text).facts if dict(fact.dims) == {"three": "reception"}]
    assert [str(fact.figure.value) for fact in received if fact.figure] == ["15.67"]
    assert severities(audit_text, YEARS.format(year="松岭县园林中心2024年", reception="19.67")) == ["error"]


def test_rows_of_years_are_of_no_year_of_a_document_without_one(audit_text: TextAudit) -> None:
    assert severities(audit_text, YEARS.format(year="", reception="16.97")) == []


def test_rows_without_numbers_stand_below_numbers_where_words_say_so(read_facts: Read, audit_text: TextAudit) -> None:
    rows = (
        "一、基本支出 | {basic}",
        "人员经费 | 30.00",
        "公用经费 | 20.00",
        "二、项目支出 | 50.00",
        "支出总计 | 100.00",
    )
    text = table("项目 | 预算数", *rows, title="部门支出总表")
    assert "基本支出 = 人员经费 + 公用经费" in of_rows(read_facts(text.format(basic="50.00")))
    assert severities(audit_text, text.format(basic="50.00")) == []
    assert severities(audit_text, text.format(basic="55.00")) == ["error"]


def test_a_column_without_a_header_stands_beside_what_was_carried_over(audit_text: TextAudit) -> None:
    audit = audit_text("""松岭县园林中心2025年部门预算
一般公共预算支出表
单位：万元
科目编码\t科目名称\t上年结转\t基本支出\t
\t合计\t15.00\t500.00\t515.00
208\t社会保障和就业支出\t0.00\t60.00\t60.00
213\t农林水支出\t15.00\t440.00\t455.00
""")
    assert {"15.00", "500.00", "515.00"} <= {fact.figure.printed for fact in audit.facts.facts if fact.figure}
    assert not audit.findings

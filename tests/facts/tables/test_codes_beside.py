"""A list of codes that goes on right of its own amounts is read as one list."""

from __future__ import annotations

from collections.abc import Callable

from auditor.facts import FactSet
from tests.conftest import TextAudit
from tests.readings import of_rows, trusts

Read = Callable[[str], FactSet]

BASIC = """松岭县园林中心2023年度部门决算
一般公共预算财政拨款基本支出决算表
单位：万元
人员经费			公用经费					\t
科目编码	科目名称	决算数	科目编码	科目名称	决算数	科目编码	科目名称	决算数
301	工资福利支出	50.00	302	商品和服务支出	32.00	30229	福利费	{welfare}
30101	基本工资	30.00	30201	办公费	12.00	30299	其他商品和服务支出	4.00
30102	津贴补贴	20.00	30211	差旅费	9.00	310	资本性支出	6.00
303	对个人和家庭的补助	8.00				31002	办公设备购置	6.00
30305	生活补助	8.00					\t
人员经费合计		58.00	公用经费合计					38.00
"""


def test_codes_go_on_right_of_the_amounts_of_their_class(read_facts: Read) -> None:
    facts = read_facts(BASIC.format(welfare="7.00"))
    assert "商品和服务支出 = 办公费 + 差旅费 + 福利费 + 其他商品和服务支出" in of_rows(facts)
    assert "公用经费合计 = 商品和服务支出 + 资本性支出" in of_rows(facts)
    assert trusts(facts) == ["believed", "believed"]


def test_a_wrong_item_right_of_its_class_is_an_error(audit_text: TextAudit) -> None:
    assert audit_text(BASIC.format(welfare="7.00")).findings == ()
    audit = audit_text(BASIC.format(welfare="7.70"))
    assert [(entry.severity, audit.verdicts[entry.head].rule) for entry in audit.findings] == [("error", "RU-ECONOMIC")]


def test_classes_that_stand_whole_in_their_columns_are_panes(read_facts: Read) -> None:
    text = BASIC.format(welfare="7.00").replace("30229\t", "309\t").replace("30299\t", "30902\t")
    assert len(read_facts(text).statements[0].blocks) == 3


def test_a_total_of_both_panes_is_no_total_of_the_last(audit_text: TextAudit) -> None:
    text = BASIC.format(welfare="7.00") + "合计\t\t\t\t\t\t\t\t96.00\n"
    assert audit_text(text).findings == ()

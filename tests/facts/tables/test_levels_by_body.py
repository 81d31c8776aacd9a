"""Lists of bodies by their codes, with projects or things bought below them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.facts import FactSet
from tests.conftest import TextAudit
from tests.readings import of_rows, severities, trusts

Read = Callable[[str], FactSet]

PROJECTS = """2026年部门预算
部门专项业务经费支出表
单位：万元
单位编码\t单位（项目）名称\t项目金额\t项目简介
\t合计\t251.50\t
361\t云川市港务局\t251.50\t
361001\t云川市港务局\t160.50\t
\t通用项目\t45.50\t
\t印刷\t25.50\t
\t文件印制\t10.00\t
\t年鉴印制\t15.50\t
\t培训\t20.00\t
\t船员培训\t20.00\t
\t专用项目\t115.00\t
\t航道养护\t75.00\t
\t航标维护\t35.00\t
\t清淤\t40.00\t
\t岸线管理\t40.00\t
\t岸线巡查\t40.00\t
361002\t云川市航道中心\t91.00\t
\t专用项目\t91.00\t
\t船闸运行\t91.00\t
\t闸门检修\t60.00\t
\t泵房用电\t31.00\t
"""

BOUGHT = """2026年部门预算
部门综合预算政府采购预算表
单位：万元
科目编码\t\t\t单位编码\t采购项目\t采购目录\t购买服务内容\t数量\t经济科目编码\t\t实施采购时间\t预算金额
类\t款\t项\t\t\t\t\t\t类\t款\t\t
合计\t\t\t\t\t\t\t109\t\t\t\t64.60
214\t01\t02\t361\t云川市港务局\t\t\t106\t\t\t\t39.60
214\t01\t02\t361001\t云川市港务局\t\t\t106\t\t\t\t39.60
214\t01\t02\t\t办公用品\tA05 复印纸\t\t100\t302\t01\t\t8.00
214\t01\t02\t\t办公用品\tA05 硒鼓\t\t5\t302\t01\t\t1.60
214\t01\t02\t\t航标维护\tC12 维护服务\t\t1\t302\t27\t2026年3月\t30.00
214\t01\t03\t361\t云川市港务局\t\t\t3\t\t\t\t25.00
214\t01\t03\t361001\t云川市港务局\t\t\t3\t\t\t\t25.00
214\t01\t03\t\t岸线巡查\tC09 监测服务\t\t2\t302\t27\t\t15.00
214\t01\t03\t\t岸线巡查\tA02 无人机\t\t1\t310\t03\t\t10.00
"""


def test_classes_of_projects_below_a_body_are_the_sums_of_those_behind_them(read_facts: Read) -> None:
    facts = read_facts(PROJECTS)
    assert trusts(facts, "rows") == ["believed"]
    assert {
        "印刷 = 文件印制 + 年鉴印制",
        "通用项目 = 印刷 + 培训",
        "专用项目 = 航道养护 + 岸线管理",
        "云川市航道中心 = 专用项目",
    } <= of_rows(facts)


def test_a_list_of_projects_by_bodies_that_ties_is_silent(audit_text: TextAudit) -> None:
    assert severities(audit_text, PROJECTS) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("年鉴印制\t15.50", "年鉴印制\t15.80"), ("361002\t云川市航道中心\t91.00", "361002\t云川市航道中心\t97.00")],
)
def test_one_mistyped_project_is_found(audit_text: TextAudit, right: str, wrong: str) -> None:
    assert severities(audit_text, PROJECTS.replace(right, wrong)) == ["error"]


def test_projects_of_bodies_may_have_no_classes(read_facts: Read, audit_text: TextAudit) -> None:
    text = (
        PROJECTS.split("\t合计")[0]
        + "\t合计\t90.00\t\n361001\t云川市港务局\t60.00\t\n\t船员培训\t20.00\t\n\t清淤\t40.00\t\n"
        "361002\t云川市航道中心\t30.00\t\n\t闸门检修\t18.00\t\n\t泵房用电\t12.00\t\n"
    )
    assert of_rows(read_facts(text)) == {
        "合计 = 云川市港务局 + 云川市航道中心",
        "云川市港务局 = 船员培训 + 清淤",
        "云川市航道中心 = 闸门检修 + 泵房用电",
    }
    assert severities(audit_text, text) == []


def test_things_bought_stand_below_the_codes_of_bodies_once_for_each_class(
    read_facts: Read, audit_text: TextAudit
) -> None:
    """Beside the names stand columns of words that may be empty, and codes of another classification behind a number."""
    facts = read_facts(BOUGHT)
    assert len(facts.statements[0].blocks) == 1
    assert "合计 = 云川市港务局 + 云川市港务局" in of_rows(facts)
    assert severities(audit_text, BOUGHT) == []


@pytest.mark.parametrize(("right", "wrong"), [("\t64.60", "\t66.40"), ("\t15.00", "\t16.00")])
def test_one_mistyped_amount_of_things_bought_is_found(audit_text: TextAudit, right: str, wrong: str) -> None:
    assert severities(audit_text, BOUGHT.replace(right, wrong)) == ["error"]

"""Columns that no word calls a sum are one where figures prove it: the first of a level, the last, one before a group."""

from __future__ import annotations

import pytest

from auditor.audit import Audit
from tests.conftest import TextAudit

PROJECTS = """某某市2025年新增专项债券项目表
单位：万元
项目名称\t总投资\t资金来源\t
\t\t债券资金\t其他来源
甲水厂\t6327\t1374\t4953
乙园区\t5169\t1914\t3255
丙医院\t3123\t1007\t2116
丁学校\t1824\t902\t922
戊公路\t5400\t801\t4599
己管网\t1257\t445\t812
"""
DISTRICTS = """某某省2025年转移支付分地区预算表
单位：万元
项目\t预算安排\t未落实到地区数\t市县\t\t
\t\t\t小计\t东岭市\t南川市
教育补助\t969\t113\t856\t512\t344
文化补助\t1097\t393\t704\t401\t303
科技补助\t2854\t1354\t1500\t780\t720
民政补助\t675\t207\t468\t311\t157
农业补助\t4793\t302\t4491\t2306\t2185
水利补助\t6639\t515\t6124\t3325\t2799
"""
ADJUSTED = """某某市2025年支出调整表
单位：万元
项目\t年初安排\t追加\t调整后
教育\t969\t113\t1082
文化\t1097\t393\t1490
科技\t2854\t1354\t4208
民政\t675\t207\t882
农业\t4793\t302\t5095
水利\t6639\t515\t7154
"""


def wrong(audit: Audit) -> list[tuple[str, str, str]]:
    """How grave the findings are, with what is printed and what would be right."""
    found = [(finding.severity, audit.verdicts[finding.head]) for finding in audit.findings]
    return [
        (severity, str(verdict.terms[0].fact.figure and verdict.terms[0].fact.figure.value), str(verdict.expected))
        for severity, verdict in found
        if severity != "note"
    ]


@pytest.mark.parametrize("text", [PROJECTS, DISTRICTS, ADJUSTED])
def test_nothing_is_wrong_where_the_columns_add_up(audit_text: TextAudit, text: str) -> None:
    audit = audit_text(text)
    assert not audit.findings
    assert audit.coverage.checked > audit.coverage.unrelated


@pytest.mark.parametrize(
    ("text", "printed", "slip", "due"),
    [
        (PROJECTS, "3123", "3723", "3123"),
        (DISTRICTS, "2854", "2858", "2854"),
        (ADJUSTED, "4208", "4280", "4208"),
    ],
)
def test_one_figure_that_differs_is_an_error(
    audit_text: TextAudit, text: str, printed: str, slip: str, due: str
) -> None:
    assert wrong(audit_text(text.replace(printed, slip))) == [("error", slip, due)]


def test_four_rows_prove_nothing(audit_text: TextAudit) -> None:
    few = "\n".join(PROJECTS.splitlines()[:8])
    assert not wrong(audit_text(few.replace("3123", "3723")))

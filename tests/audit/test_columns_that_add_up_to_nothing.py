"""Columns and rows of tables that are no sums: rates under short names, what one of many costs, classes named with a known word."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

GROWTH = """云川市2026年预算草案附表
2026年一般公共预算收入表
单位：万元
项目\t2025年完成\t2026年预算\t同比
总计\t2338\t2446\t4.6%
税收收入\t1631\t1713\t5.0%
增值税\t631\t661\t4.8%
企业所得税\t1000\t1052\t5.2%
非税收入\t707\t733\t3.7%
"""
STANDARD = """石桥镇2026年预算
耕地保护补贴预算表
单位：元
村\t户数\t亩数\t每亩标准（元）\t补贴金额
上湾村\t162\t2700\t138.60\t374220.00
下湾村\t302\t3200\t138.60\t443520.00
合计\t464\t5900\t138.60\t817740.00
"""
QUOTIENT = """云川市2026年社会保险基金预算
养老保险参保人数预计表
单位：人
类别\t参保人数\t其中：在职\t退休\t抚养比（在职/退休）
企业职工\t24400\t18200\t6200\t2.94
机关事业\t13800\t9600\t4200\t2.29
合计\t38200\t27800\t10400\t2.67
"""
CLASSES = """松岭县园林中心2024年度部门决算
基本支出按经济分类
单位：万元
合计\t工资福利支出\t商品和服务支出\t对个人和家庭的补助
3100.00\t2386.00\t617.00\t97.00
"""
BALANCE = """查河旗2025年财政决算
2025年政府性基金收支平衡表
单位：万元
收入\t决算数\t支出\t决算数
本年收入\t25389\t本年支出\t35636
上级补助收入\t6509\t\t
专项债务转贷收入\t10310\t专项债务还本支出\t4352
上年结转\t900\t结转下年\t3120
总计\t43108\t总计\t43108
"""


@pytest.mark.parametrize("text", [GROWTH, STANDARD, QUOTIENT, CLASSES, BALANCE])
def test_nothing_is_found_that_is_right(audit_text: TextAudit, text: str) -> None:
    assert [finding.numbers for finding in audit_text(text).findings if finding.severity != "note"] == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (GROWTH, "\t1713\t", "\t1731\t"),
        (STANDARD, "374220.00", "347220.00"),
        (CLASSES, "617.00", "671.00"),
        (BALANCE, "\t3120", "\t3210"),
    ],
)
def test_a_slip_in_a_column_that_does_is_found(audit_text: TextAudit, text: str, right: str, wrong: str) -> None:
    found = audit_text(text.replace(right, wrong, 1)).findings
    assert [finding for finding in found if finding.severity != "note"] != []

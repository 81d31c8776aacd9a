"""A sum that one mistyped figure breaks is named in a table that is not understood as a whole, or that leaves rows out."""

from __future__ import annotations

import pytest

from auditor.audit import Audit
from tests.conftest import TextAudit

MISREAD = """某某市新增专项债券投向情况表
单位：万元
投向领域\t2024年\t2025年
合计\t101400\t76150
一、交通基础设施\t67500\t51500
（一）铁路\t19700\t13100
（二）收费公路\t15800\t22300
（三）民用机场\t32000\t16100
二、能源\t5500\t3250
（一）天然气管网\t3140\t2140
（二）充电设施\t2360\t1110
三、土地储备\t22400\t17400
（一）新增土地储备\t9130\t19420
项目资本金\t6000\t4000
"""
"""The land is of more or less than what is new, so that more than a tenth of the sums fails."""

WITHHELD = """某某省2025年一般公共预算支出预算表
单位：万元
科目编码\t科目名称\t预算数
201\t一般公共服务支出\t{first}
20101\t人大事务\t31272
20102\t政协事务\t18345
204\t公共安全支出\t{second}
20401\t武装警察部队\t4172
20402\t公安\t41235
205\t教育支出\t70111
20501\t教育管理事务\t24215
20502\t普通教育\t45896
206\t科学技术支出\t40113
20601\t科学技术管理事务\t15718
20602\t基础研究\t24395
207\t文化旅游体育与传媒支出\t8181
20701\t文化和旅游\t3518
20702\t文物\t4663
208\t社会保障和就业支出\t17229
20801\t人力资源和社会保障管理事务\t{part}
20802\t民政管理事务\t8316
210\t卫生健康支出\t9111
21001\t卫生健康管理事务\t2715
21002\t公立医院\t6396
\t合计\t{total}
"""


def told(audit: Audit) -> dict[str, str]:
    """The severity of the findings on sums, by the labels of their wholes."""
    return {
        audit.verdicts[finding.head].terms[0].fact.label.split()[0]: finding.severity
        for finding in audit.findings
        if finding.severity in ("error", "warning")
    }


def withheld(part: str) -> str:
    return WITHHELD.format(
        first=53981, second=51724, part=part, total=53981 + 51724 + 70111 + 40113 + 8181 + 17229 + 9111
    )


def test_what_a_table_that_is_not_understood_adds_up_wrongly_is_no_error(audit_text: TextAudit) -> None:
    audit = audit_text(MISREAD)
    assert [gap.reason for gap in audit.facts.gaps] == ["table-not-understood"]
    assert told(audit) == {}


@pytest.mark.parametrize("slip", ["12800", "51800", "5800", "158000"])
def test_a_slip_below_a_whole_that_is_right_is_an_error(audit_text: TextAudit, slip: str) -> None:
    audit = audit_text(MISREAD.replace("15800\t", f"{slip}\t"))
    assert [gap.reason for gap in audit.facts.gaps] == ["table-not-understood"]
    assert set(told(audit).values()) == {"error"}


@pytest.mark.parametrize("other", ["17324", "13467"])
def test_what_no_slip_explains_is_none(audit_text: TextAudit, other: str) -> None:
    assert told(audit_text(MISREAD.replace("15800\t", f"{other}\t"))) == {}


def test_a_part_that_does_not_belong_is_no_slip(audit_text: TextAudit) -> None:
    """The parts exceed 能源 by one of them, which may be a part of nothing."""
    assert told(audit_text(MISREAD.replace("二、能源\t5500", "二、能源\t3360").replace("101400", "99260"))) != {
        "能源": "error"
    }


def test_rows_that_are_left_out_are_a_note(audit_text: TextAudit) -> None:
    assert told(audit_text(withheld("8913"))) == {}


def test_a_slip_where_rows_are_left_out_is_an_error(audit_text: TextAudit) -> None:
    assert told(audit_text(withheld("893"))) == {"社会保障和就业支出": "error"}


def test_a_round_amount_that_is_missing_may_be_one_more_row(audit_text: TextAudit) -> None:
    assert told(audit_text(withheld("6913"))) == {}


def test_a_sum_above_its_rows_in_two_columns_lacks_a_row(audit_text: TextAudit) -> None:
    """乙县 has 1,800 of what is not listed, which two digits that change places would explain as well."""
    rows = """某某省2025年转移支付分地区预算表
单位：万元
项目\t甲县\t乙县\t丙县\t丁县
合计\t20370\t18780\t13970\t14460
一、一般性转移支付\t13970\t13480\t9270\t9870
均衡性转移支付\t9647\t7946\t6315\t7312
体制结算补助\t3589\t3734\t2955\t2558
二、专项转移支付\t6400\t5300\t4700\t4590
农村综合改革补助\t2700\t3800\t1300\t2215
水利发展补助\t3700\t1500\t3400\t2375
"""
    assert told(audit_text(rows)) == {}
    assert told(audit_text(rows.replace("3800", "8300"))) == {"专项转移支付": "error"}

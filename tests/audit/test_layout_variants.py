"""Layouts of other provinces: the consistent print is clean, one changed figure is found."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

TURNED = """某县档案馆2023年部门决算
“三公”经费支出决算表
单位：万元

项目\t合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费
\t\t\t小计\t公务用车购置费\t公务用车运行费\t
预算数\t9.00\t0.00\t6.00\t0.00\t6.00\t3.00
决算数\t7.50\t0.00\t5.20\t0.00\t5.20\t2.30

2023年公务接待费支出2.30万元。
"""

TWO_YEARS = """某县档案馆2025年部门预算
“三公”经费支出表
单位：万元

2024年预算数\t\t\t\t\t\t2025年预算数\t\t\t\t\t
合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费
\t\t小计\t公务用车购置费\t公务用车运行费\t\t\t\t小计\t公务用车购置费\t公务用车运行费\t
9.00\t0.00\t6.00\t0.00\t6.00\t3.00\t8.20\t0.00\t5.70\t0.00\t5.70\t2.50
"""

MEETINGS = """某县档案馆2025年部门预算
“三公”经费支出表
单位：万元

项目\t2024年预算数\t2025年预算数
“三公”经费合计\t9.00\t8.20
1.因公出国（境）费\t0.00\t0.00
2.公务用车购置及运行费\t6.00\t5.70
其中：公务用车购置费\t0.00\t0.00
公务用车运行费\t6.00\t5.70
3.公务接待费\t3.00\t2.50
会议费\t4.00\t4.40
"""

CARRIED_COLUMNS = """某县档案馆2023年部门决算
一般公共预算财政拨款收入支出决算表
单位：万元

项目\t\t年初结转和结余\t\t\t本年收入\t\t\t本年支出\t\t
科目编码\t科目名称\t合计\t基本支出结转\t项目支出结转和结余\t合计\t基本支出\t项目支出\t合计\t基本支出\t项目支出
合计\t\t12.00\t\t12.00\t90.00\t61.00\t29.00\t95.00\t61.00\t34.00
201\t一般公共服务支出\t12.00\t\t12.00\t90.00\t61.00\t29.00\t95.00\t61.00\t34.00
20126\t档案事务\t12.00\t\t12.00\t90.00\t61.00\t29.00\t95.00\t61.00\t34.00
"""

BODIES = """某县档案馆2024年部门预算
支出总表
单位：万元

单位代码\t单位名称\t合计\t基本支出\t项目支出
\t合计\t83.00\t52.00\t31.00
201\t某县档案馆\t83.00\t52.00\t31.00
201001\t某县档案馆本级\t64.00\t40.00\t24.00
201002\t某县档案服务中心\t19.00\t12.00\t7.00
"""

CODE_LEVELS = """某县档案馆2023年部门决算
支出决算表
单位：万元

项目\t\t\t\t本年支出合计\t基本支出\t项目支出
支出功能分类科目编码\t\t\t科目名称\t\t\t
类\t款\t项\t栏次\t1\t2\t3
\t\t\t合计\t95.00\t61.00\t34.00
201\t\t\t一般公共服务支出\t95.00\t61.00\t34.00
20126\t\t\t档案事务\t95.00\t61.00\t34.00
"""

MERGED_TOTAL = """某县档案馆2023年部门决算
一般公共预算财政拨款基本支出决算表
单位：万元

科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数
301\t工资福利支出\t48.00\t302\t商品和服务支出\t11.00\t310\t资本性支出\t2.00
30101\t基本工资\t48.00\t30201\t办公费\t11.00\t31002\t办公设备购置\t2.00
人员经费合计\t\t48.00\t公用经费合计\t\t\t\t\t13.00

2023年一般公共预算财政拨款基本支出61.00万元，其中：人员经费48.00万元，公用经费13.00万元。
"""

HEADINGS = """某县档案馆2024年部门预算
部门收支总表
单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、部门预算\t95.00\t一、部门预算\t95.00
1、财政拨款收入\t95.00\t1、一般公共服务支出\t90.00
2、事业收入\t0.00\t2、住房保障支出\t5.00
本年收入合计\t95.00\t本年支出合计\t95.00
"""

CARRIED_OVER = """某县档案馆2024年部门预算
财政拨款收支总表
单位：万元

收入\t\t支出\t\t\t
项目\t预算数\t项目\t合计\t一般公共预算\t政府性基金预算
一、本年收入\t95.00\t一、本年支出\t102.00\t102.00\t
（一）一般公共预算拨款\t95.00\t（一）一般公共服务支出\t97.00\t97.00\t
（二）政府性基金预算拨款\t\t（二）住房保障支出\t5.00\t5.00\t
二、上年结转\t7.00\t二、结转下年\t\t\t
（一）一般公共预算拨款\t7.00\t\t\t\t
收入总计\t102.00\t支出总计\t102.00\t102.00\t

一般公共预算支出表
单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t95.00\t61.00\t34.00
201\t一般公共服务支出\t90.00\t56.00\t34.00
20126\t档案事务\t90.00\t56.00\t34.00
221\t住房保障支出\t5.00\t5.00\t
"""

ITEM_OF_NATURE = MERGED_TOTAL.replace(
    "公用经费13.00万元。", "公用经费13.00万元，主要包括：办公费9.50万元、公务接待费3.50万元。"
).replace(
    "一般公共预算财政拨款基本支出决算表",
    "“三公”经费支出决算表\n单位：万元\n\n合计\t公务接待费\n4.10\t4.10\n\n一般公共预算财政拨款基本支出决算表",
)

YEAR_IN_ITEM = """某县档案馆2025年部门预算
公务用车购置和运行维护费。2025年预算数5.70万元，其中，公务用车购置费2025年预算数0.00万元；公务用车运行维护费2025年预算数5.70万元，其中：公务用车加油3.10万元，公务用车其他支出2.60万元。
"""

SECOND_SPLIT = """某县档案馆2025年部门预算
2025年政府性基金支出预算31.00万元，其中，彩票公益金安排的支出31.00万元，占100%；当年安排26.00万元，上年结转5.00万元。
"""

FUNDS_SIDE_BY_SIDE = (
    CARRIED_OVER
    + """
收入包括：一般公共预算拨款收入95.00万元、政府性基金预算拨款收入0万元、上年结转7.00万元；支出包括：一般公共服务支出97.00万元、住房保障支出5.00万元。
"""
)

CLEAN = {
    "turned": TURNED,
    "two years": TWO_YEARS,
    "meetings": MEETINGS,
    "carried columns": CARRIED_COLUMNS,
    "bodies": BODIES,
    "code levels": CODE_LEVELS,
    "merged total": MERGED_TOTAL,
    "headings": HEADINGS,
    "carried over": CARRIED_OVER,
    "item of a nature": ITEM_OF_NATURE,
    "year in an item": YEAR_IN_ITEM,
    "second split": SECOND_SPLIT,
    "funds side by side": FUNDS_SIDE_BY_SIDE,
}
BROKEN = [
    ("turned", "7.50\t0.00\t5.20", "7.80\t0.00\t5.20", "RU-THREE"),
    ("turned", "支出2.30", "支出3.20", "AG-PROSE"),
    ("two years", "8.20", "8.40", "RU-THREE"),
    ("two years", "9.00", "9.40", "RU-THREE"),
    ("meetings", "8.20", "8.30", "RU-THREE"),
    ("carried columns", "合计\t\t12.00\t\t12.00\t90.00\t61.00\t29.00\t95", "合计\t\t12.00\t\t12.00\t90.00\t61.00\t29.00\t96", "RU-NATURE"),
    ("bodies", "19.00\t12.00", "18.00\t12.00", "RU-NATURE"),
    ("code levels", "20126\t\t\t档案事务\t95.00", "20126\t\t\t档案事务\t93.00", "RU-FUNCTION"),
    ("merged total", "\t13.00\n", "\t13.50\n", "AG-PROSE"),
    ("headings", "住房保障支出\t5.00", "住房保障支出\t6.00", "RU-FUNCTION"),
    ("carried over", "201\t一般公共服务支出\t90.00", "201\t一般公共服务支出\t98.00", "AG-TABLES"),
    ("year in an item", "运行维护费2025年预算数5.70", "运行维护费2025年预算数5.90", "RU-THREE-PROSE"),
]  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_a_consistent_print_is_clean(audit_text: TextAudit, name: str) -> None:
    audit = audit_text(CLEAN[name])
    assert [verdict for verdict in audit.verdicts if verdict.outcome == "inconsistent"] == []
    assert any(verdict.holds for verdict in audit.verdicts)


@pytest.mark.parametrize(("name", "printed", "wrong", "rule"), BROKEN)
def test_a_changed_figure_is_found(audit_text: TextAudit, name: str, printed: str, wrong: str, rule: str) -> None:
    assert printed in CLEAN[name]
    audit = audit_text(CLEAN[name].replace(printed, wrong, 1))
    assert rule in {verdict.rule for verdict in audit.verdicts if verdict.outcome == "inconsistent"}


def test_a_bound_that_is_not_printed_holds_nothing(audit_text: TextAudit) -> None:
    unprinted = MERGED_TOTAL.replace("\t13.00\n", "\t\n").replace("，公用经费13.00万元", "")
    audit = audit_text(unprinted + "2023年机关运行经费支出9.00万元。\n")
    assert [verdict.rule for verdict in audit.verdicts if verdict.rule == "BO-OPERATING"] == []


FILLED = """某县档案馆2024年部门预算
部门收支总表
单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算拨款收入\t90.00\t一、一般公共服务支出\t70.00
二、其他收入\t5.00\t二、教育支出\t15.00
\t0.00\t三、卫生健康支出\t10.00
\t0.00\t\t0.00
本年收入合计\t95.00\t本年支出合计\t95.00
收入总计\t95.00\t支出总计\t95.00
"""


def test_zeros_that_fill_the_shorter_pane_are_no_totals(audit_text: TextAudit) -> None:
    assert [finding.severity for finding in audit_text(FILLED).findings] == []


def test_beside_zeros_that_fill_a_pane_a_wrong_total_is_found(audit_text: TextAudit) -> None:
    changed = FILLED.replace("二、其他收入\t5.00", "二、其他收入\t6.00")
    assert [finding.severity for finding in audit_text(changed).findings] == ["error"]


def test_a_subtotal_that_is_left_out_counts_as_its_own_parts(audit_text: TextAudit) -> None:
    text = """临江区园林局2026年部门预算
财政拨款“三公”经费支出表
单位：万元
“三公”经费合计\t因公出国（境）费用\t公务接待费\t公务用车购置及运行维护费\t\t
\t\t\t小计\t公务用车购置费\t公务用车运行维护费
40.00\t17.00\t3.00\t\t{}\t5.00
"""
    right, wrong = (audit_text(text.format(amount)) for amount in ("15.00", "51.00"))
    assert not right.count("error")
    assert not right.count("warning")
    assert [finding.numbers for finding in wrong.findings if finding.severity == "error"]


FUNDS_IN_ONE_ROW = """云川市港务局2024年度部门决算
财政拨款“三公”经费支出决算表
单位：万元
合计\t因公出国（境）费\t公务用车购置及运行费小计\t公务用车购置费\t公务用车运行维护费\t公务接待费
{total}\t0.00\t38.00\t5.00\t{running}\t4.20
"""


@pytest.mark.parametrize(
    ("total", "running", "wrong"), [("42.20", "33.00", 0), ("42.20", "31.00", 1), ("47.20", "33.00", 1)]
)
def test_a_sum_named_as_one_of_the_funds_is_of_its_own_parts_alone(
    audit_text: TextAudit, total: str, running: str, wrong: int
) -> None:
    audit = audit_text(FUNDS_IN_ONE_ROW.format(total=total, running=running))
    assert [audit.verdicts[finding.head].rule for finding in audit.findings] == ["RU-THREE"] * wrong
    assert sum(verdict.rule == "RU-THREE" for verdict in audit.verdicts) == 2


BOTH_PANES = """云川市港务局2024年度部门决算
一般公共预算财政拨款基本支出决算表
单位：万元
人员经费\t\t\t公用经费\t\t
科目编码\t科目名称\t金额\t科目编码\t科目名称\t金额
301\t工资福利支出\t83.00\t302\t商品和服务支出\t{public}
30101\t基本工资\t53.00\t30201\t办公费\t17.00
30102\t津贴补贴\t30.00\t30202\t印刷费\t3.00
人员经费合计\t\t83.00\t公用经费合计\t\t20.00
基本支出合计\t\t103.00\t\t\t
"""


@pytest.mark.parametrize(("public", "severities"), [("20.00", []), ("21.00", ["error"])])
def test_the_total_of_both_panes_is_not_that_of_the_one_it_stands_in(
    audit_text: TextAudit, public: str, severities: list[str]
) -> None:
    assert [finding.severity for finding in audit_text(BOTH_PANES.format(public=public)).findings] == severities

"""Tables whose headers and rows say in other words what their columns are."""

from __future__ import annotations

from tests.conftest import TextAudit


def errors(audit_text: TextAudit, text: str) -> list[str]:
    audit = audit_text(text)
    return [audit.verdicts[finding.head].rule for finding in audit.findings if finding.severity == "error"]


SIDES = """松岭县园林中心2024年部门预算
财政拨款收支总体情况表
单位：万元
项目\t预算数\t项目\t合计\t一般公共预算\t政府性基金预算
一、本年收入\t908.00\t一、社会保障和就业支出\t66.00\t66.00\t
（一）一般公共预算拨款\t{general}\t二、农林水支出\t804.00\t804.00\t
（二）政府性基金预算拨款\t38.00\t三、城乡社区支出\t38.00\t\t38.00
二、上年结转\t0.00\t\t\t\t
收入总计\t908.00\t支出总计\t908.00\t870.00\t38.00
"""


def test_both_sides_of_an_account_may_be_headed_alike(audit_text: TextAudit) -> None:
    assert errors(audit_text, SIDES.format(general="870.00")) == []
    assert errors(audit_text, SIDES.format(general="807.00")) != []


CARS = """松岭县园林中心2024年部门预算
“三公”经费支出预算表
单位：万元
“三公”经费合计\t因公出国（境）费\t公务用车小计\t购置费\t运行费\t公务接待费
17.00\t\t{cars}\t\t10.80\t6.20
"""


def test_the_column_of_all_vehicles_may_be_called_a_subtotal(audit_text: TextAudit) -> None:
    assert errors(audit_text, CARS.format(cars="10.80")) == []
    assert errors(audit_text, CARS.format(cars="18.00")) != []


DEBT = """松岭县2024年政府债务余额情况表
单位：万元
项目\t合计\t一般债务\t专项债务
上年末余额\t840.00\t250.00\t590.00
偿还本金\t81.00\t6.00\t75.00
付息\t26.00\t8.00\t18.00
年末限额\t867.00\t261.00\t606.00
年末余额\t858.00\t256.00\t602.00
新增债券\t99.00\t12.00\t87.00
余额占限额%\t99.0\t98.1\t99.3
"""


def test_a_rate_in_a_row_is_no_sum_of_those_beside_it(audit_text: TextAudit) -> None:
    verdicts = [verdict for verdict in audit_text(DEBT).verdicts if verdict.rule == "RU-TABLE"]
    assert [verdict.outcome for verdict in verdicts] == ["exact"] * 6


SHARES = """2024年部门决算
支出构成表
单位：万元
项目\t合计\t基本支出\t项目支出
支出\t100.00\t60.00\t40.00
占比（%）\t100.0\t60.0\t{project}
"""


def test_shares_in_a_row_are_a_hundred_together(audit_text: TextAudit) -> None:
    assert errors(audit_text, SHARES.format(project="40.0")) == []
    assert errors(audit_text, SHARES.format(project="45.0")) == ["RU-NATURE"]

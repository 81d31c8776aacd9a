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


FUNDS = """松岭市2025年政府性基金预算收支执行情况表
单位：万元
收入\t预算数\t执行数\t完成%\t支出\t调整预算数\t执行数\t完成%
土地出让收入\t2,246\t2,154\t95.9\t土地出让安排的支出\t1,363\t1,300\t95.4
彩票公益金收入\t560\t476\t85.0\t彩票公益金安排的支出\t619\t594\t96.0
本年收入合计\t2,806\t2,630\t93.7\t本年支出合计\t1,982\t1,894\t95.6
上年结转\t\t366\t\t调出资金\t\t750\t
\t\t\t\t结转下年\t\t{left}\t
收入总计\t\t2,996\t\t支出总计\t\t2,996\t
"""


def test_what_was_carried_out_is_held_against_what_was_carried_out(audit_text: TextAudit) -> None:
    assert errors(audit_text, FUNDS.format(left="352")) == []
    assert errors(audit_text, FUNDS.format(left="532")) != []


OF_WHICH = """                    松岭县2025年一般公共预算收支平衡表
                                                                       单位：万元
        收    入                  决算数           支    出              决算数
一、本级收入                     104,336   一、本级支出                 250,000
二、上级补助收入                 145,664   二、上解上级支出              19,000
  1.返还性收入                    11,170   三、债务还本支出              33,000
  2.一般性转移支付收入            96,196
     其中：均衡性转移支付         44,670
           基本财力保障奖补       25,717
           共同财政事权转移支付   14,681
  3.专项转移支付收入              {special}
三、债务转贷收入                  52,000
收  入  总  计                   302,000   支  出  总  计               302,000
"""


def test_rows_set_in_below_an_of_which_are_more_of_it(audit_text: TextAudit) -> None:
    def told(special: str) -> list[str]:
        audit = audit_text(OF_WHICH.format(special=special))
        return [audit.verdicts[finding.head].rule for finding in audit.findings if finding.severity != "note"]

    assert told("38,298") == []
    assert told("83,298") != []


BY_FUND = """松岭县住建局2025年部门预算
收入总表
单位：万元
科目名称\t合计\t财政拨款收入\t事业收入
合计\t128.00\t128.00\t0.00
支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t128.00\t22.80\t105.20
212\t城乡社区支出\t128.00\t22.80\t105.20
一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t人员经费\t公用经费\t项目支出
\t合计\t77.80\t19.00\t3.80\t55.00
212\t城乡社区支出\t77.80\t19.00\t3.80\t55.00
政府性基金预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t50.20\t\t{project}
212\t城乡社区支出\t50.20\t\t50.20
"""


def test_staff_and_office_of_one_table_may_be_the_basic_expenditure_of_others(audit_text: TextAudit) -> None:
    assert errors(audit_text, BY_FUND.format(project="50.20")) == []
    assert errors(audit_text, BY_FUND.format(project="52.00")) != []

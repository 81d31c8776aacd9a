"""Sentences of departments that were misread: every figure is read, what is right has no finding, what is wrong is named."""

from __future__ import annotations

import pytest

from auditor.audit import Audit
from tests.conftest import TextAudit

BUDGET = "云岫县气象局2025年部门预算\n"
FINAL = "云岫县气象局2023年度部门决算\n"

READ = [
    pytest.param(
        "支出预算70.00万元，比上年增加5.00万元，主要原因是人员经费增加4.10万元，公用经费增加0.90万元。\n",
        id="changes that are reasons",
    ),
    pytest.param(
        "支出预算70.00万元。支出减少的主要原因：1.站房修缮项目减少3.10万元；2.观测场租金下降12%。\n",
        id="numbered reasons",
    ),
    pytest.param("支出预算70.00万元。\n增加2.10万元，增长3.09%。\n", id="a change of nothing that is named"),
    pytest.param(
        "支出预算70.00万元。\n项目\t内容\n宣传\t印制手册,3家媒体报道;5场共20人次,1.65万元\n",
        id="a comma of Latin script in a cell",
    ),
]


RIGHT = [
    pytest.param(
        "总收入90.00万元，其中本年收入80.00万元，年初结转和结余10.00万元。\n"
        "部门收入总表\n单位：万元\n科目编码\t科目名称\t本年收入合计\t财政拨款收入\n\t合计\t80.00\t80.00\n205\t教育支出\t80.00\t80.00\n",
        id="a total with what was carried over",
    ),
    pytest.param(
        "部门收支总表\n单位：万元\n收入\t预算数\t支出\t预算数\n一、财政拨款收入\t70.00\t一、教育支出\t96.30\n"
        "本年收入合计\t70.00\t本年支出合计\t96.30\n上年结转结余\t26.30\t年终结转结余\t\n收入总计\t96.30\t支出总计\t96.30\n"
        "注：基本支出中含上年结转安排的11.30万元。\n",
        id="what something is paid from",
    ),
    pytest.param(
        "单位：万元\n科目编码\t科目名称\t合计\t人员经费\t公用经费\n\t合计\t27.00\t22.00\t5.00\n".join(
            ["一般公共预算基本支出表\n", "注：人员经费与公用经费合计27.00万元。\n"]
        ),
        id="two kinds of expenditure together",
    ),
    pytest.param(
        "一般公共预算支出表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t45.10\t45.10\t0.00\n"
        "208\t社会保障和就业支出\t45.10\t45.10\t0.00\n2080505\t机关事业单位基本养老保险缴费支出\t35.20\t35.20\t0.00\n"
        "2080506\t机关事业单位职业年金缴费支出\t9.90\t9.90\t0.00\n二、说明\n"
        "一般公共预算支出年初预算为53.20万元，支出决算为45.10万元。其中：\n"
        "机关事业单位基本养老保险缴费支出（2080505）：年初预算为43.10万元，支出决算为35.20万元，完成年初预算的81.67%。\n"
        "机关事业单位职业年金缴费支出（2080506）：年初预算为10.10万元，支出决算为9.90万元，完成年初预算的98.02%。\n",
        id="what came of the plan of an item",
    ),
    pytest.param(
        "支出预算70.00万元，比上年增加9.00万元，其中人员经费增加3.00万元，公用经费增加2.00万元，合计增加5.00万元；项目支出增加4.00万元。\n",
        id="changes and the total of the last ones",
    ),
    pytest.param(
        "无为县气象局2025年度收入、支出预算总计70.00万元，与上年相比各增加5.00万元。其中：\n（一）收入预算总计70.00万元。\n（二）支出预算总计70.00万元。\n",
        id="a place whose name begins with a word for nothing",
    ),
    pytest.param(
        "项目支出60.00万元，具体包括：\n1.观测运行40.00万元，主要包括：站网维护25.00万元，用于日常维护；备件采购10.00万元，用于储备。"
        "临时人员5.00万元。\n2.气象服务20.00万元，预警发布20.00万元，用于发布预警。\n",
        id="amounts without a mark inside marked items",
    ),
    pytest.param(
        "项目支出60.00万元，具体包括：\n观测运行60.00万元，主要包括：站网维护25.00万元，用于日常维护；备件采购20.00万元，用于储备；"
        "专项培训15.00万元。\n",
        id="semicolons inside an item that is a paragraph",
    ),
    pytest.param(
        "一般公共预算基本支出30.00万元，其中：人员经费20.00万元，公用经费10.00万元。\n2.机关资本性支出（一）（503）8.00万元，较上年减少1.00万元。"
        "具体为：人员经费0.00万元，较上年无变化；公用经费0.00万元，较上年无变化；专项业务经费8.00万元，较上年减少1.00万元。\n"
        "一般公共预算基本支出表\n单位：万元\n科目编码\t科目名称\t合计\t人员经费\t公用经费\n\t合计\t30.00\t20.00\t10.00\n",
        id="a name that ends with two brackets",
    ),
    pytest.param(
        "本年收入合计70.00万元。\n二、所属单位\n云岫县气象台收入预算9.00万元，包括财政拨款收入9.00万元。\n"
        "部门收入总表\n单位：万元\n科目编码\t科目名称\t合计\t财政拨款收入\n\t合计\t70.00\t70.00\n",
        id="another body whose name has the letters of the own",
    ),
    pytest.param(
        "收入预算80.50万元，其中：一般公共预算收入50.00万元；国有资本经营预算收入30.00万元。\n（一）其他收入0.50万元。\n",
        id="a list that leaves out what is printed elsewhere",
    ),
    pytest.param(
        "政府采购预算共12.00万元，其中：政府采购货物类预算9.00万元、政府采购服务类预算3.00万元。\n"
        "政府采购（购买服务）预算表\n单位：万元\n单位名称\t采购项目\t购买服务内容\t预算金额\n合计\t\t\t12.00\n",
        id="a column of words about services",
    ),
    pytest.param(
        "2025年支出预算70.00万元，其中：基本支出30.00万元，包括人员经费25.00万元和公用经费5.00万元；项目支出40.00万元。\n"
        "机关运行经费共计安排8.00万元。\n第四部分 名词解释\n"
        "机关运行经费：指用于维持机关运行的经费，包括办公费、水费、物业管理费等经济科目对应的预算资金。\n",
        id="a glossary that defines what another rule defines otherwise",
    ),
]


def told(audit: Audit) -> list[tuple[str, str]]:
    return [(f.severity, audit.verdicts[f.head].rule) for f in audit.findings if f.severity != "note"]


@pytest.mark.parametrize("text", READ)
def test_every_figure_is_read(text: str, audit_text: TextAudit) -> None:
    audit = audit_text(BUDGET + text)
    assert [entry.printed for entry in audit.coverage.unchecked if entry.reason == "unread"] == []
    assert told(audit) == []


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_has_no_finding(text: str, audit_text: TextAudit) -> None:
    assert told(audit_text(BUDGET + text)) == []


WRONG = [
    pytest.param(
        "项目支出6,000.01万元，具体包括：\n1.观测运行3,512.30万元。\n2.气象服务1,022.20万元。\n3.站房修缮965.50万元。\n",
        ("warning", "RU-EXPENDITURE-PROSE"),
        id="a mistyped digit beside a rest of rounding",
    ),
    pytest.param(
        "支出预算70.00万元，主要原因是人员经费增加3.00万元，公用经费增加2.00万元，合计增加6.00万元。\n",
        ("error", "RU-LIST-PROSE"),
        id="changes and their total",
    ),
    pytest.param(
        "支出预算70.00万元，主要原因：一是补足站房租金2.00万元；支付尾款1.00万元，合计运行类项目预算增加4.00万元；二是修缮项目减少5.00万元。\n",
        ("error", "RU-LIST-PROSE"),
        id="amounts and the change that they are in all",
    ),
    pytest.param(
        "财政拨款支出预算70.00万元，比2024年预算减少6.00万元。\n财政拨款支出增加的主要原因是站房修缮项目完工。\n",
        ("warning", "WO-REASON"),
        id="a reason for what did not happen",
    ),
    pytest.param(
        "一般公共预算财政拨款支出预算70.00万元，与2024年度相比，支出预算减\n\f少6.00万元，下降9.70%。\n",
        ("error", "CH-PERCENT"),
        id="a new page inside a word",
    ),
    pytest.param(
        "政府性基金预算财政拨款收入5.00万元，支出收入5.00万元，支出具体情况如下：\n住房保障支出（类）其他住房保障支出（项）8.00万元，"
        "主要用于危房改造。\n",
        ("warning", "RU-EXPENDITURE-PROSE"),
        id="a list of one side below a name of both",
    ),
    pytest.param(
        "政府采购预算共12.00万元，其中：政府采购货物类预算9.00万元、政府采购服务类预算3.00万元。\n"
        "政府采购（资产配置、购买服务）预算表（不含上年结转）\n单位：元\n采购项目\t规格型号\t数量\t预算金额\n合计\t\t3\t125,000.00\n"
        "观测设备\t\t1\t95,000.00\n设备维护\t\t2\t30,000.00\n",
        ("error", "AG-PROSE"),
        id="a note behind the title of a table of purchases",
    ),
]


@pytest.mark.parametrize(("text", "finding"), WRONG)
def test_what_is_wrong_is_named(text: str, finding: tuple[str, str], audit_text: TextAudit) -> None:
    assert told(audit_text(BUDGET + text)) == [finding]


def test_what_one_thing_costs_is_read_and_held_against_nothing(audit_text: TextAudit) -> None:
    audit = audit_text(
        "云川市港务局2025年度部门决算\n补助标准6万元/公里，由99元/人提高，补助资金387万元，其中车购税资金232万元。\n"
    )
    assert [entry.printed for entry in audit.coverage.unchecked if entry.reason == "unread"] == []
    assert not audit.findings

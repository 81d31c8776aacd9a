"""Lists of the prose as provinces word them: a list that ties out has no finding, one changed figure is found."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

BUDGET = "清溪县史志办2024年部门预算\n"
FINAL = "清溪县史志办2023年度部门决算\n"

LISTS = [
    pytest.param(
        "云川市2025年市本级国有资本经营预算的说明\n"
        + "市本级国有资本经营预算支出41.70万元。其中，资本性支出26.60万元，"
        + "其他支出14.80万元（含调入一般公共预算12.50万元）和转移支付支出0.30万元。\n",
        ("26.60", "62.60"),
        id="an item that has a bracket with an amount of another budget",
    ),
    pytest.param(
        "2025年云川市预算执行情况\n2025年全市一般公共预算收入完成174.80万元。其中：\n——税收收入完成138.20万元，增长22.38%。\n"
        + "——非税收入完成36.60万元，增长10.2%。\n2025年税收收入完成138.20万元，主要来自制造业。\n",
        ("36.60", "63.60"),
        id="items behind dashes end where a paragraph has none",
    ),
    pytest.param(
        BUDGET
        + "“三公”经费12.00万元，其中因公出国（境）费、公务用车购置及运行维护费、公务接待费分别为2.00万元、8.00万元和2.00万元。\n",
        ("8.00", "6.00"),
        id="amounts to names behind a word that opens a list",
    ),
    pytest.param(
        FINAL + "政府采购支出总额96.00万元，货物、工程、服务采购支出分别为23.00万元、41.00万元、32.00万元。\n",
        ("41.00", "14.00"),
        id="amounts to all the kinds there are",
    ),
    pytest.param(
        BUDGET + "基本支出80.00万元，包括人员经费、公用经费，分别为60.00万元、20.00万元。\n",
        ("60.00", "66.00"),
        id="amounts to names of the clause before",
    ),
    pytest.param(
        BUDGET
        + "支出预算150.00万元，较上年增加8.00万元，其中人员经费、公用经费、项目支出分别增加5.00万元、1.00万元、2.00万元。\n",
        ("1.00", "7.00"),
        id="changes that go one way",
    ),
    pytest.param(
        BUDGET
        + "支出预算150.00万元，较上年减少1.00万元，其中人员经费、公用经费、项目支出分别增加5.00万元、减少1.00万元和减少5.00万元。\n",
        ("5.00万元。", "3.00万元。"),
        id="changes that go both ways",
    ),
    pytest.param(
        BUDGET + "支出预算150.00万元，其中：基本支出60.00万元、项目支出90.00万元，分别占40%和60%。\n",
        ("40%", "45%"),
        id="shares to the parts of the list",
    ),
    pytest.param(
        BUDGET
        + "政府采购预算120.00万元，其中货物类、工程类、服务类分别为30.00万元、60.00万元、30.00万元，占比分别为25%、50%、25%。\n",
        ("50%", "55%"),
        id="shares to those that had amounts handed out",
    ),
    pytest.param(
        BUDGET + "基本支出70.00万元、项目支出50.00万元，分别较上年增加3.00万元、减少2.00万元，增长4.48%、下降3.85%。\n",
        ("3.85", "8.35"),
        id="percentages to changes handed out before",
    ),
    pytest.param(
        BUDGET + "公用经费10.00万元，其中：办公费3.00万元，水费、电费各1.00万元，差旅费5.00万元。\n",
        ("各1.00", "各1.50"),
        id="one amount for each of several names",
    ),
    pytest.param(
        BUDGET
        + "财政拨款支出预算120.00万元，比2023年预算增加8.50万元。财政拨款支出预算中，一般公共预算拨款支出预算100.00万元，"
        "比2023年预算增加10.00万元；政府性基金拨款支出预算20.00万元，比2023年预算减少1.50万元；国有资本经营预算拨款支出预算0万元，与2023年预算持平。\n",
        ("1.50", "5.10"),
        id="a clause that names the whole as the place of its parts",
    ),
    pytest.param(
        FINAL
        + "五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况\n一般公共预算财政拨款支出200.00万元。\n（二）结构情况\n"
        "按支出类别看：社会保障和就业支出（类）150.00万元，占75.00%；住房保障支出（类）50.00万元，占25.00%。\n",
        ("75.00", "57.00"),
        id="a clause that says by what a whole printed before is parted",
    ),
    pytest.param(
        BUDGET + "支出预算160.00万元，由基本支出100.00万元和项目支出60.00万元构成。\n",
        ("100.00", "110.00"),
        id="a list between its opening and its closing word",
    ),
    pytest.param(
        BUDGET + "全县一般公共预算收入完成12.40亿元，加上上级补助等6.30亿元，收入总计18.70亿元。\n",
        ("6.30", "3.60"),
        id="a sum told from its end",
    ),
    pytest.param(
        BUDGET + "一般公共预算支出由2023年的180.00万元提高到205.00万元，增支25.00万元，增长13.89%。\n",
        ("13.89", "18.39"),
        id="a cost that is the change of its subject",
    ),
    pytest.param(
        FINAL + "财政拨款支出465.00万元。这部分支出比2022年度减少35.00万元，下降7.00%，主要是压缩了印刷。\n",
        ("7.00%", "7.53%"),
        id="words that mean the amount before",
    ),
    pytest.param(
        FINAL + "授予中小企业合同金额52.00万元，占政府采购支出总额的80.00%。政府采购支出总额65.00万元。\n",
        ("80.00", "88.00"),
        id="a share of what is printed later",
    ),
    pytest.param(
        FINAL + "授予中小企业合同金额52.00万元，占政府采购支出总额65.00万元的80%。\n",
        ("65.00", "56.00"),
        id="a share of what is printed with it",
    ),
    pytest.param(
        FINAL
        + "一般公共预算财政拨款基本支出230.00万元，其中：人员经费200.00万元，主要包括基本工资；公用经费30.00万元，主要包括印刷费。"
        "人员经费和公用经费分别占基本支出的86.96%和13.04%。\n",
        ("13.04", "14.03"),
        id="shares to names whose amounts stand in the sentence before",
    ),
    pytest.param(
        FINAL + "“三公”经费支出决算为6.00万元。其中：公务用车运行维护费年初预算为7.00万元，"
        "支出决算为5.00万元；公务接待费年初预算为2.00万元，支出决算为1.00万元。\n",
        ("1.00", "4.00"),
        id="outturns among the budgets of their items",
    ),
    pytest.param(
        FINAL + "截至2023年12月31日，共有车辆4辆，其中：一般公务用车、"
        "一般执法执勤用车、特种专业技术用车、其他用车分别为1辆、2辆、0辆、1辆。\n",
        ("2辆", "3辆"),
        id="counts to names of an open list",
    ),
]

COUNTS = [
    pytest.param(
        BUDGET + "安排购置车辆3辆，其中：机要通信用车1辆、应急保障用车0辆、执法执勤用车2辆、其他用车0辆。\n",
        ("执法执勤用车2", "执法执勤用车1"),
        id="vehicles to be bought",
    ),
    pytest.param(
        FINAL + "绩效自评的项目12个，涉及金额230.00万元（其中，绩效评级为“优”的项目8个；绩效评级为“良”的项目3个；"
        "绩效评级为“合格”的项目1个；绩效评级为“不合格”的项目0个）。\n",
        ("的项目3个", "的项目2个"),
        id="projects by their grades behind an amount",
    ),
    pytest.param(
        FINAL
        + "公务用车运行维护费14.00万元，年末公务用车保有量6辆。截至2023年12月31日，共有车辆7辆，其中机要通信用车1辆、其他用车6辆。\n",
        ("保有量6", "保有量16"),
        id="vehicles kept and vehicles held",
    ),
    pytest.param(
        FINAL + "因公出国（境）费支出决算6.40万元，全年安排因公出国（境）团组2个，累计5人次。\n",
        ("团组2", "团组22"),
        id="delegations and travellers",
    ),
    pytest.param(
        FINAL + "公务接待费支出决算3.20万元。全年接待国内来访团组28个、来宾216人次，其中外事接待2批次、15人次。\n",
        ("15人次", "515人次"),
        id="foreign guests and all guests",
    ),
]


@pytest.mark.parametrize(("text", "slip"), LISTS + COUNTS)
def test_a_list_that_ties_out_is_read_and_has_no_finding(
    text: str, slip: tuple[str, str], audit_text: TextAudit
) -> None:
    audit = audit_text(text)
    assert [finding for finding in audit.findings if finding.severity != "note"] == []
    assert not audit.gaps
    assert any(verdict.outcome in ("exact", "rounding") for verdict in audit.verdicts)


@pytest.mark.parametrize(("text", "slip"), LISTS + COUNTS)
def test_one_changed_figure_of_a_list_is_found(text: str, slip: tuple[str, str], audit_text: TextAudit) -> None:
    assert slip[0] in text
    head, tail = text.rsplit(slip[0], 1)
    findings = audit_text(head + slip[1] + tail).findings
    assert [finding for finding in findings if finding.severity != "note"]


@pytest.mark.parametrize(
    "sentence",
    [
        "本部门共有5个预算单位，其中行政单位1个、参公单位1个。",
        "共实施25个项目，投入300.00万元，其中重点项目3个、一般项目5个。",
        "公务用车购置2辆，支出36.00万元，其中轿车1辆、18.00万元。",
        "公务接待费支出1.20万元，其中：外宾接待支出0万元，接待0批次、0人次；国内公务接待支出1.20万元，接待15批次、120人次。",
        "一般公共预算支出80.00万元。从支出结构看：教育支出20.00万元，占25%；卫生健康支出8.00万元，占10%；其余为零星支出。",
        "一般公共预算支出80.00万元，政府性基金支出20.00万元。一般公共预算支出中，基本支出30.00万元，项目支出50.00万元；政府性基金支出中，项目支出20.00万元。",
        "实施项目12个，其中：绩效评级为优的项目5个，评级为良的项目3个，其余没有评级。",
        "基本支出50.00万元，大部分为人员经费30.00万元，公用经费5.00万元。",
        "教育支出50.00万元，其中培训支出10.00万元。该项支出比上年增加2.00万元，增长25%。",
        "非税收入20.00亿元，其他收入80.00亿元，加上上级补助40.00亿元、调入资金5.00亿元，收入总计165.00亿元。",
        "“三公”经费6.00万元，其中：公务用车运行维护费年初预算为7.00万元，支出决算为5.00万元；公务接待费年初预算为2.00万元，支出决算为1.00万元。",
        "因公出国（境）费减少0万元，与上年持平；公务接待费4.00万元，上年5.00万元。",
    ],
)
def test_what_a_list_does_not_promise_is_no_finding(sentence: str, audit_text: TextAudit) -> None:
    findings = audit_text(f"{FINAL}2023年度{sentence}\n").findings
    assert [finding for finding in findings if finding.severity != "note"] == []

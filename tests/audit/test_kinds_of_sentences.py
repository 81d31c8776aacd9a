"""Kinds of sentences that were misread: what is right has no finding, what is wrong is named, what cannot be read is told."""

from __future__ import annotations

import pytest

from auditor.records.messages import say
from tests.conftest import TextAudit

BUDGET = "云岫县气象局2025年部门预算\n"
FINAL = "云岫县气象局2023年度部门决算\n"
REPORT = "关于青屿市2025年预算执行情况和2026年预算草案的报告\n"

RIGHT = [
    pytest.param(
        REPORT + "年末政府债务余额158.24亿元，按债务类型划分，一般债务91.20亿元，专项债务67.04亿元；"
        "按级次划分，市本级121.21亿元、占76.6%，旗县区37.03亿元、占23.4%。\n",
        id="one whole parted twice",
    ),
    pytest.param(
        REPORT + "市本级一般公共预算收入51.84亿元，为预算的111.37%，同比下降1.24%，超收收入5.29亿元按规定使用。\n",
        id="less than before and more than planned",
    ),
    pytest.param(
        FINAL + "期初结存8.40万元，本期增加9.60万元，本期减少4.10万元，期末结存13.90万元。\n",
        id="movements of a balance",
    ),
    pytest.param(FINAL + "采购安排48.00万元，实际支付45.60万元，差额2.40万元，未超预算。\n", id="not above the budget"),
    pytest.param(FINAL + "支出3千2百万元，其中项目支出1,920万元，占60%。\n", id="Han magnitudes between digits"),
    pytest.param(
        REPORT + "一般公共预算收入7亿8,650万元，比上年7亿1,500万元增加7,150万元，增长10%。\n",
        id="two units with a comma",
    ),
    pytest.param(REPORT + "预算860万元，其中保障支出731万元，占百分之85。\n", id="a share in words"),
    pytest.param(
        BUDGET + "政府采购预算36.00万元，其中：政府采购货物预算29.00万元、政府采购工程预算0.00万元、政府采购服务预\n",
        id="a list that breaks off",
    ),
    pytest.param(
        BUDGET + "2025年一般公共预算基本支出10.00万元，其中：\n人员经费8.50万元，主要包括：基本工资、津贴补贴等。\n"
        "公用经费1.50万元，主要包括：办公费、差旅费等。\n",
        id="items with lines of their own",
    ),
    pytest.param(
        BUDGET + "收支总预算80.00万元。收入包括：一般公共预算拨款75.00万元、事业收入5.00万元；"
        "支出包括：教育支出70.00万元、住房保障支出10.00万元。\n",
        id="both sides of one total",
    ),
    pytest.param(
        FINAL + "“三公”经费、会议费、培训费合计4.10万元，其中：“三公”经费3.00万元，会议费0.50万元，培训费0.60万元。\n",
        id="a part that the name of the whole begins with",
    ),
    pytest.param(
        FINAL + "公务接待费支出1.20万元，其中：国内接待费0.80万元，国（境）外接待费0.40万元。\n",
        id="guests from within the country and from abroad",
    ),
    pytest.param(
        BUDGET + "公务接待费执行数6.00万元，预算安排2.80万元，减少53.33%。\n", id="outturn and plan of one item"
    ),
    pytest.param(BUDGET + "公务接待费1.80万元，比上年增加-0.20万元，增长-10.00%。\n", id="a rise below zero, twice"),
    pytest.param(
        FINAL + "本年支出合计60.00万元，其中：基本支出45.00万元；项目支出15.00万元，预计明年在12万元至18万元之间。\n",
        id="a range is no part of a list",
    ),
    pytest.param(
        FINAL
        + "“三公”经费支出决算5.00万元。其中：公务用车购置及运行维护费3.00万元；公务接待费2.00万元。其中：国内公务接待支出2.00万元，"
        "国内公务接待9批次、70人次，共计支出2.00万元；外事接待支出0万元，外事接待0批次、0人次，共计支出0万元。\n",
        id="a list of the last item behind a full stop, its items said again in all",
    ),
    pytest.param(
        REPORT + "市级一般公共预算支出80亿元，其中：卫生健康支出9亿元，交通运输支出6亿元。\n",
        id="two classes of a city",
    ),
    pytest.param(
        REPORT + "全市政府性基金收入9.0亿元，其中：土地出让收入6.2亿元、彩票收入1.3亿元、其他政府性基金收入1.5亿元。\n",
        id="the rest of a fund bears its name",
    ),
    pytest.param(
        REPORT + "相应安排支出40亿元，其中：\n（1）基本支出22亿元，占支出的55%；\n（2）项目支出10亿元，占支出的25%；\n"
        "（3）上年结转支出8亿元，占支出的20%。\n",
        id="spending of what was carried over is a part of spending",
    ),
    pytest.param(
        REPORT
        + "本级“三公”经费80万元。其中：因公出国（境）费6万元；公务用车购置及运行维护费50万元（公务用车购置费12万元，比上年增加2万元；"
        "公务用车运行维护费38万元，比上年减少4万元。）比上年减少2万元；公务接待费24万元，与上年持平。\n",
        id="a bracket of parts without a word, with a full stop",
    ),
    pytest.param(
        REPORT
        + "市级社保基金收入36亿元，其中财政补贴收入4亿元；市级社保基金支出39亿元，当年收支缺口3亿元，累计结余15亿元。\n",
        id="the other side is no part of an income",
    ),
    pytest.param(
        REPORT
        + "全市社会保险基金收入安排60亿元、支出安排52亿元。其中：失业保险基金收入18亿元、支出15亿元；工伤保险基金收入42亿元、"
        "支出37亿元。本年收支结余8亿元。\n",
        id="two sides in one list",
    ),
    pytest.param(
        REPORT
        + "开发区一般公共预算收入12.40亿元，加上级补助收入等8.10亿元，收入总来源20.50亿元；一般公共预算支出15.20亿元，"
        "加上解支出等5.30亿元，总支出20.50亿元。\n",
        id="two totals told from their end",
    ),
    pytest.param(
        REPORT + "国有资本经营预算收入拟安排3.15亿元。上级补助收入0.20亿元，加上年结转0.15亿元，收入总计3.50亿元。\n",
        id="the first addend before a full stop",
    ),
    pytest.param(
        REPORT
        + "一般公共预算收入预算42.5亿元（含新区12.1亿元），加上上级补助等80.3亿元，收入总计122.8亿元（含新区15亿元）。\n",
        id="what a bracket includes is no addend",
    ),
    pytest.param(
        REPORT
        + "全市“三公”经费3.4亿元，其中：公务接待费0.20亿元。\n市级“三公”经费1.6亿元，其中：公务接待费0.07亿元。\n",
        id="the city and the city level",
    ),
    pytest.param(REPORT + "全市一般公共预算收入安排120亿元，比2025年预计数增长2.5%。\n", id="a report of two years"),
    pytest.param(
        REPORT + "全市一般公共预算收入96亿元，较2020年60亿元增加36亿元，年均增长9.9%。\n", id="an average over years"
    ),
    pytest.param(
        REPORT + "“十四五”时期全市一般公共预算收入累计600亿元，比“十三五”时期480亿元增加120亿元，增长25.0%。\n",
        id="two plans",
    ),
    pytest.param(
        REPORT + "污水处理费收入3.2亿元，增加3.2亿元，增长9400.5%。\n", id="a base that the digits leave room for"
    ),
    pytest.param(
        REPORT
        + "2026年共安排支出预算50亿元。\n①基本支出。安排40亿元，占比80.0%。其中，人员经费支出安排36亿元，占比72.0%。"
        "公用经费支出安排4亿元，占比8.0%。\n",
        id="shares of the grand total",
    ),
    pytest.param(
        REPORT
        + "2025年，全市一般公共预算收入完成90亿元，增长2%。其中，税收收入完成63亿元，占一般公共预算收入比重为70%。\n",
        id="a share of what was completed",
    ),
    pytest.param(
        FINAL + "本年支出合计约90万元，其中：基本支出61.20万元；项目支出28.10万元。\n", id="a total of about so much"
    ),
]

WRONG = [
    pytest.param(
        FINAL + "政府采购支出总额8.60万元，授予中小企业合同金额6.02万元，占政府采购支出总额的70.00%，"
        "其中：授予小微企业合同金额4.30万元，占授予中小企业合同金额的81.43%。\n",
        "81.43",
        id="a share of what only its own words name",
    ),
    pytest.param(
        BUDGET + "2025年一般公共预算基本支出10.00万元，其中：\n人员经费8.50万元，主要包括：基本工资、津贴补贴等。\n"
        "公用经费1.80万元，主要包括：办公费、差旅费等。\n",
        "1.80",
        id="items with lines of their own",
    ),
    pytest.param(
        BUDGET + "收支总预算80.00万元。收入包括：一般公共预算拨款75.00万元、事业收入5.00万元；"
        "支出包括：教育支出70.00万元、住房保障支出11.00万元。\n",
        "11.00",
        id="one side of one total",
    ),
    pytest.param(
        FINAL + "公务接待费支出1.20万元，其中：国内公务接待支出0.80万元，外事接待支出0.50万元。\n",
        "1.20",
        id="guests from within the country and from abroad",
    ),
    pytest.param(
        FINAL + "因公出国（境）费2023年预算数8.00万元，2022年预算数10.00万元，下降30.00%。\n",
        "30.00",
        id="a percentage alone behind two plans",
    ),
    pytest.param(BUDGET + "公务接待费执行数6.00万元，预算安排2.80万元，减少63.33%。\n", "63.33", id="outturn and plan"),
    pytest.param(
        BUDGET + "公务接待费上年预算6.00万元，本年预算2.80万元，减少63.33%。\n", "63.33", id="a plan without a name"
    ),
    pytest.param(
        FINAL + "教育支出2023年初预算为20.00万元，支出决算为15.00万元，完成年初预算的85.00%。\n",
        "85.00",
        id="a plan of the beginning of its year",
    ),
    pytest.param(FINAL + "公务接待费2.40万元，比上年减少0.60万元，增长20.00%。\n", "20.00", id="down and up"),
    pytest.param(
        REPORT
        + "市级收入31.20亿元，下降4.0%。加上税收返还等50.10亿元，收入总量为82.30亿元。市级支出60.00亿元，下降1.5%。"
        "加上补助下级支出等11.00亿元，支出总量为71.00亿元。收支相抵，结转下年10.30亿元。\n",
        "82.30",
        id="a total of the sentence before",
    ),
    pytest.param(
        REPORT
        + "城乡居民养老保险基金收入18.4亿元，支出15.1亿元。当年收支结余3.8亿元，加上年结余20.0亿元，年末滚存结余23.8亿元。\n",
        "3.8",
        id="a balance of two sides",
    ),
    pytest.param(
        REPORT + "车辆购置补贴收入5.2亿元，增加1.4亿元，增加3600万元，增长7.4%。\n",
        "1.4",
        id="one change in two amounts",
    ),
    pytest.param(
        FINAL + "一、一般公共预算支出情况说明\n一般公共预算财政拨款支出640.00万元。\n二、“三公”经费情况说明\n"
        "“三公”经费支出决算8.00万元，占一般公共预算财政拨款支出的2.15%。\n",
        "2.15",
        id="a share of another section's total",
    ),
]

TOLD = [
    pytest.param(
        FINAL + "本年支出合计512，00万元，其中：基本支出400.00万元。\n", "512，00", id="a comma for the point"
    ),
    pytest.param(REPORT + "全市收入28812万元，比上年增加312,45万元，增长12.1%。\n", "312,45", id="a misplaced mark"),
    pytest.param(
        BUDGET + "一般公共预算支出515.00万元，比上年增加15.00万元，增长3.00个百分点。\n", "百分点", id="points"
    ),
    pytest.param(
        BUDGET + "公务接待费2.00万元，比上年减少-0.50万元，下降25.00%。\n", "负数", id="down by less than nothing"
    ),
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_has_no_finding(text: str, audit_text: TextAudit) -> None:
    assert [finding for finding in audit_text(text).findings if finding.severity != "note"] == []


@pytest.mark.parametrize(("text", "printed"), WRONG)
def test_what_is_wrong_is_named(text: str, printed: str, audit_text: TextAudit) -> None:
    audit = audit_text(text)
    named = {
        term.fact.figure.printed
        for finding in audit.findings
        if finding.severity != "note"
        for number in finding.verdicts
        for term in audit.verdicts[number].terms
        if term.fact.figure is not None
    }
    assert printed in named


@pytest.mark.parametrize(("text", "words"), TOLD)
def test_what_cannot_be_read_is_told(text: str, words: str, audit_text: TextAudit) -> None:
    audit = audit_text(text)
    remarks = [remark for verdict in audit.verdicts for remark in verdict.remarks if verdict.outcome == "inconsistent"]
    said = [say(gap.reason, "zh", **gap.arguments) for gap in audit.gaps]
    said += [say(remark.key, "zh", **remark.arguments) for remark in remarks]
    assert any(words in text for text in said)


def test_a_stock_of_another_year_is_named(audit_text: TextAudit) -> None:
    text = "云岫县气象局2024年度部门决算\n截至{}年12月31日，本部门共有车辆3辆。\n"
    assert [finding.severity for finding in audit_text(text.format(2022)).findings] == ["warning"]
    assert not audit_text(text.format(2024)).findings


@pytest.mark.parametrize("amount", ["8亿3600万元", "8亿3,600万元"])
def test_an_amount_in_two_units_is_one_figure(amount: str, audit_text: TextAudit) -> None:
    coverage = audit_text(FINAL + f"本年支出合计{amount}，其中：基本支出8亿元，项目支出{amount[2:]}。\n").coverage
    assert (coverage.checked, coverage.unread) == (3, 0)

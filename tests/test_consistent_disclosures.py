"""Disclosures whose figures tie have no findings, however they are laid out; a slip in the same layout is still found."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

FUNDS = """云河县水务局2023年度部门决算
财政拨款收入支出决算总表
单位：万元
收入		支出\t\t\t
项目	金额	项目	合计	一般公共预算财政拨款	政府性基金预算财政拨款
一、一般公共预算财政拨款	80.00	一、农林水支出	83.00	83.00\t
二、政府性基金预算财政拨款	10.00	二、城乡社区支出	12.00		12.00
本年收入合计	90.00	本年支出合计	95.00	83.00	12.00
年初财政拨款结转和结余	9.00	年末财政拨款结转和结余	4.00	3.00	1.00
总计	99.00	总计	99.00	86.00	13.00
"""

PAGES = """云河县水务局2023年部门预算
一般公共预算支出表
编制单位：云河县水务局
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	60.00	20.00	40.00
213	农林水支出	60.00	20.00	40.00
21303	水利	60.00	20.00	40.00
2130301	行政运行	20.00	20.00\t

云河县水务局
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
2130305	水利工程建设	25.00		25.00
2130306	水利工程运行与维护	15.00		15.00
"""


def in_cells(rows: list[list[str]]) -> str:
    """Rows with one cell a line, blank cells as bare tabs."""
    return "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows)


WIDE = [
    ["预算数", "", "", "", "", "", "决算数", "", "", "", "", ""],
    ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"] * 2,
    ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""] * 2,
]
THREE = (
    "云河县水务局2023年度部门决算\n财政拨款“三公”经费支出决算表\n"
    + in_cells([["云河县水务局", "单位：万元"], *WIDE, ["9", "", "6", "", "6", "3", "7", "", "5", "", "5", "2"]])
    + "\n2023年度“三公”经费支出预算为9万元，支出决算为7万元。\n"
)

NARROW = "云河县水务局2023年部门预算\n“三公”经费支出表\n" + in_cells(
    [
        ["云河县水务局", "单位：万元"],
        ["项目", "2023年预算数"],
        ["合计", "9.00"],
        ["因公出国（境）费", "0.00"],
        ["公务用车购置及运行维护费", "6.00"],
        ["公务用车购置费", "0.00"],
        ["公务用车运行维护费", "6.00"],
        ["公务接待费", "3.00"],
    ]
)

NAMED = """松石市交通运输局2023年部门预算
收支总表
单位：万元
收入	预算数	支出	预算数
一、一般公共预算拨款收入	90.00	一、交通运输支出	70.00
		二、住房保障支出	20.00
收入总计	90.00	支出总计	90.00

2023年，松石市交通运输局收支总预算90.00万元，其中交通运输支出70.00万元、住房保障支出20.00万元。

松石市交通运输局预算总收入90.00万元。
"""

SPLITS = """云河县水务局2023年度部门决算
国有资本经营预算财政拨款支出决算表
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
	合计	5.00		5.00
223	国有资本经营预算支出	5.00		5.00

二、支出决算情况说明

2023年支出决算65.00万元，按支出功能分类：1.农林水支出60.00万元；2.国有资本经营预算支出5.00万元。按支出性质分类：基本支出20.00万元，项目支出45.00万元。
"""

WRAPPED = """云河县水务局2023年度部门决算
二、收入决算情况说明
2023年度本年收入合计1168.91万元，其中：财政拨款收入11\x20\x20
19.51万元，占95.77%；事业收入49.40万元，占4.23\x20
%，比上年有所减少；其余各项来源在本年没有发生，表内也没有列示。
"""

STOPPED = """云河县水务局2023年度部门决算
三、财政拨款情况
财政拨款收入1268.77万元，其中一般公共预算财政拨款1074.99万元，
政府性基金预算财政拨款193.78万元，国有资本经营预算财政拨款0.00万元
。
一般公共预算财政拨款支出1131.08万元。
本年支出合计1200.00万元，其中：基本支出700.00万元，占58.33
%；项目支出500.00万元，设备购置和系统维护都列在其中，占41.67
%。
"""

PURPOSES = """云河县水务局2023年度部门决算
三、支出决算情况说明
本年支出合计1200.00万元，其中：基本支出700.00万元，主要用于人员工资和日常办公，占58.33%；项目支出500.00万元，包括设备购置和系统维护，占41.67%。
"""

YEARS = """云河县教育局2025年部门预算
六、项目情况
校舍改造项目总投资5000.00万元，其中2024年已安排2000.00万元，2025年安排1500.00万元，剩余1500.00万元2026年安排。
营养改善计划2025年预算1200.00万元，其中中央资金600.00万元，省级资金300.00万元，县级配套300.00万元。
"""

OUTTURN_FIRST = """云河县教育局2024年度部门决算
五、一般公共预算财政拨款支出
一般公共预算财政拨款支出19800.00万元。年初预算18000.00万元，完成年初预算的110.00%。与2023年度相比，增加800.00万元，增长4.21%。
七、“三公”经费
2024年度“三公”经费财政拨款支出决算36.50万元，完成预算40.00万元的91.25%，决算数小于预算数3.50万元；比2023年度减少2.50万元，下降6.41%。
"""

MEETINGS = """云河县农业农村局2025年部门预算
一般公共预算“三公”经费、会议费、培训费支出情况表
单位：万元
项目	2024年预算数	2025年预算数	增减额
合计	102.00	98.00	-4.00
一、“三公”经费小计	42.00	36.00	-6.00
1.因公出国（境）费\t\t\t
2.公务接待费	12.00	10.00	-2.00
3.公务用车购置及运行维护费	30.00	26.00	-4.00
（1）公务用车购置费\t\t\t
（2）公务用车运行维护费	30.00	26.00	-4.00
二、会议费	8.00	8.00	0.00
三、培训费	52.00	54.00	2.00

2025年“三公”经费预算36.00万元，其中公务接待费10.00万元。
"""

MEETINGS_ACROSS = """云河县农业农村局2025年部门预算
一般公共预算“三公”经费、会议费、培训费支出情况表
单位：万元
合计	“三公”经费					会议费	培训费
	小计	因公出国（境）费	公务接待费	公务用车购置及运行维护费\t\t\t
				公务用车购置费	公务用车运行维护费\t\t
98.00	36.00		10.00		26.00	8.00	54.00

2025年“三公”经费预算36.00万元，其中公务接待费10.00万元。
"""

FORM = """云河县检验检测中心2024年单位预算
项目支出绩效目标表
单位：万元
项目名称	信息系统维护\t
项目资金	年度资金总额	111.45
	其中：财政拨款	83.59
	其他资金	27.86

2024年“三公”经费预算3.00万元，比上年减少1.00万元，下降25.00%。
"""

TWO = "\n".join(
    f"""{body}2024年{kind}预算
收支总表
单位：万元
收入	预算数	支出	预算数
一、一般公共预算拨款收入	{money}.00	一、教育支出	{money}.00
收入总计	{money}.00	支出总计	{money}.00

支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	{money}.00	{money - 10}.00	10.00
205	教育支出	{money}.00	{money - 10}.00	10.00

2024年支出预算{money}.00万元，其中：基本支出{money - 10}.00万元，项目支出10.00万元。{cost}
"""
    for body, kind, money, cost in (
        ("云河县教育局", "部门", 90, "机关运行经费6.00万元。"),
        ("云河县第一幼儿园", "单位", 30, "本单位无机关运行经费。"),
    )
)

OFFICE = TWO.replace("云河县第一幼儿园", "云河县教育局（本级）")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(FUNDS, id="what was brought forward is printed for all funds together"),
        pytest.param(PAGES, id="the next page names the body without the label of the first"),
        pytest.param(THREE, id="one cell a line with a blank for each cell that a merged one covers"),
        pytest.param(NARROW, id="the unit stands in the first row of a table of two columns"),
        pytest.param(NAMED, id="the name of the body has the name of a class in it"),
        pytest.param(SPLITS, id="the last item of one split is named after a fund, and another split follows"),
        pytest.param(STOPPED, id="a full stop or a percent sign stands alone on its line"),
        pytest.param(PURPOSES, id="between an amount and its share stands what it is for"),
        pytest.param(YEARS, id="an investment is told year by year"),
        pytest.param(OUTTURN_FIRST, id="the plan stands between an outturn and its change"),
        pytest.param(MEETINGS, id="a table of the three public funds goes on with meetings and training"),
        pytest.param(MEETINGS_ACROSS, id="the same table has its items side by side"),
        pytest.param(FORM, id="a merged cell leaves rows of a form without a name"),
        pytest.param(TWO, id="a department and its unit publish in one file"),
        pytest.param(OFFICE, id="a department and its own office publish in one file"),
        pytest.param(WRAPPED, id="lines are broken within numbers and have white space at their ends"),
    ],
)
def test_what_ties_has_no_finding(text: str, audit_text: TextAudit) -> None:
    audit = audit_text(text)
    assert [finding.severity for finding in audit.findings if finding.severity != "note"] == []
    assert any(verdict.holds for verdict in audit.verdicts)


@pytest.mark.parametrize(
    ("text", "right", "slip", "rule"),
    [
        (FUNDS, "83.00	12.00\n年初", "83.00	17.00\n年初", "RU-FUNCTION"),
        (PAGES, "	15.00		15.00", "	18.00		18.00", "RU-FUNCTION"),
        (THREE, "\t5\n\t\n\t5\n\t2", "\t5\n\t\n\t5\n\t4", "RU-THREE"),
        (NARROW, "\t3.00", "\t4.00", "RU-THREE"),
        (NAMED, "局收支总预算90.00", "局收支总预算95.00", "AG-PROSE"),
        (SPLITS, "预算支出5.00万元", "预算支出8.00万元", "AG-PROSE"),
        (STOPPED, "41.67\n%", "47.61\n%", "SH-RATIO"),
        (PURPOSES, "占41.67%", "占47.61%", "SH-RATIO"),
        (YEARS, "中央资金600.00", "中央资金950.00", "RU-LIST-PROSE"),
        (OUTTURN_FIRST, "4.21%", "2.41%", "CH-PERCENT"),
        (OUTTURN_FIRST, "91.25%", "95.21%", "CO-RATIO"),
        (MEETINGS, "2.公务接待费	12.00	10.00	-2.00", "2.公务接待费	12.00	17.00	-2.00", "AG-PROSE"),
        (
            MEETINGS,
            "（2）公务用车运行维护费	30.00	26.00",
            "（2）公务用车运行维护费	30.00	27.00",
            "RU-THREE",
        ),
        (MEETINGS_ACROSS, "36.00		10.00", "36.00		17.00", "AG-PROSE"),
        (FORM, "25.00%", "52.00%", "CH-PERCENT"),
        (TWO, "支出预算30.00", "支出预算33.00", "AG-PROSE"),
        (TWO, "90.00	80.00	10.00\n205", "90.00	80.00	18.00\n205", "RU-FUNCTION"),
        (WRAPPED, "占95.77%", "占97.57%", "SH-RATIO"),
    ],
)
def test_a_slip_in_it_is_found(text: str, right: str, slip: str, rule: str, audit_text: TextAudit) -> None:
    assert text.count(right) == 1
    audit = audit_text(text.replace(right, slip))
    assert rule in {audit.verdicts[finding.head].rule for finding in audit.findings if finding.severity != "note"}

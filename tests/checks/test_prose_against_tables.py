"""Sentences against the tables they name, where one of the two is unfinished or says less than the other."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

HEAD = "松岭县园林中心2024年度部门决算\n"

CLASSES = (
    HEAD
    + """一般公共预算财政拨款支出决算表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	500.00	360.00	140.00
208	社会保障和就业支出	60.00	60.00	0.00
213	农林水支出	440.00	300.00	140.00
2024年度一般公共预算财政拨款支出500.00万元。按功能分类：社会保障和就业支出60.00万元；农林水支出{wrong}万元。"""
    + """其中基本支出360.00万元，项目支出140.00万元。
"""
)

FUNDS = (
    HEAD
    + """“三公”经费支出决算表
单位：万元
合计		因公出国（境）费		公务用车购置及运行费		公务接待费
预算数	决算数	预算数	决算数	预算数	决算数	预算数	决算数
{row}
"""
)


def told(audit_text: TextAudit, text: str) -> list[tuple[str, str | None]]:
    """The severity of each finding and the first figure that it prints."""
    audit = audit_text(text)
    heads = [(finding.severity, audit.verdicts[finding.head].terms[0].fact.figure) for finding in audit.findings]
    return [(severity, figure.printed if figure else None) for severity, figure in heads]


def test_behind_a_division_a_sentence_speaks_of_the_whole_again(audit_text: TextAudit) -> None:
    assert told(audit_text, CLASSES.format(wrong="440.00")) == []
    assert told(audit_text, CLASSES.format(wrong="404.00")) == [("error", "404.00")]


def test_a_table_without_rows_says_that_there_is_nothing(audit_text: TextAudit) -> None:
    empty = FUNDS.format(row="")
    assert told(audit_text, empty + "“三公”经费支出决算为6.30万元。\n") == [("warning", "6.30")]
    assert told(audit_text, empty + "“三公”经费支出决算为0万元。\n") == []


def test_the_original_budget_may_be_the_budget_of_a_table(audit_text: TextAudit) -> None:
    text = FUNDS.format(row="7.00\t6.30\t\t\t5.00\t4.60\t2.00\t1.70")
    assert told(audit_text, text + "“三公”经费年初预算为7.00万元，支出决算为6.30万元。\n") == []
    assert told(audit_text, text + "“三公”经费年初预算为17.00万元，支出决算为6.30万元。\n") == [("warning", "17.00")]


def test_an_amount_without_its_unit_accuses_no_figure_beside_it(audit_text: TextAudit) -> None:
    text = FUNDS.format(row="7.00\t6.30\t\t\t5.00\t4.60\t2.00\t1.70")
    sentence = (
        "“三公”经费预算为7.00万元，支出决算为6.30{unit}，比上年减少0.70万元，下降10.00%。其中：公务接待费1.70万元。\n"
    )
    assert told(audit_text, text + sentence.format(unit="万元")) == []
    audit = audit_text(text + sentence.format(unit=""))
    assert [(finding.severity, audit.verdicts[finding.head].rule) for finding in audit.findings] == [
        ("warning", "FO-UNIT")
    ]


def test_in_its_chapter_the_wider_word_may_be_short_for_the_narrower(audit_text: TextAudit) -> None:
    table = """财政拨款收入支出决算总表
单位：万元
收入\t决算数\t支出\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款
一般公共预算财政拨款\t346.00\t农林水支出\t385.00\t346.00\t39.00
政府性基金预算财政拨款\t39.00\t\t\t\t
本年收入合计\t385.00\t本年支出合计\t385.00\t346.00\t39.00
"""
    sentence = (
        "五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况\n财政拨款支出{told}万元，占本年支出的89.87%。\n"
    )

    def accused(told: str) -> bool:
        audit = audit_text(f"{HEAD}{table}{sentence.format(told=told)}")
        return any(audit.verdicts[finding.head].rule == "AG-PROSE" for finding in audit.findings)

    assert not accused("346.00")
    assert not accused("385.00")
    assert accused("364.00")


def test_what_is_spent_on_counted_projects_is_not_all_that_is_spent(audit_text: TextAudit) -> None:
    table = "部门收支总表\n单位：万元\n收入\t预算数\t支出\t预算数\n收入总计\t300.00\t支出总计\t300.00\n"
    text = f"松岭县园林中心2024年部门预算\n{table}纳入绩效管理的项目7个，支出总额224.00万元，均编制了绩效目标。\n"
    assert told(audit_text, text) == []


TWO_YEARS = """关于临江市2025年预算执行情况和2026年预算草案的报告
2026年市本级“三公”经费预算统计表
单位：万元
项目\t2025年预算数\t2026年预算数
合计\t3407\t3375
因公出国（境）费\t100\t100
公务接待费\t1042\t917
公务用车购置及运行费\t2265\t2358
分项构成情况：公务接待费预算数为{told}万元。
"""


def test_a_sentence_without_a_year_may_speak_of_either_column_of_a_report_on_two(audit_text: TextAudit) -> None:
    def accused(told: str) -> bool:
        audit = audit_text(TWO_YEARS.format(told=told))
        return any(audit.verdicts[finding.head].rule == "AG-PROSE" for finding in audit.findings)

    assert not accused("1042")
    assert not accused("917")
    assert accused("971")


OWN_FUNDS = """2025年部门综合预算
部门综合预算收支总表
单位：万元
收入\t预算数\t支出\t预算数
财政拨款收入\t500.00\t一般公共服务支出\t560.00
本年收入合计\t500.00\t本年支出合计\t560.00
上年实户资金余额\t60.00\t\t
收入总计\t560.00\t支出总计\t560.00
部门综合预算收入总表
单位：万元
单位编码\t单位名称\t合计\t财政拨款收入\t上年实户资金余额
\t合计\t{total}\t500.00\t60.00
241\t某某局\t{total}\t500.00\t60.00
"""


def test_the_total_of_a_row_holds_what_a_column_of_it_brings_forward(audit_text: TextAudit) -> None:
    def accused(total: str) -> bool:
        audit = audit_text(OWN_FUNDS.format(total=total))
        return any(finding.severity == "error" for finding in audit.findings)

    assert not accused("560.00")
    assert accused("570.00")


TOTALS = """{title}
{table}
单位：万元
项目\t决算数
一般公共服务支出\t700
教育支出\t800
上解上级支出\t300
支出总计\t1800
一、说明
2025年一般公共预算支出为{told}万元。
"""


def test_what_a_government_spends_itself_may_be_less_than_the_total_of_its_table(audit_text: TextAudit) -> None:
    def accused(publisher: str, told: str) -> bool:
        title, table = {
            "government": ("临江市2025年财政决算", "2025年一般公共预算支出决算表"),
            "department": ("临江市教育局2025年度部门决算", "一般公共预算财政拨款支出决算表"),
        }[publisher]
        audit = audit_text(TOTALS.format(title=title, table=table, told=told))
        return any(audit.verdicts[finding.head].rule == "AG-PROSE" for finding in audit.findings)

    assert not accused("government", "1800")
    assert not accused("government", "1500")
    assert not accused("department", "1800")
    assert accused("department", "1500")


@pytest.mark.parametrize(("told", "is_found"), [("75.00", False), ("80.00", False), ("81.00", True), ("70.00", True)])
def test_income_may_count_in_what_was_brought_forward(told: str, is_found: bool, audit_text: TextAudit) -> None:
    text = (
        f"2023年部门预算\n2023年一般公共预算收入{told}万元。\n"
        "收支总表\n单位：万元\n收入\t预算数\t支出\t预算数\n"
        "一般公共预算拨款收入\t75.00\t本年支出合计\t75.00\n"
        "收入总表\n单位：万元\n合计\t本年收入\t\t上年结转结余\t\n"
        "\t小计\t一般公共预算资金\t小计\t一般公共预算资金\n"
        "80.00\t75.00\t75.00\t5.00\t5.00\n"
    )
    audit = audit_text(text)
    rules = {audit.verdicts[finding.head].rule for finding in audit.findings}
    assert ("AG-PROSE" in rules) == is_found


def test_the_word_of_another_kind_of_document_behind_the_name_of_an_item_is_a_measure(audit_text: TextAudit) -> None:
    text = FUNDS.format(row="7.00\t6.30\t\t\t5.00\t4.60\t2.00\t1.70")
    assert told(audit_text, text + "公务接待费：预算2.00万元，决算1.70万元，比预算减少0.30万元，下降15.0%。\n") == []
    assert told(audit_text, text + "公务接待费：预算2.50万元，决算1.70万元。\n") == [("error", "2.50")]


def test_the_fund_of_insurances_is_no_government_fund(audit_text: TextAudit) -> None:
    text = """关于松岭县2024年财政决算的报告
政府性基金支出决算表
单位：万元
项目	决算数
城乡社区支出	70.00
其他支出	30.00
本年支出合计	100.00

一、政府性基金决算
政府性基金支出100.00万元。
二、社会保险基金预算决算
社会保险基金收入90.00万元，支出{spent}万元，本年收支结余8.00万元。
"""
    assert told(audit_text, text.format(spent="82.00")) == []
    assert told(audit_text, text.format(spent="28.00")) != []


def accuses_prose(audit_text: TextAudit, text: str) -> bool:
    audit = audit_text(text)
    return any(audit.verdicts[finding.head].rule == "AG-PROSE" for finding in audit.findings)


EXECUTED = """关于临江市2025年预算执行情况和2026年预算草案的报告
一、2025年一般公共预算执行情况
{sentence}
二、2026年一般公共预算草案
农林水支出{planned}万元。
附表
2025年一般公共预算支出执行情况表
单位：万元
项目\t2025年预算数\t2025年执行数
教育支出\t7130\t7767
农林水支出\t3731\t3755
支出合计\t10861\t11522
2026年一般公共预算支出表
单位：万元
项目\t预算数
教育支出\t8197
农林水支出\t3810
支出合计\t12007
"""


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("农林水支出3755万元，为预算的100.6%。", False),
        ("农林水支出3731万元。", False),
        ("农林水支出3775万元。", True),
        ("农林水支出预算数为3755万元。", True),
    ],
)
def test_a_sentence_may_be_of_any_column_whose_setting_it_does_not_name(
    sentence: str, is_found: bool, audit_text: TextAudit
) -> None:
    assert accuses_prose(audit_text, EXECUTED.format(sentence=sentence, planned="3810")) == is_found


@pytest.mark.parametrize(("planned", "is_found"), [("3810", False), ("3801", True)])
def test_a_chapter_on_the_budget_of_the_next_year_is_of_the_table_of_that_year(
    planned: str, is_found: bool, audit_text: TextAudit
) -> None:
    assert accuses_prose(audit_text, EXECUTED.format(sentence="", planned=planned)) == is_found


IN_ONE_TABLE = """关于临江市2025年预算执行情况和2026年预算草案的报告
一、2025年一般公共预算执行情况
农林水支出3731万元。
二、2026年一般公共预算草案
农林水支出{planned}万元。
附表
一般公共预算支出表
单位：万元
项目\t2025年预算数\t2026年预算数
教育支出\t7130\t8197
农林水支出\t3731\t3810
支出合计\t10861\t12007
"""


@pytest.mark.parametrize(("planned", "is_found"), [("3810", False), ("3801", True)])
def test_a_chapter_on_the_budget_of_the_next_year_is_of_the_column_of_that_year(
    planned: str, is_found: bool, audit_text: TextAudit
) -> None:
    assert accuses_prose(audit_text, IN_ONE_TABLE.format(planned=planned)) == is_found


@pytest.mark.parametrize(("project", "is_found"), [("140.00", False), ("155.00", False), ("156.00", True)])
def test_what_was_carried_over_may_stand_in_the_row(project: str, is_found: bool, audit_text: TextAudit) -> None:
    text = f"""松岭县园林中心2025年部门预算
一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t本年预算\t\t\t上年结转
\t\t\t小计\t基本支出\t项目支出\t
\t合计\t515.00\t500.00\t360.00\t140.00\t15.00
208\t社会保障和就业支出\t60.00\t60.00\t60.00\t0.00\t0.00
213\t农林水支出\t455.00\t440.00\t300.00\t140.00\t15.00
一般公共预算项目支出{project}万元。
"""
    assert accuses_prose(audit_text, text) == is_found


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("支出510.00万元。", True),
        ("支出方面，支出510.00万元。", True),
        ("机关运行经费方面，支出51.00万元。", False),
        ("绩效方面，2个项目纳入自评。以“苗木补植”为例，安排资金32.00万元，支出30.00万元。", False),
    ],
)
def test_a_bare_word_is_of_what_its_sentence_begins_with(sentence: str, is_found: bool, audit_text: TextAudit) -> None:
    text = f"""松岭县园林中心2024年度部门决算
支出决算表
单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t500.00\t360.00\t140.00
208\t社会保障和就业支出\t60.00\t60.00\t0.00
213\t农林水支出\t440.00\t300.00\t140.00
一、情况说明
{sentence}
"""
    assert accuses_prose(audit_text, text) == is_found


OF_ONE_BODY = """关于临江市2025年预算执行情况和2026年预算草案的报告
（一）一般公共预算执行情况
——全市一般公共预算支出886.20亿元，增长3.2%。
重点支出为：教育支出177.80亿元，增长6.9%；卫生健康支出{told}亿元，增长3.4%。
2025年{body}一般公共预算支出执行表
单位：亿元
项目\t执行数\t增长%
教育支出\t{education}\t6.9
卫生健康支出\t{health}\t3.4
农林水支出\t{farms}\t1.0
一般公共预算支出合计\t{total}\t3.2
"""


def test_what_is_told_of_one_body_is_not_held_against_the_table_of_another(audit_text: TextAudit) -> None:
    def accused(**blanks: str) -> bool:
        audit = audit_text(OF_ONE_BODY.format(**blanks))
        return any(audit.verdicts[finding.head].rule == "AG-PROSE" for finding in audit.findings)

    assert not accused(told="76.00", body="市级", education="67.00", health="24.70", farms="202.70", total="294.40")
    assert not accused(told="76.00", body="全市", education="177.80", health="76.00", farms="632.40", total="886.20")
    assert accused(told="67.00", body="全市", education="177.80", health="76.00", farms="632.40", total="886.20")


ADJUSTED = """关于临江县2025年财政预算执行情况的报告
年初批准全县一般公共预算支出为{first}万元。执行中，支出预算调整为217400万元，比年初增加28200万元。
2025年全县一般公共预算支出表
单位：万元
项目\t2025年预算数
教育支出\t90000
农林水支出\t99200
一般公共预算支出合计\t189200
"""


def test_what_a_plan_has_become_is_not_the_plan_of_the_start_of_the_year(audit_text: TextAudit) -> None:
    assert told(audit_text, ADJUSTED.format(first="189200")) == []


COUNTED = (
    HEAD
    + """收入支出决算总表
单位：万元
收入\t决算数\t支出\t决算数
财政拨款收入\t500.00\t农林水支出\t500.00
本年收入合计\t500.00\t本年支出合计\t500.00
自评结果为优的2个，为良的3个，合计5个项目，全年预算{plan}万元，支出{spent}万元。
"""
)


def test_what_is_spent_of_projects_that_are_counted_is_not_all_that_is_spent(audit_text: TextAudit) -> None:
    assert told(audit_text, COUNTED.format(plan="307.20", spent="283.60")) == []


HEADED = (
    HEAD
    + """收入支出决算总表
单位：万元
收入\t决算数\t支出\t决算数
财政拨款收入\t4905.60\t农林水支出\t4905.60
本年收入合计\t4905.60\t本年支出合计\t4905.60
六、{heading}
支出46.90万元，与上年49.35万元相比减少2.45万元，下降4.96%。
"""
)


@pytest.mark.parametrize(("heading", "found"), [("“三公”经费", []), ("支出决算情况", [("warning", "46.90")])])
def test_below_the_name_of_some_money_a_bare_word_is_of_it(
    audit_text: TextAudit, heading: str, found: list[tuple[str, str]]
) -> None:
    assert [entry for entry in told(audit_text, HEADED.format(heading=heading)) if entry[1] == "46.90"] == found


NO_PLAN = (
    HEAD
    + """收入支出决算总表
单位：万元
收入\t决算数\t支出\t决算数
财政拨款收入\t4905.60\t社会保障和就业支出\t4905.60
本年收入合计\t4905.60\t本年支出合计\t4905.60
社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）年初无预算，支出决算20.70万元。
"""
)


def test_what_had_no_plan_names_the_item_of_what_was_spent(audit_text: TextAudit) -> None:
    assert told(audit_text, NO_PLAN) == []


DRAFT = """临江镇2025年预算执行情况和2026年预算（草案）的报告
一、2025年预算执行情况
临江镇2025年一般公共预算支出完成情况表
单位：万元
项目\t预算数\t完成数
农林水支出\t1290.00\t1248.36
城乡社区支出\t430.00\t412.50
合计\t1720.00\t1660.86
二、2026年预算（草案）
（一）一般公共预算
临江镇2026年一般公共预算支出预算表
单位：万元
项目\t预算数
农林水支出\t1533.14
城乡社区支出\t438.00
合计\t1971.14
支出预算中，农林水支出{amount}万元；城乡社区支出438.00万元。
"""


def test_below_a_table_of_the_next_year_prose_goes_on_about_it(audit_text: TextAudit) -> None:
    assert told(audit_text, DRAFT.format(amount="1533.14")) == []
    assert [severity for severity, _ in told(audit_text, DRAFT.format(amount="1553.14"))] == ["error"]


BROUGHT = (
    HEAD.replace("决算", "预算")
    + """财政拨款收支总表
单位：万元
收入\t\t支出\t\t\t
项目\t预算数\t项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款
一、一般公共预算财政拨款\t280.00\t一、农林水支出\t298.00\t298.00\t
二、政府性基金预算财政拨款\t30.00\t二、城乡社区支出\t30.00\t\t30.00
本年收入合计\t310.00\t本年支出合计\t328.00\t298.00\t30.00
上年财政拨款结转\t18.00\t结转下年\t\t\t
一般公共预算财政拨款\t18.00\t\t\t\t
总计\t328.00\t总计\t328.00\t298.00\t30.00
"""
)


def test_what_was_brought_forward_is_known_with_the_money_it_is_of(audit_text: TextAudit) -> None:
    assert told(audit_text, BROUGHT) == []


def test_what_pays_for_a_project_is_not_all_of_that_income(audit_text: TextAudit) -> None:
    table = """收支总表
单位：万元
收入\t预算数\t支出\t预算数
一、事业收入\t11.26\t一、文化支出\t441.19
二、财政拨款收入\t429.93\t\t
收入总计\t441.19\t支出总计\t441.19
"""
    text = f"津洼区图书馆2024年部门预算\n{table}项目支出441.19万元（含事业收入安排{{told}}万元）。事业收入{{income}}万元。\n"
    assert told(audit_text, text.format(told="9.73", income="11.26")) == []
    assert told(audit_text, text.format(told="9.73", income="12.16")) != []


CARRIED_OUT = """关于柳塘镇2025年预算执行情况和2026年预算草案的报告
1.教育支出{told}万元，完成预算5830.95万元的96.69%。
附：柳塘镇2025年一般公共预算支出执行情况表
单位：万元
项目\t调整预算\t执行数
教育支出\t5830.95\t5638.06
卫生健康支出\t420.00\t400.00
合计\t6250.95\t6038.06
"""


def test_a_plan_that_a_sentence_prints_is_not_what_was_carried_out(audit_text: TextAudit) -> None:
    assert told(audit_text, CARRIED_OUT.format(told="5638.06")) == []
    assert told(audit_text, CARRIED_OUT.format(told="5683.06")) != []

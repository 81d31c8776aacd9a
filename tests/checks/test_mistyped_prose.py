"""Mistyped figures of prose: named, and as errors where one digit tells that no part was left out."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

TITLE = "清溪市港务局2026年部门预算\n"


def told(audit_text: TextAudit, text: str, rule: str = "") -> list[tuple[str, str]]:
    """The severity and rule of each contradiction, notes of form aside."""
    audit = audit_text(TITLE + text if not text.startswith("清溪市") else text)
    found: list[tuple[str, str]] = []
    for finding in audit.findings:
        head = audit.verdicts[finding.head]
        if finding.severity != "note" and (not rule or head.rule == rule):
            found.append((finding.severity, head.rule))
    return found


def broken(audit_text: TextAudit, text: str) -> set[str]:
    """The rules that an error is about."""
    audit = audit_text(TITLE + text)
    numbers = [number for finding in audit.findings if finding.severity == "error" for number in finding.verdicts]
    return {audit.verdicts[number].rule for number in numbers}


LIST = "港区预算5417.80万元，包括在职人员经费2830.73万元、公用经费502.22万元、增人增资200.00万元、航道项目{}万元。\n"


def test_a_slip_in_a_list_of_unknown_names_is_an_error_where_the_whole_has_digits_enough(
    audit_text: TextAudit,
) -> None:
    assert told(audit_text, LIST.format("1884.85")) == []
    assert told(audit_text, LIST.format("1848.85")) == [("error", "RU-LIST-PROSE")]
    # Much less, and by no slip: the list may leave something out.
    assert told(audit_text, LIST.format("1000.00")) == []
    few = "基金收入3769万元，其中：保险费收入2384万元，财政补贴收入1382万元。\n"
    assert told(audit_text, few) == [("warning", "RU-INCOME-PROSE")]


def test_a_slip_in_what_words_call_a_total_is_an_error(audit_text: TextAudit) -> None:
    text = "全市收入{}亿元，加上上级补助收入0.09亿元，收入总量为2.88亿元。\n"
    assert told(audit_text, text.format("2.79")) == []
    assert told(audit_text, text.format("2.29")) == [("error", "RU-INCOME-PROSE")]


ITEMS = LIST.format("1884.85") + "（一）在职人员经费{}万元，主要是工资。\n（二）公用经费502.22万元，主要是办公费。\n"


def test_the_items_of_a_list_that_have_lines_of_their_own_are_told_twice(audit_text: TextAudit) -> None:
    assert told(audit_text, ITEMS.format("2830.73")) == []
    assert told(audit_text, ITEMS.format("2803.73")) == [("error", "AG-MENTIONS")]


@pytest.mark.parametrize(("change", "expected"), [("876.75", []), ("476.75", ["error"]), ("612.30", ["warning"])])
def test_sides_that_differ_by_a_digit_did_not_differ_the_year_before(
    audit_text: TextAudit, change: str, expected: list[str]
) -> None:
    text = f"收入预算9120.00万元，比2025年预算减少876.75万元。\n支出预算9120.00万元，比2025年预算减少{change}万元。\n"
    assert told(audit_text, text, "CH-SIDES") == [(severity, "CH-SIDES") for severity in expected]


@pytest.mark.parametrize(("rate", "expected"), [("100.00", ["warning"]), ("190.00", ["error"])])
def test_what_is_new_grew_by_a_hundred_percent_at_most_in_words(
    audit_text: TextAudit, rate: str, expected: list[str]
) -> None:
    text = f"2026年支出预算307.82万元，比2025年预算增加307.82万元，增长{rate}%。\n"
    assert told(audit_text, text, "CH-PERCENT") == [(severity, "CH-PERCENT") for severity in expected]


FUNDS = (
    "2026年“三公”经费预算数为16.80万元，比2025年预算减少15.50万元。其中：\n"
    "（一）因公出国（境）费10.00万元，与2025年预算持平。\n"
    "（二）公务用车购置及运行费6.30万元，比2025年预算减少15.00万元。\n"
    "（三）公务接待费0.50万元，比2025年预算减少{}万元。\n"
)


def test_the_changes_of_lines_add_up_to_that_of_their_whole(audit_text: TextAudit) -> None:
    assert told(audit_text, FUNDS.format("0.50")) == []
    assert told(audit_text, FUNDS.format("0.80")) == [("error", "CH-PARTS")]


def test_changes_of_parts_of_which_one_is_nothing_now_are_told_where_one_digit_explains_them(
    audit_text: TextAudit,
) -> None:
    text = (
        "财政拨款支出预算3173.00万元，比2025年预算减少878.00万元。财政拨款支出预算中，一般公共预算拨款支出预算3130.00万元，"
        "比2025年预算增加{}万元；政府性基金拨款支出预算43.00万元，比2025年预算减少956.00万元；"
        "国有资本经营预算拨款支出预算为0。\n"
    )
    assert told(audit_text, text.format("78.00")) == []
    assert told(audit_text, text.format("73.00")) == [("warning", "CH-PARTS")]
    # The fund that is nothing now may have had 60 before.
    assert told(audit_text, text.format("138.60")) == []


def test_the_only_part_that_changed_changed_as_much(audit_text: TextAudit) -> None:
    text = "收入预算减少49.81万元，其中一般公共预算收入减少{}万元。\n"
    assert told(audit_text, text.format("49.81")) == []
    assert told(audit_text, text.format("94.81")) == [("warning", "CH-PARTS")]
    assert told(audit_text, text.format("31.20")) == []


@pytest.mark.parametrize(("reason", "expected"), [("406.39", []), ("402.39", ["warning"]), ("250.00", []), ("408", [])])
def test_a_reason_that_is_all_of_a_change_is_as_much(audit_text: TextAudit, reason: str, expected: list[str]) -> None:
    text = f"2026年预算收入较上年增加406.39万元，主要原因是气象业务维持{reason}万元。\n"
    assert told(audit_text, text) == [(severity, "CH-PARTS") for severity in expected]


TABLE = """一般公共预算支出表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	500.00	360.00	140.00
208	社会保障和就业支出	60.00	60.00	0.00
2080501	行政单位离退休	60.00	60.00	0.00
214	交通运输支出	440.00	300.00	140.00
2140101	行政运行	440.00	300.00	140.00
"""


def test_a_name_with_its_code_behind_it_is_the_row_of_the_table(audit_text: TextAudit) -> None:
    text = (
        TABLE + "\n六、一般公共预算支出情况说明\n\n一般公共预算支出500.00万元，其中：\n"
        "1.行政单位离退休（2080501）60.00万元；\n2.行政运行（2140101）{}万元。\n"
    )
    assert told(audit_text, text.format("440.00")) == []
    assert "AG-PROSE" in broken(audit_text, text.format("404.00"))


def test_meetings_and_training_are_columns_of_the_table_of_the_three_public_funds(audit_text: TextAudit) -> None:
    text = (
        "“三公”经费、会议费、培训费支出表\n单位：万元\n"
        "“三公”经费合计	因公出国（境）费	公务接待费	会议费	培训费\n3.00	1.00	2.00	7.98	8.98\n"
        "一般公共预算拨款安排的培训费预算支出{}万元，与上年预算数相同。\n"
    )
    assert told(audit_text, text.format("8.98")) == []
    assert told(audit_text, text.format("8.58")) == [("error", "AG-PROSE")]
    # An item of a list of costs is one of that list.
    assert (
        told(audit_text, text.format("8.98") + "商品和服务支出5.00万元，包括：办公费3.00万元、培训费2.00万元。\n") == []
    )


def test_a_title_may_name_its_year_without_the_word_for_it(audit_text: TextAudit) -> None:
    text = "清溪市港务局\n2026部门预算情况的说明\n2026年“三公”经费预算175.42万元，比2025年“三公”经费年初预算减少10.13万元，下降{}%。\n"
    assert told(audit_text, text.format("5.46")) == []
    assert told(audit_text, text.format("9.46")) == [("error", "CH-PERCENT")]


def test_items_of_the_appropriation_are_rows_of_its_table_by_function(audit_text: TextAudit) -> None:
    text = (
        TABLE.replace("一般公共预算支出表", "财政拨款支出表（功能科目）")
        + "\n六、财政拨款支出预算情况说明\n\n本年财政拨款支出预算500.00万元。\n"
        + "1.行政事业单位养老支出（款）行政单位离退休（项）支出60.00万元。\n2.公路水路运输（款）行政运行（项）支出{}万元。\n"
    )
    assert told(audit_text, text.format("440.00")) == []
    assert "AG-PROSE" in broken(audit_text, text.format("404.00"))


RATES = """关于临江市2025年预算执行情况的报告
一、2025年预算执行情况
（一）一般公共预算
全市一般公共预算收入完成1748028万元，为预算的110.91%，增长25.96%。
（二）收支规模
2025年全市一般公共预算收入完成{}亿元，为年计划的{}%，同比增长{}%。
"""


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        (("174.8", "110.91", "25.96"), set()),
        (("174.8", "101.91", "25.96"), {"AG-MENTIONS"}),
        (("174.8", "110.91", "26.0"), set()),
        # Of another amount, or against another base.
        (("184.8", "101.91", "25.96"), set()),
        (("174.8", "98.30", "3.50"), set()),
    ],
)
def test_rates_of_one_amount_told_twice_are_one(
    audit_text: TextAudit, again: tuple[str, str, str], expected: set[str]
) -> None:
    audit = audit_text(RATES.format(*again))
    rates = {
        verdict.rule
        for verdict in audit.verdicts
        if verdict.outcome == "inconsistent" and verdict.terms[0].fact.concept == ""
    }
    assert rates == expected


PROJECTS = """支出总表
单位：万元
{rows}

六、预算绩效管理情况

2026年清溪市港务局所有项目支出预算纳入部门预算绩效管理，涉及预算资金{amount}万元。
2026年度，本部门整体支出纳入绩效目标管理，涉及财政性资金500.00万元。
"""
ROWS = """科目编码	科目名称	合计	基本支出	项目支出
	合计	500.00	360.00	140.00
214	交通运输支出	500.00	360.00	140.00
"""


BODY = """单位编码	单位名称	合计	基本支出	项目支出
101	清溪市港务局	500.00	360.00	140.00
"""


@pytest.mark.parametrize("rows", [ROWS, BODY])
def test_what_all_projects_cost_is_their_total_also_of_a_table_of_one_body(audit_text: TextAudit, rows: str) -> None:
    assert told(audit_text, PROJECTS.format(rows=rows, amount="140.00")) == []
    assert told(audit_text, PROJECTS.format(rows=rows, amount="410.00")) == [("error", "AG-PROSE")]


def test_some_projects_may_cost_less_than_all(audit_text: TextAudit) -> None:
    text = PROJECTS.format(rows=ROWS, amount="110.00").replace("所有项目支出", "3个项目支出")
    assert told(audit_text, text) == []


NESTED = """2026年财政拨款“三公”经费预算100.22万元，较2025年年初预算减少17.20万元。
1.因公出国（境）费用。2026年预算数77.20万元，较2025年年初预算增加5.20万元。
2.公务接待费。2026年预算数1.00万元，较2025年年初预算增加0万元。
3.公务用车购置和运行维护费。2026年预算数22.02万元，其中：
公务用车购置费2026年预算数0万元，较2025年年初预算减少{}万元；
公务用车运行维护费2026年预算数22.02万元，较2025年年初预算减少2.40万元。
"""


def test_a_part_may_be_told_by_the_changes_of_its_own_parts(audit_text: TextAudit) -> None:
    assert told(audit_text, NESTED.format("20.00")) == []
    assert told(audit_text, NESTED.format("70.00")) == [("error", "CH-PARTS")]
    # Another base, or another mistake: nothing is told.
    assert told(audit_text, NESTED.format("33.40")) == []


def test_the_lists_of_one_amount_in_several_places_have_its_change(audit_text: TextAudit) -> None:
    text = (
        "一般公共预算支出1899.90万元，较上年增加406.39万元。\n\n3、支出按经济科目分类的明细情况\n\n一般公共预算支出1899.90万元，其中：\n"
        "机关工资福利支出305.57万元，较上年增加305.57万元；\n机关商品和服务支出1594.33万元，较上年增加{}万元；\n"
        "机关资本性支出0.00万元，较上年减少10.10万元。\n"
    )
    assert told(audit_text, text.format("110.92")) == []
    assert told(audit_text, text.format("115.47")) == []
    assert told(audit_text, text.format("170.92")) == [("warning", "CH-PARTS")]


def test_what_all_projects_cost_was_told_before(audit_text: TextAudit) -> None:
    text = "一般公共预算项目支出24991.96万元，比上年减少10.00万元。\n2026年项目支出均实行了绩效目标管理，涉及一般公共预算财政拨款{}万元。\n"
    assert told(audit_text, text.format("24991.96")) == []
    assert told(audit_text, text.format("24919.96")) == [("error", "AG-MENTIONS")]


def test_what_a_whole_is_paid_with_makes_it_but_for_a_digit(audit_text: TextAudit) -> None:
    text = "全市到期政府债券本息21.96亿元，通过发行再融资一般债券4.08亿元、再融资专项债券{}亿元和财政预算资金9.41亿元偿还。\n"
    assert told(audit_text, text.format("8.47")) == []
    assert told(audit_text, text.format("8.37")) == [("warning", "RU-LIST-PROSE")]
    assert told(audit_text, text.format("6.12")) == []

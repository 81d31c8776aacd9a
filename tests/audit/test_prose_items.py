"""Items of the classification in prose: their heading's amount said again, percentages alone, brackets that part an amount."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

HEADER = "2026年部门预算说明\n"
ITEM = "1、教育支出（205类）普通教育（02款）小学教育（02项）25万元。主要用于：校舍维修。"


def _rules(audit_text: TextAudit, text: str) -> list[tuple[str, str]]:
    audit = audit_text(HEADER + text + "\n")
    return [
        (finding.severity, audit.verdicts[finding.head].rule)
        for finding in audit.findings
        if finding.severity != "note"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年当年预算执行数为20万元，2026年预算安排25万元，比2025年预算执行数增加25.00%。",
        "2025年当年预算执行数为50万元，2026年预算安排25万元，比2025年预算执行数减少50.00%。",
        "2025年度预算19万元。2025年当年预算执行数为20万元，预算安排25万元，比2025年预算执行数增加25.00%。",
    ],
)
def test_a_percentage_alone_of_both_printed_amounts_holds(sentence: str, audit_text: TextAudit) -> None:
    assert _rules(audit_text, ITEM + sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年当年预算执行数为20万元，2026年预算安排25万元，比2025年预算执行数增加35.00%。",
        "2025年当年预算执行数为20万元，2026年预算安排25万元，比2025年预算执行数减少25.00%。",
        "2025年当年预算执行数为20万元，2026年预算安排28万元，比2025年预算执行数增加25.00%。",
    ],
)
def test_a_percentage_alone_of_both_printed_amounts_is_recomputed(sentence: str, audit_text: TextAudit) -> None:
    assert _rules(audit_text, ITEM + sentence)[0] == ("error", "CH-PERCENT")


def test_each_item_of_one_paragraph_has_its_own_heading(audit_text: TextAudit) -> None:
    first = "2025年当年预算执行数为20万元，2026年预算安排25万元，比2025年预算执行数增加25.00%。主要原因是：任务增加。"
    second = "2、教育支出（205类）普通教育（02款）初中教育（03项）40万元。"
    second += "2025年当年预算执行数为50万元，2026年预算安排40万元，比2025年预算执行数减少"
    assert _rules(audit_text, f"{ITEM}{first}{second}20.00%。") == []
    assert _rules(audit_text, f"{ITEM}{first}{second}30.00%。") == [("error", "CH-PERCENT")]


def test_hardly_any_change_is_held_where_it_is_printed(audit_text: TextAudit) -> None:
    text = "公务接待费80万元，比上年增加60万元（75.00%），与上年基本持平。"
    assert _rules(audit_text, text) == [("error", "CH-PERCENT")]
    assert _rules(audit_text, text.replace("75.00", "300.00")) == []
    assert _rules(audit_text, "公务接待费2万元，比上年减少0.2万元，主要原因是基本与上年持平。") == []


def test_a_bracket_parts_the_amount_before_it(audit_text: TextAudit) -> None:
    text = (
        "2026年本部门“三公”经费17万元，比上年减少2万元，其中：因公出国（境）费5万元，与上年持平；公务用车购置及运行维护费10万元"
        "（公务用车购置费3万元，比上年减少1万元；公务用车运行维护费7万元，比上年减少0.5万元。）比上年减少1.5万元；"
        "公务接待费2万元，比上年减少0.5万元。"
    )
    assert _rules(audit_text, text) == []
    assert _rules(audit_text, text.replace("购置费3万元", "购置费9万元"))
    assert _rules(audit_text, text.replace("公务接待费2万元", "公务接待费9万元"))


def test_a_colon_behind_an_amount_opens_a_list_of_its_members(audit_text: TextAudit) -> None:
    text = (
        "政府采购预算总额70万元：政府采购货物预算40万元、政府采购工程预算0万元、政府采购服务预算30万元；"
        "其中一般公共预算拨款政府采购50万元：政府采购货物预算38万元、政府采购工程预算0万元、政府采购服务预算12万元。"
    )
    assert _rules(audit_text, text) == []
    assert _rules(audit_text, text.replace("货物预算40", "货物预算49"))
    assert _rules(audit_text, text.replace("货物预算38", "货物预算30"))


def test_behind_a_list_a_bare_word_speaks_of_its_whole(audit_text: TextAudit) -> None:
    text = "收入预算100万元，其中：一般公共预算拨款收入90万元，其他收入10万元；收入比2025年增加20万元，增长25.00%。"
    assert _rules(audit_text, text) == []


def test_unknown_words_behind_what_is_not_there_make_it_something_else(audit_text: TextAudit) -> None:
    text = "财政拨款收入80万元。\n本部门无财政拨款收入类发展项目。"
    assert _rules(audit_text, text) == []


def test_marks_of_a_deeper_kind_part_the_item_before_them(audit_text: TextAudit) -> None:
    text = (
        "（一）支出预算总计80万元。包括：\n1.本年支出合计80万元。\n（1）教育支出（类）支出50万元，主要用于办学。\n"
        "（2）卫生健康支出（类）支出30万元，主要用于防疫。\n2.年终结转结余0万元。"
    )
    assert _rules(audit_text, text) == []


def test_both_sides_of_an_account_are_no_sum(audit_text: TextAudit) -> None:
    text = "本单位2026年度收入、支出预算总计80万元。其中：\n（一）收入预算总计80万元。\n（二）支出预算总计80万元。"
    assert _rules(audit_text, text) == []


def test_shares_none_of_which_fits_are_of_another_whole(audit_text: TextAudit) -> None:
    text = (
        "支出预算110.00万元，比上年增加5.00万元。\n（一）基本支出。基本支出预算70.00万元，占本年支出预算70.00%。\n"
        "（二）项目支出。项目支出预算30.00万元，占本年支出预算30.00%。"
    )
    assert [rule for _, rule in _rules(audit_text, text) if rule == "SH-RATIO"] == []
    assert ("error", "SH-RATIO") in _rules(audit_text, text.replace("110", "100").replace("预算30.00%", "预算36.00%"))


@pytest.mark.parametrize("line_end", ["", "\n"])
def test_an_item_may_be_named_on_a_line_of_its_own(line_end: str, audit_text: TextAudit) -> None:
    items = (
        ("教育支出（类）普通教育（款）小学教育（项）", "21.00"),
        ("教育支出（类）普通教育（款）初中教育（项）", "{}"),
    )
    lines = "".join(
        f"{number}、{name}。{line_end}年初预算为9.00万元，支出决算为{amount}万元。\n"
        for number, (name, amount) in enumerate(items, 1)
    )
    text = f"2023年度部门决算\n一般公共预算支出年初预算为18.00万元，支出决算为50.00万元。其中：\n{lines}"
    right, wrong = audit_text(text.format("29.00")), audit_text(text.format("92.00"))
    assert "RU-EXPENDITURE-PROSE" in {verdict.rule for verdict in right.verdicts if verdict.holds}
    rules = {wrong.verdicts[finding.head].rule for finding in wrong.findings if finding.severity != "note"}
    assert "RU-EXPENDITURE-PROSE" in rules


def test_a_word_for_a_body_in_the_name_of_the_reporting_one_tells_none_apart(audit_text: TextAudit) -> None:
    text = "清溪新区劳动保障中心2026年部门预算\n清溪新区劳动保障中心2026年收入预算70万元。2026年支出预算70万元。\n"
    assert "AG-BALANCE-PROSE" in {verdict.rule for verdict in audit_text(text).verdicts}


def test_a_bureau_that_calls_itself_so_tells_of_nothing_narrower(audit_text: TextAudit) -> None:
    text = (
        "清溪县水务局2026年部门预算\n2026年，局机关运行经费共计安排5万元，包括：办公费4万元、公务接待费1万元。\n"
        "“三公”经费列支1万元，其中：因公出国（境）费0万元；公务接待费1万元。\n"
    )
    assert "BO-OPERATING-ITEM" in {verdict.rule for verdict in audit_text(text).verdicts}


def test_the_year_of_the_sentence_is_held_against_its_base(audit_text: TextAudit) -> None:
    audit = audit_text(f"{HEADER}2026年收入预算70万元，比2025年增加5万元。\n")
    (verdict,) = (verdict for verdict in audit.verdicts if verdict.rule == "PE-COMPARISON")
    assert [term.fact.location.line for term in verdict.terms if term.fact.location] == [2, 2]


def test_an_item_whose_place_is_misnamed_is_not_the_whole(audit_text: TextAudit) -> None:
    text = """临江区园林局2025年度部门决算
支出决算表
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
	合计	90.00	50.00	40.00
204	公共安全支出	40.00		40.00
20406	司法	15.00		15.00
2040607	公共法律服务	15.00		15.00
20499	其他公共安全支出	25.00		25.00
2049999	其他公共安全支出	25.00		25.00
205	教育支出	50.00	50.00	0.00
20501	教育管理事务	50.00	50.00	0.00
2050101	行政运行	50.00	50.00	0.00
三、支出决算情况说明
2025年度支出决算90.00万元。
1.“公共安全支出（类）司法（款）其他公共安全支出（项）”25.00万元，主要用于：平安建设。支出决算为25.00万元。
"""
    found = [(finding.severity, finding.numbers) for finding in audit_text(text).findings]
    assert all(severity != "error" for severity, _ in found), found

"""Sentences of real disclosures that were misread, in other words: where a list ends, what is a reason, which change is of what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.facts import Breakdown, Change, Fact, FactSet
from tests.conftest import TextAudit

Read = Callable[[str], FactSet]
TITLE = "某某市2025年预算报告\n"


def printed(fact: Fact | None) -> str | None:
    return fact.figure.printed if fact and fact.figure else None


def lists(facts: FactSet) -> list[tuple[str | None, list[str | None]]]:
    return [
        (printed(claim.whole), [printed(part) for part in claim.parts])
        for claim in facts.claims
        if isinstance(claim, Breakdown)
    ]


def changes(facts: FactSet) -> list[Change]:
    return [claim for claim in facts.claims if isinstance(claim, Change)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "基金收入21.3亿元，主要包括甲类收入7.8亿元、乙类收入0.5亿元、丙类收入13亿元等，转贷收入58.5亿元。",
            ["7.8", "0.5", "13"],
        ),
        (
            "争取补助204亿元，其中甲类72亿元；乙类36亿元，丙类96亿元，三个试点获批，共获得奖补资金9亿元。",
            ["72", "36", "96"],
        ),
        ("新增限额39亿元，其中：一般限额7亿元，专项限额32亿元，新增限额下达后，年末余额126亿元。", ["7", "32"]),
        ("支付资金35万元，增长2%，主要包括甲类8万元，乙类9万元等；结余7万元。", ["8", "9"]),
        ("专项补助40万元，比上年增加3万元。主要是扩大了补助范围。其中，甲类补助15万元，乙类补助25万元。", ["15", "25"]),
    ],
    ids=["等 ends it", "a sum behind it", "more than the whole", "a list behind a change", "a reason between"],
)
def test_a_list_has_the_parts_that_its_words_give_it(read_facts: Read, sentence: str, expected: list[str]) -> None:
    assert [parts for _, parts in lists(read_facts(TITLE + sentence))] == [expected]


def test_a_list_that_was_only_wrapped_ends_with_its_sentence(read_facts: Read) -> None:
    above = "截至去年年末，经上级财政部门核定的市级地方政府债务余额519.93亿元，其中："
    within = "一般余额143.45亿元，专项余额376.48亿元。以上为快报数。"
    found = lists(read_facts(f"{TITLE}{above}\n{within}\n\n发放贷款8.31亿元，安排补助0.81亿元。\n"))
    assert ("519.93", ["143.45", "376.48"]) in found
    assert not any("8.31" in parts for _, parts in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "工业支出1.8亿元，下降71%，主要是上年购置公交车2.3亿元、偿还债务3.4亿元垫高基数。",
        "预备费支出0.4亿元，主要用于救灾，年末余额11.6亿元。",
    ],
)
def test_a_reason_is_no_list_of_parts(read_facts: Read, sentence: str) -> None:
    assert not lists(read_facts(TITLE + sentence))


def test_what_a_reason_changes_is_not_the_subject(read_facts: Read) -> None:
    (change,) = changes(read_facts(TITLE + "文化支出1.8亿元，增长27.8%，主要是增加赔偿支出0.3亿元影响。"))
    assert change.amount is None


def test_an_item_behind_a_semicolon_is_spoken_of_by_itself(read_facts: Read) -> None:
    sentence = "返还性收入48亿元，与上年持平；甲类补助564亿元，增长11.8%；乙类补助248亿元，下降6.2%。"
    assert [printed(change.current) for change in changes(read_facts(TITLE + sentence))] == ["48", "564", "248"]


def test_changes_against_two_bases_each_have_their_parts(read_facts: Read) -> None:
    sentence = (
        "“三公”经费支出14万元，比年初预算减少6万元，比上年增加2万元。其中：公务接待费支出4万元，比年初预算减少1万元，"
        "比上年增加3万元；公务用车运行维护费支出10万元，比年初预算减少5万元，比上年减少1万元。"
    )
    found = [[printed(part.amount) for part in change.parts] for change in changes(read_facts(TITLE + sentence))]
    assert [parts for parts in found if parts] == [["1", "5"], ["3", "1"]]


def test_a_base_may_be_named_in_other_words(read_facts: Read) -> None:
    (change,) = changes(read_facts(TITLE + "外债提款数30361万元较预算调整时提款数6491万元增加23870万元。"))
    assert (printed(change.current), printed(change.prior)) == ("30361", "6491")


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("新区支出安排42,135万元，加上转移性支出11,733万元，支出总计58,475万元。", "error"),
        ("单位管理的离退休人员78人，其中：离休3人，退休72人。", "error"),
        ("共同支付483,313.28万元，其中：甲类支付73,920.28万元，乙类支付359,393万元。", "error"),
        ("总收入1536.9亿元，比上年减少264.9亿元，下降12.9%（与上年同口径相比）。", "warning"),
    ],
    ids=["加上 and 总计", "named by its parts", "one digit of many", "comparable"],
)
def test_how_sure_a_contradiction_is(audit_text: TextAudit, sentence: str, severity: str) -> None:
    assert [finding.severity for finding in audit_text(TITLE + sentence).findings] == [severity]


def test_a_list_whose_shares_all_hold_is_no_error_but_told(audit_text: TextAudit) -> None:
    """No figure of it is mistyped: what is missing may be a class that the list leaves out."""
    sentence = "一般公共预算支出5770.00万元，主要用于以下方面：教育支出3612.02万元，占62.6%；卫生健康支出1078.99万元，占18.7%。"
    assert {finding.severity for finding in audit_text(TITLE + sentence).findings} == {"warning"}
    mistyped = sentence.replace("3612.02", "3162.02")
    assert "error" in {finding.severity for finding in audit_text(TITLE + mistyped).findings}


def test_a_page_without_a_title_holds_no_year_against_a_sentence(audit_text: TextAudit) -> None:
    text = "某某市财政局\n政务公开\n2026年1月5日 2026年1月6日\n2025年收入较2024年减少7亿元，下降50.5%。"
    assert not audit_text(text).findings


def test_what_is_left_of_one_fund_is_no_whole_of_the_next(read_facts: Read) -> None:
    first = "居民养老保险基金收入、支出分别为9.40亿元和8.30亿元，当期结余1.10亿元；"
    second = "工伤保险基金收入、支出分别为2.20亿元和2.70亿元，当期缺口0.50亿元。"
    third = "失业保险基金支出1.90亿元，收入1.50亿元，收不抵支0.40亿元。"
    found = lists(read_facts(f"{TITLE}{first}{second}{third}"))
    assert {("1.10", ("9.40",)), ("0.50", ("2.70",)), ("0.40", ("1.90",))} <= {
        (whole, tuple(parts)) for whole, parts in found
    }
    assert not any(whole == "1.10" and "2.20" in parts for whole, parts in found)


def test_a_shared_revenue_opens_no_list(read_facts: Read) -> None:
    sentence = "财力构成为：本级分成收入650万元，上级补助320万元，合计财力970万元。"
    labels = [fact.label for fact in read_facts(TITLE + sentence).facts]
    assert "本级分成收入" in labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "教育支出72.5亿元。按学段分，小学40.3亿元、中学32.2亿元；按渠道分，本级财力58.1亿元、上级补助14.4亿元。",
            {("72.5", "40.3"), ("72.5", "58.1")},
        ),
        (
            "人员方面，工资182.4万元、保险41.2万元，小计223.6万元；公用方面，印刷费38.6万元、邮电费9.4万元，小计48.0万元。",
            {("223.6", "182.4"), ("48.0", "38.6")},
        ),
        (
            "2023年末政府债务余额18.60亿元。2024年发行债券4.20亿元，偿还本金1.70亿元，2024年末余额21.10亿元。",
            {("21.10", "18.60")},
        ),
    ],
    ids=["divided twice", "a sum for each part", "from the sentence before"],
)
def test_sums_are_told_again_and_carried_on(read_facts: Read, text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= {(whole, parts[0]) for whole, parts in lists(read_facts(TITLE + text))}

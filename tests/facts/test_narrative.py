"""Sentences become facts and claims: breakdowns, changes, shares, absence, years."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.facts import Breakdown, Change, Fact, FactSet, Nil, Period, Share

Read = Callable[[str], FactSet]
TITLE = "某某县示例局2022年部门预算\n"


def printed(fact: Fact | None) -> str | None:
    return fact.figure.printed if fact and fact.figure else None


def breakdowns(facts: FactSet) -> dict[str, list[str | None]]:
    return {
        str(printed(claim.whole)): [printed(part) for part in claim.parts]
        for claim in facts.claims
        if isinstance(claim, Breakdown)
    }


def changes(facts: FactSet) -> list[Change]:
    return [claim for claim in facts.claims if isinstance(claim, Change)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("预算收入80万元，其中：财政拨款70万元、事业收入10万元。", {"80": ["70", "10"]}),
        (
            "支出预算70万元，其中基本支出30万元，包括人员经费25万元和公用经费5万元；项目支出40万元。",
            {"70": ["30", "40"], "30": ["25", "5"]},
        ),
        (
            "“三公”经费3.5万元。其中，公务用车购置及运行维护费3万元（其中：公务用车购置费1万元，公务用车运行维护费2万元）；公务接待费0.5万元。",
            {"3.5": ["3", "0.5"], "3": ["1", "2"]},
        ),
        (
            "项目支出60万元，包括：1、教育支出40万元,其中(1)甲校10万元,(2)乙校30万元；2、农林水支出20万元。",
            {"60": ["40", "20"], "40": ["10", "30"]},
        ),
        ("机关运行经费5万元，用于日常运转。主要包括：办公费3万元、邮电费2万元等。", {"5": ["3", "2"]}),
    ],
)
def test_breakdowns_are_nested_as_the_sentence_says(
    sentence: str, expected: dict[str, list[str]], read_facts: Read
) -> None:
    assert breakdowns(read_facts(TITLE + sentence)) == expected


def test_a_list_that_trails_off_promises_nothing(read_facts: Read) -> None:
    claims = read_facts(TITLE + "机关运行经费5万元，包括：办公费3万元、邮电费1万元等。").claims
    assert [claim.extent for claim in claims if isinstance(claim, Breakdown)] == ["some"]


def test_a_list_may_stand_in_the_paragraphs_that_follow(read_facts: Read) -> None:
    text = "“三公”经费预算3万元，具体如下：\n1、因公出国（境）费1万元。\n2、公务接待费2万元。\n"
    assert breakdowns(read_facts(TITLE + text)) == {"3": ["1", "2"]}


def test_an_aside_without_figures_says_nothing(read_facts: Read) -> None:
    facts = read_facts(TITLE + "某某县示例局（含下属单位）机关运行经费（用于日常办公）5万元。")
    assert [(fact.concept, fact.dims) for fact in facts.facts] == [("operating_cost", ())]


@pytest.mark.parametrize(
    ("sentence", "direction", "amount", "percent", "current"),
    [
        ("公务接待费4.15万元，同比减少0.7万元，下降14.43%。", -1, "0.7", "14.43", "4.15"),
        ("预算收支安排90万元，与2021年预算相比，收、支总计共增加10万元，增长12.5%。", 1, "10", "12.5", "90"),
        ("机关运行经费5万元，比上年增加1万元。", 1, "1", None, "5"),
        ("2022年财政拨款预算比2021年减少3万元。", -1, "3", None, None),
    ],
)
def test_changes_know_direction_amount_percentage_and_level(
    sentence: str, direction: int, amount: str, percent: str | None, current: str | None, read_facts: Read
) -> None:
    change = changes(read_facts(TITLE + sentence))[0]
    assert (change.direction, printed(change.amount), printed(change.percent), printed(change.current)) == (
        direction,
        amount,
        percent,
        current,
    )


def test_parts_of_a_change_keep_their_signs_and_words(read_facts: Read) -> None:
    text = (
        "2022年支出预算70万元，较2021年预算减少5万元，其中：人员经费增加1万元；公用经费与上年持平；项目支出减少6万元。"
    )
    whole = next(change for change in changes(read_facts(TITLE + text)) if change.parts)
    assert [(part.direction, printed(part.amount)) for part in whole.parts] == [(1, "1"), (0, None), (-1, "6")]


def test_what_is_flat_in_words_is_a_change_of_nothing(read_facts: Read) -> None:
    change = changes(read_facts(TITLE + "公务接待费4万元，与上年持平。"))[0]
    assert (change.direction, change.word is not None, printed(change.current)) == (0, True, "4")


def test_a_comparable_basis_is_told_of_a_change(read_facts: Read) -> None:
    change = changes(read_facts(TITLE + "总收入15亿元，比上年减少2亿元，下降9%（与上年同口径相比）。"))[0]
    assert change.comparable
    assert not change.loose


def test_shares_know_their_whole(read_facts: Read) -> None:
    shares = [
        claim
        for claim in read_facts(
            TITLE + "本年收入80万元，其中：财政拨款收入60万元，占75%；事业收入20万元，占25%。"
        ).claims
        if isinstance(claim, Share)
    ]
    assert [(printed(share.part), printed(share.whole), printed(share.percent)) for share in shares] == [
        ("60", "80", "75"),
        ("20", "80", "25"),
    ]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("我部门没有安排政府采购预算。", "procurement"),
        ("无政府采购预算，空表列示。", "procurement"),
        ("本年度无拟购置固定资产计划。", "asset_purchase"),
    ],
)
def test_absence_is_claimed_of_a_known_subject(sentence: str, subject: str, read_facts: Read) -> None:
    assert [claim.subject[0] for claim in read_facts(TITLE + sentence).claims if isinstance(claim, Nil)] == [subject]


@pytest.mark.parametrize("sentence", ["此项工作无差错。", "公务接待费无增减变化。", "没有发生安全事故。"])
def test_other_words_of_absence_claim_nothing(sentence: str, read_facts: Read) -> None:
    assert not [claim for claim in read_facts(TITLE + sentence).claims if isinstance(claim, Nil)]


def test_the_year_compared_with_is_a_claim(read_facts: Read) -> None:
    facts = read_facts(TITLE + "2022年支出预算70万元，较2020年预算增加5万元。")
    assert [(printed(claim.year), printed(claim.own)) for claim in facts.claims if isinstance(claim, Period)] == [
        ("2020", "2022")
    ]


def test_figures_of_a_distributive_list_go_to_the_names_before_them(read_facts: Read) -> None:
    facts = read_facts(TITLE + "2022年基本支出和项目支出分别为10万元、20.5万元。").facts
    assert [(fact.label, dict(fact.dims)["nature"]) for fact in facts] == [
        ("基本支出", "basic"),
        ("项目支出", "project"),
    ]


def test_the_last_unit_of_a_distributive_list_goes_for_all(read_facts: Read) -> None:
    facts = read_facts(TITLE + "基本支出和项目支出分别为10、20万元。").facts
    assert [fact.figure and fact.figure.base for fact in facts] == [100_000, 200_000]


@pytest.mark.parametrize(
    "list_",
    [
        "货物、工程、服务分别为10万元、20万元。",
        "基本支出、项目支出决算分别完成年初预算的98%、97%。",
        "机关运行经费36万元，比上年分别减少办公费1万元、会议费2万元。",
    ],
    ids=["a figure fewer than names", "shares of plans", "changes with names of their own"],
)
def test_a_distributive_list_that_does_not_match_is_a_gap(read_facts: Read, list_: str) -> None:
    facts = read_facts(TITLE + list_)
    assert [gap.reason for gap in facts.gaps] == ["distributive-list"]


def test_what_is_handed_out_to_unknown_names_is_theirs(read_facts: Read) -> None:
    facts = read_facts(TITLE + "甲方、乙方分别为10万元、20万元。")
    assert [(fact.label, printed(fact)) for fact in facts.facts if fact.figure] == [("甲方", "10"), ("乙方", "20")]
    assert facts.gaps == []


def test_what_is_handed_out_has_the_sign_of_the_verb_before_it(read_facts: Read) -> None:
    text = "人员经费、公用经费、项目支出分别较上年增加12万元、3万元、减少5万元。"
    assert [
        (change.label, change.direction, printed(change.amount)) for change in changes(read_facts(TITLE + text))
    ] == [
        ("人员经费", 1, "12"),
        ("公用经费", 1, "3"),
        ("项目支出", -1, "5"),
    ]


def test_parts_named_with_their_amounts_receive_their_changes(read_facts: Read) -> None:
    text = "基本支出80万元，其中人员经费60万元、公用经费20万元，分别比上年增加5万元、减少1万元。"
    found = [
        (printed(change.current), change.direction, printed(change.amount))
        for change in changes(read_facts(TITLE + text))
    ]
    assert found == [("60", 1, "5"), ("20", -1, "1")]


def test_words_that_sum_up_a_list_stand_for_its_parts(read_facts: Read) -> None:
    text = "本年收入80万元，其中：财政拨款收入60万元、其他收入20万元。上述两项收入分别比上年增加5万元、减少1万元。"
    found = [(printed(change.current), printed(change.amount)) for change in changes(read_facts(TITLE + text))]
    assert found == [("60", "5"), ("20", "1")]


def test_a_word_that_hands_nothing_out_is_no_gap(read_facts: Read) -> None:
    text = "因公出国（境）费、公务用车购置费分别与上年持平，公务接待费3万元。"
    facts = read_facts(TITLE + text)
    assert not facts.gaps
    assert [printed(fact) for fact in facts.facts if fact.figure] == ["3"]


def test_a_list_behind_an_amount_and_a_count_is_of_what_its_parts_count(read_facts: Read) -> None:
    text = "项目10个，评价金额500万元，其中：甲类6个、乙类4个。"
    assert breakdowns(read_facts(TITLE + text)) == {"10": ["6", "4"]}


def test_a_count_is_of_what_the_amount_before_it_is(read_facts: Read) -> None:
    text = "公务接待费2万元，其中：外宾接待支出1万元，接待3批次、20人次。"
    counts = [
        (fact.concept, dict(fact.dims))
        for fact in read_facts(TITLE + text).facts
        if fact.concept in ("groups", "visits")
    ]
    assert counts == [
        ("groups", {"guests": "overseas", "three": "reception"}),
        ("visits", {"guests": "overseas", "three": "reception"}),
    ]


@pytest.mark.parametrize(("words", "lost"), [("38.31万元", ["verb-lost"]), ("减少38.31万元", [])])
def test_a_change_that_has_lost_its_verb_is_told(read_facts: Read, words: str, lost: list[str]) -> None:
    facts = read_facts(TITLE + f"港口支出568.5万元，较上年决算数{words}，下降6.31%。\n")
    (change,) = changes(facts)
    assert printed(change.amount) == "38.31"
    assert [gap.reason for gap in facts.gaps] == lost


def test_contents_that_name_a_glossary_do_not_begin_it(read_facts: Read) -> None:
    text = (
        "目录\n一、收支说明\n二、名词解释\n某某局决算情况说明\n（一）收支说明\n"
        "支出总计100.00万元，其中：基本支出60.00万元，项目支出50.00万元。\n二、名词解释\n基本支出：指每年安排5万元的支出。\n"
    )
    facts = read_facts(TITLE + text)
    assert ["60.00", "50.00"] in breakdowns(facts).values()
    assert [block.text for block in facts.definitions] == ["基本支出：指每年安排5万元的支出。"]


def test_thresholds_and_the_glossary_are_no_figures(read_facts: Read) -> None:
    facts = read_facts(TITLE + "单价100万元（含）以上设备。\n八、名词解释\n1、基本支出：指每年安排5万元的支出。\n")
    assert [fact for fact in facts.facts if fact.concept] == []


def test_the_profile_is_read_from_the_title(read_facts: Read) -> None:
    profile = read_facts(TITLE + "正文。").profile
    assert (profile.organisation, profile.year, profile.kind) == ("某某县示例局", 2022, "budget")


def test_a_list_whose_marks_are_indented_runs_on_over_its_paragraphs(read_facts: Read) -> None:
    text = "专项支出60万元。其中：\n    1. 道路养护支出40万元，用于养护。\n    2. 桥梁养护支出20万元，用于养护。\n"
    assert breakdowns(read_facts(TITLE + text)) == {"60": ["40", "20"]}


def test_a_place_in_the_classification_is_only_names_whatever_their_words_mean(read_facts: Read) -> None:
    table = (
        "支出预算总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        "206\t科学技术支出\t17.20\t\t17.20\n20605\t科技条件与服务\t17.20\t\t17.20\n"
        "2060503\t科技条件专项\t17.20\t\t17.20\n"
    )
    for path in (
        "“科学技术支出（类）科技条件与服务（款）科技条件专项（项）”",
        "“科学技术支出-科技条件与服务-科技条件专项”科目",
    ):
        facts = read_facts(f"{TITLE}{table}\n1. {path}17.20万元，主要用于政策扶持。\n")
        (fact,) = [fact for fact in facts.facts if fact.statement is None and fact.figure]
        assert (fact.concept, dict(fact.dims)) == ("expenditure", {"function": "2060503"})


def test_a_word_that_is_a_name_only_by_itself_is_part_of_longer_ones(read_facts: Read) -> None:
    facts = read_facts(
        TITLE + "支出预算30万元，其中：机关服务20万元，工程建设管理10万元。政府采购预算15万元，其中：服务15万元。"
    )
    concepts = {fact.label: fact.concept for fact in facts.facts if fact.figure}
    assert (concepts["机关服务"], concepts["工程建设管理"], concepts["服务"]) == (
        "expenditure",
        "expenditure",
        "procurement",
    )


def test_a_year_that_no_title_tells_is_a_guess(read_facts: Read) -> None:
    told = "上年结转8万元，较2024年度决算数增加1万元。\n2025年支出10万元，2025年无借款。\n"
    assert not read_facts(told).profile.is_titled
    assert read_facts("某某局2025年度部门决算\n" + told).profile.is_titled

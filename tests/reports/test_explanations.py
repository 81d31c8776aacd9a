"""Explanations: a finding with its whole calculation, a rule with what must hold and the verdicts of its examples."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from auditor.audit import Audit
from auditor.audit.examples import try_example, try_examples
from auditor.records import LANGUAGES, Lang, Outcome, RunRecord, run_of
from auditor.records.quotation import Quotations
from auditor.reports.explain.derivation import derivation
from auditor.reports.explain.finding import finding_lines
from auditor.reports.explain.rule import rule_lines
from auditor.reports.explain.rule_words import RULE_WORDS
from auditor.reports.explain.statement import Telling
from auditor.reports.explain.words import FINDING_WORDS
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary

TITLE = "某某县示例局2022年部门预算\n"
TABLE = (
    TITLE
    + "部门支出总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n205\t教育支出\t30.00\t10.00\t{project}\n"
)


def explained(audit: Audit, lang: Lang = "zh") -> str:
    """The explanation of the first finding of an audit."""
    run = run_of([Outcome("example.txt", audit)], lang)
    document = run["documents"][0]
    return "\n".join(finding_lines(document["findings"][0], document, run))


@pytest.mark.parametrize("messages", [FINDING_WORDS, RULE_WORDS])
def test_every_sentence_is_in_both_languages_with_the_same_blanks(messages: dict[str, tuple[str, str]]) -> None:
    for zh, en in messages.values():
        assert zh
        assert en
        assert {part.split("}")[0] for part in zh.split("{")[1:]} == {part.split("}")[0] for part in en.split("{")[1:]}


def test_the_allowance_of_a_sum_is_made_of_the_halves_of_last_digits(audit_text: Callable[[str], Audit]) -> None:
    assert "3 × 0.005 = 0.015万元" in explained(audit_text(TABLE.format(project="26.00")))


def test_a_figure_is_told_with_its_interval_its_unit_and_its_cell(audit_text: Callable[[str], Audit]) -> None:
    told = explained(audit_text(TABLE.format(project="26.00")), "en")
    assert "stands for 25.995 to 26.005 万元 (± 0.005, half of its last digit)" in told
    assert "unit: “万元”, by the line above the table" in told
    assert "nature of expenditure=project expenditure" in told
    assert "table “部门支出总表”, row “教育支出”, column “项目支出”" in told


def test_a_finding_of_prose_is_told_with_its_productions_their_slots_and_what_was_taken_from_elsewhere(
    audit_text: Callable[[str], Audit],
) -> None:
    audit = audit_text(TITLE + "会议费5.00万元，比上年增加2.00万元，增长50.00%。\n")
    told = explained(audit)
    assert "句式 change 读“比上年增加2.00万元”（2:11）：基准“比上年”，方向“增加”，金额“2.00万元”" in told
    assert "句式 change-in-percent 读“增长50.00%”（2:23）：方向“增长”，百分比“50.00%”" in told
    assert "句中没有写明、取自别处的：会议费 5.00万元（2:4）" in told
    told = explained(audit, "en")
    assert (
        "production change reads “比上年增加2.00万元” (2:11): base “比上年”, direction “增加”, amount “2.00万元”"
        in told
    )
    assert "not in these words, taken from elsewhere: 会议费 5.00万元 (2:4)" in told


def test_a_list_is_told_with_the_words_that_open_it_and_with_its_first_parts(
    audit_text: Callable[[str], Audit],
) -> None:
    told = explained(audit_text(TITLE + "2022年支出预算70万元，其中：基本支出30万元；项目支出45万元。\n"))
    assert "句式 amount 读“2022年支出预算70万元”（2:1）：名称“2022年支出预算”，数字“70万元”" in told
    assert "句式 list-opened 读“其中”（2:15）：用词“其中”" in told
    assert "句式 amount 读“项目支出45万元”（2:27）" in told
    parts = "、".join(f"第{number}项{number}万元" for number in range(1, 31))
    told = explained(audit_text(TITLE + f"2022年项目支出预算460万元，其中：{parts}。\n"))
    assert "另有" in told


def test_a_finding_is_told_with_the_reading_of_its_table_and_the_others_that_were_tried(
    audit_text: Callable[[str], Audit],
) -> None:
    audit = audit_text(TABLE.format(project="26.00") + "206\t科学技术支出\t50.00\t20.00\t30.00\n")
    told = explained(audit)
    assert (
        "= 读法：“合计”栏作为同组各栏之和来读，1 项相符，1 项不符（至少改动 1 处才能全部相符）\n   = 该读法可信，不符即为错误"
        in told
    )
    assert (
        "= reading: column “合计” read as the sum of all columns of its group; sums holding: 1, failing: 1"
        in explained(audit, "en")
    )


def test_a_figure_with_fewer_decimals_is_told_as_stripped_of_zeros_too(audit_text: Callable[[str], Audit]) -> None:
    told = explained(audit_text(TABLE.format(project="26")), "en")
    assert "stands for 25.5 to 26.5 万元 (± 0.5" in told
    assert "or, stripped of zeros, for 25.995 to 26.005 万元" in told


def test_the_line_of_a_figure_is_quoted_with_the_figure_marked(audit_text: Callable[[str], Audit]) -> None:
    assert "205 | 教育支出 | 30.00 | 10.00 | 【26.00】" in explained(audit_text(TABLE.format(project="26.00")))


def test_zero_without_decimals_is_said_to_be_exact(audit_text: Callable[[str], Audit]) -> None:
    assert "不带小数的 0 没有舍入" in explained(audit_text(TABLE.format(project="0")))


def test_blanks_are_counted_as_zero(audit_text: Callable[[str], Audit]) -> None:
    text = TABLE.format(project="").replace("10.00", "11.00").replace("项目支出", "项目支出\t上缴上级支出")
    assert "按 0 计" in explained(audit_text(text.replace("11.00\t", "11.00\t12.00\t")))


def test_a_percentage_is_told_as_a_range_of_quotients(audit_text: Callable[[str], Audit]) -> None:
    told = explained(audit_text(TITLE + "公务接待费4.15万元，同比减少0.70万元，下降16.87%。"), "en")
    assert "between 4.84 and 4.86 万元" in told
    assert "stands for 16.865% to 16.875%: they do not meet" in told


@pytest.mark.parametrize("code", ["CH-PERCENT", "SH-RATIO", "CO-RATIO"])
def test_the_range_of_quotients_agrees_with_the_verdict(code: str, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    rule = rulebook.by_code[code]
    for number, text in enumerate(rule.fails, 1):
        trial = try_example(rule, "fails", number, text, vocabulary, rulebook)
        document = run_of([Outcome("example.txt", trial.audit)], "en")["documents"][0]
        verdict = document["verdicts"][trial.verdict or 0]
        told = " ".join(derivation(verdict, document["readings"], "en"))
        assert verdict["rule"] == code
        assert "they do not meet" in told or "quotient" not in told


def test_every_allowance_of_a_sum_or_a_copy_is_derived(sample_runs: dict[Lang, RunRecord]) -> None:
    document = sample_runs["en"]["documents"][0]
    for finding in document["findings"]:
        for number in finding["verdicts"]:
            verdict = document["verdicts"][number]
            if verdict["kind"] in ("rollup", "balance", "agreement") and Decimal(verdict["difference"] or 0):
                assert derivation(verdict, document["readings"], "en")[0].startswith("allowance: ")


def test_hostile_text_stays_on_its_line(hostile_run: RunRecord) -> None:
    document = hostile_run["documents"][0]
    for finding in document["findings"]:
        for line in finding_lines(finding, document, hostile_run):
            assert not {"\n", "\r", "\x1b", "\x00", "\u202e", "\u2028"} & set(line)


def test_a_waived_finding_says_why(sample_runs: dict[Lang, RunRecord]) -> None:
    document = sample_runs["zh"]["documents"][0]
    assert "已豁免：附注已说明" in finding_lines(document["findings"][0], document, sample_runs["zh"])


def test_an_audit_without_readings_is_explained_as_far_as_it_goes(sample_run: RunRecord) -> None:
    document = sample_run["documents"][0]
    del document["readings"], document["content"]
    for verdict in document["verdicts"]:
        for term in verdict["terms"]:
            term.pop("reading", None)
    told = "\n".join(finding_lines(document["findings"][2], document, sample_run))
    assert "没有记录各数怎样读" in told


def test_a_place_that_the_content_does_not_have_is_not_quoted() -> None:
    place = {"page": None, "line": 3, "column": 1, "end_column": 2, "cell": None, "bbox": None}
    assert Quotations([]).around(place) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_is_told_in_words(lang: Lang, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    telling = Telling(vocabulary, rulebook, lang)
    for rule in rulebook.rules:
        lines = [*telling.must_hold(rule), *telling.applies(rule)]
        assert telling.must_hold(rule)
        assert not {*RULE_WORDS} & {*lines}, rule.code


def test_a_balance_is_told_as_an_equation(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    (equation, *_) = Telling(vocabulary, rulebook, "en").must_hold(rulebook.by_code["BA-ROLLFORWARD"])
    named = [part.partition(" (")[0] for part in equation.replace(" = ", " + ").replace(" - ", " + ").split(" + ")]
    concepts = [vocabulary.concepts[name].name["en"] for name in ("closing", "opening", "income", "expenditure")]
    assert named == concepts
    assert [part for part in equation.split() if part in ("=", "+", "-")] == ["=", "+", "-"]


def test_the_guards_of_a_rule_are_told(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    told = Telling(vocabulary, rulebook, "en").applies(rulebook.by_code["AG-TURNOVER"])
    assert told[0].startswith("only in documents of this kind: ")
    assert told[1].startswith("only where these are zero or blank: ")


def test_examples_are_shown_with_the_verdict_they_get(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    rule = rulebook.by_code["CO-VEHICLES"]
    lines = list(rule_lines(rule, Telling(vocabulary, rulebook, "zh"), try_examples(rule, vocabulary, rulebook), "zh"))
    assert [line for line in lines if line.startswith("  = 判定")] == ["  = 判定：相符", "  = 判定：不符"]


@pytest.mark.parametrize(
    ("stated", "text", "trouble"),
    [
        ("holds", TITLE, "silent"),
        ("fails", TITLE + "2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n", "passes"),
        ("holds", TITLE + "2022年支出预算70万元，其中：基本支出30万元；项目支出49万元。\n", "undecided"),
    ],
)
def test_an_example_that_does_not_come_out_says_why(
    stated: str, text: str, trouble: str, vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    rule = rulebook.by_code["RU-EXPENDITURE-PROSE"]
    trial = try_example(rule, stated, 1, text, vocabulary, rulebook)  # type: ignore[arg-type]
    assert trial.trouble == trouble


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_explanation_of_a_finding_is_as_before(
    lang: Lang, sample_runs: dict[Lang, RunRecord], file_regression: FileRegressionFixture
) -> None:
    run = sample_runs[lang]
    document = run["documents"][0]
    (finding,) = [entry for entry in document["findings"] if entry["rule"] == "RU-ACTIVITY"]
    file_regression.check("\n".join(finding_lines(finding, document, run)) + "\n", encoding="utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ["BA-FUND", "CH-PERCENT"])
def test_the_explanation_of_a_rule_is_as_before(
    code: str, lang: Lang, vocabulary: Vocabulary, rulebook: Rulebook, file_regression: FileRegressionFixture
) -> None:
    rule = rulebook.by_code[code]
    trials = try_examples(rule, vocabulary, rulebook)
    lines = rule_lines(rule, Telling(vocabulary, rulebook, lang), trials, lang)
    file_regression.check("\n".join(lines) + "\n", encoding="utf-8")

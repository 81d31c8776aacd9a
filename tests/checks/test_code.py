"""Codes against the names, rows above, funds and paths they stand with: what is a mistake and what only a variant."""

from __future__ import annotations

import json

import pytest

from auditor.audit import Audit
from auditor.checks.codes.code_parent import CodeParent
from auditor.checks.codes.coded_rows import coded_rows
from auditor.records import Outcome, run_of
from auditor.reports import render
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import TextAudit

ROWS = (
    ("210", "卫生健康支出", "10.00"),
    ("21011", "行政事业单位医疗", "10.00"),
    ("2101101", "行政单位医疗", "10.00"),
    ("221", "住房保障支出", "20.00"),
    ("22102", "住房改革支出", "20.00"),
    ("2210201", "住房公积金", "20.00"),
)
FUND_ROWS = (
    ("212", "城乡社区支出", "12.00"),
    ("21208", "国有土地使用权出让收入安排的支出", "12.00"),
    ("2120803", "城市建设支出", "12.00"),
)
GENERAL, FUND = "一般公共预算财政拨款支出表", "政府性基金预算支出表"


def table(
    rows: tuple[tuple[str, str, str], ...] = ROWS, title: str = GENERAL, year: int = 2023, names: str = "科目名称"
) -> str:
    lines = [f"{code}\t{name}\t{amount}\t0.00\t{amount}" for code, name, amount in rows]
    header = f"科目编码\t{names}\t合计\t基本支出\t项目支出"
    return "\n".join([f"{year}年部门预算", title, "单位：万元", header, *lines, ""])


def renamed(code: str, name: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((known, name if known == code else own, amount) for known, own, amount in ROWS)


def without(*codes: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(row for row in ROWS if row[0] not in codes)


def found(audit: Audit) -> list[tuple[str, str]]:
    """The rules violated by codes, each with the key of what it says."""
    return [
        (verdict.rule, verdict.reason.key if verdict.reason else "")
        for verdict in audit.verdicts
        if verdict.family == "code" and verdict.outcome == "inconsistent"
    ]


def report(audit: Audit, form: str, lang: str) -> str:
    return render(run_of([Outcome("budget.txt", audit)], lang), form, lang)  # type: ignore[arg-type]


# --- names -----------------------------------------------------------------------------------------------------------


def test_the_name_of_another_code_is_found_with_that_code(audit_text: TextAudit) -> None:
    audit = audit_text(table(renamed("2101101", "公务员医疗补助")))
    assert found(audit) == [("CD-NAME", "code-of-another")]
    reasons = [verdict.reason for verdict in audit.verdicts if verdict.rule == "CD-NAME" and verdict.reason]
    assert [reason.arguments["other"] for reason in reasons] == ["2101103"]


def test_a_name_that_shares_nothing_with_the_official_one_is_found(audit_text: TextAudit) -> None:
    assert found(audit_text(table(renamed("2210201", "五险一金")))) == [("CD-NAME", "code-misnamed")]


@pytest.mark.parametrize(
    "name",
    ["公积金", "住房公积金（在职）", "住房公积金支出", "1.住房公积金", "住 房 公 积 金", "住房公积", "缴存公积金款项"],
)
def test_a_variant_of_a_name_is_no_mistake(name: str, audit_text: TextAudit) -> None:
    assert found(audit_text(table(renamed("2210201", name)))) == []


def test_a_former_name_is_no_mistake(audit_text: TextAudit) -> None:
    rows = (*ROWS, ("207", "文化体育与传媒支出", "5.00"))
    assert found(audit_text(table(rows))) == []


def test_a_code_that_the_classification_lacks_is_no_mistake(audit_text: TextAudit) -> None:
    rows = (*ROWS[:3], ("2101188", "义诊车辆", "4.00"), *ROWS[3:])
    assert found(audit_text(table(rows))) == []


@pytest.mark.parametrize("year", [2016, 2018, 2031])
def test_names_of_years_that_the_classification_does_not_cover_are_left_alone(year: int, audit_text: TextAudit) -> None:
    assert found(audit_text(table(renamed("2101101", "公务员医疗补助"), year=year))) == []


def test_a_name_that_few_disclosures_confirm_contradicts_nothing(audit_text: TextAudit) -> None:
    rows = (*ROWS[:3], ("2109804", "医用设备", "4.00"), *ROWS[3:])
    assert "CD-NAME" not in dict(found(audit_text(table(rows, year=2025))))


def test_a_table_whose_names_are_mostly_wrong_is_misread_and_left_alone(audit_text: TextAudit) -> None:
    shifted = [name for _, name, _ in ROWS[1:]] + [ROWS[0][1]]
    rows = tuple((code, name, amount) for (code, _, amount), name in zip(ROWS, shifted, strict=True))
    assert found(audit_text(table(rows))) == []


def test_names_under_a_header_of_bodies_are_no_names_of_codes(audit_text: TextAudit) -> None:
    assert found(audit_text(table(renamed("2101101", "公务员医疗补助"), names="单位名称"))) == []


def test_a_wrong_name_in_two_tables_is_one_finding_with_both_places(audit_text: TextAudit) -> None:
    rows = renamed("2101101", "公务员医疗补助")
    second = table(rows, title="部门预算支出总表", names="功能分类科目").split("\n", 1)[1].replace("\t0.00", "\t")
    audit = audit_text(f"{table(rows)}\n{second}")
    wrong = [finding for finding in audit.findings if audit.verdicts[finding.head].rule == "CD-NAME"]
    assert [len(audit.verdicts[finding.head].terms) for finding in wrong] == [2]


# --- rows above --------------------------------------------------------------------------------------------------------


def test_a_missing_parent_is_a_note(audit_text: TextAudit) -> None:
    audit = audit_text(table(without("22102")))
    assert found(audit) == [("CD-PARENT", "code-without-parent")]
    assert [finding.severity for finding in audit.findings] == ["note"]


@pytest.mark.parametrize("left_out", [("210", "21011", "221", "22102"), ("210", "221"), ("21011", "22102")])
def test_a_level_that_a_table_does_not_print_at_all_is_not_missed(
    left_out: tuple[str, ...], audit_text: TextAudit
) -> None:
    assert found(audit_text(table(without(*left_out)))) == []


def test_a_table_parted_by_bodies_needs_no_parents(audit_text: TextAudit) -> None:
    rows = (("", "第一幼儿园", "10.00"), *ROWS[:3], ("", "第二幼儿园", "20.00"), *without("22102")[3:])
    assert found(audit_text(table(rows))) == []


# --- funds -------------------------------------------------------------------------------------------------------------


def test_a_fund_code_with_money_in_the_general_table_is_found_once_with_the_codes_below_it(
    audit_text: TextAudit,
) -> None:
    audit = audit_text(table((*ROWS, *FUND_ROWS)))
    assert found(audit) == [("CD-DOMAIN", "code-of-another-domain")]
    verdict = next(verdict for verdict in audit.verdicts if verdict.rule == "CD-DOMAIN" and not verdict.holds)
    assert [term.fact.label for term in verdict.terms] == [
        "21208 国有土地使用权出让收入安排的支出",
        "2120803 城市建设支出",
    ]


def test_a_fund_code_without_money_in_the_general_table_is_no_mistake(audit_text: TextAudit) -> None:
    empty = tuple((code, name, "0.00") for code, name, _ in FUND_ROWS)
    assert found(audit_text(table((*ROWS, *empty)))) == []


def test_a_general_code_in_the_fund_table_is_found(audit_text: TextAudit) -> None:
    rows = (*FUND_ROWS, ("21205", "城乡社区环境卫生", "3.00"))
    assert found(audit_text(table(rows, title=FUND))) == [("CD-DOMAIN", "code-of-another-domain")]


def test_a_class_that_both_budgets_use_is_right_in_both(audit_text: TextAudit) -> None:
    assert found(audit_text(table(FUND_ROWS, title=FUND))) == []
    assert found(audit_text(table(FUND_ROWS[:1], title=GENERAL))) == []


def test_a_table_titled_for_both_budgets_may_have_the_codes_of_both(audit_text: TextAudit) -> None:
    both = "一般公共预算和政府性基金预算支出表"
    assert found(audit_text(table((*ROWS, *FUND_ROWS), title=both))) == []


# --- paths in prose ----------------------------------------------------------------------------------------------------

PENSION = (
    ("208", "社会保障和就业支出", "10.00"),
    ("20805", "行政事业单位养老支出", "10.00"),
    ("2080501", "行政单位离退休", "10.00"),
    *ROWS[3:],
)


def prose(path: str, amount: str = "10.00") -> str:
    heading = "（二）一般公共预算财政拨款支出情况"
    return f"{table(PENSION)}\n{heading}\n一般公共预算支出30.00万元，其中：{path}{amount}万元；住房保障支出（类）20.00万元。\n"


def test_an_outdated_name_is_found_and_its_figure_still_compared(audit_text: TextAudit) -> None:
    path = "社会保障和就业支出（类）行政事业单位离退休（款）行政单位离退休（项）"
    right, wrong = audit_text(prose(path)), audit_text(prose(path, "11.00"))
    assert found(right) == found(wrong) == [("CD-PATH", "path-outdated")]
    assert not right.count("error")
    assert wrong.count("error")


def test_a_name_of_another_place_in_a_path_is_found(audit_text: TextAudit) -> None:
    path = "住房保障支出（类）行政事业单位养老支出（款）行政单位离退休（项）"
    assert found(audit_text(prose(path))) == [("CD-PATH", "path-misnamed")]


@pytest.mark.parametrize(
    "path",
    [
        "社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）",
        "用于社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）",
        "社会保障和就业（类）行政事业单位养老（款）行政单位离退休（项）",
        "社会保障和就业支出（类）民政管理事务（款）行政运行（项）",
        "“社会保障和就业支出-行政事业单位养老支出-行政单位离退休”",
    ],
)
def test_a_path_that_is_right_abbreviated_or_of_a_code_in_no_table_is_no_mistake(
    path: str, audit_text: TextAudit
) -> None:
    assert found(audit_text(prose(path))) == []


# --- the reports and the tables of codes -----------------------------------------------------------------------------------


def test_a_wrong_name_reads_well_in_both_languages(audit_text: TextAudit) -> None:
    audit = audit_text(table(renamed("2101101", "公务员医疗补助")))
    chinese, english = report(audit, "text", "zh"), report(audit, "text", "en")
    assert "第7行的编码 2101101 印作“公务员医疗补助”，规定名称为“行政单位医疗”" in chinese
    assert "line 7 calls 2101101 “公务员医疗补助”; its official name is “行政单位医疗”" in english


def test_the_json_report_tells_the_funds_in_its_language(audit_text: TextAudit) -> None:
    document = json.loads(report(audit_text(table((*ROWS, *FUND_ROWS))), "json", "en"))["documents"][0]
    reasons = [verdict["reason"] for verdict in document["verdicts"] if verdict["rule"] == "CD-DOMAIN"]
    assert any("government fund budget" in reason for reason in reasons if reason)


def test_every_code_stands_below_another_of_its_table(vocabulary: Vocabulary) -> None:
    for name, classification in vocabulary.codes.items():
        ancestors = vocabulary.dimensions[name].ancestors
        orphans = [
            entry.code for entry in classification if any(not classification.get(up) for up in ancestors(entry.code))
        ]
        assert orphans == []


def test_years_of_codes_and_names_run_forward(vocabulary: Vocabulary) -> None:
    for classification in vocabulary.codes.values():
        for entry in classification:
            spans = [(entry.since, entry.until), *((former.since, former.until) for former in entry.formerly)]
            assert all(since <= until for since, until in spans if since and until)


def test_no_two_former_names_of_a_code_overlap(vocabulary: Vocabulary) -> None:
    for classification in vocabulary.codes.values():
        for entry in classification:
            ends = [former.until for former in entry.formerly if former.until]
            assert len(ends) == len(set(ends))


# --- codes printed twice -----------------------------------------------------------------------------------------------


def once(audit: Audit) -> list[str]:
    return [verdict.outcome for verdict in audit.verdicts if verdict.rule == "CD-ONCE"]


def test_a_code_that_stands_twice_with_two_amounts_is_a_warning(audit_text: TextAudit) -> None:
    audit = audit_text(table((*ROWS, ("210", "卫生健康支出", "10.50"))))
    assert ("CD-ONCE", "code-twice") in found(audit)
    assert {audit.verdicts[finding.head].rule for finding in audit.findings if finding.severity == "warning"} == {
        "CD-ONCE"
    }


def test_a_code_that_stands_twice_with_one_amount_is_a_repetition(audit_text: TextAudit) -> None:
    assert once(audit_text(table((*ROWS, ROWS[0])))) == ["exact"]


def test_two_rows_of_a_code_that_make_up_the_row_above_are_its_parts(audit_text: TextAudit) -> None:
    rows = (
        ("221", "住房保障支出", "20.00"),
        ("22102", "住房改革支出", "20.00"),
        ("2210201", "住房公积金", "12.00"),
        ("2210201", "住房公积金", "8.00"),
    )
    assert once(audit_text(table(rows))) == ["not_applicable"]


def test_a_table_that_repeats_several_codes_is_of_several_bodies(audit_text: TextAudit) -> None:
    other = tuple((code, name, "3.00") for code, name, _ in ROWS[:2])
    assert once(audit_text(table((*ROWS, *other)))) == []


def test_rows_that_name_a_body_beside_the_code_are_told_apart(audit_text: TextAudit) -> None:
    header = "科目编码\t科目名称\t预算单位\t合计\t基本支出\t项目支出"
    rows = "210\t卫生健康支出\t{}\t4.00\t\t4.00\n210\t卫生健康支出\t{}\t6.00\t\t6.00"
    for bodies in (("甲所", "乙所"), ("甲所", "")):
        text = f"2023年部门预算\n{GENERAL}\n单位：万元\n{header}\n{rows.format(*bodies)}\n"
        assert once(audit_text(text)) == []


def test_numbers_that_no_classification_has_belong_to_nothing(audit_text: TextAudit, rulebook: Rulebook) -> None:
    facts = audit_text(
        "2022年部门预算\n一般公共预算财政拨款支出表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        "合计\t\t10.00\t10.00\t0.00\n210\t卫生健康支出\t10.00\t10.00\t0.00\n"
    ).facts
    rows = [row._replace(dimension="item") for row in coded_rows(facts)]
    rule = rulebook.by_code["CD-PARENT"]
    assert rows
    assert isinstance(rule, CodeParent)
    assert list(rule.hold(facts, rows)) == []

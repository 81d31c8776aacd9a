"""Tables that a document must print: which one is missed, and what keeps a missing one from being a finding."""

from __future__ import annotations

import json

import pytest

from auditor.audit import Audit
from auditor.records import Outcome, run_of
from auditor.reports import render
from tests.conftest import TextAudit

TABLES = {
    "OVERVIEW": "部门收支总表\n收入\t预算数\t支出\t预算数\n本年收入合计\t9.00\t本年支出合计\t9.00\n收入总计\t9.00\t支出总计\t9.00\n",
    "INCOME": "部门收入总表\n科目编码\t科目名称\t合计\t财政拨款收入\n204\t公共安全支出\t9.00\t9.00\n",
    "EXPENDITURE": "部门支出总表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n204\t公共安全支出\t9.00\t4.00\t5.00\n",
    "FISCAL-OVERVIEW": "财政拨款收支总表\n收入\t预算数\t支出\t预算数\n收入总计\t9.00\t支出总计\t9.00\n",
    "GENERAL": "一般公共预算支出表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n204\t公共安全支出\t9.00\t4.00\t5.00\n",
    "GENERAL-BASIC": "一般公共预算基本支出表\n科目编码\t科目名称\t合计\n301\t工资福利支出\t4.00\n",
    "GOVERNMENT-FUND": "政府性基金预算支出表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t\t\t\n",
    "STATE-CAPITAL": "国有资本经营预算支出表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t\t\t\n",
    "THREE-PUBLIC": "财政拨款“三公”经费支出表\n项目\t预算数\n合计\t0.50\n公务接待费\t0.50\n",
}
CONTENTS = "".join(f"{text.splitlines()[0]}..........{page}\n" for page, text in enumerate(TABLES.values(), 3))


def disclosure(*left_out: str, year: int = 2024, before: str = "", behind: str = "") -> str:
    tables = [text.replace("\n", "\n单位：万元\n", 1) for name, text in TABLES.items() if name not in left_out]
    return "\n".join([f"{year}年部门预算", before, *tables, behind, ""])


def missed(audit: Audit) -> list[str]:
    """The names of the tables that are a finding."""
    found = {number for finding in audit.findings for number in finding.verdicts}
    return [
        verdict.terms[0].fact.label
        for number, verdict in enumerate(audit.verdicts)
        if verdict.rule == "PR-TABLES" and number in found
    ]


def test_a_full_set_misses_nothing(audit_text: TextAudit) -> None:
    audit = audit_text(disclosure())
    outcomes = [verdict.outcome for verdict in audit.verdicts if verdict.rule == "PR-TABLES"]
    assert outcomes == ["exact"] * len(TABLES)


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("OVERVIEW", "收支总表"),
        ("EXPENDITURE", "支出总表"),
        ("GENERAL", "一般公共预算支出表"),
        ("GOVERNMENT-FUND", "政府性基金预算支出表"),
        ("STATE-CAPITAL", "国有资本经营预算支出表"),
    ],
)
def test_the_one_table_of_the_set_that_is_not_there_is_missed(table: str, name: str, audit_text: TextAudit) -> None:
    audit = audit_text(disclosure(table))
    assert missed(audit) == [name]
    assert {finding.severity for finding in audit.findings} == {"warning"}


def test_two_tables_that_may_be_merged_into_others_are_not_missed(audit_text: TextAudit) -> None:
    assert missed(audit_text(disclosure("INCOME", "EXPENDITURE"))) == []


def test_tables_that_the_contents_name_are_missed_though_they_are_several(audit_text: TextAudit) -> None:
    audit = audit_text(disclosure("INCOME", "EXPENDITURE", before=CONTENTS))
    assert missed(audit) == ["收入总表", "支出总表"]
    assert [finding.line for finding in audit.findings] == [3, 4]


def test_a_plain_list_of_tables_is_contents_and_no_mention(audit_text: TextAudit) -> None:
    titles = "\n\n".join(text.splitlines()[0] for text in TABLES.values())
    assert missed(audit_text(disclosure("GENERAL", before=titles))) == ["一般公共预算支出表"]


def test_contents_of_a_disclosure_whose_tables_stand_elsewhere_miss_nothing(audit_text: TextAudit) -> None:
    assert missed(audit_text(disclosure(*list(TABLES)[1:], before=CONTENTS))) == []


@pytest.mark.parametrize(
    "says",
    [
        "本部门2024年没有政府性基金预算安排的支出。",
        "本部门无政府性基金预算。",
        "2024年政府性基金预算支出0万元。",
        "政府性基金预算支出表为空表。",
    ],
)
def test_a_fund_that_is_said_to_be_nil_needs_no_table(says: str, audit_text: TextAudit) -> None:
    assert missed(audit_text(disclosure("GOVERNMENT-FUND", behind=says))) == []


def test_a_table_under_a_title_of_two_is_both(audit_text: TextAudit) -> None:
    merged = TABLES["GOVERNMENT-FUND"].replace("政府性基金预算支出表", "政府性基金预算支出表和国有资本经营预算支出表")
    assert missed(audit_text(disclosure("GOVERNMENT-FUND", "STATE-CAPITAL", behind=merged))) == []


def test_a_table_no_template_knows_may_be_the_missing_one(audit_text: TextAudit) -> None:
    unknown = "按科目列示的安排\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n204\t公共安全支出\t9.00\t4.00\t5.00\n"
    assert missed(audit_text(disclosure("GENERAL", behind=unknown))) == []


def test_where_a_table_could_not_be_laid_out_none_is_missed(audit_text: TextAudit) -> None:
    ragged = "政府采购预算表\n项目\t合计\t金额\n1.00\n2.00\n3.00\t4.00\n"
    audit = audit_text(disclosure("GENERAL", behind=ragged))
    assert audit.gaps
    assert missed(audit) == []


def test_the_table_that_came_later_is_not_missed_in_earlier_years(audit_text: TextAudit) -> None:
    assert missed(audit_text(disclosure("STATE-CAPITAL", year=2019))) == []


@pytest.mark.parametrize(("lang", "says"), [("zh", "没有“支出总表”"), ("en", "no “支出总表”")])
def test_a_missing_table_is_named_in_both_languages(lang: str, says: str, audit_text: TextAudit) -> None:
    audit = audit_text(disclosure("EXPENDITURE"))
    run = run_of([Outcome("budget.txt", audit)], lang)  # type: ignore[arg-type]
    assert says in render(run, "text", lang)  # type: ignore[arg-type]
    document = json.loads(render(run, "json", lang))["documents"][0]  # type: ignore[arg-type]
    assert [says in finding["message"] for finding in document["findings"]] == [True]

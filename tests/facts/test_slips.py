"""Sentences of which one figure is mistyped: `{37.80=>38.70}` is what is right and what stands there for it.

The right sentence gets no finding, the mistyped one gets one. Of the others, which look alike and say something else, none gets one.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import TextAudit

TOLD = tomllib.loads((Path(__file__).parent / "slips.toml").read_text(encoding="utf-8"))
TITLE = "云川市港务局2025年度部门决算\n一、情况说明\n"
SLIP = re.compile(r"\{(?P<right>[^{}]*)=>(?P<wrong>[^{}]*)\}")


def findings(audit_text: TextAudit, sentence: str, title: str = TITLE) -> list[str]:
    audit = audit_text(f"{title}{sentence}\n")
    return [audit.verdicts[finding.head].rule for finding in audit.findings if finding.severity != "note"]


@pytest.mark.parametrize("sentence", TOLD["slips"])
def test_a_slip_is_named_and_what_is_right_is_not(audit_text: TextAudit, sentence: str) -> None:
    assert findings(audit_text, SLIP.sub(lambda found: found["right"], sentence)) == []
    assert findings(audit_text, SLIP.sub(lambda found: found["wrong"], sentence)) != []


@pytest.mark.parametrize("sentence", TOLD["alike"])
def test_what_only_looks_alike_is_not_accused(audit_text: TextAudit, sentence: str) -> None:
    assert findings(audit_text, sentence) == []


@pytest.mark.parametrize("sentence", TOLD["alike_in_budget"])
def test_what_only_looks_alike_is_not_accused_in_a_budget(audit_text: TextAudit, sentence: str) -> None:
    audit = audit_text(f"{TITLE.replace('决算', '预算')}{sentence}\n")
    assert [finding for finding in audit.findings if finding.severity != "note"] == []


REPORT = "关于云川市2025年预算执行情况和2026年预算草案的报告\n一、2025年执行情况\n"


@pytest.mark.parametrize("sentence", TOLD["slips_in_report"])
def test_a_slip_is_named_in_a_report(audit_text: TextAudit, sentence: str) -> None:
    assert findings(audit_text, SLIP.sub(lambda found: found["right"], sentence), REPORT) == []
    assert findings(audit_text, SLIP.sub(lambda found: found["wrong"], sentence), REPORT) != []


@pytest.mark.parametrize("sentence", TOLD["alike_in_report"])
def test_what_only_looks_alike_is_not_accused_in_a_report(audit_text: TextAudit, sentence: str) -> None:
    assert findings(audit_text, sentence, REPORT) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        # A list of what was spent is of the year of its whole.
        (
            "2026年“三公”经费预算23.45万元，其中公务接待13.60万元，运行费9.85万元。\n"
            "2025年度合计支出22.28万元，其中：公务接待14.21万元，运行费8.07万元。\n"
            "2026年度预算较2025年度决算增加1.17万元，其中公务接待减少0.61万元，减少4.29%；运行费增加1.78万元，增长22.06%。",
            False,
        ),
        # What was planned is no mention of what came of it.
        (
            "“三公”经费预算为186.00万元，其中接待费26.00万元、运行费160.00万元。\n"
            "“三公”经费决算支出162.64万元。其中：接待费支出19.87万元，运行费支出142.77万元。",
            False,
        ),
        ("“三公”经费支出1,186.00万元。\n“三公”经费支出1,168.00万元，比上年减少30.00万元。", True),
    ],
)
def test_figures_of_two_years_or_measures_are_apart(audit_text: TextAudit, text: str, is_found: bool) -> None:
    title = (
        "云川市港务局“三公”经费2026年预算和2025年支出情况\n"
        if "2026" in text
        else "云川市港务局2025年度“三公”经费支出情况\n"
    )
    assert bool(findings(audit_text, text, title)) == is_found


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("云川市2025年部门预算\n", "失业保险基金：收入9,428万元，支出5,073万元，当年结余4,355万元。"),
        (
            "云川新区2025年预算执行、2026年预算的说明\n",
            "收入安排55.54亿元，其中税收47.90亿元、非税7.64亿元；支出安排60.30亿元。",
        ),
    ],
)
def test_what_has_a_balance_or_taxes_is_no_balanced_budget(audit_text: TextAudit, title: str, text: str) -> None:
    assert findings(audit_text, text, title) == []

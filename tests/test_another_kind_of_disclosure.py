"""The engine knows no budgets: rules for the annual reports of charities, in English, audit those as well."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import auditor
from auditor.records.phrases import message_of
from tests.conftest import ROOT, document_of

RULES = ROOT / "tests" / "rule_sets" / "charity"
REPORTS = ROOT / "tests" / "rule_sets" / "reports"
VOCABULARY = auditor.load_vocabulary(RULES)
RULEBOOK = auditor.load_rules(RULES, VOCABULARY)
EXAMPLES = [
    pytest.param(rule.code, text, holds, id=f"{rule.code}-{'holds' if holds else 'fails'}-{number}")
    for rule in RULEBOOK.rules
    for holds, texts in ((True, rule.holds), (False, rule.fails))
    for number, text in enumerate(texts)
]
SLIPS = [
    pytest.param(
        "Total income\t1,250,000\t1,200,000",
        "Total income\t1,205,000\t1,200,000",
        ["AG-INCOME", "RU-SOURCE"],
        21,
        "“Total income 2024 £” at line 21 reads 1,205,000 pounds; “Total Income £” at line 38 reads 1,250,000 pounds",
        id="a wrong total in a table",
    ),
    pytest.param(
        "£50,000 (4.2%)",
        "£50,000 (4.7%)",
        ["CH-PERCENT"],
        6,
        "“Total income” at line 6 reads 4.7%; the printed figures give 4.17%",
        id="a wrong percentage of a change",
    ),
    pytest.param(
        "£750,000 from donations",
        "£705,000 from donations",
        ["AG-TEXT", "RU-LIST"],
        7,
        "“raised from donations” at line 7 reads 705,000 pounds; "
        "“Donations and legacies 2024 £” at line 17 reads 750,000 pounds",
        id="a figure restated otherwise in the text",
    ),
    pytest.param(
        "60% came from donations",
        "65% came from donations",
        ["SH-OF"],
        6,
        "reads 65%; the printed figures give 60.00%",
        id="a wrong share",
    ),
    pytest.param(
        "Unrestricted\t350,000\t850,000\t(800,000)\t400,000",
        "Unrestricted\t350,000\t850,000\t(880,000)\t400,000",
        ["BA-RESERVES", "RU-RESTRICTION"],
        38,
        "“Total Spending £” at line 38 reads -1,150,000 pounds; the 2 items listed make -1230000 pounds, off by 80000",
        id="reserves that do not roll forward",
    ),
    pytest.param(
        "Cooks\t95,250\t9,525\t104,775",
        "Cooks\t95,250\t9,225\t104,775",
        ["RU-OTHER-TABLES"],
        44,
        "“Cooks Total £” at line 44 reads 104,775 pounds; the 2 items listed make 104475 pounds",
        id="a wrong figure in a table that no layout knows",
    ),
    pytest.param(
        "There were no transfers between reserves.",
        "There were no grants in the year.",
        ["WO-NIL"],
        12,
        "line 12 says “There were no grants in the year”, but “Grants 2024 £” at line 18 is 400,000 pounds",
        id="a denial of what is printed",
    ),
]


def clean_text() -> str:
    return (REPORTS / "clean.txt").read_text(encoding="utf-8")


def audit_of(text: str) -> auditor.Audit:
    return auditor.confront(auditor.extract_facts(document_of(text), VOCABULARY), RULEBOOK)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "auditor", "--rules", str(RULES), *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(("code", "text", "holds"), EXAMPLES)
def test_an_example_of_its_rules_is_decided(code: str, text: str, holds: bool) -> None:
    audit = audit_of(text)
    if holds:
        assert {"exact", "rounding"} & {verdict.outcome for verdict in audit.verdicts if verdict.rule == code}
        assert not [finding for finding in audit.findings if finding.severity != "note"]
    else:
        assert code in {audit.verdicts[number].rule for finding in audit.findings for number in finding.verdicts}


@pytest.mark.parametrize("name", ["clean.txt", "review.md"])
def test_a_clean_report_is_read_in_full_without_a_finding(name: str) -> None:
    document = auditor.read_document(REPORTS / name)
    audit = auditor.confront(auditor.extract_facts(document, VOCABULARY), RULEBOOK)
    assert (audit.findings, audit.is_complete, audit.coverage.unread) == ((), True, 0)
    assert audit.facts.profile.kind == "annual_report"
    assert not [verdict for verdict in audit.verdicts if not verdict.holds]


def test_a_clean_report_is_checked_in_tables_and_text() -> None:
    audit = audit_of(clean_text())
    assert {verdict.rule for verdict in audit.verdicts} == set(RULEBOOK.by_code) - {"WO-NIL"}
    assert audit.coverage.checked > audit.coverage.figures * 3 // 4


@pytest.mark.parametrize(("right", "wrong", "rules", "line", "message"), SLIPS)
def test_a_slip_is_found_on_its_line_and_told_in_english(
    right: str, wrong: str, rules: list[str], line: int, message: str
) -> None:
    text = clean_text()
    assert text.count(right) == 1
    audit = audit_of(text.replace(right, wrong))
    (finding,) = audit.findings
    assert finding.line == line
    assert {audit.verdicts[number].rule for number in finding.verdicts} == set(rules)
    assert message in message_of(finding, audit, "en")


def test_the_command_audits_with_a_folder_of_rules(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.txt"
    faulty.write_text(clean_text().replace("(4.2%)", "(4.7%)"), encoding="utf-8")
    clean, found = run("check", str(REPORTS)), run("check", str(faulty))
    assert clean.returncode == 0, clean.stdout
    assert "2024 annual report" in clean.stdout
    assert found.returncode == 1
    assert f"{faulty}:6:" in found.stdout
    assert "50,000 ÷ 1,200,000 × 100 = 4.17" in found.stdout


def test_the_command_explains_the_rules_of_a_folder() -> None:
    assert "Closing reserves equal opening reserves" in run("explain", "BA-RESERVES", "--lang", "en").stdout

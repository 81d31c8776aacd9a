"""The sample disclosures: clean ones are clean, every planted error is found where it is planted, nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_regressions.data_regression import DataRegressionFixture
from pytest_regressions.file_regression import FileRegressionFixture

from auditor.documents import read_document
from auditor.facts import extract_facts
from auditor.records import Lang, Outcome, run_of
from auditor.records.phrases import message_of
from auditor.reports import render
from auditor.reports.listing import fact_lines
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT, SAMPLES, FileAudit

CLEAN = [file for file in SAMPLES if "clean" in file.name]
PLANTED = re.compile(r"\| `(?P<file>[\w.-]+)` \| (?P<line>\d+) \|.*\| (?P<rules>[A-Z, -]+) \|$", re.MULTILINE)


def planted() -> list[tuple[str, int, str]]:
    text = (ROOT / "sample_reports" / "README.md").read_text(encoding="utf-8")
    return [(match["file"], int(match["line"]), match["rules"]) for match in PLANTED.finditer(text)]


def by_name(file: Path) -> str:
    return file.name


def test_there_are_clean_and_faulty_samples_with_planted_errors() -> None:
    assert len(CLEAN) >= 4
    assert len({file for file, _, _ in planted()}) == len(SAMPLES) - len(CLEAN) >= 4
    assert len(planted()) >= 20


@pytest.mark.parametrize("file", CLEAN, ids=by_name)
def test_a_clean_sample_has_nothing_but_notes(file: Path, audit_file: FileAudit) -> None:
    audit = audit_file(file)
    assert [finding for finding in audit.findings if finding.severity != "note"] == []


@pytest.mark.parametrize("file", SAMPLES, ids=by_name)
def test_no_numeral_of_a_sample_is_unread(file: Path, audit_file: FileAudit) -> None:
    assert audit_file(file).coverage.unread == 0


@pytest.mark.parametrize(("name", "line", "rules"), planted())
def test_a_planted_error_is_found_on_its_line(name: str, line: int, rules: str, audit_file: FileAudit) -> None:
    audit = audit_file(ROOT / "sample_reports" / name)
    found = {
        audit.verdicts[number].rule
        for finding in audit.findings
        if finding.severity != "note"
        for number in finding.verdicts
        if any(abs(term.fact.location.line - line) <= 1 for term in audit.verdicts[number].terms)
    }
    assert found & {rule.strip() for rule in rules.split(",")}


@pytest.mark.parametrize("file", [file for file in SAMPLES if file not in CLEAN], ids=by_name)
def test_a_faulty_sample_has_no_finding_far_from_what_is_planted(file: Path, audit_file: FileAudit) -> None:
    lines = {line for name, line, _ in planted() if name == file.name}
    audit = audit_file(file)
    for finding in audit.findings:
        named = {term.fact.location.line for number in finding.verdicts for term in audit.verdicts[number].terms}
        near = any(abs(one - other) <= 4 for one in named for other in lines)
        assert near or finding.severity == "note", message_of(finding, audit, "en")


@pytest.mark.parametrize("file", SAMPLES, ids=by_name)
def test_the_audit_of_a_sample_is_as_before(
    file: Path, audit_file: FileAudit, data_regression: DataRegressionFixture
) -> None:
    audit = audit_file(file)
    outcomes: dict[str, dict[str, int]] = {}
    for verdict in audit.verdicts:
        tally = outcomes.setdefault(verdict.rule, {})
        tally[verdict.outcome] = tally.get(verdict.outcome, 0) + 1
    coverage = audit.coverage
    data_regression.check(
        {
            "profile": {
                "organisation": audit.facts.profile.organisation,
                "year": audit.facts.profile.year,
                "kind": audit.facts.profile.kind,
            },
            "verdicts": outcomes,
            "findings": [
                f"{finding.severity} {finding.id} {message_of(finding, audit, 'zh')}" for finding in audit.findings
            ],
            "coverage": {
                "checked": coverage.checked,
                "unrelated": coverage.unrelated,
                "excluded": dict(coverage.reasons),
            },
            "gaps": [f"{gap.line} {gap.reason}" for gap in audit.gaps],
        }
    )


@pytest.mark.parametrize("name", ["budget-clean-cells.txt", "final-faulty-tabs.txt"])
def test_the_facts_of_a_sample_are_as_before(
    name: str, vocabulary: Vocabulary, file_regression: FileRegressionFixture
) -> None:
    facts = extract_facts(read_document(ROOT / "sample_reports" / name), vocabulary)
    file_regression.check("\n".join(fact_lines(facts, "en")) + "\n", encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("file_format", ["text", "json"])
def test_the_report_of_a_sample_is_as_before(
    file_format: str, lang: str, audit_file: FileAudit, file_regression: FileRegressionFixture
) -> None:
    audit = audit_file(ROOT / "sample_reports" / "budget-faulty-cells-gb18030.txt")
    language: Lang = "zh" if lang == "zh" else "en"
    run = run_of([Outcome("sample.txt", audit), Outcome("scan.txt", error="it is empty")], language)
    report = render(run, file_format, language)
    extension = ".json" if file_format == "json" else ".txt"
    file_regression.check(report.replace("},{", "},\n{"), encoding="utf-8", extension=extension)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_hardly_a_figure_of_a_sample_stays_without_a_check_or_a_reason(file: Path, audit_file: FileAudit) -> None:
    coverage = audit_file(file).coverage
    assert coverage.checked + coverage.excluded >= 0.95 * coverage.figures

"""One disclosure in every format: the same verdicts, findings and figures, place apart."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from auditor.audit import Audit, confront
from auditor.documents import read_document, rendition
from auditor.facts import extract_facts
from auditor.records.phrases import message_of
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT, FileAudit

FORMATS = ROOT / "sample_reports" / "formats"
MADE = sorted(file for file in FORMATS.iterdir() if file.suffix != ".zip") if FORMATS.is_dir() else []
DISCLOSURES = sorted({file.stem for file in MADE})
OTHERS = [file for file in MADE if file.suffix != ".txt"]

Stated = tuple[str, str, str, tuple[tuple[str, int, str | None, str | None], ...]]


@pytest.fixture(scope="module")
def audits(audit_file: FileAudit) -> dict[str, Audit]:
    """The audit of every made file, by its name."""
    return {file.name: audit_file(file) for file in MADE}


def stated(audit: Audit) -> Counter[Stated]:
    """What an audit concludes, without places: rule, outcome, severity, and the figures as printed."""
    found: Counter[Stated] = Counter()
    for verdict in audit.verdicts:
        figures = [(term, term.fact.figure) for term in verdict.terms]
        terms = tuple(
            (term.role, term.sign, figure and figure.printed, figure.unit.name if figure and figure.unit else None)
            for term, figure in figures
        )
        found[verdict.rule, verdict.outcome, verdict.severity, terms] += 1
    return found


@pytest.mark.parametrize("file", OTHERS, ids=lambda file: file.name)
def test_a_format_gives_the_verdicts_of_the_text(file: Path, audits: dict[str, Audit]) -> None:
    assert stated(audits[file.name]) == stated(audits[f"{file.stem}.txt"])


@pytest.mark.parametrize("file", OTHERS, ids=lambda file: file.name)
def test_a_format_gives_the_findings_of_the_text_under_the_same_names(file: Path, audits: dict[str, Audit]) -> None:
    found = [
        sorted((finding.id, finding.severity) for finding in audits[name].findings)
        for name in (file.name, f"{file.stem}.txt")
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("file", OTHERS, ids=lambda file: file.name)
def test_every_figure_of_a_format_stands_where_the_rendition_prints_it(file: Path, audits: dict[str, Audit]) -> None:
    audit = audits[file.name]
    lines = audit.facts.document.lines
    for fact in audit.facts.facts:
        if fact.figure is not None:
            place = fact.location
            shown = lines[place.line - 1][place.column - 1 : place.end_column - 1]
            assert shown and fact.figure.printed.startswith(shown)


@pytest.mark.parametrize(
    ("suffix", "has"),
    [
        (".pdf", ("page", "bbox")),
        (".ofd", ("page", "bbox")),
        (".xlsx", ("cell",)),
        (".xls", ("cell",)),
        (".csv", ("cell",)),
    ],
)
@pytest.mark.parametrize("name", DISCLOSURES)
def test_every_figure_knows_its_place_in_the_original(
    name: str, suffix: str, has: tuple[str, ...], audits: dict[str, Audit]
) -> None:
    for fact in audits[name + suffix].facts.facts:
        if fact.figure is not None:
            assert all(getattr(fact.location, place) is not None for place in has)


@pytest.mark.parametrize("suffix", [".docx", ".doc", ".rtf", ".html"])
@pytest.mark.parametrize("name", DISCLOSURES)
def test_every_figure_of_a_table_knows_its_cell(name: str, suffix: str, audits: dict[str, Audit]) -> None:
    audit = audits[name + suffix]
    cells = [fact for fact in audit.facts.facts if fact.figure is not None and fact.statement is not None]
    assert cells
    assert all(fact.location.cell is not None and "!R" in fact.location.cell for fact in cells)


@pytest.mark.parametrize("file", MADE, ids=lambda file: file.name)
def test_the_audit_of_a_format_is_as_before(
    file: Path, audits: dict[str, Audit], file_regression: FileRegressionFixture
) -> None:
    audit = audits[file.name]
    lines = [f"{finding.severity} {finding.id} {message_of(finding, audit, 'zh')}" for finding in audit.findings]
    counts = Counter(f"{verdict.rule} {verdict.outcome}" for verdict in audit.verdicts)
    lines += [f"{key}: {count}" for key, count in sorted(counts.items())]
    file_regression.check("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("file", [file for file in MADE if file.stem == "final"], ids=lambda file: file.name)
def test_the_rendition_of_a_format_is_as_before(file: Path, file_regression: FileRegressionFixture) -> None:
    file_regression.check("\n".join(rendition(read_document(file))) + "\n", encoding="utf-8")


@pytest.mark.parametrize(("made", "named"), [(".doc", ".wps"), (".xls", ".et")])
@pytest.mark.parametrize("name", DISCLOSURES)
def test_a_file_under_the_name_that_another_office_gives_it_is_read_the_same(
    name: str,
    made: str,
    named: str,
    audits: dict[str, Audit],
    vocabulary: Vocabulary,
    rulebook: Rulebook,
    tmp_path: Path,
) -> None:
    file = tmp_path / f"{name}{named}"
    file.write_bytes((FORMATS / f"{name}{made}").read_bytes())
    document = read_document(file)
    assert (document.format, document.notices) == (named.removeprefix("."), ())
    assert stated(confront(extract_facts(document, vocabulary), rulebook)) == stated(audits[name + made])

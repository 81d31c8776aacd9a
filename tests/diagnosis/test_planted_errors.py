"""The planted errors of the samples: the planted figure is the first suspect, or among two; no right figure is told as wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pytest

from auditor.audit import Audit, Finding, confront
from auditor.documents import read_document
from auditor.documents.text import read_text
from auditor.facts import extract_facts
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT, FileAudit

PLANTED = re.compile(
    r"\| `(?P<file>[\w./-]+)` \| (?P<line>\d+) \| .* \| (?P<printed>.*?) \| (?P<due>.*?) \| (?P<rules>[A-Z, -]+) \|$",
    re.M,
)
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
OF_WORDS = ("WO-", "PE-")
"""Rules whose findings are on words and years: there the head says what is wrong."""
LEAST = 36
MOST_TOLD = 2
DRAWS, SLIPS, LEAST_SHARE = 20, 5, 0.75


class Planted(NamedTuple):
    file: str
    line: int
    figure: str
    rules: tuple[str, ...]


def planted() -> Iterator[Planted]:
    text = (ROOT / "sample_reports" / "README.md").read_text(encoding="utf-8")
    for match in PLANTED.finditer(text):
        # In a list the planted figure is one of its items: “差旅费 is 6.90, printed 9.60”; “parts 118.42 − 46.30 = 72.12”.
        item = re.search(r"printed ([\d.]+)", match["due"]) or re.search(r"− ([\d.]+)", match["printed"])
        figure = item[1] if item else next(iter(FIGURE.findall(match["printed"])), "")
        rules = tuple(rule.strip() for rule in match["rules"].split(","))
        yield Planted(match["file"], int(match["line"]), figure, rules)


def finding_of(error: Planted, audit: Audit) -> Finding | None:
    """The finding with one of its rules on its line."""
    for finding in audit.findings:
        if finding.severity == "note":
            continue
        for number in finding.verdicts:
            verdict = audit.verdicts[number]
            lines = [term.fact.location.line for term in verdict.terms]
            if verdict.rule in error.rules and any(abs(line - error.line) <= 1 for line in lines):
                return finding
    return None


def suspected(finding: Finding) -> list[tuple[str, int]]:
    return [
        (suspect.fact.figure.printed, suspect.fact.location.line)
        for suspect in (finding.cause.suspects if finding.cause else ())
        if suspect.fact.figure is not None
    ]


def is_right(error: Planted, finding: Finding | None, audit: Audit) -> bool:
    if finding is None:
        return False
    if error.rules[0].startswith(OF_WORDS):
        return abs(audit.verdicts[finding.head].terms[0].fact.location.line - error.line) <= 1
    told = suspected(finding)
    return len(told) <= MOST_TOLD and any(
        figure == error.figure and abs(line - error.line) <= 1 for figure, line in told
    )


def test_the_planted_figure_is_suspected_and_no_right_one_inferred(audit_file: FileAudit) -> None:
    errors = list(planted())
    audits = {file: audit_file(ROOT / "sample_reports" / file) for file in {error.file for error in errors}}
    wrong = [
        error for error in errors if not is_right(error, finding_of(error, audits[error.file]), audits[error.file])
    ]
    assert len(errors) - len(wrong) >= LEAST, wrong
    figures = {(error.file, error.figure) for error in errors}
    for file, audit in audits.items():
        for finding in audit.findings:
            if finding.cause is not None and finding.cause.confidence == "inferred":
                assert (file, suspected(finding)[0][0]) in figures


def test_a_planted_error_is_one_finding(audit_file: FileAudit) -> None:
    errors = list(planted())
    files = {error.file for error in errors}
    audits = [audit_file(ROOT / "sample_reports" / file) for file in files]
    told = sum(1 for audit in audits for finding in audit.findings if finding.severity != "note")
    assert told <= 1.1 * len(errors)


def places(audit: Audit) -> list[tuple[int, int, str]]:
    """The amounts of tables that two verdicts or more relate: line, column, what is printed."""
    times: dict[tuple[int, int, str], int] = {}
    for verdict in audit.verdicts:
        for term in verdict.terms:
            fact = term.fact
            if (
                fact.figure is not None
                and fact.statement is not None
                and "." in fact.figure.printed
                and len(verdict.terms) > 1
            ):
                key = (fact.location.line, fact.location.column, fact.figure.printed)
                times[key] = times.get(key, 0) + (verdict.holds and verdict.family != "bound")
    return sorted(key for key, count in times.items() if count > 1)


def mistyped(printed: str, chance: random.Random) -> str:
    """Another digit in place of one before the last."""
    digits = [place for place, char in enumerate(printed) if char.isdigit()][:-1]
    place = chance.choice(digits)
    others = [digit for digit in "123456789" if digit != printed[place]]
    return f"{printed[:place]}{chance.choice(others)}{printed[place + 1 :]}"


def with_slips(lines: Sequence[str], slips: Sequence[tuple[int, int, str, str]]) -> str:
    changed = list(lines)
    for line, column, printed, other in sorted(slips, reverse=True):
        text = changed[line - 1]
        assert text[column - 1 :].startswith(printed)
        changed[line - 1] = text[: column - 1] + other + text[column - 1 + len(printed) :]
    return "\n".join(changed)


@pytest.mark.parametrize("name", ["final-clean-tabs.txt"])
def test_five_slips_at_once_are_told_apart(
    name: str, audit_file: FileAudit, vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    """In three draws of four the first suspects are just the five figures that were mistyped."""
    document = read_document(ROOT / "sample_reports" / name)
    lines = list(document.lines)
    known = places(audit_file(ROOT / "sample_reports" / name))
    chance = random.Random(20261129)
    exact = 0
    for _ in range(DRAWS):
        slips = [(*place, mistyped(place[2], chance)) for place in chance.sample(known, SLIPS)]
        text = read_text(name, with_slips(lines, slips), "utf-8", "0" * 64, "txt")
        audit = confront(extract_facts(text, vocabulary), rulebook)
        told = {
            (suspect.fact.location.line, suspect.fact.location.column)
            for finding in audit.findings
            if finding.severity != "note" and finding.cause is not None
            for suspect in finding.cause.suspects[:1]
        }
        exact += told == {(line, column) for line, column, _, _ in slips}
    assert exact >= LEAST_SHARE * DRAWS, exact

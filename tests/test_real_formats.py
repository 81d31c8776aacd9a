"""Real files as they are published: what they print is read, its identities are evaluated, and nothing is made up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.audit import Audit, confront
from auditor.documents import read_document
from auditor.errors import UnreadableDocument
from auditor.facts import extract_facts
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import SHARED

FORMATS = SHARED / "corpus" / "formats"
pytestmark = pytest.mark.skipif(not FORMATS.is_dir(), reason="the real files are not beside the checkout")

RULED = [
    "budget-2025-commerce-commission.pdf",
    "budget-2025-district-office.pdf",
    "final-accounts-2024-social-work.pdf",
]
READABLE = sorted(file.name for file in FORMATS.glob("*.*") if not file.name.startswith("unreadable"))
TRUE_ERRORS = {
    "debt-2024-changdu.xls": ["821004.17", "157359.51"],
    "notes-2021-hainan.doc": ["6,149,344", "21.9"],
    "final-accounts-2024-social-work.pdf": ["95.89", "21.07"],
}
"""What is printed wrong in a file.

Thirteen items that come to 6,149,334 said to be 6,149,344; a growth of 17.99 % said to be 21.9 %; a share of one budget said to be
of another, which is 0; balances of eleven counties that come to 2,100 more than their total, and the special debts among them;
parts of all purchases that do not overlap, each as large as the whole.
"""
_AMOUNT = re.compile(r"-?[\d,]+\.\d\d")


@pytest.fixture(scope="module")
def audits(vocabulary: Vocabulary, rulebook: Rulebook) -> dict[str, Audit]:
    return {name: confront(extract_facts(read_document(FORMATS / name), vocabulary), rulebook) for name in READABLE}


@pytest.mark.parametrize("name", READABLE)
def test_no_error_is_false(name: str, audits: dict[str, Audit]) -> None:
    audit = audits[name]
    heads = [audit.verdicts[finding.head].terms[0].fact for finding in audit.findings if finding.severity == "error"]
    assert [fact.figure.printed for fact in heads if fact.figure] == TRUE_ERRORS.get(name, [])


@pytest.mark.parametrize("name", READABLE)
def test_every_numeral_is_accounted_for(name: str, audits: dict[str, Audit]) -> None:
    assert audits[name].coverage.unread == 0


@pytest.mark.parametrize("name", RULED)
def test_hardly_a_figure_of_a_department_stays_without_a_check_or_a_reason(name: str, audits: dict[str, Audit]) -> None:
    coverage = audits[name].coverage
    assert coverage.checked + coverage.excluded >= 0.95 * coverage.figures


@pytest.mark.parametrize("name", RULED)
def test_nothing_of_a_ruled_pdf_stays_undecided(name: str, audits: dict[str, Audit]) -> None:
    audit = audits[name]
    assert audit.is_complete
    assert audit.gaps == []
    assert [verdict.rule for verdict in audit.verdicts if verdict.outcome == "unverifiable"] == []


@pytest.mark.parametrize("name", RULED)
def test_every_identity_that_another_reader_sees_in_the_tables_is_evaluated(
    name: str, audits: dict[str, Audit]
) -> None:
    evaluated = {
        tuple(
            sorted(
                _printed(term.fact.figure.printed)
                for term in verdict.terms
                if term.fact.figure and term.fact.figure.value
            )
        )
        for verdict in audits[name].verdicts
        if verdict.holds
    }
    seen = list(_identities(FORMATS / name))
    assert len(seen) > 50
    assert [identity for identity in seen if identity not in evaluated] == []


@pytest.mark.parametrize("name", RULED)
def test_prose_is_held_against_the_tables_in_converted_units(name: str, audits: dict[str, Audit]) -> None:
    held = Counter(verdict.outcome for verdict in audits[name].verdicts if verdict.relation == "table-narrative")
    assert held["exact"] + held["rounding"] >= 5


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("unreadable-scan.pdf", "4 of its 4 pages are images"),
        ("unreadable-font-without-unicode.pdf", "fonts of 12 of its 12 pages"),
        ("unreadable-truncated.pdf", "damaged or cut short"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says):
        read_document(FORMATS / name)


def _printed(text: str) -> str:
    return text.replace(",", "")


def _identities(file: Path) -> Iterator[tuple[str, ...]]:
    """The figures of every sum that pdfplumber's cells make: a code and those below it, a row's first amount and its others."""
    for rows in _tables(file):
        amounts = [[_printed(cell) if _AMOUNT.fullmatch(cell) else "" for cell in row] for row in rows]
        codes = ["".join(cell for cell in row[:3] if cell.isdigit()) for row in rows]
        for code, row in zip(codes, amounts, strict=True):
            below = [
                other
                for other, line in zip(codes, amounts, strict=True)
                if len(other) == len(code) + 2 and other.startswith(code) and line
            ]
            for column, whole in enumerate(row):
                parts = [
                    line[column] for other, line in zip(codes, amounts, strict=True) if other in below and line[column]
                ]
                yield from _sum(whole if code else "", parts)
            filled = [cell for cell in row if cell and Decimal(cell)]
            yield from _sum(filled[0] if code and len(filled) > 2 else "", filled[1:])


def _sum(whole: str, parts: list[str]) -> Iterator[tuple[str, ...]]:
    parts = [part for part in parts if Decimal(part)]
    if whole and parts and sum(map(Decimal, parts)) == Decimal(whole):
        yield tuple(sorted([whole, *parts]))


def _tables(file: Path) -> Iterator[list[list[str]]]:
    """The rows of each table over all its pages, line breaks and blanks taken out."""
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(file) as pdf:
        found = [
            [["".join((cell or "").split()) for cell in row] for row in table]
            for page in pdf.pages
            for table in page.extract_tables()
        ]
    joined: list[list[list[str]]] = []
    for rows in found:
        if joined and rows[0] == joined[-1][0]:
            joined[-1] += rows
        else:
            joined.append(rows)
    yield from joined

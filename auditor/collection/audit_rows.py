"""What came of an audit as rows of a store: a disclosure each, with its figures, identities, findings and notices."""

# Annotations are no strings here: they are what the columns of the data sets are made from.
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from auditor.audit import Audit, Coverage
from auditor.audit.coverage import measure_coverage
from auditor.checks.across.present import explained_in
from auditor.collection.members import ChangeRow, SaidRow, changes_of, sayings_of
from auditor.collection.rows import DocumentRow, FigureRow, figures_of, key_of
from auditor.collection.who import BodyRow, body_of
from auditor.documents import Paragraph
from auditor.facts import FactSet
from auditor.records import DocumentRecord, Lang, Outcome, record_of
from auditor.tuples import NamedTuple


class IdentityRow(NamedTuple):
    """One rule held against one set of figures, with what came of it."""

    document: str
    number: int
    """Unique in a file."""
    rule: str
    kind: str
    outcome: str
    """exact, rounding, forced, inconsistent, unverifiable or not_applicable."""
    severity: str
    relation: str
    terms: str
    """`role+number;role-number;…`: the part and the sign of each figure, and its number; words have none and are left out."""
    expected: str | None
    difference: str | None
    allowance: str | None
    reason: str | None


class FindingRow(NamedTuple):
    """Violated identities of one cause."""

    document: str
    id: str
    rule: str
    severity: str
    message: str
    formula: str | None
    line: int
    identities: str
    """Their numbers, that of the one that says it best first: `12;40`."""
    suspect: str | None
    """Which figure is wrong, or may be, and why."""


class NoticeRow(NamedTuple):
    """What could not be read or understood of a disclosure, and what else is to be known of how it was read."""

    document: str
    line: int
    key: str
    text: str
    incomplete: bool
    """Whether the disclosure is not audited in full because of it."""


class Disclosure(NamedTuple):
    """All that a store has of one disclosure: for each data set its rows."""

    document: str
    year: int | None
    rows: dict[str, Iterable[NamedTuple]]


DATASETS: dict[str, type[NamedTuple]] = {
    "documents": DocumentRow,
    "figures": FigureRow,
    "identities": IdentityRow,
    "findings": FindingRow,
    "notices": NoticeRow,
    "bodies": BodyRow,
    "changes": ChangeRow,
    "sayings": SaidRow,
}
"""What a row of each data set is. A row without a disclosure of its name begins with `document`."""


def disclosures_of(outcome: Outcome, path: str, sha256: str, otherwise: str, lang: Lang | None) -> list[Disclosure]:
    """The disclosures of a file, mostly one; of a file without an audit one that says why.

    One whose content could not be had, so that `sha256` is empty, is named by what is to be taken `otherwise`.
    """
    if outcome.audit is None:
        record = record_of(outcome, lang)
        row = DocumentRow(
            key_of(sha256 or otherwise), sha256, path, None, None, None, None, "unknown", "unknown", outcome.status, False,
            0, 0, 0, 0, 0, 0, 0, 0, record.get("error"),
        )  # fmt: skip
        return [Disclosure(row.document, None, {"documents": [row]})]
    return list(_Told(outcome, path, sha256, lang).disclosures())


class _Told:
    """An audit with its record, told disclosure by disclosure."""

    def __init__(self, outcome: Outcome, path: str, sha256: str, lang: Lang | None) -> None:
        assert outcome.audit is not None
        self._audit: Audit = outcome.audit
        self._record: DocumentRecord = record_of(outcome, lang)
        self._status, self._path, self._sha256 = outcome.status, path, sha256
        self._parts = self._audit.facts.disclosures
        self._starts = [_first_line(part) for part in self._parts]
        self._identities = [self._part_of_identity(number) for number in range(len(self._audit.verdicts))]

    def disclosures(self) -> Iterator[Disclosure]:
        for place, part in enumerate(self._parts):
            document = key_of(self._sha256, place + 1)
            rows: dict[str, Iterable[NamedTuple]] = {
                "documents": [self._document_row(place, part, document)],
                "figures": figures_of(part, document),
                "identities": self._identity_rows(place, document),
                "findings": self._finding_rows(place, document),
                "notices": self._notice_rows(place, document),
                **self._for_others(part, document),
            }
            yield Disclosure(document, part.profile.year, rows)

    def _for_others(self, part: FactSet, document: str) -> dict[str, Iterable[NamedTuple]]:
        """What rules over several disclosures need beside the figures."""
        rules = self._audit.rulebook.rules
        return {
            "bodies": [body_of(part, document, self._path, explained_in(part, rules))],
            "changes": changes_of(part, document),
            "sayings": sayings_of(part, document, rules),
        }

    def _document_row(self, place: int, part: FactSet, document: str) -> DocumentRow:
        audit, profile = self._audit, part.profile
        coverage = self._coverage(place, part)
        weights = [finding.severity for finding in audit.findings if self._identities[finding.head] == place]
        return DocumentRow(
            document=document,
            sha256=self._sha256,
            path=self._path,
            format=part.document.format,
            title=profile.title,
            body=profile.organisation,
            year=profile.year,
            kind=profile.kind,
            publisher=profile.publisher,
            status=self._status,
            complete=audit.is_complete,
            figures=coverage.figures,
            checked=coverage.checked,
            unrelated=coverage.unrelated,
            excluded=coverage.excluded,
            unread=coverage.unread,
            errors=weights.count("error"),
            warnings=weights.count("warning"),
            notes=weights.count("note"),
            error=None,
        )

    def _coverage(self, place: int, part: FactSet) -> Coverage:
        if len(self._parts) == 1:
            return self._audit.coverage
        own = [verdict for verdict, at in zip(self._audit.verdicts, self._identities, strict=True) if at == place]
        return measure_coverage(part, own)

    def _identity_rows(self, place: int, document: str) -> Iterator[IdentityRow]:
        for number, (verdict, told) in enumerate(zip(self._audit.verdicts, self._record["verdicts"], strict=True)):
            if self._identities[number] == place:
                terms = (
                    f"{term.role}{'-' if term.sign < 0 else '+'}{term.fact.number}"
                    for term in verdict.terms
                    if term.fact.number >= 0 and term.fact.state != "word"
                )
                yield IdentityRow(
                    document, number, told["rule"], told["kind"], told["outcome"], told["severity"], told["relation"],
                    ";".join(terms), told["expected"], told["difference"], told["allowance"], told["reason"],
                )  # fmt: skip

    def _finding_rows(self, place: int, document: str) -> Iterator[FindingRow]:
        for finding, told in zip(self._audit.findings, self._record["findings"], strict=True):
            if self._identities[finding.head] == place:
                suspect = told["diagnosis"]["text"] if told["diagnosis"] else None
                yield FindingRow(
                    document, told["id"], told["rule"], told["severity"], told["message"], told["formula"], told["line"],
                    ";".join(map(str, told["verdicts"])), suspect,
                )  # fmt: skip

    def _notice_rows(self, place: int, document: str) -> Iterator[NoticeRow]:
        for gap, told in zip(self._audit.gaps, self._record["gaps"], strict=True):
            if self._part_at(gap.line) == place:
                yield NoticeRow(document, gap.line, gap.reason, told["reason"], gap.core)
        for notice in self._record["notices"]:
            if self._part_at(notice["line"]) == place:
                yield NoticeRow(document, notice["line"], notice["key"], notice["text"], notice["incomplete"])

    def _part_of_identity(self, number: int) -> int:
        return self._part_at(self._audit.verdicts[number].terms[0].fact.location.line)

    def _part_at(self, line: int) -> int:
        """The disclosure that a line of the file belongs to, by its place; what stands before the first belongs to it."""
        return max(0, bisect_right(self._starts, line) - 1)


def _first_line(part: FactSet) -> int:
    blocks = part.document.blocks
    if not blocks:
        return 1
    return blocks[0].source.line if isinstance(blocks[0], Paragraph) else blocks[0].line

"""A run as plain data, schema 1: what every report is made from, and what the JSON report prints.

Amounts are strings of digits; lines, columns and pages count from 1. Keys may be added, never changed or taken away.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Literal, NotRequired

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    # pydantic, which reads these types for the schema, cannot use the older one.
    from typing_extensions import TypedDict

from auditor.records.choices import Lang, SeverityName, State, Status


class PlaceRecord(TypedDict):
    """Where something stands; `line` is that of what `auditor extract` prints, `bbox` in points from the page's upper left corner."""

    page: int | None
    line: int
    column: int
    end_column: int
    cell: str | None
    bbox: list[float] | None
    document: NotRequired[str]
    """The path of the document, where that is not the one of the record."""


class TermRecord(TypedDict):
    """A figure, a blank or a word in its part of a relation; a holding sum of sign times value is zero."""

    role: str
    sign: int
    label: str
    printed: str | None
    """The number's own characters, without sign of minus, unit and percent sign; None of a blank."""
    value: str | None
    """In the base of its quantity, 1 for counts, percentages as printed."""
    unit: str | None
    state: str
    """printed, blank, dash, word or unreadable."""
    table: NotRequired[str | None]
    """The title of the table it stands in; None in prose."""
    header: NotRequired[str | None]
    """The header of its column, its levels joined by a slash."""
    location: PlaceRecord
    reading: NotRequired[int]
    """How it was read, by its place in the readings of the document; of the terms of findings."""
    clause: NotRequired[int]
    """The clause of prose it stands in, by its place in the clauses of the document; of the terms of findings."""


class ReadingRecord(TypedDict):
    """How a figure or a blank was read: what it may stand for, where its unit is from, which cell of the cube it is."""

    half: str
    """Half a unit in its last printed place, in its own unit: it stands for what it prints, less or more so much."""
    fine_half: str
    """The same of the last place that the figures around it are printed to, in case its zeros were stripped."""
    exact: str | None
    """Why it stands for nothing but itself: blank, zero (without decimals), count, smallest (no smaller coin); None if it does not."""
    scale: str
    """How many base units its unit is."""
    unit_from: str
    """token (beside the number), row, column, caption (above the table), concept, or none."""
    concept: str | None
    """What it is about, in the language of the document."""
    dimensions: list[list[str]]
    """Each dimension in which it is no whole, and the member: their names in the language of the document."""
    row: str | None
    """The label of its row; None in prose."""


class ClauseRecord(TypedDict):
    """How a clause of prose, or a part of one, was read."""

    production: str
    """The id of the production; empty where none reads the figure in it."""
    bare: bool
    """Whether the production says no more than that there is a figure, perhaps with a name."""
    text: str
    line: int
    column: int
    slots: list[list[str]]
    """Each slot that is filled, and the words that fill it."""


class VerdictRecord(TypedDict):
    """One rule held against one set of figures; `expected`, `difference` and `allowance` are in the unit of the first term.

    Where a word is held against figures (`kind` wording) they are in the unit of the figure that the word speaks of.
    """

    rule: str
    catalogue: list[str]
    kind: str
    """What the relation looks like: the family of the kind of its rule, such as bound or wording."""
    outcome: str
    severity: SeverityName
    relation: str
    terms: list[TermRecord]
    expected: str | None
    difference: str | None
    allowance: str | None
    reason: str | None
    clauses: NotRequired[list[int]]
    """The clauses of prose that its terms stand in and those that lead up to them, by their places in the clauses of the document."""
    structure: NotRequired[int | None]
    """The structure of a table whose reading it rests on, by its place in the document's list."""


class CandidateRecord(TypedDict):
    """One reading of a structure, and how the sums that it implies hold against the figures."""

    name: str
    licence: str
    """What licenses it, in words."""
    rank: int
    """0 is the plainest."""
    accounted: bool
    """Whether words give every line a role."""
    holding: int
    """Sums that hold and say something: two parts or more are not zero."""
    trivial: int
    """Sums that hold by construction."""
    violated: int
    repairs: int
    """The least number of figures whose change would mend those violated."""
    left_out: int
    """Lines with figures that it does not place."""


class StructureRecord(TypedDict):
    """How the rows of a table add up, or which columns one of its columns is the sum of."""

    kind: Literal["rows", "columns"]
    table: int
    title: str
    line: int
    """Of the table."""
    pane: int
    column: str | None
    """The header of the column that is the sum; None of rows."""
    trust: Literal["believed", "open", "not_understood"]
    """Only believed readings give errors, open ones warnings, those not understood neither."""
    candidates: list[CandidateRecord]
    chosen: int
    """The place of the chosen candidate."""


class WaiverRecord(TypedDict):
    """Why a finding does not count: who allowed it, for what reason, until when (the last day it holds)."""

    reason: str
    approved_by: str
    expires: str | None


class LapsedRecord(TypedDict):
    """Why a finding counts although an exception was made for it: its numbers changed, or the waiver expired."""

    by: Literal["waiver", "baseline"]
    why: Literal["changed", "expired"]
    numbers: list[str]
    """What it read and should have read when the exception was made."""
    expires: str | None


class SuspectRecord(TypedDict):
    """A figure whose one new value makes all verdicts of a finding hold, and breaks none that holds; numbers in its unit."""

    label: str
    printed: str
    unit: str | None
    value: str | None
    """What it may have to read; None where several numbers would do."""
    low: str | None
    high: str | None
    """Between which values it would do; None without an end."""
    slip: str | None
    """What made the printed number of that value: digit, transposed, dropped, added, point, unit, sign, direction, neighbour, part-missing,
    part-twice, base; None where nothing is known."""
    weight: float
    """How likely it is the wrong one: between 0 and 1."""
    location: PlaceRecord


class DiagnosisRecord(TypedDict):
    """Which figure is wrong, by what its new value would mend. An inference: it changes no verdict."""

    confidence: Literal["inferred", "possible"]
    """Whether the first suspect is inferred, or each of them only possible."""
    text: str
    suspects: list[SuspectRecord]
    """The likeliest first."""
    mended: list[int]
    """The verdicts that would hold, by their places in the list of verdicts of the document."""
    vouching: list[int]
    """Those that hold and vouch for the other figures of the mended ones."""


class FindingRecord(TypedDict):
    """Verdicts that one wrong figure explains, the head first; or one that rounding explains."""

    id: str
    rule: str
    catalogue: list[str]
    severity: SeverityName
    message: str
    verdicts: list[int]
    """Places in the list of verdicts of the document."""
    line: int
    sentence: NotRequired[str]
    """The message without the title of the rule and without remarks."""
    remarks: NotRequired[list[str]]
    excerpt: NotRequired[str]
    """What is printed around its first figure, that in 【】: of a table its row."""
    formula: NotRequired[str | None]
    """A ratio as a pocket calculator takes it."""
    numbers: NotRequired[list[str]]
    """What it reads and should read; when one of them changes, so has the finding."""
    diagnosis: NotRequired[DiagnosisRecord | None]
    """Which figure is wrong, or may be; None where nothing tells."""
    state: NotRequired[State]
    waiver: NotRequired[WaiverRecord | None]
    lapsed: NotRequired[LapsedRecord]
    """Only where an exception that was made for it no longer holds."""


class UncheckedRecord(TypedDict):
    printed: str
    line: int
    column: int
    reason: str


class TablesRecord(TypedDict):
    """Tables with figures: believed in all that was read of them, not understood, or open, in between."""

    with_figures: int
    believed: int
    open: int
    not_understood: int


class CoverageRecord(TypedDict):
    """Every numeral of the document in exactly one of four states."""

    figures: int
    checked: int
    unrelated: int
    excluded: int
    unread: int
    excluded_for: dict[str, int]
    unchecked: list[UncheckedRecord]
    tables: NotRequired[TablesRecord]


class GapRecord(TypedDict):
    line: int
    reason: str


class NoticeRecord(TypedDict):
    line: int
    key: str
    text: str
    incomplete: bool


class TextRecord(TypedDict):
    """A text as read. `at` lists the runs it was put together from: offset in the text, line, column, and the page of a PDF."""

    text: str
    at: list[list[int]]


class BlockRecord(TypedDict):
    """A paragraph, a line of contents, or a table."""

    kind: Literal["paragraph", "contents", "table"]
    text: NotRequired[TextRecord]
    captions: NotRequired[list[TextRecord]]
    header: NotRequired[list[list[TextRecord]]]
    reach: NotRequired[list[list[list[int]]]]
    """Over which columns each cell of the header reaches: the first one and the one behind the last; empty of a blank."""
    rows: NotRequired[list[list[TextRecord]]]


class ChecksRecord(TypedDict):
    """How many relations were decided, how many of them hold, and how many could not be decided, by reason."""

    decided: int
    holding: int
    undecided: dict[str, int]


class DocumentRecord(TypedDict):
    """One document of a run; of one that could not be read only its path, its status and the error."""

    path: str
    status: Status
    error: NotRequired[str | None]
    language: NotRequired[Lang]
    format: NotRequired[str]
    encoding: NotRequired[str]
    sha256: NotRequired[str]
    title: NotRequired[str | None]
    organisation: NotRequired[str | None]
    year: NotRequired[int | None]
    kind: NotRequired[str]
    kind_name: NotRequired[str]
    """The kind in the language of the report."""
    key: NotRequired[str]
    """What the document is, whatever its file is called."""
    complete: NotRequired[bool]
    verdicts: NotRequired[list[VerdictRecord]]
    findings: NotRequired[list[FindingRecord]]
    readings: NotRequired[list[ReadingRecord]]
    clauses: NotRequired[list[ClauseRecord]]
    """How the clauses were read that the figures of findings stand in."""
    structures: NotRequired[list[StructureRecord]]
    """How the tables were understood."""
    coverage: NotRequired[CoverageRecord]
    checks: NotRequired[ChecksRecord]
    gaps: NotRequired[list[GapRecord]]
    notices: NotRequired[list[NoticeRecord]]
    content: NotRequired[list[BlockRecord]]
    relation: NotRequired[str]
    """How documents are related, where the record is of what stands between several: last-year, plan, unit, units, copies, volumes."""
    between: NotRequired[list[str]]
    """Their paths, its own first. Such a record has no coverage and no content: each document has a record of its own."""


class NameRecord(TypedDict):
    zh: str
    en: str


class LinesRecord(TypedDict):
    """Lines in both languages."""

    zh: list[str]
    en: list[str]


class RuleRecord(TypedDict):
    """A rule that a verdict of the run refers to."""

    kind: str
    """Its kind as rule files name it."""
    title: NameRecord
    source: NameRecord
    severity: SeverityName
    catalogue: list[str]
    must_hold: NotRequired[LinesRecord]
    """What holds, as `auditor explain` tells it; where it was asked for."""
    applies: NotRequired[LinesRecord]
    """When it is held."""
    notes: NotRequired[NameRecord]
    """What may be a false alarm, and what to look at."""


class ToolRecord(TypedDict):
    name: str
    version: str


class LeftOutRecord(TypedDict):
    """A file of a folder that may hold documents and was not looked into: the run is not complete."""

    path: str
    kind: Literal["archive", "image", "link"]
    """`link` leads to another folder."""


class SummaryRecord(TypedDict):
    """Counts over all documents; findings that are waived or in the baseline are counted apart."""

    documents: int
    """Records of what stands between documents are not counted."""
    errors: int
    warnings: int
    notes: int
    complete: bool
    waived: NotRequired[int]
    baseline: NotRequired[int]
    left_out: NotRequired[int]
    """How many files were left out; only where some were."""


class ExceptionRecord(TypedDict):
    """A waiver or an entry of the baseline that someone has to look at.

    `expired`, `expiring` within 30 days, `changed` (its finding has other numbers now), `unmatched` (a waiver of nothing),
    `stale` (an entry of the baseline whose finding is gone). One at or above the threshold fails the run like a finding.
    """

    by: Literal["waiver", "baseline"]
    problem: Literal["expired", "expiring", "changed", "unmatched", "stale"]
    severity: SeverityName
    id: str
    rule: str
    document: str
    """The key of the document."""
    file: str
    line: int
    text: NameRecord
    """What is wrong, and what to do."""


class RunRecord(TypedDict):
    schema: int
    tool: ToolRecord
    rules: NotRequired[dict[str, RuleRecord]]
    """The rules of the verdicts, by code."""
    documents: Sequence[DocumentRecord]
    summary: SummaryRecord
    detail: NotRequired[Literal["findings"]]
    """Only where the documents have no more than what their findings rest on: neither their content, nor other verdicts."""
    exceptions: NotRequired[list[ExceptionRecord]]
    """What is wrong with waivers and baseline; only where something is."""
    left_out: NotRequired[list[LeftOutRecord]]
    """Files of folders that were not looked into; only where there are some."""

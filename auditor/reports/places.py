"""Where findings stand, as programs ask for it: paths from the working directory, lines only where they are the file's own."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from auditor.patterns import regex
from auditor.records.choices import SEVERITIES, Lang, SeverityName
from auditor.records.messages import say
from auditor.records.spool import outlines_of
from auditor.reports.standing import has_state
from auditor.reports.terms import one_line, where
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.records import DocumentRecord, FindingRecord, PlaceRecord, RunRecord, TermRecord, VerdictRecord

_PLAIN = frozenset({"txt", "text", "md", "tsv"})
"""Formats whose lines are those of the file; the lines of every other are those of what `auditor extract` prints."""
_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_ROW = regex(r"(?:!R([0-9]+)C[0-9]+|([0-9]+))$")


class Found(NamedTuple):
    """A finding with the document it is of, and the number of that document in the run, from 0."""

    document: DocumentRecord
    finding: FindingRecord
    number: int

    @property
    def head(self) -> VerdictRecord:
        return self.document["verdicts"][self.finding["verdicts"][0]]

    @property
    def place(self) -> PlaceRecord:
        return self.head["terms"][0]["location"]


def open_findings(run: RunRecord, severities: Collection[SeverityName] = SEVERITIES) -> Iterator[Found]:
    """Every finding of some severities that is neither waived nor in the baseline, in the order of the documents.

    The records of documents without any are not read again.
    """

    def is_meant(finding: FindingRecord) -> bool:
        return has_state(finding, "open") and finding["severity"] in severities

    for number, outline in enumerate(outlines_of(run)):
        if any(map(is_meant, outline.get("findings", []))):
            document = run["documents"][number]
            for finding in filter(is_meant, document["findings"]):
                yield Found(document, finding, number)


def gravest_first(run: RunRecord) -> Iterator[Found]:
    """The open findings, errors before warnings before notes, those of one severity in the order of the documents."""
    for severity in SEVERITIES:
        yield from open_findings(run, (severity,))


def gravity_of(finding: FindingRecord) -> int:
    """What findings are sorted by for the gravest to come first: open ones before those set aside, errors before warnings."""
    return SEVERITIES.index(finding["severity"]) + (0 if has_state(finding, "open") else len(SEVERITIES))


def count_open(run: RunRecord, severities: Collection[SeverityName] = SEVERITIES) -> int:
    """How many open findings there are, of some severities."""
    return sum(
        has_state(finding, "open") and finding["severity"] in severities
        for document in outlines_of(run)
        for finding in document.get("findings", [])
    )


def has_own_lines(document: DocumentRecord) -> bool:
    """Whether a line of the record is that line of the file, so that an editor or a website can show it."""
    return document.get("format") in _PLAIN


def path_of(document: DocumentRecord) -> str:
    """The path of a document from the working directory."""
    return relative_path(document["path"])


def relative_path(file: str) -> str:
    """A path from the working directory, with slashes; of a file elsewhere the whole path."""
    path = os.path.abspath(file)  # noqa: PTH100 (a path with any character in it, which pathlib may refuse)
    here = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118
    return path.removeprefix(here).replace(os.sep, "/")


def uri_of(path: str) -> str:
    """A path of `path_of` as a reference: percent-encoded UTF-8, relative unless the path is absolute."""
    try:
        # A name that is no UTF-8 keeps its own bytes.
        name = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        name = path.encode("utf-8", "replace")
    encoded = "".join(chr(byte) if byte in _SAFE else f"%{byte:02X}" for byte in name)
    return f"file:///{encoded.lstrip('/')}" if os.path.isabs(path) else encoded  # noqa: PTH117


def spot_of(place: PlaceRecord, lang: Lang) -> str:
    """A place in words: page, cell, or the line where there is neither."""
    if place["page"] is not None or place["cell"]:
        return where(place, lang)
    return " ".join(part for part in (where(place, lang), say("at-line", lang, line=place["line"])) if part)


def names_of(term: TermRecord) -> list[str]:
    """The cell that a figure stands in, whatever its line: table, label, and the column where the label does not say it."""
    header = term.get("header") or ""
    parts = [term.get("table"), term["label"], "" if term["label"].endswith(header) else header]
    return [one_line(part) for part in parts if part]


def number_of(document: DocumentRecord, place: PlaceRecord) -> int:
    """What stands for a line number where one is asked for: the line of a text, else the page, the row, the line as extracted."""
    if not has_own_lines(document):
        if place["page"] is not None:
            return place["page"]
        row = _ROW.search(place["cell"] or "")
        if row and int(row[1] or row[2]):
            return int(row[1] or row[2])
    return max(1, place["line"])

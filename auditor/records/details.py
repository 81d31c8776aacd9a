"""A document with no more than its findings rest on: about a tenth of its record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.records.spool import outline_of

if TYPE_CHECKING:
    from auditor.records.model import DiagnosisRecord, DocumentRecord, FindingRecord, VerdictRecord


def findings_of(document: DocumentRecord) -> DocumentRecord:
    """A document without its content, without verdicts that no finding or diagnosis names, and without figures left unchecked.

    Counts stay those of the whole; the numbers of verdicts and structures are those of the shorter lists. Reports show of it
    what there is.
    """
    if "verdicts" not in document:
        return document
    kept = sorted({number for finding in document["findings"] for number in _named(finding)})
    at = {number: place for place, number in enumerate(kept)}
    verdicts = [document["verdicts"][number] for number in kept]
    structures = sorted({number for verdict in verdicts if (number := verdict.get("structure")) is not None})
    places = {number: place for place, number in enumerate(structures)}
    outline = outline_of(document)
    short: DocumentRecord = {**document, "coverage": outline["coverage"]}
    short["verdicts"] = [_verdict(verdict, places) for verdict in verdicts]
    short["findings"] = [_finding(finding, at) for finding in document["findings"]]
    if "structures" in document:
        short["structures"] = [document["structures"][number] for number in structures]
    short.pop("content", None)
    return short


def _named(finding: FindingRecord) -> Iterator[int]:
    yield from finding["verdicts"]
    diagnosis = finding.get("diagnosis")
    if diagnosis:
        yield from (*diagnosis["mended"], *diagnosis["vouching"])


def _verdict(verdict: VerdictRecord, places: dict[int, int]) -> VerdictRecord:
    structure = verdict.get("structure")
    return verdict if structure is None else {**verdict, "structure": places[structure]}


def _finding(finding: FindingRecord, at: dict[int, int]) -> FindingRecord:
    short: FindingRecord = {**finding, "verdicts": [at[number] for number in finding["verdicts"]]}
    diagnosis = finding.get("diagnosis")
    if diagnosis:
        told: DiagnosisRecord = {
            **diagnosis,
            "mended": [at[number] for number in diagnosis["mended"]],
            "vouching": [at[number] for number in diagnosis["vouching"]],
        }
        short["diagnosis"] = told
    return short

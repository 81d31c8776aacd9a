"""How much of a run the reports for people tell: of many findings the worst, and how often each rule was violated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from auditor.messages import Catalogue, tell
from auditor.records.choices import SEVERITIES
from auditor.records.spool import outlines_of
from auditor.reports.places import Found, count_open, open_findings
from auditor.reports.standing import has_state
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.records import Lang, RunRecord


WORDS = Catalogue("extent")


class Extent(NamedTuple):
    """How much of a run a report tells."""

    most: int | None = None
    """So many findings at most, the gravest ones; None for all."""
    statistics: bool = False
    """Whether it has a table of the rules that were violated."""


WHOLE = Extent()
"""Every finding, and no table of rules."""


class Tally(NamedTuple):
    """The open findings of a rule."""

    rule: str
    counts: tuple[int, int, int]
    """Errors, warnings, notes."""
    documents: int
    """In so many documents."""


def tallies_of(run: RunRecord) -> list[Tally]:
    """The rules with open findings, those with the most errors first, then by warnings and notes."""
    counts: dict[str, list[int]] = {}
    documents: dict[str, int] = {}
    for document in outlines_of(run):
        found = [finding for finding in document.get("findings", []) if has_state(finding, "open")]
        for finding in found:
            counts.setdefault(finding["rule"], [0, 0, 0])[SEVERITIES.index(finding["severity"])] += 1
        for rule in {finding["rule"] for finding in found}:
            documents[rule] = documents.get(rule, 0) + 1
    made = [Tally(rule, (own[0], own[1], own[2]), documents[rule]) for rule, own in counts.items()]
    return sorted(made, key=lambda tally: (*(-count for count in tally.counts), -tally.documents, tally.rule))


def worst_of(run: RunRecord, most: int | None) -> list[set[int]] | None:
    """Of each document the numbers of the findings that are told, the gravest of the run; None where all are."""
    if most is None:
        return None
    places = (
        (number, place)
        for severity in SEVERITIES
        for number, document in enumerate(outlines_of(run))
        for place, finding in enumerate(document.get("findings", []))
        if finding["severity"] == severity and has_state(finding, "open")
    )
    chosen: list[set[int]] = [set() for _ in outlines_of(run)]
    for number, place in islice(places, most):
        chosen[number].add(place)
    return chosen


def told_findings(run: RunRecord, most: int | None) -> Iterator[Found]:
    """The findings that are told, in the order of the documents."""
    chosen = worst_of(run, most)
    if chosen is None:
        yield from open_findings(run)
        return
    for number, places in enumerate(chosen):
        if places:
            document = run["documents"][number]
            yield from (Found(document, document["findings"][place], number) for place in sorted(places))


def untold(run: RunRecord, extent: Extent, lang: Lang) -> Iterator[str]:
    """The line that says how many findings are not told; none where all are."""
    left = count_open(run) - extent.most if extent.most is not None else 0
    if left > 0:
        yield tell(WORDS, "untold", lang, count=left, most=extent.most)

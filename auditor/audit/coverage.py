"""Every numeral of a document: bound to a verdict, a fact no rule relates, excluded for a reason, or unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.audit.findings import Place, place_of
from auditor.audit.model import Coverage, Unchecked
from auditor.documents import SourceText, Table
from auditor.facts import FactSet
from auditor.figures import Numeral, find_numerals
from auditor.verdicts import Verdict

Reason = str | dict[str, str]


class _Stretch(NamedTuple):
    """Text with numerals and where it stands: prose, cell, or a reason that excludes all of it."""

    source: SourceText
    scope: str
    reason: str | None


def measure_coverage(facts: FactSet, verdicts: Sequence[Verdict]) -> Coverage:
    decided, undecided = _places(verdicts)
    bound = {place_of(fact.location): fact for fact in facts.facts if fact.figure is not None}
    exclusions = _Exclusions(facts)
    counts = dict.fromkeys(("checked", "unrelated", "excluded", "unread"), 0)
    unchecked: list[Unchecked] = []
    for stretch in _stretches(facts):
        for numeral in find_numerals(stretch.source.text):
            location = stretch.source.locate(numeral.start, numeral.end)
            place = place_of(location)
            if place in decided:
                counts["checked"] += 1
                continue
            if place in bound:
                counts["unrelated"] += 1
                unchecked.append(Unchecked(numeral.text, *place, undecided.get(place, "no-rule")))
            elif stretch.reason or exclusions.reason_of(stretch, numeral):
                counts["excluded"] += 1
            else:
                counts["unread"] += 1
                unchecked.append(Unchecked(numeral.text, *place, "unread"))
    return Coverage(sum(counts.values()), **counts, unchecked=tuple(unchecked))


def _places(verdicts: Sequence[Verdict]) -> tuple[set[Place], dict[Place, str]]:
    """Where decided figures stand, and why others stay undecided."""
    decided: set[Place] = set()
    undecided: dict[Place, str] = {}
    for verdict in verdicts:
        is_decided = verdict.outcome not in ("unverifiable", "not_applicable")
        for term in verdict.terms:
            if term.fact.figure is None:
                continue
            if is_decided:
                decided.add(place_of(term.fact.location))
            elif verdict.reason:
                undecided.setdefault(place_of(term.fact.location), verdict.reason.key)
    return decided, undecided


def _stretches(facts: FactSet) -> Iterator[_Stretch]:
    """All text of the document that has numerals, each stretch once."""
    tables = facts.vocabulary.grammar.tables
    for residue in facts.document.residue:
        yield _Stretch(residue.source, "", residue.reason)
    for block in facts.document.blocks:
        if not isinstance(block, Table):
            yield _Stretch(block.source, "prose", "table of contents" if block.contents else None)
            continue
        for caption in block.captions:
            yield _Stretch(caption, "cell", None)
        for row in block.header:
            for cell in row:
                yield _Stretch(cell, "cell", "header")
        leaves = [column.path[-1] if column.path else "" for column in block.columns]
        apart = [
            "row number" if leaf in tables["ordinal"] else "code" if leaf in tables["code"] or leaf == "项" else None
            for leaf in leaves
        ]
        for row in block.rows:
            for index, cell in enumerate(row):
                if cell.text:
                    yield _Stretch(cell, "cell", apart[index] if index < len(apart) else None)


class _Exclusions:
    """The patterns of numerals that are no figures, tried in order; texts met before are not searched again."""

    def __init__(self, facts: FactSet) -> None:
        self.exclusions = facts.vocabulary.exclusions
        self.known: dict[tuple[str, str], list[tuple[int, int, Reason]]] = {}

    def reason_of(self, stretch: _Stretch, numeral: Numeral) -> Reason | None:
        key = (stretch.source.text, stretch.scope)
        spans = self.known.get(key)
        if spans is None:
            spans = self.known[key] = [
                (match.start(), match.end(), exclusion.reason)
                for exclusion in self.exclusions
                if exclusion.scope in (None, stretch.scope)
                for match in exclusion.pattern.finditer(stretch.source.text)
            ]
        return next((reason for start, end, reason in spans if start <= numeral.start and numeral.end <= end), None)

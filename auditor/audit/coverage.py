"""Every numeral of a document: bound to a verdict, a fact no rule relates, excluded for a reason, or unread."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.audit.findings import Place, place_of
from auditor.audit.model import Coverage, Unchecked
from auditor.documents import SourceText, Table
from auditor.facts import FactSet
from auditor.facts.tables.understanding import understandings
from auditor.tuples import NamedTuple
from auditor.verdicts import Verdict
from auditor.vocabulary import Vocabulary

_Span = tuple[int, int]
"""Where a numeral of a text begins and ends: nothing here turns on its value."""


class _Stretch(NamedTuple):
    """Text with numerals and where it stands: prose, cell, or a reason that excludes all of it."""

    source: SourceText
    scope: str
    reason: str | None


def measure_coverage(facts: FactSet, verdicts: Sequence[Verdict]) -> Coverage:
    """Count every numeral in its state; those excluded are counted by reason as well."""
    decided, undecided = _places(verdicts)
    bound = {place_of(fact.location) for fact in facts.facts if fact.figure is not None}
    pieces = _pieces(facts)
    lost = _not_understood(facts)
    ends = _ends_of_reading(facts)
    counts = dict.fromkeys(("checked", "unrelated", "excluded", "unread"), 0)
    unchecked: list[Unchecked] = []
    reasons: Counter[str] = Counter()
    known: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for stretch in _stretches(facts):
        text, place_at = stretch.source.text, stretch.source.place
        pending: list[_Span] = []
        for match in facts.vocabulary.numerals.finditer(text):
            place = place_at(match.start())
            if place in pieces:
                continue
            if place in decided:
                counts["checked"] += 1
            elif place in lost:
                counts["unread"] += 1
                unchecked.append(Unchecked(match[0], *place, "table-not-understood"))
            elif place in bound:
                counts["unrelated"] += 1
                unchecked.append(Unchecked(match[0], *place, undecided.get(place) or ends.get(place, "no-rule")))
            elif stretch.reason:
                reasons[stretch.reason] += 1
            else:
                pending.append(match.span())
        for start, end in _exclude(pending, stretch, facts.vocabulary, reasons, known) if pending else ():
            counts["unread"] += 1
            unchecked.append(Unchecked(text[start:end], *place_at(start), "unread"))
    counts["excluded"] = sum(reasons.values())
    return Coverage(sum(counts.values()), **counts, unchecked=tuple(unchecked), reasons=dict(reasons))


def _pieces(facts: FactSet) -> set[Place]:
    """Where the second numbers of amounts in two units stand: 8亿3600万元 is one figure."""
    found: set[Place] = set()
    for fact in facts.facts:
        match = facts.vocabulary.compounds.fullmatch(fact.figure.printed) if fact.figure is not None else None
        if match is not None:
            line, column = place_of(fact.location)
            found.add((line, column + match.start("low")))
    return found


def _not_understood(facts: FactSet) -> set[Place]:
    """Where the figures of tables stand that are not understood."""
    tables = {entry.statement for entry in understandings(facts) if entry.trust == "not_understood"}
    return {place_of(fact.location) for fact in facts.facts if fact.statement in tables and fact.figure is not None}


def _ends_of_reading(facts: FactSet) -> dict[Place, str]:
    """Why figures of prose without a concept of their own are in no relation: no production reads their sentence, or a slot stayed open.

    `该平台预计带动交易额300万元` is read by none but that of an amount by itself; of `占同类支出的30%` nobody found the whole.
    """
    return {
        place: "no-production" if facts.clauses[number].is_bare else "slot-open"
        for fact in facts.facts
        if fact.statement is None and fact.figure is not None and not fact.concept
        if (number := facts.clause_at.get(place := place_of(fact.location))) is not None
    }


def _exclude(
    pending: list[_Span],
    stretch: _Stretch,
    vocabulary: Vocabulary,
    reasons: Counter[str],
    known: dict[tuple[str, str], list[tuple[int, int, str]]],
) -> list[_Span]:
    """The numerals that no exclusion explains; the first pattern that covers one is its reason. Texts met before are remembered."""
    key = (stretch.scope, stretch.source.text)
    spans = known.get(key)
    if spans is not None:
        left = []
        for first, last in pending:
            reason = next((why for start, end, why in spans if start <= first and last <= end), None)
            if reason is None:
                left.append((first, last))
            else:
                reasons[reason] += 1
        return left
    spans = known[key] = []
    for exclusion in vocabulary.exclusions:
        if exclusion.scope not in (None, stretch.scope):
            continue
        why = exclusion.reason["en"]
        found = [match.span() for match in exclusion.pattern.finditer(stretch.source.text)]
        # A reason that was looked for in vain is told as well.
        reasons.setdefault(why, 0)
        if not found:
            continue
        spans += [(start, end, why) for start, end in found]
        starts = [start for start, _ in found]
        left = [span for span in pending if not _covers(starts, found, *span)]
        reasons[why] += len(pending) - len(left)
        pending = left
        if not pending:
            break
    return pending


def _covers(starts: list[int], found: list[_Span], first: int, last: int) -> bool:
    """Whether one of a pattern's matches, which never overlap, has the whole numeral inside."""
    index = bisect_right(starts, first) - 1
    return index >= 0 and last <= found[index][1]


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
        leaves = [column.path[-1].lower() if column.path else "" for column in block.columns]
        apart = [
            "row number"
            if leaf in tables["ordinal"]
            else "code"
            if leaf in tables["code"] or leaf in tables["code_after_code"]
            else None
            for leaf in leaves
        ]
        for row in block.rows:
            for index, cell in enumerate(row):
                if cell.text:
                    yield _Stretch(cell, "cell", apart[index] if index < len(apart) else None)

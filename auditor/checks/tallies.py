"""Tallies: how many there are of something as prose says it, against the list behind it and against what it says elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.documents import Paragraph, Table
from auditor.facts import Fact, FactSet, Passage, Roster
from auditor.facts.labels import numbering_ordinal, numbering_rank, whole_number, without_numbering
from auditor.figures import Figure
from auditor.rulebook import Rule
from auditor.verdicts import Outcome, Term, Verdict
from auditor.vocabulary import pattern_of

_COUNT = "count"
"""The group of a pattern that holds the number."""
_NEAR = 3
_SEVERAL = re.compile(r"^[^，,。；;：:（(]*、")
"""An item that names more than one."""


def check_lists(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """The counts found by `counts` in what `where` finds add up to the length of the list right behind."""
    for passage in facts.passages:
        found = [match for pattern in rule.where for match in pattern_of(pattern).finditer(passage.source.text)]
        items = _items(facts, passage.place) if found else []
        aside = [pattern_of(pattern) for pattern in rule.aside]
        texts = [passage.source.text, *(item.label for item in items)]
        if not items or any(pattern.search(text) for pattern in aside for text in texts):
            continue
        counts = _counts(rule.counts, passage, facts, *found[-1].span())
        yield _compare_list(rule, counts, items)


def _compare_list(rule: Rule, counts: Sequence[Fact], items: Sequence[Fact], listed: Decimal | None = None) -> Verdict:
    told = sum((fact.figure.value for fact in counts if fact.figure), Decimal(0))
    listed = Decimal(len(items)) if listed is None else listed
    terms = (*(Term("count", 1, fact) for fact in counts), *(Term("word", -1, item) for item in items))
    outcome: Outcome = "exact" if told == listed else "inconsistent"
    return Verdict(rule.code, rule.kind, outcome, rule.severity, terms, listed, told - listed, Decimal(0))


def check_named(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """预算单位共4个，包括：局机关、县环境监测站…: a count and the names behind it, of which some are missing or too many.

    甲和乙 may be two names or one; where the two numbers are further apart, other things were counted than are named.
    """
    separators = facts.vocabulary.grammar.breakdown.get("separators", ())
    aside = [pattern_of(pattern) for pattern in rule.aside]
    for claim in facts.claims:
        figure = claim.whole.figure if isinstance(claim, Roster) and claim.exhaustive else None
        if not isinstance(claim, Roster) or figure is None:
            continue
        is_meant = any(pattern_of(pattern).search(claim.whole.label) for pattern in rule.where)
        if not is_meant or any(pattern.search(name.label) for pattern in aside for name in claim.names):
            continue
        more = sum(name.label.count(word) for name in claim.names for word in separators)
        listed = min(max(int(figure.value), len(claim.names)), len(claim.names) + more)
        if abs(figure.value - listed) <= _NEAR:
            words = [name._replace(figure=None, state="word") for name in claim.names]
            yield _compare_list(rule, [claim.whole], words, Decimal(listed))


def _items(facts: FactSet, place: int) -> list[Fact]:
    """The items of the list behind a paragraph, in paragraphs or rows that count from 1; none where that is in doubt."""
    following = facts.document.blocks[place + 1 :]
    first = following[0] if following else None
    items = _rows(facts, first) if isinstance(first, Table) else _paragraphs(following)
    return [] if any(_SEVERAL.match(item.label) for item in items) else items


def _rows(facts: FactSet, table: Table) -> list[Fact]:
    """The rows of a table that numbers them all."""
    ordinals = facts.vocabulary.grammar.tables["ordinal"]
    leaves = [column.path[-1].lower() if column.path else "" for column in table.columns]
    column = next((place for place, leaf in enumerate(leaves) if leaf in ordinals), None)
    if column is None or any(len(row) != len(leaves) for row in table.rows):
        return []
    numbers = [row[column].text.strip() for row in table.rows]
    if numbers != [str(place) for place in range(1, len(numbers) + 1)]:
        return []
    names = [next((cell for cell in row[column + 1 :] if cell.text.strip()), row[column]) for row in table.rows]
    return [Fact(-1, "", (), None, "word", name.locate(0, len(name.text)), name.text.strip(), None) for name in names]


def _paragraphs(following: Sequence[Paragraph | Table]) -> list[Fact]:
    """The paragraphs with the numbers 1, 2, 3 … of one kind; others between them go on with the item before."""
    items: list[Fact] = []
    rank: int | None = None
    for block in following:
        if isinstance(block, Table):
            break
        text = block.source.text
        own = numbering_rank(text)
        if rank is None:
            rank = own
        if own is None and not items:
            return []
        if own == rank and numbering_ordinal(text) == len(items) + 1:
            words = without_numbering(text).rstrip()
            start = len(text) - len(without_numbering(text))
            location = block.source.locate(start, start + len(words))
            items.append(Fact(-1, "", (), None, "word", location, words, None))
        elif own is not None and rank is not None and own <= rank:
            break
    return items


def check_told(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """What the patterns of `counts` find, against what those of `again` find; of each pair of patterns the first says one number."""
    for first, second in zip(rule.counts, rule.again, strict=True):
        lefts = [fact for passage in facts.passages for fact in _counts((first,), passage, facts)]
        if len({fact.figure.value for fact in lefts if fact.figure}) != 1:
            continue
        left = lefts[0]
        for right in (fact for passage in facts.passages for fact in _counts((second,), passage, facts)):
            if left.figure is None or right.figure is None or right.location == left.location:
                continue
            difference = right.figure.value - left.figure.value
            outcome: Outcome = "exact" if difference == 0 else "inconsistent"
            terms = (Term("left", 1, right), Term("right", -1, left))
            yield Verdict(
                rule.code, rule.kind, outcome, rule.severity, terms, left.figure.value, difference, Decimal(0)
            )


def _counts(
    patterns: Sequence[str], passage: Passage, facts: FactSet, start: int = 0, end: int | None = None
) -> list[Fact]:
    """The numbers that patterns find in a stretch of a paragraph, in digits or in words, each with its unit."""
    source = passage.source
    stop = len(source.text) if end is None else end
    found = []
    for pattern in patterns:
        for match in pattern_of(pattern).finditer(source.text, start, stop):
            value = whole_number(match[_COUNT])
            behind = match.end(_COUNT)
            unit = facts.vocabulary.unit_phrases.at(source.text, behind) if behind < len(source.text) else None
            if value is not None:
                figure = Figure(match[_COUNT], Decimal(value), 0, unit[1] if unit else None, "token", 0)
                location = source.locate(match.start(_COUNT), behind)
                found.append(Fact(-1, "", (), figure, "printed", location, match[0], None))
    return found

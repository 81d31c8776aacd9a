"""Arrangements: the amounts under a heading that promises the year's amount."""

from collections.abc import Iterator, Sequence

from auditor.facts import Fact, FactSet, Passage
from auditor.facts.labels import without_numbering
from auditor.figures import MONEY, find_numerals
from auditor.tuples import NamedTuple
from auditor.vocabulary import pattern_of

_PAUSES = "：: 。"


class Arrangement(NamedTuple):
    """The amounts under one heading, and of them those that may be of the year."""

    passages: list[Passage]
    amounts: list[Fact]
    own: list[Fact]


def arrangements(where: Sequence[str], aside: Sequence[str], facts: FactSet) -> Iterator[Arrangement]:
    """Each stretch of prose that one of the patterns `where` opens, if all of its numerals are understood.

    Amounts of another year, and those whose name matches `aside`, are no amounts of the year.
    """
    figures: dict[int, list[Fact]] = {}
    for fact in facts.facts:
        if fact.statement is None and fact.figure is not None:
            figures.setdefault(fact.location.line, []).append(fact)
    for stretch in _stretches(where, facts.passages):
        found = [fact for line in _lines(stretch) for fact in figures.get(line, ())]
        amounts = [fact for fact in found if fact.figure and fact.figure.unit and fact.figure.unit.quantity == MONEY]
        if _all_read(stretch, found, facts):
            yield Arrangement(stretch, amounts, [fact for fact in amounts if not _is_aside(aside, fact)])


def _is_aside(aside: Sequence[str], fact: Fact) -> bool:
    """Whether an amount is of another year, or of no single one."""
    return "year" in dict(fact.dims) or any(pattern_of(pattern).search(fact.label) for pattern in aside)


def _stretches(where: Sequence[str], passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """From where a heading or the first words of a paragraph match, up to the next heading."""
    patterns = [pattern_of(pattern) for pattern in where]
    for place, passage in enumerate(passages):
        words = without_numbering(passage.source.text.strip())
        match = next((match for pattern in patterns if (match := pattern.match(words))), None)
        if match is None:
            continue
        stretch = [passage]
        if passage.is_heading or not words[match.end() :].strip(_PAUSES):
            for following in passages[place + 1 :]:
                if following.is_heading:
                    break
                stretch.append(following)
        yield stretch


def _lines(stretch: Sequence[Passage]) -> list[int]:
    return sorted({piece.line for passage in stretch for piece in passage.source.pieces})


def _all_read(stretch: Sequence[Passage], found: Sequence[Fact], facts: FactSet) -> bool:
    """Whether every numeral is a figure with its meaning, or surely none."""
    known = {(fact.location.line, fact.location.column) for fact in found}
    sure = [exclusion.pattern for exclusion in facts.vocabulary.exclusions if exclusion.scope is None]
    for passage in stretch:
        text = passage.source.text
        spans = [match.span() for pattern in sure for match in pattern.finditer(text)]
        for numeral in find_numerals(text, facts.vocabulary.numerals):
            place = passage.source.locate(numeral.start, numeral.end)
            is_excluded = any(start <= numeral.start and numeral.end <= end for start, end in spans)
            if (place.line, place.column) not in known and not is_excluded:
                return False
    return True

"""Percentages that change by points: `占比由35.0%提高到38.2%，提高3.2个百分点`.

A percentage changes by points, and an amount by percent; the difference of the two printed percentages is held against the points.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts.claims import Change
from auditor.facts.model import Fact
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.stated import direction_of


class RateReader:
    """Makes claims of the percentages of a paragraph that go from one to another."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        words = ledger.vocabulary.grammar.change
        self._earlier = ledger.vocabulary.earlier_names
        self._rises, self._falls = (tuple(words.get(key, ())) for key in ("rises", "falls"))

    def read(self, paragraph: Paragraph) -> Iterator[Change]:
        """The changes of percentages in reading order."""
        current: Token | None = None
        for record in paragraph.records:
            if record.kind == "rate":
                yield from self._read(paragraph, record)
            if record.kind != "points":
                current = None
                continue
            # 较2022年的75.36%提高1.92个百分点，较2021年的72.10%提高5.18个百分点: both of the one percentage before them.
            current = self._current(paragraph, record, current)
            prior = self._prior(paragraph, record) if current is not None else None
            if current is not None and prior is not None:
                yield from self._between(paragraph, record, prior, current)

    def _between(self, paragraph: Paragraph, record: Record, prior: Token, current: Token) -> Iterator[Change]:
        """The points that a record prints against the two percentages that they are between."""
        points, way = record.frame.figure("points"), record.frame.phrase("direction")
        if points is None or way is None or any(token.loose for token in (prior, current, points)):
            return
        facts = [self._told(paragraph, token) for token in (prior, current)]
        amount = self._fact(paragraph, points._replace(unit=prior.unit))
        yield _claim(facts, direction_of(record), amount, None)

    def _current(self, paragraph: Paragraph, record: Record, before: Token | None) -> Token | None:
        """The percentage that has changed by points: the one right before them that is of no earlier time."""
        if "subject" in record.frame.slots:
            return None
        if before is not None:
            return before if "prior" in record.frame.slots else None
        for other in reversed(paragraph.records[max(0, record.number - 3) : record.number]):
            if (
                self._is_of_base(paragraph, other, record)
                or other.kind == "base"
                or _is_of_year_before(paragraph, other)
            ):
                continue
            if not _stand_together(other, record):
                return None
            if not self._is_earlier(paragraph, other):
                return _percentage(other)
        return None

    def _prior(self, paragraph: Paragraph, record: Record) -> Token | None:
        """The percentage before the change: that of the base, or one of an earlier time right before the points or behind them.

        比上年的27.0%下降2.5个百分点; 比重为61.8%，上年为58.3%，同比提高3.5个百分点; 比上年下降1.77个百分点（上年占比为24.10%）;
        负债率56.18%，比年初（53.97%）上升2.21个百分点.
        """
        printed = record.frame.figure("prior")
        if printed is not None:
            return printed
        within = paragraph.records[record.number - 1] if record.number else record
        if self._is_of_base(paragraph, within, record):
            return _percentage(within)
        for number in (record.number - 1, record.number + 1):
            other = paragraph.records[number] if 0 <= number < len(paragraph.records) else None
            if other is not None and self._is_earlier(paragraph, other):
                is_in_bracket = other.sentence == record.sentence and other.depth == record.depth + 1
                if _stand_together(other, record) or (is_in_bracket and number > record.number):
                    return _percentage(other)
        return None

    @staticmethod
    def _is_of_base(paragraph: Paragraph, other: Record, record: Record) -> bool:
        """Whether a percentage stands in the bracket right behind the base of points: 比年初（53.97%）上升2.21个百分点."""
        base = paragraph.bases[record.number]
        is_within = other.number == record.number - 1 and other.depth == record.depth + 1
        if base is None or not is_within or other.sentence != record.sentence or _percentage(other) is None:
            return False
        return other.frame.phrases[0].start - base.end <= 1

    def _is_earlier(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether a percentage is of an earlier time: 上年为58.3%, 上年非税占比为24.10%, 上年税收45万元，占比86.74%."""
        name = record.frame.phrase("name") or record.frame.phrase("part")
        if _percentage(record) is None:
            return False
        if name is None:
            before = paragraph.records[record.number - 1] if record.number else record
            return record.kind == "share" and _stand_together(before, record) and _is_of_year_before(paragraph, before)
        words = paragraph.text[name.start : name.end]
        fits = self._earlier.match if record.kind == "share" else self._earlier.fullmatch
        return fits(words) is not None

    def _read(self, paragraph: Paragraph, record: Record) -> Iterator[Change]:
        prior, current = record.frame.figure("prior"), record.frame.figure("current")
        verb = next(phrase for phrase in record.frame.phrases if phrase.kind == "BECOMES")
        said = paragraph.text[verb.start : verb.end]
        direction = said.startswith(self._rises) - said.startswith(self._falls)
        assert prior is not None and current is not None
        facts = [self._fact(paragraph, token) for token in (prior, current)]
        if prior.loose or current.loose:
            return
        word = self.ledger.word(paragraph.source, paragraph.scene.section, verb.start, verb.end)
        if direction:
            yield _claim(facts, direction, None, word)
        following = next(iter(paragraph.records[record.number + 1 : record.number + 2]), None)
        points = self._points(paragraph, record, following, prior)
        if points is not None and following is not None:
            yield _claim(facts, direction_of(following), points, None)

    def _points(self, paragraph: Paragraph, record: Record, following: Record | None, percent: Token) -> Fact | None:
        """The points by which the percentage has changed, which stand right behind it."""
        if following is None or following.kind != "points" or following.sentence != record.sentence:
            return None
        token = following.frame.figure("points")
        is_own = {"subject", "base"}.isdisjoint(following.frame.slots)
        if token is None or token.loose or not is_own:
            return None
        return self._fact(paragraph, token._replace(unit=percent.unit))

    def _told(self, paragraph: Paragraph, token: Token) -> Fact:
        """The fact of a percentage: the one that another reader has told, or its own."""
        told = self.ledger.told.get(token.numeral.start) if token.numeral is not None else None
        return told or self._fact(paragraph, token)

    def _fact(self, paragraph: Paragraph, token: Token) -> Fact:
        return self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, "")


def _stand_together(one: Record, other: Record) -> bool:
    return (one.sentence, one.depth) == (other.sentence, other.depth)


def _is_of_year_before(paragraph: Paragraph, record: Record) -> bool:
    """Whether a record prints what an amount was in the year before."""
    level = paragraph.levels.get(record.number)
    return level is not None and dict(level.fact.dims).get("year") == "prior"


def _percentage(record: Record) -> Token | None:
    """The percentage that a record prints."""
    token = record.frame.figure("percent") or record.frame.figure("figure")
    return token if token is not None and token.kind == "percent" else None


def _claim(facts: list[Fact], direction: int, amount: Fact | None, word: Fact | None) -> Change:
    prior, current = facts
    return Change(("", ()), "", direction, amount, None, current, prior, word, (), False, False, False)

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


class RateReader:
    """Makes claims of the percentages of a paragraph that go from one to another."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        words = ledger.vocabulary.grammar.change
        self._earlier = ledger.vocabulary.earlier_names
        self._rises, self._falls = (tuple(words.get(key, ())) for key in ("rises", "falls"))

    def read(self, paragraph: Paragraph) -> Iterator[Change]:
        """The changes of percentages in reading order."""
        for record in paragraph.records:
            if record.kind == "rate":
                yield from self._read(paragraph, record)
            elif record.kind == "points" and "prior" in record.frame.slots:
                yield from self._against_base(paragraph, record)
            elif record.kind == "points":
                yield from self._between(paragraph, record)

    def _against_base(self, paragraph: Paragraph, record: Record) -> Iterator[Change]:
        """比重为24.5%，比上年的27.0%下降2.5个百分点: the percentage right before is held against that of the base."""
        before = paragraph.records[record.number - 1] if record.number else None
        if before is None or before.sentence != record.sentence or before.depth != record.depth:
            return
        current = before.frame.figure("percent") or before.frame.figure("figure")
        prior, points, way = (
            record.frame.figure("prior"),
            record.frame.figure("points"),
            record.frame.phrase("direction"),
        )
        if current is None or current.kind != "percent" or prior is None or points is None or way is None:
            return
        if current.loose or prior.loose or points.loose or "subject" in record.frame.slots:
            return
        told = self.ledger.told.get(current.numeral.start) if current.numeral is not None else None
        facts = [self._fact(paragraph, prior), told or self._fact(paragraph, current)]
        amount = self._fact(paragraph, points._replace(unit=prior.unit))
        yield _claim(facts, 1 if way.kind == "UP" else -1, amount, None)

    def _between(self, paragraph: Paragraph, record: Record) -> Iterator[Change]:
        """比重为61.8%，上年为58.3%，同比提高3.5个百分点: the two percentages right before, the second of an earlier time."""
        around = paragraph.records[max(0, record.number - 2) : record.number]
        if len(around) < 2 or len({(one.sentence, one.depth) for one in (*around, record)}) > 1:
            return
        now, before = around
        name = before.frame.phrase("name")
        is_earlier = name is not None and self._earlier.fullmatch(paragraph.text[name.start : name.end]) is not None
        current = now.frame.figure("percent") or now.frame.figure("figure")
        prior, points, way = (
            before.frame.figure("figure"),
            record.frame.figure("points"),
            record.frame.phrase("direction"),
        )
        if not is_earlier or current is None or prior is None or points is None or way is None:
            return
        figures = (current, prior, points)
        if current.kind != "percent" or prior.kind != "percent" or any(one.loose for one in figures):
            return
        if "subject" in record.frame.slots:
            return
        told = [
            self.ledger.told.get(one.numeral.start) if one.numeral is not None else None for one in (prior, current)
        ]
        facts = [fact or self._fact(paragraph, one) for fact, one in zip(told, (prior, current), strict=True)]
        amount = self._fact(paragraph, points._replace(unit=prior.unit))
        yield _claim(facts, 1 if way.kind == "UP" else -1, amount, None)

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
            way = following.frame.phrase("direction")
            yield _claim(facts, 1 if way is not None and way.kind == "UP" else -1, points, None)

    def _points(self, paragraph: Paragraph, record: Record, following: Record | None, percent: Token) -> Fact | None:
        """The points by which the percentage has changed, which stand right behind it."""
        if following is None or following.kind != "points" or following.sentence != record.sentence:
            return None
        token = following.frame.figure("points")
        is_own = {"subject", "base"}.isdisjoint(following.frame.slots)
        if token is None or token.loose or not is_own:
            return None
        return self._fact(paragraph, token._replace(unit=percent.unit))

    def _fact(self, paragraph: Paragraph, token: Token) -> Fact:
        return self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, "")


def _claim(facts: list[Fact], direction: int, amount: Fact | None, word: Fact | None) -> Change:
    prior, current = facts
    return Change(("", ()), "", direction, amount, None, current, prior, word, (), False, False, False)

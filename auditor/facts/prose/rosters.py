"""Names listed without figures, of which an amount is said to be made: `公用经费30万元，主要包括办公费、印刷费、水费等`."""

from __future__ import annotations

import re

from auditor.facts.claims import Roster
from auditor.facts.labels import squeeze
from auditor.facts.model import Fact
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.patterns import regex

_COMMA = "、"
_PART_ENDS = "。；;！？!?\n"
_OPENING, _CLOSING = "（(", "）)"
_LONGEST_NAME = 25
_EDGES = " \t：:，,"
_FIGURE = regex(r"\d")
_THING = regex(r"(?P<thing>[^，,。；;：:、（(\d\n]{0,14})[：:]")
_NUMBERED = regex(r"[\s：:]*(?P<items>(?:[（(]?\d{1,2}[.．、）)][^；;。\n\d]+[；;。]?)+)")
_ITEM = regex(r"[（(]?(?P<number>\d{1,2})[.．、）)](?P<name>[^；;。\n\d]+)[；;。]?")

Span = tuple[int, int]


class RosterReader:
    """Makes claims of lists of names."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        breakdown = ledger.vocabulary.grammar.breakdown
        words = "|".join(map(re.escape, breakdown.get("ends_partly", ()))) or "(?!)"
        self._trails = regex(rf"(?:{words})[^，,]{{0,4}}$")

    def read(self, paragraph: Paragraph, whole: Level | None, record: Record, *, exhaustive: bool) -> None:
        """Keep the names behind a word that opens a list, where the part of the sentence goes on with names alone."""
        if whole is not None:
            self.read_behind(paragraph, whole, record.frame.phrases[-1].end, exhaustive=exhaustive)

    def read_counted(self, paragraph: Paragraph, whole: Level) -> None:
        """4个内设机构：综合科、规划科…: names behind a colon, which stands behind what is counted."""
        end = whole.record.frame.phrases[-1].end
        found = _THING.match(paragraph.text, end)
        if found is not None:
            self.read_behind(paragraph, whole, found.end(), exhaustive=True, thing=found["thing"])

    def read_behind(self, paragraph: Paragraph, whole: Level, start: int, *, exhaustive: bool, thing: str = "") -> None:
        """The same of the names from some place on."""
        if whole.fact.figure is None:
            return
        numbered = _numbered(paragraph.text, start)
        if numbered:
            section = paragraph.scene.section
            words = tuple(self.ledger.word(paragraph.source, section, *span) for span in numbered)
            claim = Roster(whole.fact, words, exhaustive, False, section, is_numbered=True)
            self.ledger.facts.claims.append(claim)
            return
        figure = _FIGURE.search(paragraph.text, start)
        end = self._end(paragraph.text, start, figure.start() if figure else len(paragraph.text))
        if end is None:
            return
        spans = _names(paragraph.text, start, end)
        if not spans or _has_counts(paragraph, start, end):
            return
        names: list[Fact] = []
        trails_off = False
        for left, right in spans:
            match = self._trails.search(paragraph.text[left:right])
            trails_off |= match is not None
            stop = left + match.start() if match else right
            if stop > left:
                names.append(self.ledger.word(paragraph.source, paragraph.scene.section, left, stop))
        if names and all(len(squeeze(name.label)) <= _LONGEST_NAME for name in names):
            section = paragraph.scene.section
            claim = Roster(whole.fact, tuple(names), exhaustive and not trails_off, trails_off, section, thing)
            self.ledger.facts.claims.append(claim)

    @staticmethod
    def _end(text: str, start: int, figure: int) -> int | None:
        """The end of the part of the sentence, or of the bracket around it; None where a figure stands before."""
        depth = 0
        for place in range(start, figure):
            depth += (text[place] in _OPENING) - (text[place] in _CLOSING)
            if depth < 0 or text[place] in _PART_ENDS:
                return place
        return None if figure < len(text) else figure


def _has_counts(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether numbers in words stand behind the names: 机要通信用车五辆、其他用车十辆."""
    return any(
        start <= token.start < end
        for record in paragraph.records
        if record.kind == "count"
        for token in (record.frame.figure("figure"),)
        if token is not None
    )


def _numbered(text: str, start: int) -> list[Span]:
    """The names of a list whose items have the numbers 1, 2, 3 …, up to the end of the sentence; none of any other list."""
    found = _NUMBERED.match(text, start)
    if found is None:
        return []
    spans, numbers = [], []
    for item in _ITEM.finditer(text, found.start("items"), found.end("items")):
        numbers.append(item["number"])
        spans.append(_stripped(text, *item.span("name")))
    is_plain = not any(_FIGURE.search(text, left, right) or right - left > _LONGEST_NAME for left, right in spans)
    is_in_turn = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return spans if is_in_turn and is_plain and len(spans) > 1 and all(left < right for left, right in spans) else []


def _names(text: str, start: int, end: int) -> list[Span]:
    """The stretches between commas, those in brackets aside, without the spaces and colons around them."""
    spans = []
    depth, left = 0, start
    for place in range(start, end + 1):
        char = text[place] if place < end else _COMMA
        depth += (char in _OPENING) - (char in _CLOSING)
        if place == end or (char == _COMMA and depth <= 0):
            spans.append(_stripped(text, left, place))
            left = place + 1
    return [span for span in spans if span[0] < span[1]]


def _stripped(text: str, left: int, right: int) -> Span:
    while left < right and text[left] in _EDGES:
        left += 1
    while left < right and text[right - 1] in _EDGES:
        right -= 1
    return left, right

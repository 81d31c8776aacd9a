"""Figures handed out in order: `货物、工程、服务采购支出分别为23万元、41万元、32万元`, changes and shares likewise.

Names are those of the clause, of the clause before, or the amounts that the sentence goes on about. As many names as figures are
paired; any other list of figures alone is a gap and no guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from auditor.facts.prose.lexer import AT_PAUSE, FIGURES, Token
from auditor.facts.prose.listing import Level
from auditor.facts.prose.names import Named, Names
from auditor.facts.prose.outline import Phrase
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.figures import Unit
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_SOFT = ("enum", "comma")
_WORDS = regex(r"[\u4e00-\u9fff]{3}")
_FEWEST = 2
_FLAT = ("FLAT", "FLAT_TO_BASE", "ROUGHLY_FLAT")


class Item(NamedTuple):
    """One figure handed out, with the direction of a change; a word that there is none has no token."""

    record: Record
    token: Token | None
    direction: int
    word: Phrase | None = None


class Handout(NamedTuple):
    """What is handed out, to whom: names or amounts printed before."""

    record: Record
    receivers: tuple[Named | Level, ...]
    items: tuple[Item, ...]
    kind: str
    """amount, change or share."""

    @property
    def taken(self) -> set[int]:
        """The records that are no frames of their own."""
        return {item.record.number for item in self.items}


def handout_of(paragraph: Paragraph, record: Record, names: Names) -> Handout | None:
    """The handout that a record begins; None where names and figures do not match."""
    items = _items(paragraph, record)
    if not items or "completes" in record.frame.slots:
        return None
    kind = _kind(record, items)
    receivers = _receivers(paragraph, record, names, kind, len(items))
    own = {"amount": "name", "change": "subject"}.get(kind, "")
    if len(items) == len(receivers) + 1 and own in items[-1].record.frame.slots:
        # 分别为3万元、2万元，合计5万元; 分别减少3万元、2万元，合计减少5万元: a word before the last figure says that it is their total.
        items = items[:-1]
    word = items[0].word
    if word is not None:
        items = [Item(record, None, 0, word)] * len(receivers)
    if len(items) < _FEWEST or len(items) != len(receivers):
        return None
    return Handout(record, tuple(receivers), tuple(items), kind)


def amounts_of(paragraph: Paragraph, record: Record) -> list[Item]:
    """The amounts that a record hands out, whether anybody knows to whom or not."""
    items = _items(paragraph, record)
    return items if items and _kind(record, items) == "amount" else []


def _kind(record: Record, items: Sequence[Item]) -> str:
    slots = record.frame.slots
    if "verb" in slots or (items[0].token is not None and items[0].token.kind == "percent" and not items[0].direction):
        return "share"
    return "change" if items[0].direction or items[0].word is not None else "amount"


def _items(paragraph: Paragraph, record: Record, slot: str = "figure") -> list[Item]:
    """The figures of one quantity that follow with nothing but separators and verbs of change between; the last unit goes for all."""
    direction = _direction(record)
    word = record.frame.phrase("word")
    if word is not None and word.kind in _FLAT:
        return [Item(record, None, 0, word)]
    token = record.frame.figure(slot)
    if token is None:
        return []
    found = [Item(record, token, direction)]
    for number in range(record.number + 1, len(paragraph.records)):
        other = paragraph.records[number]
        if any(pause not in _SOFT for pause, _ in other.pauses) or other.depth != record.depth:
            break
        item = _bare(other, found[-1].direction)
        if item is None or _begins_anew(other, found) or _is_named(paragraph, other):
            break
        if item.token is None or not _is_alike(token, item.token):
            break
        found.append(item)
    return _with_units(found)


def _begins_anew(record: Record, found: Sequence[Item]) -> bool:
    """Whether a comma and a verb of its own stand before a figure of another quantity, as before the next statement."""
    token = record.frame.figure("percent") or record.frame.figure("amount")
    first = found[0].token
    return (
        token is not None
        and first is not None
        and token.kind != first.kind
        and record.pauses[-1:] == (("comma", record.depth),)
    )


def _is_named(paragraph: Paragraph, record: Record) -> bool:
    """占86.5%，平均费率降到0.9%: whether words that are of no slot stand right before a percentage."""
    if record.kind != "percent" or not record.number:
        return False
    before, start = paragraph.records[record.number - 1].frame.phrases[-1].end, record.frame.phrases[0].start
    return _WORDS.search(paragraph.text, before, start) is not None


def _bare(record: Record, direction: int) -> Item | None:
    """A record that is a figure and nothing more, but perhaps a verb of change."""
    frame = record.frame
    if frame.kind in ("level", "count", "number", "percent"):
        token = frame.figure("figure")
        return Item(record, token, direction) if token is not None and _says_nothing(record, "name") else None
    if frame.kind == "change" and "base" not in frame.slots and _says_nothing(record, "subject"):
        token = frame.figure("amount") or frame.figure("percent")
        is_half = frame.figure("amount") is None or frame.figure("percent") is None
        return Item(record, token, _direction(record)) if token is not None and is_half else None
    return None


def _says_nothing(record: Record, slot: str) -> bool:
    """Whether a slot has at most words such as 和."""
    return all(
        token.kind in ("filler", "space") for phrase in record.frame.slots.get(slot, ()) for token in phrase.tokens
    )


def goes_on(paragraph: Paragraph, handout: Handout, record: Record) -> Handout | None:
    """Behind figures that were handed out as many percentages go to the same, without a word: `，增长4.48%、下降3.85%`."""
    if record.kind not in ("change", "percent") or not _says_nothing(record, "subject") or "base" in record.frame.slots:
        return None
    items = _items(paragraph, record, slot="percent" if record.kind == "change" else "figure")
    if len(items) != len(handout.receivers) or any(
        item.token is None or item.token.kind != "percent" for item in items
    ):
        return None
    return Handout(record, handout.receivers, tuple(items), handout.kind)


def shares_of_printed(paragraph: Paragraph, record: Record) -> Handout | None:
    """Percentages of one printed whole, for the amounts before them in order: 甲、乙分别为42万元、28万元，占总支出70万元的60%、40%.

    Where there are not as many amounts nobody knows whose they are: the handout has no receivers then.
    """
    if record.kind not in ("share", "completion") or {"part", "subject"} & record.frame.slots.keys():
        return None
    # 专项债券13.70亿元、占63.5%，增长5.5%: what grew is no share.
    items = list(takewhile(lambda item: not item.direction, _items(paragraph, record, slot="percent")))
    if len(items) < _FEWEST or (record.kind == "completion" and "planned" not in record.frame.slots):
        return None
    receivers = paragraph.handed or tuple(_levels(paragraph, record))
    if len(receivers) == len(items) + 1 and "whole" not in record.frame.slots:
        # 收入148万元，甲139万元、乙9万元，各占94%和6%: the first may be what they are of.
        receivers = receivers[1:]
    if len(receivers) != len(items):
        return Handout(record, (), (), "share")
    return Handout(record, tuple(receivers), tuple(items), "share")


def _direction(record: Record) -> int:
    phrase = record.frame.phrase("direction")
    return 0 if phrase is None else 1 if phrase.kind in ("UP", "COSTS_UP") else -1


def _is_alike(one: Token, other: Token) -> bool:
    return one.unit is None or other.unit is None or one.unit.quantity == other.unit.quantity


def _with_units(items: list[Item]) -> list[Item]:
    unit: Unit | None = items[-1].token.unit if items[-1].token else None
    kind = items[-1].token.kind if items[-1].token else ""
    if unit is None:
        return items[:1]
    return [
        item._replace(token=item.token._replace(unit=unit, kind=kind))
        if item.token is not None and item.token.unit is None
        else item
        for item in items
    ]


def _receivers(paragraph: Paragraph, record: Record, names: Names, kind: str, wanted: int) -> Sequence[Named | Level]:
    """The names of the clause; without any those of the clause before, or the amounts of the list it goes on about."""
    phrases = record.frame.slots.get("names", ())
    own = split_names(phrases, paragraph.text, names)
    if len(own) not in (wanted, wanted - 1):
        # 工资福利支出、对个人和家庭的补助: 和 may stand in a name.
        marked = split_names(phrases, paragraph.text, names, marks_only=True)
        own = marked if len(marked) in (wanted, wanted - 1) else own
    if len(own) >= _FEWEST:
        return own
    if own and not own[0].is_empty:
        return ()
    if kind != "amount" and paragraph.handed is not None:
        return paragraph.handed
    before = _without_total(_levels(paragraph, record), wanted, paragraph, names)
    if kind == "share" and not phrases and _are_paces(paragraph, record, names):
        # 一至四季度支出进度分别为23.1%、49.1%、67.5%和95.04%: of what the clause names, and not of what was told before.
        return ()
    if kind == "share" and len(before) == wanted + 1 and "whole" not in record.frame.slots:
        return before[1:]
    if kind == "change" and any(("year", "prior") in level.fact.dims for level in before):
        # 增值税9.1亿元，上年同期8.6亿元，同比增长5.7%，得益于两个行业回升，分别增收2860万元和1740万元: what was before has not grown.
        return ()
    if kind != "amount" and len(before) >= _FEWEST:
        return before
    return [named for named in _names_before(paragraph, record, names) if named.has_term]


def _are_paces(paragraph: Paragraph, record: Record, names: Names) -> bool:
    """Whether the words between the last pause and a record say how far something has got: 一至四季度支出进度分别为23.1%、49.1%."""
    words = AT_PAUSE.split(paragraph.text[: record.frame.phrases[0].start])[-1]
    return any(re.search(pattern, words) for pattern in names.vocabulary.grammar.share.get("paces", ()))


def _levels(paragraph: Paragraph, record: Record) -> list[Level]:
    """The parts of the list that was told last, or all amounts of the sentence."""
    before = list(paragraph.levels_before(record, sentences=1))
    if not before:
        return []
    listing = before[0].listing
    if listing is not None and len(listing.items) >= _FEWEST:
        return listing.items
    return [level for level in reversed(before) if level.record.sentence == before[0].record.sentence]


def _without_total(levels: list[Level], wanted: int, paragraph: Paragraph, names: Names) -> list[Level]:
    """甲4万元、乙2万元、丙3万元，合计9万元，占比依次为44%、22%、33%: the total behind as many amounts as there are figures is no part."""
    totals = tuple(names.vocabulary.grammar.breakdown.get("totals", ()))
    name = levels[-1].record.frame.phrase("name") if len(levels) > wanted else None
    if name is not None and paragraph.text.startswith(totals, name.start):
        return levels[-1 - wanted : -1]
    return levels


def _names_before(paragraph: Paragraph, record: Record, names: Names) -> list[Named]:
    """The names behind a word that opens a list, which give no figures: `包括人员经费、公用经费，分别为…`."""
    return split_names(record.names_before, paragraph.text, names)


def split_names(phrases: Sequence[Phrase], text: str, names: Names, *, marks_only: bool = False) -> list[Named]:
    """The names between separators, or marks of lists alone; words that only sum them up are left out."""
    separators = () if marks_only else names.vocabulary.grammar.breakdown.get("separators", ())
    groups: list[list[Token]] = [[]]
    for token in (token for phrase in phrases for token in phrase.tokens):
        if token.kind == "enum" or (token.kind == "filler" and text[token.start : token.end] in separators):
            groups.append([])
        elif token.kind not in FIGURES:
            groups[-1].append(token)
    groups = [_without_summary(group, text, names) for group in groups]
    found = [names.of_path(names.of_tokens(group, text)) for group in groups if any(t.kind != "space" for t in group)]
    if not found:
        return []
    found = _of_years(found)
    scopes = {name: member for name, member in found[0].dims if name in names.vocabulary.scopes}
    shared = [named._replace(dims=tuple({**scopes, **named.members}.items())) for named in found]
    return [named for named in shared if not named.is_empty]


def _of_years(found: list[Named]) -> list[Named]:
    """2023年和2024年财政拨款支出: names that say no more than a year are of what the last one names."""
    *years, last = found
    if not years or not last.has_term or not (last.own_year is not None or "year" in last.members):
        return found
    if any(one.concept or one.rest or one.members.keys() - {"year"} for one in years):
        return found
    dims = {name: member for name, member in last.dims if name != "year"}
    shared = [last._replace(text=one.text, dims=tuple({**dims, **one.members}.items())) for one in years]
    return [*(one._replace(own_year=None) if "year" in one.members else one for one in shared), last]


def _without_summary(tokens: list[Token], text: str, names: Names) -> list[Token]:
    """Leave out 等三项支出 behind the last name."""
    if not tokens:
        return tokens
    end = tokens[-1].end
    for place, token in enumerate(tokens):
        if names.vocabulary.summaries.fullmatch(text, token.start, end):
            return tokens[:place]
    return tokens

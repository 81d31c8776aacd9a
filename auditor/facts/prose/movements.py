"""What there was, what came, what went, what is left: `年初结转12万元，本年收入240万元，本年支出232万元，年末结转20万元`.

Opening + what came - what went = closing, in any order of a sentence that has one of each end. Which way a movement goes its own
words say, or its verb; the sum may turn some of them. Where no way holds, the words are claimed if they are plain, and else nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from auditor.facts.claims import Breakdown
from auditor.facts.model import Fact
from auditor.facts.prose.companions import plan_kind
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.stated import Stated
from auditor.figures import MONEY
from auditor.patterns import any_of
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

_FEWEST, _MOST, _MOST_OPEN = 3, 12, 5
MINUS = ("-", "－", "−", "—", "–")
"""Signs at the end of a name that may be those of its amount: 本年收入-240万元."""


class Movement(NamedTuple):
    """An amount, or a count, of a sentence."""

    fact: Fact
    name: str
    start: int
    sentence: int
    direction: int
    """1 up, -1 down by a verb; 0 of a figure without one."""
    unit: str
    is_apart: bool
    """Whether it stands in a bracket or a list, as a part of something."""
    is_plan: bool = False
    """Whether it is what was planned: 年初预算支出408万元 is no balance."""


class MovementReader:
    """Makes claims of the sentences of a paragraph that go from an opening balance to a closing one."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        words = vocabulary.grammar.movement
        self._opening, self._closing = (any_of(words.get(key, ())) for key in ("begins", "ends"))
        self._came, self._went = (any_of(words.get(key, ())) for key in ("came", "went"))
        self._nets = any_of(vocabulary.grammar.breakdown.get("nets", ()))
        self._plain = any_of(words.get("plain", ()))
        self._is_told = bool(words)

    def read(self, paragraph: Paragraph, stated: Sequence[Stated]) -> Iterator[Breakdown]:
        """Opening and what came are the parts; what went is taken off; the closing balance is the whole."""
        by_sentence: dict[int, list[Movement]] = {}
        if not self._is_told or len(paragraph.levels) + len(stated) < _FEWEST:
            return
        for movement in _movements(paragraph, stated, self._vocabulary):
            by_sentence.setdefault(movement.sentence, []).append(movement)
        for told in by_sentence.values():
            claim = self._claim(told) if _FEWEST <= len(told) <= _MOST else None
            if claim is not None:
                yield claim
                yield from self._net_of(told)

    def _net_of(self, told: Sequence[Movement]) -> Iterator[Breakdown]:
        """年初200人，新招12人，离岗7人，年末205人，净增加5人: what all movements come to is told behind the balance."""
        opening, closing = self._ends(told)
        behind = [one for one in told if closing is not None and one.start > closing.start]
        nets = [one for one in behind if self._nets.search(one.name) is not None and self._way(one)]
        if opening is not None and closing is not None and len(nets) == 1:
            is_up = self._way(nets[0]) > 0
            came, went = ((nets[0].fact,), ()) if is_up else ((), (nets[0].fact,))
            yield Breakdown(closing.fact, (opening.fact, *came), "told", taken_off=went)

    def _claim(self, told: Sequence[Movement]) -> Breakdown | None:
        opening, closing = self._ends(told)
        is_signed = any(one.name.rstrip().endswith(MINUS) for one in told)
        if closing is None or len({one.unit for one in told}) > 1 or any(one.is_apart for one in told) or is_signed:
            return None
        flows = [one for one in told if one not in (opening, closing) and not self._is_net(one, opening, closing)]
        if not flows:
            return None
        ways = [self._way(flow) for flow in flows]
        is_turnable = len(flows) <= _MOST_OPEN and not any(
            one.fact.figure and one.fact.figure.value < 0 for one in told
        )
        # 购置, 报废: which way some words go nobody can doubt.
        plain = [flow.direction != 0 or self._plain.search(flow.name) is not None for flow in flows]
        either = [
            (way,) if way and sure else (way, -way) if way else (1, -1) for way, sure in zip(ways, plain, strict=True)
        ]
        readings = list(product(*either)) if is_turnable else [tuple(ways)]
        # What words say comes first, then the reading that turns fewest of them.
        readings.sort(key=lambda chosen: sum(one != way for one, way in zip(chosen, ways, strict=True)))
        tied: Sequence[int] | None = next(
            (chosen for chosen in readings if _ties(opening, flows, chosen, closing)), None
        )
        is_swapped = opening is not None and self._opening.search(closing.name) is not None
        if tied is None and opening is not None and is_swapped and _ties(closing, flows, ways, opening):
            # 2024年末结余10万元，由上年结余9万元加当年收入5万元减当年支出4万元得出: what is left stands before what it was.
            opening, closing, tied = closing, opening, ways
        is_plain = opening is not None and all(plain)
        # 年初结余806万元，当年筹集4250万元，年末655万元: what went out is told elsewhere.
        is_plain &= len(flows) > 1 or any(way < 0 for way in ways) or self._nets.search(flows[0].name) is not None
        chosen = tied or (ways if is_plain else None)
        if chosen is None:
            return None
        came = tuple(flow.fact for flow, way in zip(flows, chosen, strict=True) if way > 0)
        went = tuple(flow.fact for flow, way in zip(flows, chosen, strict=True) if way < 0)
        parts = (opening.fact, *came) if opening is not None else came
        return Breakdown(closing.fact, parts, "told", taken_off=went)

    def _is_net(self, flow: Movement, opening: Movement | None, closing: Movement) -> bool:
        """年初420辆，报废71辆、购置22辆，年末371辆，净减少49辆: what the movements come to, told behind the balance, is none of them."""
        if opening is None or flow.start < closing.start:
            return False
        first, last, own = (one.fact.figure for one in (opening, closing, flow))
        is_gap = first is not None and last is not None and own is not None and abs(first.base - last.base) == own.base
        return is_gap or self._nets.search(flow.name) is not None

    def _ends(self, told: Sequence[Movement]) -> tuple[Movement | None, Movement | None]:
        """The opening balance and the closing one: 2023年末余额 opens a sentence in which 2024年末余额 stands at the end."""
        openings = [one for one in told if self._opening.search(one.name) and not one.is_plan]
        closings = [one for one in told if self._closing.search(one.name)]
        pure = [one for one in openings if one not in closings]
        first = pure[0] if len(pure) == 1 else openings[0] if openings and not pure else None
        if len(pure) > 1 or (openings and first is None):
            return None, None
        left = [one for one in closings if one is not first]
        return first, left[0] if len(left) == 1 else None

    def _way(self, flow: Movement) -> int:
        """Which way a movement goes by its words, the last of which tells; 0 where none does."""
        if flow.direction:
            return flow.direction
        came, went = _last(self._came, flow.name), _last(self._went, flow.name)
        return (came > went) - (went > came)


def _movements(paragraph: Paragraph, stated: Sequence[Stated], vocabulary: Vocabulary) -> list[Movement]:
    """The amounts and counts in reading order: levels with their names, and changes against no base with their verbs."""
    found = []
    for number, level in paragraph.levels.items():
        if number in paragraph.reasons or level.fact.figure is None:
            continue
        is_apart = bool(level.record.depth) or level.listing is not None or level.loose
        figure = level.record.frame.figure("figure") or level.record.frame.figure("current")
        start = figure.start if figure is not None else level.record.frame.phrases[0].start
        before = level.record.frame.phrases[0].start
        name = " ".join([*_names_before(paragraph, number), paragraph.text[before:start]])
        is_plan = plan_kind(dict(level.fact.dims), vocabulary) is not None
        found.append(Movement(level.fact, name, start, level.record.sentence, 0, _unit(level.fact), is_apart, is_plan))
    for change in stated:
        figure = change.record.frame.figure("amount")
        if figure is None or change.amount is None or paragraph.bases[change.record.number] is not None:
            continue
        start, end = change.record.frame.phrases[0].start, figure.start
        is_apart = bool(change.record.depth) or change.percent is not None or change.loose
        name = paragraph.text[start:end]
        found.append(
            Movement(change.amount, name, end, change.record.sentence, change.direction, _unit(change.amount), is_apart)
        )
    return sorted(found, key=lambda movement: movement.start)


def _unit(fact: Fact) -> str:
    """What a figure counts: all money is of one kind."""
    unit = fact.figure.unit if fact.figure is not None else None
    return "" if unit is None else MONEY if unit.quantity == MONEY else unit.name


def _names_before(paragraph: Paragraph, number: int) -> list[str]:
    """The name that a clause without a figure gives: `结余，12万元`."""
    return [paragraph.text[phrase.start : phrase.end] for phrase in paragraph.records[number].names_before]


def _ties(opening: Movement | None, flows: Sequence[Movement], ways: Sequence[int], closing: Movement) -> bool:
    total = allowance = Decimal(0)
    for sign, movement in ((1, opening), *zip(ways, flows, strict=True), (-1, closing)):
        if movement is None:
            continue
        figure = movement.fact.figure
        if figure is None:
            return False
        total += sign * figure.base
        allowance += figure.slack(fine=False)
    return abs(total) <= allowance


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=-1)

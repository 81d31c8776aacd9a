"""Sums that one sentence tells without a word that opens a list: totals at its end, an account rolled forward, both sides of one.

`办公费12万元、印刷费3万元，两项共支出15万元`, `年初结转86万元，本年收入40万元，本年支出68万元，年末结转58万元`,
`构成采购预算50万元的，是货物20万元和服务30万元`. The words say what adds and what takes off; what they leave open the sums choose.
Where no word calls an amount a sum only amounts that tie to the last digit, all from the head of their sentence, are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, product

from auditor.arithmetic import is_copied
from auditor.facts.claims import Breakdown, Extent
from auditor.facts.prose.companions import plan_kind
from auditor.facts.prose.entries import Entry, Sum, beside, is_slip_by, names_others, other_side, sides_of
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import AT_PAUSE
from auditor.facts.prose.movements import MINUS
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.stated import DOWN, UP, direction_of
from auditor.facts.prose.told_before import parts_of_kind, rest_of_total, spent_of
from auditor.figures import MONEY
from auditor.patterns import any_of
from auditor.tuples import NamedTuple

_TWO = 2
_FEWEST = 3
"""A sum has a whole and two parts."""
_MOST = 16
"""Amounts of one sentence that may make a sum."""
_MOST_OPEN = 4
"""Amounts of an account of which no word says whether they add or take off."""
_TELLING = 100
"""A whole of at least so many units of its last digit ties by no chance, where no word calls it one."""
_TELLING_SLIP = 1_000
_TELLING_OF_TWO = 100_000
"""One of at least so many, before three parts or more, is by no chance a digit off what they make; before two of so many."""
_READ = frozenset(("level", "level_within", "share_ahead", "count", "respectively", "change", "number", "each"))
_DIRECTIONS = {"UP": 1, "COSTS_UP": 1, "DOWN": -1, "COSTS_DOWN": -1}


class Reading(NamedTuple):
    """An account: what is left, what adds up to it, what is taken off."""

    whole: Entry
    parts: Sequence[Entry]
    taken_off: Sequence[Entry]
    holds: bool


class Reckoner:
    """Makes claims of the sums of a sentence that its lists have not claimed."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        words = ledger.vocabulary.grammar.breakdown
        self._from, self._to, self._into, self._out, self._summed, self._parted, self._plus, self._minus = (
            any_of(words.get(name, ()))
            for name in ("rolls_from", "rolls_to", "into", "out_of", "summed", "parted", "plus", "minus")
        )
        self._nets = any_of(words.get("nets", ()))
        self._earlier = ledger.vocabulary.earlier_names
        self._both, self._spent = (any_of(words.get(name, ())) for name in ("both", "second_side"))
        self._adjusted = any_of(words.get("adjusted", ()))
        self.moved: set[int] = set()
        """The numbers of amounts by which plans of the paragraph were adjusted: changes of nothing else."""
        self._counted = any_of(words.get("counted", ()))
        self._numerals = "〇一二三四五六七八九十"

    def read(self, paragraph: Paragraph, opened: int, first_claim: int) -> None:
        """Claim the sums of each sentence; facts from `opened` on and claims from `first_claim` on are of this paragraph."""
        self.moved.clear()
        self._amounts = paragraph.amounts
        self._rated = {
            one.number
            for one, other in pairwise(paragraph.records)
            if other.kind == "percent" and other.clause == one.clause
        }
        """The numbers of amounts of which a percentage is told in their clause: 为调整预算61亿元的100.6%."""
        if self.ledger.facts.next_fact - opened < _FEWEST:
            return
        claims = [claim for claim in self.ledger.facts.claims[first_claim:] if isinstance(claim, Breakdown)]
        self._wholes = {claim.whole.number for claim in claims}
        self._parts = {part.number for claim in claims for part in claim.parts}
        self._above = {part.number: claim.whole.number for claim in claims for part in claim.parts}
        self._certain = {_numbers(claim) for claim in claims if claim.extent in ("all", "told")}
        # By sentence, depth, and the last amount outside of the bracket: 总计90万元（含年初9万元），总计90万元（含年末8万元） are two.
        sentences: dict[tuple[int, int, int], list[Entry]] = {}
        doubted: set[tuple[int, int, int]] = set()
        end = outside = 0
        for record in paragraph.records:
            outside = outside if record.depth else record.number
            place = (record.sentence, record.depth, outside if record.depth else 0)
            if record.pauses and any(pause == "stop" for pause, _ in record.pauses):
                end = record.frame.phrases[0].start
            found, stop, is_whole = self._entries(paragraph, record, end)
            end = max(end, stop)
            is_mixed = record.sentence in paragraph.mixed
            if is_mixed or record.number in paragraph.reasons or "prior" in record.frame.slots or not is_whole:
                doubted.add(place)
            sentences.setdefault(place, []).extend(found)
        balanced = {record.sentence for record in paragraph.records if record.kind == "balanced"}
        told: Sequence[Entry] = ()
        for place, entries in sentences.items():
            if place not in doubted:
                # 收支总额各80万元。收入方面：…；支出方面：…: the sides of what the sentence before told alone.
                lone = told if len(told) == 1 and told[0].record.kind != "change" else ()
                self._read(entries, lone, told)
                self._read_with_before(told, entries, is_balanced=place[0] in balanced)
                self._keep_proven(sides_of([*lone, *entries], self._both, self._spent))
                self._keep_proven(other_side(entries, self._to))
            told = entries

    def _entries(self, paragraph: Paragraph, record: Record, end: int) -> tuple[list[Entry], int, bool]:
        """The amounts of a record, where the last figure of it ends, and whether all of them have become facts."""
        found: list[Entry] = []
        direction = 0
        is_whole = True
        # 年末存量资金1.89亿元，较年初减少1.89亿元: what it is less than it was is no step of the account.
        is_compared = "direction" in record.frame.slots and paragraph.bases[record.number] is not None
        # 设监测点31个，按每点4万元安排，共计124万元: what each gets is kept apart.
        is_compared |= record.kind == "level" and record.number not in paragraph.levels
        for phrase in record.frame.phrases:
            direction = _DIRECTIONS.get(phrase.kind, direction)
            for token in phrase.tokens:
                if token.numeral is None or token.kind not in ("amount", "count", "number", "percent"):
                    continue
                fact = self.ledger.told.get(token.numeral.start)
                is_one = fact is not None and fact.figure is not None and fact.figure.unit is not None
                lead = paragraph.text[end : token.start]
                # 结余5亿元，扣除结转下年的4亿元后，净结余1亿元: what is left out of what stands before it is a step of the account.
                is_step = record.kind in _READ or (record.kind == "aside" and self._minus.search(lead) is not None)
                if is_one and is_step and not is_compared and token.kind != "percent" and not token.loose:
                    assert fact is not None
                    found.append(Entry(fact, lead, record, direction))
                is_whole &= fact is not None or token.kind != "amount"
                end = token.end
        return found, end, is_whole

    def _read(self, entries: Sequence[Entry], lone: Sequence[Entry], told: Sequence[Entry]) -> None:
        """The sums of one sentence, of each unit apart: people and vehicles beside amounts of money."""
        units = _by_unit(entries)
        self._keep_proven(beside(units, _by_unit(told)))
        for alike in units.values():
            if (
                len(alike) < _FEWEST
                or len(alike) > _MOST
                or any(entry.lead.rstrip().endswith(MINUS) for entry in alike)
            ):
                continue
            if self._part_stretches(alike) or self._adjust(alike):
                continue
            if self._roll(alike) or self._roll_on(lone, alike) or self._roll_back(lone, alike):
                continue
            # 收入52亿元，增收2亿元：增值税31亿元，其他税收21亿元: by how much it has grown is no part of it.
            told = [entry for entry in alike if entry.record.kind != "change"]
            # 增值税14.46亿元，上年16.13亿元；契税1.52亿元，上年1.62亿元: what was before is no part of what is now.
            is_mixed = any(self._is_of_before(entry) for entry in told)
            if len(told) >= _FEWEST and not is_mixed:
                self._sum_up(told)

    def _read_with_before(self, told: Sequence[Entry], entries: Sequence[Entry], *, is_balanced: bool) -> None:
        """The sums of a sentence with what the one before tells, where none of its own has these amounts."""
        free = [entry for entry in entries if entry.fact.number not in self._above]
        plain = [entry for entry in told if entry.record.kind != "change"]
        found = rest_of_total(plain, free, self._minus, self._to)
        if found is None and len(plain) == 1 and plain[0].fact.number not in self._wholes:
            found = (spent_of(plain[0], free) if is_balanced else None) or parts_of_kind(plain[0], free)
        if found is not None and not self._parts & {entry.fact.number for entry in found.parts}:
            self._keep(*found)

    def _is_of_before(self, entry: Entry) -> bool:
        """Whether the words right before an amount say no more than that it is of the year before; 2022年 may be one of several."""
        words = AT_PAUSE.split(entry.lead)[-1].strip()
        return self._earlier.fullmatch(words) is not None and not words[:1].isdigit()

    # --- an account rolled forward -----------------------------------------------------------------------------

    def _roll(self, entries: Sequence[Entry]) -> bool:
        """年初10万元，收入5万元，支出3万元，年末12万元; whether the sentence tells such an account.

        支出30万元，其中基本支出20万元、项目支出10万元: the parts of a step are no steps themselves.
        """
        told = {entry.fact.number for entry in entries}
        entries = [entry for entry in entries if self._above.get(entry.fact.number) not in told]
        entries = self._without_balances(entries)
        starts = [place for place, entry in enumerate(entries) if self._from.search(entry.lead)]
        if len(entries) > _TWO and self._summed.search(entries[0].lead) and self._minus.search(entries[1].lead):
            # 收入总量21亿元，减去支出9亿元、调出8亿元，结转下年4亿元: what is taken off a total leaves the last of them.
            starts = starts or [0]
        ends = [place for place, entry in reversed(list(enumerate(entries))) if self._to.search(entry.lead)]
        pairs: list[tuple[int | None, int]] = [(start, end) for end in ends for start in starts if start != end]
        pairs += [(None, end) for end in ends]
        readings = [reading for pair in pairs if (reading := self._account(entries, *pair)) is not None]
        if not readings:
            return False
        chosen = next((reading for reading in readings if reading.holds), readings[0])
        if not chosen.holds and self._plus.search(entries[0].lead):
            # 收入139亿元；支出193亿元。加上补助4亿元，减去调出13亿元，结转下年7亿元: it begins with what stands before.
            return True
        missing = abs(_rest(chosen))
        if not chosen.holds and missing in self._amounts and not _is_step(chosen, missing):
            # 年末余额41亿元, with 1.5亿元 more that the sentence tells as well: what is missing is printed, and is no step of its own.
            return True
        self._keep(chosen.whole, chosen.parts, chosen.taken_off)
        return True

    def _without_balances(self, entries: Sequence[Entry]) -> list[Entry]:
        """年初结转205万元，交回财政35万元，实际可用170万元，加本年拨入460万元，减本年支出513万元，…: without what is left in between."""
        left: list[Entry] = []
        balance: Decimal | None = None
        for place, entry in enumerate(entries):
            base = entry.fact.figure.base if entry.fact.figure is not None else Decimal(0)
            if not left:
                balance = base if self._from.search(entry.lead) else None
            elif balance is not None and len(left) > 1 and base == balance and place < len(entries) - 1:
                continue
            elif balance is not None:
                sign = self._sign(entry)
                balance = balance + sign * base if sign else None
            left.append(entry)
        return left

    def _adjust(self, entries: Sequence[Entry]) -> bool:
        """预算64.30亿元，调增2.80亿元，调减1.90亿元，调整预算为65.20亿元: a plan, what is added and taken off, what it has become."""
        end = next((place for place, entry in enumerate(entries) if self._adjusted.search(entry.lead)), 0)
        told = [place for place, entry in enumerate(entries[:end]) if entry.record.kind != "change"]
        # 年初预算2160万元，支出决算2319万元，…；追加260万元，调整预算2420万元: what came of a plan is no plan.
        plans = [place for place in told if plan_kind(dict(entries[place].fact.dims), self.ledger.vocabulary)]
        start = max(plans or told, default=-1)
        flows = [entry for entry in entries[start + 1 : end] if entry.record.kind == "change"]
        is_base = entries[end].record.kind == "change" or entries[end].record.number in self._rated
        if start < 0 or not flows or is_base:
            return False
        flows = [flow for flow in flows if not _is_net(flow, flows)]
        up, down = ([flow for flow in flows if direction_of(flow.record) == way] for way in (UP, DOWN))
        # 年初预算620万元，调减184万元，调整后804万元: added where the word takes off.
        is_alone = len(flows) == 1 and entries[start + 1 : end] == flows
        is_turned = is_alone and _makes(entries[end], [entries[start], *down], up)
        self._keep(entries[end], [entries[start], *up], down, "told" if is_turned else "open")
        self.moved |= {flow.fact.number for flow in entries[start + 1 : end]}
        return True

    def _roll_on(self, lone: Sequence[Entry], entries: Sequence[Entry]) -> bool:
        """上年末余额28亿元。本年新增5亿元，偿还3亿元，年末余额30亿元: from what the sentence before told alone, but for a digit at most."""
        if not lone or not self._from.search(lone[0].lead) or not self._to.search(entries[-1].lead):
            return False
        figures = [entry.fact.figure for entry in (lone[0], entries[0])]
        is_alike = len({figure.unit and figure.unit.quantity for figure in figures if figure}) == 1
        is_below = lone[0].record.depth or entries[0].record.depth
        if not is_alike or is_below or any(self._from.search(entry.lead) for entry in entries[:-1]):
            return False
        return self._rolled([*lone, *entries])

    def _roll_back(self, lone: Sequence[Entry], entries: Sequence[Entry]) -> bool:
        """年末结余9699万元。年初结余7415万元，收入52380万元，支出50096万元: to what was told alone before it, but for a digit."""
        if not lone or not self._to.search(lone[0].lead) or self._from.search(lone[0].lead) or lone[0].record.depth:
            return False
        figures = [entry.fact.figure for entry in (lone[0], entries[0])]
        is_alike = len({figure.unit and figure.unit.quantity for figure in figures if figure}) == 1
        is_begun = self._from.search(entries[0].lead) is not None and not entries[0].record.depth
        if not is_alike or not is_begun or any(self._to.search(entry.lead) for entry in entries[1:]):
            return False
        return self._rolled([*entries, *lone])

    def _rolled(self, entries: Sequence[Entry]) -> bool:
        """Claim an account from its first amount to its last that holds or is a digit off; whether it holds."""
        reading = self._account(entries, 0, len(entries) - 1)
        if reading is None or not reading.taken_off or len(reading.parts) < _TWO:
            return False
        if reading.holds or _is_near(reading.whole, _rest(reading)):
            self._keep(reading.whole, reading.parts, reading.taken_off)
        return reading.holds

    def _account(self, entries: Sequence[Entry], start: int | None, end: int) -> Reading | None:
        """One account rolled forward, with what adds and what takes off; None where no account is told, or nobody knows which.

        Without a word for what was left before, both sides must be told, and tie.
        """
        whole = entries[end]
        others = [entry for place, entry in enumerate(entries) if place not in (start, end)]
        if not others:
            return None
        # 年初132亿元；新增27亿元，再融资6亿元，合计33亿元；偿还11亿元，年末154亿元: a total of steps told before it is a step.
        totals = [entry for entry in others if self._summed.search(entry.lead)]
        if start is not None and any(entry.fact.number not in self._wholes for entry in totals):
            return None
        signs = self._signs(entries, start, whole, others)
        if signs is None:
            return None
        signed = list(zip(others, signs, strict=True))
        parts = [entry for entry, sign in signed if sign > 0]
        taken_off = [entry for entry, sign in signed if sign < 0]
        parts = parts if start is None else [entries[start], *parts]
        holds = sum((part.base for part in parts), -whole.base) == sum((part.base for part in taken_off), Decimal(0))
        is_net = any(self._nets.search(entry.lead) for entry in others)
        if (
            not taken_off
            and not holds
            and whole.base < parts[0].base + parts[-1].base
            and start is not None
            and not is_net
        ):
            # 年初结余806万元，当年筹集4250万元，年末655万元: what went out is told elsewhere.
            rest = whole.base - sum((part.base for part in parts), Decimal(0))
            if not _is_near(whole, rest):
                return None
        if start is None and not (holds and parts and taken_off):
            return None
        return Reading(whole, parts, taken_off, holds)

    def _signs(
        self, entries: Sequence[Entry], start: int | None, whole: Entry, others: Sequence[Entry]
    ) -> Sequence[int] | None:
        """What adds and what takes off: as the words say; where they do not, as the sum holds, or would but for one digit.

        调入 may bring in and may take away: of one amount the words may say the contrary of what the sum does.
        """
        signs = [self._sign(entry) for entry in others]
        if signs.count(0) > _MOST_OPEN or (start is None and 0 in signs):
            return None
        rest = whole.base - (entries[start].base if start is not None else 0)
        readings = list(product(*((sign,) if sign else (1, -1) for sign in signs)))
        turned = [
            [-sign if place == other else sign for other, sign in enumerate(readings[0])]
            for place in range(len(others))
            if len(readings) == 1 and not others[place].direction
        ]
        for reading in (*readings, *turned):
            if rest == _told(others, reading):
                return reading
        if len(readings) == 1:
            return readings[0]
        near = [reading for reading in readings if _is_near(whole, rest - _told(others, reading))]
        if not near:
            # 年初683万元，新增146万元，再融资52万元，偿还58万元，年末823万元: what came in or went out may be mistyped, too.
            near = [reading for reading in readings if _is_near_with(others, reading, rest - _told(others, reading))]
        return near[0] if len(near) == 1 else None

    def _sign(self, entry: Entry) -> int:
        """Whether an amount adds to an account or takes off from it; 0 where no word says so."""
        if entry.direction:
            return entry.direction
        lead = entry.lead
        if self._minus.search(lead):
            return -1
        if self._plus.search(lead):
            return 1
        into, out = (max((m.end() for m in one.finditer(lead)), default=-1) for one in (self._into, self._out))
        return 0 if into == out else 1 if into > out else -1

    # --- totals ------------------------------------------------------------------------------------------------

    def _sum_up(self, entries: Sequence[Entry]) -> None:
        """A total behind its parts, or before them; both sides of an account told behind one total."""
        for place in range(2, len(entries)):
            total = entries[place]
            if total.fact.number in self._wholes or total.fact.number in self._parts:
                continue
            for parts in self._runs(entries, place):
                if self._is_sum(total, parts, is_last=place == len(entries) - 1):
                    signs = [-1 if self._minus.search(part.lead) else 1 for part in parts]
                    taken = [part for part, sign in zip(parts, signs, strict=True) if sign < 0]
                    self._keep(total, [part for part in parts if part not in taken], taken)
                    break
        first = entries[0]
        if first.fact.number not in self._wholes and first.fact.number not in self._parts:
            self._part(first, entries[1:])

    def _part_stretches(self, entries: Sequence[Entry]) -> bool:
        """收入总预算9万元，本年收入8万元，上年结转1万元；支出总预算…: each part with a total of its own; whether there is one."""
        stretches = list(dict.fromkeys(entry.record.part for entry in entries))
        runs = [[entry for entry in entries if entry.record.part == one] for one in stretches]
        if len(runs) < _TWO:
            return False
        # A total may be part of an account besides: what is left of it is told at the end.
        totals = [run for run in runs if len(run) >= _FEWEST and self._summed.search(run[0].lead)]
        for run in totals:
            if run[0].fact.number not in self._wholes:
                self._part(run[0], run[1:])
        return any(run[0].fact.number in self._wholes for run in totals)

    def _runs(self, entries: Sequence[Entry], end: int) -> Iterator[Sequence[Entry]]:
        """The amounts before a total: all of its sentence, those of its part, those behind the total before it."""
        part = entries[end].record.part
        starts = [0, next((n for n in range(end) if entries[n].record.part == part), 0)]
        starts += [n + 1 for n in range(end) if self._summed.search(entries[n].lead)]
        if end >= _TWO and self._minus.search(entries[end - 1].lead):
            starts.append(end - _TWO)
        # 甲18万元和乙9万元合计27万元，再加上丙7万元，共计34万元: a total goes on where something is added to it.
        starts += [
            n for n in range(end - 1) if self._summed.search(entries[n].lead) and self._plus.search(entries[n + 1].lead)
        ]
        for start in dict.fromkeys(starts):
            if end - start >= _FEWEST - 1:
                yield entries[start:end]

    def _is_sum(self, total: Entry, parts: Sequence[Entry], *, is_last: bool) -> bool:
        """Whether an amount is the sum of those before it: its words say so, and how many they are; or it ties to the digit."""
        signed = sum((-part.base if self._minus.search(part.lead) else part.base for part in parts), Decimal(0))
        named = self._summed.search(total.lead) is not None
        if signed == total.base:
            return named or (is_last and _tells(total, parts) and all(part.base for part in parts))
        # 上年结转 begins an account only where something is taken off it.
        is_account = any(self._sign(part) < 0 for part in parts)
        # 收入20万元，其他5万元，加上补助4万元: what is added to more than one amount may be added to parts of something told before.
        added = next((place for place, part in enumerate(parts) if self._plus.search(part.lead)), 1)
        # 结余5.35亿元，扣除专项资金4.90亿元后，净结余0.45亿元: what the one is without the other.
        is_rest = len(parts) == _TWO and self._minus.search(parts[1].lead) is not None
        if not (named or is_rest) or added != 1:
            return False
        if any(self._is_unsure(part, is_account=is_account) for part in parts):
            return False
        counted = self._counted.search(total.lead)
        if counted is not None and self._numerals.find(counted["number"]) == len(parts):
            return True
        return is_last and (_is_near_any(total, parts, signed) or _is_copied(total, parts, signed))

    def _is_unsure(self, part: Entry, *, is_account: bool) -> bool:
        """Whether an amount may be more, or less, than a part: one of a list, a change, what there was before."""
        is_open = is_account and self._from.search(part.lead) is not None
        return bool(part.fact.number in self._parts or part.direction or is_open)

    def _part(self, whole: Entry, rest: Sequence[Entry]) -> None:
        """A whole before its parts: once, or once for each side of an account."""
        if self._from.search(whole.lead) and rest and self._to.search(rest[-1].lead):
            # 上年结转318万元，本年净增加47万元，年末结余271万元: what an account begins with is no sum of what follows.
            return
        if any(entry.fact.number in self._parts or entry.direction or self._minus.search(entry.lead) for entry in rest):
            return
        sums = [sum((entry.base for entry in rest[:end]), Decimal(0)) for end in range(len(rest) + 1)]
        is_said = any(self._parted.search(entry.lead) for entry in rest[:1])
        named = [self._summed.search(entry.lead) is not None for entry in (whole, *rest)]
        is_said |= named[0] and not any(named[1:])
        if sums[-1] == whole.base and (is_said or _tells(whole, rest)):
            self._keep(whole, rest)
            return
        for end in range(2, len(rest) - 1):
            sides = (sums[end], sums[-1] - sums[end])
            holding = [side == whole.base for side in sides]
            near = [_is_near(whole, whole.base - side) for side in sides]
            if all(holding) or (any(holding) and any(near)):
                self._keep(whole, rest[:end])
                self._keep(whole, rest[end:])
                return
        unit = whole.fact.figure.unit if whole.fact.figure else None
        is_like = _tells(whole, rest, _TELLING_SLIP if len(rest) >= _FEWEST else _TELLING_OF_TWO)
        if unit is None or unit.quantity != MONEY or not _is_near_any(whole, rest, sums[-1]):
            # Counts are small: one digit makes nearly any of them the sum of others.
            return
        turned = [entry for entry in rest if sums[-1] - 2 * entry.base == whole.base]
        if len(turned) == 1:
            # 利润总额6.76亿元，盈利企业盈利6.96亿元，亏损企业亏损0.20亿元: with one taken off it holds.
            self._keep(whole, [entry for entry in rest if entry is not turned[0]], turned)
            return
        is_of_row = len({entry.record.part for entry in (whole, *rest)}) == len(rest) + 1
        if is_said or (is_like and not is_of_row):
            # 公路3600万元；搬迁2150万元；扩容2650万元；修复800万元: semicolons part the first from the others as those from each other.
            # 到期本息21.96亿元，通过再融资债券12.55亿元、…和财政资金9.41亿元偿还: no word says that these are all.
            self._keep(whole, rest, extent="told" if is_said else "open")

    def _keep_proven(self, sums: Iterable[Sum]) -> None:
        claims = self.ledger.facts.claims
        for one in sums:
            told = (one.whole.fact.number, tuple(part.fact.number for part in one.parts))
            if told not in self._certain:
                claims[:] = [claim for claim in claims if not isinstance(claim, Breakdown) or _numbers(claim) != told]
                self._keep(one.whole, one.parts)

    def _is_parted_behind(self, whole: Entry) -> bool:
        """年初10万元，新增5万元，偿还3万元，年末12万元。其中：一般4万元、专项8万元: whether the list of what is left stands behind it."""
        own = [part for part, above in self._above.items() if above == whole.fact.number]
        return bool(own) and min(own) > whole.fact.number

    def _keep(
        self, whole: Entry, parts: Sequence[Entry], taken_off: Sequence[Entry] = (), extent: Extent = "told"
    ) -> None:
        if whole.fact.number in self._wholes and taken_off and not self._is_parted_behind(whole):
            return
        if names_others(whole.lead, [part.fact.label for part in parts]):
            return
        self._wholes.add(whole.fact.number)
        self._parts |= {entry.fact.number for entry in (*parts, *taken_off)}
        self.ledger.facts.claims.append(
            Breakdown(
                whole.fact,
                tuple(entry.fact for entry in parts),
                extent,
                taken_off=tuple(entry.fact for entry in taken_off),
            )
        )


def _makes(whole: Entry, parts: Sequence[Entry], taken_off: Sequence[Entry]) -> bool:
    """Whether amounts add up to another to the digit."""
    return whole.base == sum(part.base for part in parts) - sum(part.base for part in taken_off)


def _by_unit(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    units: dict[str, list[Entry]] = {}
    for entry in entries:
        unit = entry.fact.figure.unit if entry.fact.figure else None
        assert unit is not None
        units.setdefault(unit.quantity if unit.quantity == MONEY else unit.name, []).append(entry)
    return units


def _is_step(reading: Reading, amount: Decimal) -> bool:
    """Whether an account adds or takes off just so much."""
    return any(step.base == amount for step in (*reading.parts[1:], *reading.taken_off))


def _rest(reading: Reading) -> Decimal:
    """By how much what is left is more than what an account makes."""
    rest = sum((part.base for part in reading.taken_off), reading.whole.base)
    return rest - sum((part.base for part in reading.parts), Decimal(0))


def _is_net(flow: Entry, flows: Sequence[Entry]) -> bool:
    """调增2.80亿元，调减1.90亿元，净增加0.90亿元: whether a change is what the others come to."""
    others = sum((direction_of(one.record) * one.base for one in flows if one is not flow), Decimal(0))
    return len(flows) > _TWO and others == direction_of(flow.record) * flow.base


def _numbers(claim: Breakdown) -> tuple[int, tuple[int, ...]]:
    return claim.whole.number, tuple(part.number for part in claim.parts)


def _told(others: Sequence[Entry], signs: Sequence[int]) -> Decimal:
    """What a reading of an account adds to what was left before."""
    return sum((sign * entry.base for entry, sign in zip(others, signs, strict=True)), Decimal(0))


def _is_near(whole: Entry, rest: Decimal) -> bool:
    """Whether a whole would be what its parts make but for a digit."""
    return is_slip_by(whole, -rest)


def _is_near_with(others: Sequence[Entry], signs: Sequence[int], rest: Decimal) -> bool:
    """Whether a reading that is so much too little would hold but for one digit of what it adds or takes off."""
    return any(_is_near(entry, -sign * rest) for entry, sign in zip(others, signs, strict=True))


def _is_near_any(whole: Entry, parts: Sequence[Entry], total: Decimal) -> bool:
    """Whether a sum would hold but for one digit of one of its figures."""
    rest = whole.base - total
    return _is_near(whole, rest) or any(_is_near(part, -rest) for part in parts)


def _is_copied(whole: Entry, parts: Sequence[Entry], total: Decimal) -> bool:
    """Whether a sum would hold but for one part whose figure is that of its neighbour."""
    return is_copied([part.fact.figure for part in parts if part.fact.figure is not None], whole.base - total)


def _tells(whole: Entry, parts: Sequence[Entry], least: int = _TELLING) -> bool:
    """Whether a sum has digits enough to tie by no chance."""
    decimals = max(entry.fact.figure.decimals for entry in (whole, *parts) if entry.fact.figure is not None)
    assert whole.fact.figure is not None
    return abs(whole.fact.figure.value).scaleb(decimals) >= least

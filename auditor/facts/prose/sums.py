"""Lists as claims: the whole, its parts, whether they are all of it; what a semicolon left open is decided by the sums.

`支出预算70万元，其中：基本支出30万元、项目支出40万元。` claims 70 = 30 + 40.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile

from auditor.arithmetic import is_one_slip, is_slip_of_hand
from auditor.facts.claims import Breakdown, Claim, Extent, Roster, ShareSum
from auditor.facts.model import Fact, Key, dims_of
from auditor.facts.prose.lists import Level, Listing
from auditor.facts.prose.partition import covers, lacks_kinds, may_leave_out, names_them, partition_dimension
from auditor.figures import MONEY
from auditor.vocabulary import Vocabulary

_FEWEST = 2
_ALIKE = 3
"""Characters at their ends that two names of one kind of amount have alike."""
_PROVING = 10_000
"""A whole of so many units of its last digit is as much as the first parts of a longer list by no chance."""
_TELLING = 100
"""An amount of so many units of its last digit is not by chance one digit off what other amounts make of it."""

_NEARLY = Decimal(1)
"""Percentage points."""
_MOST_WITHIN = 8
"""Parts that an item may have without a word that opens a list of them."""


def claims_of(
    listing: Listing,
    included: Sequence[Level],
    levels: Sequence[Level],
    percents: dict[int, Fact],
    vocabulary: Vocabulary,
) -> list[Claim]:
    """What a finished list claims of its amounts and of the shares printed beside them.

    `included` are the parts that a bracket behind the whole told before, `levels` the amounts of the paragraph, `percents` the
    shares by the number of the fact they are of.
    """
    if listing.whole is None or not listing.items or listing.refuses or _is_of_sides(listing, vocabulary):
        return []
    if listing.whole.loose or any(item.loose for item in listing.items):
        return []
    several = _of_several(listing, levels)
    if several is not None:
        return [Breakdown(whole.fact, tuple(part.fact for part in parts), "open") for whole, parts in several]
    if listing.whole.quantity != MONEY and _goes_through_several(listing.items):
        return []
    whole, items = _reading(listing, included, levels, vocabulary)
    items = _no_more_than(whole, items, listing, levels)
    if not items:
        return []
    listing.chosen = list(items)
    if listing.explains and whole.figure is not None and _total(items) > whole.figure.base:
        # 支出1.8亿元，下降71%，主要是上年偿还债务3.4亿元; 支出0.4亿元，主要用于救灾，结余11.6亿元: no parts of it.
        return []
    if _is_perhaps_nested(whole, items, levels):
        return []
    items, nested = _collapsed(whole, items)
    excess = _total(items) - whole.figure.base if whole.figure is not None else Decimal(0)
    if excess and any(excess == part.figure.base for run in nested for part in run[1:] if part.figure is not None):
        # 资产45万元，其中：流动资产26万元；固定资产原值31万元，累计折旧12万元，净值19万元: the first is more than what is a part.
        return [Breakdown(run[0], run[1:], "open") for run in nested]
    items = list(_without_subtotals(items, vocabulary))
    parts = tuple(item.fact for item in items)
    extent = _extent(listing, whole, parts, vocabulary)
    if extent == "told" and _ends_with_rest(parts, vocabulary) and not _has_all(listing, items, levels):
        extent = "some"
    found: list[Claim] = [Breakdown(whole, parts, extent)]
    found += [Breakdown(run[0], run[1:], "open") for run in nested]
    if whole.figure is not None and _total(items) == whole.figure.base and _is_parted_again(listing):
        # 余额35亿元，其中：一般债务14亿元，专项债务21亿元；政府债券34亿元，其他债务1亿元: behind the semicolon all of it once more.
        found.append(Breakdown(whole, tuple(item.fact for item in listing.later), "open"))
    if listing.one_by_one and len(listing.counts) == 1 and extent != "some":
        count = listing.counts[0].fact
        found.append(Roster(count, tuple(parts), exhaustive=True, trails_off=False, section=count.section))
    shares = [percents[part.number] for part in parts if part.number in percents]
    is_whole = extent in ("told", "all") or (whole.figure is not None and _total(items) == whole.figure.base)
    # 资产213亿元，占53.8%，其中：城区58亿元，占14.7%；…: shares of something else do not make it up.
    told = [_is_nearly_share(part, whole, percents[part.number]) for part in parts if part.number in percents]
    is_of_whole = 2 * sum(told) >= len(told)
    if listing.extent != "some" and is_whole and is_of_whole and len(shares) > 1 and len(shares) == len(parts):
        # Each is held against its amount; their sum tells nobody more.
        found.append(ShareSum(tuple(shares), "open"))
    return found


def _is_nearly_share(part: Fact, whole: Fact, percent: Fact) -> bool:
    """Whether a percentage is that of a part in a whole, mistyped in its last places or not."""
    one, other, share = part.figure, whole.figure, percent.figure
    if one is None or other is None or share is None or not other.base:
        return False
    return abs(one.base / other.base * 100 - share.value) <= _NEARLY


def _is_parted_again(listing: Listing) -> bool:
    """Whether what stands behind the semicolon that ended a list makes its whole as well, but for one digit."""
    assert listing.whole is not None
    is_one = len({item.record.part for item in listing.later}) == 1
    return len(listing.later) >= _FEWEST and is_one and is_near(listing.whole, listing.later)


def _extent(listing: Listing, whole: Fact, parts: Sequence[Fact], vocabulary: Vocabulary) -> Extent:
    """How complete a list is: as its words say, but for known members of one dimension, and a rest that is named at its end."""
    above, members = dict(whole.dims), [dict(part.dims) for part in parts]
    if len(parts) < _FEWEST:
        return "some"
    is_less = whole.figure is not None and sum((_amount(part) for part in parts), Decimal(0)) < whole.figure.base
    if listing.runs_on and is_less and lacks_kinds(above, members, vocabulary):
        return "open"
    if covers(above, members, vocabulary) or names_them(whole.label, [part.label for part in parts], vocabulary):
        return "all"
    if may_leave_out(above, members, vocabulary):
        return "some"
    rest = tuple(vocabulary.grammar.breakdown.get("rest", ()))
    # 其他支出 and 其他发展与改革事务支出 are classes like any other, and no rest.
    is_class = bool(members[-1].keys() - above.keys() - {"item"})
    ends = bool(rest) and parts[-1].label.startswith(rest) and not is_class
    if _ends_with_rest(parts, vocabulary) and not listing.is_above:
        # 项目支出中，甲12万元，其余6万元: all that is left of it.
        return "told"
    is_counted = listing.whole is not None and listing.whole.record.kind == "count"
    if listing.extent == "some" and not (ends and is_counted):
        return "some"
    if partition_dimension(above, members, vocabulary) is not None:
        return "all"
    # 支出总计，其中：本年支出、结余分配、年末结转: a total of both years, of which this year's total is one part.
    known = vocabulary.concepts.get(whole.concept)
    pieces = known.parts if known is not None else ()
    is_made_up = any(part.concept in pieces and dict(part.dims).items() <= above.items() for part in parts)
    # A list that goes through paragraphs may have others between its items.
    is_told = ends or is_made_up or listing.extent == "told"
    return "told" if is_told and not listing.is_above else "open"


def _ends_with_rest(parts: Sequence[Fact], vocabulary: Vocabulary) -> bool:
    return parts[-1].label.startswith(tuple(vocabulary.grammar.breakdown.get("remains", ())))


def _has_all(listing: Listing, items: Sequence[Level], levels: Sequence[Level]) -> bool:
    """Whether each amount between a whole and its last part is one of the parts: 其中上年已安排20万元，今年安排15万元，剩余15万元."""
    own = {item.record.number for item in items}
    first = listing.whole.record.number if listing.whole is not None else 0
    return all(
        level.record.number in own or level.record.depth > listing.depth
        for level in levels
        if first < level.record.number < max(own)
    )


def _goes_through_several(items: Sequence[Level]) -> bool:
    """Whether a list tells several counts of each of its items: 局机关编制41人，实有38人；档案馆编制30人，实有30人."""
    names = [item.named.text for item in items]
    return len(set(names)) < len(names) and len(set(names)) > 1 and "" not in names


def _no_more_than(whole: Fact, items: Sequence[Level], listing: Listing, levels: Sequence[Level]) -> Sequence[Level]:
    """The parts of a list that are more than its whole, and no digit of them is the reason: those before the semicolon that may end it.

    `教职工1386人，其中教师942人；离退休517人` is of one part; `未拨付2.79亿元。其中一般债券5.40亿元、…` is of another amount.
    """
    assert listing.whole is not None
    figure = whole.figure
    is_too_much = figure is not None and len(items) >= _FEWEST and _total(items) > figure.base
    if not is_too_much or listing.whole.fact is not whole or _is_typed(listing.whole, items):
        return items
    assert figure is not None
    totals = list(accumulate(map(_base, items)))
    ends = [end for end in listing.ends if 0 < end < len(items) and totals[end - 1] <= figure.base]
    if ends and listing.whole.quantity != MONEY and not listing.depth:
        listing.extent = "some"
        return items[: max(ends)]
    if listing.is_unsaid:
        return ()
    is_telling = listing.whole.quantity == MONEY and abs(figure.value).scaleb(figure.decimals) >= _PROVING
    more = [item for item in items if _base(item) > figure.base]
    if is_telling and more and (len(more) == len(items) or len(items) > _FEWEST):
        # 资产65万元，其中：流动资产12万元；固定资产原值70万元，累计折旧28万元，净值42万元: no part is more than its whole.
        return ()
    first = items[0].record.number
    wider = (level for level in (*listing.beside, *levels) if level.unit == listing.whole.unit)
    is_of_another = any(level.record.number < first and _base(level) >= totals[-1] for level in wider)
    return () if is_of_another and _base(items[0]) > figure.base else items


def _is_typed(whole: Level, items: Sequence[Level]) -> bool:
    """Whether parts would make a whole but for one slip of the hand in one of them: 支出1,358.48万元 for 13,583.48万元."""
    rest = _base(whole) - _total(items)
    return any(
        is_slip_of_hand(figure.value, figure.value + due / figure.unit.scale, figure.decimals, _TELLING)
        for level, due in ((whole, -rest), *((item, rest) for item in items))
        if (figure := level.fact.figure) is not None and figure.unit is not None
    )


def _without_subtotals(items: Sequence[Level], vocabulary: Vocabulary) -> Iterator[Level]:
    """The items but for those called the sum of those before them, which they are: 教育9亿元、医疗5亿元和社保7亿元，三项合计21亿元."""
    summing = re.compile("|".join(vocabulary.grammar.breakdown.get("summing", ())) or "(?!)")
    for place, item in enumerate(items):
        is_called = place >= _FEWEST and summing.match(item.named.text) is not None
        if not is_called or not (_total(items[:place]) == _base(item) or is_near(item, items[:place])):
            yield item


def _is_perhaps_nested(whole: Fact, items: Sequence[Level], levels: Sequence[Level]) -> bool:
    """10.77亿元，其中：甲10.72亿元，主要为乙0.75亿元；丙6.95亿元: whether parts that are too much may be those of a part before them.

    Nobody knows where the list of that part ends.
    """
    if whole.figure is None or _total(items) <= whole.figure.base:
        return False
    lists = (level.listing for level in levels if level.listing is not None and level.listing.extent == "some")
    inner = {id(one.whole) for one in lists if one.rank is None}
    with_parts = [place for place, item in enumerate(items[:-1]) if id(item) in inner]
    return any(_total(items[: place + 1]) <= whole.figure.base for place in with_parts)


def _collapsed(whole: Fact, items: Sequence[Level]) -> tuple[list[Level], list[tuple[Fact, ...]]]:
    """The items without those that are parts of the one before them, and each of these with its parts."""
    left, nested = list(items), []
    while (within := _within(whole, left)) is not None:
        nested.append(tuple(item.fact for item in left[within[0] : within[1]]))
        del left[within[0] + 1 : within[1]]
    return left, nested


def _within(whole: Fact, items: Sequence[Level]) -> tuple[int, int] | None:
    """The item whose own parts stand behind it among the items of a list that would be too long with them: it, and their end.

    `转贷债券46亿元，其中：新增债券33亿元，市级留用9亿元，转贷各县24亿元；再融资债券…` — 33 = 9 + 24, though no word opens that list.
    """
    unit = whole.figure.unit if whole.figure is not None else None
    if whole.figure is None or unit is None or unit.quantity != MONEY or _total(items) <= whole.figure.base:
        # Counts are small: one of them is nearly always the sum of others.
        return None
    for start, item in enumerate(items):
        sums = list(accumulate(map(_base, items[start + 1 : start + 1 + _MOST_WITHIN])))
        end = next((place for place, total in enumerate(sums) if place and total == _base(item)), None)
        if end is not None:
            return start, start + end + 2
    return None


def _is_of_sides(listing: Listing, vocabulary: Vocabulary) -> bool:
    """Whether a list is of both sides of an account, each of which is as much as the whole: 收入、支出总计50万元，其中：收入…，支出…."""
    assert listing.whole is not None
    words = vocabulary.grammar.breakdown
    if are_both_sides(listing.whole, listing.items, vocabulary):
        return True
    if all(item.named.concept in (None, listing.whole.fact.concept) for item in listing.items):
        return False
    told = {key for key in ("received", "spent") for item in listing.items if item.fact.concept in words.get(key, ())}
    if len(told) > 1 and not listing.whole.fact.concept:
        # 年末滚存结余269亿元。其中，保险费收入170亿元；支出161亿元: what is left has in it neither what came in nor what went out.
        return True
    phrases = listing.whole.record.frame.slots.get("name", ())
    meanings = [token.meaning for phrase in phrases for token in phrase.tokens if token.meaning is not None]
    sides = [vocabulary.concepts[meaning.concept] for meaning in meanings if meaning.concept]
    sides = [one for one in sides if any(vocabulary.concepts[name].generic for name in (one.id, *one.also))]
    return any(
        one.id not in (other.id, *other.also, *other.parts) and other.id not in (*one.also, *one.parts)
        for number, one in enumerate(sides)
        for other in sides[:number]
    )


def are_both_sides(whole: Level, items: Sequence[Level], vocabulary: Vocabulary) -> bool:
    """收、支总计均为33万元。（一）收入总计33万元…（二）支出总计33万元: whether each of two is as much as what is called both."""
    both = "|".join(vocabulary.grammar.breakdown.get("both", ())) or "(?!)"
    is_as_much = len(items) == _FEWEST and {_base(item) for item in items} == {_base(whole)}
    return is_as_much and re.search(both, whole.named.text) is not None


def _of_several(listing: Listing, levels: Sequence[Level]) -> list[tuple[Level, list[Level]]] | None:
    """资产总额210亿元，负债总额135亿元。其中，市本级资产总额80亿元、负债总额55亿元；县区资产总额130亿元…: each has its own parts.

    The names of the parts end as those of the amounts told beside the whole, each as one of them.
    """
    assert listing.whole is not None
    first = listing.items[0].record
    wholes = [
        level for level in levels if level.listing is None and level.record.sentence == listing.whole.record.sentence
    ]
    wholes = [level for level in wholes if level.record.number < first.number and level.quantity == MONEY]
    parts: dict[int, list[Level]] = {}
    for item in (*listing.items, *listing.later):
        alike = [_alike(level.named.text, item.named.text) for level in wholes]
        most = max(alike, default=0)
        if most < _ALIKE or alike.count(most) > 1:
            return None
        parts.setdefault(alike.index(most), []).append(item)
    if len(parts) < _FEWEST:
        return None
    return [(wholes[number], items) for number, items in parts.items() if len(items) >= _FEWEST]


def _alike(one: str, other: str) -> int:
    """How many characters two names have alike at their ends."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one[::-1], other[::-1], strict=False)))


def divided(listing: Listing, latest: Mapping[Key, Fact], vocabulary: Vocabulary) -> Fact | None:
    """The whole of a list that words only divide by something (按支出类别看：…): what all parts are members of, as printed last."""
    parts = [item.fact for item in listing.items]
    dims = [dict(part.dims) for part in parts]
    if len(parts) < 2 or len({part.concept for part in parts}) > 1:
        return None
    shared = dict(set.intersection(*(set(entry.items()) for entry in dims)))
    if partition_dimension(shared, dims, vocabulary) is None:
        return None
    whole = latest.get((parts[0].concept, dims_of(shared)))
    if whole is None or whole.figure is None:
        return None
    figures = [whole.figure, *(part.figure for part in parts if part.figure is not None)]
    allowance = sum((figure.slack(fine=False) for figure in figures), Decimal(0))
    return whole if abs(whole.figure.base - _total(listing.items)) <= allowance else None


def divided_above(listing: Listing) -> Fact | None:
    """采购预算8万元，比上年减少2万元。 / 按资金类型划分，拨款6万元，专户2万元。: what the paragraph before told, where the parts tie.

    Or would tie but for one digit, with what it told first.
    """
    if len(listing.items) < _FEWEST or any(item.loose or item.quantity != MONEY for item in listing.items):
        return None
    total = _total(listing.items)
    told = [level for level in listing.above if level.quantity == MONEY and not level.loose]
    tied = next((level for level in told if level.fact.figure and level.fact.figure.base == total and total), None)
    near = tied or next((level for level in told[:1] if is_near(level, listing.items)), None)
    listing.extent = "open"
    return near.fact if near is not None else None


def divided_before(listing: Listing) -> Fact | None:
    """What such a list is of where its whole stands right before the words that divide it: 收入5011万元，按来源分：财政拨款4102万元…

    It may stand in the sentence before, and be divided once more: 支出72亿元。按学段分，小学40亿元、中学32亿元；按渠道分，…
    """
    whole = listing.divided
    if whole is None or len(listing.items) < _FEWEST or whole.loose or whole.quantity != MONEY:
        return None
    first = listing.items[0].record
    if first.sentence - whole.record.sentence > 1 or any(item.quantity != MONEY for item in listing.items):
        return None
    is_right_before = whole.record.number == first.number - _FEWEST
    if (is_right_before and not listing.is_view) or (listing.again and whole.listing is None):
        return whole.fact
    # 收入175亿元，增长5%。分级次看，市级11亿元，下降4%；县级164亿元: words between them do not part the two where the parts tie.
    if not is_near(whole, listing.items):
        return None
    listing.extent = "open"
    return whole.fact


def is_near(whole: Level, items: Sequence[Level]) -> bool:
    """Whether parts make a whole, or would but for one digit of one of them."""
    if whole.fact.figure is None or any(item.fact.figure is None for item in items):
        return False
    rest = whole.fact.figure.base - _total(items)
    if not rest:
        return True
    signed = [(whole, -rest), *((item, rest) for item in items)]
    return any(may_be(level, due) for level, due in signed)


def may_be(level: Level, more: Decimal) -> bool:
    """Whether an amount would be so much more but for one digit."""
    figure = level.fact.figure
    if figure is None or figure.unit is None or abs(figure.value).scaleb(figure.decimals) < _TELLING:
        return False
    return is_one_slip(figure.value, figure.value + more / figure.unit.scale, figure.decimals)


def _reading(
    listing: Listing, included: Sequence[Level], levels: Sequence[Level], vocabulary: Vocabulary
) -> tuple[Fact, Sequence[Level]]:
    """The whole and the parts of a list: as the words say, or the first other reading that they leave open and whose sum holds."""
    assert listing.whole is not None
    whole, items = listing.whole.fact, listing.items
    total = _total(items)
    if whole.figure is None or total == whole.figure.base:
        return whole, items
    for parts in _longer(listing, included):
        if _total(parts) == whole.figure.base:
            return whole, parts
    totals = list(accumulate(map(_base, items)))
    is_one = partition_dimension(dict(whole.dims), [dict(item.fact.dims) for item in items], vocabulary) is not None
    for end in (*_ends(listing), *_before_others(whole, items, vocabulary)):
        if end == 1 and is_one:
            # 支出30万元，其中：基本支出30万元；项目支出40万元: the parts are of one whole, which is not as much as the first alone.
            continue
        if totals[end - 1] == whole.figure.base:
            return whole, items[:end]
    before = _before_total(whole, items, vocabulary)
    if before is not None:
        return whole, items[:before]
    heads = _heads([*items, *listing.later])
    if len(heads) >= _FEWEST and _total(heads) == whole.figure.base:
        return whole, heads
    later = [*items, *listing.later]
    if listing.later and total < whole.figure.base and is_near(listing.whole, later):
        return whole, later
    first = items[0].record.number if items else 0
    rivals = [*listing.beside, *(level for level in levels if level.record.number < first and len(items) > 1)]
    rivals = [level for level in rivals if _may_have(level, items, vocabulary)]
    for level in rivals:
        # A second split of one total is often written right behind the last part of the first.
        if level.unit == listing.whole.unit and level.fact.figure and level.fact.figure.base == total:
            return level.fact, items
    if len(items) > 1 and not is_near(listing.whole, items):
        # 收到资金10.53亿元，支出9.4亿元。其中甲9.31亿元，乙0.15亿元，丙1.08亿元: of what they are but for rounding.
        slack = sum((item.fact.figure.slack(fine=False) for item in items if item.fact.figure), Decimal(0))
        for level in rivals:
            figure = level.fact.figure
            is_telling = figure is not None and abs(figure.value).scaleb(figure.decimals) >= _TELLING
            if (
                is_telling
                and figure is not None
                and level.unit == listing.whole.unit
                and abs(figure.base - total) <= slack
            ):
                return level.fact, items
    return whole, items


def _longer(listing: Listing, included: Sequence[Level]) -> Iterator[Sequence[Level]]:
    """The other parts that a list may have: those behind the semicolon that ended it, those that a bracket told before."""
    if listing.within_items:
        yield sorted([*listing.items, *listing.within_items], key=lambda item: item.fact.number)
    if listing.later:
        yield [*listing.items, *listing.later]
    if included:
        yield [*listing.items, *included]


def _ends(listing: Listing) -> Iterator[int]:
    """How many of its parts a list may really have: those before a semicolon, or all without those of other concepts at its end, which
    are parts of what stands around it."""
    assert listing.whole is not None
    items = listing.items
    yield from (end for end in listing.ends if 0 < end < len(items))
    for end in range(len(items) - 1, 1, -1):
        if items[end].named.concept in (None, listing.whole.fact.concept):
            return
        yield end


def _before_others(whole: Fact, items: Sequence[Level], vocabulary: Vocabulary) -> Iterator[int]:
    """How many parts stand before what can be none: an amount that is more than the whole, has parts of its own, or is called a sum.

    `新增债务限额39亿元，其中：一般7亿元，专项32亿元，下达后年末余额126亿元`, `转移支付204亿元，其中甲108亿元，乙96亿元，…，共获奖补9亿元`
    """
    assert whole.figure is not None
    summed = "|".join(vocabulary.grammar.breakdown.get("summed", ())) or "(?!)"
    for place in range(_FEWEST, len(items)):
        is_beyond = _base(items[place]) > whole.figure.base or items[place].has_list
        if is_beyond or re.match(summed, items[place].named.text):
            yield place
    if abs(whole.figure.value).scaleb(whole.figure.decimals) >= _PROVING:
        # Parts that make a whole of so many digits do so by no chance, whatever follows them.
        yield from range(_FEWEST, len(items))


def _may_have(level: Level, items: Sequence[Level], vocabulary: Vocabulary) -> bool:
    """Whether an amount can have some parts by what they are: what is spent is no part of 收入总预算."""
    listing = Listing(level, "open", 0)
    return all(listing.accepts(item.named, item.quantity, vocabulary) for item in items)


def _before_total(whole: Fact, items: Sequence[Level], vocabulary: Vocabulary) -> int | None:
    """38.18亿元，其中：甲26.16亿元、…、丁1.16亿元，收入合计43.43亿元: how many parts stand before a sum that is more than the whole."""
    assert whole.figure is not None
    totals = tuple(vocabulary.grammar.breakdown.get("totals", ()))
    for place in range(_FEWEST, len(items)):
        if items[place].named.text.endswith(totals) and _base(items[place]) > whole.figure.base:
            return place
    return None


def _heads(items: Sequence[Level]) -> Sequence[Level]:
    """余额57亿元，其中：一类55亿元，本年新增16亿元；二类1亿元；三类1亿元: the first amount of each part between semicolons."""
    return [item for place, item in enumerate(items) if not place or item.record.part != items[place - 1].record.part]


def _amount(fact: Fact) -> Decimal:
    return fact.figure.base if fact.figure is not None else Decimal(0)


def _base(level: Level) -> Decimal:
    return level.fact.figure.base if level.fact.figure is not None else Decimal(0)


def _total(levels: Sequence[Level]) -> Decimal:
    return sum(map(_base, levels), Decimal(0))

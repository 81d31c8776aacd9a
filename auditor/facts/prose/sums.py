"""Lists as claims: the whole, its parts, whether they are all of it; what a semicolon left open is decided by the sums.

`支出预算70万元，其中：基本支出30万元、项目支出40万元。` claims 70 = 30 + 40.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise, takewhile

from auditor.arithmetic import is_any_slip, is_slip_of_hand, judge_ratio
from auditor.facts.claims import Breakdown, Claim, Extent, Roster, ShareSum
from auditor.facts.model import Fact
from auditor.facts.prose.companions import plan_kind
from auditor.facts.prose.list_readings import reading_of
from auditor.facts.prose.listing import Level, Listing
from auditor.facts.prose.nearness import base_of, is_near, total_of
from auditor.facts.prose.partition import (
    are_complete,
    covers,
    is_of_bodies,
    lacks_kinds,
    may_leave_out,
    names_them,
    partition_dimension,
)
from auditor.figures import MONEY, Interval
from auditor.patterns import any_of
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
_BEHIND_ITS_WORD = 2
"""How far the first part stands behind the record of its whole where but the word that opens the list, 其中, is between."""
_FAR = Decimal("1.05")
"""How many times a whole its parts are more than a slip or two would explain."""
_MOST_WITHIN = 8
"""Parts that an item may have without a word that opens a list of them."""


def claims_of(
    listing: Listing,
    included: Sequence[Level],
    levels: Sequence[Level],
    percents: dict[int, Fact],
    vocabulary: Vocabulary,
    *,
    tells_some: bool = False,
) -> list[Claim]:
    """What a finished list claims of its amounts and of the shares printed beside them.

    `included` are the parts that a bracket behind the whole told before, `levels` the amounts of the paragraph, `percents` the
    shares by the number of the fact they are of; `tells_some` says that who publishes it tells some of its classes only.
    """
    if listing.whole is None or not listing.items or listing.refuses or _is_of_sides(listing, vocabulary):
        return []
    if listing.whole.loose or any(item.loose for item in listing.items):
        return []
    several = _of_several(listing, levels)
    if several is not None:
        return [Breakdown(whole.fact, tuple(part.fact for part in parts), "open") for whole, parts in several]
    if listing.whole.quantity != MONEY and _goes_through_several([*listing.items, *listing.later]):
        return []
    whole, items = reading_of(listing, included, levels, vocabulary)
    if listing.passed and not _is_of_whole(listing.whole, items, listing.passed):
        return []
    items = _no_more_than(whole, items, listing, levels, vocabulary)
    if not items:
        return []
    listing.chosen = list(items)
    if whole.figure is not None and total_of(items) > whole.figure.base and _may_be_more(listing, items, vocabulary):
        return []
    is_more = whole.figure is not None and total_of(items) > whole.figure.base
    if listing.explains and is_more and not (len(items) > _FEWEST and _is_typed(listing.whole, items)):
        # 支出1.8亿元，下降71%，主要是上年偿还债务3.4亿元; 支出0.4亿元，主要用于救灾，结余11.6亿元: no parts of it.
        return []
    if _is_perhaps_nested(whole, items, levels) or _mixes_measures(whole, items, vocabulary):
        return []
    items, nested = _collapsed(whole, items)
    if not nested and _may_overlap(listing, items, levels, vocabulary):
        return []
    excess = total_of(items) - whole.figure.base if whole.figure is not None else Decimal(0)
    if excess and any(excess == part.figure.base for run in nested for part in run[1:] if part.figure is not None):
        # 资产45万元，其中：流动资产26万元；固定资产原值31万元，累计折旧12万元，净值19万元: the first is more than what is a part.
        return [Breakdown(run[0], run[1:], "open") for run in nested]
    items = list(_without_subtotals(items, vocabulary))
    parts = tuple(item.fact for item in items)
    extent = _extent(listing, whole, parts, vocabulary, tells_some=tells_some)
    if extent == "all" and excess < 0 and _all_shares_hold(whole, parts, percents):
        # 拨款5773万元，主要用于：甲3614万元，占62.6%；乙602万元，占10.42%: no figure is mistyped, the list may leave something out;
        # behind 其中 it need not have all.
        extent = "told" if listing.explains or listing.extent == "told" else "open"
    elif extent == "told" and listing.extent != "told" and excess < 0 and _all_shares_hold(whole, parts, percents):
        # 支出68.83亿元，其中城乡社区支出26.18亿元，占38.0%，其他支出38.13亿元，占55.4%: a class called so, and no rest.
        extent = "some"
    if extent in ("told", "all") and excess < 0 and listing.leaves_some:
        extent = "some"
    if extent == "told" and _ends_with_rest(parts, vocabulary) and not _has_all(listing, items, levels):
        extent = "some"
    # 偿还1.94亿元（其中再融资偿还1.50亿元、资金偿还0.44亿元，再融资发行1.50亿元）: without the last it holds, and what that is nobody says.
    twice = [part for part in parts if part.figure is not None and part.figure.base == excess > 0]
    is_doubtful = len(twice) > 1 and extent != "all" and listing.whole.quantity == MONEY
    doubtful = tuple(twice) if is_doubtful else ()
    found: list[Claim] = [Breakdown(whole, parts, extent, doubtful=doubtful)]
    found += [Breakdown(run[0], run[1:], "open") for run in nested]
    if whole.figure is not None and total_of(items) == whole.figure.base and _is_parted_again(listing):
        # 余额35亿元，其中：一般债务14亿元，专项债务21亿元；政府债券34亿元，其他债务1亿元: behind the semicolon all of it once more.
        found.append(Breakdown(whole, tuple(item.fact for item in listing.later), "open"))
    if listing.one_by_one and len(listing.counts) == 1 and extent != "some":
        count = listing.counts[0].fact
        found.append(Roster(count, tuple(parts), exhaustive=True, trails_off=False, section=count.section))
    shares = [percents[part.number] for part in parts if part.number in percents]
    is_whole = extent in ("told", "all") or (whole.figure is not None and total_of(items) == whole.figure.base)
    # 资产213亿元，占53.8%，其中：城区58亿元，占14.7%；…: shares of something else do not make it up.
    told = [_is_nearly_share(part, whole, percents[part.number]) for part in parts if part.number in percents]
    is_of_whole = 2 * sum(told) >= len(told)
    if listing.extent != "some" and is_whole and is_of_whole and len(shares) > 1 and len(shares) == len(parts):
        # Each is held against its amount; their sum tells nobody more.
        found.append(ShareSum(tuple(shares), "open"))
    return found


def _mixes_measures(whole: Fact, items: Sequence[Level], vocabulary: Vocabulary) -> bool:
    """预算263万元：1.甲支出119万元，预算124万元；2.乙支出60万元: whether of some parts of a plan only what came of it is told."""
    wanted = plan_kind(dict(whole.dims), vocabulary)
    told = [plan_kind(dict(item.fact.dims), vocabulary) == wanted for item in items]
    return wanted is not None and any(told) and not all(told)


def _may_be_more(listing: Listing, items: Sequence[Level], vocabulary: Vocabulary) -> bool:
    """Whether what is called a part may be more than its whole: of what is left net, or of several items, of which the last is near by.

    全县上解支出净额5580万元，其中体制上解6840万元; 301科目3140万元、302科目1876万元、303科目254万元。其中301与303计3394万元.
    """
    assert listing.whole is not None
    words = vocabulary.grammar.breakdown
    if any(re.search(pattern, listing.whole.named.text) for pattern in words.get("nets", ())):
        return True
    if len(items) == 1 and any(re.search(pattern, items[0].named.text) for pattern in words.get("summing", ())):
        # 丙、运行费4亿元；丁、接待费1亿元；其中购置和运行两项合计5亿元: of several items before it.
        return True
    spans = any_of(vocabulary.grammar.labels.get("spans", ()))
    if any(spans.search(item.named.text) for item in items) and not spans.search(listing.whole.named.text):
        # 支出286亿元，增加39亿元。其中民生支出五年累计1125亿元: what was spent in several years is no part of one.
        return True
    # 账面结转4415万元，其构成为：年初结转5830万元，年内下达46200万元，年内已拨付47615万元: an account, some of which is taken off.
    opens, goes = (any_of(words.get(key, ())) for key in ("rolls_from", "out_of"))
    if opens.search(items[0].named.text) and any(goes.search(item.named.text) for item in items[1:]):
        return True
    is_next = len(items) == 1 and items[0].record.sentence > listing.whole.record.sentence
    is_of_row = any(pause == "enum" for pause, _ in listing.whole.record.pauses)
    return is_next and (is_of_row or items[0].named.is_empty)


def _is_nearly_share(part: Fact, whole: Fact, percent: Fact) -> bool:
    """Whether a percentage is that of a part in a whole, mistyped in its last places or not."""
    one, other, share = part.figure, whole.figure, percent.figure
    if one is None or other is None or share is None or not other.base:
        return False
    return abs(one.base / other.base * 100 - share.value) <= _NEARLY


def _all_shares_hold(whole: Fact, parts: Sequence[Fact], percents: dict[int, Fact]) -> bool:
    """Whether the share of each part in the whole is told and is what it comes to."""
    if whole.figure is None or len(parts) < _FEWEST:
        return False
    return all(
        part.figure is not None
        and (share := percents.get(part.number)) is not None
        and share.figure is not None
        and judge_ratio(Interval.of(part.figure), Interval.of(whole.figure), share.figure) != "inconsistent"
        for part in parts
    )


def _is_parted_again(listing: Listing) -> bool:
    """Whether what stands behind the semicolon that ended a list makes its whole as well, but for one digit."""
    assert listing.whole is not None
    is_one = len({item.record.part for item in listing.later}) == 1
    return len(listing.later) >= _FEWEST and is_one and is_near(listing.whole, listing.later)


def _extent(
    listing: Listing, whole: Fact, parts: Sequence[Fact], vocabulary: Vocabulary, *, tells_some: bool
) -> Extent:
    """How complete a list is: as its words say, but for known members of one dimension, and a rest that is named at its end."""
    above, members = dict(whole.dims), [dict(part.dims) for part in parts]
    if len(parts) < _FEWEST:
        return "some"
    is_less = whole.figure is not None and sum((_amount(part) for part in parts), Decimal(0)) < whole.figure.base
    if listing.runs_on and is_less and lacks_kinds(above, members, vocabulary):
        return "open"
    labels = [part.label for part in parts]
    if is_less and len(set(labels)) == 1:
        # 其中：农林水支出年初预算53亿元，支出决算45亿元；住房保障支出年初预算2亿元，支出决算2亿元: each is told beside its plan.
        return "open"
    if covers(above, members, vocabulary) or names_them(whole.label, labels, vocabulary):
        return "all"
    above_all, first = (listing.whole.record if listing.whole is not None else None), listing.items[0].record
    # 年初余额38亿元，…；当年增加11亿元，其中一般债务1亿元、专项债务10亿元: behind a semicolon of something else.
    is_next = above_all is not None and (above_all.part == first.part or above_all.sentence != first.sentence)
    if is_next and are_complete(whole.label, labels, vocabulary):
        return "all"
    made = sum((_amount(part) for part in parts), Decimal(0))
    is_most = whole.figure is None or 2 * made >= whole.figure.base
    # 其他支出 and 其他发展与改革事务支出 are classes, and no rest; a kind of spending is one where the parts are few of all.
    told = members[-1].keys() - above.keys() - {"item"}
    is_class = any(name in vocabulary.codes for name in told) or (bool(told) and not is_most)
    is_class = is_class or _is_plain_class(parts[-1], vocabulary)
    ends = _names_rest(parts[-1].label, vocabulary) and not is_class
    if not (ends and is_most) and may_leave_out(above, members, vocabulary, tells_some=tells_some):
        return "some"
    if _ends_with_rest(parts, vocabulary) and not listing.is_above and is_most:
        # 项目支出中，甲12万元，其余6万元: all that is left of it.
        return "told"
    is_counted = listing.whole is not None and listing.whole.record.kind == "count"
    if listing.extent == "some" and not (ends and is_counted):
        # 主要包括：办公费8万元、水费1万元、其他支出51万元: nothing is left out where the rest is told, but who knows of what.
        return "open" if ends and is_most and listing.pauses == {"enum"} else "some"
    if partition_dimension(above, members, vocabulary) is not None:
        return "all"
    # 支出总计，其中：本年支出、结余分配、年末结转: a total of both years, of which this year's total is one part.
    known = vocabulary.concepts.get(whole.concept)
    pieces = known.parts if known is not None else ()
    is_made_up = any(part.concept in pieces and dict(part.dims).items() <= above.items() for part in parts)
    # A list that goes through paragraphs may have others between its items.
    is_told = ends or is_made_up or listing.extent == "told"
    return "told" if is_told and not listing.is_above else "open"


def _names_rest(label: str, vocabulary: Vocabulary) -> bool:
    """Whether a name begins as one of a rest, or has one joined to another: 其他用车, 离退休用车及其他用车."""
    words = vocabulary.grammar.breakdown
    rest = tuple(words.get("rest", ()))
    joined = (*words.get("separators", ()), *words.get("enumerates", ()))
    return label.startswith(rest) or any(between + word in label for between in joined for word in rest)


def _is_plain_class(part: Fact, vocabulary: Vocabulary) -> bool:
    """Whether a name that begins like a rest is that of a class which has others behind it: 其他交通费用 (30239)."""
    codes, rest = vocabulary.codes_named(part.label), vocabulary.grammar.codes.get("rest", "")
    return bool(rest and codes) and not any(code.endswith(rest) for code in codes)


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
    """Whether a list tells several counts of each of its items: 局机关编制41人，实有38人；档案馆编制30人，实有30人.

    管理方面33个问题已整改30个: no mark parts the one from the other.
    """
    if any(one.record.clause == other.record.clause for one, other in pairwise(items)):
        return True
    names = [item.named.text for item in items]
    return len(set(names)) < len(names) and len(set(names)) > 1 and "" not in names


def _no_more_than(
    whole: Fact, items: Sequence[Level], listing: Listing, levels: Sequence[Level], vocabulary: Vocabulary
) -> Sequence[Level]:
    """The parts of a list that are more than its whole, and no digit of them is the reason: those before the semicolon that may end it.

    `教职工1386人，其中教师942人；离退休517人` is of one part; `未拨付2.79亿元。其中一般债券5.40亿元、…` is of another amount.
    """
    assert listing.whole is not None
    figure = whole.figure
    is_too_much = figure is not None and total_of(items) > figure.base
    if not is_too_much or listing.whole.fact is not whole:
        return items
    assert figure is not None
    totals = list(accumulate(map(base_of, items)))
    end = _end_of_bodies(items, vocabulary)
    if end and totals[end - 1] <= figure.base:
        listing.extent = "some"
        return items[:end]
    if _is_typed(listing.whole, items):
        return items
    ends = [end for end in listing.ends if 0 < end < len(items) and totals[end - 1] <= figure.base]
    if ends and listing.whole.quantity != MONEY and not listing.depth:
        listing.extent = "some"
        return items[: max(ends)]
    end = _end_of_row(items)
    if end and totals[end - 1] <= figure.base:
        listing.extent = "some"
        return items[:end]
    if listing.is_unsaid:
        return ()
    is_telling = listing.whole.quantity == MONEY and abs(figure.value).scaleb(figure.decimals) >= _PROVING
    more = [item for item in items if base_of(item) > figure.base]
    if is_telling and more and (len(more) == len(items) > 1 or len(items) > _FEWEST):
        # 资产65万元，其中：流动资产12万元；固定资产原值70万元，累计折旧28万元，净值42万元: no part is more than its whole.
        return ()
    first = items[0].record.number
    wider = [level for level in (*listing.beside, *levels) if level.unit == listing.whole.unit]
    if len(items) < _FEWEST:
        # 采购96万元，全部为集中采购71万元和分散采购25万元；其中面向中小企业84万元: of what its own sentence tells before.
        wider = [level for level in wider if level.record.sentence == listing.whole.record.sentence]
    is_of_another = any(level.record.number < first and base_of(level) >= totals[-1] for level in wider)
    return () if is_of_another and base_of(items[0]) > figure.base else items


def _is_of_whole(whole: Level, items: Sequence[Level], others: Sequence[Decimal]) -> bool:
    """Whether parts are those of their whole, mistyped or not, and of none of some other figures in its unit."""
    unit = whole.fact.figure.unit if whole.fact.figure is not None else None
    return is_near(whole, items) and unit is not None and total_of(items) / unit.scale not in others


def _end_of_row(items: Sequence[Level]) -> int:
    """How many parts stand before one that another mark parts from them; 0 where none does.

    `支出136万元，其中用于福利57万元、体育46万元、助学10万元，年末结转20万元`
    """
    pauses = [_pause_before(item) for item in items]
    end = next((place for place in range(1, len(items)) if pauses[place] != "enum"), 0)
    return end if end >= _FEWEST else 0


def _end_of_bodies(items: Sequence[Level], vocabulary: Vocabulary) -> int:
    """How many parts, each a body and nothing else, stand before a semicolon and one that is none; 0 where it is not so.

    `本金17亿元，其中市级5亿元，已落实；新增专项债券额度12亿元`, and not `支出9亿元，其中：本级支出5亿元；补助市县支出4亿元`.
    """
    for place, item in enumerate(items):
        is_body = item.named.concept is None and is_of_bodies(item.named.text, vocabulary)
        if place and not is_body and _pause_before(item) == "semi":
            return place
        if not is_body:
            return 0
    return 0


def _pause_before(item: Level) -> str:
    return item.record.pauses[-1][0] if item.record.pauses else ""


def _may_overlap(listing: Listing, items: Sequence[Level], levels: Sequence[Level], vocabulary: Vocabulary) -> bool:
    """年末286人，其中女职工118人，中共党员203人: whether parts of different kinds are far more than a whole whose words promise nothing."""
    assert listing.whole is not None
    is_marked = listing.rank is not None or listing.runs_on or listing.one_by_one
    is_promised = listing.extent not in ("some", "open") or listing.pauses == {"enum"}
    above, members = dict(listing.whole.fact.dims), [dict(item.fact.dims) for item in items]
    # 中央资金600万元，省级资金300万元，县级配套300万元: what is of bodies is of one each.
    is_apart = sum(is_of_bodies(item.named.text, vocabulary) for item in items) >= _FEWEST
    if is_promised or is_marked or is_apart or partition_dimension(above, members, vocabulary) is not None:
        return False
    first = items[0].record.number
    is_of_sentence = listing.whole.record.sentence == items[0].record.sentence
    is_behind = is_of_sentence and listing.whole.record.number == first - _BEHIND_ITS_WORD
    if is_behind and listing.whole.quantity == MONEY and any(base_of(item) > base_of(listing.whole) for item in items):
        # 处置收入11.16万元，其中车辆拍卖14.30万元、设备回收2.86万元: what is more than the whole overlaps with nothing.
        return False
    rivals = (level for level in (*listing.beside, *levels) if level.record.number < first)
    wholes = [level for level in rivals if level.unit == listing.whole.unit and level is not listing.whole]
    return len(items) >= _FEWEST and not any(
        total_of(items) <= base_of(whole) * _FAR
        or (whole.quantity == MONEY and is_near(whole, items))
        or _is_typed(whole, items, is_any_slip, least=1)
        for whole in (listing.whole, *wholes)
    )


def _is_typed(
    whole: Level,
    items: Sequence[Level],
    is_slip: Callable[[Decimal, Decimal, int, int], bool] = is_slip_of_hand,
    least: int = _TELLING,
) -> bool:
    """Whether parts would make a whole but for one slip in one of them: 支出1,358.48万元 for 13,583.48万元."""
    rest = base_of(whole) - total_of(items)
    return any(
        is_slip(figure.value, figure.value + due / figure.unit.scale, figure.decimals, least)
        for level, due in ((whole, -rest), *((item, rest) for item in items))
        if (figure := level.fact.figure) is not None and figure.unit is not None
    )


def _without_subtotals(items: Sequence[Level], vocabulary: Vocabulary) -> Iterator[Level]:
    """The items but for those called the sum of those before them, which they are: 教育9亿元、医疗5亿元和社保7亿元，三项合计21亿元."""
    summing = any_of(vocabulary.grammar.breakdown.get("summing", ()))
    for place, item in enumerate(items):
        is_called = place >= _FEWEST and summing.match(item.named.text) is not None
        if not is_called or not (total_of(items[:place]) == base_of(item) or is_near(item, items[:place])):
            yield item


def _is_perhaps_nested(whole: Fact, items: Sequence[Level], levels: Sequence[Level]) -> bool:
    """10.77亿元，其中：甲10.72亿元，主要为乙0.75亿元；丙6.95亿元: whether parts that are too much may be those of a part before them.

    Nobody knows where the list of that part ends.
    """
    if whole.figure is None or total_of(items) <= whole.figure.base:
        return False
    lists = (level.listing for level in levels if level.listing is not None and level.listing.extent == "some")
    inner = {id(one.whole) for one in lists if one.rank is None}
    with_parts = [place for place, item in enumerate(items[:-1]) if id(item) in inner]
    return any(total_of(items[: place + 1]) <= whole.figure.base for place in with_parts)


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
    if whole.figure is None or unit is None or unit.quantity != MONEY or total_of(items) <= whole.figure.base:
        # Counts are small: one of them is nearly always the sum of others.
        return None
    for start, item in enumerate(items):
        sums = list(accumulate(map(base_of, items[start + 1 : start + 1 + _MOST_WITHIN])))
        end = next((place for place, total in enumerate(sums) if place and total == base_of(item)), None)
        if end is not None:
            return start, start + end + 2
    return None


def _is_of_sides(listing: Listing, vocabulary: Vocabulary) -> bool:
    """Whether a list is of both sides of an account, each of which is as much as the whole: 收入、支出总计50万元，其中：收入…，支出…."""
    assert listing.whole is not None
    if are_both_sides(listing.whole, listing.items, vocabulary):
        return True
    if all(item.named.concept in (None, listing.whole.fact.concept) for item in listing.items):
        return False
    if tell_both_sides(listing.whole, listing.items, vocabulary):
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


def tell_both_sides(whole: Level, items: Sequence[Level], vocabulary: Vocabulary) -> bool:
    """收支预算52万元。（一）收入：拨款50万元…（二）支出：基本支出29万元…: whether items are of both sides of what is of both or none."""
    words = {key: set(vocabulary.grammar.breakdown.get(key, ())) for key in ("received", "spent")}
    told = [key for key, concepts in words.items() if any(item.fact.concept in concepts for item in items)]
    known = vocabulary.concepts.get(whole.fact.concept)
    is_both = known is not None and all(concepts & set(known.also) for concepts in words.values())
    return len(told) > 1 and (known is None or is_both)


def are_both_sides(whole: Level, items: Sequence[Level], vocabulary: Vocabulary) -> bool:
    """收、支总计均为33万元。（一）收入总计33万元…（二）支出总计33万元: whether each of two is as much as what is called both."""
    both = "|".join(vocabulary.grammar.breakdown.get("both", ())) or "(?!)"
    is_as_much = len(items) == _FEWEST and {base_of(item) for item in items} == {base_of(whole)}
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


def _amount(fact: Fact) -> Decimal:
    return fact.figure.base if fact.figure is not None else Decimal(0)

"""Changes told one by one, then in all: `人员经费增加3万元，公用经费增加2万元，合计增加5万元`; the parts may be bare amounts.

Where the run of parts begins words may leave open: the longest run, or the first shorter one whose sum holds, is claimed. Where they
count them, 以上四项共增加支出50万元, there is no choice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from auditor.facts.claims import Breakdown
from auditor.facts.model import Fact
from auditor.facts.prose.numerals import counted
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.figures import MONEY

_FEWEST = 2
_FARTHEST = 200
"""Records: how far back the parts of a total are looked for, so that a long list of totals takes no longer than it is long."""


def total_of_changes(
    paragraph: Paragraph, record: Record, told: Mapping[int, tuple[int, Fact]], totals: tuple[str, ...]
) -> Breakdown | None:
    """What a change adds up from whose subject begins with a word for a total; None where it is no total, or of less than two.

    `told` has the direction and amount of each change by the number of its record.
    """
    phrase = record.frame.phrase("subject")
    if phrase is None or record.number not in told or not paragraph.text.startswith(totals, phrase.start):
        return None
    direction, whole = told[record.number]
    changes, amounts = _before(paragraph, record, told, direction)
    # 甲5.8万元、乙3.3万元，合计比预算多1.1万元: amounts do not add up to how far they are from something.
    run = changes or ([] if "base" in record.frame.slots else amounts)
    if len(run) < _FEWEST or whole.figure is None:
        return None
    parts, left = run, sum(map(_base, run), Decimal(0))
    for start in range(len(run) - _FEWEST + 1):
        if left == whole.figure.base:
            parts = run[start:]
            break
        left -= _base(run[start])
    return Breakdown(whole, tuple(parts), "told")


def counted_total(
    paragraph: Paragraph,
    record: Record,
    told: Mapping[int, tuple[int, Fact]],
    summing: re.Pattern[str],
    above: tuple[str, ...],
) -> Breakdown | None:
    """What an amount adds up that counts changes: 保运转增支9万元、灾后重建支出3万元，以上两项共增加支出12万元.

    They must be all that the sentence, or its part, tells before it, or all behind the word that opens their list. It may be no
    change itself: 压减会议经费32万元、用车经费18万元，两项合计50万元.
    """
    level = paragraph.levels.get(record.number) if record.kind == "level" else None
    _, whole = told.get(record.number, (0, level.fact if level is not None else None))
    phrase = record.frame.phrase("name" if level is not None else "subject")
    found = summing.search(paragraph.text[phrase.start : phrase.end]) if phrase is not None else None
    if whole is None or found is None or found["count"] is None or "base" in record.frame.slots:
        return None
    if found.start() and not found.string.startswith(above):
        # 新增一个二级单位（公共资源中心）增加300万元: a number within a name counts nothing.
        return None
    run = _run_before(paragraph, record, told)
    for parts in (run, [number for number in run if paragraph.records[number].part == record.part]):
        ways = {told[number][0] for number in parts if number in told}
        if len(ways | ({told[record.number][0]} if record.number in told else set())) > 1:
            # 培训费增加9万元，差旅费减少2万元，两项共增加7万元: they go both ways.
            continue
        amounts = tuple(_amount_of(paragraph, number, told) for number in parts)
        # 上述四项共增加12万元 behind three that make it: the count is wrong, which is told elsewhere.
        is_all = len(parts) == counted(found["count"]) or (found.string.startswith(above) and _makes(whole, amounts))
        if is_all and (level is None or ways):
            return Breakdown(whole, amounts, "all")
    return None


def offset_total(
    paragraph: Paragraph,
    record: Record,
    told: Mapping[int, tuple[int, Fact]],
    totals: tuple[str, ...],
    offset: re.Pattern[str],
) -> Breakdown | None:
    """What changes come to that go both ways: 运行费增加1.42万元，接待费减少0.57万元，合计增加0.85万元; 增减相抵，净增加0.85万元."""
    if record.number not in told or "base" in record.frame.slots:
        return None
    run = _run_before(paragraph, record, told)
    if not run or any(number not in told for number in run):
        return None
    phrase = record.frame.phrase("subject")
    subject = paragraph.text[phrase.start : phrase.end] if phrase is not None else ""
    between = paragraph.text[paragraph.records[run[-1]].frame.phrases[-1].end : record.frame.phrases[-1].end]
    if not subject.endswith(totals) and not subject.startswith(totals) and offset.search(between) is None:
        return None
    before = paragraph.records[max(0, record.number - _FARTHEST) : record.number]
    if any(one.kind == "opens" and one.sentence == record.sentence for one in before):
        # 人员经费增加12万元，其中工资增加8万元，公用经费减少2万元，合计增加10万元: some are parts of others.
        return None
    run = _without_total(run, record, told)
    if {told[number][0] for number in run} != {1, -1}:
        return None
    way, whole = told[record.number]
    parts = tuple(told[number][1] for number in run if told[number][0] == way)
    return Breakdown(whole, parts, "told", taken_off=tuple(told[number][1] for number in run if told[number][0] != way))


def _without_total(run: list[int], record: Record, told: Mapping[int, tuple[int, Fact]]) -> list[int]:
    """支出增加10万元：人员经费增加12万元，公用经费减少2万元，增减相抵，净增加10万元: without what others come to, told before them."""
    signed = [told[number][0] * _base(told[number][1]) for number in run if number in told]
    way, whole = told[record.number]
    is_total = len(signed) > _FEWEST and (signed[0] == way * _base(whole) or signed[0] == sum(signed[1:], Decimal(0)))
    return run[1:] if is_total else run


def _run_before(paragraph: Paragraph, record: Record, told: Mapping[int, tuple[int, Fact]]) -> list[int]:
    """The records of changes and amounts back to where the sentence, its reasons or a list begin.

    Of a sentence that begins with the record it is the one before: …；消防站建设60万元。上述三项共新增支出277万元.
    """
    run: list[int] = []
    last = paragraph.records[record.number - 1] if record.number else record
    sentence = max(last.sentence, record.sentence - 1)
    for number in _back_from(record):
        before, level = paragraph.records[number], paragraph.levels.get(number)
        if before.sentence != sentence or before.kind in ("reasons", "opens"):
            break
        # 基本支出318万元，比上年290万元多支28万元: what has changed is no item beside its change.
        behind = paragraph.records[number + 1]
        is_changed = behind is not record and behind.number in told and behind.part == before.part
        is_amount = level is not None and level.quantity == MONEY and before.depth == record.depth and not is_changed
        if number in told or is_amount:
            run.insert(0, number)
    else:
        return run if record.number <= _FARTHEST else []
    return run


def _back_from(record: Record) -> range:
    """The numbers of the records before it, the nearest first; what began farther back is not known as a whole."""
    return range(record.number - 1, max(0, record.number - _FARTHEST) - 1, -1)


def _amount_of(paragraph: Paragraph, number: int, told: Mapping[int, tuple[int, Fact]]) -> Fact:
    return told[number][1] if number in told else paragraph.levels[number].fact


def _before(
    paragraph: Paragraph, record: Record, told: Mapping[int, tuple[int, Fact]], direction: int
) -> tuple[list[Fact], list[Fact]]:
    """The changes that go the same way, and the amounts in no list, back to where the sentence or its reasons begin."""
    changes: list[Fact] = []
    amounts: list[Fact] = []
    for number in _back_from(record):
        before = paragraph.records[number]
        if before.sentence != record.sentence or before.kind == "reasons" or before.depth != record.depth:
            break
        level = paragraph.levels.get(number)
        if number in told:
            if told[number][0] != direction:
                break
            changes.insert(0, told[number][1])
        elif level is not None:
            if level.quantity != MONEY or level.listing is not None:
                break
            amounts.insert(0, level.fact)
    else:
        return (changes, amounts) if record.number <= _FARTHEST else ([], [])
    return changes, amounts


def _makes(whole: Fact, parts: Sequence[Fact]) -> bool:
    return len(parts) >= _FEWEST and sum(map(_base, parts), Decimal(0)) == _base(whole)


def _base(fact: Fact) -> Decimal:
    return fact.figure.base if fact.figure is not None else Decimal(0)

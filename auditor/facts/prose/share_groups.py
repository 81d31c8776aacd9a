"""Shares of one sentence whose whole no word names: `总投入4000万元：企业承担45%，为1800万元；高校自筹55%，为2200万元`.

What they are of is the amount near them that nearly all of them fit. Of one share alone nobody could say whether it was mistyped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.arithmetic import judge_ratio
from auditor.facts.claims import Share
from auditor.facts.model import Fact
from auditor.facts.prose.distant_shares import fits_share, is_mistyped
from auditor.facts.prose.listing import Level
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.figures import Figure, Interval
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

_FEWEST = 2
_NEAR = 1
"""Sentences before and behind the shares in which their whole is looked for."""
_ALL = Decimal(100)
_TOLD = 1
"""Decimals of a percentage that fits a mistyped part by no chance."""
_SOFT = ((), ("comma",), ("enum",))


class PartShare(NamedTuple):
    """A part and its share of what nothing names."""

    part: Level
    percent: Fact
    fitting: Fact | None = None
    """The one amount of its sentence that it fits, of which it is if it stands alone."""


def part_of_percent(paragraph: Paragraph, record: Record, vocabulary: Vocabulary) -> Level | None:
    """The amount that a percentage without a verb says the share of: 粮油产能1876万元（35%）, 15%共372万元, 县级承担30%（795000元）."""
    before, behind = paragraph.levels.get(record.number - 1), paragraph.levels.get(record.number + 1)
    if "name" not in record.frame.slots and before is not None and before.record.depth == record.depth - 1:
        return before if not record.pauses else None
    if behind is None or behind.record.depth not in (record.depth, record.depth + 1):
        return None
    if tuple(pause for pause, _ in behind.record.pauses) not in _SOFT or behind.record.sentence != record.sentence:
        return None
    if paragraph.behind_shares.get(record.number) == behind.record.number:
        return behind
    text = behind.named.text
    is_bare = not text or any(re.fullmatch(one, text) for one in vocabulary.grammar.share.get("amounts", ()))
    return behind if is_bare else None


def shares_of_groups(paragraph: Paragraph, shares: Sequence[PartShare], above: Sequence[Level]) -> Iterator[Share]:
    """What the shares of each sentence are of; three and more perhaps of an amount of the paragraph `above`."""
    by_sentence: dict[int, list[PartShare]] = {}
    for share in shares:
        by_sentence.setdefault(share.part.record.sentence, []).append(share)
    for sentence, group in by_sentence.items():
        common = _whole(_near(paragraph, sentence, group), group) if len(group) >= _FEWEST else None
        if common is None and len(group) > _FEWEST:
            # 支出14349万元，比上年减少2127万元。 / 甲937万元，占6.54%；乙323万元，占2.26%；丙9711万元，占67.68%。
            told = (level for level in above if level.quantity == group[0].part.quantity and not level.loose)
            common = _whole([level.fact for level in told], group)
        if common is None and len(group) == 1 and group[0].fitting is None:
            common = _fitted_near(paragraph, sentence, group) or _mistyped_of(paragraph, group[0])
        for part, percent, fitting in group:
            whole = common or fitting
            if whole is not None:
                yield Share(part.fact, whole, percent, whole.label)


def _near(paragraph: Paragraph, sentence: int, group: Sequence[PartShare]) -> list[Fact]:
    """The amounts near a group, and the wholes that its sentence prints."""
    near = [
        level.fact
        for level in paragraph.levels.values()
        if abs(level.record.sentence - sentence) <= _NEAR
        and level.quantity == group[0].part.quantity
        and not level.loose
    ]
    # 甲6108万元，占全部支出7903万元的77.3%；乙934万元，占11.8%: the whole that the first share prints is that of the next.
    return near + [
        fact
        for number, fact in paragraph.priors.items()
        if paragraph.records[number].kind == "share" and paragraph.records[number].sentence == sentence
    ]


def _whole(near: Sequence[Fact], group: Sequence[PartShare]) -> Fact | None:
    """The amount of several that all of a group fits, or all but one where nothing else is what that one is of."""
    parts = {share.part.fact.number for share in group}
    found: list[Fact] = []
    for whole in near:
        if whole.number in parts:
            continue
        odd = [share for share in group if not fits_share(share.part.fact, whole, share.percent)]
        if len(odd) > 1 or (odd and any(fits_share(odd[0].part.fact, fact, odd[0].percent) for fact in near)):
            continue
        if (
            not odd
            or len(group) > _FEWEST
            or _are_all(group, whole)
            or is_mistyped(odd[0].part.fact, whole, odd[0].percent)
        ):
            found.append(whole)
    values = {whole.figure.base for whole in found if whole.figure is not None}
    return found[0] if len(values) == 1 else None


def _fitted_near(paragraph: Paragraph, sentence: int, group: Sequence[PartShare]) -> Fact | None:
    """本年收入1464.78万元。拨款1424.53万元，占97.3%；其余40.25万元（2.7%）: the one amount near by that a share fits is its whole."""
    fits = [
        fact for fact in _near(paragraph, sentence, group) if fits_share(group[0].part.fact, fact, group[0].percent)
    ]
    return fits[0] if len({fact.figure.base for fact in fits if fact.figure is not None}) == 1 else None


def _mistyped_of(paragraph: Paragraph, share: PartShare) -> Fact | None:
    """采购426万元，面向中小企业采购36.757万元，占比86.26%: the one other amount of the sentence, if one slip of the part makes it fit."""
    part, percent = share.part, share.percent.figure
    if part.fact.figure is None or percent is None or percent.decimals < _TOLD:
        return None
    free = [
        level
        for level in paragraph.levels_before(part.record)
        if level.quantity == part.quantity and level.listing is None and level.record.depth <= part.record.depth
    ]
    whole = free[0].fact if len(free) == 1 and not free[0].loose else None
    if whole is None or whole.figure is None:
        return None
    is_one = is_mistyped(part.fact, whole, share.percent) or any(
        judge_ratio(Interval.of(typed), Interval.of(whole.figure), percent) == "exact"
        for typed in _slips_of(part.fact.figure)
    )
    return whole if is_one else None


def _slips_of(figure: Figure) -> Iterator[Figure]:
    """What a figure may have been before one slip: of its point, or of two neighbouring digits that changed places."""
    for places in (1, -1):
        yield figure._replace(value=figure.value.scaleb(places))
    digits = str(figure.value)
    for at in range(len(digits) - 1):
        one, other = digits[at], digits[at + 1]
        if one != other and one.isdigit() and other.isdigit():
            yield figure._replace(value=Decimal(digits[:at] + other + one + digits[at + 2 :]))


def _are_all(group: Sequence[PartShare], whole: Fact) -> bool:
    """Whether the parts, or their shares, make the whole."""
    figures = [share.part.fact.figure for share in group]
    percents = [share.percent.figure for share in group]
    base = sum((figure.base for figure in figures if figure is not None), Decimal(0))
    shares = sum((figure.value for figure in percents if figure is not None), Decimal(0))
    return shares == _ALL or (whole.figure is not None and base == whole.figure.base)

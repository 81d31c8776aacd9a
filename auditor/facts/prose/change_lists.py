"""Lists of changes: `支出减少5万元，其中基本支出增加7万元，项目支出减少12万元`, where the whole prints no figure but its change."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from auditor.facts.prose.listing import Listing, extent_of
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.stated import Stated


class ChangeLists:
    """Follows the lists of changes of one paragraph."""

    def __init__(self, sides: Mapping[str, int]) -> None:
        self._sides = sides
        """The concepts of what comes in (0) and of what goes out (1)."""
        self._wholes: list[Stated] = []
        """The changes of one whole, each against a base of its own."""
        self._opened: tuple[Record, Listing | None] | None = None
        self._records: list[Record] = []

    def open(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        """The changes of parts behind that of a whole without a figure: 支出减少5万元，其中基本支出增加7万元，项目支出减少12万元.

        The word may open the next sentence, and the parts may print their figures: `。其中：基本支出50万元，比上年增加7万元；…`.
        """
        if record.depth:
            # 补助增加41万元（其中学前教育25万元），债券增加19万元: what stands behind the bracket is no part of it.
            return
        self._wholes = []
        whole = found[-1] if found else None
        if whole is None or whole.subject.level is not None:
            return
        before = paragraph.records[record.number - 1]
        is_right_before = whole.record.sentence == before.sentence == record.sentence - 1
        if whole.record.sentence != record.sentence and not is_right_before:
            return
        between = range(whole.record.number + 1, record.number)
        self._records = paragraph.records
        if all(paragraph.records[number].kind in ("change", "percent") for number in between):
            word = record.frame.phrase("word")
            told = (one for one in found if one.record.sentence == whole.record.sentence)
            self._wholes = list({one.against: one for one in told if one.subject == whole.subject}.values())
            for one in self._wholes:
                one.is_whole = extent_of(word) != "some"
            self._opened = (record, paragraph.within.get(record.number))

    def add(self, stated: Stated) -> None:
        """Keep a change as one of the list of changes that is open, if one is: where the whole has several bases, of that of its own.

        较上年减少2.97万元，较年初预算减少0.36万元。其中：甲较上年减少1.33万元，较年初预算减少0.07万元；…
        """
        opened, listing = self._opened if self._opened is not None else (None, None)
        if not self._wholes or opened is None or opened.sentence != stated.record.sentence:
            return
        if stated.record.depth > opened.depth:
            # 收入增加36万元，其中：本级收入增加4万元（税收增加1万元、非税增加3万元）: a bracket has parts of a part.
            return
        if self._goes_deeper(stated.record) or self._is_other_side(stated):
            return
        level = stated.subject.level
        if level is None or (listing is not None and listing.whole is None and level.listing is listing):
            own = [whole for whole in self._wholes if whole.against == stated.against]
            for whole in own if len(self._wholes) > 1 else self._wholes:
                whole.parts.append(stated)

    def pass_rate(self, record: Record) -> None:
        """压减6215万元，其中会议费压减1820万元，…，公用经费定额按10%压减: of an item with a name a rate alone is told, and no amount."""
        opened = self._opened[0] if self._opened is not None else None
        if opened is not None and record.sentence == opened.sentence and "name" in record.frame.slots:
            for whole in self._wholes:
                whole.is_whole = False

    def _is_other_side(self, stated: Stated) -> bool:
        """支出减少86万元，其中基本支出增加42万元，项目支出减少128万元；收入相应减少86万元: behind all of its parts something else."""
        whole, parts = self._wholes[0], self._wholes[0].parts
        sides = {self._sides.get(one.subject.concept) for one in (whole, stated)}
        is_apart = bool(parts) and parts[-1].record.part != stated.record.part and sides == {0, 1}
        # 事业收入安排的支出增加20万元: what pays for a part is named after what comes in.
        return is_apart and sum(map(_gone, parts), Decimal(0)) == _gone(whole)

    def _goes_deeper(self, record: Record) -> bool:
        """其中增收因素176万元：一是税收增加116万元；二是…: behind a colon in the list stand the parts of what is before it."""
        assert self._opened is not None
        inside = self._records[self._opened[0].number + 2 : record.number + 1]
        return any(pause == "colon" for other in inside for pause, _ in other.pauses)


def _gone(stated: Stated) -> Decimal:
    """By how much an amount has gone up, in base units."""
    figure = stated.amount.figure if stated.amount is not None else None
    return stated.direction * figure.base if figure is not None else Decimal(0)

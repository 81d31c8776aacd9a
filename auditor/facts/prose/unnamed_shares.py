"""Shares without a word for their whole: of the whole of their list, of what that is a share of, or of what stands before each.

`基本支出48亿元，占比68.6%，其中：人员经费45亿元，占比64.3%`; `市级采购6亿元，授予甲类5亿元，占81%；区级采购15亿元，授予甲类13亿元，占86%`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.facts.claims import Claim, Share
from auditor.facts.model import Fact
from auditor.facts.prose.distant_shares import fits_share, is_mistyped, is_within
from auditor.facts.prose.listing import Level
from auditor.facts.prose.paragraph import Paragraph, outermost
from auditor.facts.prose.records import Record
from auditor.facts.prose.share_groups import PartShare
from auditor.tuples import NamedTuple

_FEWEST_ROWS = 2
_SENTENCES = 3


class UnnamedShare(NamedTuple):
    """A share without a word for its whole: of the whole of its list, or of what that is a share of."""

    part: Level
    whole: Fact
    percent: Fact
    label: str
    paragraph: Paragraph
    before: Level | None = None
    """The amount before the part, between the same semicolons."""


@dataclass
class SharesTold:
    """The shares that a paragraph has told so far."""

    claims: list[Claim]
    """Those of the document, to which they are added."""
    unnamed: list[UnnamedShare] = field(default_factory=list)
    wholeless: list[PartShare] = field(default_factory=list)
    """The parts with a share of what nothing before them can be."""
    wholes: dict[int, Fact] = field(default_factory=dict)
    """The wholes of the parts, by the number of the part."""
    ahead: dict[int, Fact] = field(default_factory=dict)
    """The same of the parts whose share stands before their amount."""
    shared: set[int] = field(default_factory=set)
    """The parts whose share is of something that is not printed near by."""
    _rows: set[tuple[int, str]] = field(default_factory=set)
    """The sentences, and the names of parts, whose shares are of what stands before each."""

    def keep(self, part: Level, record: Record, share: Share) -> None:
        """A share of a known whole."""
        self.wholes[part.fact.number] = share.whole
        if part.record.number >= record.number:
            self.ahead[part.fact.number] = share.whole
        self.claims.append(share)

    def keep_unnamed(self, paragraph: Paragraph, part: Level, whole: Fact, percent: Fact, label: str) -> None:
        """A share of the whole of its list, unless others of the list say otherwise."""
        before = next((level for level in paragraph.levels_before(part.record)), None)
        is_row = before is not None and before.record.part == part.record.part and before.quantity == part.quantity
        self.unnamed.append(UnnamedShare(part, whole, percent, label, paragraph, before if is_row else None))

    def is_beside_whole(self, part: Level) -> bool:
        """后勤支出53亿元，占20%，其中水电费17亿元；学生支出7亿元，占3%: behind the semicolon shares go on with what has one itself."""
        whole = part.listing.whole if part.listing is not None else None
        if whole is None or whole.record.part == part.record.part or whole.record.sentence != part.record.sentence:
            return False
        return any(share.part is whole for share in self.wholeless)

    def before_ahead(self, paragraph: Paragraph, record: Record, part: Level) -> Fact | None:
        """What a share is of that stands before its part: 支出9820万元，占57%的是人员经费，为5597万元，占43%的是公用经费，为4223万元."""
        if part.record.number < record.number:
            return None
        before = (level for level in paragraph.levels_before(record, sentences=1) if level.quantity == part.quantity)
        nearest = next(before, None)
        if nearest is None or (nearest.record.sentence != record.sentence and record.kind != "share_ahead"):
            return None
        if any(share.part is nearest for share in self.wholeless) or not is_within(part.fact, nearest.fact):
            return None
        above = self.ahead.get(nearest.fact.number)
        is_part = nearest.record.kind == "share_ahead" or nearest.record.number in paragraph.behind_shares.values()
        if above is None and not is_part and not (nearest.named.has_term or nearest.named.rest):
            # 计1,250万元: of what stands before it, and no whole.
            return None
        return above if above is not None or is_part else outermost(nearest).fact

    def settle(self) -> None:
        """基本支出48亿元，占比68.6%，其中：人员经费45亿元，占比64.3%: of the 48, or as the 48 of the 70, whichever more of a list fit."""
        groups: dict[int, list[UnnamedShare]] = {}
        for share in self.unnamed:
            groups.setdefault(share.whole.number, []).append(share)
        for shares in groups.values():
            above = self.wholes.get(shares[0].whole.number)
            own = sum(1 for share in shares if fits_share(share.part.fact, share.whole, share.percent))
            others = sum(
                1 for share in shares if above is not None and fits_share(share.part.fact, above, share.percent)
            )
            if not own and not others and self._settle_otherwise(shares):
                continue
            is_open = above is None and not own and shares[0].whole.number in self.shared
            if is_open and (
                len(shares) > 1 or not is_mistyped(shares[0].part.fact, shares[0].whole, shares[0].percent)
            ):
                # 行政单位213亿元，占53.8%，其中：城管58亿元，占14.7%；…: of what the whole itself is a share of, which is not known.
                continue
            for share in shares:
                whole = above if above is not None and others > own else share.whole
                self.wholes[share.part.fact.number] = whole
                self.claims.append(Share(share.part.fact, whole, share.percent, share.label or whole.label))

    def _settle_otherwise(self, shares: Sequence[UnnamedShare]) -> bool:
        return self._settle_by_first(shares) or self._settle_by_row(shares) or self._settle_by_all(shares)

    def _settle_by_all(self, shares: Sequence[UnnamedShare]) -> bool:
        """支出98万元。年初预算88万元。主要用于：甲31万元，占31.6%；乙60万元，占61.2%: of the amount that all of them fit."""
        part = shares[0].part
        told = shares[0].paragraph.levels_before(part.record, sentences=_SENTENCES)
        fitting = (
            whole
            for whole in told
            if whole.listing is None
            and whole.quantity == part.quantity
            and sum(fits_share(share.part.fact, whole.fact, share.percent) for share in shares)
            >= max(_FEWEST_ROWS, len(shares) - 1)
        )
        whole = next(fitting, None)
        if whole is None:
            return False
        for share in shares:
            self.wholes[share.part.fact.number] = whole.fact
            self.claims.append(Share(share.part.fact, whole.fact, share.percent, share.label or whole.fact.label))
        return True

    def _settle_by_first(self, shares: Sequence[UnnamedShare]) -> bool:
        """其中3个项目合计393万元：甲186万元（占47.4%）、乙145万元（占36.9%）、丙62万元（占15.8%）: all of what stands before the first."""
        first = shares[0].before
        if first is None:
            return False
        fitting = sum(1 for share in shares if fits_share(share.part.fact, first.fact, share.percent))
        if fitting < max(_FEWEST_ROWS, len(shares) - 1):
            return False
        for share in shares:
            self._keep_row(share.part, first.fact, share.percent)
        return True

    def _settle_by_row(self, shares: Sequence[UnnamedShare]) -> bool:
        """授予甲类18亿元。其中市级采购6亿元，授予甲类5亿元，占81%；区级采购15亿元，授予13亿元，占86%: of what stands before each."""
        rows = [(share, share.before.fact) for share in shares if share.before is not None]
        if len(rows) < len(shares) or not any(
            fits_share(share.part.fact, before, share.percent) for share, before in rows
        ):
            return False
        for share, before in rows:
            self._keep_row(share.part, before, share.percent)
        return True

    def _keep_row(self, part: Level, before: Fact, percent: Fact) -> None:
        self.wholes[part.fact.number] = before
        self._rows.add((part.record.sentence, part.named.text))
        self.claims.append(Share(part.fact, before, percent, before.label))

    def read_rows(self, paragraph: Paragraph) -> None:
        """其中市级采购6亿元，授予甲类5亿元，占81%；区级采购15亿元，授予甲类13亿元，占86%: a row as those before the semicolon.

        Two rows whose shares are of what stands before them say so of the third, too.
        """
        rows: dict[tuple[int, str], list[tuple[PartShare, Fact]]] = {}
        for share in self.wholeless:
            part = share.part
            before = next(iter(paragraph.levels_before(part.record)), None)
            if before is not None and before.record.part == part.record.part and before.quantity == part.quantity:
                rows.setdefault((part.record.sentence, part.named.text), []).append((share, before.fact))
        for row, told in rows.items():
            holding = sum(1 for share, whole in told if share.fitting is whole)
            if row in self._rows or (row[1] and _FEWEST_ROWS <= holding < len(told)):
                for share, whole in told:
                    self.wholeless.remove(share)
                    self._keep_row(share.part, whole, share.percent)

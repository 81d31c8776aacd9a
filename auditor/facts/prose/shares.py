"""Shares: a percentage of a whole that the clause names, or of the list in which its part stands.

`项目支出40万元，占支出合计的57.14%` is a share of 支出合计 where that is printed in the sentence, the one before, or the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.facts.claims import Breakdown, Claim, Share
from auditor.facts.labels import numbering_rank
from auditor.facts.model import Fact
from auditor.facts.prose.antecedents import Antecedents
from auditor.facts.prose.companions import result_of
from auditor.facts.prose.distant_shares import DistantShares, fits_share, is_mistyped
from auditor.facts.prose.distribution import Handout
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token, value_of
from auditor.facts.prose.listing import Level
from auditor.facts.prose.names import NOTHING, Named
from auditor.facts.prose.open_shares import OpenShare
from auditor.facts.prose.paragraph import Paragraph, outermost
from auditor.facts.prose.partition import shortens
from auditor.facts.prose.records import Record
from auditor.facts.prose.share_groups import PartShare, part_of_percent, shares_of_groups
from auditor.facts.prose.share_sums import LoneShare, sums_of

_SURE = 4
"""Characters of a name that says what it is of."""
_FEWEST_ROWS = 2
_BOTH = 2
_ALL = 100
_OF_CHANGES = frozenset(("change", "flat", "completion", "base", "points", "average"))


class UnnamedShare(NamedTuple):
    """A share without a word for its whole: of the whole of its list, or of what that is a share of."""

    part: Level
    whole: Fact
    percent: Fact
    label: str
    before: Level | None = None
    """The amount before the part, between the same semicolons."""


class ShareReader:
    """Makes claims of the shares of a paragraph."""

    def __init__(self, antecedents: Antecedents, ledger: Ledger) -> None:
        self.antecedents = antecedents
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self._spans = re.compile("|".join(self.vocabulary.grammar.labels.get("spans", ())) or "(?!)")
        self.distant = DistantShares(antecedents.names, ledger)
        self._joint = self.vocabulary.grammar.share.get("joint", ())
        words = self.vocabulary.grammar.breakdown
        at, inside = ("|".join(map(re.escape, words.get(key, ()))) for key in ("at", "inside"))
        self._inside = re.compile(f"(?P<at>{at or '(?!)'})(?P<of>.+?)(?:{inside or '(?!)'})")
        self._all_of = tuple(self.vocabulary.grammar.share.get("all_of", ()))
        self._totals = tuple(self.vocabulary.grammar.share.get("totals", ()))
        self._closes = re.compile("|".join(self.vocabulary.grammar.breakdown.get("closes", ())) or "(?!)")
        self._copula = re.compile("|".join(self.vocabulary.grammar.share.get("copula", ())) or "(?!)")

    def read(self, paragraph: Paragraph, handouts: Sequence[Handout], above: Sequence[Level] = ()) -> dict[int, Fact]:
        """Keep the shares of a paragraph; the percentages by the number of the fact they are of. `above` are the amounts before it."""
        percents: dict[int, Fact] = {}
        self.unnamed: list[UnnamedShare] = []
        self._shared: set[int] = set()
        """The parts whose share is of something that is not printed near by."""
        self._parts_by_whole: dict[str, set[int]] = {}
        """The parts, by their number, that have a share of what is called so."""
        self._whole_before: tuple[int, Fact] | None = None
        """The sentence and the whole of the share that fitted last."""
        self._wholes_that_fit: set[int] = set()
        """The wholes, by their number, that a share by their name fits."""
        self._wholeless: list[PartShare] = []
        """The parts with a share of what nothing before them can be."""
        self.wholes: dict[int, Fact] = {}
        self._ahead: dict[int, Fact] = {}
        """The wholes of the parts whose share stands before their amount."""
        self.lone: list[LoneShare] = []
        self._alone: list[PartShare] = []
        """Those of which nothing says of what they are."""
        self._rows: set[tuple[int, str]] = set()
        """The sentences, and the names of parts, whose shares are of what stands before each."""
        # In sentences of changes and plans a percentage may be of those.
        self._changed = {record.sentence for record in paragraph.records if record.kind in _OF_CHANGES}
        self._handed = {number for handout in handouts for number in handout.taken}
        by_record = {handout.record.number: handout for handout in handouts if handout.kind == "share"}
        self._note_parts(paragraph)
        for record in paragraph.records:
            handout = by_record.get(record.number)
            if handout is not None:
                self._hand_out(paragraph, handout, percents)
            elif record.kind in ("share", "share_ahead") and record.number not in paragraph.taken:
                self._read(paragraph, record, percents)
            elif record.kind == "share_of":
                self._read_of(paragraph, record)
            elif record.kind == "percent" and record.number not in paragraph.taken:
                self._read_lone(paragraph, record)
        self._settle_unnamed()
        self._read_rows(paragraph)
        settled = list(shares_of_groups(paragraph, self._wholeless, above))
        self.ledger.facts.claims += settled
        told = {share.percent.number for share in settled}
        self._alone = [share for share in self._wholeless if share.percent.number not in told]
        self.ledger.facts.claims += sums_of(self.lone, paragraph, self.vocabulary)
        return percents

    def of_sums(self, claims: Sequence[Claim]) -> Iterator[Share]:
        """收入36亿元，剔除非税11亿元后，税收25亿元，占比68.45%: a share of which nothing else says of what it is, by a sum that ties.

        It must be that of a part in the whole, or be but for one slip.
        """
        sums = [claim for claim in claims if isinstance(claim, Breakdown) and _ties(claim)]
        for part, percent, _ in self._alone:
            wholes = {
                claim.whole.figure.base: claim.whole
                for claim in sums
                if claim.whole.figure is not None and any(one.number == part.fact.number for one in claim.parts)
            }
            whole = next(iter(wholes.values()), None)
            if whole is None or len(wholes) > 1:
                continue
            if fits_share(part.fact, whole, percent) or is_mistyped(part.fact, whole, percent):
                yield Share(part.fact, whole, percent, whole.label)

    def _read_lone(self, paragraph: Paragraph, record: Record) -> None:
        """经费来源：生均拨款52.3%、捐赠收入47.7%: percentages behind names, which are shares if they are all of something."""
        token = record.frame.figure("figure")
        if token is not None and (
            self._read_copula(paragraph, record, token) or self._read_of_year_before(paragraph, record, token)
        ):
            return
        part = self.antecedents.named_in(paragraph, record, "name")
        totals = tuple(self.vocabulary.grammar.breakdown.get("totals", ()))
        if token is None or token.loose or part.text.startswith(totals) or record.sentence in self._changed:
            return
        of = part_of_percent(paragraph, record, self.vocabulary)
        if of is None and part.is_empty:
            return
        label = part.text or (of.fact.label if of is not None else "")
        percent = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, label)
        if of is not None and not of.loose and token.kind == "percent":
            self._wholeless.append(PartShare(of, percent))
        if not part.is_empty:
            self.lone.append(LoneShare(record, part, NOTHING, percent))

    def _read_copula(self, paragraph: Paragraph, record: Record, token: Token) -> bool:
        """公用经费96万元，仅为基本支出640万元的15%: a percentage right behind an amount that a verb makes its whole."""
        whole = paragraph.levels.get(record.number - 1)
        if whole is None or whole.record.clause != record.clause or not self._copula.match(whole.named.text):
            return False
        name = record.frame.phrase("name")
        words = paragraph.text[name.start : name.end] if name is not None else ""
        part = next(iter(paragraph.levels_before(whole.record)), None)
        if part is None or part.quantity != whole.quantity or words not in self._joint:
            return False
        percent = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, part.fact.label)
        if not (token.loose or part.loose or whole.loose):
            self.ledger.facts.claims.append(Share(part.fact, whole.fact, percent, whole.fact.label))
        return True

    def _read_of_year_before(self, paragraph: Paragraph, record: Record, token: Token) -> bool:
        """完成4286万元，为上年的108.0%（上年3968万元）: of what the bracket behind it says that it was."""
        name = record.frame.phrase("name")
        words = paragraph.text[name.start : name.end] if name is not None else ""
        bare = self._copula.sub("", next((words.removesuffix(end) for end in self._joint if words.endswith(end)), ""))
        prior = paragraph.levels.get(record.number + 1)
        now = next(iter(paragraph.levels_before(record)), None)
        if prior is None or now is None or not self.vocabulary.earlier_names.fullmatch(bare):
            return False
        is_it = self.vocabulary.earlier_names.match(prior.named.text) and prior.record.depth == record.depth + 1
        if not is_it or prior.record.sentence != record.sentence or prior.quantity != now.quantity:
            return False
        percent = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, now.fact.label)
        if not (token.loose or now.loose or prior.loose):
            self.ledger.facts.claims.append(Share(now.fact, prior.fact, percent, prior.fact.label))
        return True

    def _settle_unnamed(self) -> None:
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
            if not own and not others and self._settle_by_row(shares):
                continue
            if above is None and not own and len(shares) > 1 and shares[0].whole.number in self._shared:
                # 行政单位213亿元，占53.8%，其中：城管58亿元，占14.7%；…: of what the whole itself is a share of, which is not known.
                continue
            for share in shares:
                whole = above if above is not None and others > own else share.whole
                self.wholes[share.part.fact.number] = whole
                self.ledger.facts.claims.append(
                    Share(share.part.fact, whole, share.percent, share.label or whole.label)
                )

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
        self.ledger.facts.claims.append(Share(part.fact, before, percent, before.label))

    def _read_rows(self, paragraph: Paragraph) -> None:
        """其中市级采购6亿元，授予甲类5亿元，占81%；区级采购15亿元，授予甲类13亿元，占86%: a row as those before the semicolon.

        Two rows whose shares are of what stands before them say so of the third, too.
        """
        rows: dict[tuple[int, str], list[tuple[PartShare, Fact]]] = {}
        for share in self._wholeless:
            part = share.part
            before = next(iter(paragraph.levels_before(part.record)), None)
            if before is not None and before.record.part == part.record.part and before.quantity == part.quantity:
                rows.setdefault((part.record.sentence, part.named.text), []).append((share, before.fact))
        for row, told in rows.items():
            holding = sum(1 for share, whole in told if share.fitting is whole)
            if row in self._rows or (row[1] and _FEWEST_ROWS <= holding < len(told)):
                for share, whole in told:
                    self._wholeless.remove(share)
                    self._keep_row(share.part, whole, share.percent)

    def _hand_out(self, paragraph: Paragraph, handout: Handout, percents: dict[int, Fact]) -> None:
        """人员经费和公用经费分别占基本支出的86.96%和13.04%: one share for each; 依次为101%、95% are no shares."""
        if any(item.token is not None and value_of(item.token) > _ALL for item in handout.items):
            return
        named = self.antecedents.named_in(paragraph, handout.record, "whole")
        for receiver, item in zip(handout.receivers, handout.items, strict=True):
            part = receiver if isinstance(receiver, Level) else None
            if isinstance(receiver, Named):
                # 货物、工程分别占60%、40%: of what was printed before under these names.
                part = self.antecedents.of_name(paragraph, handout.record, receiver).level
            if item.token is not None:
                own = receiver if isinstance(receiver, Named) else NOTHING
                printed = paragraph.priors.get(handout.record.number)
                if printed is not None:
                    paragraph.priors.setdefault(item.record.number, printed)
                self._put(paragraph, item.record, item.token, part, named, percents, own)

    def _note_parts(self, paragraph: Paragraph) -> None:
        """Note of what is called how the amounts of a paragraph are parts: 其他收入2万元，占收入预算的1%."""
        for record in paragraph.records:
            whole = self.antecedents.named_in(paragraph, record, "whole") if record.kind == "share" else NOTHING
            part = self._part(paragraph, record) if whole.text else None
            if part is not None:
                self._parts_by_whole.setdefault(whole.text, set()).add(part.fact.number)

    def _read(self, paragraph: Paragraph, record: Record, percents: dict[int, Fact]) -> None:
        token = record.frame.figure("percent")
        assert token is not None
        part = self._part(paragraph, record)
        whole, own = (self.antecedents.named_in(paragraph, record, slot) for slot in ("whole", "part"))
        inside = self._inside.fullmatch(own.text) if whole.is_empty else None
        if inside is not None:
            # 小微企业合同3亿元，在中小企业合同中的比重为76%: the words before such a place name the whole.
            whole, own = own._replace(text=inside["of"], rest=own.rest.removeprefix(inside["at"])), NOTHING
        if (
            own.text in self.vocabulary.grammar.breakdown.get("totals", ())
            and paragraph.levels.get(record.number) is None
        ):
            # 甲480万元占60%、乙320万元占40%，合计占100%: what they are together, and not the last of them.
            part = None
        self._put(paragraph, record, token, part, whole, percents, own)

    def _put(
        self,
        paragraph: Paragraph,
        record: Record,
        token: Token,
        part: Level | None,
        named: Named,
        percents: dict[int, Fact],
        own: Named,
    ) -> None:
        """Keep one share, where its whole is known."""
        label = part.fact.label if part else own.text
        percent = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, label)
        if part is None and not own.is_empty and not token.loose and token.kind == "percent":
            self.lone.append(LoneShare(record, own, named, percent))
        if part is None or part.loose:
            return
        whole = paragraph.priors.get(record.number) or self._whole(paragraph, record, part, named)
        if whole is not None and named.text and record.number not in paragraph.priors:
            # 医疗收入270万元，占收入预算的64%；其他收入2万元，占收入预算的1%: a part of a whole of that name is not the whole.
            alike = self._parts_by_whole.get(named.text, set())
            if whole.number in alike:
                whole = self._fitting(paragraph, record, part, percent)
        if whole is not None and record.number not in paragraph.priors and not named.is_empty:
            whole = self._better(paragraph, record, part, named, percent, whole)
            if not fits_share(part.fact, whole, percent) and not named.has_term:
                # 采购28.9亿元，…；市本级采购11.6亿元，占全市的40.1%: 全市 says of what body, and not which of its amounts.
                whole = self._fitting(paragraph, record, part, percent) or whole
        is_printed = record.number in paragraph.priors
        if whole is not None and named.text and not is_printed and not self._is_surely(named, whole):
            # 收入总计6719万元。包括：1.拨款5953万元，占本年收入合计的89.88%: of what its word may stand for only where it fits.
            is_it = fits_share(part.fact, whole, percent)
            if is_it:
                self._wholes_that_fit.add(whole.number)
            is_sure = not named.concept or whole.concept == named.concept or whole.number in self._wholes_that_fit
            whole = whole if is_it or (is_sure and is_mistyped(part.fact, whole, percent)) else None
        if whole is not None and named.is_empty and not fits_share(part.fact, whole, percent):
            # 收入133万元，为预算135万元的98.5%，其中：税收96万元，占收入的72.0%；非税收入37万元，占28.0%: of the same as the one before.
            last = self._whole_before
            if last is not None and last[0] == record.sentence and fits_share(part.fact, last[1], percent):
                whole = last[1]
        if whole is not None and fits_share(part.fact, whole, percent):
            self._whole_before = (record.sentence, whole)
        row = self._row_before(paragraph, record, part)
        if (
            row is not None
            and whole is not None
            and whole is not row.fact
            and not fits_share(part.fact, whole, percent)
        ):
            part = row
        if whole is not None and not named.is_empty and not _is_within(part.fact, whole):
            # 总收入53亿元，其中：上划收入4亿元。税收43亿元，占总收入的80.35%: nothing is a part of what is less.
            whole = self._fitting(paragraph, record, part, percent)
        elif whole is not None and not _is_within(part.fact, whole):
            # 采购96万元，全部为集中采购71万元和分散采购25万元；其中面向中小企业84万元，占比87.7%
            whole = self._fitting(paragraph, record, part, percent)
        is_of_list = part.listing is not None and part.listing.whole is not None and whole is part.listing.whole.fact
        if part.listing is not None and (named.is_empty or is_of_list):
            percents[part.fact.number] = percent
        is_about = part.listing is not None and part.listing.whole is not None and part.listing.whole.loose
        if token.loose or token.kind != "percent" or (is_about and is_of_list):
            return
        name = self.antecedents.names.name_of(named.concept or "", named.dims)
        if whole is None and (named.is_empty or record.kind == "share_ahead") and part.listing is None:
            whole = self._before_ahead(paragraph, record, part) or self._above(paragraph, part)
        if whole is None and named.is_empty:
            whole = self._covering(paragraph, part)
        elif whole is None:
            whole = self._told_next(paragraph, record, part, named)
        if whole is None:
            self._shared.add(part.fact.number)
        if whole is not None and named.is_empty and is_of_list and self._is_beside_whole(part):
            self._wholeless.append(PartShare(part, percent, self._fitting(paragraph, record, part, percent)))
        elif whole is not None and named.is_empty and is_of_list:
            before = next((level for level in paragraph.levels_before(part.record)), None)
            is_row = before is not None and before.record.part == part.record.part and before.quantity == part.quantity
            self.unnamed.append(UnnamedShare(part, whole, percent, name, before if is_row else None))
        elif whole is not None:
            self.wholes[part.fact.number] = whole
            if part.record.number >= record.number:
                self._ahead[part.fact.number] = whole
            self.ledger.facts.claims.append(Share(part.fact, whole, percent, name or whole.label))
        elif named.is_empty and (record.number not in paragraph.taken or record.number in self._handed):
            self._wholeless.append(PartShare(part, percent, self._fitting(paragraph, record, part, percent)))
        elif not named.is_empty and not named.rest and not self._spans.search(paragraph.text[: token.start]):
            # “十四五”时期民生支出1889亿元，占一般公共预算支出的75.6%: of what was spent in five years.
            self.distant.open.append(OpenShare(part.fact, named, percent, name))

    def _better(
        self, paragraph: Paragraph, record: Record, part: Level, named: Named, percent: Fact, whole: Fact
    ) -> Fact:
        """Of wholes that one name may mean the one that fits: 调入1.31亿元，占收入总量3.28亿元的39.9%，占当年收入的65.2%, of 2.01亿元."""
        if fits_share(part.fact, whole, percent):
            return whole
        near = [level for level in paragraph.levels_before(record, sentences=2) if level is not part]
        meant = [level.fact for level in near if level.quantity == part.quantity and self._may_mean(level, named)]
        fit = [fact for fact in meant if fits_share(part.fact, fact, percent)]
        return fit[0] if fit else whole

    def _may_mean(self, level: Level, named: Named) -> bool:
        """Whether a name may mean an amount: by its cell, or by its very words."""
        return self.antecedents.speaks_of(level.fact, named) or level.named.text.endswith(named.text)

    @staticmethod
    def _row_before(paragraph: Paragraph, record: Record, part: Level) -> Level | None:
        """民生支出：教育86万元、农林水22万元、住房20万元，占支出的76%: the whole of the items in a row that a comma ends."""
        whole = part.listing.whole if part.listing is not None else None
        is_ended = any(pause == "comma" for pause, _ in record.pauses)
        # 收入121万元主要包括鱼塘48万元、厂房42万元等，占全部收入的32%: 等 ends it as well.
        between = paragraph.records[part.record.number + 1 : record.number]
        is_next = all(one.kind == "trails" for one in between)
        is_row = all(pause == "enum" for pause, _ in part.record.pauses) and is_next
        return whole if whole is not None and is_ended and is_row and part.record.pauses else None

    def _is_beside_whole(self, part: Level) -> bool:
        """后勤支出53亿元，占20%，其中水电费17亿元；学生支出7亿元，占3%: behind the semicolon shares go on with what has one itself."""
        whole = part.listing.whole if part.listing is not None else None
        if whole is None or whole.record.part == part.record.part or whole.record.sentence != part.record.sentence:
            return False
        return any(share.part is whole for share in self._wholeless)

    def _before_ahead(self, paragraph: Paragraph, record: Record, part: Level) -> Fact | None:
        """What a share is of that stands before its part: 支出9820万元，占57%的是人员经费，为5597万元，占43%的是公用经费，为4223万元."""
        if part.record.number < record.number:
            return None
        before = (level for level in paragraph.levels_before(record, sentences=1) if level.quantity == part.quantity)
        nearest = next(before, None)
        if nearest is None or (nearest.record.sentence != record.sentence and record.kind != "share_ahead"):
            return None
        if any(share.part is nearest for share in self._wholeless) or not _is_within(part.fact, nearest.fact):
            return None
        above = self._ahead.get(nearest.fact.number)
        is_part = nearest.record.kind == "share_ahead" or nearest.record.number in paragraph.behind_shares.values()
        if above is None and not is_part and not (nearest.named.has_term or nearest.named.rest):
            # 计1,250万元: of what stands before it, and no whole.
            return None
        return above if above is not None or is_part else outermost(nearest).fact

    @staticmethod
    def _fitting(paragraph: Paragraph, record: Record, part: Level, percent: Fact) -> Fact | None:
        """The one amount of the sentence of which a part is the share that is printed: 总支出3482万元，用于住房保障231万元，其占比6.65%."""
        before = [level for level in paragraph.levels_before(record) if level is not part]
        found = [
            level.fact
            for level in before
            if level.quantity == part.quantity and fits_share(part.fact, level.fact, percent)
        ]
        return found[0] if len(found) == 1 else None

    def _told_next(self, paragraph: Paragraph, record: Record, part: Level, named: Named) -> Fact | None:
        """其他收入12万元，占本年收入的1.0%，本年收入合计1200万元: the amount right behind a share that is what it is of."""
        after = paragraph.levels.get(record.number + 1)
        if after is None or after.record.part != record.part or after.quantity != part.quantity or after.loose:
            return None
        is_it = self.antecedents.speaks_of(after.fact, named) and _is_within(part.fact, after.fact)
        return after.fact if is_it else None

    def _covering(self, paragraph: Paragraph, part: Level) -> Fact | None:
        """The amount before a part in its sentence of which it is a member: 本年支出3000万元，基本支出2100万元，比重70%."""
        own = set(part.fact.dims)
        for level in paragraph.levels_before(part.record):
            fact = level.fact
            is_wider = (
                bool(fact.concept)
                and set(fact.dims) < own
                and self.antecedents.is_alias(fact.concept, part.fact.concept)
            )
            if is_wider and level.quantity == part.quantity and level.record.depth <= part.record.depth:
                return fact
        return None

    def _above(self, paragraph: Paragraph, part: Level) -> Fact | None:
        """What a part with a list mark is of, as the section printed it last: 共安排支出70亿元。①基本支出安排48亿元，占比68.6%."""
        if numbering_rank(paragraph.text) is None or part is not next(iter(paragraph.levels.values())):
            return None
        narrow = {name for name, known in self.vocabulary.dimensions.items() if known.narrows}
        dims = tuple(entry for entry in part.fact.dims if entry[0] not in narrow)
        if len(dims) == len(part.fact.dims):
            return None
        found = self.ledger.undated.get((paragraph.scene.section, part.fact.concept, dims))
        return found if found is not None and found.number < part.fact.number else None

    def _read_of(self, paragraph: Paragraph, record: Record) -> None:
        """75% of spending went to schools: whole and part are named behind the percentage, or told before it, and printed anywhere."""
        token = record.frame.figure("figure")
        assert token is not None
        whole = self.antecedents.named_in(paragraph, record, "whole")
        part = self.antecedents.named_in(paragraph, record, "part")
        percent = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, part.text)
        told = self.antecedents.told_of(paragraph, record)
        if told is None or not (whole.is_empty or part.is_empty):
            self.distant.anywhere.append((percent, part, whole))
        else:
            self.distant.anywhere.append(
                (percent, told.fact if part.is_empty else part, told.fact if whole.is_empty else whole)
            )

    def _part(self, paragraph: Paragraph, record: Record) -> Level | None:
        """The part that is named in the clause, where its amount is printed before it; else the nearest amount.

        The share itself may lead to its amount: 占总支出62.5%的基本支出为1000万元, 占76%：行政运行，1024万元.
        """
        own = paragraph.levels.get(record.number) or self._behind(paragraph, record)
        if own is not None:
            return own
        named = self.antecedents.named_in(paragraph, record, "part")
        in_turn = self.antecedents.in_turn(paragraph, record, named)
        if in_turn is not None:
            return in_turn
        if named.text in self.vocabulary.grammar.share.get("its", ()):
            named = NOTHING
        before = [level for level in paragraph.levels_before(record) if level.record.depth <= record.depth]
        if self.vocabulary.earlier_names.match(named.text):
            # 非税收入9.53亿元，占比22.33%（上年非税占比为24.10%）: of what it was then.
            before = [level for level in before if self.vocabulary.earlier_names.match(level.named.text)]
        if named.has_term or named.rest:
            whole = self.antecedents.named_in(paragraph, record, "whole")
            told = (level for level in before if self.antecedents.speaks_of(level.fact, named))
            return (
                next(told, None) or self._told_behind(paragraph, record, named) or self._called(paragraph, named, whole)
            )
        closed = self._closed(paragraph, before[0], record) if before else None
        if closed is not None:
            return closed
        if before or "whole" not in record.frame.slots:
            # 收入2977万元，年初预算2905万元，完成102%，占基金收入的3%: a plan goes with what came of it.
            return result_of(before, before[0], self.vocabulary) if before else None
        after = paragraph.levels.get(record.number + 1)
        is_next = after is not None and after.record.pauses in ((), (("comma", record.depth),))
        if after is None or not is_next or after.record.sentence != record.sentence:
            return None
        # 占全年收入2091.66万元的17.44%，事业收入实现364.82万元: nothing before it can be the part.
        return after if record.number in paragraph.priors else None

    def _closed(self, paragraph: Paragraph, item: Level, record: Record) -> Level | None:
        """The whole of a list that words behind its last item end before a share: 支出44亿元，由工资24亿元、运转20亿元构成，占58.1%."""
        between = paragraph.text[item.record.frame.phrases[-1].end : record.frame.phrases[0].start]
        return item.listing.whole if item.listing is not None and self._closes.match(between) else None

    def _told_behind(self, paragraph: Paragraph, record: Record, named: Named) -> Level | None:
        """运维费占支出的72%，支出总计500万元，运维费360万元: an amount of a name that its sentence prints further on."""
        for level in paragraph.levels.values():
            if level.record.sentence != record.sentence or level.record.number <= record.number:
                continue
            if record.sentence not in self._changed and self.antecedents.speaks_of(level.fact, named):
                return level
        return None

    @staticmethod
    def _behind(paragraph: Paragraph, record: Record) -> Level | None:
        """财政拨款占本年收入3218万元的89.18%，为2870万元: the amount right behind, which took its name from the share."""
        return paragraph.levels.get(paragraph.behind_shares.get(record.number, -1))

    def _whole(self, paragraph: Paragraph, record: Record, part: Level, named: Named) -> Fact | None:
        """The whole that is named, in this sentence or the one before, of the part's own scope; else that of the part's list."""
        if named.is_empty:
            whole = part.listing.whole if part.listing is not None else None
            return whole.fact if whole is not None else None
        if named.rest:
            # 授予小微企业合同金额43万元，占授予中小企业合同金额的71%: words that nobody knows name what bears the very same.
            before = (level for level in paragraph.levels_before(record, sentences=1) if level is not part)
            behind = (paragraph.levels.get(number) for number in range(record.number + 1, len(paragraph.records)))
            alike = [one for one in (*before, *behind) if one is not None and one is not part]
            near = [level for level in alike if level.quantity == part.quantity]
            alike = [level for level in near if level.named.rest == named.rest]
            words = next((named.text.removesuffix(end) for end in self._joint if named.text.endswith(end)), named.text)
            if not alike and len(words) >= _SURE:
                # 全区采购合同金额7.46亿元…，占采购合同金额的42.6%: nor what only says besides of whom it is.
                alike = [level for level in near if level.named.text.endswith(words)]
                # 授予中小企业4亿元…，在授予中小企业合同中的比重为76%: or says less of what it is.
                alike = alike or [
                    level for level in near if len(level.named.text) >= _SURE and words.startswith(level.named.text)
                ]
            here = [level for level in alike if level.record.sentence == record.sentence]
            one = alike if len(alike) == 1 else here
            above = part.listing.whole if part.listing is not None else None
            if not alike and above is not None and len(words) >= _SURE and shortens(words, above.named.text):
                return above.fact
            return one[0].fact if len(one) == 1 else None
        above = self._whole_above(part, named)
        if above is not None:
            return above.fact
        spoken_of = [
            level
            for level in paragraph.levels_before(record, sentences=1)
            if level is not part and level.quantity == part.quantity and self.antecedents.speaks_of(level.fact, named)
        ]
        around = self._around(paragraph, record)
        if around is not None and around.concept == named.concept:
            # 旗级收入277034万元。全盟收入中，税收213251万元，占收入的68.6%: what is meant is the income that the clause names.
            spoken_of = [level for level in spoken_of if level.named.rest == around.rest]
        if spoken_of:
            # 支出安排25亿元，其中…县本级财力18亿元。工资10亿元，占支出的40%: what bears the word before what only inherits it.
            bearing = (level for level in spoken_of if level.named.concept == named.concept)
            return next(bearing, spoken_of[0]).fact
        here = [
            level for level in paragraph.levels_before(record) if level is not part and self._is_of_word(level, named)
        ]
        if len(here) == 1 and here[0].quantity == part.quantity:
            # 两项基金收入18亿元，支出15亿元，支出占收入的84%: the one amount of its sentence that the bare word can mean.
            return here[0].fact
        worded = self._in_words(paragraph, record, part, named) if around is None else None
        if worded is not None:
            return worded
        if part.record.number > record.number:
            told = self._told_behind(paragraph, record, named)
            return told.fact if told is not None and told is not part and told.quantity == part.quantity else None
        return None

    def _called(self, paragraph: Paragraph, part: Named, whole: Named) -> Level | None:
        """本年收入243万元，本年支出155万元。本年支出占本年收入的64%: what a sentence before calls so, where it has the whole as well."""
        words = self._words(whole)
        near = [level for level in paragraph.levels.values() if level.named.text in (part.text, words)]
        own = [level for level in near if level.named.text == part.text]
        is_both = len(near) == _BOTH and len(own) == 1 and near[0].record.sentence == near[1].record.sentence
        return own[0] if is_both else None

    def _words(self, named: Named) -> str:
        """The words of a whole without what belongs to the share: 本年收入 of 本年收入的."""
        return next((named.text.removesuffix(end) for end in self._joint if named.text.endswith(end)), named.text)

    def _is_surely(self, named: Named, whole: Fact) -> bool:
        """Whether the words of a share are those of a whole, or say its very cell."""
        words = self._words(named)
        aside = {"year", "item", *self.vocabulary.measures, *self.vocabulary.scopes}
        own = {entry for entry in whole.dims if entry[0] not in aside}
        is_cell = whole.concept == named.concept and own == {entry for entry in named.dims if entry[0] not in aside}
        # 全市预算收入53亿元，其中税收43亿元，占总收入的80%: a total is called so behind its name alone, too.
        noun = next((words.removeprefix(word) for word in self._all_of if words.startswith(word)), words)
        is_called = words in whole.label[-len(words) - 1 :] or (noun != words and whole.label.endswith(noun))
        return is_called or (is_cell and not named.rest and "item" not in dict(whole.dims))

    def _is_of_word(self, level: Level, named: Named) -> bool:
        """Whether a bare generic word can mean an amount: by its concept alone."""
        concept = self.vocabulary.concepts.get(named.concept or "")
        is_bare = concept is not None and concept.generic and not named.dims and not named.rest
        return is_bare and level.named.concept == named.concept

    def _whole_above(self, part: Level, named: Named) -> Level | None:
        """The whole of the part's list, or one around it, of which the words of a share speak.

        收入375万元，其中经营收入120万元。…鱼塘48万元，占全部收入的32%: what names no more goes before what does.
        """
        found: list[Level] = []
        above = part.listing.whole if part.listing is not None else None
        while above is not None:
            if self.antecedents.speaks_of(above.fact, named) or self._is_total_of(named, above):
                found.append(above)
            above = above.listing.whole if above.listing is not None else None
        plain = (
            level
            for level in found
            if level.named.members.keys() <= {"year", *self.vocabulary.measures, *named.members}
        )
        return next(plain, found[0] if found else None)

    def _in_words(self, paragraph: Paragraph, record: Record, part: Level, named: Named) -> Fact | None:
        """镇级采购预算为1032万元，…，占采购预算的86%: the one amount before whose name ends in the very words, but for a verb."""
        words = next((named.text.removesuffix(end) for end in self._joint if named.text.endswith(end)), named.text)
        if len(words) < _SURE:
            return None
        near = (level for level in paragraph.levels_before(record, sentences=1) if level is not part)
        told = [
            level for level in near if level.quantity == part.quantity and words in level.named.text[-len(words) - 1 :]
        ]
        return told[0].fact if len(told) == 1 and not told[0].loose else None

    def _is_total_of(self, named: Named, whole: Level) -> bool:
        """采购支出466万元，其中授予甲类290万元，占支出总额的62%: whether a bare total is that of the list, by the end of its name."""
        if named.dims or named.rest:
            return False
        text = next((named.text.removesuffix(end) for end in self._joint if named.text.endswith(end)), named.text)
        word = next((text.removesuffix(end) for end in self._totals if text.endswith(end)), "")
        return len(word) > 1 and whole.named.text.endswith(word)

    def _around(self, paragraph: Paragraph, record: Record) -> Named | None:
        """What a clause of the sentence before a share names as its place: 全盟一般公共预算收入中."""
        before = reversed(paragraph.records[: record.number])
        found = next((other for other in before if other.kind == "within" and other.sentence == record.sentence), None)
        return self.antecedents.named_in(paragraph, found, "name") if found is not None else None


def _is_within(part: Fact, whole: Fact) -> bool:
    """Whether a part is no more than what it may be a share of."""
    return part.figure is not None and whole.figure is not None and part.figure.base <= whole.figure.base


def _ties(claim: Breakdown) -> bool:
    """Whether a sum holds to the last digit."""
    signed = [*((1, part) for part in claim.parts), *((-1, part) for part in claim.taken_off)]
    made = sum((sign * part.figure.base for sign, part in signed if part.figure is not None), Decimal(0))
    return len(signed) > 1 and claim.whole.figure is not None and made == claim.whole.figure.base

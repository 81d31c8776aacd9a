"""Shares: a percentage of a whole that the clause names, or of the list in which its part stands.

`项目支出40万元，占支出合计的57.14%` is a share of 支出合计 where that is printed in the sentence, the one before, or the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.facts.claims import Breakdown, Claim, Share
from auditor.facts.model import Fact
from auditor.facts.prose.antecedents import Antecedents
from auditor.facts.prose.distant_shares import DistantShares, fits_share, is_mistyped, is_within
from auditor.facts.prose.distribution import Handout
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token, value_of
from auditor.facts.prose.listing import Level
from auditor.facts.prose.lone_percents import LonePercents
from auditor.facts.prose.names import NOTHING, Named
from auditor.facts.prose.nearness import base_of, may_be
from auditor.facts.prose.open_shares import OpenShare
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.share_groups import PartShare, shares_of_groups
from auditor.facts.prose.share_parts import ShareParts
from auditor.facts.prose.share_sums import LoneShare, sums_of
from auditor.facts.prose.share_wholes import ShareWholes, fitting
from auditor.facts.prose.unnamed_shares import SharesTold
from auditor.patterns import any_of, regex

_ALL = 100
_BOTH = 3
"""A whole and its two parts."""


class ShareReader:
    """Makes claims of the shares of a paragraph."""

    def __init__(self, antecedents: Antecedents, ledger: Ledger) -> None:
        self.antecedents = antecedents
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self._spans = any_of(self.vocabulary.grammar.labels.get("spans", ()))
        self.distant = DistantShares(antecedents.names, ledger)
        self._parts = ShareParts(antecedents)
        self._wholes = ShareWholes(antecedents, self._parts, ledger)
        self._lone = LonePercents(antecedents, ledger)
        self._alone: list[PartShare] = []
        """The shares of the paragraph of which nothing says of what they are."""
        self._lessens = any_of(self.vocabulary.grammar.share.get("lessens", ()))
        words = self.vocabulary.grammar.breakdown
        at, inside = ("|".join(map(re.escape, words.get(key, ()))) for key in ("at", "inside"))
        self._inside = regex(f"(?P<at>{at or '(?!)'})(?P<of>.+?)(?:{inside or '(?!)'})")

    def read(self, paragraph: Paragraph, handouts: Sequence[Handout], above: Sequence[Level] = ()) -> dict[int, Fact]:
        """Keep the shares of a paragraph; the percentages by the number of the fact they are of. `above` are the amounts before it."""
        percents: dict[int, Fact] = {}
        self._told = SharesTold(self.ledger.facts.claims)
        self._parts_by_whole: dict[str, set[int]] = {}
        """The parts, by their number, that have a share of what is called so."""
        self._whole_before: tuple[int, Fact] | None = None
        """The sentence and the whole of the share that fitted last."""
        self._unfound: int | None = None
        """The sentence of the last share that names its whole, where that is printed nowhere near."""
        self._part_that_fitted: Fact | None = None
        self._fitted = 0
        """How many of its sentence have fitted that whole."""
        self._wholes_that_fit: set[int] = set()
        """The wholes, by their number, that a share by their name fits."""
        self.lone: list[LoneShare] = []
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
                lone = self._lone.read(paragraph, record, self._told)
                self.lone += [lone] if lone is not None else []
        self._told.settle()
        self._told.read_rows(paragraph)
        settled = list(shares_of_groups(paragraph, self._told.wholeless, above))
        self.ledger.facts.claims += settled
        told = {share.percent.number for share in settled}
        self._alone = [share for share in self._told.wholeless if share.percent.number not in told]
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
            part = self._parts.part(paragraph, record) if whole.text else None
            if part is not None:
                self._parts_by_whole.setdefault(whole.text, set()).add(part.fact.number)

    def _read(self, paragraph: Paragraph, record: Record, percents: dict[int, Fact]) -> None:
        token = record.frame.figure("percent")
        assert token is not None
        part = self._parts.part(paragraph, record)
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
        former = paragraph.levels.get(record.number - 1) if part is not None and whole.is_empty else None
        if former is not None and part is not None and _is_year_before(former, part) and part.fact.number in percents:
            self._put_former(paragraph, record, token, former, part)
            return
        self._put(paragraph, record, token, part, whole, percents, own)

    def _put_former(self, paragraph: Paragraph, record: Record, token: Token, former: Level, part: Level) -> None:
        """税收48万元，占比88%，上年税收45万元，占比86%: the share of the year before, of what the whole was then, if that is printed."""
        above = part.listing.whole if part.listing is not None else None
        percent = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, former.fact.label)
        before = (level for level in paragraph.levels_before(record, sentences=1) if above is not None)
        whole = next((level for level in before if above is not None and _is_year_before(level, above)), None)
        if whole is not None and not whole.loose and not token.loose and token.kind == "percent":
            self._told.keep(former, record, Share(former.fact, whole.fact, percent, whole.fact.label))

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
        whole = self._whole_of(paragraph, record, part, named, percent)
        row = self._row_before(paragraph, record, part)
        is_of_row = row is not None and whole is not None and whole is not row.fact
        if row is not None and is_of_row and whole is not None and not fits_share(part.fact, whole, percent):
            part = row
        if whole is not None and not is_within(part.fact, whole):
            # 总收入53亿元，其中：上划收入4亿元。税收43亿元，占总收入的80.35%: nothing is a part of what is less.
            whole = fitting(paragraph, record, part, percent)
        above = part.listing.whole if part.listing is not None else None
        is_of_list = above is not None and whole is above.fact
        if part.listing is not None and (named.is_empty or is_of_list):
            percents[part.fact.number] = percent
        if token.loose or token.kind != "percent" or (above is not None and above.loose and is_of_list):
            return
        whole = whole or self._told_around(paragraph, record, part, named)
        self._note_fit(record, part, whole, percent)
        if not named.is_empty:
            self._unfound = record.sentence if whole is None else None
        name = self.antecedents.names.name_of(named.concept or "", named.dims)
        if whole is None:
            self._keep_open(paragraph, record, part, OpenShare(part.fact, named, percent, name))
        elif named.is_empty and is_of_list and self._told.is_beside_whole(part):
            self._told.wholeless.append(PartShare(part, percent, fitting(paragraph, record, part, percent)))
        elif named.is_empty and is_of_list:
            self._told.keep_unnamed(paragraph, part, whole, percent, name)
        else:
            self._told.keep(part, record, Share(part.fact, whole, percent, name or whole.label))

    def _keep_open(self, paragraph: Paragraph, record: Record, part: Level, share: OpenShare) -> None:
        """A share of something that is not printed near by."""
        named, percent = share.whole, share.percent
        self._told.shared.add(part.fact.number)
        is_own = record.number not in paragraph.taken or record.number in self._handed
        if named.is_empty and is_own:
            self._told.wholeless.append(PartShare(part, percent, fitting(paragraph, record, part, percent)))
        elif not named.is_empty and not named.rest:
            figure = record.frame.figure("percent") or record.frame.figure("figure")
            end = figure.start if figure is not None else record.frame.phrases[-1].end
            if not self._spans.search(paragraph.text[:end]):
                # “十四五”时期民生支出1889亿元，占一般公共预算支出的75.6%: of what was spent in five years.
                self.distant.open.append(share)

    def _whole_of(self, paragraph: Paragraph, record: Record, part: Level, named: Named, percent: Fact) -> Fact | None:
        """What a share is of: what its clause prints, what its words name, or what the list of its part is of."""
        printed = paragraph.priors.get(record.number)
        whole = printed or self._wholes.of(paragraph, record, part, named)
        if whole is None:
            return None
        if printed is None and named.text:
            found = self._named_whole(paragraph, record, part, named, percent, whole)
            if found is not None and self._is_lessened(paragraph, record) and not fits_share(part.fact, found, percent):
                # 转移支付391亿元…，占转移支付（不含返还）的82.97%: of what is left of it, which is not printed.
                return None
        elif printed is None and not fits_share(part.fact, whole, percent):
            # 收入133万元，为预算135万元的98.5%，其中：税收96万元，占收入的72.0%；非税收入37万元，占28.0%: of the same as the one before.
            sentence, last = self._whole_before or (-1, whole)
            is_it = sentence == record.sentence and fits_share(part.fact, last, percent)
            found = last if is_it else whole
            if not is_it and self._unfound == record.sentence and not is_mistyped(part.fact, whole, percent):
                # 转移支付391亿元，其中：税收返还27亿元；一般性302亿元，占转移支付（不含返还）的82.8%；专项63亿元，占17.2%: of that, too.
                return None
        else:
            found = whole
        return found

    def _is_lessened(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether words behind the name of a whole take something off it."""
        phrase, percent = record.frame.phrase("whole"), record.frame.figure("percent")
        if phrase is None or percent is None:
            return False
        return self._lessens.search(paragraph.text, phrase.start, percent.start) is not None

    def _note_fit(self, record: Record, part: Level, whole: Fact | None, percent: Fact) -> None:
        """Keep the whole of a share that fits for those behind it."""
        if whole is not None and fits_share(part.fact, whole, percent):
            self._fitted = self._fitted + 1 if self._whole_before == (record.sentence, whole) else 1
            self._whole_before = (record.sentence, whole)
            self._part_that_fitted = part.fact

    def _named_whole(
        self, paragraph: Paragraph, record: Record, part: Level, named: Named, percent: Fact, whole: Fact
    ) -> Fact | None:
        """The amount that the words of a share name; one that they may name as well only where the share fits it."""
        found: Fact | None = whole
        if whole.number in self._parts_by_whole.get(named.text, set()):
            # 医疗收入270万元，占收入预算的64%；其他收入2万元，占收入预算的1%: a part of a whole of that name is not the whole.
            found = fitting(paragraph, record, part, percent)
        if found is not None and not named.is_empty:
            found = self._wholes.better(paragraph, record, part, named, percent, found)
            if not fits_share(part.fact, found, percent) and not named.has_term:
                # 采购28.9亿元，…；市本级采购11.6亿元，占全市的40.1%: 全市 says of what body, and not which of its amounts.
                found = fitting(paragraph, record, part, percent) or found
        if found is None or self._wholes.is_surely(named, found) or _is_same_of_body(part.fact, found, named):
            return found
        # 收入总计6719万元。包括：1.拨款5953万元，占本年收入合计的89.88%: of what its word may stand for only where it fits.
        is_it = fits_share(part.fact, found, percent)
        if is_it:
            self._wholes_that_fit.add(found.number)
        is_sure = not named.concept or found.concept == named.concept or found.number in self._wholes_that_fit
        return found if is_it or (is_sure and is_mistyped(part.fact, found, percent)) else None

    def _told_around(self, paragraph: Paragraph, record: Record, part: Level, named: Named) -> Fact | None:
        """The whole of a share that neither its words nor its list tell: what leads to it, what has it as a member, what follows."""
        found = None
        sentence, last = self._whole_before or (-1, None)
        if named.is_empty and part.listing is None and sentence == record.sentence and self._fitted > 1:
            # 甲862万元，占总收入62.84%；乙416万元，占总收入30.29%；丙36万元，占2.62%；丁58万元，占4.25%: of the same as those before it.
            return last
        is_next = named.is_empty and part.listing is None and sentence == record.sentence
        if is_next and self._is_the_rest(part, last):
            # 工资728万元，占总支出1120万元的65%；商品和服务329万元，占35%: but for one digit.
            return last
        if is_next and self._makes_whole(part, last):
            # 公用经费13万元，占基本支出109万元的11.9%；人员经费96万元，占88.1%: what is left of the same.
            return last
        if (named.is_empty or record.kind == "share_ahead") and part.listing is None:
            found = self._told.before_ahead(paragraph, record, part) or self._wholes.above(paragraph, part)
        if found is None and named.is_empty:
            return self._wholes.covering(paragraph, part)
        return found or self._wholes.told_next(paragraph, record, part, named)

    def _makes_whole(self, part: Level, whole: Fact | None) -> bool:
        """Whether a part and the one whose share fitted last are all of a whole."""
        figures = [fact.figure for fact in (part.fact, self._part_that_fitted, whole) if fact is not None]
        bases = [figure.base for figure in figures if figure is not None]
        return len(bases) == _BOTH and bases[0] + bases[1] == bases[2]

    def _is_the_rest(self, part: Level, whole: Fact | None) -> bool:
        """Whether a part and the one whose share fitted last would be all of a whole but for one digit of the part."""
        before = self._part_that_fitted
        if whole is None or before is None or whole.figure is None or before.figure is None:
            return False
        return may_be(part, whole.figure.base - before.figure.base - base_of(part))

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


def _is_year_before(former: Level, level: Level) -> bool:
    """Whether an amount is what another one was in the year before."""
    dims = dict(former.fact.dims)
    is_same = former.fact.concept in ("", level.fact.concept) and former.quantity == level.quantity
    return dims.pop("year", "") == "prior" and is_same and dims == dict(level.fact.dims)


def _is_same_of_body(part: Fact, whole: Fact, named: Named) -> bool:
    """全省收入2072亿元；省级收入713亿元，占全省的34.4%: whether a whole is what its part is, of the body that the words name."""
    own, above = (tuple(entry for entry in fact.dims if entry[0] != "item") for fact in (part, whole))
    is_same = bool(part.concept) and (part.concept, own) == (whole.concept, above)
    return is_same and bool(named.rest) and dict(whole.dims).get("item") == f"~{named.rest}"


def _ties(claim: Breakdown) -> bool:
    """Whether a sum holds to the last digit."""
    signed = [*((1, part) for part in claim.parts), *((-1, part) for part in claim.taken_off)]
    made = sum((sign * part.figure.base for sign, part in signed if part.figure is not None), Decimal(0))
    return len(signed) > 1 and claim.whole.figure is not None and made == claim.whole.figure.base

"""Shares: a percentage of a whole that the clause names, or of the list in which its part stands.

`项目支出40万元，占支出合计的57.14%` is a share of 支出合计 where that is printed in the sentence, the one before, or the section.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from auditor.arithmetic import judge_ratio
from auditor.facts.claims import Share
from auditor.facts.labels import numbering_rank, read_label
from auditor.facts.model import Fact, Key, dims_of
from auditor.facts.prose.antecedents import Antecedents
from auditor.facts.prose.distribution import Handout
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.lists import Level
from auditor.facts.prose.names import NOTHING, Named
from auditor.facts.prose.open_shares import OpenShare, sums_of_open
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.partition import is_of_bodies
from auditor.facts.prose.records import Record
from auditor.facts.prose.share_sums import LoneShare, sums_of
from auditor.figures import Interval

_OF_CHANGES = frozenset(("change", "flat", "completion", "base", "points", "average"))
_SEVERAL = 2
"""So many shares of one whole, none of which fits, say that another whole is meant."""


class UnnamedShare(NamedTuple):
    """A share without a word for its whole: of the whole of its list, or of what that is a share of."""

    part: Level
    whole: Fact
    percent: Fact
    label: str


class ShareReader:
    """Makes claims of the shares of a paragraph."""

    def __init__(self, antecedents: Antecedents, ledger: Ledger) -> None:
        self.antecedents = antecedents
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self._spans = re.compile("|".join(self.vocabulary.grammar.labels.get("spans", ())) or "(?!)")
        self.open: list[OpenShare] = []
        """The shares of wholes that their sentence does not print; at the end those of which none is known."""
        self.anywhere: list[tuple[Fact, Named | Fact, Named | Fact]] = []
        """Percentages with their parts and wholes, printed anywhere in the document."""

    def read(self, paragraph: Paragraph, handouts: Sequence[Handout]) -> dict[int, Fact]:
        """Keep the shares of a paragraph; the percentages by the number of the fact they are of."""
        percents: dict[int, Fact] = {}
        self.unnamed: list[UnnamedShare] = []
        self.wholes: dict[int, Fact] = {}
        self.lone: list[LoneShare] = []
        # In sentences of changes and plans a percentage may be of those.
        self._changed = {record.sentence for record in paragraph.records if record.kind in _OF_CHANGES}
        by_record = {handout.record.number: handout for handout in handouts if handout.kind == "share"}
        for record in paragraph.records:
            handout = by_record.get(record.number)
            if handout is not None:
                self._hand_out(paragraph, handout, percents)
            elif record.kind == "share" and record.number not in paragraph.taken:
                self._read(paragraph, record, percents)
            elif record.kind == "share_of":
                self._read_of(paragraph, record)
            elif record.kind == "percent" and record.number not in paragraph.taken:
                self._read_lone(paragraph, record)
        self._settle_unnamed()
        self.ledger.facts.claims += sums_of(self.lone, paragraph, self.vocabulary)
        return percents

    def _read_lone(self, paragraph: Paragraph, record: Record) -> None:
        """经费来源：生均拨款52.3%、捐赠收入47.7%: percentages behind names, which are shares if they are all of something."""
        token = record.frame.figure("figure")
        part = self.antecedents.named_in(paragraph, record, "name")
        totals = tuple(self.vocabulary.grammar.breakdown.get("totals", ()))
        if token is not None and part.text.startswith(totals):
            return
        if token is None or part.is_empty or token.loose or record.sentence in self._changed:
            return
        percent = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, part.text)
        self.lone.append(LoneShare(record, part, NOTHING, percent))

    def _settle_unnamed(self) -> None:
        """基本支出48亿元，占比68.6%，其中：人员经费45亿元，占比64.3%: of the 48, or as the 48 of the 70, whichever more of a list fit."""
        groups: dict[int, list[UnnamedShare]] = {}
        for share in self.unnamed:
            groups.setdefault(share.whole.number, []).append(share)
        for shares in groups.values():
            above = self.wholes.get(shares[0].whole.number)
            own = sum(1 for share in shares if _fits(share.part.fact, share.whole, share.percent))
            others = sum(1 for share in shares if above is not None and _fits(share.part.fact, above, share.percent))
            for share in shares:
                whole = above if above is not None and others > own else share.whole
                self.wholes[share.part.fact.number] = whole
                self.ledger.facts.claims.append(
                    Share(share.part.fact, whole, share.percent, share.label or whole.label)
                )

    def _hand_out(self, paragraph: Paragraph, handout: Handout, percents: dict[int, Fact]) -> None:
        """人员经费和公用经费分别占基本支出的86.96%和13.04%: one share for each."""
        named = self.antecedents.named_in(paragraph, handout.record, "whole")
        for receiver, item in zip(handout.receivers, handout.items, strict=True):
            part = receiver if isinstance(receiver, Level) else None
            if isinstance(receiver, Named):
                # 货物、工程分别占60%、40%: of what was printed before under these names.
                part = self.antecedents.of_name(paragraph, handout.record, receiver).level
            if item.token is not None:
                own = receiver if isinstance(receiver, Named) else NOTHING
                self._put(paragraph, item.record, item.token, part, named, percents, own)

    def _read(self, paragraph: Paragraph, record: Record, percents: dict[int, Fact]) -> None:
        token = record.frame.figure("percent")
        assert token is not None
        part = self._part(paragraph, record)
        whole, own = (self.antecedents.named_in(paragraph, record, slot) for slot in ("whole", "part"))
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
        is_of_list = part.listing is not None and part.listing.whole is not None and whole is part.listing.whole.fact
        if part.listing is not None and (named.is_empty or is_of_list):
            percents[part.fact.number] = percent
        is_about = part.listing is not None and part.listing.whole is not None and part.listing.whole.loose
        if token.loose or token.kind != "percent" or (is_about and is_of_list):
            return
        name = self.antecedents.names.name_of(named.concept or "", named.dims)
        if whole is None and named.is_empty and part.listing is None:
            whole = self._above(paragraph, part)
        if whole is None and named.is_empty:
            whole = self._fitting(paragraph, record, part, percent)
        if whole is not None and named.is_empty and is_of_list:
            self.unnamed.append(UnnamedShare(part, whole, percent, name))
        elif whole is not None:
            self.wholes[part.fact.number] = whole
            self.ledger.facts.claims.append(Share(part.fact, whole, percent, name or whole.label))
        elif not named.is_empty and not named.rest and not self._spans.search(paragraph.text[: token.start]):
            # “十四五”时期民生支出1889亿元，占一般公共预算支出的75.6%: of what was spent in five years.
            self.open.append(OpenShare(part.fact, named, percent, name))

    @staticmethod
    def _fitting(paragraph: Paragraph, record: Record, part: Level, percent: Fact) -> Fact | None:
        """The one amount of the sentence of which a part is the share that is printed: 总支出3482万元，用于住房保障231万元，其占比6.65%."""
        before = [level for level in paragraph.levels_before(record) if level is not part]
        found = [
            level.fact for level in before if level.quantity == part.quantity and _fits(part.fact, level.fact, percent)
        ]
        return found[0] if len(found) == 1 else None

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
            self.anywhere.append((percent, part, whole))
        else:
            self.anywhere.append(
                (percent, told.fact if part.is_empty else part, told.fact if whole.is_empty else whole)
            )

    def _settle_anywhere(self) -> None:
        if not self.anywhere:
            return
        printed: dict[Key, Fact] = {}
        for fact in self.ledger.facts.facts:
            if fact.concept and fact.figure is not None:
                printed.setdefault(fact.key, fact)
        for percent, *named in self.anywhere:
            part, whole = (entry if isinstance(entry, Fact) else self._cell(entry, printed) for entry in named)
            if part is not whole and part is not None and whole is not None:
                label = self.antecedents.names.name_of(whole.concept, whole.dims)
                self.ledger.facts.claims.append(Share(part, whole, percent, label))

    def _cell(self, named: Named, printed: Mapping[Key, Fact]) -> Fact | None:
        """The figure of the cell that a name means, or of one that its word may also stand for."""
        concept = self.vocabulary.concepts.get(named.concept or "")
        if concept is None or named.rest:
            return None
        dims = dims_of(named.members, concept.free)
        return next((printed[name, dims] for name in (concept.id, *concept.also) if (name, dims) in printed), None)

    def finish(self) -> None:
        """Keep the shares of what the section prints further down, or the document anywhere in one value only.

        Where there are several, a whole of another section is of another scope.
        """
        self._settle_anywhere()
        if not self.open:
            return
        claims: list[Share] = []
        printed: dict[tuple[Key, int], list[Fact]] = {}
        self._printed: dict[Key, list[Fact]] = {}
        for fact in self.ledger.facts.facts:
            if fact.concept and fact.figure is not None and fact.statement is None:
                printed.setdefault((fact.key, fact.section), []).append(fact)
            if fact.concept and fact.figure is not None and fact.figure.unit is not None:
                self._printed.setdefault(fact.key, []).append(fact)
        for share in self.open:
            concept = self.vocabulary.concepts.get(share.whole.concept or "")
            if concept is None:
                continue
            dims = dims_of(share.whole.members, concept.free)
            names = (concept.id, *concept.also)
            found = [
                fact
                for name in names
                for fact in printed.get(((name, dims), share.part.section), ())
                if self._names_scope(share.whole, fact)
            ]
            # The very words go before the cell, which may have several.
            whole = next(
                (fact for fact in found if fact.label and fact.label in share.whole.text), next(iter(found), None)
            )
            if len({fact.figure.base for fact in found if fact.figure is not None}) > 1 and not (
                whole is not None and whole.label in share.whole.text
            ):
                # Printed with several values: of which of them it is a share nobody knows.
                continue
            is_own = not {"year", "unit"} & {name for name, _ in share.part.dims}
            is_own &= not is_of_bodies(dict(share.part.dims).get("item", ""), self.vocabulary)
            if whole is None and is_own:
                whole = self._anywhere_else(names, dims) if dims else self._printed_alike(concept.id)
            if whole is not None and whole is not share.part:
                claims.append(Share(share.part, whole, share.percent, share.label))
        by_whole: dict[int, list[Share]] = {}
        for claim in claims:
            by_whole.setdefault(claim.whole.number, []).append(claim)
        doubted = {number for number, alike in by_whole.items() if not _is_proven(alike)}
        proven = [claim for claim in claims if claim.whole.number not in doubted]
        self.ledger.facts.claims += proven
        done = {claim.percent.number for claim in proven}
        self.open = [share for share in self.open if share.percent.number not in done]
        self.ledger.facts.claims += sums_of_open(self.open, done, self.vocabulary)

    def _names_scope(self, whole: Named, fact: Fact) -> bool:
        """Whether a figure away from a share says itself of which budget it is, where the share, or the document, has several."""
        is_open = not whole.dims and not self.antecedents.names.has_two_years
        return is_open or bool(read_label(fact.label, self.vocabulary.prose_terms, self.vocabulary).dims)

    def _anywhere_else(self, names: Sequence[str], dims: tuple[tuple[str, str], ...]) -> Fact | None:
        """The one figure that the document prints for a whole that names its own scope: 占一般公共预算支出的1.40%."""
        if not {name for name, _ in dims} & self.vocabulary.scopes or self.antecedents.names.has_two_years:
            # A report on two budgets prints a whole for each year and level of government.
            return None
        found = [fact for name in names for fact in self._printed.get((name, dims), ())]
        found = [fact for fact in found if fact.statement is None and fact.concept == names[0]] or found
        return found[0] if _are_one_value(found) else None

    def _printed_alike(self, concept: str) -> Fact | None:
        """The figure of a total that the document, its tables too, prints in one value only: 占本年支出合计的100%."""
        found = self._printed.get((concept, ()), [])
        return found[0] if _are_one_value(found) else None

    def _part(self, paragraph: Paragraph, record: Record) -> Level | None:
        """The part that is named in the clause, where its amount is printed before it; else the nearest amount."""
        named = self.antecedents.named_in(paragraph, record, "part")
        if named.text in self.vocabulary.grammar.share.get("its", ()):
            named = NOTHING
        before = [level for level in paragraph.levels_before(record) if level.record.depth <= record.depth]
        if named.has_term or named.rest:
            told = (level for level in before if self.antecedents.speaks_of(level.fact, named))
            return next(told, None) or self._behind(paragraph, record)
        if before or "whole" not in record.frame.slots:
            return before[0] if before else None
        after = paragraph.levels.get(record.number + 1)
        is_next = after is not None and after.record.pauses in ((), (("comma", record.depth),))
        if after is None or not is_next or after.record.sentence != record.sentence:
            return None
        # 占全年收入2091.66万元的17.44%，事业收入实现364.82万元: nothing before it can be the part.
        return after if record.number in paragraph.priors else None

    @staticmethod
    def _behind(paragraph: Paragraph, record: Record) -> Level | None:
        """财政拨款占本年收入3218万元的89.18%，为2870万元: the amount right behind, which took its name from the share."""
        after = paragraph.levels.get(record.number + 1)
        return after if after is not None and after.record.number in paragraph.behind_shares else None

    def _whole(self, paragraph: Paragraph, record: Record, part: Level, named: Named) -> Fact | None:
        """The whole that is named, in this sentence or the one before, of the part's own scope; else that of the part's list."""
        if named.is_empty:
            whole = part.listing.whole if part.listing is not None else None
            return whole.fact if whole is not None else None
        if named.rest:
            # 授予小微企业合同金额43万元，占授予中小企业合同金额的71%: words that nobody knows name what bears the very same.
            before = (level for level in paragraph.levels_before(record, sentences=1) if level is not part)
            alike = [level for level in before if level.quantity == part.quantity and level.named.rest == named.rest]
            return alike[0].fact if len(alike) == 1 else None
        above = part.listing.whole if part.listing is not None else None
        while above is not None:
            if self.antecedents.speaks_of(above.fact, named):
                return above.fact
            above = above.listing.whole if above.listing is not None else None
        for level in paragraph.levels_before(record, sentences=1):
            if level is not part and level.quantity == part.quantity and self.antecedents.speaks_of(level.fact, named):
                return level.fact
        return None


def _fits(part: Fact, whole: Fact, percent: Fact) -> bool:
    """Whether a percentage is that of a part in a whole, to its printed digits."""
    one, other, share = part.figure, whole.figure, percent.figure
    if one is None or other is None or share is None or other.base <= 0 or part is whole:
        return False
    return judge_ratio(Interval.of(one), Interval.of(other), share) in ("exact", "rounding")


def _are_one_value(facts: Sequence[Fact]) -> bool:
    """Whether figures print one value, but for rounding: 4611.59万元 and 46,115,886.84元."""
    figures = [fact.figure for fact in facts if fact.figure is not None]
    return bool(figures) and all(
        abs(figure.base - figures[0].base) <= figure.slack(fine=False) + figures[0].slack(fine=False)
        for figure in figures
    )


def _is_proven(shares: Sequence[Share]) -> bool:
    """Whether a whole, which stands in another paragraph than its shares, may be meant: not where none of several fits it."""
    return len(shares) < _SEVERAL or any(_fits(share.part, share.whole, share.percent) for share in shares)

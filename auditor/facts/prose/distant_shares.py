"""Shares whose whole stands further off: in the section, or anywhere in the document in one value only.

`项目支出40万元，占本年支出合计的57.14%。` in one paragraph, `本年支出合计70万元。` in another. `四分之三的支出用于教育` names both its
whole and its part, which are printed anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.arithmetic import is_one_slip, judge_ratio, percentage
from auditor.facts.claims import Share
from auditor.facts.labels import read_label
from auditor.facts.model import Fact, Key, dims_of
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.names import Named, Names
from auditor.facts.prose.open_shares import OpenShare, sums_of_open
from auditor.facts.prose.partition import is_of_bodies
from auditor.figures import Interval

_SURE, _SHORT = 4, 2
"""So many characters of a name say what it is, behind so many more as in 本年."""
_PLACES = 3
"""A point that was set too far to the right, or left out, had up to so many digits less one more behind it."""
_SEVERAL = 2
"""So many shares of one whole, none of which fits, say that another whole is meant."""


class DistantShares:
    """Keeps the shares of a document until all of its figures are known."""

    def __init__(self, names: Names, ledger: Ledger) -> None:
        self.names = names
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self.open: list[OpenShare] = []
        """The shares of wholes that their sentence does not print; at the end those of which none is known."""
        self.anywhere: list[tuple[Fact, Named | Fact, Named | Fact]] = []
        """Percentages with their parts and wholes, printed anywhere in the document."""

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
                label = self.names.name_of(whole.concept, whole.dims)
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
        bare: set[int] = set()
        """The percentages whose words for their whole say no more than 收入 or 支出."""
        printed: dict[tuple[Key, int], list[Fact]] = {}
        self._printed: dict[Key, list[Fact]] = {}
        for fact in self.ledger.facts.facts:
            if fact.concept and fact.figure is not None and fact.statement is None:
                printed.setdefault((fact.key, fact.section), []).append(fact)
            if fact.concept and fact.figure is not None and fact.figure.unit is not None:
                self._printed.setdefault(fact.key, []).append(fact)
        parts: dict[str, set[int]] = {}
        for share in self.open:
            parts.setdefault(share.whole.text, set()).add(share.part.number)
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
            called = self._called(share)
            if called is not None and not fits_share(share.part, called, share.percent):
                # 本年度收入7714万元。…政府性基金本年收入135万元: of what its words mean as well, where it fits that.
                fit = [fact for fact in found if fits_share(share.part, fact, share.percent)]
                called = fit[0] if fit else called
            # The very words go before the cell, which may have several.
            whole = called or next((fact for fact in found if self._bears(fact, share)), None)
            # Of what only has the same cell a share is where it fits, or where words call it a total; 当年收入 is no 收入总计.
            whole = whole or next(
                (
                    fact
                    for fact in found
                    if (self._is_total(fact) and fact.concept == concept.id)
                    or fits_share(share.part, fact, share.percent)
                ),
                None,
            )
            if (
                called is None
                and len({fact.figure.base for fact in found if fact.figure is not None}) > 1
                and not (whole is not None and self._bears(whole, share))
            ):
                # Printed with several values: of which of them it is a share nobody knows.
                continue
            is_own = not {"year", "unit"} & {name for name, _ in share.part.dims}
            is_own &= not is_of_bodies(dict(share.part.dims).get("item", ""), self.vocabulary)
            if whole is None and is_own:
                whole = self._anywhere_else(names, dims) if dims else self._printed_alike(concept.id)
                is_told = whole is not None and whole.statement is None and not self._is_total(whole)
                if whole is not None and is_told and not self._bears(whole, share) and not dims:
                    # 其他基金收入4168万元 is not 基金收入, though the text tells of no other.
                    whole = whole if fits_share(share.part, whole, share.percent) else None
            if whole is not None and not is_within(share.part, whole):
                # 全市税收141亿元，占收入的比重66.6%。 / 市本级收入65亿元: nothing is a part of what is less.
                whole = None
            # A part of what is called so, as 其他收入2万元，占收入预算的1%, is not that itself.
            if whole is not None and whole.number not in parts[share.whole.text]:
                claims.append(Share(share.part, whole, share.percent, share.label))
                if concept.generic and not dims and called is None:
                    bare.add(share.percent.number)
        by_whole: dict[int, list[Share]] = {}
        for claim in claims:
            by_whole.setdefault(claim.whole.number, []).append(claim)
        doubted = {number for number, alike in by_whole.items() if not _is_proven(alike)}
        proven = [
            claim
            for claim in claims
            if claim.whole.number not in doubted
            # 调出7190万元，占收入的50.7%: the document tells of more than one income.
            and not (claim.percent.number in bare and _is_far_off(claim))
        ]
        self.ledger.facts.claims += proven
        done = {claim.percent.number for claim in proven}
        self.open = [share for share in self.open if share.percent.number not in done]
        self.ledger.facts.claims += sums_of_open(self.open, done, self.vocabulary)

    def _bears(self, fact: Fact, share: OpenShare) -> bool:
        """Whether a figure is called just as the words of a share call its whole, but for what belongs to the share."""
        words = share.whole.text
        ends = self.vocabulary.grammar.share.get("joint", ())
        called = (words, *(words.removesuffix(end) for end in ends))
        # 占本年支出预算的70% of 支出预算100万元.
        is_of_year = len(fact.label) >= _SURE and any(
            one.endswith(fact.label) and len(one) - len(fact.label) <= _SHORT for one in called
        )
        return bool(fact.label) and (fact.label in called or is_of_year)

    def _is_total(self, fact: Fact) -> bool:
        totals = (
            *self.vocabulary.grammar.share.get("totals", ()),
            *self.vocabulary.grammar.breakdown.get("totals", ()),
        )
        return fact.label.endswith(totals) or fact.label.startswith(totals)

    def _called(self, share: OpenShare) -> Fact | None:
        """总收入52万元，其中本年收入50万元。 / 财政拨款49万元，占本年收入的98%: the figure of the section that bears the very words.

        One of another section goes before what the words may stand for in their own, where the share fits it.
        """
        if share.whole.dims or self.names.has_two_years:
            return None
        ends = self.vocabulary.grammar.share.get("joint", ())
        words = next((share.whole.text.removesuffix(end) for end in ends if share.whole.text.endswith(end)), None)
        words = words or share.whole.text
        own = self.ledger.called(share.part.section, words)
        other = self.ledger.called_elsewhere(words) if own is None else None
        return other if other is not None and fits_share(share.part, other, share.percent) else own

    def _names_scope(self, whole: Named, fact: Fact) -> bool:
        """Whether a figure away from a share says itself of which budget it is, where the share, or the document, has several."""
        is_open = not whole.dims and not self.names.has_two_years
        return is_open or bool(read_label(fact.label, self.vocabulary.prose_terms, self.vocabulary).dims)

    def _anywhere_else(self, names: Sequence[str], dims: tuple[tuple[str, str], ...]) -> Fact | None:
        """The one figure that the document prints for a whole that names its own scope: 占一般公共预算支出的1.40%."""
        if not {name for name, _ in dims} & self.vocabulary.scopes or self.names.has_two_years:
            # A report on two budgets prints a whole for each year and level of government.
            return None
        found = [fact for name in names for fact in self._printed.get((name, dims), ())]
        found = [fact for fact in found if fact.statement is None and fact.concept == names[0]] or found
        return found[0] if are_one_value(found) else None

    def _printed_alike(self, concept: str) -> Fact | None:
        """The figure of a total that the document, its tables too, prints in one value only: 占本年支出合计的100%."""
        found = self._printed.get((concept, ()), [])
        return found[0] if are_one_value(found) else None


def is_within(part: Fact, whole: Fact) -> bool:
    """Whether a part is no more than what it may be a share of."""
    return part.figure is not None and whole.figure is not None and part.figure.base <= whole.figure.base


def _is_far_off(claim: Share) -> bool:
    """Whether a share is not that of its part in its whole, nor would be but for one digit."""
    told = (claim.part, claim.whole, claim.percent)
    return not fits_share(*told) and not is_mistyped(*told)


def fits_share(part: Fact, whole: Fact, percent: Fact) -> bool:
    """Whether a percentage is that of a part in a whole, to its printed digits."""
    one, other, share = part.figure, whole.figure, percent.figure
    if one is None or other is None or share is None or other.base <= 0 or part is whole:
        return False
    return judge_ratio(Interval.of(one), Interval.of(other), share) in ("exact", "rounding")


def is_mistyped(one: Fact, whole: Fact, share: Fact) -> bool:
    """Whether a share would be that of a part in a whole but for one digit, or but for the point: 56.7% for 5.67%."""
    part, of, percent = one.figure, whole.figure, share.figure
    if part is None or of is None or percent is None or of.base <= 0:
        return False
    places = range(percent.decimals, percent.decimals + _PLACES)
    return any(is_one_slip(percent.value, percentage(part.base, of.base, place), percent.decimals) for place in places)


def are_one_value(facts: Sequence[Fact]) -> bool:
    """Whether figures print one value, but for rounding: 4611.59万元 and 46,115,886.84元."""
    figures = [fact.figure for fact in facts if fact.figure is not None]
    return bool(figures) and all(
        abs(figure.base - figures[0].base) <= figure.slack(fine=False) + figures[0].slack(fine=False)
        for figure in figures
    )


def _is_proven(shares: Sequence[Share]) -> bool:
    """Whether a whole, which stands in another paragraph than its shares, may be meant: not where none of several fits it."""
    return len(shares) < _SEVERAL or any(fits_share(share.part, share.whole, share.percent) for share in shares)

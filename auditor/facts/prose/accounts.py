"""What a report says of one account in several places: in its chapter of one year and that of the next, told and told again.

`（一）全市2025年收入完成200亿元 … （二）全市2026年收入安排206亿元，增长3%` — the 3% are of the 200亿元 of the chapter before.
`市本级收入预算57亿元。 … 市本级收入完成48.86亿元，为预算的85.7%` — the plan stands in a paragraph of its own.

What a change is measured against its base says: 比上年执行数, 比上年预算数. Where no word says it all such changes of a chapter
of one side have one base: the results of the year before, if most of them fit these. One that does not is told where one
digit explains it, and may else be of another base.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from auditor.arithmetic import is_one_slip, judge_ratio, judge_restatement, percentage
from auditor.facts.claims import Breakdown, Change, Completion, Restated, Share
from auditor.facts.labels import squeeze
from auditor.facts.model import Fact
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lists import Level
from auditor.facts.prose.names import Named
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.standing import Standing, Standings
from auditor.figures import MONEY, Interval

_HUNDRED = 100
_MOST = 0.6
"""Of the changes of one side without words for their base more than this share fits the results of the year before."""
_SEVERAL = 3

Key = tuple[str, tuple[tuple[str, str], ...], str, str]
"""Concept, dimensions, what else its name says, and the body."""


class Account(NamedTuple):
    """An amount with what it is an amount of."""

    key: Key
    standing: Standing
    fact: Fact
    chapter: int
    heading: int
    """How many headings of the first rank, and of any, stand above it."""
    is_named: bool
    """Whether its own words say what it is of: it is no item of a list."""


class _Growth(NamedTuple):
    """A change whose figure of the year before is not printed beside it."""

    place: int
    """The place of its claim."""
    account: Account
    base: str
    """The measure that the words of its base say."""

    @property
    def side(self) -> tuple[int, str]:
        """The chapter and concept: what a plan of spending is measured against may be another than that of income."""
        return self.account.chapter, self.account.fact.concept


class Accounts:
    """Keeps the accounts of a document and holds what is said of one in different places together."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self.standings = Standings(self.vocabulary)
        self.plans = self.standings.measures.plans
        words = [member.words for one in self.vocabulary.settings if one.told_apart for member in one.members]
        measures = self.standings.measures.setting
        words += [member.words for member in measures.members] if measures is not None else []
        self._said = re.compile("|".join([*self.vocabulary.grammar.labels.get("doings", ()), *words]) or "(?!)")
        self._totals = self.vocabulary.grammar.breakdown.get("totals", ())
        self._found: dict[tuple[Key, int], list[Account]] = defaultdict(list)
        self._of_fact: dict[int, Account] = {}
        self._growth: list[_Growth] = []
        self._unplanned: list[tuple[Fact, Fact]] = []

    def read(self, paragraph: Paragraph) -> None:
        """Keep the amounts of a paragraph whose body and year are known."""
        standings = self.standings.read(paragraph)
        before: Level | None = None
        for number in sorted(paragraph.levels):
            level = paragraph.levels[number]
            standing = standings[level.fact.number]
            if level.quantity != MONEY or level.loose or not standing.body or standing.year is None:
                continue
            if number in paragraph.reasons or any(word in level.named.text for word in self._totals):
                continue
            if not self._is_full(level, before) or self.standings.is_of_years(paragraph, level):
                continue
            before = level
            account = Account(
                self._key(level, standing), standing, level.fact, *self.standings.counts, not level.listing
            )
            self._found[account.key, standing.year].append(account)
            if not self._is_named_so(standing.body):
                self.ledger.facts.bodies.add(standing.body)
            self._of_fact[level.fact.number] = account

    def _is_named_so(self, body: str) -> bool:
        """Whether words for a body are a piece of the name of the one that reports: 某某新区社会保障中心."""
        name = self.ledger.facts.profile.organisation or ""
        return body in name and not name.endswith(body)

    def _is_full(self, level: Level, before: Level | None) -> bool:
        """Whether a name says what it is of: 支出 alone goes on with 一般公共预算收入 told right before it, and not with 预备费."""
        concept = self.vocabulary.concepts.get(level.fact.concept)
        if level.listing is not None or level.named.dims or level.named.rest or concept is None or not concept.generic:
            return True
        if before is None or before.record.sentence != level.record.sentence or self._rest(before.fact):
            return False
        aside = {"item", "year", *self.vocabulary.measures, *self.vocabulary.scopes}
        other = self.vocabulary.concepts.get(before.fact.concept)
        return other is not None and other.generic and {name for name, _ in before.fact.dims} <= aside

    def _rest(self, fact: Fact) -> str:
        """What a name says beside what it is of and how it came about."""
        return self._said.sub("", dict(fact.dims).get("item", "").removeprefix("~"))

    def _key(self, level: Level, standing: Standing) -> Key:
        aside = {"item", "year", "unit", *self.vocabulary.measures}
        dims = {**dict(standing.scope), **{name: member for name, member in level.fact.dims if name not in aside}}
        return level.fact.concept, tuple(sorted(dims.items())), self._rest(level.fact), standing.body

    def keep_changes(self, paragraph: Paragraph, changes: Sequence[tuple[int, Change]]) -> None:
        """Keep the changes of a paragraph, the claims at these places, until all amounts are read."""
        for place, change in changes:
            account = self._of_fact.get(change.current.number) if change.current is not None else None
            half = change.percent or change.amount
            if account is None or change.prior is not None or change.loose or half is None or not change.direction:
                continue
            base = self._base_before(paragraph, half)
            if base is not None:
                self._growth.append(_Growth(place, account, base))

    def _base_before(self, paragraph: Paragraph, half: Fact) -> str | None:
        """The measure that the base of a change is of; None where it is no year."""
        for record in paragraph.records:
            tokens = [token for phrase in record.frame.phrases for token in phrase.tokens if token.numeral is not None]
            places = [
                paragraph.source.locate(token.numeral.start, token.numeral.end) for token in tokens if token.numeral
            ]
            if half.location in places:
                base = paragraph.bases[record.number]
                words = paragraph.text[base.start : base.end] if base is not None else ""
                return self.standings.measures.said_in(words)
        return None

    def keep_completions(self, unplanned: Sequence[tuple[Fact, Fact]]) -> None:
        """Keep results and their rates of plans that their paragraph does not print."""
        self._unplanned += unplanned

    def keep_shares(self, shares: Iterable[tuple[Fact, Named, Fact]]) -> None:
        """Claim shares of a total that another place prints for the same body, year and measure: 占一般公共预算支出的58.4%."""
        for part, named, percent in shares:
            account = self._of_fact.get(part.number)
            concept = self.vocabulary.concepts.get(named.concept or "")
            scope = tuple(sorted(entry for entry in named.dims if entry[0] in self.vocabulary.scopes))
            if account is None or concept is None or not scope or len(scope) < len(named.dims):
                continue
            found = self._found.get(((concept.id, scope, "", account.standing.body), account.standing.year or 0), [])
            wholes = [one.fact for one in found if one.standing.measure == account.standing.measure]
            fits = [fact for fact in wholes if _is_rate(part, fact, percent)]
            slips = [fact for fact in wholes if _is_rate(part, fact, percent, slipped=True)]
            chosen = next(iter([*fits, *slips]), None)
            if chosen is not None:
                self.ledger.facts.claims.append(Share(part, chosen, percent, chosen.label, is_across=True))

    def finish(self) -> None:
        """The document is over: claim what holds its places together."""
        self._claim_growth()
        self._claim_completions()
        self._claim_restated()
        self._claim_classes()

    # --- growth ------------------------------------------------------------------------------------------------

    def _claim_growth(self) -> None:
        fitting: Counter[tuple[int, str]] = Counter()
        bare: Counter[tuple[int, str]] = Counter()
        found: list[tuple[_Growth, list[Account], list[Account]]] = []
        for growth in self._growth:
            priors = self._priors(growth)
            if not priors:
                continue
            fits = [prior for prior in priors if self._fits(growth, prior)]
            found.append((growth, priors, fits))
            if not growth.base:
                bare[growth.side] += 1
                fitting[growth.side] += bool(fits)
        for growth, priors, fits in found:
            side = growth.side
            is_settled = bool(growth.base) or (bare[side] >= _SEVERAL and fitting[side] > _MOST * bare[side])
            is_one = len({prior.fact.figure.base for prior in priors if prior.fact.figure}) == 1
            is_open = bare[side] < _SEVERAL or is_settled
            is_named = bool(growth.base) and (
                growth.base not in self.plans or growth.base == priors[0].standing.measure
            )
            is_told = is_one and (is_named or (is_settled and not growth.base and self._is_slip(growth, priors[0])))
            chosen = fits[0] if fits and is_open else priors[0] if is_told else None
            if chosen is not None:
                change = self.ledger.facts.claims[growth.place]
                assert isinstance(change, Change)
                self.ledger.facts.claims[growth.place] = change._replace(prior=chosen.fact, is_across=True)

    def _priors(self, growth: _Growth) -> list[Account]:
        """What the account was the year before: planned or come of it, as the base says."""
        year = growth.account.standing.year
        assert year is not None
        found = self._found.get((growth.account.key, year - 1), [])
        is_plan = growth.base in self.plans
        now = growth.account.fact.figure
        return [
            one
            for one in found
            if (one.standing.measure in self.plans) == is_plan
            # What is as much as the amount itself is that amount told again under a year of its own.
            and judge_restatement(now, one.fact.figure).outcome == "inconsistent"
        ]

    def _fits(self, growth: _Growth, prior: Account) -> bool:
        change = self.ledger.facts.claims[growth.place]
        assert isinstance(change, Change)
        now, before = growth.account.fact.figure, prior.fact.figure
        if now is None or before is None or before.base <= 0:
            return False
        if change.percent is not None and change.percent.figure is not None:
            rate = change.percent.figure
            share = rate._replace(value=_HUNDRED + change.direction * rate.value)
            return judge_ratio(Interval.of(now), Interval.of(before), share) != "inconsistent"
        amount = change.amount.figure if change.amount is not None else None
        if amount is None:
            return False
        allowance = now.slack(fine=False) + before.slack(fine=False) + amount.slack(fine=False)
        return abs(now.base - before.base - change.direction * amount.base) <= allowance

    def _is_slip(self, growth: _Growth, prior: Account) -> bool:
        """Whether one digit of the rate of a change written otherwise is what its amounts make: only then it is of no other base."""
        change = self.ledger.facts.claims[growth.place]
        assert isinstance(change, Change)
        now, before = growth.account.fact.figure, prior.fact.figure
        rate = change.percent.figure if change.percent is not None else None
        if now is None or before is None or rate is None or before.base <= 0:
            return False
        due = change.direction * (percentage(now.base, before.base, rate.decimals) - _HUNDRED)
        return is_one_slip(rate.value, due, rate.decimals)

    # --- plans -------------------------------------------------------------------------------------------------

    def _claim_completions(self) -> None:
        """A rate of a plan that another paragraph prints: of several the one that it fits, or fits but for a digit."""
        for result, percent in self._unplanned:
            account = self._of_fact.get(result.number)
            if account is None or account.standing.year is None:
                continue
            found = self._found.get((account.key, account.standing.year), [])
            plans = [one.fact for one in found if one.standing.measure in self.plans and one.fact is not result]
            plans = [fact for fact in plans if fact.number < result.number]
            fits = [fact for fact in plans if _is_rate(result, fact, percent)]
            slips = [fact for fact in plans if _is_rate(result, fact, percent, slipped=True)]
            chosen = next(iter([*fits, *slips[-1:]]), None)
            if chosen is not None:
                # A plan that is far from the rate was changed again, and nobody printed to what.
                others = tuple(fact for fact in plans if fact is not chosen)
                claim = Completion(result, chosen, percent, others, None, 0, is_across=True)
                self.ledger.facts.claims.append(claim)

    # --- told again --------------------------------------------------------------------------------------------

    def _claim_restated(self) -> None:
        """Amounts of one account and measure under one full name, which says its body and budget."""
        for accounts in self._found.values():
            first: dict[tuple[str, str], Account] = {}
            for account in accounts:
                said = self.standings.said_in(account.fact.label)
                if account.is_named and said.body and said.scope and account.standing.measure:
                    name = self._said.sub("", squeeze(account.fact.label))
                    other = first.setdefault((name, account.standing.measure), account)
                    if other is not account and _is_again(other.fact, account.fact):
                        self.ledger.facts.claims.append(Restated(other.fact, account.fact))

    # --- classes -----------------------------------------------------------------------------------------------

    def _claim_classes(self) -> None:
        """教育支出30亿元 of 全市 in 2025 is at most what 全市 spent then, with the other classes that its chapter tells of."""
        # 支出310亿元，债务还本支出9亿元，支出总计319亿元: what is added to the total of the classes is none of them.
        sums = (claim for claim in self.ledger.facts.claims if isinstance(claim, Breakdown) and claim.is_named)
        added = {part.number for claim in sums for part in (*claim.parts, *claim.taken_off)}
        found: dict[int, tuple[Account, dict[str, Fact]]] = {}
        last: dict[tuple[str, str, int | None, int], Account] = {}
        for account in self._of_fact.values():
            place = (account.key[0], account.standing.body, account.standing.year, account.chapter)
            code = self._class_of(account)
            if self._is_whole(account):
                last[place] = account
            elif code is not None and place in last and account.fact.number not in added:
                whole = last[place]
                if _may_be_of(account, whole):
                    found.setdefault(whole.fact.number, (whole, {}))[1].setdefault(code, account.fact)
        for whole, parts in found.values():
            claim = Breakdown(whole.fact, tuple(parts.values()), exhaustive=False, sure=False, spread=True)
            self.ledger.facts.claims.append(claim)

    def _is_whole(self, account: Account) -> bool:
        concept, dims, rest, _ = account.key
        known = self.vocabulary.concepts.get(concept)
        is_all = {name for name, _ in dims} <= self.vocabulary.scopes and bool(dims) and not rest
        return known is not None and known.generic and is_all and account.is_named

    def _class_of(self, account: Account) -> str | None:
        """The class that an amount is of, where its name says no more: 全市社会保险基金支出 is a total of its own."""
        if self.standings.said_in(account.fact.label).body:
            return None
        codes = [(name, member) for name, member in account.key[1] if name in self.vocabulary.codes]
        if len(codes) != 1 or account.key[2]:
            return None
        name, member = codes[0]
        return None if self.vocabulary.dimensions[name].ancestors(member) else member


def _may_be_of(account: Account, whole: Account) -> bool:
    """Whether a class is of the total told before it: of its budget, and a plan or a result as that is, where it says either."""
    scope, above = dict(account.standing.scope), dict(whole.standing.scope)
    is_measured = account.standing.measure in ("", whole.standing.measure)
    if not scope and account.heading != whole.heading:
        return False
    return is_measured and all(above.get(name) == member for name, member in scope.items())


def _is_again(one: Fact, other: Fact) -> bool:
    """Whether two amounts of one name are one, or would be but for a digit: those of five years, or of a body within, are others."""
    if one.figure is None or other.figure is None or one.location.line == other.location.line:
        return False
    if judge_restatement(one.figure, other.figure).outcome != "inconsistent":
        return True
    scale = other.figure.unit.scale if other.figure.unit else 1
    return is_one_slip(other.figure.value, one.figure.base / scale, other.figure.decimals)


def _is_rate(result: Fact, plan: Fact, percent: Fact, *, slipped: bool = False) -> bool:
    """Whether a percentage is that of a result in a plan, or would be but for a digit."""
    if result.figure is None or plan.figure is None or percent.figure is None or plan.figure.base <= 0:
        return False
    if slipped:
        due = percentage(result.figure.base, plan.figure.base, percent.figure.decimals)
        return is_one_slip(percent.figure.value, due, percent.figure.decimals)
    return judge_ratio(Interval.of(result.figure), Interval.of(plan.figure), percent.figure) != "inconsistent"

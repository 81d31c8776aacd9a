"""What a report says of one account in several places: in its chapter of one year and that of the next, told and told again.

`（一）全市2025年收入完成200亿元 … （二）全市2026年收入安排206亿元，增长3%` — the 3% are of the 200亿元 of the chapter before.
`市本级收入预算57亿元。 … 市本级收入完成48.86亿元，为预算的85.7%` — the plan stands in a paragraph of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from auditor.facts.claims import Breakdown, Change, Completion, Restated, Share, Unplanned
from auditor.facts.labels import squeeze
from auditor.facts.model import Fact
from auditor.facts.prose.account import Account, Key, is_again, is_rate, may_be_of
from auditor.facts.prose.growth import Growth, Growths
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level
from auditor.facts.prose.names import Named
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.rates_again import RatesAgain
from auditor.facts.prose.standing import Standing, Standings
from auditor.facts.prose.stated import Stated
from auditor.figures import MONEY
from auditor.patterns import any_of


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
        self._said = any_of([*self.vocabulary.grammar.labels.get("doings", ()), *words])
        self._totals = self.vocabulary.grammar.breakdown.get("totals", ())
        self._found: dict[tuple[Key, int], list[Account]] = defaultdict(list)
        self._of_fact: dict[int, Account] = {}
        self.growths = Growths(ledger.facts.claims, self.plans)
        self._unplanned: list[tuple[Fact, Fact]] = []
        self._rates = RatesAgain()

    def read(self, paragraph: Paragraph) -> None:
        """Keep the amounts of a paragraph whose body and year are known."""
        if not self.standings.may_name_a_body(paragraph):
            return
        standings, of_years = self.standings.read(paragraph), self.standings.of_years_from(paragraph)
        before: Level | None = None
        for number in sorted(paragraph.levels):
            level = paragraph.levels[number]
            standing = standings[level.fact.number]
            if standing.body:
                self.ledger.facts.told_bodies[level.fact.number] = standing.body
            if level.quantity != MONEY or level.loose or not standing.body or standing.year is None:
                continue
            if number in paragraph.reasons or any(word in level.named.text for word in self._totals):
                continue
            if not self._is_full(level, before) or level.record.frame.phrases[-1].end >= of_years:
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

    def keep_changes(self, paragraph: Paragraph, stated: Sequence[Stated], changes: Sequence[Change]) -> None:
        """Keep the changes of a paragraph, whose claims are the next ones, until all amounts are read."""
        for place, (entry, change) in enumerate(zip(stated, changes, strict=True), len(self.ledger.facts.claims)):
            account = self._of_fact.get(change.current.number) if change.current is not None else None
            if account is None or change.prior is not None or change.loose or change.comparable or not change.direction:
                continue
            if change.percent is not None or change.amount is not None:
                base = paragraph.bases[entry.record.number]
                words = paragraph.text[base.start : base.end] if base is not None else ""
                self.growths.found.append(Growth(place, account, self.standings.measures.said_in(words)))
            if change.percent is not None:
                self._rates.keep(account, f"growth {change.direction}", change.percent)

    def keep_completions(self, unplanned: Sequence[tuple[Fact, Fact]]) -> None:
        """Keep results and their rates of plans that their paragraph does not print."""
        self._unplanned += unplanned
        for result, percent in unplanned:
            account = self._of_fact.get(result.number)
            if account is not None:
                self._rates.keep(account, "completion", percent)

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
            fits = [fact for fact in wholes if is_rate(part, fact, percent)]
            slips = [fact for fact in wholes if is_rate(part, fact, percent, slipped=True)]
            chosen = next(iter([*fits, *slips]), None)
            if chosen is not None:
                self.ledger.facts.claims.append(Share(part, chosen, percent, chosen.label, is_across=True))

    def finish(self) -> None:
        """The document is over: claim what holds its places together."""
        self.growths.claim(self._found)
        self._claim_completions()
        self._claim_restated()
        self.ledger.facts.claims += self._rates.claims()
        self._claim_classes()

    # --- plans -------------------------------------------------------------------------------------------------

    def _claim_completions(self) -> None:
        """A rate of a plan that another paragraph prints: of several the one that it fits, or fits but for a digit."""
        for result, percent in self._unplanned:
            account = self._of_fact.get(result.number)
            if account is None or account.standing.year is None:
                self.ledger.facts.claims.append(Unplanned(result, percent))
                continue
            found = self._found.get((account.key, account.standing.year), [])
            plans = [one.fact for one in found if one.standing.measure in self.plans and one.fact is not result]
            plans = [fact for fact in plans if fact.number < result.number]
            fits = [fact for fact in plans if is_rate(result, fact, percent)]
            slips = [fact for fact in plans if is_rate(result, fact, percent, slipped=True)]
            chosen = next(iter([*fits, *slips[-1:]]), None)
            if chosen is not None:
                # A plan that is far from the rate was changed again, and nobody printed to what.
                others = tuple(fact for fact in plans if fact is not chosen)
                claim = Completion(result, chosen, percent, others, None, 0, is_across=True)
                self.ledger.facts.claims.append(claim)
            else:
                self.ledger.facts.claims.append(Unplanned(result, percent))

    # --- told again --------------------------------------------------------------------------------------------

    def _claim_restated(self) -> None:
        """Amounts of one account and measure under one full name, which says its body and budget."""
        for accounts in self._found.values():
            first: dict[tuple[str, str], Account] = {}
            for account in accounts:
                if not (account.is_named and account.standing.measure):
                    continue
                label = account.fact.label
                if self.standings.said_in(label).body and self.standings.scope_in(label):
                    name = self._said.sub("", squeeze(label))
                    other = first.setdefault((name, account.standing.measure), account)
                    if other is not account and is_again(other.fact, account.fact):
                        self.ledger.facts.claims.append(Restated(other.fact, account.fact))

    # --- classes -----------------------------------------------------------------------------------------------

    def _claim_classes(self) -> None:
        """教育支出30亿元 of 全市 in 2025 is at most what 全市 spent then, with the other classes that its chapter tells of."""
        # 支出310亿元，债务还本支出9亿元，支出总计319亿元: what is added to the total of the classes is none of them.
        claims = (claim for claim in self.ledger.facts.claims if isinstance(claim, Breakdown))
        sums = [claim for claim in claims if claim.extent in ("all", "told")]
        added = {part.number: claim.whole.number for claim in sums for part in (*claim.parts, *claim.taken_off)}
        found: dict[int, tuple[Account, dict[str, Fact]]] = {}
        last: dict[tuple[str, str, int | None, int], Account] = {}
        for account in self._of_fact.values():
            place = (account.key[0], account.standing.body, account.standing.year, account.chapter)
            code = self._class_of(account)
            if self._is_whole(account):
                last[place] = account
            elif code is not None and place in last:
                whole = last[place]
                is_of = added.get(account.fact.number, whole.fact.number) == whole.fact.number
                if is_of and may_be_of(account, whole):
                    found.setdefault(whole.fact.number, (whole, {}))[1].setdefault(code, account.fact)
        for whole, parts in found.values():
            claim = Breakdown(whole.fact, tuple(parts.values()), "some")
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

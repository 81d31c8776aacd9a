"""Wording: a word against figures - 'no change' beside a change, 'none' beside an amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.checks.selection import first_figure, guards_hold, select_facts
from auditor.checks.verdict_of import mere_words
from auditor.facts import Change, Fact, FactSet, Nil, Reason
from auditor.rulebook import Rule
from auditor.verdicts import Outcome, Remark, Term, Verdict


def check_wording(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    """`about` is flat (words for no change), nil, reason (why something has changed), together (neither of two without the other), or
    needs (not the left alone).

    A nil rule may name what the absent thing is held against.
    """
    for rule in rules:
        if not rule.applies_to(facts) or not guards_hold(rule, facts):
            continue
        if rule.about in ("together", "needs"):
            yield from _together(rule, facts)
            continue
        named = [fact for select in rule.right for fact in select_facts(select, facts)]
        for claim in facts.claims:
            if rule.about == "flat" and isinstance(claim, Change):
                yield from _flat(rule, claim)
            elif rule.about == "reason" and isinstance(claim, Reason):
                yield from _reason(rule, claim, facts)
            elif rule.about == "direction" and isinstance(claim, Change):
                yield from _direction(rule, claim)
            elif rule.about == "nil" and isinstance(claim, Nil) and _speaks_of(rule, claim):
                found = named if rule.right else _same_subject(claim, facts)
                yield from _nil(rule, claim, found)


def _together(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """What costs something happened, and what happened costs something, unless only the first is asked for."""
    left, right = first_figure(rule.left, facts, zero=True), first_figure(rule.right, facts, zero=True)
    if left is None or right is None or left.figure is None or right.figure is None:
        return
    costs, happened = bool(left.figure.value), bool(right.figure.value)
    fits = costs == happened or (rule.about == "needs" and happened)
    if rule.about == "needs" and fits:
        left, right = mere_words(left), mere_words(right)
    terms = (Term("left", 1, left), Term("right", -1, right))
    outcome: Outcome = "exact" if fits else "inconsistent"
    yield Verdict(rule.code, rule.kind, outcome, rule.severity, terms)


def _flat(rule: Rule, claim: Change) -> Iterator[Verdict]:
    """A subject said not to have changed, whose change is printed too."""
    if claim.word is None or claim.amount is None or claim.amount.figure is None:
        return
    terms = (Term("word", 1, claim.word), Term("change", 1, claim.amount))
    if claim.loose or claim.roughly:
        yield Verdict(rule.code, rule.kind, "not_applicable", rule.severity, terms, reason=Remark("said-loosely"))
        return
    yield _verdict(rule, terms, claim.amount)


def _reason(rule: Rule, claim: Reason, facts: FactSet) -> Iterator[Verdict]:
    """Why something has grown, of which the section says that it has shrunk, whatever against."""
    told = [
        (change, change.amount)
        for change in facts.claims
        if isinstance(change, Change) and change.subject == claim.subject and not change.turned and not change.doubled
        if change.amount is not None and change.amount.section == claim.word.section and not change.amount.is_nil
    ]
    agreeing = next((amount for change, amount in told if change.direction == claim.direction), None)
    opposed = next((amount for change, amount in told if change.direction == -claim.direction), None)
    amount = agreeing or opposed
    if amount is not None:
        outcome: Outcome = "exact" if agreeing else "inconsistent"
        yield Verdict(
            rule.code, rule.kind, outcome, rule.severity, (Term("word", 1, claim.word), Term("change", 1, amount))
        )


def _direction(rule: Rule, claim: Change) -> Iterator[Verdict]:
    """由18万元减少到15万元: a figure that is said to rise or fall to another is less or more than it."""
    if claim.word is None or not claim.direction or claim.current is None or claim.prior is None:
        return
    now, before = claim.current.figure, claim.prior.figure
    terms = (Term("word", 1, claim.word), Term("current", 1, claim.current), Term("base", -1, claim.prior))
    if now is None or before is None or now.unit is None or before.unit is None:
        return
    if now.unit.quantity != before.unit.quantity:
        yield Verdict(rule.code, rule.kind, "unverifiable", rule.severity, terms, reason=Remark("unit-unknown"))
        return
    way = (now.base - before.base) * claim.direction
    outcome: Outcome = "exact" if way > 0 else "inconsistent"
    yield Verdict(rule.code, rule.kind, outcome, rule.severity, terms)


def _verdict(rule: Rule, terms: tuple[Term, ...], fact: Fact) -> Verdict:
    figure = fact.figure
    value = figure.value if figure else Decimal(0)
    outcome = "exact" if value == 0 else "inconsistent"
    return Verdict(rule.code, rule.kind, outcome, rule.severity, terms, Decimal(0), value, Decimal(0))  # type: ignore[arg-type]


def _speaks_of(rule: Rule, claim: Nil) -> bool:
    """Whether a rule that names what is absent means this."""
    concept, dims = claim.subject
    return not rule.left or any(
        concept in select.concepts and all(name in dict(dims) for name in select.dims) for select in rule.left
    )


def _nil(rule: Rule, claim: Nil, found: Sequence[Fact]) -> Iterator[Verdict]:
    """Nothing of a kind, against the first amount that says otherwise, else against the first zero that agrees."""
    fact = next((fact for fact in found if not fact.is_nil and fact.figure is not None), None)
    fact = fact or next((fact for fact in found if fact.figure is not None), None)
    if fact is not None:
        yield _verdict(rule, (Term("word", 1, claim.word), Term("right", 1, fact)), fact)


def _same_subject(claim: Nil, facts: FactSet) -> list[Fact]:
    """The whole of what is said not to be: of a concept its own cells, of a member alone every cell of it."""
    concept, dims = claim.subject
    if concept:
        return facts.by_key.get(claim.subject, [])
    wanted = set(dims)
    return [fact for fact in facts.cells_by_member.get(dims[0], ()) if wanted <= set(fact.dims)]

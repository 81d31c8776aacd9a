"""Mistyping: every figure that a verdict uses, changed in five ways, and whether a new finding names it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import count, pairwise
from typing import NamedTuple

from auditor.audit import Audit, confront
from auditor.documents.text import read_text
from auditor.facts import Fact, extract_facts
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary

Place = tuple[int, int]
Violation = tuple[str, tuple[tuple[Place, str], ...]]


class Slip(NamedTuple):
    """One figure mistyped once."""

    kind: str
    fact: Fact
    printed: str
    bounded: bool = False
    """Whether nothing relates the figure but what it is at most or at least: a slip within that says nothing."""

    @property
    def figure(self) -> str:
        """What kind of figure it is: a cell of a table, or an amount, percentage or count of the prose."""
        if self.fact.statement is not None:
            return "table"
        unit = self.fact.figure.unit if self.fact.figure else None
        quantity = unit.quantity if unit else ""
        return {"money": "amount", "percent": "percentage"}.get(quantity, "count")


class Tally(NamedTuple):
    """The slips that were named and those that were not, and how many the printed digits explain away."""

    named: list[Slip]
    missed: list[Slip]
    explained: int

    @property
    def share(self) -> float:
        return len(self.named) / max(1, len(self.named) + len(self.missed))


def slips_of(fact: Fact) -> Iterator[Slip]:
    """A digit replaced, transposed, dropped, added; the decimal point moved."""
    assert fact.figure is not None
    printed = fact.figure.printed
    digits = [place for place, char in enumerate(printed) if char.isdigit()]
    first = digits[0]
    replaced = str((int(printed[first]) + 3) % 9 + 1)
    if replaced == printed[first]:
        replaced = str(int(printed[first]) % 9 + 1)
    yield Slip("replaced", fact, printed[:first] + replaced + printed[first + 1 :])
    for left, right in pairwise(digits):
        if printed[left] != printed[right] and right == left + 1:
            swapped = printed[:left] + printed[right] + printed[left] + printed[right + 1 :]
            yield Slip("transposed", fact, swapped)
            break
    whole = printed.split(".")[0]
    if len(whole) > 1 and "," not in whole:
        yield Slip("dropped", fact, printed[:first] + printed[first + 1 :])
    if "," not in whole:
        yield Slip("added", fact, printed[: first + 1] + printed[first] + printed[first + 1 :])
    if "." in printed and len(whole) > 1 and "," not in whole:
        point = printed.index(".")
        yield Slip("shifted", fact, printed[: point - 1] + "." + printed[point - 1] + printed[point + 1 :])


def figures_in_verdicts(audit: Audit) -> dict[Place, tuple[Fact, Decimal]]:
    """Every figure that a decided verdict uses, with the least allowance of its verdicts in base units."""
    found: dict[Place, tuple[Fact, Decimal]] = {}
    for verdict in audit.verdicts:
        if not (verdict.holds or verdict.outcome == "inconsistent") or verdict.family == "period":
            continue
        first = verdict.terms[0].fact.figure
        scale = first.unit.scale if first and first.unit else Decimal(1)
        for term in verdict.terms:
            if term.fact.figure is None:
                continue
            place = _place(term.fact)
            allowance = (verdict.allowance or Decimal(0)) * scale
            if verdict.terms[0].role == "percent" and term.role != "percent":
                allowance = term.fact.figure.slack(fine=False)
            known = found.get(place)
            found[place] = (term.fact, min(allowance, known[1]) if known else allowance)
    return found


def only_bounded(audit: Audit) -> set[Place]:
    """The figures of which it is only said how great they can be, or that they are not zero."""
    close: set[Place] = set()
    loose: set[Place] = set()
    for verdict in audit.verdicts:
        places = {_place(term.fact) for term in verdict.terms if term.fact.figure is not None}
        (loose if verdict.family in ("bound", "wording") else close).update(places)
    return loose - close


def _place(fact: Fact) -> Place:
    return fact.location.line, fact.location.column


def violations(audit: Audit) -> set[Violation]:
    """What errors and warnings say: the rule, where its figures stand, what they read."""
    return {
        (
            verdict.rule,
            tuple((_place(term.fact), term.fact.figure.printed if term.fact.figure else "") for term in verdict.terms),
        )
        for finding in audit.findings
        if finding.severity != "note"
        for verdict in (audit.verdicts[number] for number in finding.verdicts)
    }


def mistype(text: str, vocabulary: Vocabulary, rulebook: Rulebook, every: int = 1) -> Tally:
    """Mistype every figure of a document in every way and audit it each time, or with one slip in `every`."""
    audit = _audit(text, vocabulary, rulebook)
    before = violations(audit)
    starts = [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]
    named: list[Slip] = []
    missed: list[Slip] = []
    explained = 0
    bounded = only_bounded(audit)
    turn = count()
    for (line, column), (fact, allowance) in figures_in_verdicts(audit).items():
        for slip in slips_of(fact):
            if _is_explained(slip, allowance):
                explained += 1
                continue
            if next(turn) % every:
                continue
            changed = _misprint(text, starts[line - 1] + column - 1, slip)
            after = violations(_audit(changed, vocabulary, rulebook))
            if any((line, column) == place for _, terms in after - before for place, _ in terms):
                named.append(slip)
            else:
                missed.append(slip._replace(bounded=(line, column) in bounded))
    return Tally(named, missed, explained)


def _misprint(text: str, start: int, slip: Slip) -> str:
    """The text with the slip instead of its figure, which may be broken by the end of a line."""
    assert slip.fact.figure is not None
    printed = slip.fact.figure.printed
    end = start
    broken = 0
    for char in printed:
        while text[end] != char:
            broken = broken or end - start
            end += 1
        end += 1
    if not broken:
        return text[:start] + slip.printed + text[end:]
    between = text[start + broken : end - (len(printed) - broken)]
    return text[:start] + slip.printed[:broken] + between + slip.printed[broken:] + text[end:]


def _is_explained(slip: Slip, allowance: Decimal) -> bool:
    """Whether the mistyped figure is as near to the right one as the digits printed around it leave open."""
    figure = slip.fact.figure
    assert figure is not None
    scale = figure.unit.scale if figure.unit else Decimal(1)
    return abs(Decimal(slip.printed.replace(",", "")) - abs(figure.value)) * scale <= allowance


def _audit(text: str, vocabulary: Vocabulary, rulebook: Rulebook) -> Audit:
    return confront(extract_facts(read_text("mistyped.txt", text, "utf-8", "0" * 64, "txt"), vocabulary), rulebook)

"""Form and prose: the amount that prose arranges for an undertaking is the one on the form that bears its name."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from auditor.checks.arrangement import Arrangement, arrangements
from auditor.checks.rule import Patterns, Rule, Sentence
from auditor.checks.verdict_of import restatement_verdict
from auditor.documents import SourceText, Table
from auditor.facts import Change, Fact, FactSet, unit_of_cell
from auditor.figures import Figure, Unit, read_cell
from auditor.tuples import NamedTuple
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import core, pattern_of

_SHORTEST_NAME = 4


class FormAndProse(Rule):
    """The amount that prose arranges for an undertaking is the one on the form whose name stands in the prose before it.

    One of several amounts may be the form's; only a single amount that is not is a finding.
    """

    kind: ClassVar[str] = "form-and-prose"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "申报表所列数额与前文对该项目所说的数额之一相同",
        "the amount of a form is one of those that the prose before gives for what it names",
    )

    where: Patterns
    """The words of prose that promise the year's amount; what stands under them is looked at."""
    named: Patterns
    """The cell of a form beside which stands the name of the undertaking."""
    amount: Patterns
    """The cells of a form beside which its amount stands: the first pattern finds the whole, the others parts that prose may mean."""
    aside: Patterns = ()
    """The names of amounts that are not of the year."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        forms = list(_forms(self, facts))
        changed = {fact.number for claim in facts.claims if isinstance(claim, Change) for fact in _changes(claim)}
        before = 0
        for arrangement in arrangements(self.where, self.aside, facts) if forms else ():
            start = facts.passages.index(arrangement.passages[0])
            said = [core(passage.source.text) for passage in facts.passages[before:start]]
            before = start + len(arrangement.passages)
            named = [form for form in forms if any(form.name in text for text in said)]
            if len(named) == 1:
                yield from _hold(self, arrangement, named[0], changed)


class _Form(NamedTuple):
    name: str
    amount: Fact
    others: list[Fact]
    """Parts of the amount that prose may speak of instead."""


def _hold(rule: FormAndProse, arrangement: Arrangement, form: _Form, changed: set[int]) -> Iterator[Verdict]:
    own = [fact for fact in arrangement.own if fact.number not in changed]
    verdicts = [
        restatement_verdict(rule, [Term("left", 1, fact), Term("right", -1, asked)])
        for asked in (form.amount, *form.others)
        for fact in own
    ]
    holding = [verdict for verdict in verdicts if verdict.holds]
    if holding or len(own) == 1:
        yield (holding or verdicts)[0]


def _changes(claim: Change) -> Iterator[Fact]:
    """The amounts by which something and its parts have changed."""
    if claim.amount is not None:
        yield claim.amount
    for part in claim.parts:
        yield from _changes(part)


def _forms(rule: FormAndProse, facts: FactSet) -> Iterator[_Form]:
    """The tables with one cell `named` and one that the first pattern of `amount` matches; the other patterns find its parts."""
    for index, block in enumerate(facts.document.blocks):
        if not isinstance(block, Table):
            continue
        rows = [*block.header, *block.rows]
        names = [core(cell.text) for _, cell in _answers(rows, rule.named)]
        if len(names) != 1 or len(names[0]) < _SHORTEST_NAME:
            continue
        first, *rest = (_amounts(facts, index, rows, [pattern]) for pattern in rule.amount)
        if len(first) == 1:
            yield _Form(names[0], first[0], [amount for found in rest for amount in found])


def _amounts(facts: FactSet, index: int, rows: Sequence[Sequence[SourceText]], patterns: Sequence[str]) -> list[Fact]:
    found = (_amount(label, cell, unit_of_cell(facts, index, label.text)) for label, cell in _answers(rows, patterns))
    return [amount for amount in found if amount is not None]


def _answers(rows: Sequence[Sequence[SourceText]], patterns: Sequence[str]) -> Iterator[tuple[SourceText, SourceText]]:
    """Each cell that matches, with the next in its row that is filled."""
    compiled = [pattern_of(pattern) for pattern in patterns]
    for row in rows:
        for place, cell in enumerate(row):
            text = cell.text.strip()
            if text and any(pattern.match(text) for pattern in compiled):
                answer = next((other for other in row[place + 1 :] if other.text.strip()), None)
                if answer is not None:
                    yield cell, answer


def _amount(label: SourceText, cell: SourceText, unit: Unit | None) -> Fact | None:
    """The number that fills a cell, where its unit is known."""
    number = read_cell(cell.text)
    if number is None or unit is None or number[1] or number[2]:
        return None
    numeral = number[0]
    figure = Figure(numeral.text, numeral.value, numeral.decimals, unit, "column", numeral.decimals)
    location = cell.locate(numeral.start, numeral.end)
    return Fact(-1, "", (), figure, "printed", location, label.text.strip(), None)

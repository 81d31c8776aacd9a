"""Adversarial slips of tables: a figure mistyped so that another reading of its table would tie, and whether anybody says a word.

In `合计 90 / 教育支出 70 / 住房保障支出 20` the total mistyped as 70 makes the reading "住房保障支出 left out" hold. A slip
passes if afterwards neither a finding nor a notice nor a gap names the figure.

As a script it tries all slips of some files: python -m tests.adversarial FILE … [--most N]
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from auditor import load_rules, load_vocabulary, read_document
from auditor.audit import Audit, confront
from auditor.documents import Document, SourceText, Table
from auditor.facts import Fact, FactSet, extract_facts
from auditor.resolution import Judged, Structure
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary

Place = tuple[int, int]
Fate = Literal["error", "warning", "not understood", "passed"]
Said = frozenset[tuple[str, str, tuple[tuple[Place, str], ...]]]
_NOT_UNDERSTOOD = ("table-not-understood", "cell-unreadable")


class Slip(NamedTuple):
    """One figure of a sum mistyped. `kind` says what the new figure would make true."""

    kind: str
    fact: Fact
    printed: str
    where: str
    """The table and the structure whose sum it breaks."""
    sum: tuple[Place, ...]
    """Where the terms of the sum stand, the whole first."""

    def __str__(self) -> str:
        assert self.fact.figure is not None
        line, column = self.fact.location.line, self.fact.location.column
        return f"{self.kind}: {self.fact.figure.printed} → {self.printed} at {line}:{column} ({self.fact.label}), {self.where}"


class Result(NamedTuple):
    """What became of a slip."""

    slip: Slip
    fate: Fate


def slips_of(audit: Audit) -> list[Slip]:
    """Every adversarial slip of every sum that holds in a document's tables and that a verdict speaks of, in reading order."""
    held = {
        tuple(_place(term.fact) for term in verdict.terms if term.fact.figure is not None)
        for verdict in audit.verdicts
        if verdict.holds and verdict.family == "rollup"
    }
    return [
        slip
        for structure in audit.facts.structures
        if structure.trust != "not_understood"
        for judged in (*structure.chosen.holding, *structure.chosen.trivial)
        for slip in _slips_of_sum(audit.facts, structure, judged)
        if slip.sum in held
    ]


def _slips_of_sum(facts: FactSet, structure: Structure, judged: Judged) -> Iterator[Slip]:
    whole, *parts = (_cell(facts, structure, line, judged.cross) for line in (judged.sum.whole, *judged.sum.parts))
    known = [part for part in parts if part is not None and part.figure is not None and part.figure.value]
    if whole is None or whole.figure is None or not known:
        return
    terms = tuple(_place(fact) for fact in (whole, *parts) if fact is not None and fact.figure is not None)
    where = f"table {structure.table} ({facts.statements[structure.table].title}), {structure.kind}"
    others = [fact for fact in facts.facts if fact.statement == structure.table and fact.figure and fact.figure.value]
    coarse = max(fact.figure.quantum() for fact in (whole, *known) if fact.figure)
    for kind, fact, value in _values(whole, known, others, judged):
        figure = fact.figure
        assert figure is not None
        scale = figure.unit.scale if figure.unit else Decimal(1)
        if value < 0 or abs(value - figure.base) <= coarse * (len(terms) + 1):
            continue
        decimals = max(figure.decimals, -int((value / scale).normalize().as_tuple().exponent))
        yield Slip(kind, fact, f"{value / scale:.{decimals}f}", where, terms)


def _values(
    whole: Fact, parts: Sequence[Fact], others: Sequence[Fact], judged: Judged
) -> Iterator[tuple[str, Fact, Decimal]]:
    """Which figure becomes what, in base units."""
    seed = random.Random(f"{judged.sum}{judged.cross}")
    for fact in dict.fromkeys((whole, seed.choice(parts))):
        for kind, near in (
            ("amount of the column", [other for other in others if other.column == fact.column]),
            ("amount of the row", [other for other in others if other.row == fact.row]),
            ("amount of the table", others),
        ):
            fit = sorted({_base(other) for other in near if _base(other) != _base(fact)})
            if fit:
                yield kind, fact, seed.choice(fit)
    if len(parts) > 1:
        left_out, other = seed.sample(list(parts), 2)
        yield "whole without a part", whole, _base(whole) - _base(left_out)
        yield "part takes in another", other, _base(other) + _base(left_out)
    members = {part.number for part in (whole, *parts)}
    beside = [
        other
        for other in others
        if other.number not in members and (other.column == whole.column or other.row == whole.row)
    ]
    if beside:
        further = seed.choice(beside)
        yield "whole with a further amount", whole, _base(whole) + _base(further)
        yield "part less a further amount", parts[-1], _base(parts[-1]) - _base(further)


def _base(fact: Fact) -> Decimal:
    assert fact.figure is not None
    return fact.figure.base


def _cell(facts: FactSet, structure: Structure, line: int, cross: int) -> Fact | None:
    block = facts.statements[structure.table].blocks[structure.pane]
    row, column = (line, cross) if structure.kind == "rows" else (cross, line)
    return facts.cells.get((structure.table, block.rows[row].at, block.columns[column].at))


def evenly(slips: Sequence[Slip], most: int) -> list[Slip]:
    """At most so many, from all over the document and of all kinds."""
    return list(slips) if len(slips) <= most else [slips[place * len(slips) // most] for place in range(most)]


def try_slips(
    document: Document, vocabulary: Vocabulary, rulebook: Rulebook, most: int, slips: Iterable[Slip] | None = None
) -> list[Result]:
    """Mistype a document at most so often and audit it each time."""
    audit = _audit(document, vocabulary, rulebook)
    before = _said(audit)
    results = []
    for slip in evenly(slips_of(audit), most) if slips is None else slips:
        changed = mistyped(document, slip)
        if changed is not None:
            results.append(Result(slip, fate_of(slip, _audit(changed, vocabulary, rulebook), before)))
    return results


def mistyped(document: Document, slip: Slip) -> Document | None:
    """The document with the slip; None where its cell is put together of several stretches."""
    place = _place(slip.fact)
    assert slip.fact.figure is not None
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            continue
        for row, cells in enumerate(block.rows):
            for column, cell in enumerate(cells):
                at = cell.text.find(slip.fact.figure.printed)
                if at < 0 or not cell.pieces or cell.place(at) != place:
                    continue
                text = cell.text[:at] + slip.printed + cell.text[at + len(slip.fact.figure.printed) :]
                changed = _with_cell(block, row, column, cell._replace(text=text))
                return document._replace(blocks=(*document.blocks[:number], changed, *document.blocks[number + 1 :]))
    return None


def _with_cell(table: Table, row: int, column: int, cell: SourceText) -> Table:
    rows = [list(cells) for cells in table.rows]
    rows[row][column] = cell
    return table._replace(rows=tuple(map(tuple, rows)))


def fate_of(slip: Slip, audit: Audit, before: Said) -> Fate:
    """The gravest that is said of the figure and was not said before."""
    place = _place(slip.fact)
    named = {severity for severity, _, terms in _said(audit) - before if any(place == at for at, _ in terms)}
    if "error" in named:
        return "error"
    if "warning" in named:
        return "warning"
    undecided = any(
        verdict.outcome == "unverifiable"
        and verdict.reason is not None
        and verdict.reason.key in _NOT_UNDERSTOOD
        and any(_place(term.fact) == place for term in verdict.terms)
        for verdict in audit.verdicts
    )
    is_gap = any(gap.line == place[0] for gap in audit.gaps)
    return "not understood" if undecided or is_gap else "passed"


def _said(audit: Audit) -> Said:
    """What errors and warnings say: the rule, where its figures stand, what they read."""
    return frozenset(
        (
            finding.severity,
            verdict.rule,
            tuple((_place(term.fact), term.fact.figure.printed if term.fact.figure else "") for term in verdict.terms),
        )
        for finding in audit.findings
        if finding.severity != "note"
        for verdict in (audit.verdicts[number] for number in finding.verdicts)
    )


def _place(fact: Fact) -> Place:
    return fact.location.line, fact.location.column


def _audit(document: Document, vocabulary: Vocabulary, rulebook: Rulebook) -> Audit:
    return confront(extract_facts(document, vocabulary), rulebook)


def summary(results: Sequence[Result]) -> str:
    """How many slips came to what."""
    fates = Counter(result.fate for result in results)
    counts = ", ".join(f"{fates[fate]} {fate}" for fate in ("error", "warning", "not understood", "passed"))
    return f"{len(results)} slips: {counts}"


def main() -> None:
    """Try the slips of some files and list those that pass."""
    parser = argparse.ArgumentParser(description="Mistype the sums of tables so that another reading would tie.")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--most", type=int, default=100, help="slips per file")
    parser.add_argument("--show", choices=("error", "warning", "not understood", "passed"), default="passed")
    options = parser.parse_args()
    vocabulary = load_vocabulary()
    rulebook = load_rules(None, vocabulary)
    everything: list[Result] = []
    for file in options.files:
        results = try_slips(read_document(file), vocabulary, rulebook, options.most)
        everything += results
        print(f"{file}: {summary(results)}", flush=True)
        for result in results:
            if result.fate == options.show:
                print(f"  {result.slip}", flush=True)
    print(summary(everything))


if __name__ == "__main__":
    main()

"""A plain listing of the facts of a document."""

from __future__ import annotations

from auditor.facts import FactSet
from auditor.records.messages import Lang
from auditor.records.phrases import printed_of, unit_of


def fact_lines(facts: FactSet, lang: Lang) -> list[str]:
    """One line per printed figure: place, amount, unit, then the cell of the cube it is."""
    vocabulary = facts.vocabulary
    lines = []
    for fact in facts.facts:
        if fact.figure is None:
            continue
        concept = vocabulary.concepts.get(fact.concept)
        names = [concept.name[lang] if concept else "-"]
        names += [
            f"{vocabulary.dimensions[name].name[lang] if name in vocabulary.dimensions else name}={vocabulary.name_of(name, member, lang)}"
            for name, member in fact.dims
        ]
        table = facts.layout_of(fact) or ("-" if fact.statement is None else "?")
        place = f"{fact.location.line}:{fact.location.column}"
        lines.append(
            f"{place:>9}  {printed_of(fact):>16} {unit_of(fact):4}  {table:5}  {'  '.join(names)}  | {fact.label}"
        )
    return lines

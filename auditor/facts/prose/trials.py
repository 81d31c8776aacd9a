"""The productions' own examples: each must be read by its production with the slots it states, its counter-example must not be.

`公务接待费比上年增加3万元` is the example of the production `change`: subject 公务接待费, base 比上年, direction 增加, amount 3万元.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts.prose.lexer import tokens_of
from auditor.facts.prose.outline import Clause, clauses_of
from auditor.facts.prose.parser import Frame, frames_of
from auditor.messages import told
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary
from auditor.vocabulary.productions import Production


class ProductionTrial(NamedTuple):
    """What became of one example. `trouble` says what is wrong; nothing where it is read as stated."""

    production: str
    stated: str
    """reads or refuses."""
    trouble: str | None


def try_productions(vocabulary: Vocabulary) -> Iterator[ProductionTrial]:
    """Read the example and the counter-example of every production."""
    for production in vocabulary.prose.productions:
        yield from try_production(production, vocabulary)


def try_production(production: Production, vocabulary: Vocabulary) -> Iterator[ProductionTrial]:
    """Read the example and the counter-example of one production."""
    yield ProductionTrial(production.id, "reads", _of_example(production, vocabulary))
    is_read = any(_is_by(frame, production) for frame, _ in _frames(production.counter, vocabulary))
    says = told("reads-counter", text=production.counter) if is_read else None
    yield ProductionTrial(production.id, "refuses", says)


def _of_example(production: Production, vocabulary: Vocabulary) -> str | None:
    own = [frame for frame, _ in _frames(production.example, vocabulary) if _is_by(frame, production)]
    if not own:
        return told("misses-example", text=production.example)
    text = production.example
    read = {name: "".join(text[p.start : p.end] for p in phrases).strip() for name, phrases in own[0].slots.items()}
    wrong = {name for name in production.slots.keys() | read.keys() if production.slots.get(name) != read.get(name)}
    if not wrong:
        return None
    nothing = told("nothing-read")
    slots = ", ".join(
        told("slot-read", name=name, found=read.get(name, nothing), stated=production.slots.get(name, nothing))
        for name in sorted(wrong)
    )
    return told("reads-otherwise", text=production.example, slots=slots)


def _is_by(frame: Frame, production: Production) -> bool:
    return frame.production is not None and frame.production.id == production.id


def _frames(text: str, vocabulary: Vocabulary) -> Iterator[tuple[Frame, Clause]]:
    grammar = vocabulary.prose
    clauses = list(clauses_of(tokens_of(text, vocabulary), grammar.places))
    for clause in clauses:
        clauses.extend(inner for phrase in clause.phrases for inner in phrase.inner)
        yield from ((frame, clause) for frame in frames_of(clause, grammar))

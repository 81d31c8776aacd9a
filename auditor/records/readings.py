"""How the figures of findings were read: the digits they may stand for, their units, their cells of the cube."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.audit import Audit
from auditor.facts import Fact
from auditor.figures import Figure
from auditor.messages import Lang
from auditor.records.messages import say
from auditor.records.phrases import plain

if TYPE_CHECKING:
    from auditor.records.model import FindingRecord, ReadingRecord, VerdictRecord


def add_readings(
    verdicts: Sequence[VerdictRecord], findings: Sequence[FindingRecord], audit: Audit, lang: Lang
) -> list[ReadingRecord]:
    """The readings of every term of a finding, each fact once; the terms are told which of them is theirs."""
    readings: list[ReadingRecord] = []
    known: dict[int, int] = {}
    for number in dict.fromkeys(number for finding in findings for number in finding["verdicts"]):
        for term, record in zip(audit.verdicts[number].terms, verdicts[number]["terms"], strict=True):
            if term.fact.state == "word":
                continue
            place = known.get(term.fact.number)
            if place is None:
                place = len(readings)
                readings.append(_reading(term.fact, audit, lang))
            if term.fact.number >= 0:
                known[term.fact.number] = place
            record["reading"] = place
    return readings


def _reading(fact: Fact, audit: Audit, lang: Lang) -> ReadingRecord:
    figure, vocabulary = fact.figure, audit.facts.vocabulary
    concept = vocabulary.concepts.get(fact.concept)
    return {
        "half": _half(figure, fine=False),
        "fine_half": _half(figure, fine=True),
        "exact": _exact(figure),
        "scale": plain(figure.unit.scale) if figure and figure.unit else "1",
        "unit_from": figure.known_by if figure else "none",
        "concept": concept.name[lang] if concept else None,
        "dimensions": [
            [_dimension(name, audit, lang), vocabulary.name_of(name, member, lang)] for name, member in fact.dims
        ],
        "row": _row(fact, audit),
    }


def _half(figure: Figure | None, *, fine: bool) -> str:
    if figure is None:
        return "0"
    return plain((figure.slack(fine=fine) / (figure.unit.scale if figure.unit else 1)).normalize())


def _exact(figure: Figure | None) -> str | None:
    if figure is None:
        return "blank"
    if not figure.is_exact:
        return None
    if figure.value == 0 and figure.decimals == 0:
        return "zero"
    return "smallest" if figure.unit and figure.unit.exact_decimals else "count"


def _dimension(name: str, audit: Audit, lang: Lang) -> str:
    known = audit.facts.vocabulary.dimensions.get(name)
    return known.name[lang] if known else say(f"dimension-{name}", lang)


def _row(fact: Fact, audit: Audit) -> str | None:
    if fact.statement is None:
        return None
    return audit.facts.row_labels.get((fact.statement, fact.row))

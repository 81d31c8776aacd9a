"""How the tables of a document were understood, as records: their structures with all readings that were tried."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.audit import Audit
from auditor.facts.tables.understanding import understandings
from auditor.records.choices import Lang
from auditor.records.licences import licence_of
from auditor.resolution import Structure, Weighed

if TYPE_CHECKING:
    from auditor.records.model import CandidateRecord, StructureRecord, TablesRecord


def structures_of(audit: Audit, lang: Lang) -> list[StructureRecord]:
    """The structures in the order in which verdicts name them."""
    return [_structure(structure, audit, lang) for structure in audit.facts.structures]


def _structure(structure: Structure, audit: Audit, lang: Lang) -> StructureRecord:
    statement = audit.facts.statement(structure.table)
    column = None
    if structure.whole is not None:
        at = statement.blocks[structure.pane].columns[structure.whole].at
        column = "/".join(statement.table.columns[at].path)
    return {
        "kind": structure.kind,
        "table": structure.table,
        "title": statement.title,
        "line": statement.table.line,
        "pane": structure.pane,
        "column": column,
        "trust": structure.trust,
        "candidates": [_candidate(entry, audit, lang) for entry in structure.candidates],
        "chosen": next(
            place for place, entry in enumerate(structure.candidates) if entry.candidate == structure.chosen.candidate
        ),
    }


def _candidate(weighed: Weighed, audit: Audit, lang: Lang) -> CandidateRecord:
    candidate = weighed.candidate
    return {
        "name": candidate.name,
        "licence": licence_of(candidate.name, audit.facts.vocabulary, lang),
        "rank": candidate.rank,
        "accounted": candidate.accounted,
        "holding": len(weighed.holding),
        "trivial": len(weighed.trivial),
        "violated": len(weighed.violated),
        "repairs": weighed.repairs,
        "left_out": weighed.left_out,
    }


def tables_of(audit: Audit) -> TablesRecord:
    """How many tables with figures are believed, open, not understood."""
    trusts = Counter(entry.trust for entry in understandings(audit.facts))
    return {
        "with_figures": trusts.total(),
        "believed": trusts["believed"],
        "open": trusts["open"],
        "not_understood": trusts["not_understood"],
    }

"""Arithmetic consistency auditor for disclosures: published reports whose figures must agree with each other.

    document = auditor.read_document("report.txt")
    facts = auditor.extract_facts(document, auditor.load_vocabulary())
    audit = auditor.confront(facts, auditor.load_rules())
    for finding in audit.findings: ...

Names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from auditor.version import __version__

if TYPE_CHECKING:
    from auditor.audit import Audit, Coverage, Finding, confront
    from auditor.collection.query import query
    from auditor.documents import Document, Location, find_documents, read_document
    from auditor.errors import AuditorError, NoDocument, RuleFileError, UnreadableDocument
    from auditor.facts import Fact, FactSet, Gap, extract_facts
    from auditor.figures import Figure, Interval, Unit
    from auditor.records import Outcome, RunRecord, run_of
    from auditor.reports import render
    from auditor.rulebook import Rule, Rulebook, load_rules
    from auditor.verdicts import Term, Verdict
    from auditor.vocabulary import Vocabulary, load_vocabulary

_HOMES = {
    "Audit": "audit",
    "AuditorError": "errors",
    "Coverage": "audit",
    "Document": "documents",
    "Fact": "facts",
    "FactSet": "facts",
    "Figure": "figures",
    "Finding": "audit",
    "Gap": "facts",
    "Interval": "figures",
    "Location": "documents",
    "NoDocument": "errors",
    "Outcome": "records",
    "Rule": "rulebook",
    "RuleFileError": "errors",
    "Rulebook": "rulebook",
    "RunRecord": "records",
    "Term": "verdicts",
    "Unit": "figures",
    "UnreadableDocument": "errors",
    "Verdict": "verdicts",
    "Vocabulary": "vocabulary",
    "confront": "audit",
    "extract_facts": "facts",
    "find_documents": "documents",
    "load_rules": "rulebook",
    "load_vocabulary": "vocabulary",
    "query": "collection.query",
    "read_document": "documents",
    "render": "reports",
    "run_of": "records",
}

__all__ = [
    "Audit",
    "AuditorError",
    "Coverage",
    "Document",
    "Fact",
    "FactSet",
    "Figure",
    "Finding",
    "Gap",
    "Interval",
    "Location",
    "NoDocument",
    "Outcome",
    "Rule",
    "RuleFileError",
    "Rulebook",
    "RunRecord",
    "Term",
    "Unit",
    "UnreadableDocument",
    "Verdict",
    "Vocabulary",
    "__version__",
    "confront",
    "extract_facts",
    "find_documents",
    "load_rules",
    "load_vocabulary",
    "query",
    "read_document",
    "render",
    "run_of",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'auditor' has no attribute {name!r}")
    return getattr(import_module(f"auditor.{home}"), name)

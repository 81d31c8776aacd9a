"""Runs for the machine formats: documents that are no text, characters that no file can hold."""

from __future__ import annotations

from copy import deepcopy

import pytest

from auditor.audit import confront
from auditor.documents import read_document
from auditor.facts import extract_facts
from auditor.records import Outcome, RunRecord, run_of
from auditor.records.build import summarise
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT

FILES = ["final.pdf", "final.xlsx", "budget.docx", "budget.html"]


@pytest.fixture(scope="session")
def _binary_run(vocabulary: Vocabulary, rulebook: Rulebook) -> RunRecord:
    outcomes = []
    for name in FILES:
        facts = extract_facts(read_document(ROOT / "sample_reports" / "formats" / name), vocabulary)
        outcomes.append(Outcome(f"sample_reports/formats/{name}", confront(facts, rulebook)))
    return run_of(outcomes)


@pytest.fixture
def binary_run(_binary_run: RunRecord) -> RunRecord:
    """Samples whose lines are not those of the file, one of them not read in full."""
    run = deepcopy(_binary_run)
    run["documents"][-1]["complete"] = False
    run["documents"][-1]["gaps"] = [{"line": 3, "reason": "表头丢失"}]
    summarise(run)
    return run


@pytest.fixture
def halved_run(hostile_run: RunRecord) -> RunRecord:
    """The hostile run with halves of characters, which Python takes from names that are no UTF-8."""
    for document in hostile_run["documents"]:
        document["path"] = f"\udcd4\ud83d{document['path']}"
        for verdict in document.get("verdicts", []):
            for term in verdict["terms"]:
                term["label"] = f"\udfff{term['label']}"
        for finding in document.get("findings", []):
            finding["sentence"] = finding["message"] = f"\ud800{finding['message']}"
    return hostile_run

"""Runs of more findings than a format takes."""

from __future__ import annotations

from copy import deepcopy

from auditor.records import SEVERITIES, RunRecord
from auditor.records.build import summarise


def crowd(run: RunRecord, size: int) -> RunRecord:
    """The run with so many open findings in its first document, of each severity in turn."""
    document = run["documents"][0]
    first = document["findings"][-1]
    document["findings"] = []
    for number in range(size):
        finding = deepcopy(first)
        finding["id"] = f"{number:04}-CRWD"
        finding["severity"] = SEVERITIES[number % 3]
        document["findings"].append(finding)
    summarise(run)
    return run

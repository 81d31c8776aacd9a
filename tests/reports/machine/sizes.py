"""Runs of more findings than a format takes, and of no more than a reader takes in."""

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


def cut_down(run: RunRecord) -> RunRecord:
    """The run with the verdicts of its findings and two that hold, so that a new rule does not change every golden file."""
    document = run["documents"][0]
    verdicts = document["verdicts"]
    kept = sorted({number for finding in document["findings"] for number in finding["verdicts"]})
    holding = [number for number, verdict in enumerate(verdicts) if verdict["outcome"] == "exact"]
    kept += [number for number in holding if verdicts[number]["rule"] == "RU-ACTIVITY"][:2]
    document["verdicts"] = [verdicts[number] for number in kept]
    for finding in document["findings"]:
        finding["verdicts"] = [kept.index(number) for number in finding["verdicts"]]
    codes = {verdict["rule"] for verdict in document["verdicts"]}
    run["rules"] = {code: rule for code, rule in run["rules"].items() if code in codes}
    document["checks"] = {"decided": len(kept), "holding": 2, "undecided": {}}
    document["coverage"] |= {"figures": 30, "checked": 20, "unrelated": 0, "excluded": 10, "unchecked": []}
    document["coverage"]["excluded_for"] = {"year": 10}
    return run

"""The checks of a document as the script needs them, to show which a figure is part of."""

from __future__ import annotations

from typing import Any

from auditor.records import DocumentRecord, Lang, RunRecord, VerdictRecord
from auditor.records.messages import say
from auditor.reports.html_report.calculations import place_of
from auditor.reports.html_report.source import Source
from auditor.reports.terms import calculation


def checks_of(document: DocumentRecord, run: RunRecord, source: Source, anchors: dict[int, str]) -> dict[str, Any]:
    """Rules by code, and a row for every verdict.

    A verdict is its rule, its outcome in words, its class, the anchor of its finding, its reason, its steps and the other
    figures it relates. A step is its kind, sign, amount, unit, name, place and the number of its figure, the last two
    empty and -1 where it has none.
    """
    lang = document["language"]
    rules = run.get("rules", {})
    used = {verdict["rule"] for verdict in document["verdicts"]}
    return {
        "rules": {code: rules[code]["title"][lang] for code in sorted(used) if code in rules},
        "verdicts": [
            _verdict(verdict, source, anchors.get(number, ""), lang)
            for number, verdict in enumerate(document["verdicts"])
        ],
        "reasons": {number: figure.reason for number, figure in enumerate(source.figures.by_number) if figure.reason},
    }


def _verdict(verdict: VerdictRecord, source: Source, anchor: str, lang: Lang) -> list[Any]:
    find = source.figures.find
    rows: list[list[Any]] = []
    for step in calculation(verdict, lang, in_full=True):
        place, number = "", -1
        if step.term is not None:
            found = find(step.term["location"]["line"], step.term["location"]["column"])
            place, number = place_of(step.term, lang), -1 if found is None else found
        rows.append([step.kind, step.sign.replace("-", "−"), step.amount, step.unit, step.name, place, number])
    told = {row[-1] for row in rows}
    related = {find(term["location"]["line"], term["location"]["column"]) for term in verdict["terms"]}
    others = sorted(number for number in related if number is not None and number not in told)
    outcome = verdict["outcome"]
    return [verdict["rule"], say(outcome, lang), outcome, anchor, verdict["reason"] or "", rows, others]

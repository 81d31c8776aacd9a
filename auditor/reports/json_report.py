"""A run as JSON, schema 1: amounts are strings, places count from 1, keys are added and never changed."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from auditor import __version__
from auditor.audit import Audit
from auditor.documents import Location
from auditor.reports.messages import Lang, say
from auditor.reports.phrases import gap_text, label_of, language_of, message_of, notice_text, plain, reason_of
from auditor.reports.run import Outcome, Run
from auditor.verdicts import Term, Verdict

SCHEMA = 1


def render(run: Run, lang: Lang | None, *, colour: bool = False) -> str:
    """The whole run as one JSON object, the same bytes for the same input."""
    report = {
        "schema": SCHEMA,
        "tool": {"name": "auditor", "version": __version__},
        "documents": [_document(outcome, lang) for outcome in run.outcomes],
        "summary": {
            "documents": len(run.outcomes),
            "errors": run.count("error"),
            "warnings": run.count("warning"),
            "notes": run.count("note"),
            "complete": run.is_complete,
        },
    }
    return json.dumps(report, ensure_ascii=False, separators=(",", ":")) + "\n"


def _document(outcome: Outcome, lang: Lang | None) -> dict[str, Any]:
    audit = outcome.audit
    if audit is None:
        error = outcome.error_zh if lang == "zh" and outcome.error_zh else outcome.error
        return {"path": outcome.path, "status": outcome.status, "error": error}
    language = lang or language_of(audit)
    document, profile, coverage = audit.facts.document, audit.facts.profile, audit.coverage
    return {
        "path": outcome.path,
        "format": document.format,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "status": outcome.status,
        "title": profile.title,
        "organisation": profile.organisation,
        "year": profile.year,
        "kind": profile.kind,
        "complete": audit.is_complete,
        "verdicts": [_verdict(verdict, audit, language) for verdict in audit.verdicts],
        "findings": [
            {
                "id": finding.id,
                "rule": audit.verdicts[finding.head].rule,
                "catalogue": list(audit.rulebook.by_code[audit.verdicts[finding.head].rule].catalogue),
                "severity": finding.severity,
                "message": message_of(finding, audit, language),
                "verdicts": list(finding.verdicts),
                "line": finding.line,
            }
            for finding in audit.findings
        ],
        "coverage": {
            "figures": coverage.figures,
            "checked": coverage.checked,
            "unrelated": coverage.unrelated,
            "excluded": coverage.excluded,
            "unread": coverage.unread,
            "excluded_for": coverage.reasons,
            "unchecked": [
                {
                    "printed": entry.printed,
                    "line": entry.line,
                    "column": entry.column,
                    "reason": say(entry.reason, language),
                }
                for entry in coverage.unchecked
            ],
        },
        "gaps": [{"line": gap.line, "reason": gap_text(gap, language)} for gap in audit.gaps],
        "notices": [
            {
                "line": notice.line,
                "key": notice.key,
                "text": notice_text(notice, language),
                "incomplete": notice.incomplete,
            }
            for notice in document.notices
        ],
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _verdict(verdict: Verdict, audit: Audit, lang: Lang) -> dict[str, Any]:
    rule = audit.rulebook.by_code[verdict.rule]
    return {
        "rule": verdict.rule,
        "catalogue": list(rule.catalogue),
        "kind": verdict.kind,
        "outcome": verdict.outcome,
        "severity": verdict.severity,
        "relation": verdict.relation,
        "terms": [_term(term, audit, lang) for term in verdict.terms],
        "expected": _text(verdict.expected),
        "difference": _text(verdict.difference),
        "allowance": _text(verdict.allowance),
        "reason": reason_of(verdict, audit, lang) if verdict.reason else None,
    }


def _term(term: Term, audit: Audit, lang: Lang) -> dict[str, Any]:
    fact = term.fact
    figure = fact.figure
    return {
        "role": term.role,
        "sign": term.sign,
        "label": label_of(fact, audit, lang),
        "printed": figure.printed if figure else None,
        "value": format(figure.base, "f") if figure else None,
        "unit": figure.unit.name if figure and figure.unit else None,
        "state": fact.state,
        "location": place_record(fact.location),
    }


def place_record(place: Location) -> dict[str, Any]:
    """A place as machine formats tell it: page, line and columns from 1, cell, box in points rounded to hundredths."""
    return {
        "page": place.page,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "cell": place.cell,
        "bbox": [round(side, 2) for side in place.bbox] if place.bbox else None,
    }

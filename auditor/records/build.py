"""Outcomes to records: what a report tells of each document, in the language it tells it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from auditor.audit import Audit, Finding
from auditor.audit.identity import document_key
from auditor.diagnosis import Vouchers
from auditor.facts import Fact
from auditor.figures import EXACT
from auditor.records.choices import Lang
from auditor.records.clauses import add_clauses
from auditor.records.content import content_of, place_record
from auditor.records.diagnoses import diagnosis_of
from auditor.records.messages import say
from auditor.records.outcome import Outcome
from auditor.records.phrases import (
    formula_of,
    gap_text,
    kind_of,
    label_of,
    language_of,
    message_of,
    notice_text,
    plain,
    reason_of,
    remarks_of,
    sentence_of,
)
from auditor.records.quotation import add_excerpts
from auditor.records.readings import add_readings
from auditor.records.spool import outlines_of, rules_of
from auditor.records.structures import structures_of, tables_of
from auditor.rulebook import Rulebook
from auditor.verdicts import Term, Verdict
from auditor.version import __version__

if TYPE_CHECKING:
    from auditor.documents.search import LeftOut
    from auditor.records.model import (
        ChecksRecord,
        CoverageRecord,
        DocumentRecord,
        FindingRecord,
        PlaceRecord,
        RuleRecord,
        RunRecord,
        TermRecord,
        VerdictRecord,
    )

SCHEMA = 1


def run_of(outcomes: Sequence[Outcome], lang: Lang | None = None) -> RunRecord:
    """The record of a run over documents that have been audited; without `lang` each is told in its own language."""
    rulebooks = [outcome.audit.rulebook for outcome in outcomes if outcome.audit]
    return assemble([record_of(outcome, lang) for outcome in outcomes], rulebooks[0] if rulebooks else None)


def assemble(
    documents: Sequence[DocumentRecord], rulebook: Rulebook | None, left_out: Sequence[LeftOut] = ()
) -> RunRecord:
    """The record of a run from those of its documents, and what was not looked into beside them."""
    run: RunRecord = {
        "schema": SCHEMA,
        "tool": {"name": "auditor", "version": __version__},
        "rules": _rules(documents, rulebook) if rulebook else {},
        "documents": documents,
        "summary": {"documents": 0, "errors": 0, "warnings": 0, "notes": 0, "complete": False},
    }
    if left_out:
        run["left_out"] = [{"path": str(entry.path), "kind": entry.kind} for entry in left_out]
    summarise(run)
    return run


def summarise(run: RunRecord) -> None:
    """Count anew what a run's documents have."""
    outlines = outlines_of(run)
    counts: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for document in outlines:
        for finding in document.get("findings", []):
            state = finding.get("state", "open")
            states[state] += 1
            counts[finding["severity"]] += state == "open"
    left_out = len(run.get("left_out", []))
    run["summary"] = {
        "documents": _files(outlines),
        "errors": counts["error"],
        "warnings": counts["warning"],
        "notes": counts["note"],
        "complete": not left_out and all(document.get("complete", False) for document in outlines),
        "waived": states["waived"],
        "baseline": states["baseline"],
    }
    if left_out:
        run["summary"]["left_out"] = left_out


def _files(outlines: Sequence[DocumentRecord]) -> int:
    """How many documents a run is about: those with a record of their own, and others that are held against each other."""
    own = [outline["path"] for outline in outlines if "between" not in outline]
    others = {path for outline in outlines for path in outline.get("between", ())}
    return len(own) + len(others.difference(own))


def _rules(documents: Sequence[DocumentRecord], rulebook: Rulebook) -> dict[str, RuleRecord]:
    codes = rules_of(documents)
    return {
        code: {
            "kind": rule.kind,
            "title": {"zh": rule.title["zh"], "en": rule.title["en"]},
            "source": {"zh": rule.source["zh"], "en": rule.source["en"]},
            "severity": rule.severity,
            "catalogue": list(rule.catalogue),
        }
        for code, rule in sorted(rulebook.by_code.items())
        if code in codes
    }


def record_of(outcome: Outcome, lang: Lang | None = None) -> DocumentRecord:
    """One document; without `lang` in the language it is written in."""
    if outcome.audit is None:
        error = outcome.error_zh if (lang or "zh") == "zh" and outcome.error_zh else outcome.error
        return {"path": outcome.path, "status": outcome.status, "error": error, "language": lang or "zh"}
    with localcontext(EXACT):
        return _audited(outcome, outcome.audit, lang)


def _audited(outcome: Outcome, audit: Audit, lang: Lang | None) -> DocumentRecord:
    language = lang or language_of(audit)
    document, profile = audit.facts.document, audit.facts.profile
    verdicts = [_verdict(verdict, audit, language) for verdict in audit.verdicts]
    vouchers = Vouchers(audit.verdicts)
    findings = [_finding(finding, audit, vouchers, language) for finding in audit.findings]
    content = content_of(document)
    add_excerpts(findings, verdicts, content)
    return {
        "path": outcome.path,
        "format": document.format,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "status": outcome.status,
        "language": language,
        "title": profile.title,
        "organisation": profile.organisation,
        "year": profile.year,
        "kind": profile.kind,
        "kind_name": kind_of(audit, language),
        "key": document_key(audit.facts),
        "complete": audit.is_complete,
        "verdicts": verdicts,
        "findings": findings,
        "readings": add_readings(verdicts, findings, audit, language),
        "clauses": add_clauses(verdicts, findings, audit),
        "structures": structures_of(audit, language),
        "checks": _checks(audit, language),
        "coverage": _coverage(audit, language),
        "gaps": [{"line": gap.line, "reason": gap_text(gap, audit, language)} for gap in audit.gaps],
        "notices": [
            {
                "line": notice.line,
                "key": notice.key,
                "text": notice_text(notice, language),
                "incomplete": notice.incomplete,
            }
            for notice in audit.notices
        ],
        "content": content,
    }


def _finding(finding: Finding, audit: Audit, vouchers: Vouchers, lang: Lang) -> FindingRecord:
    head = audit.verdicts[finding.head]
    diagnosis = diagnosis_of(finding, audit, vouchers, lang)
    return {
        "id": finding.id,
        "rule": head.rule,
        "catalogue": list(audit.rulebook.by_code[head.rule].catalogue),
        "severity": finding.severity,
        "message": message_of(finding, audit, lang, diagnosis["text"] if diagnosis else None),
        "verdicts": list(finding.verdicts),
        "line": finding.line,
        "sentence": sentence_of(head, audit, lang),
        "remarks": remarks_of(finding, audit, lang),
        "formula": formula_of(head),
        "numbers": list(finding.numbers),
        "diagnosis": diagnosis,
        "state": "open",
        "waiver": None,
    }


def _checks(audit: Audit, lang: Lang) -> ChecksRecord:
    undecided = Counter(
        verdict.reason.key for verdict in audit.verdicts if verdict.outcome == "unverifiable" and verdict.reason
    )
    return {
        "decided": sum(1 for verdict in audit.verdicts if verdict.holds or verdict.outcome == "inconsistent"),
        "holding": sum(1 for verdict in audit.verdicts if verdict.holds),
        "undecided": {say(key, lang): times for key, times in undecided.most_common()},
    }


def _coverage(audit: Audit, lang: Lang) -> CoverageRecord:
    coverage = audit.coverage
    return {
        "figures": coverage.figures,
        "checked": coverage.checked,
        "unrelated": coverage.unrelated,
        "excluded": coverage.excluded,
        "unread": coverage.unread,
        "excluded_for": _excluded_for(audit, lang),
        "unchecked": [
            {
                "printed": entry.printed,
                "line": entry.line,
                "column": entry.column,
                "reason": say(entry.reason, lang),
            }
            for entry in coverage.unchecked
        ],
        "tables": tables_of(audit),
    }


def _excluded_for(audit: Audit, lang: Lang) -> dict[str, int]:
    """How many numerals are no figures, by the reason in words."""
    names = {exclusion.reason["en"]: exclusion.reason[lang] for exclusion in audit.facts.vocabulary.exclusions}
    found: Counter[str] = Counter()
    for reason, count in audit.coverage.reasons.items():
        if count:
            found[names.get(reason) or say(f"excluded-{reason}", lang)] += count
    return dict(found)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _verdict(verdict: Verdict, audit: Audit, lang: Lang) -> VerdictRecord:
    rule = audit.rulebook.by_code[verdict.rule]
    return {
        "rule": verdict.rule,
        "catalogue": list(rule.catalogue),
        "kind": verdict.family,
        "outcome": verdict.outcome,
        "severity": verdict.severity,
        "relation": _relation(verdict, audit),
        "terms": [_term(term, audit, lang) for term in verdict.terms],
        "expected": _text(verdict.expected),
        "difference": _text(verdict.difference),
        "allowance": _text(verdict.allowance),
        "reason": reason_of(verdict, audit, lang) if verdict.reason else None,
        "structure": verdict.structure,
    }


def _relation(verdict: Verdict, audit: Audit) -> str:
    """Where the terms stand; of an audit over several documents whether they stand in more than one."""
    sources = {audit.facts.source_of(term.fact) for term in verdict.terms}
    return "across-documents" if len(sources) > 1 else verdict.relation


def _term(term: Term, audit: Audit, lang: Lang) -> TermRecord:
    fact = term.fact
    figure = fact.figure
    table, header = _cell(fact, audit)
    return {
        "role": term.role,
        "sign": term.sign,
        "label": label_of(fact, audit, lang),
        "printed": figure.printed if figure else None,
        "value": format(figure.base, "f") if figure else None,
        "unit": figure.unit.name if figure and figure.unit else None,
        "state": fact.state,
        "table": table,
        "header": header,
        "location": _place(fact, audit),
    }


def _place(fact: Fact, audit: Audit) -> PlaceRecord:
    """Where a figure stands; in what other document, where the audit is over several."""
    place, source = place_record(fact.location), audit.facts.source_of(fact)
    return place if source in (None, audit.facts.document.path) else {**place, "document": source or ""}


def _cell(fact: Fact, audit: Audit) -> tuple[str | None, str | None]:
    """The title of the table and the header of the column that a figure stands under."""
    if fact.statement is None:
        return None, None
    statement = audit.facts.statement(fact.statement)
    columns = statement.table.columns
    header = "/".join(columns[fact.column].path) if 0 <= fact.column < len(columns) else None
    return statement.title, header

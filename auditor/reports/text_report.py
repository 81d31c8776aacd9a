"""A run for a person at a terminal: every finding with its operands and the sum written out, then the verdict in words."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from io import StringIO

from rich.cells import cell_len
from rich.console import Console

from auditor.audit import Audit, Finding
from auditor.reports.messages import Lang, say
from auditor.reports.phrases import (
    formula_of,
    gap_text,
    kind_of,
    label_of,
    language_of,
    notice_text,
    place_of,
    plain,
    printed_of,
    sentence_of,
    unit_of,
)
from auditor.reports.run import Outcome, Run
from auditor.verdicts import Severity, Term, Verdict

_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_MOST_BLANKS = 3
"""So many blank parts of a sum are listed; more are counted."""


def render(run: Run, lang: Lang | None, *, colour: bool = False) -> str:
    """The report; numbers stand before words on a line, so that wide characters never break the alignment."""
    out = StringIO()
    console = Console(
        file=out,
        force_terminal=colour,
        no_color=not colour,
        width=10_000,
        soft_wrap=True,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for outcome in run.outcomes:
        if outcome.audit is None:
            continue
        for finding in outcome.audit.findings:
            _finding(console, finding, outcome, outcome.audit, lang or language_of(outcome.audit))
    for outcome in run.outcomes:
        _verdict_line(console, outcome, lang)
    _total_line(console, run, lang)
    return out.getvalue()


def _finding(console: Console, finding: Finding, outcome: Outcome, audit: Audit, lang: Lang) -> None:
    verdict = audit.verdicts[finding.head]
    rule = audit.rulebook.by_code[verdict.rule]
    place = verdict.terms[0].fact.location
    console.print(
        f"{say(finding.severity, lang)} {rule.code}  {finding.id}  {rule.title[lang]}", style=_STYLES[finding.severity]
    )
    console.print(f"  --> {outcome.path}:{place.line}:{place.column}{place_of(place, lang, '  ')}")
    for line in calculation(verdict, audit, lang):
        console.print(f"   | {line}")
    formula = formula_of(verdict)
    if formula:
        console.print(f"   | {formula}")
    console.print(f"   = {sentence_of(verdict, audit, lang)}")
    for number in finding.verdicts:
        for remark in audit.verdicts[number].remarks:
            console.print(f"   = {say(remark.key, lang, **remark.arguments)}")
    others = [audit.verdicts[number] for number in finding.verdicts if number != finding.head]
    if others:
        rules = ", ".join(
            f"{rule_code}×{times}" if times > 1 else rule_code
            for rule_code, times in Counter(other.rule for other in others).items()
        )
        console.print(f"   = {say('also-violated', lang, rules=rules)}")
    console.print(f"   = {say('source', lang)}{'：' if lang == 'zh' else ': '}{rule.source[lang]}\n")


def calculation(verdict: Verdict, audit: Audit, lang: Lang) -> list[str]:
    """The relation written out line by line: sign, amount, unit, place, name; then what it should read and by how much it misses."""
    rows: list[tuple[str, str, str, str, str]] = []
    blanks = 0
    for place, term in enumerate(verdict.terms):
        if term.fact.figure is None and term.role != "word":
            blanks += 1
            if blanks > _MOST_BLANKS:
                continue
        rows.append(_row(place, term, verdict, audit, lang))
    if blanks > _MOST_BLANKS:
        rows.append(("", f"({blanks - _MOST_BLANKS})", "", "", "…"))
    unit = unit_of(verdict.terms[0].fact)
    if verdict.expected is not None and verdict.kind not in ("wording",):
        rows.append(("=", plain(verdict.expected), unit, "", say("recomputed", lang)))
    if verdict.difference is not None and verdict.kind not in ("wording", "period"):
        rows.append(("", _signed(verdict.difference), unit, "", say("difference", lang)))
    if verdict.allowance:
        rows.append(("±", plain(verdict.allowance), unit, "", say("allowance", lang)))
    amount = max(cell_len(row[1]) for row in rows)
    units = max(cell_len(row[2]) for row in rows)
    places = max(cell_len(row[3]) for row in rows)
    return [
        f"{sign:1} {printed:>{amount}} {unit}{' ' * (units - cell_len(unit))}  {where}{' ' * (places - cell_len(where))}  {name}".rstrip()
        for sign, printed, unit, where, name in rows
    ]


def _row(place: int, term: Term, verdict: Verdict, audit: Audit, lang: Lang) -> tuple[str, str, str, str, str]:
    fact = term.fact
    where = f"{fact.location.line}:{fact.location.column}{place_of(fact.location, lang, ' ')}"
    sign = ""
    if verdict.kind in ("rollup", "balance") or (verdict.kind == "change" and verdict.terms[0].role == "whole"):
        is_same_side = term.sign == verdict.terms[0].sign
        sign = "" if place == 0 else "-" if is_same_side else "+"
    name = label_of(fact, audit, lang)
    amount = printed_of(fact) if fact.figure else "—" if term.role != "word" else "“”"
    return sign, amount, unit_of(fact), where, name


def _signed(value: Decimal) -> str:
    return f"+{plain(value)}" if value > 0 else plain(value)


def _verdict_line(console: Console, outcome: Outcome, lang: Lang | None) -> None:
    """One document in words: whether it ties, what was held against what, what was not decided."""
    audit = outcome.audit
    if audit is None:
        language = lang or "zh"
        console.print(
            f"{outcome.path}  {say(f'verdict-{outcome.status}', language)}：{_error_of(outcome, language)}",
            style="bold red",
        )
        return
    language = lang or language_of(audit)
    errors, warnings, notes = (audit.count(severity) for severity in ("error", "warning", "note"))
    undecided = Counter(
        verdict.reason.key for verdict in audit.verdicts if verdict.outcome == "unverifiable" and verdict.reason
    )
    word = (
        "errors"
        if errors
        else "warnings"
        if warnings
        else "partly"
        if undecided or audit.gaps or not audit.is_complete
        else "notes"
        if notes
        else "clean"
    )
    profile = audit.facts.profile
    about = " ".join(
        part for part in (profile.organisation or "", str(profile.year or ""), kind_of(audit, language)) if part
    )
    style = {"errors": "bold red", "warnings": "yellow", "partly": "yellow"}.get(word, "green")
    counts = say("counts", language, errors=errors, warnings=warnings, notes=notes)
    console.print(f"{outcome.path}  {say(f'verdict-{word}', language)}  {counts}  {about}", style=style)
    console.print(f"    {_checked(audit, language)}")
    if undecided:
        reasons = _separator(language).join(f"{say(key, language)} ×{times}" for key, times in undecided.most_common())
        console.print(f"    {say('not-decided', language, count=sum(undecided.values()), reasons=reasons)}")
    for notice in audit.facts.document.notices:
        console.print(f"    {notice_text(notice, language)}")
    if audit.gaps:
        gaps = _separator(language).join(
            f"{say('at-line', language, line=gap.line)} {gap_text(gap, language)}" for gap in audit.gaps[:5]
        )
        console.print(f"    {say('gaps', language, gaps=gaps)}")


def _error_of(outcome: Outcome, lang: Lang) -> str:
    return (outcome.error_zh if lang == "zh" else None) or outcome.error or ""


def _separator(lang: Lang) -> str:
    return "；" if lang == "zh" else "; "


def _checked(audit: Audit, lang: Lang) -> str:
    coverage = audit.coverage
    decided = [verdict for verdict in audit.verdicts if verdict.holds or verdict.outcome == "inconsistent"]
    return say(
        "checked",
        lang,
        decided=len(decided),
        holding=sum(1 for verdict in decided if verdict.holds),
        figures=coverage.figures,
        checked=coverage.checked,
        unrelated=coverage.unrelated,
        excluded=coverage.excluded,
        unread=coverage.unread,
    )


def _total_line(console: Console, run: Run, lang: Lang | None) -> None:
    if len(run.outcomes) < 2:
        return
    language = lang or (language_of(run.audits[0]) if run.audits else "zh")
    rest = "" if run.is_complete else say("incomplete", language)
    counts = {
        name: run.count(severity)
        for name, severity in (("errors", "error"), ("warnings", "warning"), ("notes", "note"))
    }
    console.print(say("total", language, documents=len(run.outcomes), **counts, rest=rest))

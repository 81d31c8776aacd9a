"""A run for a person at a terminal: every finding with its operands and the sum written out, then the verdict in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.messages import tell
from auditor.records.choices import SEVERITIES, Lang, SeverityName
from auditor.records.messages import say
from auditor.records.spool import outlines_of
from auditor.reports.console import Console, Style, cells
from auditor.reports.extent import WHOLE, WORDS, Extent, tallies_of, told_findings, untold
from auditor.reports.page import PLAIN, Page
from auditor.reports.standing import (
    Standing,
    counts_of,
    language_of_run,
    left_out_of,
    paths_of,
    standing_of,
    total_of,
)
from auditor.reports.terms import calculation, diagnosis_text, lapsed_text, one_line, where

if TYPE_CHECKING:
    from auditor.records import DocumentRecord, FindingRecord, RunRecord, VerdictRecord

_MOST_GAPS = 5
"""So many are named; more are counted."""
_UNDER = "     "
_STANDINGS: dict[Standing, Style] = {
    "errors": "bold red",
    "warnings": "yellow",
    "partly": "yellow",
    "nothing": "yellow",
}
_STYLES: dict[SeverityName, Style] = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def render(run: RunRecord, lang: Lang | None, *, page: Page = PLAIN, extent: Extent = WHOLE) -> Iterator[str]:
    """The report; numbers stand before words on a line, so that wide characters never break the alignment."""
    console = Console(page)
    for found in told_findings(run, extent.most) if not page.brief else ():
        _finding(console, found.finding, found.document, run)
        yield console.take()
    for line in untold(run, extent, language_of_run(run, lang)) if not page.brief else ():
        console.print(line, style="yellow")
        console.print()
    for document in outlines_of(run):
        _verdict_line(console, document)
        yield console.take()
    if extent.statistics:
        _statistics(console, run, language_of_run(run, lang))
    _exception_lines(console, run, lang)
    _total_lines(console, run, lang)
    yield console.take()


def _finding(console: Console, finding: FindingRecord, document: DocumentRecord, run: RunRecord) -> None:
    lang = document["language"]
    verdict = document["verdicts"][finding["verdicts"][0]]
    rule = run["rules"][finding["rule"]]
    place = verdict["terms"][0]["location"]
    title = f"{say(finding['severity'], lang)} {finding['rule']}  {finding['id']}  {rule['title'][lang]}"
    console.print(title, style=_STYLES[finding["severity"]])
    beside = where(place, lang)
    console.print(
        f"  --> {document['path']}:{place['line']}:{place['column']}{'  ' + beside if beside else ''}", under=None
    )
    for line, label in _aligned(verdict, lang, console.page.ambiguous):
        console.print(f"   | {line}{label}".rstrip(), under=f"   | {' ' * cells(line, console.page.ambiguous)}")
    if finding["formula"]:
        console.print(f"   | {finding['formula']}", under="   |   ")
    excerpt = finding.get("excerpt")
    if excerpt:
        console.print(f"   = {say('excerpt', lang, text=one_line(excerpt))}", under=_UNDER)
    for said in [finding["sentence"], *finding["remarks"], *diagnosis_text(finding), *lapsed_text(finding, lang)]:
        console.print(f"   = {said}", under=_UNDER)
    others = Counter(document["verdicts"][number]["rule"] for number in finding["verdicts"][1:])
    if others:
        rules = ", ".join(f"{code}×{times}" if times > 1 else code for code, times in others.items())
        console.print(f"   = {say('also-violated', lang, rules=rules)}", under=_UNDER)
    console.print(f"   = {say('source', lang)}{_colon(lang)}{rule['source'][lang]}", under=_UNDER)
    console.print()


def written_out(verdict: VerdictRecord, lang: Lang) -> list[str]:
    """The relation line by line: sign, amount, unit, place, name; what is calculated, and the difference."""
    return [f"{line}{label}".rstrip() for line, label in _aligned(verdict, lang, 1)]


def _aligned(verdict: VerdictRecord, lang: Lang, ambiguous: int) -> list[tuple[str, str]]:
    """The columns of each line, padded, and the name behind them; a stroke above what the lines before it add up to."""
    rows = []
    steps = calculation(verdict, lang)
    for step in steps:
        place = ""
        if step.term is not None:
            location = step.term["location"]
            beside = where(location, lang)
            place = f"{location['line']}:{location['column']}{' ' + beside if beside else ''}"
        rows.append((step.sign, *map(one_line, (step.amount, step.unit, place, step.name))))
    signs, amounts, units, places = (max(cells(row[column], ambiguous) for row in rows) for column in range(4))

    def fill(text: str, width: int) -> str:
        return " " * (width - cells(text, ambiguous))

    lines = []
    for step, (sign, amount, unit, place, name) in zip(steps, rows, strict=True):
        if step.is_total:
            lines.append((f"{' ' * max(1, signs)} {'-' * amounts}", ""))
        figure = f"{sign}{fill(sign, max(1, signs))} {fill(amount, amounts)}{amount} {unit}{fill(unit, units)}"
        lines.append((f"{figure}  {place}{fill(place, places)}  ", name))
    return lines


def _verdict_line(console: Console, document: DocumentRecord) -> None:
    """One document in words: whether it ties, what was held against what, what was not decided."""
    lang = document["language"]
    word = standing_of(document)
    if document["status"] != "audited":
        console.print(
            f"{document['path']}  {say(f'verdict-{word}', lang)}{_colon(lang)}{document['error']}",
            style="bold red",
        )
        return
    about = " ".join(
        part for part in (document["organisation"] or "", str(document["year"] or ""), document["kind_name"]) if part
    )
    style = _STANDINGS.get(word, "green")
    counts = counts_of(document)
    path = paths_of(document)
    line = say("counts", lang, errors=counts["error"], warnings=counts["warning"], notes=counts["note"])
    set_aside = "".join(
        say(f"counted-{state}", lang, count=counts[state]) for state in ("waived", "baseline") if counts[state]
    )
    said = "excepted" if set_aside and word in ("clean", "notes") else word
    console.print(f"{path}  {say(f'verdict-{said}', lang)}  {line}{set_aside}  {about}", style=style)
    console.print(f"    {checked(document, lang)}")
    undecided = document["checks"]["undecided"]
    if undecided:
        reasons = _separator(lang).join(f"{reason} ×{times}" for reason, times in undecided.items())
        console.print(f"    {say('not-decided', lang, count=sum(undecided.values()), reasons=reasons)}")
    for notice in document["notices"]:
        console.print(f"    {notice['text']}")
    if document["gaps"]:
        gaps = _separator(lang).join(
            f"{say('at-line', lang, line=gap['line'])} {gap['reason']}" for gap in document["gaps"][:_MOST_GAPS]
        )
        more = len(document["gaps"]) - _MOST_GAPS
        gaps += f"{_separator(lang)}{say('more-gaps', lang, count=more)}" if more > 0 else ""
        console.print(f"    {say('gaps', lang, gaps=gaps)}")


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "


def _separator(lang: Lang) -> str:
    return "；" if lang == "zh" else "; "


def checked(document: DocumentRecord, lang: Lang) -> str:
    """How much of a document was checked, in one line."""
    coverage, checks = document["coverage"], document["checks"]
    decided, holding = checks["decided"], checks["holding"]
    counted = {"decided": decided, "holding": holding, "broken": decided - holding}
    if "between" in document:
        return say("checked-between", lang, **counted)
    return say(
        "checked",
        lang,
        **counted,
        figures=coverage["figures"],
        checked=coverage["checked"],
        unrelated=coverage["unrelated"],
        excluded=coverage["excluded"],
        unread=coverage["unread"],
    )


def _statistics(console: Console, run: RunRecord, lang: Lang) -> None:
    """A line for each rule with open findings: errors, warnings, notes, documents, the rule."""
    tallies = tallies_of(run)
    heads = [*(say(severity, lang) for severity in SEVERITIES), tell(WORDS, "documents", lang)]
    rows = [[*map(str, tally.counts), str(tally.documents)] for tally in tallies]
    widths = [max(map(cells, column)) for column in zip(heads, *rows, strict=True)]
    names = [f"{tally.rule}  {run['rules'][tally.rule]['title'][lang]}" for tally in tallies]
    if rows:
        console.print()
    for row, name in zip([heads, *rows], [tell(WORDS, "rule", lang), *names], strict=True) if rows else ():
        figures = "  ".join(" " * (width - cells(text)) + text for text, width in zip(row, widths, strict=True))
        console.print(f"{figures}  {name}", under=" " * (sum(widths) + 2 * len(widths)))


def _exception_lines(console: Console, run: RunRecord, lang: Lang | None) -> None:
    """What is wrong with waivers and baseline, a line each."""
    language = language_of_run(run, lang)
    for problem in run.get("exceptions", []):
        title = f"{say(problem['severity'], language)} {say('exception-' + problem['by'], language)}"
        line = f"{title}  {problem['file']}:{problem['line']}  {problem['text'][language]}"
        console.print(line, _STYLES[problem["severity"]])


def _total_lines(console: Console, run: RunRecord, lang: Lang | None) -> None:
    language = language_of_run(run, lang)
    left_out = left_out_of(run, language)
    if left_out:
        console.print(left_out, style="yellow")
    if len(run["documents"]) > 1:
        console.print(total_of(run, language))

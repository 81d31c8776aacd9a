"""A run for a person at a terminal: every finding with its operands and the sum written out, then the verdict in words."""

from __future__ import annotations

from collections import Counter
from io import StringIO

from rich.cells import cell_len
from rich.console import Console

from auditor.records import DocumentRecord, FindingRecord, Lang, RunRecord, SeverityName, VerdictRecord
from auditor.records.messages import say
from auditor.reports.standing import counts_of, has_state, language_of_run, standing_of, total_of
from auditor.reports.terms import calculation, lapsed_text, one_line, where

_STYLES: dict[SeverityName, str] = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> str:
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
    for document in run["documents"]:
        for finding in document.get("findings", []):
            if has_state(finding, "open"):
                _finding(console, finding, document, run)
    for document in run["documents"]:
        _verdict_line(console, document)
    _exception_lines(console, run, lang)
    _total_line(console, run, lang)
    return out.getvalue()


def _print(console: Console, line: str, style: str | None = None) -> None:
    console.print(one_line(line), style=style)


def _finding(console: Console, finding: FindingRecord, document: DocumentRecord, run: RunRecord) -> None:
    lang = document["language"]
    verdict = document["verdicts"][finding["verdicts"][0]]
    rule = run["rules"][finding["rule"]]
    place = verdict["terms"][0]["location"]
    title = f"{say(finding['severity'], lang)} {finding['rule']}  {finding['id']}  {rule['title'][lang]}"
    _print(console, title, style=_STYLES[finding["severity"]])
    beside = where(place, lang)
    _print(console, f"  --> {document['path']}:{place['line']}:{place['column']}{'  ' + beside if beside else ''}")
    for line in written_out(verdict, lang):
        _print(console, f"   | {line}")
    if finding["formula"]:
        _print(console, f"   | {finding['formula']}")
    for said in [finding["sentence"], *finding["remarks"], *lapsed_text(finding, lang)]:
        _print(console, f"   = {said}")
    others = Counter(document["verdicts"][number]["rule"] for number in finding["verdicts"][1:])
    if others:
        rules = ", ".join(f"{code}×{times}" if times > 1 else code for code, times in others.items())
        _print(console, f"   = {say('also-violated', lang, rules=rules)}")
    _print(console, f"   = {say('source', lang)}{'：' if lang == 'zh' else ': '}{rule['source'][lang]}")
    console.print()


def written_out(verdict: VerdictRecord, lang: Lang) -> list[str]:
    """The relation line by line: sign, amount, unit, place, name; then what it should read and by how much it misses."""
    rows = []
    for step in calculation(verdict, lang):
        place = ""
        if step.term is not None:
            location = step.term["location"]
            beside = where(location, lang)
            place = f"{location['line']}:{location['column']}{' ' + beside if beside else ''}"
        rows.append((step.sign, step.amount, step.unit, place, step.name))
    amounts, units, places = (max(cell_len(row[column]) for row in rows) for column in (1, 2, 3))
    return [
        f"{sign:1} {' ' * (amounts - cell_len(amount))}{amount} {unit}{' ' * (units - cell_len(unit))}"
        f"  {place}{' ' * (places - cell_len(place))}  {name}".rstrip()
        for sign, amount, unit, place, name in rows
    ]


def _verdict_line(console: Console, document: DocumentRecord) -> None:
    """One document in words: whether it ties, what was held against what, what was not decided."""
    lang = document["language"]
    word = standing_of(document)
    if document["status"] != "audited":
        _print(console, f"{document['path']}  {say(f'verdict-{word}', lang)}：{document['error']}", style="bold red")
        return
    about = " ".join(
        part for part in (document["organisation"] or "", str(document["year"] or ""), document["kind_name"]) if part
    )
    style = {"errors": "bold red", "warnings": "yellow", "partly": "yellow"}.get(word, "green")
    counts = counts_of(document)
    line = say("counts", lang, errors=counts["error"], warnings=counts["warning"], notes=counts["note"])
    set_aside = "".join(
        say(f"counted-{state}", lang, count=counts[state]) for state in ("waived", "baseline") if counts[state]
    )
    said = "excepted" if set_aside and word in ("clean", "notes") else word
    _print(console, f"{document['path']}  {say(f'verdict-{said}', lang)}  {line}{set_aside}  {about}", style=style)
    _print(console, f"    {checked(document, lang)}")
    undecided = document["checks"]["undecided"]
    if undecided:
        reasons = _separator(lang).join(f"{reason} ×{times}" for reason, times in undecided.items())
        _print(console, f"    {say('not-decided', lang, count=sum(undecided.values()), reasons=reasons)}")
    for notice in document["notices"]:
        _print(console, f"    {notice['text']}")
    if document["gaps"]:
        gaps = _separator(lang).join(
            f"{say('at-line', lang, line=gap['line'])} {gap['reason']}" for gap in document["gaps"][:5]
        )
        _print(console, f"    {say('gaps', lang, gaps=gaps)}")


def _separator(lang: Lang) -> str:
    return "；" if lang == "zh" else "; "


def checked(document: DocumentRecord, lang: Lang) -> str:
    """How much of a document was checked, in one line."""
    coverage, checks = document["coverage"], document["checks"]
    return say(
        "checked",
        lang,
        decided=checks["decided"],
        holding=checks["holding"],
        figures=coverage["figures"],
        checked=coverage["checked"],
        unrelated=coverage["unrelated"],
        excluded=coverage["excluded"],
        unread=coverage["unread"],
    )


def _exception_lines(console: Console, run: RunRecord, lang: Lang | None) -> None:
    """What is wrong with waivers and baseline, a line each."""
    language = language_of_run(run, lang)
    for problem in run.get("exceptions", []):
        title = f"{say(problem['severity'], language)} {say('exception-' + problem['by'], language)}"
        line = f"{title}  {problem['file']}:{problem['line']}  {problem['text'][language]}"
        _print(console, line, style=_STYLES[problem["severity"]])


def _total_line(console: Console, run: RunRecord, lang: Lang | None) -> None:
    if len(run["documents"]) > 1:
        _print(console, total_of(run, language_of_run(run, lang)))

"""A run as Markdown, for people and merge requests: the verdict in words, findings as a table, each worked out, what was not checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from auditor.messages import Catalogue, tell
from auditor.patterns import regex
from auditor.records import DocumentRecord, FindingRecord, Lang, PlaceRecord, RunRecord, VerdictRecord
from auditor.records.choices import SEVERITIES
from auditor.records.messages import say
from auditor.reports.extent import WHOLE, Extent, tallies_of, untold, worst_of
from auditor.reports.extent import WORDS as TALLIED
from auditor.reports.places import gravity_of
from auditor.reports.standing import (
    counts_of,
    has_state,
    language_of_run,
    left_out_of,
    shortcomings_of,
    standing_of,
    standing_of_run,
    total_of,
)
from auditor.reports.terms import diagnosis_text, lapsed_text, one_line, printed_of, signed, where
from auditor.reports.text_report import checked, written_out

WORDS = Catalogue("markdown")
_TALLIED = ("documents", "rule", "title")
_MOST_FIGURES = 20
"""So many figures that no rule relates are listed; more are counted."""
_ANYWHERE = regex(r"[\\`*_\[\]<>|~#&$!]")
_URL = regex(r"(?i)(?<=\w):(?=//)|(?<=www)\.|(?<=mailto):")
_LIST = regex(r"[-+](?=[-\s]|$)|\d+(?=[.)](?:\s|$))")
"""What would begin a list or draw a rule at the beginning of a line."""
_MENTION = regex(r"@(?=\w)")


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False, extent: Extent = WHOLE) -> Iterator[str]:
    """Everything that a document says is escaped, so that it stands there as it was printed and does nothing."""
    language = language_of_run(run, lang)
    lines = [f"# {_verdict(run, language)}", "", escaped(total_of(run, language)), ""]
    left_out = left_out_of(run, language)
    lines += [escaped(left_out), ""] if left_out else []
    for line in untold(run, extent, language):
        lines += [escaped(line), ""]
    lines += _statistics(run, language) if extent.statistics else []
    yield "\n".join(lines).rstrip() + "\n"
    # Each part stands behind an empty line and has none at its end.
    chosen = worst_of(run, extent.most)
    documents = (
        _document(document, run, None if chosen is None else chosen[number])
        for number, document in enumerate(run["documents"])
    )
    parts = chain(documents, [_exceptions(run, language)])
    yield from ("\n" + "\n".join(part).rstrip() + "\n" for part in parts if part)


def escaped(text: str) -> str:
    """A text as Markdown that shows just this text, on one line: no markup, no HTML, no link, no mention of anyone."""
    line = one_line(text).strip()
    shown = _URL.sub(r"\\\g<0>", _ANYWHERE.sub(r"\\\g<0>", line))
    if lead := _LIST.match(line):
        cut = lead.end() if lead[0].isdigit() else 0
        shown = f"{shown[:cut]}\\{shown[cut:]}"
    # No backslash keeps a name from being notified; a joiner of words, which is not seen, does.
    return _MENTION.sub("@\u2060", shown)


def _verdict(run: RunRecord, lang: Lang) -> str:
    standing = standing_of_run(run)
    return tell(WORDS, "nothing", lang) if standing is None else say(f"verdict-{standing}", lang)


def _statistics(run: RunRecord, lang: Lang) -> list[str]:
    """The rules with open findings, those with the most errors first; nothing where there are none."""
    tallies = tallies_of(run)
    if not tallies:
        return []
    heads = [*(say(severity, lang) for severity in SEVERITIES), *(tell(TALLIED, key, lang) for key in _TALLIED)]
    rows = [
        [*map(str, tally.counts), str(tally.documents), tally.rule, run["rules"][tally.rule]["title"][lang]]
        for tally in tallies
    ]
    rule = ["--:"] * (len(heads) - 2) + ["---"] * 2
    lines = [f"| {' | '.join(row)} |" for row in (heads, rule, *([escaped(cell) for cell in row] for row in rows))]
    return [f"## {tell(TALLIED, 'statistics', lang)}", "", *lines, ""]


def _document(document: DocumentRecord, run: RunRecord, chosen: set[int] | None) -> list[str]:
    """A document with its open findings, of some numbers only, the gravest first."""
    lang = document.get("language", "zh")
    lines = [f"## {escaped(document['path'])} — {say(f'verdict-{standing_of(document)}', lang)}", ""]
    if document["status"] != "audited":
        return [*lines, escaped(document.get("error") or ""), ""]
    about = [document["organisation"], str(document["year"] or ""), document["kind_name"]]
    counts = counts_of(document)
    lines += [escaped(" ".join(part for part in about if part)), ""]
    lines += [say("counts", lang, errors=counts["error"], warnings=counts["warning"], notes=counts["note"]), ""]
    told = [entry for place, entry in enumerate(document["findings"]) if chosen is None or place in chosen]
    found = sorted((finding for finding in told if has_state(finding, "open")), key=gravity_of)
    if found:
        lines += [f"### {tell(WORDS, 'findings', lang)}", "", *_findings(found, document), ""]
        lines += [f"### {tell(WORDS, 'workings', lang)}", ""]
        for finding in found:
            lines += _worked_out(finding, document, run)
    lines += [f"### {tell(WORDS, 'coverage', lang)}", "", escaped(checked(document, lang)), ""]
    lines += _section("unchecked", _unchecked(document), lang)
    return [*lines, *_set_aside(document)]


def _exceptions(run: RunRecord, lang: Lang) -> list[str]:
    """What is wrong with waivers and baseline."""
    problems = run.get("exceptions", [])
    said = [(problem, f"{problem['file']}:{problem['line']} {problem['text'][lang]}") for problem in problems]
    entries = [f"- {say(problem['severity'], lang)} {escaped(text)}" for problem, text in said]
    return [f"## {tell(WORDS, 'exceptions', lang)}", "", *entries] if entries else []


def _section(title: str, items: Iterable[str], lang: Lang) -> list[str]:
    entries = [f"- {escaped(item)}" for item in items]
    return [f"### {tell(WORDS, title, lang)}", "", *entries, ""] if entries else []


def _table(names: Iterable[str], rows: Iterable[Iterable[str]], lang: Lang, numbers: tuple[str, ...] = ()) -> list[str]:
    keys = list(names)
    head = [tell(WORDS, key, lang) for key in keys]
    rule = ["--:" if key in numbers else "---" for key in keys]
    return [f"| {' | '.join(cells)} |" for cells in (head, rule, *([escaped(cell) for cell in row] for row in rows))]


def _findings(found: list[FindingRecord], document: DocumentRecord) -> list[str]:
    numbers = ("printed", "expected", "difference")
    names = ("id", "severity", "rule", "place", "label", *numbers)
    return _table(names, (_row(finding, document) for finding in found), document["language"], numbers)


def _row(finding: FindingRecord, document: DocumentRecord) -> Iterator[str]:
    lang, verdict = document["language"], document["verdicts"][finding["verdicts"][0]]
    first = verdict["terms"][0]
    yield from (finding["id"], say(finding["severity"], lang), finding["rule"], _place(first["location"], lang))
    yield first["label"]
    yield _amount(printed_of(first), first["unit"], lang)
    for amount in _recomputed(verdict):
        yield _amount(amount, first["unit"], lang)


def _recomputed(verdict: VerdictRecord) -> tuple[str, str]:
    """What the other figures make, and by how much the first one differs; empty where a word is held against figures."""
    if verdict["kind"] == "wording":
        return "", ""
    difference = verdict["difference"]
    return verdict["expected"] or "", "" if difference is None or verdict["kind"] == "period" else signed(difference)


def _amount(amount: str, unit: str | None, lang: Lang) -> str:
    return f"{amount}{'' if lang == 'zh' else ' '}{unit or ''}".strip() if amount else ""


def _place(place: PlaceRecord, lang: Lang) -> str:
    return " ".join(part for part in (say("at-line", lang, line=place["line"]), where(place, lang)) if part)


def _worked_out(finding: FindingRecord, document: DocumentRecord, run: RunRecord) -> list[str]:
    """One finding: its rule, the calculation in a fence longer than any run of backticks in it, what it means."""
    lang = document["language"]
    rule = run["rules"][finding["rule"]]
    verdict = document["verdicts"][finding["verdicts"][0]]
    work = [one_line(line) for line in written_out(verdict, lang)]
    work += [one_line(finding["formula"])] if finding["formula"] else []
    fence = "`" * max(3, 1 + max(len(run) for run in re.findall("`*", "\n".join(work))))
    title = f"{say(finding['severity'], lang)} {finding['rule']} {rule['title'][lang]}"
    others = sorted({document["verdicts"][number]["rule"] for number in finding["verdicts"][1:]})
    excerpt = finding.get("excerpt")
    said = [tell(WORDS, "excerpt", lang, excerpt=one_line(excerpt))] if excerpt else []
    said += [finding["sentence"], *finding["remarks"], *diagnosis_text(finding), *lapsed_text(finding, lang)]
    said += [say("also-violated", lang, rules=", ".join(others))] if others else []
    said += [f"{say('source', lang)}{'：' if lang == 'zh' else ': '}{rule['source'][lang]}"]
    return [
        f"#### {finding['id']} {escaped(title)}",
        "",
        f"{fence}text",
        *work,
        fence,
        "",
        *(f"- {escaped(sentence)}" for sentence in said),
        "",
    ]


def _unchecked(document: DocumentRecord) -> Iterator[str]:
    lang = document["language"]
    yield from shortcomings_of(document)
    if document["complete"]:
        yield from (f"{say('at-line', lang, line=gap['line'])} {gap['reason']}" for gap in document["gaps"])
    for reason, times in document["checks"]["undecided"].items():
        yield tell(WORDS, "undecided", lang, reason=reason, times=times)
    figures = document["coverage"]["unchecked"]
    for entry in figures[:_MOST_FIGURES]:
        yield tell(WORDS, "figure", lang, line=entry["line"], printed=entry["printed"], reason=entry["reason"])
    if len(figures) > _MOST_FIGURES:
        yield tell(WORDS, "more", lang, count=len(figures) - _MOST_FIGURES)


def _set_aside(document: DocumentRecord) -> list[str]:
    lang = document["language"]
    rows = []
    for finding in document["findings"]:
        if not has_state(finding, "open"):
            waiver = finding.get("waiver")
            why = (waiver["reason"], waiver["approved_by"], waiver["expires"] or "") if waiver else ("", "", "")
            rows.append((finding["id"], tell(WORDS, finding["state"], lang), finding["message"], *why))
    if not rows:
        return []
    names = ("id", "state", "message", "reason", "approved", "expires")
    return [f"### {tell(WORDS, 'set-aside', lang)}", "", *_table(names, rows, lang), ""]

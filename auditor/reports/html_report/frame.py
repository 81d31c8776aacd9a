"""What stands around the documents: the list of them with their verdicts, the bar, the description of the keys."""

from __future__ import annotations

from auditor.records import DocumentRecord, Lang, RunRecord
from auditor.records.messages import say
from auditor.reports.html_report.findings import MARKS
from auditor.reports.html_report.markup import data_block, escaped
from auditor.reports.html_report.panel import STANDING_MARKS, about, coverage_bar, name_of
from auditor.reports.html_report.words import SCRIPT_WORDS, word
from auditor.reports.standing import counts_of, standing_of, total_of

_KEYS = {
    "key-finding": "j k",
    "key-page": "n p",
    "key-document": "[ ]",
    "key-search": "/",
    "key-failed": "f",
    "key-expand": "e",
    "key-copy": "c",
    "key-figure": "← → Enter",
    "key-escape": "Esc",
    "key-help": "?",
}


def controls(run: RunRecord, lang: Lang) -> str:
    """The bar at the top, and what only the script shows: the description of the keys, the checks of a figure."""
    several = len(run["documents"]) > 1
    link = (
        f'<a class="all" href="#documents">{word("documents", lang)} <b>{len(run["documents"])}</b></a>'
        if several
        else ""
    )
    steps = "".join(
        f'<button type="button" class="js" data-do="{key}-document" aria-label="{word(f"{key}-document", lang)}">{sign}</button>'
        for key, sign in (("previous", "‹"), ("next", "›"))
    )
    words = {key: word(key, lang) for key in SCRIPT_WORDS}
    return (
        f'<a class="skip" href="#main">{word("skip", lang)}</a>'
        f'<header class="page-bar"><h1>{word("report", lang)}</h1>'
        + (f'<nav aria-label="{word("documents", lang)}">{link}{steps}</nav>' if several else "")
        + _filters(lang)
        + f'<label class="js with-source"><input type="checkbox" id="with-source">{word("print-source", lang)}</label>'
        + f'<button type="button" class="js" data-do="help">{word("keys", lang)} <kbd>?</kbd></button></header>'
        f'<p id="said" class="unseen" role="status"></p>{_inspector(lang)}{_help(lang)}' + data_block("words", words)
    )


def _filters(lang: Lang) -> str:
    boxes = "".join(
        f'<label class="{severity}"><input type="checkbox" name="{severity}" checked>'
        f'<i aria-hidden="true">{mark}</i> {say(severity, lang)}</label>'
        for severity, mark in MARKS.items()
    )
    asked, rules = word("search", lang), word("all-rules", lang)
    steps = "".join(
        f'<button type="button" data-do="{key}" aria-label="{word(key, lang)}" hidden>{sign}</button>'
        for key, sign in (("previous-match", "↑"), ("next-match", "↓"))
    )
    return (
        f'<search class="js filter" role="search" aria-label="{word("filter", lang)}"><input type="search" id="query" '
        f'placeholder="{asked}" aria-label="{asked}" autocomplete="off" spellcheck="false"><span id="matches"></span>{steps}'
        f'<fieldset><legend class="unseen">{word("filter", lang)}</legend>{boxes}</fieldset>'
        f'<select id="rule" aria-label="{word("rule", lang)}"><option value="">{rules}</option></select></search>'
    )


def _inspector(lang: Lang) -> str:
    return (
        f'<aside id="inspector" aria-label="{word("checks", lang)}" hidden><h2 tabindex="-1"></h2>'
        f'<button type="button" data-do="close" aria-label="{word("close", lang)}">×</button><div></div></aside>'
    )


def _help(lang: Lang) -> str:
    rows = "".join(
        f"<div><dt>{_caps(keys, lang)}</dt><dd>{word(name, lang)}</dd></div>" for name, keys in _KEYS.items()
    )
    return (
        f'<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">{word("keys-title", lang)}</h2><dl>{rows}</dl>'
        f'<button type="button" data-do="close-help">{word("close", lang)}</button></dialog>'
    )


def _caps(keys: str, lang: Lang) -> str:
    names = {"Enter": word("key-enter", lang)}
    return " ".join(f"<kbd>{names.get(key, key)}</kbd>" for key in keys.split())


def overview(run: RunRecord, lang: Lang) -> str:
    """The documents with their verdicts, as a table of links."""
    heads = "".join(
        f"<th scope=col>{text}</th>"
        for text in (
            word("document", lang),
            word("verdict", lang),
            *(say(severity, lang) for severity in MARKS),
            word("figures-checked", lang),
        )
    )
    rows = "".join(_row(number, document, lang) for number, document in enumerate(run["documents"], 1))
    return (
        f'<section class="overview" id="documents" aria-labelledby="total"><h2 id="total">{escaped(total_of(run, lang))}</h2>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _row(number: int, document: DocumentRecord, lang: Lang) -> str:
    standing, counts = standing_of(document), counts_of(document)
    beside = " — ".join(part for part in (about(document), document["path"]) if part)
    verdict = f'<i aria-hidden="true">{STANDING_MARKS[standing]}</i> {say(f"verdict-{standing}", lang)}'
    made = (
        f'<tr class="{standing}"><th scope=row><a href="#d{number}">{escaped(name_of(document))}</a>'
        f"<small><bdi>{escaped(beside)}</bdi></small></th><td class=standing>{verdict}</td>"
    )
    if document["status"] != "audited":
        return f"{made}<td colspan=4>{escaped(document.get('error') or '')}</td></tr>"
    cells = "".join(
        f'<td class="{name}{"" if counts[name] else " nil"}" data-name="{say(name, lang)}">{counts[name]}</td>'
        for name in MARKS
    )
    coverage = document["coverage"]
    share = f"<small>{coverage['checked']} / {coverage['figures']}</small>"
    return f"{made}{cells}<td class=share>{coverage_bar(document)}{share}</td></tr>"


def exceptions_section(run: RunRecord, lang: Lang) -> str:
    """Waivers and entries of the baseline that someone has to look at; empty where all fit."""
    problems = run.get("exceptions", [])
    if not problems:
        return ""
    rows = "".join(
        f'<li class="{problem["severity"]}"><i aria-hidden="true">{MARKS[problem["severity"]]}</i> '
        f"{say(problem['severity'], lang)} <code>{escaped(problem['file'])}:{problem['line']}</code> "
        f"{escaped(problem['text'][lang])}</li>"
        for problem in problems
    )
    title = f'<h2 id="exceptions-title">{word("exceptions", lang)} <span>{len(problems)}</span></h2>'
    return (
        f'<section class="overview" id="exceptions" aria-labelledby="exceptions-title">{title}<ul>{rows}</ul></section>'
    )

"""What stands around the documents: the bar, the description of the keys, waivers and baseline to look at."""

from __future__ import annotations

from auditor.records import Lang, RunRecord
from auditor.records.messages import say
from auditor.reports.html_report.findings import MARKS
from auditor.reports.html_report.markup import data_block, escaped
from auditor.reports.html_report.words import SCRIPT_WORDS, word
from auditor.reports.standing import left_out_of
from auditor.tuples import NamedTuple

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


class Index(NamedTuple):
    """The list of documents that a page is one of, or has."""

    link: str
    documents: int


def controls(lang: Lang, index: Index | None) -> str:
    """The bar at the top, and what only the script shows: the description of the keys, the checks of a figure.

    `index` is the list of documents; None where there is but one.
    """
    steps = "".join(
        f'<button type="button" class="js" data-do="{key}-document" aria-label="{word(f"{key}-document", lang)}">{sign}</button>'
        for key, sign in (("previous", "‹"), ("next", "›"))
    )
    words = {key: word(key, lang) for key in SCRIPT_WORDS}
    return (
        f'<a class="skip" href="#main">{word("skip", lang)}</a>'
        f'<header class="page-bar"><h1>{word("report", lang)}</h1>'
        + (_way(index, steps, lang) if index else "")
        + _filters(lang)
        + f'<label class="js with-source"><input type="checkbox" id="with-source">{word("print-source", lang)}</label>'
        + f'<button type="button" class="js" data-do="help">{word("keys", lang)} <kbd>?</kbd></button></header>'
        f'<p id="said" class="unseen" role="status"></p>{_inspector(lang)}{_help(lang)}' + data_block("words", words)
    )


def _way(index: Index, steps: str, lang: Lang) -> str:
    """The way to the list, and from document to document where they are on this page."""
    link = f'<a class="all" href="{index.link}">{word("documents", lang)} <b>{index.documents}</b></a>'
    return f'<nav aria-label="{word("documents", lang)}">{link}{steps if index.link.startswith("#") else ""}</nav>'


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


def left_out_section(run: RunRecord, lang: Lang) -> str:
    """What of folders was not looked into; empty where everything was."""
    said = left_out_of(run, lang)
    if not said:
        return ""
    title = f'<h2 id="left-out-title">{say("left-out-title", lang)} <span>{len(run["left_out"])}</span></h2>'
    return (
        f'<section class="overview" id="left-out" aria-labelledby="left-out-title">{title}'
        f'<ul><li class="warning"><i aria-hidden="true">{MARKS["warning"]}</i> {escaped(said)}</li></ul></section>'
    )


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

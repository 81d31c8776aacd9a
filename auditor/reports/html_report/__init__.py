"""A run as one page for people who would rather look than read: findings beside the document they are found in.

The page asks for nothing: style, script and data stand in it, and its own policy lets no other run. It is readable without
the script, which adds selection, search, filters and keys.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from auditor.records import Lang, RunRecord
from auditor.records.messages import say
from auditor.records.spool import outlines_of
from auditor.reports.html_report.frame import Index, controls, exceptions_section, left_out_section
from auditor.reports.html_report.index import Links, overview
from auditor.reports.html_report.markup import escaped
from auditor.reports.html_report.panel import name_of, panel
from auditor.reports.html_report.words import word
from auditor.reports.own import MARK
from auditor.reports.standing import language_of_run, standing_of

if TYPE_CHECKING:
    from auditor.reports.sights import Pictures

MOST_PLAIN = 20
"""Of more documents on one page what each of them says and its folded calculations are packed, for the script to unpack;
of so many no pictures are shown."""
_SCRIPTS = ("page", "unpack", "marks", "selection", "inspector", "filter", "search", "index", "keys", "start")
"""The parts of the script, in the order in which they are put together."""


def render(
    run: RunRecord, lang: Lang | None, *, colour: bool = False, pictures: Pictures | None = None
) -> Iterator[str]:
    """The page; every document is told in the language of its record, what stands around them in `lang`.

    `pictures` show the findings on the pages of their documents.
    """
    return page(run, language_of_run(run, lang), pictures=pictures)


def page(
    run: RunRecord,
    language: Lang,
    *,
    index: Index | None = None,
    links: Links = (),
    pictures: Pictures | None = None,
) -> Iterator[str]:
    """A page of a run, a piece for each document.

    With `links` it is that of the list alone, whose documents have pages of their own; with `index` one of those.
    """
    style, script = _style(), _script()
    names: set[str] = set()
    count = len(run["documents"])
    is_packed = count > MOST_PLAIN
    several = count > 1 or bool(links)
    index = index or (Index("#documents", count) if several else None)
    yield (
        f'<!doctype html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="{MARK}">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f'<link rel="icon" href="data:,">\n<title>{escaped(_title(run, language))}</title>\n'
        f"<style>{style}</style>\n<script>{script}</script>\n</head>\n"
        f"<body{' class=several' if several else ''}>\n{controls(language, index)}\n"
        '<main id="main">\n'
    )
    if several:
        yield from overview(run, language, links or [f"#d{number}" for number in range(1, count + 1)])
    yield f"{left_out_section(run, language)}{exceptions_section(run, language)}\n"
    for number, document in enumerate(run["documents"] if not links else [], 1):
        shown = {} if is_packed else pictures or {}
        said = panel(number, document, run, names, shown, is_packed=is_packed)
        yield said if number == 1 else f"\n{said}"
    yield "\n</main>\n</body>\n</html>\n"


def _title(run: RunRecord, lang: Lang) -> str:
    if len(run["documents"]) != 1:
        return f"{word('report', lang)} ({len(run['documents'])})"
    (document,) = outlines_of(run)
    return f"{say(f'verdict-{standing_of(document)}', lang)} · {name_of(document)} · {word('report', lang)}"


def _policy(style: str, script: str) -> str:
    """Nothing but this style and this script; nothing is fetched, sent or framed."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _style() -> str:
    return _file("style.css")


def _script() -> str:
    """The parts within one scope of their own."""
    parts = "\n".join(_file(f"script/{part}.js") for part in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")

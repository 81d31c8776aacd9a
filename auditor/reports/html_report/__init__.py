"""A run as one page for people who would rather look than read: findings beside the document they are found in.

The page asks for nothing: style, script and data stand in it, and its own policy lets no other run. It is readable without
the script, which adds selection, search, filters and keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from auditor.records import Lang, RunRecord
from auditor.records.messages import say
from auditor.records.spool import outlines_of
from auditor.reports.html_report.frame import Index, controls, exceptions_section, left_out_section
from auditor.reports.html_report.index import Links, overview
from auditor.reports.html_report.markup import data_block
from auditor.reports.html_report.panel import name_of, panel
from auditor.reports.html_report.shell import script_of, script_part, shell, style_of
from auditor.reports.html_report.words import word
from auditor.reports.standing import language_of_run, standing_of

if TYPE_CHECKING:
    from auditor.reports.sights import Pictures

MOST_PLAIN = 20
"""Of more documents on one page what each of them says and its folded calculations are packed, for the script to unpack;
of so many no pictures are shown."""
_SCRIPTS = ("base", "page", "unpack", "marks", "selection", "inspector", "filter", "search", "index", "keys", "start")
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
    data: Mapping[str, object] = {},
    pictures: Pictures | None = None,
) -> Iterator[str]:
    """A page of a run, a piece for each document.

    With `links` it is that of the list alone, whose documents have pages of their own; with `index` one of those. `data` are blocks
    for other programs, by their names.
    """
    several = len(run["documents"]) > 1 or bool(links)
    parts = map(script_part, _SCRIPTS)
    blocks = (data_block(name, value) for name, value in data.items())
    body = chain(_body(run, language, index, links, pictures), blocks)
    yield from shell(
        language, _title(run, language), style_of(), script_of(*parts), body, kind="several" if several else ""
    )


def _body(
    run: RunRecord, language: Lang, index: Index | None, links: Links, pictures: Pictures | None
) -> Iterator[str]:
    """What stands in the body of the page."""
    names: set[str] = set()
    count = len(run["documents"])
    is_packed = count > MOST_PLAIN
    several = count > 1 or bool(links)
    index = index or (Index("#documents", count) if several else None)
    yield f'{controls(language, index)}\n<main id="main">\n'
    if several:
        yield from overview(run, language, links or [f"#d{number}" for number in range(1, count + 1)])
    yield f"{left_out_section(run, language)}{exceptions_section(run, language)}\n"
    for number, document in enumerate(run["documents"] if not links else [], 1):
        shown = {} if is_packed else pictures or {}
        said = panel(number, document, run, names, shown, is_packed=is_packed)
        yield said if number == 1 else f"\n{said}"
    yield "\n</main>"


def _title(run: RunRecord, lang: Lang) -> str:
    if len(run["documents"]) != 1:
        return f"{word('report', lang)} ({len(run['documents'])})"
    (document,) = outlines_of(run)
    return f"{say(f'verdict-{standing_of(document)}', lang)} · {name_of(document)} · {word('report', lang)}"

"""An overview as one page that asks for nothing: what can be read without its script can be sorted and searched with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.records.choices import Lang
from auditor.reports.html_report.lists import By, Head, heads_row, parts_bar, search_field, verdict_buttons, verdict_of
from auditor.reports.html_report.markup import data_block, escaped
from auditor.reports.html_report.shell import file_of, script_of, script_part, shell, style_of
from auditor.reports.html_report.words import word as report_word
from auditor.reports.overview.charts import Bar, chart
from auditor.reports.overview.links import Links
from auditor.reports.overview.rows import MARKED, Cells, body_links
from auditor.reports.overview.tables import Chapter, Column, Kind, Row, Share, Table, standing_in
from auditor.reports.overview.words import word
from auditor.reports.standing import Standing, percent

_STATES = ("checked", "unrelated", "excluded", "unread")
_MOST_HAN, _MOST_LATIN = 15, 30
"""Characters of a name in the head of a column."""
_BY: dict[Kind, By] = {"count": "count", "year": "number"}
_SEARCHED = 8
"""Lists of fewer rows have no field to search them."""


def render(chapters: Sequence[Chapter], lang: Lang, links: Links, most: int) -> Iterator[str]:
    """The page, chapter by chapter; of each table `most` rows at most."""
    script = script_of(script_part("base"), script_part("index"), file_of(__package__, "overview.js"))
    style = style_of() + file_of(__package__, "overview.css")
    return shell(lang, word("title", lang), style, script, _Page(chapters, lang, links, most).body())


class _Page:
    def __init__(self, chapters: Sequence[Chapter], lang: Lang, links: Links, most: int) -> None:
        self._chapters, self._lang, self._most = chapters, lang, most
        self._bodies = body_links(chapters[-1], most)
        self._cells = Cells(lang, links, self._bodies)

    def body(self) -> Iterator[str]:
        lang = self._lang
        entries = "".join(f'<a href="#{chapter.key}">{escaped(chapter.title)}</a>' for chapter in self._chapters)
        yield (
            f'<a class="skip" href="#main">{report_word("skip", lang)}</a><header class="page-bar"><h1>{word("title", lang)}</h1>'
            f'<nav aria-label="{word("contents", lang)}">{entries}</nav></header><p id="said" class="unseen" role="status"></p>'
            + data_block("words", {"documents-shown": report_word("documents-shown", lang)})
            + '\n<main id="main" tabindex="-1">\n'
        )
        for chapter in self._chapters:
            yield from self._summary(chapter) if chapter.key == "summary" else self._chapter(chapter)
        yield "</main>"

    def _summary(self, chapter: Chapter) -> Iterator[str]:
        """The verdicts as links to the documents that have them, the numerals as a bar."""
        standings, numerals = chapter.tables
        first, *others = chapter.says
        verdicts = "".join(
            f'<li class="{row.cells[0]}"><a href="#documents" data-verdict="{row.cells[0]}">'
            f"{verdict_of(standing_in(row.cells[0]), self._lang)} <b>{row.cells[1]}</b></a></li>"
            for row in standings.rows
        )
        yield (
            f'<section class="overview" id="summary" aria-labelledby="summary-title"><h2 id="summary-title">{escaped(first)}</h2>'
            f"{_says(others)}"
            f'<ul class="verdicts" aria-label="{escaped(standings.title)}">{verdicts}</ul>{_numerals(numerals)}</section>\n'
        )

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        kind = " matrix" if chapter.key == "matrix" else ""
        yield (
            f'<section class="overview{kind}" id="{chapter.key}" aria-labelledby="{chapter.key}-title">'
            f'<h2 id="{chapter.key}-title">{escaped(chapter.title)}</h2>{_says(chapter.says)}'
        )
        for table in chapter.tables:
            if len(chapter.tables) > 1:
                yield f'<h3 id="{table.key}-title">{escaped(table.title)}</h3>'
            yield from self._table(table)
        yield "</section>\n"

    def _table(self, table: Table) -> Iterator[str]:
        if not table.rows:
            yield f"<p>{word('none', self._lang)}</p>"
            return
        yield from {"list": self._list, "matrix": self._matrix, "years": self._years, "plain": self._plain}[table.form](
            table
        )
        left = table.total - min(self._most, len(table.rows))
        if left:
            yield f"<p>{escaped(word('more', self._lang, count=left))}</p>"

    def _list(self, table: Table) -> Iterator[str]:
        """A table whose heads sort it, with a field to search it."""
        columns, rows = table.columns, table.rows[: self._most]
        verdict = next((number for number, column in enumerate(columns) if column.kind == "verdict"), None)
        buttons = ""
        if verdict is not None:
            counts: dict[Standing, int] = {}
            for row in rows:
                standing = standing_in(row.cells[verdict])
                counts[standing] = counts.get(standing, 0) + 1
            buttons = verdict_buttons(counts, self._lang)
        field = search_field(f"find-{table.key}", word("find", self._lang)) if len(rows) > _SEARCHED or buttons else ""
        heads = heads_row(
            _head(number, column) for number, column in enumerate(columns) if column.kind not in ("small", "code")
        )
        yield (
            f'<div class="listing" id="list-{table.key}"><div class="choices">{buttons}{field}</div><div class="wide">'
            f"<table class=list><thead><tr>{heads}</tr></thead><tbody>"
        )
        is_documents = table.key == "documents"
        yield from (self._cells.row(row, columns, at if is_documents else None, verdict) for at, row in enumerate(rows))
        yield "</tbody></table></div></div>"

    def _plain(self, table: Table) -> Iterator[str]:
        shown = [column for column in table.columns if column.kind not in ("small", "code")]
        heads = "".join(f'<th scope=col class="{_sort(column)}">{escaped(column.title)}</th>' for column in shown)
        yield f'<div class="wide"><table class="plain"><thead><tr>{heads}</tr></thead><tbody>'
        yield from (self._cells.row(row, table.columns) for row in table.rows[: self._most])
        yield "</tbody></table></div>"

    def _matrix(self, table: Table) -> Iterator[str]:
        first, _, total, *bodies = table.columns
        names = "".join(f'<th scope=col title="{escaped(body.title)}">{_upright(body.title)}</th>' for body in bodies)
        yield (
            f'<div class="cells" role="group" tabindex=0 aria-label="{escaped(table.title)}"><table><thead><tr>'
            f"<th scope=col>{escaped(first.title)}</th><th scope=col>{escaped(total.title)}</th>{names}</tr></thead><tbody>"
        )
        yield from (self._cells.matrix_row(row, [body.title for body in bodies]) for row in table.rows)
        yield "</tbody></table></div>"

    def _years(self, table: Table) -> Iterator[str]:
        """A plot of each number, then the table."""
        rows = [row for row in table.rows if str(row.cells[0]).isdecimal()]
        drawn = (
            chart(column.title, column.key, [_bar(row, number) for row in rows], self._lang)
            for number, column in enumerate(table.columns)
            if number and len(rows) > 1 and any(_bar(row, number).height for row in rows)
        )
        yield f'<div class="charts">{"".join(drawn)}</div>'
        yield from self._plain(table)


def _upright(name: str) -> str:
    """A name from top to bottom, as much of it as the head of a column has room for."""
    most, kind = (_MOST_LATIN, "") if name.isascii() else (_MOST_HAN, " class=stacked")
    return f"<span{kind}>{escaped(name if len(name) <= most else f'{name[: most - 1]}…')}</span>"


def _bar(row: Row, number: int) -> Bar:
    cell = row.cells[number]
    if isinstance(cell, Share):
        return Bar(str(row.cells[0]), cell.checked / (cell.possible or 1), percent(*cell) or "–")
    assert isinstance(cell, int)
    return Bar(str(row.cells[0]), cell, str(cell))


def _head(number: int, column: Column) -> Head:
    if column.kind == "share":
        return Head("share", column.title, "number")
    if column.kind == "verdict":
        return Head("standing", column.title, "rank")
    if not number:
        return Head("body", column.title, "words")
    key = column.key if column.key in MARKED else f"c{number}"
    return Head(key, column.title, _BY.get(column.kind, "words"))


def _sort(column: Column) -> str:
    """What the cells of a column are, for the style."""
    return "" if column.kind in ("count", "share") else "words"


def _says(said: Sequence[str]) -> str:
    return "".join(f"<p>{escaped(sentence)}</p>" for sentence in said)


def _numerals(table: Table) -> str:
    """How many numerals there are in each state, as a bar and in words."""
    every, *parts = table.rows
    counts = {state: (str(row.cells[0]), row.cells[1]) for state, row in zip(_STATES, parts, strict=True)}
    bar = parts_bar({state: count for state, (_, count) in counts.items() if isinstance(count, int)})
    entries = "".join(
        f'<li class="{state}"><i aria-hidden="true"></i>{escaped(said)} <b>{count}</b></li>'
        for state, (said, count) in counts.items()
    )
    return f'<div class="coverage">{bar}<ul><li class="all">{escaped(table.title)} <b>{every.cells[1]}</b></li>{entries}</ul></div>'

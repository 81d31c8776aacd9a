"""An overview as Markdown: everything that a document says is escaped, so that it does nothing but stand there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.records.choices import Lang
from auditor.reports.markdown_report import escaped
from auditor.reports.overview.links import Links
from auditor.reports.overview.tables import Cell, Chapter, Column, Row, Share, Table, in_words
from auditor.reports.overview.words import word
from auditor.reports.standing import percent

_NUMBERS = ("count", "share")


def render(chapters: Sequence[Chapter], lang: Lang, links: Links, most: int) -> Iterator[str]:
    """The lines, chapter by chapter; of each table `most` rows at most."""
    yield f"# {word('title', lang)}\n"
    for chapter in chapters:
        lines = [f"## {chapter.title}", ""]
        for said in chapter.says:
            lines += [escaped(said), ""]
        for table in chapter.tables:
            lines += [f"### {table.title}", ""] if len(chapter.tables) > 1 else []
            lines += [*_table(table, lang, links, most), ""]
        yield "\n" + "\n".join(lines).rstrip() + "\n"


def _table(table: Table, lang: Lang, links: Links, most: int) -> Iterator[str]:
    if not table.rows:
        yield word("none", lang)
        return
    yield _line(escaped(column.title) for column in table.columns)
    yield _line("--:" if column.kind in _NUMBERS else "---" for column in table.columns)
    for row in table.rows[:most]:
        yield _line(_cells(row, table.columns, lang, links))
    left = table.total - min(most, len(table.rows))
    if left:
        yield from ("", word("more", lang, count=left))


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row, columns: Sequence[Column], lang: Lang, links: Links) -> Iterator[str]:
    link = links.of(row.place) if row.place else None
    for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        text = _text(cell, column, lang)
        yield f"[{text}](<{link}>)" if link and not number else text


def _text(cell: Cell, column: Column, lang: Lang) -> str:
    if isinstance(cell, Share):
        return f"{percent(*cell)} ({cell.checked}/{cell.possible})".strip()
    return escaped(in_words(cell, column, lang))

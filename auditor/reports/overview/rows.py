"""The rows of an overview as markup: what stands beside the first column is put below it, documents and bodies are links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.records.choices import SEVERITIES, Lang
from auditor.records.messages import say
from auditor.reports.html_report.findings import MARKS
from auditor.reports.html_report.lists import share_cell, verdict_of
from auditor.reports.html_report.markup import escaped
from auditor.reports.overview.links import Links
from auditor.reports.overview.tables import Cell, Chapter, Column, Hit, Row, Share, in_words, standing_in
from auditor.reports.standing import WORST_FIRST

MARKED = SEVERITIES
"""Keys of columns that are classes of the style."""


def body_links(documents: Chapter, most: int) -> dict[str, str]:
    """The anchor of the first document of each body, of so many documents."""
    anchors: dict[str, str] = {}
    for table in documents.tables:
        for at, row in enumerate(table.rows[:most]):
            if row.body is not None:
                anchors.setdefault(row.body, _anchor(at))
    return anchors


def _anchor(at: int) -> str:
    return f"document-{at}"


class Cells:
    """Rows and cells in a language; bodies lead to the first of their documents."""

    def __init__(self, lang: Lang, links: Links, bodies: Mapping[str, str]) -> None:
        self._lang, self._links, self._bodies = lang, links, bodies

    def row(self, row: Row, columns: Sequence[Column], at: int | None = None, verdict: int | None = None) -> str:
        """A row of a table or a list; of the list of documents with its place, of those with verdicts with that column."""
        about = f' id="{_anchor(at)}"' if at is not None else ""
        if verdict is not None:
            standing = standing_in(row.cells[verdict])
            about += f' class="{standing}" data-standing="{standing}" data-rank={WORST_FIRST.index(standing)}'
        pairs = list(zip(row.cells, columns, strict=True))
        below = "".join(
            f" <code>{escaped(cell)}</code>" if column.kind == "code" else f"<small><bdi>{escaped(cell)}</bdi></small>"
            for cell, column in pairs
            if cell and column.kind in ("small", "code")
        )
        first = f"<th scope=row class=body>{self._lead(row, columns[0])}{below}</th>"
        others = (
            self._cell(number, cell, column)
            for number, (cell, column) in enumerate(pairs)
            if number and column.kind not in ("small", "code")
        )
        return f"<tr{about}>{first}{''.join(others)}</tr>"

    def _lead(self, row: Row, column: Column) -> str:
        """The first cell, which leads to the document that a row is about, or to those of its body."""
        text = escaped(in_words(row.cells[0], column, self._lang))
        reference = self._links.of(row.place) if row.place else None
        if reference:
            return f'<a href="{escaped(reference)}">{text}</a>'
        if row.place is None and row.body is not None and row.body in self._bodies:
            return f'<a href="#{self._bodies[row.body]}" data-find="{escaped(row.body)}">{text}</a>'
        return text

    def _cell(self, number: int, cell: Cell, column: Column) -> str:
        if isinstance(cell, Share):
            return share_cell(*cell)
        name = escaped(column.title)
        if column.kind == "verdict":
            standing = standing_in(cell)
            return f'<td class="standing {standing}">{verdict_of(standing, self._lang)}</td>'
        if column.kind == "severity":
            severity = str(cell)
            said = f'<i aria-hidden="true">{MARKS[severity]}</i> {say(severity, self._lang)}'
            return f'<td class="c{number} words {severity}" data-name="{name}">{said}</td>'
        if isinstance(cell, int) and column.kind == "count":
            kind = column.key if column.key in MARKED else f"c{number}"
            return f'<td class="{kind}{"" if cell else " nil"}" data-name="{name}">{cell}</td>'
        return f'<td class="c{number} words" data-name="{name}">{escaped("" if cell is None else cell)}</td>'

    def matrix_row(self, row: Row, bodies: Sequence[str]) -> str:
        """A rule, how many findings it has, and those in each body."""
        name, code, total, *hits = row.cells
        head = f"{escaped(name)}{f' <code>{escaped(code)}</code>' if code else ''}"
        cells = (self._hit(hit, body) for hit, body in zip(hits, bodies, strict=True))
        return f"<tr><th scope=row>{head}</th><td class=sum>{total}</td>{''.join(cells)}</tr>"

    def _hit(self, hit: Cell, body: str) -> str:
        if not isinstance(hit, Hit):
            return "<td></td>"
        reference = self._links.of(hit.place) if hit.place else None
        find = ""
        if reference is None and body in self._bodies:
            reference, find = f"#{self._bodies[body]}", f' data-find="{escaped(body)}"'
        said = f"{body} · {say(hit.severity, self._lang)}"
        text = (
            f'<a href="{escaped(reference)}"{find} title="{escaped(said)}">{hit.findings}</a>'
            if reference
            else str(hit.findings)
        )
        return f'<td class="{hit.severity}">{text}</td>'

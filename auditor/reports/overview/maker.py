"""What the chapters of an overview are made with: words, columns and tables in one language."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.records.choices import SEVERITIES, Lang
from auditor.records.messages import say
from auditor.reports.overview.model import DocumentLine, Unnamed
from auditor.reports.overview.tables import Chapter, Column, Form, Kind, Names, Row, Table
from auditor.reports.overview.words import word


class Maker:
    """Makes tables whose columns and chapters have the names of their keys."""

    def __init__(self, names: Names, lang: Lang) -> None:
        self.names, self.lang = names, lang

    def word(self, key: str, **arguments: object) -> str:
        """A sentence of overviews."""
        return word(key, self.lang, **arguments)

    def columns(self, **kinds: Kind) -> list[Column]:
        """Columns by their keys; `_` stands for the `-` of a key."""
        return [Column(key.replace("_", "-"), self.word(key.replace("_", "-")), kind) for key, kind in kinds.items()]

    def severities(self) -> list[Column]:
        """A column of counts for each severity."""
        return [Column(severity, say(severity, self.lang), "count") for severity in SEVERITIES]

    def table(
        self, key: str, columns: Sequence[Column], rows: Sequence[Row], total: int | None = None, form: Form = "plain"
    ) -> Table:
        """A table that is titled by its key; `total` is how many rows it would have if all were shown."""
        return Table(key, self.word(key), columns, rows, len(rows) if total is None else total, form)

    def chapter(self, key: str, *tables: Table, says: Sequence[str] = ()) -> Chapter:
        """A chapter that is titled by its key."""
        return Chapter(key, self.word(key), says, tables)

    def body(self, name: str | None) -> str:
        """The name of a body, or that none is known."""
        return name or self.word("no-body")

    def year(self, year: int | None) -> str | int:
        """A year, or that none is told."""
        return self.word("no-year") if year is None else year

    def rule(self, code: str) -> str:
        """The title of a rule; of one that is not known its code."""
        return self.names.rules.get(code, code)


def title_of(line: DocumentLine | Unnamed) -> str:
    """The title of a document; without one the name of its file."""
    return line.title or line.path.replace("\\", "/").rsplit("/", 1)[-1]

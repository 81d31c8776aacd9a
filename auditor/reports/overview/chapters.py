"""An overview as chapters of tables, which every format shows in its own way: none knows a fact that another lacks."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.records.choices import SEVERITIES, Lang
from auditor.records.messages import say
from auditor.reports.overview.model import (
    Between,
    BodyLine,
    DocumentLine,
    Matrix,
    Overview,
    Since,
    Tally,
    Unnamed,
    YearLine,
)
from auditor.reports.overview.tables import Cell, Chapter, Column, Form, Hit, Kind, Names, Place, Row, Share, Table
from auditor.reports.overview.words import word
from auditor.reports.standing import WORST_FIRST


def chapters_of(overview: Overview, names: Names, lang: Lang) -> list[Chapter]:
    """The chapters of an overview."""
    made = _Chapters(overview, names, lang)
    return [
        made.summary(),
        *([made.since(overview.since)] if overview.since else []),
        made.years(),
        made.bodies(),
        made.matrix(overview.matrix),
        made.between(overview.between),
        made.unchecked(),
        made.documents(),
    ]


class _Chapters:
    def __init__(self, overview: Overview, names: Names, lang: Lang) -> None:
        self._overview, self._names, self._lang = overview, names, lang

    def _word(self, key: str, **arguments: object) -> str:
        return word(key, self._lang, **arguments)

    def _columns(self, **kinds: Kind) -> list[Column]:
        """Columns by their keys; `_` stands for the `-` of a key."""
        return [Column(key.replace("_", "-"), self._word(key.replace("_", "-")), kind) for key, kind in kinds.items()]

    def _severities(self) -> list[Column]:
        return [Column(severity, say(severity, self._lang), "count") for severity in SEVERITIES]

    def _table(
        self, key: str, columns: Sequence[Column], rows: Sequence[Row], total: int | None = None, form: Form = "plain"
    ) -> Table:
        return Table(key, self._word(key), columns, rows, len(rows) if total is None else total, form)

    def _chapter(self, key: str, *tables: Table, says: Sequence[str] = ()) -> Chapter:
        return Chapter(key, self._word(key), says, tables)

    def _body(self, name: str | None) -> str:
        return name or self._word("no-body")

    def _year(self, year: int | None) -> str | int:
        return self._word("no-year") if year is None else year

    def _rule(self, code: str) -> str:
        return self._names.rules.get(code, code)

    def summary(self) -> Chapter:
        totals, standings = self._overview.totals, self._overview.standings
        found = [standing for standing in WORST_FIRST if standings.get(standing)]
        verdicts = self._table(
            "standings",
            self._columns(verdict="verdict", count_documents="count"),
            [Row((standing, standings[standing])) for standing in found],
        )
        states = ("figures", "checked", "unrelated", "excluded", "unread")
        numerals = self._table(
            "numerals",
            self._columns(state="text", figures="count"),
            [Row((self._word(f"of-{state}"), getattr(totals, state))) for state in states],
        )
        counts = {"errors": totals.errors, "warnings": totals.warnings, "notes": totals.notes}
        unreadable = standings.get("unreadable", 0) + standings.get("failed", 0)
        nothing = standings.get("nothing", 0)
        says = (
            say("total", self._lang, documents=totals.documents, **counts, rest=""),
            self._word("not-in-full-says", incomplete=totals.incomplete, unreadable=unreadable, nothing=nothing),
            self._word("store-says", store=self._overview.store),
        )
        return self._chapter("summary", verdicts, numerals, says=says)

    def years(self) -> Chapter:
        def row(line: YearLine) -> Row:
            return Row((self._year(line.year), line.documents, *self._counts(line), Share(line.checked, line.possible)))

        columns = [
            *self._columns(year="year", count_documents="count"),
            *self._counted(),
            *self._columns(share="share"),
        ]
        table = self._table("years", columns, [row(line) for line in self._overview.years], form="years")
        return self._chapter("years", table, says=(self._word("years-says"),))

    def _counted(self) -> list[Column]:
        """The columns of findings, of those between documents only where they were looked for."""
        between = self._columns(count_between="count") if self._overview.between else []
        return [*self._severities(), *between]

    def _counts(self, line: YearLine | BodyLine) -> list[int]:
        between = [line.between] if self._overview.between else []
        return [line.errors, line.warnings, line.notes, *between]

    def bodies(self) -> Chapter:
        def row(line: BodyLine) -> Row:
            years, share = _span(line.first_year, line.last_year), Share(line.checked, line.possible)
            counts = self._counts(line)
            cells: list[Cell] = [self._body(line.body), line.documents, years, *counts, line.not_in_full, share]
            return Row(cells, body=line.body)

        columns = [
            *self._columns(body="text", count_documents="count", year="text"),
            *self._counted(),
            *self._columns(in_full="count", share="share"),
        ]
        bodies = self._overview.bodies
        table = self._table("bodies", columns, [row(line) for line in bodies.lines], bodies.total, "list")
        return self._chapter("bodies", table, says=(self._word("bodies-says"),))

    def matrix(self, matrix: Matrix) -> Chapter:
        cells = {(cell.rule, cell.body): cell for cell in matrix.cells}
        bodies: list[str | None] = [*matrix.bodies, *([None] if matrix.other_bodies else [])]
        rules: list[str | None] = [*matrix.rules, *([None] if matrix.other_rules else [])]

        def hit(rule: str | None, body: str | None) -> Hit | None:
            cell = cells.get((rule, body))
            if cell is None:
                return None
            place = Place(cell.sha256, cell.path, rule) if cell.sha256 and cell.path else None
            return Hit(cell.findings, cell.severity, place)

        def row(rule: str | None) -> Row:
            found = [hit(rule, body) for body in bodies]
            total = sum(entry.findings for entry in found if entry)
            name = self._word("others", count=matrix.other_rules) if rule is None else self._rule(rule)
            return Row((name, rule or "", total, *found))

        columns = [
            *self._columns(rule="text", code="code", sum="count"),
            *(
                Column(
                    f"body-{number}",
                    self._word("others", count=matrix.other_bodies) if body is None else self._body(body),
                    "count",
                )
                for number, body in enumerate(bodies)
            ),
        ]
        table = self._table("matrix", columns, [row(rule) for rule in rules], form="matrix")
        says = self._word(
            "matrix-says",
            rules=len(matrix.rules),
            bodies=len(matrix.bodies),
            other_rules=matrix.other_rules,
            other_bodies=matrix.other_bodies,
        )
        return self._chapter("matrix", table, says=(says,))

    def _of_rules(self, key: str, tallies: Sequence[Tally]) -> Table:
        columns = [*self._columns(rule="text", code="code"), *self._severities()]
        rows = [
            Row((self._rule(entry.rule), entry.rule, entry.errors, entry.warnings, entry.notes)) for entry in tallies
        ]
        return self._table(key, columns, rows)

    def between(self, between: Between | None) -> Chapter:
        if between is None:
            return self._chapter("between", says=(self._word("not-between"),))
        columns = self._columns(finding="text", path="small", others_held="small", severity="severity", rule="text")
        findings = between.findings
        rows = [
            Row(
                (entry.message, entry.path, entry.others, entry.severity, entry.rule),
                Place(entry.sha256, entry.path),
            )
            for entry in findings.lines
        ]
        found = self._table("between-findings", columns, rows, findings.total, "list")
        return self._chapter(
            "between", self._of_rules("between-rules", between.rules), found, says=(self._word("between-says"),)
        )

    def unchecked(self) -> Chapter:
        overview = self._overview
        reasons = self._table(
            "reasons",
            self._columns(example="text", count_documents="count"),
            [Row((reason.example, reason.documents)) for reason in overview.reasons],
        )
        left = self._table(
            "not-in-full",
            self._columns(document="text", path="small", verdict="verdict", reason="text"),
            [
                Row((_title(line), line.path, line.standing, line.told or ""), Place(line.sha256, line.path))
                for line in overview.unchecked.lines
            ],
            overview.unchecked.total,
            "list",
        )
        unnamed = self._table(
            "unnamed",
            self._columns(document="text", path="small", year="year", candidates="text"),
            [
                Row(
                    (_title(line), line.path, self._year(line.year), line.candidates or ""),
                    Place(line.sha256, line.path),
                )
                for line in overview.unnamed.lines
            ],
            overview.unnamed.total,
            "list",
        )
        return self._chapter("unchecked", reasons, left, unnamed)

    def documents(self) -> Chapter:
        def row(line: DocumentLine) -> Row:
            kind = self._names.kinds.get(line.kind, say(line.kind, self._lang))
            cells = (
                _title(line), line.path, self._body(line.body), line.year, kind,
                line.standing, line.errors, line.warnings, line.notes, Share(line.checked, line.possible),
            )  # fmt: skip
            return Row(cells, Place(line.sha256, line.path), line.body)

        columns = [
            *self._columns(document="text", path="small", body="text", year="year", kind="text", verdict="verdict"),
            *self._severities(),
            *self._columns(share="share"),
        ]
        documents = self._overview.documents
        rows = [row(line) for line in documents.lines]
        return self._chapter("documents", self._table("documents", columns, rows, documents.total, "list"))

    def since(self, since: Since) -> Chapter:
        numbers = {name: getattr(since, name) for name in ("store", "unchanged", "replaced", "unread", "added", "gone")}
        then, now = since.standings, self._overview.standings
        verdicts = self._table(
            "then-and-now",
            [*self._columns(verdict="verdict"), *(Column(key, self._word(key), "count") for key in ("then", "now"))],
            [
                Row((standing, then.get(standing, 0), now.get(standing, 0)))
                for standing in WORST_FIRST
                if standing in then or standing in now
            ],
        )
        outcomes = self._table(
            "outcomes",
            [*self._columns(change="text"), *self._severities()],
            [
                Row((self._word(f"fate-{entry.kind}"), entry.errors, entry.warnings, entry.notes))
                for entry in since.outcomes
            ],
        )
        fates = [Column(f"fate-{kind}", self._word(f"fate-{kind}"), "count") for kind in ("mended", "new", "same")]
        bodies = self._table(
            "mended-bodies",
            [*self._columns(body="text"), *fates, *self._columns(by_rules="count", left="count", added="count")],
            [Row((self._body(line.body), *line.counts), body=line.body) for line in since.bodies.lines],
            since.bodies.total,
            "list",
        )
        findings = self._table(
            "mended-findings",
            self._columns(
                finding="text", path="small", change="text", severity="severity", body="text", rule="text"
            ),
            [
                Row(
                    (
                        line.message, line.path, self._word(f"fate-{line.kind}"), line.severity, self._body(line.body),
                        line.rule,
                    ),
                    Place(line.sha256, line.path) if line.sha256 else None,
                )
                for line in since.findings.lines
            ],
            since.findings.total,
            "list",
        )  # fmt: skip
        says = (self._word("since-says", **numbers), self._word("since-by"))
        return self._chapter("since", verdicts, outcomes, bodies, findings, says=says)


def _span(first: int | None, last: int | None) -> str:
    return "" if first is None else str(first) if first == last else f"{first}–{last}"


def _title(line: DocumentLine | Unnamed) -> str:
    """The title of a document; without one the name of its file."""
    return line.title or line.path.replace("\\", "/").rsplit("/", 1)[-1]

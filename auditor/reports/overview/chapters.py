"""An overview as chapters of tables, which every format shows in its own way: none knows a fact that another lacks."""

from __future__ import annotations

from auditor.records.choices import Lang
from auditor.records.messages import say
from auditor.reports.overview.findings import between, matrix, since
from auditor.reports.overview.maker import Maker, title_of
from auditor.reports.overview.model import BodyLine, DocumentLine, Overview, YearLine
from auditor.reports.overview.tables import Cell, Chapter, Column, Names, Place, Row, Share
from auditor.reports.standing import WORST_FIRST


def chapters_of(overview: Overview, names: Names, lang: Lang) -> list[Chapter]:
    """The chapters of an overview."""
    made = Maker(names, lang)
    return [
        _summary(made, overview),
        *([since(made, overview, overview.since)] if overview.since else []),
        _years(made, overview),
        _bodies(made, overview),
        matrix(made, overview.matrix),
        between(made, overview.between),
        _unchecked(made, overview),
        _documents(made, overview),
    ]


def _summary(made: Maker, overview: Overview) -> Chapter:
    """All documents together."""
    totals, standings = overview.totals, overview.standings
    found = [standing for standing in WORST_FIRST if standings.get(standing)]
    verdicts = made.table(
        "standings",
        made.columns(verdict="verdict", count_documents="count"),
        [Row((standing, standings[standing])) for standing in found],
    )
    states = ("figures", "checked", "unrelated", "excluded", "unread")
    numerals = made.table(
        "numerals",
        made.columns(state="text", figures="count"),
        [Row((made.word(f"of-{state}"), getattr(totals, state))) for state in states],
    )
    counts = {"errors": totals.errors, "warnings": totals.warnings, "notes": totals.notes}
    unreadable = standings.get("unreadable", 0) + standings.get("failed", 0)
    nothing = standings.get("nothing", 0)
    says = (
        say("total", made.lang, documents=totals.documents, **counts, rest=""),
        made.word("not-in-full-says", incomplete=totals.incomplete, unreadable=unreadable, nothing=nothing),
        made.word("store-says", store=overview.store),
    )
    return made.chapter("summary", verdicts, numerals, says=says)


def _years(made: Maker, overview: Overview) -> Chapter:
    """The documents year by year."""

    def row(line: YearLine) -> Row:
        return Row((made.year(line.year), line.documents, *_counts(line, overview), Share(line.checked, line.possible)))

    columns = [
        *made.columns(year="year", count_documents="count"),
        *_counted(made, overview),
        *made.columns(share="share"),
    ]
    table = made.table("years", columns, [row(line) for line in overview.years], form="years")
    return made.chapter("years", table, says=(made.word("years-says"),))


def _counted(made: Maker, overview: Overview) -> list[Column]:
    """The columns of findings, of those between documents only where they were looked for."""
    between = made.columns(count_between="count") if overview.between else []
    return [*made.severities(), *between]


def _counts(line: YearLine | BodyLine, overview: Overview) -> list[int]:
    between = [line.between] if overview.between else []
    return [line.errors, line.warnings, line.notes, *between]


def _bodies(made: Maker, overview: Overview) -> Chapter:
    """The documents body by body."""

    def row(line: BodyLine) -> Row:
        years, share = _span(line.first_year, line.last_year), Share(line.checked, line.possible)
        counts = _counts(line, overview)
        cells: list[Cell] = [made.body(line.body), line.documents, years, *counts, line.not_in_full, share]
        return Row(cells, body=line.body)

    columns = [
        *made.columns(body="text", count_documents="count", year="text"),
        *_counted(made, overview),
        *made.columns(in_full="count", share="share"),
    ]
    bodies = overview.bodies
    table = made.table("bodies", columns, [row(line) for line in bodies.lines], bodies.total, "list")
    return made.chapter("bodies", table, says=(made.word("bodies-says"),))


def _unchecked(made: Maker, overview: Overview) -> Chapter:
    """What was not checked, and why."""
    overview = overview
    reasons = made.table(
        "reasons",
        made.columns(example="text", count_documents="count"),
        [Row((reason.example, reason.documents)) for reason in overview.reasons],
    )
    left = made.table(
        "not-in-full",
        made.columns(document="text", path="small", verdict="verdict", reason="text"),
        [
            Row((title_of(line), line.path, line.standing, line.told or ""), Place(line.sha256, line.path))
            for line in overview.unchecked.lines
        ],
        overview.unchecked.total,
        "list",
    )
    unnamed = made.table(
        "unnamed",
        made.columns(document="text", path="small", year="year", candidates="text"),
        [
            Row(
                (title_of(line), line.path, made.year(line.year), line.candidates or ""),
                Place(line.sha256, line.path),
            )
            for line in overview.unnamed.lines
        ],
        overview.unnamed.total,
        "list",
    )
    return made.chapter("unchecked", reasons, left, unnamed)


def _documents(made: Maker, overview: Overview) -> Chapter:
    """Every document."""

    def row(line: DocumentLine) -> Row:
        kind = made.names.kinds.get(line.kind, say(line.kind, made.lang))
        cells = (
            title_of(line), line.path, made.body(line.body), line.year, kind,
            line.standing, line.errors, line.warnings, line.notes, Share(line.checked, line.possible),
        )  # fmt: skip
        return Row(cells, Place(line.sha256, line.path), line.body)

    columns = [
        *made.columns(document="text", path="small", body="text", year="year", kind="text", verdict="verdict"),
        *made.severities(),
        *made.columns(share="share"),
    ]
    documents = overview.documents
    rows = [row(line) for line in documents.lines]
    return made.chapter("documents", made.table("documents", columns, rows, documents.total, "list"))


def _span(first: int | None, last: int | None) -> str:
    return "" if first is None else str(first) if first == last else f"{first}–{last}"

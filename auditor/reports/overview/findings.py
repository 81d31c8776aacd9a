"""The chapters of an overview that tell of findings: rules against bodies, what stands between documents, what has been mended."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.reports.overview.maker import Maker
from auditor.reports.overview.model import Between, Matrix, Overview, Since, Tally
from auditor.reports.overview.tables import Chapter, Column, Hit, Place, Row, Table
from auditor.reports.standing import WORST_FIRST


def matrix(made: Maker, matrix: Matrix) -> Chapter:
    """Rules against bodies."""
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
        name = made.word("others", count=matrix.other_rules) if rule is None else made.rule(rule)
        return Row((name, rule or "", total, *found))

    columns = [
        *made.columns(rule="text", code="code", sum="count"),
        *(
            Column(
                f"body-{number}",
                made.word("others", count=matrix.other_bodies) if body is None else made.body(body),
                "count",
            )
            for number, body in enumerate(bodies)
        ),
    ]
    table = made.table("matrix", columns, [row(rule) for rule in rules], form="matrix")
    says = made.word(
        "matrix-says",
        rules=len(matrix.rules),
        bodies=len(matrix.bodies),
        other_rules=matrix.other_rules,
        other_bodies=matrix.other_bodies,
    )
    return made.chapter("matrix", table, says=(says,))


def _of_rules(made: Maker, key: str, tallies: Sequence[Tally]) -> Table:
    columns = [*made.columns(rule="text", code="code"), *made.severities()]
    rows = [Row((made.rule(entry.rule), entry.rule, entry.errors, entry.warnings, entry.notes)) for entry in tallies]
    return made.table(key, columns, rows)


def between(made: Maker, between: Between | None) -> Chapter:
    """What stands between documents."""
    if between is None:
        return made.chapter("between", says=(made.word("not-between"),))
    columns = made.columns(finding="text", path="small", others_held="small", severity="severity", rule="text")
    findings = between.findings
    rows = [
        Row(
            (entry.message, entry.path, entry.others, entry.severity, entry.rule),
            Place(entry.sha256, entry.path),
        )
        for entry in findings.lines
    ]
    found = made.table("between-findings", columns, rows, findings.total, "list")
    return made.chapter(
        "between", _of_rules(made, "between-rules", between.rules), found, says=(made.word("between-says"),)
    )


def since(made: Maker, overview: Overview, since: Since) -> Chapter:
    """What became of documents and findings since an older state."""
    numbers = {name: getattr(since, name) for name in ("store", "unchanged", "replaced", "unread", "added", "gone")}
    then, now = since.standings, overview.standings
    verdicts = made.table(
        "then-and-now",
        [*made.columns(verdict="verdict"), *(Column(key, made.word(key), "count") for key in ("then", "now"))],
        [
            Row((standing, then.get(standing, 0), now.get(standing, 0)))
            for standing in WORST_FIRST
            if standing in then or standing in now
        ],
    )
    outcomes = made.table(
        "outcomes",
        [*made.columns(change="text"), *made.severities()],
        [Row((made.word(f"fate-{entry.kind}"), entry.errors, entry.warnings, entry.notes)) for entry in since.outcomes],
    )
    fates = [Column(f"fate-{kind}", made.word(f"fate-{kind}"), "count") for kind in ("mended", "new", "same")]
    bodies = made.table(
        "mended-bodies",
        [*made.columns(body="text"), *fates, *made.columns(by_rules="count", left="count", added="count")],
        [Row((made.body(line.body), *line.counts), body=line.body) for line in since.bodies.lines],
        since.bodies.total,
        "list",
    )
    findings = made.table(
        "mended-findings",
        made.columns(
            finding="text", path="small", change="text", severity="severity", body="text", rule="text"
        ),
        [
            Row(
                (
                    line.message, line.path, made.word(f"fate-{line.kind}"), line.severity, made.body(line.body),
                    line.rule,
                ),
                Place(line.sha256, line.path) if line.sha256 else None,
            )
            for line in since.findings.lines
        ],
        since.findings.total,
        "list",
    )  # fmt: skip
    says = (made.word("since-says", **numbers), made.word("since-by"))
    return made.chapter("since", verdicts, outcomes, bodies, findings, says=says)

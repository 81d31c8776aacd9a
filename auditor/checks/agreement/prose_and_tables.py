"""Prose and tables: an amount of the prose is that of the table cell which it names."""

from collections.abc import Iterator, Mapping
from itertools import compress
from typing import ClassVar

from auditor.arithmetic import judge_restatement
from auditor.checks.agreement.compare import compare
from auditor.checks.candidates import chosen
from auditor.checks.rule import Rule, Sentence
from auditor.checks.verdict_of import undecided
from auditor.facts import Breakdown, Fact, FactSet
from auditor.facts.fact import Dims, dims_of
from auditor.facts.model import BODY, OPEN
from auditor.facts.settings import likeness, member_in
from auditor.verdicts import Verdict, weaker


class ProseAndTables(Rule):
    """An amount of the prose is that of the table cell which it names; where its words leave the scope open, of any that fits."""

    kind: ClassVar[str] = "prose-and-tables"
    family: ClassVar[str] = "agreement"
    is_of_volumes: ClassVar[bool] = True
    says: ClassVar[Sentence] = (
        "文字说明中的数与表中所指的数相同",
        "a figure of the prose is that of the cell of a table which it names",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "setting-open": (
            "文中未说明是哪一口径，而各表口径不同",
            "the sentence does not say which of several settings it is of, and the tables are of several",
        ),
        "year-open": (
            "文中未说明是哪一年，表中另一年度的数与之相同",
            "the sentence does not say of which year it is, and the table prints its figure in the column of the next",
        ),
        "part-or-total": (
            "文中所说的可能只是一部分，表中为总计",
            "the sentence may speak of what a government spends itself, and the table prints the total",
        ),
    }

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for fact in facts.facts:
            if fact.statement is not None or not fact.concept or fact.figure is None:
                continue
            verdict = _against_home(self, fact, list(_home_cells(fact, facts)), facts)
            if verdict is None:
                verdict = _against_plainer(self, fact, facts)
            if verdict is not None and not (fact.is_nil and verdict.terms[1].fact.is_nil):
                yield verdict


def _against_home(rule: ProseAndTables, fact: Fact, cells: list[Fact], facts: FactSet) -> Verdict | None:
    """A sentence against the cells that it may name; where these are of several settings, as 全市 and 市本级, it accuses nothing."""
    verdict = chosen((compare(rule, fact, cell) for cell in cells), ranked=True)
    if verdict is None or verdict.outcome != "inconsistent":
        return verdict
    own = [cell for cell in cells if cell.dims == cells[0].dims]
    if all(_may_lack_carried(fact, cell, facts) or _counts_carried(fact, cell, facts) for cell in own):
        return undecided(rule, list(verdict.terms), "carried-over", "not_applicable")
    home = verdict.terms[1].fact
    if home.concept == fact.concept and _holds_carried(fact, facts):
        return undecided(rule, list(verdict.terms), "carried-over", "not_applicable")
    if _may_be_of_part(fact, home, facts):
        return undecided(rule, list(verdict.terms), "part-or-total", "not_applicable")
    if (
        _is_of_narrower(fact, home, facts)
        or _is_of_other_column(fact, home, facts)
        or _is_of_other_body(fact, home, facts)
    ):
        return undecided(rule, list(verdict.terms), "setting-open", "not_applicable")
    if _is_of_next_year(fact, home, facts):
        return undecided(rule, list(verdict.terms), "year-open", "not_applicable")
    same = cells if "year" in dict(fact.dims) else [cell for cell in cells if cell.key == fact.key]
    is_known = all(likeness(facts, same[0], cell) in ("same", "wider") for cell in same[1:])
    return verdict if is_known else undecided(rule, list(verdict.terms), "setting-open", "not_applicable")


def _may_be_of_part(fact: Fact, cell: Fact, facts: FactSet) -> bool:
    """Whether a sentence may speak of a part of a total: 支出15万元 beside 支出总计18万元, which holds 上解支出3万元."""
    publisher = facts.vocabulary.publishers.get(facts.profile.publisher)
    return publisher is not None and publisher.parts_totals and cell.concept != fact.concept


def _in_row(cell: Fact, facts: FactSet) -> Iterator[Fact]:
    """The other figures of the row of a cell."""
    return (
        other
        for other in facts.facts
        if other.statement == cell.statement and other.row == cell.row and other.column != cell.column and other.figure
    )


def _is_of_narrower(fact: Fact, cell: Fact, facts: FactSet) -> bool:
    """Whether the row of a cell prints the figure of a sentence in the column of what its own words may be short for.

    In the chapter of 一般公共预算财政拨款支出 the words 财政拨款支出3468万元 are of that column, and not of all appropriations.
    """

    def narrows(other: Fact) -> bool:
        own, told = dict(cell.dims), dict(other.dims)
        apart = {name for name in {*own, *told} if own.get(name) != told.get(name)}
        return len(apart) == 1 and all(
            name in facts.vocabulary.scopes
            and name in told
            and own.get(name) in facts.vocabulary.dimensions[name].ancestors(told[name])
            for name in apart
        )

    return fact.figure is not None and any(
        narrows(other)
        and other.figure is not None
        and judge_restatement(fact.figure, other.figure).outcome != "inconsistent"
        for other in _in_row(cell, facts)
    )


def _is_of_other_column(fact: Fact, cell: Fact, facts: FactSet) -> bool:
    """Whether the row of a cell prints the figure of a sentence in a column of another setting that the sentence may be of.

    `教育支出77.67亿元，完成预算的98.6%` names none of `2024年预算数 | 2024年执行数`, so it is not held against the first.
    """
    unsaid = [not member_in(setting, fact.label) for setting in facts.vocabulary.settings]

    def members(other: Fact) -> list[str]:
        return list(compress(facts.setting_of(other).members, unsaid))

    def measures(other: Fact) -> list[tuple[str, str]]:
        return [entry for entry in other.dims if entry[0] in facts.vocabulary.measures]

    return fact.figure is not None and any(
        # 年初预算 | 调整数 | 调整后预算: 支出由320万元调整为335万元 is of the last.
        (members(other) != members(cell) or (all(unsaid) and measures(other) != measures(cell)))
        and other.figure is not None
        and judge_restatement(fact.figure, other.figure).outcome != "inconsistent"
        for other in _in_row(cell, facts)
    )


def _is_of_other_body(fact: Fact, cell: Fact, facts: FactSet) -> bool:
    """Whether the sentence, or those above it, say of another body than the table: 全市支出886亿元。重点支出为：… beside 市级支出执行表."""
    body = facts.told_bodies.get(fact.number)
    if body is None:
        return False
    members = zip(facts.vocabulary.settings, facts.setting_of(cell).members, strict=False)
    told = [(member_in(setting, body), member) for setting, member in members if setting.told_apart]
    return any(own and other not in ("", OPEN, own) for own, other in told)


def _is_of_next_year(fact: Fact, cell: Fact, facts: FactSet) -> bool:
    """Whether the row of a cell prints the figure of a sentence for the year behind that of the document.

    A report on the budget of one year and the draft of the next has tables with columns of both: a sentence below them that
    names no year, 公务接待费预算数为917万元, may speak of either.
    """
    year = facts.profile.year
    if year is None or fact.figure is None or dict(fact.dims).get("year"):
        return False
    return any(
        other.figure is not None
        and (facts.setting_of(other).year or year) > year
        and judge_restatement(fact.figure, other.figure).outcome != "inconsistent"
        for other in _in_row(cell, facts)
    )


def _against_plainer(rule: ProseAndTables, fact: Fact, facts: FactSet) -> Verdict | None:
    """年初预算9.55万元 against the 预算数 of a table that has no column of that name: it may be the adjusted one, so a warning."""
    for entry in fact.dims:
        for other in facts.vocabulary.may_be.get(entry, ()):
            dims = dims_of({**dict(fact.dims), other[0]: other[1]})
            verdict = _against_home(rule, fact, list(_home_cells(fact._replace(dims=dims), facts)), facts)
            if verdict is not None:
                return verdict._replace(severity=weaker(verdict.severity))
    return None


def _may_lack_carried(fact: Fact, cell: Fact, facts: FactSet) -> bool:
    """Whether a cell is but a part of the total that a sentence speaks of: 收支总计 873 is no error beside 本年支出合计 836.

    No table prints the total itself; it may be larger by what was brought or is carried forward, never smaller.
    """
    concepts = facts.vocabulary.concepts
    wholes = [name for name in (fact.concept, *concepts[fact.concept].also) if concepts[name].parts]
    if fact.figure is None or cell.figure is None or cell.concept in (fact.concept, *wholes):
        return False
    return any(cell.concept in concepts[name].parts for name in wholes) and fact.figure.base > cell.figure.base


def _holds_carried(fact: Fact, facts: FactSet) -> bool:
    """Whether a list of a sentence has what was carried over as a part: 总收入90万元，其中本年收入80万元，年初结转10万元."""
    concepts = facts.vocabulary.concepts
    wholes = [name for name in concepts[fact.concept].also if fact.concept in concepts[name].parts]
    beside = {part for name in wholes for part in concepts[name].parts} - {fact.concept}
    return any(
        isinstance(claim, Breakdown)
        and claim.whole.number == fact.number
        and any(part.concept in beside for part in claim.parts)
        for claim in facts.claims
        if beside
    )


def _counts_carried(fact: Fact, cell: Fact, facts: FactSet) -> bool:
    """Whether a sentence counts in what a table prints beside a cell: 收入 80 is 本年收入 75 with 上年结转 5 of the same money."""
    if fact.figure is None or cell.figure is None or fact.figure.base <= cell.figure.base:
        return False
    apart = fact.figure.base - cell.figure.base
    room = fact.figure.slack(fine=False) + cell.figure.slack(fine=False)
    wholes = (whole for whole in facts.vocabulary.concepts.values() if cell.concept in whole.parts)
    beside = {part for whole in wholes for part in whole.parts if part != cell.concept}
    same = [other for concept in sorted(beside) for other in facts.by_key.get((concept, cell.dims), ())]
    # 合计 | 本年预算/（基本支出 | 项目支出） | 上年结转: what was carried over stands in the row.
    row = [other for other in _in_row(cell, facts) if other.concept and other.concept != cell.concept]
    return any(
        other.figure is not None and other.figure.value and abs(other.figure.base - apart) <= room
        for other in (*same, *row)
        if other.statement is not None
    )


def _home_cells(fact: Fact, facts: FactSet) -> Iterator[Fact]:
    """Table cells a sentence may name: the same cell, what its word may also stand for, the same in a narrower scope.

    Where no table prints the very cell there is nothing to hold the sentence against. 公务接待费支出决算1.53万元 is not the
    预算数 of a table, whatever that is.
    """
    concept = facts.vocabulary.concepts.get(fact.concept)
    if concept is None or "item" in dict(fact.dims):
        return
    if "year" in dict(fact.dims):
        yield from _of_next_year(fact, facts)
        return
    wanted = set(fact.dims)
    scope = tuple(entry for entry in fact.dims if entry[0] not in facts.vocabulary.often_unnamed)
    known = [
        cell
        for name in (fact.concept, *concept.also)
        for cell in facts.cells_by_scope.get((name, scope), ())
        if _is_of_the_document(cell, facts)
    ]
    measures = {entry for entry in fact.dims if entry[0] in facts.vocabulary.measures}
    exact = [cell for cell in known if cell.dims == fact.dims]
    if not exact:
        yield from _of_only_body(fact, scope, facts)
        return
    printed = [cell for cell in exact if cell.figure is not None]
    yield from printed or exact
    for cell in known:
        own = {entry for entry in cell.dims if entry[0] in facts.vocabulary.measures}
        if cell.figure is not None and cell.dims != fact.dims and wanted <= set(cell.dims) and own == measures:
            yield cell


def _of_next_year(fact: Fact, facts: FactSet) -> Iterator[Fact]:
    """The cells that a sentence below `二、2025年预算草案` may name: those of that year in a report on the execution of 2024."""
    if dict(fact.dims)["year"] != str((facts.profile.year or 0) + 1):
        return
    dims = tuple(entry for entry in fact.dims if entry[0] != "year")
    cells = [
        cell
        for name in (fact.concept, *facts.vocabulary.concepts[fact.concept].also)
        for cell in facts.cells_of_next_year.get((name, dims), ())
    ]
    yield from [cell for cell in cells if cell.figure is not None] or cells


def _of_only_body(fact: Fact, scope: Dims, facts: FactSet) -> Iterator[Fact]:
    """The cells of a table that has the rows of one body alone, and no total: 深圳市某局 4684.30 is the 支出预算 of the department."""
    names = (fact.concept, *facts.vocabulary.concepts[fact.concept].also)
    cells = [cell for name in names for cell in facts.cells_of_only_body.get((name, scope), ())]
    own = [cell for cell in cells if tuple(entry for entry in cell.dims if entry[0] != BODY) == fact.dims]
    yield from (cell for cell in own if cell.figure is not None and _is_of_the_document(cell, facts))


def _is_of_the_document(cell: Fact, facts: FactSet) -> bool:
    """Whether a cell is of the year that sentences are of which name none."""
    year = facts.setting_of(cell).year
    return year is None or facts.profile.year is None or year == facts.profile.year

"""Agreement: one cell printed in several places says the same everywhere, units and precision converted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from auditor.arithmetic import is_unit_slip
from auditor.checks.application import check_applications
from auditor.checks.candidates import chosen, possible_wholes
from auditor.checks.pairs import Cells, Pair, pairs_of
from auditor.checks.parallel import compare_parallels
from auditor.checks.projects import check_projects
from auditor.checks.selection import first_figure, guards_hold, joined
from auditor.checks.verdict_of import lost_unit_verdict, restatement_verdict, undecided
from auditor.checks.whole_form import check_whole_forms
from auditor.facts import Fact, FactSet, Restated
from auditor.facts.fact import Key, dims_of
from auditor.facts.settings import are_settled, carried_between, likeness
from auditor.facts.tables.understanding import understandings
from auditor.rulebook import Rule
from auditor.verdicts import Remark, Term, Verdict, weaker


def check_agreement(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    for rule in rules:
        if not rule.applies_to(facts) or not guards_hold(rule, facts):
            continue
        if rule.about == "application":
            yield from check_applications(rule, facts)
        elif rule.about == "forms":
            yield from check_projects(rule, facts)
        elif rule.about == "whole":
            yield from check_whole_forms(rule, facts)
        elif rule.pairs:
            yield from compare_parallels(rule, facts)
        elif rule.open:
            yield from _one_of(rule, facts)
        elif rule.between is None:
            yield from _pairs(rule, facts)
        elif rule.between == "tables":
            yield from _across_tables(rule, facts)
        elif rule.between == "panes":
            yield from _across_panes(rule, facts)
        elif rule.between == "table-narrative":
            yield from _prose_against_tables(rule, facts)
        else:
            yield from _within_prose(rule, facts)


def _pairs(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """Two named cells, for every combination of the joined dimensions."""
    lefts, rights = joined(rule.left, facts, rule.join), joined(rule.right, facts, rule.join)
    for key, left in lefts.items():
        right = rights.get(key)
        if right is None or right is left or (left.is_nil and right.is_nil):
            continue
        if len(facts.bodies) > 1 and left.statement is None and right.statement is None:
            # Of which of the bodies that the prose tells apart each of them is its cell does not say.
            continue
        if are_settled(facts, (left, right)):
            yield _compare(rule, left, right, is_empty=_is_of_empty_table(facts, left, right))


def _one_of(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """Cells that restate one of several others, where all of these are printed and words leave open which is meant."""
    rights = [first_figure([select], facts, zero=True) for select in rule.right]
    printed = [right for right in rights if right is not None]
    if len(printed) < len(rights):
        return
    for left in joined(rule.left, facts, rule.join).values():
        wholes = possible_wholes(left, printed, rule.open, facts)
        settled = [right for right in wholes if are_settled(facts, (left, right))]
        verdict = chosen(_compare(rule, left, right) for right in settled) if left.figure else None
        if verdict is not None:
            yield verdict


def _is_of_empty_table(facts: FactSet, *cells: Fact) -> bool:
    """Whether a blank stands in a table that prints nothing at all: 财政拨款收支总表 left empty, though 支出总表 has its money."""
    return any(cell.statement in facts.empty_tables for cell in cells)


def _compare(rule: Rule, left: Fact, right: Fact, *, is_proven: bool = False, is_empty: bool = False) -> Verdict:
    """Two prints of one cell; a blank beside a figure is a warning, but for one of a table that is empty."""
    terms = [Term("left", 1, left), Term("right", -1, right)]
    if "unreadable" in (left.state, right.state) or "word" in (left.state, right.state):
        return undecided(rule, terms, "cell-unreadable")
    severity = rule.severity if (left.figure and right.figure) or is_empty else weaker(rule.severity)
    if left.figure and right.figure and not rule.is_settled and is_unit_slip(left.figure, right.figure):
        severity = "error"
    return restatement_verdict(rule, terms, severity=severity, is_proven=is_proven)


def _printed(found: list[Fact]) -> list[Fact]:
    return [fact for fact in found if fact.figure is not None]


def _cells(rule: Rule, facts: FactSet) -> Iterator[tuple[list[Fact], list[Fact]]]:
    """Per cell of the cube its prints in tables and in prose; figures that were bound loosely are left out."""
    for (concept, dims), found in facts.by_key.items():
        if (rule.concepts and concept not in rule.concepts) or any(name == "unplaced" for name, _ in dims):
            continue
        yield [fact for fact in found if fact.statement is not None], [fact for fact in found if fact.statement is None]


def _across_tables(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """Cells that two tables print, where these are known or proven to print the same."""
    assert rule.proof is not None
    prints = (
        cells
        for cells, _ in _cells(rule, facts)
        if len(cells) > 1 and not any(name == "item" for name, _ in cells[0].dims) and not _is_own_columns(cells)
    )
    not_understood = {entry.statement for entry in understandings(facts) if entry.failing is not None}
    for pair in pairs_of(facts, prints, rule.proof):
        if pair.standing == "compared":
            for home, other, _ in pair.cells:
                is_empty = _is_of_empty_table(facts, home, other)
                verdict = _compare(rule, home, other, is_proven=pair.is_proven, is_empty=is_empty)
                yield _as_understood(facts, verdict, not_understood)
        elif pair.standing == "bounded":
            within = (_within_carried(rule, facts, cells) for cells in pair.cells)
            yield from (_as_understood(facts, verdict, not_understood) for verdict in within)
        else:
            yield from _not_compared(rule, pair)


def _as_understood(facts: FactSet, verdict: Verdict, not_understood: AbstractSet[int]) -> Verdict:
    """A cell of a table that is not understood may not be what its labels say: it contradicts nobody, unless it stands in the one
    row that is called the total, whatever it is the sum of."""
    doubtful = [term.fact for term in verdict.terms if term.fact.statement in not_understood]
    if verdict.outcome != "inconsistent" or all(_is_of_total(facts, fact) for fact in doubtful):
        return verdict
    return verdict._replace(outcome="unverifiable", reason=Remark("table-not-understood"))


def _is_of_total(facts: FactSet, fact: Fact) -> bool:
    """Whether a cell stands in the only row of its pane that is called a total."""
    statement = facts.statement(fact.statement) if fact.statement is not None else None
    for block in statement.blocks if statement else ():
        totals = [row.at for row in block.rows if row.role == "total"]
        if fact.row in totals:
            return len(totals) == 1
    return False


def _within_carried(rule: Rule, facts: FactSet, cells: Cells) -> Verdict:
    """A cell of a table with 上年结转 and of one that may include it: they differ by no more than that."""
    verdict = _compare(rule, cells.home, cells.other)
    if verdict.outcome == "inconsistent" and verdict.difference is not None:
        less, more = carried_between(facts, cells.home, cells.other)
        left, right = (fact.figure.base if fact.figure else 0 for fact in (cells.home, cells.other))
        if -less <= right - left <= more:
            return undecided(rule, list(verdict.terms), "carried-over", "not_applicable")
    return verdict


def _not_compared(rule: Rule, pair: Pair) -> Iterator[Verdict]:
    """The cells of two tables that are not proven the same; of a table that lost its unit and prints none, one cell tells of all."""
    reason = "unit-lost" if pair.standing == "unit-lost" else "pair-unproven"
    is_told = pair.standing != "unit-lost"
    for cells in pair.cells:
        terms = [Term("left", 1, cells.home), Term("right", -1, cells.other)]
        if not is_told and all(term.fact.figure and term.fact.figure.value for term in terms):
            is_told = True
            yield lost_unit_verdict(rule, terms, pair.places)
        else:
            yield undecided(rule, terms, reason, "not_applicable")


def _across_panes(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """A cell that several panes of one table print, as where they split one total in different ways."""
    for statement in facts.statements:
        if statement.layout is None or statement.layout.id not in rule.layouts:
            continue
        homes: dict[Key, tuple[int, Fact]] = {}
        for number, block in enumerate(statement.blocks):
            places = ((statement.number, row.at, column.at) for row in block.rows for column in block.columns)
            for fact in _printed([facts.cells[place] for place in places if place in facts.cells]):
                if _is_own_columns([fact]):
                    continue
                pane, home = homes.setdefault(fact.key, (number, fact))
                if pane != number:
                    yield _compare(rule, home, fact)


def _is_own_columns(cells: list[Fact]) -> bool:
    """Columns that no word of the vocabulary explains are their own table's affair."""
    return any(name == "column" or member.startswith("~") for name, member in cells[0].dims)


def _prose_against_tables(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """Every amount of the prose against the table cell it names; where its words leave the scope open, any that fits."""
    for fact in facts.facts:
        if fact.statement is not None or not fact.concept or fact.figure is None:
            continue
        if rule.concepts and fact.concept not in rule.concepts:
            continue
        verdict = _against_home(rule, fact, list(_home_cells(fact, facts)), facts)
        if verdict is None:
            verdict = _against_plainer(rule, fact, facts)
        if verdict is not None and not (fact.is_nil and verdict.terms[1].fact.is_nil):
            yield verdict


def _against_home(rule: Rule, fact: Fact, cells: list[Fact], facts: FactSet) -> Verdict | None:
    """A sentence against the cells that it may name; where these are of several settings, as 全市 and 市本级, it accuses nothing."""
    verdict = chosen((_compare(rule, fact, cell) for cell in cells), ranked=True)
    if verdict is None or verdict.outcome != "inconsistent":
        return verdict
    if all(_may_lack_carried(fact, cell, facts) for cell in cells if cell.dims == cells[0].dims):
        return undecided(rule, list(verdict.terms), "carried-over", "not_applicable")
    same = [cell for cell in cells if cell.key == fact.key]
    is_known = all(likeness(facts, same[0], cell) in ("same", "wider") for cell in same[1:])
    return verdict if is_known else undecided(rule, list(verdict.terms), "setting-open", "not_applicable")


def _against_plainer(rule: Rule, fact: Fact, facts: FactSet) -> Verdict | None:
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


def _home_cells(fact: Fact, facts: FactSet) -> Iterator[Fact]:
    """Table cells a sentence may name: the same cell, what its word may also stand for, the same in a narrower scope.

    Where no table prints the very cell there is nothing to hold the sentence against. 公务接待费支出决算1.53万元 is not the
    预算数 of a table, whatever that is.
    """
    concept = facts.vocabulary.concepts.get(fact.concept)
    if concept is None or any(name in ("item", "year") for name, _ in fact.dims):
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
        return
    printed = [cell for cell in exact if cell.figure is not None]
    yield from printed or exact
    for cell in known:
        own = {entry for entry in cell.dims if entry[0] in facts.vocabulary.measures}
        if cell.figure is not None and cell.dims != fact.dims and wanted <= set(cell.dims) and own == measures:
            yield cell


def _is_of_the_document(cell: Fact, facts: FactSet) -> bool:
    """Whether a cell is of the year that sentences are of which name none."""
    year = facts.setting_of(cell).year
    return year is None or facts.profile.year is None or year == facts.profile.year


def _within_prose(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """Later mentions of a cell against its first one; a word that may stand for several cells against any of them.

    Generic words are left out: in prose they change their scope from sentence to sentence.
    """
    for claim in facts.claims:
        if isinstance(claim, Restated) and claim.first.concept in rule.concepts:
            yield _compare(rule, claim.again, claim.first)
    seen: set[int] = set()
    for cells, mentions in _cells(rule, facts):
        printed = _printed(mentions)
        concept = facts.vocabulary.concepts.get(printed[0].concept) if printed else None
        if concept is None or concept.generic or any(name == "year" for name, _ in printed[0].dims):
            continue
        if not cells and not concept.also:
            for fact in printed[1:]:
                if fact.location.line != printed[0].location.line or fact.figure != printed[0].figure:
                    yield _compare(rule, fact, printed[0])
        first = printed[0]
        others = [
            other
            for name in concept.also
            for other in facts.by_key.get((name, first.dims), ())
            if other.statement is None and other.figure
        ]
        if others and first.number not in seen and _all_mean_one(concept.id, others):
            seen.add(first.number)
            verdicts = [_compare(rule, first, other) for other in others]
            yield next((verdict for verdict in verdicts if verdict.holds), verdicts[0])


def _all_mean_one(concept: str, others: list[Fact]) -> bool:
    """Whether a mention under another word can be held against these at all: its own word is not one of theirs."""
    return all(other.concept != concept for other in others)

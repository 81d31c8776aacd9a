"""A plain listing of the facts of a document, and of how each table was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.documents import Table
from auditor.facts import Block, Fact, FactSet, Line, Statement
from auditor.facts.tables.amounts import is_computed
from auditor.messages import Catalogue, Lang, tell
from auditor.records.licences import licence_of
from auditor.records.messages import say
from auditor.records.phrases import printed_of, unit_of
from auditor.resolution import Structure

MESSAGES = Catalogue("facts")


def fact_lines(facts: FactSet, lang: Lang) -> list[str]:
    """One line per printed figure: place, amount, unit, then the cell of the cube it is; before a table's own how it was understood."""
    lines = []
    table: int | None = None
    for fact in facts.facts:
        if fact.figure is None:
            continue
        if fact.statement is not None and fact.statement != table:
            lines += ["", *_table(facts, facts.statement(fact.statement), lang)]
        elif fact.statement is None and table is not None:
            lines.append("")
        table = fact.statement
        lines.append(_fact(fact, facts, lang))
    return lines


def _fact(fact: Fact, facts: FactSet, lang: Lang) -> str:
    vocabulary = facts.vocabulary
    concept = vocabulary.concepts.get(fact.concept)
    names = [concept.name[lang] if concept else "-"]
    names += [f"{_dimension(name, facts, lang)}={vocabulary.name_of(name, member, lang)}" for name, member in fact.dims]
    table = facts.layout_of(fact) or ("-" if fact.statement is None else "?")
    place = f"{fact.location.line}:{fact.location.column}"
    return f"{place:>9}  {printed_of(fact):>16} {unit_of(fact):4}  {table:15}  {'  '.join(names)}  | {fact.label}"


def _dimension(name: str, facts: FactSet, lang: Lang) -> str:
    known = facts.vocabulary.dimensions.get(name)
    return known.name[lang] if known else name


def _table(facts: FactSet, statement: Statement, lang: Lang) -> Iterator[str]:
    """`# 第12行  表“支出总表”  单位：万元  年度：2024`, then a line for the columns and one for each structure."""
    own = [fact for fact in facts.facts if fact.statement == statement.number and fact.figure is not None]
    units = Counter(unit_of(fact) for fact in own)
    said = [say("at-line", lang, line=statement.table.line), tell(MESSAGES, "table", lang, title=statement.title)]
    template = statement.form or statement.layout
    said += [f"{template.id} {template.name[lang]}"] if template else []
    said += [_named("unit", [name for name, _ in units.most_common() if name], lang)]
    said += [_named("year", _years(own, facts), lang), _named("scope", _scope(own, facts, lang), lang)]
    said += [tell(MESSAGES, "not_understood", lang) + f" ({say(statement.problem, lang)})"] if statement.problem else []
    yield "# " + "  ".join(part for part in said if part)
    structures = [entry for entry in facts.structures if entry.table == statement.number]
    for number, block in enumerate(statement.blocks):
        wholes = {entry.whole for entry in structures if entry.pane == number}
        columns = [
            _column(line, statement.table, place in wholes, facts, lang) for place, line in enumerate(block.columns)
        ]
        yield f"#   {_named('columns', columns, lang)}"
    for structure in structures:
        yield f"#   {_structure(structure, statement.blocks[structure.pane], facts, lang)}"


def _named(key: str, names: list[str], lang: Lang) -> str:
    return tell(MESSAGES, key, lang, names=("、" if lang == "zh" else ", ").join(names)) if names else ""


def _years(own: list[Fact], facts: FactSet) -> list[str]:
    """The years of its figures, the document's own where they name none."""
    years = {str(dict(fact.dims).get("year", facts.profile.year or "")) for fact in own}
    return sorted(filter(None, years))


def _scope(own: list[Fact], facts: FactSet, lang: Lang) -> list[str]:
    """The members that all figures of a table have: what the table is of as a whole."""
    shared = set(own[0].dims).intersection(*(set(fact.dims) for fact in own[1:])) if own else set()
    return [
        f"{_dimension(name, facts, lang)}={facts.vocabulary.name_of(name, member, lang)}"
        for name, member in sorted(shared)
        if name != "year"
    ]


def _column(line: Line, table: Table, is_whole: bool, facts: FactSet, lang: Lang) -> str:
    """The header of a column and its role: a sum of others, of which, computed from others, apart; of plain amounts none."""
    path = table.columns[line.at].path
    role = "computed" if is_computed(line, path, facts.vocabulary) else "total" if is_whole else line.role
    return "/".join(path) + (f" [{tell(MESSAGES, role, lang)}]" if role in MESSAGES else "")


def _structure(structure: Structure, block: Block, facts: FactSet, lang: Lang) -> str:
    """`行：按编码的位数，12 项相符，0 项不符，可信`."""
    chosen = structure.chosen
    about = tell(MESSAGES, "of-row", lang)
    if structure.whole is not None:
        name = block.columns[structure.whole].label
        about = tell(MESSAGES, "of-column", lang, name=name)
    holding = len(chosen.holding) + len(chosen.trivial)
    sums = tell(MESSAGES, "sums", lang, holding=holding, violated=len(chosen.violated))
    parts = (licence_of(chosen.candidate.name, facts.vocabulary, lang), sums, tell(MESSAGES, structure.trust, lang))
    return about + ("，" if lang == "zh" else ", ").join(parts)

"""Tables to statements: which template a table follows, what its columns and rows mean, and the facts in its cells."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.documents import Block as DocumentBlock
from auditor.documents import Column, Paragraph, SourceText, Table
from auditor.facts.axes import (
    attach,
    attach_by_spans,
    attach_items,
    keep_sections,
    part_by_units,
    row_line,
    settle_of_which,
)
from auditor.facts.labels import put_member, read_label, squeeze
from auditor.facts.model import Block, Dims, Fact, FactSet, Gap, Line, Role, Statement, dims_of
from auditor.figures import DASHES, NUMERAL, PERCENT, Figure, Unit, read_cell
from auditor.vocabulary import Layout, LayoutColumn, Pane, Vocabulary, pattern_of

_LONGEST_TITLE = 60
_MOST_CAPTIONS = 8
_LEADING_CODE = re.compile(r"^[\s\d]+")
_PARENTHESES = re.compile(r"[（(].*?[)）]")


class _Place(NamedTuple):
    """A column's part in its table."""

    role: str
    """ordinal, code, label, text, amount, count or of_which."""
    spec: LayoutColumn | None = None


def captions_of(blocks: tuple[DocumentBlock, ...], index: int) -> list[SourceText]:
    """What stands above a table and belongs to it, the nearest first: short lines up to a sentence or another table."""
    table = blocks[index]
    assert isinstance(table, Table)
    found = list(reversed(table.captions))
    for block in reversed(blocks[max(0, index - _MOST_CAPTIONS) : index]):
        if not isinstance(block, Paragraph) or block.contents:
            break
        text = block.source.text.strip()
        if (len(text) > _LONGEST_TITLE and "。" in text) or text.endswith(("。", "；", "，")):
            break
        found.append(block.source)
    return found


def read_statement(facts: FactSet, index: int) -> None:
    """Read the table at a place of the document and put its statement, facts and gaps into the fact set."""
    vocabulary = facts.vocabulary
    table = facts.document.blocks[index]
    assert isinstance(table, Table)
    captions = captions_of(facts.document.blocks, index)
    layout, title = _layout_of(table, captions, vocabulary)
    number = len(facts.statements)
    problem = _problem_of(table, layout)
    statement = Statement(number, layout, title, table, (), problem)
    if problem:
        facts.statements.append(statement)
        facts.gaps.append(Gap(table.line, problem, {"table": title}, layout.core if layout else False))
        _loose_facts(facts, statement)
        return
    if layout and layout.indicators:
        facts.statements.append(statement)
        return
    unit = _caption_unit(captions, vocabulary)
    organisation = _organisation(captions)
    blocks = _blocks(table, layout, organisation, vocabulary)
    statement = Statement(number, layout, title, table, tuple(blocks), None)
    facts.statements.append(statement)
    _cell_facts(facts, statement, unit)


def _organisation(captions: list[SourceText]) -> str:
    """The reporting body as a table names it above itself, without its code."""
    for caption in captions:
        text = caption.text.strip()
        bare = squeeze(_LEADING_CODE.sub("", text))
        if bare and bare != squeeze(text) and "年" not in bare:
            return bare
    return ""


def _layout_of(table: Table, captions: list[SourceText], vocabulary: Vocabulary) -> tuple[Layout | None, str]:
    """The template of a table and its title; without a template the first caption that is no unit or code stands for the title."""
    paths = ["/".join(column.path) for column in table.columns]
    titles = [squeeze(caption.text) for caption in captions]
    for title in titles:
        if len(title) > _LONGEST_TITLE:
            continue
        for layout in vocabulary.layouts:
            if not pattern_of(layout.title).search(title) or (
                layout.unless and pattern_of(layout.unless).search(title)
            ):
                continue
            if not any(paths) or all(
                any(pattern_of(header).search(path) for path in paths) for header in layout.header
            ):
                return layout, title
    unit = pattern_of(vocabulary.grammar.captions["unit"])
    named = [title for title in titles if title and not unit.search(title) and not title[0].isdigit()]
    return None, named[0] if named else ""


def _problem_of(table: Table, layout: Layout | None) -> str | None:
    """Why a table's figures cannot be placed: its header is lost, or most of its rows do not fit it."""
    ragged = sum(1 for row in table.rows if len(row) != table.width)
    has_numbers = any(read_cell(cell.text) for row in table.rows for cell in row if cell.text)
    if not has_numbers:
        return None
    if ragged * 3 > len(table.rows) and layout is not None and not layout.indicators:
        return "table-ragged"
    if layout is not None and not any(column.path for column in table.columns):
        return "table-no-header"
    return None


def _caption_unit(captions: list[SourceText], vocabulary: Vocabulary) -> Unit | None:
    pattern = pattern_of(vocabulary.grammar.captions["unit"])
    for caption in captions:
        match = pattern.search(caption.text)
        if match:
            return vocabulary.units.get(match["unit"].strip())
    return None


def _named_unit(text: str, vocabulary: Vocabulary) -> Unit | None:
    """The unit in brackets at a header or label: 价值（万元）."""
    for match in pattern_of(vocabulary.grammar.captions["column_unit"]).finditer(text):
        names = re.split(r"[、/,，\s]", match["unit"].strip())
        for name in (match["unit"].strip(), *names):
            unit = vocabulary.units.get(name)
            if unit:
                return unit
    return None


# --- columns -------------------------------------------------------------------------------------------------------


def _places(table: Table, layout: Layout | None, vocabulary: Vocabulary) -> list[_Place]:
    tables = vocabulary.grammar.tables
    places: list[_Place] = []
    for index, column in enumerate(table.columns):
        leaf = _PARENTHESES.sub("", column.path[-1]) if column.path else ""
        if leaf in tables["ordinal"]:
            places.append(_Place("ordinal"))
        elif (
            leaf in tables["code"]
            or leaf.endswith(tuple(tables["code_ends"]))
            or (leaf == "项" and places and places[-1].role == "code")
        ):
            places.append(_Place("code"))
        elif leaf in tables["label"] or (column.path and column.path[-1] in tables["label"]):
            places.append(_Place("label"))
        elif leaf in tables["text"]:
            places.append(_Place("text"))
        else:
            places.append(_by_content(table, index, places))
    return places


def _by_content(table: Table, index: int, before: list[_Place]) -> _Place:
    """A column whose header no list knows: words or numbers, whichever fill it."""
    numbers = words = 0
    for row in table.rows:
        text = row[index].text.strip() if index < len(row) else ""
        if not text or text in DASHES:
            continue
        if read_cell(text):
            numbers += 1
        else:
            words += 1
    if numbers >= words and (numbers or table.columns[index].path):
        return _Place("amount")
    has_label = bool(before) and before[-1].role in ("label", "text")
    return _Place("text" if has_label else "label")


def _specification(column: Column, pane: Pane, table: Table) -> LayoutColumn | None:
    path = "/".join(column.path)
    others = " ".join("/".join(other.path) for other in table.columns)
    for spec in pane.columns:
        if not pattern_of(spec.header).search(path):
            continue
        if (spec.when and not pattern_of(spec.when).search(others)) or (
            spec.unless and pattern_of(spec.unless).search(others)
        ):
            continue
        return spec
    return None


def _is_specific(concept: str, vocabulary: Vocabulary) -> bool:
    return not vocabulary.concepts[concept].generic


def _column_line(
    index: int, column: Column, spec: LayoutColumn | None, pane: Pane | None, vocabulary: Vocabulary
) -> Line:
    """What an amount column means: what its header words say, then what the template adds."""
    dims: dict[str, str] = {}
    concept: str | None = None
    unread = ""
    for part in column.path:
        meaning = read_label(_PARENTHESES.sub("", part), vocabulary.table_terms, vocabulary)
        if meaning.concept and (
            _is_specific(meaning.concept, vocabulary) or (pane and not _is_specific(pane.concept, vocabulary))
        ):
            concept = meaning.concept
        for name, member in meaning.dims.items():
            put_member(dims, vocabulary.dimensions[name], member)
        unread = meaning.rest
    label = "/".join(column.path)
    if spec:
        concept = spec.concept or concept
        dims = dict(spec.dims) if spec.alone else {**dims, **spec.dims}
    elif pane and unread and not dims and concept is None:
        dims = {"column": label}
    if pane and concept == pane.concept:
        concept = None
    source = column.headers[-1] if column.headers else None
    role: Role = "member"
    marks = tuple(vocabulary.grammar.tables["of_which"])
    if (spec and spec.role == "of_which") or any(part.startswith(marks) for part in column.path):
        role = "of_which"
    elif spec and not spec.additive:
        role = "apart"
    return Line(index, label, source, concept, dims, role, None)


def _blocks(table: Table, layout: Layout | None, organisation: str, vocabulary: Vocabulary) -> list[Block]:
    places = _places(table, layout, vocabulary)
    groups: list[list[int]] = [[]]
    for index, place in enumerate(places):
        opens = place.role in ("code", "label") and any(places[left].role == "amount" for left in groups[-1])
        if opens and layout is not None:
            groups.append([])
        groups[-1].append(index)
    blocks = []
    for number, group in enumerate(groups):
        pane = layout.panes[min(number, len(layout.panes) - 1)] if layout and layout.panes else None
        block = _block(table, group, places, pane, organisation, vocabulary)
        if block:
            blocks.append(block)
    return blocks


def _block(
    table: Table, group: list[int], places: list[_Place], pane: Pane | None, organisation: str, vocabulary: Vocabulary
) -> Block | None:
    amounts: list[Line] = []
    for index in group:
        if places[index].role != "amount":
            continue
        spec = _specification(table.columns[index], pane, table) if pane else None
        if spec and spec.role == "text":
            continue
        amounts.append(_column_line(index, table.columns[index], spec, pane, vocabulary))
    if not amounts:
        return None
    labels = [index for index in group if places[index].role == "label"]
    codes = [index for index in group if places[index].role == "code"]
    rows = []
    for index, row in enumerate(table.rows):
        if len(row) < table.width and len(row) <= max(line.at for line in amounts):
            continue
        label = next((row[column] for column in labels if column < len(row) and row[column].text.strip()), None)
        code = "".join(squeeze(row[column].text) for column in codes if column < len(row))
        if label is None and not code and not _has_figures(row, amounts):
            continue
        rows.append(row_line(index, label, code, pane, organisation, vocabulary))
    base = pane.concept if pane else ""
    if pane is None or pane.rows == "item":
        rows = attach_items(rows, vocabulary)
    else:
        if codes:
            rows = part_by_units(rows, pane.rows)
        rows = settle_of_which(keep_sections(rows, base, vocabulary), base, vocabulary)
        rows = attach(rows, base, vocabulary, in_order=True)
    if pane is None:
        amounts = attach_by_spans(amounts, [table.columns[line.at].path for line in amounts], vocabulary)
    else:
        amounts = attach(amounts, base, vocabulary, in_order=False)
    return Block(pane or Pane("", "item", {}, ()), tuple(rows), tuple(amounts))


def _has_figures(row: tuple[SourceText, ...], amounts: list[Line]) -> bool:
    return any(read_cell(row[line.at].text) for line in amounts if line.at < len(row) and row[line.at].text)


# --- cells ---------------------------------------------------------------------------------------------------------


def _cell_facts(facts: FactSet, statement: Statement, unit: Unit | None) -> None:
    fine = _fine_decimals(statement)
    for block in statement.blocks:
        specs = {
            line.at: _specification(statement.table.columns[line.at], block.pane, statement.table)
            for line in block.columns
        }
        units = {
            line.at: _named_unit(" ".join(statement.table.columns[line.at].path), facts.vocabulary)
            for line in block.columns
        }
        for row in block.rows:
            for column in block.columns:
                spec = specs[column.at]
                is_count = spec is not None and spec.role == "count"
                cell_unit = units[column.at] or unit
                if is_count:
                    cell_unit = _named_unit(row.source.text, facts.vocabulary) if row.source else None
                _cell_fact(facts, statement, block, row, column, cell_unit, 0 if is_count else fine)


def _fine_decimals(statement: Statement) -> int:
    most = 0
    for block in statement.blocks:
        for row in block.rows:
            cells = statement.table.rows[row.at]
            for column in block.columns:
                number = read_cell(cells[column.at].text) if column.at < len(cells) and cells[column.at].text else None
                if number:
                    most = max(most, number[0].decimals)
    return most


def _cell_fact(
    facts: FactSet, statement: Statement, block: Block, row: Line, column: Line, unit: Unit | None, fine: int
) -> None:
    cells = statement.table.rows[row.at]
    if column.at >= len(cells):
        return
    cell = cells[column.at]
    concept, dims = cell_key(block.pane, row, column, facts.vocabulary)
    known = facts.vocabulary.concepts.get(concept)
    unit = facts.vocabulary.units[known.unit] if known is not None and known.unit else unit
    label = row.label if not column.label or len(block.columns) == 1 else f"{row.label} {column.label}".strip()
    text = cell.text
    stripped = text.strip()
    start = len(text) - len(text.lstrip())
    fact = Fact(
        -1,
        concept,
        dims,
        None,
        "blank",
        cell.locate(start, start + len(stripped)),
        label,
        statement.number,
        row.at,
        column.at,
    )
    number = read_cell(text) if stripped else None
    if number:
        numeral, negative, percent = number
        value = -numeral.value if negative else numeral.value
        known_by = "column" if unit else "none"
        figure = Figure(
            numeral.text, value, numeral.decimals, PERCENT if percent else unit, known_by, max(fine, numeral.decimals)
        )
        fact = fact._replace(figure=figure, state="printed", location=cell.locate(numeral.start, numeral.end))
    elif stripped in DASHES or squeeze(stripped) in DASHES:
        fact = fact._replace(state="dash")
    elif stripped:
        unreadable = NUMERAL.search(stripped) is not None
        fact = fact._replace(state="unreadable" if unreadable else "word")
        if unreadable and concept:
            facts.gaps.append(Gap(cell.line, "cell-unreadable", {"text": stripped[:40]}))
    facts.add(fact)


def cell_key(pane: Pane, row: Line, column: Line, vocabulary: Vocabulary) -> tuple[str, Dims]:
    """The cell of the cube where a row and a column meet: the row's concept goes before the column's."""
    concept = row.concept or column.concept or pane.concept
    members = dict(pane.dims)
    for line in (row, column):
        for name, member in line.dims.items():
            dimension = vocabulary.dimensions.get(name)
            if dimension is None:
                members[name] = member
            else:
                put_member(members, dimension, member)
    return concept, dims_of(members)


def _loose_facts(facts: FactSet, statement: Statement) -> None:
    """The figures of a table that could not be laid out: known to be there, bound to nothing."""
    concept = statement.layout.panes[0].concept if statement.layout and statement.layout.panes else ""
    for index, row in enumerate(statement.table.rows):
        for column, cell in enumerate(row):
            number = read_cell(cell.text) if cell.text else None
            if number:
                numeral = number[0]
                figure = Figure(numeral.text, numeral.value, numeral.decimals, None, "none", numeral.decimals)
                label = next(
                    (other.text.strip() for other in row if other.text.strip() and not read_cell(other.text)), ""
                )
                location = cell.locate(numeral.start, numeral.end)
                facts.add(
                    Fact(
                        -1,
                        concept,
                        (("unplaced", "yes"),),
                        figure,
                        "printed",
                        location,
                        label[:40],
                        statement.number,
                        index,
                        column,
                    )
                )

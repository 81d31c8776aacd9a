"""Columns and rows of a table to lines: the part each column plays, the panes, what every line means."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.documents import Column, SourceText, Table
from auditor.facts.axes import (
    attach,
    attach_by_spans,
    attach_items,
    keep_sections,
    part_by_units,
    row_line,
    set_headings_apart,
    settle_of_which,
)
from auditor.facts.labels import put_member, read_label, squeeze
from auditor.facts.model import Block, Line, Role, dims_of
from auditor.figures import DASHES, read_cell
from auditor.vocabulary import Layout, LayoutColumn, Pane, Vocabulary, pattern_of

_PARENTHESES = re.compile(r"[（(].*?[)）]")


class _Place(NamedTuple):
    """A column's part in its table."""

    role: str
    """ordinal, code, unit (a code of bodies), label, text, amount, count or of_which."""
    spec: LayoutColumn | None = None


def _places(table: Table, layout: Layout | None, vocabulary: Vocabulary) -> list[_Place]:
    tables = vocabulary.grammar.tables
    places: list[_Place] = []
    for index, column in enumerate(table.columns):
        leaf = _PARENTHESES.sub("", column.path[-1]) if column.path else ""
        if leaf in tables["ordinal"]:
            places.append(_Place("ordinal"))
        elif leaf in tables["unit_code"]:
            places.append(_Place("unit"))
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


def specification(column: Column, pane: Pane, table: Table) -> LayoutColumn | None:
    """What the template says of a column."""
    others = " ".join("/".join(other.path) for other in table.columns)
    return _specified("/".join(column.path), others, pane)


def _specified(path: str, others: str, pane: Pane) -> LayoutColumn | None:
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
    index: int,
    column: Column,
    spec: LayoutColumn | None,
    pane: Pane | None,
    year: int | None,
    vocabulary: Vocabulary,
) -> Line:
    """What an amount column means: what its header words say, then what the template adds."""
    dims: dict[str, str] = {}
    concept: str | None = None
    unread = ""
    for part in column.path:
        if this_year(part, year, vocabulary):
            continue
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


def _tell_apart(lines: list[Line], table: Table, base: str, year: int | None, vocabulary: Vocabulary) -> list[Line]:
    """Columns that read alike below different header groups belong to their group (opening balance, income, outturn; two years).

    One group is the statement's own and keeps the plain reading: the one with the total of its concept, and of several
    the one that names the fiscal year.
    """
    groups: dict[str, list[Line]] = {}
    for line in lines:
        path = table.columns[line.at].path
        if len(path) > 1 and line.role == "member":
            groups.setdefault(path[0], []).append(line)
    keys = {name: {(line.concept or base, dims_of(line.dims)) for line in group} for name, group in groups.items()}
    alike = [name for name in groups if any(keys[name] & keys[other] for other in groups if other != name)]
    if not alike:
        return lines
    own = [name for name in alike if (base, ()) in keys[name]]
    dated = [name for name in own if year is not None and str(year) in name]
    home = next((found[0] for found in (dated, own) if len(found) == 1), None)
    apart = {line.at: name for name in alike if name != home for line in groups[name]}
    return [
        line._replace(dims={**line.dims, "column": apart[line.at]}) if line.at in apart else line for line in lines
    ]


def blocks_of(
    table: Table, layout: Layout | None, organisation: str, year: int | None, vocabulary: Vocabulary
) -> list[Block]:
    places = _places(table, layout, vocabulary)
    groups: list[list[int]] = [[]]
    for index, place in enumerate(places):
        opens = place.role in ("code", "unit", "label") and any(places[left].role == "amount" for left in groups[-1])
        if opens and layout is not None:
            groups.append([])
        groups[-1].append(index)
    blocks = []
    for number, group in enumerate(groups):
        beyond = [index for later in groups[number + 1 :] for index in later if places[index].role != "ordinal"]
        pane = layout.panes[min(number, len(layout.panes) - 1)] if layout and layout.panes else None
        block = _block(table, group, beyond, places, pane, organisation, year, vocabulary)
        if block:
            blocks.append(block)
    return blocks


def _block(
    table: Table,
    group: list[int],
    beyond: list[int],
    places: list[_Place],
    pane: Pane | None,
    organisation: str,
    year: int | None,
    vocabulary: Vocabulary,
) -> Block | None:
    amounts: list[Line] = []
    for index in group:
        if places[index].role != "amount":
            continue
        spec = specification(table.columns[index], pane, table) if pane else None
        if spec and spec.role == "text":
            continue
        amounts.append(_column_line(index, table.columns[index], spec, pane, year, vocabulary))
    if not amounts:
        return None
    labels = [index for index in group if places[index].role == "label"]
    codes = [index for index in group if places[index].role == "code"]
    units = [index for index in group if places[index].role == "unit"]
    if pane is not None and codes and _are_of_bodies(table, codes, pane, vocabulary):
        codes, units = [], codes
    rows = []
    for index, row in enumerate(table.rows):
        if len(row) < table.width and len(row) <= max(line.at for line in amounts):
            continue
        label = next((row[column] for column in labels if column < len(row) and row[column].text.strip()), None)
        code = "".join(squeeze(row[column].text) for column in codes if column < len(row))
        unit = "".join(squeeze(row[column].text) for column in units if column < len(row)) if not code else ""
        if label is None and not code and not unit:
            if not _has_figures(row, amounts):
                continue
            label = _label_on_the_left(row, group[0])
        elif _carries_over(row, amounts, beyond):
            continue
        rows.append(row_line(index, label, code, unit, pane, organisation, vocabulary))
    base = pane.concept if pane else ""
    if pane is not None and pane.either_way:
        rows = _turned(rows, pane, year, vocabulary)
    if pane is None or pane.rows == "item":
        rows = attach_items(rows, vocabulary)
    else:
        if codes or units:
            rows = part_by_units(rows, pane.rows)
        else:
            rows = set_headings_apart(rows, pane.rows)
        rows = settle_of_which(keep_sections(rows, base, vocabulary), base, vocabulary)
        rows = attach(rows, base, vocabulary, in_order=True)
    if pane is None:
        amounts = attach_by_spans(amounts, [table.columns[line.at].path for line in amounts], vocabulary)
    else:
        amounts = _tell_apart(amounts, table, base, year, vocabulary)
        amounts = attach(amounts, base, vocabulary, in_order=False)
    return Block(pane or Pane("", "item", {}, (), False), tuple(rows), tuple(amounts))


def _are_of_bodies(table: Table, codes: list[int], pane: Pane, vocabulary: Vocabulary) -> bool:
    """Whether codes are numbers of bodies: some cannot be codes of the classification, and none of the others is a lower level of it."""
    dimension = vocabulary.dimensions.get(pane.rows)
    if dimension is None or dimension.code_pattern is None or not dimension.code_lengths:
        return False
    printed = {"".join(squeeze(row[column].text) for column in codes if column < len(row)) for row in table.rows}
    printed = {code for code in printed if code.isdigit()}
    fitting = {code for code in printed if dimension.code_pattern.fullmatch(code)}
    return bool(printed - fitting) and not any(len(code) > min(dimension.code_lengths) for code in fitting)


def _carries_over(row: tuple[SourceText, ...], amounts: list[Line], beyond: list[int]) -> bool:
    """Whether a row's words stand in a merged cell, their figure in the next pane."""
    if any(line.at < len(row) and row[line.at].text.strip() for line in amounts):
        return False
    right = next((row[index] for index in beyond if index < len(row) and row[index].text.strip()), None)
    return right is not None and read_cell(right.text) is not None


def _label_on_the_left(row: tuple[SourceText, ...], start: int) -> SourceText | None:
    """The words that a merged cell carries over into a pane without words of its own."""
    left = next((cell for cell in reversed(row[:start]) if cell.text.strip()), None)
    return left if left is not None and not read_cell(left.text) else None


def _turned(rows: list[Line], pane: Pane, year: int | None, vocabulary: Vocabulary) -> list[Line]:
    """The rows of a table that may be printed turned round: measures and years are no members, and then no row is."""
    turned = []
    is_turned = False
    labels = " ".join(row.label for row in rows)
    for row in rows:
        spec = _specified(row.label, labels, pane)
        dated = re.fullmatch(vocabulary.grammar.captions["dated"], row.label)
        if spec is not None and spec.role == "of_which":
            row = row._replace(role="apart")
        elif spec is not None:
            row = row._replace(
                concept=spec.concept, dims=dict(spec.dims), role="apart" if spec.role == "text" else "total"
            )
            is_turned = is_turned or bool(spec.dims)
        elif dated:
            is_turned = True
            own = this_year(row.label, year, vocabulary)
            row = row._replace(dims={}, role="total") if own else row._replace(dims={"column": row.label}, role="apart")
        turned.append(row)
    if not is_turned:
        return turned
    return [row._replace(role="apart") if row.dims.get(pane.rows, "")[:1] == "~" else row for row in turned]


def this_year(text: str, year: int | None, vocabulary: Vocabulary) -> bool:
    """Whether words are no more than the fiscal year."""
    match = re.fullmatch(vocabulary.grammar.captions["dated"], text)
    return match is not None and year is not None and int(match["year"]) == year


def _has_figures(row: tuple[SourceText, ...], amounts: list[Line]) -> bool:
    return any(read_cell(row[line.at].text) for line in amounts if line.at < len(row) and row[line.at].text)

"""A table's blocks: the panes side by side, their rows and columns, which line is a part of which."""

from __future__ import annotations

import re
from itertools import pairwise

from auditor.documents import SourceText, Table
from auditor.facts.axes import (
    attach,
    keep_sections,
    part_by_units,
    row_line,
    set_headings_apart,
    settle_of_which,
)
from auditor.facts.columns import (
    Part,
    column_line,
    entries_for,
    headers_of,
    parts_of,
    prints_percents,
    specified,
    tell_apart,
    this_year,
)
from auditor.facts.labels import numbering_rank, squeeze
from auditor.facts.model import Block, Line
from auditor.facts.set_in import without_set_in_classes
from auditor.facts.stacked import Section, sections_of
from auditor.facts.tables.amounts import is_derived
from auditor.facts.tables.codes import LEAST_EMBEDDED, Embedded, codes_of_rows, embedded_code
from auditor.facts.tables.series import Series, in_series, series_of
from auditor.facts.unknown_tables import attach_by_codes, attach_by_spans, attach_items, without_nameless
from auditor.figures import read_cell
from auditor.patterns import regex
from auditor.vocabulary import Layout, Pane, Vocabulary, pattern_of

_DIGITS_ONLY = regex(r"[\d\[\]【】()（）]+")
"""A code and nothing else, be it in brackets."""
_IS_WORD = regex(r"[^\W\d_]{2}")
"""Two letters side by side; `一` is a number."""


def blocks_of(
    table: Table, layout: Layout | None, organisation: str, year: int | None, vocabulary: Vocabulary
) -> list[Block]:
    """The panes of a table; one without a layout has several only where its header says the same of each."""
    parts = parts_of(table, vocabulary)
    has_panes = layout is not None and not any(pane.by_labels for pane in layout.panes)
    whole = list(range(len(parts)))
    groups = _with_names(_groups(parts), parts)
    if not has_panes and not (layout is None and _are_alike(groups, table, parts, vocabulary)):
        groups = [whole]
    sections = sections_of(table, vocabulary) if layout is not None and has_panes and len(groups) == 1 else []
    if sections and layout is not None:
        return _stacked(table, layout, sections, parts, organisation, year, vocabulary)
    blocks = []
    for number, group in enumerate(groups):
        beyond = [index for later in groups[number + 1 :] for index in later if parts[index] != "ordinal"]
        pane = _pane_of(layout, number, " ".join("/".join(table.columns[index].path) for index in group))
        block = _block(table, group, beyond, parts, pane, organisation, year, vocabulary)
        if block:
            blocks.append(block)
    return blocks


def _groups(parts: list[Part]) -> list[list[int]]:
    """The columns side by side, a new group where names stand right of amounts."""
    groups: list[list[int]] = [[]]
    for index, part in enumerate(parts):
        if part in ("code", "unit", "label") and any(parts[left] == "amount" for left in groups[-1]):
            groups.append([])
        groups[-1].append(index)
    return groups


def _are_alike(groups: list[list[int]], table: Table, parts: list[Part], vocabulary: Vocabulary) -> bool:
    """Whether a header prints the same over the names of each group, and as many amounts: `项目 | 预算数 || 项目 | 预算数`.

    The words for the two sides of an account may tell them apart: `收入项目 | 支出项目`.
    """
    side = pattern_of(vocabulary.grammar.structure["side"])
    names = [_heads(group, table, parts, ("code", "unit", "label")) for group in groups]
    plain = [[side.sub("", head) for head in heads] for heads in names]
    count = {sum(parts[index] == "amount" for index in group) for group in groups}
    return (
        len(groups) > 1
        and bool(names[0])
        and all(names[0])
        and len(count) == 1
        and all(heads == plain[0] for heads in plain)
    )


def _heads(group: list[int], table: Table, parts: list[Part], kinds: tuple[Part, ...]) -> list[str]:
    """The lowest words of the header over those columns of a group that are of some kinds."""
    paths = (table.columns[index].path for index in group if parts[index] in kinds)
    return [squeeze(path[-1]) if path else "" for path in paths]


def _with_names(groups: list[list[int]], parts: list[Part]) -> list[list[int]]:
    """Codes without names open no pane: `采购项目 | 数量 | 类 | 款 | 金额` has the names of all its rows on the left."""
    joined: list[list[int]] = []
    for group in groups:
        found = {parts[index] for index in group}
        if joined and "code" in found and "label" not in found and any(parts[index] == "label" for index in joined[-1]):
            joined[-1] += group
        else:
            joined.append(list(group))
    return joined


def _stacked(
    table: Table,
    layout: Layout,
    sections: list[Section],
    parts: list[Part],
    organisation: str,
    year: int | None,
    vocabulary: Vocabulary,
) -> list[Block]:
    """The panes of a table that prints them one below the other in the same columns."""
    blocks = []
    for section in sections:
        pane = next((pane for pane in layout.panes if pane.concept == section.concept and not pane.header), None)
        rows = tuple(row if index in section.rows else () for index, row in enumerate(table.rows))
        own = table._replace(rows=rows)
        block = _block(own, list(range(len(parts))), [], parts, pane, organisation, year, vocabulary)
        if block:
            blocks.append(block)
    return blocks


def _pane_of(layout: Layout | None, number: int, header: str) -> Pane | None:
    """The template's pane for a group of columns: the one that their header names, else the one at their place."""
    panes = layout.panes if layout else ()
    named = next((pane for pane in panes if pane.header and pattern_of(pane.header).search(header)), None)
    plain = [pane for pane in panes if not pane.header]
    return named or (plain[min(number, len(plain) - 1)] if plain else None)


def _block(
    table: Table,
    group: list[int],
    beyond: list[int],
    parts: list[Part],
    pane: Pane | None,
    organisation: str,
    year: int | None,
    vocabulary: Vocabulary,
) -> Block | None:
    amounts: list[Line] = []
    entries = entries_for(pane, headers_of(table)) if pane else []
    for index in group:
        if parts[index] != "amount":
            continue
        spec = specified("/".join(table.columns[index].path), entries)
        if spec is None or spec.role not in ("text", "target"):
            line = column_line(index, table.columns[index], spec, pane, year, vocabulary)
            is_rate = line.role == "member" and (pane is None or pane.by_labels) and prints_percents(table, index)
            is_apart = is_rate or is_derived(line, table.columns[index].path, vocabulary)
            amounts.append(line._replace(role="apart") if is_apart else line)
    if not amounts:
        return None
    roles = {role: [index for index in group if parts[index] == role] for role in ("label", "code", "unit", "ordinal")}
    codes = tuple(roles["code"] or roles["unit"])
    roles["code"], roles["other"] = _first_run(roles["code"])
    if pane is not None and roles["code"] and _are_of_bodies(table, roles["code"], pane, vocabulary):
        roles["unit"], roles["code"] = roles["code"], []
    rows = _rows(table, roles, amounts, beyond, group[0], pane, organisation, vocabulary)
    others = [index for index in group if parts[index] != "amount" and index not in roles["label"][:1]]
    series = series_of([table.rows[row.at] for row in rows], others, vocabulary)
    if series is not None:
        rows = in_series(rows, series, year, vocabulary)
    if pane is None or pane.by_labels:
        rows = attach_by_codes(attach_items(without_nameless(rows)), _codes_of(table, rows, roles["code"]))
        amounts = attach_by_spans(amounts, [table.columns[line.at].path for line in amounts], vocabulary)
        pane = pane or Pane("", "item", {}, (), False)
        return _block_of(pane, rows, amounts, codes, roles, series)
    if pane.either_way:
        rows = _turned(rows, pane, year, vocabulary)
    if pane.rows == "item":
        rows = attach_items(rows)
    else:
        if roles["code"] or roles["unit"]:
            rows = part_by_units(rows, pane.rows)
        else:
            rows = set_headings_apart(without_set_in_classes(rows, pane.rows), pane.rows)
        rows = settle_of_which(keep_sections(rows, pane.concept, vocabulary), pane.concept, vocabulary)
        rows = attach(rows, pane.concept, vocabulary, in_order=True)
    if pane.known_only:
        rows = _without_unknown(rows, pane.rows)
    amounts = tell_apart(amounts, table, pane, year, vocabulary)
    amounts = attach(amounts, pane.concept, vocabulary, in_order=False)
    return _block_of(pane, rows, amounts, codes, roles, series)


def _block_of(
    pane: Pane,
    rows: list[Line],
    amounts: list[Line],
    codes: tuple[int, ...],
    roles: dict[str, list[int]],
    series: Series | None,
) -> Block:
    """A pane of its lines and the columns of the grid that play a part in it."""
    labels, bodies, ordinals = (tuple(roles[role]) for role in ("label", "unit", "ordinal"))
    return Block(pane, tuple(rows), tuple(amounts), labels, codes, bodies, ordinals, series)


def _rows(
    table: Table,
    roles: dict[str, list[int]],
    amounts: list[Line],
    beyond: list[int],
    start: int,
    pane: Pane | None,
    organisation: str,
    vocabulary: Vocabulary,
) -> list[Line]:
    """The rows of a pane that have words, a code or figures of their own."""
    rows = []
    codes = codes_of_rows(table.rows, roles["code"])
    named = _codes_in_names(table, roles, vocabulary)
    among_numbers = _words_among_numbers(table, roles, amounts, vocabulary)
    for index, row in enumerate(table.rows):
        if len(row) < table.width and len(row) <= max(line.at for line in amounts):
            continue
        if _numbers_columns(row, [*roles["label"], *roles["code"]], amounts, vocabulary):
            continue
        label = next((row[at] for at in roles["label"] if at < len(row) and row[at].text.strip()), None)
        printed = "".join(squeeze(row[at].text) for at in roles["code"] if at < len(row))
        code = codes[index][0] if _DIGITS_ONLY.fullmatch(printed) and codes[index][0] else printed
        own = named.get(index)
        code = code or (own.code if own else "")
        unit = "".join(squeeze(row[at].text) for at in roles["unit"] if at < len(row)) if not code else ""
        if label is None and not code and not unit:
            label = among_numbers.get(index)
        if label is None and not code and not unit:
            beside_another = start > 0 or bool(beyond)
            if not _has_figures(row, amounts) or (beside_another and _is_nil(row, amounts)):
                continue
            label = _label_on_the_left(row, start)
        elif _carries_over(row, amounts, beyond):
            continue
        line = row_line(index, label, code, unit, pane, organisation, vocabulary, own.name if own else None)
        if not code and any(at < len(row) and row[at].text.strip() for at in roles["other"]):
            line = line._replace(role="apart")
        if code and pane is not None and line.dims.get(pane.rows) == code:
            line = line._replace(
                code=next((row[at] for at in roles["code"] if at < len(row) and row[at].text.strip()), label)
            )
        rows.append(line)
    return rows


def _codes_in_names(table: Table, roles: dict[str, list[int]], vocabulary: Vocabulary) -> dict[int, Embedded]:
    """By row the code that opens its name, as in `[201]一般公共服务支出`, where several rows have one and no column is of codes."""
    if roles["code"] or roles["unit"]:
        return {}
    pattern = pattern_of(vocabulary.grammar.structure["embedded_code"])
    found = {}
    for index, row in enumerate(table.rows):
        label = next((row[at] for at in roles["label"] if at < len(row) and row[at].text.strip()), None)
        own = embedded_code(label.text, pattern) if label is not None else None
        if own and own.name:
            found[index] = own
    return found if len(found) >= LEAST_EMBEDDED else {}


def _numbers_columns(
    row: tuple[SourceText, ...], labels: list[int], amounts: list[Line], vocabulary: Vocabulary
) -> bool:
    """Whether a row only numbers the columns: `** | 1 | 2 | 3`."""
    pattern = pattern_of(vocabulary.grammar.structure["column_numbers"])
    words = [squeeze(row[at].text) for at in labels if at < len(row)]
    if not any(words) or not all(pattern.match(word) for word in words):
        return False
    printed = [squeeze(row[line.at].text) for line in amounts if line.at < len(row) and row[line.at].text.strip()]
    if not all(text.isascii() and text.isdigit() and len(text) <= 2 for text in printed):
        return False
    numbers = [int(text) for text in printed]
    return len(numbers) > 1 and all(later - earlier == 1 for earlier, later in pairwise(numbers))


def _first_run(codes: list[int]) -> tuple[list[int], list[int]]:
    """Columns of codes side by side, the levels of one code, and those further right, which are of another classification."""
    end = next((place for place in range(1, len(codes)) if codes[place] != codes[place - 1] + 1), len(codes))
    return codes[:end], codes[end:]


def _codes_of(table: Table, rows: list[Line], columns: list[int]) -> list[str]:
    """The code in front of each row, empty where there is none."""
    grid = [table.rows[row.at] for row in rows]
    return ["".join(squeeze(cells[at].text) for at in columns if at < len(cells)) for cells in grid]


def _are_of_bodies(table: Table, codes: list[int], pane: Pane, vocabulary: Vocabulary) -> bool:
    """Whether codes are numbers of bodies: some cannot be codes of the classification, and none of the others is a lower level of it."""
    dimension = vocabulary.dimensions.get(pane.rows)
    if dimension is None or dimension.code_pattern is None or not dimension.code_lengths:
        return False
    printed = {whole[0] for whole in codes_of_rows(table.rows, codes) if whole[0]}
    fitting = {code for code in printed if dimension.code_pattern.fullmatch(code)}
    return bool(printed - fitting) and not any(len(code) > min(dimension.code_lengths) for code in fitting)


def _carries_over(row: tuple[SourceText, ...], amounts: list[Line], beyond: list[int]) -> bool:
    """Whether a row's words stand in a merged cell, their figure in the next pane."""
    if any(line.at < len(row) and row[line.at].text.strip() for line in amounts):
        return False
    right = next((row[index] for index in beyond if index < len(row) and row[index].text.strip()), None)
    return right is not None and read_cell(right.text) is not None


def _words_among_numbers(
    table: Table, roles: dict[str, list[int]], amounts: list[Line], vocabulary: Vocabulary
) -> dict[int, SourceText]:
    """By row the words that stand where other rows have their number: `合计`, `一、自治区本级` below `序号`.

    None where some of them are neither totals nor numbered: what these are, nobody knows.
    """
    found = {}
    total = pattern_of(vocabulary.grammar.structure["total"])
    for index, row in enumerate(table.rows):
        words = next((row[at] for at in roles["ordinal"] if at < len(row) and _IS_WORD.search(row[at].text)), None)
        if words is None or not _has_figures(row, amounts):
            continue
        if not total.match(squeeze(words.text)) and numbering_rank(words.text) is None:
            return {}
        found[index] = words
    return found


def _label_on_the_left(row: tuple[SourceText, ...], start: int) -> SourceText | None:
    """The words that a merged cell carries over into a pane without words of its own."""
    left = next((cell for cell in reversed(row[:start]) if cell.text.strip()), None)
    return left if left is not None and not read_cell(left.text) else None


def _turned(rows: list[Line], pane: Pane, year: int | None, vocabulary: Vocabulary) -> list[Line]:
    """The rows of a table that may be printed turned round: measures and years are no members, and then no row is."""
    turned = []
    is_turned = False
    entries = entries_for(pane, " ".join(row.label for row in rows))
    for row in rows:
        spec = specified(row.label, entries)
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


def _without_unknown(rows: list[Line], dimension: str) -> list[Line]:
    """Rows whose names are no members of the pane's dimension are no parts of anything in it."""
    return [row._replace(role="apart", parent=None) if row.dims.get(dimension, "")[:1] == "~" else row for row in rows]


def _has_figures(row: tuple[SourceText, ...], amounts: list[Line]) -> bool:
    return any(read_cell(row[line.at].text) for line in amounts if line.at < len(row) and row[line.at].text)


def _is_nil(row: tuple[SourceText, ...], amounts: list[Line]) -> bool:
    """Whether every figure is zero: printed to fill a pane that is shorter than the one beside it, and of no row."""
    cells = (read_cell(row[line.at].text) for line in amounts if line.at < len(row) and row[line.at].text)
    return all(cell is None or cell[0].value == 0 for cell in cells)

"""Columns of a table: the part each plays, what the amount columns mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from auditor.documents import Column, Table
from auditor.facts.cell_text import is_mere_mark, read_text, says_nothing_of_role
from auditor.facts.fact import dims_of
from auditor.facts.labels import put_member, read_label, squeeze
from auditor.facts.model import Line, Role
from auditor.facts.units import column_unit
from auditor.figures import PERCENT, read_cell
from auditor.patterns import regex
from auditor.vocabulary import LayoutColumn, Pane, Vocabulary, pattern_of

_PARENTHESES = regex(r"[（(](?![%％]).*?[)）]")
"""Remarks in headers; a percent sign in brackets is none."""


_LEAST_PARTS = 2
_FLAGS = 2
"""Words of a column of flags: 是 and 否."""
_FEWEST_FLAGS = 4
"""Fewer alike may be remarks."""

Part = Literal["ordinal", "code", "unit", "label", "text", "amount"]
"""The part a column plays in its table; a unit is a code of bodies."""


def parts_of(table: Table, vocabulary: Vocabulary) -> list[Part]:
    """The part of every column: by its header, else by what fills it."""
    tables = vocabulary.grammar.tables
    parts: list[Part] = []
    for index, column in enumerate(table.columns):
        leaf = _PARENTHESES.sub("", column.path[-1]).strip().lower() if column.path else ""
        if leaf in tables["ordinal"]:
            parts.append("ordinal")
        elif leaf in tables["unit_code"]:
            parts.append("unit")
        elif (
            leaf in tables["code"]
            or leaf.endswith(tuple(tables["code_ends"]))
            or (leaf in tables["code_after_code"] and parts and parts[-1] == "code")
        ) or (leaf in tables["label"] and _are_codes([text for text in texts_of(table, index) if text], vocabulary)):
            parts.append("code")
        elif leaf in tables["label"] or (column.path and column.path[-1].lower() in tables["label"]):
            parts.append("label")
        elif leaf in tables["text"]:
            parts.append("text")
        else:
            parts.append(_by_content(table, index, parts, vocabulary))
    return parts


def _by_content(table: Table, index: int, before: list[Part], vocabulary: Vocabulary) -> Part:
    """A column whose header no list knows: words or numbers, whichever fill it."""
    filled = [text for text in texts_of(table, index) if text]
    telling = [text for text in filled if not says_nothing_of_role(text, vocabulary)]
    numbers = sum(1 for text in telling if _is_figure(text, vocabulary))
    words = len(telling) - numbers
    if _are_codes(telling, vocabulary):
        return "code"
    if filled and not telling and all(is_mere_mark(text) for text in filled):
        return "text"
    path = table.columns[index].path
    names_words = bool(path) and path[-1].strip().endswith(tuple(vocabulary.grammar.tables.get("text_ends", ())))
    if numbers >= words and (numbers or (path and not names_words)):
        return "amount"
    if "amount" in before and _are_flags(telling):
        return "text"
    has_label = bool(before) and (before[-1] in ("label", "text") or (names_words and "label" in before))
    return "text" if has_label else "label"


def _are_flags(texts: list[str]) -> bool:
    """Whether cells only say yes or no of their rows, as a column that a workbook is printed by: `打印 | 是 | 否 | 是`."""
    return len(texts) >= _FEWEST_FLAGS and len(set(texts)) <= _FLAGS and all(len(text) == 1 for text in texts)


def headers_of(table: Table) -> str:
    """The words of all headers of a table."""
    return " ".join("/".join(column.path) for column in table.columns)


def _is_figure(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell prints an amount or was to print one. Dates and numbers of papers (`2022-07`, `7*24`) fill columns of their own."""
    cell = read_text(text, vocabulary)
    return cell.state == "printed" or (cell.torn and not any(mark in text for mark in "-/:*"))


def _are_codes(texts: list[str], vocabulary: Vocabulary) -> bool:
    """Whether plain whole numbers are codes of a classification and not amounts: `201`, `20101`, `2010101`.

    All are as long as codes are, on two levels at least, and each lower one begins with one above it that is printed as well.
    """
    printed = set(texts)
    lengths = {length for dimension in vocabulary.dimensions.values() for length in dimension.code_lengths}
    if not all(text.isascii() and text.isdigit() and len(text) in lengths for text in printed):
        return False
    shortest = min(map(len, printed), default=0)
    lower = [text for text in printed if len(text) > shortest]
    return bool(lower) and all(
        any(text[:length] in printed for length in lengths if length < len(text)) for text in lower
    )


def texts_of(table: Table, index: int) -> list[str]:
    """The cells of a column from the top down, without white space around them; empty where a row is too short."""
    return [row[index].text.strip() if index < len(row) else "" for row in table.rows]


def entries_for(pane: Pane, headers: str) -> list[LayoutColumn]:
    """The entries of a template that hold where all headers together have these words."""
    return [
        spec
        for spec in pane.columns
        if (not spec.when or pattern_of(spec.when).search(headers))
        and not (spec.unless and pattern_of(spec.unless).search(headers))
    ]


def specified(path: str, entries: Sequence[LayoutColumn]) -> LayoutColumn | None:
    """The first entry of a template whose pattern fits a header."""
    return next((spec for spec in entries if pattern_of(spec.header).search(path)), None)


def _is_specific(concept: str, vocabulary: Vocabulary) -> bool:
    return not vocabulary.concepts[concept].generic


def column_line(
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
        is_specific = bool(meaning.concept) and _is_specific(meaning.concept or "", vocabulary)
        if is_specific and meaning.rest and any(codes.bearing(part) for codes in vocabulary.codes.values()):
            # 商品和服务支出: what a word inside of the name of a class says is not what the column is of.
            unread = part
            continue
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
    is_change = any(vocabulary.changes.get(entry) == "percent" for entry in dims.items())
    leaf = squeeze(column.path[-1]) if column.path else ""
    is_of_one = pattern_of(vocabulary.grammar.structure.get("of_one", "(?!)")).search(leaf) is not None
    known = vocabulary.concepts.get(concept or "")
    if spec is None and known is not None and not known.unit and _counts(leaf, vocabulary):
        # 服务数量: how many, and no amount of what the words before it name.
        return Line(index, label, source, None, {"column": label}, "member", None)
    if spec is None and not is_change and (is_of_one or column_unit(column.path, vocabulary) == PERCENT):
        return _as_rate(Line(index, label, source, None, {}, "apart", None))
    marks = tuple(vocabulary.grammar.tables["of_which"])
    if (spec and spec.role == "of_which") or any(part.lower().startswith(marks) for part in column.path):
        role = "of_which"
    elif spec and not spec.additive:
        role = "apart"
    return Line(index, label, source, concept, dims, role, None)


def tell_apart(lines: list[Line], table: Table, pane: Pane, year: int | None, vocabulary: Vocabulary) -> list[Line]:
    """Columns that read alike below different header groups belong to their group (what there was, what came, what is left; two years).

    One group is the statement's own and keeps the plain reading: the one with the total of its concept, and of several
    the one that names the document's year.
    """
    base = pane.concept
    lines = [_as_rate(line) if line.role == "member" and prints_percents(table, line.at) else line for line in lines]
    groups: dict[str, list[Line]] = {}
    for line in lines:
        path = table.columns[line.at].path
        if len(path) > 1 and line.role == "member":
            groups.setdefault(path[0], []).append(line)
    lines = _apart_by_year(_apart_between(lines, table), table, year, vocabulary)
    keys = {name: {(line.concept or base, dims_of(line.dims)) for line in group} for name, group in groups.items()}
    alike = [name for name in groups if any(keys[name] & keys[other] for other in groups if other != name)]
    if not alike:
        return _apart_from_total(lines, groups, table, pane, vocabulary)
    own = [name for name in alike if (base, ()) in keys[name]]
    dated = [name for name in own if year is not None and str(year) in name]
    home = next((found[0] for found in (dated, own) if len(found) == 1), None)
    apart = {line.at: name for name in alike if name != home for line in groups[name]}
    return [line._replace(dims={**line.dims, "column": apart[line.at]}) if line.at in apart else line for line in lines]


def _apart_from_total(
    lines: list[Line], groups: dict[str, list[Line]], table: Table, pane: Pane, vocabulary: Vocabulary
) -> list[Line]:
    """A group of columns that reads like the total before it is of its own where what is carried over is the total's other part.

    `总计 | 上年结转/（小计，基本支出，项目支出） | 当年财政拨款/（小计，基本支出，项目支出）`.
    """
    carried = pattern_of(vocabulary.grammar.structure["carried"])
    if not any(carried.search("".join(table.columns[line.at].path)) for line in lines):
        return lines
    paths = {line.at: table.columns[line.at].path for line in lines}
    totals = {_key(line, pane, vocabulary) for line in lines if len(paths[line.at]) == 1}
    parted = {path[-1] for path in paths.values() if path and carried.search(path[0])}
    alike = {name for name in groups if any(_key(line, pane, vocabulary) in totals for line in groups[name])}
    return [
        line._replace(dims={**line.dims, "column": paths[line.at][0]})
        if len(paths[line.at]) > 1
        and paths[line.at][0] in alike
        and not carried.search(paths[line.at][0])
        and (paths[line.at][-1] in parted or _key(line, pane, vocabulary) in totals)
        else line
        for line in lines
    ]


def _key(line: Line, pane: Pane, vocabulary: Vocabulary) -> tuple[str, object]:
    """The cell that a column has in a row without words of its own."""
    members = dict(pane.dims)
    for name, member in line.dims.items():
        if name in vocabulary.dimensions:
            put_member(members, vocabulary.dimensions[name], member)
        else:
            members[name] = member
    return line.concept or pane.concept, dims_of(members)


def _apart_by_year(lines: list[Line], table: Table, year: int | None, vocabulary: Vocabulary) -> list[Line]:
    """`2024年预算数 | 2025年预算数`: a column of another year beside one of the document's own that reads alike is of its own."""

    def is_own(line: Line) -> bool:
        return any(this_year(part, year, vocabulary) for part in table.columns[line.at].path)

    def is_other(line: Line) -> bool:
        dated = vocabulary.grammar.captions["dated"]
        return not is_own(line) and any(re.fullmatch(dated, part) for part in table.columns[line.at].path)

    own = {(line.concept, dims_of(line.dims)) for line in lines if is_own(line)}
    return [
        line._replace(dims={**line.dims, "column": line.label})
        if (line.concept, dims_of(line.dims)) in own and is_other(line)
        else line
        for line in lines
    ]


def _apart_between(lines: list[Line], table: Table) -> list[Line]:
    """Columns whose headers differ only in words between that nothing knows are each of their own.

    `执行数/资本性支出/区本级 | 执行数/费用性支出/区本级`: neither is what the district's own level spends.
    """
    alike: dict[tuple[object, ...], list[int]] = {}
    for place, line in enumerate(lines):
        path = table.columns[line.at].path
        if len(path) > _LEAST_PARTS and line.role == "member":
            alike.setdefault((path[0], path[-1], line.concept, dims_of(line.dims)), []).append(place)
    own = {place for places in alike.values() if len(places) > 1 for place in places}
    return [
        line._replace(dims={**line.dims, "column": line.label})
        if place in own and not line.dims.get("column")
        else line
        for place, line in enumerate(lines)
    ]


def _counts(leaf: str, vocabulary: Vocabulary) -> bool:
    """Whether a header says that its column counts things."""
    return pattern_of(vocabulary.quantity).search(leaf) is not None


def prints_percents(table: Table, index: int) -> bool:
    """Whether most numbers of a column have a percent sign: rates, which add up to nothing."""
    numbers = [number for text in texts_of(table, index) if text and (number := read_cell(text)) is not None]
    return sum(1 for number in numbers if number[2]) * 2 > len(numbers)


def _as_rate(line: Line) -> Line:
    return line._replace(concept=None, dims={"column": line.label}, role="apart")


def this_year(text: str, year: int | None, vocabulary: Vocabulary) -> bool:
    """Whether words are no more than the document's year."""
    match = re.fullmatch(vocabulary.grammar.captions["dated"], text)
    return match is not None and year is not None and int(match["year"]) == year

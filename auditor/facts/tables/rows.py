"""The rows of a pane as readings see them: label, codes, numbering, indentation, and what words make of a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

from auditor.documents import SourceText, Table
from auditor.facts.labels import numbering_ordinal, numbering_rank, squeeze, without_numbering
from auditor.facts.model import Block, Line
from auditor.facts.tables.codes import LEAST_EMBEDDED, codes_of_rows, embedded_code
from auditor.patterns import regex
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary, pattern_of

_OPENING = regex(r"^\s*[（(]?\s*")
_COLONS = "：: "
_HAN_RANKS = (1, 2)
"""How deep Han numerals stand: 一、 and （一）."""

Sign = Literal["+", "-", ""]


class RowView(NamedTuple):
    """One row of a pane."""

    label: str
    """Its words without blanks."""
    name: str
    """The label without numbering, "of which", level marks."""
    codes: tuple[str, ...]
    """Its code in every classification printed beside it."""
    code: str
    """The first of them; empty where there is none."""
    rank: int | None
    """How deep its own number stands (一、 is 1, （一） 2, 1. 3); None without one."""
    ordinal: int | None
    """Which one its number makes it: 4 for 四、."""
    indent: int
    lead: int
    """The first column with words of it; -1 without any."""
    is_total: bool
    is_of_which: bool
    is_sum: bool
    """Whether the vocabulary knows its name as a total, though no word for a total is in it (本年支出)."""
    sign: Sign = ""
    """Whether its name begins with 加： or 减：."""
    is_heading: bool = False
    """Whether it has words and no cell for an amount is filled."""
    is_head: bool = False
    """Whether the word for a total stands behind a name in a column of its own: `公务用车费 | 小计` above `| 公务用车购置费`."""
    level: int | None = None
    """Which level of its classification is printed behind its name: 1 for （类）, 2 for （款）, 3 for （项）."""
    body: str = ""
    """The code of the body that it names, where a column of these is printed (单位编码)."""
    side: str = ""
    """The one side of an account that its name speaks of (支 for 支出合计); empty where it speaks of none or of both."""
    is_grand: bool = False
    """Whether its name is that of a total of everything: 总计."""
    inset: tuple[int, int] = (0, 0)
    """How many characters stand before its name, blanks and 其中：, and how wide they are in half characters."""


def row_views(table: Table, block: Block, vocabulary: Vocabulary) -> list[RowView]:
    """The rows of a pane, in the order of `block.rows`."""
    rows = [table.rows[line.at] for line in block.rows]
    codes = codes_of_rows(rows, block.codes)
    pattern = pattern_of(vocabulary.grammar.structure["embedded_code"])
    embedded = [_embedded(row, block, pattern) for row in rows]
    is_embedded = sum(1 for entry in embedded if entry) >= LEAST_EMBEDDED
    views = [
        _view(row, line, block, code, own if is_embedded else None, mark, vocabulary)._replace(
            is_sum=_is_sum(line, vocabulary),
            is_heading=_is_heading(row, line, block),
            body=_body_of(row, block),
            side=_side_of(line.label, vocabulary),
            is_grand=bool(pattern_of(vocabulary.grammar.structure["grand_total"]).search(line.label)),
        )
        for row, line, code, own, mark in zip(rows, block.rows, codes, embedded, _marks_of(rows, block), strict=True)
    ]
    return _with_balances_of_years(_with_lists_of_which(_without_split_members(views, block, vocabulary)), vocabulary)


def _with_balances_of_years(views: list[RowView], vocabulary: Vocabulary) -> list[RowView]:
    """What is left of a year alone is a part of what is left at its end: `本年支出合计 / 本年收支结余 / 年末滚存结余 / 总计`."""
    words = vocabulary.grammar.structure
    of_year, at_end = pattern_of(words["year_balance"]), pattern_of(words["end_balance"])
    return [
        view._replace(is_of_which=True, is_total=False)
        if of_year.search(view.name) and any(at_end.search(after.name) for after in views[place + 1 : place + 2])
        else view
        for place, view in enumerate(views)
    ]


def _without_split_members(views: list[RowView], block: Block, vocabulary: Vocabulary) -> list[RowView]:
    """The first of a list whose rows are members of one dimension is one of them, though 其中 stands before it.

    They are numbered: `“三公”经费 / 其中：（一）因公出国（境）费用 / （二）公务用车购置及运行维护费 / （三）公务接待费`.
    Or they are all that a member has: `公务用车购置及运行维护费 / 其中：公务用车购置费 / 公务用车运行维护费`.
    """
    dims = [line.dims for line in block.rows]
    return [
        view._replace(is_of_which=False)
        if view.is_of_which and (_opens_numbers(place, views, dims, vocabulary) or _opens_all(place, dims, vocabulary))
        else view
        for place, view in enumerate(views)
    ]


def _opens_numbers(
    place: int, views: Sequence[RowView], dims: Sequence[Mapping[str, str]], vocabulary: Vocabulary
) -> bool:
    """Whether a row is the first of a list of numbers, and the second is a member of its dimension as well."""
    view = views[place]
    if view.rank is None or view.ordinal != 1:
        return False
    following = next((at for at in range(place + 1, len(views)) if views[at].rank == view.rank), None)
    if following is None or views[following].ordinal != 1 + view.ordinal or views[following].is_of_which:
        return False
    shared = set(dims[place]) & set(dims[following])
    return any(_is_split(name, dims[place][name], vocabulary) for name in shared)


def _opens_all(place: int, dims: Sequence[Mapping[str, str]], vocabulary: Vocabulary) -> bool:
    """Whether a row and those behind it are all the members that the vocabulary knows below another."""
    for name, member in dims[place].items():
        if not _is_split(name, member, vocabulary):
            continue
        dimension = vocabulary.dimensions[name]
        sisters = {sister for above in dimension.ancestors(member)[:1] for sister in dimension.children(above)}
        if len(sisters) > 1 and {own.get(name) for own in dims[place : place + len(sisters)]} == sisters:
            return True
    return False


def _is_split(name: str, member: str, vocabulary: Vocabulary) -> bool:
    """Whether a dimension has few members that add up, and this one is known."""
    dimension = vocabulary.dimensions.get(name)
    return dimension is not None and dimension.additive and not dimension.code_lengths and not member.startswith("~")


def _with_lists_of_which(views: list[RowView]) -> list[RowView]:
    """Numbered rows go on with a list that the first of them opens: `其中：1. 划解省级收益 / 2. 本级留存收入合计`.

    So do rows whose names stand right below that of the first: `　其中：从基金调入 / 　　　　从国有资本调入`, and those set in as far.
    """
    found: list[RowView] = []
    whole: RowView | None = None
    for view in views:
        above = found[-1] if found else None
        if above is not None and above.is_of_which and _stands_below(view, above, whole):
            view = view._replace(is_of_which=True, indent=above.indent)
        elif (
            above is not None
            and above.is_of_which
            and view.rank is not None
            and view.ordinal is not None
            and (view.rank, view.ordinal - 1) == (above.rank, above.ordinal)
        ):
            view = view._replace(is_of_which=True, is_total=False)
        whole = view if not view.is_of_which else whole
        found.append(view)
    return found


def _stands_below(view: RowView, above: RowView, whole: RowView | None) -> bool:
    """Whether a plain row begins right of an "of which" above it, at its name at most, or is set in from the whole as far as that is."""
    is_plain = bool(view.label) and not (view.is_total or view.code or above.code or view.is_of_which)
    is_alike = any(own == other for own, other in zip(view.inset, above.inset, strict=True))
    if whole is not None and view.indent > whole.indent:
        # Further in than the whole, it is none of its neighbours: `　其中：新增债券 / 　　再融资债券`.
        is_alike = any(own <= other for own, other in zip(view.inset, above.inset, strict=True))
    is_set_in = whole is not None and not whole.code and view.indent == above.indent > whole.indent
    return is_plain and view.rank is None and ((view.indent > above.indent and is_alike) or is_set_in)


def _width(text: str) -> tuple[int, int]:
    """How many characters a text has, and how wide it is in half characters; wide blanks may have become plain ones."""
    return len(text), sum(2 if unicodedata.east_asian_width(char) in "FW" else 1 for char in text)


def _embedded(row: Sequence[SourceText], block: Block, pattern: re.Pattern[str]) -> tuple[str, str] | None:
    for column in block.labels:
        found = embedded_code(row[column].text, pattern) if column < len(row) else None
        if found:
            return found.code, found.name
    return None


def _view(
    row: Sequence[SourceText],
    line: Line,
    block: Block,
    codes: tuple[str, ...],
    embedded: tuple[str, str] | None,
    number: str,
    vocabulary: Vocabulary,
) -> RowView:
    words = vocabulary.grammar.structure
    labels = [(column, row[column].text) for column in block.labels if column < len(row) and row[column].text.strip()]
    raw = labels[-1][1] if labels else ""
    code = next((code for code in codes if code), "")
    if not code and embedded:
        code = embedded[0]
        raw = embedded[1] or raw
        codes = (code,)
    if not code and not squeeze(raw):
        # 合计 may stand in the column of codes.
        raw = "".join(row[column].text for column in block.codes if column < len(row))
    beside = min((*block.labels, *block.codes), default=0) - 1
    if not code and not squeeze(raw) and beside >= 0 and row[beside] is line.source:
        raw = line.source.text  # 合计 below 序号
    of_which = pattern_of(words["of_which"]).match(squeeze(raw))
    if number and squeeze(raw) and not of_which and numbering_rank(raw) is None:
        raw = number + raw.lstrip()
    label = squeeze(raw)
    plain = _OPENING.sub("", raw)[len(of_which[0].lstrip("（( ")) :].lstrip(_COLONS) if of_which else raw
    name = squeeze(without_numbering(plain))
    mark = pattern_of(words["level_mark"])
    level = mark.search(name)
    name = pattern_of(words["subtotal"]).sub("", mark.sub("", name))
    return RowView(
        label,
        name,
        codes,
        code,
        numbering_rank(plain),
        numbering_ordinal(plain),
        len(raw) - len(raw.lstrip()),
        labels[0][0] if labels else -1,
        not code and not of_which and bool(pattern_of(words["total"]).match(label)),
        bool(of_which),
        False,
        _sign_of(label, words),
        is_head=len(labels) > 1,
        level=level.lastindex if level else None,
        inset=_width(raw[: len(raw) - len(plain.lstrip())]),
    )


def _marks_of(rows: Sequence[Sequence[SourceText]], block: Block) -> list[str]:
    """The numbers in a column of their own, where they tell levels as those in front of names do: `一 | 收入总计`, `1 | 税收收入`.

    None where plain numbers only count the rows (行次).
    """
    printed = ["".join(squeeze(row[at].text) for at in block.ordinals if at < len(row)) for row in rows]
    marks = [mark if numbering_rank(mark) is not None else f"{mark}、" for mark in printed]
    ranks = [numbering_rank(mark) for mark in marks]
    if not any(rank in _HAN_RANKS for rank in ranks):
        return [""] * len(marks)
    return [mark if rank is not None else "" for mark, rank in zip(marks, ranks, strict=True)]


def _is_heading(row: Sequence[SourceText], line: Line, block: Block) -> bool:
    """Whether a row only names what follows: `支出` with nothing in any amount column."""
    return bool(line.label) and not any(row[column.at].text.strip() for column in block.columns if column.at < len(row))


def _side_of(label: str, vocabulary: Vocabulary) -> str:
    sides = {word[0] for word in pattern_of(vocabulary.grammar.structure["side"]).findall(label)}
    return sides.pop() if len(sides) == 1 else ""


def _body_of(row: Sequence[SourceText], block: Block) -> str:
    code = "".join(squeeze(row[column].text) for column in block.bodies if column < len(row))
    return code if code.isascii() and code.isdigit() else ""


def _sign_of(label: str, words: dict[str, str]) -> Sign:
    """What a row's name says of whether it is added or taken away."""
    if pattern_of(words["subtracted"]).match(label):
        return "-"
    return "+" if pattern_of(words["added"]).match(label) else ""


def _is_sum(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a row is of the concept of its pane, or of one that others make up."""
    if line.role != "total" or not line.label:
        return False
    return line.concept is None or bool(vocabulary.concepts[line.concept].parts)

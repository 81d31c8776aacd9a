"""One line of a table whose cells a conversion has run together: codes, names and figures, blanks between them all alike."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.patterns import regex
from auditor.tuples import NamedTuple

TOKEN = regex(r"\S+")
_CODE = regex(r"\d{3}(?:\d{2}){0,2}")
_GLUED = regex(r"(\d{3}(?:\d{2}){0,2})([^\d\s,.，。%％年月日].*)")
_LONGEST_LINE = 500
_LONGEST_CODE = 7
_REST_OF_CODE = regex(r"\d{2}")
_FIGURE = regex(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_DECIMAL = regex(r"-?[\d,]+\.\d+")
_NAME = regex(r"[^\d。；:：%％]+")
_PIECE = regex(r"[^\d，。；:：%％|]{1,24}")


class Span(NamedTuple):
    """Characters of a line."""

    line: int
    start: int
    end: int


class CodedRow(NamedTuple):
    """A row: its code (none in a row of totals), the pieces of its name, its figures as they stand one behind the other."""

    code: str
    at: Span | None
    name: tuple[Span, ...]
    figures: tuple[Span, ...]


def rows_of(line: str, number: int) -> list[CodedRow]:
    """The rows of a line: a code or a name of totals, then figures, once or side by side; none where it is anything else."""
    if "\t" in line or "|" in line or len(line) > _LONGEST_LINE:
        return []
    rows: list[CodedRow] = []
    tokens = [Span(number, match.start(), match.end()) for match in TOKEN.finditer(line)]
    at = 0
    while at < len(tokens):
        row, at = _row_from(line, tokens, at)
        if row is None:
            return []
        rows.append(row)
    return rows


def _row_from(line: str, tokens: Sequence[Span], at: int) -> tuple[CodedRow | None, int]:
    """The row that begins at a token, and the token behind it."""
    code, names, at = _code_from(line, tokens, at)
    while at < len(tokens) and _NAME.fullmatch(text_of(line, tokens[at])):
        names.append(tokens[at])
        at += 1
    first = at
    while at < len(tokens) and _FIGURE.fullmatch(text_of(line, tokens[at])) and not _opens_row(line, tokens, at):
        at += 1
    figures = tuple(tokens[first:at])
    if code is None and not (names and figures):
        return None, at
    if code is not None and not names and not figures and at == len(tokens) and (at > 1 or not _is_long(line, code)):
        return None, at
    if code is None and len(names) > 1 and any(len(text_of(line, name)) > 1 for name in names):
        names = names[-1:]  # 类 款 项 合计
    digits = "".join(text_of(line, code).split()) if code else ""
    return CodedRow(digits, code, tuple(names), figures), at


def _code_from(line: str, tokens: Sequence[Span], at: int) -> tuple[Span | None, list[Span], int]:
    """The code at a token, which may be in groups (`208 05 01`) or one with the name behind it, and that name."""
    text = text_of(line, tokens[at])
    glued = _GLUED.fullmatch(text)
    if glued:
        span = tokens[at]
        middle = span.start + len(glued[1])
        return span._replace(end=middle), [span._replace(start=middle)], at + 1
    if not _CODE.fullmatch(text):
        return None, [], at
    groups = _behind_groups(line, tokens, at)
    if groups > at + 1 and groups < len(tokens):
        return tokens[at]._replace(end=tokens[groups - 1].end), [], groups
    return tokens[at], [], at + 1


def _behind_groups(line: str, tokens: Sequence[Span], at: int) -> int:
    """The token behind a code, and behind the groups of two digits that go on with it."""
    size, groups = len(text_of(line, tokens[at])), at + 1
    while size < _LONGEST_CODE and groups < len(tokens) and _REST_OF_CODE.fullmatch(text_of(line, tokens[groups])):
        size, groups = size + 2, groups + 1
    return groups


def _opens_row(line: str, tokens: Sequence[Span], at: int) -> bool:
    """Whether a number is the code of the next row on the line: in groups (`302 12 0.00`), before a name, or a whole number like
    the first one before a figure with decimals.
    """
    text = text_of(line, tokens[at])
    if not _CODE.fullmatch(text):
        return False
    groups = _behind_groups(line, tokens, at)
    if groups == len(tokens):
        return False
    is_whole = (
        len(text) > len("201")
        and text[0] == text_of(line, tokens[0])[0]
        and _DECIMAL.fullmatch(text_of(line, tokens[groups])) is not None
    )
    return groups > at + 1 or is_whole or _is_name(line, tokens[groups])


def _is_long(line: str, code: Span) -> bool:
    """Whether a code alone on its line is told from a page number."""
    return len(text_of(line, code)) > len("201")


def _is_name(line: str, span: Span) -> bool:
    return _NAME.fullmatch(text_of(line, span)) is not None


def text_of(line: str, span: Span) -> str:
    return line[span.start : span.end]


def figures_alone(line: str, number: int) -> tuple[Span, ...]:
    """The figures of a line that has nothing else, and at least one of which is no page number."""
    tokens = [Span(number, match.start(), match.end()) for match in TOKEN.finditer(line)]
    texts = [text_of(line, token) for token in tokens]
    is_all = all(map(_FIGURE.fullmatch, texts)) and any(char in text for text in texts for char in ",.")
    return tuple(tokens) if is_all else ()


def piece_of(line: str, number: int) -> Span | None:
    """A line that may be a piece of a name."""
    text = line.strip()
    if not is_piece(text):
        return None
    start = line.index(text)
    return Span(number, start, start + len(text))


def is_piece(text: str) -> bool:
    """Whether a text may be a piece of a name."""
    return _PIECE.fullmatch(text) is not None

"""A disclosure as Rich Text, as word processors in Chinese save it: GBK bytes in fonts of charset 134, merged cells marked."""

from __future__ import annotations

from collections.abc import Iterator

from source.disclosure import CONTENTS, HEADINGS, TEXT, Cell, Disclosure, Paragraph, Table
from source.widths import fitted_widths

_TWIPS = 20
_WIDTH = 470.0
_HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0\deflang1033\deflangfe2052"
    r"{\fonttbl{\f0\fnil\fcharset0 Times New Roman;}{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fnil\fcharset134 \'ba\'da\'cc\'e5;}}"
    r"{\colortbl ;\red0\green0\blue0;}"
    r"{\footer\pard\qc\f0\fs18\emdash {\field{\*\fldinst PAGE }{\fldrslt 1}}\emdash\par}"
    "\\viewkind4\\uc1\n"
)


def rich_text_of(disclosure: Disclosure) -> bytes:
    """The whole file."""
    parts = [_HEAD]
    for block in disclosure.blocks:
        parts += _table(block) if isinstance(block, Table) else [_paragraph(block)]
    return ("".join(parts) + "}\n").encode("ascii")


def _paragraph(block: Paragraph) -> str:
    text = r"\line ".join(map(_run, block.lines))
    if block.kind == CONTENTS:
        return f"\\pard\\tqr\\tldot\\tx9000\\f1\\fs24 {text}\\tab\\f0 {block.page}\\par\n"
    if block.kind == TEXT:
        return f"\\pard\\fi480\\f1\\fs24 {text}\\par\n"
    place = "" if block.kind in HEADINGS[1:] else "\\qc"
    return f"\\pard{place}\\keepn\\f2\\fs32 {text}\\par\n"


def _table(table: Table) -> Iterator[str]:
    if table.number:
        yield f"\\pard\\qr\\f1\\fs18 {_run(table.number)}\\par\n"
    yield f"\\pard\\qc\\f2\\fs30 {_run(table.title)}\\par\n"
    if table.captions:
        yield "\\pard\\f1\\fs18 " + r"\tab ".join(map(_run, table.captions)) + "\\par\n"
    size, widths = fitted_widths(table, _WIDTH)
    for row in range(table.row_count):
        yield _row(table, row, size, widths)
    yield f"\\pard\\f1\\fs18 {_run(table.note)}\\par\n"


def _row(table: Table, row: int, size: float, widths: list[float]) -> str:
    cells = sorted((cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span), key=_column)
    heading = "\\trhdr" if row < table.repeated_rows else ""
    edges = "".join(_definition(cell, row, widths) for cell in cells)
    texts = "".join((_run(cell.text) if cell.row == row else "") + "\\cell" * _parts(cell) + "\n" for cell in cells)
    return f"\\trowd\\trgaph45\\trleft-45{heading}{edges}\n\\pard\\intbl\\qc\\f1\\fs{round(size * 2)} {texts}\\row\n"


def _column(cell: Cell) -> int:
    return cell.column


def _parts(cell: Cell) -> int:
    """How many cells it is stored as: one merged sideways alone as all of which it is made."""
    return cell.column_span if cell.row_span == 1 else 1


def _definition(cell: Cell, row: int, widths: list[float]) -> str:
    merge = ("\\clvmgf" if cell.row == row else "\\clvmrg") if cell.row_span > 1 else ""
    # The first of cells merged sideways says so, the others follow it.
    first, *others = range(cell.column, cell.column + cell.column_span)
    parts = [(first, "\\clmgf" if others else ""), *((column, "\\clmrg") for column in others)]
    if _parts(cell) == 1:
        parts = [(cell.column + cell.column_span - 1, "")]
    return "".join(f"{merge}{sideways}\\cellx{_edge(column, widths)}" for column, sideways in parts)


def _edge(column: int, widths: list[float]) -> int:
    return round(sum(widths[: column + 1]) * _TWIPS) - 45


def _run(text: str) -> str:
    return "".join(map(_character, text))


def _character(character: str) -> str:
    if character in "\\{}":
        return f"\\{character}"
    if character.isascii():
        return character
    try:
        return "".join(f"\\'{byte:02x}" for byte in character.encode("gbk"))
    except UnicodeEncodeError:
        return f"\\u{ord(character)}?"

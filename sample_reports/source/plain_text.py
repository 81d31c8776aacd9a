"""A disclosure as a text file: tables as tab-separated rows, merged cells blank after their first place."""

from __future__ import annotations

from collections.abc import Iterator

from source.disclosure import CONTENTS, TEXT, Disclosure, Paragraph, Table

_NEVER_FIRST = tuple("。，、；：）”%")


def text_of(disclosure: Disclosure) -> bytes:
    """The whole file in UTF-8."""
    lines: list[str] = []
    for block in disclosure.blocks:
        if isinstance(block, Table):
            lines += ["", *_table_lines(block), ""]
        elif block.kind == CONTENTS:
            lines.append(f"{block.text}………………{block.page}")
        elif block.kind == TEXT:
            lines += _wrapped(block, disclosure.width)
        else:
            lines.append(block.text)
    return ("\n".join(lines) + "\n").encode()


def _wrapped(paragraph: Paragraph, width: int) -> Iterator[str]:
    for line in paragraph.lines:
        rest = line
        while width and len(rest) > width:
            end = width
            while rest[end : end + 1] in _NEVER_FIRST:
                end += 1
            yield rest[:end]
            rest = rest[end:]
        if rest:
            yield rest


def _table_lines(table: Table) -> Iterator[str]:
    yield from filter(None, (table.number, table.title, *table.captions))
    yield from ("\t".join(row) for row in table.rows())
    if table.note:
        yield table.note

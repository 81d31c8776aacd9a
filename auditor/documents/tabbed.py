"""Lines with tabs in plain text: rows of tables, and prose in files that print tabs behind every line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from auditor.documents.prose import names_table
from auditor.patterns import regex

_SENTENCE = regex(r"[，。；].{4,}|。\s*$")
_TRAILING = "\t "


def prose_apart(lines: Sequence[str]) -> list[tuple[bool, int]]:
    """Lines with tabs in runs that are prose (True) or rows, and how many lines each has.

    Prose are lines of one text with tabs behind it, among them a title or a sentence (a unit and eight tabs). Rows of a
    label alone (二、甲类, its figures blank) are rows: nothing among them names a table.
    """
    runs: list[tuple[bool, int]] = []
    for is_alone, group in groupby(lines, _is_alone):
        texts = list(group)
        is_prose = is_alone and any(_is_prose(text.rstrip(_TRAILING)) for text in texts)
        if runs and runs[-1][0] == is_prose:
            runs[-1] = is_prose, runs[-1][1] + len(texts)
        else:
            runs.append((is_prose, len(texts)))
    return runs


def without_tabs(line: str) -> str:
    """A line of prose without the tabs behind it."""
    return line.rstrip(_TRAILING)


def _is_alone(line: str) -> bool:
    """Whether a line has one text, at its beginning, and tabs behind it."""
    return bool(line) and not line[0].isspace() and "\t" not in line.rstrip(_TRAILING)


def _is_prose(text: str) -> bool:
    return names_table(text.strip()) or _SENTENCE.search(text) is not None

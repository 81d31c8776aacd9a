"""The codes of classifications that stand in front of rows: in one column, in a column for each level, or in front of the name itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.documents import SourceText
from auditor.facts.labels import squeeze
from auditor.patterns import regex
from auditor.tuples import NamedTuple

LEAST_EMBEDDED = 2
"""So many rows of a pane must open with a code for it to be one; `100元以下` alone is none."""
_LONGEST_CODE = 15
"""A code of a body and its unit is shorter; a longer run of digits is none."""
_NO_DIGITS = regex(r"\D")


class Embedded(NamedTuple):
    """A code and the name behind it in one cell: `[201]一般公共服务支出`. The name is empty where the cell holds the code alone."""

    code: str
    name: str


def codes_of_rows(rows: Sequence[Sequence[SourceText]], columns: Sequence[int]) -> list[tuple[str, ...]]:
    """For each row its code in every run of adjacent code columns, empty where there is none.

    A run of several columns is one code parted by levels, `205 | 02 | 01` or `205 | 2 | 1`; a row that prints only its own
    level, ` | 02 | `, goes on below the row above. Where each level column prints the whole code, that is the code.
    """
    runs = _runs(columns)
    carried: list[list[str]] = [[] for _ in runs]
    found = []
    for row in rows:
        codes = []
        for number, run in enumerate(runs):
            digits = [_digits(row[column].text) if column < len(row) else "" for column in run]
            if len(run) > 1 and any(digits):
                digits = _whole_code(digits, carried[number])
                carried[number] = digits
            code = max(digits, key=len) if _repeats_whole(digits) else "".join(digits)
            codes.append(code if len(code) <= _LONGEST_CODE else "")
        found.append(tuple(codes))
    return found


def _repeats_whole(digits: Sequence[str]) -> bool:
    """Whether the levels are printed as whole codes each: `205 | 20502 | 2050201`."""
    return any(len(part) > 3 for part in digits)


def _whole_code(digits: list[str], above: list[str]) -> list[str]:
    """The levels of a code: those below the class in two digits, those in front of the first printed one as in the row above."""
    if _repeats_whole(digits):
        return digits
    levels = [part.zfill(2) if place and part else part for place, part in enumerate(digits)]
    first = next(place for place, part in enumerate(levels) if part)
    return [*above[:first], *levels[first:]] if first and len(above) >= first else levels


def _runs(columns: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for column in columns:
        if found and found[-1][-1] == column - 1:
            found[-1].append(column)
        else:
            found.append([column])
    return found


def _digits(text: str) -> str:
    plain = squeeze(text)
    return plain if plain.isdigit() else _NO_DIGITS.sub("", plain) if len(plain) <= _LONGEST_CODE else ""


def embedded_code(text: str, pattern: re.Pattern[str]) -> Embedded | None:
    """The code that opens a cell, as `pattern` (structure.embedded_code) finds it."""
    match = pattern.match(text)
    return Embedded(match["code"], match["name"] or "") if match else None

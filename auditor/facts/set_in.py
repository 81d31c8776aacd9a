"""Names that stand deeper than their words say: `其他支出`, set in below `援助其他地区支出`, is one of its items and no class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.facts.model import Line

_CLASS = 3
"""Digits of the code of a class; each level below it has two more."""
_FEWEST = 4
"""So many classes show how far classes are set in."""


def without_set_in_classes(lines: Sequence[Line], dimension: str) -> list[Line]:
    """Rows without a code; one that its name alone makes a class, set in further than most classes are, is of no known name.

    Below a class of its own name (`其他支出 / 其他支出`) it repeats that.
    """
    classes = [line for line in lines if _is_named_class(line, dimension)]
    if len(classes) < _FEWEST:
        return list(lines)
    usual = Counter(map(_indent, classes)).most_common(1)[0][0]
    kept: list[Line] = []
    above = ""
    for line in lines:
        if _indent(line) <= usual:
            above = line.label
        elif _is_named_class(line, dimension) and line.label != above:
            line = line._replace(dims={**line.dims, dimension: f"~{line.label}"})
        kept.append(line)
    return kept


def _is_named_class(line: Line, dimension: str) -> bool:
    member = line.dims.get(dimension, "")
    return line.role == "member" and line.code is None and len(member) == _CLASS and member.isdigit()


def _indent(line: Line) -> int:
    text = line.source.text if line.source else ""
    return len(text) - len(text.lstrip())

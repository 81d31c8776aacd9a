"""Codes by the names above them: the document's own tables tell which code a path of names in prose means."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.facts.labels import squeeze
from auditor.facts.model import Statement
from auditor.vocabulary import Vocabulary

_QUOTES = re.compile(r"[“”\"'《》\s]")
_QUOTED = re.compile('[“"]([^“”"]+)[”"]')
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")


class CodePath(NamedTuple):
    """A place in a classification as a text names it."""

    dimension: str
    code: str
    text: str
    """The part of the text that names it."""
    top: str
    """The first name of it."""


class CodePaths:
    """Finds the code of a text that names a class, its item and so on down, or `“A-B-C”`, among the rows of the document's tables."""

    def __init__(self, statements: list[Statement], vocabulary: Vocabulary) -> None:
        self._marks = re.compile("|".join(vocabulary.grammar.labels["topic_marks"]))
        self._separators = re.compile("|".join(vocabulary.grammar.labels["topic_separators"]))
        self._codes: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        names: dict[tuple[str, str], str] = {}
        for statement in statements:
            for block in statement.blocks:
                dimension = vocabulary.dimensions.get(block.pane.rows)
                if dimension is None or not dimension.code_lengths:
                    continue
                for line in block.rows:
                    code = line.dims.get(dimension.id, "")
                    if code.isascii() and code.isdigit():
                        names.setdefault((dimension.id, code), _BRACKETS.sub("", line.label))
        for (dimension_id, code), name in names.items():
            above = vocabulary.dimensions[dimension_id].ancestors(code)
            path = [name]
            self._codes.setdefault(tuple(path), set()).add((dimension_id, code))
            for ancestor in above:
                if (dimension_id, ancestor) not in names:
                    break
                path.insert(0, names[dimension_id, ancestor])
                self._codes.setdefault(tuple(path), set()).add((dimension_id, code))

    def is_marked(self, text: str) -> bool:
        """Whether a text has level marks at all."""
        return self._marks.search(text) is not None

    def find(self, text: str) -> CodePath | None:
        """What a text with level marks, or names in quotation marks with dashes between, names; None where several codes bear the names."""
        marks = list(self._marks.finditer(text))
        if marks:
            named = text[: marks[-1].end()]
            return self._find(named, self._marks.split(named))
        quoted = _QUOTED.search(text)
        if quoted and self._separators.search(quoted[1]):
            return self._find(quoted[0], self._separators.split(quoted[1]))
        return None

    def _find(self, text: str, parts: list[str]) -> CodePath | None:
        names = [name for name in (squeeze(_QUOTES.sub("", part)) for part in parts) if name]
        path = tuple(_BRACKETS.sub("", name) for name in names)
        found = self._codes.get(path, set())
        return CodePath(*next(iter(found)), text, path[0]) if len(found) == 1 else None

"""Codes by the names above them: the document's own tables tell which code a path of names in prose means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from auditor.facts.labels import squeeze, without_numbering
from auditor.facts.model import Statement
from auditor.patterns import regex
from auditor.tuples import NamedTuple
from auditor.vocabulary import Code, Vocabulary, core

_QUOTES = regex(r"[“”\"'《》\s]")
_QUOTED = regex('[“"]([^“”"]+)[”"]')
_BRACKETS = regex(r"[（(][^（）()]*[）)]$")

Entry = tuple[str, str]
"""A dimension and a code of it."""


class Level(NamedTuple):
    """A name in a path, and where in the text it stands."""

    name: str
    start: int
    end: int


class CodePath(NamedTuple):
    """A place in a classification as a text names it."""

    dimension: str
    code: str
    text: str
    """The part of the text that names it."""
    top: str
    """The first name of it."""
    levels: tuple[tuple[str, Level], ...]
    """The code of each level that is named, with its name."""
    misnamed: bool = False
    """Whether one of the names contradicts the others, so that it is only likely which code is meant."""


class CodePaths:
    """Finds the code of a text that names a class, its item and so on down, or `“A-B-C”`, among the rows of the document's tables.

    The tables' own names go first, then the official and former names of the same codes.
    """

    def __init__(self, statements: list[Statement], vocabulary: Vocabulary, year: int | None) -> None:
        self._vocabulary = vocabulary
        self._year = year
        self._marks = regex("|".join(vocabulary.grammar.labels["topic_marks"]))
        self._separators = regex("|".join(vocabulary.grammar.labels["topic_separators"]))
        self._statements = statements
        self._known: dict[Entry, frozenset[str]] = {}
        self._found: dict[str, CodePath | None] = {}
        """What was found for texts with level marks, which come as topic and as name."""

    @cached_property
    def _names(self) -> dict[Entry, str]:
        """The name that the tables give each code."""
        found: dict[Entry, str] = {}
        for block in (block for statement in self._statements for block in statement.blocks):
            dimension = self._vocabulary.dimensions.get(block.pane.rows)
            if dimension is None or not dimension.code_lengths:
                continue
            for line in block.rows:
                code = line.dims.get(dimension.id, "")
                if code.isascii() and code.isdigit():
                    found.setdefault((dimension.id, code), _BRACKETS.sub("", line.label))
        return found

    @cached_property
    def _codes(self) -> dict[tuple[str, ...], set[Entry]]:
        """The codes that a path of names in the tables leads to."""
        found: dict[tuple[str, ...], set[Entry]] = {}
        for (dimension, code), name in self._names.items():
            path = [name]
            found.setdefault(tuple(path), set()).add((dimension, code))
            for ancestor in self._vocabulary.dimensions[dimension].ancestors(code):
                if (dimension, ancestor) not in self._names:
                    break
                path.insert(0, self._names[dimension, ancestor])
                found.setdefault(tuple(path), set()).add((dimension, code))
        return found

    def is_marked(self, text: str) -> bool:
        """Whether a text has level marks at all."""
        return self._marks.search(text) is not None

    def is_path(self, text: str) -> bool:
        """Whether a text is nothing but names with level marks: 行政事业单位医疗（款）行政单位医疗（项）."""
        last = next(reversed([match.end() for match in self._marks.finditer(text)]), None)
        return last == len(text.rstrip())

    def find(self, text: str) -> CodePath | None:
        """What a text with level marks, or names in quotation marks with dashes between, names; None where several codes bear the names."""
        marks = [match.span() for match in self._marks.finditer(text)]
        if marks:
            text = text[: marks[-1][1]]
            if text not in self._found:
                self._found[text] = self._resolve(text, [self._trimmed(level) for level in _levels(text, 0, marks)])
            return self._found[text]
        coded = self._vocabulary.code_mark.search(text)
        if coded:
            return self._of_code(text, coded)
        quoted = _QUOTED.search(text)
        if quoted and self._separators.search(quoted[1]):
            gaps = [match.span() for match in self._separators.finditer(text, quoted.start(1), quoted.end(1))]
            ends = [*gaps, (quoted.end(1), quoted.end(1))]
            return self._resolve(quoted[0], list(_levels(text, quoted.start(1), ends)))
        return None

    def _of_code(self, text: str, mark: re.Match[str]) -> CodePath | None:
        """行政运行（2010301）: a code behind its name, one of the tables' and of that name."""
        level = next(_levels(text, 0, [mark.span()]), None)
        if level is None:
            return None
        dimensions = {dimension for dimension, code in self._names if code == mark["code"]}
        found = [
            one for one in sorted(dimensions) if self._is_name_of(one, mark["code"], without_numbering(level.name))
        ]
        return self._path((found[0], mark["code"]), text[: mark.end()], [level]) if len(found) == 1 else None

    def _trimmed(self, level: Level) -> Level:
        """A level without the separator that may stand before it beside its mark: 教育支出（类）-普通教育（款）."""
        separator = self._separators.match(level.name)
        return level._replace(name=level.name[separator.end() :]) if separator and separator.end() else level

    def _resolve(self, text: str, levels: list[Level]) -> CodePath | None:
        if not levels:
            return None
        found = self._codes.get(tuple(level.name for level in levels), set())
        if len(found) == 1:
            return self._path(next(iter(found)), text, levels)
        if found:
            return None
        alike = self._bearing.get(core(levels[-1].name), [])
        renamed = [entry for entry in alike if self._fits(entry, levels)]
        if renamed:
            return self._path(renamed[0], text, levels) if len(renamed) == 1 else None
        if self._is_official(levels):
            return None
        likely = [entry for entry in alike if self._contradicts_once(entry, levels)]
        return self._path(likely[0], text, levels)._replace(misnamed=True) if len(likely) == 1 else None

    def _path(self, entry: Entry, text: str, levels: list[Level]) -> CodePath:
        named = tuple(zip(self._codes_down_to(entry)[-len(levels) :], levels, strict=True))
        return CodePath(*entry, text, levels[0].name, named)

    def _codes_down_to(self, entry: Entry) -> list[str]:
        """A code below those above it, the highest first."""
        dimension, code = entry
        return [*reversed(self._vocabulary.dimensions[dimension].ancestors(code)), code]

    @cached_property
    def _bearing(self) -> dict[str, list[Entry]]:
        """The codes of the tables that bear a name or bore it, in the order of the tables, by the core of the name."""
        found: dict[str, list[Entry]] = {}
        for entry in self._names:
            for known in self._names_of(entry):
                found.setdefault(known, []).append(entry)
        return found

    def _names_of(self, entry: Entry) -> frozenset[str]:
        """The names that the tables or the classification give a code, or once gave it, without what they may leave out."""
        known = self._known.get(entry)
        if known is None:
            code = self._entry(*entry)
            names = (*(code.names if code else ()), self._names.get(entry, ""))
            known = self._known[entry] = frozenset(map(core, names))
        return known

    def _is_name_of(self, dimension: str, code: str, name: str) -> bool:
        """Whether the tables or the classification give a code this name, or once did."""
        return core(name) in self._names_of((dimension, code))

    def _entry(self, dimension: str, code: str) -> Code | None:
        classification = self._vocabulary.codes.get(dimension)
        return classification.get(code) if classification else None

    def _fits(self, entry: Entry, levels: list[Level]) -> bool:
        """Whether each name of a path is one that its code has or had."""
        dimension, code = entry
        if not self._is_name_of(dimension, code, levels[-1].name):
            return False
        codes = self._codes_down_to(entry)[-len(levels) :]
        return len(codes) == len(levels) and all(
            self._is_name_of(dimension, above, level.name) for above, level in zip(codes, levels, strict=True)
        )

    def _is_official(self, levels: list[Level]) -> bool:
        """Whether a path is one of the classification, of a code that stands in no table of the document."""
        return any(
            self._fits((dimension, code), levels)
            for dimension, classification in self._vocabulary.codes.items()
            for code in classification.bearing(levels[-1].name)
        )

    def _contradicts_once(self, entry: Entry, levels: list[Level]) -> bool:
        """Whether a path leads from the top down to a code, the last name and all others but one being right, that one clearly wrong."""
        dimension, code = entry
        codes = self._codes_down_to(entry)
        if len(codes) != len(levels) or not self._is_name_of(dimension, code, levels[-1].name):
            return False
        wrong = [
            (above, level.name)
            for above, level in zip(codes, levels, strict=True)
            if not self._is_name_of(dimension, above, level.name)
        ]
        if len(wrong) != 1 or len(levels) <= 2:
            return False
        known = self._entry(dimension, wrong[0][0])
        return known is not None and self._vocabulary.codes[dimension].contradicts(known, wrong[0][1], self._year)


def _levels(text: str, start: int, ends: list[tuple[int, int]]) -> Iterator[Level]:
    """The names that end where marks or separators begin."""
    for end, following in ends:
        name = _BRACKETS.sub("", squeeze(_QUOTES.sub("", text[start:end])))
        if name:
            while _QUOTES.match(text, start):
                start += 1
            yield Level(name, start, end)
        start = following

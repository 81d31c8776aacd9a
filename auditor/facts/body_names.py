"""Names of bodies taken apart: `中共云川市委办公室（本级）` is the 委办公室 of 云川市, of which it is the office itself."""

from __future__ import annotations

import re
from typing import Literal

from auditor.facts.labels import squeeze
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary, pattern_of

Part = Literal["whole", "unit", "own"]
"""What of a body: all of it, a unit below another, or the office of a body without the units below it."""
_NEVER = "(?!)"


class Name(NamedTuple):
    """A name taken apart."""

    places: tuple[str, ...]
    core: str
    part: Part
    former: str | None


def name_of(text: str, vocabulary: Vocabulary) -> Name:
    """`中共云川市委办公室（本级）` is the core 委办公室 of 云川市, of which it is the office itself."""
    words = vocabulary.bodies
    rest = squeeze(text)
    found = pattern_in(words, "former").search(rest)
    former = name_of(found["name"], vocabulary).core if found else None
    rest = pattern_in(words, "former").sub("", rest)
    part: Part = "whole"
    for _ in range(3):
        shorter = pattern_in(words, "own").sub("", rest)
        part = "own" if shorter != rest else part
        rest = pattern_in(words, "marks").sub("", shorter)
    rest = pattern_in(words, "leading").sub("", rest)
    places: list[str] = []
    place = pattern_in(words, "place")
    while (match := place.match(rest)) and len(places) < 4:
        places.append(match[0])
        rest = rest[match.end() :]
    rest = pattern_in(words, "seat").sub("", rest)
    return Name(tuple(places), rest, part, former)


def pattern_in(words: dict[str, str], name: str) -> re.Pattern[str]:
    """A pattern of the words that stand around names of bodies; one that nothing matches where there is none."""
    return pattern_of(words.get(name, _NEVER))


def is_body(name: Name, vocabulary: Vocabulary, *, is_labelled: bool = False) -> bool:
    """Whether what is left of a name can be one: `上海市普陀区` is a place, `合计` is none; a label says that it is a name."""
    ends = tuple(vocabulary.grammar.labels["organisation_ends"])
    core = re.sub(r"[（(][^（）()]*[)）]$", "", name.core)
    is_name = len(name.core) > 2 and pattern_in(vocabulary.bodies, "name").fullmatch(name.core) is not None
    is_place = pattern_in(vocabulary.bodies, "place").fullmatch(name.core) is not None
    return is_name and (is_labelled or is_place or core.endswith(ends))

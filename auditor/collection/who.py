"""Whose a disclosure is, as its own words tell: names with their evidence, place, year, and the units that it lists.

`预算单位：云川市民政局（本级）`: the body 民政局 of 云川市, and of it the office alone.
"""

# Annotations are no strings here: rows of a store are made of them.
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePath

from auditor.documents import Document, Table
from auditor.facts import FactSet
from auditor.facts.body_names import Name, is_body, name_of, pattern_in
from auditor.facts.labels import squeeze
from auditor.facts.listed_units import listed_units
from auditor.facts.profile import UNKNOWN, bodies_of_forms, title_lines
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

SEPARATOR = "\x1f"
"""Between the entries of a list in a row."""
_FIRST_PASSAGES = 400


class BodyRow(NamedTuple):
    """Whose one disclosure is; lists are text with separators."""

    document: str
    sha256: str
    path: str
    format: str
    names: str
    """As printed, the most telling first."""
    evidence: str
    """What each of them was found by: label, title, form, text (a name of the file that its prose has too) or file."""
    places: str
    """The places of the first name, the largest first, or of a title."""
    core: str
    """The first name without places, brackets and marks; empty where nothing names a body."""
    former: str | None
    code: str | None
    part: str
    of_year: int | None
    year_from_file: bool
    kind: str
    publisher: str
    tables: int
    """How many of the tables it prints that every disclosure must have."""
    superior: str | None
    """The core of the body above it, where it names one."""
    listed: str
    """The cores of the units that it says it is made of."""
    counted: int | None
    """How many units it says it is made of."""
    corrected: bool
    """Whether its title or its file calls it a correction."""
    explained: str
    """The codes of rules over several disclosures that its prose explains away."""


def body_of(facts: FactSet, document: str, path: str, explained: Sequence[str] = ()) -> BodyRow:
    """Whose a disclosure is; `path` is that of its file."""
    vocabulary, profile = facts.vocabulary, facts.profile
    heads = _heads(facts.document)
    titles = _titles(heads, profile.title)
    found = list(dict.fromkeys(_names(facts, path, heads, titles)))
    names = [(name_of(text, vocabulary), text, by) for text, by in found]
    publisher = vocabulary.publishers.get(profile.publisher)
    if publisher is not None and publisher.is_place:
        names = [(_place_alone(name), text, by) for name, text, by in names if name.places]
    bodies = [entry for entry in names if is_body(entry[0], vocabulary, is_labelled=entry[2] == "label")]
    first = bodies[0][0] if bodies else Name((), "", "whole", None)
    places = first.places or next((entry[0].places for entry in names if entry[0].places), ())
    year = profile.year or _year_in(path)
    is_unit = any(pattern_in(vocabulary.bodies, "unit").search(title) for title in titles)
    superior = _superior(heads, facts)
    return BodyRow(
        document=document,
        sha256=facts.document.sha256,
        path=path,
        format=facts.document.format,
        names=SEPARATOR.join(text for _, text, _ in bodies),
        evidence=SEPARATOR.join(by for _, _, by in bodies),
        places=SEPARATOR.join(places),
        core=first.core,
        former=first.former,
        code=_code(heads, vocabulary),
        part=first.part if first.part == "own" else "unit" if is_unit else "whole",
        of_year=year,
        year_from_file=profile.year is None and year is not None,
        kind=profile.kind,
        publisher=profile.publisher,
        tables=sum(1 for entry in facts.statements if entry.layout is not None and entry.layout.core),
        superior=superior if is_unit else None,
        listed=SEPARATOR.join(dict.fromkeys(unit.core for unit in listed_units(facts))),
        counted=_counted(facts),
        corrected=any(
            pattern_in(vocabulary.bodies, "corrected").search(text) for text in (PurePath(path).stem, *titles[:3])
        ),
        explained=SEPARATOR.join(explained),
    )


def _place_alone(name: Name) -> Name:
    """云川市, whatever stands behind it, is the name of its government, below the places before it."""
    return name._replace(places=name.places[:-1], core=name.places[-1])


def _heads(document: Document) -> list[str]:
    """The short lines at its head, and those above its tables."""
    captions = (source for block in document.blocks if isinstance(block, Table) for source in block.captions)
    return list(dict.fromkeys([*title_lines(document), *(squeeze(source.text) for source in captions)]))


def _titles(heads: Sequence[str], title: str | None) -> list[str]:
    """Lines that may be titles: each by itself, and with the one or two below it."""
    first = list(heads[:12])
    joined = [a + b for a, b in pairwise(first)] + ["".join(first[at : at + 3]) for at in range(len(first) - 2)]
    return [*([title] if title else []), *first, *joined]


def _names(facts: FactSet, path: str, heads: Sequence[str], titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    words = facts.vocabulary.bodies
    for line in heads:
        match = pattern_in(words, "labelled").search(line)
        if match:
            yield match["name"], "label"
    for title in titles:
        match = pattern_in(words, "titled").search(title)
        name = next((name for name in match.groups() if name), None) if match else None
        if name:
            yield name, "title"
    for line in heads:
        match = pattern_in(words, "assembly").search(line)
        if match:
            yield match["name"], "title"
    if facts.profile.organisation:
        yield facts.profile.organisation, "title"
    for name in bodies_of_forms(facts.document, facts.vocabulary.grammar.profile):
        yield name, "form"
    prose = "".join(squeeze(passage.source.text) for passage in facts.passages[:_FIRST_PASSAGES])
    for match in pattern_in(words, "filed").finditer(PurePath(path).stem):
        yield match["name"], "text" if match["name"] in prose else "file"


def _code(heads: Sequence[str], vocabulary: Vocabulary) -> str | None:
    found = (pattern_in(vocabulary.bodies, "code").search(line) for line in heads)
    return next((match["code"] for match in found if match), None)


def _superior(heads: Sequence[str], facts: FactSet) -> str | None:
    """The core of the body above, as a label or a sentence names it: 云川市福利院是云川市民政局所属单位."""
    words = facts.vocabulary.bodies
    prose = (squeeze(passage.source.text) for passage in facts.passages[:_FIRST_PASSAGES])
    found = [pattern_in(words, "superior").search(line) for line in heads[:40]]
    found += [pattern_in(words, "belongs").search(text) for text in prose]
    names = [name_of(match["name"], facts.vocabulary) for match in found if match]
    return next((name.core for name in names if is_body(name, facts.vocabulary)), None)


def _year_in(path: str) -> int | None:
    found = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", PurePath(path).stem)}
    return found.pop() if len(found) == 1 else None


def _counted(facts: FactSet) -> int | None:
    """How many units prose says there are, the office itself among them."""
    words = facts.vocabulary.bodies
    for passage in facts.passages:
        text = squeeze(passage.source.text)
        whole, below = pattern_in(words, "counted").search(text), pattern_in(words, "below").search(text)
        if whole:
            return int(whole["count"])
        if below:
            return int(below["count"]) + 1
    return None


def is_known(row: BodyRow) -> bool:
    """Whether it is known whose it is, of which year and kind."""
    return bool(row.core) and row.of_year is not None and row.kind != UNKNOWN

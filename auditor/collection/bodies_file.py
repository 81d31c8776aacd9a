"""What a file says of bodies that their disclosures leave open: `bodies.toml`, with former names, units, and whose files are.

[[body]]
name = "云川市民政局"
former = ["云川市社会局"]
units = ["云川市福利院"]
complete = true
documents = ["2023/*.pdf"]
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from auditor.collection.places import Places, agree
from auditor.collection.who import SEPARATOR, BodyRow
from auditor.errors import ConfigurationError
from auditor.facts.body_names import name_of
from auditor.files import read_regular
from auditor.globs import pattern_of, relative
from auditor.messages import system_says, told
from auditor.tomlfiles import Fault, Problem, read
from auditor.tuples import NamedTuple
from auditor.validation import problems_of
from auditor.vocabulary import Vocabulary

_LARGEST = 4 * 2**20


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    former: list[str] = []
    units: list[str] = []
    complete: bool = False
    documents: list[str] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    body: list[_Body] = []


class SetBody(NamedTuple):
    """One body as the file describes it; names are cores."""

    places: tuple[str, ...]
    core: str
    former: tuple[str, ...]
    units: tuple[str, ...]
    is_complete: bool
    """Whether the units are all that it has."""
    documents: tuple[str, ...]
    """Patterns of the files that are its disclosures, whatever they say, from the folder of the file."""


class Settings(NamedTuple):
    """What a file says of bodies."""

    bodies: tuple[SetBody, ...]
    folder: Path = Path()

    def applied(self, row: BodyRow) -> BodyRow:
        """A disclosure as the file says whose it is."""
        for body in self.bodies:
            if any(pattern_of(glob).fullmatch(relative(row.path, self.folder)) for glob in body.documents):
                evidence = SEPARATOR.join(["set", *([row.evidence] if row.evidence else [])])
                return row._replace(core=body.core, places=SEPARATOR.join(body.places), evidence=evidence)
        return row

    def units_of(self, core: str, places: Places) -> list[str]:
        return [unit for body in self._of(core, places) for unit in body.units]

    def is_complete(self, core: str, places: Places) -> bool:
        return any(body.is_complete for body in self._of(core, places))

    def _of(self, core: str, places: Places) -> Iterator[SetBody]:
        return (body for body in self.bodies if body.core == core and agree(body.places, places))


def load_bodies(file: Path, vocabulary: Vocabulary) -> Settings:
    """What a file says; raises `ConfigurationError` with its faults."""
    try:
        content = read_regular(file, _LARGEST)
    except OSError as error:
        raise ConfigurationError([told("of-file", file=file, says=system_says(error, "unreadable-file"))]) from error
    data, faults = read(file, content, __name__)
    if faults:
        raise ConfigurationError([fault.with_excerpt() for fault in faults])
    bodies = tuple(_body_of(_Body.model_validate(entry), vocabulary) for entry in data.get("body", ()))
    empty = [entry["name"] for entry, body in zip(data.get("body", ()), bodies, strict=True) if not body.core]
    if empty:
        raise ConfigurationError([str(Fault(file, 0, told("no-name-of-body", name=name))) for name in empty])
    return Settings(bodies, file.absolute().parent)


def _body_of(entry: _Body, vocabulary: Vocabulary) -> SetBody:
    name = name_of(entry.name, vocabulary)
    if not name.core and name.places:
        # A government is named by its place alone.
        name = name._replace(places=name.places[:-1], core=name.places[-1])
    former, units = ([name_of(text, vocabulary).core for text in texts] for texts in (entry.former, entry.units))
    return SetBody(name.places, name.core, tuple(former), tuple(units), entry.complete, tuple(entry.documents))


def validate(data: dict[str, Any]) -> list[Problem]:
    """Every problem of a parsed file: where it is, what it is."""
    return problems_of(_File, data)

"""Forms: tables without a header that print names beside figures, as the rule files describe them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from pathlib import Path

from auditor.messages import told
from auditor.nearness import nearest
from auditor.rulefiles import load_added, place_of
from auditor.tomlfiles import Data
from auditor.tuples import NamedTuple
from auditor.vocabulary.model import Name


class FormEntry(NamedTuple):
    """A name beside which stands an amount: a whole, which has a concept, or a part of the whole before it."""

    id: str
    label: str
    """A pattern of the name without its number, unit and colon."""
    concept: str | None
    division: str
    """Which division of the whole a part belongs to; empty for a whole."""
    inside: frozenset[str]
    """The entries that may include this one, where they are named beside it."""
    closes: bool
    """Whether a list that has it is complete."""


class FormColumn(NamedTuple):
    """A word above a column. Its role is first_plan, plan, result or rate (of result in plan); weight or score, which are
    points; name of what has points; or aside.
    """

    header: str
    role: str
    concept: str | None


class Form(NamedTuple):
    """A form known by its words. `named` finds the cell beside which stands what it is about."""

    id: str
    name: Name
    words: str
    named: str
    entries: tuple[FormEntry, ...]
    columns: tuple[FormColumn, ...]
    total: str | None
    """A pattern of the label of the row that adds up points."""
    full: Decimal
    """The points that such a row must print to be a total of all."""

    @property
    def concepts(self) -> frozenset[str]:
        """What its figures are about."""
        named = [entry.concept for entry in self.entries] + [column.concept for column in self.columns]
        return frozenset(concept for concept in named if concept)


def load_forms(folders: Collection[Path]) -> tuple[Form, ...]:
    """The forms of folders of rules, which may have none; raises `RuleFileError`."""
    files = load_added(folders, "forms", "auditor.vocabulary.form_schema")
    return tuple(_form(entry) for data in files for entry in data.get("form", ()))


def _form(entry: Data) -> Form:
    points = entry.get("points", {})
    return Form(
        entry["id"],
        entry["name"],
        entry["words"],
        entry["named"],
        tuple(map(_entry, entry["entry"])),
        tuple(
            FormColumn(column["header"], column["role"], column.get("concept")) for column in entry.get("column", ())
        ),
        points.get("total"),
        Decimal(points.get("full", 0)),
    )


def _entry(entry: Data) -> FormEntry:
    return FormEntry(
        entry["id"],
        entry["label"],
        entry.get("concept"),
        entry.get("division", ""),
        frozenset(entry.get("inside", ())),
        entry.get("closes", False),
    )


def unknown_concepts(forms: tuple[Form, ...], concepts: set[str], folders: Sequence[Path]) -> list[str]:
    """Concepts that forms name and no file defines, as problems."""
    named = {(form.id, entry.concept) for form in forms for entry in form.entries}
    named |= {(form.id, column.concept) for form in forms for column in form.columns}
    return [
        told(
            "of-entry",
            place=place_of(folders, "form", "id", form),
            kind="form",
            name=form,
            says=told("unknown-concept", name=concept, nearest=nearest(concept, concepts)),
        )
        for form, concept in sorted(named, key=str)
        if concept is not None and concept not in concepts
    ]

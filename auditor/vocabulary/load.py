"""The vocabulary's files to its types; names that no file defines are errors."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from auditor.errors import RuleFileError
from auditor.figures import Unit
from auditor.messages import told
from auditor.nearness import nearest
from auditor.patterns import regex
from auditor.rulefiles import load_added, load_folder, place_of, rules_folder
from auditor.tomlfiles import Data
from auditor.vocabulary.codes import SHARED, Classification
from auditor.vocabulary.forms import Form, load_forms, unknown_concepts
from auditor.vocabulary.model import (
    Concept,
    Dimension,
    Exclusion,
    Grammar,
    Kind,
    KindMember,
    Layout,
    LayoutColumn,
    Meaning,
    Pane,
    Publisher,
    SettingMember,
    TableSetting,
)
from auditor.vocabulary.phrases import either_case
from auditor.vocabulary.productions import load_grammar
from auditor.vocabulary.words import Vocabulary

_NOTHING = "(?!)"


def load_vocabulary(folder: Path | None = None, added: Collection[Path] = ()) -> Vocabulary:
    """The vocabulary of a rules folder (by default this installation's) and of folders that add to it; raises `RuleFileError`."""
    root = folder or rules_folder()
    schema = "auditor.vocabulary.schema"
    files = [data for part in ("vocabulary", "layouts") for data in load_folder(root / part, schema)]
    files += [data for part in ("vocabulary", "layouts") for data in load_added(added, part, schema)]
    merged: dict[str, Any] = {"unit": [], "concept": [], "dimension": [], "layout": [], "exclusion": [], "document": []}
    merged["setting"] = []
    merged["publisher"] = []
    merged["movement"] = {}
    merged["codes"] = {"named": _NOTHING}
    merged["pairs"] = {}
    merged["bodies"] = {}
    for data in files:
        for key, value in data.items():
            if isinstance(value, list):
                merged[key] = merged[key] + value
            else:
                merged[key] = value
    folder = root / "codes"
    # A field without classifications of codes has no such folder.
    code_schema = "auditor.vocabulary.code_schema"
    codes = load_folder(folder, code_schema) if folder.is_dir() else []
    codes += load_added(added, "codes", code_schema)
    forms = load_forms((root, *added))
    missing = [name for name in Grammar._fields if name not in merged]
    problems = [told("of-file", file=root, says=told("no-section", name=name)) for name in missing]
    problems += _unknown_names(merged, [root, *added])
    problems += _unknown_in_codes(codes, merged, root)
    problems += unknown_concepts(forms, {entry["id"] for entry in merged["concept"]}, (root, *added))
    if problems:
        raise RuleFileError(problems)
    vocabulary = _build(merged, codes, forms)
    return replace(vocabulary, prose=load_grammar((root, *added), vocabulary.cue_kinds))


def _unknown_names(merged: Data, folders: list[Path]) -> list[str]:
    """References to concepts, dimensions and members that no file defines."""
    concepts = {entry["id"] for entry in merged["concept"]}
    members = {entry["id"]: {member["id"] for member in entry.get("member", [])} for entry in merged["dimension"]}
    coded = {entry["id"] for entry in merged["dimension"] if entry.get("code_lengths")}
    problems = []

    def blame(kind: str, name: str, says: str) -> None:
        place = place_of(folders, kind, "id", name)
        problems.append(told("of-entry", place=place, kind=kind, name=name, says=says))

    def check(kind: str, name: str, concept: str | None, dims: dict[str, str]) -> None:
        if concept is not None and concept not in concepts:
            blame(kind, name, told("unknown-concept", name=concept, nearest=nearest(concept, concepts)))
        for dimension, member in dims.items():
            if dimension not in members:
                blame(kind, name, told("unknown-dimension", name=dimension, nearest=nearest(dimension, members)))
            elif member not in members[dimension] and dimension not in coded:
                near = nearest(member, members[dimension])
                blame(kind, name, told("unknown-member", dimension=dimension, name=member, nearest=near))

    for entry in merged["concept"]:
        for name in (*entry.get("also", ()), *entry.get("parts", ())):
            check("concept", entry["id"], name, {})
    kinds = {entry["id"] for entry in merged["document"]}
    for entry in merged["dimension"]:
        for member in entry.get("member", ()):
            if member.get("kind", "") not in {*kinds, ""}:
                near = nearest(member["kind"], kinds)
                blame("dimension", entry["id"], told("unknown-document", name=member["kind"], nearest=near))
    for entry in merged["setting"]:
        if entry.get("dimension", "") not in {*members, ""}:
            near = nearest(entry["dimension"], members)
            blame("setting", entry["id"], told("unknown-dimension", name=entry["dimension"], nearest=near))
        own = {member["id"] for member in entry["member"]}
        for member in entry["member"]:
            for name in sorted({*member.get("may_be", ())} - own):
                blame("setting", entry["id"], told("unknown-setting", name=name))
            if member.get("kind", "") not in {*kinds, ""}:
                near = nearest(member["kind"], kinds)
                blame("setting", entry["id"], told("unknown-document", name=member["kind"], nearest=near))
    for layout in merged["layout"]:
        for pane in layout.get("pane", ()):
            check("layout", layout["id"], pane["concept"], pane.get("dims", {}))
            if pane.get("rows", "item") not in {*members, "item", "none"}:
                near = nearest(pane["rows"], members)
                blame("layout", layout["id"], told("unknown-dimension", name=pane["rows"], nearest=near))
            for column in pane.get("column", ()):
                check("layout", layout["id"], column.get("concept"), column.get("dims", {}))
    return problems


def _unknown_in_codes(codes: list[Data], merged: Data, root: Path) -> list[str]:
    """Dimensions and members in the files of codes that no file defines."""
    coded = {entry["id"] for entry in merged["dimension"] if entry.get("code_lengths")}
    members = {entry["id"]: {member["id"] for member in entry.get("member", ())} for entry in merged["dimension"]}
    problems = []
    for data in codes:
        if data["dimension"] not in coded:
            says = told("codes-of-no-dimension", name=data["dimension"])
            problems.append(told("of-file", file=root / "codes", says=says))
        named = {entry["of"] for entry in data["code"].values() if isinstance(entry, dict) and "of" in entry}
        named |= {data["of"]} if "of" in data else set()
        unknown = named - members.get(data.get("domain", ""), set()) - {SHARED}
        problems += [
            told("of-file", file=root / "codes", says=told("unknown-domain", dimension=data["dimension"], name=name))
            for name in sorted(unknown)
        ]
    return problems


def _build(merged: Data, codes: list[Data], forms: tuple[Form, ...]) -> Vocabulary:
    related = {name for entry in merged["concept"] for name in (*entry.get("parts", ()), *entry.get("also", ()))}
    concepts = {entry["id"]: _concept(entry, related) for entry in merged["concept"]}
    dimensions = {entry["id"]: _dimension(entry) for entry in merged["dimension"]}
    aliases: list[tuple[str, Meaning]] = []
    for entry in merged["concept"]:
        aliases += [(alias, Meaning(entry["id"])) for alias in entry["aliases"]]
    for entry in merged["dimension"]:
        for member in entry.get("member", []):
            meaning = Meaning(member.get("concept"), entry["id"], member["id"], member.get("table_only", False))
            aliases += [(alias, meaning) for alias in member["aliases"]]
            aliases += [(alias, meaning._replace(alone=True)) for alias in member.get("alone", ())]
            aliases += [(alias, meaning._replace(prose_only=True)) for alias in member.get("in_prose", ())]
    units = {}
    signs: list[tuple[str, str, Unit]] = []
    for entry in merged["unit"]:
        unit = Unit(
            entry["name"],
            entry["quantity"],
            Decimal(str(entry["scale"])),
            entry.get("exact_decimals"),
            entry.get("concept"),
        )
        units.update(dict.fromkeys(map(str.lower, entry["aliases"]), unit))
        signs += [(sign, word, unit) for sign in entry.get("before", ()) for word in entry.get("behind", ("",))]
    merged["tables"] = {key: [word.lower() for word in words] for key, words in merged["tables"].items()}
    grammar = Grammar(**{name: merged[name] for name in Grammar._fields})
    layouts = tuple(_layout(entry) for entry in merged["layout"])
    exclusions = tuple(
        Exclusion(entry["reason"], either_case(entry["pattern"]), entry.get("scope")) for entry in merged["exclusion"]
    )
    kinds = {
        entry["id"]: Kind(entry["id"], entry["name"], tuple(entry["words"]), entry.get("own_bases"))
        for entry in merged["document"]
    }
    members = [(entry["id"], member) for entry in merged["dimension"] for member in entry.get("member", ())]
    kind_members = tuple(KindMember(member["kind"], name, member["id"]) for name, member in members if "kind" in member)
    compared = frozenset((name, member["id"]) for name, member in members if member.get("compared"))
    changes = {(name, member["id"]): member["change"] for name, member in members if "change" in member}
    may_be = {
        (name, member["id"]): tuple((name, other) for other in member["may_be"])
        for name, member in members
        if "may_be" in member
    }
    lines = merged.get("lines", {})
    classifications: dict[str, Classification] = {}
    for data in codes:
        classifications.setdefault(data["dimension"], Classification()).add(data)
    return Vocabulary(
        concepts,
        dimensions,
        units,
        layouts,
        exclusions,
        grammar,
        tuple(aliases),
        kinds,
        kind_members,
        compared,
        changes,
        tuple(signs),
        classifications,
        forms,
        tuple(map(_setting, merged["setting"])),
        lines.get("derived", _NOTHING),
        lines.get("rate", _NOTHING),
        lines.get("of_the_year", _NOTHING),
        lines.get("plain", _NOTHING),
        lines.get("quantity", _NOTHING),
        lines.get("price", _NOTHING),
        {
            "growth": (lines.get("growth", _NOTHING), lines.get("of_year_before", _NOTHING)),
            "completion": (lines.get("completion", _NOTHING), lines.get("planned", _NOTHING)),
        },
        may_be,
        {entry["id"]: Publisher(**entry) for entry in merged["publisher"]},
        bodies=merged["bodies"],
        each={entry["name"]: "|".join(entry["each"]) for entry in merged["unit"] if "each" in entry},
    )


def _concept(entry: Data, related: set[str]) -> Concept:
    return Concept(
        entry["id"],
        entry["name"],
        tuple(entry.get("also", ())),
        tuple(entry.get("parts", ())),
        frozenset((name, member) for name, members in entry.get("free", {}).items() for member in members),
        entry.get("generic", False),
        entry.get("unit"),
        entry["id"] not in related and not entry.get("parts") and not entry.get("also"),
        entry.get("aside", False),
        tuple(entry.get("whole_name", ())),
    )


def _dimension(entry: Data) -> Dimension:
    members = entry.get("member", [])
    pattern = entry.get("code_pattern")
    return Dimension(
        entry["id"],
        entry["name"],
        {member["id"]: member.get("parent") for member in members},
        {member["id"]: member["name"] for member in members},
        tuple(entry.get("code_lengths", ())),
        regex(pattern) if pattern else None,
        entry.get("additive", True),
        entry.get("scope", False),
        entry.get("measure", False),
        entry.get("often_unnamed", False),
        entry.get("narrows", False),
        entry.get("holds_items", False),
    )


def _layout(entry: Data) -> Layout:
    return Layout(
        entry["id"],
        entry.get("known_as") or entry["id"],
        entry["name"],
        "|".join(entry["title"]),
        entry.get("unless"),
        tuple(entry.get("header", ())),
        entry.get("core", False),
        entry.get("since"),
        entry.get("indicators", False),
        tuple(
            Pane(
                pane["concept"],
                pane.get("rows", "item"),
                pane.get("dims", {}),
                tuple(map(_column, pane.get("column", ()))),
                pane.get("either_way", False),
                pane.get("header"),
                pane.get("known_only", False),
                pane.get("by_labels", False),
                pane.get("is_list", False),
            )
            for pane in entry.get("pane", ())
        ),
    )


def _setting(entry: Data) -> TableSetting:
    members = tuple(
        SettingMember(
            member["id"],
            member["words"],
            frozenset(member.get("may_be", ())),
            member.get("vague", False),
            member.get("kind"),
        )
        for member in entry["member"]
    )
    return TableSetting(
        entry["id"],
        members,
        entry.get("told_apart", False),
        entry.get("otherwise", False),
        entry.get("of_chapter", False),
        entry.get("of_notes", False),
        entry.get("dimension"),
        entry.get("without"),
    )


def _column(entry: Data) -> LayoutColumn:
    return LayoutColumn(
        entry["header"],
        entry.get("unless"),
        entry.get("when"),
        entry.get("concept"),
        entry.get("dims", {}),
        entry.get("additive", True),
        entry.get("role", "amount"),
        entry.get("alone", False),
    )

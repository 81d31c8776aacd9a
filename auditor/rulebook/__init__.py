"""The rulebook: every rule of the rule files, each an instance of its kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from auditor.checks import KINDS
from auditor.checks.rule import Rule, fields_of, selects_of
from auditor.errors import RuleFileError
from auditor.messages import told
from auditor.nearness import nearest
from auditor.rulefiles import load_files, parts_of, place_of, rules_folder
from auditor.tomlfiles import Data, fault_at
from auditor.verdicts import Severity
from auditor.vocabulary import Vocabulary

__all__ = ["Rule", "Rulebook", "load_rules"]


@dataclass(frozen=True)
class Rulebook:
    rules: tuple[Rule, ...]

    @cached_property
    def by_code(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self.rules}

    @cached_property
    def by_kind(self) -> dict[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.kind, []).append(rule)
        return found

    @cached_property
    def by_pack(self) -> dict[str, list[Rule]]:
        """The rules of each file by its name."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.pack, []).append(rule)
        return found

    def find(self, code: str) -> list[Rule]:
        """The rules of a code: its own, or those that stand for a catalogue entry."""
        wanted = code.upper()
        own = self.by_code.get(wanted)
        return [own] if own else [rule for rule in self.rules if wanted in rule.catalogue]

    def with_severities(self, severities: Mapping[str, Severity]) -> Rulebook:
        """The same rules, those of the codes given as grave as said."""
        if not severities:
            return self
        return Rulebook(
            tuple(rule.with_severity(severities[rule.code]) if rule.code in severities else rule for rule in self.rules)
        )


def load_rules(
    folder: Path | None = None,
    vocabulary: Vocabulary | None = None,
    packs: Collection[str] | None = None,
    added: Collection[Path] = (),
) -> Rulebook:
    """The rules of a rules folder (by default this installation's), or of the files of it that `packs` names, and of folders
    that add to them; those over several disclosures are in a folder of their own. Raises `RuleFileError`.

    With a vocabulary, every concept, dimension and member that a rule names must be defined in it.
    """
    root = folder or rules_folder()
    schema, kinds = "auditor.rulebook.schema", _fingerprint()
    files = load_files(root / "checks", schema, packs, kinds)
    if (root / "across").is_dir():
        # A field of which only single documents are known has no such rules.
        files |= load_files(root / "across", schema, packs, kinds)
    for folder_added in (*parts_of(added, "checks"), *parts_of(added, "across")):
        files |= load_files(folder_added, schema, fingerprint=kinds)
    rules = tuple(rule for file, data in files.items() for rule in _rules_of(file, data))
    folders = [root, *added]
    problems = [
        told("of-rule", place=place_of(folders, "rule", "code", code), name=code, says=told("code-twice", code=code))
        for code in _twice([rule.code for rule in rules])
    ]
    if vocabulary is not None:
        publishers = ", ".join(vocabulary.publishers)
        problems += [
            str(fault_at(file, ("pack", "publishers"), told("unknown-publisher", name=name, known=publishers)))
            for file, data in files.items()
            for name in sorted(_publishers_of(data) - vocabulary.publishers.keys())
        ]
        problems += [
            told("of-rule", place=place_of(folders, "rule", "code", rule.code), name=rule.code, says=problem)
            for rule in rules
            for problem in _unknown(rule, vocabulary)
        ]
    if problems:
        raise RuleFileError(problems)
    return Rulebook(rules)


def _rules_of(file: Path, data: Data) -> Iterator[Rule]:
    """The rules of a checked file, each with the name of the file and whose documents all of them speak of."""
    for entry in data.get("rule", ()):
        yield KINDS[entry["kind"]].read(entry).of_pack(file.stem, _publishers_of(data))


def _publishers_of(data: Data) -> frozenset[str]:
    """Of whose documents the rules of a file speak."""
    return frozenset(data.get("pack", {}).get("publishers", ()))


def _fingerprint() -> str:
    """What a file of rules is checked against, told by the keys of all kinds: where it changes, so may what is right."""
    return repr([(name, list(fields_of(kind).values())) for name, kind in KINDS.items()])


def _twice(codes: list[str]) -> list[str]:
    return sorted({code for code in codes if codes.count(code) > 1})


def _unknown(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    """Names in a rule that the vocabulary does not define."""
    named = _named(rule)
    for _, select in selects_of(rule):
        for name, members in select.dims.items():
            known = vocabulary.dimensions.get(name)
            if known and not known.code_lengths:
                for member in members - known.parents.keys():
                    near = nearest(member, known.parents)
                    yield told("unknown-member", dimension=name, name=member, nearest=near)
    layouts = {layout.id for layout in vocabulary.layouts} | {form.id for form in vocabulary.forms} | {"none"}
    for what, defined in (
        ("concept", vocabulary.concepts.keys()),
        ("dimension", vocabulary.dimensions.keys() | {"item"}),
        ("document", vocabulary.kinds.keys()),
        ("layout", layouts),
    ):
        for name in sorted(named[what] - defined):
            yield told(f"unknown-{what}", name=name, nearest=nearest(name, defined))


def _named(rule: Rule) -> dict[str, set[str]]:
    """The names of each sort that a rule has in its keys and in its selections."""
    found: dict[str, set[str]] = {"concept": set(), "dimension": set(), "document": set(), "layout": set()}
    for name, field in fields_of(type(rule)).items():
        value = getattr(rule, name)
        if field.holds in _NAMES and value is not None:
            found[_NAMES[field.holds]] |= {value} if isinstance(value, str) else set(value)
    for _, select in selects_of(rule):
        found["concept"] |= select.concepts
        found["layout"] |= set(select.layouts)
        found["dimension"] |= select.dims.keys()
    return found


_NAMES = {
    "concepts": "concept",
    "dimensions": "dimension",
    "dimension": "dimension",
    "document": "document",
    "layouts": "layout",
}
"""What the keys name that hold names of the vocabulary."""

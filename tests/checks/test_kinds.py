"""The kinds of rule as such: what each says of itself, and that rule files can be written with it."""

from __future__ import annotations

import tomllib
from inspect import get_annotations
from pathlib import Path
from string import Formatter

import jsonschema
import pytest

from auditor.checks import KINDS
from auditor.checks.descriptions import described, held_by, own_keys
from auditor.checks.rule import Rule, fields_of
from auditor.errors import RuleFileError
from auditor.records import messages as common
from auditor.rulebook import Rulebook, load_rules
from auditor.rulebook.schema import json_schema, validate
from tests.conftest import ROOT


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_key_is_described(kind: type[Rule]) -> None:
    told = described(kind)
    assert [name for name in fields_of(kind) if name != "is_settled" and not told.get(name)] == []
    assert all(held_by(kind, name, "en") for name in own_keys(kind))
    assert kind.__doc__


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_blanks_of_what_a_kind_says_are_its_keys(kind: type[Rule]) -> None:
    blanks = {
        name
        for said in (kind.says, *kind.sayings.values())
        for sentence in said
        for _, name, _, _ in Formatter().parse(sentence)
    } - {None}
    assert blanks <= {*own_keys(kind)}


def test_no_sentence_of_a_kind_is_that_of_another() -> None:
    keys = [key for kind in KINDS.values() for key in kind.messages]
    assert len(keys) == len(set(keys))
    assert not common.COMMON.keys() & set(keys)


def test_every_kind_has_a_rule_that_shows_it(rulebook: Rulebook) -> None:
    assert [name for name in KINDS if name not in rulebook.by_kind] == []


def test_every_key_is_used_by_a_rule(rulebook: Rulebook) -> None:
    """A key that several kinds have in common is used by a rule of one of them."""
    keys = {(base, name) for kind in KINDS.values() for base in kind.__mro__ for name in get_annotations(base)}
    used = {
        (base, name)
        for rule in rulebook.rules
        for base in type(rule).__mro__
        for name in get_annotations(base)
        if name in fields_of(type(rule)) and getattr(rule, name) != fields_of(type(rule))[name].default
    }
    unused = {name for base, name in keys - used if issubclass(base, Rule) and name in fields_of(base)}
    assert unused == set()


def test_no_key_serves_one_rule_only(rulebook: Rulebook) -> None:
    """What one rule alone could say is a constant of its kind, or a fact of the vocabulary: keys that every rule has are left out."""
    users: dict[str, set[str]] = {}
    for rule in rulebook.rules:
        for name, key in fields_of(type(rule)).items():
            if name not in fields_of(Rule) and (key.is_needed or getattr(rule, name) != key.default):
                users.setdefault(name, set()).add(rule.code)
    assert {name: codes for name, codes in users.items() if len(codes) < 2} == {}


def test_the_schema_has_every_kind_with_its_own_keys_only() -> None:
    schema = json_schema()
    kinds = {entry["title"]: entry for entry in schema["$defs"].values() if "kind" in entry.get("properties", {})}
    assert set(kinds) == set(KINDS)
    for name, entry in kinds.items():
        assert set(entry["properties"]) == {"kind", *fields_of(KINDS[name])}
        assert entry["additionalProperties"] is False


def test_the_schema_accepts_the_rules_that_ship_and_no_other_key() -> None:
    schema = json_schema()
    files = [
        file for folder in ("rules", "tests/rule_sets/charity") for file in (ROOT / folder / "checks").glob("*.toml")
    ]
    assert len(files) > 4
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for file in files:
        validator.validate(tomllib.loads(file.read_text("utf-8")))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(tomllib.loads(RULE.replace("concepts", "about")))


RULE = """[[rule]]
code = "XX-ONE"
kind = "nonnegative"
title = { zh = "甲", en = "A" }
source = { zh = "甲", en = "A" }
severity = "error"
concepts = ["raised"]
layouts = ["INCOME"]
holds = ["a"]
fails = ["b"]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('"nonnegative"', '"nonegative"', 3, "there is no kind “nonegative”; did you mean nonnegative?"),
        ('kind = "nonnegative"', "", 1, "it has no “kind”"),
        ("concepts =", "concept =", 7, "a rule of kind nonnegative has no key “concept”; did you mean concepts?"),
        ("concepts =", "about =", 7, "its own keys are concepts, layouts, aside"),
        ('layouts = ["INCOME"]', "", 1, "a rule of kind nonnegative needs “layouts”: the tables it speaks of"),
        ('["INCOME"]', "[]", 8, "“layouts” of a rule of kind nonnegative is empty; it needs at least one"),
        ('holds = ["a"]', "holds = []", 9, "“holds” of a rule of kind nonnegative is empty"),
        ("severity", 'unless = ["("]\nseverity', 6, "not a regular expression"),
        ('en = "A" }\nseverity', 'de = "A" }\nseverity', 5, "source.en: this key is missing"),
    ],
)
def test_a_mistake_is_told_of_the_key_of_its_kind(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    folder = tmp_path / "checks"
    folder.mkdir()
    assert old in RULE
    (folder / "own.toml").write_text(RULE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleFileError) as raised:
        load_rules(tmp_path)
    told = [problem for problem in raised.value.problems if says in problem]
    assert told
    assert told[0].startswith(f"{folder / 'own.toml'}:{line}: ")


def test_a_rule_without_mistakes_has_no_problems() -> None:
    assert validate(tomllib.loads(RULE)) == []

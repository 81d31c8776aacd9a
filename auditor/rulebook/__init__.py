"""The rulebook: every rule of the rule files, typed."""

# Annotations are no strings here: each field of a named tuple that has one is compiled at every start of the program.
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from auditor.errors import RuleFileError
from auditor.facts import Fact, FactSet
from auditor.rulefiles import load_added, load_folder, place_of, rules_folder
from auditor.tomlfiles import Data
from auditor.verdicts import Severity
from auditor.vocabulary import Name, Vocabulary, pattern_of

__all__ = ["Proof", "Rule", "RuleTerm", "Rulebook", "Select", "load_rules"]

_PLACES = ("concept", "layout", "place", "top")


class Select(NamedTuple):
    """Which facts a rule speaks of; a dimension that is not named must be whole."""

    concepts: frozenset[str]
    layouts: frozenset[str]
    place: str | None
    top: bool
    dims: dict[str, frozenset[str]]
    """Members allowed per dimension; an empty set allows any."""

    def matches(self, fact: Fact, join: frozenset[str] = frozenset()) -> bool:
        """Whether a fact of the right concept and layout stands in the right place and has the right dimensions."""
        if self.place is not None and (fact.statement is None) != (self.place == "narrative"):
            return False
        seen = 0
        for name, member in fact.dims:
            allowed = self.dims.get(name)
            if allowed is not None:
                if allowed and member not in allowed:
                    return False
                seen += 1
            elif name not in join:
                return False
        return seen == len(self.dims)


class Proof(NamedTuple):
    """When two tables that print cells under like words are held against each other; all counts are of cells that are not zero."""

    cells: int
    """At least so many cells that both print,"""
    percent: int
    """of which so many in a hundred agree, prove that they are the same."""
    few: int = 0
    """Two tables whose titles say that they are need no proof for so many cells;"""
    stated_percent: int = 100
    """for more of them so many in a hundred must agree."""
    lost_unit: int = 0
    """So many cells, all of them as far apart as two units are, tell that one table lost its unit."""


class RuleTerm(NamedTuple):
    role: str
    sign: int
    select: Select
    optional: bool


class Rule(NamedTuple):
    """One rule; which fields mean something follows from its kind (see the page on writing rules in the README)."""

    code: str
    kind: str
    title: Name
    source: Name
    severity: Severity
    catalogue: tuple[str, ...]
    documents: str | None
    axis: str | None
    dimension: str | None
    layouts: frozenset[str]
    concepts: frozenset[str]
    about: str | None
    except_titles: str | None
    """A pattern of titles of tables that the rule leaves alone."""
    offset: int
    between: str | None
    left: tuple[Select, ...]
    right: tuple[Select, ...]
    open: str | None
    """The dimension whose member no word gives the left or the listed: they are of one of several wholes."""
    terms: tuple[RuleTerm, ...]
    join: frozenset[str]
    nil: tuple[Select, ...]
    equal: tuple[tuple[Select, ...], ...]
    proof: Proof | None
    """When pairs of tables are compared at all."""
    pairs: tuple[tuple[tuple[Select, ...], tuple[Select, ...]], ...]
    """Sums that agree, left and right."""
    where: tuple[str, ...]
    """Patterns of the words that a rule about prose begins to speak at, or speaks of."""
    aside: tuple[str, ...]
    """Patterns of what it leaves alone."""
    unless: tuple[str, ...]
    """Patterns of what prose can say that explains everything the rule could find."""
    unless_defined: tuple[str, ...]
    """Patterns of what the glossary can say that makes the rule speak of something else."""
    wrong: tuple[str, ...]
    """Patterns of what prose must not say."""
    named: tuple[str, ...]
    """Patterns of the cell of a form beside which stands what it is about."""
    amount: tuple[str, ...]
    """Patterns of the cell of a form beside which stands its amount."""
    counts: tuple[str, ...]
    """Patterns that find counts in prose; their group `count` is the number."""
    again: tuple[str, ...]
    """Patterns that find each of the same counts elsewhere."""
    whole_only: bool
    """Whether it finds something only where all of a document could be read."""
    notes: Name | None
    """When what it finds may be right after all, and what to look at then."""
    holds: tuple[str, ...]
    fails: tuple[str, ...]
    is_settled: bool = False
    """Whether the severity was set for this run: then nothing but doubt changes it."""

    def applies_to(self, facts: FactSet) -> bool:
        """Whether the rule speaks of documents of this kind, and of one whose prose does not explain it away."""
        if self.documents is not None and self.documents != facts.profile.kind:
            return False
        said = [(self.unless, [passage.source for passage in facts.passages]), (self.unless_defined, facts.definitions)]
        return not any(
            pattern_of(pattern).search(source.text)
            for patterns, sources in said
            for pattern in patterns
            for source in sources
        )


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

    def find(self, code: str) -> list[Rule]:
        """The rules of a code: its own, or those that stand for a catalogue entry."""
        wanted = code.upper()
        own = self.by_code.get(wanted)
        return [own] if own else [rule for rule in self.rules if wanted in rule.catalogue]

    def with_severities(self, severities: Mapping[str, Severity]) -> "Rulebook":
        """The same rules, those of the codes given as grave as said."""
        if not severities:
            return self
        return Rulebook(
            tuple(
                rule._replace(severity=severities[rule.code], is_settled=True) if rule.code in severities else rule
                for rule in self.rules
            )
        )


def load_rules(
    folder: Path | None = None,
    vocabulary: Vocabulary | None = None,
    packs: Collection[str] | None = None,
    added: Collection[Path] = (),
) -> Rulebook:
    """The rules of a rules folder (by default this installation's), or of the files of it that `packs` names, and of folders
    that add to them; raises `RuleFileError`.

    With a vocabulary, every concept, dimension and member that a rule names must be defined in it.
    """
    root = folder or rules_folder()
    schema = "auditor.rulebook.schema"
    files = [*load_folder(root / "checks", schema, packs), *load_added(added, "checks", schema)]
    rules = tuple(_rule(entry) for data in files for entry in data.get("rule", ()))
    folders = [root, *added]
    problems = [
        f"{place_of(folders, 'rule', 'code', code)}: rule code {code} is used twice"
        for code in _twice([rule.code for rule in rules])
    ]
    if vocabulary is not None:
        problems += [
            f"{place_of(folders, 'rule', 'code', rule.code)}: {problem}"
            for rule in rules
            for problem in _unknown(rule, vocabulary)
        ]
    if problems:
        raise RuleFileError(problems)
    return Rulebook(rules)


def _twice(codes: list[str]) -> list[str]:
    return sorted({code for code in codes if codes.count(code) > 1})


def _selects(rule: Rule) -> list[Select]:
    pairs = [select for pair in rule.equal for select in pair]
    parallels = [select for pair in rule.pairs for side in pair for select in side]
    return [*rule.left, *rule.right, *(term.select for term in rule.terms), *rule.nil, *pairs, *parallels]


def _unknown(rule: Rule, vocabulary: Vocabulary) -> list[str]:
    """Names in a rule that the vocabulary does not define."""
    layouts = {layout.id for layout in vocabulary.layouts} | {form.id for form in vocabulary.forms} | {"none"}
    problems = []
    concepts = set(rule.concepts)
    dimensions = set(rule.join) | {name for name in (rule.dimension, rule.open) if name}
    used_layouts = set(rule.layouts)
    for select in _selects(rule):
        concepts |= select.concepts
        used_layouts |= select.layouts
        for name, members in select.dims.items():
            dimensions.add(name)
            known = vocabulary.dimensions.get(name)
            if known and not known.code_lengths:
                problems += [
                    f"{rule.code}: dimension {name!r} has no member {member!r}"
                    for member in members - known.parents.keys()
                ]
    problems += [f"{rule.code}: unknown concept {name!r}" for name in sorted(concepts - vocabulary.concepts.keys())]
    problems += [
        f"{rule.code}: unknown dimension {name!r}"
        for name in sorted(dimensions - vocabulary.dimensions.keys() - {"item"})
    ]
    if rule.documents is not None and rule.documents not in vocabulary.kinds:
        problems.append(f"{rule.code}: unknown kind of document {rule.documents!r}")
    problems += [f"{rule.code}: unknown layout {name!r}" for name in sorted(used_layouts - layouts)]
    return problems


def _several(value: object) -> frozenset[str]:
    if value is None:
        return frozenset()
    return frozenset(value) if isinstance(value, list) else frozenset((str(value),))


def _select(entry: Data) -> Select:
    dims = {
        name: frozenset() if value == "*" else _several(value) for name, value in entry.items() if name not in _PLACES
    }
    return Select(
        _several(entry["concept"]), _several(entry.get("layout")), entry.get("place"), entry.get("top", False), dims
    )


def _rule(entry: Data) -> Rule:
    return Rule(
        entry["code"],
        entry["kind"],
        entry["title"],
        entry["source"],
        entry["severity"],
        tuple(entry.get("catalogue", ())),
        entry.get("documents"),
        entry.get("axis"),
        entry.get("dimension"),
        frozenset(entry.get("layouts", ())),
        frozenset(entry.get("concepts", ())),
        entry.get("about"),
        entry.get("except_titles"),
        entry.get("offset", 0),
        entry.get("between"),
        tuple(map(_select, entry.get("left", ()))),
        tuple(map(_select, entry.get("right", ()))),
        entry.get("open"),
        tuple(
            RuleTerm(term["role"], term["sign"], _select(term["select"]), term.get("optional", False))
            for term in entry.get("terms", ())
        ),
        frozenset(entry.get("join", ())),
        tuple(map(_select, entry.get("nil", ()))),
        tuple(tuple(map(_select, pair)) for pair in entry.get("equal", ())),
        Proof(**entry["proof"]) if "proof" in entry else None,
        tuple(
            (tuple(map(_select, pair["left"])), tuple(map(_select, pair["right"]))) for pair in entry.get("pairs", ())
        ),
        tuple(entry.get("where", ())),
        tuple(entry.get("aside", ())),
        tuple(entry.get("unless", ())),
        tuple(entry.get("unless_defined", ())),
        tuple(entry.get("wrong", ())),
        tuple(entry.get("named", ())),
        tuple(entry.get("amount", ())),
        tuple(entry.get("counts", ())),
        tuple(entry.get("again", ())),
        entry.get("whole_only", False),
        entry.get("notes"),
        tuple(entry["holds"]),
        tuple(entry["fails"]),
    )

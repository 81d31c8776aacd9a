"""What a rule is: a class for each kind, whose annotated attributes are the keys that a rule of that kind has.

    class Nonnegative(Rule):
        kind: ClassVar[str] = "nonnegative"
        layouts: Layouts
        \"\"\"The tables that it looks at.\"\"\"

The docstring below an attribute describes the key. The schema of rule files, the messages about mistakes in them and the
pages on kinds are made of these classes; at run time a rule is an instance of one, so that no validator has to be loaded.
"""

# Annotations are no strings here: what a key holds is read from them.
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from inspect import get_annotations
from typing import Annotated, Any, ClassVar, Self

from auditor.checks.select import NamedLine, Select, Selects
from auditor.facts import FactSet
from auditor.facts.profile import UNKNOWN
from auditor.tomlfiles import Data
from auditor.tuples import NamedTuple
from auditor.verdicts import Severity, Verdict
from auditor.vocabulary import Name, pattern_of

Sentence = tuple[str, str]
"""The same in Chinese and in English, with blanks to fill by name."""

Text = Annotated[Name, "name"]
Texts = Annotated[tuple[str, ...], "texts"]
Patterns = Annotated[tuple[str, ...], "patterns"]
Counts = Annotated[tuple[str, ...], "counts"]
"""Patterns whose group `count` is a number."""
Concepts = Annotated[frozenset[str], "concepts"]
Layouts = Annotated[frozenset[str], "layouts"]
Dimensions = Annotated[frozenset[str], "dimensions"]
Dimension = Annotated[str, "dimension"]
AnyDimension = Annotated[str | None, "dimension"]


class Proof(NamedTuple):
    """How many of the relations of one table or body must hold before the others accuse anybody."""

    cells: int
    """At least so many are printed,"""
    percent: int
    """of which so many in a hundred hold."""


class RuleTerm(NamedTuple):
    """One side of a balance."""

    role: str
    sign: int
    select: Select
    optional: bool


class Pair(NamedTuple):
    """Two sums."""

    left: tuple[Select, ...]
    right: tuple[Select, ...]


Proven = Annotated[Proof, "proof"]
Terms = Annotated[tuple[RuleTerm, ...], "terms"]
Pairs = Annotated[tuple[Pair, ...], "pairs"]


class Rule:
    """A rule of some kind. What a class below has beside these keys is its own."""

    kind: ClassVar[str] = ""
    family: ClassVar[str] = ""
    """What its verdicts look like, for reports: `bound` where two figures are more or less, `wording` where a word is held …"""
    says: ClassVar[Sentence] = ("", "")
    """What must hold, in words, with the rule's own keys in its blanks."""
    sayings: ClassVar[Mapping[str, Sentence]] = {}
    """What must hold instead, where one of the keys changes it."""
    messages: ClassVar[Mapping[str, Sentence]] = {}
    """The sentences of its findings that no other kind has."""
    is_told_by_reason: ClassVar[bool] = False
    """Whether the reason of a verdict is all that there is to say, as nothing is compared."""
    multiplies: ClassVar[bool] = False
    """Whether the first figure is held against the product of the others."""
    is_of_volumes: ClassVar[bool] = False
    """Whether it also holds the prose of one file against the tables of another, where these are one disclosure."""

    code: str
    """Its name, by which findings, waivers and settings know it."""
    title: Text
    """What holds, in both languages."""
    source: Text
    """Why it holds: a law, a template, arithmetic."""
    severity: Severity
    """What a violation weighs; checks make it less where something about it is arguable."""
    catalogue: Texts = ()
    """The entries of your own list of checks that it stands for, such as `TB-02`."""
    notes: Annotated[Name | None, "name"] = None
    """When what it finds may be right after all, and what to look at then."""
    documents: Annotated[str | None, "document"] = None
    """The one kind of document that it speaks of; any where it is left out."""
    unless: Patterns = ()
    """What prose can say that explains everything the rule could find: then it is not held."""
    unless_defined: Patterns = ()
    """What the glossary of a document can say that makes the rule speak of something else: then it is not held."""
    nil: Selects = ()
    """Cells that must be nothing, or not printed: else the rule is not held."""
    given: Selects = ()
    """Cells of each of which one must be printed: else nobody knows whether what the rule presupposes is so, and it is not held."""
    holds: Texts
    """Examples of documents where it decides and nothing is found, at least one."""
    fails: Texts
    """Examples of documents in which it finds what is wrong, at least one."""
    pack: Annotated[str, "run"] = ""
    """The name of the file that it stands in."""
    publishers: Annotated[frozenset[str], "run"] = frozenset()
    """Of whose documents it speaks, as its file says; of everybody's where it says nothing."""
    is_settled: Annotated[bool, "run"] = False
    """Whether the severity was set for this run: then nothing but doubt changes it."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    @classmethod
    def read(cls, entry: Data) -> Self:
        """The rule of a checked entry of a rule file."""
        fields = fields_of(cls)
        return cls(**{name: fields[name].read(value) for name, value in entry.items() if name != "kind"})

    @classmethod
    def check(cls, rules: Sequence[Self], facts: FactSet) -> Iterator[Verdict]:
        """Hold all rules of the kind that apply to a document."""
        for rule in rules:
            yield from rule.verdicts(facts)

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        """Hold this rule alone; kinds whose rules depend on each other have a `check` of their own."""
        raise NotImplementedError

    def faults(self) -> Iterator[str]:
        """What the rule lacks though each of its keys is right."""
        yield from ()

    def says_of(self) -> Sentence:
        """What must hold, in words."""
        return self.says

    def message_of(self, verdict: Verdict) -> str | None:
        """The key of the sentence that tells a violation; None where the figures of the verdict say it themselves."""
        return None

    @property
    def joined(self) -> frozenset[str]:
        """The dimensions for each of whose members it is held."""
        found: frozenset[str] = getattr(self, "join", frozenset())
        return found

    def with_severity(self, severity: Severity) -> Self:
        """The same rule, as grave as was set for a run."""
        other = copy(self)
        other.severity, other.is_settled = severity, True
        return other

    def of_pack(self, pack: str, publishers: frozenset[str]) -> Self:
        """The rule as one of a file's."""
        self.pack, self.publishers = pack, publishers
        return self

    def applies_to(self, facts: FactSet) -> bool:
        """Whether the rule speaks of documents of this kind, and of one whose prose does not explain it away."""
        if self.documents is not None and self.documents != facts.profile.kind:
            return False
        if self.publishers and facts.profile.publisher not in (UNKNOWN, *self.publishers):
            return False
        said = [(self.unless, [passage.source for passage in facts.passages]), (self.unless_defined, facts.definitions)]
        return not any(
            pattern_of(pattern).search(source.text)
            for patterns, sources in said
            for pattern in patterns
            for source in sources
        )


class Field(NamedTuple):
    """A key of a kind."""

    name: str
    type: Any
    """What it is read into."""
    holds: str
    """What it holds, for those that go over rules of every kind: `concepts`, `selects`, `patterns` …"""
    default: Any
    is_needed: bool

    def read(self, value: Any) -> Any:
        """Its value as it stands in a file, turned into what the rule has."""
        if self.holds == "proof":
            return self.type.__origin__(**value)
        reader = _READERS.get(self.holds)
        return reader(value) if reader is not None else value


_FIELDS: dict[type[Rule], dict[str, Field]] = {}


def fields_of(kind: type[Rule]) -> dict[str, Field]:
    """The keys of a kind by their names, its own behind those of every rule."""
    if kind not in _FIELDS:
        _FIELDS[kind] = _fields_of(kind)
    return _FIELDS[kind]


def _fields_of(kind: type[Rule]) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for base in reversed(kind.__mro__):
        for name, annotation in get_annotations(base).items():
            holds = next(iter(getattr(annotation, "__metadata__", ())), "")
            if getattr(annotation, "__origin__", annotation) is not ClassVar and holds != "run":
                is_needed = name not in base.__dict__
                found[name] = Field(name, annotation, holds, base.__dict__.get(name), is_needed)
    return found


def selects_of(rule: Rule) -> Iterator[tuple[str, Select]]:
    """Every selection of a rule with the key it stands under."""
    for name, field in fields_of(type(rule)).items():
        value = getattr(rule, name)
        if field.holds == "selects":
            yield from ((name, select) for select in value)
        elif field.holds == "terms":
            yield from ((name, term.select) for term in value)
        elif field.holds == "pairs":
            yield from ((name, select) for pair in value for side in pair for select in side)


def _selects(entries: Sequence[Data]) -> tuple[Select, ...]:
    return tuple(map(Select.read, entries))


_READERS: dict[str, Callable[[Any], Any]] = {
    "texts": tuple,
    "patterns": tuple,
    "counts": tuple,
    "concepts": frozenset,
    "layouts": frozenset,
    "dimensions": frozenset,
    "selects": _selects,
    "terms": lambda entries: tuple(
        RuleTerm(entry["role"], entry["sign"], Select.read(entry["select"]), entry.get("optional", False))
        for entry in entries
    ),
    "lines": lambda entries: tuple(map(NamedLine.read, entries)),
    "pairs": lambda entries: tuple(Pair(_selects(entry["left"]), _selects(entry["right"])) for entry in entries),
}

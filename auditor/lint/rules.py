"""Rules that cannot do what they say: keys their kind does not use, sums that another rule has, cells that nothing supplies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.lint.supply import Supply
from auditor.rulebook import Rule, Rulebook, Select
from auditor.vocabulary import Vocabulary

_CATALOGUE_ENTRY = re.compile(r"[A-Z]{2}-\d{2,3}")
_EVERY_RULE = frozenset("code kind title source severity catalogue notes holds fails".split())
_WHEN = frozenset("documents unless unless_defined".split())
_GUARDS = _WHEN | frozenset("nil equal".split())
_SIDES = frozenset("left right".split())

_USED: dict[tuple[str, str | None], frozenset[str]] = {
    ("rollup", "rows"): frozenset("axis dimension layouts concepts".split()),
    ("rollup", "columns"): frozenset("axis dimension layouts concepts".split()),
    ("rollup", "table"): frozenset("axis dimension layouts concepts".split()),
    ("rollup", "form"): frozenset("axis layouts concepts".split()),
    ("rollup", "narrative"): frozenset("axis concepts".split()),
    ("rollup", "listing"): _WHEN | frozenset("axis dimension concepts".split()),
    ("balance", None): _GUARDS | frozenset("terms join open".split()),
    ("agreement", "application"): _GUARDS | frozenset("about where aside named amount".split()),
    ("agreement", "forms"): _GUARDS | frozenset("about left named amount proof".split()),
    ("agreement", "whole"): _GUARDS | frozenset("about where amount right join".split()),
    ("agreement", "pairs"): _GUARDS | frozenset("pairs proof".split()),
    ("agreement", "tables"): _GUARDS | frozenset("between concepts proof".split()),
    ("agreement", "table-narrative"): _GUARDS | frozenset("between concepts".split()),
    ("agreement", "narrative"): _GUARDS | frozenset("between concepts".split()),
    ("agreement", "panes"): _GUARDS | frozenset("between layouts".split()),
    ("agreement", "open"): _GUARDS | _SIDES | {"join", "open"},
    ("agreement", None): _GUARDS | _SIDES | {"join"},
    ("change", "amount"): frozenset({"about"}),
    ("change", "parts"): frozenset({"about"}),
    ("change", "percent"): frozenset({"about"}),
    ("change", "sides"): _WHEN | _SIDES | {"about"},
    ("change", "columns"): frozenset({"about", "proof"}),
    ("change", "rates"): frozenset({"about", "proof"}),
    ("share", "ratio"): frozenset({"about"}),
    ("share", "sum"): frozenset({"about"}),
    ("completion", "ratio"): _WHEN | {"about", "layouts"},
    ("completion", "word"): _WHEN | {"about"},
    ("completion", "difference"): _WHEN | {"about"},
    ("bound", "of_which"): _GUARDS | {"about"},
    ("bound", "increase"): _GUARDS | {"about"},
    ("bound", "listed"): _GUARDS | {"about"},
    ("bound", "each"): _GUARDS | _SIDES | {"about"},
    ("bound", "nonnegative"): _GUARDS | frozenset("about concepts layouts except_titles".split()),
    ("bound", None): _GUARDS | _SIDES | {"join", "pairs"},
    ("wording", "flat"): _GUARDS | {"about"},
    ("wording", "reason"): _GUARDS | {"about"},
    ("wording", "direction"): _GUARDS | {"about"},
    ("wording", "nil"): _GUARDS | _SIDES | {"about"},
    ("wording", "together"): _GUARDS | _SIDES | {"about"},
    ("wording", "needs"): _GUARDS | _SIDES | {"about"},
    ("count", "list"): _GUARDS | frozenset("about where counts aside".split()),
    ("count", "named"): _GUARDS | frozenset("about where aside".split()),
    ("count", "told"): _GUARDS | frozenset("about counts again".split()),
    ("count", "price"): _GUARDS | frozenset("about where named amount proof".split()),
    ("count", None): _GUARDS | _SIDES | {"join"},
    ("period", "comparison"): _WHEN | {"about", "offset"},
    ("period", "cutoff"): _WHEN | {"about", "offset"},
    ("period", "heading"): _WHEN | {"about", "offset"},
    ("period", "amount"): _WHEN | frozenset("about where aside".split()),
    **{
        ("code", about): _WHEN | frozenset("about dimension layouts".split())
        for about in ("name", "alike", "parent", "domain", "path", "once")
    },
    ("presence", None): _WHEN | {"layouts"},
    ("roster", None): _WHEN | frozenset("dimension layouts concepts".split()),
    ("form", None): _WHEN | frozenset("where wrong whole_only".split()),
}
"""The keys that mean something, beside those of every rule, for each kind and what of it a rule is about."""


def rule_problems(rule: Rule, rulebook: Rulebook, vocabulary: Vocabulary) -> Iterator[str]:
    """What is wrong with a rule whose every name is known."""
    yield from _catalogue_problems(rule, rulebook)
    yield from _unused_keys(rule)
    yield from _empty_patterns(rule)
    yield from _taken(rule, rulebook)
    if rule.pairs and rule.proof and rule.proof.cells > len(rule.pairs):
        yield f"it wants {rule.proof.cells} pairs and has {len(rule.pairs)}: it can find nothing"
    yield from _unsupplied(rule, Supply(vocabulary))


def _catalogue_problems(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    for entry in rule.catalogue:
        if not _CATALOGUE_ENTRY.fullmatch(entry):
            yield f"{entry!r} is no catalogue entry: two capitals, a hyphen, two or three digits"
        if rule.catalogue.count(entry) > 1:
            yield f"the catalogue entry {entry} is listed twice"
        if entry in rulebook.by_code:
            yield f"the catalogue entry {entry} is also the code of a rule"


def _variant(rule: Rule) -> str | None:
    if rule.kind == "rollup":
        return rule.axis
    if rule.kind == "agreement" and rule.about is None:
        return rule.between or ("pairs" if rule.pairs else "open" if rule.open else None)
    return rule.about


def _unused_keys(rule: Rule) -> Iterator[str]:
    used = _USED.get((rule.kind, _variant(rule)))
    if used is None:
        known = sorted(about for kind, about in _USED if kind == rule.kind and about)
        yield f"{_variant(rule)!r} means nothing in a {rule.kind} rule; it is about {' or '.join(known) or 'its operands'}"
        return
    for name, value in rule._asdict().items():
        if value and name not in used and name not in _EVERY_RULE:
            yield f"{name!r} means nothing in a {rule.kind} rule about {_variant(rule) or 'its own operands'}"


def _empty_patterns(rule: Rule) -> Iterator[str]:
    for name in ("where", "aside", "unless", "unless_defined", "wrong", "named", "amount", "counts", "again"):
        for pattern in getattr(rule, name):
            if re.fullmatch(pattern, ""):
                yield f"the pattern {pattern!r} of {name!r} matches where nothing stands, and so everywhere"


def _axes(rule: Rule) -> set[str | None]:
    return {"rows", "columns"} if rule.axis == "table" else {rule.axis}


def _taken(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    """A rollup never applies where rules before it take every sum that it could."""
    if rule.kind != "rollup" or rule.axis == "listing":
        return
    rollups = rulebook.by_kind["rollup"]
    before = [other for other in rollups[: rollups.index(rule)] if _takes_all(other, rule)]
    if _axes(rule) <= {axis for other in before for axis in _axes(other)}:
        yield f"it never applies: {' and '.join(other.code for other in before)} stands before it and takes every such sum"


def _takes_all(first: Rule, second: Rule) -> bool:
    """Whether every sum along an axis of both that fits the second rule fits the first."""
    return (
        bool(_axes(first) & _axes(second))
        and first.dimension in (None, second.dimension)
        and (not first.layouts or (bool(second.layouts) and second.layouts <= first.layouts))
        and (not first.concepts or (bool(second.concepts) and second.concepts <= first.concepts))
    )


def _unsupplied(rule: Rule, supply: Supply) -> Iterator[str]:
    for name, select, join in _operands(rule):
        for says in supply.problems_of(select, join):
            yield f"{name}: {says}"
    for concept in sorted(rule.concepts):
        if not supply.gives_concept(concept, frozenset(), None):
            yield f"concepts: no layout and no word gives {concept!r}"
    if rule.dimension and rule.layouts - {"none"}:
        without = [layout for layout in sorted(rule.layouts) if not supply.has_dimension(layout, rule.dimension)]
        if len(without) == len(rule.layouts):
            yield f"no row or column of {', '.join(without)} is one of {rule.dimension!r}"


def _operands(rule: Rule) -> Iterator[tuple[str, Select, frozenset[str]]]:
    """Every selection of a rule with the key it stands under, and the dimensions it may be of any member of."""
    nothing: frozenset[str] = frozenset()
    # Guards look at every cell that their relation could speak of.
    for name, selects in (("left", rule.left), ("right", rule.right)):
        yield from ((name, select, rule.join) for select in selects)
    yield from (("terms", term.select, rule.join) for term in rule.terms)
    yield from (("nil", select, rule.join) for select in rule.nil)
    yield from (("equal", select, nothing) for pair in rule.equal for select in pair)
    yield from (("pairs", select, nothing) for pair in rule.pairs for side in pair for select in side)

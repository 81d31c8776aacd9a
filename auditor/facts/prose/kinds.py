"""Amounts that knowledge, and no word of a sentence, makes parts of another: the kinds of what one section tells.

`“三公”经费支出65.81万元。一是公务用车购置41.90万元；二是公务用车运行维护23.05万元；三是公务接待0.86万元。` opens no list; a section that
prints a figure and several of the few kinds that it has prints its parts. What a section leaves out it does not say, so
such a sum is claimed where it ties or would but for one slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal

from auditor.arithmetic import is_any_slip, is_one_slip
from auditor.facts.claims import Breakdown
from auditor.facts.fact import Fact, Key
from auditor.vocabulary import Dimension, Vocabulary

_FEWEST = 2
_LEAST = 100
"""A figure of so many units of its last digit is seldom by chance what a slip makes of another."""
_TELLING, _TELLING_OF_SEVERAL = 10_000, 1_000
"""A whole of so many units of its last digit is not by chance one digit off what its kinds make; what three or more make, of fewer."""


def sums_of_kinds(facts: Sequence[Fact], settled: Set[int], vocabulary: Vocabulary) -> Iterator[Breakdown]:
    """The sums of the kinds that each section of prose tells; those of wholes in `settled` are told by words."""
    dimensions = [one for one in vocabulary.dimensions.values() if one.additive and one.code_pattern is None]
    sections: dict[int, dict[Key, list[Fact]]] = {}
    for fact in facts:
        if fact.statement is None and fact.concept and fact.figure is not None and fact.figure.unit is not None:
            sections.setdefault(fact.section, {}).setdefault(fact.key, []).append(fact)
    for told in sections.values():
        cells = {key: _one_of(alike) for key, alike in told.items()}
        for key, whole in cells.items():
            if whole is None or not settled.isdisjoint(fact.number for fact in told[key]):
                continue
            for dimension in dimensions:
                found = list(_parts(key, dimension, dict(key[1]).get(dimension.id), cells))
                parts = [part for part in found if part is not None]
                if len(parts) == len(found) >= _FEWEST and _is_near(whole, parts):
                    yield Breakdown(whole, tuple(parts), "open")


def _one_of(alike: Sequence[Fact]) -> Fact | None:
    """The figure of a cell; None where a section prints several, and nobody knows which is meant."""
    return alike[0] if len({fact.figure.base for fact in alike if fact.figure is not None}) == 1 else None


def _parts(
    key: Key, dimension: Dimension, member: str | None, cells: Mapping[Key, Fact | None]
) -> Iterator[Fact | None]:
    """What a section prints of the kinds below a member: of a kind that is not printed, its own kinds."""
    concept, dims = key
    others = tuple(entry for entry in dims if entry[0] != dimension.id)
    for child in dimension.children(member):
        cell = (concept, tuple(sorted((*others, (dimension.id, child)))))
        if cell in cells:
            yield cells[cell]
        else:
            yield from _parts(key, dimension, child, cells)


def _is_near(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether kinds make a whole, or would but for one slip of one of them."""
    figure = whole.figure
    assert figure is not None and figure.unit is not None
    least = _TELLING_OF_SEVERAL if len(parts) > _FEWEST else _TELLING
    if abs(figure.value).scaleb(figure.decimals) < least or any(_unit(part) != figure.unit.quantity for part in parts):
        return False
    rest = sum((part.figure.base for part in parts if part.figure is not None), -figure.base)
    if not rest:
        return True
    return any(_is_slip(fact, more) for fact, more in ((whole, rest), *((part, -rest) for part in parts)))


def _is_slip(fact: Fact, more: Decimal) -> bool:
    """Whether a figure would be so much more, in base units, but for one slip."""
    figure = fact.figure
    assert figure is not None and figure.unit is not None
    due = figure.value + more / figure.unit.scale
    return is_one_slip(figure.value, due, figure.decimals) or is_any_slip(figure.value, due, figure.decimals, _LEAST)


def _unit(fact: Fact) -> str | None:
    return fact.figure.unit.quantity if fact.figure is not None and fact.figure.unit is not None else None

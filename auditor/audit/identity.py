"""The identity of a finding: what it is about, whatever page, line or format that stands on, and whatever it reads."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from auditor.facts import Fact, FactSet
from auditor.tuples import NamedTuple
from auditor.verdicts import Verdict

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, without letters that look like digits."""
_LENGTH = 8


class Identity(NamedTuple):
    """What a finding is known by."""

    id: str
    """A short code such as `7K3Q-9M2D`."""
    numbers: tuple[str, ...]
    """What it reads and should read, in digits: when one of them changes, so has the finding."""


def identities(groups: Sequence[Sequence[Verdict]], facts: FactSet) -> list[Identity]:
    """The identities of the findings of one document, in its order; a finding is given by its gravest verdicts.

    The code is made from the rule, the document's key (organisation, year, kind) and the statement, row and column of what is
    related; never from places or amounts. Findings that have all of these in common are told apart by their order.
    """
    document = document_key(facts)
    times: Counter[str] = Counter()
    found = []
    for verdicts in groups:
        about, verdict = min(((_about(verdict, facts), verdict) for verdict in verdicts), key=lambda entry: entry[0])
        key = "\x1f".join(["auditor/1", document, *about])
        times[key] += 1
        found.append(Identity(_code(key if times[key] == 1 else f"{key}\x1f{times[key]}"), _numbers(verdict)))
    return found


def document_key(facts: FactSet) -> str:
    """What a document is, whatever its file is called: the body, the year, the kind of disclosure; without a body its file."""
    if facts.known_as is not None:
        return facts.known_as
    profile = facts.profile
    return "|".join([profile.organisation or PurePath(facts.document.path).stem, str(profile.year or ""), profile.kind])


def _numbers(verdict: Verdict) -> tuple[str, ...]:
    figures = [fact.figure for fact in _related(verdict) if fact.figure is not None]
    printed = [format(figure.value, "f") + (figure.unit.name if figure.unit else "") for figure in figures]
    return (*printed, format(verdict.expected, "f")) if verdict.expected is not None else tuple(printed)


def _about(verdict: Verdict, facts: FactSet) -> list[str]:
    return [verdict.rule, *(_cell(fact, facts) for fact in _related(verdict))]


def _related(verdict: Verdict) -> list[Fact]:
    """What a verdict is about. The parts of a sum are not: another row of a table does not make it another finding."""
    return [term.fact for term in verdict.terms if term.role != "part"] or [verdict.terms[0].fact]


def _cell(fact: Fact, facts: FactSet) -> str:
    dims = ",".join(f"{name}={member}" for name, member in fact.dims)
    return "/".join([_layout(fact, facts), fact.concept, dims, "" if dims else fact.label])


def _layout(fact: Fact, facts: FactSet) -> str:
    """What identities know the template of a cell by, whatever rules call it."""
    layout = facts.layout_of(fact)
    return next((entry.known_as for entry in facts.vocabulary.layouts if entry.id == layout), layout or "")


def _code(key: str) -> str:
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:5])
    digits = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return f"{digits[:4]}-{digits[4:]}"

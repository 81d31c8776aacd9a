"""The known name that somebody meant who wrote another one."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.messages import told

_BEGUN = 3
"""So many characters of a name are enough to tell what somebody began to write."""

_LIKE = 0.75
"""How much of a name must be right to be taken for a slip; a guess that is farther off sends the reader astray."""


def nearest_names(name: str, known: Iterable[str], most: int = 1) -> list[str]:
    """The known names that a slip would make the given one, the nearest first, whatever their case; none where none is near."""
    # Only who mistypes a name pays for it.
    from difflib import get_close_matches

    by_folded = {entry.casefold(): entry for entry in known}
    near = get_close_matches(name.casefold(), list(by_folded), most, _LIKE)
    if not near and len(name) >= _BEGUN:
        near = [entry for entry in by_folded if entry.startswith(name.casefold())][:most]
    return [by_folded[entry] for entry in near]


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """The nearest of the known names; None where none is near."""
    return next(iter(nearest_names(name, known)), None)


def nearest(name: str, known: Iterable[str]) -> str:
    """A question after the nearest known name, to stand behind a sentence; empty where none is near."""
    near = nearest_name(name, known)
    return told("did-you-mean", name=near) if near else ""

"""The words of the HTML report that other reports do not have."""

from __future__ import annotations

from auditor.messages import Catalogue, tell
from auditor.records import Lang

MESSAGES = Catalogue("html")

SCRIPT_WORDS = (
    "documents-shown",
    "blanks",
    "shown",
    "no-match",
    "matches",
    "no-matches",
    "checks-of",
    "no-checks-of",
    "to-finding",
    "copied",
    *(f"state-{state}" for state in ("wrong", "doubt", "involved", "aside", "rounding", "holds", "unchecked")),
)
"""Sentences that the script fills in."""


def word(key: str, lang: Lang, **arguments: object) -> str:
    """A sentence of this report."""
    return tell(MESSAGES, key, lang, **arguments)

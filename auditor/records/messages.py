"""The sentences about findings, documents and verdicts, and those that the kinds of rule bring along."""

from __future__ import annotations

from functools import cache

from auditor.messages import Catalogue, Lang, Messages, tell

COMMON = Catalogue("verdicts", "findings", "documents", "diagnoses", "exceptions")


@cache
def _of_kinds() -> Messages:
    """The sentences that the kinds of rule bring along."""
    from auditor.checks import KINDS

    return {key: sentence for kind in KINDS.values() for key, sentence in kind.messages.items()}


def say(key: str, lang: Lang, **arguments: object) -> str:
    """A sentence with its blanks filled; a key that is not there stands for itself."""
    return tell(COMMON if key in COMMON else _of_kinds(), key, lang, **arguments)

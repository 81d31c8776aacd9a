"""The words of overviews."""

from __future__ import annotations

from auditor.messages import Catalogue, tell
from auditor.records import Lang

WORDS = Catalogue("overview")


def word(key: str, lang: Lang, **arguments: object) -> str:
    """A sentence of an overview."""
    return tell(WORDS, key, lang, **arguments)

"""The words of the working paper."""

from __future__ import annotations

from auditor.messages import Catalogue, tell
from auditor.records import Lang

WORDS = Catalogue("working_paper")


def word(key: str, lang: Lang, **arguments: object) -> str:
    return tell(WORDS, key, lang, **arguments)

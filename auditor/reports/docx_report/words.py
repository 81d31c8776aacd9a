"""The words of the report for filing and of the letter to a publisher."""

from __future__ import annotations

from auditor.messages import Catalogue, tell
from auditor.records.choices import Lang

WORDS = Catalogue("docx")


def word(key: str, lang: Lang, **arguments: object) -> str:
    return tell(WORDS, key, lang, **arguments)

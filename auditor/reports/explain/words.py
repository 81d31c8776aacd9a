"""The words of explanations of findings, in Chinese and English."""

from __future__ import annotations

from auditor.messages import Catalogue, Lang, tell

FINDING_WORDS = Catalogue("explain_findings")


def slot_name(slot: str, lang: Lang) -> str:
    """What a slot of a production is for; one that this list does not know is told by its own name."""
    return word(f"slot-{slot}", lang) if f"slot-{slot}" in FINDING_WORDS else slot


def word(key: str, lang: Lang, **arguments: object) -> str:
    """A sentence about a finding with its blanks filled."""
    return tell(FINDING_WORDS, key, lang, **arguments)

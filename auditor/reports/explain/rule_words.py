"""The words of explanations of rules, in Chinese and English."""

from __future__ import annotations

from auditor.messages import Catalogue, Lang, tell

RULE_WORDS = Catalogue("explain_rules")


def phrase(key: str, lang: Lang, **arguments: object) -> str:
    """A sentence about a rule with its blanks filled."""
    return tell(RULE_WORDS, key, lang, **arguments)

"""Every rule's own examples: where it holds it decides and finds nothing, where it fails it finds just that."""

from __future__ import annotations

import pytest

from auditor.audit.examples import Stated, try_example
from auditor.rulebook import Rulebook, load_rules
from auditor.vocabulary import Vocabulary

RULES = load_rules().rules
EXAMPLES = [
    pytest.param(rule.code, stated, number, text, id=f"{rule.code}-{stated}-{number}")
    for rule in RULES
    for stated, texts in (("holds", rule.holds), ("fails", rule.fails))
    for number, text in enumerate(texts, 1)
]


@pytest.mark.parametrize(("code", "stated", "number", "text"), EXAMPLES)
def test_an_example_comes_out_as_stated(
    code: str, stated: Stated, number: int, text: str, vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    trial = try_example(rulebook.by_code[code], stated, number, text, vocabulary, rulebook)
    assert trial.trouble is None, trial.found


def test_every_rule_says_what_holds_in_both_languages() -> None:
    assert all(rule.title["zh"] and rule.title["en"] and rule.source["zh"] and rule.source["en"] for rule in RULES)

"""No mistyped figure, unit, sign, direction or base of a sentence is taken for right, and nothing is said of sentences that are."""

from __future__ import annotations

import pytest

from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.adversarial_sentences import Sentence, complaints, load, summary, try_sentence

SENTENCES = [pytest.param(sentence, id=sentence.kind) for sentence in load()]
MOST_UNDECIDED = 0.4
"""Of the slips of a sentence: a sign, or a unit, that leaves its figure without a relation is told as such."""


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_is_right_is_checked_without_a_word(
    sentence: Sentence, vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    assert complaints(sentence, vocabulary, rulebook) == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_slip_of_a_sentence_passes(sentence: Sentence, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    results = try_sentence(sentence, vocabulary, rulebook)
    print(summary(results))
    assert [str(result) for result in results if result.fate == "passed"] == []
    digits = [result for result in results if result.slip.kind in ("digit", "own")]
    assert [str(result) for result in digits if result.fate == "undecided"] == []
    assert sum(result.fate == "undecided" for result in results) <= MOST_UNDECIDED * len(results)

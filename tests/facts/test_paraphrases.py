"""Wordings that nobody had in mind who wrote the productions: nine of ten are read rightly, none wrongly."""

from __future__ import annotations

import pytest

from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.paraphrases import Tried, load, summary, try_all

LEAST_RIGHT = 0.9


@pytest.fixture(scope="module")
def tried(vocabulary: Vocabulary, rulebook: Rulebook) -> list[Tried]:
    return list(try_all(load(), vocabulary, rulebook))


def test_no_paraphrase_is_read_wrongly(tried: list[Tried]) -> None:
    assert [f"{one.paraphrase.text} {one.why}" for one in tried if one.outcome == "wrong"] == []


def test_nearly_all_paraphrases_are_read_rightly(tried: list[Tried]) -> None:
    print(summary(tried))
    unread = [one.paraphrase.text for one in tried if one.outcome == "unread"]
    assert sum(one.outcome == "right" for one in tried) >= LEAST_RIGHT * len(tried), unread

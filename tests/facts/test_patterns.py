"""Patterns of the rule files: which of them are the same in either case, and where a match of them can begin."""

from __future__ import annotations

import re

import pytest

from auditor.vocabulary import load_vocabulary, pattern_of, schema
from auditor.vocabulary.beginnings import looking_first


@pytest.mark.parametrize("pattern", ["kwh|度", "[A-Z]{2}", "[x×]元", r"\bKm\b", r"[\u4e00-\u9fff]Gb"])
def test_letters_of_a_pattern_are_the_same_in_either_case(pattern: str) -> None:
    assert pattern_of(pattern).flags & re.IGNORECASE


@pytest.mark.parametrize(
    "pattern",
    ["基本支出", r"[\u4e00-\u9fff]{2}\d", "[A-Za-z0-9]局", "[XxＸｘ×]{2,}元", r"(?P<year>\d{4})年", r"\x41度"],
)
def test_a_pattern_without_letters_or_with_both_cases_of_them_is_not_folded(pattern: str) -> None:
    assert not pattern_of(pattern).flags & re.IGNORECASE


def test_both_cases_are_found_either_way() -> None:
    assert [bool(pattern_of("[Xx]{2}元").fullmatch(text)) for text in ("XX元", "xX元", "YY元")] == [True, True, False]
    assert [bool(pattern_of("xx元").fullmatch(text)) for text in ("XX元", "xX元", "YY元")] == [True, True, False]


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        ("大于预算|小于预算", "[大小]"),
        ("(?:(?:支出)?决算数?)?(?<!不)超过", "[决支超]"),
        (r"\d+元|[一二]百", r"[\d一二]"),
        ("(?:去年)?x", "[Xx去]"),
    ],
)
def test_a_pattern_is_tried_where_a_match_can_begin(pattern: str, beginnings: str) -> None:
    assert looking_first(pattern) == f"(?={beginnings})(?:{pattern})"


@pytest.mark.parametrize("pattern", ["(?:去年)?", "[^，]+预算", ".预算", "甲|(?:乙)*", r"(甲)\1|\b"])
def test_a_pattern_that_can_begin_anywhere_is_tried_everywhere(pattern: str) -> None:
    assert looking_first(pattern) == pattern


def test_no_alternative_of_a_pattern_is_a_word_of_sentences() -> None:
    """净结余 stands among patterns that end a name; as a word that opens something it would be no name at all."""
    vocabulary = load_vocabulary()
    kinds = {
        kind.removeprefix(prefix) for kind in vocabulary.cue_kinds for prefix in ("", "share_", "complete_", "nil_")
    }
    sections = (schema._Breakdown, schema._Change, schema._Share, schema._Completion, schema._Nil)
    patterns = {
        name for section in sections for name, kind in section.__annotations__.items() if "Pattern" in str(kind)
    }
    assert not kinds & patterns

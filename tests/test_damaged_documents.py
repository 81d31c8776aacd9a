"""Damaged documents: whatever is cut, doubled or swapped, the audit ends and every numeral has its state.

A few damages of each kind are tried, many with `AUDITOR_SWEEPS=all`.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.audit import Audit, confront
from auditor.documents.text import read_text
from auditor.errors import UnreadableDocument
from auditor.facts import extract_facts
from auditor.rulebook import load_rules
from auditor.vocabulary import load_vocabulary
from tests.conftest import SAMPLES, SWEEPS

VOCABULARY = load_vocabulary()
RULEBOOK = load_rules(None, VOCABULARY)
TEXTS = [
    file.read_bytes().decode("gb18030" if "gb18030" in file.name else "utf-8", errors="replace") for file in SAMPLES
]
PIECES = st.sampled_from(
    [
        "\t",
        "\n",
        "\n\n",
        "（",
        "）",
        "其中：",
        "1、",
        "(1)",
        "合计",
        "12.5",
        "万元",
        "-",
        "——",
        "，",
        "。",
        "；",
        "较2020年",
        "减少",
        "%",
        "占",
        "无",
        "\ufeff",
        "９",
        "MERGEFIELD x",
        "栏次\t1\t2\t3",
    ]
)


def audit(text: str) -> Audit | None:
    try:
        document = read_text("damaged.txt", text, "utf-8", "0" * 64, "txt")
    except UnreadableDocument:
        return None
    return confront(extract_facts(document, VOCABULARY), RULEBOOK)


def is_accounted_for(result: Audit | None) -> bool:
    if result is None:
        return True
    coverage = result.coverage
    return coverage.figures == coverage.checked + coverage.unrelated + coverage.excluded + coverage.unread


@pytest.mark.skipif(not TEXTS, reason="there are no sample reports")
@settings(max_examples=150 if SWEEPS else 20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_sample_with_lines_cut_doubled_or_swapped_is_audited(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, max(0, len(lines) - 1)))
        other = data.draw(st.integers(0, max(0, len(lines) - 1)))
        damage = data.draw(st.sampled_from(["cut", "double", "swap", "insert", "truncate"]))
        if damage == "cut":
            del lines[place:other]
        elif damage == "double":
            lines.insert(other, lines[place] if lines else "")
        elif damage == "swap" and lines:
            lines[place], lines[other] = lines[other], lines[place]
        elif damage == "insert":
            lines.insert(place, data.draw(PIECES))
        elif lines:
            lines[place] = lines[place][: data.draw(st.integers(0, 40))]
        lines = lines or [""]
    assert is_accounted_for(audit("\n".join(lines)))


@settings(max_examples=200 if SWEEPS else 100, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_sequence_of_the_grammar_s_words_is_audited(text: str) -> None:
    assert is_accounted_for(audit(f"某某县示例局2022年部门预算\n{text}"))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_audited(text: str) -> None:
    assert is_accounted_for(audit(text))

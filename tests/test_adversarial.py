"""No mistyped figure of a table buys itself a reading in which it is right: every slip is named, or its table is not understood.

A few slips of a few samples stand for all; with `AUDITOR_SWEEPS=all` there are more slips, and of every sample.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.documents import read_document
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.adversarial import Result, summary, try_slips
from tests.audit.test_layout_variants import CLEAN
from tests.conftest import SAMPLES, SHARED, SWEEPS, document_of, swept
from tests.tables import LAYOUTS

REAL = SHARED / "corpus" / "real"
CHOSEN = (".txt", ".xlsx", ".docx", ".html")
REAL_DOCUMENTS = 8 if SWEEPS else 3
LARGEST = 200_000
SLIPS_OF_A_TABLE = 60 if SWEEPS else 20
SLIPS_OF_A_SAMPLE = 6
SLIPS_OF_A_REAL_DOCUMENT = 4


def passed(results: list[Result]) -> list[str]:
    print(summary(results))
    return [str(result.slip) for result in results if result.fate == "passed"]


@pytest.mark.parametrize(
    "text",
    [pytest.param(text, id=name) for name, text in (LAYOUTS | CLEAN).items()],
)
def test_no_slip_in_a_small_table_passes(text: str, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    assert passed(try_slips(document_of(text), vocabulary, rulebook, SLIPS_OF_A_TABLE)) == []


@pytest.mark.parametrize("file", swept(SAMPLES, 4), ids=lambda file: file.name)
def test_no_slip_in_a_sample_passes(file: Path, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    assert passed(try_slips(read_document(file), vocabulary, rulebook, SLIPS_OF_A_SAMPLE)) == []


@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside the checkout")
def test_no_slip_in_a_real_document_passes(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    files = sorted(file for file in REAL.rglob("*") if file.suffix in CHOSEN and file.stat().st_size < LARGEST)
    results = [
        result
        for file in files[:: max(1, len(files) // REAL_DOCUMENTS)][:REAL_DOCUMENTS]
        for result in try_slips(read_document(file), vocabulary, rulebook, SLIPS_OF_A_REAL_DOCUMENT)
    ]
    assert passed(results) == []

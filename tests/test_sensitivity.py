"""Figures of the samples that a verdict uses, mistyped in five ways, of which some slips are tried: nearly all are named.

Those that nothing relates but a bound are left out: a slip within the bound is none to anybody.
One slip in thirty of three samples stands for all; with `AUDITOR_SWEEPS=all` it is one in ten of every sample.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.documents.encoding import decode
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT, SAMPLES, SWEEPS
from tests.sensitivity import mistype

_EVERY = 10 if SWEEPS else 30
_THREE = ("budget-clean-cells.txt", "budget-faulty-yuan.tsv", "final-faulty-narrative.txt")
_TRIED = [
    file
    for file in (*SAMPLES, *sorted((ROOT / "sample_reports" / "formats").glob("*.txt")))
    if SWEEPS or file.name in _THREE
]
_MOST_MISSED = {"table": 0.02, "prose": 0.05}
_FEW = 3
"""So many are missed in a short sample as well: figures of a table whose rows nothing else tells."""


@pytest.mark.parametrize("file", _TRIED, ids=lambda file: file.name)
def test_mistyped_figures_are_named(file: Path, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    tally = mistype(decode(file.read_bytes())[0], vocabulary, rulebook, every=_EVERY)
    for where, most in _MOST_MISSED.items():
        is_table = where == "table"
        named, missed = (
            [slip for slip in slips if (slip.figure == "table") == is_table and not slip.bounded]
            for slips in (tally.named, tally.missed)
        )
        assert len(missed) <= max(_FEW, most * len(named + missed)), missed

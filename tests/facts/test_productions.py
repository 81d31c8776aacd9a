"""Each production reads its example, with the slots it states, and not its counter-example."""

from __future__ import annotations

import pytest

from auditor import load_vocabulary
from auditor.facts.prose.trials import ProductionTrial, try_productions
from tests.conftest import ROOT

TRIALS = [
    pytest.param(trial, id=f"{name} {trial.production} {trial.stated}")
    for name, folder in (("rules", None), ("charity", ROOT / "tests" / "rule_sets" / "charity"))
    for trial in try_productions(load_vocabulary(folder) if folder else load_vocabulary())
]


@pytest.mark.parametrize("trial", TRIALS)
def test_a_production_reads_its_example_alone(trial: ProductionTrial) -> None:
    assert trial.trouble is None

"""The five real disclosures against the hand-made ground truth beside them; skipped where they are not at hand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SHARED

DISCLOSURES = SHARED / "corpus" / "disclosures"
pytestmark = pytest.mark.skipif(not DISCLOSURES.is_dir(), reason="the real disclosures are not beside the checkout")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("real") / "audit.json"
    command = [sys.executable, "-m", "auditor", "check", str(DISCLOSURES), "--format", "json", "--output", str(file)]
    assert subprocess.run(command, check=False).returncode == 1
    return file


@pytest.fixture(scope="module")
def score(report: Path) -> dict[str, tuple[int, ...]]:
    script = SHARED / "oracle" / "score.py"
    printed = subprocess.run(
        [sys.executable, str(script), str(report)], check=False, capture_output=True, text=True
    ).stdout
    line = next(line for line in printed.splitlines() if line.startswith("all"))
    parts = [part.rsplit(" ", 1) for part in re.sub(r" \([\d.]+%\)", "", line.removeprefix("all")).strip().split("  ")]
    return {name: tuple(map(int, numbers.split("/"))) for name, numbers in parts}


def test_at_least_296_core_identities_are_evaluated(score: dict[str, tuple[int, ...]]) -> None:
    evaluated, _ = score["core identities"]
    assert evaluated >= 296


def test_every_true_discrepancy_is_found(score: dict[str, tuple[int, ...]]) -> None:
    assert score["true discrepancies"] == (4, 4)


def test_at_least_four_arguable_discrepancies_are_warnings(score: dict[str, tuple[int, ...]]) -> None:
    assert score["arguable"][0] >= 4


def test_no_error_is_false_and_no_verdict_unsound(score: dict[str, tuple[int, ...]]) -> None:
    assert score["false errors"] == (0,)
    assert score["unsound"] == (0,)


def test_at_least_25_bounds_and_years_are_evaluated(score: dict[str, tuple[int, ...]]) -> None:
    assert score["extra"][0] >= 25


def test_numerals_stay_unread_only_in_tables_that_are_told_not_to_be_understood(report: Path) -> None:
    documents = json.loads(report.read_text(encoding="utf-8"))["documents"]
    assert [doc["path"] for doc in documents if doc["coverage"]["unread"] and not doc["gaps"]] == []
    assert sum(doc["coverage"]["unread"] for doc in documents) <= 3


def test_hardly_a_figure_stays_without_a_check_or_a_reason(report: Path) -> None:
    for document in json.loads(report.read_text(encoding="utf-8"))["documents"]:
        coverage = document["coverage"]
        assert coverage["checked"] + coverage["excluded"] >= 0.95 * coverage["figures"]


def test_the_wrong_base_is_named(report: Path) -> None:
    documents = json.loads(report.read_text(encoding="utf-8"))["documents"]
    messages = [finding["message"] for document in documents for finding in document["findings"]]
    assert any("15% 与以本年数为分母的结果" in message for message in messages)

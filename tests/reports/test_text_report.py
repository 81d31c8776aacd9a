"""The terminal report: what is set aside is counted and not shown; hostile text stays on its line."""

from __future__ import annotations

from auditor.records import Lang, RunRecord
from auditor.reports import render


def test_what_is_set_aside_is_counted_and_not_shown(sample_runs: dict[Lang, RunRecord]) -> None:
    run = sample_runs["zh"]
    report = render(run, "text", "zh")
    waived, known, *rest = (finding["id"] for finding in run["documents"][0]["findings"])
    assert "已豁免 1，已入基线 1" in report
    assert waived not in report
    assert known not in report
    assert all(name in report for name in rest)


def test_a_document_cannot_steer_the_terminal(hostile_run: RunRecord) -> None:
    assert "\x1b" not in render(hostile_run, "text", "zh")

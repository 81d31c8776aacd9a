"""The machine formats as before: of a sample in both languages, and of one whose every text is hostile."""

from __future__ import annotations

from copy import deepcopy

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from auditor.records import Lang, RunRecord
from auditor.reports import render, render_bytes, render_summary
from tests.reports.machine.sizes import cut_down

EXTENSIONS = {
    "compact": ".txt",
    "ndjson": ".ndjson",
    "sarif": ".sarif",
    "junit": ".xml",
    "gitlab": ".json",
    "github": ".txt",
}


@pytest.fixture
def sample_run(sample_runs: dict[Lang, RunRecord]) -> RunRecord:
    """The sample that the hostile runs below are made of."""
    return cut_down(deepcopy(sample_runs["zh"]))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("file_format", EXTENSIONS)
def test_the_report_is_as_before(
    file_format: str, lang: Lang, sample_runs: dict[Lang, RunRecord], file_regression: FileRegressionFixture
) -> None:
    report = render(cut_down(deepcopy(sample_runs[lang])), file_format, lang)
    file_regression.check(report, encoding="utf-8", extension=EXTENSIONS[file_format])


@pytest.mark.parametrize("file_format", EXTENSIONS)
def test_the_report_of_hostile_text_is_as_before(
    file_format: str, halved_run: RunRecord, file_regression: FileRegressionFixture
) -> None:
    report = render_bytes(halved_run, file_format, "zh").decode("utf-8")
    file_regression.check(report, encoding="utf-8", extension=EXTENSIONS[file_format])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_summary_of_the_job_is_as_before(
    lang: Lang, sample_runs: dict[Lang, RunRecord], file_regression: FileRegressionFixture
) -> None:
    summary = render_summary(cut_down(deepcopy(sample_runs[lang])), "github", lang)
    file_regression.check(summary, encoding="utf-8", extension=".md")


def test_the_summary_of_hostile_text_is_as_before(
    halved_run: RunRecord, file_regression: FileRegressionFixture
) -> None:
    file_regression.check(render_summary(halved_run, "github", "zh"), encoding="utf-8", extension=".md")

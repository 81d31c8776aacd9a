"""Runs that reports are made of: a sample with an open, a waived and a baseline finding, and one whose every text is hostile."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from auditor.audit import Audit
from auditor.documents.pdf.crops import cut
from auditor.documents.pictures import Picture
from auditor.records import Lang, Outcome, RunRecord, run_of
from auditor.records.build import summarise
from auditor.reports.sights import Pictures, sights_of
from tests.conftest import ROOT, FileAudit

SAMPLE = ROOT / "sample_reports" / "budget-faulty-cells-gb18030.txt"


def pictures_for(audit: Audit, file: Path) -> Pictures:
    """The pictures of a PDF's findings, by the name of its file."""
    views = [(name, view) for name, shown in sights_of(audit).items() for view in shown]
    made: dict[str, tuple[Picture, ...]] = {}
    for (name, _), picture in zip(views, cut(file.read_bytes(), [view for _, view in views]), strict=True):
        if picture is not None:
            made[name] = (*made.get(name, ()), picture)
    return {file.name: made}


HOSTILE = (
    '=HYPERLINK("http://example.org","x")',
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "]]>&amp;\"'`|{0}{{x}}[a](javascript:alert(1))",
    "a\nb\r\n::error file=x,line=1::y%0A",
    "\x00\x01\x0b\x1b[31m\ufffe\u202e\u2028",
    "长" * 400,
)
"""What a document may print to break out of a report."""


@pytest.fixture(scope="session")
def sample_runs(audit_file: FileAudit) -> dict[Lang, RunRecord]:
    """A sample with one finding waived and one in the baseline, a file that could not be read, one on which the auditor broke."""
    outcomes = [
        Outcome(f"sample_reports/{SAMPLE.name}", audit_file(SAMPLE)),
        Outcome("scan.pdf", error="its pages are images", error_zh="各页均为图像"),
        Outcome("broken.docx", error="ZeroDivisionError: broken", failed=True),
    ]
    return {"zh": _with_exceptions(run_of(outcomes, "zh")), "en": _with_exceptions(run_of(outcomes, "en"))}


def _with_exceptions(run: RunRecord) -> RunRecord:
    waived, known = run["documents"][0]["findings"][:2]
    waived["state"] = "waived"
    waived["waiver"] = {"reason": "附注已说明", "approved_by": "甲某，预算科", "expires": "2027-03-31"}
    known["state"] = "baseline"
    summarise(run)
    return run


@pytest.fixture
def sample_run(sample_runs: dict[Lang, RunRecord]) -> RunRecord:
    """The sample in Chinese, to change at will."""
    return deepcopy(sample_runs["zh"])


@pytest.fixture
def hostile_run(sample_run: RunRecord) -> RunRecord:
    """The sample with hostile text wherever a document's own characters stand."""
    texts = iter(HOSTILE * 1000)
    for document in sample_run["documents"]:
        document["path"] = f"{next(texts)[:60]}.txt".replace("/", "_")
        if document["status"] != "audited":
            document["error"] = next(texts)
            continue
        document["title"] = document["organisation"] = next(texts)
        for verdict in document["verdicts"]:
            for term in verdict["terms"]:
                term["label"] = next(texts)
                term["table"] = term["header"] = next(texts)
                term["location"]["cell"] = next(texts)[:40]
        for finding in document["findings"]:
            finding["message"] = finding["sentence"] = next(texts)
            finding["remarks"] = [next(texts)]
        for gap in document["gaps"]:
            gap["reason"] = next(texts)
        for block in document["content"]:
            if "text" in block:
                block["text"]["text"] = next(texts)
        # Texts of their own, so that those of the others stay as they are.
        for reading, text in zip(document["readings"], HOSTILE * 1000, strict=False):
            reading["row"] = reading["concept"] = text
            reading["dimensions"] = [[text, text]]
        for clause, text in zip(document["clauses"], HOSTILE * 1000, strict=False):
            clause["text"] = clause["production"] = text
            clause["slots"] = [[text, text]]
    return sample_run

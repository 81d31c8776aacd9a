"""A run for the files of an office, as a Word document: 核对情况报告, and the letter to a publisher (`letter`)."""

from __future__ import annotations

from auditor.records import Lang, RunRecord
from auditor.reports.docx_report.report import write_report
from auditor.reports.docx_report.word_file import WordFile
from auditor.reports.docx_report.words import word
from auditor.reports.standing import language_of_run


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> bytes:
    """The report; the same bytes for the same run."""
    language = language_of_run(run, lang)
    file = WordFile(language, word("title", language), size=12, line=20)
    write_report(file, run)
    return file.close()

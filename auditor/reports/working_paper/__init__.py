"""A run as a working paper (审计底稿): a workbook with the verdict, the findings, every check with formulas, the tables as read."""

from __future__ import annotations

from auditor.records import Lang, RunRecord
from auditor.reports.standing import language_of_run
from auditor.reports.working_paper.checks import write_checks
from auditor.reports.working_paper.findings import write_findings, write_set_aside
from auditor.reports.working_paper.front import write_conclusion, write_cover, write_notes
from auditor.reports.working_paper.matrix import write_matrix
from auditor.reports.working_paper.paper import Paper
from auditor.reports.working_paper.source import write_source
from auditor.reports.working_paper.words import word
from auditor.reports.working_paper.workbook import Book


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> bytes:
    """The workbook; the same bytes for the same run."""
    language = language_of_run(run, lang)
    book = Book(language)
    paper = Paper(book, run, language)
    footer = word("footer", language)
    write_cover(paper, footer)
    write_conclusion(paper, footer)
    write_findings(paper, footer)
    write_checks(paper, footer)
    for part in paper.parts:
        if part.sheet is not None:
            write_source(paper, part, footer)
    write_matrix(paper, footer)
    write_set_aside(paper, footer)
    write_notes(paper, footer)
    return book.close()

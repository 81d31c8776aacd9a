"""A run in one line per finding, for grep and for editors that jump to places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from auditor.lines import whole_line
from auditor.records import DocumentRecord, Lang, RunRecord
from auditor.records.model import ExceptionRecord
from auditor.records.spool import outlines_of
from auditor.reports.page import PLAIN, Page
from auditor.reports.places import Found, open_findings
from auditor.reports.standing import language_of_run, left_out_of, shortcomings_of, shortfall_of, total_of
from auditor.reports.terms import where


def render(run: RunRecord, lang: Lang | None, *, page: Page = PLAIN) -> Iterator[str]:
    """`path:line:column: severity RULE ID message`, then what was not audited in full and what of
    waivers and baseline no longer fits, then the total.

    Severities are the same words in every language, so that one pattern finds them; lines are those that `extract` prints.
    They are whole on a page of any width.
    """
    language = language_of_run(run, lang)
    lines = chain(
        () if page.brief else map(_finding, open_findings(run)),
        (line for document in outlines_of(run) for line in _shortcomings(document)),
        (_exception(exception, language) for exception in run.get("exceptions", [])),
        filter(None, [left_out_of(run, language)]),
        [total_of(run, language)],
    )
    return (f"{whole_line(line)}\n" for line in lines)


def _finding(found: Found) -> str:
    document, finding = found.document, found.finding
    place = found.place
    beside = where(place, document["language"])
    return (
        f"{document['path']}:{place['line']}:{place['column']}: {finding['severity']} {finding['rule']} {finding['id']} "
        f"{f'[{beside}] ' if beside else ''}{finding['message']}"
    )


def _shortcomings(document: DocumentRecord) -> Iterator[str]:
    for reason in shortcomings_of(document):
        yield f"{document['path']}: {shortfall_of(document)} {reason}"


def _exception(exception: ExceptionRecord, lang: Lang) -> str:
    """A waiver or an entry of the baseline that no longer fits."""
    what = f"{exception['severity']} {exception['by']}-{exception['problem']}"
    return f"{exception['file']}:{exception['line']}:1: {what} {exception['id']} {exception['text'][lang]}"

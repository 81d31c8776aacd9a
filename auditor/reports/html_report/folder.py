"""A run as several pages: the list of documents, and beside it a page for each, which can be sent alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from auditor.patterns import regex
from auditor.records import DocumentRecord, Lang, RunRecord
from auditor.records.spool import outlines_of
from auditor.reports.html_report import page
from auditor.reports.html_report.frame import Index
from auditor.reports.html_report.markup import clean
from auditor.reports.places import uri_of
from auditor.reports.standing import language_of_run

LIST = "index.html"
PAGES = "pages"
"""The block of data in the list that has the name of each page by the SHA-256 of the content that it is of."""
_UNSAFE = regex(r"[^\w-]+")
_LONGEST = 40


def pages(run: RunRecord, lang: Lang | None, **shown: Any) -> Iterator[tuple[str, Iterator[str]]]:
    """The name of each file of the folder with its page, the list first; `shown` goes to each page, as of `render`."""
    language = language_of_run(run, lang)
    documents = run["documents"]
    names = [_name(number, document) for number, document in enumerate(outlines_of(run), 1)]
    links = [f"{uri_of(name)}#d1" for name in names]
    yield LIST, page(run, language, links=links, data={PAGES: _pages(run, names)}, **shown)
    index = Index(LIST, len(documents))
    for name, document in zip(names, documents, strict=True):
        alone: RunRecord = {**run, "documents": [document], "exceptions": [], "left_out": []}
        yield name, page(alone, language, index=index, **shown)


def _pages(run: RunRecord, names: Sequence[str]) -> dict[str, str]:
    pairs = zip(outlines_of(run), names, strict=True)
    return {
        document["sha256"]: name for document, name in pairs if document.get("sha256") and "between" not in document
    }


def _name(number: int, document: DocumentRecord) -> str:
    """003-青沅县自然资源局-budget.html: the number keeps names apart, the rest tells a reader what it is."""
    parts = (document.get("organisation") or "", PurePath(document["path"].replace("\\", "/")).stem)
    told = "-".join(_UNSAFE.sub("_", clean(part)).strip("_")[:_LONGEST] for part in parts if part)
    return f"{number:03}-{told}".rstrip("-") + ".html"

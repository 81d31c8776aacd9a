"""A letter to each publisher: which figures of what it published do not agree, where they stand, what they add up to; a request to check.

It accuses nobody: it says what is printed and what that makes, and leaves the sender's name and the date to be filled in.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import (
    DocumentRecord,
    FindingRecord,
    Lang,
    PlaceRecord,
    RunRecord,
    TermRecord,
    VerdictRecord,
)
from auditor.records.messages import say
from auditor.records.model import SuspectRecord
from auditor.reports.amounts import difference, head_of, listed_findings, other, with_unit
from auditor.reports.docx_report.report import name_of
from auditor.reports.docx_report.spots import spot_in, without_lines
from auditor.reports.docx_report.word_file import WordFile
from auditor.reports.docx_report.words import word
from auditor.reports.places import has_own_lines
from auditor.reports.standing import language_of_run
from auditor.reports.terms import form_of, printed_of

_TEXT: dict[Lang, dict[str, float]] = {"zh": {"size": 16, "line": 28}, "en": {"size": 12, "line": 18}}
_MOST_PARTS = 12
"""So many addends are written out."""


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> bytes:
    """A letter for each publisher, one a page; the same bytes for the same run."""
    language = language_of_run(run, lang)
    letters = _by_publisher(run)
    titles = [word("letter-title", language, about=_subject(documents, language)) for documents in letters]
    file = WordFile(language, (titles or [word("letter-none", language)])[0], **_TEXT[language])
    if not letters:
        file.text(word("letter-none", language))
    for number, (title, documents) in enumerate(zip(titles, letters, strict=True)):
        file.title(title, starts_page=number > 0)
        _letter(file, documents)
    return file.close()


def _by_publisher(run: RunRecord) -> list[list[DocumentRecord]]:
    """The documents to ask about, together where one body published them; a body that is not known stands alone."""
    letters: dict[str, list[DocumentRecord]] = {}
    for number, document in enumerate(run["documents"]):
        if document["status"] == "audited" and listed_findings(document):
            letters.setdefault(document["organisation"] or f"\x00{number}", []).append(document)
    return list(letters.values())


def _subject(documents: list[DocumentRecord], lang: Lang) -> str:
    return name_of(documents[0], lang) if len(documents) == 1 else documents[0]["organisation"] or ""


def _letter(file: WordFile, documents: list[DocumentRecord]) -> None:
    lang = file.lang
    body = documents[0]["organisation"] or word("letter-nobody", lang)
    file.text(word("letter-to", lang, body=body), indented=False)
    items = [(finding, document) for document in documents for finding in listed_findings(document)]
    errors = [item for item in items if item[0]["severity"] == "error"]
    warnings = [item for item in items if item[0]["severity"] != "error"]
    first = errors or warnings
    file.text(word("letter-opening", lang, titles=_titles(documents, lang), count=len(first)))
    several = len(documents) > 1
    for number, item in enumerate(first, 1):
        file.text(f"{number}. {_item(*item, lang, named=several)}")
    if errors and warnings:
        file.text(word("letter-further", lang, count=len(warnings)))
        for number, item in enumerate(warnings, len(errors) + 1):
            file.text(f"{number}. {_item(*item, lang, named=several)}")
    file.text(word("letter-request", lang))
    file.text(word("letter-closing", lang))
    file.text(word("letter-contact", lang), gap=True)
    for key in ("letter-signed", "letter-date"):
        file.text(word(key, lang), align="right", indented=False)
    named = (
        word("letter-file", lang, name=document["path"].rpartition("/")[2], digest=document["sha256"][:16])
        for document in documents
    )
    files = word("separator", lang).join(named)
    file.text(word("letter-files", lang, files=files), indented=False, small=True)


def _titles(documents: list[DocumentRecord], lang: Lang) -> str:
    """The titles of the documents, or what they are where they have none."""
    named = [
        word("titled", lang, title=document["title"]) if document["title"] else name_of(document, lang)
        for document in documents
    ]
    return ("、" if lang == "zh" else ", ").join(dict.fromkeys(named))


def _item(finding: FindingRecord, document: DocumentRecord, lang: Lang, *, named: bool) -> str:
    """One figure: as it is printed, what it is held against, and which figure would make all agree where that is known."""
    verdict = head_of(finding, document)
    lead = f"{_titles([document], lang)} " if named else ""
    end = "。" if lang == "zh" else "."
    if verdict["terms"][0]["printed"] is None:
        return f"{lead}{_said(finding, verdict, document, lang)}{end}"
    said = "".join((_figure(verdict["terms"][0], document, lang), _comparison(finding, verdict, document, lang)))
    return lead + said + "".join(_perhaps(finding, document, lang)) + end


def _said(finding: FindingRecord, verdict: VerdictRecord, document: DocumentRecord, lang: Lang) -> str:
    """What is found of words rather than of figures."""
    first = verdict["terms"][0]
    sentence = finding["sentence"] if has_own_lines(document) else without_lines(finding["sentence"])
    stands = _place(first["location"], document, lang, first.get("table"))
    return word("letter-said", lang, place=stands, sentence=sentence)


def _figure(term: TermRecord, document: DocumentRecord, lang: Lang) -> str:
    amount = with_unit(printed_of(term), term["unit"], lang) or "—"
    return _named("letter-figure", term["label"], term["location"], document, lang, amount, term.get("table"))


def _named(
    key: str, label: str, place: PlaceRecord, document: DocumentRecord, lang: Lang, amount: str, table: str | None
) -> str:
    stands = _place(place, document, lang, table)
    return word(
        key if label or key != "letter-figure" else "letter-figure-alone",
        lang,
        place=stands,
        label=label,
        amount=amount,
    )


def _place(place: PlaceRecord, document: DocumentRecord, lang: Lang, table: str | None) -> str:
    """Where the publisher finds it in the document itself: page, cell, line of a text, table; no line that only a rendition has."""
    stands = spot_in(place, lang)
    if not stands and has_own_lines(document):
        stands = say("at-line", lang, line=place["line"])
    named = word("place-table", lang, table=table) if table else ""
    return ("" if lang == "zh" else ", ").join(part for part in (stands, named) if part) or word("place-prose", lang)


def _comparison(finding: FindingRecord, verdict: VerdictRecord, document: DocumentRecord, lang: Lang) -> str:
    """What the figure is held against, as its relation is calculated."""
    made, step = other(verdict, lang)
    apart = difference(verdict, lang, with_sign=False)
    if step is None or not apart:
        sentence = finding["sentence"] if has_own_lines(document) else without_lines(finding["sentence"])
        return ("：" if lang == "zh" else ": ") + sentence
    form, parts = form_of(verdict), [term for term in verdict["terms"][1:] if term["printed"] is not None]
    if len(parts) == 1 and form in ("sum", "copy", "limit"):
        key = "letter-limit" if form == "limit" else "letter-copy"
        return word(key, lang, other=_figure(parts[0], document, lang), difference=apart)
    if form == "sum":
        return word("letter-sum", lang, parts=_parts(verdict, lang), made=made, difference=apart)
    formula = word("letter-formula", lang, formula=finding["formula"]) if finding.get("formula") else ""
    return word("letter-made", lang, made=made + formula, difference=apart)


def _parts(verdict: VerdictRecord, lang: Lang) -> str:
    """328.50 + 196.50 - 42.00, without the blanks; of many the first ones."""
    first, *parts = verdict["terms"]
    signed = [("-" if term["sign"] == first["sign"] else "+", printed_of(term)) for term in parts if term["printed"]]
    text = " ".join(f"{sign} {amount}" for sign, amount in signed[:_MOST_PARTS]).removeprefix("+ ")
    return text if len(signed) <= _MOST_PARTS else word("letter-parts", lang, parts=f"{text} + …", count=len(signed))


def _perhaps(finding: FindingRecord, document: DocumentRecord, lang: Lang) -> Iterator[str]:
    """The figure that is inferred to be wrong, where one number would make all agree."""
    diagnosis = finding.get("diagnosis")
    if not diagnosis or diagnosis["confidence"] != "inferred":
        return
    suspect = diagnosis["suspects"][0]
    if suspect["value"] is not None:
        figure = _suspect(suspect, document, lang)
        yield word("letter-perhaps", lang, figure=figure, value=with_unit(suspect["value"], suspect["unit"], lang))


def _suspect(suspect: SuspectRecord, document: DocumentRecord, lang: Lang) -> str:
    amount = with_unit(suspect["printed"], suspect["unit"], lang)
    return _named("letter-suspect", suspect["label"], suspect["location"], document, lang, amount, None)

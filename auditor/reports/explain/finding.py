"""A finding in full: each of its relations step by step, and how every figure in them was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.records import DocumentRecord, FindingRecord, Lang, RunRecord, TermRecord, VerdictRecord
from auditor.records.messages import say
from auditor.records.model import ReadingRecord
from auditor.records.quotation import Quotations
from auditor.reports.explain.clauses import sentences
from auditor.reports.explain.derivation import derivation, span_of
from auditor.reports.explain.diagnosis import diagnosis_lines
from auditor.reports.explain.understanding import understanding
from auditor.reports.explain.words import word
from auditor.reports.standing import has_state
from auditor.reports.terms import one_line, printed_of, where
from auditor.reports.text_report import written_out


def finding_lines(finding: FindingRecord, document: DocumentRecord, run: RunRecord) -> list[str]:
    """The explanation of a finding of a document, in the language of the document's record, one line each."""
    lang = document["language"]
    verdicts = [document["verdicts"][number] for number in finding["verdicts"]]
    readings = document.get("readings", [])
    lines = [*_head(finding, document, run), ""]
    for number, verdict in enumerate(verdicts, 1):
        if len(verdicts) > 1:
            lines.append(word("relation", lang, number=number, count=len(verdicts)))
        lines.append(f"{verdict['rule']}  {_title(verdict['rule'], run, lang)}")
        lines += [f"   | {line}" for line in written_out(verdict, lang)]
        if number == 1 and finding.get("formula"):
            lines.append(f"   | {finding['formula']}")
        lines += [f"   = {line}" for line in derivation(verdict, readings, lang)]
        lines += [f"   = {line}" for line in (*understanding(verdict, document), *sentences(verdict, document))]
        lines += [f"   = {say('source', lang)}{_colon(lang)}{_source(verdict['rule'], run, lang)}", ""]
    lines.append(f"{word('figures', lang)}{_colon(lang).rstrip()}")
    lines += _figures(verdicts, document)
    return [one_line(line) for line in lines]


def _head(finding: FindingRecord, document: DocumentRecord, run: RunRecord) -> Iterator[str]:
    lang = document["language"]
    yield f"{finding['id']}  {say(finding['severity'], lang)}  {finding['rule']}  {_title(finding['rule'], run, lang)}"
    yield f"{word('found-in', lang)}{_colon(lang)}{document['path']}"
    waiver = finding.get("waiver")
    if not has_state(finding, "open"):
        yield word(f"state-{finding['state']}", lang, reason=waiver["reason"] if waiver else "")
    yield finding.get("sentence", finding["message"])
    yield from finding.get("remarks", [])
    if finding["severity"] != "note":
        yield from diagnosis_lines(finding, document)


def _title(code: str, run: RunRecord, lang: Lang) -> str:
    rule = run.get("rules", {}).get(code)
    return rule["title"][lang] if rule else ""


def _source(code: str, run: RunRecord, lang: Lang) -> str:
    rule = run.get("rules", {}).get(code)
    return rule["source"][lang] if rule else ""


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "


def _figures(verdicts: Sequence[VerdictRecord], document: DocumentRecord) -> Iterator[str]:
    """Every figure of some verdicts once, in the order of their places."""
    lang = document["language"]
    readings = document.get("readings", [])
    terms: dict[tuple[int, int, str], TermRecord] = {}
    for verdict in verdicts:
        for term in verdict["terms"]:
            terms.setdefault((term["location"]["line"], term["location"]["column"], term["label"]), term)
    quotations = Quotations(document.get("content", []))
    blanks = [term for term in terms.values() if term["printed"] is None and term["state"] in ("blank", "dash")]
    for _, term in sorted(terms.items()):
        if term not in blanks:
            yield f"  {_place(term, lang)}  {_amount(term, lang)}  {term['label']}"
            yield from (f"      {line}" for line in _reading(term, readings, quotations, lang))
    if blanks:
        named = "、" if lang == "zh" else ", "
        places = named.join(f"{_place(term, lang)} {term['label']}" for term in blanks)
        yield f"  {word('blank-terms', lang, count=len(blanks), places=places)}"


def _place(term: TermRecord, lang: Lang) -> str:
    location = term["location"]
    beside = where(location, lang)
    return f"{location['line']}:{location['column']}{' ' + beside if beside else ''}"


def _amount(term: TermRecord, lang: Lang) -> str:
    if term["printed"] is None:
        return say("words", lang) if term["state"] == "word" else word(f"state-{term['state']}", lang)
    return f"{printed_of(term)} {term['unit'] or ''}".rstrip()


def _reading(term: TermRecord, readings: Sequence[ReadingRecord], quotations: Quotations, lang: Lang) -> Iterator[str]:
    quoted = quotations.around(term["location"])
    if quoted is not None:
        yield word("quoted", lang, text=quoted)
    if "reading" not in term:
        if term["printed"] is not None:
            yield word("not-kept", lang)
        return
    reading = readings[term["reading"]]
    if term["printed"] is not None:
        yield from _stands_for(term, reading, lang)
        if term["unit"] or reading["unit_from"] == "none":
            yield word(f"unit-{reading['unit_from']}", lang, unit=term["unit"])
    yield _meaning(reading, lang)
    place = [
        word(key, lang, name=name)
        for key, name in (
            ("in-table", term.get("table")),
            ("in-row", reading["row"]),
            ("in-column", term.get("header")),
        )
        if name
    ]
    if place:
        yield word("stands-in", lang, place=("，" if lang == "zh" else ", ").join(place))


def _stands_for(term: TermRecord, reading: ReadingRecord, lang: Lang) -> Iterator[str]:
    """The interval of a figure, or why it is exact. Without a unit nothing is said: of a year it would be nonsense."""
    unit = term["unit"] or ""
    if reading["exact"] is not None:
        yield word(f"exact-{reading['exact']}", lang, printed=printed_of(term), unit=unit)
    elif unit:
        for key, half in (("stands-for", "half"), ("stands-for-fine", "fine_half")):
            if key == "stands-for" or reading["fine_half"] != reading["half"]:
                span, scale = span_of(term, reading, half), Decimal(reading["scale"])
                low, high = (format((end / scale).normalize(), "f") for end in span)
                size = reading["fine_half"] if half == "fine_half" else reading["half"]
                yield word(key, lang, low=low, high=high, half=size, unit=unit)


def _meaning(reading: ReadingRecord, lang: Lang) -> str:
    if reading["concept"] is None:
        return word("read-as-nothing", lang)
    parts = [f"{dimension}={member}" for dimension, member in reading["dimensions"]]
    return word("read-as", lang, meaning=("；" if lang == "zh" else "; ").join([reading["concept"], *parts]))

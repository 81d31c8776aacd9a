"""The results of a SARIF log: a finding with its sentence, the operands it links to, their places, and what it is known by."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from auditor.messages import Catalogue, tell
from auditor.records import DocumentRecord, FindingRecord, Lang, PlaceRecord, RunRecord, TermRecord
from auditor.records.spool import outlines_of
from auditor.reports.places import Found, has_own_lines, names_of, path_of, spot_of, uri_of
from auditor.reports.terms import diagnosis_text, one_line, printed_of, where
from auditor.tuples import NamedTuple

_MOST_OPERANDS = 1000
"""So many places of a result a code scanner takes."""
_LONGEST_LABEL = 60
_WORDS = Catalogue("sarif")


class Files(NamedTuple):
    """The files of a run, with what is known of them and their numbers."""

    entries: list[tuple[DocumentRecord, int]]
    places: dict[str, int]
    numbers: dict[int, int]

    def of(self, record: int, place: PlaceRecord) -> tuple[DocumentRecord, int]:
        """The file of a figure of a record of the run."""
        return self.entries[self.places[place["document"]] if "document" in place else self.numbers[record]]


def escaped(text: str) -> str:
    """A text as a message that neither links nor takes arguments."""
    plain = one_line(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return plain.replace("{", "{{").replace("}", "}}")


def artifact_of(document: DocumentRecord, index: int) -> dict[str, Any]:
    """Where the file of a document is, the `index`th of the run; relative to the root unless it stands outside of it."""
    uri = uri_of(path_of(document))
    return (
        {"uri": uri, "index": index}
        if uri.startswith("file:")
        else {"uri": uri, "uriBaseId": "SRCROOT", "index": index}
    )


def files_of(run: RunRecord) -> Files:
    """The files of a run: those with a record of their own, then those that are only held against others."""
    entries: list[tuple[DocumentRecord, int]] = []
    places: dict[str, int] = {}
    numbers: dict[int, int] = {}
    outlines = outlines_of(run)
    for number, outline in enumerate(outlines):
        if "between" not in outline:
            places.setdefault(outline["path"], len(entries))
            numbers[number] = len(entries)
            entries.append((outline, len(entries)))
    for number, outline in enumerate(outlines):
        for path in outline.get("between", []):
            if path not in places:
                places[path] = len(entries)
                known: DocumentRecord = {"path": path, "status": "audited", "language": outline["language"]}
                entries.append((known | {"complete": True, "findings": []}, len(entries)))
        numbers.setdefault(number, places[outline["path"]])
    return Files(entries, places, numbers)


def result_of(found: Found, files: Files, rule: int, occurrence: int) -> dict[str, Any]:
    """One finding; `rule` is the number of its rule, `occurrence` counts findings of one identity in its document from 1."""
    document, finding, number = found
    head, lang = found.head, document["language"]
    terms = head["terms"][:_MOST_OPERANDS]
    return {
        "ruleId": finding["rule"],
        "ruleIndex": rule,
        "kind": "fail",
        "level": finding["severity"],
        "message": {"text": _message(found, terms, lang)},
        "locations": [_location(head["terms"][0], number, files)],
        "relatedLocations": [
            {"id": place, **_location(term, number, files), "message": {"text": escaped(_operand(term, lang))}}
            for place, term in enumerate(terms, 1)
        ],
        "partialFingerprints": _fingerprints(finding["id"], occurrence),
        "properties": {
            "auditor/id": finding["id"],
            "auditor/outcome": head["outcome"],
            "auditor/relation": head["relation"],
            "auditor/expected": head["expected"],
            "auditor/difference": head["difference"],
            "auditor/allowance": head["allowance"],
            "auditor/numbers": finding.get("numbers", []),
            "auditor/diagnosis": _diagnosis(finding),
            "auditor/excerpt": finding.get("excerpt"),
        },
    }


def _diagnosis(finding: FindingRecord) -> dict[str, Any] | None:
    """The figures that may be wrong, by their numbers; the message says it in words."""
    diagnosis = finding.get("diagnosis")
    if not diagnosis:
        return None
    keys = ("label", "printed", "unit", "value", "low", "high", "slip", "weight")
    suspects = [
        {**{key: value for key, value in suspect.items() if key in keys}, **_spot(suspect["location"])}
        for suspect in diagnosis["suspects"]
    ]
    return {"confidence": diagnosis["confidence"], "suspects": suspects}


def rest_of(first: Found, files: Files, count: int, code: str, rule: int) -> dict[str, Any]:
    """One result that stands for so many findings cut off, as grave as the first and gravest of them, at the document of it."""
    document = first.document
    words = tell(_WORDS, "further-results", document["language"], count=count)
    return {
        "ruleId": code,
        "ruleIndex": rule,
        "kind": "fail",
        "level": first.finding["severity"],
        "message": {"text": escaped(words)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact_of(*files.of(first.number, first.place))}}],
        "partialFingerprints": _fingerprints(code, 1),
    }


def _fingerprints(identity: str, occurrence: int) -> dict[str, str]:
    """What a result is known by: never its place or its amounts, so that it stays itself when either changes."""
    digest = hashlib.sha256(f"auditor/v1\x1f{identity}\x1f{occurrence}".encode()).hexdigest()
    return {"primaryLocationLineHash": f"{digest[:16]}:1", "auditorFinding/v1": digest}


def _message(found: Found, terms: Sequence[TermRecord], lang: Lang) -> str:
    finding = found.finding
    said = [finding.get("sentence", finding["message"]), *finding.get("remarks", []), *diagnosis_text(finding)]
    operands = ("、" if lang == "zh" else ", ").join(
        f"[{escaped(_name(term))}]({number})" for number, term in enumerate(terms, 1)
    )
    sentence = ("；" if lang == "zh" else "; ").join(map(escaped, said))
    spot = where(found.place, lang)
    if spot:
        # Nobody shows a line of a file that has none, so the message alone can say where it is.
        sentence = f"{escaped(spot)}{'：' if lang == 'zh' else ': '}{sentence}"
    if len(terms) < len(found.head["terms"]):
        operands += f" … (+{len(found.head['terms']) - len(terms)})"
    return tell(_WORDS, "operands", lang, sentence=sentence, operands=operands)


def _name(term: TermRecord) -> str:
    """A figure in a few words: its label, cut where it is long, and what is printed."""
    label = one_line(term["label"])
    short = label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
    amount = "" if term["role"] == "word" else f"{printed_of(term) or '—'}{term['unit'] or ''}"
    return f"{short} {amount}".strip()


def _operand(term: TermRecord, lang: Lang) -> str:
    return f"{_name(term)} ({spot_of(term['location'], lang)})"


def _location(term: TermRecord, record: int, files: Files) -> dict[str, Any]:
    """Where a figure stands. A file that is no text has no lines: the standard forbids a region there, so page and cell say it."""
    place = term["location"]
    document, index = files.of(record, place)
    physical: dict[str, Any] = {"artifactLocation": artifact_of(document, index)}
    if has_own_lines(document):
        physical["region"] = {
            "startLine": place["line"],
            "startColumn": place["column"],
            "endLine": place["line"],
            "endColumn": max(place["column"], place["end_column"]),
        }
        if term["printed"] and len(term["printed"]) == place["end_column"] - place["column"]:
            physical["region"]["snippet"] = {"text": term["printed"]}
    else:
        physical["properties"] = _spot(place)
    named = names_of(term)
    if not named:
        return {"physicalLocation": physical}
    logical = [{"name": one_line(term["label"]), "fullyQualifiedName": "/".join(named), "kind": "cell"}]
    return {"physicalLocation": physical, "logicalLocations": logical}


def _spot(place: PlaceRecord) -> dict[str, Any]:
    """Page, cell, box and the line of what `auditor extract` prints, as far as they are known."""
    spot = {
        "auditor/page": place["page"],
        "auditor/cell": one_line(place["cell"]) if place["cell"] else None,
        "auditor/bbox": place["bbox"],
        "auditor/extractedLine": place["line"],
    }
    return {key: value for key, value in spot.items() if value is not None}

"""What a note says: the finding, which figure is wrong, the calculation; and where it goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from auditor.records.choices import SEVERITIES, Lang, SeverityName
from auditor.records.messages import say
from auditor.reports.standing import has_state
from auditor.reports.terms import Step, calculation, diagnosis_text, printed_of, suspected, where
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.records import DocumentRecord, FindingRecord, PlaceRecord, RunRecord, VerdictRecord

Tone = Literal["wrong", "doubt", "part"]
_PAIR = 2
_MOST_PARTS = 30
"""So many parts of a sum are written out and marked."""
_STROKE = "──────"


class Spot(NamedTuple):
    """A figure that a finding is about, where it stands, and whether it may be the wrong one."""

    printed: str
    place: PlaceRecord
    tone: Tone


class Note(NamedTuple):
    """A finding as it is noted; the first spot is that of the note, the others are figures it speaks of."""

    id: str
    severity: SeverityName
    text: str
    spots: tuple[Spot, ...]


def notes_of(document: DocumentRecord, run: RunRecord, *, with_notes: bool = False) -> list[Note]:
    """The open findings of a document, the gravest first; those that rounding explains only `with_notes`."""
    findings = [finding for finding in document["findings"] if has_state(finding, "open")]
    wanted = [finding for finding in findings if with_notes or finding["severity"] != "note"]
    wanted.sort(key=lambda finding: SEVERITIES.index(finding["severity"]))
    return [_note(finding, document, run) for finding in wanted]


def _note(finding: FindingRecord, document: DocumentRecord, run: RunRecord) -> Note:
    head = document["verdicts"][finding["verdicts"][0]]
    text = "\n".join(_lines(finding, head, run, document["language"]))
    return Note(finding["id"], finding["severity"], text, tuple(_spots(finding, head)))


def _lines(finding: FindingRecord, head: VerdictRecord, run: RunRecord, lang: Lang) -> Iterator[str]:
    rule = run.get("rules", {}).get(finding["rule"])
    title = rule["title"][lang] if rule else finding["rule"]
    yield f"{say(finding['severity'], lang)} {finding['id']} {title}"
    yield finding.get("sentence", finding["message"])
    yield from diagnosis_text(finding)
    yield ""
    parts = 0
    for step in calculation(head, lang):
        parts += step.kind == "part"
        if parts == _MOST_PARTS + 1 and step.kind == "part":
            yield "…"
        if parts <= _MOST_PARTS or step.kind != "part":
            yield from _step(step, lang)


def _step(step: Step, lang: Lang) -> Iterator[str]:
    if step.is_total:
        yield _STROKE
    at = where(step.term["location"], lang) if step.term else ""
    at = f"（{at}）" if at and lang == "zh" else f" ({at})" if at else ""
    yield " ".join(part for part in (step.sign, f"{step.amount}{step.unit}", step.name) if part) + at


def _spots(finding: FindingRecord, head: VerdictRecord) -> Iterator[Spot]:
    """The figures that may be wrong, then those they are held against; each place once."""
    suspects = suspected(finding)
    diagnosis = finding.get("diagnosis")
    likely = [
        Spot(suspect["printed"], suspect["location"], "wrong")
        for suspect in (diagnosis["suspects"] if diagnosis else ())
        if (suspect["location"]["line"], suspect["location"]["column"]) in suspects
    ]
    parts = [Spot(printed_of(term).lstrip("-"), term["location"], "part") for term in head["terms"]]
    solid = likely or (parts if len(parts) == _PAIR else parts[:1])
    tone: Tone = "wrong" if finding["severity"] == "error" and len(likely) <= 1 else "doubt"
    seen = set()
    for spot in (*(spot._replace(tone=tone) for spot in solid), *parts[: _MOST_PARTS + 1]):
        at = (spot.place["line"], spot.place["column"])
        if at not in seen:
            seen.add(at)
            yield spot

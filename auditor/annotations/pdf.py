"""Notes in a PDF: the figures highlighted, and on the one in question a note. What is there stays as it is: the notes are appended."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from auditor.annotations import Annotated
from auditor.annotations.notes import Note, Spot, Tone
from auditor.documents import Document
from auditor.documents.model import Box
from auditor.documents.pdf.places import boxes_in_file
from auditor.errors import UsageError
from auditor.messages import told
from auditor.tuples import NamedTuple

AUTHOR = "auditor"
_COLOURS: dict[Tone, tuple[float, float, float]] = {
    "wrong": (1.0, 0.45, 0.40),
    "doubt": (1.0, 0.78, 0.30),
    "part": (0.62, 0.80, 1.0),
}
_AROUND = 1.0
_AES_128 = 4
"""The version of encryption (ISO 32000-2, table 20) from which on it may be AES."""
_PRINTED = 4
"""The flag of annotations that are printed."""


class _Place(NamedTuple):
    """A figure to highlight: the note that speaks of it, and its box in the file."""

    note: Note
    spot: Spot
    box: Box
    is_first: bool
    """Whether the note itself stands here."""


def annotated(content: bytes, document: Document, notes: Sequence[Note], password: str | None) -> Annotated:
    """The file with highlights, appended to what is there; of an encrypted one a copy encrypted with the same password."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import DependencyError, PyPdfError

    # It speaks of what it mends while it reads.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(content))
        is_encrypted = reader.is_encrypted
        if is_encrypted:
            reader.decrypt(password or "")
        writer = PdfWriter(reader, incremental=True) if not is_encrypted else PdfWriter(clone_from=reader)
        noted = _write(writer, _places(content, notes, password))
        if is_encrypted and password:
            writer.encrypt(password, algorithm=_algorithm(reader))
        kept = BytesIO()
        writer.write(kept)
    except DependencyError as error:
        raise UsageError(told("annotate-encryption", path=document.path, why=error)) from error
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError, OSError) as error:
        raise UsageError(told("annotate-pdf", path=document.path, why=error)) from error
    remarks = ("signed",) if b"/ByteRange" in content else ()
    return Annotated(kept.getvalue(), noted, (*remarks, *(("open-copy",) if is_encrypted and not password else ())))


def _algorithm(reader: Any) -> str:
    """The encryption that a copy gets: no weaker than that of the file."""
    version = int(reader.trailer["/Encrypt"].get("/V", 0))
    return "AES-256" if version > _AES_128 else "AES-128" if version == _AES_128 else "RC4-128"


def _places(content: bytes, notes: Sequence[Note], password: str | None) -> dict[int, list[_Place]]:
    """The figures that are highlighted, by page."""
    wanted = [(note, spot) for note in notes for spot in note.spots if spot.place["page"] and spot.place["bbox"]]
    at = [(spot.place["page"] or 0, _box(spot.place["bbox"] or [])) for _, spot in wanted]
    places: dict[int, list[_Place]] = defaultdict(list)
    for (note, spot), (page, _), box in zip(wanted, at, boxes_in_file(content, at, password), strict=True):
        if box is not None:
            places[page].append(_Place(note, spot, box, spot is note.spots[0]))
    return places


def _box(sides: list[float]) -> Box:
    left, top, right, bottom = sides
    return left - _AROUND, top, right + _AROUND, bottom


def _write(writer: Any, places: dict[int, list[_Place]]) -> frozenset[str]:
    """Highlight figures; gives the findings whose note is written."""
    noted = set()
    for page, on_page in places.items():
        firsts: dict[str, Any] = {}
        # Others of a finding are grouped with its first one on the page, so that they are no notes of their own.
        for place in sorted(on_page, key=lambda place: not place.is_first):
            made = _highlight(writer, place, firsts.get(place.note.id))
            added = writer.add_annotation(page - 1, made)
            firsts.setdefault(place.note.id, added.indirect_reference)
            if place.is_first:
                noted.add(place.note.id)
    return frozenset(noted)


def _highlight(writer: Any, place: _Place, group: Any) -> Any:
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

    left, bottom, right, top = place.box
    colour = _COLOURS[place.spot.tone]
    made = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Highlight"),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (left, bottom, right, top))),
            NameObject("/QuadPoints"): ArrayObject(
                map(FloatObject, (left, top, right, top, left, bottom, right, bottom))
            ),
            NameObject("/C"): ArrayObject(map(FloatObject, colour)),
            NameObject("/F"): NumberObject(_PRINTED),
            NameObject("/T"): TextStringObject(AUTHOR),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): _appearance(writer, place.box, colour)}),
        }
    )
    if place.is_first:
        made[NameObject("/NM")] = TextStringObject(place.note.id)
        made[NameObject("/Subj")] = TextStringObject(place.note.id)
        made[NameObject("/Contents")] = TextStringObject(place.note.text)
    elif group is not None:
        made[NameObject("/IRT")] = group
        made[NameObject("/RT")] = NameObject("/Group")
    else:
        made[NameObject("/Contents")] = TextStringObject(place.note.id)
    return made


def _appearance(writer: Any, box: Box, colour: tuple[float, float, float]) -> Any:
    """The highlight as it is drawn: the print stays to be seen through it."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

    left, bottom, right, top = box
    form = StreamObject()
    state = DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
    states = DictionaryObject({NameObject("/S"): state})
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(map(FloatObject, box)),
            NameObject("/Resources"): DictionaryObject({NameObject("/ExtGState"): states}),
        }
    )
    red, green, blue = colour
    drawn = f"/S gs {red} {green} {blue} rg {left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re f"
    form.set_data(drawn.encode("ascii"))
    return writer._add_object(form)

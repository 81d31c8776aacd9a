"""Notes in a Word file: comments at the words."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from auditor.annotations import Annotated
from auditor.annotations.notes import Note
from auditor.annotations.package import remarks_of
from auditor.annotations.whereabouts import Found, Stream, firsts, locate
from auditor.documents import Document
from auditor.documents.decryption import decrypt
from auditor.documents.formats import format_of
from auditor.errors import UsageError
from auditor.messages import told

AUTHOR, _INITIALS = "auditor", "审"
_UNPRINTED = ("del", "moveFrom", "rt", "txbxContent")
"""What is deleted or moved away; and text boxes, where Word allows no comments."""


def annotated(content: bytes, document: Document, notes: Sequence[Note], password: str | None) -> Annotated:
    """The file with a comment for each finding at the figure in question."""
    import docx

    is_encrypted = format_of(content, "docx") == "encrypted"
    content = decrypt(content, password) if is_encrypted else content
    try:
        opened = docx.Document(BytesIO(content))
    except (KeyError, ValueError, AttributeError, OSError) as error:
        raise UsageError(told("annotate-word", path=document.path, why=error)) from error
    texts, stream = _stream(opened.element.body)
    found = firsts(notes, locate(notes, document.lines, stream))
    for entry in reversed(found):
        _comment(opened, texts, stream, entry)
    kept = BytesIO()
    opened.save(kept)
    noted = frozenset(entry.note.id for entry in found)
    return Annotated(_without_times(kept.getvalue()), noted, remarks_of(content, is_encrypted))


def _without_times(content: bytes) -> bytes:
    """The file without the times of its making, so that the same document gives the same copy."""
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as made, zipfile.ZipFile(kept, "w") as timeless:
        for entry in made.infolist():
            timeless.writestr(zipfile.ZipInfo(entry.filename), made.read(entry), zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def _stream(body: Any) -> tuple[list[Any], Stream]:
    """The pieces of text in their order."""
    from docx.oxml.ns import qn

    texts: list[Any] = []
    stream = Stream()
    unprinted = frozenset(qn(f"w:{name}") for name in _UNPRINTED)
    for paragraph in body.iter(qn("w:p")):
        is_start = True
        for text in _texts(paragraph, qn("w:t"), qn("w:p"), unprinted):
            stream.add(len(texts), text.text or "", is_start)
            texts.append(text)
            is_start = False
    stream.close()
    return texts, stream


def _texts(element: Any, text: str, paragraph: str, unprinted: frozenset[str]) -> Iterator[Any]:
    for child in element:
        if child.tag == text:
            yield child
        elif child.tag != paragraph and child.tag not in unprinted:
            yield from _texts(child, text, paragraph, unprinted)


def _comment(opened: Any, texts: list[Any], stream: Stream, entry: Found) -> None:
    from docx.text.run import Run

    first, start = stream.sources[entry.start]
    last, stop = stream.sources[entry.stop - 1]
    if first == last:
        runs = [_cut_out(texts[first], start, stop + 1)]
    else:
        # The later one first: what stands before a cut keeps its places.
        end = _cut_out(texts[last], 0, stop + 1)
        runs = [_cut_out(texts[first], start, len(texts[first].text)), end]
    comment = opened.add_comment(
        [Run(run, opened) for run in runs], text=entry.note.text, author=AUTHOR, initials=_INITIALS
    )
    # Without a date the same document gives the same copy.
    for name in [name for name in comment._comment_elm.attrib if name.endswith("}date")]:
        del comment._comment_elm.attrib[name]


def _cut_out(text: Any, start: int, stop: int) -> Any:
    """The run of just these characters of a piece of text; what stands before them stays in the piece's own run."""
    from docx.oxml.ns import qn

    run = text.getparent()
    place = list(run).index(text)
    words = text.text
    middle, behind = deepcopy(run), deepcopy(run)
    _keep(run, lambda index: index <= place)
    _set(run, place, words[:start])
    _keep(middle, lambda index: index == place, qn("w:rPr"))
    _set(middle, len(middle) - 1, words[start:stop])
    _set(behind, place, words[stop:])
    _keep(behind, lambda index: index >= place, qn("w:rPr"))
    if words[stop:] or len(behind) > len(middle):
        run.addnext(behind)
    run.addnext(middle)
    return middle


def _keep(run: Any, wanted: Any, always: str = "") -> None:
    for index, child in enumerate(list(run)):
        if not wanted(index) and child.tag != always:
            run.remove(child)


def _set(run: Any, place: int, words: str) -> None:
    text = run[place]
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

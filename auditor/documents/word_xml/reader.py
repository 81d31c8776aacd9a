"""Word files (.docx): the paragraphs, tables and notes that are printed once every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from auditor.documents.archive import Archive
from auditor.documents.raw import Found, RawNotice, RawParagraph, RawText
from auditor.documents.refusals import refused
from auditor.documents.word_xml.numbering import Labels, Numbering
from auditor.documents.word_xml.parts import PartReader, not_word, related_parts
from auditor.documents.word_xml.story import StoryReader
from auditor.documents.word_xml.styles import Styles
from auditor.documents.word_xml.tables import Container, Printed, raw_tables
from auditor.errors import UnreadableDocument

_MAIN_PART = "word/document.xml"


def read_word_xml(content: bytes) -> list[Found]:
    """What a WordprocessingML file prints, transitional or strict (ECMA-376 Part 1): text, then footnotes, then endnotes.

    Left out: headers and footers, deleted and hidden text, field codes. Raises `UnreadableDocument`.
    """
    archive = Archive(content)
    main = related_parts(archive, "").get("officeDocument", _MAIN_PART)
    if main not in archive.names:
        raise not_word()
    related = related_parts(archive, main)
    styles, numbering = Styles(), Numbering()
    _read_optional(styles, archive, related.get("styles"))
    _read_optional(numbering, archive, related.get("numbering"))
    labels = Labels(numbering, styles)
    text = StoryReader(styles, labels)
    text.read(archive, main)
    stories = [(text, [text.body])]
    for kind in ("footnote", "endnote"):
        identifiers = dict.fromkeys(identifier for note, identifier in text.references if note == kind)
        part = related.get(f"{kind}s")
        if part and identifiers:
            notes = StoryReader(styles, labels)
            notes.read(archive, part)
            stories.append(
                (notes, [notes.notes[identifier] for identifier in identifiers if identifier in notes.notes])
            )
    numbers = count(1)
    found = [
        item
        for story, containers in stories
        for container in containers
        for item in _lay_out(story, container, numbers)
    ]
    notices = list(_notices([story for story, _ in stories]))
    if not found:
        raise _without_text(text.drawings)
    return [*notices, *found]


def _read_optional(reader: PartReader, archive: Archive, part: str | None) -> None:
    if part is not None:
        reader.read(archive, part)


def _lay_out(story: StoryReader, container: Container, numbers: Iterator[int]) -> Iterator[Found]:
    for block in container.blocks:
        if isinstance(block, Printed):
            contents = block.contents_style or (block.contents_field and not story.contents_unended)
            yield RawParagraph(tuple(RawText(line) for line in block.lines), contents)
        else:
            yield from raw_tables(block, numbers)


def _notices(stories: list[StoryReader]) -> Iterator[RawNotice]:
    hidden = sum(story.hidden_characters for story in stories)
    if hidden:
        yield RawNotice("hidden-text-left-out", {"characters": hidden})
    embedded = sum(story.embedded for story in stories)
    if embedded:
        yield RawNotice("embedded-files-not-read", {"count": embedded}, incomplete=True)
    drawings = sum(story.drawings for story in stories)
    if drawings:
        yield RawNotice("pictures-not-read", {"count": drawings})


def _without_text(drawings: int) -> UnreadableDocument:
    if drawings:
        return refused("pictures-only")
    return refused("no-text")

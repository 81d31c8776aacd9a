"""Web archives (MHTML): the pages inside a MIME message that Word, Excel and browsers save."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from auditor.documents.raw import Found, RawTable
from auditor.documents.refusals import refused
from auditor.documents.web_page.reader import decode_page, read_html
from auditor.errors import UnreadableDocument
from auditor.patterns import regex

_MULTIPART = regex(rb"^content-type\s*:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_MOST_MULTIPARTS = 20
"""Nested, each of them is looked for in every line."""
_MOST_PARTS = 10_000
_FRAMES = regex(r"<frameset[\s>]", re.IGNORECASE)
_HEAD = 65_536
_DAMAGE = (AttributeError, AssertionError, IndexError, KeyError, LookupError, MessageError, TypeError, ValueError)
"""What the email package of the standard library raises for broken headers and bodies."""


def read_web_archive(content: bytes) -> tuple[list[Found], str]:
    """What the page in a web archive shows and its encoding; of a workbook saved as one, all its sheets.

    Raises `UnreadableDocument` as `read_web_page` does, and for an archive that is damaged or has no page in it.
    """
    if len(_MULTIPART.findall(content)) > _MOST_MULTIPARTS:
        raise _damaged()
    try:
        pages = list(_pages(message_from_bytes(content)))
    except _DAMAGE as error:
        raise _damaged() from error
    if not pages:
        raise refused("web-archive-empty")
    text, encoding = decode_page(pages[0])
    if len(pages) == 1 or not _FRAMES.search(text, 0, _HEAD):
        return read_html(text), encoding
    return _sheets(pages[1:]), encoding


def _sheets(pages: list[bytes]) -> list[Found]:
    """All pages that have text, one after the other; those that only hold the tabs of the workbook have none."""
    found: list[Found] = []
    refusal: UnreadableDocument | None = None
    for page in pages:
        tables = sum(1 for block in found if isinstance(block, RawTable))
        try:
            found.extend(read_html(decode_page(page)[0], tables))
        except UnreadableDocument as error:
            refusal = error
    if not found and refusal is not None:
        raise refusal
    return found


def _pages(message: Message) -> Iterator[bytes]:
    """The HTML parts; the part the archive opens with comes first."""
    pages: list[bytes] = []
    start = message.get_param("start")
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            raise _damaged()
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            opens = start is not None and str(part.get("Content-ID", "")).strip() == str(start).strip()
            pages.insert(0 if opens else len(pages), payload)
    return iter(pages)


def _damaged() -> UnreadableDocument:
    return refused("web-archive-damaged")

"""Notes in a web page: the figures marked, and a list of the findings at the top that leads to them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from auditor.annotations import Annotated
from auditor.annotations.notes import Note, Tone
from auditor.annotations.whereabouts import Found, Stream, firsts, locate
from auditor.documents import Document
from auditor.documents.web_page.reader import decode_page
from auditor.errors import UsageError
from auditor.messages import told
from auditor.patterns import regex

_INLINE = frozenset("a abbr b bdi bdo big em font i ins label mark s small span strong sub sup tt u wbr".split())
"""A numeral may go on behind the tags of these."""
_WITHOUT_TEXT = frozenset("script style head title textarea select noscript template nav button".split())
_STYLES: dict[Tone, str] = {
    "wrong": "background:#ffd3ce;color:#000;outline:2px solid #c6281f",
    "doubt": "background:#ffe3b0;color:#000;outline:2px solid #b36200",
    "part": "background:#dcebff;color:#000;outline:1px solid #1a5fb4",
}
_LIST = (
    "margin:1em;padding:.5em 1em;border:2px solid #c6281f;background:#fff;color:#000;text-align:left;font:14px/1.6 sans-serif;"
    "max-height:45vh;overflow:auto"
)
_STEERING = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BODY = regex(r"<body(?:\s[^>]*)?>", re.IGNORECASE)
_CODECS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
"""By the mark that a file begins with."""


class _Texts(HTMLParser):
    """The pieces of text of a page with their places in it, in characters."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.stream = Stream()
        self.pieces: list[int] = []
        self._lines = [0]
        for line in re.finditer("\n", page):
            self._lines.append(line.end())
        self._silent = 0
        self._is_start = True
        self.feed(page)
        self.close()
        self.stream.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _WITHOUT_TEXT
        self._is_start |= tag not in _INLINE

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _WITHOUT_TEXT))
        self._is_start |= tag not in _INLINE

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        row, column = self.getpos()
        self.stream.add(len(self.pieces), data, self._is_start)
        self.pieces.append(self._lines[row - 1] + column)
        self._is_start = False


def annotated(content: bytes, document: Document, notes: Sequence[Note], password: str | None) -> Annotated:
    """The page with marks and a list; every other byte is as it was."""
    page, encoding = decode_page(content)
    mark = next((mark for mark in _CODECS if content.startswith(mark)), b"")
    codec = _CODECS.get(mark, encoding)
    page = page.removeprefix("\ufeff")
    if mark + page.encode(codec, "surrogateescape") != content:
        raise UsageError(told("annotate-encoding", path=document.path))
    texts = _Texts(page)
    found = locate(notes, document.lines, texts.stream)
    inserted, marked = _marks(found, {id(entry) for entry in firsts(notes, found)}, texts)
    body = _BODY.search(page)
    inserted.append((body.end() if body else 0, _list(notes, marked)))
    made, at = [], 0
    for place, text in sorted(inserted, key=lambda entry: entry[0]):
        made += [page[at:place].encode(codec), text.encode(codec, "xmlcharrefreplace")]
        at = place
    return Annotated(
        mark + b"".join([*made, page[at:].encode(codec)]), frozenset(note.id for note in notes), has_list=True
    )


def _marks(found: list[Found], first: set[int], texts: _Texts) -> tuple[list[tuple[int, str]], set[str]]:
    """The tags to insert, and the findings that links lead to: to the `first` figure of each.

    Where two findings are about one figure the graver mark bears the words of both.
    """
    by_place: dict[tuple[int, int], list[Found]] = {}
    for entry in found:
        by_place.setdefault((entry.start, entry.stop), []).append(entry)
    inserted: list[tuple[int, str]] = []
    marked: set[str] = set()
    end = -1
    for (start, stop), entries in sorted(by_place.items()):
        (piece, begin), (last, finish) = texts.stream.sources[start], texts.stream.sources[stop - 1]
        if start < end or piece != last:
            # A mark over the tags of others would break the page.
            continue
        end = stop
        at = texts.pieces[piece]
        here = [entry.note for entry in entries if id(entry) in first]
        marked.update(note.id for note in here)
        inserted += _mark(entries, here, at + begin, at + finish + 1)
    return inserted, marked


def _mark(entries: list[Found], here: list[Note], start: int, stop: int) -> list[tuple[int, str]]:
    order: tuple[Tone, ...] = ("wrong", "doubt", "part")
    tone = min((entry.spot.tone for entry in entries), key=order.index)
    said = "\n\n".join(note.text for note in here) or " ".join(dict.fromkeys(entry.note.id for entry in entries))
    ids = "".join(f'<a id="auditor-{escape(note.id)}"></a>' for note in here)
    return [(start, f'{ids}<mark style="{_STYLES[tone]}" title="{_safe(said)}">'), (stop, "</mark>")]


def _list(notes: Sequence[Note], marked: set[str]) -> str:
    """The findings, as a list that is no part of the page's text."""
    made = []
    for note in notes:
        head, _, rest = _safe(note.text).partition("\n")
        link = f'<a href="#auditor-{escape(note.id)}">{head}</a>' if note.id in marked else head
        made.append(f"<li><b>{link}</b><br>{rest.strip().replace(chr(10), '<br>')}</li>")
    return f'<nav class="auditor-notes" style="{_LIST}"><ol>{"".join(made)}</ol></nav>'


def _safe(text: str) -> str:
    return escape(_STEERING.sub(" ", text))

"""Forms: drawings that pages draw by name, and that draw one another.

PDFium draws a form each time it is asked for while it loads a page, without a bound: one that draws itself twice takes all the
memory there is, and so do ten that each draw the next one ten times. So this is told before a page is loaded. What hides a call from
it (a filter that is hardly used, a name that is no name) is left to the bounds of the process that reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pypdfium2 as pdfium

from auditor.documents.pdf.objects import NOTHING, Objects, Reference, Stream, Value, name_of
from auditor.documents.refusals import refused
from auditor.patterns import regex
from auditor.tuples import NamedTuple

MOST_DRAWN = 100_000
"""So many times forms are drawn for one page."""
_MOST_BYTES = 1 << 28
"""Content of the forms drawn for one page, each as often as it is drawn."""
_DEEPEST = 40
"""Forms within forms, as far as PDFium draws them."""
_SPACE, _REGULAR = rb"[\x00\t\n\f\r ]", rb"[^\x00\t\n\f\r ()<>\[\]{}/%]"
_CALL = regex(rb"Do(?!%b)" % _REGULAR)
_NAME_BEFORE = regex(rb"/(%b*)%b+\Z" % (_REGULAR, _SPACE))
_DELIMITERS = tuple(b"%c" % each for each in b"\x00\t\n\f\r ()<>[]{}%")
_LONGEST_NAME = 256
"""Bytes before a call in which its name is looked for; PDFium takes no longer names."""


class _Drawn(NamedTuple):
    """How often forms are drawn, and how much content that is."""

    times: int = 0
    size: int = 0


class _Content(NamedTuple):
    """How often a stream calls each name, b"" for a call without one, and its size, decoded."""

    calls: Counter[bytes]
    size: int


class _TooMuch(Exception):
    pass


def check_forms(document: pdfium.PdfDocument) -> None:
    """Raises `UnreadableDocument` where forms draw themselves, or so many others that the page would never be loaded."""
    objects = Objects(document)
    if not objects.has(b"Form"):
        return
    forms = _Forms(objects)
    for content, resources in forms.drawings():
        try:
            forms.draw(content, resources)
        except _TooMuch:
            raise refused("pdf-drawings", most=MOST_DRAWN) from None


class _Forms:
    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._contents: dict[int, _Content] = {}
        self._page = NOTHING
        self._drawn: dict[tuple[int, int], _Drawn] = {}
        self._open: set[int] = set()

    def drawings(self) -> Iterator[tuple[list[Value], dict[bytes, Value]]]:
        """Whatever draws by itself, as its streams and the resources it names: pages, forms, patterns, characters of fonts."""
        objects = self._objects
        for number in objects.with_any(b"/Contents", b"/Resources", b"/CharProcs"):
            found = objects.at(number)
            entries = objects.entries(found)
            if isinstance(found, Stream):
                yield [Reference(number)], NOTHING
            elif b"/CharProcs" in entries:
                yield (
                    list(objects.entries(entries[b"/CharProcs"]).values()),
                    objects.entries(entries.get(b"/Resources")),
                )
            elif b"/Contents" in entries:
                contents = objects.follow(entries[b"/Contents"])
                parts = contents if isinstance(contents, list) else [entries[b"/Contents"]]
                yield parts, self._inherited(entries)

    def draw(self, streams: list[Value], resources: dict[bytes, Value]) -> None:
        """Raises `_TooMuch` where what some streams draw is too much."""
        if resources is not self._page:
            self._page, self._drawn = resources, {}
        times = size = 0
        for number in map(self._objects.number_of, streams):
            drawn = _Drawn() if number is None else self._of(number, resources)
            times, size = times + drawn.times, size + drawn.size
        _bound(times, size)

    def _inherited(self, entries: dict[bytes, Value]) -> dict[bytes, Value]:
        """The resources of a page: its own, or those of what it is part of."""
        for _ in range(_DEEPEST):
            if b"/Resources" in entries or b"/Parent" not in entries:
                break
            entries = self._objects.entries(entries[b"/Parent"])
        return self._objects.entries(entries.get(b"/Resources"))

    def _of(self, number: int, resources: dict[bytes, Value]) -> _Drawn:
        """What drawing a stream once draws: the forms that it draws, and those that they draw."""
        stream = self._objects.at(number)
        if not isinstance(stream, Stream):
            return _Drawn()
        if b"/Resources" in stream.entries:
            resources = self._objects.entries(stream.entries[b"/Resources"])
        key = (number, id(resources))
        if key not in self._drawn:
            if number in self._open or len(self._open) > _DEEPEST:
                raise _TooMuch
            self._open.add(number)
            try:
                self._drawn[key] = self._called(number, stream, resources)
            finally:
                self._open.remove(number)
        return self._drawn[key]

    def _called(self, number: int, stream: Stream, resources: dict[bytes, Value]) -> _Drawn:
        """What the calls of a stream draw; what is called in a way that is not seen through may be any form at hand."""
        times = size = 0
        for name, count in self._content(number, stream).calls.items():
            names = [name] if name else list(self._objects.entries(resources.get(b"/XObject")))
            drawn = max((self._form(each, resources) for each in names), default=_Drawn())
            times, size = times + count * drawn.times, size + count * drawn.size
        _bound(times, size)
        return _Drawn(times, size)

    def _form(self, name: bytes, resources: dict[bytes, Value]) -> _Drawn:
        """What one call draws: a form, named by the resources at hand or by those of the page."""
        named = [self._objects.entries(each.get(b"/XObject")).get(name) for each in (resources, self._page)]
        number = self._objects.number_of(next((each for each in named if each is not None), None))
        form = None if number is None else self._objects.at(number)
        if number is None or not isinstance(form, Stream):
            return _Drawn()
        if self._objects.follow(form.entries.get(b"/Subtype")) == b"/Image":
            return _Drawn()
        drawn = self._of(number, resources)
        return _Drawn(drawn.times + 1, drawn.size + self._content(number, form).size)

    def _content(self, number: int, stream: Stream) -> _Content:
        if number not in self._contents:
            content = self._objects.decoded(stream) or b""
            self._contents[number] = _Content(Counter(_calls(content)), len(content))
        return self._contents[number]


def _calls(content: bytes) -> Iterator[bytes]:
    """The name of each call, b"" where none stands right before it."""
    for call in _CALL.finditer(content):
        start = call.start()
        if start and content[start - 1 : start] not in _DELIMITERS:
            continue
        named = _NAME_BEFORE.search(content, max(0, start - _LONGEST_NAME), start)
        yield name_of(b"/" + named[1]) if named else b""


def _bound(times: int, size: int) -> None:
    if times > MOST_DRAWN or size > _MOST_BYTES:
        raise _TooMuch

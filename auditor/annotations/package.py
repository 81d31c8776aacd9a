"""An Office file whose parts are added to without being written anew: what is not asked for stays as it is, to the byte."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Collection, Sequence
from io import BytesIO
from xml.etree.ElementTree import Element
from xml.parsers import expat

from auditor.documents.archive import Archive
from auditor.errors import UsageError
from auditor.messages import told
from auditor.patterns import regex

_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS_NAMESPACE}"></Relationships>'

_TAG = regex(rb"<([^\s/>]+)")

Step = str | tuple[str, int]
"""The name of an element within another one, the first so named or the one at a place among these."""


class Package:
    """The parts of an Office file; raises `UnreadableDocument` for one that is damaged."""

    def __init__(self, content: bytes) -> None:
        self._archive = Archive(content)
        self._zip = zipfile.ZipFile(BytesIO(content))
        self._changed: dict[str, bytes] = {}

    @property
    def names(self) -> frozenset[str]:
        return self._archive.names | self._changed.keys()

    def read(self, part: str) -> bytes:
        return self._changed[part] if part in self._changed else self._zip.read(part)

    def root(self, part: str) -> Element:
        """The root element of a part, read within bounds."""
        if part not in self._changed:
            return self._archive.parse(part)
        from xml.etree.ElementTree import fromstring

        return fromstring(self._changed[part])

    def put(self, part: str, content: bytes) -> None:
        self._changed[part] = content

    def free(self, pattern: str, number: int) -> str:
        """A name that no part has."""
        while pattern.format(number + 1) in self.names:
            number += 1
        return pattern.format(number + 1)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """The kind and the name of the parts related to a part, or to the package, by identifier."""
        relations = _relations_of(part)
        if relations not in self.names:
            return {}
        folder = posixpath.dirname(part)
        found = {}
        for element in self.root(relations):
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "").replace("\\", "/")))
            if element.get("TargetMode") != "External":
                kind = element.get("Type", "").rpartition("/")[2]
                found[element.get("Id", "")] = (kind, self._spelt(target.lstrip("/")))
        return found

    def relate(self, part: str, kind: str, other: str) -> str:
        """Relate another part to a part; gives the identifier of the relation."""
        relations = _relations_of(part)
        if relations not in self.names:
            self.put(relations, _NO_RELATIONS.encode())
        known = {element.get("Id") for element in self.root(relations)}
        identifier = next(name for name in (f"rIdAuditor{n}" for n in range(1, len(known) + 2)) if name not in known)
        target = posixpath.relpath(other, posixpath.dirname(part))
        entry = f'<Relationship xmlns="{_RELATIONS_NAMESPACE}" Id="{identifier}" Type="{kind}" Target="{target}"/>'
        self.put(relations, insert(self.read(relations), (), entry.encode()))
        return identifier

    def declare(self, part: str, kind: str) -> None:
        """Say what kind of content a part has."""
        entry = f'<Override xmlns="{_TYPES_NAMESPACE}" PartName="/{part}" ContentType="{kind}"/>'
        self.put(_TYPES, insert(self.read(_TYPES), (), entry.encode()))

    def declare_ending(self, ending: str, kind: str) -> None:
        """Say what kind of content the parts of an ending have, if that is not said yet."""
        if any(element.get("Extension", "").lower() == ending for element in self.root(_TYPES)):
            return
        entry = f'<Default xmlns="{_TYPES_NAMESPACE}" Extension="{ending}" ContentType="{kind}"/>'
        self.put(_TYPES, insert(self.read(_TYPES), (), entry.encode()))

    def content(self) -> bytes:
        """The file with what was put into it."""
        kept = BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
            for entry in self._zip.infolist():
                made.writestr(entry, self.read(entry.filename), entry.compress_type)
            for name in self._changed.keys() - self._archive.names:
                made.writestr(zipfile.ZipInfo(name), self._changed[name], zipfile.ZIP_DEFLATED)
        return kept.getvalue()

    def _spelt(self, part: str) -> str:
        """A name as the package has it, whose upper and lower case letters are the same."""
        return next((name for name in self.names if name.lower() == part.lower()), part)


def remarks_of(content: bytes, is_encrypted: bool) -> tuple[str, ...]:
    """What is to be said of a copy: that it is not signed, not encrypted, as the file is."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        signed = any(name.startswith("_xmlsignatures/") for name in package.namelist())
    return (*(("signed",) if signed else ()), *(("open-copy",) if is_encrypted else ()))


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def insert(content: bytes, path: Sequence[Step], text: bytes, before: Collection[str] = ()) -> bytes:
    """XML with something more at the end of the element that a path leads to from the root, or before the first child of some names.

    Raises `UsageError` where there is no such element, or the XML is in an encoding of two bytes.
    """
    found = _Finder(path, before)
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: found.start(name, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda _: found.end(parser.CurrentByteIndex)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UsageError(told("annotate-part-damaged", why=error)) from error
    if found.at is None or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UsageError(told("annotate-part-form"))
    named = _TAG.match(content, found.opened) if found.is_end else None
    if named and content[found.at - 2 : found.at] == b"/>" and not content.startswith(b"</" + named[1], found.at):
        # An element that is written as empty, behind which it ends: <authors/>.
        return content[: found.at - 2] + b">" + text + b"</" + named[1] + b">" + content[found.at :]
    return content[: found.at] + text + content[found.at :]


class _Finder:
    """Follows a path through the elements of XML as they are read."""

    def __init__(self, path: Sequence[Step], before: Collection[str]) -> None:
        self.at: int | None = None
        self.is_end = False
        """Whether it is the end of the element, which may be that of the tag that opens it."""
        self.opened = 0
        """Where the element begins."""
        self._path, self._before = [(step, 0) if isinstance(step, str) else step for step in path], before
        self._depth = self._followed = 0
        self._seen = 0
        self._is_done = False

    def start(self, name: str, at: int) -> None:
        self._depth += 1
        if not self._is_done and self._depth == self._followed + 1 and not self._path:
            self.opened = at
        name = name.rpartition(":")[2]
        is_child = self._depth == self._followed + 2
        if self._is_done or not is_child:
            return
        if self._followed == len(self._path):
            if name in self._before:
                self.at, self._is_done = at, True
            return
        wanted, place = self._path[self._followed]
        if name == wanted:
            self._seen += 1
            if self._seen == place + 1:
                self._followed, self._seen, self.opened = self._followed + 1, 0, at

    def end(self, at: int) -> None:
        if not self._is_done and self._followed == len(self._path) and self._depth == self._followed + 1:
            self.at, self.is_end, self._is_done = at, True, True
        self._depth -= 1

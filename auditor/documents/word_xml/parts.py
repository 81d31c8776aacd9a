"""Parts of a Word file, read element by element: nothing that was read stays in memory, no nesting is too deep."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from itertools import islice
from xml.etree.ElementTree import Element

from auditor.documents.archive import Archive
from auditor.documents.refusals import refused
from auditor.errors import UnreadableDocument

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DEEPEST_ELEMENT = 500_000
_MOST_ELEMENTS = 10_000_000

Handler = Callable[[Element], None]


class PartReader:
    """Calls a handler where an element begins (its attributes are known) and where it ends (its text is known).

    Handlers are found by qualified name. While one runs, `path` holds the elements around its element.
    """

    def __init__(self) -> None:
        self.path: list[Element] = []
        self.begins: dict[str, Handler] = {}
        self.ends: dict[str, Handler] = {}
        self._skipping = False

    def open_root(self, root: Element) -> None:
        """Fill `begins` and `ends`; the namespace of the root says which flavour the part is in."""
        raise NotImplementedError

    def skip(self, _element: Element) -> None:
        """Pass over the element that begins and all in it; a handler itself, or called by one."""
        self._skipping = True

    def read(self, archive: Archive, name: str) -> None:
        """Raises `UnreadableDocument` where the part is damaged or nested beyond reason."""
        events = archive.iterate(name, ("start", "end"))
        root = next((element for _, element in events), None)
        if root is None:
            return
        self.open_root(root)
        path = self.path
        path.append(root)
        begin, end = self.begins.get, self.ends.get
        skipped_from = 0
        for event, element in islice(events, 2 * _MOST_ELEMENTS):
            if event == "start":
                if not skipped_from and (handler := begin(element.tag)) is not None:
                    handler(element)
                    if self._skipping:
                        self._skipping = False
                        skipped_from = len(path)
                path.append(element)
                if len(path) > _DEEPEST_ELEMENT:
                    raise refused("part-nested", name=name)
                continue
            path.pop()
            if path:
                # Its elder siblings are gone already: what was read is let go at once.
                del path[-1][0]
            if skipped_from:
                skipped_from = skipped_from if len(path) > skipped_from else 0
            elif (handler := end(element.tag)) is not None:
                handler(element)
        if path:
            raise refused("part-elements", name=name, most=_MOST_ELEMENTS)

    def within(self, *names: str) -> bool:
        """Whether the innermost elements of `path`, from the inside out, have these local names."""
        return len(self.path) >= len(names) and all(
            local_name(self.path[-place]) == name for place, name in enumerate(names, 1)
        )


class _Relationships(PartReader):
    """The parts a part refers to: the last word of the type, then the part's name."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}
        self._folder = folder

    def open_root(self, root: Element) -> None:
        self.begins[f"{{{_RELATIONSHIPS}}}Relationship"] = self._add

    def _add(self, element: Element) -> None:
        kind = element.get("Type", "").rpartition("/")[2]
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, element.get("Target", "")))
            self.targets.setdefault(kind, target.lstrip("/"))


def related_parts(archive: Archive, part: str) -> dict[str, str]:
    """The parts that exist and that `part` refers to, by kind: `styles`, `numbering`, …; of the file itself for ""."""
    folder, file = posixpath.split(part)
    name = posixpath.join(folder, "_rels", file + ".rels")
    if name not in archive.names:
        return {}
    reader = _Relationships(folder)
    reader.read(archive, name)
    return {kind: target for kind, target in reader.targets.items() if target in archive.names}


def not_word() -> UnreadableDocument:
    return refused("no-word")


def namespace(element: Element) -> str:
    tag = element.tag
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def local_name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def is_on(value: str | None) -> bool:
    """Whether an on-off property that is given holds (ECMA-376 Part 1, 17.17.4: without a value it does)."""
    return value not in ("0", "false", "off")


def whole_number(value: str | None, default: int, lowest: int, highest: int) -> int:
    """A decimal attribute, no further out than `lowest` and `highest`; `default` where it is none."""
    if value is None or len(value) > 18:
        return default
    try:
        return min(max(int(value), lowest), highest)
    except ValueError:
        return default

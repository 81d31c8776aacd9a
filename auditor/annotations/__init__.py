"""A copy of a document with what is wrong noted where it stands: what a reviewer sends back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

from auditor.annotations.notes import Note, notes_of
from auditor.documents import Document
from auditor.documents.formats import NAMES
from auditor.errors import UsageError
from auditor.messages import told
from auditor.tuples import NamedTuple

__all__ = ["Annotated", "Note", "annotate", "notes_of"]


class Annotated(NamedTuple):
    """The copy, the findings that are noted in it, and what is to be said of it, as keys of messages."""

    content: bytes
    noted: frozenset[str]
    remarks: tuple[str, ...] = ()
    has_list: bool = False
    """Whether the findings are listed before what the document says, which then is what the copy ends with."""

    def reads_as(self, copy: Sequence[str], lines: Sequence[str]) -> bool:
        """Whether the lines read of the copy are those of the document."""
        before = len(copy) - len(lines)
        return list(copy[max(0, before) :]) == list(lines) and (self.has_list or before == 0)


class _Maker(NamedTuple):
    """Where the copy of a format is made, and the library it needs."""

    module: str
    needs: str | None = None


_MAKERS = {
    "pdf": _Maker("pdf", "pypdf"),
    "xlsx": _Maker("workbook"),
    "docx": _Maker("word", "docx"),
    "html": _Maker("web_page"),
}


def annotate(content: bytes, kind: str, document: Document, notes: Sequence[Note], password: str | None) -> Annotated:
    """The content of a document of a kind (a key of `NAMES`) with notes; raises `UsageError` for one that has no place for them.

    `document` is what was read of it. Nothing of the content is changed but what the notes need.
    """
    maker = maker_of(kind, document.path)
    make: Callable[..., Annotated] = import_module(f"auditor.annotations.{maker.module}").annotated
    return make(content, document, notes, password)


def maker_of(kind: str, path: str) -> _Maker:
    """What makes the copy; raises `UsageError` where nothing can, saying what to do instead."""
    if kind not in _MAKERS:
        assert kind in NAMES
        raise UsageError(told(f"annotate-{kind}", path=path))
    maker = _MAKERS[kind]
    if maker.needs is not None and find_spec(maker.needs) is None:
        raise UsageError(told("annotate-needs"))
    return maker

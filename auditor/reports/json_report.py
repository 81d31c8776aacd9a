"""A run as JSON, schema 1: the record itself, the same bytes for the same input."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from auditor.records.choices import Lang
from auditor.records.spool import texts_of

if TYPE_CHECKING:
    from auditor.records import RunRecord


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> Iterator[str]:
    """The whole run as one JSON object."""
    return pieces(run, texts_of(run["documents"]))


def pieces(run: RunRecord, texts: Iterable[str]) -> Iterator[str]:
    """A run as one JSON object with its documents as such texts."""
    for number, (key, value) in enumerate(run.items()):
        yield f'{"," if number else "{"}"{key}":'
        if key == "documents":
            yield "["
            for place, text in enumerate(texts):
                yield f",{text}" if place else text
            yield "]"
        else:
            yield json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    yield "}\n"

"""The pictures of a run: what its documents show where its findings are, drawn in processes of their own.

They know no fonts but those of the machine, as viewers do, whatever a process that reads has set up; and a page that kills one, or
is drawn for ever, takes nothing with it but the pictures of its document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.documents.pictures import Picture
    from auditor.reports.sights import Pictures, Sights
    from auditor.runs import Done, Tell
    from auditor.runs.pool import End

_MOST_BYTES, _MOST_BYTES_IN_ALL = 9 * 2**18, 18 * 2**20
"""Of the pictures of one document and of a run: 3 MiB and 24 MiB as text in a page."""
_MOST_VIEWS = 600
_MOST_SECONDS = 40.0
"""For one document; those who draw give up before."""


class _Order(NamedTuple):
    """The pictures of one document, whose content must be what was read."""

    file: Path
    sha256: str
    sights: Sights


class _Drawing(NamedTuple):
    """To draw what is asked for, as far as there is room for it."""

    password: str | None
    room: int

    def do(self, order: _Order) -> dict[str, tuple[Picture, ...]]:
        # Whatever is wrong here, the findings are what they are.
        with suppress(Exception):
            return _drawn(order, self.password, self.room)
        return {}

    def given_up(self, order: _Order, end: End) -> dict[str, tuple[Picture, ...]]:
        return {}

    def name(self, order: _Order) -> str:
        return str(order.file)


def pictures_of(every: Sequence[Done], password: str | None, jobs: int, tell: Tell | None = None) -> Pictures:
    """The pictures for the findings of documents, the gravest findings first where there is no room for all."""
    orders = [_Order(Path(done.record["path"]), done.record["sha256"], done.sights) for done in every if done.sights]
    if not orders:
        return {}
    from auditor.runs.pool import do_in_pool

    work = _Drawing(password, min(_MOST_BYTES, _MOST_BYTES_IN_ALL // len(orders)))
    made: dict[str, Mapping[str, tuple[Picture, ...]]] = {}
    # Where no process can be started there are no pictures.
    with suppress(RuntimeError, OSError):
        for order, drawn in zip(orders, do_in_pool(orders, work, jobs, _MOST_SECONDS, tell, fresh=True), strict=True):
            made[str(order.file)] = drawn
    return made


def _drawn(order: _Order, password: str | None, room: int) -> dict[str, tuple[Picture, ...]]:
    from auditor.documents import content_of
    from auditor.documents.pdf.crops import cut

    content = content_of(order.file)
    if hashlib.sha256(content).hexdigest() != order.sha256:
        return {}
    wanted = [(name, view) for name, views in order.sights.items() for view in views][:_MOST_VIEWS]
    found: dict[str, tuple[Picture, ...]] = {}
    for (name, _), picture in zip(wanted, cut(content, [view for _, view in wanted], password), strict=True):
        if picture is not None and len(picture.png) <= room:
            room -= len(picture.png)
            found[name] = (*found.get(name, ()), picture)
    return found

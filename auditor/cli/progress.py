"""How far a long run is, on standard error, while somebody watches it at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from auditor.cli.console import has_colour

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_PATIENCE = 0.5
"""Seconds before a run is long."""
_PAUSE = 0.1
"""Seconds between two looks at it."""


class Progress:
    """A bar that appears when a run turns out to be long, and is gone when it is over.

    It is drawn when it is told something, not by a thread: a process of several threads cannot fork safely.
    """

    def __init__(self, total: int, wanted: bool, colour: str) -> None:
        self._is_shown = wanted and sys.stderr.isatty()
        self._colour = colour
        self._total = total
        self._next = time.monotonic() + _PATIENCE
        self._bar: tuple[Bar, TaskID] | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar[0].stop()

    def tell(self, done: int, at: str) -> None:
        """`done` documents of all are done, `at` is being audited."""
        if not self._is_shown or time.monotonic() < self._next:
            return
        if self._bar is None:
            self._bar = _bar(self._total, has_colour(self._colour, sys.stderr))
        bar, task = self._bar
        bar.update(task, completed=done, description=at)
        bar.refresh()
        self._next = time.monotonic() + _PAUSE


@contextmanager
def at_work(what: str, wanted: bool, colour: str) -> Iterator[None]:
    """Say what is done within the block, when it turns out to be long, and for how long it has been.

    A thread draws it, since nobody knows how far the work is: nothing within the block may start a process.
    """
    if not (wanted and sys.stderr.isatty()):
        yield
        return
    import threading

    ended = threading.Event()

    def draw() -> None:
        if ended.wait(_PATIENCE):
            return
        bar, task = _bar(None, has_colour(colour, sys.stderr))
        bar.update(task, description=what)
        while not ended.wait(_PAUSE):
            bar.refresh()
        bar.stop()

    thread = threading.Thread(target=draw, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _bar(total: int | None, has_colour: bool) -> tuple[Bar, TaskID]:
    """A bar of so many steps; of None one that only moves."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.table import Column

    console = Console(stderr=True, no_color=not has_colour, highlight=False, markup=False, emoji=False)
    name = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis"))
    columns = (*([] if total is None else [MofNCompleteColumn()]), BarColumn(), TimeElapsedColumn(), name)
    bar = Progress(*columns, console=console, auto_refresh=False, transient=True)
    bar.start()
    return bar, bar.add_task("", total=total)

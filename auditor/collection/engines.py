"""Engines: what does the audits of a collection, on this machine or on a cluster. Which one it is changes no result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from auditor.collection.work import Came, Collecting
from auditor.errors import UsageError
from auditor.messages import told
from auditor.runs import Tell
from auditor.runs.pool import do_as_done

Engine = Callable[[Sequence[str], Collecting, Tell | None], Iterator[tuple[int, Came]]]
"""Documents and what is to be done with each, to what came of them, each as soon as it is there behind the place of its document."""
ENGINES = ("local", "dask")


def local(jobs: int, timeout: float | None) -> Engine:
    """Processes of this machine, at most `jobs` of them."""

    def run(paths: Sequence[str], work: Collecting, tell: Tell | None) -> Iterator[tuple[int, Came]]:
        return do_as_done(paths, work, jobs, timeout, tell)

    return run


def on_dask(scheduler: str, timeout: float | None) -> Engine:
    """The workers of a Dask scheduler at an address; raises `UsageError` where the extra for it is not installed."""
    try:
        from auditor.collection.dask_engine import run
    except ImportError as error:
        raise UsageError(told("dask-needs")) from error
    return partial(run, scheduler=scheduler, timeout=timeout)

"""Runs: documents audited one after the other or several at once; whatever is wrong with one, the others go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.runs.document import Done
    from auditor.runs.plan import Override, Plan

__all__ = ["Done", "Override", "Plan", "Tell", "audit_files", "jobs_for"]

Tell = Callable[[int, str], None]
"""Told, every now and then, how many documents are done and which one is being audited."""

COLLECTED = 16
"""After so many documents what they left behind is collected; within one it only costs time."""
_HOMES = {"Done": "document", "Override": "plan", "Plan": "plan"}
"""Where names are from that are loaded when they are first used: processes that only draw need none of them."""
_FEW, _SMALL = 8, 1024 * 1024
"""So many documents, of so many bytes together, take less time than starting processes for them is worth."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"auditor.runs.{_HOMES[name]}"), name)


def jobs_for(files: Sequence[Path]) -> int:
    """How many processes files are worth: one for a few small ones, else one for each core."""
    sizes = [file.stat().st_size for file in files if file.is_file()]
    if len(sizes) < 2 or (len(sizes) < _FEW and sum(sizes) < _SMALL):
        return 1
    return min(len(files), _cores())


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def audit_files(
    files: Sequence[Path], plan: Plan, jobs: int = 1, timeout: float | None = None, tell: Tell | None = None
) -> Iterator[Done]:
    """Audit files, `jobs` at a time, and give what comes of them in their order.

    One job without a limit is this process itself; else documents are audited in processes of their own, so that one that
    kills its process, or takes longer than `timeout` seconds, is the only one that fails.
    """
    if jobs > 1 or timeout is not None:
        from auditor.runs.document import Auditing
        from auditor.runs.pool import do_in_pool

        yield from do_in_pool(files, Auditing(plan), jobs, timeout, tell)
        return
    import gc

    from auditor.runs.document import audit_file

    for number, file in enumerate(files):
        if tell is not None:
            tell(number, str(file))
        yield audit_file(file, plan)
        # The command line has turned off the collector: what documents leave behind would stay.
        if number % COLLECTED == COLLECTED - 1 and not gc.isenabled():
            gc.collect()
            gc.freeze()

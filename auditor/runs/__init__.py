"""Runs: documents audited in processes of their own, one or several at once; whatever is wrong with one, the others go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.runs.document import Done
    from auditor.runs.plan import Override, Plan

__all__ = ["MOST_SECONDS", "Done", "Override", "Plan", "Tell", "audit_files", "cores", "jobs_for"]

Tell = Callable[[int, str], None]
"""Told, every now and then, how many documents are done and which one is being audited."""

COLLECTED = 16
"""After so many documents what they left behind is collected; within one it only costs time."""
_HOMES = {"Done": "document", "Override": "plan", "Plan": "plan"}
"""Where names are from that are loaded when they are first used: processes that only draw need none of them."""
MOST_SECONDS = 300.0
"""For one document, unless told otherwise; a PDF of 400 pages takes a thirtieth of it."""
_FEW, _SMALL = 8, 1024 * 1024
"""So many documents, of so many bytes together, take less time than starting more than one process for them is worth."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"auditor.runs.{_HOMES[name]}"), name)


def jobs_for(files: Sequence[Path]) -> int:
    """How many processes files are worth: one for a few small ones, else one for each core; of archives each file is as large as all."""
    from auditor.documents.zipped import on_disk

    kept = map(on_disk, files)
    sizes = [file.stat().st_size for file in kept if file.is_file()]
    if len(sizes) < 2 or (len(sizes) < _FEW and sum(sizes) < _SMALL):
        return 1
    return min(len(files), cores())


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def audit_files(
    files: Sequence[Path],
    plan: Plan,
    jobs: int = 1,
    timeout: float | None = MOST_SECONDS,
    tell: Tell | None = None,
    also: Callable[..., Any] | None = None,
) -> Iterator[Done]:
    """Audit files, `jobs` at a time, and give what comes of them in their order; `also` makes more of the audit of each.

    Documents are not trusted, so each is read in a process other than this one: one that kills its process, takes more memory
    than a worker may have, or longer than `timeout` seconds (None for any time), is the only one that fails.
    """
    from auditor.runs.document import Auditing
    from auditor.runs.pool import do_in_pool

    yield from do_in_pool(files, Auditing(plan, also), jobs, timeout, tell)

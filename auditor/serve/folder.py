"""The private folder of a server: nobody else may look into it, and it goes with the server or, if that was killed, with the next one."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from auditor.files import held

_PREFIX = "auditor-serve-"
_LOCK = "lock"
_BEGINNING = 60.0
"""Seconds in which a folder may still have no lock."""


@contextmanager
def private_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder that is removed at the end, in the one for temporary files; those that dead servers have left go first.

    Raises `OSError` where none can be made.
    """
    above = parent or Path(tempfile.gettempdir())
    _remove_left(above)
    # Its mode is 0700.
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=above))
    try:
        with held(folder / _LOCK):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_left(above: Path) -> None:
    """Remove the folders of this user whose server is gone."""
    for folder in above.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if _is_own(folder.lstat()) and _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_own(found: os.stat_result) -> bool:
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def _is_left(folder: Path) -> bool:
    lock = folder / _LOCK
    if not lock.exists():
        return time.time() - folder.stat().st_mtime > _BEGINNING
    try:
        with held(lock):
            return True
    except OSError:
        return False

"""Files that commands write: what keeps one from being written is told in a line that names it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditor.errors import UsageError


def write_file(file: str | Path, content: str | bytes | Iterable[bytes]) -> None:
    """Write a file, text as UTF-8, pieces as they come, and make the folders it needs; raises `UsageError` where that cannot be done."""
    path = Path(file)
    pieces = [content.encode()] if isinstance(content, str) else [content] if isinstance(content, bytes) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as opened:
            opened.writelines(pieces)
    except OSError as error:
        raise unwritable(str(file), error) from error


def unwritable(name: str, error: OSError) -> UsageError:
    """What to say of a file or stream that could not be written."""
    return UsageError(f"{name}: {error.strerror or 'it cannot be written'}")

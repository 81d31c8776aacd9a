"""Files that commands write: what keeps one from being written is told in a line that names it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditor.errors import UsageError
from auditor.files import replacing
from auditor.messages import system_says


def write_file(file: str | Path, content: str | bytes | Iterable[bytes]) -> None:
    """Write a file in one step, text as UTF-8, pieces as they come, and make the folders it needs; raises `UsageError` where it cannot.

    Where it is a pipe and nobody reads on, what is left goes nowhere.
    """
    pieces = [content.encode()] if isinstance(content, str) else [content] if isinstance(content, bytes) else content
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as stream:
            stream.writelines(pieces)
    except BrokenPipeError:
        return
    except OSError as error:
        raise unwritable(str(file), error) from error


def unwritable(name: str, error: OSError) -> UsageError:
    """What to say of a file or stream that could not be written."""
    return UsageError(f"{name}: {system_says(error, 'unwritable')}")

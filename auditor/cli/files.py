"""Files that commands write: what keeps one from being written is told in a line that names it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditor.errors import UsageError
from auditor.files import replacing
from auditor.messages import system_says, told


def check_place(file: str | Path) -> None:
    """That the folder that a file is to stand in is there: no command makes one by mistake. Raises `UsageError` with its name."""
    folder = Path(file).parent
    if not folder.is_dir():
        raise UsageError(told("no-folder-for", file=file, folder=folder))


def write_file(file: str | Path, content: str | bytes | Iterable[bytes]) -> None:
    """Write a file in one step, text as UTF-8, pieces as they come; raises `UsageError` where it cannot, as where its folder is not there.

    Where it is a pipe and nobody reads on, what is left goes nowhere.
    """
    pieces = [content.encode()] if isinstance(content, str) else [content] if isinstance(content, bytes) else content
    try:
        check_place(file)
        with replacing(file) as stream:
            stream.writelines(pieces)
    except BrokenPipeError:
        return
    except OSError as error:
        raise unwritable(str(file), error) from error


def unwritable(name: str, error: OSError) -> UsageError:
    """What to say of a file or stream that could not be written."""
    return UsageError(told("of-file", file=name, says=system_says(error, "unwritable")))

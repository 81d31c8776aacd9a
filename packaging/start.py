"""What the executable of the one-folder build starts: the page, where nothing or nothing but files is given; else the command line."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator, MutableMapping, Sequence
from pathlib import Path

_SEARCHED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH")
"""Where a system looks for libraries; the executable puts its own folder there."""


def arguments_of(given: Sequence[str], commands: Sequence[str]) -> list[str]:
    """The arguments of the command line: with none, or with nothing but paths that are there, those of `auditor serve`."""
    are_paths = all(not one.startswith("-") and Path(one).exists() for one in given)
    is_command = bool(given) and given[0] in commands
    return ["serve", "--", *given] if are_paths and not is_command else list(given)


def restore(environment: MutableMapping[str, str]) -> None:
    """Let other programs, such as the browser, find the libraries of the system: those of this folder are not for them."""
    for name in _SEARCHED:
        before = environment.pop(f"{name}_ORIG", None)
        if before is not None:
            environment[name] = before
        else:
            environment.pop(name, None)


def _commands() -> Iterator[str]:
    import click

    from auditor.cli import command

    yield from command.list_commands(click.Context(command))


def main() -> None:
    """Run as the auditor does."""
    # A worker is this executable too; it goes no further.
    multiprocessing.freeze_support()
    restore(os.environ)
    from auditor.__main__ import main as run

    sys.argv[1:] = arguments_of(sys.argv[1:], list(_commands()))
    run()


if __name__ == "__main__":
    main()

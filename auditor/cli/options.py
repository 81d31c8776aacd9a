"""Options that several commands have, and what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.rulebook import Rulebook
    from auditor.vocabulary import Vocabulary

password_option = click.option(
    "--password-file",
    type=click.Path(dir_okay=False),
    help="A file whose first line is the password of encrypted documents.",
)
language_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the output."
)


def jobs_in(context: click.Context, option: click.Parameter, value: str) -> int | None:
    """A number of processes from 1; None for `auto`."""
    if value == "auto":
        return None
    if not value.isdecimal() or not int(value):
        raise click.BadParameter(f"{value!r} is neither 'auto' nor a number from 1.", context, option)
    return int(value)


def password_in(file: str | None) -> str | None:
    """The first line of a password file; raises `UsageError` when it cannot be read."""
    if file is None:
        return None
    try:
        return (Path(file).read_text(encoding="utf-8-sig").splitlines() or [""])[0]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: the password file cannot be read") from error


def load(folder: str | None) -> tuple[Vocabulary, Rulebook]:
    """The vocabulary and the rules of a folder, or of the installation."""
    from auditor.rulebook import load_rules
    from auditor.vocabulary import load_vocabulary

    root = Path(folder) if folder else None
    vocabulary = load_vocabulary(root)
    return vocabulary, load_rules(root, vocabulary)


def find_rules(rulebook: Rulebook, code: str) -> list[Any]:
    """The rules of a code or catalogue entry; raises `UsageError` with the nearest code where there is none."""
    from difflib import get_close_matches

    found = rulebook.find(code)
    if not found:
        near = get_close_matches(code.upper(), list(rulebook.by_code), 1)
        raise UsageError(f"there is no rule {code!r}" + (f"; did you mean {near[0]}?" if near else ""))
    return found


def chosen(rulebook: Rulebook, select: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str] | None:
    """The codes of the rules to hold; None for all of them."""
    if not select and not ignore:
        return None
    every = frozenset(rulebook.by_code)
    return (_codes(rulebook, select) if select else every) - _codes(rulebook, ignore)


def _codes(rulebook: Rulebook, given: tuple[str, ...]) -> frozenset[str]:
    names = [name.strip() for entry in given for name in entry.split(",") if name.strip()]
    return frozenset(rule.code for name in names for rule in find_rules(rulebook, name))

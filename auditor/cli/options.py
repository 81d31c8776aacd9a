"""Options that several commands have, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.texts import option
from auditor.errors import UsageError
from auditor.messages import told
from auditor.nearness import nearest

if TYPE_CHECKING:
    from auditor.configuration import Configuration
    from auditor.rulebook import Rulebook
    from auditor.vocabulary import Vocabulary

password_option = option(
    "--password-file",
    type=click.Path(dir_okay=False),
    help="--password-file",
)


def password_in(file: str | None) -> str | None:
    """The first line of a password file; raises `UsageError` when it cannot be read."""
    if file is None:
        return None
    try:
        return (Path(file).read_text(encoding="utf-8-sig").splitlines() or [""])[0]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(told("password-unreadable", file=file)) from error


def load(
    folder: str | None, packs: Sequence[str] | None = None, found: Configuration | None = None
) -> tuple[Vocabulary, Rulebook]:
    """The vocabulary and the rules of a folder, else of the one that the configuration names, else of the installation.

    `packs` are names of files of rules to have no others of, and folders of rules to add; by default those of the
    configuration. Raises `UsageError` for a name that no file has.
    """
    from auditor.configuration import find_configuration
    from auditor.configuration.model import is_folder
    from auditor.rulebook import load_rules
    from auditor.rulefiles import PARTS, folder_of, rules_folder
    from auditor.vocabulary import load_vocabulary

    configuration = found or find_configuration(Path())
    defaults = configuration.defaults()
    chosen_folder = folder or defaults.get("rules")
    root = Path(chosen_folder) if chosen_folder else None
    given = list(defaults.get("pack", ()) if packs is None else packs)
    added = list({Path(pack).resolve(): Path(pack) for pack in given if is_folder(pack)}.values())
    names = [pack for pack in given if not is_folder(pack)]
    for pack in added:
        if not pack.is_dir():
            raise UsageError(told("no-folder-of-rules", folder=pack))
        if folder_of(pack) is None:
            raise UsageError(told("no-part", folder=pack, parts=", ".join(f"{part}/" for part in PARTS)))
    for name in names:
        known = sorted(file.stem for file in ((root or rules_folder()) / "checks").glob("*.toml"))
        if name not in known:
            raise UsageError(told("no-pack", name=name, nearest=nearest(name, known)))
    vocabulary = load_vocabulary(root, added)
    return vocabulary, load_rules(root, vocabulary, frozenset(names) if names else None, added)


def rule_folders(context: click.Context, options: dict[str, Any]) -> list[Path]:
    """The folders that `load` takes the rules of a command from."""
    from auditor.cli.configured import configuration_of
    from auditor.configuration.model import is_folder
    from auditor.rulefiles import rules_folder

    chosen = context.obj or configuration_of(context).defaults().get("rules")
    return [Path(chosen) if chosen else rules_folder(), *(Path(pack) for pack in options["pack"] if is_folder(pack))]


def as_argument(path: str) -> str:
    """A path as one types it; names in Chinese need no quotes, though shlex thinks so."""
    import shlex

    return path if path.replace("/", "").replace(".", "").isalnum() else shlex.quote(path)


def find_rules(rulebook: Rulebook, code: str) -> list[Any]:
    """The rules of a code or catalogue entry; raises `UsageError` with the nearest code where there is none."""
    found = rulebook.find(code)
    if not found:
        near = nearest(code, list(rulebook.by_code)) or told("rules-are-listed")
        raise UsageError(told("no-rule-of-code", code=code, nearest=near))
    return found


def codes_of(rulebook: Rulebook, given: Iterable[str]) -> frozenset[str]:
    """The codes of the rules that entries such as `RU-FUNCTION,XT-30` name; raises `UsageError`."""
    names = [name.strip() for entry in given for name in entry.split(",") if name.strip()]
    return frozenset(rule.code for name in names for rule in find_rules(rulebook, name))

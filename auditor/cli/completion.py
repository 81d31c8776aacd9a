"""What a shell completes values with: codes of rules, packs, kinds, productions and formats.

Each function is for `shell_complete` of click. Where the rules cannot be loaded nothing is offered, and nothing said: it would be
printed into the line that somebody is typing.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.errors import AuditorError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from auditor.records import Lang
    from auditor.rulebook import Rulebook
    from auditor.vocabulary import Vocabulary


def complete_codes(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes of rules and catalogue entries, behind those that are there already: `RU-FUNCTION,XT-` is completed to `RU-FUNCTION,XT-30`."""
    before, comma, begun = incomplete.rpartition(",")
    return _beginning(begun, _codes(context), before + comma)


def complete_severities(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """`CODE=LEVEL`: codes of rules, then levels."""
    code, sign, level = incomplete.partition("=")
    if sign:
        return _beginning(level, dict.fromkeys(("error", "warning", "note"), ""), code + sign)
    return _beginning(code, {f"{name}=": title for name, title in _codes(context).items()})


def complete_explained(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes of rules and ids of productions."""
    loaded = _loaded(context)
    productions = {} if loaded is None else {production.id: "" for production in loaded[0].prose.productions}
    return _beginning(incomplete, _codes(context) | productions)


def complete_packs(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of packs, and folders."""
    if "/" in incomplete or incomplete.startswith("."):
        return _folders(incomplete)
    loaded = _loaded(context)
    return _beginning(incomplete, dict.fromkeys(loaded[1].by_pack, "") if loaded else {})


def complete_kinds(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of kinds of rules."""
    from auditor.checks import KINDS

    return _beginning(incomplete, dict.fromkeys(KINDS, ""))


def complete_formats(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Formats; those that are no text with the `=` before their file. Behind it, paths."""
    from auditor.reports import FORMATS

    name, sign, path = incomplete.partition("=")
    if sign:
        return _beginning(path, _paths(path), name + sign)
    return _beginning(name, {f"{key}=" if found.is_binary else key: "" for key, found in FORMATS.items()})


def _loaded(context: click.Context) -> tuple[Vocabulary, Rulebook] | None:
    from auditor.cli.options import load

    try:
        # No command has run yet that would have handed on the folder.
        return load(context.find_root().params.get("rules_folder"))
    except (AuditorError, OSError):
        return None


def _codes(context: click.Context) -> dict[str, str]:
    """The codes of all rules with their titles, and the entries of the catalogue that name them."""
    loaded = _loaded(context)
    if loaded is None:
        return {}
    lang: Lang = "en" if context.params.get("lang") == "en" else "zh"
    rules = loaded[1].rules
    entries = {entry: "" for rule in rules for entry in rule.catalogue}
    return entries | {rule.code: rule.title[lang] for rule in rules}


def _folders(begun: str) -> list[CompletionItem]:
    """Leaves it to the shell to complete the name of a folder."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(begun, type="dir")]


def _paths(begun: str) -> dict[str, str]:
    """Paths beside the one begun, folders with a slash at their end."""
    folder = begun[: begun.rfind("/") + 1]
    try:
        return {f"{folder}{entry.name}{'/' * entry.is_dir()}": "" for entry in Path(folder or ".").iterdir()}
    except OSError:
        return {}


def _beginning(begun: str, offered: Mapping[str, str], before: str = "") -> list[CompletionItem]:
    """What of the values offered begins so, in whatever case, with their explanations."""
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(before + value, help=says or None)
        for value, says in sorted(offered.items())
        if value.lower().startswith(begun.lower())
    ]

"""The rules that somebody names: by their codes, the name of a pack, a folder or a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.options import find_rules, load
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.rulebook import Rulebook
    from auditor.vocabulary import Vocabulary


class Chosen(NamedTuple):
    """Rules that were named, with all that they stand among."""

    codes: list[str]
    vocabulary: Vocabulary
    rulebook: Rulebook
    folders: list[Path]
    """Where they stand: the folder of all rules, and those that were added."""


def files_of_packs(root: Path) -> dict[str, list[Path]]:
    """The files of rules of a folder by the names of their packs; one may have a file for rules over several disclosures."""
    found: dict[str, list[Path]] = {}
    for file in (file for part in ("checks", "across") for file in sorted((root / part).glob("*.toml"))):
        found.setdefault(file.stem, []).append(file)
    return found


def chosen_of(folder: str | None, names: Sequence[str]) -> Chosen:
    """The rules of some codes, catalogue entries, packs, folders or files; every rule where nothing is named.

    Raises `UsageError` where there is no such rule, and `RuleFileError` where a path has no rules.
    """
    from auditor.configuration import find_configuration
    from auditor.configuration.model import is_folder
    from auditor.lint import is_whole, rules_at
    from auditor.rulefiles import rules_folder

    settings = find_configuration(Path()).defaults()
    root = Path(folder or settings.get("rules") or rules_folder())
    packs = files_of_packs(root)
    paths = {name: Path(name) for name in names if name not in packs and _is_path(name)}
    given = {name: rules_at(path) for name, path in paths.items()}
    whole = next((found for found in given.values() if is_whole(found)), None)
    root = whole or root
    added = [Path(pack) for pack in settings.get("pack", ()) if is_folder(pack)]
    added += [found for found in given.values() if found != whole]
    added = list({path.resolve(): path for path in added if path.resolve() != root.resolve()}.values())
    vocabulary, rulebook = load(str(root), [_as_folder(path) for path in added])
    codes: list[str] = []
    for name in names:
        files = packs.get(name) or ([paths[name]] if name in paths else [])
        codes += _codes_in(files) if files else [rule.code for rule in find_rules(rulebook, name)]
    chosen = list(dict.fromkeys(codes)) if names else [rule.code for rule in rulebook.rules]
    return Chosen(chosen, vocabulary, rulebook, [root, *added])


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.startswith(".") or name.endswith(".toml") or Path(name).exists()


def _as_folder(path: Path) -> str:
    """A path as one that is a folder and no name of a pack."""
    return str(path) if path.is_absolute() else f"./{path}"


def _codes_in(paths: Sequence[Path]) -> list[str]:
    from auditor.rulefiles import entries_in

    files = [file for path in paths for file in (sorted(path.rglob("*.toml")) if path.is_dir() else [path])]
    return [code for file in files for code in entries_in(file, "rule", "code")]

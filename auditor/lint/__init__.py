"""Faults of rule files that no schema sees: rules that never apply, operands nothing supplies, words defined twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from auditor.errors import RuleFileError
from auditor.lint.layouts import layout_problems
from auditor.lint.productions import production_problems
from auditor.lint.rules import rule_problems
from auditor.lint.words import word_problems
from auditor.messages import told
from auditor.rulebook import load_rules
from auditor.rulefiles import PARTS, folder_of, place_of, rules_folder
from auditor.vocabulary import Grammar, load_vocabulary

__all__ = ["is_whole", "lint", "rules_at"]


def rules_at(path: Path) -> Path:
    """The folder of rules that a path is or is in; raises `RuleFileError` where it is none, with what would be one."""
    folder = folder_of(path)
    if folder is not None and path.exists():
        return folder
    if not path.exists():
        raise RuleFileError([told("no-rules-at", path=path)])
    if path.is_dir():
        raise RuleFileError([told("no-part", folder=path, parts=", ".join(f"{part}/" for part in PARTS))])
    raise RuleFileError([told("file-of-no-part", file=path, other=path.parent / "checks" / path.name)])


def is_whole(folder: Path) -> bool:
    """Whether a folder of rules can be used alone, as the installed one; others add to that.

    A vocabulary has a section for each part of the grammar, additions have but few.
    """
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in (folder / "vocabulary").glob("*.toml")]
    found = {name for text in texts for name in re.findall(r"(?m)^\[(\w+)\]", text)}
    return 2 * len(found.intersection(Grammar._fields)) > len(Grammar._fields)


def lint(path: Path, installed: Path | None = None, only: Sequence[Path] = ()) -> list[str]:
    """Every problem of a folder of rules, of one of its files, or of those in `only`, with file and line; raises as `rules_at` does.

    A folder that only adds to others is looked at together with the `installed` one, by default this installation's. Files that
    cannot be loaded are told of alone: what a rule can do is known only of rules that are.
    """
    folder = rules_at(path)
    folders = [folder] if is_whole(folder) else [installed or rules_folder(), folder]
    found = _problems(folders)
    if path == folder == folders[0] and not only:
        return found
    starts = tuple(f"{wanted}{sign}" for wanted in only or (path,) for sign in (":", "/", "："))
    own = [problem for problem in found if problem.startswith(starts)]
    return own or ([] if _are_loaded(folders) else found)


def _are_loaded(folders: Sequence[Path]) -> bool:
    """Whether nothing keeps the files of some folders from being loaded."""
    try:
        load_rules(folders[0], load_vocabulary(folders[0], folders[1:]), None, folders[1:])
    except RuleFileError:
        return False
    return True


def _problems(folders: Sequence[Path]) -> list[str]:
    root, added = folders[0], folders[1:]
    try:
        vocabulary = load_vocabulary(root, added)
    except RuleFileError as error:
        return [*error.problems, *_of_rules_alone(folders)]
    problems = [
        *word_problems(folders),
        *layout_problems(vocabulary, folders),
        *production_problems(vocabulary, folders),
    ]
    try:
        rulebook = load_rules(root, vocabulary, None, added)
    except RuleFileError as error:
        return [*problems, *error.problems]
    for rule in rulebook.rules:
        place = place_of(folders, "rule", "code", rule.code)
        problems += [
            told("of-rule", place=place, name=rule.code, says=says)
            for says in rule_problems(rule, rulebook, vocabulary)
        ]
    return problems


def _of_rules_alone(folders: Sequence[Path]) -> list[str]:
    try:
        load_rules(folders[0], None, None, folders[1:])
    except RuleFileError as error:
        return error.problems
    return []

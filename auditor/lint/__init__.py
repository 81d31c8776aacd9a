"""Faults of rule files that no schema sees: rules that never apply, operands nothing supplies, words defined twice."""

from __future__ import annotations

from pathlib import Path

from auditor.errors import RuleFileError
from auditor.lint.layouts import layout_problems
from auditor.lint.productions import production_problems
from auditor.lint.rules import rule_problems
from auditor.lint.words import word_problems
from auditor.messages import told
from auditor.rulebook import load_rules
from auditor.rulefiles import place_of
from auditor.vocabulary import Vocabulary, load_vocabulary

__all__ = ["lint"]


def lint(folder: Path) -> list[str]:
    """Every problem of a rules folder, each with its file and line; raises `RuleFileError` where there is no such folder.

    Files that cannot be loaded are told of alone: what a rule can do is known only of rules that are.
    """
    if not folder.is_dir():
        raise RuleFileError([told("no-folder-of-rules", folder=folder)])
    try:
        vocabulary = load_vocabulary(folder)
    except RuleFileError as error:
        return [*error.problems, *_of_rules_alone(folder)]
    try:
        rulebook = load_rules(folder, vocabulary)
    except RuleFileError as error:
        return [*_of_vocabulary(vocabulary, folder), *error.problems]
    problems = _of_vocabulary(vocabulary, folder)
    for rule in rulebook.rules:
        place = place_of([folder], "rule", "code", rule.code)
        problems += [f"{place}: {rule.code}: {says}" for says in rule_problems(rule, rulebook, vocabulary)]
    return problems


def _of_vocabulary(vocabulary: Vocabulary, folder: Path) -> list[str]:
    return [
        *word_problems(folder),
        *layout_problems(vocabulary, folder),
        *production_problems(vocabulary, folder),
    ]


def _of_rules_alone(folder: Path) -> list[str]:
    try:
        load_rules(folder)
    except RuleFileError as error:
        return error.problems
    return []

"""What the keys of kinds are for, as the docstrings below them say."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from textwrap import dedent

from auditor.checks.rule import Rule, fields_of
from auditor.messages import Catalogue, Lang, tell

_SAID = Catalogue("kinds")
"""What the docstrings say in English, in both languages."""

_HOLDS = {
    "name": "words in both languages",
    "texts": "texts",
    "patterns": "patterns",
    "pattern": "a pattern",
    "counts": "patterns with a group `count`",
    "concepts": "concepts",
    "layouts": "layouts",
    "dimensions": "dimensions",
    "dimension": "a dimension",
    "document": "a kind of document",
    "selects": "selections of cells",
    "terms": "terms with `role`, `sign` and `select`",
    "lines": "lines with `role`, `sign` and `name`",
    "equals": "pairs of selections",
    "pairs": "sums, `left` and `right`",
    "proof": "numbers",
}


def described(entry: type) -> dict[str, str]:
    """What the docstrings below the attributes of a class and of those above it say."""
    found: dict[str, str] = {}
    for base in reversed(entry.__mro__):
        if base.__module__.startswith("auditor."):
            tree = ast.parse(dedent(inspect.getsource(base))).body[0]
            assert isinstance(tree, ast.ClassDef)
            found |= dict(_attributes(tree))
    return found


def _attributes(tree: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for named, told in zip(tree.body, tree.body[1:], strict=False):
        if not isinstance(named, ast.AnnAssign) or not isinstance(named.target, ast.Name):
            continue
        if isinstance(told, ast.Expr) and isinstance(told.value, ast.Constant):
            yield named.target.id, inspect.cleandoc(str(told.value.value)).replace("\n", " ")


def about(entry: type) -> str:
    """What a class says of itself, paragraphs on lines of their own."""
    paragraphs = (inspect.getdoc(entry) or "").split("\n\n")
    return "\n\n".join(paragraph.replace("\n", " ").strip() for paragraph in paragraphs)


def in_language(text: str, lang: Lang) -> str:
    """What a docstring says, paragraph by paragraph, in a language."""
    return text if lang == "en" else "\n\n".join(tell(_SAID, part, lang) for part in text.split("\n\n"))


def own_keys(kind: type[Rule]) -> list[str]:
    """The keys of a kind that not every rule has."""
    return [name for name in fields_of(kind) if name not in fields_of(Rule)]


def held_by(kind: type[Rule], name: str, lang: Lang) -> str:
    """What a key holds, in a few words: `patterns`, `selections of cells`, or the words to choose from."""
    key = fields_of(kind)[name]
    if key.holds == "proof":
        return ", ".join(f"`{number}`" for number in key.type.__origin__._fields)
    choices = getattr(key.type, "__args__", ())
    if choices and not key.holds:
        return (" or " if lang == "en" else "、").join(f"`{choice}`" for choice in choices)
    plain = {bool: "true or false", int: "a number", str: "a text"}
    return in_language(_HOLDS.get(key.holds) or plain[key.type], lang)

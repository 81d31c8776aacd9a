"""A kind of rule on a page of its own, in Markdown: what it says, its keys, a rule that shows it, the sentences of its findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from auditor.checks import KINDS
from auditor.checks.descriptions import about, described, held_by, own_keys
from auditor.checks.rule import Rule, fields_of

_ENTRY = re.compile(r"(?m)^(?=\[\[rule\]\])")
_KIND = re.compile(r'(?m)^kind = "([\w-]+)"')


def kind_page(kind: type[Rule], folder: Path) -> str:
    """The page of a kind; the rule that shows it is the first of the kind in a folder of rules."""
    lines = [f"# `{kind.kind}`", "", about(kind), ""]
    sayings = [said for said in (kind.says, *kind.sayings.values()) if any(said)]
    if sayings:
        lines += ["What must hold, with the rule's own keys in the blanks:", ""]
        lines += [f"- {' — '.join(dict.fromkeys(said))}" for said in sayings]
        lines.append("")
    lines += [
        "## Keys",
        "",
        *_keys(kind),
        "",
        "Beside these it has the [keys of every rule](README.md#keys-of-every-rule).",
        "",
    ]
    example = example_of(kind, folder)
    if example:
        lines += ["## A rule that shows it", "", "```toml", example.strip(), "```", ""]
    if kind.messages:
        lines += ["## What findings and explanations say", ""]
        lines += [line for sentence in kind.messages.values() for line in (f"- {sentence[0]}", f"  — {sentence[1]}")]
        lines.append("")
    return "\n".join(lines)


def table_of_kinds() -> str:
    """Every kind with the first sentence that it says of itself, and its keys."""
    rows = ["| kind | says | keys |", "| --- | --- | --- |"]
    for kind in KINDS.values():
        first = about(kind).partition("\n")[0]
        keys = ", ".join(f"`{name}`" for name in own_keys(kind))
        rows.append(f"| [`{kind.kind}`]({kind.kind}.md) | {first} | {keys} |")
    return "\n".join(rows)


def common_keys() -> str:
    """The keys of every rule."""
    return "\n".join(["| key | holds | says |", "| --- | --- | --- |", *_rows(Rule, list(fields_of(Rule)))])


def _keys(kind: type[Rule]) -> list[str]:
    own = own_keys(kind)
    return ["| key | holds | says |", "| --- | --- | --- |", *_rows(kind, own)] if own else ["It has none of its own."]


def _rows(kind: type[Rule], names: list[str]) -> Iterator[str]:
    told = described(kind)
    for name in names:
        needed = "" if fields_of(kind)[name].is_needed else ", at will"
        held = held_by(kind, name).replace("|", "\\|")
        yield f"| `{name}` | {held}{needed} | {told[name]} |"


def example_of(kind: type[Rule], folder: Path) -> str | None:
    """The first rule of a kind in the files of a folder, as it stands there."""
    files = [file for part in ("checks", "across") for file in sorted((folder / part).glob("*.toml"))]
    for file in filter(Path.is_file, files):
        for entry in _ENTRY.split(file.read_text(encoding="utf-8"))[1:]:
            found = _KIND.search(entry)
            if found is not None and found[1] == kind.kind:
                return entry
    return None

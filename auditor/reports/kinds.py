"""A kind of rule on a page of its own, in Markdown: what it says, its keys, a rule that shows it, the sentences of its findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from auditor.checks import KINDS
from auditor.checks.descriptions import about, described, held_by, in_language, own_keys
from auditor.checks.rule import Rule, fields_of
from auditor.messages import LANGUAGES, Catalogue, Lang, tell
from auditor.patterns import regex

_SAID = Catalogue("kind_pages")
_ENTRY = regex(r"(?m)^(?=\[\[rule\]\])")
_KIND = regex(r'(?m)^kind = "([\w-]+)"')


def kind_page(kind: type[Rule], folder: Path, lang: Lang = "en") -> str:
    """The page of a kind; the rule that shows it is the first of the kind in a folder of rules.

    In English it gives the sentences of findings in both languages, as rule writers need them.
    """
    lines = [f"# `{kind.kind}`", "", in_language(about(kind), lang), ""]
    sayings = [said for said in (kind.says, *kind.sayings.values()) if any(said)]
    if sayings:
        lines += [tell(_SAID, "must-hold", lang), ""]
        lines += [f"- {_in_both(said, lang)}" for said in sayings]
        lines.append("")
    lines += [tell(_SAID, "keys", lang), "", *_keys(kind, lang), "", tell(_SAID, "beside", lang), ""]
    example = example_of(kind, folder)
    if example:
        lines += [tell(_SAID, "example", lang), "", "```toml", example.strip(), "```", ""]
    if kind.messages:
        lines += [tell(_SAID, "sentences", lang), ""]
        lines += [line for said in kind.messages.values() for line in _sentence(said, lang)]
        lines.append("")
    return "\n".join(lines)


def _in_both(said: tuple[str, str], lang: Lang) -> str:
    return " — ".join(dict.fromkeys(said)) if lang == "en" else said[LANGUAGES.index(lang)]


def _sentence(said: tuple[str, str], lang: Lang) -> list[str]:
    return [f"- {said[0]}", f"  — {said[1]}"] if lang == "en" else [f"- {said[LANGUAGES.index(lang)]}"]


def summary(kind: type[Rule], lang: Lang) -> str:
    """The first sentence that a kind says of itself."""
    return in_language(about(kind).partition("\n")[0], lang)


def table_of_kinds(lang: Lang = "en") -> str:
    """Every kind with the first sentence that it says of itself, and its keys."""
    rows = [tell(_SAID, "kinds-head", lang), "| --- | --- | --- |"]
    page = "{}.md" if lang == "en" else "rules/{}.zh-CN.md"
    for kind in KINDS.values():
        keys = ", ".join(f"`{name}`" for name in own_keys(kind))
        rows.append(f"| [`{kind.kind}`]({page.format(kind.kind)}) | {summary(kind, lang)} | {keys} |")
    return "\n".join(rows)


def common_keys(lang: Lang = "en") -> str:
    """The keys of every rule."""
    return "\n".join([*_head(lang), *_rows(Rule, list(fields_of(Rule)), lang)])


def _head(lang: Lang) -> list[str]:
    return [tell(_SAID, "keys-head", lang), "| --- | --- | --- |"]


def _keys(kind: type[Rule], lang: Lang) -> list[str]:
    own = own_keys(kind)
    return [*_head(lang), *_rows(kind, own, lang)] if own else [tell(_SAID, "no-keys", lang)]


def _rows(kind: type[Rule], names: list[str], lang: Lang) -> Iterator[str]:
    told = described(kind)
    for name in names:
        needed = "" if fields_of(kind)[name].is_needed else tell(_SAID, "at-will", lang)
        held = held_by(kind, name, lang).replace("|", "\\|")
        yield f"| `{name}` | {held}{needed} | {in_language(told[name], lang)} |"


def example_of(kind: type[Rule], folder: Path) -> str | None:
    """The first rule of a kind in the files of a folder, as it stands there."""
    files = [file for part in ("checks", "across") for file in sorted((folder / part).glob("*.toml"))]
    for file in filter(Path.is_file, files):
        for entry in _ENTRY.split(file.read_text(encoding="utf-8"))[1:]:
            found = _KIND.search(entry)
            if found is not None and found[1] == kind.kind:
                return entry
    return None

"""The sentences: every one in both languages, with the same blanks, and used."""

from __future__ import annotations

import ast
import errno
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any

import click
import pytest

from auditor import cli
from auditor.checks import KINDS, descriptions
from auditor.checks.descriptions import about
from auditor.checks.rule import fields_of
from auditor.messages import LANGUAGES, Catalogue, Messages, speak, tell
from auditor.messages.parsers import parser_says
from auditor.messages.themes import FOLDER
from auditor.records.messages import COMMON, say
from auditor.reports import FORMATS
from auditor.rulebook.schema import json_schema
from auditor.rulefiles import PARTS
from tests.conftest import ROOT

THEMES = sorted(file.stem for file in FOLDER.glob("*.toml"))
OF_KINDS: dict[str, Messages] = {
    name: {"says": kind.says if any(kind.says) else ("=", "="), **kind.sayings, **kind.messages}
    for name, kind in KINDS.items()
}
CATALOGUES: dict[str, Messages] = {**{theme: Catalogue(theme) for theme in THEMES}, **OF_KINDS}


_OF_CLICK = {"name", "number_type"}


def blanks(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(sentence)} - {None}


@pytest.mark.parametrize("theme", THEMES)
def test_every_key_has_a_sentence_in_each_language(theme: str) -> None:
    entries = tomllib.loads((FOLDER / f"{theme}.toml").read_text(encoding="utf-8"))
    languages = {key: set(entry) - {"not"} for key, entry in entries.items()}
    assert [key for key, entry in entries.items() if languages[key] != set(LANGUAGES) or not all(entry.values())] == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_both_languages_say_every_sentence_with_the_same_blanks(name: str) -> None:
    sentences = CATALOGUES[name]
    assert [key for key, pair in sentences.items() if not all(pair)] == []
    unlike = [key for key, (chinese, english) in sentences.items() if blanks(chinese) != blanks(english)]
    # What click calls a file, and a number, are words of its own, in English only.
    assert [key for key in unlike if name != "click" or blanks(key) - blanks(sentences[key][0]) - _OF_CLICK] == []


@pytest.mark.parametrize(
    "themes", [("verdicts", "findings", "documents", "diagnoses", "exceptions"), ("errors", "commands")]
)
def test_themes_that_are_read_together_share_no_key(themes: tuple[str, ...]) -> None:
    assert len(Catalogue(*themes)) == sum(len(Catalogue(theme)) for theme in themes)


# which keys are used


@cache
def sources() -> dict[str, ast.Module]:
    """The modules of the package, by their names."""
    files = sorted((ROOT / "auditor").rglob("*.py"))
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            file.read_text(encoding="utf-8")
        )
        for file in files
    }


@cache
def named() -> tuple[frozenset[str], re.Pattern[str]]:
    """The strings of the package, and what its strings with blanks, such as `verdict-{standing}`, may become."""
    strings: set[str] = set()
    patterns: set[str] = set()
    for tree in sources().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                if any(isinstance(part, str) and re.fullmatch(r"[\w -]*-[\w -]*", part) for part in parts):
                    patterns.add("".join(".+" if part is None else re.escape(str(part)) for part in parts))
    return frozenset(strings), re.compile("|".join(sorted(patterns)))


USAGE = ("[OPTIONS]", "COMMAND [ARGS]...", "[COMMAND] [ARGS]...")
"""Pieces of a line of usage, which are click's."""


@pytest.mark.parametrize("theme", sorted({*THEMES} - {"click", "readings", "glossary", "kinds", "parsers", "metavars"}))
def test_every_key_is_used(theme: str) -> None:
    strings, pattern = named()
    pages = [file for suffix in ("js", "html") for file in (ROOT / "auditor").rglob(f"*.{suffix}")]
    scripts = "".join(file.read_text(encoding="utf-8") for file in pages)
    templates = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "auditor/cli/templates").iterdir())
    named_otherwise = {*errno.errorcode.values(), *USAGE, *re.findall(r"@([a-z-]+)@", templates)}
    unused = [
        key
        for key in CATALOGUES[theme]
        if not (key in strings or key in named_otherwise or pattern.fullmatch(key))
        and f"'{key}'" not in scripts
        and f'"{key}"' not in scripts
    ]
    assert unused == []


def catalogue_of(call: ast.Call, module: str) -> tuple[Messages, ast.expr] | None:
    """The catalogue that a call takes a sentence from, and the key."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    names = vars(import_module(module))
    if name == "say":
        return {**COMMON, **{key: pair for kind in OF_KINDS.values() for key, pair in kind.items()}}, call.args[0]
    if name == "tell" and isinstance(call.args[0], ast.Name) and isinstance(names.get(call.args[0].id), Catalogue):
        return names[call.args[0].id], call.args[1]
    if name in ("word", "phrase", "told") and hasattr(names.get(name), "__module__"):
        found = [
            entry for entry in vars(import_module(names[name].__module__)).values() if isinstance(entry, Catalogue)
        ]
        return {key: pair for entry in found for key, pair in entry.items()}, call.args[0]
    return None


def asked_for() -> Iterator[tuple[str, Messages, str]]:
    for module, tree in sources().items():
        if module.endswith("__main__"):
            continue
        for node in ast.walk(tree):
            found = catalogue_of(node, module) if isinstance(node, ast.Call) and node.args else None
            if found is not None and isinstance(found[1], ast.Constant):
                yield module, found[0], str(found[1].value)


def test_every_key_that_is_asked_for_is_there() -> None:
    asked = list(asked_for())
    assert len(asked) > 200
    assert [(module, key) for module, messages, key in asked if key not in messages] == []


# how they read


def commands(group: click.Group) -> Iterator[click.Command]:
    """A group and all its commands."""
    yield group
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        yield from commands(command) if isinstance(command, click.Group) else (command,)


@cache
def typed() -> set[str]:
    """What is typed as it is in every language: values and lines of usage of options, keys of rule files."""
    words = {*FORMATS, *keys_of_files()}
    for command in commands(cli.command):
        for parameter in command.params:
            if isinstance(parameter.type, click.Choice):
                words.update(map(str, parameter.type.choices))
            words.update(re.findall(r"\w+", parameter.metavar or str(parameter.name).upper()))
    return words


def keys_of_files() -> set[str]:
    """The keys of rule files and the values to choose from, which are typed as well."""
    words = {*PARTS, "count", "publisher", "division"}

    def walk(schema: Any) -> None:
        if isinstance(schema, dict):
            words.update(schema.get("properties", {}), map(str, schema.get("enum", ())))
            for inner in schema.values():
                walk(inner)
        elif isinstance(schema, list):
            for inner in schema:
                walk(inner)

    walk(json_schema())
    return words


NAMES = frozenset(
    """
    auditor JSON NDJSON Schema SARIF JUnit GitHub GitLab Jenkins Markdown HTML MHT PDF Word Excel WPS OFD XML TOML
    UTF-8 UTF-16 GBK GB18030 SHA-256 GiB MiB MB EQ PATH FILE URL REVISION git pip install include exclude inputs Ctrl-C
    NO_COLOR FORCE_COLOR true false Office NUL DOCTYPE XObject frameset English RTF CSV ZIP SQL SELECT DuckDB Dask GB md
    """.split()
)
"""What is called so in Chinese as well: programs, formats, encodings, units of size, keys of configurations, parts of formats."""
NO_WORD = re.compile(
    r"""
    https?://[^\s，。；）]+                    # an address
    | \{\w*(![rsa])?(:[^}]*)?\}               # a blank
    | (?<!\w)--?[a-z][\w-]*(=[^\s，。；、）]*)?   # an option and its value
    | auditor(\ [a-z]+)*                      # a command
    | `[^`]+`                                 # what is quoted as it stands in a file
    | pip\ install\ \S+ | pre-commit(\ install)?
    | \[?\w*[./]\w[\w./*-]*\]?                # the name of a file or folder, of a key in a file
    | [A-Z]+\*                                # names of files
    | [A-Z]+=[a-z]+ | \[\[\w+\]\]              # a value as it is typed, a heading of TOML
    | git\+\S+                               # an address to install from
    | \b[A-Z]{2,}(_[A-Z]+)+\b                 # a variable
    | \b[a-z]+_[a-z_]+\b                     # a key of a file
    | \b[0-9A-Z]{4}-[0-9A-Z]{4}\b             # the id of a finding
    | &[A-Z]                                  # a code of a spreadsheet's footer
    """,
    re.VERBOSE,
)
MOST_WORDS = 40


def english_words(chinese: str) -> set[str]:
    """The words of a Chinese sentence that are neither a command, an option, a value, a file's name nor a name."""
    return set(re.findall(r"[A-Za-z][A-Za-z0-9_+-]+", NO_WORD.sub(" ", chinese))) - NAMES - typed()


def test_the_words_that_a_chinese_sentence_may_have_are_told_from_others() -> None:
    assert english_words("{count} 个 PDF 见 auditor explain，--format json=audit.json，auditor.toml") == set()
    assert english_words("没有 such 文件") == {"such"}


@pytest.mark.parametrize("name", CATALOGUES)
def test_no_chinese_sentence_has_english_words(name: str) -> None:
    mixed = {key: english_words(chinese) for key, (chinese, _) in CATALOGUES[name].items()}
    assert {key: words for key, words in mixed.items() if words} == {}


@pytest.mark.parametrize("name", CATALOGUES)
def test_no_sentence_is_too_long_to_read(name: str) -> None:
    long = [
        key
        for key, (_, english) in CATALOGUES[name].items()
        if max(len(sentence.split()) for sentence in re.split(r"[.:;]\s|\n\n", english)) > MOST_WORDS
    ]
    assert long == []


_PLACE = re.compile(r"^(auditor|\{file\}:\{line\}|\{place\}): ")
"""Who speaks, or a place that editors know: written so in every language."""


@pytest.mark.parametrize("name", CATALOGUES)
def test_chinese_sentences_have_the_signs_of_chinese(name: str) -> None:
    """No colon, semicolon, comma or question mark of ASCII stands between Chinese words and values."""
    texts = {key: NO_WORD.sub("甲", _PLACE.sub("", chinese)) for key, (chinese, _) in CATALOGUES[name].items()}
    assert [key for key, text in texts.items() if re.search(r"[甲\u4e00-\u9fff）”][:;,?!]", text)] == []


def other_words() -> dict[str, list[str]]:
    """The terms of the glossary, and the words that are not used in their place."""
    terms = tomllib.loads((FOLDER / "glossary.toml").read_text(encoding="utf-8"))
    return {term["zh"]: term["not"] for key, term in terms.items() if not key.endswith("-means")}


@pytest.mark.parametrize("name", CATALOGUES)
def test_one_thing_has_one_word(name: str) -> None:
    said = "\n".join(chinese for chinese, _ in CATALOGUES[name].values())
    assert {word: term for term, words in other_words().items() for word in words if word in said} == {}


def test_the_terms_of_the_glossary_are_those_of_the_reports() -> None:
    said = "\n".join(chinese for catalogue in CATALOGUES.values() for chinese, _ in catalogue.values())
    assert {"核对", "勾稽关系", "报送数", "重算数"} <= set(other_words())
    assert [term for term in other_words() if said.count(term) < 3] == []


def test_what_is_quoted_within_a_quotation_has_marks_of_its_own() -> None:
    label = "“三公”经费预算"
    said = tell({"key": ("“{label}”为 {label}", "“{label}” is {label}")}, "key", "zh", label=label)
    assert said == "“「三公」经费预算”为 “三公”经费预算", "marks stay as they are where nothing stands around them"
    assert say("figure-at", "zh", line=3, label=label, printed="1.00") == "第3行“「三公」经费预算”1.00"
    assert say("gap-table", "en", table="支出表", reason=label) == "table “支出表”: “三公”经费预算"


def test_a_catalogue_that_was_read_once_needs_no_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor import messages

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for parses in (True, False):
        messages._theme.cache_clear()
        calls: list[str] = []
        monkeypatch.setattr(tomllib, "loads", lambda text, calls=calls: calls.append(text) or _PARSE(text))
        assert tell(Catalogue("verdicts"), "error", "zh") == "错误"
        assert bool(calls) == parses


_PARSE = tomllib.loads


# sentences of others


def test_what_kinds_and_keys_say_of_themselves_is_there_in_chinese() -> None:
    described = {"true or false", "a number", "a text", *descriptions._HOLDS.values()}
    for kind in KINDS.values():
        keys = {text for name, text in descriptions.described(kind).items() if name in fields_of(kind)}
        described.update([*about(kind).split("\n\n"), *keys])
    told = Catalogue("kinds")
    of_schema = {part for text in descriptions_in(json_schema()) for part in text.split("\n\n")}
    missing = {text for text in of_schema | described if text not in told}
    assert missing == set()
    assert set(told) - of_schema - described == set(), "nothing says this any more"
    assert [key for key, (_, english) in told.items() if english != key] == []


def descriptions_in(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("description"), str):
            yield schema["description"]
        schema = list(schema.values())
    for inner in schema if isinstance(schema, list) else ():
        yield from descriptions_in(inner)


def complaints(module: str, *names: str) -> Iterator[str]:
    """What a parser of the standard library complains of: the texts it hands to functions of some names."""
    tree = ast.parse(Path(import_module(module).__file__ or "").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        called = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        for argument in node.args if isinstance(node, ast.Call) and called in names else ():
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value
            elif isinstance(argument, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "'x'" for part in argument.values)


def test_whatever_the_toml_parser_complains_of_is_told_in_chinese() -> None:
    speak("zh")
    said = {text for text in complaints("tomllib._parser", "suffixed_err") if text.strip()}
    assert len(said) > 15
    assert {text for text in said if parser_says(text, "?") == "?"} == set()
    assert parser_says("Expected '=' after a key in a key/value pair") == "键之后应有等号"
    assert parser_says("something new", "不是正确的 TOML") == "不是正确的 TOML"

"""The pages for people: README, CONTRIBUTING and `docs/`, taken apart into blocks, sentences, links and commands.

A block of `sh` runs in the tests, all of a page in one folder. A comment before a block says more of it: `not run: WHY`, `script`
(it runs as a whole), `prints: WHAT` (what one of `python` prints), `waiver` and `settings` (what one of `toml` is).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT, SOON

FOLDER = ROOT / "docs"
INSTALLING = frozenset({FOLDER / "install.md", FOLDER / "install.zh-CN.md"})
"""What these tell to type puts the auditor on a machine, and so cannot run where it already is."""
GENERATED = frozenset(set((FOLDER / "rules").glob("*.md")) - {FOLDER / "rules" / "README.md"})
"""Made of the code and of the rules, which have tests of their own."""
PAGES = sorted({*ROOT.glob("README*.md"), ROOT / "CONTRIBUTING.md", *FOLDER.rglob("*.md")} - GENERATED - INSTALLING)
CHINESE = [page for page in PAGES if page.name.endswith(".zh-CN.md")]
ENGLISH = [page for page in PAGES if page not in CHINESE and page.name != "index.md"]

_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[^\n]*) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
_INDENTED = re.compile(r"^(?: {4,}[^\n]*\n)+", re.MULTILINE)
_SPAN = re.compile(r"(?<!\\)`([^`\n]+)`")
_LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")


class Block(NamedTuple):
    """A block of code: its language, what the comment before it says, and its text."""

    language: str
    mark: str
    text: str


def name_of(page: Path) -> str:
    """The path of a page from the root, for the names of tests."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str | None = None, mark: str | None = None) -> list[Block]:
    """The blocks of a page, of one language and with one mark where these are given."""
    found = [
        Block(match["language"], match["mark"] or "", match["text"])
        for match in _BLOCK.finditer(page.read_text(encoding="utf-8"))
    ]
    return [block for block in found if language in (None, block.language) and mark in (None, block.mark)]


def commands(block: Block) -> list[str]:
    """The lines of a block of `sh`, without what is said beside them, each of several on one line apart; days are ones to come."""
    lines = [re.sub(r"(?:^|\s+)#.*", "", line) for line in block.text.splitlines()]
    lines = [re.sub(r"(?<=--until )\d{4}-\d\d-\d\d", SOON, line) for line in lines]
    return [command for line in lines for command in re.split(r" && ", line) if command]


def told(page: Path) -> Iterator[str]:
    """Every command of the auditor that a page tells of, in a block or in a sentence, to the end of its line."""
    text = page.read_text(encoding="utf-8")
    for block in blocks(page):
        if block.language in ("sh", "yaml", "groovy", "console"):
            yield from re.findall(r"(?<![\w/-])auditor((?: [^\s;'#&>|]+)+)", re.sub(r"\s#.*", "", block.text))
    yield from (
        span.removeprefix("auditor") for span in _SPAN.findall(_BLOCK.sub("", text)) if span.startswith("auditor ")
    )


def sentences(page: Path) -> list[str]:
    """The sentences of a page, without code, addresses and marks; what stands in a cell, an item or a heading is one by itself."""
    text = _INDENTED.sub("\n", _BLOCK.sub("\n\n", page.read_text(encoding="utf-8")))
    text = re.sub(r"<!--.*?-->|!?\[|\*\*?", "", _LINK.sub(" ", _SPAN.sub("`", text)), flags=re.DOTALL)
    paragraphs = re.split(r"\n\s*\n|\n(?=\s*(?:[-*#>|]|\d+\.) ?)|(?<!\\)\|", text)
    return [
        sentence.strip()
        for paragraph in paragraphs
        for sentence in re.split(r"(?<=[.:;?!])\s|[。；：？！]", re.sub(r"\s+", " ", paragraph))
        if sentence.strip()
    ]


def links(page: Path) -> list[str]:
    """The addresses that a page links to, pictures included."""
    return _LINK.findall(_SPAN.sub("", _BLOCK.sub("", page.read_text(encoding="utf-8"))))


def anchors(page: Path) -> set[str]:
    """The anchors of the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", _BLOCK.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}

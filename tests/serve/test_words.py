"""The words of the page: none missing and none too many."""

from __future__ import annotations

import re

from auditor.serve.jobs import Refusal
from auditor.serve.words import WORDS, words_of_the_page
from tests.conftest import ROOT

PACKAGE = ROOT / "auditor" / "serve"
FILES = (*PACKAGE.glob("*.py"), *PACKAGE.glob("page/*"), ROOT / "auditor" / "cli" / "serve.py")
SOURCES = {f"{file.parent.name}/{file.name}": file.read_text(encoding="utf-8") for file in FILES}


def test_every_word_that_is_asked_for_is_there() -> None:
    asked = set(re.findall(r'\bword\("([\w-]+)"', "\n".join(SOURCES.values())))
    asked |= set(re.findall(r'data-word="([\w-]+)"', SOURCES["page/page.html"]))
    asked |= set(re.findall(r'Refusal\(\s*"([\w-]+)"', "\n".join(SOURCES.values())))
    assert asked - WORDS.keys() == set()


def test_no_word_is_there_for_nothing() -> None:
    text = "\n".join(SOURCES.values())
    built = ("left-", "save-")
    assert {key for key in WORDS if not key.startswith(built) and not re.search(rf'"{key}"', text)} == set()


def test_the_page_has_a_word_for_every_standing() -> None:
    assert {"verdict-clean", "verdict-unreadable", "verdict-failed"} <= words_of_the_page()["en"].keys()


def test_a_refusal_has_the_blanks_of_its_words() -> None:
    assert Refusal("too-many-files", 413, most=5).blanks == {"most": 5}

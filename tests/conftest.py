"""What the tests share: the installed rules, and an audit of a text as if it were a file."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from auditor import cli
from auditor.audit import Audit, confront
from auditor.documents import Document, read_document
from auditor.documents.text import read_text
from auditor.facts import FactSet, extract_facts
from auditor.messages import speak
from auditor.rulebook import Rulebook, load_rules
from auditor.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SAMPLES = sorted(
    file
    for file in (ROOT / "sample_reports").iterdir()
    if file.suffix in (".txt", ".md", ".tsv") and file.stem != "README"
)

SWEEPS = os.environ.get("AUDITOR_SWEEPS") == "all"
"""Whether tests that go through very many cases of one kind go through all of them, as in `.ci/run`; else a few stand for all."""
SOON = (date.today() + timedelta(days=90)).isoformat()
"""A day until which a waiver may hold."""
PATIENCE = 900
"""Seconds after which a test is taken to hang, on the slowest of machines."""

T = TypeVar("T")
TextAudit = Callable[[str], Audit]
FileAudit = Callable[[Path], Audit]
Run = Callable[..., tuple[int, str, str]]
"""Arguments to exit status, output and messages."""


def pytest_configure(config: pytest.Config) -> None:
    """Neither tests nor what they import read or write the user's cache: the processes of one run share a cache of their own."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="auditor-tests-")
        os.environ["XDG_CACHE_HOME"] = folder.name
        config.add_cleanup(folder.cleanup)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """No other process for the tests of one file, which it takes longer to start than it saves; else as many as there are cores."""
    files = {argument.partition("::")[0] for argument in config.args}
    return 0 if len(files) == 1 and Path(files.pop()).is_file() else None


def swept(cases: Iterable[T], few: int) -> list[T]:
    """All of many cases of one kind where everything is swept, else so many of them from all over their order."""
    every = list(cases)
    return every if SWEEPS else every[:: -(-len(every) // few)]


def document_of(text: str) -> Document:
    return read_text("document.txt", text, "utf-8", "0" * 64, "txt")


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def rulebook(vocabulary: Vocabulary) -> Rulebook:
    return load_rules(None, vocabulary)


@pytest.fixture(scope="session")
def read_facts(vocabulary: Vocabulary) -> Callable[[str], FactSet]:
    """The fact set of a text."""
    return lambda text: extract_facts(document_of(text), vocabulary)


@pytest.fixture(scope="session")
def audit_text(vocabulary: Vocabulary, rulebook: Rulebook) -> TextAudit:
    """The audit of a text."""
    return lambda text: confront(extract_facts(document_of(text), vocabulary), rulebook)


@pytest.fixture(scope="session")
def audit_file(vocabulary: Vocabulary, rulebook: Rulebook) -> FileAudit:
    """The audit of a file that stays as it is, made once."""
    return cache(lambda file: confront(extract_facts(read_document(file), vocabulary), rulebook))


@pytest.fixture(scope="session")
def _installed(vocabulary: Vocabulary, rulebook: Rulebook) -> tuple[Vocabulary, Rulebook]:
    """The installed rules after a first audit: processes that are forked from here have all that it prepared."""
    confront(extract_facts(read_document(SAMPLES[0]), vocabulary), rulebook)
    return vocabulary, rulebook


@pytest.fixture
def run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    _installed: tuple[Vocabulary, Rulebook],
) -> Run:
    """Run the command line in an empty folder; gives exit status, output and messages. The installed rules are loaded once for all."""
    monkeypatch.chdir(tmp_path)
    words, rules = _installed

    def vocabulary_of(folder: Path | None = None, added: Collection[Path] = ()) -> Vocabulary:
        return load_vocabulary(folder, added) if folder or added else words

    def rules_of(folder: Path | None = None, vocabulary: Vocabulary | None = None, *given: Any) -> Rulebook:
        is_installed = vocabulary is words and not any(given)
        return rules if is_installed else load_rules(folder, vocabulary, *given)

    monkeypatch.setattr("auditor.vocabulary.load_vocabulary", vocabulary_of)
    monkeypatch.setattr("auditor.rulebook.load_rules", rules_of)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["auditor", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return run_it


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the user's sets an option or makes processes slow."""
    for name in [name for name in os.environ if name.startswith("AUDITOR_")]:
        monkeypatch.delenv(name)
    # Each process that a test starts would compile the whole of the auditor anew.
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever says nothing of a language is one whose locale is English, here and in the processes that are started."""
    for variable in ("LANG", "LC_MESSAGES", "AUDITOR_LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    speak("en")


@pytest.fixture(autouse=True)
def _bounded_wait() -> Iterator[None]:
    """No test waits for ever, for a process that does not end or a pipe that nobody writes to."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def give_up(number: int, frame: object) -> None:
        pytest.fail(f"it did not end within {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)

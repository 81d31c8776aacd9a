"""What a shell is told when somebody presses the tab key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.checks import KINDS
from auditor.reports import FORMATS
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import Run

Offered = Callable[..., list[str]]


@pytest.fixture
def offered(run: Run, monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Completes the last of some words, as the script for bash asks for it."""

    def complete(*words: str) -> list[str]:
        monkeypatch.setenv("_AUDITOR_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(("auditor", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        status, out, err = run()
        assert (status, err) == (0, "")
        return [line.partition(",")[2] for line in out.splitlines() if line]

    return complete


@pytest.mark.parametrize("words", ["check --select", "check --ignore", "serve --select", "explain", "rules test"])
def test_codes_of_rules_are_offered(offered: Offered, rulebook: Rulebook, words: str) -> None:
    assert set(rulebook.by_code) <= set(offered(*words.split(), ""))


def test_codes_are_completed_in_whatever_case_and_behind_others(offered: Offered) -> None:
    assert offered("check", "--select", "cd-pa") == ["CD-PARENT", "CD-PATH"]
    assert offered("check", "--select", "XT-01,cd-pat") == ["XT-01,CD-PATH"]


def test_severities_are_offered_behind_a_code(offered: Offered) -> None:
    assert offered("check", "--severity", "CD-PAT") == ["CD-PATH="]
    assert offered("check", "--severity", "CD-PATH=") == ["CD-PATH=error", "CD-PATH=note", "CD-PATH=warning"]


def test_formats_and_their_files_are_offered(offered: Offered) -> None:
    assert {name.rstrip("=") for name in offered("check", "-f", "")} == set(FORMATS)
    assert "xlsx=" in offered("report", "-f", "x")
    Path("made").mkdir()
    Path("made/report.html").touch()
    assert offered("check", "-f", "html=m") == ["html=made/"]
    assert offered("check", "-f", "html=made/") == ["html=made/report.html"]


def test_packs_kinds_productions_and_commands_are_offered(
    offered: Offered, rulebook: Rulebook, vocabulary: Vocabulary
) -> None:
    assert offered("check", "--pack", "") == sorted(rulebook.by_pack)
    assert offered("rules", "kinds", "") == sorted(KINDS)
    assert {production.id for production in vocabulary.prose.productions} <= set(offered("explain", ""))
    assert {"check", "serve", "rules"} <= set(offered(""))


def test_nothing_is_said_where_nothing_can_be_offered(offered: Offered, monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered("--rules", "nowhere", "check", "--select", "") == []
    Path("auditor.toml").write_text("fail_on = [", encoding="utf-8")
    assert offered("check", "--select", "") == []
    Path("auditor.toml").unlink()
    monkeypatch.setenv("AUDITOR_FAIL_ONN", "note")
    assert offered("check", "--fail-on", "n") == ["note", "never"]

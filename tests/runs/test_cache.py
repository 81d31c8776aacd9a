"""What was read is kept: it comes back as it was, only where it may, and only as long as it is true."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.documents import Document, read_document
from auditor.documents.stored import from_bytes, to_bytes
from auditor.rulebook import Rulebook, load_rules
from auditor.runs import Plan, cache
from auditor.runs import document as audits
from auditor.tomlfiles import RULES
from auditor.vocabulary import Vocabulary, load_vocabulary
from tests.conftest import ROOT, SAMPLES, Run, swept

FORMATS = sorted(file for file in (ROOT / "sample_reports" / "formats").iterdir() if file.suffix != ".zip")
PDF = ROOT / "sample_reports" / "formats" / "budget.pdf"
PAGE = ROOT / "sample_reports" / "formats" / "final.html"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where documents are kept: a cache of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "auditor" / "documents"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read by a reader."""
    names: list[str] = []

    def counted(file: Path, password: str | None = None, content: bytes | None = None) -> Document:
        names.append(file.name)
        return read_document(file, password, content)

    monkeypatch.setattr(audits, "read_document", counted)
    return names


@pytest.fixture
def audit(vocabulary: Vocabulary, rulebook: Rulebook) -> Callable[..., list[object]]:
    def records(*files: Path, cached: bool = True, password: str | None = None) -> list[object]:
        plan = Plan(vocabulary, rulebook, password=password, cached=cached)
        return [audits.audit_file(file, plan).record for file in files]

    return records


@pytest.fixture
def run_anew(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line that loads its rules, though other tests share them, and keeps their files in a cache of the test's own."""
    monkeypatch.setattr("auditor.vocabulary.load_vocabulary", load_vocabulary)
    monkeypatch.setattr("auditor.rulebook.load_rules", load_rules)
    return run


def kept(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*") if file.name != "CACHEDIR.TAG") if folder.is_dir() else []


@pytest.mark.parametrize("file", [*FORMATS, *SAMPLES[:2]], ids=lambda file: file.name)
def test_a_document_comes_back_as_it_was(file: Path) -> None:
    document = read_document(file)
    assert from_bytes(to_bytes(document), str(file)) == document


def test_a_document_is_read_once_whatever_it_is_called(
    folder: Path, reads: list[str], audit: Callable[..., list[dict[str, object]]], tmp_path: Path
) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(PDF.read_bytes())
    (first,), (second,) = audit(PDF), audit(other)
    assert reads == ["budget.pdf"]
    assert first | {"path": str(other)} == second
    assert len(kept(folder)) == 1


def test_a_changed_document_is_read_again(
    folder: Path, reads: list[str], audit: Callable[..., list[object]], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    for text in ("支出5万元。", "支出6万元。", "支出5万元。"):
        page.write_text(f"<html><body><p>{text}</p></body></html>", encoding="utf-8")
        audit(page)
    assert len(reads) == 2


def test_another_reader_reads_it_again(
    folder: Path, reads: list[str], audit: Callable[..., list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    audit(PAGE)
    monkeypatch.setattr(cache, "_reader", lambda: "of another version")
    audit(PAGE)
    assert len(reads) == 2


def test_a_change_of_a_source_or_a_library_is_another_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache._reader.__wrapped__()
    assert cache._reader.__wrapped__() == before
    monkeypatch.setattr(cache, "_state_of", lambda library: [(library, 1, 1)])
    assert cache._reader.__wrapped__() != before


@pytest.mark.parametrize("damage", [b"", b"\0" * 200, None])
def test_what_is_damaged_is_read_again(
    folder: Path, reads: list[str], audit: Callable[..., list[object]], damage: bytes | None
) -> None:
    first = audit(PAGE)
    (file,) = kept(folder)
    content = file.read_bytes()
    file.write_bytes(content[:-9] + b"7" + content[-8:] if damage is None else damage)
    assert audit(PAGE) == first
    assert len(reads) == 2
    assert file.read_bytes() == content


def test_plain_text_is_not_kept(folder: Path, audit: Callable[..., list[object]]) -> None:
    audit(SAMPLES[0])
    assert kept(folder) == []


def test_what_a_password_may_have_opened_is_not_kept(folder: Path, audit: Callable[..., list[object]]) -> None:
    audit(PDF, password="open sesame")
    assert kept(folder) == []


def test_what_cannot_be_read_is_not_kept(folder: Path, audit: Callable[..., list[object]], tmp_path: Path) -> None:
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(PDF.read_bytes()[:200])
    audit(cut)
    assert kept(folder) == []


def test_nobody_else_may_look_into_the_cache(folder: Path, audit: Callable[..., list[object]]) -> None:
    audit(PAGE)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [file.stat().st_mode & 0o777 for file in kept(folder)] == [0o600]


def test_a_folder_that_others_may_write_into_is_not_used(
    folder: Path, reads: list[str], audit: Callable[..., list[object]]
) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    audit(PAGE)
    audit(PAGE)
    assert len(reads) == 2
    assert kept(folder) == []


def test_a_cache_that_cannot_be_had_is_done_without(
    folder: Path, audit: Callable[..., list[object]], tmp_path: Path
) -> None:
    (tmp_path / "auditor").write_text("a file where the folder should be", encoding="utf-8")
    assert audit(PAGE) == audit(PAGE, cached=False)


def test_the_cache_is_bounded_and_the_longest_unused_goes_first(
    folder: Path, audit: Callable[..., list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    audit(PAGE, PDF)
    old, new = sorted(kept(folder), key=lambda file: file.stat().st_size)
    os.utime(old, (1, 1))
    room = sum(file.stat().st_size for file in kept(folder)) + old.stat().st_size // 4
    monkeypatch.setattr(cache, "DOCUMENTS", cache.DOCUMENTS._replace(most_bytes=room))
    audit(PAGE.with_suffix(".xlsx"))
    assert old not in kept(folder)
    assert new in kept(folder)
    assert sum(file.stat().st_size for file in kept(folder)) <= room


def test_the_command_line_keeps_what_it_read_unless_told_otherwise(folder: Path, run: Run) -> None:
    fresh = run("check", str(PAGE), "--format", "json", "--no-cache")
    assert kept(folder) == []
    assert run("check", str(PAGE), "--format", "json") == fresh
    assert len(kept(folder)) == 1
    assert run("check", str(PAGE), "--format", "json") == fresh


def test_the_cache_is_cleared_on_demand(folder: Path, run_anew: Run) -> None:
    run = run_anew
    run("check", str(PAGE), str(PDF))
    rules = len(kept(folder.with_name("rules")))
    assert rules > 10
    assert run("cache", "clear") == (0, "", f"auditor: 2 documents and {rules} files of rules forgotten\n")
    assert kept(folder) == kept(folder.with_name("rules")) == []
    assert run("cache", "clear")[2] == "auditor: 0 documents and 0 files of rules forgotten\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs the files of POSIX")
def test_an_entry_that_became_a_pipe_is_not_waited_for(
    folder: Path, reads: list[str], audit: Callable[..., list[object]]
) -> None:
    first = audit(PAGE)
    (file,) = kept(folder)
    content = file.read_bytes()
    file.unlink()
    os.mkfifo(file)
    assert audit(PAGE) == first
    assert file.read_bytes() == content


def deep(document: Document) -> bytes:
    head = b"[" * 100_000
    return len(head).to_bytes(8, "little") + head


@pytest.mark.parametrize("make", [deep, lambda document: to_bytes(document._replace(sha256="0" * 64))])
def test_what_has_the_right_checksum_and_is_no_such_document_is_read_again(
    folder: Path, reads: list[str], audit: Callable[..., list[object]], make: Callable[[Document], bytes]
) -> None:
    first = audit(PAGE)
    (file,) = kept(folder)
    cache.DOCUMENTS.put(file.name, make(read_document(PAGE)))
    assert audit(PAGE) == first
    assert len(reads) == 2


def test_an_entry_under_the_name_of_another_is_not_taken_for_it(
    folder: Path, reads: list[str], audit: Callable[..., list[object]]
) -> None:
    audit(PAGE)
    (page,) = kept(folder)
    first = audit(PDF)
    (pdf,) = set(kept(folder)) - {page}
    pdf.write_bytes(page.read_bytes())
    assert audit(PDF) == first
    assert len(reads) == 3


def test_the_number_of_entries_is_bounded(
    folder: Path, audit: Callable[..., list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "DOCUMENTS", cache.DOCUMENTS._replace(most_entries=2))
    for file in FORMATS[:4]:
        audit(file)
    assert len(kept(folder)) == 2


def test_drafts_of_runs_that_were_killed_are_removed(folder: Path, audit: Callable[..., list[object]]) -> None:
    audit(PAGE)
    draft = folder / ".auditor-0123.tmp"
    draft.touch()
    os.utime(draft, (1, 1))
    audit(PDF)
    assert not draft.exists()


@pytest.fixture
def rules(run_anew: Run, folder: Path) -> Path:
    """The folder where files of rules are kept, filled."""
    run_anew("rules")
    assert len(kept(folder.with_name("rules"))) > 10
    return folder.with_name("rules")


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "nothing in it": lambda content: b"{}",
    "cut": lambda content: content[: len(content) // 2],
    "a bit flipped": lambda content: content[:-40] + bytes([content[-40] ^ 1]) + content[-39:],
    "no rules": lambda content: content[:32] + b'{"rule": []}',
}


@pytest.mark.parametrize("damage", swept(DAMAGES, 3))
def test_a_damaged_file_of_rules_never_changes_an_audit(run: Run, rules: Path, damage: str) -> None:
    sample = str(ROOT / "sample_reports" / "budget-faulty-tabs.txt")
    first = run("check", sample, "--format", "json")
    assert first[0] == 1
    before = {file: file.read_bytes() for file in kept(rules)}
    for file, content in before.items():
        file.write_bytes(DAMAGES[damage](content))
    assert run("check", sample, "--format", "json") == first
    assert {file: file.read_bytes() for file in kept(rules)} == before


def test_rules_are_not_taken_from_a_folder_that_others_may_write_into(run: Run, rules: Path) -> None:
    for file in kept(rules):
        RULES.put(file.name, b'{"rule": []}')
    assert run("rules")[1] == ""
    rules.chmod(0o777)
    assert len(run("rules")[1].splitlines()) > 10


@pytest.mark.skipif(sys.platform == "win32", reason="needs the users of POSIX")
def test_a_folder_of_somebody_else_is_not_used(
    folder: Path, reads: list[str], audit: Callable[..., list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    audit(PAGE)
    before = {file: file.stat().st_mtime_ns for file in kept(folder)}
    other = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: other)
    audit(PAGE, PDF)
    assert len(reads) == 3
    assert {file: file.stat().st_mtime_ns for file in kept(folder)} == before

"""Where documents are looked for: nothing that may be one is left out without a word."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from auditor.documents import find_documents, read_document
from auditor.documents.search import EXCLUDED_NAMES, NEVER_DOCUMENTS, LeftOut, search, sort_of_name
from auditor.errors import NoDocument, UnreadableDocument


def put(*files: Path) -> None:
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that may not be listed, beside a document; who runs the tests may be allowed to list everything."""
    folder = tmp_path / "closed"
    put(tmp_path / "a.txt", folder / "b.txt")
    scandir = os.scandir

    def refuse(path: Any = ".") -> Any:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    return folder


def test_a_folder_that_cannot_be_searched_is_audited_like_a_document(closed: Path) -> None:
    assert find_documents([closed.parent]) == [closed.parent / "a.txt", closed]
    with pytest.raises(UnreadableDocument, match="this folder cannot be searched: Permission denied"):
        read_document(closed)


@pytest.mark.parametrize("glob", ["**/*.txt", "*/*.txt"])
def test_so_is_one_that_a_glob_would_search(closed: Path, glob: str) -> None:
    assert closed in find_documents([closed.parent / glob])


def test_a_file_that_cannot_be_looked_at_is_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "in" / "a.txt")
    stat = os.stat

    def refuse(path: Any, *arguments: Any, **given: Any) -> Any:
        if str(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, *arguments, **given)

    monkeypatch.setattr(os, "stat", refuse)
    for given in (tmp_path, tmp_path / "*" / "*.txt"):
        assert find_documents([given]) == [tmp_path / "in" / "a.txt"]
    with pytest.raises(UnreadableDocument, match="cannot be opened: Permission denied"):
        read_document(tmp_path / "in" / "a.txt")


def test_a_folder_that_is_excluded_may_be_closed(closed: Path) -> None:
    assert find_documents([closed.parent], ["closed"]) == [closed.parent / "a.txt"]


@pytest.mark.parametrize("name", ["x.pdf", "X.DOCX", "year-before"])
def test_a_link_to_nothing_is_a_document_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to("/nowhere/there")
    assert find_documents([tmp_path]) == [tmp_path / name]
    assert find_documents([tmp_path / "*"]) == [tmp_path / name]
    with pytest.raises(UnreadableDocument, match="a link to /nowhere/there"):
        read_document(tmp_path / name)


def test_a_link_that_leads_to_itself_is_one_as_well(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").symlink_to("x.pdf")
    assert find_documents([tmp_path]) == [tmp_path / "x.pdf"]


def test_archives_images_and_links_to_other_folders_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder / "a.txt", folder / "b.7Z", folder / "c" / "d.rar", folder / "e.jpeg", tmp_path / "other" / "f.txt")
    (folder / "g").symlink_to(tmp_path / "other")
    assert search([folder]) == (
        [folder / "a.txt"],
        [
            LeftOut(folder / "b.7Z", "archive"),
            LeftOut(folder / "c" / "d.rar", "archive"),
            LeftOut(folder / "e.jpeg", "image"),
            LeftOut(folder / "g", "link"),
        ],
    )


@pytest.mark.parametrize("name", ["page_files/logo.png", "page.files/logo.gif", ".git/x.zip", "README.png", "x.log"])
def test_what_belongs_to_a_page_or_is_excluded_is_not_left_out(tmp_path: Path, name: str) -> None:
    put(tmp_path / "page.html", tmp_path / name)
    assert search([tmp_path]) == ([tmp_path / "page.html"], [])


def test_a_link_within_the_folder_leaves_nothing_out(tmp_path: Path) -> None:
    put(tmp_path / "2024" / "a.txt")
    (tmp_path / "latest").symlink_to("2024")
    assert search([tmp_path]) == ([tmp_path / "2024" / "a.txt"], [])


def test_what_file_systems_and_open_files_put_there_is_no_document(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", tmp_path / "lost+found" / "b.txt", tmp_path / "~$a.docx")
    assert search([tmp_path], NEVER_DOCUMENTS).files == [tmp_path / "a.txt"]


def test_a_folder_of_archives_alone_has_no_document_and_says_so(tmp_path: Path) -> None:
    put(tmp_path / "a.rar")
    with pytest.raises(NoDocument, match="archives, images or links to folders: 1"):
        search([tmp_path], EXCLUDED_NAMES)


@pytest.mark.parametrize(
    "name", ["a.PDF", "b/c.txt", "README.md", ".git/a.txt", "~$a.docx", "a.zip", "p_files/i.png", "i.png", "a.exe", "x"]
)
def test_a_name_tells_what_a_search_makes_of_the_file(tmp_path: Path, name: str) -> None:
    put(tmp_path / name, tmp_path / "other.txt")
    files, left_out = search([tmp_path])
    told = "document" if tmp_path / name in files else next((entry.kind for entry in left_out), None)
    assert sort_of_name(Path(name)) == told

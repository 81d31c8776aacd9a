"""Names that a browser tells lead nowhere but downward, and collide with nothing."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.serve.names import attachment, distinct, safe_path

HOSTILE = {
    "../../etc/passwd": "etc/passwd",
    "/etc/passwd": "etc/passwd",
    "a/../b.txt": "a/b.txt",
    "C:\\Windows\\x.txt": "C__Windows_x.txt",
    "a\nb\x1b[31m.pdf": "a_b_[31m.pdf",
    "\u202efdp.exe": "_fdp.exe",
    "a\0.txt": "a_.txt",
    "": "_",
    "..": "_",
    "con.txt": "_con.txt",
    "a. ": "a",
    "<img src=x onerror=alert(1)>.txt": "_img src=x onerror=alert(1)_.txt",
    "2024年部门预算（草案）.docx": "2024年部门预算（草案）.docx",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_kept_but_for_what_does_harm(name: str) -> None:
    assert str(safe_path(name)) == HOSTILE[name]


@given(st.text())
def test_any_name_is_a_relative_path_downward_that_can_be_written(name: str) -> None:
    path = safe_path(name)
    assert not path.is_absolute()
    assert ".." not in path.parts
    assert 0 < len(path.parts) <= 12
    assert all(0 < len(part.encode()) <= 160 for part in path.parts)


def test_a_long_name_keeps_its_extension() -> None:
    path = safe_path("长" * 400 + ".docx")
    assert (path.suffix, len(path.name.encode()) <= 150) == (".docx", True)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.txt", "A.txt", "a.txt"], ["a.txt", "A (2).txt", "a (3).txt"]),
        (["a", "a/b.txt"], ["a", "a (2)/b.txt"]),
        (["a/b.txt", "a"], ["a/b.txt", "a (2)"]),
    ],
)
def test_no_two_files_have_one_place(names: list[str], expected: list[str]) -> None:
    assert list(map(str, distinct(map(PurePosixPath, names)))) == expected


def test_a_name_to_save_under_is_one_header() -> None:
    assert attachment('a"\r\nX: y;预算.pdf') == "attachment; filename*=UTF-8''a___X_%20y%3B%E9%A2%84%E7%AE%97.pdf"

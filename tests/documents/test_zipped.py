"""Documents in ZIP archives: their names, their content, bounds, and what is wrong told where they are read."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from random import Random

import pytest

from auditor.documents import content_of, find_documents, read_document
from auditor.documents.search import LeftOut, in_archive
from auditor.documents.zipped import archive_of, members_of, on_disk
from auditor.errors import AuditorError, UnreadableDocument
from tests.conftest import ROOT, Run

CLEAN = "示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"
WRONG = CLEAN.replace("40万元", "45万元")


class Gbk(zipfile.ZipInfo):
    """An entry whose name is in GBK and does not say so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - what the library calls
        return self.filename.encode("gbk"), self.flag_bits


def put(file: Path, members: dict[str, str], entry: type[zipfile.ZipInfo] = zipfile.ZipInfo) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = entry(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return file


def changed(file: Path, old: bytes, new: bytes) -> Path:
    file.write_bytes(file.read_bytes().replace(old, new))
    return file


@pytest.mark.parametrize("entry", [zipfile.ZipInfo, Gbk])
def test_names_are_read_in_utf_8_and_in_gbk(tmp_path: Path, entry: type[zipfile.ZipInfo]) -> None:
    archive = put(tmp_path / "a.zip", {"预算公开/2025年.txt": CLEAN, "图.txt": WRONG}, entry)
    assert members_of(archive) == ["预算公开/2025年.txt", "图.txt"]
    document = read_document(archive / "图.txt")
    assert (document.path, document.lines[0]) == (str(archive / "图.txt"), "示例局2022年部门预算")


def test_a_document_in_an_archive_is_found_by_its_name_alone(tmp_path: Path) -> None:
    archive = put(tmp_path / "a.zip", {"x/b.txt": CLEAN})
    assert archive_of(archive / "x" / "b.txt") == (archive, "x/b.txt")
    assert on_disk(archive / "x" / "b.txt") == archive
    assert archive_of(archive) is None
    assert find_documents([archive / "x" / "b.txt"]) == [archive / "x" / "b.txt"]
    with pytest.raises(UnreadableDocument, match="no file of this name in the archive"):
        content_of(archive / "c.txt")


def test_a_folder_named_like_an_archive_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.zip").mkdir()
    (tmp_path / "a.zip" / "b.txt").write_text(CLEAN, encoding="utf-8")
    assert archive_of(tmp_path / "a.zip" / "b.txt") is None
    assert read_document(tmp_path / "a.zip" / "b.txt").lines


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        ("../../etc/x.txt", "etc/x.txt"),
        ("/etc/x.txt", "etc/x.txt"),
        ("a\\..\\x.txt", "a/x.txt"),
        ("./a//x.txt", "a/x.txt"),
        ("..", "?"),
    ],
)
def test_names_lead_nowhere_but_into_the_archive(tmp_path: Path, stored: str, name: str) -> None:
    archive = put(tmp_path / "a.zip", {"b.txt": "b", stored: CLEAN})
    assert members_of(archive) == ["b.txt", name]
    assert content_of(archive / name).decode() == CLEAN


def test_of_two_files_of_a_name_each_has_its_own(tmp_path: Path) -> None:
    archive = put(tmp_path / "a.zip", {"x.txt": "1", "../x.txt": "2", "y": "3", "../y": "4"})
    assert members_of(archive) == ["x.txt", "x (2).txt", "y", "y (2)"]
    assert content_of(archive / "x (2).txt") == b"2"


def test_what_in_an_archive_is_no_document_is_as_in_a_folder() -> None:
    names = ["b.pdf", "a/c.docx", "x.exe", "d.zip", "e.rar", "f.png", "p_files/g.png", "README.txt", ".h/i.pdf"]
    archive = Path("a.zip")
    assert in_archive(archive, names) == (
        [archive / "a/c.docx", archive / "b.pdf"],
        [
            LeftOut(archive / "d.zip", "archive"),
            LeftOut(archive / "e.rar", "archive"),
            LeftOut(archive / "f.png", "image"),
        ],
    )


def test_an_encrypted_document_is_told(tmp_path: Path) -> None:
    archive = put(tmp_path / "a.zip", {"x.txt": CLEAN})
    content = bytearray(archive.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(content)
    with pytest.raises(UnreadableDocument, match="encrypted in its archive"):
        content_of(archive / "x.txt")


def test_a_document_that_is_damaged_is_told(tmp_path: Path) -> None:
    archive = put(tmp_path / "a.zip", {"x.txt": CLEAN * 9})
    content = bytearray(archive.read_bytes())
    content[60] ^= 0xFF
    archive.write_bytes(content)
    with pytest.raises(UnreadableDocument, match="damaged"):
        content_of(archive / "x.txt")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    archive = put(tmp_path / "a.zip", {"x.txt": "0" * (9 << 20), "y.txt": "0" * (65 << 20)})
    with pytest.raises(UnreadableDocument, match="200 times"):
        content_of(archive / "x.txt")
    with pytest.raises(UnreadableDocument, match="larger than 64 MiB"):
        content_of(archive / "y.txt")


def test_a_member_larger_than_it_says_is_not_unpacked_to_the_end(tmp_path: Path) -> None:
    archive = put(tmp_path / "a.zip", {"x.txt": "0" * 5_000_000})
    size = (5_000_000).to_bytes(4, "little")
    changed(archive, size, (1000).to_bytes(4, "little"))
    with pytest.raises(UnreadableDocument, match="damaged"):
        content_of(archive / "x.txt")


def test_one_thing_many_times_over_is_refused(tmp_path: Path) -> None:
    archive = put(
        tmp_path / "a.zip",
        {f"{number}.txt": "x" * 300 if number else str(Random(1).random()) * 99 for number in range(20)},
    )
    content = archive.read_bytes()
    start = content.index(b"PK\x01\x02")
    first = int.from_bytes(content[start + 20 : start + 24], "little")
    made = bytearray(content)
    at = start
    while made[at : at + 4] == b"PK\x01\x02":
        made[at + 20 : at + 24] = (first * 20).to_bytes(4, "little")
        made[at + 42 : at + 46] = bytes(4)
        at += 46 + sum(int.from_bytes(made[at + place : at + place + 2], "little") for place in (28, 30, 32))
    archive.write_bytes(made)
    with pytest.raises(UnreadableDocument, match="more in it than there is room for"):
        members_of(archive)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    archive = put(tmp_path / "a.zip", {f"{number}.txt": "" for number in range(2001)})
    with pytest.raises(UnreadableDocument, match="2001 files"):
        members_of(archive)
    with pytest.raises(UnreadableDocument, match="2001 files"):
        read_document(archive)


def test_a_word_file_named_zip_is_a_word_file(run: Run) -> None:
    sample = ROOT / "sample_reports" / "formats" / "final.docx"
    Path("x.zip").write_bytes(sample.read_bytes())
    status, said, _ = run("check", "x.zip", "--lang", "en")
    assert (status, "is docx by its content" in said) == (1, True)


def test_the_documents_of_an_archive_are_audited_as_those_of_a_folder(run: Run) -> None:
    Path("docs").mkdir()
    put(Path("docs", "2022.zip"), {"好.txt": CLEAN, "坏.txt": WRONG, "x.png": "x", "x.exe": "x", "in.zip": "PK"}, Gbk)
    status, said, _ = run("check", "docs", "-f", "json")
    made = json.loads(said)
    assert status == 1
    assert [(each["path"], len(each["findings"])) for each in made["documents"]] == [
        ("docs/2022.zip/坏.txt", 1),
        ("docs/2022.zip/好.txt", 0),
    ]
    assert made["left_out"] == [
        {"path": "docs/2022.zip/in.zip", "kind": "archive"},
        {"path": "docs/2022.zip/x.png", "kind": "image"},
    ]
    assert made["summary"]["complete"] is False
    assert list(Path().rglob("*.txt")) == [], "nothing is unpacked"
    assert run("check", "docs/2022.zip/好.txt")[0] == 0
    assert "支出预算70万元" in run("extract", "docs/2022.zip/好.txt")[1]


@pytest.mark.parametrize(
    "content", [b"", b"x", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)], ids=["empty", "text", "cut", "nothing"]
)
def test_an_archive_that_cannot_be_opened_or_has_nothing_does_not_pass(run: Run, content: bytes) -> None:
    Path("clean.txt").write_text(CLEAN, encoding="utf-8")
    Path("a.zip").write_bytes(content)
    status, said, _ = run("check", ".", "-f", "compact")
    assert (status, said.count("a.zip")) == (3, 1)


def test_reports_in_an_archive_are_no_documents(run: Run) -> None:
    Path("wrong.txt").write_text(WRONG, encoding="utf-8")
    run("check", "wrong.txt", "-q", "-f", "html=report.html")
    put(Path("a.zip"), {"wrong.txt": WRONG, "report.html": Path("report.html").read_text(encoding="utf-8")})
    _, said, told = run("check", "a.zip", "-f", "json")
    assert [each["path"] for each in json.loads(said)["documents"]] == ["a.zip/wrong.txt"]
    assert "a.zip/report.html" in told


def test_exclude_and_overrides_know_names_in_archives(run: Run) -> None:
    put(Path("a.zip"), {"x/b.txt": WRONG, "y/b.txt": WRONG, "c.txt": WRONG})
    rule = json.loads(run("check", "a.zip", "-f", "json")[1])["documents"][0]["findings"][0]["rule"]
    Path("auditor.toml").write_text(f'[[overrides]]\nfiles = ["a.zip/x/*"]\nignore = ["{rule}"]\n', encoding="utf-8")
    made = json.loads(run("check", "a.zip", "--exclude", "c*", "-f", "json")[1])
    assert [(each["path"], len(each["findings"])) for each in made["documents"]] == [
        ("a.zip/x/b.txt", 0),
        ("a.zip/y/b.txt", 1),
    ]


def test_a_document_in_an_archive_is_annotated_in_a_copy(run: Run) -> None:
    put(Path("a.zip"), {"x.html": f"<html><body><p>{'</p><p>'.join(WRONG.split())}</p></body></html>"})
    status, said, told = run("annotate", "a.zip/x.html", "-o", "noted.html", "--lang", "en")
    assert (status, Path("noted.html").is_file()) == (0, True), said + told


def test_mutated_archives_are_read_or_refused(tmp_path: Path) -> None:
    sample = (ROOT / "sample_reports" / "formats" / "both.zip").read_bytes()
    chance = Random(20261129)
    opened = refused = 0
    for number in range(300):
        made = bytearray(sample)
        # Most is told at the end, where the directory is.
        for _ in range(chance.randint(1, 8)):
            made[-chance.randint(1, 400) if chance.random() < 0.8 else chance.randrange(len(made))] = chance.randrange(
                256
            )
        file = tmp_path / f"{number}.zip"
        file.write_bytes(made)
        try:
            for name in members_of(file):
                content_of(file / name)
            opened += 1
        except AuditorError:
            refused += 1
    assert opened and refused


def test_the_sample_has_both_disclosures() -> None:
    archive = ROOT / "sample_reports" / "formats" / "both.zip"
    assert members_of(archive) == ["预算公开/2025年部门预算.csv", "决算公开/2023年部门决算.rtf"]
    assert content_of(archive / "决算公开/2023年部门决算.rtf").startswith(b"{\\rtf")

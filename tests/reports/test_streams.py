"""Reports of many documents: what they say is the same wherever the documents wait, and no more than a few are held.

The memory of some formats is measured; `AUDITOR_SWEEPS=all` has that of all measured.
"""

from __future__ import annotations

import tempfile
import tracemalloc
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from auditor.errors import UsageError
from auditor.records import DocumentRecord, RunRecord
from auditor.records.build import assemble, summarise
from auditor.records.spool import Spool, outline_of, outlines_of
from auditor.reports import FORMATS, render_bytes, render_folder, render_pieces
from auditor.rulebook import Rulebook
from tests.conftest import swept

TEXTS = [name for name, found in FORMATS.items() if not found.is_binary]


@pytest.fixture(autouse=True)
def _held_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No document is held: each is read again from the temporary file."""
    monkeypatch.setattr("auditor.records.spool.MOST_HELD", 0)


def spooled(run: RunRecord) -> RunRecord:
    made: RunRecord = {**run, "documents": Spool(run["documents"])}
    return made


def copies(run: RunRecord, count: int) -> list[DocumentRecord]:
    return [{**run["documents"][0], "path": f"{number:05}.txt"} for number in range(count)]


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("name", ["sample_run", "hostile_run"])
def test_a_report_is_the_same_bytes_wherever_the_documents_wait(
    file_format: str, name: str, request: pytest.FixtureRequest
) -> None:
    run: RunRecord = request.getfixturevalue(name)
    run["left_out"] = [{"path": "x.zip", "kind": "archive"}]
    summarise(run)
    assert render_bytes(spooled(run), file_format, "zh") == render_bytes(run, file_format, "zh")


def test_so_is_each_page_of_a_folder(sample_run: RunRecord) -> None:
    first, second = (
        {name: b"".join(pieces) for name, pieces in render_folder(run, "html", "zh")}
        for run in (sample_run, spooled(sample_run))
    )
    assert first == second


def test_documents_come_back_as_they_were(hostile_run: RunRecord) -> None:
    halved: DocumentRecord = {**hostile_run["documents"][0], "path": "\udcd4\ud83d.txt"}
    documents = [*hostile_run["documents"], halved]
    spool = Spool(documents)
    assert (list(spool), spool[-1], spool[1:], len(spool)) == (documents, documents[-1], documents[1:], len(documents))


def test_a_run_of_a_spool_is_summed_up_like_one_that_is_held(sample_run: RunRecord, rulebook: Rulebook) -> None:
    documents = list(sample_run["documents"])
    held, waiting = assemble(documents, rulebook), assemble(Spool(documents), rulebook)
    assert (waiting["summary"], waiting["rules"]) == (held["summary"], held["rules"])


def test_an_outline_has_neither_verdicts_nor_content(sample_run: RunRecord) -> None:
    document = sample_run["documents"][0]
    outline = outline_of(document)
    assert not {"verdicts", "readings", "clauses", "structures", "content"} & set(outline)
    assert [set(finding) for finding in outline["findings"]] == [{"id", "rule", "severity", "state"}] * len(
        document["findings"]
    )
    assert list(outlines_of(sample_run)) == list(sample_run["documents"]), "what is held needs no outline"


def test_the_temporary_file_has_no_name_and_goes_with_the_spool(
    sample_run: RunRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opened: list[Any] = []
    make = tempfile.TemporaryFile

    def make_known(**given: Any) -> Any:
        opened.append(make(**given))
        return opened[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", make_known)
    spool = Spool(sample_run["documents"])
    assert list(tmp_path.iterdir()) == []
    del spool
    assert [file.closed for file in opened] == [True]


def test_a_full_disk_of_temporary_files_is_told(sample_run: RunRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with pytest.raises(UsageError, match="temporary files: No space left"):
        Spool(sample_run["documents"])


def peak_of(count: int, file_format: str, run: RunRecord) -> int:
    """The most memory that a report of so many documents takes while it is made, piece by piece if it has pieces, in bytes."""
    many: RunRecord = {**run, "documents": Spool(copies(run, count))}
    summarise(many)
    tracemalloc.start()
    for _ in render_pieces(many, file_format, "zh"):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("file_format", swept([*TEXTS, "docx"], 3))
def test_memory_does_not_grow_with_the_number_of_documents(file_format: str, sample_run: RunRecord) -> None:
    run = deepcopy(sample_run)
    peak_of(2, file_format, run)  # what is loaded and remembered once
    assert peak_of(24, file_format, run) < 1.25 * peak_of(12, file_format, run)


def test_what_is_held_of_a_document_is_a_small_part_of_it(sample_run: RunRecord) -> None:
    def size_of(make: Any) -> int:
        tracemalloc.start()
        kept = make()
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert kept
        return size

    documents = copies(sample_run, 20)
    assert size_of(lambda: Spool(deepcopy(document) for document in documents)) * 10 < size_of(
        lambda: [deepcopy(document) for document in documents]
    )

"""Questions in SQL read the data sets of a store, and nothing else."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

import auditor
from auditor.collection.audit_rows import DATASETS, Disclosure
from auditor.collection.collect import collect
from auditor.collection.engines import Engine
from auditor.collection.parts import part_of
from auditor.collection.query import query
from auditor.collection.rows import DocumentRow
from auditor.collection.sources import Source
from auditor.collection.store import KINDS, Manifest, keep_manifest
from auditor.collection.work import Came, Collecting, Works
from auditor.errors import UsageError
from auditor.rulebook import Rulebook
from auditor.runs import Plan
from auditor.vocabulary import Vocabulary
from tests.conftest import Run

BODY = "=局\x1b[31m,甲"


def row_of(number: int) -> DocumentRow:
    return DocumentRow(
        f"{number:016x}", "", f"{number}.txt", "txt", None, BODY, 2020 + number % 3, "unknown", "unknown", "audited", True,
        9, 8, 1, 0, 0, 0, 0, 0, None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, vocabulary: Vocabulary, rulebook: Rulebook) -> Path:
    """A store of documents that nobody had to read, in a folder whose name is no pattern."""
    folder = tmp_path_factory.mktemp("stores") / "it's [1]*"

    def told(paths: list[str], *_: object) -> Iterator[tuple[int, Came]]:
        for place in range(len(paths)):
            row = row_of(place)
            yield (
                place,
                Came(
                    part_of("", "audited", True, [Disclosure(row.document, row.year, {"documents": [row]})]), "audited"
                ),
            )

    engine: Engine = told  # type: ignore[assignment]
    plan = Plan(vocabulary, rulebook)
    sources = [Source(f"{number:04}.txt", 1, "1") for number in range(1500)]
    collect(sources, folder, Collecting(plan, ""), Works(plan, []), engine)
    return folder


def test_every_data_set_is_a_view_with_the_columns_of_its_rows(store: Path) -> None:
    for dataset, kind in KINDS.items():
        columns = set(query(store, f"SELECT * FROM {dataset} LIMIT 1").column_names)
        assert columns == {*kind._fields, *(["year"] if dataset in DATASETS else [])}


def test_the_package_answers_with_a_table(store: Path) -> None:
    answer = auditor.query(store, "SELECT year, count(*) AS n FROM documents GROUP BY year ORDER BY year")
    assert answer.to_pylist() == [{"year": year, "n": 500} for year in (2020, 2021, 2022)]


def test_an_empty_store_answers_as_well(tmp_path: Path) -> None:
    keep_manifest(tmp_path, Manifest())
    assert query(tmp_path, "SELECT * FROM figures JOIN documents USING (document, year)").num_rows == 0


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "SELECT getenv('HOME')",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM store",
        "COPY documents TO 'out.csv'",
        "COPY (SELECT 1) TO '{file}'",
        "ATTACH 'other.db'",
        "EXPORT DATABASE 'out'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET threads = 64",
        "RESET memory_limit",
        "CREATE TABLE t AS SELECT 1",
        "DROP VIEW documents",
        "SELECT 1; SELECT 2",
        "SELECT",
        "",
    ],
)
def test_what_does_more_than_read_is_refused(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    monkeypatch.chdir(tmp_path)
    file = next(store.rglob("*.parquet"))
    before = file.read_bytes()
    with pytest.raises(UsageError):
        query(store, sql.format(file=str(file).replace("'", "''")))
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (before, [])


def test_a_question_takes_no_more_memory_than_it_may(store: Path) -> None:
    with pytest.raises(UsageError, match=r"[Mm]emory"):
        query(store, "SELECT list(a.path || b.path) FROM documents a, documents b", memory="50MB")


def test_a_folder_that_is_no_store_is_told(tmp_path: Path, run: Run) -> None:
    status, out, said = run("query", str(tmp_path / "none"), "SELECT 1")
    assert (status, out, "none" in said) == (2, "", True)


def test_a_store_of_another_schema_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"schema": 99}', encoding="utf-8")
    with pytest.raises(UsageError, match="99"):
        query(tmp_path, "SELECT 1")


def test_answers_are_printed_for_people_and_programs(store: Path, run: Run) -> None:
    sql = "SELECT path, body, year, error FROM documents ORDER BY path LIMIT 2"
    status, out, _ = run("query", str(store), sql)
    assert (status, "\x1b" in out, "0.txt" in out, len(out.splitlines())) == (0, False, True, 6)
    _, out, _ = run("query", str(store), sql, "--format", "csv")
    rows = list(csv.reader(StringIO(out, newline="")))
    assert rows[0] == ["path", "body", "year", "error"]
    assert rows[1] == ["0000.txt", "'=局 [31m,甲", "2020", ""]
    _, out, _ = run("query", str(store), sql, "--format", "json")
    assert json.loads(out)[0] == {"path": "0000.txt", "body": BODY, "year": 2020, "error": None}
    assert json.loads(run("query", str(store), f"{sql} OFFSET 9999", "--format", "json")[1]) == []


def test_a_table_for_people_has_an_end_and_says_so(store: Path, run: Run) -> None:
    _, out, said = run("query", str(store), "SELECT path FROM documents")
    assert (out.count(".txt"), "1000" in said) == (1000, True)
    _, out, _ = run("query", str(store), "SELECT path FROM documents", "--format", "csv")
    assert out.count(".txt") == 1500


@pytest.mark.parametrize("name", ["year=1999", "region=云川"])
def test_folders_above_a_store_tell_nothing_of_its_documents(store: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(store, tmp_path / name / "store")
    sql = "SELECT * FROM documents ORDER BY path"
    assert query(tmp_path / name / "store", sql).equals(query(store, sql))
    assert query(tmp_path / name / "store", "SELECT * FROM sources").equals(query(store, "SELECT * FROM sources"))

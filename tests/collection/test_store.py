"""A store is what its documents are now: however it came to be, whatever stopped it meanwhile."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from auditor.collection import collect as collecting
from auditor.collection.collect import Collected, collect
from auditor.collection.engines import Engine, local
from auditor.collection.query import query
from auditor.collection.sources import objects_at, sources_of
from auditor.collection.store import manifest_of
from auditor.collection.work import Came, Collecting, Works, program
from auditor.errors import UsageError
from auditor.rulebook import Rulebook
from auditor.rulefiles import rules_folder
from auditor.runs import Plan, Tell
from auditor.vocabulary import Vocabulary
from benchmarks.generated import FIRST_YEAR, accounts
from benchmarks.generated import text_of as account_text
from tests.conftest import ROOT, Run

LONG_AGO = 1_600_000_000


def put(folder: Path, name: str, text: str, when: int = LONG_AGO) -> Path:
    """A document that was changed long ago."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    os.utime(file, (when, when))
    return file


TEXTS = [account_text(account) for account in accounts(bodies=3, years=3)]
"""Small accounts of three bodies, year by year."""
WRONG = "支出预算70万元，其中：基本支出30万元；项目支出45万元。\n"


def text_of(number: int) -> str:
    return TEXTS[number % len(TEXTS)]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder of documents, one of which cannot be read."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(4):
        put(folder, f"{number}.txt", text_of(number) + WRONG * (number == 3))
    put(folder, "empty.txt", "")
    return folder


@pytest.fixture
def plan(vocabulary: Vocabulary, rulebook: Rulebook) -> Plan:
    return Plan(vocabulary, rulebook)


class Counted:
    """An engine of one process that tells what it audited, and may stop before it is through."""

    def __init__(self, most: int | None = None) -> None:
        self.audited: list[str] = []
        self._most = most

    def __call__(self, paths: Sequence[str], work: Collecting, tell: Tell | None) -> Iterator[tuple[int, Came]]:
        for place, path in enumerate(paths):
            if self._most is not None and place >= self._most:
                raise KeyboardInterrupt
            self.audited.append(Path(path).name)
            yield place, work.do(path)


Bring = Callable[..., Collected]


@pytest.fixture
def bring(documents: Path, plan: Plan) -> Bring:
    """Bring a store to what the documents are."""

    def run(store: Path, engine: Engine | None = None, plan: Plan = plan, rules: Path | None = None) -> Collected:
        works = Works(plan, [rules or rules_folder()])
        sources = sources_of(sorted(documents.iterdir()))
        return collect(sources, store, Collecting(plan, program()), works, engine or Counted())

    return run


def bytes_of(store: Path) -> dict[str, bytes]:
    """The files of the data sets, but of the sources."""
    files = [file for file in store.rglob("*.parquet") if file.parent.name != "sources"]
    return {file.relative_to(store).as_posix(): file.read_bytes() for file in files}


def asked(store: Path, sql: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = query(store, sql).to_pylist()
    return rows


def test_a_store_has_a_row_for_each_document_and_what_is_read_of_it(bring: Bring, tmp_path: Path) -> None:
    came = bring(tmp_path / "store")
    assert (came.documents, came.audited, came.unreadable, came.failed) == (5, 5, 1, 0)
    assert asked(tmp_path / "store", "SELECT status, count(*) AS n FROM documents GROUP BY ALL ORDER BY ALL") == [
        {"status": "audited", "n": 4},
        {"status": "unreadable", "n": 1},
    ]
    (counts,) = asked(
        tmp_path / "store",
        "SELECT (SELECT sum(errors + warnings + notes) FROM documents) = (SELECT count(*) FROM findings) AS findings,"
        " (SELECT count(*) FROM figures JOIN documents USING (document, year)) > 500 AS figures,"
        " (SELECT count(*) FROM identities WHERE outcome = 'inconsistent') > 0 AS identities",
    )
    assert counts == {"findings": True, "figures": True, "identities": True}


def test_terms_of_identities_are_figures(bring: Bring, tmp_path: Path) -> None:
    bring(tmp_path / "store")
    (counts,) = asked(
        tmp_path / "store",
        "WITH terms AS (SELECT document, unnest(string_split(terms, ';')) AS term FROM identities WHERE terms <> ''),"
        " numbers AS (SELECT document, CAST(regexp_extract(term, '[+-](\\d+)$', 1) AS BIGINT) AS number FROM terms)"
        " SELECT count(*) AS terms, count(figures.number) AS found FROM numbers LEFT JOIN figures USING (document, number)",
    )
    assert counts["terms"] == counts["found"] > 100


def test_nothing_is_audited_again_that_is_the_same(bring: Bring, tmp_path: Path) -> None:
    bring(tmp_path / "store")
    before = bytes_of(tmp_path / "store"), (tmp_path / "store" / "manifest.json").read_bytes()
    engine = Counted()
    came = bring(tmp_path / "store", engine)
    assert (came.documents, came.audited, engine.audited) == (5, 0, [])
    assert (bytes_of(tmp_path / "store"), (tmp_path / "store" / "manifest.json").read_bytes()) == before


def test_of_what_was_touched_or_moved_the_content_counts(
    bring: Bring, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(tmp_path / "store")
    os.utime(documents / "0.txt", (LONG_AGO + 9, LONG_AGO + 9))
    engine = Counted()
    assert bring(tmp_path / "store", engine).audited == 0
    moved = documents / "2023"
    moved.mkdir()
    shutil.move(documents / "1.txt", moved / "1.txt")
    monkeypatch.setattr(Path, "iterdir", lambda folder: (file for file in folder.rglob("*") if file.is_file()))
    came = bring(tmp_path / "store", engine)
    assert (came.documents, came.gone, engine.audited) == (5, 1, [])
    paths = asked(tmp_path / "store", "SELECT path FROM documents WHERE path LIKE '%1.txt'")
    assert paths == [{"path": str(moved / "1.txt")}]


def test_a_change_of_the_same_size_and_time_of_a_fresh_file_is_seen(
    bring: Bring, documents: Path, tmp_path: Path
) -> None:
    now = time.time_ns()
    for text in ("2022年支出预算70万元。", "2022年支出预算80万元。"):
        (documents / "0.txt").write_text(text, encoding="utf-8")
        os.utime(documents / "0.txt", ns=(now, now))
        bring(tmp_path / "store")
    printed = asked(
        tmp_path / "store", "SELECT printed FROM figures JOIN documents USING (document) WHERE path LIKE '%0.txt'"
    )
    assert {"printed": "80"} in printed
    assert {"printed": "70"} not in printed


def test_what_has_changed_or_gone_leaves_the_store(bring: Bring, documents: Path, tmp_path: Path) -> None:
    bring(tmp_path / "store")
    put(documents, "0.txt", text_of(4), LONG_AGO + 1)
    (documents / "1.txt").unlink()
    put(documents, "5.txt", text_of(5))
    engine = Counted()
    came = bring(tmp_path / "store", engine)
    assert (came.documents, came.audited, came.gone) == (5, 2, 1)
    assert engine.audited == ["0.txt", "5.txt"]
    bring(tmp_path / "anew")
    assert bytes_of(tmp_path / "store") == bytes_of(tmp_path / "anew")


def test_other_rules_audit_everything_again(bring: Bring, plan: Plan, tmp_path: Path) -> None:
    bring(tmp_path / "store")
    assert bring(tmp_path / "store", plan=plan._replace(codes=frozenset({"RU-FUNCTION"}))).audited == 5
    assert {row["rule"] for row in asked(tmp_path / "store", "SELECT DISTINCT rule FROM identities")} <= {"RU-FUNCTION"}
    rules = tmp_path / "rules"
    shutil.copytree(rules_folder(), rules)
    assert bring(tmp_path / "copied", rules=rules).audited == 5
    assert bring(tmp_path / "copied", rules=rules).audited == 0
    with next(rules.rglob("*.toml")).open("a", encoding="utf-8") as file:
        file.write("\n# another word\n")
    assert bring(tmp_path / "copied", rules=rules).audited == 5


def test_a_run_that_was_stopped_is_taken_up_and_gives_the_same_bytes(bring: Bring, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        bring(tmp_path / "store", Counted(most=3))
    assert asked(tmp_path / "store", "SELECT * FROM documents") == []
    engine = Counted()
    came = bring(tmp_path / "store", engine)
    assert (came.taken_up, came.audited, len(engine.audited)) == (3, 2, 2)
    bring(tmp_path / "through")
    assert bytes_of(tmp_path / "store") == bytes_of(tmp_path / "through")
    assert not (tmp_path / "store" / "parts").exists()


def test_a_damaged_part_of_a_run_that_was_stopped_is_made_again(bring: Bring, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        bring(tmp_path / "store", Counted(most=2))
    part = next(file for file in (tmp_path / "store" / "parts").rglob("*") if file.is_file())
    part.write_bytes(part.read_bytes()[:-1])
    assert bring(tmp_path / "store").taken_up == 1
    bring(tmp_path / "through")
    assert bytes_of(tmp_path / "store") == bytes_of(tmp_path / "through")


def test_a_run_that_is_stopped_at_the_last_step_leaves_the_store_as_it_was(
    bring: Bring, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(tmp_path / "store")
    before = asked(tmp_path / "store", "SELECT path, sha256 FROM documents ORDER BY ALL")
    put(documents, "0.txt", text_of(4), LONG_AGO + 1)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(collecting, "keep_manifest", stopped)
        bring(tmp_path / "store")
    assert asked(tmp_path / "store", "SELECT path, sha256 FROM documents ORDER BY ALL") == before
    assert bring(tmp_path / "store").taken_up == 1
    known = {file.name for files in manifest_of(tmp_path / "store").files.values() for file in files}
    left = {file.relative_to(tmp_path / "store").as_posix() for file in (tmp_path / "store").rglob("*.parquet")}
    assert left == known


def test_groups_of_rows_and_files_end_with_documents_and_are_the_same_either_way(
    bring: Bring, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.collection.merge.ROWS_OF_GROUP", 50)
    monkeypatch.setattr("auditor.collection.merge.ROWS_OF_FILE", 60)
    for number in range(4, 9):
        put(documents, f"{number}.txt", text_of(number).replace("万元", "万元 "))
    bring(tmp_path / "through")
    for number in range(4, 9):
        (documents / f"{number}.txt").rename(tmp_path / f"{number}.txt")
    bring(tmp_path / "store")
    for number in range(4, 9):
        shutil.move(tmp_path / f"{number}.txt", documents / f"{number}.txt")
    bring(tmp_path / "store")
    assert bytes_of(tmp_path / "store") == bytes_of(tmp_path / "through")
    assert (
        max(len(manifest_of(tmp_path / "store").of_year("figures", year)) for year in range(FIRST_YEAR, FIRST_YEAR + 3))
        > 1
    )


def test_whoever_watches_is_told_of_all_documents_those_that_stay_among_the_done(
    documents: Path, plan: Plan, tmp_path: Path
) -> None:
    def telling(paths: Sequence[str], work: Collecting, tell: Tell | None) -> Iterator[tuple[int, Came]]:
        for place, came in Counted()(paths, work, tell):
            yield place, came
            assert tell is not None
            tell(place + 1, paths[place])

    def bring() -> list[int]:
        told: list[int] = []
        works, sources = Works(plan, [rules_folder()]), sources_of(sorted(documents.iterdir()))
        collect(
            sources, tmp_path / "store", Collecting(plan, program()), works, telling, lambda done, _: told.append(done)
        )
        return told

    assert bring() == [1, 2, 3, 4, 5]
    put(documents, "2.txt", text_of(5), LONG_AGO + 1)
    assert bring() == [5]


def test_files_of_the_same_content_are_one_document_of_several_sources(
    bring: Bring, documents: Path, tmp_path: Path
) -> None:
    put(documents, "copy.txt", text_of(0))
    came = bring(tmp_path / "store")
    assert came.documents == 6
    assert asked(tmp_path / "store", "SELECT count(*) AS n FROM documents") == [{"n": 5}]
    assert asked(tmp_path / "store", "SELECT count(*) AS n FROM sources") == [{"n": 6}]
    # The one that stood for both goes, the other now stands.
    (documents / "0.txt").unlink()
    bring(tmp_path / "store")
    assert len(asked(tmp_path / "store", "SELECT path FROM documents WHERE path LIKE '%copy.txt'")) == 1
    bring(tmp_path / "anew")
    assert bytes_of(tmp_path / "store") == bytes_of(tmp_path / "anew")


def test_a_document_that_its_process_dies_of_is_tried_again(bring: Bring, tmp_path: Path) -> None:
    def dying(paths: Sequence[str], work: Collecting, tell: Tell | None) -> Iterator[tuple[int, Came]]:
        from auditor.runs.pool import End

        for place, path in enumerate(paths):
            end = End("timed-out", {"seconds": "1"})
            yield place, work.given_up(path, end) if path.endswith("0.txt") else work.do(path)

    assert bring(tmp_path / "store", dying).unreadable == 2
    engine = Counted()
    assert bring(tmp_path / "store", engine).unreadable == 1
    assert engine.audited == ["0.txt"]


def test_processes_give_the_same_bytes_as_one(bring: Bring, tmp_path: Path) -> None:
    bring(tmp_path / "one")
    bring(tmp_path / "two", local(2, None))
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_a_folder_of_other_things_is_no_store(bring: Bring, documents: Path) -> None:
    with pytest.raises(UsageError, match="documents"):
        bring(documents)
    assert not (documents / "manifest.json").exists()


def test_nobody_else_writes_to_a_store_meanwhile(bring: Bring, documents: Path, tmp_path: Path) -> None:
    def writing_too(paths: Sequence[str], work: Collecting, tell: Tell | None) -> Iterator[tuple[int, Came]]:
        with pytest.raises(UsageError):
            bring(tmp_path / "store")
        return Counted()(paths, work, tell)

    assert bring(tmp_path / "store", writing_too).audited == 5


def test_objects_of_a_store_are_documents(plan: Plan, documents: Path, tmp_path: Path) -> None:
    (documents / "README.txt").write_text("no document", encoding="utf-8")
    found = objects_at(documents.as_uri())
    assert [Path(source.path).name for source in found] == ["0.txt", "1.txt", "2.txt", "3.txt", "empty.txt"]
    work, works = Collecting(plan, program()), Works(plan, [rules_folder()])
    came = collect(found, tmp_path / "store", work, works, local(2, None))
    assert (came.audited, came.unreadable) == (5, 1), asked(tmp_path / "store", "SELECT error FROM documents")
    assert collect(objects_at(documents.as_uri()), tmp_path / "store", work, works, Counted()).audited == 0
    (row,) = asked(tmp_path / "store", "SELECT path FROM documents WHERE path LIKE '%0.txt'")
    assert row["path"] == f"{documents.as_uri()}/0.txt"


def test_objects_in_memory_are_read_within_bounds(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/bucket/2022/budget.txt", text_of(0).encode())
    try:
        (source,) = objects_at("memory://bucket")
        assert Collecting(plan, program()).do(source.path).status == "audited"
        monkeypatch.setattr("auditor.collection.sources.LARGEST", 100)
        assert Collecting(plan, program()).do(source.path).status == "unreadable"
    finally:
        memory.rm("/bucket", recursive=True)


def test_a_list_names_documents_and_addresses(documents: Path, tmp_path: Path, run: Run) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"{documents / '0.txt'}\n\n{(documents / '1.txt').as_uri()}\n", encoding="utf-8")
    assert run("collect", "--list", str(listed), "--to", str(tmp_path / "store"))[0] == 0
    paths = [row["path"] for row in asked(tmp_path / "store", "SELECT path FROM documents ORDER BY path")]
    assert paths == [str(documents / "0.txt"), (documents / "1.txt").as_uri()]
    assert run("collect", "--list", str(tmp_path / "none"), "--to", str(tmp_path / "store"))[0] == 2
    assert run("collect", "nothing://there/", "--to", str(tmp_path / "store"))[0] == 2


def test_what_cannot_be_read_is_tried_again_with_a_password(bring: Bring, plan: Plan, tmp_path: Path) -> None:
    bring(tmp_path / "store")
    engine = Counted()
    bring(tmp_path / "store", engine, plan=plan._replace(password="secret"))
    assert engine.audited == ["empty.txt"]


def test_a_run_that_is_killed_is_taken_up(documents: Path, tmp_path: Path, run: Run) -> None:
    for number in range(40):
        put(documents, f"more-{number}.txt", f"{text_of(number)}\n第{number}份\n")
    command = [sys.executable, "-m", "auditor", "collect", str(documents), "-j", "2", "--no-cache", "--to"]
    killed = subprocess.Popen([*command, str(tmp_path / "store")], cwd=ROOT, stderr=subprocess.DEVNULL)
    parts = tmp_path / "store" / "parts"
    while sum(file.is_file() and file.suffix == "" for file in parts.rglob("*")) < 5 and killed.poll() is None:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    finished = sum(file.is_file() and file.suffix == "" for file in parts.rglob("*"))
    assert finished >= 5
    status, _, said = run("collect", str(documents), "--to", str(tmp_path / "store"), "--no-cache")
    assert (status, f"taken up {finished}" in said) == (0, True), said
    assert run("collect", str(documents), "--to", str(tmp_path / "through"), "--no-cache")[0] == 0
    assert bytes_of(tmp_path / "store") == bytes_of(tmp_path / "through")


def test_what_others_put_into_a_store_stays(bring: Bring, documents: Path, tmp_path: Path) -> None:
    store, elsewhere = tmp_path / "store", tmp_path / "elsewhere"
    bring(store)
    shutil.move(store / "figures", elsewhere)
    (store / "figures").symlink_to(elsewhere)
    foreign = [store / "notes.txt", store / "documents" / "notes.txt", elsewhere / "notes.txt", elsewhere / "a.parquet"]
    for file in foreign:
        file.write_text("mine", encoding="utf-8")
    put(documents, "0.txt", text_of(4), LONG_AGO + 1)
    assert bring(store).audited == 1
    assert [file.read_text(encoding="utf-8") for file in foreign] == ["mine"] * 4
    bring(tmp_path / "anew")
    assert bytes_of(tmp_path / "anew").keys() <= {
        *bytes_of(store),
        *(f"figures/{name}" for name in bytes_of(elsewhere)),
    }


def test_a_store_that_another_run_makes_meanwhile_is_not_emptied(bring: Bring, tmp_path: Path) -> None:
    from auditor.collection import store as stores

    store, seen = tmp_path / "store", []

    def looking(folder: Path) -> bool:
        seen.append(folder)
        if len(seen) == 1:
            # Between its look and its lock another one makes the store and is through.
            with pytest.MonkeyPatch.context() as undone:
                undone.setattr(stores, "_is_empty", is_empty)
                bring(store)
            return True
        return is_empty(folder)

    is_empty = stores._is_empty
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stores, "_is_empty", looking)
        assert bring(store).audited == 0


@pytest.mark.parametrize("dataset", ["sources", "figures"])
@pytest.mark.parametrize("content", [None, b"", b"PAR1PAR1", b"half"])
def test_a_data_set_that_is_damaged_is_named(
    bring: Bring, tmp_path: Path, dataset: str, content: bytes | None, documents: Path, run: Run
) -> None:
    store = tmp_path / "store"
    bring(store)
    file = next((store / dataset).rglob("*.parquet"))
    whole = file.read_bytes()
    if content is None:
        file.unlink()
    else:
        file.write_bytes(whole[: len(whole) // 2] if content == b"half" else content)
    before = (store / "manifest.json").read_bytes()
    for command in (
        ("collect", str(documents), "--to", str(store)),
        ("query", str(store), f"SELECT * FROM {dataset}"),
        *([("across", str(store))] if dataset == "figures" else []),
    ):
        status, _, said = run(*command)
        assert (status, len(said.splitlines()), file.parent.parent.name in said) == (2, 1, True), said
    assert (store / "manifest.json").read_bytes() == before


def test_a_store_whose_bytes_were_changed_in_the_middle_is_told_when_it_is_read(
    bring: Bring, documents: Path, tmp_path: Path
) -> None:
    bring(tmp_path / "store")
    for file in (tmp_path / "store" / "figures").rglob("*.parquet"):
        content = bytearray(file.read_bytes())
        content[100:600] = bytes(500)
        file.write_bytes(content)
    put(documents, "0.txt", text_of(4), LONG_AGO + 1)
    put(documents, "1.txt", text_of(5), LONG_AGO + 1)
    with pytest.raises(UsageError, match="figures"):
        bring(tmp_path / "store")


@pytest.mark.parametrize(
    "files",
    [
        "[]",
        '{"figures": 1}',
        '{"figures": [[1, 2, 3]]}',
        '{"figures": [["../other/figures/year=2022/1886d80ce1d6bb1b956c116108a9716c.parquet", 2022, 7]]}',
        '{"figures": [["figures/year=2022/1886d80ce1d6bb1b956c116108a9716c.parquet", "2022", 7]]}',
    ],
)
def test_a_manifest_of_other_things_is_told(files: str, tmp_path: Path, documents: Path, run: Run) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "manifest.json").write_text(f'{{"schema": 1, "files": {files}}}', encoding="utf-8")
    for command in (
        ("collect", str(documents), "--to", "store"),
        ("query", "store", "SELECT 1"),
        ("across", "store"),
    ):
        status, _, said = run(*command)
        assert (status, len(said.splitlines()), "store" in said) == (2, 1, True), said


def test_a_disk_that_is_full_is_one_line_and_the_store_is_as_it_was(
    bring: Bring, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store = tmp_path / "store"
    bring(store)
    before = asked(store, "SELECT path, sha256 FROM documents ORDER BY ALL")
    put(documents, "0.txt", text_of(4), LONG_AGO + 1)
    for place in ("collect.keep_part", "merge.put_draft", "collect.keep_manifest"):
        with monkeypatch.context() as patched:
            patched.setattr(f"auditor.collection.{place}", full)
            status, _, said = run("collect", str(documents), "--to", str(store), "-j", "1")
        assert (status, len(said.splitlines()), f"{store}" in said, "No space" in said) == (2, 1, True, True), said
        assert asked(store, "SELECT path, sha256 FROM documents ORDER BY ALL") == before
    # The last two got as far as the parts.
    assert "taken up 1" in run("collect", str(documents), "--to", str(store), "-j", "1")[2]


def test_a_copy_under_another_name_is_audited_once(bring: Bring, documents: Path, tmp_path: Path) -> None:
    put(documents, "a-copy.txt", text_of(0))
    put(documents, "copy.txt", text_of(0))
    store = tmp_path / "store"
    bring(store)
    assert bring(store).audited == 0
    # What stands for all of them goes: another has to, as it would in a store of its own.
    (documents / "0.txt").unlink()
    assert bring(store).audited == 1
    assert bring(store).audited == 0
    bring(tmp_path / "anew")
    assert bytes_of(store) == bytes_of(tmp_path / "anew")

"""A collection audited into a store: what is new or has changed is audited, what is gone leaves, the rest stays.

What came of each document is kept as soon as it is there, so that a run which is killed is taken up again where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from auditor.collection.engines import Engine
from auditor.collection.merge import Standing, merged, with_sources
from auditor.collection.parts import Part, keep_part, part_in, read_part
from auditor.collection.rows import key_of
from auditor.collection.sources import Source, SourceRow, sha256_of
from auditor.collection.store import SOURCES, Manifest, damage_told, keep_manifest, parts_in, tidy, writing
from auditor.collection.tables import read_rows
from auditor.collection.work import Came, Collecting, Works, name_of_part, shown
from auditor.runs import Tell
from auditor.tuples import NamedTuple


class Collected(NamedTuple):
    """What a run came to, in documents."""

    documents: int
    audited: int
    """By this run."""
    taken_up: int
    """Audited by a run before that did not come to its end."""
    gone: int
    """No longer in the collection."""
    unreadable: int
    """In the store."""
    failed: int
    traces: tuple[str, ...] = ()
    """Where the auditor itself broke in this run: the document, and the traceback."""

    def counts(self) -> dict[str, int]:
        """The numbers, by their names."""
        return {name: value for name, value in self._asdict().items() if isinstance(value, int)}


class _Entry(NamedTuple):
    """A document of the collection and what is known of it."""

    source: Source
    work: str
    row: SourceRow | None = None
    """As it is in the store, unless it has to be audited."""
    part: Path | None = None
    """What came of it, where it had to be."""


def collect(
    sources: Iterable[Source],
    store: Path,
    collecting: Collecting,
    works: Works,
    engine: Engine,
    tell: Tell | None = None,
) -> Collected:
    """Bring a store to what a collection is now; raises `UsageError` where it cannot be written to or is damaged."""
    with writing(store) as manifest:
        tidy(store, manifest, parts=False)
        before = {row.path: row for row in sources_in(store, manifest)}
        entries = _compare(sources, before, works, again=collecting.plan.password is not None)
        audit = _Audit(parts_in(store), collecting, engine)
        entries = audit.finish(entries, tell)
        rows = [entry.row for entry in entries if entry.row is not None]
        if rows != list(before.values()):
            manifest = _written(store, manifest, before.values(), entries)
            keep_manifest(store, manifest)
        tidy(store, manifest, parts=True)
        status = [row.status for row in rows]
        gone = before.keys() - {row.path for row in rows}
        return Collected(
            len(rows),
            audit.audited,
            audit.taken_up,
            len(gone),
            status.count("unreadable"),
            status.count("failed"),
            tuple(audit.traces),
        )


def sources_in(store: Path, manifest: Manifest) -> list[SourceRow]:
    """The documents that a store has, in the order of their paths."""
    found = []
    for file in manifest.files.get(SOURCES, ()):
        with damage_told(store, file.name):
            found += read_rows(store / file.name, SourceRow)
    return found


def _compare(sources: Iterable[Source], before: Mapping[str, SourceRow], works: Works, *, again: bool) -> list[_Entry]:
    """Each document with its row of the store, where it is known to be the same still; what could not be read may be tried `again`."""
    known = {(row.sha256, row.work): row for row in before.values() if row.sha256}
    entries = [_compared(source, works.of(source.path), before, known, again) for source in sorted(set(sources))]
    return list(_with_what_the_store_lacks(entries, before.values()))


def _with_what_the_store_lacks(entries: Iterable[_Entry], before: Iterable[SourceRow]) -> Iterator[_Entry]:
    """The entries, of which the first of each content is audited again where the store has what came of it under another name."""
    held: dict[str, str] = {}
    for row in before:
        held.setdefault(row.document, row.work)
    standing = set[str]()
    for entry in entries:
        if entry.row is not None and entry.row.document not in standing:
            standing.add(entry.row.document)
            if held[entry.row.document] != entry.work:
                entry = entry._replace(row=None)
        yield entry


def _compared(
    source: Source, work: str, before: Mapping[str, SourceRow], known: Mapping[tuple[str, str], SourceRow], again: bool
) -> _Entry:
    path = shown(source.path)
    row = before.get(path)
    sha256 = row.sha256 if row and source.is_surely(row.size, row.mark) else sha256_of(source.path) if known else ""
    row = known.get((sha256, work))
    if row is None or not row.is_final or (again and row.status == "unreadable"):
        return _Entry(source, work)
    return _Entry(source, work, row._replace(path=path, size=source.size, mark=source.mark))


class _Audit:
    """The documents that have to be audited, each into a part, unless it has one from a run that was killed."""

    def __init__(self, parts: Path, collecting: Collecting, engine: Engine) -> None:
        self._parts, self._collecting, self._engine = parts, collecting, engine
        self.audited = self.taken_up = 0
        self.traces: list[str] = []

    def finish(self, entries: Sequence[_Entry], tell: Tell | None) -> list[_Entry]:
        """The entries, each with its row, and with a part where it had none."""
        finished = list(entries)
        waiting: list[int] = []
        for place, entry in enumerate(entries):
            if entry.row is None:
                part = self._part_of(entry)
                said = read_part(part)
                if said is None or not said.is_final:
                    waiting.append(place)
                else:
                    finished[place] = _finished(entry, part, said)
                    self.taken_up += 1
        paths = [entries[place].source.path for place in waiting]
        ready = len(entries) - len(paths)
        told = None if tell is None else lambda done, at: tell(ready + done, at)
        for number, came in self._engine(paths, self._collecting, told) if paths else ():
            entry = entries[waiting[number]]
            finished[waiting[number]] = self._keep(entry, came)
        return finished

    def _part_of(self, entry: _Entry) -> Path:
        return self._parts / name_of_part(entry.source, entry.work)

    def _keep(self, entry: _Entry, came: Came) -> _Entry:
        part, said = self._part_of(entry), part_in(came.part)
        if said is None:
            raise RuntimeError(f"what came of {shown(entry.source.path)} was damaged on its way")
        keep_part(part, came.part)
        self.audited += 1
        if came.trace:
            self.traces.append(f"{shown(entry.source.path)}\n{came.trace}")
        return _finished(entry, part, said)


def _finished(entry: _Entry, part: Path, said: Part) -> _Entry:
    source = entry.source
    years = ";".join("" if held.year is None else str(held.year) for held in said.disclosures)
    row = SourceRow(
        shown(source.path), source.size, source.mark, said.sha256, entry.work, said.disclosures[0].document, years,
        said.status, said.is_final,
    )  # fmt: skip
    return entry._replace(row=row, part=part)


def _written(store: Path, manifest: Manifest, before: Iterable[SourceRow], entries: Iterable[_Entry]) -> Manifest:
    """The data sets written anew where they change."""
    then, now = dict[str, Standing](), dict[str, Standing]()
    for row in before:
        _stand(then, row)
    rows = []
    for entry in entries:
        assert entry.row is not None
        _stand(now, entry.row, entry.part)
        rows.append(entry.row)
    return with_sources(store, merged(store, manifest, then, now), rows)


def _stand(standing: dict[str, Standing], row: SourceRow, part: Path | None = None) -> None:
    """Have the disclosures of a document in the store, unless another of the same content stands for it."""
    if row.document not in standing:
        for place, year in enumerate(row.years.split(";"), 1):
            standing[key_of(row.document, place)] = Standing(int(year) if year else None, row.path, part)

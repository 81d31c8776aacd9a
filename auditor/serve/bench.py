"""The process that has documents audited: one job after the other, each file in a process of its own."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import AuditorError
from auditor.serve.orders import (
    NOTED,
    OWN_REPORT,
    PRODUCTS,
    At,
    Audit,
    Audited,
    Cancel,
    Forget,
    Made,
    Make,
    Opened,
    Order,
    Reached,
    Result,
    Told,
)
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.documents.search import Search
    from auditor.records import DocumentRecord, RunRecord
    from auditor.reports.sights import Pictures
    from auditor.runs import Done, Plan
    from auditor.runs.beside import Connection


class Settings(NamedTuple):
    """What documents are held against; of several at a time, each within `timeout` seconds."""

    plan: Plan
    jobs: int | None
    """None for as many as they are worth."""
    timeout: float

    def work(self, pipe: Connection) -> None:
        """Do what is ordered until the other end is closed."""
        with suppress(EOFError, OSError):
            _Bench(pipe, self).work()


class _Finished(NamedTuple):
    """A job that is done, as long as something may be made of it."""

    order: Audit
    run: RunRecord
    places: dict[int, int]
    """By the numbers of its files, their places among the documents of the run."""


class _Cancelled(Exception):
    """The job at work is no longer wanted."""


class _Bench:
    def __init__(self, pipe: Connection, settings: Settings) -> None:
        self._pipe, self._settings = pipe, settings
        self._waiting: deque[Order] = deque()
        self._cancelled: set[str] = set()
        self._finished: dict[str, _Finished] = {}

    def work(self) -> None:
        while True:
            self._hear()
            order = self._waiting.popleft() if self._waiting else self._received()
            if isinstance(order, Audit):
                self._audit(order)
            elif isinstance(order, Make):
                self._make(order)
            elif isinstance(order, Forget):
                self._finished.pop(order.job, None)
            elif isinstance(order, Cancel):
                self._cancelled.add(order.job)

    def _hear(self) -> None:
        """Take what was ordered meanwhile; to cancel is not put off."""
        while self._pipe.poll():
            order = self._received()
            if isinstance(order, Cancel):
                self._cancelled.add(order.job)
            else:
                self._waiting.append(order)

    def _received(self) -> Order:
        """Raises `EOFError` where nothing more is wanted."""
        order: Order | None = self._pipe.recv()
        if order is None:
            raise EOFError
        return order

    def _tell(self, told: Told) -> None:
        self._pipe.send(told)

    def _audit(self, order: Audit) -> None:
        try:
            self._go_on(order)
            self._tell(Reached(order.job, "running"))
            with _inside(order.folder):
                self._finished[order.job] = self._audited(order)
            self._tell(Reached(order.job, "done"))
        except _Cancelled:
            self._finished.pop(order.job, None)
            self._tell(Reached(order.job, "cancelled"))
        except (EOFError, ConnectionError):
            raise
        except Exception as error:
            self._tell(Reached(order.job, "failed", _trace_of(error)))

    def _go_on(self, order: Audit) -> None:
        """Raises `_Cancelled` where the job is no longer wanted, and `EOFError` where nothing is."""
        self._hear()
        if order.job in self._cancelled:
            raise _Cancelled

    def _audited(self, order: Audit) -> _Finished:
        from auditor.records.build import assemble
        from auditor.records.spool import Spool, outline_of
        from auditor.reports.own import is_report
        from auditor.runs import audit_files
        from auditor.runs.apart import each_apart

        every, left_out = self._opened(order)
        own = {number for number, is_own in enumerate(each_apart(is_report, every, self._jobs(every))) if is_own}
        for number in sorted(own):
            self._tell(Audited(order.job, Result(number, OWN_REPORT)))
        numbers = [number for number in range(len(every)) if number not in own]
        files = [every[number] for number in numbers]
        plan = self._settings.plan
        plan = plan._replace(lang=plan.lang or order.lang)
        documents = Spool()
        drawn: list[Done] = []
        traces: list[str] = []

        def tell(done: int, at: str) -> None:
            self._go_on(order)
            where = files.index(Path(at)) if at else None
            self._tell(At(order.job, len(own) + done, None if where is None else numbers[where]))

        for number, done in zip(
            numbers, audit_files(files, plan, self._jobs(files), self._settings.timeout, tell), strict=True
        ):
            documents.append(done.record)
            if done.sights:
                drawn.append(done._replace(record=outline_of(done.record)))
            if done.trace:
                traces.append(f"{done.record['path']}\n{done.trace}")
            self._tell(Audited(order.job, _result(number, len(documents), done.record)))
        self._tell(Reached(order.job, "writing", "\n".join(traces)))
        run = assemble(documents, plan.rulebook, (*order.left_out, *left_out))
        finished = _Finished(order, run, {number: place for place, number in enumerate(numbers)})
        self._write(finished, "html", self._pictures(order, drawn, plan))
        self._tell(Made(order.job, "html", _name_of("html")))
        return finished

    def _opened(self, order: Audit) -> Search:
        """The files of a job with the documents of archives in place of these, which is told where there are any."""
        from auditor.documents.search import Search, opened
        from auditor.documents.zipped import SUFFIX, members_of
        from auditor.runs.apart import each_apart

        files = [Path(name) for name in order.files]
        archives = [file for file in files if file.suffix.lower() == SUFFIX]
        if not archives:
            return Search(files, [])
        members = each_apart(members_of, archives, self._jobs(archives))
        found = opened(files, dict(zip(archives, members, strict=True)))
        self._tell(Opened(order.job, tuple(file.as_posix() for file in found.files), tuple(found.left_out)))
        return found

    def _jobs(self, files: Sequence[Path]) -> int:
        from auditor.runs import jobs_for

        return self._settings.jobs or jobs_for(files)

    def _pictures(self, order: Audit, drawn: Sequence[Done], plan: Plan) -> Pictures:
        from auditor.runs.pictures import pictures_of

        jobs = self._jobs([Path(done.record["path"]) for done in drawn])
        return pictures_of(drawn, plan.password, jobs, lambda done, at: self._go_on(order))

    def _write(self, finished: _Finished, product: str, pictures: Pictures | None = None) -> None:
        from auditor.reports import render_pieces

        lang = self._settings.plan.lang or finished.order.lang
        with Path(_name_of(product)).open("wb") as stream:
            stream.writelines(render_pieces(finished.run, product, lang, pictures=pictures))

    def _make(self, order: Make) -> None:
        finished = self._finished.get(order.job)
        if finished is None:
            return
        made = Made(order.job, order.product, None)
        try:
            with _inside(finished.order.folder):
                if order.product in PRODUCTS:
                    self._write(finished, order.product)
                    made = made._replace(file=_name_of(order.product))
                else:
                    made = made._replace(file=self._noted(finished, int(order.product.removeprefix(NOTED))))
        except (AuditorError, OSError) as error:
            made = made._replace(refusal=str(error))
        except Exception as error:
            made = made._replace(refusal=f"{type(error).__name__}: {error}", trace=_trace_of(error))
        self._tell(made)

    def _noted(self, finished: _Finished, number: int) -> str:
        """Write the copy of a file with its findings noted; gives its name. Raises `UsageError` where there can be none."""
        from auditor.annotations import notes_of
        from auditor.runs.copies import noted_copy

        record = finished.run["documents"][finished.places[number]]
        name = f"{NOTED}{number}{Path(record['path']).suffix}"
        plan = self._settings.plan
        notes = notes_of(record, finished.run)
        made = noted_copy(record, notes, Path(name), plan.password, self._settings.timeout)
        (_made_in() / name).write_bytes(made.content)
        return str(_made_in() / name)


def _made_in() -> Path:
    """The folder of what is made of a job, beside that of its files, which is the one at work."""
    return Path("..", "made")


def _name_of(product: str) -> str:
    return str(_made_in() / f"report.{PRODUCTS[product]}")


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Work where the files are, so that reports name them as the browser does."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _result(number: int, place: int, record: DocumentRecord) -> Result:
    from auditor.reports.standing import counts_of, standing_of

    counts = counts_of(record)
    return Result(
        number,
        standing_of(record),
        counts["error"],
        counts["warning"],
        counts["note"],
        record.get("organisation") or "",
        record.get("error") or "",
        place,
        bool(counts["error"] or counts["warning"]) and _can_be_noted(record),
    )


def _can_be_noted(record: DocumentRecord) -> bool:
    from auditor.annotations import maker_of
    from auditor.documents.formats import NAMES

    extension = record["format"]
    kind = next((kind for kind, names in NAMES.items() if extension in names), "txt")
    try:
        maker_of(kind, record["path"])
    except AuditorError:
        return False
    return True


def _trace_of(error: Exception) -> str:
    import traceback

    return "".join(traceback.format_exception(error))

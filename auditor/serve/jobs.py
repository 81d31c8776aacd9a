"""The jobs of a server, as the browser sees them: their files, how far they are, what is made of them."""

from __future__ import annotations

import os
import secrets
import shutil
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from auditor.documents.search import Kind, LeftOut, sort_of_name
from auditor.records.choices import Lang
from auditor.runs.beside import Beside, Connection
from auditor.serve.names import distinct, safe_path
from auditor.serve.orders import (
    NOTED,
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

MIB = 2**20
State = Literal["receiving", "waiting", "running", "writing", "done", "cancelled", "failed"]
_BUSY = ("running", "writing")
_ENDED = ("done", "cancelled", "failed")


class Limits(NamedTuple):
    """How much a server takes; sizes in bytes."""

    file: int = 64 * MIB
    """As much as is read of a document."""
    job: int = 512 * MIB
    files: int = 500
    jobs: int = 20
    """Those that are there at the same time."""
    all: int = 1024 * MIB
    """Of all jobs that are there."""


class Refusal(Exception):
    """What is asked for is not done; `key` is one of the words of the page, `status` that of HTTP."""

    def __init__(self, key: str, status: int = 409, **blanks: object) -> None:
        super().__init__(key)
        self.key, self.status, self.blanks = key, status, blanks


class Offer(NamedTuple):
    """A file that the browser could send."""

    name: str
    size: int
    is_searched: bool
    """Whether it is from a folder, where not every file is a document."""


@dataclass
class File:
    name: str
    size: int
    left_out: Kind | Literal["other", "large", "opened"] | None = None
    """Why it is not audited; of an archive that was opened the documents in it are."""
    is_here: bool = False
    result: Result | None = None


@dataclass
class Product:
    """Something that is made of a job on demand."""

    file: Path | None = None
    refusal: str = ""


@dataclass
class Job:
    id: str
    lang: Lang
    folder: Path
    files: list[File]
    state: State = "receiving"
    done: int = 0
    at: int | None = None
    order: list[int] = field(default_factory=list)
    """The numbers of the files that are audited."""
    products: dict[str, Product] = field(default_factory=dict)
    is_doomed: bool = False
    """Whether it is to be removed as soon as nothing works at it."""
    is_lost: bool = False
    """Whether nothing more can be made of it."""

    @property
    def is_worked_at(self) -> bool:
        return self.state in _BUSY or any(not made.file and not made.refusal for made in self.products.values())


class Jobs:
    """All jobs; what is told from beside comes in a thread of its own."""

    def __init__(
        self, folder: Path, work: Callable[[Connection], None], limits: Limits, log: Callable[[str], None]
    ) -> None:
        self.limits = limits
        self._folder, self._work, self._log = folder, work, log
        self._lock = threading.RLock()
        self._jobs: dict[str, Job] = {}
        self._is_ended = False
        self._beside: Beside | None = None

    def begin(self, beside: Beside) -> None:
        """Have the work done by a process."""
        self._beside = beside
        threading.Thread(target=self._listen, args=(beside,), daemon=True).start()

    def end(self) -> None:
        with self._lock:
            self._is_ended = True
            beside, self._beside = self._beside, None
        if beside is not None:
            beside.stop()

    def open(self, offers: Sequence[Offer], lang: Lang) -> Job:
        """A job for the files that are wanted of those offered; raises `Refusal`."""
        if len(offers) > self.limits.files:
            raise Refusal("too-many-files", 413, most=self.limits.files)
        files = [
            File(str(path), offer.size, self._reason(offer, path))
            for offer, path in zip(offers, distinct(safe_path(offer.name) for offer in offers), strict=True)
        ]
        wanted = [file for file in files if file.left_out is None]
        if not wanted and not any(file.left_out == "large" for file in files):
            raise Refusal("no-document", 422)
        if _size_of(files) > self.limits.job:
            raise Refusal("too-large-in-all", 413, most=self.limits.job // MIB)
        with self._lock:
            if self._size() + _size_of(files) > self.limits.all:
                raise Refusal("too-much", 413, most=self.limits.all // MIB)
            if len(self._jobs) >= self.limits.jobs:
                raise Refusal("too-many-jobs", 429, most=self.limits.jobs)
            name = secrets.token_hex(8)
            job = Job(name, lang, self._folder / name, files)
            for folder in (job.folder, job.folder / "in", job.folder / "made"):
                folder.mkdir(mode=0o700)
            self._jobs[name] = job
        return job

    def _size(self) -> int:
        """Bytes of the files of jobs that have not been removed."""
        return sum(_size_of(job.files) for job in self._jobs.values() if job.state not in ("cancelled", "failed"))

    def _reason(self, offer: Offer, path: PurePosixPath) -> Kind | Literal["other", "large"] | None:
        """Why a file is not wanted."""
        sort = sort_of_name(path) if offer.is_searched else "document"
        if sort == "document":
            return "large" if offer.size > self.limits.file else None
        return sort or "other"

    def job(self, name: str) -> Job:
        """Raises `Refusal` where there is none."""
        with self._lock:
            job = self._jobs.get(name)
        if job is None or job.is_doomed:
            raise Refusal("no-job", 404)
        return job

    def place(self, job: Job, number: int) -> tuple[Path, int]:
        """Where a file of a job is to be written, and how many bytes it has; raises `Refusal`."""
        if not 0 <= number < len(job.files) or job.files[number].left_out or job.files[number].is_here:
            raise Refusal("no-such-file", 404)
        if job.state != "receiving":
            raise Refusal("too-late")
        target = job.folder / "in" / job.files[number].name
        assert target.is_relative_to(job.folder / "in")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return target, job.files[number].size

    def start(self, job: Job) -> None:
        """Have the files audited that are here; the others count as left out. Raises `Refusal`."""
        with self._lock:
            if job.state != "receiving":
                raise Refusal("too-late")
            job.order = [number for number, file in enumerate(job.files) if file.is_here]
            if not job.order:
                raise Refusal("no-document", 422)
            names = tuple(job.files[number].name for number in job.order)
            left_out = tuple(
                LeftOut(Path(file.name), file.left_out)
                for file in job.files
                if file.left_out in ("archive", "image", "link")
            )
            job.state = "waiting"
            self._send(Audit(job.id, job.folder / "in", names, left_out, job.lang))

    def cancel(self, job: Job) -> None:
        """Stop at a job and remove what was sent of it; nothing where it has ended."""
        with self._lock:
            if job.state in _ENDED:
                return
            if job.order:
                self._send(Cancel(job.id))
            if job.state in ("receiving", "waiting"):
                self._reach(job, "cancelled")

    def remove(self, job: Job) -> None:
        """Keep nothing of a job: at once, or as soon as nothing works at it."""
        with self._lock:
            job.is_doomed = True
            if job.order and job.state not in _ENDED:
                self._send(Cancel(job.id))
            if not job.is_worked_at:
                self._drop(job)

    def make(self, job: Job, product: str) -> None:
        """Order a product of a job that is done; raises `Refusal` for what there is none of."""
        with self._lock:
            made = job.products.get(product)
            if made is not None and not made.refusal:
                return
            if job.state != "done" or job.is_lost or not self._has(job, product):
                raise Refusal("no-such-file", 404)
            job.products[product] = Product()
            number = product.removeprefix(NOTED)
            told = f"{NOTED}{job.order.index(int(number))}" if number != product else product
            self._send(Make(job.id, told))

    def _has(self, job: Job, product: str) -> bool:
        if product in PRODUCTS:
            return True
        number = product.removeprefix(NOTED)
        if number == product or not number.isdecimal() or not number.isascii() or int(number) not in job.order:
            return False
        result = job.files[int(number)].result
        return result is not None and result.can_be_noted

    def product(self, job: Job, product: str) -> tuple[Path, str]:
        """The file of a product, and the name to save it under; raises `Refusal` where it is not there."""
        with self._lock:
            made = job.products.get(product)
        if made is None or made.file is None:
            raise Refusal("no-such-file", 404)
        if product in PRODUCTS:
            return made.file, f"audit.{PRODUCTS[product]}"
        path = PurePosixPath(job.files[int(product.removeprefix(NOTED))].name)
        return made.file, f"{path.stem}-noted{path.suffix}"

    def every(self) -> list[dict[str, Any]]:
        """What the page shows of all jobs, the latest last."""
        with self._lock:
            return [self.shown(job) for job in self._jobs.values() if not job.is_doomed]

    def shown(self, job: Job) -> dict[str, Any]:
        """What the page shows of a job."""
        with self._lock:
            return {
                "id": job.id,
                "state": job.state,
                "done": job.done,
                "total": len(job.order),
                "at": None if job.at is None else job.order[job.at],
                "lost": job.is_lost,
                "files": [_shown(file) for file in job.files],
                "products": {
                    name: {"ready": made.file is not None, "refusal": made.refusal}
                    for name, made in job.products.items()
                },
            }

    def _send(self, order: Order) -> None:
        """Tell the process beside; where it has died, have another one."""
        if self._is_ended:
            raise Refusal("too-late")
        if self._beside is None:
            self._log("auditor: the process that has documents audited had died; another one takes its place")
            self.begin(Beside(self._work))
        assert self._beside is not None
        # Who listens tells that it is dead.
        with suppress(OSError):
            self._beside.pipe.send(order)

    def _listen(self, beside: Beside) -> None:
        with suppress(EOFError, OSError):
            while True:
                told = beside.pipe.recv()
                with self._lock:
                    self._hear(told)
        with self._lock:
            if self._is_ended or self._beside is not beside:
                return
            self._beside = None
            for job in list(self._jobs.values()):
                self._lose(job)
        beside.stop()

    def _lose(self, job: Job) -> None:
        """Nothing more comes of a job, for its process is gone."""
        job.is_lost = True
        if job.state not in (*_ENDED, "receiving"):
            self._reach(job, "failed")
        for made in job.products.values():
            if made.file is None:
                made.refusal = made.refusal or "-"
        if job.is_doomed:
            self._drop(job)

    def _hear(self, told: Told) -> None:
        job = self._jobs.get(told.job)
        if isinstance(told, Reached | Made) and told.trace:
            self._log(f"auditor: internal error in an audit\n{told.trace}")
        if job is None:
            return
        if isinstance(told, At):
            job.done, job.at = told.done, told.number
        elif isinstance(told, Opened):
            _open(job, told)
        elif isinstance(told, Audited):
            job.files[job.order[told.result.number]].result = told.result
        elif isinstance(told, Reached):
            self._reach(job, told.stage)
        elif isinstance(told, Made):
            self._take(job, told)
        if job.is_doomed and not job.is_worked_at:
            self._drop(job)

    def _reach(self, job: Job, stage: State) -> None:
        job.state, job.at = stage, None
        if stage in ("writing", "done"):
            job.done = len(job.order)
        if stage in ("cancelled", "failed"):
            shutil.rmtree(job.folder, ignore_errors=True)

    def _take(self, job: Job, told: Made) -> None:
        name = told.product
        if name.startswith(NOTED):
            name = f"{NOTED}{job.order[int(name.removeprefix(NOTED))]}"
        # As the other process names it, from the folder of the files.
        file = None if told.file is None else Path(os.path.normpath(job.folder / "in" / told.file))
        job.products[name] = Product(file, told.refusal)

    def _drop(self, job: Job) -> None:
        self._jobs.pop(job.id, None)
        shutil.rmtree(job.folder, ignore_errors=True)
        if job.order and self._beside is not None:
            self._send(Forget(job.id))


def _size_of(files: Sequence[File]) -> int:
    """Bytes of those that are wanted."""
    return sum(file.size for file in files if file.left_out is None)


def _open(job: Job, told: Opened) -> None:
    """Put the documents of archives in place of these; the files that are there keep their numbers."""
    known = {job.files[number].name: number for number in job.order}
    inside = [File(name, 0, is_here=True) for name in told.files if name not in known]
    inside += [File(left_out.path.as_posix(), 0, left_out.kind, is_here=True) for left_out in told.left_out]
    for name in known.keys() - set(told.files):
        job.files[known[name]].left_out = "opened"
    known |= {file.name: len(job.files) + place for place, file in enumerate(inside)}
    job.files += inside
    job.order = [known[name] for name in told.files]


def _shown(file: File) -> dict[str, Any]:
    result = file.result
    return {
        "name": file.name,
        "size": file.size,
        "leftOut": file.left_out,
        "here": file.is_here,
        "result": None
        if result is None
        else {
            "standing": result.standing,
            "errors": result.errors,
            "warnings": result.warnings,
            "notes": result.notes,
            "body": result.body,
            "says": result.says,
            "place": result.place,
            "noted": result.can_be_noted,
        },
    }

"""Documents that the server is given when it starts, taken in as if they had been dropped on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from auditor.documents.search import search
from auditor.errors import UsageError
from auditor.files import read_regular
from auditor.records.choices import Lang
from auditor.serve.jobs import Job, Jobs, Offer, Refusal
from auditor.serve.words import word
from auditor.tuples import NamedTuple


class _Given(NamedTuple):
    file: Path
    name: str
    """As a browser tells it: with the folders below the one that was given, and with that."""
    is_searched: bool


def take_in(jobs: Jobs, paths: Sequence[str], lang: Lang) -> None:
    """Have the documents audited that paths name: copies of files, and of what is found in folders.

    Raises `NoDocument` for a path behind which there is none, and `UsageError` where they are more than a server takes.
    """
    every = list(dict.fromkeys(given for path in paths for given in _behind(Path(path))))
    try:
        job = jobs.open([Offer(given.name, _size_of(given.file), given.is_searched) for given in every], lang)
        for number, given in enumerate(every):
            _copy(jobs, job, number, given.file)
        jobs.start(job)
    except Refusal as refusal:
        raise UsageError(word(refusal.key, lang, **refusal.blanks)) from refusal


def _behind(path: Path) -> Iterator[_Given]:
    found = search([path])
    whole = path.absolute()
    for file in found.files:
        yield _Given(file, _name_of(file, whole), False)
    for left_out in found.left_out:
        yield _Given(left_out.path, _name_of(left_out.path, whole), True)


def _name_of(file: Path, given: Path) -> str:
    at = file.absolute()
    return at.relative_to(given.parent).as_posix() if at.is_relative_to(given) else at.name


def _size_of(file: Path) -> int:
    """Bytes of a file; 0 of what cannot be read, which the page then tells."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _copy(jobs: Jobs, job: Job, number: int, file: Path) -> None:
    """Put a file where the job has it; one that cannot be read, or has changed meanwhile, is told as not taken in."""
    if job.files[number].left_out:
        return
    target, size = jobs.place(job, number)
    with suppress(OSError):
        content = read_regular(file, jobs.limits.file)
        if len(content) == size:
            target.write_bytes(content)
            job.files[number].is_here = True

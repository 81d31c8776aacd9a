"""What the process that answers the browser and the one that has documents audited tell each other."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from auditor.documents.search import LeftOut
from auditor.records.choices import Lang
from auditor.reports.standing import Standing
from auditor.tuples import NamedTuple

Stage = Literal["running", "writing", "done", "cancelled", "failed"]
PRODUCTS = {"html": "html", "xlsx": "xlsx", "docx": "docx"}
"""The reports that are made of a job, and their extensions; beside them `noted-N` is the copy of its file number N."""
NOTED = "noted-"
OWN_REPORT: Final = "own-report"
"""What is said of a file that is a report of the auditor."""


class Audit(NamedTuple):
    """To audit the files of a job, which lie under their names in a folder, and write the page of it."""

    job: str
    folder: Path
    files: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    lang: Lang
    """Of what stands around the documents in a report, and of those where no other language is asked for."""


class Make(NamedTuple):
    """To make something of a job that is done."""

    job: str
    product: str


class Cancel(NamedTuple):
    """To stop at a job, or not begin it."""

    job: str


class Forget(NamedTuple):
    """To keep nothing of a job any more."""

    job: str


Order = Audit | Make | Cancel | Forget


class Result(NamedTuple):
    """What came of one file; `number` is its place in the order."""

    number: int
    standing: Standing | Literal["own-report"]
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    body: str = ""
    """Whose document it is, as far as it says so."""
    says: str = ""
    """Why it could not be audited."""
    place: int = 0
    """Which document of the report it is, from 1."""
    can_be_noted: bool = False


class At(NamedTuple):
    """How many files of a job are done, and which one is being audited."""

    job: str
    done: int
    number: int | None


class Reached(NamedTuple):
    """What a job has come to; `trace` is the traceback where something of the auditor broke."""

    job: str
    stage: Stage
    trace: str = ""


class Opened(NamedTuple):
    """The archives among the files of a job were opened: from now on these are its files, in the order of their numbers."""

    job: str
    files: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    """What of the archives is not audited."""


class Audited(NamedTuple):
    job: str
    result: Result


class Made(NamedTuple):
    """A product is there, as a file of the folder of the job; or `refusal` says why it cannot be made."""

    job: str
    product: str
    file: str | None
    refusal: str = ""
    trace: str = ""


Told = At | Reached | Opened | Audited | Made

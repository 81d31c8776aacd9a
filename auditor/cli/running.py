"""How a command runs over its documents: how many at a time, how long each may take, and what it shows meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.console import tell_user
from auditor.cli.texts import option
from auditor.messages import told
from auditor.runs import MOST_SECONDS

if TYPE_CHECKING:
    from auditor.cli.progress import Progress
    from auditor.reports.sights import Pictures
    from auditor.runs import Done, Plan


def _jobs(context: click.Context, option: click.Parameter, value: str) -> int | None:
    """A number of processes from 1; None for `auto`."""
    if value == "auto":
        return None
    if not value.isdecimal() or not int(value):
        raise click.BadParameter(told("no-number-of-jobs", value=value), context, option)
    return int(value)


RUN_OPTIONS = (
    option(
        "-j",
        "--jobs",
        callback=_jobs,
        metavar="auto|N",
        default="auto",
        show_default=True,
        help="--jobs",
    ),
    option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        default=MOST_SECONDS,
        show_default=True,
        help="--timeout",
    ),
    option("--no-cache", is_flag=True, help="--no-cache"),
    option("--no-progress", is_flag=True, help="--no-progress"),
)


def audit_all(
    files: Sequence[Path], plan: Plan, options: dict[str, Any], also: Callable[..., Any] | None = None
) -> Iterator[Done]:
    """What comes of files, one after the other in their order; what the auditor broke on is told on standard error at the end."""
    from auditor.runs import audit_files

    broken = []
    with progress_of(len(files), options) as progress:
        for done in audit_files(files, plan, _jobs_for(files, options), options["timeout"], progress.tell, also):
            if done.trace:
                broken.append(told("internal-error-in", path=done.record["path"], trace=done.trace))
            yield done
    for said in broken:
        tell_user(said)


def draw_all(drawn: Sequence[Done], plan: Plan, options: dict[str, Any]) -> Pictures:
    """The pictures of pages that reports show, of documents that have sights."""
    if not drawn:
        return {}
    from auditor.runs.pictures import pictures_of

    jobs = _jobs_for([Path(done.record["path"]) for done in drawn], options)
    with progress_of(len(drawn), options) as progress:
        return pictures_of(drawn, plan.password, jobs, progress.tell)


def _jobs_for(files: Sequence[Path], options: dict[str, Any]) -> int:
    from auditor.runs import jobs_for

    return jobs_for(files) if options["jobs"] is None else int(options["jobs"])


def progress_of(count: int, options: dict[str, Any]) -> Progress:
    """What is shown meanwhile, where the options of a command want anything."""
    from auditor.cli.progress import Progress

    wanted = not (options.get("quiet") or options["no_progress"])
    return Progress(count, wanted, options.get("colour", "auto"))

"""How a command runs over its documents: how many at a time, how long each may take, and what it shows meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from auditor.records import DocumentRecord
    from auditor.runs import Plan


def _jobs(context: click.Context, option: click.Parameter, value: str) -> int | None:
    """A number of processes from 1; None for `auto`."""
    if value == "auto":
        return None
    if not value.isdecimal() or not int(value):
        raise click.BadParameter(f"{value!r} is neither 'auto' nor a number from 1.", context, option)
    return int(value)


RUN_OPTIONS = (
    click.option(
        "-j",
        "--jobs",
        callback=_jobs,
        metavar="auto|N",
        default="auto",
        show_default=True,
        help="Documents audited at a time; auto is one for a few small ones, else one for each core.",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        help="Give up a document that takes longer: it counts as unreadable.",
    ),
    click.option("--no-cache", is_flag=True, help="Read every document anew, and keep nothing of it."),
    click.option("--no-progress", is_flag=True, help="No progress on standard error, not even on a terminal."),
)


def audit_all(files: list[Path], plan: Plan, options: dict[str, Any]) -> list[DocumentRecord]:
    """The records of files, in their order; what the auditor broke on is told on standard error."""
    from auditor.cli.progress import Progress
    from auditor.runs import audit_files, jobs_for

    jobs = jobs_for(files) if options["jobs"] is None else options["jobs"]
    wanted = not (options.get("quiet") or options["no_progress"])
    with Progress(len(files), wanted, options.get("colour", "auto")) as progress:
        every = list(audit_files(files, plan, jobs, options["timeout"], progress.tell))
    for done in every:
        if done.trace:
            click.echo(f"auditor: internal error in {done.record['path']}\n{done.trace}", err=True)
    return [done.record for done in every]

"""`auditor waive`: answer for one finding, with a reason and until a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.auditing import audit, audit_options
from auditor.cli.configured import Configured
from auditor.cli.console import print_lines, tell_user
from auditor.cli.exceptions import as_of_option, day_of, require, waivers_file, waivers_option
from auditor.cli.files import write_file
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.exceptions import Entry, Waiver
    from auditor.records import RunRecord


@click.command("waive", cls=Configured)
@click.argument("finding")
@audit_options
@click.option("--reason", help="Why the finding may stand.")
@click.option("--by", help="Who approved it.")
@click.option("--until", callback=day_of, metavar="DATE", help="The last day it holds (YYYY-MM-DD).")
@click.option(
    "--file", "only_file", type=click.Path(), help="Waive it in this file only, not in others of the document."
)
@click.option("--audit", "audit_file", type=click.Path(dir_okay=False), help="Take the finding from this JSON report.")
@click.option("--replace", is_flag=True, help="Renew a waiver that is there.")
@waivers_option
@as_of_option
@click.pass_context
def waive_command(context: click.Context, /, finding: str, **options: Any) -> None:
    """Write a waiver of one finding into the file of waivers.

    FINDING is its id, such as 7K3Q-9M2D. The waiver is void as soon as one of its numbers changes, and over after its
    last day. What is missing is asked for at a terminal.
    """
    from auditor.exceptions import load_waivers, with_waiver
    from auditor.messages import tell
    from auditor.reports.setup import MESSAGES
    from auditor.reports.standing import language_of_run

    require(options, "reason", "by", "until")
    file = waivers_file(context, options)
    known = load_waivers(file) if file.is_file() else []
    run = _run(context, options)
    entry = _found(run, finding.upper(), options["only_file"])
    waiver = _waiver(context, entry, file, options)
    same = [other for other in known if (other.id, other.file) == (waiver.id, waiver.file)]
    if same and not options["replace"]:
        raise UsageError(f"{file}:{same[0].line}: {waiver.id} is waived already; --replace renews it")
    before = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    _write(file, with_waiver(before, waiver), len(known) + (0 if same else 1))
    about = f"{waiver.id}  {entry.rule}  {' '.join(entry.numbers)}  {entry.place}  -> {waiver.expires}"
    print_lines([f"{file}: {about}"])
    tell_user(tell(MESSAGES, "next-waive", language_of_run(run, options["lang"])))


def _write(file: Path, text: str, waivers: int) -> None:
    """Write the file of waivers, unless it was written in a way that a block does not fit into."""
    import tomllib

    try:
        is_right = len(tomllib.loads(text).get("waiver", ())) == waivers
    except tomllib.TOMLDecodeError:
        is_right = False
    if not is_right:
        raise UsageError(f"{file}: nothing was written: its waivers must be blocks that begin with [[waiver]]")
    write_file(file, text)


def _run(context: click.Context, options: dict[str, Any]) -> RunRecord:
    if options["audit_file"] is None:
        return audit(context, options).run
    from auditor.records.stored import load_run

    return load_run(options["audit_file"])


def _found(run: RunRecord, wanted: str, only_file: str | None) -> Entry:
    """The finding to waive; raises `UsageError` where there is none, or where files of one document differ about it."""
    from auditor.cli.options import nearest
    from auditor.exceptions.baseline import entry_of

    entries: dict[tuple[str, ...], tuple[Entry, str]] = {}
    ids: set[str] = set()
    for document in run["documents"]:
        if only_file is not None and Path(document["path"]).absolute() != Path(only_file).absolute():
            continue
        for finding in document.get("findings", []):
            ids.add(finding["id"])
            if finding["id"] == wanted:
                entry = entry_of(finding, document)
                entries.setdefault(entry.order, (entry, document["path"]))
    if not entries:
        raise UsageError(f"no finding has the id {wanted}{nearest(wanted, sorted(ids))}")
    if len(entries) > 1:
        paths = ", ".join(path for _, path in entries.values())
        raise UsageError(f"{wanted} has other numbers in each of {paths}: give one with --file")
    return next(iter(entries.values()))[0]


def _waiver(context: click.Context, entry: Entry, file: Path, options: dict[str, Any]) -> Waiver:
    from datetime import date

    from auditor.exceptions import Waiver
    from auditor.globs import relative

    reason = options["reason"] or str(click.prompt("Reason", err=True))
    by = options["by"] or str(click.prompt("Approved by", err=True))
    until = options["until"] or day_of(context, None, click.prompt("Last day (YYYY-MM-DD)", err=True))
    today = options["as_of"] or date.today()
    if until is None or until < today:
        raise UsageError(f"{until} is past: a waiver holds until a day to come")
    only = relative(options["only_file"], file.parent) if options["only_file"] else None
    return Waiver(entry.id, entry.rule, entry.document, entry.place, entry.numbers, reason, by, today, until, only)

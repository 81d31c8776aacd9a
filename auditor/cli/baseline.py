"""`auditor baseline`: the findings that legacy documents are known to have, so that only others count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.across import audit_or_hold, store_option
from auditor.cli.auditing import audit_options, together_options
from auditor.cli.configured import Configured
from auditor.cli.console import print_lines, tell_user
from auditor.cli.exceptions import as_of_option, baseline_file, baseline_option, load_exceptions, waivers_option
from auditor.cli.files import write_file
from auditor.cli.status import FOUND, THRESHOLDS
from auditor.cli.texts import Group, option
from auditor.errors import UsageError
from auditor.messages import told

if TYPE_CHECKING:
    from auditor.exceptions import Entry
    from auditor.records import Lang
    from auditor.reports.baseline_changes import Changes


@click.group("baseline", cls=Group, help="baseline")
@click.pass_context
def baseline_command(context: click.Context) -> None:
    """Record the findings that are known, so that only others count."""


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    fail_on = option("--fail-on", type=click.Choice(THRESHOLDS), default="error", help="baseline --fail-on")
    for add in reversed(
        (audit_options, together_options, store_option, fail_on, baseline_option, waivers_option, as_of_option)
    ):
        command = add(command)
    return command


@baseline_command.command("create", cls=Configured, help="baseline create")
@_shared
@option("--force", is_flag=True, help="baseline --force")
@click.pass_context
def create_command(context: click.Context, /, force: bool, **options: Any) -> None:
    """Write a baseline of every finding that is not waived."""
    file = baseline_file(context, options)
    if file.exists() and not force:
        raise UsageError(told("baseline-already", file=file))
    changes = _compared(context, options, entries=[])
    _write(file, changes.new)
    _say(changes, file, "created", options["lang"], show=())


@baseline_command.command("update", cls=Configured, help="baseline update")
@_shared
@option("--add", is_flag=True, help="--add")
@click.pass_context
def update_command(context: click.Context, /, add: bool, **options: Any) -> None:
    """Remove the entries whose finding is gone or has other numbers; without --add a baseline only shrinks."""
    file = _existing(context, options)
    changes = _compared(context, options)
    _write(file, [*changes.kept, *(changes.new if add else [])])
    _say(changes, file, "updated", options["lang"], show=("gone", "changed", *(("new",) if add else ())))


@baseline_command.command("diff", cls=Configured, help="baseline diff")
@_shared
@click.pass_context
def diff_command(context: click.Context, /, **options: Any) -> None:
    """Show what an update with --add would change; the exit status is 1 if there is anything."""
    file = _existing(context, options)
    changes = _compared(context, options)
    _say(changes, file, "compared", options["lang"], show=("gone", "changed", "new"))
    context.exit(FOUND if changes.gone or changes.changed or changes.new else 0)


def _existing(context: click.Context, options: dict[str, Any]) -> Path:
    file = baseline_file(context, options)
    if not file.is_file():
        raise UsageError(told("no-baseline", file=file))
    return file


def _compared(context: click.Context, options: dict[str, Any], entries: list[Entry] | None = None) -> Changes:
    """The findings of a run beside the baseline; `entries` stand for those of the file."""
    from auditor.exceptions import entries_of
    from auditor.records import SEVERITIES
    from auditor.records.spool import outlines_of
    from auditor.reports.baseline_changes import changes_of

    options["no_baseline"] = entries is not None
    exceptions = load_exceptions(context, options)
    audited = audit_or_hold(context, options, exceptions)
    unread = [document["path"] for document in outlines_of(audited.run) if document["status"] != "audited"]
    for path in unread:
        tell_user(told("entries-stay", path=path))
    severities = SEVERITIES if options["fail_on"] == "note" else SEVERITIES[:-1]
    known = exceptions.entries if exceptions is not None and entries is None else []
    return changes_of(known, entries_of(audited.run, severities), audited.run)


def _write(file: Path, entries: list[Entry]) -> None:
    from auditor.exceptions import baseline_text

    write_file(file, baseline_text(entries))


def _say(changes: Changes, file: Path, what: str, lang: Lang | None, show: tuple[str, ...]) -> None:
    from auditor.reports.baseline_changes import change_lines

    print_lines(change_lines(changes, file.as_posix(), what, lang, show))

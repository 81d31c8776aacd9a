"""`auditor waive`: answer for one finding, with a reason and until a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.across import audit_or_hold, store_option
from auditor.cli.auditing import audit_options, together_options
from auditor.cli.configured import Configured, configuration_of
from auditor.cli.console import print_lines, tell_user
from auditor.cli.exceptions import as_of_option, day_of, require, waivers_file, waivers_option
from auditor.cli.files import write_file
from auditor.cli.texts import argument, option
from auditor.errors import UsageError
from auditor.messages import told
from auditor.nearness import nearest

_MOST_DAYS = 366
"""How long a waiver may hold where the configuration does not say."""

if TYPE_CHECKING:
    from datetime import date

    from auditor.exceptions import Entry, Waiver
    from auditor.records import RunRecord


@click.command("waive", cls=Configured, help="waive")
@argument("finding")
@audit_options
@together_options
@store_option
@option("--reason", help="--reason")
@option("--by", help="--by")
@option("--until", callback=day_of, metavar="DATE", help="--until")
@option("--file", "only_file", type=click.Path(), help="--file")
@option("--audit", "audit_file", type=click.Path(dir_okay=False), help="--audit")
@option("--replace", is_flag=True, help="--replace")
@waivers_option
@as_of_option
@click.pass_context
def waive_command(context: click.Context, /, finding: str, **options: Any) -> None:
    """Write a waiver of one finding into the file of waivers."""
    from auditor.exceptions import load_waivers, with_waiver

    require(options, "reason", "by", "until")
    _check_until(context, options)
    file = waivers_file(context, options)
    known = load_waivers(file) if file.is_file() else []
    run = _run(context, options)
    entry = _found(run, finding.upper(), options["only_file"])
    waiver = _waiver(context, entry, file, options)
    same = [other for other in known if (other.id, other.file) == (waiver.id, waiver.file)]
    if same and not options["replace"]:
        raise UsageError(told("waived-already", file=file, line=same[0].line, id=waiver.id))
    before = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    _write(file, with_waiver(before, waiver), len(known) + (0 if same else 1))
    about = f"{waiver.id}  {entry.rule}  {' '.join(entry.numbers)}  {entry.place}  -> {waiver.expires}"
    print_lines([told("of-file", file=file, says=about)])
    tell_user(told("next-waive"))


def _write(file: Path, text: str, waivers: int) -> None:
    """Write the file of waivers, unless it was written in a way that a block does not fit into."""
    import tomllib

    try:
        is_right = len(tomllib.loads(text).get("waiver", ())) == waivers
    except tomllib.TOMLDecodeError:
        is_right = False
    if not is_right:
        raise UsageError(told("waivers-not-written", file=file))
    write_file(file, text)


def _run(context: click.Context, options: dict[str, Any]) -> RunRecord:
    if options["audit_file"] is None:
        return audit_or_hold(context, options).run
    from auditor.records.stored import load_run

    return load_run(options["audit_file"])


def _found(run: RunRecord, wanted: str, only_file: str | None) -> Entry:
    """The finding to waive; raises `UsageError` where there is none, or where files of one document differ about it."""
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
        raise UsageError(told("no-finding-of-id", id=wanted, nearest=nearest(wanted, sorted(ids))))
    if len(entries) > 1:
        paths = ", ".join(path for _, path in entries.values())
        raise UsageError(told("other-numbers", id=wanted, paths=paths))
    return next(iter(entries.values()))[0]


def _check_until(context: click.Context, options: dict[str, Any]) -> None:
    """Raises `UsageError` for a last day that no waiver may have, before anything is audited."""
    until = options["until"]
    wrong = _unfit(until, *_bounds(context, options)) if until is not None else None
    if wrong:
        raise UsageError(wrong)


def _bounds(context: click.Context, options: dict[str, Any]) -> tuple[date, int]:
    """The day from which a waiver holds, and for how many days at most."""
    from datetime import date

    most: int = configuration_of(context).get("waivers.max_days") or _MOST_DAYS
    return options["as_of"] or date.today(), most


def _unfit(until: date, today: date, most: int) -> str | None:
    """Why a waiver may not last until a day."""
    if until < today:
        return told("until-past", until=until)
    days = (until - today).days
    if days <= most:
        return None
    return told("until-far", until=until, days=days, most=most, last=today.fromordinal(today.toordinal() + most))


def _waiver(context: click.Context, entry: Entry, file: Path, options: dict[str, Any]) -> Waiver:
    from datetime import timedelta

    from auditor.exceptions import Waiver
    from auditor.globs import relative

    reason = options["reason"] or str(click.prompt(told("ask-reason"), err=True))
    by = options["by"] or str(click.prompt(told("ask-by"), err=True))
    today, most = _bounds(context, options)

    def last_day(value: str) -> date:
        """A day that a waiver may last until; at a terminal click asks again for another."""
        day = day_of(context, None, value)
        wrong = None if day is None else _unfit(day, today, most)
        if day is None or wrong:
            raise click.UsageError(wrong or "")
        return day

    until = options["until"]
    if until is None:
        until = click.prompt(told("ask-until", last=today + timedelta(days=most)), err=True, value_proc=last_day)
    only = relative(options["only_file"], file.parent) if options["only_file"] else None
    return Waiver(entry.id, entry.rule, entry.document, entry.place, entry.numbers, reason, by, today, until, only)

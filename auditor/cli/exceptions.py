"""The waivers and the baseline of a run: where they are, read before the documents are, heeded at each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.auditing import beside, is_whole
from auditor.cli.configured import blamed, configuration_of, is_from_file, is_given
from auditor.cli.options import as_argument
from auditor.cli.texts import option
from auditor.errors import AuditorError, UsageError
from auditor.messages import told
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.exceptions import Entry, Marks, Waiver
    from auditor.runs import Plan

_MOST_PATHS = 3
WAIVERS, BASELINE = "auditor-waivers.toml", "auditor-baseline.jsonl"


def day_of(context: click.Context, parameter: click.Parameter | None, value: str | None) -> date | None:
    """A day as given; raises `click.BadParameter`."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(told("no-date", value=value), context, parameter) from error


waivers_option = option(
    "--waivers",
    type=click.Path(dir_okay=False),
    help="--waivers",
)
baseline_option = option(
    "--baseline",
    type=click.Path(dir_okay=False),
    help="--baseline",
)
as_of_option = option("--as-of", callback=day_of, metavar="DATE", help="--as-of")
_NO_OPTIONS = (
    option("--no-waivers", is_flag=True, help="--no-waivers"),
    option("--no-baseline", is_flag=True, help="--no-baseline"),
)


def exception_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that heeds exceptions."""
    for add in reversed((waivers_option, baseline_option, *_NO_OPTIONS, as_of_option)):
        command = add(command)
    return command


class Exceptions(NamedTuple):
    waivers: list[Waiver]
    entries: list[Entry]
    files: tuple[Path, Path]
    as_of: date


def load_exceptions(context: click.Context, options: dict[str, Any]) -> Exceptions | None:
    """The waivers and the baseline of a command; None where there are none. Raises `ConfigurationError`."""
    files = waivers_file(context, options), baseline_file(context, options)
    has_waivers = not options.get("no_waivers") and (options.get("waivers") is not None or files[0].is_file())
    has_baseline = not options.get("no_baseline") and (options.get("baseline") is not None or files[1].is_file())
    if not has_waivers and not has_baseline:
        return None
    from auditor.exceptions import load_baseline, load_waivers

    waivers: list[Waiver] = []
    entries: list[Entry] = []
    name = "waivers"
    try:
        if has_waivers:
            waivers = load_waivers(files[0], configuration_of(context).get("waivers.max_days"))
        name = "baseline"
        if has_baseline:
            entries = load_baseline(files[1])
    except AuditorError as error:
        raise (error if files[name == "baseline"].is_file() else blamed(context, name, error)) from error
    return Exceptions(waivers, entries, files, options.get("as_of") or date.today())


def marks_of(
    context: click.Context,
    exceptions: Exceptions | None,
    plan: Plan,
    options: dict[str, Any],
    also: Mapping[str, str] | None = None,
) -> Marks | None:
    """What sets the states of the findings of a run; None where there are no exceptions.

    `also` are the keys of what is looked at and will have no record, with a path of each; a store is never all of a project.
    """
    if exceptions is None:
        return None
    from auditor.exceptions import Marks, Scope
    from auditor.globs import pattern_of, relative

    folder = exceptions.files[0].parent
    has_every_rule = is_from_file(context, "pack") or not is_given(context, "pack")

    def is_of(path: str, glob: str) -> bool:
        return pattern_of(glob).fullmatch(relative(path, folder)) is not None

    def holds(path: str, rule: str) -> bool:
        """A rule that there is no longer would have been held: what was made for it is left over."""
        return plan.holds(path, rule) or (has_every_rule and rule not in plan.rulebook.by_code)

    in_store = bool(options.get("store"))
    scope = Scope(
        exceptions.as_of,
        not in_store and is_whole(context),
        in_store or bool(options.get("together")),
        holds,
        is_of,
        _arguments(context, options),
        {} if also is None else also,
    )
    return Marks(exceptions.waivers, exceptions.entries, scope, exceptions.files)


def _arguments(context: click.Context, options: dict[str, Any]) -> str:
    """The paths of a command as a command that mends exceptions takes them; many are not written out."""
    if options.get("store"):
        return f" --store {as_argument(options['store'])}"
    together = " --together" if options.get("together") else ""
    if is_from_file(context, "paths"):
        return together
    paths = [as_argument(path) for path in options["paths"]]
    return " " + (" ".join(paths) if len(paths) <= _MOST_PATHS else "PATH…") + together


def waivers_file(context: click.Context, options: dict[str, Any]) -> Path:
    """Where the waivers of a command are, or would be."""
    return Path(options.get("waivers") or beside(configuration_of(context), WAIVERS))


def baseline_file(context: click.Context, options: dict[str, Any]) -> Path:
    """Where the baseline of a command is, or would be."""
    return Path(options.get("baseline") or beside(configuration_of(context), BASELINE))


def require(given: dict[str, Any], *names: str) -> None:
    """Raises `UsageError` with all the options that are missing, unless somebody at a terminal can be asked for them."""
    import sys

    missing = [f"--{name}" for name in names if not given[name]]
    if missing and not sys.stdin.isatty():
        raise UsageError(told("options-missing", options=", ".join(missing)))

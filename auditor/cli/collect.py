"""`auditor collect`: a collection of documents audited into a store, as far as the store does not have them yet."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.auditing import audit_options, plan_of
from auditor.cli.configured import Configured
from auditor.cli.console import colour_option, quiet_option, tell_user
from auditor.cli.inputs import documents_of
from auditor.cli.options import rule_folders
from auditor.cli.running import progress_of
from auditor.cli.status import INTERNAL
from auditor.cli.texts import option
from auditor.errors import UsageError
from auditor.messages import told

if TYPE_CHECKING:
    from auditor.collection.engines import Engine
    from auditor.collection.sources import Source

_NEEDED = ("duckdb", "pyarrow")


@click.command("collect", cls=Configured, help="collect")
@audit_options
@option("--to", "store", type=click.Path(file_okay=False), metavar="STORE", required=True, help="collect --to")
@option("--list", "listed", type=click.Path(dir_okay=False), help="collect --list")
@option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="collect --engine")
@option("--scheduler", metavar="ADDRESS", help="collect --scheduler")
@quiet_option
@colour_option
@click.pass_context
def collect_command(context: click.Context, /, **options: Any) -> None:
    """Audit documents into a store."""
    require_extra()
    from auditor.collection.collect import collect
    from auditor.collection.work import Collecting, Works, program

    if (options["engine"] == "dask") != bool(options["scheduler"]):
        raise UsageError(told("dask-has-a-scheduler"))
    plan = plan_of(context, options)
    sources = _sources(context, options)
    works = Works(plan, rule_folders(context, options))
    with progress_of(len(sources), options) as progress:
        engine = _engine(options, sources)
        came = collect(sources, Path(options["store"]), Collecting(plan, program()), works, engine, progress.tell)
    for trace in came.traces:
        path, _, said = trace.partition("\n")
        tell_user(told("internal-error-in", path=path, trace=said))
    if not options["quiet"]:
        tell_user(told("collected", store=options["store"], **came.counts()))
    context.exit(INTERNAL if came.traces else 0)


def require_extra() -> None:
    """Raises `UsageError` where the extra for stores is not installed."""
    if not all(map(find_spec, _NEEDED)):
        raise UsageError(told("collections-need"))


def _sources(context: click.Context, options: dict[str, Any]) -> list[Source]:
    """The documents at the paths and addresses of the command, and of its list."""
    from auditor.collection.sources import is_address, objects_at, sources_of
    from auditor.documents.search import EXCLUDED_NAMES, NEVER_DOCUMENTS

    given = [*options["paths"], *(_lines_of(options["listed"]) if options["listed"] else ())]
    addresses = [path for path in given if is_address(path)]
    paths = [path for path in given if not is_address(path)]
    sources: list[Source] = []
    if paths or not addresses:
        files, left_out = documents_of(context, options | {"paths": paths})
        sources += sources_of(files)
        if left_out:
            tell_user(told("collect-left-out", count=len(left_out)))
    excluded = (*(options["exclude"] or EXCLUDED_NAMES), *NEVER_DOCUMENTS)
    for address in addresses:
        sources += objects_at(address, excluded)
    return sources


def _lines_of(listed: str) -> Sequence[str]:
    """The paths and addresses in a list, one on a line."""
    try:
        lines = Path(listed).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(told("list-unreadable", file=listed)) from error
    return [line.strip() for line in lines if line.strip()]


def _engine(options: dict[str, Any], sources: Sequence[Source]) -> Engine:
    from auditor.collection.engines import local, on_dask
    from auditor.collection.sources import is_address
    from auditor.runs import cores, jobs_for

    if options["engine"] == "dask":
        return on_dask(options["scheduler"], options["timeout"])
    if options["jobs"] is not None:
        return local(options["jobs"], options["timeout"])
    # Objects have to be waited for.
    far = any(is_address(source.path) for source in sources)
    return local(cores() if far else jobs_for([Path(source.path) for source in sources]), options["timeout"])

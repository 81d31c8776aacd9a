"""`auditor overview`: a store in numbers, and what has been mended since an older one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.auditing import bodies_of, bodies_option, held_options, plan_of
from auditor.cli.collect import require_extra
from auditor.cli.configured import Configured
from auditor.cli.console import put, quiet_option
from auditor.cli.files import write_file
from auditor.cli.output import Output
from auditor.cli.progress import at_work
from auditor.cli.texts import argument, option
from auditor.cli.written import Written, tell_written
from auditor.errors import UsageError
from auditor.messages import spoken, told
from auditor.reports.overview import FORMATS, format_of, render

if TYPE_CHECKING:
    from auditor.records import Lang
    from auditor.reports.overview.links import Links
    from auditor.reports.overview.model import Overview
    from auditor.reports.overview.tables import Names
    from auditor.runs import Plan

_DEFAULT = "md"


@click.command("overview", cls=Configured, help="overview")
@argument("store", type=click.Path(file_okay=False))
@option(
    "--format",
    "-f",
    "overviews",
    multiple=True,
    metavar="FORMAT[=PATH]",
    # What reports of audits are to be written is another question.
    envvar="AUDITOR_OVERVIEW_FORMAT",
    help="overview --format",
    blanks={"formats": ", ".join(FORMATS), "default": _DEFAULT},
)
@option("--since", type=click.Path(file_okay=False), metavar="STORE", help="overview --since")
@option("--reports", type=click.Path(file_okay=False), metavar="FOLDER", help="overview --reports")
@option("--together", is_flag=True, help="--together")
@bodies_option
@held_options
@quiet_option
@click.pass_context
def overview_command(context: click.Context, /, **options: Any) -> None:
    """Tell what is in a store, in numbers."""
    require_extra()
    from auditor.reports.overview.chapters import chapters_of

    outputs = _outputs(options["overviews"])
    lang: Lang = options["lang"] or spoken()
    plan = plan_of(context, options)
    links = _links(options["reports"])
    most = max(FORMATS[output.format].most for output in outputs)
    with at_work(told("counting", store=options["store"]), not options["quiet"], "auto"):
        overview = _counted(context, options, plan, lang, most)
    chapters = chapters_of(overview, _names(plan, lang), lang)
    for output in sorted(outputs, key=lambda output: output.path is None):
        _write(output, chapters, lang, links, overview, quiet=options["quiet"])


def _outputs(given: Sequence[str]) -> list[Output]:
    """What to write where, Markdown to standard output where nothing is asked for; raises `UsageError`."""
    outputs = [Output(name, path or None) for name, _, path in (entry.partition("=") for entry in given or [_DEFAULT])]
    for name, path in outputs:
        if format_of(name).is_binary and path is None:
            raise UsageError(told("binary-to-output", format=name))
    if sum(output.path is None for output in outputs) > 1:
        raise UsageError(told("one-to-output"))
    return outputs


def _links(reports: str | None) -> Links:
    from auditor.reports.overview.links import Links, pages_in

    return Links() if reports is None else Links(reports=Path(reports), pages=pages_in(Path(reports)))


def _counted(context: click.Context, options: dict[str, Any], plan: Plan, lang: Lang, most: int) -> Overview:
    from auditor.collection.overview import crossings_in, overview_of

    settings = bodies_of(context, options, plan)
    crossings = crossings_in(options["store"], plan, lang, settings) if options["together"] else None
    return overview_of(
        options["store"], lang, most=most, settings=settings, crossings=crossings, older=options["since"]
    )


def _names(plan: Plan, lang: Lang) -> Names:
    from auditor.reports.overview.tables import Names

    rules = {code: rule.title[lang] for code, rule in plan.rulebook.by_code.items()}
    return Names({kind: known.name[lang] for kind, known in plan.vocabulary.kinds.items()}, rules)


def _write(
    output: Output, chapters: Sequence[Any], lang: Lang, links: Links, overview: Overview, *, quiet: bool
) -> None:
    if output.path is None:
        _print(render(chapters, output.format, lang, links))
        return
    file = Path(output.path)
    with at_work(told("writing", path=output.path), not quiet, "auto"):
        write_file(file, render(chapters, output.format, lang, links._replace(start=file.parent)))
    if not quiet:
        totals = overview.totals
        findings = totals.errors + totals.warnings + totals.notes
        tell_written(Written(output.format, output.path, (file,)), totals.documents, findings, what="overview")


def _print(pieces: Iterator[bytes]) -> None:
    for piece in pieces:
        put(piece.decode() if sys.stdout.isatty() else piece)

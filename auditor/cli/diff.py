"""`auditor diff`: two finished audits side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.cli.console import print_lines, put
from auditor.cli.status import FOUND
from auditor.cli.texts import Command, argument, language_option, option

if TYPE_CHECKING:
    from auditor.records import Lang


@click.command("diff", cls=Command, help="diff")
@argument("old", type=click.Path(dir_okay=False))
@argument("new", type=click.Path(dir_okay=False))
@option(
    "--format",
    "file_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="diff --format",
)
@language_option
@click.pass_context
def diff_command(context: click.Context, old: str, new: str, file_format: str, lang: Lang) -> None:
    """Show what is new, changed or fixed between two JSON reports."""
    from auditor.records.comparison import compare
    from auditor.records.stored import load_run
    from auditor.reports.comparison_report import comparison_json, comparison_lines

    changes = compare(load_run(old)["documents"], load_run(new)["documents"])
    if file_format == "json":
        put(f"{comparison_json(changes)}\n")
    else:
        print_lines(comparison_lines(changes, lang))
    context.exit(FOUND if any(change.kind in ("new", "changed") for change in changes) else 0)

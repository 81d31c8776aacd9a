"""`auditor report` and `auditor schema`: a finished audit rendered again, and the shape of the JSON it is kept in."""

from __future__ import annotations

from typing import Any

import click

from auditor.cli.console import colour_option, page_of, quiet_option
from auditor.cli.output import (
    detail_option,
    extent_of,
    extent_options,
    format_option,
    letter_option,
    output_option,
    outputs_of,
    write_reports,
)
from auditor.cli.texts import Command, argument
from auditor.cli.written import check_opened, open_option, show_page


@click.command("report", cls=Command, help="report")
@argument("audit", type=click.Path(dir_okay=False))
@format_option
@output_option
@letter_option
@detail_option
@open_option
@extent_options
@colour_option
@quiet_option
def report_command(audit: str, **options: Any) -> None:
    """Render the JSON report of an earlier audit in other formats."""
    from auditor.records.stored import load_run

    outputs = outputs_of(options["formats"], options["output"], options["letter"], options["detail"])
    check_opened(options["opened"], outputs)
    page = page_of(options["colour"], options["quiet"])
    written = write_reports(load_run(audit), outputs, None, page, extent=extent_of(options))
    if options["opened"] and not options["quiet"]:
        show_page(written)


@click.command("schema", cls=Command, help="schema")
def schema_command() -> None:
    """Print the JSON Schema of the JSON report."""
    import json

    from auditor.records.stored import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))

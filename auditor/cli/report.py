"""`auditor report` and `auditor schema`: a finished audit rendered again, and the shape of the JSON it is kept in."""

from __future__ import annotations

import click

from auditor.cli.console import colour_option, page_of, quiet_option
from auditor.cli.output import detail_option, format_option, letter_option, output_option, outputs_of, write_reports
from auditor.cli.texts import Command


@click.command("report", cls=Command, help="report")
@click.argument("audit", type=click.Path(dir_okay=False))
@format_option
@output_option
@letter_option
@detail_option
@colour_option
@quiet_option
def report_command(
    audit: str, formats: tuple[str, ...], output: str | None, letter: bool, detail: str, colour: str, quiet: bool
) -> None:
    """Render the JSON report of an earlier audit in other formats."""
    from auditor.records.stored import load_run

    outputs = outputs_of(formats, output, letter, detail)
    write_reports(load_run(audit), outputs, None, page_of(colour, quiet))


@click.command("schema", cls=Command, help="schema")
def schema_command() -> None:
    """Print the JSON Schema of the JSON report."""
    import json

    from auditor.records.stored import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))

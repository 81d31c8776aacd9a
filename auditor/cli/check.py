"""`auditor check`: audit documents and folders, report, and leave with the status that a pipeline goes by."""

from __future__ import annotations

from typing import Any

import click

from auditor.cli.options import chosen, load, password_in, password_option
from auditor.cli.output import format_option, output_option, outputs_of, write_reports
from auditor.cli.status import THRESHOLDS, status_of


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@format_option
@output_option
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="Language of the messages; by default the document's own."
)
@click.option(
    "--fail-on",
    type=click.Choice(THRESHOLDS),
    default="error",
    show_default=True,
    help="Least severity that makes the exit status 1.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    help="Hold only these rules (codes or catalogue entries, comma-separated).",
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these rules out.")
@click.option(
    "--exclude",
    multiple=True,
    metavar="GLOB",
    help="Files of a folder that are no documents, instead of README*, CHANGELOG*, LICENSE* and hidden files.",
)
@password_option
@click.option(
    "--allow-incomplete", is_flag=True, help="Do not let unreadable documents or tables make the exit status 3."
)
@click.pass_context
def check_command(context: click.Context, /, paths: tuple[str, ...], **options: Any) -> None:
    """Audit documents and folders of documents."""
    from auditor.documents import EXCLUDED_NAMES, find_documents
    from auditor.records.build import assemble
    from auditor.runs import Plan, audit_files

    outputs = outputs_of(options["formats"], options["output"])
    vocabulary, rulebook = load(context.obj)
    codes = chosen(rulebook, options["select"], options["ignore"])
    files = find_documents(paths, options["exclude"] or EXCLUDED_NAMES)
    plan = Plan(vocabulary, rulebook, codes, options["lang"], password_in(options["password_file"]))
    documents = []
    for done in audit_files(files, plan):
        if done.trace:
            click.echo(f"auditor: internal error in {done.record['path']}\n{done.trace}", err=True)
        documents.append(done.record)
    run = assemble(documents, rulebook)
    write_reports(run, outputs, options["lang"])
    context.exit(status_of(run, options["fail_on"], options["allow_incomplete"]))

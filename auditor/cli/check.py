"""`auditor check`: audit documents and folders, report, and leave with the status that a pipeline goes by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.console import colour_option, language_for, page_of, quiet_option
from auditor.cli.options import chosen, jobs_in, load, password_in, password_option
from auditor.cli.output import format_option, output_option, outputs_of, write_reports
from auditor.cli.status import THRESHOLDS, status_of
from auditor.errors import UsageError
from auditor.reports import FORMATS

if TYPE_CHECKING:
    from auditor.records import DocumentRecord
    from auditor.runs import Plan


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
@click.option(
    "-j",
    "--jobs",
    callback=jobs_in,
    metavar="auto|N",
    default="auto",
    show_default=True,
    help="Documents audited at a time; auto is one for a few small ones, else one for each core.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up a document that takes longer: it counts as unreadable.",
)
@click.option("--no-cache", is_flag=True, help="Read every document anew, and keep nothing of it.")
@click.option("--watch", is_flag=True, help="Audit again whenever a document or a rule changes, until Ctrl-C.")
@quiet_option
@click.option("--no-progress", is_flag=True, help="No progress on standard error, not even on a terminal.")
@colour_option
@click.pass_context
def check_command(context: click.Context, /, paths: tuple[str, ...], **options: Any) -> None:
    """Audit documents and folders of documents."""
    outputs = outputs_of(options["formats"], options["output"])
    page = page_of(options["colour"], options["quiet"])
    if any(FORMATS[output.format].is_paged and output.path is None for output in outputs):
        options["lang"] = language_for(options["lang"])
    if options["watch"]:
        from auditor.cli.watch import watch

        watch(paths, context.obj, options, lambda run: write_reports(run, outputs, options["lang"], page))
    from auditor.records.build import assemble

    plan = plan_of(context.obj, options)
    documents = audit_all(documents_in(paths, options), plan, options)
    run = assemble(documents, plan.rulebook)
    write_reports(run, outputs, options["lang"], page)
    context.exit(status_of(run, options["fail_on"], options["allow_incomplete"]))


def plan_of(folder: str | None, options: dict[str, Any]) -> Plan:
    """What the documents are held against; raises `RuleFileError` and `UsageError`."""
    from auditor.runs import Plan

    vocabulary, rulebook = load(folder)
    codes = chosen(rulebook, options["select"], options["ignore"])
    password = password_in(options["password_file"])
    return Plan(vocabulary, rulebook, codes, options["lang"], password, cached=not options["no_cache"])


def documents_in(paths: tuple[str, ...], options: dict[str, Any]) -> list[Path]:
    """The documents behind the paths, the reports that are written beside them left out.

    Raises `NoDocument`, and `UsageError` for a report that would take the place of a document.
    """
    from auditor.documents import EXCLUDED_NAMES, LOCK_FILES, find_documents

    found = find_documents(paths, (*(options["exclude"] or EXCLUDED_NAMES), *LOCK_FILES))
    outputs = outputs_of(options["formats"], options["output"])
    written = {Path(output.path).resolve() for output in outputs if output.path is not None}
    for path in paths if written else ():
        if Path(path).resolve() in written:
            raise UsageError(f"{path}: it is a document, and the report would take its place")
    return [file for file in found if file.resolve() not in written] if written else found


def audit_all(files: list[Path], plan: Plan, options: dict[str, Any]) -> list[DocumentRecord]:
    """The records of files, in their order; what the auditor broke on is told on standard error."""
    from auditor.cli.progress import Progress
    from auditor.runs import audit_files, jobs_for

    jobs = jobs_for(files) if options["jobs"] is None else options["jobs"]
    with Progress(len(files), not (options["quiet"] or options["no_progress"]), options["colour"]) as progress:
        every = list(audit_files(files, plan, jobs, options["timeout"], progress.tell))
    for done in every:
        if done.trace:
            click.echo(f"auditor: internal error in {done.record['path']}\n{done.trace}", err=True)
    return [done.record for done in every]

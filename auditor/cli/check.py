"""`auditor check`: audit documents and folders, report, and leave with the status that a pipeline goes by."""

from __future__ import annotations

import sys
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.auditing import Audited, audit, audit_options, together_options
from auditor.cli.configured import Configured, blamed
from auditor.cli.console import colour_option, language_for, page_of, quiet_option, tell_user
from auditor.cli.exceptions import exception_options, load_exceptions
from auditor.cli.output import (
    Output,
    detail_option,
    extent_of,
    extent_options,
    format_option,
    letter_option,
    output_option,
    outputs_of,
    write_reports,
)
from auditor.cli.status import THRESHOLDS, Gate, lapsed_exceptions, status_of
from auditor.cli.texts import option
from auditor.cli.written import check_opened, open_option, show_page
from auditor.errors import UsageError
from auditor.messages import told
from auditor.reports import FORMATS
from auditor.reports.terms import one_line

if TYPE_CHECKING:
    from auditor.records import RunRecord


def _percent(context: click.Context, parameter: click.Parameter, value: str | None) -> Decimal | None:
    if value is None:
        return None
    try:
        found = Decimal(value)
    except InvalidOperation:
        found = Decimal(-1)
    if not 0 <= found <= 100:
        raise click.BadParameter(told("no-percentage", value=value), context, parameter)
    return found


def _say_next(run: RunRecord) -> None:
    """How to look into the first finding that is no note, for whoever sits at the terminal."""
    from auditor.cli.options import as_argument
    from auditor.records.spool import outlines_of
    from auditor.reports.standing import has_state

    for document in outlines_of(run):
        for finding in document.get("findings", []):
            if finding["severity"] != "note" and has_state(finding, "open"):
                path = one_line(as_argument(document["path"]))
                tell_user(told("next-finding", finding=finding["id"], path=path))
                return


@click.command("check", cls=Configured, help="check")
@audit_options
@together_options
@format_option
@output_option
@letter_option
@detail_option
@open_option
@extent_options
@option(
    "--fail-on",
    type=click.Choice(THRESHOLDS),
    default="error",
    show_default=True,
    help="--fail-on",
)
@option("--max-warnings", type=click.IntRange(0), metavar="N", help="--max-warnings")
@option(
    "--min-coverage",
    callback=_percent,
    metavar="PCT",
    help="--min-coverage",
)
@option(
    "--allow-incomplete/--require-complete",
    default=False,
    help="--allow-incomplete",
)
@exception_options
@option(
    "--only-inputs",
    is_flag=True,
    help="--only-inputs",
)
@option("--watch", is_flag=True, help="--watch")
@quiet_option
@colour_option
@click.pass_context
def check_command(context: click.Context, /, **options: Any) -> None:
    """Audit documents and folders of documents."""
    try:
        outputs = outputs_of(options["formats"], options["output"], options["letter"], options["detail"])
        check_opened(options["opened"], outputs)
    except UsageError as error:
        raise blamed(context, "formats", error) from error
    reports = [output.path for output in outputs if output.path is not None]
    page = page_of(options["colour"], options["quiet"])
    pictured = any(FORMATS[output.format].is_pictured for output in outputs)
    if any(FORMATS[output.format].is_paged and output.path is None for output in outputs):
        options["lang"] = language_for(options["lang"])

    unopened = [options["opened"] and not options["quiet"]]

    explained = any(FORMATS[output.format].is_explained for output in outputs)

    def report(audited: Audited) -> None:
        if explained:
            from auditor.reports.explain.of_run import add_explanations

            add_explanations(audited.run, audited.plan.vocabulary, audited.plan.rulebook)
        written = write_reports(
            audited.run,
            outputs,
            options["lang"],
            page,
            audited.pictures,
            extent=extent_of(options),
            progress=not options["no_progress"],
        )
        # Of many rounds it is shown in the first: browsers load a page again when they are asked to.
        if unopened.pop() if unopened else False:
            show_page(written)
        if Output("text", None) in outputs and sys.stdout.isatty() and not (options["quiet"] or options["watch"]):
            _say_next(audited.run)

    if options["watch"]:
        from auditor.cli.watch import watch

        watch(context, options, reports, report, pictured)
    # What is wrong with them is said before the documents are read.
    exceptions = load_exceptions(context, options)
    audited = audit(context, options, reports, exceptions, pictured=pictured)
    report(audited)
    gate = Gate(options["fail_on"], options["max_warnings"], options["min_coverage"], options["allow_incomplete"])
    status, reasons = status_of(audited.run, gate)
    if Output("text", None) not in outputs:
        # The text report has them; of the others some have no room for them.
        reasons += lapsed_exceptions(audited.run, gate)
    for reason in reasons:
        tell_user(f"auditor: {one_line(reason)}")
    context.exit(status)

"""`auditor across`: the disclosures of a store held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.auditing import Audited, audit, bodies_of, bodies_option, gather, held_options, plan_of
from auditor.cli.collect import require_extra
from auditor.cli.configured import Configured, blamed, is_from_file
from auditor.cli.console import colour_option, language_for, page_of, quiet_option, tell_user
from auditor.cli.exceptions import exception_options, load_exceptions, marks_of
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
from auditor.cli.texts import argument, option
from auditor.errors import UsageError
from auditor.messages import told
from auditor.reports import FORMATS
from auditor.reports.terms import one_line

if TYPE_CHECKING:
    from auditor.cli.exceptions import Exceptions
    from auditor.records import DocumentRecord
    from auditor.runs import Plan

store_option = option("--store", type=click.Path(file_okay=False), metavar="STORE", help="--store")


@click.command("across", cls=Configured, help="across")
@argument("store", type=click.Path(file_okay=False))
@held_options
@bodies_option
@format_option
@output_option
@letter_option
@detail_option
@extent_options
@option("--fail-on", type=click.Choice(THRESHOLDS), default="error", show_default=True, help="--fail-on")
@option("--max-warnings", type=click.IntRange(0), metavar="N", help="--max-warnings")
@exception_options
@quiet_option
@colour_option
@click.pass_context
def across_command(context: click.Context, /, **options: Any) -> None:
    """Hold the disclosures of a store against each other."""
    try:
        outputs = outputs_of(options["formats"], options["output"], options["letter"], options["detail"])
    except UsageError as error:
        raise blamed(context, "formats", error) from error
    if any(FORMATS[output.format].is_paged and output.path is None for output in outputs):
        options["lang"] = language_for(options["lang"])
    exceptions = load_exceptions(context, options)
    audited = hold_store(context, options, exceptions)
    page = page_of(options["colour"], options["quiet"])
    write_reports(audited.run, outputs, options["lang"], page, extent=extent_of(options))
    gate = Gate(options["fail_on"], options["max_warnings"], None, True)
    status, reasons = status_of(audited.run, gate)
    if Output("text", None) not in outputs:
        # The text report has them.
        reasons += lapsed_exceptions(audited.run, gate)
    for reason in reasons:
        tell_user(f"auditor: {one_line(reason)}")
    context.exit(status)


def hold_store(context: click.Context, options: dict[str, Any], exceptions: Exceptions | None = None) -> Audited:
    """Hold the disclosures of the store of a command against each other; findings have the states that the exceptions give them.

    Raises `UsageError` where it is no store, or the extra for stores is not installed.
    """
    require_extra()
    plan = plan_of(context, options)
    silent: dict[str, str] = {}
    marks = marks_of(context, exceptions, plan, options, silent)
    return Audited(gather(_records(context, options, plan, silent), plan, (), marks), plan)


def audit_or_hold(context: click.Context, options: dict[str, Any], exceptions: Exceptions | None = None) -> Audited:
    """What the paths of a command name audited, or the disclosures of its store held against each other; never both."""
    if options["store"] is None:
        return audit(context, options, exceptions=exceptions)
    if options["paths"] and not is_from_file(context, "paths"):
        raise UsageError(told("store-or-paths"))
    return hold_store(context, options, exceptions)


def _records(
    context: click.Context, options: dict[str, Any], plan: Plan, silent: dict[str, str]
) -> Iterator[DocumentRecord]:
    """The records of what stands between disclosures; what is not clear is told at the end.

    Those without findings have no record: their keys are put into `silent`.
    """
    from auditor.audit.identity import document_key
    from auditor.collection.across import confronted_in
    from auditor.collection.between import record_between
    from auditor.collection.links import Told

    unclear: list[Told] = []
    for confronted in confronted_in(options["store"], plan, bodies_of(context, options, plan), unclear):
        if confronted.audit.findings:
            yield record_between(confronted, plan.lang)
        else:
            silent[document_key(confronted.audit.facts)] = confronted.related.home.path
    for entry in unclear:
        tell_user(f"auditor: {told(entry.key, **entry.arguments)}")

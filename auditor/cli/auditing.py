"""What commands that audit documents have in common: which documents, held against which rules, with what exceptions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.completion import complete_codes, complete_packs, complete_severities
from auditor.cli.configured import blamed, config_option, configuration_of, is_from_file, is_given, no_config_option
from auditor.cli.console import tell_user
from auditor.cli.inputs import documents_of
from auditor.cli.options import codes_of, find_rules, load, password_in, password_option
from auditor.cli.running import RUN_OPTIONS, audit_all, draw_all
from auditor.cli.texts import argument, document_language_option, option
from auditor.errors import ConfigurationError, UsageError
from auditor.messages import told
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.cli.exceptions import Exceptions
    from auditor.collection.bodies_file import Settings as BodySettings
    from auditor.configuration import Configuration
    from auditor.documents.search import LeftOut
    from auditor.exceptions import Marks
    from auditor.records import DocumentRecord, Lang, RunRecord
    from auditor.reports.sights import Pictures
    from auditor.rulebook import Rulebook
    from auditor.runs import Done, Override, Plan
    from auditor.verdicts import Severity

_HELD = (
    no_config_option,
    config_option,
    document_language_option,
    option(
        "--pack",
        multiple=True,
        metavar="NAME|FOLDER",
        shell_complete=complete_packs,
        help="--pack",
    ),
    option(
        "--select",
        multiple=True,
        metavar="CODES",
        shell_complete=complete_codes,
        help="--select",
    ),
    option("--ignore", multiple=True, metavar="CODES", shell_complete=complete_codes, help="--ignore"),
    option(
        "--severity",
        multiple=True,
        metavar="CODE=LEVEL",
        shell_complete=complete_severities,
        help="--severity",
    ),
    password_option,
)
_EXCLUDE = option(
    "--exclude",
    multiple=True,
    metavar="GLOB",
    help="--exclude",
)

bodies_option = option("--bodies", type=click.Path(dir_okay=False), metavar="FILE", help="--bodies")


def together_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Whether documents are held against each other as well."""
    return option("--together", is_flag=True, help="--together")(bodies_option(command))


def audit_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The documents and rules of a command that audits; its class must be `Configured`."""
    paths = argument("paths", nargs=-1, type=click.Path())
    for add in reversed((paths, *_HELD[:-1], _EXCLUDE, _HELD[-1], *RUN_OPTIONS)):
        command = add(command)
    return command


def held_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What a command that audits one document holds it against; its class must be `Configured`."""
    for add in reversed(_HELD):
        command = add(command)
    return command


class Audited(NamedTuple):
    """A run, and what it was held against."""

    run: RunRecord
    """Its documents are a `Spool`: of many only an index is held."""
    plan: Plan
    pictures: Pictures = {}  # noqa: RUF012 - never changed
    """Of the pages of its documents, where they were asked for."""


def audit(
    context: click.Context,
    options: dict[str, Any],
    reports: Collection[str] = (),
    exceptions: Exceptions | None = None,
    *,
    pictured: bool = False,
) -> Audited:
    """Audit what the paths of a command, or else its configuration, name; what broke is told on standard error.

    Findings have the states that the exceptions give them. With `pictured` pictures are made of the pages that findings
    stand on. Raises `UsageError` where one of the files that reports are to be written to is among the documents.
    """
    from auditor.cli.exceptions import marks_of

    plan = plan_of(context, options)._replace(pictured=pictured)
    files, left_out = documents_of(context, options)
    guard(files, reports)
    marks = marks_of(context, exceptions, plan, options)
    drawn: list[Done] = []
    if options.get("together"):
        records = _together(context, files, plan, options, drawn)
    else:
        records = records_of(audit_all(files, plan, options), drawn)
    run = gather(records, plan, left_out, marks)
    return Audited(run, plan, draw_all(drawn, plan, options))


def _together(
    context: click.Context, files: Sequence[Path], plan: Plan, options: dict[str, Any], drawn: list[Done]
) -> Iterator[DocumentRecord]:
    """The records of documents, and behind them those of what stands between them; what is unclear is told at the end."""
    from auditor.collection.auditing import members_of, records_between
    from auditor.collection.links import Told

    settings = bodies_of(context, options, plan)
    members: list[Any] = []

    def kept(every: Iterable[Done]) -> Iterator[Done]:
        for done in every:
            members.extend(done.also or ())
            yield done._replace(also=None)

    yield from records_of(kept(audit_all(files, plan, options, members_of)), drawn)
    unclear: list[Told] = []
    yield from records_between(members, plan, settings, unclear)
    for told_of in unclear:
        tell_user(f"auditor: {told(told_of.key, **told_of.arguments)}")


def bodies_of(context: click.Context, options: dict[str, Any], plan: Plan) -> BodySettings | None:
    """What a file says of bodies, if one is given; raises `ConfigurationError`."""
    if not options.get("bodies"):
        return None
    from auditor.collection.bodies_file import load_bodies

    return load_bodies(Path(options["bodies"]), plan.vocabulary)


def gather(
    records: Iterable[DocumentRecord], plan: Plan, left_out: Sequence[LeftOut], marks: Marks | None
) -> RunRecord:
    """The record of a run from those of its documents, each of which is marked and put away before the next one comes."""
    from auditor.records.build import assemble
    from auditor.records.spool import Spool

    documents = Spool()
    for record in records:
        if marks is not None:
            marks.set(record)
        documents.append(record)
    run = assemble(documents, plan.rulebook, left_out)
    if marks is not None:
        marks.conclude(run)
    return run


def records_of(every: Iterable[Done], drawn: list[Done]) -> Iterator[DocumentRecord]:
    """The records of what was done; that of which pages are to be drawn is put into `drawn`, with the outline of its record."""
    from auditor.records.spool import outline_of

    for done in every:
        if done.sights:
            drawn.append(done._replace(record=outline_of(done.record)))
        yield done.record


def is_whole(context: click.Context) -> bool:
    """Whether a command audits all the documents that the configuration names."""
    return is_from_file(context, "paths") and (is_from_file(context, "exclude") or not is_given(context, "exclude"))


def guard(files: Sequence[Path], reports: Collection[str]) -> None:
    """No report replaces a document, and no report of an earlier run is audited as one."""
    taken = {file.absolute() for file in files}
    for report in reports:
        if Path(report).absolute() in taken:
            raise UsageError(told("report-on-document", report=report))


def plan_of(context: click.Context, options: dict[str, Any]) -> Plan:
    """The rules of a command, and what differs for single files; raises `UsageError` and `ConfigurationError`."""
    from auditor.runs import Plan

    configuration = configuration_of(context)
    try:
        vocabulary, rulebook = load(context.obj, options["pack"], configuration)
    except UsageError as error:
        raise blamed(context, "pack", error) from error

    def value(name: str, meaning: Callable[[Rulebook, Any], Any]) -> Any:
        try:
            return meaning(rulebook, options[name])
        except UsageError as error:
            raise blamed(context, name, error) from error

    severities = value("severity", _severities)
    codes = value("select", codes_of) if options["select"] else None
    if options["ignore"]:
        codes = (frozenset(rulebook.by_code) if codes is None else codes) - value("ignore", codes_of)
    lang: Lang | None = options["lang"]
    return Plan(
        vocabulary,
        rulebook.with_severities(severities),
        codes,
        lang,
        password_in(options["password_file"]),
        tuple(_overrides(configuration, rulebook)),
        configuration.folder,
        cached=not options.get("no_cache", True),
    )


def _severities(rulebook: Rulebook, given: tuple[str, ...]) -> dict[str, Severity]:
    levels: dict[str, Severity] = {"error": "error", "warning": "warning", "note": "note"}
    found: dict[str, Severity] = {}
    for entry in (part for text in given for part in text.split(",")):
        code, _, level = entry.partition("=")
        if level.strip() not in levels:
            raise UsageError(told("no-severity", entry=entry))
        for rule in find_rules(rulebook, code.strip()):
            found[rule.code] = levels[level.strip()]
    return found


def _overrides(configuration: Configuration, rulebook: Rulebook) -> list[Override]:
    """What the configuration says of single files."""
    import re

    from auditor.globs import pattern_of
    from auditor.runs import Override

    found = []
    for index, entry in enumerate(configuration.get("overrides") or ()):
        pattern = re.compile("|".join(pattern_of(glob).pattern for glob in entry["files"]), re.DOTALL)
        key = "select"
        try:
            select = codes_of(rulebook, entry["select"]) if entry.get("select") else None
            key = "ignore"
            ignore = codes_of(rulebook, entry.get("ignore") or ())
            key = "severity"
            pairs = (entry.get("severity") or {}).items()
            severities = _severities(rulebook, tuple(f"{code}={level}" for code, level in pairs))
        except UsageError as error:
            fault = configuration.fault(
                ("overrides", index, key), told("at-key", key=f"overrides.{index + 1}.{key}", says=error)
            )
            raise ConfigurationError([fault.with_excerpt()]) from error
        found.append(Override(pattern, select, ignore, severities))
    return found


def beside(configuration: Configuration, name: str) -> Path:
    """A file of that name beside the configuration, or in the working folder where there is none."""
    return Path(configuration.path(name))

"""The command line: arguments, exit codes, and the only place that prints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Literal

import click

from auditor.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.records import Lang, Outcome, RunRecord
    from auditor.rulebook import Rulebook
    from auditor.vocabulary import Vocabulary

FOUND, USAGE, INCOMPLETE, INTERNAL, INTERRUPTED = 1, 2, 3, 70, 130
_SEVERITIES = ("error", "warning", "note")
_COUNTS: dict[str, Literal["errors", "warnings", "notes"]] = {"error": "errors", "warning": "warnings", "note": "notes"}


_password_option = click.option(
    "--password-file",
    type=click.Path(dir_okay=False),
    help="A file whose first line is the password of encrypted documents.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="auditor", message="%(prog)s %(version)s")
@click.option(
    "--rules", "rules_folder", type=click.Path(), help="A folder of rules to use instead of the installed ones."
)
@click.pass_context
def command(context: click.Context, rules_folder: str | None) -> None:
    """Audit the arithmetic of disclosures.

    Exit status: 0 nothing found, 1 findings at or above --fail-on, 2 wrong usage or rule files, 3 something could not be
    read or understood, 70 internal error, 130 interrupted.
    """
    context.obj = rules_folder


@command.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--format", "file_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--output", type=click.Path(dir_okay=False), help="Write the report to this file instead of standard output."
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="Language of the messages; by default the document's own."
)
@click.option(
    "--fail-on",
    type=click.Choice([*_SEVERITIES, "never"]),
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
@_password_option
@click.option(
    "--allow-incomplete", is_flag=True, help="Do not let unreadable documents or tables make the exit status 3."
)
@click.pass_context
def check(context: click.Context, /, paths: tuple[str, ...], **options: Any) -> None:
    """Audit documents and folders of documents."""
    from auditor.documents import EXCLUDED_NAMES, find_documents
    from auditor.reports import render

    vocabulary, rulebook = _load(context.obj)
    codes = _chosen(rulebook, options["select"], options["ignore"])
    files = find_documents(paths, options["exclude"] or EXCLUDED_NAMES)
    password = _password(options["password_file"])
    run = _audit_all(files, vocabulary, rulebook, codes, password, options["lang"])
    colour = not options["output"] and sys.stdout.isatty()
    _write(render(run, options["file_format"], options["lang"], colour=colour), options["output"])
    context.exit(_status(run, options["fail_on"], options["allow_incomplete"]))


@command.command()
@click.argument("file", type=click.Path())
@click.option("--format", "file_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_password_option
def extract(file: str, file_format: str, password_file: str | None) -> None:
    """Print what was read of a document: numbered lines with the tables' columns aligned, or its blocks as JSON."""
    from auditor.documents import read_document, rendition
    from auditor.reports.extraction import blocks_as_json

    document = read_document(file, _password(password_file))
    click.echo(blocks_as_json(document) if file_format == "json" else "\n".join(rendition(document)))


@command.command()
@click.argument("file", type=click.Path())
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@_password_option
@click.pass_context
def facts(context: click.Context, file: str, lang: Lang, password_file: str | None) -> None:
    """Print the cells of the cube that a document prints: place, figure, unit, concept and dimensions."""
    from auditor.documents import read_document
    from auditor.facts import extract_facts
    from auditor.reports.listing import fact_lines

    vocabulary, _ = _load(context.obj)
    click.echo("\n".join(fact_lines(extract_facts(read_document(file, _password(password_file)), vocabulary), lang)))


@command.command()
@click.argument("rule")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.pass_context
def explain(context: click.Context, rule: str, lang: Lang) -> None:
    """Explain a rule (its own code or a catalogue entry): what must hold, why, and examples."""
    from auditor.reports.listing import rule_lines

    _, rulebook = _load(context.obj)
    found = _find(rulebook, rule)
    click.echo("\n\n".join("\n".join(rule_lines(entry, lang)) for entry in found))


@command.command("rules")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.pass_context
def list_rules(context: click.Context, lang: Lang) -> None:
    """List every rule with its kind, severity and what holds."""
    _, rulebook = _load(context.obj)
    for rule in rulebook.rules:
        click.echo(
            f"{rule.code:<24} {rule.kind:<10} {rule.severity:<8} {rule.title[lang]}  [{', '.join(rule.catalogue)}]"
        )


def _load(folder: str | None) -> tuple[Vocabulary, Rulebook]:
    from pathlib import Path

    from auditor.rulebook import load_rules
    from auditor.vocabulary import load_vocabulary

    root = Path(folder) if folder else None
    vocabulary = load_vocabulary(root)
    return vocabulary, load_rules(root, vocabulary)


def _find(rulebook: Rulebook, code: str) -> list[Any]:
    from difflib import get_close_matches

    from auditor.errors import UsageError

    found = rulebook.find(code)
    if not found:
        near = get_close_matches(code.upper(), list(rulebook.by_code), 1)
        raise UsageError(f"there is no rule {code!r}" + (f"; did you mean {near[0]}?" if near else ""))
    return found


def _codes(rulebook: Rulebook, given: tuple[str, ...]) -> frozenset[str]:
    names = [name.strip() for entry in given for name in entry.split(",") if name.strip()]
    return frozenset(rule.code for name in names for rule in _find(rulebook, name))


def _chosen(rulebook: Rulebook, select: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str] | None:
    """The rules to hold; None for all of them."""
    if not select and not ignore:
        return None
    every = frozenset(rulebook.by_code)
    return (_codes(rulebook, select) if select else every) - _codes(rulebook, ignore)


def _password(file: str | None) -> str | None:
    """The first line of a password file."""
    if file is None:
        return None
    from pathlib import Path

    from auditor.errors import UsageError

    try:
        return (Path(file).read_text(encoding="utf-8-sig").splitlines() or [""])[0]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: the password file cannot be read") from error


def _audit_all(
    files: list[Path],
    vocabulary: Vocabulary,
    rulebook: Rulebook,
    codes: frozenset[str] | None,
    password: str | None,
    lang: Lang | None,
) -> RunRecord:
    from auditor.records import run_of

    return run_of([_audit_one(file, vocabulary, rulebook, codes, password) for file in files], lang)


def _audit_one(
    file: Path, vocabulary: Vocabulary, rulebook: Rulebook, codes: frozenset[str] | None, password: str | None
) -> Outcome:
    """Audit one document; whatever is wrong with it, the others go on."""
    from auditor.audit import confront
    from auditor.documents import read_document
    from auditor.errors import AuditorError
    from auditor.facts import extract_facts
    from auditor.records import Outcome

    try:
        return Outcome(str(file), confront(extract_facts(read_document(file, password), vocabulary), rulebook, codes))
    except AuditorError as error:
        return Outcome(str(file), error=str(error), error_zh=getattr(error, "chinese", None))
    except Exception as error:
        # The one place that catches everything: a defect of the auditor must neither pass nor stop the other documents.
        import traceback

        click.echo(f"auditor: internal error in {file}\n{traceback.format_exc()}", err=True)
        return Outcome(str(file), error=f"{type(error).__name__}: {error}", failed=True)


def _write(report: str, output: str | None) -> None:
    if output is None:
        click.echo(report, nl=False)
        return
    from pathlib import Path

    from auditor.errors import UsageError

    try:
        Path(output).write_text(report, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror or 'it cannot be written'}") from error


def _status(run: RunRecord, fail_on: str, allow_incomplete: bool) -> int:
    if any(document["status"] == "failed" for document in run["documents"]):
        return INTERNAL
    blocking = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    if any(run["summary"][_COUNTS[severity]] for severity in blocking):
        return FOUND
    return 0 if run["summary"]["complete"] or allow_incomplete else INCOMPLETE


def main() -> None:
    """Run the command line and leave with its exit status."""
    import gc

    # A run makes many small objects that live to its end; collecting among them only costs time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    sys.exit(_guarded())


def _guarded() -> int:
    from auditor.errors import AuditorError

    try:
        status = command.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("auditor: interrupted", err=True)
        return INTERRUPTED
    except AuditorError as error:
        click.echo(f"auditor: {error}", err=True)
        return USAGE
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception:
        import traceback

        click.echo(f"auditor: internal error\n{traceback.format_exc()}", err=True)
        return INTERNAL
    return status if isinstance(status, int) else 0

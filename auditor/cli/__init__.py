"""The command line: commands, exit statuses, and the only place that prints."""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

from auditor.cli.console import prepare_streams, tell_user
from auditor.cli.language import in_words, settle
from auditor.cli.status import INCOMPLETE, INTERNAL, INTERRUPTED, USAGE
from auditor.cli.texts import Group, Option, as_sentences, option, speak_for_click
from auditor.messages import system_says, told
from auditor.version import __version__

_COMMANDS = {
    "check": "check",
    "serve": "serve",
    "init": "init",
    "config": "config",
    "baseline": "baseline",
    "waive": "waive",
    "annotate": "annotate",
    "diff": "diff",
    "collect": "collect",
    "query": "query",
    "across": "across",
    "overview": "overview",
    "report": "report",
    "schema": "report",
    "extract": "reading",
    "facts": "reading",
    "explain": "explain",
    "rules": "rules",
    "cache": "cache",
}
"""The module of each command, where an object of the command's name (`schema_command` and so on) is the command."""


class _Commands(Group):
    """Commands that are imported when they are asked for, so that none pays for another."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        found = getattr(import_module(f"auditor.cli.{_COMMANDS[name]}"), f"{name}_command")
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from auditor.nearness import nearest

            says = told(
                "no-command", name=args[0], nearest=nearest(args[0], list(_COMMANDS)) or told("commands-are-listed")
            )
            raise click.UsageError(says, error.ctx) from error


@click.group(
    cls=_Commands, help="auditor", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="auditor", message="%(prog)s %(version)s", cls=Option, help="--version")
@option(
    "--rules",
    "rules_folder",
    type=click.Path(),
    envvar="AUDITOR_RULES",
    help="--rules",
)
@click.pass_context
def command(context: click.Context, rules_folder: str | None) -> None:
    """Audit the arithmetic of disclosures."""
    context.obj = rules_folder


def main() -> None:
    """Run the command line and leave with its exit status."""
    prepare_streams()
    settle()
    speak_for_click()
    sys.exit(_guarded())


def _guarded() -> int:
    from auditor.errors import AuditorError, UnreadableDocument

    try:
        status = command.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        tell_user(as_sentences(shown.getvalue().rstrip("\n")))
        return USAGE
    except (click.Abort, KeyboardInterrupt) as stop:
        if isinstance(stop.__cause__, EOFError):
            # For click that is somebody who ends what is asked of him; nobody is asked anything here.
            return _internal_error()
        _hold_interruptions()
        tell_user(told("interrupted"))
        return INTERRUPTED
    except AuditorError as error:
        tell_user(f"auditor: {in_words(error)}")
        return INCOMPLETE if isinstance(error, UnreadableDocument) else USAGE
    except OSError as error:
        if error.errno is None:
            return _internal_error()
        tell_user(f"auditor: {_refusal(error)}")
        return USAGE
    except Exception:
        return _internal_error()
    return status if isinstance(status, int) else 0


def _refusal(error: OSError) -> str:
    """What the operating system did not let the program do, which is no defect of it."""
    said = system_says(error, "refused")
    return said if error.filename is None else told("of-file", file=error.filename, says=said)


def _internal_error() -> int:
    import traceback

    tell_user(told("internal-error", trace=traceback.format_exc()))
    return INTERNAL


def _hold_interruptions() -> None:
    """Let no second Ctrl-C disturb the end, nor Python itself, which may end as killed by the first one instead of with a status."""
    import signal

    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

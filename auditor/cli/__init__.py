"""The command line: commands, exit statuses, and the only place that prints."""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

from auditor.cli.console import prepare_streams, tell_user
from auditor.cli.status import INTERNAL, INTERRUPTED, USAGE
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
    "report": "report",
    "schema": "report",
    "extract": "reading",
    "facts": "reading",
    "explain": "explain",
    "rules": "rules",
    "cache": "cache",
}
"""The module of each command, where an object of the command's name (`schema_command` and so on) is the command."""


class _Commands(click.Group):
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
            from auditor.cli.options import nearest

            says = error.message.removesuffix(".") + nearest(args[0], list(_COMMANDS))
            raise click.UsageError(says, error.ctx) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="auditor", message="%(prog)s %(version)s")
@click.option(
    "--rules",
    "rules_folder",
    type=click.Path(),
    envvar="AUDITOR_RULES",
    help="A folder of rules to use instead of the installed ones.",
)
@click.pass_context
def command(context: click.Context, rules_folder: str | None) -> None:
    """Audit the arithmetic of disclosures.

    Exit status: 0 nothing found, 1 findings at or above --fail-on, 2 wrong usage or rule files, 3 something could not be
    read or understood, 70 internal error, 130 interrupted.
    """
    context.obj = rules_folder


def main() -> None:
    """Run the command line and leave with its exit status."""
    prepare_streams()
    sys.exit(_guarded())


def _guarded() -> int:
    from auditor.errors import AuditorError

    try:
        status = command.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        tell_user(shown.getvalue().rstrip("\n"))
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        _hold_interruptions()
        tell_user("auditor: interrupted")
        return INTERRUPTED
    except AuditorError as error:
        tell_user(f"auditor: {error}")
        return USAGE
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
    said = error.strerror or "the operating system refuses it"
    return said if error.filename is None else f"{error.filename}: {said}"


def _internal_error() -> int:
    import traceback

    tell_user(f"auditor: internal error\n{traceback.format_exc()}")
    return INTERNAL


def _hold_interruptions() -> None:
    """Let no second Ctrl-C disturb the end, nor Python itself, which may end as killed by the first one instead of with a status."""
    import signal

    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

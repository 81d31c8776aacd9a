"""`auditor serve`: the page on this machine."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import click
from click.core import ParameterSource

from auditor.cli.auditing import held_options, plan_of
from auditor.cli.configured import Configured
from auditor.cli.console import tell_user
from auditor.cli.running import RUN_OPTIONS
from auditor.cli.texts import argument, option
from auditor.errors import UsageError
from auditor.messages import spoken

_EXTRA = "budget-disclosure-auditor[serve]"
_NEEDED = ("starlette", "uvicorn")


@click.command("serve", cls=Configured, help="serve")
@argument("paths", nargs=-1, type=click.Path())
@option("--port", type=click.IntRange(0, 65535), default=0, help="--port")
@option("--no-browser", is_flag=True, help="--no-browser")
@held_options
@RUN_OPTIONS[0]
@RUN_OPTIONS[1]
@click.pass_context
def serve_command(
    context: click.Context, /, paths: tuple[str, ...], port: int, no_browser: bool, **options: Any
) -> None:
    """Open a page to drop documents on, for this machine alone."""
    if not all(map(find_spec, _NEEDED)):
        from auditor.serve.words import word

        raise UsageError(word("no-extra", options["lang"] or spoken(), extra=_EXTRA))
    from auditor.serve.bench import Settings
    from auditor.serve.running import serve

    # Nothing of a document stays here. The paths that exceptions are for are those of a checkout, not of a browser.
    plan = plan_of(context, options | {"no_cache": True})._replace(overrides=(), pictured=True)
    settings = Settings(plan, options["jobs"], options["timeout"])
    # The inputs of a configuration are those of a gate; who opens a page has not asked for them.
    given = paths if context.get_parameter_source("paths") is ParameterSource.COMMANDLINE else ()
    serve(settings, port, given, shown=not no_browser, tell=tell_user, lang=options["lang"] or spoken())

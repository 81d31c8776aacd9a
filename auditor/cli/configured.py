"""Commands that take their options from the command line, else the environment, else the configuration file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from auditor.cli.console import tell_user
from auditor.cli.language import heed
from auditor.cli.texts import Command, option
from auditor.errors import AuditorError, ConfigurationError, UsageError
from auditor.messages import told
from auditor.reports.help_pages import set_help_pages

if TYPE_CHECKING:
    from auditor.configuration import Configuration

_META = "auditor.configuration"
_PREFIX = "AUDITOR_"


class Configured(Command):
    """A command each of whose options is also a variable: `--fail-on` is AUDITOR_FAIL_ON, PATH… is AUDITOR_INPUTS."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        for parameter in self.params:
            if parameter.envvar is None and not (isinstance(parameter, click.Argument) and parameter.nargs == 1):
                parameter.envvar = variable_of(parameter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            parameter = error.param
            if parameter is not None and parameter.name and is_from_environment(ctx, parameter.name):
                says = told("from-variable", says=error.message, variable=parameter.envvar)
                raise click.BadParameter(says, ctx, parameter) from error
            raise


def variable_of(parameter: click.Parameter) -> str:
    """The environment variable of a parameter."""
    if isinstance(parameter, click.Argument):
        return f"{_PREFIX}INPUTS"
    return _PREFIX + max(parameter.opts, key=len).lstrip("-").upper().replace("-", "_")


def _find(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Read the configuration before any other option is looked at: it has their defaults."""
    from auditor.configuration import Configuration, find_configuration, read_configuration

    if context.params.get("no_config"):
        found = Configuration()
    elif value is not None:
        found = read_configuration(Path(value))
    else:
        found = find_configuration(Path())
    context.meta[_META] = found
    context.default_map = found.defaults()
    heed(found.get("lang"))
    set_help_pages(found.get("rules.help"))
    if not context.resilient_parsing:
        _warn_of_misspelt_variables(context)
    return value


no_config_option = option("--no-config", is_flag=True, is_eager=True, help="--no-config")
config_option = option(
    "--config",
    type=click.Path(dir_okay=False),
    is_eager=True,
    callback=_find,
    help="--config",
)


def _warn_of_misspelt_variables(context: click.Context) -> None:
    known = _variables(context.command)
    if all(name in known for name in os.environ if name.startswith(_PREFIX)):
        return
    from difflib import get_close_matches

    from auditor.cli.check import check_command

    # What only another command takes is not misspelt.
    known |= _variables(check_command)
    for name in sorted(name for name in os.environ if name.startswith(_PREFIX) and name not in known):
        near = get_close_matches(name, sorted(known), 1, 0.8)
        if near:
            tell_user(told("strange-variable", name=name, near=near[0]))


def _variables(command: click.Command) -> set[str]:
    return {str(parameter.envvar) for parameter in command.params} | {f"{_PREFIX}RULES"}


def configuration_of(context: click.Context) -> Configuration:
    """The configuration that the command was started with."""
    found: Configuration = context.meta[_META]
    return found


def is_from_file(context: click.Context, name: str) -> bool:
    """Whether a parameter has its value from the configuration file."""
    return context.get_parameter_source(name) is ParameterSource.DEFAULT_MAP


def is_from_environment(context: click.Context, name: str) -> bool:
    """Whether a parameter has its value from a variable."""
    return context.get_parameter_source(name) is ParameterSource.ENVIRONMENT


def is_given(context: click.Context, name: str) -> bool:
    """Whether a parameter has a value that is not its default."""
    return context.get_parameter_source(name) not in (ParameterSource.DEFAULT, None)


def blamed(context: click.Context, name: str, error: AuditorError) -> AuditorError:
    """An error about the value of a parameter, saying where the value comes from."""
    from auditor.configuration import KEYS

    if is_from_file(context, name):
        key = next(key for key, parameter in KEYS.items() if parameter == name)
        fault = configuration_of(context).fault(tuple(key.split(".")), told("at-key", key=key, says=error))
        return ConfigurationError([fault.with_excerpt()])
    if is_from_environment(context, name):
        parameter = next(entry for entry in context.command.params if entry.name == name)
        return UsageError(told("at-key", key=parameter.envvar, says=error))
    return error

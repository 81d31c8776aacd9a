"""`auditor config`: every setting of a check with its value and where that comes from."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from auditor.cli.check import check_command
from auditor.cli.configured import Configured, configuration_of, is_given
from auditor.cli.console import print_lines
from auditor.cli.exceptions import baseline_file, waivers_file
from auditor.messages import told

if TYPE_CHECKING:
    from auditor.configuration import Configuration


@click.pass_context
def _show(context: click.Context, /, **options: Any) -> None:
    """Show every setting with its value and where that comes from."""
    from auditor.configuration import KEYS
    from auditor.reports.console import cells

    configuration = configuration_of(context)
    said = os.path.relpath(configuration.file) if configuration.file else told("config-none")
    lines = [f"# {told('config-file', file=said)}"]
    rows = [_row(context, configuration, key, name, options) for key, name in KEYS.items() if key != "rules.severity"]
    rows += _severity_rows(context, configuration, options)
    rows += _other_rows(configuration)
    rows += _given_rows(context, configuration, options)
    width = min(max(cells(setting) for setting, _ in rows), 60)
    print_lines([*lines, *(f"{setting}{' ' * (width - cells(setting))}  # {origin}" for setting, origin in rows)])


config_command = Configured("config", params=list(check_command.params), callback=_show, help="config")


def _row(
    context: click.Context, configuration: Configuration, key: str, name: str, options: dict[str, Any]
) -> tuple[str, str]:
    if name == "rules":
        return _rules_row(context, configuration)
    value, origin = options[name], _origin(context, configuration, key, name)
    found = {"waivers": waivers_file, "baseline": baseline_file}.get(name)
    if found is not None and value is None and found(context, options).is_file():
        return f"{key} = {_written(str(found(context, options)))}", told("config-beside")
    return _setting(key, value), origin


def _setting(key: str, value: Any) -> str:
    return f"# {told('config-unset', key=key)}" if value is None or value == () else f"{key} = {_written(value)}"


def _rules_row(context: click.Context, configuration: Configuration) -> tuple[str, str]:
    """The folder of rules, which is an option of the whole program."""
    if context.obj is not None:
        return f"rules.folder = {_written(context.obj)}", told("config-rules-given")
    folder = configuration.get("rules.folder")
    if folder is None:
        return f"# {told('config-unset', key='rules.folder')}", told("config-rules-default")
    return f"rules.folder = {_written(configuration.path(folder))}", configuration.place("rules", "folder")


def _severity_rows(
    context: click.Context, configuration: Configuration, options: dict[str, Any]
) -> list[tuple[str, str]]:
    rows = []
    for entry in options["severity"]:
        code, _, level = entry.partition("=")
        origin = _origin(context, configuration, f"rules.severity.{code}", "severity")
        rows.append((f"rules.severity.{code} = {_written(level)}", origin))
    return rows


def _other_rows(configuration: Configuration) -> list[tuple[str, str]]:
    """Settings that only a file has."""
    days = configuration.get("waivers.max_days")
    rows = [
        (
            _setting("waivers.max_days", days),
            configuration.place("waivers", "max_days") if days else told("config-default"),
        )
    ]
    pages = configuration.get("rules.help")
    if pages:
        rows.append((_setting("rules.help", pages), configuration.place("rules", "help")))
    for index, entry in enumerate(configuration.get("overrides") or ()):
        inside = ", ".join(f"{key} = {_written(value)}" for key, value in entry.items())
        rows.append((f"# overrides: {inside}", configuration.place("overrides", index)))
    return rows


def _given_rows(context: click.Context, configuration: Configuration, options: dict[str, Any]) -> list[tuple[str, str]]:
    """Options that no file has, where they are given."""
    from auditor.configuration import KEYS

    names = [str(parameter.name) for parameter in context.command.params]
    return [
        (
            f"# {told('config-option', option=_option(name), value=options[name])}",
            _origin(context, configuration, "", name),
        )
        for name in names
        if name in options and name not in KEYS.values() and is_given(context, name)
    ]


def _origin(context: click.Context, configuration: Configuration, key: str, name: str) -> str:
    parameter = next(entry for entry in context.command.params if entry.name == name)
    source = context.get_parameter_source(name)
    if source is ParameterSource.DEFAULT_MAP:
        return configuration.place(*key.split("."))
    if source is ParameterSource.ENVIRONMENT:
        return str(parameter.envvar)
    if source is ParameterSource.COMMANDLINE:
        return told("config-line")
    return told("config-default")


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _written(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_written(entry)}" for key, entry in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)

"""The man page, and the scripts that let shells complete; all made of the commands themselves, so that none can be out of date.

    python packaging/manual.py FOLDER

writes them below FOLDER where a prefix such as /usr or ~/.local has them.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import ShellComplete, get_completion_class

from auditor.cli import command
from auditor.version import __version__

NAME = "auditor"
COMPLETIONS = {
    "bash": Path("share/bash-completion/completions/auditor"),
    "fish": Path("share/fish/vendor_completions.d/auditor.fish"),
    "zsh": Path("share/zsh/site-functions/_auditor"),
}
"""Where each shell looks for its script, below a prefix."""
MANUAL = Path("share/man/man1/auditor.1")


def write_all(prefix: Path) -> None:
    """Write the man page and all scripts below a prefix; raises `OSError`."""
    texts = {MANUAL: manual_page()} | {path: completion_script(shell) for shell, path in COMPLETIONS.items()}
    for path, text in texts.items():
        (prefix / path).parent.mkdir(parents=True, exist_ok=True)
        (prefix / path).write_text(text, encoding="utf-8", newline="\n")


def completion_script(shell: str) -> str:
    """The script of a shell; it asks the command itself what to offer. It need not be installed here."""
    found = get_completion_class(shell)
    assert found is not None
    # Bash would be started to tell its version.
    return ShellComplete.source(found(command, {}, NAME, f"_{NAME.upper()}_COMPLETE"))


def manual_page() -> str:
    """The man page of all commands in one, as roff."""
    context = click.Context(command, info_name=NAME)
    about, *more = _paragraphs(command)
    lines = [
        f'.TH {NAME.upper()} 1 "" "{NAME} {__version__}" "User Commands"',
        ".SH NAME",
        f"{NAME} \\- {_plain(about[0].lower() + about[1:].rstrip('.'))}",
        ".SH SYNOPSIS",
        f".B {NAME}",
        _plain(" ".join(command.collect_usage_pieces(context))),
        ".SH DESCRIPTION",
        _plain(about),
        *(line for paragraph in more for line in (".PP", _plain(paragraph))),
        ".SH OPTIONS",
        *_options(context),
        ".SH COMMANDS",
        *(line for name, child in commands_of(context) for line in _command(name, child)),
        ".SH ENVIRONMENT",
        *_variables(context),
        ".SH FILES",
        *_term("auditor.toml", "The configuration, looked for from the working folder upward."),
    ]
    return "\n".join(lines) + "\n"


def commands_of(context: click.Context) -> Iterator[tuple[str, click.Context]]:
    """Every command below one with its full name, those that have others before these."""
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            assert found is not None
            child = click.Context(found, info_name=name, parent=context)
            yield child.command_path, child
            yield from commands_of(child)


def _command(name: str, context: click.Context) -> Iterator[str]:
    yield f'.SS "{_plain(" ".join([name, *context.command.collect_usage_pieces(context)]))}"'
    for number, paragraph in enumerate(_paragraphs(context.command)):
        if number:
            yield ".PP"
        yield _plain(paragraph)
    yield from _options(context)


def _options(context: click.Context) -> Iterator[str]:
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None and "--help" not in parameter.opts:
            yield from _term(*record)


def _variables(context: click.Context) -> Iterator[str]:
    """The variables that stand for options and arguments."""
    found: dict[str, str] = {}
    for child in (context, *(child for _, child in commands_of(context))):
        for parameter in child.command.params:
            if isinstance(parameter.envvar, str):
                is_option = isinstance(parameter, click.Option)
                found[parameter.envvar] = (
                    max(parameter.opts, key=len) if is_option else parameter.human_readable_name.upper()
                )
    for variable, stands_for in sorted(found.items()):
        yield from _term(variable, f"As {stands_for}.")


def _term(term: str, says: str) -> Iterator[str]:
    yield ".TP"
    yield f".B {_plain(term)}"
    yield _plain(says)


def _paragraphs(told: click.Command) -> list[str]:
    text = inspect.cleandoc(told.help or "").partition("\f")[0]
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


def _plain(text: str) -> str:
    """A line of text such that roff takes nothing of it for its own."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").replace("\n", " ")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} FOLDER")
    write_all(Path(sys.argv[1]))

"""Commands and options whose help stands in the catalogues, and the words of click itself, in the language that is spoken."""

from __future__ import annotations

import gettext
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from auditor.messages import LANGUAGES, Catalogue, spoken, tell
from auditor.nearness import nearest_names
from auditor.patterns import regex

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

HELP = Catalogue("command_line")
_CLICK = Catalogue("click")
"""The sentences of click by what it says in English."""
_PLACEHOLDERS = Catalogue("metavars")
_PLACEHOLDER = regex(r"\b[A-Z]{2,}\b")
_META = "auditor.lang"
"""The language that was given before the name of the command."""


class Formatter(click.HelpFormatter):
    """Help wrapped by the cells that characters take: Chinese ones take two, and lines may end between them."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _translated("Usage:") if prefix is None and spoken() == "zh" else prefix)

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}{'：' if spoken() == 'zh' else ':'}\n")

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        self.write("\n\n".join("\n".join(self._wrapped(part, indent)) for part in text.split("\n\n")) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        from auditor.reports.console import cells

        every = list(rows)
        column = self.current_indent + min(max(cells(term) for term, _ in every), col_max) + col_spacing
        for term, text in every:
            first = f"{'':>{self.current_indent}}{term}"
            lines = self._wrapped(text, " " * column)
            if cells(first) <= column - col_spacing and text:
                lines[0] = first + " " * (column - cells(first)) + lines[0][column:]
            else:
                lines = [first, *lines] if text else [first]
            self.write("".join(f"{line}\n" for line in lines))

    def _wrapped(self, text: str, indent: str) -> list[str]:
        from auditor.reports.console import wrapped

        return wrapped(indent + text, indent, self.width)


def placeholder(metavar: str) -> str:
    """What stands for a value, such as `FORMAT[=PATH]`, in the language that is spoken."""
    return _PLACEHOLDER.sub(lambda found: tell(_PLACEHOLDERS, found[0], spoken()), metavar)


class Argument(click.Argument):
    """An argument whose place in lines of usage is named in the language that is spoken."""

    def make_metavar(self, *arguments: Any, **named: Any) -> str:
        return placeholder(super().make_metavar(*arguments, **named))


def argument(*names: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """`click.argument` named in the language that is spoken."""
    return click.argument(*names, cls=Argument, **settings)


class _Helped:
    """Help that is a key of the catalogue `command_line`, and is looked up when it is read."""

    _key: str | None = None
    _blanks: Mapping[str, str] = {}

    @property
    def help(self) -> str | None:
        return None if self._key is None else tell(HELP, self._key, spoken(), **self._blanks)

    @help.setter
    def help(self, key: str | None) -> None:
        self._key = key


class Option(_Helped, click.Option):
    """An option whose `help` is a key of the catalogue, with what to fill its blanks with."""

    def __init__(self, *names: Any, blanks: Mapping[str, str] | None = None, **settings: Any) -> None:
        self._blanks = blanks or {}
        super().__init__(*names, **settings)

    def make_metavar(self, *arguments: Any, **named: Any) -> str:
        return placeholder(super().make_metavar(*arguments, **named))


class _Language(Option):
    """`--lang` of a command, which may as well stand before the command's name."""

    def consume_value(self, ctx: click.Context, opts: Mapping[str, Any]) -> tuple[Any, ParameterSource]:
        value, source = super().consume_value(ctx, opts)
        if source is not ParameterSource.COMMANDLINE and ctx.meta.get(_META) is not None:
            return ctx.meta[_META], ParameterSource.COMMANDLINE
        return value, source


def _keep(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta[_META] = value


def option(*names: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """`click.option` whose `help` is a key of the catalogue `command_line`."""
    return click.option(*names, cls=Option, **settings)


language_option = click.option("--lang", cls=_Language, type=click.Choice(LANGUAGES), default=spoken, help="--lang")
"""Of commands that print in one language."""
document_language_option = click.option("--lang", cls=_Language, type=click.Choice(LANGUAGES), help="audit --lang")
"""Of commands that tell of documents, by default in the language of each."""


class _Context(click.Context):
    formatter_class = Formatter


class _Spoken(_Helped):
    """A command in the language that is spoken; each can be asked for another one with `--lang`."""

    context_class = _Context
    params: list[click.Parameter]

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        if not any(parameter.name == "lang" for parameter in self.params):
            asked = Option(
                ["--lang"],
                type=click.Choice(LANGUAGES),
                expose_value=False,
                is_eager=True,
                callback=_keep,
                help="--lang",
            )
            self.params = [*self.params, asked]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Of an option that there is not, only such names are guessed at as a slip would make it."""
        try:
            parsed: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except click.NoSuchOption as error:
            known = [name for parameter in self.params for name in (*parameter.opts, *parameter.secondary_opts)]
            near = nearest_names(error.option_name, [name for name in known if name.startswith("--")])
            raise click.NoSuchOption(error.option_name, possibilities=near, ctx=error.ctx) from error
        return parsed

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        asks_for_help = self.get_help_option(ctx)  # type: ignore[attr-defined]
        if asks_for_help is not None:
            asks_for_help.help = _translated("Show this message and exit.")
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces: list[str] = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        return [tell(HELP, piece, spoken()) for piece in pieces]

    def get_short_help_str(self, limit: int = 45) -> str:
        """Its first line, in full."""
        return (self.help or "").partition("\n")[0]


class Command(_Spoken, click.Command):  # type: ignore[misc]
    """A command whose `help` is a key of the catalogue `command_line`."""


class Group(_Spoken, click.Group):  # type: ignore[misc]
    """A group of commands whose `help` is a key of the catalogue `command_line`."""

    command_class = Command


def speak_for_click() -> None:
    """Let click say its own sentences in the language that is spoken.

    It asks `gettext` for them, which knows no catalogues but compiled files; ours is one among the others.
    """
    for name, module in list(sys.modules.items()):
        # What decorators look up is kept by the option, and is needed for its help only.
        if name.partition(".")[0] == "click" and name != "click.decorators":
            if getattr(module, "_", None) is gettext.gettext:
                module._ = _translated  # type: ignore[attr-defined]
            if getattr(module, "ngettext", None) is gettext.ngettext:
                module.ngettext = _translated_for  # type: ignore[attr-defined]


def as_sentences(text: str) -> str:
    """What click has put together, with the full stops of the language that is spoken."""
    if spoken() == "en":
        return text
    return re.sub(r"(?m)(?<=['”）])\.$", "。", text).replace("。 ", "。")


def _translated(sentence: str) -> str:
    return sentence if spoken() == "en" else tell(_CLICK, sentence, spoken())


def _translated_for(one: str, many: str, count: int) -> str:
    return _translated(one if count == 1 else many)

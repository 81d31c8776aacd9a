"""`auditor extract` and `auditor facts`: what was read of a document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from auditor.cli.console import put
from auditor.cli.options import load, password_in, password_option
from auditor.cli.texts import Command, argument, language_option, option
from auditor.errors import UnreadableDocument
from auditor.lines import whole_row

if TYPE_CHECKING:
    from auditor.records import Lang
    from auditor.vocabulary import Vocabulary


@click.command("extract", cls=Command, help="extract")
@argument("file", type=click.Path())
@option(
    "--format",
    "file_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="diff --format",
)
@password_option
def extract_command(file: str, file_format: str, password_file: str | None) -> None:
    """Print what was read of a document, as lines with their numbers."""
    from auditor.runs.apart import apart

    with _naming(file):
        put(apart(_extracted, file, file_format, password_in(password_file)))


@contextmanager
def _naming(file: str) -> Iterator[None]:
    """Say which file it is that cannot be read."""
    try:
        yield
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{file}: {error}", f"{file}：{error.chinese}") from error


def _extracted(file: str, file_format: str, password: str | None) -> str:
    from auditor.documents import read_document, rendition
    from auditor.reports.extraction import blocks_as_json

    document = read_document(file, password)
    if file_format == "json":
        return f"{blocks_as_json(document)}\n"
    return "".join(f"{whole_row(line)}\n" for line in rendition(document))


@click.command("facts", cls=Command, help="facts")
@argument("file", type=click.Path())
@language_option
@password_option
@click.pass_context
def facts_command(context: click.Context, file: str, lang: Lang, password_file: str | None) -> None:
    """Print the figures of a document with the cells they are."""
    from auditor.runs.apart import apart

    vocabulary, _ = load(context.obj)
    with _naming(file):
        put(apart(_listed, file, vocabulary, lang, password_in(password_file)))


def _listed(file: str, vocabulary: Vocabulary, lang: Lang, password: str | None) -> str:
    from auditor.documents import read_document
    from auditor.facts import extract_facts
    from auditor.reports.listing import fact_lines

    facts = extract_facts(read_document(file, password), vocabulary)
    return "".join(f"{whole_row(line)}\n" for line in fact_lines(facts, lang))

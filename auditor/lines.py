"""Lines of text that do nothing but stand there, whatever a document or a name of a file has in it."""

from __future__ import annotations

from auditor.patterns import regex

_STEERING = regex("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters that move the cursor, colour a terminal or turn the direction of writing, and such as no file can hold."""
_COMMAND = regex(r"##(?=\w*\[)")
"""What a runner of pipelines takes for a command wherever it stands: `##[error]`, `##vso[task.…]`."""


def one_line(text: str) -> str:
    """A text as one line, or a part of one, that does to a terminal or to a pipeline nothing but stand there."""
    return _COMMAND.sub("# #", _STEERING.sub(" ", text))


def whole_line(text: str) -> str:
    """A text as a line of its own: what begins with `::` would be a command to a pipeline, so a path begins with `./` then."""
    return _no_command(one_line(text))


def whole_row(text: str) -> str:
    """As `whole_line`, with the tabs between its cells."""
    return _no_command("\t".join(map(one_line, text.split("\t"))))


def _no_command(line: str) -> str:
    return f"./{line}" if line.lstrip().startswith("::") else line

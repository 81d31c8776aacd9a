"""Fields of a Word file: codes are not printed, results are."""

from __future__ import annotations

_LONGEST_CODE = 20


class _Field:
    def __init__(self) -> None:
        self.code = ""
        self.is_code = True
        """Whether what comes is its code, not its result."""
        self.is_contents = False


class Fields:
    """The complex fields that are open (ECMA-376 Part 1, 17.16.18): begin, code, separator, result, end."""

    def __init__(self) -> None:
        self.codes = 0
        """How many fields we are in the code of."""
        self.contents = 0
        """How many tables of contents we are in the result of."""
        self._open: list[_Field] = []

    def mark(self, kind: str) -> None:
        """Pass a field character: `begin`, `separate` or `end`."""
        if kind == "begin":
            self._open.append(_Field())
            self.codes += 1
        elif kind == "separate" and self._open:
            self._begin_result(self._open[-1])
        elif kind == "end" and self._open:
            field = self._open.pop()
            self.codes -= field.is_code
            self.contents -= field.is_contents

    def add_code(self, text: str) -> None:
        if self._open and len(self._open[-1].code) < _LONGEST_CODE:
            self._open[-1].code += text[:_LONGEST_CODE]

    def end_paragraph(self) -> None:
        """Take what follows for text again, so that a field nobody ended does not swallow the rest."""
        for field in reversed(self._open):
            if not self.codes:
                break
            self.codes -= field.is_code
            field.is_code = False

    def _begin_result(self, field: _Field) -> None:
        self.codes -= field.is_code
        field.is_code = False
        if is_contents_code(field.code) and not field.is_contents:
            field.is_contents = True
            self.contents += 1


def is_contents_code(code: str) -> bool:
    """Whether a field with this code is a table of contents."""
    return code.split(maxsplit=1)[:1] in (["TOC"], ["toc"])

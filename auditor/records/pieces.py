"""A JSON object read key by key, and the entries of a list in it one by one, from a file of any length."""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import IO, Any

_PIECE = 2**20
"""So many characters are read at a time, or as many as are held already."""
_BLANKS = " \t\r\n"


class Pieces:
    """What is left of a file; of what was read no more is held than the value that is not complete yet.

    Raises `JSONDecodeError` for what is no JSON.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file, self._held, self._at = file, "", 0
        self._decoder = JSONDecoder()

    def keys(self) -> Iterator[str]:
        """The keys of an object; after each its value has to be read."""
        self._expect("{")
        for _ in self._until("}"):
            key = self.value()
            if not isinstance(key, str):
                raise self._fault("a key is no string")
            self._expect(":")
            yield key

    def entries(self) -> Iterator[Any]:
        """The entries of a list."""
        self._expect("[")
        for _ in self._until("]"):
            yield self.value()

    def value(self) -> Any:
        """A value, whole."""
        self._next()
        fault = None
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held, self._at)
            except JSONDecodeError as error:
                # What is wrong at the same place with more of the file is wrong; but a string may go on.
                told = (error.msg, error.pos - self._at)
                is_certain = told == fault and not error.msg.startswith("Unterminated string")
                if is_certain or not self._read():
                    raise
                fault = told
                continue
            # A number may go on.
            if end < len(self._held) or not self._read():
                self._at = end
                return value

    def end(self) -> None:
        """Nothing but blanks is left."""
        if self._next():
            raise self._fault("there is more behind the end")

    def _until(self, closing: str) -> Iterator[None]:
        """As long as there are entries, a comma between two of them."""
        if self._next() == closing:
            self._at += 1
            return
        while True:
            yield
            sign = self._next()
            self._at += 1
            if sign == closing:
                return
            if sign != ",":
                raise self._fault(f"a comma or {closing} is missing")

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise self._fault(f"{sign} is missing")
        self._at += 1

    def _next(self) -> str:
        """The next character that is not blank; empty at the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in _BLANKS:
                    return self._held[self._at]
                self._at += 1
            if not self._read():
                return ""

    def _read(self) -> bool:
        """Read on; what is done with is dropped. Whether there was anything."""
        rest = self._held[self._at :]
        more = self._file.read(max(_PIECE, len(rest)))
        self._held, self._at = rest + more, 0
        return bool(more)

    def _fault(self, says: str) -> JSONDecodeError:
        return JSONDecodeError(says, self._held[self._at : self._at + 1], 0)

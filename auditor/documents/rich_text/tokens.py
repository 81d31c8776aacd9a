"""Rich Text as a stream of tokens: groups, control words, bytes of text (RTF 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.patterns import regex
from auditor.tuples import NamedTuple

_PATTERN = rb"""
    \\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?
    | (?P<hex>(?:\\'[0-9a-fA-F]{2}){1,200})
    | \\(?P<symbol>.)
    | (?P<brace>[{}])
    | (?P<breaks>[\r\n\0]+)
    | (?P<text>%b)
    """
_SINGLE = rb"[^\\{}\r\n\0]+"
_PAIRS = rb"[^\\{}\r\n\0\x80-\xff]+|(?:[\x81-\xfe][\x30-\x7e\x80-\xfe]){1,200}|[\x80-\xff]"
_TOKEN = regex(_PATTERN % _SINGLE, re.VERBOSE | re.DOTALL)
_TOKEN_OF_PAIRS = regex(_PATTERN % _PAIRS, re.VERBOSE | re.DOTALL)
"""Some programs write the two bytes of a character as they are; the second may be a backslash or a brace."""
_BINARY = "bin"


class Word(NamedTuple):
    """A control word, or a control symbol, whose name is that one character; `number` is None where it has none."""

    name: str
    number: int | None = None


Token = Word | bytes
"""Bytes are text; the names of the words that open and close a group are `{` and `}`, an escaped brace is text."""

_OPENS, _CLOSES = Word("{"), Word("}")
_LITERAL = rb"\{}"


def tokens_of(content: bytes, has_pairs: bool) -> Iterator[Token]:
    """The tokens in their order; the data behind `\\bin` and the breaks of lines are left out.

    `has_pairs` says that two bytes may make a character.
    """
    pattern = _TOKEN_OF_PAIRS if has_pairs else _TOKEN
    at, end = 0, len(content)
    while at < end:
        found = pattern.match(content, at)
        if found is None:  # a lone backslash at the end
            return
        at = found.end()
        kind = found.lastgroup
        if kind in ("word", "number"):
            word = Word(found["word"].decode("ascii"), None if found["number"] is None else int(found["number"]))
            if word.name == _BINARY:
                at += min(max(word.number or 0, 0), end - at)
            else:
                yield word
        elif kind == "hex":
            yield bytes.fromhex(found["hex"].replace(b"\\'", b"").decode("ascii"))
        elif kind == "symbol":
            symbol = found["symbol"]
            yield symbol if symbol in _LITERAL else Word(symbol.decode("latin-1"))
        elif kind == "brace":
            yield _OPENS if found["brace"] == b"{" else _CLOSES
        elif kind == "text":
            yield found["text"]

"""Text made safe for a page: escaped, and without characters that a page must not have or that could disguise it."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from html import escape

from auditor.patterns import regex

_ODD = regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters, overrides of the direction of writing, halves of surrogate pairs, characters that are none."""


def clean(text: str) -> str:
    """The text with a visible stand-in for every character that cannot be shown as it is."""
    return _ODD.sub(_stand_in, text)


def _stand_in(odd: re.Match[str]) -> str:
    code = ord(odd[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def escaped(text: object) -> str:
    """Text for an element or a quoted attribute."""
    return escape(clean(str(text)))


def packed_block(name: str, value: object) -> str:
    """A block of data packed by DEFLATE, a tenth as long, for the script."""
    text = clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(text.encode("utf-8")) + packer.flush()
    return f'<script type="text/plain" id="{name}">{b64encode(packed).decode("ascii")}</script>'


def data_block(name: str, value: object) -> str:
    """A block of data for the script, which no browser runs and no text in it can end."""
    text = clean(json.dumps(value, ensure_ascii=False, separators=(",", ":"))).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>'

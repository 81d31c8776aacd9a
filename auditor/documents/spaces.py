"""White space: nothing between characters of Chinese, one space between words of a script that parts them by it."""

from __future__ import annotations

from auditor.patterns import regex

_FIRST_WIDE = "\u2e80"
_SIGNS = "£€$"
_LETTER = regex("[A-Za-z\u00c0-\u024f]")


def squeeze(text: str) -> str:
    """A text without white space but for single spaces at words of letters."""
    words = text.split()
    if len(words) < 2 or not (_LETTER.search(text) or any(sign in text for sign in _SIGNS)):
        return "".join(words)
    squeezed = words[0]
    for word in words[1:]:
        squeezed += (" " if _parts(squeezed[-1], word[0]) else "") + word
    return squeezed


def _parts(left: str, right: str) -> bool:
    """Whether a space between two characters parts words: one is a letter, or a sign of money comes, and none is Chinese."""
    return max(left, right) < _FIRST_WIDE and bool(_LETTER.match(left) or _LETTER.match(right) or right in _SIGNS)


def is_spaced(text: str) -> bool:
    """Whether a text is written in words with spaces between."""
    return _LETTER.search(text) is not None and max(text) < _FIRST_WIDE

"""The small language in which a production says what a clause looks like, over phrases and never over characters.

    form   = item, { item } ;
    item   = [ slot, ":" ], atom, [ "?" | "+" ] ;
    atom   = CLASS | "(", form, { "|", form }, ")" | "[", form, "]" ;

`[base:BASE] direction:(UP | DOWN) amount:AMOUNT` is 比上年增加3万元, with or without its base. Brackets hold what may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from auditor.messages import told
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_SYMBOL = regex(r"\s*(?:(?P<slot>[a-z_]+):|(?P<name>[A-Z][A-Z_]*)|(?P<sign>[\[\]()|?+]))")
_FIRST_LETTER = 0xE000
"""Each class of phrases is one character of Unicode's private area while a clause is matched."""


class FormError(ValueError):
    """A form that is not in the language."""


class Matched(NamedTuple):
    """Where a form ends that matched, and the places of its slots: first phrase and the one behind the last."""

    end: int
    slots: dict[str, list[tuple[int, int]]]


class Form(NamedTuple):
    """A compiled form. Slots that stand several times in it are told apart by a number."""

    pattern: re.Pattern[str]

    def match(self, kinds: str, start: int) -> Matched | None:
        """Where the form matches at a phrase, and the places of its slots; a slot that stands in two pieces has two."""
        found = self.pattern.match(kinds, start)
        if found is None or found.end() == start:
            return None
        slots: dict[str, list[tuple[int, int]]] = {}
        for name in found.groupdict():
            if found[name]:
                slots.setdefault(name.partition("__")[0], []).append(found.span(name))
        return Matched(found.end(), slots)


def letters_of(classes: list[str]) -> dict[str, str]:
    """The character that stands for each class of phrases."""
    return {name: chr(_FIRST_LETTER + place) for place, name in enumerate(classes)}


def compile_form(text: str, letters: Mapping[str, str]) -> Form:
    """Raises FormError where the text is no form or names a class that does not exist."""
    parser = _Parser(text, letters)
    pattern = parser.form()
    if parser.symbols:
        raise FormError(told("form-unexpected", what=parser.symbols[0][1], form=text))
    return Form(regex(pattern))


class _Parser:
    """Recursive descent over the symbols of a form; makes a pattern over letters."""

    def __init__(self, text: str, letters: Mapping[str, str]) -> None:
        self.text = text
        self.letters = letters
        self.symbols = self._symbols(text)
        self.slots: dict[str, int] = {}

    def _symbols(self, text: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        position = 0
        stripped = text.rstrip()
        while position < len(stripped):
            match = _SYMBOL.match(stripped, position)
            if match is None or match.lastgroup is None:
                raise FormError(told("form-no-symbol", what=stripped[position:], form=text))
            found.append((match.lastgroup, match[match.lastgroup]))
            position = match.end()
        return found

    def form(self) -> str:
        alternatives = [self._sequence()]
        while self.symbols and self.symbols[0] == ("sign", "|"):
            self.symbols.pop(0)
            alternatives.append(self._sequence())
        return "|".join(alternatives) if len(alternatives) > 1 else alternatives[0]

    def _sequence(self) -> str:
        items = []
        while self.symbols and self.symbols[0] not in (("sign", "|"), ("sign", ")"), ("sign", "]")):
            items.append(self._item())
        if not items:
            raise FormError(told("form-empty", form=self.text))
        return "".join(items)

    def _item(self) -> str:
        kind, text = self.symbols.pop(0)
        slot = ""
        if kind == "slot":
            count = self.slots[text] = self.slots.get(text, 0) + 1
            slot = text if count == 1 else f"{text}__{count}"
            if not self.symbols:
                raise FormError(told("form-slot", what=text, form=self.text))
            kind, text = self.symbols.pop(0)
        atom = self._atom(kind, text)
        repeat = ""
        if self.symbols and self.symbols[0] in (("sign", "?"), ("sign", "+")):
            repeat = self.symbols.pop(0)[1]
        body = f"(?:{atom}){repeat}" if repeat else atom
        return f"(?P<{slot}>{body})" if slot else f"(?:{body})"

    def _atom(self, kind: str, text: str) -> str:
        if kind == "name":
            if text not in self.letters:
                raise FormError(told("form-class", what=text, form=self.text))
            # A name may come in pieces, with a remark in brackets between them.
            return self.letters[text] + ("+" if text == "NAME" else "")
        if (kind, text) in (("sign", "("), ("sign", "[")):
            inner = self.form()
            closing = ")" if text == "(" else "]"
            if not self.symbols or self.symbols.pop(0) != ("sign", closing):
                raise FormError(told("form-unclosed", what=closing, form=self.text))
            return f"(?:{inner})" if text == "(" else f"(?:{inner})?"
        raise FormError(told("form-unexpected", what=text, form=self.text))

"""Markup that would take a parser minutes or gigabytes is refused before it is parsed."""

from __future__ import annotations

import re

from auditor.documents.refusals import refused
from auditor.errors import UnreadableDocument
from auditor.patterns import regex

_MOST_TAGS = 4_000_000
_MOST_ATTRIBUTES = 20_000
_MOST_STEPS = 2_000_000_000
"""Open elements a parser looks through, summed over all tags; some four seconds' worth."""
_MOST_COPIES = 500_000
_HARMLESS_TAGS = 40_000
_LONG_TAG = 100_000

# A start or end tag with its attributes as the HTML standard's tokeniser takes them (13.2.5), or a comment.
_TAG = regex(
    r"<(?:!--.*?(?:-->|\Z)|(/?[a-z][^\s/>]*+)"
    r"((?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+|))?+)*+)(?:>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = regex(r"[^\s/=]+(?:\s*=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s>]+))?")
_FORMATTING = regex(r"<(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)[\s/>][^>]*", re.IGNORECASE)
_FORMATTING_NAMES = frozenset("b big code em font i s small strike strong tt u".split())
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_CLOSED_BY_THEMSELVES = frozenset("p li dd dt option optgroup tr td th thead tbody tfoot a nobr button".split())
_SCOPES = frozenset("table td th caption template applet marquee object button".split())
"""A parser looks for open elements no further up than to one of these."""
_REACH = 256
"""How far up an end tag is matched with its start tag."""


def refuse_tangled_markup(text: str) -> None:
    """Raise `UnreadableDocument` for markup whose parse takes more than a few seconds or much memory.

    A parser follows the HTML standard, by which every paragraph looks through the open elements above it and takes
    along the formatting left open (13.2.4.3, 13.2.6.4.7), so that unclosed elements cost the square of their number.
    """
    tags = text.count("<")
    if tags > _MOST_TAGS:
        raise refused("too-many-tags", most=_MOST_TAGS)
    copies = 3 * len(set(_FORMATTING.findall(text))) * tags
    if (
        tags > _HARMLESS_TAGS
        or copies > _MOST_COPIES
        or text.count("=") > _HARMLESS_TAGS
        or max(map(len, text.split(">"))) > _LONG_TAG
    ):
        _OpenElements().follow(text)


class _OpenElements:
    """The elements a parser holds open, near enough to tell what it will cost."""

    def __init__(self) -> None:
        self._scopes: list[list[str]] = [[]]
        self._formatting: dict[str, list[str]] = {}
        self._seen: dict[str, int] = {}
        self._formats = 0

    def follow(self, text: str) -> None:
        steps = copies = 0
        for match in _TAG.finditer(text):
            name, attributes = match.group(1, 2)
            if name is None:
                continue
            name = name.lower()
            if len(attributes) > _MOST_ATTRIBUTES:
                _refuse_attributes(attributes)
            steps += len(self._scopes[-1]) + self._formats
            if name[0] == "/":
                self._close(name[1:])
            elif name in _FORMATTING_NAMES:
                self._format(name, attributes)
            else:
                copies += self._formats
                self._open(name)
            if steps > _MOST_STEPS or copies > _MOST_COPIES:
                raise _tangled()

    def _open(self, name: str) -> None:
        if name in _VOID:
            return
        scope = self._scopes[-1]
        if name in _SCOPES and not (scope == [name] and name in _CLOSED_BY_THEMSELVES):
            self._scopes.append([name])
        elif not (scope and scope[-1] == name and name in _CLOSED_BY_THEMSELVES):
            scope.append(name)

    def _close(self, name: str) -> None:
        if name in _FORMATTING_NAMES:
            self._unformat(name)
        elif name in _SCOPES:
            if any(scope[:1] == [name] for scope in self._scopes[-4:]):
                while self._scopes.pop()[:1] != [name]:
                    pass
        elif name in (scope := self._scopes[-1])[-_REACH:]:
            while scope.pop() != name:
                pass

    def _format(self, name: str, attributes: str) -> None:
        """Three of the same are the most a parser keeps (the "Noah's Ark clause")."""
        key = name + attributes
        if self._seen.get(key, 0) < 3:
            self._seen[key] = self._seen.get(key, 0) + 1
            self._formatting.setdefault(name, []).append(key)
            self._formats += 1

    def _unformat(self, name: str) -> None:
        if self._formatting.get(name):
            self._seen[self._formatting[name].pop()] -= 1
            self._formats -= 1


def _refuse_attributes(attributes: str) -> None:
    if sum(1 for _ in _ATTRIBUTE.finditer(attributes)) > _MOST_ATTRIBUTES:
        raise _tangled()


def _tangled() -> UnreadableDocument:
    return refused("markup-broken")

"""Classification codes: the names each has borne, the years of them, the domain it belongs to."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from auditor.patterns import regex
from auditor.tuples import NamedTuple

_BRACKETED = regex(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")

SHARED = "shared"
"""What codes are `of` that stand in several domains."""


class FormerName(NamedTuple):
    """What a code was called before it was renamed; a year that is not known is None."""

    name: str
    since: int | None
    until: int | None


class Code(NamedTuple):
    """One entry of a classification."""

    code: str
    name: str
    since: int | None
    until: int | None
    formerly: tuple[FormerName, ...]
    also: tuple[str, ...]
    """Spellings that are never official."""
    sure: bool
    """Whether the name is certain enough to contradict what is printed."""

    @property
    def names(self) -> tuple[str, ...]:
        """The official name, the former ones, other spellings."""
        return self.name, *(former.name for former in self.formerly), *self.also


class _Scheme(NamedTuple):
    """One file of codes: its entries, the years it covers, the domain of the codes that name none."""

    entries: dict[str, Any]
    since: int
    until: int
    of: str | None


class Classification:
    """The codes of one dimension, by code and by name. Entries are made when they are asked for."""

    def __init__(self) -> None:
        self._schemes: list[_Scheme] = []
        self._entries: dict[str, Any] = {}
        self._made: dict[str, Code] = {}
        self._domains: dict[str, str] = {}
        self.domain: str | None = None
        """The dimension whose members its codes belong to."""
        self.groups: dict[str, tuple[str, ...]] = {}
        """Per plain name of a sum that has no code of its own (`补助下级支出`) the codes it is the sum of."""

    def add(self, data: dict[str, Any]) -> None:
        """Take the content of one file in."""
        entries = data["code"]
        self._schemes.append(_Scheme(entries, data["since"], data["until"], data.get("of")))
        self._entries.update(entries)
        named = {code: entry["of"] for code, entry in entries.items() if isinstance(entry, dict) and "of" in entry}
        self._domains |= named
        self.domain = data.get("domain") or self.domain
        for group in data.get("group", ()):
            self.groups |= {plain_name(name): tuple(group["codes"]) for name in group["names"]}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Code]:
        return (self._make(code) for code in self._entries)

    def get(self, code: str) -> Code | None:
        """The entry of a code; None where the table does not have it."""
        return self._make(code) if code in self._entries else None

    def _make(self, code: str) -> Code:
        made = self._made.get(code)
        if made is None:
            entry = self._entries[code]
            made = self._made[code] = _code(code, {"name": entry} if isinstance(entry, str) else entry)
        return made

    @cached_property
    def _bearers(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for entry in self:
            if entry.sure:
                for name in {core(name) for name in (entry.name, *(former.name for former in entry.formerly))}:
                    found[name] = (*found.get(name, ()), entry.code)
        return found

    def _scheme_of(self, code: str) -> _Scheme | None:
        return next((scheme for scheme in self._schemes if code in scheme.entries), None)

    def scheme_of(self, code: str) -> int | None:
        """Which of its files a code belongs to, itself or by its class; None where none has it."""
        places = (
            number
            for end in (len(code), 3)
            for number, scheme in enumerate(self._schemes)
            if code[:end] in scheme.entries
        )
        return next(places, None)

    def bearing(self, name: str, beside: str | None = None) -> tuple[str, ...]:
        """The codes that surely bear or bore a name, of all files or of the file of one code."""
        found = self._bearers.get(core(name), ())
        if beside is None:
            return found
        scheme = self._scheme_of(beside)
        return tuple(code for code in found if scheme is not None and code in scheme.entries)

    @cached_property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Per name, without blanks and in half-width brackets, the codes that bear or bore it, sure or not."""
        found: dict[str, tuple[str, ...]] = {}
        for entry in self:
            for name in entry.names:
                key = plain_name(name)
                if entry.code not in found.get(key, ()):
                    found[key] = (*found.get(key, ()), entry.code)
        return found

    def is_known(self, code: str, year: int | None) -> bool:
        """Whether the table can be held against what a document of a year prints with a code.

        In the first year of a table and the years around those of a code, documents still print what went before.
        """
        scheme, known = self._scheme_of(code), self.get(code)
        if scheme is None or known is None or year is None or not scheme.since < year <= scheme.until:
            return False
        return (known.since is None or known.since - 1 <= year) and (known.until is None or year <= known.until + 1)

    def agrees(self, known: Code, name: str) -> bool:
        """Whether a printed name is one that a code bears or bore, or an abbreviation of it."""
        return any(is_same_name(name, own) for own in known.names)

    def contradicts(self, known: Code, name: str, year: int | None) -> bool:
        """Whether a name that a document of a year prints cannot be meant for a code: it is another's, or unlike all its own.

        Abbreviations, remarks in brackets and small variants contradict nothing, nor does what the table is not sure of.
        """
        if not known.sure or not self.is_known(known.code, year) or self.agrees(known, name):
            return False
        return bool(self.bearing(name, known.code)) or all(is_unlike(name, own) for own in known.names)

    def domain_of(self, code: str, above: Sequence[str], year: int | None) -> str | None:
        """The one domain a code belongs to, by its own entry or the nearest of those above it that names one.

        None where the table does not have the code or the year, where several domains share it, or where codes below it
        belong to another.
        """
        scheme = self._scheme_of(code)
        named = (
            self._domains[place] for place in (code, *above) if place in self._domains and self.is_known(place, year)
        )
        domain = next(named, scheme.of if scheme and self.is_known(code, year) else None)
        below = {other for place, other in self._domains.items() if place != code and place.startswith(code)}
        return domain if domain != SHARED and below <= {domain} else None


def _code(code: str, entry: dict[str, Any]) -> Code:
    formerly = tuple(
        FormerName(former["name"], former.get("since"), former.get("until")) for former in entry.get("formerly", ())
    )
    also = tuple(entry.get("also", ()))
    return Code(code, entry["name"], entry.get("since"), entry.get("until"), formerly, also, entry.get("sure", True))


_PLAIN = str.maketrans("（）“”＂", '()"""', " \u3000\xa0\t")


def plain_name(name: str) -> str:
    """A name without blanks, its brackets half-width, its quotation marks alike."""
    return name.translate(_PLAIN)


@lru_cache(maxsize=8192)
def core(name: str) -> str:
    """A name without spaces, digits, punctuation and the difference of wide and narrow characters."""
    return "".join(char for char in unicodedata.normalize("NFKC", name) if char.isalpha())


def bare(name: str) -> str:
    """The core of a name without its remarks in brackets."""
    return core(_BRACKETED.sub("", name))


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are one, remarks in brackets and abbreviations aside: one has all characters of the other in order."""
    forms = [(core(one), core(other)), (bare(one), bare(other))]
    return any(left and right and (_abbreviates(left, right) or _abbreviates(right, left)) for left, right in forms)


def _abbreviates(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def is_unlike(one: str, other: str) -> bool:
    """Whether two names have next to nothing in common: no two characters in a row, at most a quarter of the shorter."""
    left, right = core(one), core(other)
    pairs = {left[place : place + 2] for place in range(len(left) - 1)}
    if any(right[place : place + 2] in pairs for place in range(len(right) - 1)):
        return False
    short, long = sorted((left, right), key=len)
    return bool(short) and 4 * sum(char in long for char in short) <= len(short)

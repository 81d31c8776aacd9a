"""Productions: what a clause of prose may look like, by the files of `rules/grammar`, each with a clause that it reads and one not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from auditor.errors import RuleFileError
from auditor.messages import told
from auditor.patterns import regex
from auditor.rulefiles import load_added, place_of
from auditor.tuples import NamedTuple
from auditor.vocabulary.form_language import Form, FormError, Matched, compile_form, letters_of

CLASSES = ("NAME", "AMOUNT", "PERCENT", "POINTS", "COUNT", "NUMBER", "TORN", "BASE", "MARK", "BRACKET", "BOUND")
"""The classes of phrases that every language has: names of figures, figures, bases of changes, list marks, remarks in brackets."""


class Production(NamedTuple):
    """One shape of a clause.

    `frame` is what it says: level, change, flat, share, completion, opens … `form` is its shape. `example` is a clause that it
    reads with the text of its slots in `slots`, `counter` one that it must not read.
    """

    id: str
    frame: str
    form: str
    compiled: Form
    example: str
    slots: dict[str, str]
    counter: str
    is_bare: bool
    """Whether its form is a figure with at most a name: `[name:NAME] figure:AMOUNT`."""
    ends: bool = False
    """Whether it reads only what its clause ends with."""


_CLASS = regex(r"[A-Z][A-Z_]*")
_BARE = frozenset(("NAME", "REFERS", "MARK", "AMOUNT", "PERCENT", "COUNT", "NUMBER"))

Place = Literal["start", "end", "figure", "percent", "before", "before_percent", "ahead", "based", "viewed", "compared"]


class WordClass(NamedTuple):
    """Words that do the same in a clause: FROM is 由 or 从 where an old figure follows.

    `places` are where alone they do: at the start or the end of a clause, right behind a figure or a percentage, ahead of one with
    no word before them in the clause but a base, in a clause with a base before them, in one without a figure that a word like
    看 ends, or at the start of one in which a figure stands before 相比; elsewhere they are pieces of names.
    """

    id: str
    words: tuple[str, ...]
    places: tuple[Place, ...] = ()


class Read(NamedTuple):
    """What the phrases from some place on are read as: a production and what it matched there."""

    production: Production
    matched: Matched


class Piece(NamedTuple):
    """Some phrases of a clause that one production reads, by their places in it; without a production, one that none reads."""

    start: int
    end: int
    production: Production | None
    slots: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    """The places of its slots: first phrase and the one behind the last, of each of its pieces."""


_FIGURES = ("AMOUNT", "PERCENT", "POINTS", "COUNT", "TORN")
"""The classes of figures that something must read."""
_LONGEST = 64
"""Phrases that one production reads."""
_LONGEST_KEPT, _MOST_KEPT = 16, 20_000
"""Phrases, and readings; shapes of clauses that are no longer come again and again."""


class ProseGrammar(NamedTuple):
    """The productions of a language in the order in which they are tried, its own classes of words, and the letter of each class."""

    productions: tuple[Production, ...]
    classes: tuple[WordClass, ...]
    letters: dict[str, str]
    places: Mapping[str, tuple[Place, ...]]
    """By kind of token, where alone the words of a class do what they do."""
    kept: dict[str, tuple[Piece, ...]]
    """What was read before, by the letters of the phrases of a clause."""

    def read(self, kinds: str) -> Read | None:
        """The production that reads most of the first phrases of a clause, or of what is left of one, given by their letters."""
        best: Read | None = None
        for production in self.productions:
            matched = production.compiled.match(kinds, 0)
            if matched is not None and production.ends and matched.end < len(kinds):
                continue
            if matched is not None and (best is None or matched.end > best.matched.end):
                best = Read(production, matched)
        return best

    def pieces(self, kinds: str) -> tuple[Piece, ...]:
        """What is read of a clause, from left to right, by the letters of its phrases; figures that nothing reads are pieces too."""
        known = self.kept.get(kinds)
        if known is None:
            known = tuple(self._pieces(kinds))
            if len(kinds) <= _LONGEST_KEPT and len(self.kept) < _MOST_KEPT:
                self.kept[kinds] = known
        return known

    def _pieces(self, kinds: str) -> Iterator[Piece]:
        figures = {self.letters[name] for name in _FIGURES}
        place = 0
        while place < len(kinds):
            read = self.read(kinds[place : place + _LONGEST])
            if read is None:
                if kinds[place] in figures:
                    yield Piece(place, place + 1, None, ())
                place += 1
                continue
            (end, spans_of), start = read.matched, place
            slots = tuple(
                (name, tuple((start + first, start + last) for first, last in spans))
                for name, spans in spans_of.items()
            )
            place += end
            yield Piece(start, place, read.production, slots)


NO_GRAMMAR = ProseGrammar((), (), {}, {}, {})
"""That of a vocabulary whose productions are not read yet."""


def _places(stated: Place | list[Place]) -> tuple[Place, ...]:
    return (stated,) if isinstance(stated, str) else tuple(stated)


def load_grammar(folders: Collection[Path], cues: Sequence[str]) -> ProseGrammar:
    """The productions of folders of rules, which may have none; raises `RuleFileError` where a form is none."""
    files = load_added(folders, "grammar", "auditor.vocabulary.grammar_schema")
    own = [
        WordClass(entry["id"], tuple(entry["words"]), _places(entry.get("place", [])))
        for data in files
        for entry in data.get("class", ())
    ]
    letters = letters_of([*CLASSES, *sorted({cue.upper() for cue in cues} | {entry.id for entry in own})])
    found: list[Production] = []
    problems: list[str] = []
    for entry in (entry for data in files for entry in data.get("production", ())):
        try:
            compiled = compile_form(entry["form"], letters)
        except FormError as error:
            place = place_of([folder / "grammar" for folder in folders], "production", "id", entry["id"])
            problems.append(told("of-entry", place=place, kind="production", name=entry["id"], says=error))
            continue
        found.append(
            Production(
                entry["id"],
                entry["frame"],
                entry["form"],
                compiled,
                entry["example"],
                entry["slots"],
                entry["counter"],
                _BARE.issuperset(_CLASS.findall(entry["form"])),
                entry.get("ends", False),
            )
        )
    if problems:
        raise RuleFileError(problems)
    return ProseGrammar(
        tuple(found), tuple(own), letters, {entry.id.lower(): entry.places for entry in own if entry.places}, {}
    )

"""What a reader of prose has to remember: the section, the open lists, the sentence so far; how it makes facts of figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from auditor.documents import SourceText, is_spaced
from auditor.facts.labels import squeeze
from auditor.facts.model import Dims, Fact, FactSet, Key, NamedPlace, Period, dims_of
from auditor.facts.narrative.execution import Execution
from auditor.facts.narrative.frames import Frame, Stated, cell_above, settle
from auditor.facts.narrative.label import Label
from auditor.facts.narrative.tokens import Token
from auditor.facts.paths import CodePath, CodePaths
from auditor.facts.profile import title_lines
from auditor.figures import Figure
from auditor.vocabulary.phrases import either_case

_SHORTEST_ORGANISATION = 4
_SILENT_ORGANISATION = 0.6
"""A label's leftover names the reporting body when this share of its characters stands in the body's own name."""
_LONGEST_NAME, _MOST_WORDS = 30, 10


@dataclass(slots=True)
class Receiver:
    """One of those that figures are handed to: a name, the amount printed for it, the change stated of it."""

    label: Label | None = None
    fact: Fact | None = None
    change: Stated | None = None


class OpenShare(NamedTuple):
    """A share whose part and whole may be printed anywhere in the document."""

    percent: Fact
    part: Fact | Key
    whole: Fact | Key


class State:
    """The memory of the narrative reader; `start` begins a paragraph, lists and sections outlive it."""

    def __init__(self, facts: FactSet) -> None:
        self.facts = facts
        self.vocabulary = facts.vocabulary
        self.section = 0
        self.scope: dict[str, str] = {}
        """What the headings say of all figures below them."""
        self.topic: dict[str, str] = {}
        """The item that an enumerated paragraph is about."""
        self.frames: list[Frame] = []
        self.opened = 0
        """The number of the first fact of this paragraph."""
        self.levels: dict[Decimal, list[Fact]] = {}
        """The amounts of this paragraph by their value in base units."""
        self.latest: dict[Key, Fact] = {}
        """The last figure of each cell."""
        self.named: dict[str, Fact] = {}
        """The last figure of this year under each printed name."""
        self.fillers = frozenset(self.vocabulary.grammar.labels["fillers"])
        self.fine: dict[str, int] = {}
        self.shares: list[OpenShare] = []
        self.paths = CodePaths(facts.statements, facts.vocabulary, facts.profile.year)
        profile = facts.profile
        self.titles = "\n".join([profile.title or "", profile.organisation or "", *title_lines(facts.document)])
        self.own_name = set(self.titles)
        self.name_ends = tuple(self.vocabulary.grammar.labels["organisation_ends"])
        bounds = "|".join(map(re.escape, self.vocabulary.grammar.change["thresholds"])) or "(?!)"
        self.threshold = either_case(rf"\s*(?:[（(][^（）()]{{1,3}}[）)])?\s*(?:{bounds})")

    def start(self, source: SourceText) -> None:
        """Begin a paragraph."""
        self.source = source
        self.opened = self.facts.next_fact
        self.label = Label(0)
        self.pending: Label | None = None
        """Words that named a subject before the last pause."""
        self.level: Fact | None = None
        """The amount read last."""
        self.levels = {}
        self.has_level = False
        """Whether this sentence has given an amount."""
        self.prior: Fact | None = None
        """What the subject of this sentence was before."""
        self.subject: Fact | None = None
        """The amount in this sentence that named a specific concept."""
        self.change: Stated | None = None
        """The change read after it, if any."""
        self.changes: list[Stated] = []
        self.base_period: Period | None = None
        self.has_base = False
        self.base_plan: str | None = None
        """The kind of plan that the base read last names."""
        self.changed_from: str | None = None
        """The same, of the change read last."""
        self.after_base = False
        """Whether nothing but fillers stands between the base of a change and here."""
        self.completing = False
        """Whether what follows is the share of a plan that was carried out."""
        self.execution = Execution()
        self.comparing: int | None = None
        """Where words ended that compare a result with its plan."""
        self.year: Fact | None = None
        self.share_label: Label | None = None
        self.whole_of_share: tuple[Fact, Fact] | None = None
        """A part and its whole whose share is to follow."""
        self.loose = False
        self.setting: Label | None = None
        """What a clause like "in …" before the figures of a sentence part says of them."""
        self.distributing = False
        self.counts: dict[str, Fact] = {}
        """The last count of this sentence in each unit."""
        self.sentence: list[Fact] = []
        """The amounts of this sentence."""
        self.sentence_before: list[Fact] = []
        self.added: int | None = None
        """How many of them stood before words that add what follows."""
        self.reason: tuple[int, Fact | None] | None = None
        """Where a sentence says why: how many lists were open before, and the amount it spoke of."""
        self.last_item: Fact | None = None
        """The last of several amounts without a known name in the sentence before."""
        self.made_up: Fact | None = None
        """The amount that they make up."""
        self.asides: list[Fact] = []
        """The amounts told there."""
        self.handed: list[Receiver] = []
        """To whom this sentence has handed out figures."""
        self.last_list: list[Fact] = []
        """The parts of the list of this paragraph that ended last."""
        self.brackets: list[tuple[int, Fact | None]] = []
        self.included: Frame | None = None
        """The list in brackets that ended last."""
        self.spoken: dict[str, set[str]] = {}
        """The members of scopes that this paragraph has named; one alone is the scope of all that follows, several are a list."""

    def text(self, start: int, end: int) -> str:
        return self.source.text[start:end]

    def is_within_name(self, token: Token) -> bool:
        """Whether a word is only part of the name of the reporting body: that name ends right behind it, as it does in a title."""
        ends = (end for end in self.name_ends if self.source.text.startswith(end, token.end))
        return any(self.text(token.start, token.end + len(end)) in self.titles for end in ends)

    def is_setting(self, text: str) -> bool:
        return any(re.match(pattern, text) for pattern in self.vocabulary.grammar.labels["setting"])

    def is_division(self, text: str) -> bool:
        return any(re.match(pattern, text) for pattern in self.vocabulary.grammar.breakdown.get("by", ()))

    def reset_label(self, start: int) -> None:
        self.label = Label(start)
        self.after_base = False

    # --- facts -------------------------------------------------------------------------------------------------

    def fact(self, token: Token, concept: str, dims: dict[str, str], label: str) -> Fact:
        """Make a fact of a number and keep it."""
        assert token.numeral is not None
        free = self.vocabulary.concepts[concept].free if concept in self.vocabulary.concepts else frozenset()
        location = self.source.locate(token.numeral.start, token.numeral.end)
        fact = Fact(
            -1,
            concept,
            dims_of(dims, free),
            self._figure(token),
            "printed",
            location,
            label,
            None,
            section=self.section,
        )
        kept = self.facts.add(fact)
        if concept:
            self.latest[kept.key] = kept
            if label and "year" not in dims:
                self.named[label] = kept
        return kept

    def _figure(self, token: Token) -> Figure:
        assert token.numeral is not None
        numeral, unit = token.numeral, token.unit
        name = unit.name if unit else ""
        fine = self.fine[name] = max(self.fine.get(name, 0), numeral.decimals)
        value = -numeral.value if token.negative else numeral.value
        return Figure(numeral.text, value, numeral.decimals, unit, "token", fine)

    def word(self, start: int, end: int) -> Fact:
        """Words as a term of a verdict: no figure, but a place."""
        location = self.source.locate(start, end)
        return Fact(-1, "", (), None, "word", location, self.text(start, end), None, section=self.section)

    def note_place(self, path: CodePath, source: SourceText, offset: int) -> None:
        """Keep how prose names a place in a classification, for it to be held against the tables."""
        levels = []
        for code, level in path.levels:
            location = source.locate(offset + level.start, offset + level.end)
            dims = ((path.dimension, code),)
            word = Fact(-1, "", dims, None, "word", location, level.name, None, section=self.section)
            levels.append((code, word))
        self.facts.claims.append(NamedPlace(path.dimension, path.code, tuple(levels)))

    def name_before(self, label: Label, token: Token) -> str:
        """A figure's name as printed before it, and behind it where its words stand there."""
        name = self.text(label.start, token.start if label.end is None else label.end)
        name = squeeze(f"{name} {label.behind}" if label.behind else name).strip("，、：:；。（(, ")
        return self._core_of(name) if is_spaced(name) else name[-_LONGEST_NAME:]

    def _core_of(self, name: str) -> str:
        """A name in words without the fillers at its ends."""
        words = name.split()[-_MOST_WORDS:]
        core = [place for place, word in enumerate(words) if word.lower() not in self.fillers]
        return " ".join(words[core[0] : core[-1] + 1]) if core else name

    def unexplained(self, rest: str) -> str:
        """What a label says beyond known words; the reporting body's own name says nothing."""
        rest = re.sub(r"[\s“”\"'《》·:：*]+", "", rest)
        if len(rest) >= _SHORTEST_ORGANISATION and rest.endswith(self.name_ends):
            known = sum(1 for char in rest if char in self.own_name)
            if known >= _SILENT_ORGANISATION * len(rest):
                return ""
        return rest

    def name_of(self, concept: str, dims: Mapping[str, str] | Dims) -> str:
        """A subject in words."""
        language = self.vocabulary.grammar.language["id"]
        names = [
            self.vocabulary.name_of(name, member, language) for name, member in dict(dims).items() if name != "year"
        ]
        if names:
            return ("" if language == "zh" else " ").join(names)
        return self.vocabulary.concepts[concept].name[language] if concept in self.vocabulary.concepts else ""

    # --- open lists --------------------------------------------------------------------------------------------

    def pop(self) -> None:
        """End the innermost list and keep what it claims."""
        frame = self.frames.pop()
        self.last_list = frame.parts or self.last_list
        if frame.divides:
            frame.whole = cell_above(frame.parts, self.latest, self.vocabulary)
        if frame.whole is not None and frame.in_brackets:
            self.included = frame
        elif self.included is not None and self.included.whole is frame.whole:
            frame.complete(self.included.parts)
        self.facts.claims.extend(settle(frame, self.levels, self.vocabulary, self.opened))

    def close_frames(self, keep: Callable[[Frame], bool] = lambda frame: False) -> None:
        """End lists from the inside out, up to one that is to be kept."""
        while self.frames and not keep(self.frames[-1]):
            self.pop()

    @property
    def frame(self) -> Frame | None:
        """The innermost open list; none while a list with marked items waits for its next mark."""
        return self.frames[-1] if self.frames and not self.frames[-1].waits_for_mark else None

"""Paragraphs to facts and claims: headings set the scene, the tokens of a paragraph are walked from left to right."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from auditor.documents import Paragraph, SourceText
from auditor.facts.labels import numbering_ordinal, numbering_rank, read_label, squeeze, without_numbering
from auditor.facts.model import FactSet, Passage
from auditor.facts.narrative import (
    absence,
    amounts,
    brackets,
    changes,
    distribution,
    naming,
    plans,
    structure,
    totals,
)
from auditor.facts.narrative.frames import Frame, change_claim
from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token, tokenize
from auditor.figures import MONEY
from auditor.vocabulary.phrases import either_case

_OPENING = 3
"""A mark of a list stands among so many tokens at the head of its paragraph."""
_LONGEST_HEADING = 40
_PAUSES = ("；", "，", ";", ",")

_HANDLERS: dict[str, Callable[[State, list[Token], int], int]] = {
    "term": structure.on_term,
    "char": structure.on_char,
    "year": structure.on_year,
    "pause": structure.on_pause,
    "list_mark": structure.on_list_mark,
    "open": brackets.on_open,
    "close": brackets.on_close,
    "opens": structure.on_opens,
    "opens_partly": structure.on_opens,
    "runs_on": structure.on_runs_on,
    "alike": distribution.on_alike,
    "adds": totals.on_adds,
    "remains": structure.on_remains,
    "reasons": structure.on_reasons,
    "refers": structure.on_refers,
    "ends_partly": structure.on_ends_partly,
    "distributes": distribution.on_distributes,
    "base": changes.on_base,
    "up": distribution.on_up,
    "down": distribution.on_down,
    "flat": changes.on_flat,
    "flat_to_base": changes.on_flat,
    "roughly_flat": changes.on_flat,
    "costs_up": changes.on_costs_up,
    "costs_down": changes.on_costs_down,
    "becomes": changes.on_becomes,
    "restates": changes.on_restates,
    "complete_opens": plans.on_completion,
    "exceeds": plans.on_compared,
    "falls_short": plans.on_compared,
    "equals": plans.on_compared,
    "roughly_equals": plans.on_compared,
    "vague": changes.on_vague,
    "same_basis": changes.on_vague,
    "share_opens": distribution.on_share,
    "nil_words": absence.on_nil,
    "number": amounts.on_number,
}


class Interrupted(NamedTuple):
    """Lists that wait for their next mark behind paragraphs without one: the rank of their marks, which one stood last."""

    frames: list[Frame]
    rank: int
    ordinal: int | None


class NarrativeReader:
    """Reads the paragraphs of one document in order into its fact set."""

    def __init__(self, facts: FactSet) -> None:
        self.state = State(facts)
        self.vocabulary = facts.vocabulary
        self.outer_scope: dict[str, str] = {}
        self.in_glossary = False
        self.interrupted: Interrupted | None = None
        self.ordinals: dict[int, int] = {}
        """Which one the last mark of each rank at the head of a paragraph was."""
        units = "|".join(sorted(map(re.escape, self.vocabulary.units), key=len, reverse=True))
        money = [alias for alias, unit in self.vocabulary.units.items() if unit.quantity == MONEY]
        self.amount = re.compile(rf"\d\s*(?:{'|'.join(map(re.escape, money))})")
        self.stops = tuple(self.vocabulary.grammar.language["stops"])
        self.part = re.compile(self.vocabulary.grammar.language["part"])
        absences = "|".join(map(re.escape, self.vocabulary.grammar.nil["words"]))
        signs = "|".join(map(re.escape, self.vocabulary.signed_units)) or "(?!)"
        self.speaks = either_case(rf"\d\s*(?:{units})|(?:{signs})\s?\d|{absences}")

    def read(self, paragraph: Paragraph, place: int) -> None:
        """Read one paragraph, at its place among the document's blocks.

        What stands in the glossary or the table of contents is no statement of figures.
        """
        text = paragraph.source.text
        state = self.state
        if paragraph.contents:
            return
        is_heading = self._read_heading(text)
        if not self.in_glossary:
            state.facts.passages.append(Passage(paragraph.source, is_heading, place))
        if is_heading or self.in_glossary:
            return
        if numbering_rank(text) is not None:
            state.topic = self._topic_of(paragraph.source)
        if not self.speaks.search(text):
            return
        state.start(paragraph.source)
        tokens = tokenize(text, self.vocabulary)
        opening = islice((token.kind for token in tokens if token.kind != "space"), _OPENING)
        self._go_on(text, is_marked="list_mark" in opening)
        index = 0
        while index < len(tokens):
            handler = _HANDLERS.get(tokens[index].kind)
            index = handler(state, tokens, index) if handler else index + 1
        if state.frames and state.frames[-1].is_empty and text.rstrip().endswith(("：", ":")):
            state.frames[-1].runs_on = True
        structure.close_sentence(state)
        plans.settle_execution(state)
        state.close_frames(keep=lambda frame: frame.runs_on)
        state.facts.claims.extend(change_claim(stated, self.vocabulary) for stated in state.changes)

    def _go_on(self, text: str, *, is_marked: bool) -> None:
        """A list that runs on over paragraphs has a mark at each; other figures end it, unless its next mark follows them."""
        state, rank, ordinal = self.state, numbering_rank(text), numbering_ordinal(text)
        if not is_marked:
            ranks = [frame.rank for frame in state.frames if frame.rank is not None]
            if ranks:
                self._end_interrupted()
                self.interrupted = Interrupted(state.frames, ranks[-1], self.ordinals.get(ranks[-1]))
                state.frames = []
            state.close_frames()
            return
        interrupted = self.interrupted
        if interrupted is not None and rank is not None and rank <= interrupted.rank:
            state.close_frames()
            if rank == interrupted.rank and interrupted.ordinal is not None and ordinal == interrupted.ordinal + 1:
                state.frames, self.interrupted = interrupted.frames, None
            self._end_interrupted()
        if rank is not None and ordinal is not None:
            self.ordinals[rank] = ordinal

    def _end_interrupted(self) -> None:
        """End the lists that other paragraphs have interrupted and that no mark has taken up."""
        if self.interrupted is not None:
            state = self.state
            current, state.frames, self.interrupted = state.frames, self.interrupted.frames, None
            state.close_frames()
            state.frames = current

    def end_prose(self) -> None:
        """A table, or the document's end, ends every list and topic of the prose above it."""
        self.state.topic = {}
        self._end_lists()

    def _end_lists(self) -> None:
        self._end_interrupted()
        self.state.close_frames()

    def finish(self) -> None:
        """Keep what only the whole document can settle."""
        self.end_prose()
        naming.settle_shares(self.state)

    def _read_heading(self, text: str) -> bool:
        """Keep track of sections and of the scope their headings give; False where the text is no heading."""
        stripped = text.strip()
        if len(stripped) > _LONGEST_HEADING or stripped.endswith((*self.stops, *_PAUSES)):
            return False
        rank = numbering_rank(stripped)
        words = without_numbering(stripped)
        is_part = rank is None and self.part.match(stripped) is not None
        if (not is_part and (rank is None or rank > 2)) or self.amount.search(words):
            return False
        if not (self.in_glossary and rank == 2):
            self.in_glossary = any(word in words.lower() for word in self.vocabulary.grammar.labels["glossary"])
        self._enter(rank, words)
        return True

    def _enter(self, rank: int | None, words: str) -> None:
        """Begin a section, or a part of one that keeps the section's scope unless it names its own."""
        meaning = read_label(words, self.vocabulary.prose_terms, self.vocabulary)
        scope = {name: member for name, member in meaning.dims.items() if name in self.vocabulary.scopes}
        state = self.state
        if rank == 2:
            state.scope = scope or self.outer_scope
        else:
            state.scope = self.outer_scope = scope
            state.section += 1
        state.topic = {}
        self._end_lists()

    def _topic_of(self, source: SourceText) -> dict[str, str]:
        """The item an enumerated paragraph is about, when its first words name one by its place in the classification."""
        words = without_numbering(source.text)
        opening = re.split(r"[。：:]", words, maxsplit=1)[0]
        found = self.state.paths.find(opening)
        if found:
            self.state.note_place(found, source, len(source.text) - len(words))
        if found and not found.misnamed:
            return {found.dimension: found.code}
        return {"item": f"~{squeeze(opening)}"} if self.state.paths.is_marked(opening) else {}

"""Paragraphs to facts and claims: a walk over the tokens that keeps the open lists, the subject and the base of changes."""

from __future__ import annotations

import re

from auditor.documents import Paragraph, SourceText
from auditor.facts.labels import numbering_rank, put_member, read_label, squeeze, without_numbering
from auditor.facts.model import Fact, FactSet, Gap, Nil, Period, Share, State, dims_of
from auditor.facts.narrative.frames import Frame, Stated, change_claim, settle
from auditor.facts.narrative.tokens import Token, tokenize
from auditor.facts.profile import title_lines, year_fact
from auditor.figures import Figure
from auditor.vocabulary import Vocabulary

_LONGEST_HEADING = 40
_LONGEST_ASIDE = 200
_SHORTEST_ORGANISATION = 4
_SILENT_ORGANISATION = 0.6
"""A label's leftover names the reporting body when this share of its characters stands in the body's own name."""


class _Label:
    """The words since the last pause: what they mean and what of them is unexplained."""

    __slots__ = ("concept", "dims", "has_verb", "rest", "start", "verb")

    def __init__(self, start: int) -> None:
        self.concept: str | None = None
        self.dims: dict[str, str] = {}
        self.rest = ""
        self.start = start
        self.verb = 0
        self.has_verb = False

    @property
    def is_empty(self) -> bool:
        return self.concept is None and not self.dims and not self.rest

    @property
    def has_term(self) -> bool:
        return self.concept is not None or bool(self.dims)


class NarrativeReader:
    """Reads the paragraphs of one document in order into its fact set."""

    def __init__(self, facts: FactSet) -> None:
        self.facts = facts
        self.vocabulary: Vocabulary = facts.vocabulary
        self.section = 0
        self.scope: dict[str, str] = {}
        self.outer_scope: dict[str, str] = {}
        self.in_glossary = False
        self.topic: dict[str, str] = {}
        self.frames: list[Frame] = []
        self.fine: dict[str, int] = {}
        profile = facts.profile
        self.own_name = set("".join([profile.title or "", profile.organisation or "", *title_lines(facts.document)]))
        words = self.vocabulary.grammar
        units = "|".join(sorted(map(re.escape, self.vocabulary.units), key=len, reverse=True))
        vague = "|".join(map(re.escape, words.change["vague"]))
        self.threshold = re.compile(rf"\s*(?:[（(][^（）()]{{1,3}}[）)])?\s*(?:{vague})")
        self.speaks = re.compile(rf"\d\s*(?:{units})|" + "|".join(map(re.escape, words.nil["words"])))

    # --- paragraphs --------------------------------------------------------------------------------------------

    def read(self, paragraph: Paragraph) -> None:
        """Read one paragraph; what stands in the glossary or the table of contents is no statement of figures."""
        source = paragraph.source
        text = source.text
        if paragraph.contents or self._read_heading(text) or self.in_glossary:
            return
        if numbering_rank(text) is not None:
            self.topic = self._topic_of(text)
        if not self.speaks.search(text):
            return
        self._start_paragraph(source)
        tokens = tokenize(text, self.vocabulary)
        index = 0
        while index < len(tokens):
            index = self._step(tokens, index)
        self._close_sentence()
        self._close_frames(keep=lambda frame: frame.runs_on)
        self._emit_changes()

    def table_follows(self) -> None:
        """A table ends every list and topic of the prose above it."""
        self.topic = {}
        self._close_frames()

    def _read_heading(self, text: str) -> bool:
        """Keep track of sections and of the scope their headings give."""
        stripped = text.strip()
        rank = numbering_rank(stripped)
        short = len(stripped) <= _LONGEST_HEADING and not stripped.endswith(("。", "；", "，"))
        if not short or (rank is None and not stripped.startswith("第")):
            return False
        words = without_numbering(stripped)
        if re.search(r"\d\s*(?:万|亿|元)", words) or (rank is not None and rank > 2 and not self.in_glossary):
            return False
        if (rank is not None and rank <= 2) or rank is None:
            if not (self.in_glossary and rank is not None and rank > 1):
                self.in_glossary = any(word in words for word in self.vocabulary.grammar.labels["glossary"])
            meaning = read_label(words, self.vocabulary.prose_terms, self.vocabulary)
            scope = {name: member for name, member in meaning.dims.items() if name == "fund"}
            if rank == 2:
                self.scope = scope or self.outer_scope
            else:
                self.scope = self.outer_scope = scope
                self.section += 1
            self.topic = {}
            self._close_frames()
            return True
        return False

    def _start_paragraph(self, source: SourceText) -> None:
        self.source = source
        self.label = _Label(0)
        self.pending: _Label | None = None
        self.level: Fact | None = None
        self.change: Stated | None = None
        self.changes: list[Stated] = []
        self.base_period: Period | None = None
        self.has_base = False
        self.year: Fact | None = None
        self.share_label: _Label | None = None
        self.completing = False
        self.loose = False
        self.brackets: list[tuple[int, Fact | None]] = []
        self.first_token = True
        self.distributing = False
        self.spoken_scope: dict[str, str] = {}

    def _topic_of(self, text: str) -> dict[str, str]:
        """The item an enumerated paragraph is about, when its first words name one by its place in the classification."""
        marks = self.vocabulary.grammar.labels["topic_marks"]
        opening = re.split(r"[。：:]", without_numbering(text), maxsplit=1)[0]
        if not any(mark in opening for mark in marks):
            return {}
        return {"item": f"~{squeeze(opening)}"}

    # --- tokens ------------------------------------------------------------------------------------------------

    def _step(self, tokens: list[Token], index: int) -> int:
        token = tokens[index]
        handler = _HANDLERS.get(token.kind)
        if handler is not None:
            return handler(self, tokens, index)
        return index + 1

    def _on_term(self, tokens: list[Token], index: int) -> int:
        meaning = tokens[index].meaning
        assert meaning is not None
        label = self.label
        self._drop_organisation(tokens[index].start)
        if meaning.concept:
            concepts = self.vocabulary.concepts
            if label.concept is None or concepts[label.concept].generic:
                if not (label.concept and concepts[meaning.concept].generic):
                    label.concept = meaning.concept
        if meaning.dimension and meaning.member:
            put_member(label.dims, self.vocabulary.dimensions[meaning.dimension], meaning.member)
        return index + 1

    def _drop_organisation(self, end: int) -> None:
        """The reporting body's name before a figure's own name says nothing about which figure it is."""
        label = self.label
        if label.rest and not label.has_term:
            name = squeeze(self.source.text[label.start : end])
            if not self._unexplained(name):
                label.rest = ""

    def _on_char(self, tokens: list[Token], index: int) -> int:
        token = tokens[index]
        self.label.rest += self.source.text[token.start : token.end]
        return index + 1

    def _on_year(self, tokens: list[Token], index: int) -> int:
        token = tokens[index]
        fact = year_fact(self.source, token.start, str(token.year))
        if token.year == self.facts.profile.year:
            self.year = fact
            self.label = _Label(token.end)
        else:
            self.label.dims["year"] = str(token.year)
        return index + 1

    def _on_pause(self, tokens: list[Token], index: int) -> int:
        token = tokens[index]
        mark = self.source.text[token.start]
        if self.label.has_term and not self.label.has_verb:
            self.pending = self.label
        self.label = _Label(token.end)
        self.share_label = None
        self.completing = False
        if mark in "；;":
            self._end_item()
        elif mark in "。！？!?":
            self._close_sentence()
        return index + 1

    def _end_item(self) -> None:
        """A semicolon ends the inner of two open lists, unless list marks keep its items apart."""
        self.has_base = self.has_base and not self.frames
        if not self.frames:
            return
        top = self.frames[-1]
        if top.rank is None and not top.in_brackets and (len(self.frames) > 1 or (top.is_empty and not top.exhaustive)):
            self._pop()

    def _close_sentence(self) -> None:
        """A full stop ends the lists that no list marks keep open; the next sentence speaks of the whole again."""
        outermost = next((frame.whole for frame in self.frames if frame.whole is not None and not frame.is_empty), None)
        self.level = outermost or self.level
        self._close_frames(keep=lambda frame: frame.runs_on or frame.rank is not None)
        for frame in self.frames:
            frame.waits_for_mark = True
        self.has_base = False
        self.base_period = None
        self.loose = False
        self.distributing = False

    def _on_list_mark(self, tokens: list[Token], index: int) -> int:
        rank = tokens[index].rank
        if any(frame.rank == rank for frame in self.frames):
            while self.frames[-1].rank != rank:
                self._pop()
        elif self.frames and self.frames[-1].is_empty and self.frames[-1].rank is None:
            self.frames[-1].rank = rank
        if self.frames:
            self.frames[-1].waits_for_mark = False
        self.label = _Label(tokens[index].end)
        return index + 1

    def _on_open(self, tokens: list[Token], index: int) -> int:
        """A bracket without figures is an aside; one with figures behind a figure opens a list of its parts."""
        depth, end = 0, index
        while end < len(tokens) and end - index < _LONGEST_ASIDE:
            depth += {"open": 1, "close": -1}.get(tokens[end].kind, 0)
            if depth == 0:
                break
            end += 1
        if depth:
            return index + 1
        inside = tokens[index + 1 : end]
        if not any(token.kind == "number" and token.unit for token in inside):
            self._drop_organisation(tokens[index].start)
            if self.change is not None and any(token.kind == "same_basis" for token in inside):
                self.change.loose = True
            return end + 1
        self.brackets.append((len(self.frames), self.level))
        opens = any(token.kind in ("opens", "opens_partly") for token in inside[:3])
        if self.level is not None and not opens:
            self.frames.append(Frame(self.level, self.change, False, in_brackets=True))
        self.label = _Label(tokens[index].end)
        return index + 1

    def _on_close(self, tokens: list[Token], index: int) -> int:
        if self.brackets:
            depth, level = self.brackets.pop()
            while len(self.frames) > depth:
                self._pop()
            self.level = level
        self.label = _Label(tokens[index].end)
        return index + 1

    def _on_opens(self, tokens: list[Token], index: int) -> int:
        exhaustive = tokens[index].kind == "opens"
        whole, change = self.level, self.change
        if self.label.has_term and not self.label.has_verb and index + 1 < len(tokens):
            whole = change = None
        if self.frames and self.frames[-1].is_empty and self.frames[-1].whole is whole and self.frames[-1].rank is None:
            self.frames[-1].exhaustive = exhaustive
        elif whole is not None or change is not None:
            if change is not None and whole is not None and _precedes(change, whole):
                change = None
            splits_level = change is None or (exhaustive and change.current is whole) or not _follows(change, whole)
            frame = Frame(whole if splits_level else None, change, exhaustive, bool(self.brackets))
            if change is not None:
                change.frame = frame
            self.frames.append(frame)
        self.label = _Label(tokens[index].end)
        return index + 1

    def _on_runs_on(self, tokens: list[Token], index: int) -> int:
        if self.level is not None:
            self.frames.append(Frame(self.level, None, True, runs_on=True))
        return index + 1

    def _on_ends_partly(self, tokens: list[Token], index: int) -> int:
        before = tokens[index - 1] if index else None
        if before is not None and before.kind == "number" and self.frames:
            self.frames[-1].exhaustive = False
        return index + 1

    def _on_base(self, tokens: list[Token], index: int) -> int:
        token = tokens[index]
        if self.label.has_term:
            self.pending = self.label
        self.has_base = True
        if token.numeral is not None:
            year = year_fact(self.source, token.numeral.start, token.numeral.text)
            self.base_period = Period("comparison", year, self.year or self.facts.profile.year_fact)
        self.label = _Label(token.end)
        return index + 1

    def _on_up(self, tokens: list[Token], index: int) -> int:
        return self._on_verb(tokens, index, 1)

    def _on_down(self, tokens: list[Token], index: int) -> int:
        return self._on_verb(tokens, index, -1)

    def _on_verb(self, tokens: list[Token], index: int, direction: int) -> int:
        """A verb of change: the words before it are its subject; the figure must follow in the same clause."""
        self.label.verb = direction
        self.label.has_verb = True
        return index + 1

    def _on_flat(self, tokens: list[Token], index: int) -> int:
        """A word that says there is no change, of the subject named before it or of the figure read last."""
        token = tokens[index]
        if token.kind == "flat_to_base" and not self.has_base:
            return index + 1
        in_change = any(frame.change is not None for frame in self.frames)
        if not (self.has_base or in_change or self.label.has_term):
            return index + 1
        word = self._word(token)
        rough = token.kind == "roughly_flat"
        subject = self._subject()
        if subject is None:
            return index + 1
        concept, dims, name, current = subject
        if (
            self.change is not None
            and self.change.subject == (concept, dims)
            and self.change.word is None
            and self.change.amount is not None
        ):
            self.change.word = word
            self.change.loose |= rough
            return index + 1
        if self.change is not None and self.change.subject == (concept, dims):
            return index + 1
        self._put_change(Stated((concept, dims), name, 0, current=current, word=word, loose=rough))
        self.label = _Label(token.end)
        return index + 1

    def _on_vague(self, tokens: list[Token], index: int) -> int:
        self.loose = True
        return index + 1

    def _on_share(self, tokens: list[Token], index: int) -> int:
        self.share_label = _Label(tokens[index].end)
        self.label = self.share_label
        return index + 1

    def _on_completion(self, tokens: list[Token], index: int) -> int:
        self.completing = True
        return index + 1

    def _on_distributes(self, tokens: list[Token], index: int) -> int:
        self.distributing = True
        self.facts.gaps.append(
            Gap(self.source.locate(tokens[index].start, tokens[index].start).line, "distributive-list", {})
        )
        return index + 1

    def _on_nil(self, tokens: list[Token], index: int) -> int:
        """Words of absence claim something only where a known subject follows at once."""
        after = index + 1
        concept: str | None = None
        dims: dict[str, str] = {}
        between = self.vocabulary.grammar.nil["between"]
        text = self.source.text
        while after < len(tokens):
            token = tokens[after]
            if token.kind == "term":
                assert token.meaning is not None
                if token.meaning.concept and (
                    concept is None or not self.vocabulary.concepts[token.meaning.concept].generic
                ):
                    concept = token.meaning.concept
                if token.meaning.dimension and token.meaning.member:
                    put_member(dims, self.vocabulary.dimensions[token.meaning.dimension], token.meaning.member)
            elif (
                token.kind in ("pause", "number", "open", "close")
                or (concept is None and not dims and token.kind == "char")
                or (token.kind not in ("filler", "space", "char") and text[token.start : token.end] not in between)
            ):
                break
            after += 1
        ends = after >= len(tokens) or tokens[after].kind in ("pause", "open", "close")
        if ends and (concept or dims) and not (concept and not dims and self.vocabulary.concepts[concept].generic):
            word = self._word(tokens[index], text[tokens[index].start : tokens[after - 1].end])
            free = self.vocabulary.concepts[concept].free if concept else frozenset()
            key = (concept or "", dims_of(dims, free))
            self.facts.claims.append(Nil(key, word, self.section))
            self.label = _Label(tokens[after - 1].end)
            return after
        return index + 1

    # --- figures -----------------------------------------------------------------------------------------------

    def _on_number(self, tokens: list[Token], index: int) -> int:
        token = tokens[index]
        if token.unit is None:
            self.label = _Label(token.end)
            return index + 1
        if token.unit.quantity == "percent":
            self._percent(token)
        elif self.distributing or self._is_threshold(token):
            pass
        elif self.label.verb and token.unit.quantity == "money":
            self._change_amount(token)
        elif token.unit.quantity == "money" or self._counts(token):
            self._level(token)
        else:
            self._fact(token, "", {}, self._text_of(self.label, token))
        self.label = _Label(token.end)
        self.share_label = None
        return index + 1

    def _is_threshold(self, token: Token) -> bool:
        """Whether a figure only bounds a class of things: 100万元（含）以上."""
        return self.threshold.match(self.source.text, token.end) is not None

    def _counts(self, token: Token) -> bool:
        """Whether a count is worth following: it has a name that is known, or parts of the same unit."""
        if self.label.concept is not None:
            return True
        whole = self.frames[-1].whole if self.frames else None
        if whole is not None:
            return whole.figure is not None and whole.figure.unit is token.unit
        return not self.label.is_empty and not self.frames

    def _figure(self, token: Token) -> Figure:
        assert token.numeral is not None
        numeral, unit = token.numeral, token.unit
        name = unit.name if unit else ""
        fine = max(self.fine.get(name, 0), numeral.decimals)
        self.fine[name] = fine
        value = -numeral.value if token.negative else numeral.value
        return Figure(numeral.text, value, numeral.decimals, unit, "token", fine)

    def _fact(self, token: Token, concept: str, dims: dict[str, str], label: str, state: State = "printed") -> Fact:
        assert token.numeral is not None
        free = self.vocabulary.concepts[concept].free if concept in self.vocabulary.concepts else frozenset()
        location = self.source.locate(token.numeral.start, token.numeral.end)
        figure = self._figure(token)
        return self.facts.add(
            Fact(-1, concept, dims_of(dims, free), figure, state, location, label, None, section=self.section)
        )

    def _word(self, token: Token, text: str | None = None) -> Fact:
        """A word as a term of a verdict: no figure, but a place."""
        location = self.source.locate(token.start, token.end)
        words = text or self.source.text[token.start : token.end]
        return Fact(-1, "", (), None, "word", location, words, None, section=self.section)

    def _text_of(self, label: _Label, token: Token) -> str:
        return squeeze(self.source.text[label.start : token.start]).strip("，、：:；。（(")[-30:]

    def _level(self, token: Token) -> None:
        """An amount that some item has: a whole, or a part of the list that is open."""
        label = self.label
        if label.is_empty and self.pending is not None:
            label = self.pending
        name = self._text_of(self.label if not self.label.is_empty else label, token)
        dims = dict(label.dims)
        own = label.concept is not None
        concept = label.concept or ""
        rest = self._unexplained(label.rest)
        while self.frames and self.frames[-1].waits_for_mark:
            self._pop()
        while self.frames and not self._same_quantity(token):
            self._pop()
        while self.frames and not self.frames[-1].accepts(
            concept, {**dims, **({"item": rest} if rest else {})}, self.vocabulary, own_concept=own
        ):
            self._pop()
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.whole is not None:
            concept, dims = self._inherit(frame.whole, concept, dims)
        elif concept:
            dims = self._in_scope(concept, dims)
        if rest:
            dims["item"] = f"~{rest}"
        elif frame is not None and not name:
            concept, dims = "", {}
        elif frame is not None and frame.whole is not None and (concept, dims_of(dims)) == frame.whole.key:
            dims["item"] = f"~{name}"
        fact = self._fact(token, concept, dims, name)
        if frame is not None:
            frame.parts.append(fact)
        self.level = fact
        self.change = None
        self.pending = None

    def _same_quantity(self, token: Token) -> bool:
        whole = self.frames[-1].whole
        unit = whole.figure.unit if whole is not None and whole.figure else None
        return unit is None or token.unit is None or unit.quantity == token.unit.quantity

    def _in_scope(self, concept: str, dims: dict[str, str]) -> dict[str, str]:
        """What the heading and the sentences before say of the scope of a figure that does not name its own."""
        if not self.vocabulary.concepts[concept].generic:
            return {**self.scope, **dims} if "fund" not in dims else dims
        if "fund" in dims:
            self.spoken_scope = {"fund": dims["fund"]}
        return {**self.scope, **self.spoken_scope, **self.topic, **dims}

    def _inherit(self, whole: Fact, concept: str, dims: dict[str, str]) -> tuple[str, dict[str, str]]:
        """A part takes from its whole the concept and the dimensions that it does not name itself."""
        concepts = self.vocabulary.concepts
        if not whole.concept:
            return concept, dims
        if (
            not concept
            or (
                concepts[concept].generic
                and not concepts[whole.concept].generic
                and concept not in concepts[whole.concept].parts
            )
            or (concept != whole.concept and not concepts[concept].generic and not concepts[whole.concept].generic)
            or (concept in concepts[whole.concept].also and not dims)
        ):
            concept = whole.concept
        inherited = {name: member for name, member in whole.dims if name not in dims and name != "item"}
        return concept, {**inherited, **dims}

    def _unexplained(self, rest: str) -> str:
        """What a label says beyond known words; the reporting body's own name says nothing."""
        rest = re.sub(r"[\s“”\"'《》·:：*]+", "", rest)
        ends = self.vocabulary.grammar.labels["organisation_ends"]
        if len(rest) >= _SHORTEST_ORGANISATION and rest.endswith(tuple(ends)):
            known = sum(1 for char in rest if char in self.own_name)
            if known >= _SILENT_ORGANISATION * len(rest):
                return ""
        return rest

    def _subject(self) -> tuple[str, dict[str, str], str, Fact | None] | None:
        """Whose change is stated: the words of the clause, the words before its base, or the figure read last."""
        for label in (self.label, self.pending):
            if label is not None and (label.has_term or (label is self.label and self._unexplained(label.rest))):
                rest = self._unexplained(label.rest)
                dims = {**label.dims, **({"item": f"~{rest}"} if rest else {})}
                concept = label.concept or ""
                current = self.level if self.level is not None and self._speaks_of(self.level, concept, dims) else None
                return concept, dims, _name(concept, dims, self.vocabulary), current
        if self.level is not None:
            return self.level.concept, dict(self.level.dims), self.level.label, self.level
        return None

    def _speaks_of(self, fact: Fact, concept: str, dims: dict[str, str]) -> bool:
        """Whether a figure is the level of a subject: the same cell, or the cell the subject's word may stand for."""
        if fact.concept not in self.vocabulary.concepts or concept not in self.vocabulary.concepts:
            return False
        known = self.vocabulary.concepts[fact.concept]
        free = known.free
        same = (
            fact.concept == concept or concept in known.also or fact.concept in self.vocabulary.concepts[concept].also
        )
        return same and fact.dims == dims_of(dims, free)

    def _change_amount(self, token: Token) -> None:
        subject = self._subject()
        if subject is None:
            return
        concept, dims, name, current = subject
        direction = self.label.verb * (-1 if token.negative else 1)
        amount = self._fact(token, "", {}, name)
        self._put_change(Stated((concept, dims), name, direction, amount=amount, current=current, loose=self.loose))
        self.pending = None

    def _put_change(self, stated: Stated) -> None:
        """Keep a change: as a part of the open list of changes, or on its own."""
        if self.base_period is not None:
            self.facts.claims.append(self.base_period)
            self.base_period = None
        concept, dims = stated.subject
        while self.frames and self.frames[-1].waits_for_mark:
            self._pop()
        own_level = stated.current is not None and any(stated.current in frame.parts for frame in self.frames)
        if not own_level:
            while self.frames and not self.frames[-1].accepts(
                concept, dims, self.vocabulary, own_concept=bool(concept)
            ):
                self._pop()
        holder = self._holder(stated) if own_level else (self.frames[-1] if self.frames else None)
        if holder is not None and holder.change is not None and holder.change is not stated:
            holder.changes.append(stated)
        self.changes.append(stated)
        self.change = stated

    def _holder(self, stated: Stated) -> Frame | None:
        return next((frame for frame in self.frames if stated.current in frame.parts), None)

    def _percent(self, token: Token) -> None:
        if self.share_label is not None and self.level is not None and not self.label.has_verb:
            label = self.share_label
            whole = self._whole_of_share(label)
            if whole is None:
                return
            fact = self._fact(token, "", {}, self.level.label)
            self.facts.claims.append(
                Share(self.level, whole, fact, _name(label.concept or "", label.dims, self.vocabulary))
            )
            if self.frames and self.level in self.frames[-1].parts:
                self.frames[-1].percents.append(fact)
            return
        if not self.label.verb:
            return
        if self.change is not None and self.change.percent is None and self.label.is_empty:
            self.change.percent = self._fact(token, "", {}, self.change.label)
            self.change.loose |= self.loose
            return
        subject = self._subject()
        if subject is not None:
            concept, dims, name, current = subject
            fact = self._fact(token, "", {}, name)
            self._put_change(
                Stated((concept, dims), name, self.label.verb, percent=fact, current=current, loose=self.loose)
            )

    def _whole_of_share(self, label: _Label) -> Fact | None:
        """The whole a share is of: the one it names, else the whole of the open list."""
        if label.has_term and label.concept is not None:
            concepts = (label.concept, *self.vocabulary.concepts[label.concept].also)
            free = self.vocabulary.concepts[label.concept].free
            for concept in concepts:
                found = [
                    fact
                    for fact in self.facts.facts
                    if fact.key == (concept, dims_of(label.dims, free)) and fact.statement is None
                ]
                if found:
                    return found[-1]
        return self.frames[-1].whole if self.frames else None

    # --- ends --------------------------------------------------------------------------------------------------

    def _pop(self) -> None:
        frame = self.frames.pop()
        self.facts.claims.extend(settle(frame, self.vocabulary))

    def _close_frames(self, keep=None) -> None:  # type: ignore[no-untyped-def]
        while self.frames and not (keep and keep(self.frames[-1])):
            self._pop()

    def _emit_changes(self) -> None:
        """Changes become claims when the paragraph is over, parts inside their wholes."""
        held = {id(part) for stated in self.changes if stated.frame for part in stated.frame.changes}
        for stated in self.changes:
            claim = change_claim(stated, self.vocabulary)
            self.facts.claims.append(claim if id(stated) not in held or claim.parts else claim)


def _precedes(change: Stated, whole: Fact) -> bool:
    """Whether the change was read before the figure, so that a list now opened splits the figure."""
    return change.amount is not None and change.amount.number < whole.number


def _follows(change: Stated | None, whole: Fact | None) -> bool:
    """Whether a list opened now splits the change and not the figure before it."""
    return (
        change is not None and whole is not None and change.amount is not None and change.amount.number > whole.number
    )


def _name(concept: str, dims: dict[str, str], vocabulary: Vocabulary) -> str:
    """A subject in words."""
    names = [vocabulary.name_of(name, member, "zh") for name, member in dims.items() if name != "year"]
    if names:
        return "".join(names)
    return vocabulary.concepts[concept].name["zh"] if concept in vocabulary.concepts else ""


_HANDLERS = {
    "term": NarrativeReader._on_term,
    "char": NarrativeReader._on_char,
    "year": NarrativeReader._on_year,
    "pause": NarrativeReader._on_pause,
    "list_mark": NarrativeReader._on_list_mark,
    "open": NarrativeReader._on_open,
    "close": NarrativeReader._on_close,
    "opens": NarrativeReader._on_opens,
    "opens_partly": NarrativeReader._on_opens,
    "runs_on": NarrativeReader._on_runs_on,
    "ends_partly": NarrativeReader._on_ends_partly,
    "distributes": NarrativeReader._on_distributes,
    "base": NarrativeReader._on_base,
    "up": NarrativeReader._on_up,
    "down": NarrativeReader._on_down,
    "flat": NarrativeReader._on_flat,
    "flat_to_base": NarrativeReader._on_flat,
    "roughly_flat": NarrativeReader._on_flat,
    "vague": NarrativeReader._on_vague,
    "same_basis": NarrativeReader._on_vague,
    "share_opens": NarrativeReader._on_share,
    "complete_opens": NarrativeReader._on_completion,
    "nil_words": NarrativeReader._on_nil,
    "number": NarrativeReader._on_number,
}

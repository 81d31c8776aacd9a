"""The prose of a document, paragraph by paragraph: headings set the scene, productions read clauses, slots are filled, claims kept."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from auditor.documents import Paragraph as Block
from auditor.facts.claims import Breakdown, Claim, Period, Share
from auditor.facts.labels import numbering_rank, squeeze, without_numbering
from auditor.facts.model import Fact, FactSet, Passage
from auditor.facts.profile import year_fact
from auditor.facts.prose.absence import AbsenceReader
from auditor.facts.prose.accounts import Accounts
from auditor.facts.prose.antecedents import Antecedents
from auditor.facts.prose.averages import AverageReader
from auditor.facts.prose.balances import BalanceReader
from auditor.facts.prose.changes import ChangeReader
from auditor.facts.prose.differences import DifferenceReader
from auditor.facts.prose.divisions import divided, divided_above, divided_before
from auditor.facts.prose.grades import GradeReader
from auditor.facts.prose.kinds import sums_of_kinds
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.levels import LevelReader
from auditor.facts.prose.lexer import FIGURES, tokens_of
from auditor.facts.prose.listing import Level, Listing
from auditor.facts.prose.lists import Lists
from auditor.facts.prose.lists_of_changes import aim_at_changes
from auditor.facts.prose.movements import MovementReader
from auditor.facts.prose.named_sums import NamedSums
from auditor.facts.prose.names import NOTHING, Names
from auditor.facts.prose.numbered import NumberedLines
from auditor.facts.prose.outline import QUIET, Clause, clauses_of
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.parser import read_clause
from auditor.facts.prose.part_changes import tell_parts
from auditor.facts.prose.plans import PlanReader
from auditor.facts.prose.rates import RateReader
from auditor.facts.prose.reason_sums import with_reasons
from auditor.facts.prose.reckoning import Reckoner
from auditor.facts.prose.records import Record, records_of
from auditor.facts.prose.row_rates import RowRateReader
from auditor.facts.prose.scene import Headings, Scene
from auditor.facts.prose.sentence_sums import SentenceSums
from auditor.facts.prose.shares import ShareReader
from auditor.facts.prose.stated import Stated, change_claims
from auditor.facts.prose.sums import claims_of
from auditor.patterns import regex
from auditor.vocabulary.beginnings import looking_first

_QUOTES = ("“", "”", '"')
_OPENING = regex(r"[。：:]")

_PAUSE = regex("[，。；：,;:]")
_BREAKS = regex("[、，；：。,;:.()（）]")
_COLONS = ("：", ":")
_LONGEST_OPENING = 200
_MANY = 200
"""Of more amounts of a paragraph than this a list is held only against those near it."""
"""Characters in which the place of an item in the classification is named."""


class ProseReader:
    """Reads the paragraphs of one document in order into its fact set."""

    def __init__(self, facts: FactSet) -> None:
        self.facts = facts
        self.vocabulary = facts.vocabulary
        self.names = Names(facts)
        self.ledger = Ledger(facts)
        self.headings = Headings(facts.vocabulary)
        self.scene = Scene()
        self._stops = regex(f"[{re.escape(self.vocabulary.grammar.language['stops'])}]")
        cutoff = self.vocabulary.grammar.captions.get("cutoff_of_prose")
        self._cutoff = regex(looking_first(cutoff)) if cutoff else None
        heading = self.vocabulary.grammar.captions.get("year_of_heading")
        self._heading_year = regex(heading) if heading and re.search(heading, facts.profile.title or "") else None
        self.lists = Lists(facts.vocabulary)
        publisher = facts.vocabulary.publishers.get(facts.profile.publisher)
        self._tells_some = publisher is not None and publisher.tells_some
        self._glossaries = self._count_glossaries()
        """How many headings of a glossary are still to come."""
        self._headings_read: set[str] = set()
        self._item_alone = ""
        """The paragraph just read, if it is only the place of an item in the classification: 1、…（项）."""
        antecedents = Antecedents(self.names, self.ledger)
        self.levels = LevelReader(self.names, self.ledger)
        self.changes = ChangeReader(antecedents, self.ledger, facts.profile.year_fact)
        self.rates = RateReader(self.ledger)
        self.averages = AverageReader(self.ledger)
        self.differences = DifferenceReader(self.ledger)
        self.shares = ShareReader(antecedents, self.ledger)
        self.plans = PlanReader(antecedents, self.ledger)
        self.balances = BalanceReader(self.names, self.ledger)
        self.reckoner = Reckoner(self.ledger)
        self.numbered = NumberedLines(self.ledger)
        self.movements = MovementReader(self.vocabulary)
        self.grades = GradeReader(self.vocabulary)
        self.row_rates = RowRateReader(self.ledger)
        self.sentence_sums = SentenceSums(self.vocabulary)
        self.named_sums = NamedSums(self.ledger)
        self.absence = AbsenceReader(self.names, self.ledger)
        self.accounts = Accounts(self.ledger)

    def _count_glossaries(self) -> int:
        blocks = (block for block in self.facts.document.blocks if isinstance(block, Block) and not block.contents)
        entered = (self.headings.entered(block.source.text, Scene()) for block in blocks)
        return sum(1 for scene in entered if scene is not None and scene.in_glossary)

    def read(self, block: Block, place: int) -> None:
        """Read one paragraph, at its place among the document's blocks; glossary and table of contents state no figures."""
        text = block.source.text
        if block.contents:
            return
        self.accounts.standings.enter(text)
        entered = self.headings.entered(text, self.scene)
        if entered is not None:
            if entered.in_glossary and not self.scene.in_glossary:
                self._glossaries -= 1
                # 目录 / 一、… / 三、名词解释, without the numbers of pages: only the last of its headings has the glossary below it.
                entered = entered._replace(in_glossary=not self._glossaries)
            self._year_of_heading(block)
            self.scene = self._below(entered, text)
            self._end_lists()
        if not self.scene.in_glossary:
            self.facts.passages.append(Passage(block.source, entered is not None, place))
        elif entered is None:
            self.facts.definitions.append(block.source)
        if entered is not None or self.scene.in_glossary:
            return
        self._cutoffs(block)
        pieces = self._pieces(text)
        heading, self._item_alone = self._item_alone, ""
        if not any(records for _, records in pieces):
            for start, _ in pieces or ((0, []),):
                self._enter_item(block, start)
            self._item_alone = text if self._is_item(text) else ""
            return
        if heading and numbering_rank(text) is None:
            self.lists.await_mark()
        else:
            heading = ""
        for number, (start, records) in enumerate(pieces):
            self._enter_item(block, start)
            if records:
                self.facts.clauses += (read_clause(record.frame, block.source) for record in records)
                opening = heading if heading and not number else text[start : start + _LONGEST_OPENING]
                paragraph = Paragraph(block.source, self.scene, records, opening, self._is_item(opening))
                self._read(paragraph, is_last=number == len(pieces) - 1)

    def _pieces(self, text: str) -> list[tuple[int, list[Record]]]:
        """The items of a paragraph, or all of it: where each begins, and what is read in it; none where nothing can be said."""
        if not self.lists.open and not self._speaks(text):
            return []
        tokens = tokens_of(text, self.vocabulary)
        if all(token.kind in QUIET for token in tokens):
            return []
        grammar = self.vocabulary.prose
        clauses = clauses_of(tokens, grammar.places)
        return [(start, records_of(piece, grammar)) for start, piece in self._items_of(text, clauses)]

    def _speaks(self, text: str) -> bool:
        """Whether a paragraph can say something of figures: 3万元, 3.5, 没有…收支, 与上年持平, 决算数大于预算数, or 其中：."""
        return (
            self.vocabulary.figures_of_prose.search(text) is not None
            or self.vocabulary.told_of_figures.search(text) is not None
            or text.rstrip().endswith(_COLONS)
            or self.vocabulary.comparison_patterns.search(text) is not None
        )

    def _below(self, scene: Scene, heading: str) -> Scene:
        """The scene below a heading; what stands below the name of another body is of that body."""
        body = self.names.other_body(without_numbering(heading.strip()))
        return scene._replace(scope=(*scene.scope, ("unit", f"~{body}"))) if body else scene

    def _items_of(self, text: str, clauses: Sequence[Clause]) -> Iterator[tuple[int, Sequence[Clause]]]:
        """The clauses of a paragraph, parted where one more item begins: `1、…（项）…。2、…（项）20万元。…`; where each begins.

        What stands behind a colon or semicolon is an item only if its figures follow its name: `如下：1、…（项）：…；2、…（项）：…`
        """
        first, start = 0, 0
        for number in range(1, len(clauses)):
            before, clause = clauses[number - 1], clauses[number]
            if not clause.phrases or not (before.pause == "stop" or _begins_item(clauses[first:number], clause)):
                continue
            begins = clause.phrases[0].start
            opening = text[begins : begins + _LONGEST_OPENING]
            if self._is_item(opening) and (before.pause == "stop" or numbering_rank(opening) is not None):
                yield start, clauses[first:number]
                first, start = number, begins
        yield start, clauses[first:]

    def _is_item(self, text: str) -> bool:
        """Whether a text opens with the place of an item in the classification, numbered, in quotation marks or before a colon."""
        opening = _OPENING.split(without_numbering(text), maxsplit=1)[0]
        is_opened = numbering_rank(text) is not None or text.lstrip().startswith(_QUOTES)
        return (is_opened and self.names.paths.is_marked(opening)) or self.names.paths.is_path(opening)

    def _read(self, paragraph: Paragraph, *, is_last: bool) -> None:
        opened, first_claim = self.facts.next_fact, len(self.facts.claims)
        self.lists.begin_paragraph(paragraph.opening)
        handouts = self.levels.read(paragraph, self.lists)
        stated = self.changes.read(paragraph, handouts)
        self.facts.claims += self.rates.read(paragraph)
        self.facts.claims += self.averages.read(paragraph)
        self.facts.claims += self.differences.read(paragraph)
        self.plans.read(paragraph)
        paragraph.taken |= self.plans.of_plan(paragraph)
        percents = self.shares.read(paragraph, handouts, self.lists.above)
        self.absence.read(paragraph)
        self.balances.read(paragraph)
        self.facts.claims += self.sentence_sums.read(paragraph)
        self.facts.claims += self.grades.read(paragraph)
        stated = self._without_movements(paragraph, stated)
        self.numbered.read(paragraph)
        if is_last and _is_cut(paragraph.text):
            self.lists.leave_open()
        behind = paragraph.text[paragraph.records[-1].frame.phrases[-1].end :]
        self.lists.end_paragraph(
            is_last and paragraph.text.rstrip().endswith(_COLONS),
            paragraph.opening,
            is_stopped=self._stops.search(behind) is not None,
        )
        aim_at_changes(self.lists.done, paragraph, self.changes.halves.told)
        self._claim_lists(list(paragraph.levels.values()), percents)
        self.reckoner.read(paragraph, opened, first_claim)
        self.facts.claims += list(self.shares.of_sums(self.facts.claims[first_claim:]))
        stated = [one for one in stated if one.amount is None or one.amount.number not in self.reckoner.moved]
        changes = change_claims(stated, self.lists.done, paragraph, self.vocabulary, tells_some=self._tells_some)
        own = self.facts.facts[opened - self.facts.first_fact :]
        changes = with_reasons(paragraph, stated, changes, own)
        self.accounts.read(paragraph)
        self.accounts.keep_changes(paragraph, stated, changes)
        self.accounts.keep_completions(self.plans.unplanned)
        self.facts.claims += changes
        self.facts.claims += list(self.row_rates.read(paragraph, self.facts.claims[first_claim:]))
        self.facts.claims += list(self.named_sums.read(paragraph, self.facts.claims[first_claim:]))
        self._keep_above(paragraph)
        self.lists.done.clear()

    def _keep_above(self, paragraph: Paragraph) -> None:
        """The amounts of a paragraph for words that part one of them at the head of the next, and of those that follow such words."""
        if not any(listing.above for listing in self.lists.done):
            self.lists.above = tuple(level for level in paragraph.levels.values() if level.listing is None)

    def _without_movements(self, paragraph: Paragraph, stated: Sequence[Stated]) -> list[Stated]:
        """The changes that are none of the movements between two balances: 期初12万元，本期增加6万元，期末18万元."""
        movements = list(self.movements.read(paragraph, stated))
        self.facts.claims += movements
        flows = {fact.number for claim in movements for fact in (*claim.parts, *claim.taken_off)}
        return [change for change in stated if change.amount is None or change.amount.number not in flows]

    def end_prose(self) -> None:
        """A table, or the document's end, ends every list and topic of the prose above it."""
        self.scene = self.scene._replace(topic=())
        self._end_lists()

    def finish(self) -> None:
        """The document is over."""
        self.end_prose()
        self.shares.distant.finish()
        settled = {claim.whole.number for claim in self.facts.claims if isinstance(claim, Breakdown)}
        self.facts.claims += sums_of_kinds(self.facts.facts, settled, self.facts.vocabulary)
        tell_parts(self.facts.claims)
        self.accounts.keep_shares((share.part, share.whole, share.percent) for share in self.shares.distant.open)
        self.accounts.finish()

    def _end_lists(self) -> None:
        self.balances.begin_section()
        self.numbered.end()
        self.lists.above = ()
        self.lists.close()
        self._claim_lists([], {})
        self.lists.done.clear()

    def _claim_lists(self, levels: list[Level], percents: dict[int, Fact]) -> None:
        """Keep what the lists that are over claim; a bracket and the list behind it may part one whole together."""
        done = self.lists.done
        if len(levels) > _MANY:
            levels = sorted(levels, key=lambda level: level.record.number)
        deeper: dict[int, list[Listing]] = {}
        for listing in done:
            deeper.setdefault(id(listing.whole), []).append(listing)
        for listing in done:
            if listing.divides:
                self._claim_division(listing, percents)
            others = deeper.get(id(listing.whole), ())
            included = [item for other in others if other.depth > listing.depth for item in other.items]
            near = _near(listing, levels) if len(levels) > _MANY else levels
            claims = claims_of(listing, included, near, percents, self.vocabulary, tells_some=self._tells_some)
            self.facts.claims += map(self._with_left_out, claims)

    def _with_left_out(self, claim: Claim) -> Claim:
        """支出总额4510万元，扣除上缴支出85万元后，基本支出与项目支出分别为2790万元、1635万元: what is taken off first is a part as well."""
        left = self.levels.left_out.get(claim.whole.number) if isinstance(claim, Breakdown) else None
        return (
            claim._replace(parts=(left, *claim.parts)) if isinstance(claim, Breakdown) and left is not None else claim
        )

    def _claim_division(self, listing: Listing, percents: dict[int, Fact]) -> None:
        """What a list is of that words only divide by something, and the shares printed beside its parts."""
        whole = (
            divided(listing, self.ledger.latest, self.vocabulary)
            or divided_before(listing, self.vocabulary)
            or divided_above(listing)
        )
        if whole is None:
            return
        listing.whole = Level(listing.items[0].record, NOTHING, whole)
        for item in listing.items:
            percent = percents.get(item.fact.number)
            if percent is not None:
                self.facts.claims.append(Share(item.fact, whole, percent, whole.label))

    def _cutoffs(self, block: Block) -> None:
        """截至2024年12月31日，共有车辆2辆: the day of a stock, by the rules that hold for the day of a table of stocks."""
        if self._cutoff is None:
            return
        for found in self._cutoff.finditer(block.source.text):
            year = year_fact(block.source, found.start("year"), found["year"])
            if self.names.has_two_years and found["year"] == str(self.names.year):
                # A report on one budget and the next tells the stocks at the end of its first year.
                continue
            self.facts.claims.append(Period("cutoff", year, self.facts.profile.year_fact))

    def _year_of_heading(self, block: Block) -> None:
        """第三部分 2024年度部门决算情况说明: a heading names the disclosure in the words of its title.

        A list of the headings in front of them says the same once more.
        """
        text = block.source.text.strip()
        if self._heading_year is None or text in self._headings_read:
            return
        self._headings_read.add(text)
        for found in self._heading_year.finditer(block.source.text):
            year = year_fact(block.source, found.start("year"), found["year"])
            self.facts.claims.append(Period("heading", year, self.facts.profile.year_fact))

    def _enter_item(self, block: Block, start: int) -> None:
        """The item a numbered or quoted paragraph is about, when its first words name one by its place in the classification."""
        source = block.source
        text = source.text[start:]
        if numbering_rank(text) is None and not self._is_item(text):
            if self.vocabulary.year_pattern.search(_PAUSE.split(text, maxsplit=1)[0]) is not None:
                # 10.住房公积金35万元。 / 工商联2025年基本支出516万元: what names its year is about no item above it.
                self.scene = self.scene._replace(topic=())
            return
        words = without_numbering(text)
        opening = self._place_in(_OPENING.split(words, maxsplit=1)[0])
        found = self.names.paths.find(opening)
        topic: tuple[tuple[str, str], ...] = ()
        if found:
            self.levels.called.note_place(source, self.scene.section, found, len(source.text) - len(words))
        if found and not found.misnamed:
            topic = ((found.dimension, found.code),)
        elif found or self.names.paths.is_marked(opening):
            # A place that its names contradict is one nobody knows, and not the whole.
            topic = (("item", f"~{squeeze(opening)}"),)
        self.scene = self.scene._replace(topic=topic)

    def _place_in(self, opening: str) -> str:
        """教育支出（类） of 教育支出（类）2025年预算数为685万元: what stands before the figures, up to its last mark of a level."""
        figure = self.vocabulary.figures_of_prose.search(opening)
        marks = [found.end() for found in self.vocabulary.topic_mark.finditer(opening)] if figure is not None else []
        return opening[: marks[-1]] if marks else opening


def _begins_item(before: Sequence[Clause], clause: Clause) -> bool:
    """Whether a clause may begin an item of a row: it has no figures, and none of them or a semicolon stands before it."""
    pause = before[-1].pause
    is_parted = pause == "semi" or (pause == "colon" and not _has_figures(before))
    return is_parted and not before[-1].depth and not _has_figures([clause])


def _has_figures(clauses: Sequence[Clause]) -> bool:
    return any(token.kind in FIGURES for clause in clauses for phrase in clause.phrases for token in phrase.tokens)


def _is_cut(text: str) -> bool:
    """Whether a paragraph ends in the name of an amount that is printed elsewhere: `货物预算20万元、服务预`."""
    last = _BREAKS.split(text.rstrip())[-1].strip()
    return bool(last) and not any(char.isdigit() for char in last) and last != text.strip()


def _near(listing: Listing, levels: Sequence[Level]) -> Sequence[Level]:
    """Of many amounts of a paragraph those within a list and not far before it."""
    numbers = [item.record.number for item in listing.items]
    if listing.whole is not None:
        numbers.append(listing.whole.record.number)
    first = bisect_left(levels, min(numbers, default=0) - _MANY, key=lambda level: level.record.number)
    last = bisect_right(levels, max(numbers, default=0), key=lambda level: level.record.number)
    return levels[first:last]

"""Changes: subject, base, direction, amount and percentage, the figure before, whether it is said loosely.

`比2023年预算20.30万元减少0.46万元，下降2.27%` states one change in two halves; `由18万元减少到15万元` prints both its figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.facts.claims import Change, Period
from auditor.facts.model import Fact, Key, dims_of
from auditor.facts.profile import year_fact
from auditor.facts.prose.antecedents import Antecedents, Subject
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.lists import Listing
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.partition import covers, partition_dimension
from auditor.facts.prose.records import Record
from auditor.vocabulary import Vocabulary

_UP, _DOWN = 1, -1


@dataclass
class Stated:
    """A change while its sentence is read."""

    record: Record
    subject: Subject
    direction: int
    amount: Fact | None = None
    percent: Fact | None = None
    prior: Fact | None = None
    word: Fact | None = None
    loose: bool = False
    parts: list[Stated] = field(default_factory=list)


class ChangeReader:
    """Makes claims of the changes of a paragraph."""

    def __init__(self, antecedents: Antecedents, ledger: Ledger, own_year: Fact | None) -> None:
        self.antecedents = antecedents
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self.own_year = own_year

    def read(self, paragraph: Paragraph) -> list[Stated]:
        """The changes of a paragraph in reading order."""
        found: list[Stated] = []
        for record in paragraph.records:
            if record.kind in ("change", "flat"):
                self._period(paragraph, record)
                self._read(paragraph, record, found)
            elif record.kind in ("base", "prior", "becomes"):
                self._period(paragraph, record)
        return found

    def _read(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        before = found[-1] if found and found[-1].record.sentence == record.sentence else None
        if before is not None and self._goes_on(paragraph, before, record):
            self._complete(paragraph, before, record)
            return
        subject = self.antecedents.subject(paragraph, record)
        if subject is None:
            return
        stated = Stated(record, subject, self._direction(record))
        stated.prior = self.antecedents.prior(paragraph, record, subject)
        self._complete(paragraph, stated, record)
        found.append(stated)

    def _goes_on(self, paragraph: Paragraph, before: Stated, record: Record) -> bool:
        """Whether a clause is the other half of the change before it: it names nothing of its own and no amount stands between."""
        slots = record.frame.slots
        if any(number in paragraph.levels for number in range(before.record.number + 1, record.number)):
            return False
        if "base" in slots or not self.antecedents.named_in(paragraph, record, "subject").is_empty:
            return False
        if record.kind == "flat":
            return before.word is None and before.amount is not None and before.amount.is_nil
        has = {"amount": before.amount is not None, "percent": before.percent is not None}
        gives = [half for half in has if half in slots]
        return bool(gives) and not any(has[half] for half in gives)

    def _complete(self, paragraph: Paragraph, stated: Stated, record: Record) -> None:
        """Add what a record says of a change."""
        frame = record.frame
        for half in ("amount", "percent"):
            token = frame.figure(half)
            if token is not None and getattr(stated, half) is None:
                setattr(stated, half, self._fact(paragraph, token, stated.subject.label))
                if half == "amount" and token.negative:
                    stated.direction = -stated.direction
                stated.loose |= token.loose
        word = frame.phrase("word")
        if word is not None:
            stated.word = self.ledger.word(paragraph.source, paragraph.scene.section, word.start, word.end)
            stated.loose |= word.kind == "ROUGHLY_FLAT"
        stated.loose |= any(phrase.kind in ("SAME_BASIS", "COSTS_UP", "COSTS_DOWN") for phrase in frame.phrases)

    def _fact(self, paragraph: Paragraph, token: Token, label: str) -> Fact:
        return self.ledger.add(
            paragraph.source, paragraph.scene.section, token._replace(negative=False), "", {}, label
        )

    @staticmethod
    def _direction(record: Record) -> int:
        phrase = record.frame.phrase("direction")
        if phrase is None:
            return 0
        return _UP if phrase.kind in ("UP", "COSTS_UP") else _DOWN

    def _period(self, paragraph: Paragraph, record: Record) -> None:
        """The year that a base names is held against the document's own."""
        phrase = record.frame.phrase("base")
        token = phrase.tokens[0] if phrase is not None else None
        if token is None or token.numeral is None:
            return
        year = year_fact(paragraph.source, token.numeral.start, token.numeral.text)
        self.ledger.facts.claims.append(Period("comparison", year, self.own_year))


def change_claims(stated: list[Stated], lists: list[Listing], vocabulary: Vocabulary) -> list[Change]:
    """The changes as claims, those of a list's items as parts of that of its whole."""
    by_level = {id(entry.subject.level): entry for entry in stated if entry.subject.level is not None}
    exhaustive: dict[int, bool] = {}
    for listing in lists:
        whole = by_level.get(id(listing.whole)) if listing.whole is not None else None
        parts = [by_level[id(item)] for item in listing.items if id(item) in by_level]
        if whole is not None and parts:
            whole.parts = parts
            exhaustive[id(whole)] = listing.exhaustive and len(parts) == len(listing.items)
    return [_claim(entry, exhaustive, vocabulary) for entry in stated]


def _claim(stated: Stated, exhaustive: dict[int, bool], vocabulary: Vocabulary) -> Change:
    parts = tuple(_claim(part, exhaustive, vocabulary) for part in stated.parts)
    whole, members = stated.subject.dims, [part.subject.dims for part in stated.parts]
    sure = bool(parts) and partition_dimension(whole, members, vocabulary) is not None
    is_all = bool(parts) and (exhaustive.get(id(stated), False) or covers(whole, members, vocabulary)) and len(parts) > 1
    return Change(
        _key(stated.subject, vocabulary),
        stated.subject.label,
        stated.direction,
        stated.amount,
        stated.percent,
        stated.subject.current,
        stated.prior,
        stated.word,
        parts,
        is_all,
        sure,
        stated.loose,
    )


def _key(subject: Subject, vocabulary: Vocabulary) -> Key:
    known = vocabulary.concepts.get(subject.concept)
    return subject.concept, dims_of(subject.dims, known.free if known else frozenset())


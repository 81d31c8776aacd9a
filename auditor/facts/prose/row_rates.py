"""Rates in a row behind the rows of amounts that they are rates of: `支出分别为22万元、35万元；预算执行率分别为81.5%、94.6%`.

The words before such a row say what its rates are: shares, completions or changes. Which amounts go with them is told by the rows of
as many amounts before it, where one of its rates fits at least, or all of them do in another order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from auditor.facts.claims import Change, Claim, Completion, Share
from auditor.facts.model import Fact
from auditor.facts.prose.distant_shares import fits_share
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.listing import Level
from auditor.facts.prose.nearness import base_of, total_of
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.figures import MONEY
from auditor.patterns import regex

_FEWEST = 2
_HUNDRED = Decimal(100)


class RowRateReader:
    """Makes claims of the rates of a paragraph that stand in a row."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        words = ledger.vocabulary.grammar.pairs
        keys = ("row_of_shares", "row_of_rates")
        self._shares, self._rates = (regex(words.get(key, "(?!)")) for key in keys)

    def read(self, paragraph: Paragraph, claims: Sequence[Claim]) -> Iterator[Share | Completion | Change]:
        """The claims of each row of rates that the claims made of the paragraph so far say nothing of."""
        made = [
            claim
            for claim in claims
            if isinstance(claim, Share | Completion) or (isinstance(claim, Change) and (claim.amount or claim.prior))
        ]
        claimed = {claim.percent.number for claim in made if claim.percent is not None}
        for record in paragraph.records:
            tokens = _row_of_rates(paragraph, record) if record.kind == "respectively" else []
            if len(tokens) < _FEWEST:
                continue
            rows = _rows_of_amounts(paragraph, record, len(tokens))
            percents = [self._percent(paragraph, token) for token in tokens] if rows else []
            if percents and not any(percent.number in claimed for percent in percents):
                yield from self._claims(paragraph, record, percents, rows)

    def _claims(
        self, paragraph: Paragraph, record: Record, percents: Sequence[Fact], rows: Sequence[Sequence[Level]]
    ) -> Iterator[Share | Completion | Change]:
        start = paragraph.records[record.number - 1].frame.phrases[-1].end if record.number else 0
        figure = record.frame.phrase("figure")
        words = paragraph.text[start : figure.start] if figure is not None else ""
        direction = record.frame.phrase("direction")
        facts = [[level.fact for level in row] for row in rows]
        if direction is not None and len(facts) == _FEWEST:
            way = 1 if direction.kind == "UP" else -1
            pairs = _fitting(facts, percents, lambda now, was, rate: _fits_change(now, was, rate, way))
            for (now, was), percent in zip(pairs, percents, strict=False):
                yield Change(now.key, now.label, way, None, percent, now, was, None, (), False, False, False)
        elif self._shares.search(words) and len(facts) == 1:
            whole = _whole_of(paragraph, record, rows[0])
            if whole is not None and _is_told(facts[0], [whole.fact] * len(percents), percents, fits_share):
                for part, percent in zip(facts[0], percents, strict=True):
                    yield Share(part, whole.fact, percent, part.label)
        elif self._rates.search(words) and len(facts) == _FEWEST:
            pairs = _fitting(facts, percents, fits_share)
            for (result, plan), percent in zip(pairs, percents, strict=False):
                yield Completion(result, plan, percent, (), None, 0)

    def _percent(self, paragraph: Paragraph, token: Token) -> Fact:
        told = self.ledger.told.get(token.numeral.start) if token.numeral is not None else None
        return told or self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, "")


Fits = Callable[[Fact, Fact, Fact], bool]


def _fitting(rows: Sequence[Sequence[Fact]], percents: Sequence[Fact], fits: Fits) -> list[tuple[Fact, Fact]]:
    """Each amount with the one that its rate is against, whichever row stands first; empty where the rates are of neither."""
    for one, other in (rows, (rows[1], rows[0])):
        if _is_told(one, other, percents, fits):
            return list(zip(one, other, strict=True))
    return []


def _is_told(one: Sequence[Fact], other: Sequence[Fact], percents: Sequence[Fact], fits: Fits) -> bool:
    """Whether a rate fits its amounts, or each fits those of another: which is proof enough that the row is of them."""
    triples = list(zip(one, other, percents, strict=True))
    return any(fits(*triple) for triple in triples) or all(
        any(fits(part, whole, percent) for part, whole, _ in triples) for percent in percents
    )


def _fits_change(now: Fact, was: Fact, percent: Fact, way: int) -> bool:
    if now.figure is None or was.figure is None or percent.figure is None or was.figure.base <= 0:
        return False
    rate = (now.figure.base - was.figure.base) / was.figure.base * _HUNDRED * way
    return abs(rate - percent.figure.value) <= Decimal(1).scaleb(-percent.figure.decimals) / 2


def _row_of_rates(paragraph: Paragraph, record: Record) -> list[Token]:
    """The percentages that a record and those behind it hand out."""
    first = record.frame.figure("figure")
    tokens = [first] if first is not None and first.kind == "percent" else []
    for other in paragraph.records[record.number + 1 :] if tokens else ():
        token = other.frame.figure("figure")
        is_next = (
            other.kind == "percent" and other.pauses == (("enum", record.depth),) and "name" not in other.frame.slots
        )
        if not is_next or token is None:
            break
        tokens.append(token)
    return [] if any(token.loose for token in tokens) else tokens


def _rows_of_amounts(paragraph: Paragraph, record: Record, size: int) -> list[list[Level]]:
    """The last two rows of as many amounts before a record, in its sentence and the one before, in reading order."""
    rows: list[list[Level]] = []
    for level in sorted(paragraph.levels_before(record, sentences=1), key=lambda level: level.record.number):
        is_next = rows and rows[-1][-1].record.number + 1 == level.record.number
        if is_next and level.record.pauses in ((), (("enum", level.record.depth),)):
            rows[-1].append(level)
        else:
            rows.append([level])
    fit = [
        row for row in rows if len(row) == size and all(level.quantity == MONEY and not level.loose for level in row)
    ]
    return fit[-_FEWEST:]


def _whole_of(paragraph: Paragraph, record: Record, row: Sequence[Level]) -> Level | None:
    """The amount that a row adds up to, near by."""
    total = total_of(row)
    near = paragraph.levels_before(record, sentences=_FEWEST)
    return next((level for level in near if level not in row and base_of(level) == total), None)

"""What of a disclosure rules over several need, as rows: whose it is, its figures, its changes, its reasons; and back again.

Rows go between processes and into a store; the same come out of both.
"""

# Annotations are no strings here: rows of a store are made of them.
from collections.abc import Iterable, Iterator, Mapping

from auditor.checks.across.present import explained_in, numbered_words, said_in
from auditor.checks.across.related import Party, Said, first_number
from auditor.collection.rows import FigureRow, fact_of, figures_of, setting_of
from auditor.collection.who import SEPARATOR, BodyRow, body_of
from auditor.documents import Document, Location, Table
from auditor.facts import Change, Fact, FactSet, Profile, Statement
from auditor.facts.model import Setting
from auditor.rulebook import Rule, Rulebook
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

_FLAGS = ("loose", "roughly", "turned", "doubled", "comparable", "is_across")
_NO_TABLE = Table((), (), (), ())


class ChangeRow(NamedTuple):
    """A stated change of a figure; figures are named by their numbers in the same document."""

    document: str
    label: str
    direction: int
    amount: int | None
    percent: int | None
    current: int
    prior: int | None
    is_flat: bool
    """Whether a word says that there is none."""
    against: str
    flags: str
    """What makes it arguable, with commas between."""


class SaidRow(NamedTuple):
    """Words that a rule over several disclosures holds against those of others."""

    document: str
    rule: str
    about: str
    words: str
    line: int
    column: int
    end_column: int
    page: int | None
    cell: str | None


class Member(NamedTuple):
    """One disclosure of a collection."""

    body: BodyRow
    figures: tuple[FigureRow, ...]
    changes: tuple[ChangeRow, ...]
    said: tuple[SaidRow, ...]


def member_of(facts: FactSet, document: str, path: str, rulebook: Rulebook) -> Member:
    """What rules over several disclosures need of one; `document` is its name in the collection."""
    return Member(
        body_of(facts, document, path, explained_in(facts, rulebook.rules)),
        tuple(figures_of(facts, document)),
        tuple(changes_of(facts, document)),
        tuple(sayings_of(facts, document, rulebook.rules)),
    )


def changes_of(facts: FactSet, document: str) -> Iterator[ChangeRow]:
    """The stated changes of a disclosure whose figure is printed."""
    for claim in facts.claims:
        if isinstance(claim, Change) and claim.current is not None:
            yield ChangeRow(
                document,
                claim.label,
                claim.direction,
                _number(claim.amount),
                _number(claim.percent),
                claim.current.number,
                _number(claim.prior),
                claim.word is not None,
                claim.against,
                ",".join(flag for flag in _FLAGS if getattr(claim, flag)),
            )


def _number(fact: Fact | None) -> int | None:
    return None if fact is None else fact.number


def sayings_of(facts: FactSet, document: str, rules: Iterable[Rule]) -> Iterator[SaidRow]:
    """What rules over several disclosures look for in the prose of one."""
    return (_said_row(entry, document) for entry in said_in(facts, rules))


def _said_row(said: Said, document: str) -> SaidRow:
    place = said.words.location
    return SaidRow(
        document,
        said.rule,
        said.about,
        said.words.label,
        place.line,
        place.column,
        place.end_column,
        place.page,
        place.cell,
    )


def party_of(member: Member, place: int, vocabulary: Vocabulary) -> Party:
    """A disclosure as rules over several see it; `place` is its place among all that may be related."""
    body = member.body
    facts = _facts_of(member, vocabulary, first_number(place))
    doubted = {row.statement for row in member.figures if row.trust == "not_understood" and row.statement is not None}
    return Party(
        facts,
        body.path,
        "|".join(["".join(body.places.split(SEPARATOR)) + body.core, body.part, str(body.of_year or ""), body.kind]),
        frozenset(number + facts.first_statement for number in doubted),
        frozenset(body.explained.split(SEPARATOR)) if body.explained else frozenset(),
        numbered_words(map(_said, member.said), facts),
    )


def _said(row: SaidRow) -> Said:
    place = Location(row.line, row.column, row.end_column, row.page, row.cell)
    return Said(row.rule, row.about, Fact(-1, "", (), None, "word", place, row.words, None))


def _facts_of(member: Member, vocabulary: Vocabulary, start: int) -> FactSet:
    """The facts of a disclosure again, numbered from `start`, with the tables they stand in as far as rules ask for these."""
    body = member.body
    first = body.names.split(SEPARATOR)[0] or None
    document = Document(body.path, body.format, "", body.sha256, (), (), (body.names,))
    profile = Profile(None, first, body.of_year, body.kind, None, body.publisher)
    facts = [fact_of(row, start) for row in member.figures]
    by_number = {row.number: fact for row, fact in zip(member.figures, facts, strict=True)} if member.changes else {}
    return FactSet(
        document,
        vocabulary,
        profile,
        statements=_statements(member.figures, vocabulary, start),
        facts=facts,
        claims=[_change(row, by_number) for row in member.changes if row.current in by_number],
        first_fact=start,
        first_statement=start,
    )


def _statements(rows: Iterable[FigureRow], vocabulary: Vocabulary, start: int) -> list[Statement]:
    layouts = {layout.id: layout for layout in vocabulary.layouts}
    forms = {form.id: form for form in vocabulary.forms}
    titles: dict[int, tuple[str, str]] = {}
    columns: dict[int, dict[int, Setting]] = {}
    for row in rows:
        if row.statement is not None:
            titles.setdefault(row.statement, (row.title or "", row.layout or ""))
            if row.table_column is not None and row.table_column >= 0:
                columns.setdefault(row.statement, {})[row.table_column] = setting_of(row)
    found = []
    for number in range(max(titles, default=-1) + 1):
        title, layout = titles.get(number, ("", ""))
        own = columns.get(number, {})
        settings = tuple(own.get(at, Setting()) for at in range(max(own, default=-1) + 1))
        found.append(
            Statement(
                number + start, layouts.get(layout), title, _NO_TABLE, (), form=forms.get(layout), settings=settings
            )
        )
    return found


def _change(row: ChangeRow, facts: Mapping[int, Fact]) -> Change:
    def at(number: int | None) -> Fact | None:
        return None if number is None else facts.get(number)

    current = facts[row.current]
    flags = dict.fromkeys(row.flags.split(","), True) if row.flags else {}
    return Change(
        current.key,
        row.label,
        row.direction,
        at(row.amount),
        at(row.percent),
        current,
        at(row.prior),
        current._replace(number=-1, figure=None, state="word") if row.is_flat else None,
        (),
        exhaustive=False,
        sure=False,
        loose="loose" in flags,
        roughly="roughly" in flags,
        turned="turned" in flags,
        doubled="doubled" in flags,
        against=row.against,
        is_across="is_across" in flags,
        comparable="comparable" in flags,
    )

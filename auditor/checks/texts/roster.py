"""Roster: names listed without figures are those of the rows of a table that have an amount."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.rule import Concepts, Dimension, Layouts, Rule, Sentence
from auditor.checks.verdict_of import sum_verdict, undecided
from auditor.facts import Block, Fact, FactSet, Roster, Statement, dims_of
from auditor.tuples import NamedTuple
from auditor.verdicts import HOLDS, Outcome, Remark, Term, Verdict
from auditor.vocabulary import Vocabulary, bare, core


class RosterOf(Rule):
    """Names that prose lists without figures are those of the rows of a table that have an amount, where the rows add up to the
    amount that has the list. The lists of one section are held together."""

    kind: ClassVar[str] = "roster"
    family: ClassVar[str] = "roster"
    says: ClassVar[Sentence] = (
        "所列的名称与表中有数额的各行一致，以各行之和等于所列总额为前提",
        "the names listed are those of the rows that have an amount, where the rows add up to the amount listed",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "roster-wrong": (
            "第{line}行起所列的名称与表中有数额的各行不一致",
            "the names listed from line {line} on are not those of the rows that have an amount",
        ),
        "listed-without-amount": ("列出而表中没有数额：{names}", "listed, but without an amount in the table: {names}"),
        "amount-not-listed": ("表中有数额而未列出：{names}", "with an amount in the table, but not listed: {names}"),
        "roster-of-no-table": (
            "没有一张表的各行之和为所列数额",
            "the rows of no table add up to the amounts with lists",
        ),
    }

    dimension: Dimension
    """The dimension that the rows are members of."""
    layouts: Layouts
    """The tables that may have the rows."""
    concepts: Concepts
    """What the amounts with lists are about."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        ledgers = list(_ledgers(self, facts))
        sections: dict[int, list[Roster]] = {}
        for claim in facts.claims:
            if (
                isinstance(claim, Roster)
                and claim.whole.concept in self.concepts
                and _names_rows(claim, ledgers, facts.vocabulary)
            ):
                sections.setdefault(claim.section, []).append(claim)
        for rosters in sections.values():
            yield from _section(self, facts, rosters, ledgers)

    def message_of(self, verdict: Verdict) -> str | None:
        return "roster-wrong"


class _Ledger(NamedTuple):
    """The rows of one table by code: the cells that make up the amount of each, and the codes that bear a name."""

    cells: dict[str, list[Fact]]
    codes: dict[str, tuple[str, ...]]
    is_whole: bool = False
    """Whether the rows add up to the last digit, so that one which is not printed surely has no amount."""

    @property
    def items(self) -> dict[str, list[Fact]]:
        """The amounts of the rows that no other row adds up."""
        deepest = max(map(len, self.cells))
        amounts = {code: [fact for fact in cells if not fact.is_nil] for code, cells in self.cells.items()}
        return {code: cells for code, cells in amounts.items() if len(code) == deepest and cells}


class _Named(NamedTuple):
    """What the names of one roster mean: codes by the word that names them, and whether each word is such a name."""

    roster: Roster
    codes: dict[Fact, tuple[str, ...]]
    all_known: bool


def _names_rows(roster: Roster, ledgers: Sequence[_Ledger], vocabulary: Vocabulary) -> bool:
    """Whether any of the names is one that a table, or its classification, has."""
    return any(_pieces(word, ledger, vocabulary) for word in roster.names for ledger in ledgers)


def _section(
    rule: RosterOf, facts: FactSet, rosters: Sequence[Roster], ledgers: Sequence[_Ledger]
) -> Iterator[Verdict]:
    held = ((ledger, _add_up(rule, rosters, ledger)) for ledger in ledgers)
    ledger = next((ledger._replace(is_whole=outcome == "exact") for ledger, outcome in held if outcome in HOLDS), None)
    if ledger is None:
        for roster in rosters:
            yield undecided(rule, _words(roster.names), "roster-of-no-table", "not_applicable")
        return
    named = [_read(roster, ledger, facts.vocabulary) for roster in rosters]
    for entry in named:
        yield _hold(rule, entry, ledger, _left_out(named, ledger) if entry is named[-1] else [])


def _hold(rule: RosterOf, entry: _Named, ledger: _Ledger, left_out: Sequence[Fact]) -> Verdict:
    """Every name has an amount; and of rosters that are to be complete, every amount a name."""
    empty = [word for word, codes in entry.codes.items() if not any(_has_amount(ledger, code) for code in codes)]
    if not empty and not left_out:
        return Verdict(rule.code, rule.family, "exact", rule.severity, tuple(_words(list(entry.codes))))
    cells = [cell for word in empty for code in entry.codes[word] for cell in ledger.cells.get(code, ())]
    terms = [*_words(empty or entry.roster.names), *(Term("right", -1, cell) for cell in (*cells, *left_out))]
    remarks = [Remark("listed-without-amount", {"names": "、".join(word.label for word in empty)})] if empty else []
    if left_out:
        remarks.append(Remark("amount-not-listed", {"names": "、".join(cell.label for cell in left_out)}))
    is_certain = (bool(empty) or entry.roster.exhaustive) and entry.all_known
    severity = rule.severity if is_certain else "note"
    return Verdict(rule.code, rule.family, "inconsistent", severity, tuple(terms), remarks=tuple(remarks))


def _has_amount(ledger: _Ledger, code: str) -> bool:
    """Whether a row may have an amount: rounding can print zero where there is a little."""
    if code not in ledger.cells:
        return not ledger.is_whole
    return any(
        cell.state not in ("blank", "dash")
        and (cell.figure is None or cell.figure.value != 0 or not cell.figure.is_exact)
        for cell in ledger.cells[code]
    )


def _left_out(named: Sequence[_Named], ledger: _Ledger) -> list[Fact]:
    """The amounts that no roster names; none where a roster trails off or has a name that is not understood."""
    if any(entry.roster.trails_off or not entry.all_known for entry in named):
        return []
    listed = tuple({code for entry in named for codes in entry.codes.values() for code in codes})
    return [fact for code, cells in ledger.items.items() if not code.startswith(listed) for fact in cells]


def _words(words: Sequence[Fact]) -> list[Term]:
    return [Term("word", 1, word) for word in words]


# --- the table ---------------------------------------------------------------------------------------------------------


def _ledgers(rule: RosterOf, facts: FactSet) -> Iterator[_Ledger]:
    for statement in facts.statements:
        if statement.problem is None and statement.layout is not None and statement.layout.id in rule.layouts:
            cells: dict[str, list[Fact]] = {}
            names: dict[str, str] = {}
            for block in statement.blocks:
                if block.pane.rows == rule.dimension:
                    _take_rows(facts, statement, block, cells, names)
            if cells and rule.dimension:
                yield _Ledger(cells, _codes_by_name(facts.vocabulary, rule.dimension, names))


def _take_rows(
    facts: FactSet, statement: Statement, block: Block, cells: dict[str, list[Fact]], names: dict[str, str]
) -> None:
    """The cells of a pane's rows: the one that is of all that the pane is of, else those of the parts of that."""
    for line in block.rows:
        code = line.dims.get(block.pane.rows, "")
        if line.code is None or code in cells:
            continue
        found = [facts.cells.get((statement.number, line.at, column.at)) for column in block.columns]
        own = {**block.pane.dims, block.pane.rows: code}
        fitting = [fact for fact in found if fact is not None and _is_within(dict(fact.dims), own, facts.vocabulary)]
        wholes = [fact for fact in fitting if fact.dims == dims_of(own)]
        if fitting:
            cells[code] = wholes[:1] or fitting
            names[code] = line.label


def _is_within(dims: dict[str, str], own: dict[str, str], vocabulary: Vocabulary) -> bool:
    """Whether a cell differs from its pane only by members below the pane's own."""
    return dims.keys() == own.keys() and all(
        member == own[name] or own[name] in vocabulary.dimensions[name].ancestors(member)
        for name, member in dims.items()
    )


def _codes_by_name(vocabulary: Vocabulary, dimension: str, names: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The codes that the table prints with a name, and those of the classification in the classes that the table has."""
    found: dict[str, tuple[str, ...]] = {}
    for code, name in names.items():
        found[core(name)] = (*found.get(core(name), ()), code)
    classification = vocabulary.codes.get(dimension)
    tops = {code[:1] for code in names}
    for known in classification or ():
        if known.sure and known.code[:1] in tops:
            for name in map(core, known.names):
                if known.code not in found.get(name, ()):
                    found[name] = (*found.get(name, ()), known.code)
    return found


def _add_up(rule: RosterOf, rosters: Sequence[Roster], ledger: _Ledger) -> Outcome:
    """Whether the rows of a table are what the rosters speak of: their amounts add up to the amounts that have rosters."""
    wholes = {roster.whole.key: roster.whole for roster in rosters}
    if len(wholes) != len(rosters) or not ledger.items:
        return "not_applicable"
    first, *others = wholes.values()
    terms = [Term("whole", 1, first), *(Term("part", 1, whole) for whole in others)]
    items = [Term("part", -1, fact) for cells in ledger.items.values() for fact in cells]
    return sum_verdict(rule, [*terms, *items]).outcome


# --- the names -----------------------------------------------------------------------------------------------------------


def _read(roster: Roster, ledger: _Ledger, vocabulary: Vocabulary) -> _Named:
    """The codes that each name means; names joined by a word such as 'and' are two."""
    codes: dict[Fact, tuple[str, ...]] = {}
    all_known = True
    for word in roster.names:
        pieces = _pieces(word, ledger, vocabulary)
        all_known &= bool(pieces)
        codes.update(pieces)
    return _Named(roster, codes, all_known)


def _pieces(word: Fact, ledger: _Ledger, vocabulary: Vocabulary) -> dict[Fact, tuple[str, ...]]:
    codes = _meaning(word.label, ledger)
    if codes:
        return {word: codes}
    for separator in vocabulary.grammar.breakdown.get("separators", ()):
        left, found, right = word.label.rpartition(separator)
        pieces = {word._replace(label=part): _meaning(part, ledger) for part in (left, right)}
        if found and all(pieces.values()):
            return pieces
    return {}


def _meaning(name: str, ledger: _Ledger) -> tuple[str, ...]:
    return ledger.codes.get(core(name)) or ledger.codes.get(bare(name)) or ()

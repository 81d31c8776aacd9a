"""The cells of a form: names with what stands beside them, below them, or in the columns of a heading."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.documents import SourceText
from auditor.facts.fact import State
from auditor.facts.labels import numbering_rank, squeeze, without_numbering
from auditor.facts.units import named_unit
from auditor.figures import DASHES, MONEY, PERCENT, Numeral, Unit, find_numerals, read_cell
from auditor.patterns import regex
from auditor.tuples import NamedTuple
from auditor.vocabulary import Form, FormColumn, FormEntry, Vocabulary, pattern_of

BESIDE = "beside"
"""Where the figure of a name stands that has only one."""
BELOW = "row "
"""Where one of several figures below a name stands, with the row behind it."""
_BRACKETS = regex(r"[（(\[【][^（）()]*[）)\]】]")
_PLANS = ("first_plan", "plan", "result")
_COLONS = "：: "

Row = Sequence[SourceText]


class Value(NamedTuple):
    """What stands in the place of a figure. The unit is that of the cell, its name, its column or its form."""

    source: SourceText
    state: State
    numeral: Numeral | None = None
    negative: bool = False
    unit: Unit | None = None

    @property
    def is_percent(self) -> bool:
        return self.unit is PERCENT


class Entry(NamedTuple):
    """A name that the form knows, and its figures by where they stand."""

    meaning: FormEntry
    name: str
    source: SourceText
    row: int
    column: int
    reach: int
    """The column of the next cell in its row that is filled: a merged cell of a name covers those between."""
    ordinal: int
    """Which one of the names of its row."""
    of_which: bool
    rank: int | None
    unit: Unit | None
    """The unit that the name itself gives."""
    values: dict[str, Value]


class Heading(NamedTuple):
    """A row of words above columns of figures: by column the words, and what the form knows them as."""

    row: int
    words: dict[int, SourceText]
    columns: dict[int, FormColumn]

    @property
    def is_of_amounts(self) -> bool:
        return any(column.role in _PLANS for column in self.columns.values())

    def of(self, *roles: str) -> list[int]:
        return [at for at, column in self.columns.items() if column.role in roles]

    def under(self, row: Row, at: int) -> SourceText | None:
        """The cell of a row in a column, which reaches as far as the next word; a blank where several are filled."""
        end = min((other for other in self.words if other > at), default=len(row))
        filled = [cell for cell in row[at:end] if cell.text.strip()]
        if len(filled) == 1:
            return filled[0]
        return None if filled or at >= len(row) else row[at]


def bare(text: str, vocabulary: Vocabulary) -> str:
    """A name without its number, the words for a part, its unit and its colon."""
    words = squeeze(without_numbering(_BRACKETS.sub("", text)))
    for mark in vocabulary.grammar.tables["of_which"]:
        words = words.removeprefix(mark)
    return squeeze(without_numbering(words.strip(_COLONS))).strip(_COLONS)


def is_part(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a name says that it is a part of what stands before it."""
    words = squeeze(without_numbering(text))
    return words.startswith(tuple(vocabulary.grammar.tables["of_which"]))


def heading_of(row: Row, index: int, form: Form, vocabulary: Vocabulary) -> Heading | None:
    """A row with two words or more that head columns, and no figure."""
    words = {at: cell for at, cell in enumerate(row) if cell.text.strip()}
    if any(read_cell(cell.text) for cell in words.values()):
        return None
    columns = {}
    for at, cell in words.items():
        name = bare(cell.text, vocabulary).rstrip("ABCDEFXY/÷*×%％")
        known = next((column for column in form.columns if pattern_of(column.header).fullmatch(name)), None)
        if known is not None:
            columns[at] = known
    return Heading(index, words, columns) if len(columns) > 1 else None


def entries_of(row: Row, index: int, form: Form, vocabulary: Vocabulary) -> list[Entry]:
    """The names in a row, without their figures but for one that stands in the cell of its name."""
    found: list[Entry] = []
    for at, cell in enumerate(row):
        if not cell.text.strip():
            continue
        inline = _inline(cell, vocabulary)
        name = bare(cell.text[: inline.numeral.start] if inline and inline.numeral else cell.text, vocabulary)
        meaning = next((entry for entry in form.entries if name and pattern_of(entry.label).fullmatch(name)), None)
        if meaning is not None:
            of_which, rank = is_part(cell.text, vocabulary), numbering_rank(cell.text)
            values = {BESIDE: inline} if inline else {}
            unit = unit_in(cell, vocabulary)
            reach = next((behind for behind in range(at + 1, len(row)) if row[behind].text.strip()), len(row))
            found.append(Entry(meaning, name, cell, index, at, reach, len(found), of_which, rank, unit, values))
    return found


def _inline(cell: SourceText, vocabulary: Vocabulary) -> Value | None:
    """The one number at the end of a cell of words, with nothing but a unit of money behind it."""
    numerals = find_numerals(cell.text, vocabulary.numerals) if read_cell(cell.text) is None else []
    if len(numerals) != 1 or not cell.text[: numerals[0].start].strip(_COLONS):
        return None
    unit = _unit_behind(cell.text[numerals[0].end :], vocabulary)
    return Value(cell, "printed", numerals[0], unit=unit[0]) if unit else None


def _unit_behind(text: str, vocabulary: Vocabulary) -> tuple[Unit | None] | None:
    """The unit of money that is all there is behind a number, in brackets or not; None where other words stand there."""
    word = squeeze(text).strip("（）()").lower()
    unit = vocabulary.units.get(word)
    if word and (unit is None or unit.quantity != MONEY):
        return None
    return (unit,)


def value_of(cell: SourceText, vocabulary: Vocabulary) -> Value:
    """What a cell in the place of a figure says."""
    text = cell.text.strip()
    if not text:
        return Value(cell, "blank")
    number = read_cell(cell.text)
    if number is not None:
        return Value(cell, "printed", number[0], number[1], PERCENT if number[2] else None)
    if squeeze(text) in DASHES or squeeze(text).lower() in vocabulary.grammar.tables["dashes"]:
        return Value(cell, "dash")
    numerals = find_numerals(cell.text, vocabulary.numerals)
    if len(numerals) == 1 and not cell.text[: numerals[0].start].strip():
        unit = _unit_behind(cell.text[numerals[0].end :], vocabulary)
        if unit is not None:
            return Value(cell, "printed", numerals[0], unit=unit[0])
    return Value(cell, "word")


def beside(row: Row, entries: list[Entry], vocabulary: Vocabulary) -> list[Entry]:
    """Names with the figure behind each, before the next name; with none where several stand there."""
    ends = [*(entry.column for entry in entries[1:]), len(row)]
    found = []
    for entry, end in zip(entries, ends, strict=True):
        filled = [cell for cell in row[entry.column + 1 : end] if cell.text.strip()]
        values = [value_of(cell, vocabulary) for cell in filled]
        if BESIDE in entry.values:
            found.append(entry)
        elif not values:
            blank = next(iter(row[entry.column + 1 : end]), entry.source._replace(text=""))
            found.append(entry._replace(values={BESIDE: Value(blank, "blank")}))
        elif len(values) == 1 or values[1].state == "word":
            found.append(entry._replace(values={BESIDE: values[0]}))
        else:
            found.append(entry._replace(values={BESIDE: Value(filled[0], "unreadable")}))
    return found


def under(row: Row, entry: Entry, heading: Heading, vocabulary: Vocabulary) -> Entry:
    """A name with its figures in the columns of a heading; with none where one stands outside of them."""
    columns = [at for at in heading.columns if at > entry.column]
    first = min((at for at in heading.words if at > entry.column), default=len(row))
    if any(read_cell(cell.text) for cell in row[entry.column + 1 : first]):
        return entry._replace(values={})
    values = {}
    for at in columns:
        cell = heading.under(row, at)
        values[str(at)] = value_of(cell, vocabulary) if cell is not None else Value(entry.source, "unreadable")
    return entry._replace(values=values)


def below(rows: Sequence[Row], entries: list[Entry], vocabulary: Vocabulary) -> list[Entry]:
    """Names over figures: those of the rows below, as long as a number stands under the whole and none beside the names."""
    whole = next((entry for entry in entries if entry.meaning.concept), None)
    if whole is None or len(entries) < 2:
        return []
    named = {at for at, cell in enumerate(rows[whole.row]) if cell.text.strip()}
    values: dict[int, dict[str, Value]] = {entry.column: {} for entry in entries}
    for index in range(whole.row + 1, len(rows)):
        numbers = {at for at, cell in enumerate(rows[index]) if cell.text and read_cell(cell.text) is not None}
        if whole.column not in numbers or any(at >= whole.column for at in numbers - named):
            break
        for entry in entries:
            if entry.column < len(rows[index]):
                values[entry.column][f"{BELOW}{index}"] = value_of(rows[index][entry.column], vocabulary)
    return [entry._replace(values=values[entry.column]) for entry in entries] if values[whole.column] else []


def unit_in(cell: SourceText, vocabulary: Vocabulary) -> Unit | None:
    """The unit of money that words of a form name for the figures beside and below them."""
    named = named_unit(cell.text, vocabulary)
    return named if named is not None and named.quantity == MONEY else None

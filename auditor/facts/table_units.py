"""The unit of a table: `单位：万元` above it, in its header, or above the table that goes on in it."""

from __future__ import annotations

from auditor.documents import Paragraph, SourceText, Table
from auditor.documents.cells import without_continued
from auditor.facts.captions import captions_of
from auditor.facts.columns import parts_of
from auditor.facts.labels import squeeze
from auditor.facts.model import FactSet, Statement
from auditor.facts.units import caption_unit, named_unit, stated_unit
from auditor.figures import MONEY, Unit
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary


class TableUnit(NamedTuple):
    """The unit of a table's amounts; None where nothing says it."""

    unit: Unit | None
    inherited: bool = False
    """Whether it is printed not above this table but above the one that goes on in it."""


def table_unit(facts: FactSet, index: int, captions: list[SourceText]) -> TableUnit:
    """The unit of the table at a place of the document: stated above it or in its header, else that of the table it goes on with."""
    vocabulary = facts.vocabulary
    table = facts.document.blocks[index]
    assert isinstance(table, Table)
    header = [cell for row in table.header for cell in row]
    stated = caption_unit(captions, vocabulary)
    if stated is None:
        stated = next((found for cell in header if (found := stated_unit(cell.text, vocabulary))), None)
    if stated is None:
        stated = _unit_over_labels(table, vocabulary)
    if stated is not None:
        return TableUnit(stated)
    before = _goes_on_from(facts, index, table)
    return TableUnit(before.unit, inherited=before.unit is not None) if before else TableUnit(None)


def _unit_over_labels(table: Table, vocabulary: Vocabulary) -> Unit | None:
    """The one unit of money that header cells name above columns of words: `总体资金情况（万元）` beside the columns it is of."""
    over = [
        named_unit(words, vocabulary)
        for column, part in zip(table.columns, parts_of(table, vocabulary), strict=True)
        for words in column.path
        if part != "amount"
    ]
    units = {unit for unit in over if unit is not None and unit.quantity == MONEY}
    return units.pop() if len(units) == 1 else None


def _goes_on_from(facts: FactSet, index: int, table: Table) -> Statement | None:
    """The statement that a table without captions of its own goes on with.

    Nothing stands between the two but words that say so (续表) or a title printed again, they are on one page or on pages that
    follow each other, and the second prints the first one's header, or none, or stands on the same page.
    """
    before = facts.statements[-1] if facts.statements else None
    if before is None or before.problem:
        return None
    known = {squeeze(caption.text) for caption in before.table.captions} | {before.title}
    at = index - 1
    between = list(table.captions)
    while at >= 0 and isinstance(block := facts.document.blocks[at], Paragraph):
        between.append(block.source)
        at -= 1
    if at < 0 or not isinstance(above := facts.document.blocks[at], Table) or above.line != before.table.line:
        return None
    said = (without_continued(squeeze(words.text)) for words in between)
    if any(words and words not in known for words in said):
        return None
    first, last = _page_of(before.table), _page_of(table)
    headers = [[[squeeze(cell.text) for cell in row] for row in part.header] for part in (before.table, table)]
    is_near = first is None or last is None or last - first <= max(1, _pages_in(before.table))
    return before if is_near and (not headers[1] or headers[0] == headers[1] or first == last) else None


def _page_of(table: Table) -> int | None:
    cells = next(iter(table.header or table.rows), ())
    return cells[0].locate(0, 0).page if cells else None


def _pages_in(table: Table) -> int:
    """How many pages a table put together from several reaches over."""
    first, last = _page_of(table), table.rows[-1][0].locate(0, 0).page if table.rows else None
    return last - first + 1 if first is not None and last is not None else 1


def unit_of_cell(facts: FactSet, index: int, label: str) -> Unit | None:
    """The unit of a number beside a label in the table at a place of the document: the label's own, else the one above the table."""
    own = named_unit(label, facts.vocabulary)
    return own or caption_unit(captions_of(facts.document.blocks, index, facts.vocabulary), facts.vocabulary)

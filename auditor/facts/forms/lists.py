"""The lists of a form: which names are parts of which whole, as their columns and rows tell."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts.forms.cells import Entry
from auditor.tuples import NamedTuple

_MOST_PARTS = 10
"""A longer list is none of a form, and has more readings than can be told apart."""


class Listing(NamedTuple):
    """A whole and the parts named behind or below it, in the order of the form."""

    whole: Entry
    parts: list[Entry]

    @property
    def last_row(self) -> int:
        return max(entry.row for entry in (self.whole, *self.parts))


def listings_of(rows: list[list[Entry]], widths: list[int], unknown: set[tuple[int, int]]) -> Iterator[Listing]:
    """The lists of a form, from the names in each row and how many cells it has.

    A list goes on in the row below, in the columns of its whole or of a part; in a row of another width by the order of
    names. It is left out where an amount of an `unknown` name, given by row and column, stands in it or right behind it.
    """
    open_lists: list[Listing] = []
    closed: list[Listing] = []
    for index, entries in enumerate(rows):
        opened: Listing | None = None
        used: set[int] = set()
        for entry in entries:
            if entry.meaning.concept:
                opened = Listing(entry, [])
                open_lists.append(opened)
                continue
            found = opened or _list_of(entry, entries, open_lists, widths)
            if found is not None:
                found.parts.append(entry)
                used.add(id(found))
        for listing in [listing for listing in open_lists if listing.last_row < index]:
            open_lists.remove(listing)
            closed.append(listing)
    for listing in sorted([*closed, *open_lists], key=lambda listing: (listing.whole.row, listing.whole.column)):
        if 0 < len(listing.parts) <= _MOST_PARTS and not _is_broken(listing, unknown):
            yield listing


def _is_broken(listing: Listing, unknown: set[tuple[int, int]]) -> bool:
    """Whether an amount of an unknown name stands within a list, or right behind it in its columns."""
    columns = {entry.column for entry in (listing.whole, *listing.parts)}
    last = listing.last_row
    return any(listing.whole.row <= row <= last or (row == last + 1 and column in columns) for row, column in unknown)


def _list_of(entry: Entry, row: list[Entry], open_lists: list[Listing], widths: list[int]) -> Listing | None:
    """The list that a part goes on with: one that stands above it, the nearest first."""
    above = [listing for listing in reversed(open_lists) if listing.last_row in (entry.row - 1, entry.row)]
    for listing in above:
        whole = listing.whole
        if whole.column <= entry.column < whole.reach or entry.column in {part.column for part in listing.parts}:
            return listing
    same_order = [listing for listing in above if listing.whole.ordinal == entry.ordinal]
    of_row = [listing for listing in above if listing.whole.row == above[0].whole.row]
    if len(same_order) == 1 and len(of_row) == len(row) and widths[entry.row] != widths[same_order[0].whole.row]:
        return same_order[0]
    return None


def doubtful(parts: list[Entry]) -> list[Entry]:
    """The parts that others named beside them may include: by what they are, or because a mark or number sets them deeper."""
    named = {part.meaning.id for part in parts}
    first = parts[0]
    return [
        part
        for part in parts
        if part.meaning.inside & named
        or (part is not first and part.of_which)
        or (part.rank is not None and first.rank is not None and part.rank > first.rank)
        # Behind a first part with a mark the others stand further right, below its name.
        or (not first.of_which and _indent(part) > _indent(first))
    ]


def _indent(part: Entry) -> int:
    return len(part.source.text) - len(part.source.text.lstrip())

"""Rows and columns of tables that no template knows: what their own numbers, codes, words and indentation say of sums."""

from __future__ import annotations

from auditor.facts.axes import beginnings, rank_of
from auditor.facts.labels import numbering_ordinal
from auditor.facts.model import Line
from auditor.facts.tables.amounts import is_derived
from auditor.vocabulary import Vocabulary

_SHORTEST_CODE = 2
"""One digit is no code that others begin with."""


def without_nameless(lines: list[Line]) -> list[Line]:
    """A row without a name is the total where it is the one such row and ends or opens the table; others go on with a merged cell."""
    nameless = [place for place, line in enumerate(lines) if line.role == "total" and not line.label]
    if len(lines) == 1 or nameless in ([0], [len(lines) - 1]):
        return lines
    return [line._replace(role="apart") if place in nameless else line for place, line in enumerate(lines)]


def attach_items(lines: list[Line]) -> list[Line]:
    """Find each row's parent by its numbering, by the word for a total, by 'of which', or, unsurely, by indentation."""
    totals = [place for place, line in enumerate(lines) if line.role == "total"]
    grand = totals[0] if totals else None
    ranks = [rank_of(line) for line in lines]
    numbered = any(rank is not None for rank in ranks)
    attached: list[Line] = []
    open_lines: list[tuple[float, int]] = []
    counted: dict[int, tuple[int, int]] = {}
    last = listed = None
    depth_of_list = 0
    for place, line in enumerate(lines):
        if line.role == "total":
            attached.append(line._replace(parent=grand if place != grand else None))
            continue
        if line.role == "of_which":
            attached.append(line._replace(parent=last))
            listed, depth_of_list = last, _indent(line)
            continue
        rank = ranks[place]
        indent = _indent(line)
        if listed is not None and rank is None and indent and indent >= depth_of_list and listed == last:
            # An indented row behind one "of which" is the next of its list.
            attached.append(line._replace(role="of_which", parent=listed))
            continue
        last, listed = place, None
        ordinal = numbering_ordinal(line.source.text) if line.source else None
        if rank is not None and ordinal is not None:
            # The number after that of an earlier row makes it a sister of that row, whatever stands between.
            before, depth = counted.get(rank, (0, 0))
            if before and ordinal == before + 1:
                del open_lines[depth:]
            counted = {other: seen for other, seen in counted.items() if other < rank}
        level = float(rank) if rank is not None else (indent / 100 if not numbered else (9.0 if indent else 0.5))
        while open_lines and open_lines[-1][0] >= level:
            open_lines.pop()
        parent = open_lines[-1][1] if open_lines else grand
        sure = rank is not None or not open_lines
        if rank is not None and ordinal is not None:
            counted[rank] = ordinal, len(open_lines)
        open_lines.append((level, place))
        attached.append(line._replace(parent=parent, sure=sure))
    return attached


def attach_by_codes(lines: list[Line], codes: list[str]) -> list[Line]:
    """Rows whose codes begin with that of another row are parts of it; where none does, codes say nothing of levels."""
    places: dict[str, int] = {}
    for place, code in enumerate(codes):
        if code.isdigit() and lines[place].role == "member":
            places.setdefault(code, place)
    above = {
        place: next((places[above] for above in beginnings(code, _SHORTEST_CODE) if above in places), None)
        for code, place in places.items()
    }
    if not any(parent is not None for parent in above.values()):
        return lines
    grand = next((place for place, line in enumerate(lines) if line.role == "total"), None)
    attached = []
    for line, code in zip(lines, codes, strict=True):
        if line.role == "member" and code in places:
            found = above[places[code]]
            line = line._replace(parent=grand if found is None else found, sure=True)
        attached.append(line)
    return attached


def _indent(line: Line) -> int:
    text = line.source.text if line.source else ""
    return len(text) - len(text.lstrip())


def attach_by_spans(lines: list[Line], paths: list[tuple[str, ...]], vocabulary: Vocabulary) -> list[Line]:
    """Columns of a table no template knows: a total is the sum of the columns that stand under the same merged header cell."""
    tables = vocabulary.grammar.tables
    totals = {
        path[:-1]: place
        for place, path in reversed(list(enumerate(paths)))
        if path and path[-1].lower() in tables["totals"]
    }
    attached = []
    for place, (line, path) in enumerate(zip(lines, paths, strict=True)):
        if is_derived(line, path, vocabulary):
            attached.append(line._replace(role="apart", parent=None, sure=False))
            continue
        if any(mark in part.lower() for part in path for mark in tables["of_which"][:3]):
            attached.append(line._replace(role="of_which", parent=None, sure=False))
            continue
        is_total = totals.get(path[:-1]) == place
        parent = None
        for length in range(len(path) - (2 if is_total else 1), -1, -1):
            found = totals.get(path[:length])
            if found is not None and found != place:
                parent = found
                break
        attached.append(line._replace(role="total" if is_total else "member", parent=parent, sure=False))
    return attached

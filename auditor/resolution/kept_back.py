"""Rows and columns that are not printed: wholes above what is listed below them, and none that falls short.

`204 公共安全支出 | 530,776`, whose printed items come to 510,375, in a budget that leaves state security out; and `市县小计` above
districts of which one is not printed. Nobody mistyped a figure there, so it is a note, and what else the table adds up stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from auditor.resolution.model import Judged, Structure
from auditor.resolution.weighing import is_proven

_TOLD = 2
"""Wholes with a gap that tell that a document leaves lines out; one may be a slip that was carried along its row."""
_PLAIN = 3
"""So many in one table tell it even where gaps are of one digit, and each weighs against so many sums that hold."""


def with_kept_back(structures: Sequence[Structure], *, keeps_back: bool) -> list[Structure]:
    """The structures with the wholes, by line and cross line, from which lines are missing that were left out on purpose.

    `keeps_back` says that the document, or the body it is of, may leave out rows.
    """
    equal = _equal_gaps(structures, keeps_back)
    gaps = [_gaps(structure) for structure in structures]
    told = sum(_reasons(structure, found) for structure, found in zip(structures, gaps, strict=True))
    return [
        structure._replace(withheld=known | (found if told >= _TOLD else frozenset()))
        for structure, found, known in zip(structures, gaps, equal, strict=True)
    ]


def _reasons(structure: Structure, gaps: frozenset[tuple[int, int]]) -> int:
    """How many slips it would take to make the gaps: one for each whole, and for each gap of it that differs from its others."""
    return len(
        {
            (entry.sum.whole, entry.difference)
            for entry in structure.chosen.violated
            if (entry.sum.whole, entry.cross) in gaps
        }
    )


def apart_from_kept_back(structure: Structure) -> Structure:
    """The structure as it would be if what was left out were printed."""
    chosen = structure.chosen
    if not structure.withheld:
        return structure
    left = tuple(entry for entry in chosen.violated if (entry.sum.whole, entry.cross) not in structure.withheld)
    repairs = min(chosen.repairs, len({entry.sum for entry in left}))
    return structure._replace(chosen=chosen._replace(violated=left, repairs=repairs))


def _gaps(structure: Structure) -> frozenset[tuple[int, int]]:
    """The wholes above what is listed, if their table holds otherwise and nothing in it falls short of its parts.

    One gap of a whole with several columns is a slip in one of them, as is one that a single digit explains.
    """
    chosen = structure.chosen
    if not (chosen.candidate.accounted or is_proven(chosen.support, 0)) or not _is_one_sided(chosen.violated):
        return frozenset()
    by_whole: dict[int, list[Judged]] = defaultdict(list)
    for entry in chosen.violated:
        by_whole[entry.sum.whole].append(entry)
    judged = Counter(entry.sum.whole for entry in (*chosen.holding, *chosen.trivial, *chosen.violated) if entry.value)
    open_ended = _open_wholes(structure)
    telling = {
        whole
        for whole, entries in by_whole.items()
        if whole not in open_ended
        and (len(entries) > 1 or judged[whole] == 1)
        and any(is_telling(entry) for entry in entries)
    }
    causes = len(by_whole) if structure.kind == "rows" else len(chosen.violated)
    if not telling or chosen.support < (_PLAIN * causes if structure.kind == "rows" else causes + _PLAIN):
        return frozenset()
    found = set(by_whole) - open_ended if len(telling) >= _PLAIN else telling
    return frozenset((entry.sum.whole, entry.cross) for whole in found for entry in by_whole[whole])


def _is_one_sided(violated: Iterable[Judged]) -> bool:
    return all(entry.difference > 0 for entry in violated)


def is_telling(entry: Judged) -> bool:
    """Whether a gap is of more than one digit: `0.02` or `1.00` is a slip that was copied, not a row."""
    return len(str(entry.difference).strip("0")) > 1


def _open_wholes(structure: Structure) -> set[int]:
    """Of a table that goes on elsewhere the wholes that have parts at its edge: they may be printed on."""
    if structure.kind == "columns" or not structure.ends_early:
        return set()
    sums = structure.chosen.candidate.sums
    parts_of = {sum_.whole: sum_.parts for sum_ in sums}
    lines = {line for sum_ in sums for line in (sum_.whole, *sum_.parts)} | structure.chosen.candidate.beside
    edges = {min(lines), max(lines)}
    return {whole for whole in parts_of if whole in edges or edges & lines_below(whole, parts_of)}


def lines_below(whole: int, parts_of: Mapping[int, tuple[int, ...]]) -> set[int]:
    """The lines below a line, at every level."""
    found: set[int] = set()
    waiting = [whole]
    while waiting:
        parts = set(parts_of.get(waiting.pop(), ())) - found
        found |= parts
        waiting += parts
    return found


def _equal_gaps(structures: Sequence[Structure], keeps_back: bool) -> list[frozenset[tuple[int, int]]]:
    """Among coded rows wholes above what is listed, never below, by one gap in several tables.

    Where it is known that rows may be kept back, they need no codes, and a row that is missing from several columns of one whole
    tells the same.
    """
    tables: dict[int, set[int]] = defaultdict(set)
    lists = [_lists_rows(structure, keeps_back) for structure in structures]
    for structure, is_list in zip(structures, lists, strict=True):
        if is_list and structure.trust != "not_understood":
            for entry in structure.chosen.violated:
                tables[entry.difference].add(structure.table)
    return [
        _known_gaps(structure, tables, keeps_back)
        if is_list and _is_one_sided(structure.chosen.violated)
        else frozenset()
        for structure, is_list in zip(structures, lists, strict=True)
    ]


def _lists_rows(structure: Structure, keeps_back: bool) -> bool:
    candidate = structure.chosen.candidate
    return structure.kind == "rows" and (candidate.keyed or (keeps_back and candidate.accounted))


def _known_gaps(structure: Structure, tables: Mapping[int, set[int]], keeps_back: bool) -> frozenset[tuple[int, int]]:
    columns = Counter(entry.sum.whole for entry in structure.chosen.violated)
    return frozenset(
        (entry.sum.whole, entry.cross)
        for entry in structure.chosen.violated
        if is_telling(entry) and (len(tables[entry.difference]) > 1 or (keeps_back and columns[entry.sum.whole] > 1))
    )

"""When a reading may accuse: believed, open or not understood, over all structures of a document together.

`合计 ▸ 教育支出 ▸ 普通教育` read by its codes is believed although one of its sums fails; the same lines read flat, where the parts
come to exactly twice the total, are not understood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from auditor.resolution.edges import open_ended
from auditor.resolution.kept_back import apart_from_kept_back, with_kept_back
from auditor.resolution.model import Judged, Structure, Trust
from auditor.resolution.weighing import FAILING, Weighed, is_proven

_SHARE = 3
"""Where words account for everything, at most a third of the sums, counted in repairs, may fail: on 91 documents of the corpus and
185 of other bodies that adds no false error."""
_LONG = 15
"""In longer tables only a tenth may: of failing verdicts in 281 files of governments 97.5 % stood where more failed, and all true ones
where at most 4 % did."""
_GROUP = 3
"""Holding sums by which one of several groups of columns side by side proves the reading of the others."""
_MULTIPLES = (2, 3, 4)
_NEAR = 50
"""One slip inside a flattened list leaves its sum within a fiftieth of a multiple."""


def settle(structures: Sequence[Structure], *, keeps_back: bool = False) -> list[Structure]:
    """The trust of every structure of a document. What no word claims and no sums prove is no structure at all.

    `keeps_back` says that the document, or the body it is of, may leave out rows: 部分涉密项目公开时予以剔除.
    """
    structures = _by_siblings(structures)
    pooled: dict[tuple[object, ...], list[int]] = defaultdict(lambda: [0, 0])
    for structure in structures:
        sums = pooled[structure.shape, structure.chosen.candidate.name]
        sums[0] += structure.chosen.support
        sums[1] += structure.chosen.repairs
    settled = [
        _settled(structure, pooled[structure.shape, structure.chosen.candidate.name]) for structure in structures
    ]
    known = with_kept_back(settled, keeps_back=keeps_back)
    settled = [
        _settled(apart_from_kept_back(structure), pooled[structure.shape, structure.chosen.candidate.name])._replace(
            chosen=structure.chosen
        )
        if structure.withheld
        else structure
        for structure in known
    ]
    return [entry for entry in settled if entry.claimed or entry.beyond or _is_proven(entry)]


def _is_proven(structure: Structure) -> bool:
    """Whether sums prove a reading that no word claims, though the table goes on elsewhere or has figures that are torn."""
    is_known = structure.trust == "not_understood" and is_proven(structure.chosen.support, structure.chosen.repairs)
    return structure.trust == "believed" or is_known


def _settled(structure: Structure, pooled: Sequence[int]) -> Structure:
    return structure._replace(trust=_trust(structure, *pooled))


def _by_siblings(structures: Sequence[Structure]) -> list[Structure]:
    """Groups side by side (`上年 | 当年 | 增减`) have one tree: what one of them proves, the others are read by.

    The reading that a sibling proved is taken even where it fails in every row of this group.
    """
    proven: set[tuple[object, ...]] = set()
    count: dict[tuple[object, ...], int] = defaultdict(int)
    for structure in structures:
        if structure.kind == "columns":
            for entry in structure.candidates:
                count[_kin(structure, entry)] += 1
            chosen = structure.chosen
            if chosen.support >= _GROUP and not chosen.violated and chosen.candidate.accounted:
                proven.add(_kin(structure, chosen))
    found = []
    for structure in structures:
        if structure.kind == "columns":
            for entry in structure.candidates:
                kin = _kin(structure, entry)
                fails = entry.violated and entry.repairs >= len(entry.holding)
                if kin in proven and count[kin] > 1 and fails and entry.candidate.relative:
                    structure = structure._replace(
                        chosen=entry, candidates=tuple(sorted(structure.candidates, key=lambda other: other is not entry)),
                        trust="believed",
                    )  # fmt: skip
                    break
        found.append(structure)
    return found


def _kin(structure: Structure, entry: Weighed) -> tuple[object, ...]:
    return structure.table, structure.pane, entry.candidate.relative


def _trust(structure: Structure, pooled_holding: int, pooled_repairs: int) -> Trust:
    chosen = structure.chosen
    candidate = chosen.candidate
    holding, repairs = chosen.support, chosen.repairs
    if structure.beyond:
        return "not_understood"
    proven = is_proven(holding, repairs) or is_proven(pooled_holding, pooled_repairs, least=0)
    strictly = is_proven(holding, repairs, least=0)
    if not strictly and structure.kind == "rows" and any(_flattened(structure)):
        return "not_understood"
    if structure.torn and chosen.violated and not strictly:
        # A torn figure forbids the sums that it stands in; it may be why others fail, unless ten times as many hold.
        return "not_understood"
    if proven or structure.trust == "believed" or (candidate.accounted and _is_free_of_rivals(structure)):
        may_lack_parts = structure.kind == "rows" and structure.ends_early and not candidate.stated
        if may_lack_parts and chosen.violated and not _is_slip_in_closed_sum(chosen):
            # A table that goes on elsewhere shows only some of its parts, unless formulas name them all.
            return "not_understood"
        # Lines with figures that the reading does not place may be what is missing; one column alone may be of another scope.
        is_partial = chosen.left_out if structure.kind == "rows" else len(candidate.sums[0].parts) == 1
        return "open" if is_partial and chosen.violated else "believed"
    if repairs > 1 and repairs * FAILING > holding + repairs:
        return "not_understood"
    return "open"


def _is_slip_in_closed_sum(chosen: Weighed) -> bool:
    """Whether of a table that goes on elsewhere one figure is wrong, in one column, where nothing can be missing.

    `合计 / 302 商品和服务支出 / 30201 办公费 / 310 资本性支出 / 31002 办公设备购置`: what follows 310 may be printed on, what is of 302
    is all there, as only codes say. Nor is anything of a sum elsewhere that comes out in another column.
    """
    is_one_slip = chosen.repairs == 1 and len({entry.cross for entry in chosen.violated}) == 1
    is_read_by_codes = chosen.candidate.accounted and chosen.candidate.keyed
    if not (is_one_slip and chosen.support and is_read_by_codes):
        return False
    complete = {entry.sum for entry in chosen.holding}
    return open_ended(chosen.candidate).isdisjoint({entry.sum for entry in chosen.violated} - complete)


def _is_free_of_rivals(structure: Structure) -> bool:
    """Whether nothing reads the structure with fewer repairs for as much, and at most a third of it fails."""
    chosen = structure.chosen
    holding, repairs = chosen.support, chosen.repairs
    has_rival = any(
        entry.repairs < repairs
        and entry.support >= max(holding, 1)
        and entry.left_out <= chosen.left_out
        and (entry.candidate.accounted or not chosen.candidate.accounted)
        for entry in structure.candidates
        if entry is not chosen
    )
    judged = holding + repairs
    is_bare = holding == 0 and chosen.candidate.rank > 0 and repairs > 0
    return (
        not has_rival
        and not is_bare
        and repairs <= max(1, judged / _SHARE if judged <= _LONG else max(_LONG / _SHARE, judged / FAILING))
    )


def _flattened(structure: Structure) -> Iterable[bool]:
    """For each violated sum whether its levels were guessed flat: its parts are twice, three or four times the whole in all columns.

    Codes say their levels themselves, as long as no code stands twice below one whole. A total copied into a part looks the
    same, so one column in which the row is not so clears it. Where no code says levels, a part as large as the whole beside
    others tells the same.
    """
    chosen = structure.chosen
    by_code = chosen.candidate.accounted and chosen.candidate.keyed
    multiple = {
        entry for entry in chosen.violated if _is_multiple(entry) or (chosen.candidate.guessed and entry.copied)
    }
    others = (*chosen.holding, *chosen.trivial, *(entry for entry in chosen.violated if entry not in multiple))
    cleared = {entry.sum.whole for entry in others if entry.value}
    for entry in multiple:
        whole = entry.sum.whole
        yield whole not in cleared and (not by_code or whole in chosen.candidate.repeated)


def _is_multiple(entry: Judged) -> bool:
    if not entry.value:
        return False
    room = max(entry.slack, abs(entry.value) // _NEAR)
    return any(abs(entry.difference + (times - 1) * entry.value) <= room for times in _MULTIPLES)

"""Which of several readings of one structure: what words account for goes before what the sums like, then fewest repairs."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.resolution.grid import Grid
from auditor.resolution.model import Candidate
from auditor.resolution.weighing import Weighed, is_proven, weigh

_REPAIR = 3
"""So many holding sums a repair, or a line left out, is worth. From 2 to 5 the same readings were chosen on the real corpus."""
_MARGIN = 4
"""By so much a less plain reading must be better than a plainer one, so that one mistyped figure cannot buy it."""


def resolve(candidates: Sequence[Candidate], grid: Grid, lines: frozenset[int]) -> tuple[Weighed, ...]:
    """The chosen reading and the others that say anything of the printed figures."""
    weighed = [weigh(candidate, grid, lines & _to_place(candidates, grid)) for candidate in candidates]
    if not any(entry.judged for entry in weighed):
        # No sum could be held, as where no total is printed: the plainest that has sums says what they would be.
        weighed = [entry for entry in weighed if entry.candidate.sums]
        if not weighed:
            return ()
    chosen = choose(weighed)
    return chosen, *(entry for entry in weighed if entry is not chosen and entry.judged)


def _to_place(candidates: Sequence[Candidate], grid: Grid) -> frozenset[int]:
    """The lines a reading must give a place: those with a figure, and printed zeros that words make the sum of parts with one."""
    emptied = (
        sum_.whole
        for candidate in candidates
        if candidate.accounted
        for sum_ in candidate.sums
        if sum_.whole not in grid.active and grid.is_printed(sum_.whole) and not grid.active.isdisjoint(sum_.parts)
    )
    return grid.active | frozenset(emptied)


def choose(weighed: Sequence[Weighed]) -> Weighed:
    """The plainest that words account for, unless another is clearly better: more sums for its repairs."""
    order = sorted(weighed, key=lambda entry: (_plainness(entry), -_score(entry)))
    best = order[0]
    for entry in order[1:]:
        if _says_nothing(entry) and _stands(best):
            continue
        # Nor can a mistyped figure buy the reading that leaves its line out.
        is_dearer = _plainness(entry) > _plainness(best) or entry.left_out > best.left_out
        need = _MARGIN if is_dearer and not (_says_nothing(best) and _is_borne_out(entry)) else 0
        is_better = entry.repairs + entry.left_out < best.repairs + best.left_out or entry.support > best.support
        if is_better and _score(entry) > _score(best) + need:
            best = entry
    return max((entry for entry in weighed if _adds_to(best, entry)), key=lambda entry: entry.support, default=best)


def _adds_to(best: Weighed, entry: Weighed) -> bool:
    """Whether a reading has all sums of another, or the same with more parts, and more that hold.

    `调入资金 / 其中：从基金调入 / 从国有资本调入`: 其中 may stand before parts that are all of the row above.
    """
    is_as_sure = entry.candidate.accounted >= best.candidate.accounted and not (
        entry.candidate.guessed and not best.candidate.guessed
    )
    is_as_good = entry.repairs <= best.repairs and entry.left_out <= best.left_out and entry.support > best.support
    if not is_as_sure or not is_as_good:
        return False
    parts = {sum_.whole: {*sum_.parts, *sum_.minus} for sum_ in entry.candidate.sums}
    for sum_ in best.candidate.sums:
        own, others = {*sum_.parts, *sum_.minus}, parts.get(sum_.whole, set())
        # 基本支出 / 其中：人员经费 / 项目支出 / 合计: what stands right behind a part of a sum is of that part.
        if not own <= others or any(place - 1 in own for place in others - own):
            return False
    return True


def _says_nothing(entry: Weighed) -> bool:
    """Whether no sum of a reading could be held: read flat, `兴安盟 / 兴安盟本级 / 乌兰浩特市` without a word for a total has none."""
    return not entry.judged


def _is_borne_out(entry: Weighed) -> bool:
    """Whether enough sums hold to speak where the plainest reading has none: `全州合计 / 其中：州本级 / 甲市 / …`, where the rows
    make the total in four of five columns."""
    is_told = entry.candidate.accounted and _score(entry) > 0
    return is_told or is_proven(entry.support, entry.repairs)


def _stands(entry: Weighed) -> bool:
    """Whether words account for a reading of which as much holds as would have to change: no silence is better than that.

    Of `“三公”经费 ▸ 出国、用车、接待` and `用车 ▸ 购置、运行` one sum fails: nobody reads the table flat for it.
    """
    return entry.candidate.accounted and entry.support >= max(entry.repairs, 1)


def _plainness(entry: Weighed) -> int:
    return entry.candidate.rank + (0 if entry.candidate.accounted else 1)


def _score(entry: Weighed) -> int:
    return entry.support - _REPAIR * (entry.repairs + entry.left_out)

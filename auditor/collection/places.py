"""Places of bodies: 上海市普陀区 is 普陀区 for whoever leaves the city out; 舟山市普陀区 is another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

Places = tuple[str, ...]
"""The largest first; empty where nothing names any."""


def agree(one: Places, other: Places) -> bool:
    """Whether two may be the same: one is the end of the other."""
    return one[len(one) - len(other) :] == other if len(one) >= len(other) else agree(other, one)


class Longest:
    """The places that bodies of one name lie in; what is the end of longer ones is only another way to call these."""

    def __init__(self, every: Iterable[Places]) -> None:
        known = set(every)
        shorter = {end for places in known for end in _ends(places)[1:]}
        self._by_end: dict[Places, list[Places]] = {}
        for places in sorted(known - shorter):
            for end in _ends(places):
                self._by_end.setdefault(end, []).append(places)

    def fitting(self, places: Places) -> list[Places]:
        """Those that some of the places may be, in their order."""
        return self._by_end[places]


@lru_cache(2**16)
def _ends(places: Places) -> tuple[Places, ...]:
    """The places themselves and whatever is left of them from the front on, down to none."""
    return tuple(places[at:] for at in range(len(places) + 1))

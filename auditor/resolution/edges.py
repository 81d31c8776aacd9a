"""What may be printed on the page before or after: parts of the sums at the edges of a table that goes on.

`合计 / 302 商品和服务支出 / 30201 办公费 / 310 资本性支出 / 31002 办公设备购置`: what follows 310 may be printed on; what is of 302 is all
there. Nor is anything missing of `收入总计` at the end, which is `收入合计` and the carry-over right above it.
"""

from __future__ import annotations

from auditor.resolution.model import Candidate, Sum


def open_ended(candidate: Candidate) -> frozenset[Sum]:
    """The sums of a reading whose parts reach the first or last of its lines, on the side where their whole does not stand."""
    sums = candidate.sums
    lines = {line for sum_ in sums for line in (sum_.whole, *sum_.parts)} | candidate.beside
    first, last = min(lines, default=0), max(lines, default=0)
    return frozenset(
        sum_ for sum_, end in _ends(sums).items() if sum_.whole < end == last or sum_.whole > min(sum_.parts) == first
    )


def _ends(sums: tuple[Sum, ...]) -> dict[Sum, int]:
    """Per sum the last line below it at every level; the whole itself where its parts stand in front of it."""
    ends: dict[int, int] = {}
    found: dict[Sum, int] = {}
    for sum_ in sorted(sums, key=lambda entry: -entry.whole):
        behind = [ends.get(part, part) for part in sum_.parts if part > sum_.whole]
        found[sum_] = end = max(behind, default=sum_.whole)
        ends[sum_.whole] = max(end, ends.get(sum_.whole, end))
    return found

"""What speaks for the figures that are not suspected: other verdicts, which hold, over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.diagnosis.equations import Place, place_of
from auditor.diagnosis.model import Cause
from auditor.verdicts import Verdict


class Vouchers:
    """The verdicts of a document that hold, by the places of their figures."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self._verdicts = verdicts
        self._holding: Mapping[Place, list[int]] | None = None

    def of(self, cause: Cause) -> tuple[int, ...]:
        """The holding verdicts in which a figure stands that a cause relates to its suspects, and no suspect does.

        合计 10 = 甲 3 + 乙 6, where 甲 restates another table: that it agrees there vouches for 甲.
        """
        suspects = {place_of(suspect.fact) for suspect in cause.suspects}
        others = {
            place_of(term.fact)
            for number in cause.verdicts
            for term in self._verdicts[number].terms
            if term.fact.figure is not None
        }
        holding = self._by_place()
        found = {number for place in others - suspects for number in holding.get(place, ())}
        ruled_out = {number for place in suspects for number in holding.get(place, ())}
        return tuple(sorted(found - ruled_out))

    def _by_place(self) -> Mapping[Place, list[int]]:
        if self._holding is None:
            found: dict[Place, list[int]] = {}
            for number, verdict in enumerate(self._verdicts):
                terms = [term for term in verdict.terms if term.fact.figure is not None] if verdict.holds else []
                for term in terms if len(terms) > 1 else ():
                    found.setdefault(place_of(term.fact), []).append(number)
            self._holding = found
        return self._holding

"""Violated equations to causes: which figure, by one new value, makes all of them hold and breaks none that holds.

公用经费 12.11 for 11.21 violates two sums; 11.21 mends both, and no other figure that nothing else vouches for does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from heapq import heapify, heappop, heappush

from auditor.diagnosis.alike import alike_causes
from auditor.diagnosis.equations import Admitted, Equation, Place, equations_of, involved, place_of
from auditor.diagnosis.model import Cause, Suspect
from auditor.diagnosis.rooms import asked_value, common_room, first_printable, fitting_numbers, overlap, spelled_value
from auditor.diagnosis.slips import Kind, likelihood_of
from auditor.diagnosis.surroundings import Neighbourhood
from auditor.facts import Fact, FactSet
from auditor.figures import Figure
from auditor.tuples import NamedTuple
from auditor.verdicts import Term, Verdict

_MOST_TOLD = 3
"""Among more figures nobody looks for the wrong one."""
_SURE = 0.8
"""How likely a figure must be the wrong one for it alone to be told."""
_LEAST_WEIGHT = 0.05
"""Figures that are less likely than this are not told beside others."""
_OF_A_ZERO = 0.1
"""What speaks for a printed zero, which is seldom mistyped."""
_ROUNDED = 3
"""Of the numbers that the digits of a sum leave open so many are likely."""
_UNTOLD = 1e-6
"""What speaks for a figure of which nobody can say what it should be."""
_MOST_VERDICTS = 60
"""Of a figure that stands in more violated verdicts nobody says what it should be."""
_OF_OTHERS = ("neighbour", "part-missing", "part-twice")
"""Slips by which a number is that of another figure, as numbers of small tables often are: alone they prove nothing."""
_WRONG_BASE = "base-is-current"


class Repair(NamedTuple):
    """A value of one figure, and what it mends."""

    place: Place
    figure: Figure
    mended: frozenset[int]
    """The verdicts that hold then."""
    low: Decimal | None
    high: Decimal | None
    value: Decimal | None
    """In base units; None where several would do."""
    likelihood: float
    slip: Kind | None


def causes_of(verdicts: Sequence[Verdict], facts: FactSet, aside: frozenset[int] = frozenset()) -> list[Cause]:
    """The causes that are found among violated verdicts, each verdict in one at most; those `aside` are no equations here."""
    equations = [equation for equation in equations_of(verdicts) if equation.verdict not in aside]
    if all(equation.holds for equation in equations):
        return []
    return list(_Search(equations, verdicts, facts).causes())


class _Search:
    """Takes the figure that mends most, then the next among what is left."""

    def __init__(self, equations: Sequence[Equation], verdicts: Sequence[Verdict], facts: FactSet) -> None:
        self._verdicts = verdicts
        self._at = involved(equations)
        self._left = {equation.verdict: equation for equation in equations if not equation.holds}
        self._own: dict[Place, dict[int, Equation]] = {}
        """By place and verdict the equations that are left."""
        for number, equation in self._left.items():
            for place in equation.places:
                self._own.setdefault(place, {})[number] = equation
        self._violated = {place: len(own) for place, own in self._own.items()}
        self._around = Neighbourhood(facts)
        self._facts: dict[Place, Fact] = {
            place_of(term.fact): term.fact
            for number in self._left
            for term in verdicts[number].terms
            if term.fact.figure is not None
        }
        self._terms: dict[int, dict[Place, list[Term]]] = {}
        self._kept: dict[Place, list[Repair]] = {}

    def causes(self) -> Iterator[Cause]:
        # What a verdict that is mended leaves to be done changes at its own figures alone.
        best = {place: found for place in self._violated if (found := self._best_at(place)) is not None}
        ranked = [(self._rank(repair), place, 0) for place, repair in best.items()]
        heapify(ranked)
        times: Counter[Place] = Counter()
        while ranked:
            _, place, time = heappop(ranked)
            if time != times[place]:
                continue
            cause = self._cause(best[place], self._rivals(best[place]))
            yield cause
            touched: set[Place] = set()
            for number in cause.verdicts:
                for other in self._left.pop(number).places:
                    touched.add(other)
                    del self._own[other][number]
            for other in touched:
                self._kept.pop(other, None)
                times[other] += 1
                again = self._best_at(other)
                if again is not None:
                    best[other] = again
                    heappush(ranked, (self._rank(again), other, times[other]))
        yield from alike_causes(list(self._left.values()), self._verdicts)

    def _best_at(self, place: Place) -> Repair | None:
        """The value of one figure that mends most; None where none does."""
        return min(self._repairs(place), key=self._rank, default=None)

    def _rank(self, repair: Repair) -> tuple[int, float, int]:
        """What comes first: what mends most, and of that what is likeliest."""
        return -len(self._telling(repair)), -repair.likelihood, -len(repair.mended)

    def _rivals(self, best: Repair) -> list[Repair]:
        """The values of any figures that mend the same as the best, itself among them."""
        telling = self._telling(best)
        places = sorted(self._left[min(telling)].places)
        return [repair for place in places for repair in self._repairs(place) if self._telling(repair) == telling]

    def _telling(self, repair: Repair) -> frozenset[int]:
        """What a value mends that few values would: not what only bounds it, but where nothing else is mended."""
        return frozenset(filter(self._is_equal, repair.mended)) or repair.mended

    def _is_equal(self, number: int) -> bool:
        return self._verdicts[number].family != "bound"

    def _is_law(self, number: int) -> bool:
        """Whether a value cannot be right that breaks a verdict: 余额 may in fact be above 限额."""
        return self._is_equal(number) or self._verdicts[number].severity == "error"

    def _repairs(self, place: Place) -> list[Repair]:
        """What each value that some violated equation asks for mends."""
        if place not in self._kept:
            self._kept[place] = list(self._tried(place))
        return self._kept[place]

    def _tried(self, place: Place) -> Iterator[Repair]:
        own = list(self._own[place].values())
        figure = self._facts[place].figure
        if figure is None or len(own) > _MOST_VERDICTS:
            return
        holding = [equation for equation in self._at[place] if equation.holds and self._is_law(equation.verdict)]
        vouched = common_room(holding, place)
        if vouched is None:
            return
        seen: set[frozenset[int]] = set()
        for first in own:
            chosen, room = [first], overlap(vouched, first.admitted(place))
            if room is None or first_printable(room, figure) is None:
                continue
            for other in own:
                both = overlap(room, other.admitted(place)) if other is not first else None
                if both is not None and first_printable(both, figure) is not None:
                    chosen.append(other)
                    room = both
            mended = frozenset(equation.verdict for equation in chosen)
            if mended not in seen:
                seen.add(mended)
                yield self._repair(place, figure, mended, room, [*chosen, *holding])

    def _repair(
        self, place: Place, figure: Figure, mended: frozenset[int], room: Admitted, equations: Sequence[Equation]
    ) -> Repair:
        fact = self._facts[place]
        value, fitting = asked_value(place, room, figure, equations), 1
        around = self._around.of(fact, self._parts(place, mended))
        around = around._replace(
            is_over_wrong_base=self._is_over_wrong_base(place, mended), is_change=self._is_change(place, mended)
        )
        scale = figure.unit.scale if figure.unit else Decimal(1)
        if value is None:
            value, fitting = spelled_value(room, figure), fitting_numbers(room, figure)
        if value is None:
            return Repair(place, figure, mended, room.low, room.high, None, _of_zero(figure, _UNTOLD), None)
        likelihood, slip = likelihood_of(figure.value, value / scale, figure.decimals, around, fitting)
        rounded = spelled_value(room, figure) if slip is None and fitting == 1 else None
        if rounded is not None:
            # 9957.08 is a slip of 9957.58, which 9957.59, the sum of rounded parts, is as good as.
            other, kind = likelihood_of(figure.value, rounded / scale, figure.decimals, around, _ROUNDED)
            if other > likelihood:
                value, likelihood, slip = rounded, other, kind
        return Repair(place, figure, mended, room.low, room.high, value, _of_zero(figure, likelihood), slip)

    def _parts(self, place: Place, mended: frozenset[int]) -> list[Decimal]:
        """The figures that add up to the one at a place, where it is a whole."""
        found: list[Decimal] = []
        for number in mended:
            terms = self._verdicts[number].terms
            if terms[0].role == "whole" and place_of(terms[0].fact) == place:
                scale = terms[0].fact.figure.unit.scale if terms[0].fact.figure and terms[0].fact.figure.unit else 1
                found += [term.fact.figure.base / scale for term in terms[1:] if term.fact.figure]
        return found

    def _is_over_wrong_base(self, place: Place, mended: frozenset[int]) -> bool:
        """Whether a figure is a percentage that a verdict has found to fit another base."""
        return any(
            place_of(self._verdicts[number].terms[0].fact) == place
            and any(remark.key == _WRONG_BASE for remark in self._verdicts[number].remarks)
            for number in mended
        )

    def _is_change(self, place: Place, mended: frozenset[int]) -> bool:
        """Whether a figure is by how much something changed, 减少 283.70, as all verdicts over it take it."""
        own = [term for number in mended for term in self._terms_of(number).get(place, ())]
        return all(term.fact.statement is None and term.role in ("change", "part") for term in own) and any(
            term.role == "change" for term in own
        )

    def _terms_of(self, number: int) -> dict[Place, list[Term]]:
        """The terms of a verdict by the places of their figures."""
        if number not in self._terms:
            found = self._terms[number] = {}
            for term in self._verdicts[number].terms:
                found.setdefault(place_of(term.fact), []).append(term)
        return self._terms[number]

    def _cause(self, best: Repair, rivals: Sequence[Repair]) -> Cause:
        """A cause with the figures any of which explains it, the likeliest first; none where nothing tells them apart from others.

        What vouches for one: it mends several verdicts, a slip explains it, or all other figures are vouched for by other verdicts.
        """
        by_place: dict[Place, Repair] = {}
        for repair in sorted(rivals, key=lambda repair: -repair.likelihood):
            by_place.setdefault(repair.place, repair)
        total = sum(repair.likelihood for repair in by_place.values())
        told = [(repair, repair.likelihood / total) for repair in by_place.values()]
        told = [(repair, weight) for repair, weight in told if weight >= _LEAST_WEIGHT]
        verdicts = tuple(sorted(best.mended.intersection(*(repair.mended for repair, _ in told))))
        if not told:
            return Cause(verdicts, ())
        is_error = any(self._verdicts[number].severity == "error" for number in verdicts)
        (first, weight), is_mending = told[0], self._is_mending(verdicts)
        is_explained = first.slip not in (None, *_OF_OTHERS)
        is_told = is_mending or is_explained or (len(by_place) == 1 and is_error)
        if len(told) > _MOST_TOLD or not is_told or (first.value is None and len(by_place) > 1):
            return Cause(verdicts, ())
        if any(_turns_sign(repair) for repair, _ in told) or self._is_copied(verdicts, first.place):
            return Cause(verdicts, ())
        is_proven = is_mending and (is_error or first.slip is not None)
        is_proven = is_proven or (is_explained and self._is_apart(verdicts, first.place))
        is_inferred = len(told) == 1 and weight >= _SURE and is_proven
        suspects = tuple(self._suspect(repair, weight) for repair, weight in told)
        is_apart = first.slip is not None and len(verdicts) == 1 and not self._goes_with_others(verdicts[0])
        return Cause(verdicts, suspects, "inferred" if is_inferred else "possible", is_apart)

    def _goes_with_others(self, number: int) -> bool:
        """Whether a value of some figure would mend a verdict and another one, though it breaks what holds: both may have one cause."""
        own = self._left[number]
        return any(
            overlap(first, other.admitted(place)) is not None
            for place in own.places
            if (first := own.admitted(place)) is not None
            for other in self._at[place]
            if other is not own and not other.holds
        )

    def _is_apart(self, verdicts: Sequence[int], suspect: Place) -> bool:
        """Whether the other figures of some verdicts stand in no other violated one: else something else may be wrong there.

        用车减少3.59万元，下降15.31%: the rate fits no print, but 3.59 breaks the sum of the changes too, and both are copied.
        """
        places = {place_of(term.fact) for number in verdicts for term in self._verdicts[number].terms}
        return all(self._violated.get(place, 0) <= len(verdicts) for place in places - {suspect})

    def _is_copied(self, verdicts: Sequence[int], suspect: Place) -> bool:
        """Whether a suspect of prose and a figure beside it are printed so again nearby, of something else: both may be copied.

        “三公”经费减少3.59万元，下降15.31%，其中：用车费减少3.59万元，下降15.31%: 15.31% is no slip of 15.51%.
        """
        figure = self._facts[suspect].figure
        others = {place_of(term.fact): term.fact for number in verdicts for term in self._verdicts[number].terms}
        if self._facts[suspect].statement is not None or figure is None or len(verdicts) > 1:
            return False
        return any(
            self._around.is_printed_together_again(self._facts[suspect], other)
            for place, other in others.items()
            if place != suspect
        )

    def _is_mending(self, verdicts: Sequence[int]) -> bool:
        """Whether more than one verdict asks for a value: below a bound nearly every one would do."""
        return sum(map(self._is_equal, verdicts)) > 1

    def _suspect(self, repair: Repair, weight: float) -> Suspect:
        scale = repair.figure.unit.scale if repair.figure.unit else Decimal(1)
        low, high, value = (
            None if number is None else number / scale for number in (repair.low, repair.high, repair.value)
        )
        return Suspect(self._facts[repair.place], value, low, high, repair.slip, weight)


def _turns_sign(repair: Repair) -> bool:
    """Whether a figure would have the other sign: nobody prints 8.31 for -1,836.26, so something else is wrong."""
    value = repair.value
    return value is not None and value * repair.figure.value < 0 and repair.slip not in ("sign", "direction")


def _of_zero(figure: Figure, likelihood: float) -> float:
    return likelihood * _OF_A_ZERO if figure.value == 0 else likelihood

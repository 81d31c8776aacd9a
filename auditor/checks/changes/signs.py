"""Signs of changes: a change as a term of a sum, and figures that are said to fall by less than nothing."""

from collections.abc import Iterable, Iterator, Sequence

from auditor.facts import Change
from auditor.verdicts import Remark, Role, Term, Verdict


def signs_told(verdicts: Iterable[Verdict], claims: Sequence[Change]) -> Iterator[Verdict]:
    """A contradiction is told with the figure of it that is said to fall by less than nothing: 减少-0.40万元."""
    doubled = next((claim.amount or claim.percent for claim in claims if claim.doubled), None)
    for verdict in verdicts:
        if doubled is not None and doubled.figure is not None and verdict.outcome == "inconsistent":
            remark = Remark("sign-doubled", {"printed": doubled.figure.printed, "line": str(doubled.location.line)})
            verdict = verdict._replace(remarks=(*verdict.remarks, remark))
        yield verdict


def signed(change: Change, sign: int, role: Role) -> Term | None:
    """A change as a term: its signed amount, or the word that says there is none."""
    if change.amount is not None:
        return Term(role, sign * change.direction, change.amount)
    if change.direction == 0 and change.word is not None:
        return Term("word", sign, change.word)
    return None

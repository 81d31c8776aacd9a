"""The kinds of rule: each confronts its rules with a fact set and yields verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor.checks.agreement import check_agreement
from auditor.checks.balance import check_balance
from auditor.checks.bound import check_bound
from auditor.checks.change import check_change
from auditor.checks.code import check_code
from auditor.checks.completion import check_completion
from auditor.checks.count import check_count
from auditor.checks.form import check_form
from auditor.checks.period import check_period
from auditor.checks.presence import check_presence
from auditor.checks.rollup import check_rollup
from auditor.checks.roster import check_roster
from auditor.checks.share import check_share
from auditor.checks.wording import check_wording
from auditor.facts import FactSet
from auditor.rulebook import Rule
from auditor.verdicts import Verdict

__all__ = ["KINDS", "Check"]

Check = Callable[[Sequence[Rule], FactSet], Iterator[Verdict]]

KINDS: dict[str, Check] = {
    "rollup": check_rollup,
    "balance": check_balance,
    "agreement": check_agreement,
    "change": check_change,
    "share": check_share,
    "completion": check_completion,
    "bound": check_bound,
    "wording": check_wording,
    "count": check_count,
    "period": check_period,
    "code": check_code,
    "presence": check_presence,
    "roster": check_roster,
    "form": check_form,
}

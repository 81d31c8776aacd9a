"""Rates on a form: result over plan, in the rows of an evaluation that print all three."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts.claims import Completion
from auditor.facts.forms.cells import Entry, Heading, Value
from auditor.facts.forms.ledger import Ledger, finest
from auditor.facts.forms.reading import Reading, amount_of
from auditor.facts.labels import squeeze
from auditor.figures import PERCENT
from auditor.tuples import NamedTuple
from auditor.vocabulary import Form

_LEAST_PERCENT = 2
"""From here on a rate without a sign is surely a percentage and no quotient."""


class _Columns(NamedTuple):
    """The columns of a heading that a rate is made of; `other` is the plan at first where there is one at last."""

    result: str
    plan: str
    other: str | None
    rate: str


def completions_of(form: Form, reading: Reading, ledger: Ledger) -> Iterator[Completion]:
    """The rates of the amounts of a form; without a plan at last that at first counts."""
    concept = next((entry.concept for entry in form.entries if entry.concept), "")
    for entries, heading in zip(reading.rows, reading.headings, strict=True):
        for entry in entries:
            columns = _columns_of(heading, entry) if heading is not None and heading.is_of_amounts else None
            if heading is None or columns is None:
                continue
            header = heading.words[int(columns.rate)].text
            if not _is_printed(entry, columns, header):
                continue
            others = [columns.other] if columns.other and _figure(entry, columns.other) else []
            keys = [columns.result, columns.plan, *others]
            fine = finest([entry.values[key] for key in keys])
            result, plan, *rest = (amount_of(entry, key, concept, reading, ledger, fine) for key in keys)
            percent = ledger.fact(entry.values[columns.rate], "", f"{entry.name} {squeeze(header)}", PERCENT, 0)
            yield Completion(result, plan, percent, tuple(rest), None, 0)


def _columns_of(heading: Heading, entry: Entry) -> _Columns | None:
    """The columns of a rate behind a name, each once. A column of unknown words among them may be what the rate is of."""
    roles = ("first_plan", "plan", "result", "rate")
    first, last, result, rate = ([at for at in heading.of(role) if at > entry.column] for role in roles)
    plan = last or first
    if any(len(found) > 1 for found in (first, last, result, rate)) or not (plan and result and rate):
        return None
    used = (*first, *last, *result, *rate)
    if any(min(used) < at < max(used) for at in heading.words if at not in heading.columns):
        return None
    return _Columns(str(result[0]), str(plan[0]), str(first[0]) if first and last else None, str(rate[0]))


def _figure(entry: Entry, key: str) -> Value | None:
    value = entry.values.get(key)
    return value if value is not None and value.numeral is not None else None


def _is_printed(entry: Entry, columns: _Columns, header: str) -> bool:
    """Whether a row has result, plan and a rate that is surely a percentage of something."""
    result, plan, rate = (_figure(entry, key) for key in (columns.result, columns.plan, columns.rate))
    if result is None or plan is None or rate is None or rate.negative:
        return False
    assert plan.numeral is not None and rate.numeral is not None
    is_percent = rate.is_percent or "%" in header or "％" in header or rate.numeral.value >= _LEAST_PERCENT
    return is_percent and plan.numeral.value > 0 and not plan.negative

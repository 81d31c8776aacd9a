"""Rows that say themselves that they are added or taken away: `本年收入合计 / 加：年初结余 / 减：本年支出合计 / 年末结余`."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.tables.rows import RowView
from auditor.resolution import Sum


def balances_of(rows: Sequence[RowView]) -> tuple[Sum, ...]:
    """The row behind a run of signed rows as the row before it with these added and taken away.

    `收入合计 100 / 加：年初结余 20 / 减：支出合计 90 / 年末结余 30`: 30 = 100 + 20 - 90. A run that takes nothing away is a ladder
    like any other. Rows "of which" are no part of a run and do not end it.
    A total behind a part, `年终结余 / 减：结转下年的支出 / 支出总计`, takes in that part: what is taken away there only explains it.
    """
    found: list[Sum] = []
    first: int | None = None
    run: list[int] = []
    for place, row in enumerate(rows):
        if row.is_of_which or row.is_heading:
            continue
        if row.sign:
            run.append(place)
            continue
        is_of_part = first is not None and row.is_total and not (rows[first].is_total or rows[first].is_sum)
        if first is not None and not is_of_part and any(rows[entry].sign == "-" for entry in run):
            minus = tuple(entry for entry in run if rows[entry].sign == "-")
            found.append(Sum(place, (first, *run), minus))
        first, run = place, []
    return tuple(found)


def without_signed(rows: Sequence[RowView], balances: Sequence[Sum]) -> Sequence[RowView]:
    """The rows as the other readings of a hierarchy see them: signed ones are no totals, what they come to is one."""
    if not balances:
        return rows
    signed = {part for balance in balances for part in balance.parts[1:]}
    wholes = {balance.whole for balance in balances}
    return [
        row._replace(is_total=(row.is_total or place in wholes) and place not in signed)
        for place, row in enumerate(rows)
    ]


def with_balances(sums: Sequence[Sum], balances: Sequence[Sum]) -> tuple[Sum, ...]:
    """The sums of a hierarchy without signed rows among their parts, and the balances in place of other sums of the same rows."""
    if not balances:
        return tuple(sums)
    signed = {part for balance in balances for part in balance.parts[1:]}
    wholes = {balance.whole for balance in balances} | signed
    kept = []
    for sum_ in sums:
        parts = tuple(part for part in sum_.parts if part not in signed)
        if sum_.whole not in wholes and parts:
            kept.append(sum_._replace(parts=parts))
    return (*kept, *balances)

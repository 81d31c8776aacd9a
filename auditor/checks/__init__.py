"""The kinds of rule: each is one module, whose class has the keys of its rules, what it says of them, and how it holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

from auditor.checks.rule import Rule
from auditor.checks.selection import guards_hold
from auditor.facts import FactSet
from auditor.verdicts import Verdict

__all__ = ["KINDS", "hold"]

_MODULES = (
    "sums.rollup",
    "sums.prose_sum",
    "sums.form_sum",
    "sums.item_sum",
    "sums.balance",
    "sums.rows_total",
    "sums.line_sum",
    "agreement.tables_agree",
    "agreement.columns_agree",
    "agreement.agreement",
    "agreement.line_agreement",
    "agreement.lines_between",
    "agreement.one_of",
    "agreement.panes_agree",
    "agreement.prose_and_tables",
    "agreement.rows_told",
    "agreement.prose_repeats",
    "agreement.forms_and_rows",
    "agreement.form_total",
    "agreement.form_and_prose",
    "changes.made_columns",
    "changes.change_told_again",
    "changes.same_change",
    "changes.change_parts",
    "changes.difference",
    "changes.change_rate",
    "ratios.share",
    "ratios.shares_sum",
    "ratios.share_columns",
    "ratios.completion",
    "ratios.plan_word",
    "bounds.bound",
    "bounds.line_bound",
    "bounds.of_which",
    "bounds.bound_told",
    "bounds.nonnegative",
    "wording.not_without",
    "wording.zero_word",
    "wording.reason_word",
    "wording.direction_word",
    "counts.count",
    "counts.count_of_list",
    "counts.count_of_names",
    "counts.unit_prices",
    "years.amount_of_year",
    "years.year",
    "codes.code_name",
    "codes.one_name_per_code",
    "codes.code_parent",
    "codes.code_domain",
    "codes.code_path",
    "codes.repeated_code",
    "texts.presence",
    "texts.roster",
    "texts.unfinished_prose",
)
"""Where the kinds are, in the order in which they are held: a new one is a module and a line here."""


def _kind_in(name: str) -> type[Rule]:
    """The class of a module that is a kind."""
    module = import_module(f"auditor.checks.{name}")
    return next(
        entry
        for entry in vars(module).values()
        if isinstance(entry, type) and issubclass(entry, Rule) and entry.__module__ == module.__name__ and entry.kind
    )


KINDS: dict[str, type[Rule]] = {kind.kind: kind for kind in map(_kind_in, _MODULES)}
"""The kinds by the names that rule files give them."""


def hold(rules: Mapping[str, Sequence[Rule]], facts: FactSet) -> Iterator[Verdict]:
    """The verdicts of all rules that apply to a document, given by their kinds."""
    for name, kind in KINDS.items():
        applying = [rule for rule in rules.get(name, ()) if rule.applies_to(facts) and guards_hold(rule, facts)]
        if applying:
            yield from kind.check(applying, facts)

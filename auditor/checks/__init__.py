"""The kinds of rule: each is one module, whose class has the keys of its rules, what it says of them, and how it holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

from auditor.checks.across.related import Related, joined
from auditor.checks.across.rule import AcrossRule
from auditor.checks.rule import Rule
from auditor.checks.selection import guards_hold
from auditor.facts import FactSet
from auditor.verdicts import Verdict

__all__ = ["KINDS", "hold", "hold_over"]

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
    "agreement.sides_agree",
    "agreement.prose_and_tables",
    "agreement.rows_told",
    "agreement.rates_told",
    "agreement.prose_repeats",
    "agreement.odd_one_out",
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
    "counts.count_of_parts",
    "counts.unit_prices",
    "counts.average",
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
    "across.earlier_figure",
    "across.earlier_base",
    "across.carried_forward",
    "across.stock_forward",
    "across.unit_bound",
    "across.units_sum",
    "across.units_there",
    "across.departments_sum",
    "across.copies_agree",
    "across.copied_reason",
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
        if not issubclass(kind, AcrossRule):
            yield from _hold_kind(kind, rules.get(name, ()), facts)


def _hold_kind(kind: type[Rule], rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    applying = [rule for rule in rules if rule.applies_to(facts) and guards_hold(rule, facts)]
    if applying:
        yield from kind.check(applying, facts)


def hold_over(rules: Mapping[str, Sequence[Rule]], related: Related) -> Iterator[Verdict]:
    """The verdicts of all rules over several disclosures that speak of these.

    Where one has the tables and another the prose of a disclosure, these are verdicts of the rules that hold prose against
    tables, each over figures of both.
    """
    if related.relation == "volumes":
        facts = joined(related)
        for name, kind in KINDS.items():
            if kind.is_of_volumes:
                for verdict in _hold_kind(kind, rules.get(name, ()), facts):
                    if len({facts.source_of(term.fact) for term in verdict.terms}) > 1:
                        yield verdict
        return
    for name, kind in KINDS.items():
        if issubclass(kind, AcrossRule):
            for rule in rules.get(name, ()):
                if isinstance(rule, AcrossRule) and rule.speaks_of(related):
                    yield from rule.over(related)

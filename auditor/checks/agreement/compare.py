"""Two prints of one cell, for all kinds that hold such prints against each other."""

from auditor.arithmetic import is_unit_slip
from auditor.checks.rule import Rule
from auditor.checks.verdict_of import restatement_verdict, undecided
from auditor.facts import Fact, FactSet
from auditor.verdicts import Term, Verdict, weaker


def compare(rule: Rule, left: Fact, right: Fact, *, is_proven: bool = False, is_empty: bool = False) -> Verdict:
    """Two prints of one cell; a blank beside a figure is a warning, but for one of a table that is empty."""
    terms = [Term("left", 1, left), Term("right", -1, right)]
    if "unreadable" in (left.state, right.state) or "word" in (left.state, right.state):
        return undecided(rule, terms, "cell-unreadable")
    severity = rule.severity if (left.figure and right.figure) or is_empty else weaker(rule.severity)
    if left.figure and right.figure and not rule.is_settled and is_unit_slip(left.figure, right.figure):
        severity = "error"
    return restatement_verdict(rule, terms, severity=severity, is_proven=is_proven)


def is_of_empty_table(facts: FactSet, *cells: Fact) -> bool:
    """Whether a blank stands in a table that prints nothing at all: 财政拨款收支总表 left empty, though 支出总表 has its money."""
    return any(cell.statement in facts.empty_tables for cell in cells)


def is_own_columns(cells: list[Fact]) -> bool:
    """Columns that no word of the vocabulary explains are their own table's affair."""
    return any(name == "column" or member.startswith("~") for name, member in cells[0].dims)

"""Amount of year: what stands under a heading that promises the year's amount has an amount of that year."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from auditor.checks.arrangement import Arrangement, arrangements
from auditor.checks.rule import Patterns, Rule, Sentence
from auditor.checks.verdict_of import mere_words
from auditor.facts import FactSet
from auditor.verdicts import Remark, Term, Verdict


class AmountOfYear(Rule):
    """Prose under words that promise the amount of the year has one of that year, not of other years alone; prose without any amount
    promises nothing that could be held against it."""

    kind: ClassVar[str] = "amount-of-year"
    family: ClassVar[str] = "period"
    is_told_by_reason: ClassVar[bool] = True
    says: ClassVar[Sentence] = (
        "所指一段中有文件年度的数额",
        "the passage has an amount of the document’s own year",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "no-amount-of-year": (
            "第{line}行“{label}”所在一段应列 {year} 年的数额，所列数额却都不是该年的",
            "the passage of “{label}” at line {line} should give an amount for {year}, but all of its amounts are of other years or none",
        ),
    }

    where: Patterns
    """The words that promise the amount: a heading, or the first words of a paragraph."""
    aside: Patterns = ()
    """The names of amounts that are not of the year."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        if facts.profile.year is None:
            return
        for arrangement in arrangements(self.where, self.aside, facts):
            if arrangement.amounts:
                yield _hold(self, arrangement, facts)


def _hold(rule: AmountOfYear, arrangement: Arrangement, facts: FactSet) -> Verdict:
    if arrangement.own:
        word = mere_words(arrangement.own[0])
        return Verdict(rule.code, rule.family, "exact", rule.severity, (Term("word", 1, word),))
    terms = tuple(Term("part", 1, fact) for fact in arrangement.amounts)
    reason = Remark("no-amount-of-year", {"year": str(facts.profile.year or "")})
    return Verdict(rule.code, rule.family, "inconsistent", rule.severity, terms, reason=reason)

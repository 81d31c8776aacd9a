"""A rule's own examples tried out: whether each comes out as the rule file says it does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Literal

from auditor.audit import confront
from auditor.audit.across import confront_related
from auditor.audit.identity import document_key
from auditor.audit.model import Audit
from auditor.checks.across.present import absent_among, party_of
from auditor.checks.across.related import Related
from auditor.checks.across.rule import AcrossRule
from auditor.documents.text import read_text
from auditor.facts import FactSet, extract_facts
from auditor.rulebook import Rule, Rulebook
from auditor.tuples import NamedTuple
from auditor.verdicts import Verdict
from auditor.vocabulary import Vocabulary

Stated = Literal["holds", "fails"]
BETWEEN_EXAMPLES = "\n=====\n"
"""What stands between the disclosures of an example of a rule over several."""
Trouble = Literal["silent", "undecided", "finds", "passes"]


class Trial(NamedTuple):
    """One example audited with all rules."""

    rule: str
    stated: Stated
    number: int
    """Which of the rule's examples that are stated so, from 1."""
    text: str
    audit: Audit
    verdict: int | None
    """The verdict of the rule that tells it best, by its place in the audit; None where the rule says nothing."""
    trouble: Trouble | None
    """What is not as stated: the rule gives no verdict, or none that decides; findings where all holds; no finding of the rule."""

    @property
    def telling(self) -> Verdict | None:
        return None if self.verdict is None else self.audit.verdicts[self.verdict]

    @property
    def found(self) -> list[str]:
        """The rules of the findings, notes left out."""
        return sorted(
            {self.audit.verdicts[entry.head].rule for entry in self.audit.findings if entry.severity != "note"}
        )


def try_examples(rule: Rule, vocabulary: Vocabulary, rulebook: Rulebook) -> Iterator[Trial]:
    """Every example of a rule, those that hold first."""
    for number, text in enumerate(rule.holds, 1):
        yield try_example(rule, "holds", number, text, vocabulary, rulebook)
    for number, text in enumerate(rule.fails, 1):
        yield try_example(rule, "fails", number, text, vocabulary, rulebook)


def try_example(
    rule: Rule, stated: Stated, number: int, text: str, vocabulary: Vocabulary, rulebook: Rulebook
) -> Trial:
    """An example holds if the rule decides in it and nothing worse than a note is found, and fails if the rule finds something."""
    audit = audit_example(rule, text, vocabulary, rulebook)
    own = [place for place, verdict in enumerate(audit.verdicts) if verdict.rule == rule.code]
    wanted = _holding(audit, own) if stated == "holds" else _found(audit, own)
    trouble: Trouble | None = None
    if not own:
        trouble = "silent"
    elif not wanted:
        trouble = "undecided" if stated == "holds" else "passes"
    elif stated == "holds" and any(finding.severity != "note" for finding in audit.findings):
        trouble = "finds"
    return Trial(rule.code, stated, number, text, audit, next(iter([*wanted, *own]), None), trouble)


def audit_example(rule: Rule, text: str, vocabulary: Vocabulary, rulebook: Rulebook) -> Audit:
    """An example audited; of a rule over several disclosures it is some, which are held against each other alone."""
    if not isinstance(rule, AcrossRule):
        return confront(_facts_of("example.txt", text, vocabulary), rulebook)
    names = (f"example-{number}.txt" for number in count(1))
    every = [_facts_of(name, part, vocabulary) for name, part in zip(names, text.split(BETWEEN_EXAMPLES), strict=False)]
    parties = [
        party_of(facts, place, facts.document.path, document_key(facts), rulebook.rules)
        for place, facts in enumerate(every)
    ]
    related = Related(rule.relation, parties[0], tuple(parties[1:]), True, absent_among(parties[0], parties[1:]))
    return confront_related(related, rulebook)


def _facts_of(name: str, text: str, vocabulary: Vocabulary) -> FactSet:
    return extract_facts(read_text(name, text, "utf-8", "0" * 64, "txt"), vocabulary)


def _holding(audit: Audit, own: list[int]) -> list[int]:
    return [place for place in own if audit.verdicts[place].outcome in ("exact", "rounding")]


def _found(audit: Audit, own: list[int]) -> list[int]:
    """Those of a rule's verdicts that findings stand for, the heads of findings first."""
    heads = [finding.head for finding in audit.findings if finding.head in own]
    return [*heads, *(place for finding in audit.findings for place in finding.verdicts if place in own)]

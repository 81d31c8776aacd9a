"""Code domain: a code is of the domain that its table is of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.codes.coded_rows import CodedRow
from auditor.checks.codes.coded_rule import CodedRule, above_of, code_verdict, grouped, words_of
from auditor.checks.rule import Sentence
from auditor.facts import FactSet
from auditor.verdicts import Remark, Verdict


class CodeDomain(CodedRule):
    """Codes with money beside them are of the domain that their table is of; one that is out of place takes those below it along."""

    kind: ClassVar[str] = "code-domain"
    says: ClassVar[Sentence] = (
        "编码属于该表所属的一类",
        "a code is of the domain its table is of",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "code-of-another-domain": (
            "第{line}行的 {code}“{printed}”属于{own}，而该表是{table}的表",
            "{code} “{printed}” at line {line} belongs to the {own}, but the table is of the {table}",
        ),
    }

    def hold(self, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
        for table in grouped([row for row in rows if row.domain is not None and row.has_amount], lambda row: row.block):
            fitting = []
            misplaced: dict[str, list[CodedRow]] = {}
            for row in table:
                own = _domain_of(facts, row)
                top = next((code for code in above_of(facts, row) if code in misplaced), row.code)
                if own == row.domain:
                    fitting.append(row)
                elif own is not None:
                    misplaced.setdefault(top, []).append(row)
            for first, *below in misplaced.values():
                members = {"own": _domain_of(facts, first) or "", "table": first.domain or ""}
                dimension = facts.vocabulary.codes[first.dimension].domain or ""
                arguments = {"code": first.code, "printed": first.name, "dimension": dimension, **members}
                yield code_verdict(self, words_of([first, *below]), Remark("code-of-another-domain", arguments))
            if fitting:
                yield code_verdict(self, words_of(fitting), None)


def _domain_of(facts: FactSet, row: CodedRow) -> str | None:
    """The member that the classification gives a code in the dimension of its domains, in the years it covers."""
    classification = facts.vocabulary.codes.get(row.dimension)
    return classification.domain_of(row.code, above_of(facts, row), facts.profile.year) if classification else None

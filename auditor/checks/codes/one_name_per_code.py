"""One name per code: a code that the classification does not have bears one name throughout."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.codes.coded_rows import CodedRow
from auditor.checks.codes.coded_rule import CodedRule, code_verdict, credible_rows, grouped, words_of
from auditor.checks.rule import Sentence
from auditor.facts import FactSet
from auditor.verdicts import Remark, Verdict
from auditor.vocabulary import is_unlike


class OneNamePerCode(CodedRule):
    """A code that its classification does not have bears one name throughout a document."""

    kind: ClassVar[str] = "one-name-per-code"
    says: ClassVar[Sentence] = (
        "同一编码的名称处处相同",
        "a code bears one name throughout",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "code-of-two-names": (
            "编码 {code} 第{line}行印作“{printed}”，第{other_line}行印作“{other}”",
            "{code} is called “{printed}” at line {line} and “{other}” at line {other_line}",
        ),
    }

    def hold(self, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
        credible = [row for table in grouped(rows, lambda row: row.block) for row in credible_rows(facts, table)]
        for same in grouped(credible, lambda row: (row.dimension, row.code)):
            first = same[0]
            if len(same) < 2 or facts.vocabulary.codes[first.dimension].get(first.code):
                continue
            other = next((row for row in same if is_unlike(row.name, first.name)), None)
            if other is None:
                yield code_verdict(self, words_of(same), None)
            else:
                arguments = {"code": first.code, "printed": first.name, "other": other.name}
                arguments["other_line"] = str(other.word.location.line)
                yield code_verdict(self, words_of([first, other]), Remark("code-of-two-names", arguments))

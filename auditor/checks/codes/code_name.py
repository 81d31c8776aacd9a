"""Code name: the name beside a code is that of the code."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.codes.coded_rows import CodedRow
from auditor.checks.codes.coded_rule import CodedRule, code_verdict, credible_rows, grouped, words_of
from auditor.checks.rule import Sentence
from auditor.facts import FactSet
from auditor.verdicts import Remark, Verdict
from auditor.vocabulary import core


class CodeName(CodedRule):
    """The name beside a code is that of the code in its classification, wherever it stands. A table most of whose names are wrong is
    another's, or misread."""

    kind: ClassVar[str] = "code-name"
    says: ClassVar[Sentence] = (
        "编码旁印的名称是该编码的名称",
        "the name beside a code is that of the code",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "code-of-another": (
            "第{line}行的编码 {code} 印作“{printed}”，规定名称为“{name}”；“{printed}”是 {other} 的名称",
            "line {line} calls {code} “{printed}”; its official name is “{name}”, and “{printed}” is the name of {other}",
        ),
        "code-misnamed": (
            "第{line}行的编码 {code} 印作“{printed}”，规定名称为“{name}”",
            "line {line} calls {code} “{printed}”; its official name is “{name}”",
        ),
    }

    def hold(self, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
        credible = [row for table in grouped(rows, lambda row: row.block) for row in credible_rows(facts, table)]
        for same in grouped(credible, lambda row: (row.dimension, row.code, core(row.name))):
            row = same[0]
            classification = facts.vocabulary.codes[row.dimension]
            known = classification.get(row.code)
            if known is None:
                continue
            if not classification.contradicts(known, row.name, facts.profile.year):
                if classification.agrees(known, row.name):
                    yield code_verdict(self, words_of(same), None)
                continue
            others = classification.bearing(row.name, row.code)
            near = next((code for code in others if code[:-2] == row.code[:-2]), others[0] if others else "")
            arguments = {"code": row.code, "printed": row.name, "name": known.name, "other": near}
            yield code_verdict(self, words_of(same), Remark("code-of-another" if near else "code-misnamed", arguments))

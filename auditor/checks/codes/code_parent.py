"""Code parent: the codes that a code belongs to are in its table as well."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.codes.coded_rows import CodedRow
from auditor.checks.codes.coded_rule import CodedRule, code_verdict, grouped, words_of
from auditor.checks.rule import Sentence
from auditor.facts import FactSet
from auditor.verdicts import Remark, Verdict


class CodeParent(CodedRule):
    """Every level of codes that a table prints at all, it prints above each of its codes; tables parted by bodies are left alone."""

    kind: ClassVar[str] = "code-parent"
    says: ClassVar[Sentence] = (
        "编码的上级编码也在表中",
        "the codes that a code belongs to are in the table as well",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "code-without-parent": (
            "第{line}行有编码 {code}，表中没有其上级 {parent}“{name}”",
            "the table has {code} at line {line} but not {parent} “{name}”, which it belongs to",
        ),
    }

    def hold(self, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
        for table in grouped(rows, lambda row: (row.layout, row.dimension)):
            codes = {row.code for row in table}
            dimension = facts.vocabulary.dimensions.get(table[0].dimension)
            if dimension is None or any(row.is_of_body for row in table):
                # Numbers of items that no classification has.
                continue
            lengths = {len(code) for code in codes}
            missing: dict[str, list[CodedRow]] = {}
            for row in table:
                for above in dimension.ancestors(row.code):
                    if len(above) in lengths and above not in codes:
                        missing.setdefault(above, []).append(row)
            for above, below in missing.items():
                classification = facts.vocabulary.codes.get(dimension.id)
                known = classification.get(above) if classification else None
                arguments = {"code": below[0].code, "parent": above, "name": known.name if known else ""}
                yield code_verdict(self, words_of(below), Remark("code-without-parent", arguments))
            if not missing and len(lengths) > 1:
                yield code_verdict(self, words_of(table), None)

"""Code path: the path of names in prose fits the codes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.codes.coded_rows import CodedRow
from auditor.checks.codes.coded_rule import CodedRule, code_verdict, words_of
from auditor.checks.rule import Sentence
from auditor.facts import FactSet, NamedPlace
from auditor.verdicts import Remark, Term, Verdict
from auditor.vocabulary import core


class CodePath(CodedRule):
    """Each level of a path of names that prose writes out fits its code, by the tables' row and by the classification."""

    kind: ClassVar[str] = "code-path"
    says: ClassVar[Sentence] = (
        "文字说明写出的各级名称与编码相符",
        "the path of names in prose fits the codes",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "path-misnamed": (
            "第{line}行写作“{printed}”，而 {code} 的名称为“{name}”",
            "line {line} says “{printed}”, but {code} is called “{name}”",
        ),
        "path-outdated": (
            "第{line}行写作“{printed}”，{code} 自 {year} 年起称“{name}”",
            "line {line} says “{printed}”; since {year} {code} has been called “{name}”",
        ),
    }

    def hold(self, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
        printed: dict[tuple[str, str], CodedRow] = {}
        for row in rows:
            printed.setdefault((row.dimension, row.code), row)
        seen = set()
        for claim in facts.claims:
            if not isinstance(claim, NamedPlace) or claim.levels[0][1].location in seen:
                continue
            seen.add(claim.levels[0][1].location)
            is_right = True
            for code, word in claim.levels:
                named = printed.get((claim.dimension, code))
                wrong = _wrong_name(facts, claim.dimension, code, word.label, named)
                if wrong is not None:
                    is_right = False
                    terms = [Term("word", 1, word), *(words_of([named]) if named else ())]
                    yield code_verdict(self, terms, wrong)
            if is_right:
                yield code_verdict(self, [Term("word", 1, word) for _, word in claim.levels], None)


def _wrong_name(facts: FactSet, dimension: str, code: str, name: str, row: CodedRow | None) -> Remark | None:
    """What is wrong with a name in prose: it is another's, or out of date where the tables print the new one."""
    classification = facts.vocabulary.codes.get(dimension)
    known = classification.get(code) if classification else None
    if classification is None or known is None or (row is not None and core(row.name) == core(name)):
        return None
    arguments = {"code": code, "printed": name, "name": known.name}
    if classification.contradicts(known, name, facts.profile.year):
        return Remark("path-misnamed", arguments)
    former = next((former for former in known.formerly if core(former.name) == core(name)), None)
    year = facts.profile.year
    is_renamed = row is not None and core(name) not in (core(known.name), *map(core, known.also))
    if former is None or former.until is None or year is None or former.until >= year or not is_renamed:
        return None
    return Remark("path-outdated", {**arguments, "year": str(former.until + 1)})

"""Unfinished prose: prose that a template or a slip of the pen has left unfinished, whatever its figures are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Self

from auditor.checks.rule import Patterns, Rule, Sentence
from auditor.documents import SourceText, squeeze
from auditor.facts import Fact, FactSet
from auditor.patterns import regex
from auditor.verdicts import Remark, Term, Verdict
from auditor.vocabulary import pattern_of

_QUOTED = regex(r"《[^《》]*》|“[^“”]*”|‘[^‘’]*’|「[^「」]*」|\"[^\"]*\"")
_BLANK = "\x00"
"""Stands for a quoted character, so that no pattern finds anything there and all places stay."""
_LONGEST_SAMPLE = 40


class UnfinishedProse(Rule):
    """Prose is not left unfinished by a template or a slip of the pen, whatever its figures are; quotations are left alone.

    Nothing is found where a part of the document could not be read: what seems to be missing may have been lost.

    What is said in the same words in several places is one finding.
    """

    kind: ClassVar[str] = "unfinished-prose"
    family: ClassVar[str] = "form"
    says: ClassVar[Sentence] = (
        "文字说明中不出现下列写法",
        "prose has none of these forms",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "form-unfinished": (
            "第{line}行写作“{printed}”",
            "line {line} says “{printed}”",
        ),
        "form-unfinished-often": (
            "第{line}行等 {count} 处写作“{printed}”",
            "line {line} and others, {count} in all, say “{printed}”",
        ),
        "not-all-read": ("文件有未能读取的部分", "a part of the document could not be read"),
    }
    is_told_by_reason: ClassVar[bool] = True

    where: Patterns
    """The forms that are right: prose that has them and none that is wrong was looked at."""
    wrong: Patterns
    """The forms that prose must not have."""

    @classmethod
    def check(cls, rules: Sequence[Self], facts: FactSet) -> Iterator[Verdict]:
        texts = [
            (passage.source, _unquoted(passage.source.text)) for passage in facts.passages if not passage.is_heading
        ]
        for rule in rules:
            yield from _check(rule, facts, texts)


def _check(rule: UnfinishedProse, facts: FactSet, texts: Sequence[tuple[SourceText, str]]) -> Iterator[Verdict]:
    right: list[Term] = []
    wrong: dict[str, list[Term]] = {}
    unfinished, finished = ([pattern_of(pattern) for pattern in patterns] for patterns in (rule.wrong, rule.where))
    for source, text in texts:
        spans = _spans(unfinished, text)
        for start, end in spans:
            word = _word(source, start, end)
            wrong.setdefault(squeeze(word.label), []).append(Term("word", 1, word))
        if not spans:
            found = [match.span() for pattern in finished if (match := pattern.search(text))]
            right += [Term("word", 1, _word(source, *min(found)))] if found else []
    is_whole = not any(notice.hides_words for notice in facts.document.notices)
    for words, terms in wrong.items():
        if is_whole:
            arguments = {"printed": words[:_LONGEST_SAMPLE], "count": str(len(terms))}
            reason = Remark("form-unfinished" if len(terms) == 1 else "form-unfinished-often", arguments)
            yield Verdict(rule.code, rule.family, "inconsistent", rule.severity, tuple(terms), reason=reason)
        else:
            yield Verdict(
                rule.code, rule.family, "unverifiable", rule.severity, tuple(terms), reason=Remark("not-all-read")
            )
    if right and not wrong:
        yield Verdict(rule.code, rule.family, "exact", rule.severity, tuple(right))


def _spans(patterns: Sequence[re.Pattern[str]], text: str) -> list[tuple[int, int]]:
    """Where patterns match, from left to right; of matches that overlap the first."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted([match.span() for pattern in patterns for match in pattern.finditer(text)]):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _unquoted(text: str) -> str:
    return _QUOTED.sub(lambda match: _BLANK * len(match[0]), text)


def _word(source: SourceText, start: int, end: int) -> Fact:
    return Fact(-1, "", (), None, "word", source.locate(start, end), source.text[start:end], None)

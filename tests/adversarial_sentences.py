"""Adversarial slips of sentences: one figure, unit, sign, direction or base mistyped, and whether anybody says a word.

`公务接待费5.00万元，比上年增加2.00万元，增长66.67%。` is right; with 减少 for 增加, 2.00元 for 2.00万元, 5.00 for 2.00 or -5.00万元 it is
not. A slip passes if afterwards nothing is found and what was checked before still holds: it was taken for right.

As a script it tries all slips of the sentences of `tests/facts/sentences.toml`: python -m tests.adversarial_sentences [KIND …]
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from auditor import load_rules, load_vocabulary
from auditor.audit import Audit, confront
from auditor.documents.text import read_text
from auditor.facts import Fact, extract_facts
from auditor.figures import Figure
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary

FILE = Path(__file__).parent / "facts" / "sentences.toml"
TITLE = "某某县示例局2022年部门预算\n"
Fate = Literal["error", "warning", "undecided", "passed"]
Place = tuple[int, int]
_DIRECTIONS = (("增加", "减少"), ("增长", "下降"), ("增长", "减少"), ("上升", "下降"), ("多", "少"), ("超", "低于"))
_SMALLER = {"亿元": "万元", "万元": "元"}


class Sentence(NamedTuple):
    """A clean sentence, perhaps with a table: what it is an example of, and slips of its own as (old, new)."""

    kind: str
    text: str
    title: str
    slips: tuple[tuple[str, str], ...]


class Slip(NamedTuple):
    """A sentence mistyped. `at` is the place of the figure; without one it is no figure that changed."""

    kind: str
    text: str
    told: str
    at: Place | None = None


class Result(NamedTuple):
    sentence: Sentence
    slip: Slip
    fate: Fate

    def __str__(self) -> str:
        return f"{self.sentence.kind}: {self.slip.kind} {self.slip.told}: {self.slip.text}"


def load() -> list[Sentence]:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [
        Sentence(entry["kind"], entry["text"], entry.get("title", TITLE), tuple(map(tuple, entry.get("slips", ()))))
        for entry in data["sentence"]
    ]


def audited(sentence: Sentence, text: str, vocabulary: Vocabulary, rulebook: Rulebook) -> Audit:
    """The audit of the document; the sentence begins in line 2."""
    document = read_text("example.txt", sentence.title + text + "\n", "utf-8", "0" * 64, "txt")
    return confront(extract_facts(document, vocabulary), rulebook)


def slips_of(sentence: Sentence, audit: Audit) -> Iterator[Slip]:
    """Every slip of the figures that are checked, of the words that say up or down, and its own."""
    lines = sentence.text.split("\n")
    checked = {
        (term.fact.location.line, term.fact.location.column): term.fact.figure
        for verdict in audit.verdicts
        if verdict.holds
        for term in verdict.terms
        if term.fact.figure is not None and term.fact.statement is None and term.fact.figure.unit is not None
    }
    printed = list(dict.fromkeys(figure.printed for figure in checked.values()))
    for place, figure in sorted(checked.items()):
        number, column = place[0] - 2, place[1] - 1
        if not 0 <= number < len(lines) or not lines[number].startswith(figure.printed, column):
            continue
        before, after = lines[number][:column], lines[number][column + len(figure.printed) :]

        head, rest = "\n".join([*lines[:number], before]), "\n".join([after, *lines[number + 1 :]])
        for kind, new, tail in _mistyped(figure, printed, before, rest):
            yield Slip(kind, head + new + tail, f"{figure.printed} → {new}{tail[:2]}", place)
    for one, other in (*_DIRECTIONS, *(pair[::-1] for pair in _DIRECTIONS)):
        for match in re.finditer(one, sentence.text):
            changed = sentence.text[: match.start()] + other + sentence.text[match.end() :]
            yield Slip("direction", changed, f"{one} → {other}")
    for old, new in sentence.slips:
        assert old in sentence.text, (old, sentence.text)
        yield Slip("own", sentence.text.replace(old, new, 1), f"{old} → {new}")


def _mistyped(figure: Figure, printed: Sequence[str], before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """What is printed for a figure, and behind it: another digit, another figure, a smaller unit, a sign."""
    if any(char.isascii() and char.isdigit() for char in figure.printed):
        yield "digit", _one_digit_off(figure.printed), after
    other = next((one for one in printed if one != figure.printed), None)
    if other is not None:
        yield "copy", other, after
    for unit, smaller in _SMALLER.items():
        if after.startswith(unit) and figure.value:
            yield "unit", figure.printed, smaller + after[len(unit) :]
    if figure.value and not figure.is_exact and before[-1:] not in ("-", "）"):
        # Behind a bracket it would be a dash.
        yield "sign", f"-{figure.printed}", after


def _one_digit_off(printed: str) -> str:
    """Its second digit another one, or the only one it has: 12.50 → 15.50."""
    digits = [place for place, char in enumerate(printed) if char.isascii() and char.isdigit()]
    place = digits[min(1, len(digits) - 1)]
    return f"{printed[:place]}{(int(printed[place]) + 3) % 10}{printed[place + 1 :]}"


def try_sentence(sentence: Sentence, vocabulary: Vocabulary, rulebook: Rulebook) -> list[Result]:
    """Mistype a sentence in every way and audit it each time."""
    audit = audited(sentence, sentence.text, vocabulary, rulebook)
    return [
        Result(sentence, slip, _fate(slip, audited(sentence, slip.text, vocabulary, rulebook), audit))
        for slip in slips_of(sentence, audit)
    ]


def _holding(audit: Audit, at: Place | None = None) -> int:
    """How many relations hold, of those with a figure at a place if one is given; that a figure keeps a bound says little of it."""
    return sum(
        1
        for verdict in audit.verdicts
        if verdict.holds and verdict.family != "bound"
        if at is None or any(_stands_at(term.fact, at) for term in verdict.terms)
    )


def _stands_at(fact: Fact, at: Place) -> bool:
    """Whether a figure stands at a place, or behind a sign that was put there."""
    line, column = fact.location.line, fact.location.column
    return fact.figure is not None and (line, column) in (at, (at[0], at[1] + 1))


def _fate(slip: Slip, audit: Audit, before: Audit) -> Fate:
    severities = {finding.severity for finding in audit.findings}
    if "error" in severities:
        return "error"
    if "warning" in severities:
        return "warning"
    return "passed" if _holding(audit, slip.at) >= _holding(before, slip.at) else "undecided"


def complaints(sentence: Sentence, vocabulary: Vocabulary, rulebook: Rulebook) -> list[str]:
    """What is found fault with in a sentence that is right, and that nothing of it is checked."""
    audit = audited(sentence, sentence.text, vocabulary, rulebook)
    found = [
        f"{finding.severity} {audit.verdicts[finding.head].rule}"
        for finding in audit.findings
        if finding.severity != "note"
    ]
    return found or ([] if _holding(audit) else ["nothing is checked"])


def summary(results: Sequence[Result]) -> str:
    fates = Counter(result.fate for result in results)
    return f"{len(results)} slips: " + ", ".join(
        f"{fates[fate]} {fate}" for fate in ("error", "warning", "undecided", "passed")
    )


def main() -> None:
    """Try the slips of all sentences, or those of some kinds, and list what passes or is not decided."""
    vocabulary = load_vocabulary()
    rulebook = load_rules(None, vocabulary)
    results = []
    for sentence in load():
        if sys.argv[1:] and sentence.kind not in sys.argv[1:]:
            continue
        for complaint in complaints(sentence, vocabulary, rulebook):
            print(f"clean     {sentence.kind}: {complaint}: {sentence.text}")
        results += try_sentence(sentence, vocabulary, rulebook)
    for result in results:
        if result.fate in ("undecided", "passed"):
            print(f"{result.fate:9} {result}")
    print(summary(results))


if __name__ == "__main__":
    main()

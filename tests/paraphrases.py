"""New wordings of what productions read, and whether each is read rightly, wrongly or not at all.

`tests/facts/paraphrases.toml` has twenty for each kind, by someone who had not seen the productions; every figure of them is right.
A sentence is read rightly if claims give the figures that it prints the roles expected. It is read wrongly if anything is found
fault with, or if a claim gives a figure another role.

As a script it lists what is not read rightly: python -m tests.paraphrases [KIND …]
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from auditor import load_rules, load_vocabulary
from auditor.audit import Audit, confront
from auditor.documents.text import read_text
from auditor.facts import Breakdown, Change, Comparison, Completion, Fact, Nil, Roster, Share, ShareSum, extract_facts
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary

FILE = Path(__file__).parent / "facts" / "paraphrases.toml"
Outcome = Literal["right", "wrong", "unread"]
_YEAR = re.compile(r"(?<![较比与同从由])20\d\d(?=年)")
_BASE_YEAR = re.compile(r"(?<=[较比与同从由])20\d\d(?=年)")
_LEAST_ALIKE = 0.5
"""Of the shorter of two names, in one piece."""
_ALSO: dict[str, list[tuple[str, dict[str, str]]]] = {
    "comparison-with-plan": [("change", {"result": "current", "plan": "prior"})],
    "share-behind": [("completion", {"part": "result", "whole": "plan"})],
}
"""决算数较预算数增加1万元 may be read as a change, 占当年预算的90% as a completion."""
_LISTS = ("breakdown-opened", "breakdown-announced", "composed-of", "sum-from-end", "respectively")
_RATIOS = {
    "change": "change",
    "change-from-to": "change",
    "change-both-printed": "change",
    "change-flat": "change",
    "share-behind": "share",
    "share-before": "share",
    "shares-sum": "shares",
    "completion": "completion",
    "comparison-with-plan": "comparison",
}


class Paraphrase(NamedTuple):
    """A wording, and the figures that it prints by role."""

    kind: str
    text: str
    expect: dict[str, str | list[str]]

    @property
    def meant(self) -> str:
        """The kind whose roles it has: a sentence of compound amounts says which."""
        return str(self.expect.get("like", self.kind))

    def values(self, role: str) -> list[str]:
        value = self.expect.get(role, [])
        return [value] if isinstance(value, str) else value


class Tried(NamedTuple):
    paraphrase: Paraphrase
    outcome: Outcome
    why: str


class Reading(NamedTuple):
    """A claim, or a verdict, as its figures by role; of each figure the text from its first digit on."""

    kind: str
    roles: dict[str, list[str]]

    def __str__(self) -> str:
        told = (f"{role} {'+'.join(value[:9] for value in values)}" for role, values in self.roles.items() if values)
        return f"{self.kind}: {', '.join(told)}"


def load() -> list[Paraphrase]:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [Paraphrase(entry["kind"], entry["text"], entry["expect"]) for entry in data["sentence"]]


def audited(sentence: str, vocabulary: Vocabulary, rulebook: Rulebook) -> Audit:
    """The audit of a document of one sentence, which stands in line 2: the budget, or the accounts, of the latest year that it names."""
    before = [str(int(year) + 1) for year in _BASE_YEAR.findall(sentence)]
    year = max(_YEAR.findall(sentence) or before, default="2025")
    title = f"某某县示例局{year}年部门{'预算' if year == '2025' else '决算'}\n"
    document = read_text("example.txt", title + sentence + "\n", "utf-8", "0" * 64, "txt")
    return confront(extract_facts(document, vocabulary), rulebook)


def try_all(paraphrases: Sequence[Paraphrase], vocabulary: Vocabulary, rulebook: Rulebook) -> Iterator[Tried]:
    for paraphrase in paraphrases:
        yield judged(paraphrase, audited(paraphrase.text, vocabulary, rulebook))


def judged(paraphrase: Paraphrase, audit: Audit) -> Tried:
    """What became of a paraphrase."""
    readings = list(_readings(paraphrase.text, audit))
    for finding in audit.findings:
        if finding.severity != "note":
            verdict = audit.verdicts[finding.head]
            terms = ", ".join(f"{term.role} {_words(term.fact, paraphrase.text)[:9]}" for term in verdict.terms)
            return Tried(paraphrase, "wrong", f"{finding.severity} {verdict.rule}: {terms}")
    told = " | ".join(map(str, readings))
    if _is_right(paraphrase, readings, audit):
        return Tried(paraphrase, "right", told)
    return Tried(paraphrase, "wrong" if any(_is_wrong(paraphrase, one) for one in readings) else "unread", told)


def _words(fact: Fact | None, text: str) -> str:
    """What a fact prints and all that follows it in the sentence."""
    return text[fact.location.column - 1 :] if fact is not None else ""


def _readings(text: str, audit: Audit) -> Iterator[Reading]:
    def roles(**facts: Fact | Sequence[Fact] | None) -> dict[str, list[str]]:
        listed = {role: [fact] if isinstance(fact, Fact) else list(fact or ()) for role, fact in facts.items()}
        return {role: [_words(fact, text) for fact in found] for role, found in listed.items()}

    for claim in audit.facts.claims:
        match claim:
            case Breakdown():
                yield Reading("sum", roles(whole=claim.whole, parts=claim.parts, taken_off=claim.taken_off))
            case Change():
                read = roles(current=claim.current, prior=claim.prior, amount=claim.amount, percent=claim.percent)
                yield Reading("change", {**read, "direction": [_DIRECTIONS[claim.direction]]})
            case Share():
                yield Reading("share", roles(part=claim.part, whole=claim.whole, percent=claim.percent))
            case ShareSum():
                yield Reading("shares", roles(percents=claim.percents))
            case Completion():
                yield Reading("completion", roles(result=claim.result, plan=claim.plan, percent=claim.percent))
            case Comparison():
                read = roles(result=claim.result, plan=claim.plan, amount=claim.amount)
                yield Reading("comparison", {**read, "direction": [_DIRECTIONS[claim.direction]]})
            case Nil():
                yield Reading("nil", roles(item=claim.word))
            case Roster():
                yield Reading("roster", roles(count=claim.whole, parts=claim.names))
            case _:
                pass
    for verdict in audit.verdicts:
        if verdict.holds and len(verdict.terms) == 2:
            yield Reading("pair", roles(terms=[term.fact for term in verdict.terms]))


_DIRECTIONS = {1: "up", -1: "down", 0: ""}


def _alike(read: Sequence[str], expected: Sequence[str]) -> bool:
    """Whether the figures read are those expected, in any order."""
    left = list(read)
    for value in expected:
        found = next((one for one in left if _begins(one, value)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _begins(read: str, value: str) -> bool:
    after = read[len(value) : len(value) + 1]
    return read.startswith(value) and not (value[-1:].isdigit() and after.isdigit())


def _is_right(paraphrase: Paraphrase, readings: Sequence[Reading], audit: Audit) -> bool:
    meant = paraphrase.meant
    if meant in ("level", "nil"):
        return _is_stated(paraphrase, readings, audit)
    if meant in _RATIOS:
        return any(
            reading.kind == kind and _has_roles(_renamed(paraphrase, roles), reading)
            for kind, roles in ((_RATIOS[meant], {}), *_ALSO.get(meant, ()))
            for reading in readings
        )
    return all(any(_is_sum(reading, *sides) for reading in readings) for sides in _equations(paraphrase))


def _renamed(paraphrase: Paraphrase, roles: dict[str, str]) -> Paraphrase:
    """The same under the roles of another kind of claim."""
    return paraphrase._replace(expect={roles.get(role, role): value for role, value in paraphrase.expect.items()})


def _has_roles(paraphrase: Paraphrase, reading: Reading) -> bool:
    return all(
        _alike(reading.roles.get(role, []), paraphrase.values(role))
        for role in paraphrase.expect
        if role in ("current", "prior", "amount", "percent", "direction", "part", "whole", "percents", "result", "plan")
    )


def _equations(paraphrase: Paraphrase) -> Iterator[tuple[list[str], list[str]]]:
    """What must add up to the same: 收入总计9亿元、支出总计9亿元; 年初2万元，增加1万元，减少1万元，年末2万元."""
    of = paraphrase.values
    if paraphrase.meant in _LISTS or of("whole"):
        yield of("whole"), of("parts")
    elif paraphrase.meant == "count-and-list":
        yield of("count"), of("parts")
    elif paraphrase.meant == "roll-forward":
        yield [*of("closing"), *of("minus")], [*of("opening"), *of("plus")]
    else:
        income, expenditure, left, right = of("income"), of("expenditure"), of("left"), of("right")
        if income and expenditure:
            yield income, expenditure
        if left and right and not income:
            yield left, right
        if income and left:
            yield income, left
        if (expenditure or income) and right:
            yield expenditure or income, right


def _is_sum(reading: Reading, one: list[str], other: list[str]) -> bool:
    roles = reading.roles
    match reading.kind:
        case "sum":
            sides = ([*roles["whole"], *roles["taken_off"]], roles["parts"])
        case "roster":
            sides = (roles["count"], roles["parts"])
        case "pair":
            sides = (roles["terms"][:1], roles["terms"][1:])
        case _:
            return False
    return any(_alike(left, one) and _alike(right, other) for left, right in (sides, sides[::-1]))


def _is_stated(paraphrase: Paraphrase, readings: Sequence[Reading], audit: Audit) -> bool:
    """Whether an amount has the name expected, or what is said not to be is none."""
    if any(reading.kind == "nil" for reading in readings):
        return paraphrase.meant == "nil"
    said = [dict(clause.fillers()) for clause in audit.facts.clauses if clause.production.startswith("absence")]
    if paraphrase.meant == "nil" and any(_is_named(told["name"], str(paraphrase.expect["item"])) for told in said):
        # Nothing of the kind is known, so nothing is claimed of it.
        return True
    for fact in audit.facts.facts:
        if fact.location.line != 2 or fact.figure is None or not fact.label:
            continue
        printed = _words(fact, paraphrase.text)
        if _is_named(fact.label, str(paraphrase.expect["item"])) and (
            any(map(printed.startswith, paraphrase.values("amount"))) or fact.figure.value == 0
        ):
            return True
    return False


def _is_named(label: str, item: str) -> bool:
    """Whether a label is the name expected, more or less of the words around it aside."""
    longest = max(
        (
            end - start
            for start in range(len(item))
            for end in range(start + 1, len(item) + 1)
            if item[start:end] in label
        ),
        default=0,
    )
    return longest >= _LEAST_ALIKE * min(len(item), len(label))


def _is_wrong(paraphrase: Paraphrase, reading: Reading) -> bool:
    """Whether a claim of the kind expected gives a role to another figure than it should."""
    if reading.kind != _RATIOS.get(paraphrase.meant):
        return False
    return any(
        reading.roles.get(role) and not any(_begins(reading.roles[role][0], value) for value in paraphrase.values(role))
        for role in paraphrase.expect
        if role in reading.roles
    )


def summary(tried: Sequence[Tried]) -> str:
    """How many of each kind are read rightly, wrongly, not at all."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in tried:
        counts[one.paraphrase.kind][one.outcome] += 1
        counts["all"][one.outcome] += 1
    return "\n".join(
        f"{kind:22} {found['right']:3} right {found['wrong']:3} wrong {found['unread']:3} unread"
        for kind, found in counts.items()
    )


def main() -> None:
    """Try the paraphrases of some kinds, or all, and list those that are not read rightly."""
    vocabulary = load_vocabulary()
    rulebook = load_rules(None, vocabulary)
    wanted = set(sys.argv[1:])
    chosen = [entry for entry in load() if not wanted or entry.kind in wanted]
    tried = list(try_all(chosen, vocabulary, rulebook))
    for one in tried:
        if one.outcome != "right":
            print(f"{one.outcome:6} {one.paraphrase.kind}: {one.paraphrase.text}\n         {one.why}")
    print(summary(tried))


if __name__ == "__main__":
    main()

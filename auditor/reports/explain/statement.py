"""What a rule says, in words made from its data: what must hold, and when."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from auditor.checks.rule import Field, Rule, RuleTerm, fields_of
from auditor.checks.select import NamedLine, Select
from auditor.checks.sums.rollup import Rollup
from auditor.messages import LANGUAGES, Lang
from auditor.patterns import regex
from auditor.records.messages import say
from auditor.reports.explain.rule_words import RULE_WORDS, phrase
from auditor.rulebook import Rulebook
from auditor.vocabulary import Form, Layout, Vocabulary

_RELATIONS = {"bound": "≤", "agreement": "｜"}
"""What stands between lines that are known by their names, by the family of their rule."""
_BLANK = regex(r"{(\w+)}")


class Telling:
    """Rules in the words of a vocabulary, in one language."""

    def __init__(self, vocabulary: Vocabulary, rulebook: Rulebook, lang: Lang) -> None:
        self.vocabulary, self._rulebook, self._lang = vocabulary, rulebook, lang

    def _say(self, key: str, **arguments: object) -> str:
        return phrase(key, self._lang, **arguments)

    def must_hold(self, rule: Rule) -> list[str]:
        """What holds, line by line: the sentence of the rule's kind with the rule's keys in its blanks, and what narrows it."""
        fields, lines = fields_of(type(rule)), []
        blanks = {name: self._filled(rule, field) for name, field in fields.items()}
        sentence = rule.says_of()[LANGUAGES.index(self._lang)]
        if all(blanks[name] for name in _BLANK.findall(sentence)):
            lines.append(sentence.format(**blanks))
        lines += [line for field in fields.values() for line in self._of_field(rule, field)]
        return [line for line in [*lines, *self._joined(rule), *self._narrowed(rule), *self._before(rule)] if line]

    def _filled(self, rule: Rule, field: Field) -> str:
        """What stands in the blank of a sentence that bears the name of a key."""
        value = getattr(rule, field.name)
        if field.holds == "selects":
            return self._either(value)
        if field.holds == "terms":
            return self._balance(value)
        if field.holds == "lines":
            return _named(value, _RELATIONS.get(rule.family, "="))
        if isinstance(value, int):
            return f" {value:+d}" if value else " "
        return str(value or "")

    def _of_field(self, rule: Rule, field: Field) -> list[str]:
        """What a key adds to the sentence of the kind, on lines of their own."""
        value = getattr(rule, field.name)
        if field.holds == "pairs":
            relation, right = ("≤", self._either) if rule.family == "bound" else ("=", self._sum)
            return [f"{self._sum(pair.left)} {relation} {right(pair.right)}" for pair in value]
        if field.name == "wrong":
            return [f"× {pattern}" for pattern in value]
        return []

    def applies(self, rule: Rule) -> list[str]:
        """When it is held: the guards that its data names."""
        lines = []
        if rule.documents is not None:
            kind = self.vocabulary.kinds.get(rule.documents)
            lines.append(self._say("when-documents", name=kind.name[self._lang] if kind else rule.documents))
        if rule.nil:
            lines.append(self._say("when-nil", cells=self._each(rule.nil)))
        if rule.given:
            lines.append(self._say("when-given", cells=self._each(rule.given)))
        for name, field in fields_of(type(rule)).items():
            value = getattr(rule, name)
            if field.holds == "patterns" and value and f"when-{name}" in RULE_WORDS:
                lines.append(self._say(f"when-{name}", patterns="  ".join(value)))
            elif field.holds == "proof" and any(value):
                key = f"when-{name}" if f"when-{name}" in RULE_WORDS else "when-proven"
                key = "proof" if "few" in value._fields else key
                lines.append(self._say(key, **value._asdict()))
        if (rule.family == "rollup" or rule.kind == "change-parts") and rule.severity == "error":
            lines.append(self._say("when-sure"))
        return lines or [self._say("when-always")]

    def select(self, select: Select) -> str:
        """A selection of cells: its concepts, and in brackets where they stand and of which members they are."""
        concepts = [self._concept(concept) for concept in sorted(select.concepts)]
        beside = [
            f"{self._dimension(name)}={self._say('or').join(self._member(name, member) for member in sorted(members)) or self._say('any')}"
            for name, members in select.dims.items()
        ]
        if select.layouts:
            beside.append(self._say("in-layouts", names=self._layouts(select.layouts)))
        if select.place:
            beside.append(self._say("in-tables" if select.place == "table" else "in-prose"))
        marks = ("“", "”", "（", "；", "）") if self._lang == "zh" else ("", "", " (", "; ", ")")
        named = self._say("or").join(name if "“" in name else f"{marks[0]}{name}{marks[1]}" for name in concepts)
        return named + (f"{marks[2]}{marks[3].join(beside)}{marks[4]}" if beside else "")

    def _either(self, selects: Sequence[Select]) -> str:
        return self._say("or").join(map(self.select, selects))

    def _each(self, selects: Sequence[Select]) -> str:
        return self._say("and").join(map(self.select, selects))

    def _sum(self, selects: Sequence[Select]) -> str:
        """One side of a pair whose selections add up."""
        return " + ".join(map(self.select, selects))

    def _before(self, rule: Rule) -> list[str]:
        """The rules before a rollup that take sums from it."""
        if not isinstance(rule, Rollup):
            return []
        rules = self._rulebook.rules
        before = [
            other.code for other in rules[: rules.index(rule)] if isinstance(other, Rollup) and _may_meet(other, rule)
        ]
        return [self._say("after", codes=", ".join(before))] if before else []

    def _balance(self, terms: Sequence[RuleTerm]) -> str:
        wholes = [term for term in terms if term.role == "whole"]
        rest = [term for term in terms if term.role != "whole"]
        first, *others = [*wholes, *rest]
        return f"{self.select(first.select)} = {self._added(others, first.sign)}"

    def _added(self, terms: Sequence[RuleTerm], sign: int) -> str:
        """Terms as they stand on the other side of the equals sign than a whole of some sign."""
        text = ""
        for term in terms:
            operator = "-" if term.sign == sign else "+"
            optional = f" [{self._say('at-will')}]" if term.optional else ""
            text += (
                f" {operator} {self.select(term.select)}{optional}"
                if text or operator == "-"
                else self.select(term.select) + optional
            )
        return text.strip()

    def _joined(self, rule: Rule) -> list[str]:
        names = [self._dimension(name) for name in sorted(rule.joined)]
        return [self._say("joined", names=self._say("and").join(names))] if names else []

    def _narrowed(self, rule: Rule) -> list[str]:
        """The dimension, the concepts and the layouts that a rule is limited to."""
        nothing: frozenset[str] = frozenset()
        dimension: str | None = getattr(rule, "dimension", None)
        concepts: frozenset[str] = getattr(rule, "concepts", nothing)
        layouts: frozenset[str] = getattr(rule, "layouts", nothing)
        lines = [self._say("of-dimension", name=self._dimension(dimension))] if dimension else []
        if concepts:
            names = self._say("and").join(self._concept(name) for name in sorted(concepts))
            lines.append(self._say("of-concepts", names=names))
        return [*lines, self._say("of-layouts", names=self._layouts(layouts))] if layouts else lines

    def _concept(self, name: str) -> str:
        known = self.vocabulary.concepts.get(name)
        return known.name[self._lang] if known else name

    def _dimension(self, name: str) -> str:
        known = self.vocabulary.dimensions.get(name)
        return known.name[self._lang] if known else say(f"dimension-{name}", self._lang)

    def _member(self, dimension: str, member: str) -> str:
        return self.vocabulary.name_of(dimension, member, self._lang)

    def _templates(self) -> list[Layout | Form]:
        return [*self.vocabulary.layouts, *self.vocabulary.forms]

    def _layouts(self, wanted: Collection[str]) -> str:
        names = [template.name[self._lang] for template in self._templates() if template.id in wanted]
        return self._say("and").join([*names, *([self._say("in-unknown")] if "none" in wanted else [])])


def _may_meet(first: Rollup, second: Rollup) -> bool:
    """Whether a sum may fit both of two rollups."""
    return (
        bool(first.axes & second.axes)
        and (not first.dimension or not second.dimension or first.dimension == second.dimension)
        and (not first.layouts or not second.layouts or bool(first.layouts & second.layouts))
        and (not first.concepts or not second.concepts or bool(first.concepts & second.concepts))
    )


def _named(lines: Sequence[NamedLine], relation: str) -> str:
    """Lines by the patterns of their names, the first on the left of the relation, those that only leave room left out."""
    first, *others = (line for line in lines if line.role != "slack")
    if relation == _RELATIONS["agreement"]:
        return f" {relation} ".join(line.name for line in lines)
    signs = {-first.sign: "+", first.sign: "-", 0: "±"}
    text = " ".join(f"{signs[line.sign]} {line.name}" for line in others)
    return f"{first.name} {relation} {text.removeprefix('+ ')}"

"""What a rule says, in words made from its data: what must hold, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.records.messages import Lang, say
from auditor.reports.explain.rule_words import RULE_WORDS, phrase
from auditor.rulebook import Rule, Rulebook, RuleTerm, Select
from auditor.vocabulary import Form, Layout, Vocabulary


class Telling:
    """Rules in the words of a vocabulary, in one language."""

    def __init__(self, vocabulary: Vocabulary, rulebook: Rulebook, lang: Lang) -> None:
        self._vocabulary, self._rulebook, self._lang = vocabulary, rulebook, lang

    def _say(self, key: str, **arguments: object) -> str:
        return phrase(key, self._lang, **arguments)

    def must_hold(self, rule: Rule) -> list[str]:
        """What holds, line by line."""
        if rule.kind == "rollup":
            return self._rollup(rule)
        if rule.kind == "balance":
            return self._balance(rule)
        if rule.kind == "agreement" and rule.about == "application":
            return [self._say("application")]
        if rule.kind == "agreement" and rule.between:
            return [self._say(f"between-{rule.between}"), *self._narrowed(rule), *self._proven(rule)]
        key = f"{rule.kind}-{rule.about}" if rule.about else "open" if rule.open and rule.left else rule.kind
        if key == "wording-nil" and rule.left:
            key = "wording-nil-held"
        lines = []
        if key in RULE_WORDS:
            offset = f" {rule.offset:+d}" if rule.offset else ""
            lines.append(self._say(key, offset=offset, left=self._either(rule.left), right=self._either(rule.right)))
        elif rule.left and rule.right:
            relation = "≤" if rule.kind == "bound" else "="
            lines.append(f"{self._either(rule.left)} {relation} {self._either(rule.right)}")
        relation = "≤" if rule.kind == "bound" else "="
        whole = self._either if rule.kind == "bound" else self._sum
        lines += [f"{self._sum(left)} {relation} {whole(right)}" for left, right in rule.pairs]
        lines += [f"× {pattern}" for pattern in rule.wrong]
        return [*lines, *self._joined(rule), *self._narrowed(rule)]

    def applies(self, rule: Rule) -> list[str]:
        """When it is held: the guards that its data names."""
        lines = []
        if rule.documents is not None:
            kind = self._vocabulary.kinds.get(rule.documents)
            lines.append(self._say("when-documents", name=kind.name[self._lang] if kind else rule.documents))
        if rule.nil:
            lines.append(self._say("when-nil", cells=self._each(rule.nil)))
        lines += [
            self._say("when-equal", cells=" = ".join(self.select(select) for select in pair)) for pair in rule.equal
        ]
        for key, patterns in (("unless", rule.unless), ("where", rule.where), ("aside", rule.aside)):
            if patterns:
                lines.append(self._say(f"when-{key}", patterns="  ".join(patterns)))
        if rule.except_titles:
            lines.append(self._say("when-except", pattern=rule.except_titles))
        if rule.proof and rule.pairs:
            lines.append(self._say("when-proven", count=rule.proof.cells, percent=rule.proof.percent))
        if rule.whole_only:
            lines.append(self._say("when-whole"))
        if (rule.kind == "rollup" or rule.about == "parts") and rule.severity == "error":
            lines.append(self._say("when-sure"))
        return lines or [self._say("when-always")]

    def select(self, select: Select) -> str:
        """A selection of cells: its concepts, and in brackets where they stand and of which members they are."""
        concepts = [self._concept(concept) for concept in sorted(select.concepts)]
        beside = [
            f"{self._dimension(name)}={self._say('or').join(self._member(name, member) for member in sorted(members)) or self._say('any')}"
            for name, members in select.dims.items()
        ]
        if select.top:
            beside.insert(0, self._say("every-row"))
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

    def _rollup(self, rule: Rule) -> list[str]:
        lines = [self._say(f"rollup-{rule.axis}"), *self._narrowed(rule)]
        before = [
            other.code
            for other in self._rulebook.by_kind["rollup"]
            if self._rulebook.rules.index(other) < self._rulebook.rules.index(rule) and _may_meet(other, rule)
        ]
        return [*lines, self._say("after", codes=", ".join(before))] if before else lines

    def _balance(self, rule: Rule) -> list[str]:
        wholes = [term for term in rule.terms if term.role == "whole"]
        rest = [term for term in rule.terms if term.role != "whole"]
        if any(term.select.top for term in rule.terms):
            return [f"{self._either([term.select for term in wholes])} = {self._added(rest, 1)}", self._say("listed")]
        first, *others = [*wholes, *rest]
        return [f"{self.select(first.select)} = {self._added(others, first.sign)}", *self._joined(rule)]

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
        names = [self._dimension(name) for name in sorted(rule.join)]
        return [self._say("joined", names=self._say("and").join(names))] if names else []

    def _narrowed(self, rule: Rule) -> list[str]:
        lines = []
        if rule.dimension:
            lines.append(self._say("of-dimension", name=self._dimension(rule.dimension)))
        if rule.concepts:
            names = self._say("and").join(self._concept(name) for name in sorted(rule.concepts))
            lines.append(self._say("of-concepts", names=names))
        if rule.layouts:
            lines.append(self._say("of-layouts", names=self._layouts(rule.layouts)))
        return lines

    def _proven(self, rule: Rule) -> list[str]:
        proof = rule.proof
        if proof is None:
            return []
        return [self._say("proof", few=proof.few, cells=proof.cells, percent=proof.percent)]

    def _concept(self, name: str) -> str:
        known = self._vocabulary.concepts.get(name)
        return known.name[self._lang] if known else name

    def _dimension(self, name: str) -> str:
        known = self._vocabulary.dimensions.get(name)
        return known.name[self._lang] if known else say(f"dimension-{name}", self._lang)

    def _member(self, dimension: str, member: str) -> str:
        return self._vocabulary.name_of(dimension, member, self._lang)

    def _templates(self) -> list[Layout | Form]:
        return [*self._vocabulary.layouts, *self._vocabulary.forms]

    def _layouts(self, wanted: Iterable[str]) -> str:
        known = {template.id: template.name[self._lang] for template in self._templates()}
        names = [known.get(name, self._say("in-unknown")) for name in sorted(wanted)]
        return self._say("and").join(names)


def _may_meet(first: Rule, second: Rule) -> bool:
    """Whether a sum may fit both of two rollups."""
    axes = [{"rows", "columns"} if rule.axis == "table" else {rule.axis} for rule in (first, second)]
    return (
        bool(axes[0] & axes[1])
        and (not first.dimension or not second.dimension or first.dimension == second.dimension)
        and (not first.layouts or not second.layouts or bool(first.layouts & second.layouts))
        and (not first.concepts or not second.concepts or bool(first.concepts & second.concepts))
    )

"""Units there: each unit that a body lists has a disclosure of its own: 具体包括：云川市民政局本部，云川市福利院，云川市救助站."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.across.related import Party, Related, Relation, Said
from auditor.checks.across.rule import AcrossRule
from auditor.checks.rule import Proof, Proven, Sentence
from auditor.facts import Fact, FactSet
from auditor.facts.body_names import name_of
from auditor.facts.listed_units import listed_units
from auditor.verdicts import Remark, Term, Verdict


class UnitsThere(AcrossRule):
    """Each unit that a body lists has a disclosure of its year and kind among those gathered.

    Where too few of them have, nobody gathered those of the units: then nothing is said of any.
    """

    kind: ClassVar[str] = "units-there"
    family: ClassVar[str] = "wording"
    relations: ClassVar[tuple[Relation, ...]] = ("units",)
    says: ClassVar[Sentence] = (
        "所列各单位都有同年、同类的公开文件",
        "each unit that a body lists has a disclosure of the same year and kind",
    )
    messages: ClassVar[dict[str, Sentence]] = {
        "unit-absent": (
            "第{line}行所列单位“{name}”，汇集的文件中没有其{year}年的文件",
            "of “{name}”, a unit listed at line {line}, there is no disclosure of {year} among those gathered",
        ),
        "units-not-gathered": (
            "所列单位大多没有文件：可能没有汇集各单位的文件",
            "most of the units listed have no disclosure: perhaps those of units were not gathered",
        ),
    }
    is_told_by_reason: ClassVar[bool] = True

    proof: Proven = Proof(0, 0)
    """How many units beside the body's own office must be listed, and how many in a hundred of them must have one."""

    def said_in(self, facts: FactSet) -> Iterator[Said]:
        """The names of the units that a disclosure lists."""
        for unit in listed_units(facts):
            yield Said(self.code, unit.core, Fact(-1, "", (), None, "word", unit.location, unit.printed, None))

    def over(self, related: Related) -> Iterator[Verdict]:
        home = related.home
        listed = [said for said in home.said if said.rule == self.code]
        others = [said for said in listed if said.about != _own(home)]
        there = sum(1 for said in others if said.about not in related.absent)
        is_proven = len(others) >= self.proof.cells and there * 100 >= self.proof.percent * len(others)
        for said in listed:
            verdict = Verdict(self.code, self.family, "exact", self.severity, (Term("word", 1, said.words),))
            if said.about not in related.absent:
                yield verdict
            elif is_proven:
                told = {"name": said.words.label, "year": str(home.year or "")}
                yield verdict._replace(outcome="inconsistent", reason=Remark("unit-absent", told))
            else:
                yield verdict._replace(outcome="not_applicable", reason=Remark("units-not-gathered"))


def _own(party: Party) -> str:
    """The name of a body without its places."""
    return name_of(party.facts.profile.organisation or "", party.facts.vocabulary).core

"""Texts of disclosures held against each other, as `auditor check A B --together` does it with files."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.collection.bodies import links_of
from auditor.collection.bodies_file import Settings
from auditor.collection.links import Links
from auditor.collection.members import Member, member_of
from auditor.collection.together import Confronted, confront_all
from auditor.documents.text import read_text
from auditor.facts import FactSet, extract_facts
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary


def facts_of(text: str, vocabulary: Vocabulary, name: str = "disclosure.txt") -> FactSet:
    return extract_facts(read_text(name, text, "utf-8", "0" * 64, "txt"), vocabulary)


def members_of(texts: Mapping[str, str], vocabulary: Vocabulary, rulebook: Rulebook) -> dict[str, Member]:
    """Disclosures by the names of their files."""
    return {name: member_of(facts_of(text, vocabulary, name), name, name, rulebook) for name, text in texts.items()}


def related(
    texts: Mapping[str, str], vocabulary: Vocabulary, rulebook: Rulebook, settings: Settings | None = None
) -> Links:
    members = members_of(texts, vocabulary, rulebook)
    return links_of([member.body for member in members.values()], settings)


def held(
    texts: Mapping[str, str], vocabulary: Vocabulary, rulebook: Rulebook, settings: Settings | None = None
) -> list[Confronted]:
    """What comes of disclosures that are related."""
    members = members_of(texts, vocabulary, rulebook)
    links = links_of([member.body for member in members.values()], settings).links
    return list(confront_all(links, lambda names: [members[name] for name in names], vocabulary, rulebook))


def found(every: list[Confronted]) -> list[tuple[str, str]]:
    """The rules and severities of all findings."""
    return [
        (entry.audit.verdicts[finding.head].rule, finding.severity)
        for entry in every
        for finding in entry.audit.findings
    ]

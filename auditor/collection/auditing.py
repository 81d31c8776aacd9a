"""Documents audited one by one and then held against each other, without a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.audit import Audit
from auditor.collection.between import record_between
from auditor.collection.bodies import links_of
from auditor.collection.bodies_file import Settings
from auditor.collection.links import Told
from auditor.collection.members import Member, member_of
from auditor.collection.rows import key_of
from auditor.collection.together import confront_all
from auditor.runs import Plan

if TYPE_CHECKING:
    from auditor.records import DocumentRecord


def members_of(audit: Audit, file: Path, plan: Plan) -> list[Member]:
    """What rules over several disclosures need of each disclosure of a file."""
    sha256 = audit.facts.document.sha256
    return [
        member_of(facts, key_of(sha256, number), str(file), plan.rulebook)
        for number, facts in enumerate(audit.facts.disclosures, 1)
    ]


def records_between(
    members: Iterable[Member], plan: Plan, settings: Settings | None, told: list[Told]
) -> Iterator[DocumentRecord]:
    """The records of what stands between disclosures; what is not clear about whose they are is put into `told`."""
    known: dict[str, Member] = {}
    for member in members:
        # The same content twice is one disclosure.
        known.setdefault(member.body.document, member)
    links, unclear = links_of([member.body for member in known.values()], settings)
    told += unclear
    found = confront_all(
        links, lambda names: [known[name] for name in names], plan.vocabulary, plan.rulebook, plan.codes
    )
    for confronted in found:
        if confronted.audit.verdicts:
            yield record_between(confronted, plan.lang)

"""The documents of two runs side by side: which findings are new, changed, fixed, or the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Literal

from auditor.records.model import DocumentRecord, FindingRecord
from auditor.records.spool import outline_of, outlines_in
from auditor.tuples import NamedTuple

Kind = Literal["new", "changed", "fixed", "same", "unknown"]
KINDS: tuple[Kind, ...] = ("new", "changed", "fixed", "same", "unknown")
"""`unknown` is a finding of a document that the newer run has not read."""


class Change(NamedTuple):
    """One finding in two runs; `changed` has other numbers in the newer one."""

    kind: Kind
    old: FindingRecord | None
    new: FindingRecord | None
    document: DocumentRecord
    """That of the newer run, where it has the finding; its outline (`outline_of`)."""

    @property
    def finding(self) -> FindingRecord:
        found = self.new or self.old
        assert found is not None
        return found


_Found = tuple[FindingRecord, DocumentRecord]


def compare(old: Sequence[DocumentRecord], new: Sequence[DocumentRecord]) -> list[Change]:
    """What became of the findings of an older run's documents, in the order of the newer, then what is left of the older.

    Findings are the same by document and identity, whatever files the documents are; waived ones are compared like others.
    """
    before, after = _by_identity(old), _by_identity(new)
    read = {_key(document) for document in outlines_in(new) if document["status"] == "audited"}
    changes = []
    for identity in dict.fromkeys([*after, *before]):
        pairs = zip_longest(before.get(identity, []), after.get(identity, []))
        changes += [_change(one, other, identity[0] in read) for one, other in pairs]
    return changes


def _by_identity(documents: Sequence[DocumentRecord]) -> dict[tuple[str, str], list[_Found]]:
    found: dict[tuple[str, str], list[_Found]] = {}
    for document in documents:
        about = outline_of(document)
        for finding in document.get("findings", []):
            found.setdefault((_key(document), finding["id"]), []).append((finding, about))
    return found


def _key(document: DocumentRecord) -> str:
    """What a document is; reports of the first version do not say more than its path."""
    return document.get("key", document["path"])


def _change(old: _Found | None, new: _Found | None, is_read: bool) -> Change:
    if new is None:
        assert old is not None
        return Change("fixed" if is_read else "unknown", old[0], None, old[1])
    if old is None:
        return Change("new", None, *new)
    is_same = old[0].get("numbers") == new[0].get("numbers")
    return Change("same" if is_same else "changed", old[0], *new)

"""Whether a document was audited at all: what nothing was held against has not passed, it was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.audit.model import Coverage
from auditor.documents import Notice
from auditor.facts import FactSet
from auditor.verdicts import Verdict


def shortfalls(facts: FactSet, verdicts: Sequence[Verdict], coverage: Coverage) -> Iterator[Notice]:
    """Why a document of which everything was read is not audited in full, by the verdicts of all rules and what they cover.

    A list of contents, a cover and a table that nothing relates to anything were not checked; nor was a text of whose figures none
    was held against another, though its sentences have their form. A disclosure that must print core tables was not either, if
    none was seen, its prose was not held against anything, and it names no other file for them.
    """
    if any(notice.incomplete for notice in facts.document.notices):
        # What could not be read is reason enough, and may be what is missing.
        return
    decided = [verdict for verdict in verdicts if verdict.holds or verdict.outcome == "inconsistent"]
    if not decided or (coverage.figures and not coverage.checked):
        yield Notice(1, "nothing-checked", {}, incomplete=True)
    elif _must_print_tables(facts) and not any(verdict.relation in _OF_PROSE for verdict in decided):
        yield Notice(1, "no-core-table", {}, incomplete=True)


def not_held(coverage: Coverage) -> Iterator[Notice]:
    """What prose tells under a name that it uses more than once, and nothing was held against: how much there is, and where it begins."""
    found = [entry for entry in coverage.unchecked if entry.reason in _OF_MENTIONS]
    if found:
        yield Notice(min(entry.line for entry in found), "mentions-not-held", {"count": len(found)})


_OF_MENTIONS = ("told-of-several", "scope-open")
"""Why mentions of one name say nothing of each other."""
_OF_PROSE = ("table-narrative", "within-narrative")


def _must_print_tables(facts: FactSet) -> bool:
    """Whether a document's title says that it prints core tables, and none was seen nor said to stand elsewhere."""
    words = facts.vocabulary.grammar.profile
    due, elsewhere = words.get("tables_due"), words.get("tables_elsewhere")
    if due is None or facts.profile.title is None or not re.search(due, facts.profile.title):
        return False
    if any(statement.layout is not None and statement.layout.core for statement in facts.statements):
        return False
    return elsewhere is None or not any(re.search(elsewhere, passage.source.text) for passage in facts.passages)

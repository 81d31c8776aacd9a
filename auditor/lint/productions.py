"""Productions of prose that do not read what they say they do, or whose slots have no example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.facts.prose.trials import try_productions
from auditor.messages import told
from auditor.rulefiles import place_of
from auditor.vocabulary import Vocabulary


def production_problems(vocabulary: Vocabulary, folders: Sequence[Path]) -> Iterator[str]:
    """Problems of productions, with file and line: an id that stands twice, an example that is read otherwise."""
    counts = Counter(production.id for production in vocabulary.prose.productions)
    for name, count in counts.items():
        if count > 1:
            yield _of(name, told("production-twice", count=count), folders)
    for trial in try_productions(vocabulary):
        if trial.trouble is not None:
            yield _of(trial.production, trial.trouble, folders)


def _of(name: str, says: str, folders: Sequence[Path]) -> str:
    place = place_of(folders, "production", "id", name)
    return told("of-entry", place=place, kind="production", name=name, says=says)

"""Productions of prose that do not read what they say they do, or whose slots have no example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from auditor.facts.prose.trials import try_productions
from auditor.rulefiles import place_of
from auditor.vocabulary import Vocabulary


def production_problems(vocabulary: Vocabulary, folder: Path) -> Iterator[str]:
    """Problems of productions, with file and line: an id that stands twice, an example that is read otherwise."""
    counts = Counter(production.id for production in vocabulary.prose.productions)
    for name, count in counts.items():
        if count > 1:
            yield f"{_place(folder, name)}: production {name}: it stands {count} times"
    for trial in try_productions(vocabulary):
        if trial.trouble is not None:
            yield f"{_place(folder, trial.production)}: production {trial.production}: {trial.trouble}"


def _place(folder: Path, name: str) -> str:
    return place_of([folder], "production", "id", name)

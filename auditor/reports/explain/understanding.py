"""How the table of a relation was understood: the reading that was chosen, what its sums say, and what else was tried."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import DocumentRecord, Lang, VerdictRecord
from auditor.records.model import CandidateRecord
from auditor.reports.explain.words import word

_MOST_TRIED = 5
"""So many of the other readings are told, those that fail least first."""


def understanding(verdict: VerdictRecord, document: DocumentRecord) -> Iterator[str]:
    """A line for the chosen reading and one for each other; none for relations that rest on no table's structure."""
    structures, number = document.get("structures"), verdict.get("structure")
    if not structures or number is None:
        return
    structure, lang = structures[number], document["language"]
    chosen = structure["candidates"][structure["chosen"]]
    about = word("of-column", lang, name=structure["column"]) if structure["column"] else word("of-rows", lang)
    yield word("understood", lang, about=about, reading=chosen["licence"], sums=_sums(chosen, lang))
    yield word(f"trust-{structure['trust']}", lang)
    others = [entry for entry in structure["candidates"] if entry is not chosen]
    others.sort(key=lambda entry: (entry["violated"] + entry["left_out"], entry["rank"]))
    for entry in others[:_MOST_TRIED]:
        yield word("tried", lang, reading=entry["licence"], sums=_sums(entry, lang))
    if len(others) > _MOST_TRIED:
        yield word("tried-more", lang, count=len(others) - _MOST_TRIED)


def _sums(candidate: CandidateRecord, lang: Lang) -> str:
    """`12 项相符，1 项不符（改动 1 处即可全部相符）`."""
    said = [word("sums-hold", lang, count=candidate["holding"] + candidate["trivial"])]
    if candidate["violated"]:
        said.append(word("sums-fail", lang, count=candidate["violated"], repairs=candidate["repairs"]))
    if candidate["left_out"]:
        said.append(word("lines-left-out", lang, count=candidate["left_out"]))
    return ("，" if lang == "zh" else ", ").join(said)

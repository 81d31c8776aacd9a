"""How the sentences of a relation were read: the productions, the words in their slots, and what was taken from elsewhere.

`公务接待费5万元。比上年增加3万元，增长200%。`: the production `change` reads 比上年增加3万元，增长200% but for its subject, which stands in
the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import DocumentRecord, Lang, TermRecord, VerdictRecord
from auditor.records.model import ClauseRecord
from auditor.reports.explain.words import slot_name, word
from auditor.reports.terms import printed_of

_MOST_CLAUSES = 6
"""So many clauses of a list are told; more are counted."""


def sentences(verdict: VerdictRecord, document: DocumentRecord) -> Iterator[str]:
    """A line for each clause that says something of the relation, and one for the terms that none of them prints."""
    lang, known = document["language"], document.get("clauses", [])
    standing = {number: known[number] for number in verdict.get("clauses", ())}
    speaking = {number for number, clause in standing.items() if not clause["bare"]}
    elsewhere = [term for term in verdict["terms"] if term.get("clause") not in speaking and term["printed"]]
    if len(elsewhere) == len([term for term in verdict["terms"] if term["printed"]]):
        # Only words that open a list, such as 其中, speak of these figures: each is told by its own clause.
        speaking, elsewhere = set(standing), []
    told = [clause for number, clause in standing.items() if number in speaking]
    yield from (read_by(clause, lang) for clause in told[:_MOST_CLAUSES])
    if len(told) > _MOST_CLAUSES:
        yield word("read-more", lang, count=len(told) - _MOST_CLAUSES)
    if speaking and elsewhere:
        terms = [_term(term, lang) for term in elsewhere[:_MOST_CLAUSES]] + ["…"] * (len(elsewhere) > _MOST_CLAUSES)
        yield word("open-slots", lang, terms=("；" if lang == "zh" else "; ").join(terms))


def read_by(clause: ClauseRecord, lang: Lang) -> str:
    """`句式 change 读“比上年增加3万元”（3:12）：基准“比上年”，方向“增加”，金额“3万元”`."""
    place = f"{clause['line']}:{clause['column']}"
    if not clause["production"]:
        return word("read-by-none", lang, text=clause["text"], place=place)
    slots = (", " if lang == "en" else "，").join(
        word("slot", lang, slot=slot_name(slot, lang), text=text) for slot, text in clause["slots"]
    )
    slots = slots and (": " if lang == "en" else "：") + slots
    return word("read-by", lang, production=clause["production"], text=clause["text"], place=place, slots=slots)


def _term(term: TermRecord, lang: Lang) -> str:
    place = f"{term['location']['line']}:{term['location']['column']}"
    amount = f"{printed_of(term)}{term['unit'] or ''}"
    return f"{term['label']} {amount}（{place}）" if lang == "zh" else f"{term['label']} {amount} ({place})"

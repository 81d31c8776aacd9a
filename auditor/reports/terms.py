"""How reports print a verdict: signs, amounts with units, places, and the relation written out line by line."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from auditor.records.choices import Lang
from auditor.records.messages import say

if TYPE_CHECKING:
    from auditor.records import FindingRecord, PlaceRecord, TermRecord, VerdictRecord

_MOST_BLANKS = 3
"""So many blank parts of a sum are listed; more are counted."""


_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters that move the cursor, colour a terminal or turn the direction of writing, and such as no file can hold."""


class Step(NamedTuple):
    """One line of a calculation: a term, or what comes of them."""

    sign: str
    amount: str
    unit: str
    name: str
    term: TermRecord | None = None


def one_line(text: str) -> str:
    """A text as one line that does to a terminal nothing but stand there."""
    return _STEERING.sub(" ", text)


def printed_of(term: TermRecord) -> str:
    """A figure's characters with its sign; empty where there is no figure."""
    if term["printed"] is None:
        return ""
    return ("-" if (term["value"] or "").startswith("-") else "") + term["printed"]


def where(place: PlaceRecord, lang: Lang) -> str:
    """Page or cell of a document that is not plain text; empty for plain text."""
    words = [] if place["page"] is None else [say("at-page", lang, page=place["page"])]
    return " ".join([*words, *([place["cell"]] if place["cell"] else [])])


def calculation(verdict: VerdictRecord, lang: Lang) -> list[Step]:
    """The relation as a pocket calculator takes it: its terms, what the first should read, by how much it misses, the allowance."""
    steps: list[Step] = []
    blanks = 0
    for number, term in enumerate(verdict["terms"]):
        if term["printed"] is None and term["role"] != "word":
            blanks += 1
            if blanks > _MOST_BLANKS:
                continue
        steps.append(_step(number, term, verdict))
    if blanks > _MOST_BLANKS:
        steps.append(Step("", f"({blanks - _MOST_BLANKS})", "", "…"))
    unit = verdict["terms"][0]["unit"] or ""
    if verdict["expected"] is not None and verdict["kind"] != "wording":
        steps.append(Step("=", verdict["expected"], unit, say("recomputed", lang)))
    if verdict["difference"] is not None and verdict["kind"] not in ("wording", "period"):
        steps.append(Step("", signed(verdict["difference"]), unit, say("difference", lang)))
    if verdict["allowance"] is not None and Decimal(verdict["allowance"]):
        steps.append(Step("±", verdict["allowance"], unit, say("allowance", lang)))
    return steps


def signed(value: str) -> str:
    return f"+{value}" if Decimal(value) > 0 else value


def _step(number: int, term: TermRecord, verdict: VerdictRecord) -> Step:
    sign = ""
    first = verdict["terms"][0]
    if number and (
        verdict["kind"] in ("rollup", "balance") or (verdict["kind"] == "change" and first["role"] == "whole")
    ):
        sign = "-" if term["sign"] == first["sign"] else "+"
    amount = printed_of(term) if term["printed"] is not None else "“”" if term["role"] == "word" else "—"
    return Step(sign, amount, term["unit"] or "", term["label"], term)


def lapsed_text(finding: FindingRecord, lang: Lang) -> list[str]:
    """That an exception was made for a finding and no longer holds; nothing where none was."""
    lapsed = finding.get("lapsed")
    if lapsed is None:
        return []
    key = f"lapsed-{lapsed['by']}-{lapsed['why']}"
    return [say(key, lang, numbers=" ".join(lapsed["numbers"]), expires=lapsed["expires"])]

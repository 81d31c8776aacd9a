"""How reports print a verdict: signs, amounts with units, places, and the relation written out line by line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from auditor.lines import one_line as one_line
from auditor.records.choices import Lang
from auditor.records.messages import say
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.records import FindingRecord, PlaceRecord, TermRecord, VerdictRecord

_MOST_BLANKS = 3
"""So many blank parts of a sum are listed; more are counted."""

StepKind = Literal["named", "part", "rest", "blank", "expected", "difference", "allowance"]
"""The figure that a relation is about, another one, how many further blanks, each of these, and what is calculated."""

Form = Literal["sum", "ratio", "copy", "limit", "other"]


class Step(NamedTuple):
    """One line of a calculation: a term, or what comes of them."""

    kind: StepKind
    sign: str
    amount: str
    unit: str
    word: str = ""
    """What the amount is: 报送数, 另一处, 重算数, 差额; empty of a mere operand."""
    term: TermRecord | None = None
    is_total: bool = False
    """Whether it is what the lines above add up to, below a stroke."""

    @property
    def name(self) -> str:
        """What the amount is, and of what."""
        label = self.term["label"] if self.term else ""
        return f"{self.word} {label}".strip()


def printed_of(term: TermRecord) -> str:
    """A figure's characters with its sign; empty where there is no figure."""
    if term["printed"] is None:
        return ""
    return ("-" if (term["value"] or "").startswith("-") else "") + term["printed"]


def where(place: PlaceRecord, lang: Lang) -> str:
    """Page or cell of a document that is not plain text; empty for plain text. Before it the path of another document."""
    words = [place["document"]] if "document" in place else []
    words += [] if place["page"] is None else [say("at-page", lang, page=place["page"])]
    return " ".join([*words, *([place["cell"]] if place["cell"] else [])])


def calculation(verdict: VerdictRecord, lang: Lang, *, in_full: bool = False) -> list[Step]:
    """The relation as it is done on a pocket calculator; `in_full` with the blanks that are only counted otherwise.

    A sum: its parts with their signs, a stroke, what they make, what is printed, the difference. A ratio: its operands, then the
    same. Of two prints of a number, or a bound: the one in question, the other one, the difference.
    """
    steps = _operands(verdict, lang, in_full=in_full)
    unit = verdict["terms"][0]["unit"] or ""
    is_calculated = verdict["kind"] != "wording" and verdict["expected"] is not None
    if form_of(verdict) in ("sum", "ratio") and is_calculated:
        made, is_total = verdict["expected"] or "", form_of(verdict) == "sum"
        total = Step("expected", "=", made, unit, say("recomputed", lang), is_total=is_total)
        steps = [*steps[1:], total, steps[0]]
    elif is_calculated and not (form_of(verdict) in ("copy", "limit") and _is_in_one_unit(verdict)):
        steps.append(Step("expected", "=", verdict["expected"] or "", unit, say("recomputed", lang)))
    if verdict["difference"] is not None and verdict["kind"] not in ("wording", "period"):
        steps.append(Step("difference", "", signed(verdict["difference"]), unit, say("difference", lang)))
    if verdict["allowance"] is not None and Decimal(verdict["allowance"]):
        steps.append(Step("allowance", "±", verdict["allowance"], unit, say("allowance", lang)))
    return steps


def held_against(verdict: VerdictRecord, lang: Lang) -> Step | None:
    """What the first figure is held against: what the others make, else where it is printed again, else its bound."""
    steps = calculation(verdict, lang)
    made = next((step for step in steps if step.kind == "expected"), None)
    return made or next((step for step in steps if step.kind == "part" and step.word), None)


def form_of(verdict: VerdictRecord) -> Form:
    """How a relation is calculated."""
    first, *others = verdict["terms"]
    if verdict["kind"] in ("wording", "period"):
        return "other"
    if first["role"] == "percent":
        return "ratio" if any(term["role"] != "percent" for term in others) else "other"
    if len(others) == 1:
        return "limit" if verdict["kind"] == "bound" else "copy"
    return "sum" if others and _adds_up(verdict) else "other"


def _adds_up(verdict: VerdictRecord) -> bool:
    """Whether the figures behind the first one, by their signs, make what the first one is held against."""
    first, *others = verdict["terms"]
    if (
        verdict["expected"] is None
        or verdict["difference"] is None
        or any(term["role"] == "percent" for term in others)
    ):
        return False
    made = sum((term["sign"] * Decimal(term["value"] or 0) for term in others), Decimal(0)) * -first["sign"]
    gap = Decimal(first["value"] or 0) - made
    return gap * Decimal(verdict["expected"]) == made * Decimal(verdict["difference"])


def _is_in_one_unit(verdict: VerdictRecord) -> bool:
    return len({term["unit"] for term in verdict["terms"] if term["printed"] is not None}) <= 1


def _operands(verdict: VerdictRecord, lang: Lang, *, in_full: bool) -> list[Step]:
    """A step for every term, the first one first; of many blanks some, how many more, and these if all are asked for."""
    form = form_of(verdict)
    steps: list[Step] = []
    further: list[Step] = []
    blanks = 0
    for number, term in enumerate(verdict["terms"]):
        if term["printed"] is None and term["role"] != "word":
            blanks += 1
            if number and blanks > _MOST_BLANKS:
                step = _operand(term, form, lang, first=verdict["terms"][0], is_first=False)
                further.append(step._replace(kind="blank"))
                continue
        steps.append(_operand(term, form, lang, first=verdict["terms"][0], is_first=not number))
    if blanks > _MOST_BLANKS:
        steps.append(Step("rest", "", f"({blanks - _MOST_BLANKS})", "", "…"))
    return [*steps, *further] if in_full else steps


def _operand(term: TermRecord, form: str, lang: Lang, *, first: TermRecord, is_first: bool) -> Step:
    amount = printed_of(term) if term["printed"] is not None else say("words", lang) if term["role"] == "word" else "—"
    unit = term["unit"] or ""
    if is_first:
        return Step("named", "", amount, unit, "" if form == "other" else say("printed", lang), term)
    sign = {"sum": "-" if term["sign"] == first["sign"] else "+", "limit": "≤"}.get(form, "")
    word = {"copy": "elsewhere", "limit": "at-most"}.get(form)
    return Step("part", sign, amount, unit, say(word, lang) if word else "", term)


def signed(value: str) -> str:
    return f"+{value}" if Decimal(value) > 0 else value


def diagnosis_text(finding: FindingRecord) -> list[str]:
    """Which figure is wrong, or may be, in one line; nothing where nothing is known."""
    diagnosis = finding.get("diagnosis")
    return [diagnosis["text"]] if diagnosis else []


def suspected(finding: FindingRecord | None) -> set[tuple[int, int]]:
    """Where the figures stand that may be wrong, by line and column: one that is inferred, or each that is possible."""
    diagnosis = finding.get("diagnosis") if finding is not None else None
    if not diagnosis:
        return set()
    told = diagnosis["suspects"][:1] if diagnosis["confidence"] == "inferred" else diagnosis["suspects"]
    return {(suspect["location"]["line"], suspect["location"]["column"]) for suspect in told}


def lapsed_text(finding: FindingRecord, lang: Lang) -> list[str]:
    """That an exception was made for a finding and no longer holds; nothing where none was."""
    lapsed = finding.get("lapsed")
    if lapsed is None:
        return []
    key = f"lapsed-{lapsed['by']}-{lapsed['why']}"
    return [say(key, lang, numbers=" ".join(lapsed["numbers"]), expires=lapsed["expires"])]

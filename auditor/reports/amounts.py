"""The figures of a finding for tables and letters: with unit, in the decimals of the figure, and what they are held against."""

from __future__ import annotations

from decimal import Decimal

from auditor.records import DocumentRecord, FindingRecord, TermRecord, VerdictRecord
from auditor.records.choices import SEVERITIES, Lang
from auditor.records.messages import say
from auditor.reports.standing import has_state
from auditor.reports.terms import Step, form_of, held_against, printed_of, signed


def listed_findings(document: DocumentRecord) -> list[FindingRecord]:
    """The open errors, then the open warnings."""
    found = [
        entry for entry in document.get("findings", []) if has_state(entry, "open") and entry["severity"] != "note"
    ]
    return sorted(found, key=lambda entry: SEVERITIES.index(entry["severity"]))


def head_of(finding: FindingRecord, document: DocumentRecord) -> VerdictRecord:
    return document["verdicts"][finding["verdicts"][0]]


def with_unit(amount: str, unit: str | None, lang: Lang) -> str:
    """12.11万元, 12.11 万元 in English, 3.57%."""
    gap = "" if lang == "zh" or unit == "%" else " "
    return f"{amount}{gap}{unit or ''}".strip() if amount else ""


def printed(verdict: VerdictRecord, lang: Lang) -> str:
    """The figure that a relation is about."""
    first = verdict["terms"][0]
    return with_unit(printed_of(first), first["unit"], lang)


def other(verdict: VerdictRecord, lang: Lang) -> tuple[str, Step | None]:
    """What it is held against; empty where that is a word."""
    step = held_against(verdict, lang)
    if step is None:
        return "", None
    amount = step.amount if step.term is not None else _like(step.amount, verdict)
    return with_unit(amount, step.unit, lang), step


def elsewhere(verdict: VerdictRecord) -> TermRecord | None:
    """The other print of a figure, or its bound."""
    return verdict["terms"][1] if form_of(verdict) in ("copy", "limit") else None


def beside(verdict: VerdictRecord, lang: Lang) -> str:
    """另一处, 上限; of a print in another unit also what is printed, since what it makes stands above; empty of what is calculated."""
    term = elsewhere(verdict)
    if term is None:
        return ""
    told = say("at-most" if form_of(verdict) == "limit" else "elsewhere", lang)
    if term["unit"] != verdict["terms"][0]["unit"]:
        told += f" {with_unit(printed_of(term), term['unit'], lang)}"
    return told


def difference(verdict: VerdictRecord, lang: Lang, *, with_sign: bool = True) -> str:
    """By how much the figure is more than what it is held against; empty where no amount tells."""
    if verdict["difference"] is None or verdict["kind"] in ("wording", "period"):
        return ""
    amount = _like(verdict["difference"].lstrip("-"), verdict)
    sign = signed(verdict["difference"])[:1] if with_sign else ""
    return with_unit(sign.strip("0123456789") + amount, verdict["terms"][0]["unit"], lang)


def _like(amount: str, verdict: VerdictRecord) -> str:
    """A calculated amount with the decimals of the figure it belongs to at least, and with commas where that has some."""
    model = verdict["terms"][0]["printed"] or ""
    number = Decimal(amount)
    decimals = max(
        len(model.partition(".")[2]) if model.replace(",", "").replace(".", "").isdigit() else 0, -_exponent(number)
    )
    return format(number, f"{',' if ',' in model else ''}.{decimals}f")


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) and exponent < 0 else 0

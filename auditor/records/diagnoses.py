"""Diagnoses to records: the figures that may be wrong, in words and in numbers. The only words that say what a figure should be.

推断：第208行“公用经费”12.11 若为 11.21，2 项核对同时相符（两位数字颠倒）
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from auditor.audit import Audit, Finding
from auditor.diagnosis import Cause, Suspect, Vouchers
from auditor.records.choices import Lang
from auditor.records.content import place_record
from auditor.records.messages import say
from auditor.records.phrases import label_of, printed_of

if TYPE_CHECKING:
    from auditor.records.model import DiagnosisRecord, SuspectRecord


def diagnosis_of(finding: Finding, audit: Audit, vouchers: Vouchers, lang: Lang) -> DiagnosisRecord | None:
    """What is known of the figure behind a finding; None where nothing tells one figure from others."""
    cause = finding.cause
    if cause is None or cause.confidence is None:
        return None
    return {
        "confidence": cause.confidence,
        "text": diagnosis_text(cause, audit, lang),
        "suspects": [_suspect(suspect, audit, lang) for suspect in cause.suspects],
        "mended": list(cause.verdicts),
        "vouching": list(vouchers.of(cause)),
    }


def diagnosis_text(cause: Cause, audit: Audit, lang: Lang) -> str:
    """One line: the figure and the value that would mend all, or the figures one of which is wrong."""
    first, *others = cause.suspects
    mended = say("mends-one" if len(cause.verdicts) == 1 else "mends", lang, count=len(cause.verdicts))
    if others and cause.confidence == "possible":
        told = ("，或" if lang == "zh" else ", or ").join(_one_of(suspect, audit, lang) for suspect in cause.suspects)
        return say("one-of", lang, count=len(cause.suspects), figures=told, mended=mended)
    blanks = {"figure": _figure(first, audit, lang), "due": _due(first, audit, lang), "slip": _slip(first, lang)}
    if cause.is_shared:
        return say("table-wide", lang, count=len(cause.verdicts), **blanks)
    return say("inferred" if cause.confidence == "inferred" else "perhaps", lang, mended=mended, **blanks)


def _suspect(suspect: Suspect, audit: Audit, lang: Lang) -> SuspectRecord:
    fact = suspect.fact
    return {
        "label": label_of(fact, audit, lang),
        "printed": printed_of(fact),
        "unit": fact.figure.unit.name if fact.figure and fact.figure.unit else None,
        "value": None if suspect.value is None else _number(suspect.value, suspect),
        "low": _end(suspect.low, suspect, ROUND_CEILING),
        "high": _end(suspect.high, suspect, ROUND_FLOOR),
        "slip": suspect.slip,
        "weight": round(suspect.weight, 2),
        "location": place_record(fact.location),
    }


def _one_of(suspect: Suspect, audit: Audit, lang: Lang) -> str:
    """第208行“公用经费”12.11 若为 11.21（两位数字颠倒）."""
    return f"{_figure(suspect, audit, lang)} {_due(suspect, audit, lang)}".rstrip() + _slip(suspect, lang)


def _figure(suspect: Suspect, audit: Audit, lang: Lang) -> str:
    fact = suspect.fact
    label = label_of(fact, audit, lang)
    key = "figure-at" if label else "figure-alone"
    return say(key, lang, line=fact.location.line, label=label, printed=printed_of(fact) + _sign(suspect))


def _due(suspect: Suspect, audit: Audit, lang: Lang) -> str:
    """若为 11.21, 若以“万元”为单位, 若在 4.5 至 4.6 之间, or nothing where no value is known."""
    unit = _unit_meant(suspect, audit)
    if unit is not None:
        return say("due-unit", lang, unit=unit)
    if suspect.slip == "direction":
        return say("due-direction", lang)
    if suspect.value is not None:
        return say("due", lang, value=_number(suspect.value, suspect) + _sign(suspect))
    low, high = _end(suspect.low, suspect, ROUND_CEILING), _end(suspect.high, suspect, ROUND_FLOOR)
    if low is not None and high is not None:
        return say("due-between", lang, low=low + _sign(suspect), high=high + _sign(suspect))
    if low is not None:
        return say("due-least", lang, low=low + _sign(suspect))
    return say("due-most", lang, high=high + _sign(suspect)) if high is not None else ""


def _unit_meant(suspect: Suspect, audit: Audit) -> str | None:
    """万元, where 4,568.00 is due in it and printed in 元."""
    figure = suspect.fact.figure
    if suspect.slip != "unit" or suspect.value is None or figure is None or figure.unit is None or not figure.value:
        return None
    step = (suspect.value / figure.value).log10().to_integral_value()
    scale = figure.unit.scale.scaleb(int(step))
    if abs(suspect.value.scaleb(-int(step)) - figure.value) > figure.quantum() / figure.unit.scale:
        return None
    known = (fact.figure.unit for fact in audit.facts.facts if fact.figure is not None)
    units = (unit for unit in known if unit is not None and unit.quantity == figure.unit.quantity)
    return next((unit.name for unit in units if unit.scale == scale), None)


def _slip(suspect: Suspect, lang: Lang) -> str:
    if suspect.slip is None or suspect.slip == "direction":
        return ""
    return ("（{}）" if lang == "zh" else " ({})").format(say(f"slip-{suspect.slip}", lang))


def _sign(suspect: Suspect) -> str:
    """Of units only the percent sign is written behind a number here: amounts are all in the unit of the printed one."""
    unit = suspect.fact.figure.unit if suspect.fact.figure else None
    return "%" if unit is not None and unit.name == "%" else ""


def _number(value: Decimal, suspect: Suspect) -> str:
    """A value as the figure is printed: with its decimals, and with commas where it has some."""
    figure = suspect.fact.figure
    if figure is None:
        return format(value, "f")
    quantum = Decimal(1).scaleb(-figure.decimals)
    value = value if value else abs(value)
    fixed = value.quantize(quantum) if value == value.quantize(quantum) else value.normalize()
    return format(fixed, ",f" if "," in figure.printed else "f")


def _end(value: Decimal | None, suspect: Suspect, rounding: str) -> str | None:
    """An end of an interval, rounded into it."""
    if value is None or suspect.fact.figure is None:
        return None
    quantum = Decimal(1).scaleb(-suspect.fact.figure.decimals)
    return _number((value / quantum).to_integral_value(rounding=rounding) * quantum, suspect)

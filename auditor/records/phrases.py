"""Findings in words: one message per finding, numbers as printed."""

from __future__ import annotations

from decimal import Decimal

from auditor.audit import DOUBTS, Audit, Finding
from auditor.checks.rule import Rule
from auditor.documents import Notice
from auditor.facts import Fact, Gap
from auditor.lines import one_line
from auditor.messages import Lang
from auditor.records.licences import licence_of, tried_readings
from auditor.records.messages import say
from auditor.verdicts import Remark, Term, Verdict


def language_of(audit: Audit) -> Lang:
    """The language a document is written in: Chinese if its first lines have any Han character."""
    head = "".join(audit.facts.document.lines[:50])
    return "zh" if any("\u4e00" <= char <= "\u9fff" for char in head) else "en"


def plain(value: Decimal | None) -> str:
    """A number for people: no exponent, no minus zero."""
    if value is None:
        return ""
    text = format(value, "f")
    return "0" if not value else text


def unit_of(fact: Fact) -> str:
    return fact.figure.unit.name if fact.figure and fact.figure.unit else ""


def printed_of(fact: Fact) -> str:
    """A figure's characters with its sign."""
    if fact.figure is None:
        return ""
    return ("-" if fact.figure.value < 0 else "") + fact.figure.printed


def label_of(fact: Fact, audit: Audit, lang: Lang) -> str:
    """What a fact is called: its own label, else the name of its concept."""
    if fact.label:
        return fact.label
    concept = audit.facts.vocabulary.concepts.get(fact.concept)
    return concept.name[lang] if concept else ""


def kind_of(audit: Audit, lang: Lang) -> str:
    """The name of the kind of document that was audited."""
    kind = audit.facts.profile.kind
    known = audit.facts.vocabulary.kinds.get(kind)
    return known.name[lang] if known else say(kind, lang)


def remarks_of(finding: Finding, audit: Audit, lang: Lang) -> list[str]:
    """What may explain a finding, each said once; what its sentence says already is not said again.

    Why some of its verdicts are doubted is not said of one that is an error all the same.
    """
    verdicts = [audit.verdicts[number] for number in finding.verdicts]
    remarks = [remark for verdict in verdicts for remark in verdict.remarks]
    if finding.severity == "error":
        remarks = [remark for remark in remarks if remark.key not in DOUBTS]
    told = _why(verdicts[0])
    return list(dict.fromkeys(_remark(remark, audit, lang) for remark in remarks if remark != told))


def _remark(remark: Remark, audit: Audit, lang: Lang) -> str:
    arguments = dict(remark.arguments)
    if "reading" in arguments:
        arguments["reading"] = licence_of(arguments["reading"], audit.facts.vocabulary, lang)
    return say(remark.key, lang, **arguments)


def message_of(finding: Finding, audit: Audit, lang: Lang, diagnosis: str | None = None) -> str:
    """The finding in one paragraph: the rule, what is wrong, what may explain it, which figure is suspected."""
    verdict = audit.verdicts[finding.head]
    rule = audit.rulebook.by_code[verdict.rule]
    said = f"{rule.title[lang]}{'：' if lang == 'zh' else ': '}{sentence_of(verdict, audit, lang)}"
    told = [said, *remarks_of(finding, audit, lang), *([diagnosis] if diagnosis else [])]
    return ("；" if lang == "zh" else "; ").join(told)


def sentence_of(verdict: Verdict, audit: Audit, lang: Lang) -> str:
    """What one verdict says of its figures."""
    rule = audit.rulebook.by_code[verdict.rule]
    if rule.is_told_by_reason and verdict.reason is not None:
        return reason_of(verdict, audit, lang)
    first = verdict.terms[0].fact
    others = [term for term in verdict.terms[1:] if term.fact.figure is not None]
    blanks: dict[str, object] = {
        "label": label_of(first, audit, lang),
        "line": first.location.line,
        "printed": printed_of(first),
        "unit": unit_of(first),
        "expected": plain(verdict.expected),
        "difference": plain(verdict.difference),
        "allowance": plain(verdict.allowance),
        "count": len(others),
    }
    second = (others or list(verdict.terms[1:]))[:1]
    if second:
        other = second[0].fact
        blanks |= {
            "other": printed_of(other) or "—",
            "other_line": other.location.line,
            "other_path": _elsewhere(other, audit, lang),
            "other_unit": unit_of(other),
            "other_label": label_of(other, audit, lang)
            + (say("change-of", lang) if second[0].role == "change" else ""),
        }
    if len(verdict.terms) == 3:
        plan = verdict.terms[2].fact
        blanks |= {"plan": printed_of(plan) or "—", "plan_unit": unit_of(plan)}
    why = _why(verdict)
    blanks["why"] = say(why.key, lang, **why.arguments) if why else ""
    blanks |= {"word": first.label, "total": _total(verdict), **(verdict.reason.arguments if verdict.reason else {})}
    key = _key(rule, verdict, others)
    is_across = second and key in _ACROSS and audit.facts.source_of(first) != audit.facts.source_of(second[0].fact)
    return say(f"{key}-across" if is_across else key, lang, **blanks)


_ACROSS = ("copies-differ", "copy-blank", "bound-broken")
"""The sentences about two figures that name the document of the second, where that is another."""


def _elsewhere(fact: Fact, audit: Audit, lang: Lang) -> str:
    """The document of a figure, where it is not the one audited, and the page."""
    page = say("at-page", lang, page=fact.location.page) if fact.location.page is not None else ""
    return " ".join(part for part in (one_line(audit.facts.source_of(fact) or ""), page) if part)


def reason_of(verdict: Verdict, audit: Audit, lang: Lang) -> str:
    """Why a verdict is what it is, in words; empty where it gives no reason."""
    if verdict.reason is None:
        return ""
    rule = audit.rulebook.by_code[verdict.rule]
    first = verdict.terms[0].fact
    own = {"line": first.location.line, "label": label_of(first, audit, lang)}
    arguments: dict[str, object] = own if rule.is_told_by_reason else {}
    dimension = verdict.reason.arguments.get("dimension", "")
    for key, value in verdict.reason.arguments.items():
        arguments[key] = audit.facts.vocabulary.name_of(dimension, value, lang) if key in ("own", "table") else value
    return say(verdict.reason.key, lang, **arguments)


def _why(verdict: Verdict) -> Remark | None:
    """Why a stated percentage has nothing to be taken of; None of any other verdict."""
    if verdict.terms[0].role != "percent" or verdict.expected is not None:
        return None
    return verdict.reason or next(iter(verdict.remarks), None)


def _total(verdict: Verdict) -> str:
    return plain(sum((term.fact.figure.value for term in verdict.terms if term.fact.figure), Decimal(0)))


def _key(rule: Rule, verdict: Verdict, others: list[Term]) -> str:
    """The sentence of a verdict: that of its rule's kind, else what its figures say themselves."""
    if verdict.outcome in ("rounding", "forced"):
        if verdict.terms[0].role != "percent":
            return "tail"
        return "shares-tail" if {term.role for term in others} == {"percent"} else "percent-tail"
    own = rule.message_of(verdict)
    if own is not None:
        return own
    if verdict.family == "bound":
        return "bound-broken" if len(verdict.terms) == 2 else "sum-wrong"
    if _why(verdict) is not None:
        return "percent-baseless"
    if verdict.terms[0].role == "percent":
        return "percent-wrong"
    if rule.multiplies:
        return "product-wrong"
    if len(verdict.terms) != 2:
        return "sum-of-one" if len(others) == 1 else "sum-wrong"
    if not others:
        return "copy-blank"
    return "copies-differ" if verdict.terms[0].fact.figure is not None else "copy-of-blank"


def formula_of(verdict: Verdict) -> str | None:
    """A ratio as a pocket calculator takes it; None for relations that are plain sums or comparisons."""
    by_role = {term.role: term.fact for term in verdict.terms if term.fact.figure is not None}
    if verdict.expected is None or verdict.terms[0].role != "percent":
        return None
    if "change" in by_role and "current" in by_role:
        change, current = by_role["change"], by_role["current"]
        sign = "-" if verdict.terms[1].sign > 0 else "+"
        base = f"({_in_unit(current, change)} {sign} {printed_of(change)})"
        return f"{printed_of(change)} ÷ {base} × 100 = {plain(verdict.expected)}"
    if "base" in by_role and "current" in by_role:
        prior, now = printed_of(by_role["base"]), _in_unit(by_role["current"], by_role["base"])
        difference = f"({now} - {prior})" if verdict.terms[1].sign > 0 else f"({prior} - {now})"
        return f"{difference} ÷ {prior} × 100 = {plain(verdict.expected)}"
    if "numerator" in by_role and "denominator" in by_role:
        part, whole = by_role["numerator"], by_role["denominator"]
        return f"{printed_of(part)} ÷ {_in_unit(whole, part)} × 100 = {plain(verdict.expected)}"
    return None


def _in_unit(fact: Fact, like: Fact) -> str:
    """A figure in the unit of another."""
    if (
        fact.figure is None
        or like.figure is None
        or not fact.figure.unit
        or not like.figure.unit
        or fact.figure.unit is like.figure.unit
    ):
        return printed_of(fact)
    return plain((fact.figure.base / like.figure.unit.scale).normalize())


def notice_text(notice: Notice, lang: Lang) -> str:
    """What a reader said aloud of the document."""
    return say(f"notice-{notice.key}", lang, **notice.arguments)


def gap_text(gap: Gap, audit: Audit, lang: Lang) -> str:
    reason = say(gap.reason, lang, **gap.arguments) if "text" in gap.arguments else say(gap.reason, lang)
    if "readings" in gap.arguments:
        known = gap.arguments
        tried = tried_readings(known["readings"], audit.facts.vocabulary, lang)
        about = say("gap-column", lang, column=known["column"]) if "column" in known else ""
        reason = say("gap-readings", lang, about=about, tried=tried, judged=known["judged"], violated=known["violated"])
    if "table" in gap.arguments:
        return say("gap-table", lang, table=gap.arguments["table"], reason=reason)
    if gap.reason == "cell-unreadable":
        return say("gap-cell", lang, text=gap.arguments["text"], reason=reason)
    return reason

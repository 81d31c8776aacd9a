"""A relation written out as a table: sign, amount, unit, what it is, where it stands."""

from __future__ import annotations

from auditor.records import Lang, TermRecord, VerdictRecord
from auditor.records.messages import say
from auditor.reports.html_report.markup import escaped
from auditor.reports.html_report.source import Source
from auditor.reports.html_report.words import word
from auditor.reports.terms import Step, calculation

_RESULTS = ("expected", "difference", "allowance")


def calculation_table(verdict: VerdictRecord, source: Source, lang: Lang) -> str:
    """The calculation; every figure that the document shows is a link to where it stands."""
    steps = calculation(verdict, lang)
    rows = "".join(_row(step, kind, source, lang) for step, kind in zip(steps, kinds_of(steps, lang), strict=True))
    return f'<table class="calc" aria-label="{word("calculation", lang)}"><tbody>{rows}</tbody></table>'


def kinds_of(steps: list[Step], lang: Lang) -> list[str]:
    """What each step is: the figure in question, a part, or one of the results that are not printed."""
    results = {
        say(key, lang): kind for key, kind in zip(("recomputed", "difference", "allowance"), _RESULTS, strict=True)
    }
    return [
        results.get(step.name, "rest") if step.term is None else "named" if place == 0 else "part"
        for place, step in enumerate(steps)
    ]


def place_of(term: TermRecord, lang: Lang) -> str:
    """Page and line."""
    place = term["location"]
    line = say("at-line", lang, line=place["line"])
    return line if place["page"] is None else f"{say('at-page', lang, page=place['page'])} {line}"


def under(term: TermRecord) -> str:
    """The table and the column that a figure stands in, and its cell where the file has cells; empty in prose."""
    return " · ".join(part for part in (term.get("table"), term.get("header"), term["location"]["cell"]) if part)


def _row(step: Step, kind: str, source: Source, lang: Lang) -> str:
    name, link = escaped(step.name), ""
    if step.term is not None:
        name += f"<small>{escaped(under(step.term))}</small>" if under(step.term) else ""
        number = source.figures.find(step.term["location"]["line"], step.term["location"]["column"])
        place = escaped(place_of(step.term, lang))
        link = place if number is None else f'<a href="#{source.prefix}f{number}">{place}</a>'
    return (
        f"<tr class={kind}><td class=sign>{escaped(_sign(step.sign))}</td><td class=amount>{escaped(step.amount)}</td>"
        f"<td class=unit>{escaped(step.unit)}</td><th scope=row>{name}</th><td class=place>{link}</td></tr>"
    )


def _sign(sign: str) -> str:
    """A minus as wide as a plus."""
    return "−" if sign == "-" else sign

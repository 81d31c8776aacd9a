"""A relation written out as a table: sign, amount, unit, what it is, where it stands."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from auditor.records import Lang, TermRecord, VerdictRecord
from auditor.records.messages import say
from auditor.reports.html_report.markup import escaped
from auditor.reports.html_report.source import Source
from auditor.reports.html_report.words import word
from auditor.reports.terms import Step, calculation


def calculation_table(
    verdict: VerdictRecord, source: Source, lang: Lang, suspects: Collection[tuple[int, int]] = ()
) -> str:
    """The calculation; every figure that the document shows is a link to where it stands.

    The suspects are named where they are known, even where none of them is in it, else the figure that the relation is about.
    """
    steps = calculation(verdict, lang, in_full=True)
    named = [step for step in steps if (_at(step) in suspects if suspects else step.kind == "named")]
    parts = (
        f"<tbody{' class=more' if is_further else ''}>"
        f"{''.join(_row(step, source, lang, is_named=step in named) for step in rows)}</tbody>"
        for is_further, rows in groupby(steps, lambda step: step.kind == "blank")
    )
    return f'<table class="calc" aria-label="{word("calculation", lang)}">{"".join(parts)}</table>'


def place_of(term: TermRecord, lang: Lang) -> str:
    """Page and line."""
    place = term["location"]
    line = say("at-line", lang, line=place["line"])
    return line if place["page"] is None else f"{say('at-page', lang, page=place['page'])} {line}"


def under(term: TermRecord) -> str:
    """The table and the column that a figure stands in, and its cell where the file has cells; before them the path of another file."""
    place = term["location"]
    parts = (place.get("document"), term.get("table"), term.get("header"), place["cell"])
    return " · ".join(part for part in parts if part)


def _at(step: Step) -> tuple[int, int] | None:
    return None if step.term is None else (step.term["location"]["line"], step.term["location"]["column"])


def _row(step: Step, source: Source, lang: Lang, *, is_named: bool) -> str:
    if step.kind == "rest":
        return _unfolding(step, lang)
    word = f"<i>{escaped(step.word)}</i> " if step.word else ""
    name, link = f"{word}{escaped(step.term['label'])}" if step.term else word.rstrip(), ""
    if step.term is not None:
        name += f"<small>{escaped(under(step.term))}</small>" if under(step.term) else ""
        at = step.term["location"]
        number = None if "document" in at else source.figures.find(at["line"], at["column"])
        place = escaped(place_of(step.term, lang))
        link = place if number is None else f'<a href="#{source.prefix}f{number}">{place}</a>'
    return (
        f'<tr class="{_kinds(step, is_named)}">'
        f"<td class=sign>{escaped(_sign(step.sign))}</td><td class=amount>{escaped(step.amount)}</td>"
        f"<td class=unit>{escaped(step.unit)}</td><th scope=row>{name}</th><td class=place>{link}</td></tr>"
    )


def _unfolding(step: Step, lang: Lang) -> str:
    """How many blanks follow that the script folds away."""
    said = word("blanks", lang, count=step.amount.strip("()"))
    return (
        f'<tr class="rest js"><td class=sign></td><td class=amount colspan=4><button type="button" data-do="unfold" '
        f'aria-expanded="false">{said}</button></td></tr>'
    )


def _kinds(step: Step, is_named: bool) -> str:
    """The classes of a row: its kind, whether it is the figure in question, and whether the relation is about it."""
    if step.kind == "named":
        return "named head" if is_named else "part head"
    return "named" if is_named else step.kind


def _sign(sign: str) -> str:
    """A minus as wide as a plus."""
    return "−" if sign == "-" else sign

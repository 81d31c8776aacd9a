"""The documents of a run: whose they are and how they stand, to be sorted and searched; which rules each of them breaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from auditor.records import DocumentRecord, Lang, RunRecord
from auditor.records.choices import SEVERITIES
from auditor.records.messages import say
from auditor.records.spool import outlines_of
from auditor.reports.html_report.findings import MARKS
from auditor.reports.html_report.lists import Head, heads_row, search_field, share_cell, verdict_buttons, verdict_of
from auditor.reports.html_report.markup import escaped
from auditor.reports.html_report.panel import name_of
from auditor.reports.html_report.words import word
from auditor.reports.places import uri_of
from auditor.reports.standing import (
    WORST_FIRST,
    checked_of,
    counts_of,
    has_state,
    paths_of,
    standing_of,
    total_of,
)
from auditor.reports.terms import one_line

_RANKS: dict[str, int] = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_WIDE = 40
"""From so many documents with findings on the matrix is folded."""

Links = Sequence[str]
"""Where each document is, by its place in the run: an anchor of this page, or a page of its own."""


def overview(run: RunRecord, lang: Lang, links: Links) -> Iterator[str]:
    """The verdicts counted, the documents as a table of links, and the matrix of rules and documents, in pieces."""
    verdicts = verdict_buttons(Counter(standing_of(document) for document in outlines_of(run)), lang)
    yield (
        f'<section class="overview listing" id="documents" aria-labelledby="total"><h2 id="total">{escaped(total_of(run, lang))}</h2>'
        f'<div class="choices">{verdicts}{search_field("find-document", word("find-document", lang))}</div>'
        f"<table class=list><thead><tr>{_heads(lang)}</tr></thead><tbody>"
    )
    for number, (document, link) in enumerate(zip(outlines_of(run), links, strict=True), 1):
        yield _row(number, document, link, lang)
    yield "</tbody></table></section>"
    yield from _matrix(run, lang, links)


def _heads(lang: Lang) -> str:
    return heads_row([
        Head("number", "#", "number"),
        Head("body", word("body", lang), "words"),
        Head("standing", word("verdict", lang), "rank"),
        *(Head(severity, say(severity, lang), "count") for severity in MARKS),
        Head("share", word("figures-checked", lang), "number"),
    ])  # fmt: skip


def _row(number: int, document: DocumentRecord, link: str, lang: Lang) -> str:
    standing, counts = standing_of(document), counts_of(document)
    body = document.get("organisation") or name_of(document)
    about = " ".join(str(part) for part in (document.get("year"), document.get("kind_name")) if part)
    title = name_of(document) if name_of(document) != body else ""
    paths = one_line(paths_of(document))
    beside = " · ".join(dict.fromkeys(part for part in (about, title, paths) if part))
    verdict = verdict_of(standing, lang)
    made = (
        f'<tr class="{standing}" data-standing="{standing}" data-rank={WORST_FIRST.index(standing)}><td class=number>{number}</td>'
        f'<th scope=row class=body><a href="{escaped(link)}">{escaped(body)}</a><small><bdi>{escaped(beside)}</bdi></small></th>'
        f"<td class=standing>{verdict}</td>"
    )
    if document["status"] != "audited":
        return f"{made}<td colspan=4>{escaped(document.get('error') or '')}</td></tr>"
    cells = "".join(
        f'<td class="{name}{"" if counts[name] else " nil"}" data-name="{say(name, lang)}">{counts[name]}</td>'
        for name in MARKS
    )
    return f"{made}{cells}{_share(document)}</tr>"


def _share(document: DocumentRecord) -> str:
    """What part of the figures that can be checked was: codes, years and page numbers are none; those between documents have records."""
    if "between" in document:
        return "<td class=share></td>"
    return share_cell(*checked_of(document))


def _matrix(run: RunRecord, lang: Lang, links: Links) -> Iterator[str]:
    """A row for each rule that is broken, a column for each document with findings; cells lead to the findings."""
    documents = outlines_of(run)
    found = {place: _by_rule(document) for place, document in enumerate(documents)}
    found = {place: rules for place, rules in found.items() if rules}
    if not found:
        return
    totals: Counter[str] = Counter()
    for rules in found.values():
        totals.update({rule: sum(severities.values()) for rule, severities in rules.items()})
    heads = "".join(
        f'<th scope=col><a href="{escaped(links[place])}" title="{escaped(_called(documents[place]))}">{place + 1}</a></th>'
        for place in found
    )
    is_open = " open" if len(found) < _WIDE else ""
    yield (
        f'<details class="overview matrix" id="matrix"{is_open}><summary>{word("matrix", lang)}</summary>'
        f'<p>{word("matrix-note", lang)}</p><div class="cells" role="group" tabindex=0 aria-label="{word("matrix", lang)}"><table>'
        f"<thead><tr><th scope=col>{word('rule', lang)}</th><th scope=col>{word('matrix-sum', lang)}</th>{heads}</tr></thead>"
        "<tbody>"
    )
    for rule, total in sorted(totals.items(), key=lambda entry: (-entry[1], entry[0])):
        cells = (_cell(rules.get(rule), links[place], rule, documents[place]) for place, rules in found.items())
        head = f"<th scope=row>{escaped(_title(rule, run, lang))} <code>{escaped(rule)}</code></th>"
        yield f"<tr>{head}<td class=sum>{total}</td>{''.join(cells)}</tr>"
    yield "</tbody></table></div></details>"


def _by_rule(document: DocumentRecord) -> Mapping[str, Counter[str]]:
    """How many open findings of each severity a rule has in a document."""
    rules: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in document.get("findings", []):
        if has_state(finding, "open"):
            rules[finding["rule"]][finding["severity"]] += 1
    return rules


def _cell(severities: Counter[str] | None, link: str, rule: str, document: DocumentRecord) -> str:
    if not severities:
        return "<td></td>"
    gravest = min(severities, key=_RANKS.__getitem__)
    said = f"{_called(document)} {rule}"
    return (
        f'<td class="{gravest}"><a href="{escaped(link)}?rule={escaped(uri_of(rule))}" title="{escaped(said)}">'
        f"{severities.total()}</a></td>"
    )


def _called(document: DocumentRecord) -> str:
    return document.get("organisation") or name_of(document)


def _title(rule: str, run: RunRecord, lang: Lang) -> str:
    rules = run.get("rules", {})
    return rules[rule]["title"][lang] if rule in rules else rule

"""One document of the report: its verdict in words, its findings on one side, the document as read on the other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.records import DocumentRecord, Lang, RunRecord
from auditor.records.messages import say
from auditor.reports.html_report.checks import checks_of
from auditor.reports.html_report.figures import STATES, Figures, figures_of
from auditor.reports.html_report.findings import MARKS, Cards
from auditor.reports.html_report.lists import parts_bar
from auditor.reports.html_report.markup import data_block, escaped, packed_block
from auditor.reports.html_report.source import Source, language_of
from auditor.reports.html_report.summary import summary_table
from auditor.reports.html_report.unchecked import unchecked_section
from auditor.reports.html_report.words import word
from auditor.reports.standing import STANDING_MARKS, Standing, counts_of, paths_of, standing_of
from auditor.reports.terms import one_line

if TYPE_CHECKING:
    from auditor.reports.sights import Pictures


def panel(
    number: int,
    document: DocumentRecord,
    run: RunRecord,
    names: set[str],
    pictures: Pictures,
    *,
    is_packed: bool = False,
) -> str:
    """A document, from its verdict to its footer; `names` are the anchors of findings that the file has already.

    `is_packed` leaves what the document says to the script.
    """
    lang, standing = document["language"], standing_of(document)
    code = "zh-CN" if lang == "zh" else "en"
    body = _audited(number, document, run, names, pictures, is_packed) if document["status"] == "audited" else ""
    return (
        f'<article class="document {standing}" id="d{number}" lang="{code}" aria-labelledby="d{number}t">'
        f"{_header(number, document, standing)}{body}{_footer(document, run)}</article>"
    )


def name_of(document: DocumentRecord) -> str:
    """The title of a document; without one the name of its file."""
    return document.get("title") or one_line(document["path"].replace("\\", "/").rsplit("/", 1)[-1])


def about(document: DocumentRecord) -> str:
    """Whose document it is, of which year, of which kind."""
    parts = (document.get("organisation"), document.get("year"), document.get("kind_name"))
    return " · ".join(str(part) for part in parts if part)


def counts_line(document: DocumentRecord) -> str:
    """How many findings it has of each severity, and how many are set aside."""
    lang, counts = document["language"], counts_of(document)
    made = [
        f'<li class="{severity}{"" if counts[severity] else " nil"}">{_count(severity, counts[severity], lang)}</li>'
        for severity in MARKS
    ]
    made += [
        f'<li class="set-aside">{word(state, lang)} <b>{counts[state]}</b></li>'
        for state in ("waived", "baseline")
        if counts[state]
    ]
    return f'<ul class="counts">{"".join(made)}</ul>'


def _count(severity: str, count: int, lang: Lang) -> str:
    """A severity with how many there are; one that there is is a button that shows no others."""
    said = f'<i aria-hidden="true">{MARKS[severity]}</i> {say(severity, lang)} <b>{count}</b>'
    if not count:
        return said
    asked = word("only", lang, severity=say(severity, lang))
    return f'<button type="button" data-do="only" value="{severity}" title="{asked}">{said}</button>'


def coverage_bar(document: DocumentRecord) -> str:
    """The four states of its numerals as parts of a bar; what stands beside says the same in numbers."""
    return parts_bar(_numerals(document))


def _numerals(document: DocumentRecord) -> dict[str, int]:
    coverage = document["coverage"]
    return {
        "checked": coverage["checked"],
        "unrelated": coverage["unrelated"],
        "excluded": coverage["excluded"],
        "unread": coverage["unread"],
    }


def _header(number: int, document: DocumentRecord, standing: Standing) -> str:
    lang = document["language"]
    paths = one_line(paths_of(document))
    beside = " — ".join(part for part in (about(document), paths) if part)
    made = [
        f'<div class="verdict"><p class="standing"><i aria-hidden="true">{STANDING_MARKS[standing]}</i> '
        f"{say(f'verdict-{standing}', lang)}</p>",
        f'<div class="what"><h2 id="d{number}t">{escaped(name_of(document))}</h2>'
        f'<p class="about"><bdi>{escaped(beside)}</bdi></p></div></div>',
    ]
    if document["status"] == "audited":
        made.append(
            f'<div class="tally">{counts_line(document)}<p class="relations">{_relations(number, document)}</p></div>'
            + ("" if "between" in document else _coverage(document))
        )
    else:
        made.append(f'<p class="failure">{escaped(document.get("error") or "")}</p>')
    return f"<header>{''.join(made)}</header>"


def _relations(number: int, document: DocumentRecord) -> str:
    lang, checks = document["language"], document["checks"]
    decided, holding = checks["decided"], checks["holding"]
    made = [word("relations", lang, decided=decided, holding=holding, broken=decided - holding)]
    undecided = sum(checks["undecided"].values())
    open_points = [word("undecided", lang, count=undecided)] if undecided else []
    places = len(document["gaps"]) + sum(1 for notice in document["notices"] if notice["incomplete"])
    open_points += [word("not-understood", lang, count=places)] if places else []
    made += [f'<a href="#d{number}unchecked">{point}</a>' for point in open_points]
    return ("；" if lang == "zh" else "; ").join(made)


def _coverage(document: DocumentRecord) -> str:
    return f'<div class="coverage">{coverage_bar(document)}{_coverage_words(document)}</div>'


def _coverage_words(document: DocumentRecord) -> str:
    lang = document["language"]
    parts = "".join(
        f'<li class="{state}"><i aria-hidden="true"></i>{word(f"{state}-figures", lang)} <b>{count}</b></li>'
        for state, count in _numerals(document).items()
    )
    every = word("numerals", lang, figures=document["coverage"]["figures"])
    return f'<ul><li class="all">{every}</li>{parts}</ul>'


def _audited(
    number: int, document: DocumentRecord, run: RunRecord, names: set[str], pictures: Pictures, is_packed: bool
) -> str:
    lang = document["language"]
    figures = figures_of(document)
    source = Source(f"d{number}", figures, lang)
    content = document.get("content", [])
    shown = source.write(content) or f"<p>{word('no-content', lang)}</p>"
    cards = Cards(run, document, source, names, pictures.get(document["path"], {}))
    cards.packed = [] if is_packed else None
    findings = cards.write()
    checks = checks_of(document, run, source, cards.anchors)
    data = data_block(f"d{number}checks", checks)
    if is_packed:
        data = packed_block(f"d{number}packed", {"text": shown, "others": cards.packed, "checks": checks})
        shown = f"<p>{word('packed', lang)}</p>"
    return (
        summary_table(document, run)
        + f'<div class="tabs js"><button type="button" data-do="findings" aria-pressed="true">{word("findings", lang)}</button>'
        f'<button type="button" data-do="source" aria-pressed="false">{word("source-text", lang)}</button></div>'
        f'<div class="panes"><section class="findings" aria-label="{word("findings", lang)}">'
        f"{findings}{unchecked_section(document, source)}</section>"
        f'<section class="source" aria-label="{word("source-text", lang)}" tabindex="0">{_legend(figures, lang)}'
        f'<div class="text" lang="{language_of(content)}">{shown}</div></section></div>' + data
    )


def _legend(figures: Figures, lang: Lang) -> str:
    """What the marks of figures mean, and how many figures have each."""
    counts = Counter(figure.state for figure in figures.by_number if figure.is_placed and figure.printed)
    made = "".join(
        f'<li><b class="f {state}">123</b> {word(f"state-{state}", lang)} <span>{counts[state]}</span></li>'
        for state in STATES
        if counts[state]
    )
    return f'<ul class="legend" aria-label="{word("legend", lang)}">{made}</ul>' if made else ""


def _footer(document: DocumentRecord, run: RunRecord) -> str:
    lang = document["language"]
    parts = {"file": one_line(document["path"])}
    if document["status"] == "audited":
        encoding = document["encoding"]
        parts["reader"] = document["format"] + (f" · {word('encoding', lang)} {encoding}" if encoding else "")
        parts["SHA-256"] = document["sha256"]
        if "between" not in document:
            counts = [f"{word(f'{state}-figures', lang)} {count}" for state, count in _numerals(document).items()]
            parts["coverage"] = " · ".join([word("numerals", lang, figures=document["coverage"]["figures"]), *counts])
    parts["version"] = f"{run['tool']['name']} {run['tool']['version']}"
    made = "".join(
        f"<div><dt>{word(key, lang)}</dt><dd><bdi>{escaped(text)}</bdi></dd></div>" for key, text in parts.items()
    )
    return f"<footer><dl>{made}</dl></footer>"

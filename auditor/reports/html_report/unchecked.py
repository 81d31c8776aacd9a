"""What of a document was not checked, with reasons and places: gaps, notes on reading, undecided relations, figures without a check."""

from __future__ import annotations

from auditor.records import DocumentRecord
from auditor.records.messages import say
from auditor.reports.html_report.markup import escaped
from auditor.reports.html_report.source import Source
from auditor.reports.html_report.words import word


def unchecked_section(document: DocumentRecord, source: Source) -> str:
    """The section; places are links into the document as it is shown."""
    lang, coverage = document["language"], document["coverage"]
    lists = {
        "gap-list": [_at(gap["line"], gap["reason"], source) for gap in document["gaps"]],
        "notice-list": [escaped(notice["text"]) for notice in document["notices"]],
        "undecided-list": _counted(document["checks"]["undecided"]),
        "unchecked-list": [
            _at(entry["line"], entry["reason"], source, entry["printed"], entry["column"])
            for entry in coverage["unchecked"]
        ],
        "excluded-list": _counted(coverage["excluded_for"]),
    }
    made = "".join(
        f"<h3>{word(key, lang)} <span>{len(entries)}</span></h3><ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>"
        for key, entries in lists.items()
        if entries
    )
    is_open = " open" if document["gaps"] or not document["complete"] else ""
    body = made or f"<p>{word('all-checked', lang)}</p>"
    title = word("unchecked", lang)
    return f'<details class="open-points" id="{source.prefix}unchecked"{is_open}><summary>{title}</summary>{body}</details>'


def _counted(counts: dict[str, int]) -> list[str]:
    return [f"{escaped(reason)} <b>×{count}</b>" for reason, count in counts.items()]


def _at(line: int, reason: str, source: Source, printed: str = "", column: int = 0) -> str:
    place = say("at-line", source.lang, line=line)
    number = source.figures.find(line, column)
    anchor = f"{source.prefix}f{number}" if number is not None else source.anchor(line)
    link = f'<a href="#{anchor}">{place}</a>' if anchor else place
    return f"{link} {f'<b>{escaped(printed)}</b> ' if printed else ''}{escaped(reason)}"

"""The summary of a GitHub job: the verdict first, a line for each document, every finding folded up behind its title."""

from __future__ import annotations

from html import escape
from itertools import islice

from auditor.messages import Catalogue, tell
from auditor.records import DocumentRecord, Lang, RunRecord
from auditor.records.messages import say
from auditor.records.spool import outlines_of
from auditor.reports.extent import WHOLE, Extent
from auditor.reports.places import Found, count_open, gravest_first, path_of, spot_of
from auditor.reports.standing import (
    counts_of,
    language_of_run,
    left_out_of,
    shortcomings_of,
    standing_of,
    standing_of_run,
    total_of,
)
from auditor.reports.terms import diagnosis_text, lapsed_text, one_line
from auditor.reports.text_report import written_out

_LARGEST = 900 * 1024
"""Bytes. GitHub refuses a summary of more than 1,024 KiB as a whole; other formats of the run may add to it."""
_WORDS = Catalogue("github")


def summary(run: RunRecord, lang: Lang | None, *, extent: Extent = WHOLE) -> str:
    """Markdown of less than 900 KiB: what does not fit is left out section by section, the least grave first, and counted.

    Everything that a document says stands escaped within blocks of HTML, where Markdown means nothing.
    """
    language = language_of_run(run, lang)
    word = standing_of_run(run)
    verdict = say(f"verdict-{word}", language) if word else tell(_WORDS, "nothing", language)
    head = f"## {verdict}\n\n{_text(total_of(run, language))}\n\n"
    left_out = left_out_of(run, language)
    head += f"{_text(left_out)}\n\n" if left_out else ""
    table = _table(run, language)
    if _size(table) > _LARGEST // 2:
        table = f"{tell(_WORDS, 'documents-left', language)}\n\n"
    left = _LARGEST - _size(head + table) - 1024
    sections = []
    for found in islice(gravest_first(run), extent.most):
        section = _finding(found, run)
        if _size(section) > left:
            break
        left -= _size(section)
        sections.append(section)
    more = count_open(run) - len(sections)
    if more:
        sections.append(f"{tell(_WORDS, 'findings-left', language, count=more)}\n\n")
    return "".join([head, table, *sections])


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _text(text: str) -> str:
    return escape(one_line(text))


def _table(run: RunRecord, lang: Lang) -> str:
    names = [tell(_WORDS, "document", lang), tell(_WORDS, "standing", lang)]
    names += [say(severity, lang) for severity in ("error", "warning", "note")]
    names.append(tell(_WORDS, "decided", lang))
    rows = [_row(document) for document in outlines_of(run)]
    return f"<table>\n<tr>{''.join(f'<th>{name}</th>' for name in names)}</tr>\n{''.join(rows)}</table>\n\n"


def _row(document: DocumentRecord) -> str:
    lang = document.get("language", "zh")
    counts = counts_of(document)
    verdict = _text(say(f"verdict-{standing_of(document)}", lang))
    reasons = "".join(f"<br>{_text(reason)}" for reason in shortcomings_of(document))
    decided = str(document["checks"]["decided"]) if document["status"] == "audited" else ""
    numbers = [str(counts[severity]) if decided else "" for severity in ("error", "warning", "note")]
    cells = [_text(path_of(document)), verdict + reasons, *numbers, decided]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def _finding(found: Found, run: RunRecord) -> str:
    document, finding = found.document, found.finding
    lang = document["language"]
    rule = run["rules"][finding["rule"]]
    title = f"{say(finding['severity'], lang)} {finding['rule']} {finding['id']} {rule['title'][lang]}"
    place = f"{path_of(document)} {spot_of(found.place, lang)}"
    lines = [*written_out(found.head, lang), *([finding["formula"]] if finding["formula"] else [])]
    lines += [
        finding["sentence"],
        *finding["remarks"],
        *diagnosis_text(finding),
        *lapsed_text(finding, lang),
        f"{say('source', lang)}{'：' if lang == 'zh' else ': '}{rule['source'][lang]}",
    ]
    # An empty line would end the block of HTML, and Markdown would begin.
    worked = "\n".join(_text(line) if line.strip() else "&nbsp;" for line in map(one_line, lines))
    return f"<details><summary>{_text(title)} — {_text(place)}</summary>\n<pre>\n{worked}\n</pre>\n</details>\n\n"

"""The table of findings that is printed on the first page of a document; on a screen the findings themselves stand there."""

from __future__ import annotations

from auditor.records import DocumentRecord, FindingRecord, RunRecord
from auditor.records.messages import say
from auditor.reports.amounts import beside, difference, head_of, listed_findings, other, printed
from auditor.reports.html_report.calculations import place_of
from auditor.reports.html_report.markup import escaped
from auditor.reports.html_report.words import word
from auditor.reports.standing import counts_of
from auditor.reports.terms import diagnosis_text

_HEADS = ("summary-number", "summary-place", "summary-what", "summary-printed", "summary-against", "summary-difference")


def summary_table(document: DocumentRecord, run: RunRecord) -> str:
    """Errors and warnings with their figures, how many notes there are beside; empty where nothing is to be listed."""
    lang, found = document["language"], listed_findings(document)
    if not found:
        return ""
    heads = "".join(f"<th scope=col>{word(key, lang)}</th>" for key in _HEADS)
    rows = "".join(_row(number, finding, document, run) for number, finding in enumerate(found, 1))
    notes = counts_of(document)["note"]
    more = f"<p>{word('summary-notes', lang, count=notes)}</p>" if notes else ""
    return f'<div class="summary"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}</div>'


def _row(number: int, finding: FindingRecord, document: DocumentRecord, run: RunRecord) -> str:
    lang, verdict = document["language"], head_of(finding, document)
    first = verdict["terms"][0]
    rules = run.get("rules", {})
    title = rules[finding["rule"]]["title"][lang] if finding["rule"] in rules else finding["rule"]
    told = "".join(f"<b>{escaped(text)}</b>" for text in diagnosis_text(finding))
    against = beside(verdict, lang)
    return (
        f"<tr><td>{number}</td><td>{escaped(place_of(first, lang))}<small>{say(finding['severity'], lang)}</small></td>"
        f"<td>{escaped(first['label'])}<small>{escaped(title)} <code>{escaped(finding['id'])}</code></small>{told}</td>"
        f"<td class=amount>{escaped(printed(verdict, lang))}</td>"
        f"<td class=amount>{escaped(other(verdict, lang)[0])}{f'<small>{escaped(against)}</small>' if against else ''}</td>"
        f"<td class=amount>{escaped(difference(verdict, lang))}</td></tr>"
    )

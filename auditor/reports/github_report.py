"""A run as annotations of a GitHub workflow, and as the summary of its job."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from auditor.messages import Catalogue, tell
from auditor.records import DocumentRecord, Lang, RunRecord, SeverityName
from auditor.records.messages import say
from auditor.records.model import ExceptionRecord
from auditor.records.spool import outlines_of
from auditor.reports.extent import WHOLE, Extent
from auditor.reports.github_summary import summary
from auditor.reports.places import Found, count_open, has_own_lines, open_findings, path_of, relative_path, spot_of
from auditor.reports.standing import language_of_run, left_out_of, shortcomings_of, shortfall_of, total_of
from auditor.reports.terms import one_line
from auditor.tuples import NamedTuple

__all__ = ["render", "summary"]

_LEVELS: dict[SeverityName, str] = {"error": "error", "warning": "warning", "note": "notice"}
_MOST = 10
"""So many annotations of a level GitHub shows for a step; further ones it drops without a word."""
_WORDS = Catalogue("github")


class _Annotation(NamedTuple):
    level: str
    properties: dict[str, str]
    message: str


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False, extent: Extent = WHOLE) -> Iterator[str]:
    """At most ten annotations of each level, the last of them for all that are left; then the total as plain text."""
    language = language_of_run(run, lang)
    others = [annotation for document in outlines_of(run) for annotation in _unaudited(document)]
    others += [_exception(exception, language) for exception in run.get("exceptions", [])]
    left_out = left_out_of(run, language)
    title = f"{run['tool']['name']} {say('left-out-title', language)}"
    others += [_Annotation("warning", {"title": title}, one_line(left_out))] if left_out else []
    left = count_open(run) if extent.most is None else extent.most
    for severity, level in _LEVELS.items():
        own = [annotation for annotation in others if annotation.level == level]
        told = min(left, count_open(run, (severity,)))
        left -= told
        count = len(own) + count_open(run, (severity,))
        most = count if len(own) + told == count <= _MOST else min(len(own) + told, _MOST - 1)
        found = map(_finding, open_findings(run, (severity,)))
        yield from (f"{_line(annotation)}\n" for annotation in islice(chain(own, found), most))
        if most < count:
            more = tell(_WORDS, "more", language, count=count - most)
            yield f"{_line(_Annotation(level, {'title': run['tool']['name']}, more))}\n"
    yield f"{one_line(total_of(run, language))}\n"


def _finding(found: Found) -> _Annotation:
    document, finding = found.document, found.finding
    place, lang = found.place, document["language"]
    properties = {"file": path_of(document)}
    spot = ""
    if has_own_lines(document):
        properties |= {"line": str(place["line"]), "col": str(place["column"])}
    else:
        spot = f" {spot_of(place, lang)}"
    properties["title"] = one_line(f"{finding['rule']} {finding['id']}{spot}")
    return _Annotation(_LEVELS[finding["severity"]], properties, one_line(finding["message"]))


def _exception(exception: ExceptionRecord, lang: Lang) -> _Annotation:
    """A waiver or an entry of the baseline that no longer fits, at its line."""
    title = one_line(f"{say('exception-' + exception['by'], lang)} {exception['id']}")
    properties = {"file": relative_path(exception["file"]), "line": str(exception["line"]), "title": title}
    return _Annotation(_LEVELS[exception["severity"]], properties, one_line(exception["text"][lang]))


def _unaudited(document: DocumentRecord) -> list[_Annotation]:
    """One annotation for a document that was not audited in full."""
    shortfall = shortfall_of(document)
    if shortfall is None:
        return []
    lang = document.get("language", "zh")
    properties = {"file": path_of(document), "title": say(f"verdict-{shortfall}", lang)}
    said = one_line(("；" if lang == "zh" else "; ").join(shortcomings_of(document)))
    return [_Annotation("warning" if shortfall == "incomplete" else "error", properties, said)]


def _line(annotation: _Annotation) -> str:
    properties = ",".join(f"{key}={_property(value)}" for key, value in annotation.properties.items())
    return f"::{annotation.level} {properties}::{_data(annotation.message)}"


def _data(text: str) -> str:
    return one_line(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

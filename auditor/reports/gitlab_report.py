"""A run as GitLab's code quality report: one entry per open finding, and one for each document that was not audited in full."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from auditor.records import DocumentRecord, Lang, RunRecord
from auditor.records.messages import say
from auditor.records.model import ExceptionRecord
from auditor.records.spool import outlines_of
from auditor.reports.indented import indented
from auditor.reports.places import Found, number_of, open_findings, path_of, relative_path, spot_of
from auditor.reports.standing import Shortfall, language_of_run, left_out_of, shortcomings_of, shortfall_of
from auditor.reports.terms import one_line

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> Iterator[str]:
    """The entries. GitLab prints a path and a line of each: the line is that of a text file, else the page or the row.

    No byte order mark, which GitLab does not read; no two fingerprints alike, of which it shows one.
    """
    yield from indented(_told_apart(_entries(run, language_of_run(run, lang))))
    yield "\n"


def _entries(run: RunRecord, lang: Lang) -> Iterator[dict[str, Any]]:
    yield from map(_finding, open_findings(run))
    for document in outlines_of(run):
        shortfall = shortfall_of(document)
        if shortfall is not None:
            yield _unaudited(document, shortfall)
    yield from (_exception(exception, lang) for exception in run.get("exceptions", []))
    left_out = left_out_of(run, lang)
    if left_out:
        yield _left_out(relative_path(run["left_out"][0]["path"]), left_out, lang)


def _told_apart(entries: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The entries with fingerprints of their own, by how often what they are known by was there before."""
    times: Counter[bytes] = Counter()
    for entry in entries:
        known_by = entry["fingerprint"].encode("utf-8", "replace")
        # Of long paths and many findings no more is kept than this.
        short = hashlib.sha256(known_by).digest()
        times[short] += 1
        yield {**entry, "fingerprint": hashlib.sha256(known_by + f"\x1f{times[short]}".encode()).hexdigest()}


def _finding(found: Found) -> dict[str, Any]:
    document, finding = found.document, found.finding
    spot = spot_of(found.place, document["language"])
    return _entry(
        path_of(document),
        check=finding["rule"],
        severity=_SEVERITIES[finding["severity"]],
        line=number_of(document, found.place),
        description=f"{_bracketed(spot, document['language'])}{finding['message']} ({finding['id']})",
        known_by=finding["id"],
    )


def _unaudited(document: DocumentRecord, shortfall: Shortfall) -> dict[str, Any]:
    lang = document.get("language", "zh")
    reasons = ("；" if lang == "zh" else "; ").join(shortcomings_of(document))
    return _entry(
        path_of(document),
        check=shortfall,
        severity="minor" if shortfall == "incomplete" else "major",
        line=1,
        description=f"{_bracketed(say(f'verdict-{shortfall}', lang), lang)}{reasons}",
        known_by=shortfall,
    )


def _left_out(path: str, said: str, lang: Lang) -> dict[str, Any]:
    """What of folders was not looked into, at the first file of it."""
    return _entry(
        path,
        check="left-out",
        severity="minor",
        line=1,
        description=f"{_bracketed(say('left-out-title', lang), lang)}{said}",
        known_by="left-out",
    )


def _exception(exception: ExceptionRecord, lang: Lang) -> dict[str, Any]:
    """A waiver or an entry of the baseline that someone has to look at, at its line."""
    kind = f"{exception['by']}-{exception['problem']}"
    return _entry(
        relative_path(exception["file"]),
        check=kind,
        severity=_SEVERITIES[exception["severity"]],
        line=max(1, exception["line"]),
        description=f"{_bracketed(say('exception-' + exception['by'], lang), lang)}{exception['text'][lang]}",
        known_by=f"{kind}\x1f{exception['id']}",
    )


def _bracketed(words: str, lang: Lang) -> str:
    return f"【{words}】" if lang == "zh" else f"[{words}] "


def _entry(path: str, check: str, severity: str, line: int, description: str, known_by: str) -> dict[str, Any]:
    return {
        "description": one_line(description),
        "check_name": check,
        "fingerprint": f"{known_by}\x1f{path}",
        "severity": severity,
        "location": {"path": one_line(path), "lines": {"begin": line}},
    }

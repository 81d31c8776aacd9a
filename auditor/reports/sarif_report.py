"""A run as a SARIF 2.1.0 log that may be uploaded to a code scanner: what is open, each with its place and its operands."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from auditor.messages import Catalogue, tell
from auditor.records import DocumentRecord, Lang, RunRecord
from auditor.records.model import ExceptionRecord
from auditor.records.spool import outlines_of
from auditor.reports.indented import indented
from auditor.reports.places import count_open, gravest_first, has_own_lines, relative_path, uri_of
from auditor.reports.sarif_results import artifact_of, escaped, files_of, rest_of, result_of
from auditor.reports.sarif_rules import rule_of
from auditor.reports.standing import language_of_run, left_out_of, shortcomings_of, shortfall_of

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_MOST_RESULTS = 5000
"""So many results of a run a code scanner keeps."""
_REST = "further-findings"
"""The rule of the one result that stands for those cut off."""
_RESULTS = '"results": []'
"""What the results are put in place of; what documents say cannot look like it, for quotes in it are escaped."""
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "html": "text/html",
    "htm": "text/html",
    "mht": "multipart/related",
    "ofd": "application/ofd",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "md": "text/markdown",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
}
_WORDS = Catalogue("sarif")


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> Iterator[str]:
    """The log. Findings that are waived or in the baseline are not in it: code scanners show them as open.

    At most 5,000 results, the gravest first; where there are more, the last one says how many.
    """
    about = _run(run, language_of_run(run, lang))
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [about]}
    before, _, behind = json.dumps(log, ensure_ascii=False, indent=1).partition(_RESULTS)
    yield before + '"results": '
    yield from indented(
        _results(run, {rule["id"]: number for number, rule in enumerate(about["tool"]["driver"]["rules"])}), 3
    )
    yield f"{behind}\n"


def _run(run: RunRecord, lang: Lang) -> dict[str, Any]:
    """What stands around the results, which there are none of yet."""
    rules = [rule_of(code, rule, lang) for code, rule in run["rules"].items()]
    if count_open(run) > _MOST_RESULTS:
        rules.append({"id": _REST, **_described(tell(_WORDS, "further", lang))})
    documents = outlines_of(run)
    files = files_of(run)
    notifications = [told for document, index in files.entries for told in _notifications(document, index)]
    left_out = left_out_of(run, lang)
    if left_out:
        notifications.append(
            {"descriptor": {"id": "incomplete"}, "level": "warning", "message": {"text": escaped(left_out)}}
        )
    lapsed = [_exception(exception, lang) for exception in run.get("exceptions", [])]
    invocation: dict[str, Any] = {"executionSuccessful": True, "toolExecutionNotifications": notifications}
    if lapsed:
        invocation["toolConfigurationNotifications"] = lapsed
    invocation["executionSuccessful"] = all(document["status"] == "audited" for document in documents)
    return {
        "tool": {"driver": _driver(run, rules, lang)},
        "automationDetails": {"id": f"{run['tool']['name']}/"},
        "language": _LANGUAGES[lang],
        "invocations": [invocation],
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": tell(_WORDS, "root", lang)}}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(document, index) for document, index in files.entries],
        "results": [],
        "properties": {"auditor/summary": dict(run["summary"])},
    }


def _driver(run: RunRecord, rules: list[dict[str, Any]], lang: Lang) -> dict[str, Any]:
    notifications = [
        {"id": key, **_described(tell(_WORDS, key, lang))} for key in ("unreadable", "failed", "incomplete", "remark")
    ]
    return {
        "name": run["tool"]["name"],
        "version": run["tool"]["version"],
        "language": _LANGUAGES[lang],
        "rules": rules,
        "notifications": notifications,
    }


def _results(run: RunRecord, rules: dict[str, int]) -> Iterator[dict[str, Any]]:
    """The results; `rules` are the numbers of rules."""
    count = count_open(run)
    most = count if count <= _MOST_RESULTS else _MOST_RESULTS - 1
    times: Counter[tuple[int, str]] = Counter()
    files = files_of(run)
    for place, found in enumerate(gravest_first(run)):
        if place == most:
            yield rest_of(found, files, count - most, _REST, rules[_REST])
            return
        identity = (found.number, found.finding["id"])
        times[identity] += 1
        yield result_of(found, files, rules[found.finding["rule"]], times[identity])


def _described(text: str) -> dict[str, Any]:
    return {key: {"text": text} for key in ("shortDescription", "fullDescription", "help")}


def _artifact(document: DocumentRecord, index: int) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": artifact_of(document, index), "roles": ["analysisTarget"]}
    if "sha256" in document:
        artifact["mimeType"] = _TYPES.get(document["format"], "application/octet-stream")
        artifact["hashes"] = {"sha-256": document["sha256"]}
        if has_own_lines(document):
            artifact["encoding"] = document["encoding"]
    return artifact


def _notifications(document: DocumentRecord, index: int) -> list[dict[str, Any]]:
    """What of a document was not audited, and what its reader says of it."""
    shortfall = shortfall_of(document) or "incomplete"
    level = "warning" if shortfall == "incomplete" else "error"
    reasons = shortcomings_of(document)
    remarks = [notice["text"] for notice in document.get("notices", []) if notice["text"] not in reasons]
    said: list[tuple[str, str, str]] = [(shortfall, level, reason) for reason in reasons]
    said += [("remark", "note", remark) for remark in remarks]
    return [
        {
            "descriptor": {"id": key},
            "level": level,
            "message": {"text": escaped(reason)},
            "locations": [{"physicalLocation": {"artifactLocation": artifact_of(document, index)}}],
        }
        for key, level, reason in said
    ]


def _exception(exception: ExceptionRecord, lang: Lang) -> dict[str, Any]:
    """A waiver or an entry of the baseline that someone has to look at: they belong to the configuration of a run."""
    uri = uri_of(relative_path(exception["file"]))
    file = {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": "SRCROOT"}
    region = {"startLine": max(1, exception["line"])}
    return {
        "level": exception["severity"],
        "message": {"text": escaped(exception["text"][lang])},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }

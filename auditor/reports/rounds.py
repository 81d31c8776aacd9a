"""What became of findings between two audits of the same documents, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from auditor.records.choices import Lang
from auditor.records.messages import Messages, tell
from auditor.reports.standing import has_state

if TYPE_CHECKING:
    from auditor.records import DocumentRecord, FindingRecord

MESSAGES: Messages = {
    "since": (
        "与上一轮相比：已改正 {fixed} 处，新增 {new} 处，仍有 {left} 处",
        "since the last round: {fixed} fixed, {new} new, {left} left",
    ),
    "fixed": ("已改正", "fixed"),
    "new": ("新增", "new"),
    "waiting": ("等待文件或规则变动，按 Ctrl-C 结束", "waiting for documents or rules to change; Ctrl-C ends it"),
}


class Changes(NamedTuple):
    """Open findings that are gone, that came, and how many stayed."""

    fixed: list[FindingRecord]
    new: list[FindingRecord]
    left: int


def changes_of(before: DocumentRecord | None, after: DocumentRecord) -> Changes:
    """What became of a document's findings; all of them are new where there was no audit of it before."""
    old, now = _open(before), _open(after)
    fixed, new = _without(old, now), _without(now, old)
    return Changes(fixed, new, len(now) - len(new))


def change_lines(changes: Iterable[Changes], lang: Lang) -> list[str]:
    """How many findings are gone, came and stayed, then those that are gone and those that came."""
    every = list(changes)
    fixed = [finding for change in every for finding in change.fixed]
    new = [finding for change in every for finding in change.new]
    left = sum(change.left for change in every)
    return [
        tell(MESSAGES, "since", lang, fixed=len(fixed), new=len(new), left=left),
        *(_line("-", "fixed", finding, lang) for finding in fixed),
        *(_line("+", "new", finding, lang) for finding in new),
    ]


def _line(sign: str, key: str, finding: FindingRecord, lang: Lang) -> str:
    said = finding.get("sentence") or finding["message"]
    return f"  {sign} {tell(MESSAGES, key, lang)} {finding['rule']} {finding['id']}  {said}"


def _open(document: DocumentRecord | None) -> list[FindingRecord]:
    findings = document.get("findings", []) if document else []
    return [finding for finding in findings if has_state(finding, "open")]


def _without(findings: list[FindingRecord], others: list[FindingRecord]) -> list[FindingRecord]:
    """Findings that have no counterpart of the same identity among others."""
    left = Counter(finding["id"] for finding in others)
    gone = []
    for finding in findings:
        if left[finding["id"]]:
            left[finding["id"]] -= 1
        else:
            gone.append(finding)
    return gone

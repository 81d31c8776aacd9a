"""Two runs side by side, for a person or as JSON: what is new, changed, fixed, the same."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from auditor.messages import Catalogue, tell
from auditor.records import Lang
from auditor.records.comparison import KINDS, Change
from auditor.records.messages import say
from auditor.reports.terms import one_line

MESSAGES = Catalogue("comparison")


def comparison_lines(changes: Sequence[Change], lang: Lang) -> list[str]:
    """A line for each finding that is not the same, then how many there are of each kind."""
    lines = []
    for change in changes:
        finding, document = change.finding, change.document
        if change.kind != "same":
            numbers = " ".join(finding.get("numbers", []))
            if change.kind == "changed" and change.old is not None:
                numbers = " ".join(change.old.get("numbers", [])) + " -> " + numbers
            what = f"{tell(MESSAGES, change.kind, lang)}  {say(finding['severity'], lang)} {finding['rule']}"
            place = f"{document['path']}:{finding['line']}"
            lines.append(one_line(f"{what}  {finding['id']}  {place}  {numbers}  {finding['message']}"))
    counts = Counter(change.kind for change in changes)
    return [*lines, tell(MESSAGES, "totals", lang, **{kind: counts[kind] for kind in KINDS})]


def round_lines(changes: Sequence[Change], lang: Lang) -> list[str]:
    """What became of findings since the last round: how many are gone, came and stayed, then those that are gone and that came."""
    counts = Counter(change.kind for change in changes)
    left = counts["same"] + counts["changed"]
    lines = [tell(MESSAGES, "since", lang, fixed=counts["fixed"], new=counts["new"], left=left)]
    for kind, sign in (("fixed", "-"), ("new", "+")):
        for finding in (change.finding for change in changes if change.kind == kind):
            said = finding.get("sentence") or finding["message"]
            lines.append(f"  {sign} {tell(MESSAGES, kind, lang)} {finding['rule']} {finding['id']}  {said}")
    return lines


def comparison_json(changes: Sequence[Change]) -> str:
    """The same as one JSON object: counts, and the findings by kind, those that changed with their old numbers."""
    counts = Counter(change.kind for change in changes)
    entries = [
        {
            "kind": change.kind,
            "id": change.finding["id"],
            "rule": change.finding["rule"],
            "severity": change.finding["severity"],
            "document": change.document.get("key"),
            "path": change.document["path"],
            "line": change.finding["line"],
            "old_numbers": change.old.get("numbers") if change.old else None,
            "new_numbers": change.new.get("numbers") if change.new else None,
            "message": change.finding["message"],
        }
        for change in changes
    ]
    report = {"schema": 1, "counts": {kind: counts[kind] for kind in KINDS}, "findings": entries}
    return json.dumps(report, ensure_ascii=False, separators=(",", ":"))

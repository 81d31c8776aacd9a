"""Records: an audit as plain data with its sentences, in one language; every report is made from them."""

from __future__ import annotations

from auditor.records.build import record_of, run_of
from auditor.records.model import (
    LANGUAGES,
    SEVERITIES,
    BlockRecord,
    DocumentRecord,
    FindingRecord,
    Lang,
    PlaceRecord,
    RunRecord,
    SeverityName,
    TermRecord,
    TextRecord,
    VerdictRecord,
)
from auditor.records.outcome import Outcome

__all__ = [
    "LANGUAGES",
    "SEVERITIES",
    "BlockRecord",
    "DocumentRecord",
    "FindingRecord",
    "Lang",
    "Outcome",
    "PlaceRecord",
    "RunRecord",
    "SeverityName",
    "TermRecord",
    "TextRecord",
    "VerdictRecord",
    "record_of",
    "run_of",
]

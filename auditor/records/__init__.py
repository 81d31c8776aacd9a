"""Records: an audit as plain data with its sentences, in one language; every report is made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.records.build import record_of, run_of
from auditor.records.choices import LANGUAGES, SEVERITIES, Lang, SeverityName
from auditor.records.outcome import Outcome

if TYPE_CHECKING:
    from auditor.records.model import (
        BlockRecord,
        DocumentRecord,
        FindingRecord,
        PlaceRecord,
        RunRecord,
        TermRecord,
        TextRecord,
        VerdictRecord,
    )

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


def __getattr__(name: str) -> object:
    """The types of records, which only their reader needs when a program runs, are loaded when they are first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from auditor.records import model

    return getattr(model, name)

"""The closed lists of words that records choose from."""

from __future__ import annotations

from typing import Literal

from auditor.messages import LANGUAGES as LANGUAGES
from auditor.messages import Lang as Lang

SeverityName = Literal["error", "warning", "note"]
SEVERITIES: tuple[SeverityName, ...] = ("error", "warning", "note")
"""The gravest first."""
Status = Literal["audited", "unreadable", "failed"]
State = Literal["open", "waived", "baseline"]

"""Exceptions: findings that someone waived, or that legacy documents are known to have; each named, none forever unnoticed."""

from __future__ import annotations

from auditor.exceptions.apply import Scope, apply_exceptions
from auditor.exceptions.baseline import Entry, baseline_text, entries_of, load_baseline
from auditor.exceptions.waivers import Waiver, load_waivers, with_waiver

__all__ = [
    "Entry",
    "Scope",
    "Waiver",
    "apply_exceptions",
    "baseline_text",
    "entries_of",
    "load_baseline",
    "load_waivers",
    "with_waiver",
]

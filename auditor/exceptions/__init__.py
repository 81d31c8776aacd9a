"""Exceptions: findings that someone waived, or that legacy documents are known to have; each named, none forever unnoticed."""

from __future__ import annotations

from auditor.exceptions.apply import Marks, Scope
from auditor.exceptions.baseline import Entry, baseline_text, entries_of, load_baseline
from auditor.exceptions.waivers import Waiver, load_waivers, with_waiver

__all__ = [
    "Entry",
    "Marks",
    "Scope",
    "Waiver",
    "baseline_text",
    "entries_of",
    "load_baseline",
    "load_waivers",
    "with_waiver",
]

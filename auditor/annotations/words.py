"""What `auditor annotate` says."""

from __future__ import annotations

from auditor.messages import Catalogue

MESSAGES = Catalogue("annotate")

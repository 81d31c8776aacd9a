"""What `auditor init` says of the files it wrote, and what to do next after other commands."""

from __future__ import annotations

from auditor.messages import Catalogue

MESSAGES = Catalogue("commands")

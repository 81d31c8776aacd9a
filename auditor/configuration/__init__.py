"""Configuration: what `auditor.toml` or `[tool.auditor]` in `pyproject.toml` says of a project's audits."""

from __future__ import annotations

from auditor.configuration.file import find_configuration, read_configuration
from auditor.configuration.model import KEYS, Configuration

__all__ = ["KEYS", "Configuration", "find_configuration", "read_configuration"]

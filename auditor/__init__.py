"""Arithmetic consistency auditor for budget disclosures."""

__version__ = "0.1.0"

"""`auditor cache`: what was read of documents and of rule files, and is kept for the next run."""

from __future__ import annotations

import click

from auditor.cli.console import tell_user
from auditor.cli.texts import Group
from auditor.messages import told


@click.group("cache", cls=Group, help="cache")
def cache_command() -> None:
    """What is kept of documents and rules for the next run."""


@cache_command.command("clear", help="cache clear")
def clear_command() -> None:
    """Forget everything that was read."""
    from auditor.messages.themes import KEPT
    from auditor.runs.cache import DOCUMENTS
    from auditor.tomlfiles import RULES

    KEPT.clear()
    tell_user(told("forgotten", documents=DOCUMENTS.clear(), rules=RULES.clear()))

"""What documents are held against: rules, what differs for some files, and how findings are told."""

from __future__ import annotations

import re
from pathlib import Path

from auditor.globs import relative
from auditor.records.choices import Lang
from auditor.rulebook import Rulebook
from auditor.tuples import NamedTuple
from auditor.verdicts import Severity
from auditor.vocabulary import Vocabulary


class Override(NamedTuple):
    """What differs for some files: rules held, rules left out, how grave rules are."""

    files: re.Pattern[str]
    """What matches their paths from the folder of the plan, with forward slashes."""
    select: frozenset[str] | None = None
    """None for those that the plan holds."""
    ignore: frozenset[str] = frozenset()
    severities: dict[str, Severity] = {}  # noqa: RUF012 - never changed


class Plan(NamedTuple):
    """What documents are held against, and how they are told of."""

    vocabulary: Vocabulary
    rulebook: Rulebook
    codes: frozenset[str] | None = None
    """The rules to hold; None for all."""
    lang: Lang | None = None
    password: str | None = None
    overrides: tuple[Override, ...] = ()
    folder: Path = Path()
    """Where the paths of overrides start."""
    cached: bool = False
    """Whether what is read of a document is kept for the next run."""
    pictured: bool = False
    """Whether reports show pictures of pages, so that the places of figures on them are wanted."""

    def rules_for(self, path: str | Path) -> tuple[Rulebook, frozenset[str] | None]:
        """The rules for one file and the codes of those to hold, None for all; of several overrides the last prevails."""
        name = relative(path, self.folder) if self.overrides else ""
        codes, severities = self.codes, dict[str, Severity]()
        for override in self.overrides:
            if override.files.fullmatch(name):
                codes = codes if override.select is None else override.select
                if override.ignore:
                    codes = (frozenset(self.rulebook.by_code) if codes is None else codes) - override.ignore
                severities |= override.severities
        return self.rulebook.with_severities(severities), codes

    def holds(self, path: str, rule: str) -> bool:
        """Whether a rule is held against a file."""
        rulebook, codes = self.rules_for(path)
        return rule in (rulebook.by_code if codes is None else codes)

"""The exceptions the auditor raises where it cannot go on."""

from __future__ import annotations


class AuditorError(Exception):
    """Base of every exception raised on purpose; `str()` is one line for the person at the keyboard."""


class UnreadableDocument(AuditorError):
    """A document exists but its content cannot be had: unknown format, undecodable bytes, nothing in it."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english)
        self.chinese = chinese

    def __reduce__(self) -> tuple[type[UnreadableDocument], tuple[str, str]]:
        """What it takes to hand it to another process."""
        return type(self), (str(self), self.chinese)


class NoDocument(AuditorError):
    """A path does not exist, or a folder holds no document."""


class RuleFileError(AuditorError):
    """One or more problems in the files under `rules/`, each with its file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class ConfigurationError(AuditorError):
    """One or more problems in a configuration, a file of waivers or a baseline, each with its file, line and excerpt."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class UsageError(AuditorError):
    """Arguments that fit no command: an unknown rule code, language or format."""

"""The audit of one document of a collection: the same in a process of this machine and on another machine."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from auditor.collection.audit_rows import disclosures_of
from auditor.collection.parts import part_of
from auditor.collection.sources import Source, content_at, is_address, sha256_of
from auditor.documents import content_of
from auditor.errors import AuditorError
from auditor.records import Outcome
from auditor.runs.document import audited, outcome_of_end
from auditor.runs.plan import Plan
from auditor.runs.pool import End
from auditor.tuples import NamedTuple
from auditor.version import __version__

_LIBRARIES = ("msoffcrypto-tool", "olefile", "pypdfium2", "selectolax", "xlrd")
_APART = ("annotations", "cli", "configuration", "lint", "rules", "serve")
"""Folders of the package that change nothing of what an audit comes to."""


class Came(NamedTuple):
    """What came of one document."""

    part: bytes
    status: str
    trace: str | None = None
    """The traceback where the auditor itself broke on it."""


class Collecting(NamedTuple):
    """The audit of documents into parts of a store, as work for processes of their own; a thing is a path or an address."""

    plan: Plan
    program: str

    def do(self, path: str) -> Came:
        content = partial(content_at, path) if is_address(path) else None
        return audited(Path(path), self.plan, partial(self._came, path), content)

    def given_up(self, path: str, end: End) -> Came:
        outcome = outcome_of_end(Path(path), end)
        return self._came(path, outcome, outcome.error if outcome.failed else None, is_final=False)

    def name(self, path: str) -> str:
        return path

    def _came(self, path: str, outcome: Outcome, trace: str | None, is_final: bool = True) -> Came:
        outcome = outcome._replace(path=path)
        sha256 = outcome.audit.facts.document.sha256 if outcome.audit else _content_sum(path, unread=not is_final)
        is_known = outcome.audit is not None or (outcome.status == "unreadable" and bool(sha256))
        disclosures = disclosures_of(outcome, shown(path), sha256, sum_of(path), self.plan.lang)
        return Came(part_of(sha256, outcome.status, is_final and is_known, disclosures), outcome.status, trace)


def _content_sum(path: str, *, unread: bool) -> str:
    """The SHA-256 of what could not be audited, empty where it cannot be had; what is `unread` was more than a process could take."""
    found = sha256_of(path)
    if found or unread:
        return found
    try:
        return hashlib.sha256(content_at(path) if is_address(path) else content_of(path)).hexdigest()
    except AuditorError:
        return ""


def shown(path: str) -> str:
    """A path as text that can be kept: what is no character in it is told by its number."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def sum_of(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


@cache
def program() -> str:
    """What audits documents: the sources of this package, the libraries that read documents, Python."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}".encode())
    for source in sorted(file for file in package.rglob("*") if file.suffix in (".py", ".toml") and file.is_file()):
        if source.relative_to(package).parts[0] not in _APART:
            digest.update(hashlib.sha256(source.read_bytes()).digest())
    for library in _LIBRARIES:
        digest.update(_version_of(library).encode())
    return digest.hexdigest()


def _version_of(library: str) -> str:
    try:
        return f"{library} {version(library)}\n"
    except PackageNotFoundError:
        return f"{library}\n"


class Works:
    """What the audit of each document is made by, as a key: a document is audited again where that, or its content, is another."""

    def __init__(self, plan: Plan, folders: Iterable[Path]) -> None:
        """`folders` are those that the rules of the plan were read from."""
        digest = hashlib.sha256(program().encode())
        for folder in folders:
            for file in sorted(folder.rglob("*.toml")):
                digest.update(f"{file.relative_to(folder).as_posix()}\n".encode("utf-8", "surrogateescape"))
                digest.update(hashlib.sha256(file.read_bytes()).digest())
        self._rules, self._plan = digest.hexdigest(), plan
        self._alike = None if plan.overrides else self._held("")

    def of(self, path: str) -> str:
        """The key for one document. Its name is in it: what it is called may tell its format, or the body it is of."""
        held = self._held(path) if self._alike is None else self._alike
        return sum_of(json.dumps([self._rules, Path(path).name, held]))[:32]

    def _held(self, path: str) -> str:
        """What is held against a document, and how it is told of."""
        rulebook, codes = self._plan.rules_for(path)
        severities = [(code, rule.severity) for code, rule in sorted(rulebook.by_code.items())]
        return sum_of(json.dumps([self._plan.lang, None if codes is None else sorted(codes), severities]))


def name_of_part(source: Source, work: str) -> str:
    """The name that a part is kept under: the same document, unchanged and audited by the same, has the same."""
    name = sum_of(json.dumps([source, work]))[:32]
    return f"{name[:2]}/{name}"

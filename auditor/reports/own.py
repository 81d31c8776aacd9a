"""Which files are reports of the auditor, so that none is audited as a document where it lies among them.

Pages, workbooks and Word files bear a mark, which stays when somebody fills them in and saves them; JSON, CSV, JUnit and SARIF are known
by how they begin, what is text by the line that counts what was checked or found.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from auditor.documents.zipped import archive_of
from auditor.errors import AuditorError
from auditor.files import ends_of
from auditor.patterns import regex
from auditor.records.choices import LANGUAGES
from auditor.records.messages import say

MARK = "report of budget-disclosure-auditor"
"""What a report says of itself where its format has a place for it."""
_ENDS = 2**16
"""Bytes at either end of a file in which it is told what it is."""
_PACKAGED = b"PK"
_ABOUT = "docProps/core.xml"
_COUNTING = ("checked", "total")
_BLANK = regex(r"\\\{\w+\\\}")


def is_package(file: Path) -> bool:
    """Whether a file is a package, as workbooks and Word files are, or lies in one, which only a process of its own opens."""
    if archive_of(file) is not None:
        return True
    try:
        return ends_of(file, len(_PACKAGED))[0] == _PACKAGED
    except OSError:
        return False


def is_report(file: Path) -> bool:
    """Whether a file is a report of the auditor; one that cannot be read is none."""
    try:
        head, tail = _ends_of(file)
    except (OSError, AuditorError):
        return False
    return _is_package(file) if head.startswith(_PACKAGED) else _is_text(head, tail)


def _ends_of(file: Path) -> tuple[bytes, bytes]:
    """The first and the last bytes of a file, be it one in an archive."""
    if archive_of(file) is None:
        return ends_of(file, _ENDS)
    from auditor.documents import content_of

    content = content_of(file)
    return content[:_ENDS], content[-_ENDS:]


def _is_package(file: Path) -> bool:
    """Whether a workbook or a Word file bears the mark among what it says of itself."""
    # A document of another format does not need it.
    from auditor.documents import content_of
    from auditor.documents.archive import Archive

    try:
        package = Archive(content_of(file))
        return _ABOUT in package.names and any(element.text == MARK for element in package.parse(_ABOUT).iter())
    except AuditorError:
        return False


def _is_text(head: bytes, tail: bytes) -> bool:
    if head.startswith(b"%PDF-"):
        return False
    if _marked().search(head):
        return True
    # As a shell writes it that has another encoding.
    encodings = ["utf-16"] if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8", "gb18030"]
    return any(_counted().search(part.decode(encoding, "replace")) for encoding in encodings for part in (head, tail))


@cache
def _marked() -> re.Pattern[bytes]:
    from auditor.reports.csv_report import COLUMNS

    marks = (
        rf'<meta name="generator" content="{re.escape(MARK)}">',
        rf"\A(?:\xef\xbb\xbf)?{','.join(COLUMNS)}\r?\n",
        r'\A\{(?:"type":"run",)?"schema":\d+,"tool":\{"name":"auditor"',
        r'"driver": \{\s*"name": "auditor"',
        r'<testsuites name="auditor"',
    )
    return re.compile("|".join(marks).encode("latin-1"))


@cache
def _counted() -> re.Pattern[str]:
    """The line of a report for people that counts what was checked of a document, or found in all."""

    def blank(found: re.Match[str]) -> str:
        return r"[^\r\n]*" if "rest" in found[0] else r"\d+"

    lines = "|".join(_BLANK.sub(blank, re.escape(say(key, lang))) for key in _COUNTING for lang in LANGUAGES)
    return re.compile(rf"^ {{0,4}}(?:{lines})\r?$", re.MULTILINE)

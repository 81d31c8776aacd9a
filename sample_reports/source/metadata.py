"""Takes out of a file when, where and by what program it was made, so that it comes out the same every time."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/app.xml"
_NO_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_PROGRAM = re.compile(rb"/(?:Creator|Producer)<[0-9A-F]*>")
_MADE = re.compile(rb"(?<=/CreationDate\()D:\d{14}")
_CHECKSUMS = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


def plain_package(content: bytes) -> bytes:
    """A zipped document (`.docx`, `.xlsx`) without times and without the program's name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as plain:
        for entry in given.infolist():
            inside = _NO_PROPERTIES if entry.filename == _PROPERTIES else given.read(entry)
            named = zipfile.ZipInfo(entry.filename, _EPOCH)
            named.compress_type = zipfile.ZIP_DEFLATED
            plain.writestr(named, inside)
    return stream.getvalue()


def plain_pdf(content: bytes, day: str) -> bytes:
    """A PDF whose information says the given day (ISO 8601) and no program; no byte moves, so its offsets hold."""
    head, trailer = content[: content.rindex(b"trailer")], content[content.rindex(b"trailer") :]
    head = _PROGRAM.sub(lambda found: b" " * len(found[0]), head)
    head = _MADE.sub(f"D:{day.replace('-', '')}000000".encode(), head)
    checksum = hashlib.sha256(head).hexdigest()[:32].upper().encode()
    return head + _CHECKSUMS.sub(checksum, trailer)

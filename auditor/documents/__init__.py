"""Documents: a path becomes paragraphs and tables whose every character has its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from itertools import takewhile
from pathlib import Path

from auditor.documents.decryption import decrypt
from auditor.documents.encoding import decode
from auditor.documents.formats import NAMES, UNREAD, format_of
from auditor.documents.model import (
    Block,
    Column,
    Document,
    Location,
    Notice,
    Origin,
    Paragraph,
    Piece,
    Residue,
    SourceText,
    Table,
)
from auditor.documents.raw import Found
from auditor.documents.rendition import lay_out, rendition
from auditor.documents.spaces import is_spaced, squeeze
from auditor.documents.text import read_text
from auditor.errors import NoDocument, UnreadableDocument
from auditor.files import IrregularFile, LargeFile, read_regular

__all__ = [
    "EXCLUDED_NAMES",
    "LOCK_FILES",
    "Block",
    "Column",
    "Document",
    "Location",
    "Notice",
    "Origin",
    "Paragraph",
    "Piece",
    "Residue",
    "SourceText",
    "Table",
    "content_of",
    "find_documents",
    "is_spaced",
    "kind_of_file",
    "read_document",
    "rendition",
    "squeeze",
]

EXCLUDED_NAMES = ("README*", "CHANGELOG*", "LICENSE*", ".*", "~$*")
"""Files of a folder that are no disclosures."""
LOCK_FILES = ("~$*", ".~*")
"""Files that word processors and spreadsheets put beside one that is open."""

_GLOB = re.compile(r"[*?\[]")
_LARGEST = 64 * 1024 * 1024
_EXTENSIONS = frozenset((*(name for names in NAMES.values() for name in names), *UNREAD))


def read_document(path: str | Path, password: str | None = None, content: bytes | None = None) -> Document:
    """Read one file; raises `NoDocument` where there is none and `UnreadableDocument` where it cannot be read.

    The content decides the format, not the name. `password` opens an encrypted file. With `content` the file itself, which need not
    be there, is not opened.
    """
    file = Path(path)
    if content is None:
        content = content_of(file)
    sha256 = hashlib.sha256(content).hexdigest()
    extension = file.suffix.lower().removeprefix(".")
    kind = format_of(content, extension)
    if kind == "encrypted" or (password is not None and kind in ("doc", "xls")):
        content = decrypt(content, password)
        kind = format_of(content, extension)
    if kind == "txt":
        text, encoding = decode(content)
        document = read_text(str(path), text, encoding, sha256, extension if extension in NAMES["txt"] else "txt")
    else:
        found, encoding = _READERS[kind](content, password)
        document = lay_out(str(path), extension if extension in NAMES[kind] else kind, encoding, sha256, found)
    if extension in NAMES[kind]:
        return document
    notice = Notice(1, "named-otherwise", {"name": file.suffix or file.name, "format": kind})
    return document._replace(notices=(notice, *document.notices))


def kind_of_file(path: str | Path, password: str | None = None) -> tuple[str, bytes]:
    """What format a file has, by its content, as a key of `formats.NAMES`, and the content as it is; raises as `read_document` does."""
    file = Path(path)
    content = content_of(file)
    extension = file.suffix.lower().removeprefix(".")
    kind = format_of(content, extension)
    return (format_of(decrypt(content, password), extension) if kind == "encrypted" else kind), content


def content_of(file: str | Path) -> bytes:
    """The bytes of a document; raises `NoDocument` where there is none and `UnreadableDocument` where they cannot be had."""
    try:
        return read_regular(file, _LARGEST)
    except FileNotFoundError as error:
        raise NoDocument(f"{file}: there is no such file") from error
    except LargeFile as error:
        size = _LARGEST // 2**20
        raise UnreadableDocument(f"it is larger than {size} MiB", f"文件超过 {size} MiB") from error
    except IrregularFile as error:
        raise UnreadableDocument(
            "it is no file but a pipe, a socket or a device", "它是管道、套接字或设备，不是文件"
        ) from error
    except OSError as error:
        reason = error.strerror or "unknown"
        raise UnreadableDocument(f"it cannot be opened: {reason}", f"文件无法打开：{reason}") from error


# Each reader brings its own library, which a document of another format does not need.


def _read_pdf(content: bytes, password: str | None) -> tuple[list[Found], str]:
    from auditor.documents.pdf import read_pdf

    return read_pdf(content, password), ""


def _read_word_xml(content: bytes, password: str | None) -> tuple[list[Found], str]:
    from auditor.documents.word_xml import read_word_xml

    return read_word_xml(content), ""


def _read_word_binary(content: bytes, password: str | None) -> tuple[list[Found], str]:
    from auditor.documents.word_binary import read_word_binary

    return read_word_binary(content), ""


def _read_workbook_xml(content: bytes, password: str | None) -> tuple[list[Found], str]:
    from auditor.documents.workbook.xml_reader import read_workbook_xml

    return read_workbook_xml(content), ""


def _read_workbook_binary(content: bytes, password: str | None) -> tuple[list[Found], str]:
    from auditor.documents.workbook.binary_reader import read_workbook_binary

    return read_workbook_binary(content), ""


def _read_web_page(content: bytes, password: str | None) -> tuple[list[Found], str]:
    from auditor.documents.web_page import read_web_page

    return read_web_page(content)


def _read_web_archive(content: bytes, password: str | None) -> tuple[list[Found], str]:
    from auditor.documents.web_page import read_web_archive

    return read_web_archive(content)


_READERS: dict[str, Callable[[bytes, str | None], tuple[list[Found], str]]] = {
    "pdf": _read_pdf,
    "docx": _read_word_xml,
    "doc": _read_word_binary,
    "xlsx": _read_workbook_xml,
    "xls": _read_workbook_binary,
    "html": _read_web_page,
    "mht": _read_web_archive,
}


def find_documents(paths: Iterable[str | Path], excluded: Iterable[str] = EXCLUDED_NAMES) -> list[Path]:
    """The documents behind paths, folders and globs searched in name order; raises `NoDocument` for one without any."""
    patterns = tuple(excluded)
    found: list[Path] = []
    for given in map(Path, paths):
        if _GLOB.search(str(given)) and not given.exists():
            base = _base(given)
            expanded = base.glob(given.relative_to(base).as_posix())
            inside = [file for file in sorted(expanded) if _is_document(file, base, patterns)]
            if not inside:
                raise NoDocument(f"{given}: no document is named so")
            found.extend(inside)
        elif given.is_dir():
            inside = [file for file in sorted(given.rglob("*")) if _is_document(file, given, patterns)]
            if not inside:
                raise NoDocument(f"{given}: no document in this folder")
            found.extend(inside)
        elif given.exists():
            found.append(given)
        else:
            raise NoDocument(f"{given}: there is no such file or folder")
    return list(dict.fromkeys(found))


def _base(glob: Path) -> Path:
    """The folder in which a glob is looked for."""
    return Path(*takewhile(lambda part: not _GLOB.search(part), glob.parts))


def _is_document(file: Path, root: Path, excluded: tuple[str, ...]) -> bool:
    if file.suffix.lower().removeprefix(".") not in _EXTENSIONS or not file.is_file():
        return False
    return not any(fnmatch(part, pattern) for part in file.relative_to(root).parts for pattern in excluded)

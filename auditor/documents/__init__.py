"""Documents: a path becomes paragraphs and tables whose every character has its place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from auditor.documents.decryption import decrypt
from auditor.documents.encoding import decode
from auditor.documents.formats import NAMES, format_of
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
from auditor.documents.refusals import refused
from auditor.documents.rendition import lay_out, rendition
from auditor.documents.search import EXCLUDED_NAMES, NEVER_DOCUMENTS, find_documents, search
from auditor.documents.spaces import is_spaced, squeeze
from auditor.documents.text import read_text
from auditor.documents.zipped import archive_of, content_in
from auditor.errors import AuditorError, NoDocument
from auditor.files import IrregularFile, LargeFile, read_regular
from auditor.messages import system_sentence, told

__all__ = [
    "EXCLUDED_NAMES",
    "NEVER_DOCUMENTS",
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
    "search",
    "squeeze",
]

_LARGEST = 64 * 1024 * 1024


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
    archived = archive_of(Path(file))
    try:
        return read_regular(file, _LARGEST) if archived is None else content_in(*archived, _LARGEST)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise _no_file(Path(file)) from error
    except LargeFile as error:
        size = _LARGEST // 2**20
        raise refused("too-large", size=size) from error
    except IrregularFile as error:
        raise refused("irregular") from error
    except OSError as error:
        raise refused("not-opened", reason=system_sentence(error, "unreadable-file")) from error


def _no_file(file: Path) -> AuditorError:
    """Why a path is no file: a folder, which may be closed, a link to nothing, or nothing at all."""
    if file.is_dir():
        try:
            os.scandir(file).close()
        except OSError as error:
            return refused("folder-closed", reason=system_sentence(error, "unreadable-file"))
        return refused("folder")
    if file.is_symlink():
        target = file.readlink()
        return refused("link-to-nothing", target=target)
    return NoDocument(told("no-such-file", file=file))


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


def _read_csv(content: bytes, password: str | None) -> tuple[list[Found], str]:
    from auditor.documents.workbook.csv_reader import read_csv

    return read_csv(content)


def _read_rich_text(content: bytes, password: str | None) -> tuple[list[Found], str]:
    from auditor.documents.rich_text import read_rich_text

    return read_rich_text(content), ""


def _read_ofd(content: bytes, password: str | None) -> tuple[list[Found], str]:
    from auditor.documents.ofd import read_ofd

    return read_ofd(content), ""


_READERS: dict[str, Callable[[bytes, str | None], tuple[list[Found], str]]] = {
    "pdf": _read_pdf,
    "docx": _read_word_xml,
    "doc": _read_word_binary,
    "xlsx": _read_workbook_xml,
    "xls": _read_workbook_binary,
    "html": _read_web_page,
    "mht": _read_web_archive,
    "csv": _read_csv,
    "rtf": _read_rich_text,
    "ofd": _read_ofd,
}

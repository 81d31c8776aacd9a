"""The format of a file, told by its content: a name may be wrong, and often is."""

from __future__ import annotations

import re
from io import BytesIO

from auditor.documents.container import SIGNATURE, streams_of
from auditor.documents.refusals import damaged, refused
from auditor.documents.zipped import check_bounds
from auditor.errors import UnreadableDocument
from auditor.patterns import regex

NAMES: dict[str, tuple[str, ...]] = {
    "txt": ("txt", "md", "tsv", "text"),
    "pdf": ("pdf",),
    "docx": ("docx", "docm", "dotx", "wps"),
    "doc": ("doc", "dot", "wps", "wpt"),
    "xlsx": ("xlsx", "xlsm", "xltx", "et"),
    "xls": ("xls", "xlt", "et", "ett"),
    "html": ("html", "htm", "xhtml", "shtml"),
    "mht": ("mht", "mhtml"),
    "csv": ("csv",),
    "rtf": ("rtf",),
    "ofd": ("ofd",),
}
"""The formats that are read, and the extensions a file of each goes by."""

UNREAD = ("odt", "ods", "pptx", "ppt", "xlsb", "uof", "caj")
"""Extensions of documents that are not read, so that a folder with one is not taken for audited."""

ARCHIVES = ("zip",)
"""Extensions of archives that are opened as folders are."""

_HEAD = 4096
_PAGE = regex(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta)[\s>]", re.IGNORECASE)
_ARCHIVE_MAIL = regex(rb"^(?:MIME-Version|From|Content-Type|Subject|Date|Snapshot-Content-Location):", re.I | re.M)
_AS_DOCX = ("save it as .docx or PDF", "请另存为 .docx 或 PDF")
_AS_XLSX = ("save it as .xlsx", "请另存为 .xlsx")
_AS_PDF = ("publish it as PDF with text, or as .docx", "请提供含文字的 PDF 或 .docx")
_UNPACK = ("unpack it and audit the files in it", "请解压后核对其中的文件")

_MAGIC: tuple[tuple[bytes, str, str, tuple[str, str]], ...] = (
    (b"\x89PNG", "an image", "图片", _AS_PDF),
    (b"\xff\xd8\xff", "an image", "图片", _AS_PDF),
    (b"GIF8", "an image", "图片", _AS_PDF),
    (b"II*\x00", "an image", "图片", _AS_PDF),
    (b"MM\x00*", "an image", "图片", _AS_PDF),
    (b"BM", "an image", "图片", _AS_PDF),
    (b"Rar!", "a RAR archive", "RAR 压缩包", _UNPACK),
    (b"7z\xbc\xaf", "a 7z archive", "7z 压缩包", _UNPACK),
    (b"\x1f\x8b", "a gzip archive", "gzip 压缩包", _UNPACK),
    (b"HWP Document", "a Hangul file", "HWP 文件", _AS_DOCX),
)
_IN_ZIP: tuple[tuple[str, str, str, tuple[str, str]], ...] = (
    ("ppt/", "a PowerPoint file", "演示文稿", _AS_PDF),
    ("xl/workbook.bin", "a binary .xlsb workbook", ".xlsb 二进制工作簿", _AS_XLSX),
)
_POINTERS: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (re.compile(rb"version https://git-lfs\.github\.com/spec/"), "Git LFS", "git lfs pull"),
    (re.compile(rb"(?:\.\./)*(?:\.git)?/annex/objects/[^\n]+\n?\Z"), "git-annex", "git annex get"),
)
"""What stands in a working copy in place of a file that was not fetched."""
_LONGEST_POINTER = 1024


def format_of(content: bytes, extension: str) -> str:
    """Which of `NAMES` a file is; raises `UnreadableDocument` with what to do instead where it is none of them."""
    if not content.strip(b"\x00\x09\x0a\x0d\x20"):
        raise refused("empty")
    head = content[:_HEAD]
    for pattern, keeper, command in _POINTERS if len(content) <= _LONGEST_POINTER else ():
        if pattern.match(content):
            raise refused("pointer", keeper=keeper, command=command)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"PK"):
        return _format_in_zip(content, extension)
    if head.startswith(SIGNATURE):
        return _format_in_container(content)
    for magic, english, chinese, advice in _MAGIC:
        if head.startswith(magic):
            raise _unsupported(english, chinese, advice)
    return _format_of_text(head, extension)


def _format_of_text(head: bytes, extension: str) -> str:
    plain = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    start = plain.lstrip()
    if start.startswith(b"<") or extension in NAMES["html"]:
        if b"urn:schemas-microsoft-com:office:spreadsheet" in plain and not re.search(rb"<html", plain, re.I):
            raise _unsupported("an XML spreadsheet of 2003", "Excel 2003 XML 表格", _AS_XLSX)
        if b"schemas.microsoft.com/office/word/2003/wordml" in plain:
            raise _unsupported("a Word document of 2003 in XML", "Word 2003 XML 文档", _AS_DOCX)
        if _PAGE.search(plain):
            return "html"
        if start.startswith(b"<?xml"):
            raise _unsupported("an XML file of an unknown kind", "未知类型的 XML 文件", _AS_DOCX)
    if len(_ARCHIVE_MAIL.findall(plain)) >= 2 and b"multipart/related" in plain.lower():
        return "mht"
    if extension in NAMES["csv"]:
        return "csv"
    if extension in ARCHIVES:
        raise damaged("no-zip")
    if extension in UNREAD:
        raise UnreadableDocument(
            f"the format .{extension} is not read, and its content is not that of any other; {_AS_PDF[0]}",
            f"不读取 .{extension} 格式，其内容也不是其他格式；{_AS_PDF[1]}",
        )
    return "txt"


def _format_in_zip(content: bytes, extension: str) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise damaged("no-directory") from error
    if "OFD.xml" in names:
        return "ofd"
    for part, english, chinese, advice in _IN_ZIP:
        if any(name.startswith(part) for name in names):
            raise _unsupported(english, chinese, advice)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    if b"opendocument.text" in kind:
        raise _unsupported("an OpenDocument text", "OpenDocument 文本", _AS_DOCX)
    if b"opendocument.spreadsheet" in kind:
        raise _unsupported("an OpenDocument spreadsheet", "OpenDocument 表格", _AS_XLSX)
    if extension in ARCHIVES:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            check_bounds(archive)
    raise UnreadableDocument(
        "it is a ZIP archive and no document of its own; name a document in it (ARCHIVE.zip/NAME), or unpack it",
        "这是 ZIP 压缩包，不是单个文件；请指明其中的文件（压缩包.zip/文件名），或解压后核对",
    )


def _format_in_container(content: bytes) -> str:
    streams = streams_of(content)
    if "EncryptedPackage" in streams:
        return "encrypted"
    if "WordDocument" in streams:
        return "doc"
    if "Workbook" in streams or "Book" in streams:
        return "xls"
    if "PowerPoint Document" in streams:
        raise _unsupported("a PowerPoint file", "演示文稿", _AS_PDF)
    raise _unsupported("an Office file of an unknown kind", "未知类型的 Office 文件", _AS_DOCX)


def _unsupported(english: str, chinese: str, advice: tuple[str, str]) -> UnreadableDocument:
    return UnreadableDocument(
        f"it is {english}, which is not read; {advice[0]}", f"这是{chinese}，不能读取；{advice[1]}"
    )

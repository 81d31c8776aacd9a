"""A saved web page becomes the paragraphs and tables of its article."""

from __future__ import annotations

import codecs
import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

from auditor.documents.encoding import decode
from auditor.documents.raw import Found, RawNotice, RawParagraph, RawTable, RawText
from auditor.documents.refusals import refused
from auditor.documents.web_page.content import mark_navigation
from auditor.documents.web_page.flow import PageFlow
from auditor.documents.web_page.tree import Page
from auditor.patterns import regex

_HEAD = 16_384
_DECLARED = regex(rb"<(?:meta|\?xml)\s[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_GB = frozenset(("gb2312", "gbk", "gb18030"))
_BELIEVED = frozenset(("gb18030", "big5", "big5hkscs", "shift_jis", "euc_jp", "euc_kr"))
"""Western encodings decode anything, so a page in Chinese that declares one is not taken at its word."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HAN = regex("[\u4e00-\u9fff]")
_NEARLY_NOTHING = 30
_TITLE_ONLY = 200
_SHORTEST_TITLE = 6
_TITLE_PARTS = regex(r"\s*[_|]\s*|\s+[-—–]+\s+")
_NAMES_TOLD = 5


def read_web_page(content: bytes) -> tuple[list[Found], str]:
    """What a page shows, without navigation, and the encoding it was read in.

    Raises `UnreadableDocument` for undecodable bytes and for pages whose text is elsewhere: drawn by a script, in frames,
    in an embedded document.
    """
    text, encoding = decode_page(content)
    return read_html(text), encoding


def read_html(text: str, tables_before: int = 0) -> list[Found]:
    """The same of decoded HTML; `tables_before` tables of the document stand on other pages before this one."""
    with _collector_paused():
        page = Page(text)
        notices: list[Found] = []
        if page.hidden_weight > 4 * (page.body.weight - page.body.linked):
            page.reveal()
            notices.append(RawNotice("hidden-content-read", {}))
        mark_navigation(page)
        flow = PageFlow(tables_before)
        flow.run(page.body)
    flow.tables -= tables_before
    _refuse_empty(page, flow)
    return [*notices, *_notices(page, flow), *_title(page, flow.found), *flow.found]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """A tree of a million elements, none of them in a cycle, takes three times as long with the collector looking on."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def decode_page(content: bytes) -> tuple[str, str]:
    """The text of a page and its encoding: a byte order mark, else what it declares, else UTF-8 or GB18030.

    Bytes that are valid UTF-8 with Chinese in them are UTF-8 whatever is declared: pages saved anew keep the old label.
    """
    if content.startswith(_MARKS) or b"\0" in content:
        return decode(content)
    try:
        text = content.decode("utf-8")
        declared = _declared(content)
        if declared is None or text.isascii() or _HAN.search(text):
            return text, "utf-8"
    except UnicodeDecodeError:
        declared = _declared(content)
    if declared:
        try:
            return content.decode(declared), declared
        except UnicodeDecodeError:
            pass
    return decode(content)


def _declared(content: bytes) -> str | None:
    """The codec of the encoding a page declares, if it can be believed."""
    match = _DECLARED.search(content, 0, _HEAD)
    if match is None:
        return None
    label = match[1].decode("ascii").lower()
    if label in _GB:
        return "gb18030"
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return "gb18030" if name in _GB else name if name in _BELIEVED else None


def _refuse_empty(page: Page, flow: PageFlow) -> None:
    if page.framed and flow.shown < _TITLE_ONLY:
        raise refused("frames-only")
    is_document = any(is_document for _, is_document in page.embedded)
    if not flow.tables and flow.shown < (_TITLE_ONLY if is_document else _NEARLY_NOTHING) and page.embedded:
        raise refused("text-embedded")
    if flow.shown and (flow.tables or flow.shown >= _NEARLY_NOTHING or not page.scripted):
        return
    if page.scripted:
        raise refused("text-by-script")
    raise refused("page-of-links" if page.body.linked else "page-empty")


def _notices(page: Page, flow: PageFlow) -> list[Found]:
    notices: list[Found] = []
    if flow.attachments:
        names = list(flow.attachments)
        told = {"count": len(names), "names": "; ".join(name[:80] for name in names[:_NAMES_TOLD])}
        notices.append(RawNotice("attachments-not-read", dict(told), incomplete=True))
    if flow.pictures:
        notices.append(RawNotice("large-pictures-not-read", {"count": flow.pictures}, incomplete=True))
    embedded = sum(1 for _, is_document in page.embedded if is_document)
    if embedded:
        notices.append(RawNotice("embedded-documents-not-read", {"count": embedded}, incomplete=True))
    if flow.hidden_figures:
        notices.append(RawNotice("hidden-lines-left-out", {"lines": flow.hidden_figures}))
    return notices


def _title(page: Page, found: list[Found]) -> list[Found]:
    """The title the page gives itself, unless it stands in the text or has a heading."""
    if not page.titles or page.body.headings:
        return []
    title = _TITLE_PARTS.split(page.titles[0])[0].strip()
    squeezed = "".join(title.split())
    if len(squeezed) < _SHORTEST_TITLE or any(squeezed in text for text in _texts(found)):
        return []
    return [RawParagraph((RawText(title),))]


def _texts(found: list[Found]) -> list[str]:
    """The text of each paragraph and table, without blanks."""
    texts = []
    for block in found:
        if isinstance(block, RawParagraph):
            texts.append("".join("".join(line.text for line in block.lines).split()))
        elif isinstance(block, RawTable):
            texts.append("".join("".join(line.text for cell in block.cells for line in cell.lines).split()))
    return texts

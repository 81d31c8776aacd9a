"""A parsed web page: the tree of what it shows, and what there is beside it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from auditor.documents.web_page.elements import HIDDEN, SHOWN, Element, add_text, close, is_document_address, weigh_anew
from auditor.documents.web_page.guard import refuse_tangled_markup
from auditor.patterns import regex

_UNSEEN = frozenset(
    "script style noscript template svg math head title meta link base audio video canvas input rt rp noframes colgroup "
    "object embed iframe frame frameset map area param source track".split()
)
_EMBEDDING = frozenset(("object", "embed", "iframe", "frame"))
_GENERATOR = 'meta[name="Generator" i], meta[name="ProgId" i], meta[name="DCTERMS.source" i]'
_OFFICE = regex("office|microsoft|word|excel|wps|kingsoft", re.IGNORECASE)


class Page:
    """The body of a page and what there is beside it."""

    def __init__(self, text: str) -> None:
        """Parse decoded HTML; raises `UnreadableDocument` for markup no parser gets through in reasonable time."""
        refuse_tangled_markup(text)
        parser = LexborHTMLParser(text, options=int(LexborDocumentOptions.WO_EVENTS))
        self.titles = _titles(parser)
        self.scripted = False
        self.framed = False
        """Whether the page is nothing but a set of frames."""
        self.embedded: list[tuple[str, bool]] = []
        """Addresses of what is shown inside the page, and whether each is an office document or a PDF."""
        self.hidden_weight = 0
        root = parser.root
        self.body = self._grow(root) if root is not None else Element("body", {})

    def reveal(self) -> None:
        """Show what a script would show first."""
        for element in self.body.parts():
            if element.fate == HIDDEN:
                element.fate = SHOWN
        weigh_anew(self.body)

    def _grow(self, root: LexborNode) -> Element:
        parent = top = Element("html", {})
        path: list[tuple[LexborNode, Element]] = []
        node = root.first_child
        while node is not None or path:
            if node is None:
                closed = parent
                opened, parent = path.pop()
                if closed.fate == HIDDEN:
                    self.hidden_weight += closed.weight - closed.linked
                close(closed, parent)
                node = opened.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                add_text(parent, node.text_content or "")
            elif tag in _UNSEEN or tag[:1] == "-":
                self._note_unseen(tag, node)
            else:
                element = Element(tag, node.attributes)
                parent.children.append(element)
                child = node.first_child
                if child is not None:
                    path.append((node, parent))
                    parent, node = element, child
                    continue
            node = node.next
        return top

    def _note_unseen(self, tag: str, node: LexborNode) -> None:
        self.scripted = self.scripted or tag == "script"
        self.framed = self.framed or tag == "frameset"
        if tag in _EMBEDDING:
            attributes = node.attributes
            address = attributes.get("src") or attributes.get("data") or ""
            kind = attributes.get("type") or ""
            is_document = is_document_address(address) or "pdf" in kind or "office" in kind or "msword" in kind
            self.embedded.append((address, is_document))


def _titles(parser: LexborHTMLParser) -> tuple[str, ...]:
    """The names the page gives itself: that of its article first, then that of the window.

    Office programs put there what the template was called.
    """
    if any(_OFFICE.search(node.attributes.get("content") or "") for node in parser.css(_GENERATOR)):
        return ()
    titles = [node.attributes.get("content") or "" for node in parser.css('meta[name="ArticleTitle" i]')[:1]]
    titles += [node.text() for node in parser.css("head > title")[:1]]
    return tuple(" ".join(title.split()) for title in titles if title.strip())

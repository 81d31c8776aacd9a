"""Which part of a web page is its article; the rest is marked as navigation."""

from __future__ import annotations

from itertools import islice, pairwise

from auditor.documents.web_page.elements import HEADINGS, NAVIGATION, SHOWN, Element, is_document_address
from auditor.documents.web_page.tree import Page
from auditor.patterns import regex
from auditor.tuples import NamedTuple

# Habits of web pages, above all of those that publishing systems of Chinese public bodies make.
_CONTAINERS = frozenset(
    "html body div section article main center form fieldset table tbody tr td ul ol dl dd header footer aside span font "
    "ucapcontent".split()
)
_BLOCKS = _CONTAINERS - {"tbody", "tr", "td", "span", "font"}
_CONTENT_NAMES = regex(
    r"trs[_-]|ucap|zoom|article|content|detail|editor|view|wordsection|(?:^|[\s_-])(?:con|cont|main|text|txt|news)(?:$|[\s_-])"
)
_NAVIGATION_NAMES = regex(
    r"(?:^|[\s_-])(?:nav|menu|navbar|navigation|topnav|breadcrumbs?|bread|crumbs?|location|position|dqwz|weizhi|path|share|bdshare"
    r"|bshare|print|dayin|foot|footer|bottom|copyright|related|xgxw|xgwz|xglj|sidebar|toolbar|tools|links|friendlinks?|yqlj"
    r"|pagination|pager|header|login|search|calendar|rili|weather|qrcode|ewm|erweima|floating|fontsize|prevnext)\d*(?:$|[\s_-])"
)
_TITLE_NAMES = regex(r"(?:^|[\s_-])(?:title|tit|bt|biaoti|headline|subhead|subtitle)\d*(?:$|[\s_-])")
_CAPITALS = regex(r"(?<=[a-z])(?=[A-Z])")

_SHORT = 300
"""Characters outside of links that a block of navigation has at most."""
_LARGE_SHARE = 0.5
_MOST_PARTS = 1000
"""Elements looked through for a title."""


class _Step(NamedTuple):
    """An element on the way through the tree, and where its parent stands."""

    element: Element
    parent: int


def mark_navigation(page: Page) -> None:
    """Set the fate of what is not the article: known parts by name, link lists by density, what is around by place."""
    steps = [_Step(page.body, 0)]
    for index, (element, _) in enumerate(steps):
        if index and _is_named_navigation(element, page.body):
            element.fate = NAVIGATION
        elif not element.is_grid:
            inside = (child for child in element.elements() if child.weight and child.fate == SHOWN)
            steps.extend(_Step(child, index) for child in inside)
    prose = _without_link_lists(steps)
    _mark_around(_chain(steps, _article(steps, prose)), page.titles)


def _without_link_lists(steps: list[_Step]) -> list[int]:
    """Mark the lists of links from the inside out; for each step the characters of prose left in it."""
    prose = [element.weight - element.linked for element, _ in steps]
    linked = [element.linked for element, _ in steps]
    most = _LARGE_SHARE * prose[0]
    for index in range(len(steps) - 1, 0, -1):
        element, parent = steps[index]
        if element.fate == SHOWN and prose[index] <= most and _is_link_list(element, prose[index], linked[index]):
            element.fate = NAVIGATION
        if element.fate == NAVIGATION:
            prose[index] = linked[index] = 0
        prose[parent] -= element.weight - element.linked - prose[index]
        linked[parent] -= element.linked - linked[index]
    return prose


def _is_link_list(element: Element, prose: int, linked: int) -> bool:
    if element.tag not in _BLOCKS or _says_something(element) or prose > min(_SHORT, linked):
        return False
    return linked > 0 and (element.links > 1 or linked > 0.9 * (prose + linked))


def _says_something(element: Element) -> bool:
    """Whether what is in an element may not be left out whatever it looks like."""
    return bool(element.grids or element.headings or element.statements)


def _is_named_navigation(element: Element, body: Element) -> bool:
    if element.tag not in _CONTAINERS or _says_something(element):
        return False
    if element.weight - element.linked > min(_SHORT, _LARGE_SHARE * (body.weight - body.linked)):
        return False
    if element.tag in ("footer", "header"):
        return True
    return bool(element.attributes) and _NAVIGATION_NAMES.search(_names(element)) is not None


def _names(element: Element) -> str:
    names = f"{element.attribute('id')} {element.attribute('class')}"
    return _CAPITALS.sub("-", names).lower()


def _article(steps: list[_Step], prose: list[int]) -> int:
    """The innermost container that holds all tables of data and nearly all text.

    No more than a title, a line about the publication and a footer may stand outside of it.
    """
    body = steps[0].element
    best = 0
    within = [True] * len(steps)
    for index, (element, parent) in enumerate(steps if prose[0] else ()):
        named = bool(element.attributes) and _CONTENT_NAMES.search(_names(element)) is not None
        is_container = element.tag in _CONTAINERS and (named or element.tag not in ("span", "font"))
        within[index] = within[parent] and is_container and element.fate == SHOWN and not element.is_grid
        if not within[index] or element.grids != body.grids:
            continue
        outside = prose[0] - prose[index]
        if outside <= min(prose[0] * (0.49 if named else 0.1), 500 if named else _SHORT):
            best = index
    return best


def _chain(steps: list[_Step], index: int) -> list[Element]:
    """The elements from the body down to one."""
    chain = [steps[index].element]
    while index:
        index = steps[index].parent
        chain.append(steps[index].element)
    return chain[::-1]


def _mark_around(chain: list[Element], titles: tuple[str, ...]) -> None:
    """What stands before the title of the article, and what behind the article, is navigation unless it has attachments
    or statements."""
    before: list[Element] = []
    for element, inner in pairwise(chain):
        place = next(index for index, child in enumerate(element.children) if child is inner)
        for index, child in enumerate(element.children):
            if not isinstance(child, Element) or child.fate != SHOWN or index == place:
                continue
            if index < place:
                before.append(child)
            elif child.weight and not any(
                part.tag == "a" and is_document_address(part.attribute("href")) for part in child.parts()
            ):
                _leave_out(child)
    for element in before[: _title_place(before, titles)]:
        _leave_out(element)


def _leave_out(element: Element) -> None:
    """Mark an element outside of the article; one with statements is kept, but a heading alone says nothing here."""
    if not element.statements:
        element.fate = NAVIGATION


def _title_place(before: list[Element], titles: tuple[str, ...]) -> int:
    """Where the title stands among the elements before the article; 0, which keeps them all, if there is none."""
    for is_title in (lambda part: _is_named_by(part, titles), _is_heading):
        for index, element in enumerate(before):
            if any(part.fate == SHOWN and is_title(part) for part in islice(element.parts(), _MOST_PARTS)):
                return index
    return 0


def _is_named_by(element: Element, titles: tuple[str, ...]) -> bool:
    if not 6 <= element.weight <= 200 or 2 * element.linked > element.weight:
        return False
    text = "".join(element.text().split())
    return any(text in "".join(title.split()) for title in titles)


def _is_heading(element: Element) -> bool:
    if element.weight <= element.linked:
        return False
    return element.tag in HEADINGS or (bool(element.attributes) and _TITLE_NAMES.search(_names(element)) is not None)

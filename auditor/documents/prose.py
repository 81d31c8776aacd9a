"""Where a paragraph ends: lines that go on with the one above, lines of a table of contents."""

from __future__ import annotations

from auditor.documents.spaces import is_spaced
from auditor.patterns import regex

_CONTENTS = regex(
    r".{2,60}?(?:(?:\.{4,}|…{2,}|·{4,}|—{4,})\s*[-—]?\d{1,3}[-—]?\s*$|(?:\.{12,}|…{6,}|·{12,}|—{12,})\s*$)"
)
_SENTENCE_END = tuple("。！？!?")
_ANNOUNCES = ("：", ":")
_LIST_MARK = regex(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|[①-⑳]|第[一二三四五六七八九十\d]+[部章节条]|附[件表]|[注：])"
)
_PAUSE = regex(r"[，、；。：,;]")
_COMMA = regex(r"[，；,;]")
"""Pauses that titles do not have."""
_TABLE_TITLE = regex(r"[^，。；]{2,40}表|.{0,40}单位\s*[:：]\s*\S{1,4}")
_CUT_FIGURE = regex(r"\d[.,，]?$|\d\s?[万亿]$")
_FIGURE_REST = regex(r"[\d.%％]|[万亿]?元")
_OPENS_WITH_AMOUNT = regex(r"\s*\d[\d,]*(?:\.\d+)?\s*(?:[%％]|[万亿]?元)")
"""What no sentence begins with."""
_CUT_PATH = regex(r"[（(][类款][)）][^（()）。，；：]*$")
_CUT_MARK = regex(r"[（(]\d{0,7}\s*$")
_MARK_REST = regex(r"\s*\d{0,7}[类款项][)）]")
_PATH_REST = regex(r"[^（(。，；：]{0,40}[（(][款项][)）]")
"""A path of items broken by the page: `…行政事业单位养老支出（款）` / `行政单位离退休（项），主要用于…`."""
_LONGEST_PARAGRAPH = 20_000
_LONGER_THAN_PAGE = 3
"""A line that the page has broken is no such fraction of the next: `一、上年预算执行情况` above a line of 300 characters."""
_WRAPPED_LENGTH, _WRAPPED_WORDS = 25, 60
"""A line of this many characters, of a script with spaces the latter, that ends in mid-sentence was broken by the page."""


def is_contents(text: str) -> bool:
    """Whether a line is one of a table of contents: leaders, then a page number, which may be missing behind long ones."""
    return _CONTENTS.match(text) is not None


def is_list_mark(text: str) -> bool:
    """Whether a text begins with the mark of an item: 一、, （二）, 3."""
    return _LIST_MARK.match(text) is not None


def names_table(text: str) -> bool:
    """Whether a line is the title of a table or says the unit of one."""
    return _TABLE_TITLE.fullmatch(text) is not None


def goes_on(above: str, last_length: int, text: str, after_field: bool = False) -> bool:
    """Whether a line goes on with the paragraph above: that stops in mid-sentence at a length the page decided.

    `last_length` is the length of that paragraph's last line. Titles have no pauses and are never gone on with; a list mark
    or a table's title opens a paragraph of its own.
    """
    if after_field:
        return True
    if _LIST_MARK.match(text) or _TABLE_TITLE.fullmatch(text):
        return False
    above = above.rstrip()
    if is_spaced(above):
        return last_length >= _WRAPPED_WORDS and is_spaced(text) and not above.endswith((".", "!", "?", ":"))
    if above.endswith(_SENTENCE_END) or len(above) > _LONGEST_PARAGRAPH:
        return False
    if above.endswith(_ANNOUNCES) and _PAUSE.search(above[:-1]) is None:
        return False
    if _CUT_PATH.search(above) and _PATH_REST.match(text):
        return True
    if last_length >= _WRAPPED_LENGTH and _CUT_MARK.search(above) and _MARK_REST.match(text):
        # 行政单位医疗（01 / 项）：支出决算数为154.72万元: the mark of a level was cut in two.
        return True
    if above.endswith(("，", "、", ",", "；", ";")) or (_CUT_FIGURE.search(above) and _FIGURE_REST.match(text)):
        return True
    if _OPENS_WITH_AMOUNT.match(text) and (last_length >= _WRAPPED_LENGTH or _COMMA.search(above) is not None):
        # 公务接待费支出决算数比上年度增加 / 5.07万元，增长42.68%: a line without a pause is no title where its amount stands below;
        # behind a comma it may be short.
        return True
    if len(text) > _LONGER_THAN_PAGE * last_length:
        return False
    return last_length >= _WRAPPED_LENGTH and _PAUSE.search(above) is not None

"""What word processors and page layout leave behind in plain text: field codes, bookmarks, page numbers, repeated text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import normalize

from auditor.documents.model import Piece, Residue, SourceText
from auditor.patterns import regex

# Field codes as Word writes them: a keyword, its argument, then switches such as \#"0.00", \* MERGEFORMAT or \f A.
_QUOTED = r'(?:"[^"”\n]*["”]|“[^”\n]*”)'
_SWITCH = rf"\\[^\s\w]?\w?\s*(?:{_QUOTED}|[A-Za-z0-9.]+(?![\u4e00-\u9fff]))?\s?"
_FIELD = regex(
    rf"\s?\b(?:MERGEFIELD|TC|TOC|PAGEREF|HYPERLINK|REF|SEQ|FORMTEXT|DATE|PAGE)\b\s+(?:{_QUOTED}|[^\s\\]+)?\s?(?:{_SWITCH})*"
)
_BOOKMARK = regex(r"\[bookmark:[^\]\n]*\]|\[footnote(?:Ref)?:[^\]\n]*\]")
_BULLET = regex(r"^\s*(?:[-*•●]|#{1,6})\s+(?=\S)")
"""What stands before an item of a list, and before a heading of Markdown."""
_BULLETS = ("-", "*", "•", "●", "#")
_EMPHASIS = regex(r"\*\*|__(?=\S)|(?<=\S)__")
_MARKED = regex(r"MERGEFIELD|\[bookmark|\[footnote|\b(?:TC|TOC|PAGEREF|HYPERLINK|REF|SEQ|FORMTEXT|DATE|PAGE)\s|\*\*|__")
_MAY_BE_MARKED = regex(r"[\[*_MTPHRSFD]")
"""Without one of these characters a text has no mark, which most cells show at once."""
_COUNT = r"\s*\d{1,4}\s*"
_DASHES = "-—–─━―‒－−~"
_PAGE_NUMBER = regex(
    rf"\s*[{_DASHES}·•|]?{_COUNT}[{_DASHES}·•|]?\s*"
    rf"|\s*(?:[{_DASHES}]\s*)?(?:第\s*)?\d{{1,4}}(?:\s*页)?(?:\s*[{_DASHES}/]\s*\d{{0,4}})?(?:\s*页)?\s*"
    rf"|\s*第(?:{_COUNT}|\s*[一二三四五六七八九十百]{{1,5}}\s*)页\s*(?:[/,，;；]?\s*[共总]{_COUNT}页\s*)?"
    rf"|\s*共{_COUNT}页\s*[/,，;；]?\s*第{_COUNT}页\s*"
    rf"|\s*[Pp](?:[Aa][Gg][Ee]|\.)?{_COUNT}(?:(?:[Oo][Ff]|/){_COUNT})?"
)
_MARKED_PAGE_NUMBER = regex(rf"\s*[-—–]{_COUNT}[-—–]\s*")
_LONGEST_PAGE_NUMBER = 24
_SPACED_FIGURE = regex(r"(?<![\d.,])\d{1,3}(?:, ?\d{3})+(?:\.\d{1,2}(?!\d)|(?=\s*[万亿]?元))")
_LONGEST_FRAGMENT = 8

# Width and space variants, and the radicals that fonts of PDF files give for the characters they look like: one character
# for one, so that every column stays where it was. Unicode unifies the Kangxi radicals itself, of the others only two.
_WIDE = regex("[０-９．％－\u00a0\u3000\u2002\u2003\u2e80-\u2fd5]")
_KANGXI = {code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_WIDTHS = dict(zip("０１２３４５６７８９．％－\u00a0\u3000\u2002\u2003", "0123456789.%-    ", strict=True))
_PLAIN = {**_KANGXI, **{ord(char): plain for char, plain in (*_RADICALS.items(), *_WIDTHS.items())}}


_LETTER = r"[\u4e00-\u9fff，。；：、（）“”%]"
_SET_APART = regex(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_BESIDE_LETTER = regex(rf"(?<={_LETTER}) (?=[^ ])|(?<=[^ ]) (?={_LETTER})")
_FEWEST_SET_APART = 4
"""So many letters of a line stand apart where all do; `姓 名` and a heading in two words are set so on purpose."""


def same_width(text: str) -> str:
    """The text with full-width digits, points and spaces and look-alike radicals made plain, no character added or lost."""
    return text.translate(_PLAIN) if _WIDE.search(text) else text


def closed_up(source: SourceText) -> SourceText:
    """A text whose figures have no space behind a comma that groups their digits, as justified lines and some printers set them."""
    if ", " not in source.text:
        return source
    gaps = [
        match.start() + at
        for match in _SPACED_FIGURE.finditer(source.text)
        for at, char in enumerate(match[0])
        if char == " "
    ]
    return _without_gaps(source, gaps)


def drawn_together(source: SourceText) -> SourceText:
    """A line whose letters are set apart to fill it, without the blanks between them: `市 本 级 支 出 87.9 亿 元 ，为 预 算 的96.6%`."""
    text = source.text
    if len(_SET_APART.findall(text)) < _FEWEST_SET_APART:
        return source
    return _without_gaps(source, [match.start() for match in _BESIDE_LETTER.finditer(text)])


def _without_gaps(source: SourceText, gaps: Sequence[int]) -> SourceText:
    """A text without the characters at these places."""
    if not gaps:
        return source
    kept = [(begin + 1, end) for begin, end in pairwise([-1, *gaps, len(source.text)])]
    pieces = [
        piece for removed, (begin, end) in enumerate(kept) for piece in source.pieces_of(begin, end, begin - removed)
    ]
    return SourceText("".join(source.text[begin:end] for begin, end in kept), tuple(pieces))


def is_page_number(text: str) -> bool:
    """Whether a line holds a page number and nothing else."""
    return len(text) < _LONGEST_PAGE_NUMBER and _PAGE_NUMBER.fullmatch(text) is not None


def is_marked_page_number(text: str) -> bool:
    """Whether a line holds a page number between dashes, which no line of prose or of a table does: —20—."""
    return _MARKED_PAGE_NUMBER.fullmatch(text) is not None


def is_fragment(text: str) -> bool:
    """Whether a line is too short and wordless to be content: a stray sign, a loose number."""
    stripped = text.strip()
    return 0 < len(stripped) <= _LONGEST_FRAGMENT and not any(map(_is_word, stripped))


def _is_word(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or (char.isascii() and char.isalpha())


def strip_residue(raw: str, line: int, residue: list[Residue], start: int = 0, end: int | None = None) -> SourceText:
    """A stretch of a line without field codes, bookmarks and markup; what was taken out goes to `residue`."""
    clean = same_width(raw[start:end])
    # A new page is no space between the characters of a word that goes on there.
    skipped = 0 if start else len(clean) - len(clean.lstrip("\f"))
    if start == 0 and clean[:4].lstrip()[:1] in _BULLETS:
        bullet = _BULLET.match(clean)
        skipped = bullet.end() if bullet else skipped
    if not _MAY_BE_MARKED.search(clean) or not _MARKED.search(clean):
        return SourceText(clean[skipped:], (Piece(0, line, start + skipped + 1),))
    cuts = [(match.start(), match.end(), "field code") for match in _FIELD.finditer(clean)]
    cuts += [(match.start(), match.end(), "bookmark") for match in _BOOKMARK.finditer(clean)]
    cuts += [(match.start(), match.end(), "markup") for match in _EMPHASIS.finditer(clean)]
    return _without(clean, line, start, skipped, sorted(cuts), residue)


def opens_with_field(raw: str) -> bool:
    """Whether a field code opens a line, so that the line goes on with the sentence above it."""
    return _MARKED.search(raw) is not None and _FIELD.match(raw) is not None


def _without(
    text: str, line: int, offset: int, start: int, cuts: list[tuple[int, int, str]], residue: list[Residue]
) -> SourceText:
    """The text from `start` with the cuts left out; the text itself stands `offset` characters into its line."""
    kept: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for begin, end, reason in [*cuts, (len(text), len(text), "")]:
        if begin > start or (not pieces and end == len(text)):
            pieces.append(Piece(length, line, offset + start + 1))
            kept.append(text[start:begin])
            length += len(kept[-1])
        if end > begin and end > start:
            residue.append(Residue(SourceText(text[begin:end], (Piece(0, line, offset + begin + 1),)), reason))
        start = max(start, end)
    return SourceText("".join(kept), tuple(pieces))


def repeated_tail(lines: list[str]) -> int:
    """Where the tail begins that only repeats earlier text (text boxes that an export wrote twice); `len(lines)` if there is none.

    The tail is found from the end upwards: a line of it is blank, very short, or stands already in the text above.
    """
    squeezed = ["".join(line.split()) for line in lines]
    body = "".join(squeezed)
    ends: list[int] = []
    position = 0
    for line in squeezed:
        ends.append(position)
        position += len(line)
    cut = len(lines)
    found = 0
    for index in range(len(lines) - 1, max(-1, len(lines) - 400), -1):
        text = re.sub(r"^-?\d{1,3}-", "", squeezed[index])
        if "\t" in lines[index]:
            # A table may read like an earlier one and is a table all the same.
            break
        if len(text) < 15:
            continue
        if body.find(text, 0, ends[index]) < 0:
            break
        cut = index
        found += 1
    return cut if found >= 3 else len(lines)

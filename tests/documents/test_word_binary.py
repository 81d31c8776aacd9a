"""Word 97+ binary files: what is printed of them, and what is said of what is not."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from auditor.documents.raw import Found, RawCell, RawNotice, RawParagraph, RawTable
from auditor.documents.word_binary.reader import read_word_binary
from auditor.errors import UnreadableDocument
from tests.conftest import SHARED

BY_LIBREOFFICE = Path(__file__).parent / "files" / "word-binary-by-libreoffice.doc"
"""Converted to .doc by LibreOffice, so that the reader and the builder below do not share one misunderstanding."""

TEXT_PLACE = 0x600
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

DELETED = struct.pack("<HB", 0x0800, 1)
HIDDEN = struct.pack("<HB", 0x083C, 1)
SHOWN = struct.pack("<HB", 0x083C, 0)
FORM_DATA = struct.pack("<HB", 0x0806, 1)


class Run(NamedTuple):
    text: str
    modifiers: bytes = b""


class Line(NamedTuple):
    """A paragraph: its runs, and the mark that ends it with what holds for the mark and for the paragraph."""

    runs: tuple[Run, ...]
    modifiers: bytes = b""
    style: int = 0
    mark: str = "\r"
    mark_modifiers: bytes = b""


class Style(NamedTuple):
    paragraphs: bytes = b""
    characters: bytes = b""
    base: int = 0xFFF
    kind: int = 1
    identifier: int = 0xFFE


class Level(NamedTuple):
    text: str
    number_format: int = 0
    start: int = 1
    flags: int = 0
    follow: int = 2
    restart: int = 0


class Lists(NamedTuple):
    """Lists of levels by id; uses of them with the changes each makes: level, first number, other level."""

    levels: dict[int, list[Level]]
    uses: list[tuple[int, list[tuple[int, int | None, Level | None]]]]


def line(text: str, modifiers: bytes = b"", style: int = 0) -> Line:
    return Line((Run(text),), modifiers, style)


def in_list(use: int, level: int = 0) -> bytes:
    return struct.pack("<HBHH", 0x260A, level, 0x460B, use)


def in_tables(depth: int) -> bytes:
    return struct.pack("<HBHI", 0x2416, 1, 0x6649, depth)


def cell(text: str, depth: int = 1, modifiers: bytes = b"") -> Line:
    inner = struct.pack("<HB", 0x244B, 1) if depth > 1 else b""
    return Line((Run(text),), in_tables(depth) + inner + modifiers, mark="\r" if depth > 1 else "\x07")


def row_end(
    edges: Sequence[int] = (), flags: Sequence[int] = (), depth: int = 1, more: bytes = b"", mark: bytes = b""
) -> Line:
    """`flags` are those of the cells: 1 and 2 for parts of a sideways merge, 0x20 and 0x60 for those of a downward one."""
    end = struct.pack("<HBHB", 0x244C, 1, 0x2417, 1) if depth > 1 else struct.pack("<HB", 0x2417, 1)
    definition = b""
    if edges:
        cells = b"".join(struct.pack("<H18x", flag) for flag in flags)
        operand = struct.pack(f"<B{len(edges)}h", len(edges) - 1, *edges) + cells
        definition = struct.pack("<HH", 0xD608, len(operand) + 1) + operand
    return Line((), in_tables(depth) + end + definition + more, 0, "\r" if depth > 1 else "\x07", mark)


def row(*texts: str, flags: Sequence[int] = (), depth: int = 1) -> list[Line]:
    edges = [1000 * index for index in range(len(texts) + 1)]
    return [*(cell(text, depth) for text in texts), row_end(edges, flags, depth)]


def even(block: bytes) -> bytes:
    return block + bytes(len(block) % 2)


def pages(runs: list[tuple[int, int, bytes]], width: int, first: int) -> tuple[bytes, bytes]:
    """Property pages with three runs each, and the table that lists them from page number `first`."""
    content = b""
    bounds = [runs[0][0]]
    for index in range(0, len(runs), 3):
        chosen = runs[index : index + 3]
        places = struct.pack(f"<{len(chosen) + 1}I", *(run[0] for run in chosen), chosen[-1][1])
        blocks, entries = b"", b""
        position = SECTOR - 2
        for _, _, block in chosen:
            position -= len(block) + len(block) % 2
            blocks = even(block) + blocks
            entries += bytes([position // 2]) + bytes(width - 1)
        page = places + entries
        content += page + bytes(position - len(page)) + blocks + bytes([0, len(chosen)])
        bounds.append(chosen[-1][1])
    numbers = range(first, first + len(content) // SECTOR)
    return content, struct.pack(f"<{len(bounds)}I{len(numbers)}I", *bounds, *numbers)


def style_sheet(styles: Sequence[Style]) -> bytes:
    sheet = struct.pack("<H2H14x", 18, len(styles), 10)
    for style in styles:
        blocks = [style.characters] if style.kind == 2 else [b"\0\0" + style.paragraphs, style.characters]
        entry = struct.pack("<5H", style.identifier, style.kind | style.base << 4, len(blocks), 0, 0)
        entry += struct.pack("<H", 1) + "名".encode("utf-16-le") + b"\0\0"
        entry += b"".join(even(struct.pack("<H", len(block)) + block) for block in blocks)
        sheet += struct.pack("<H", len(entry)) + even(entry)
    return sheet


def level_of(level: Level) -> bytes:
    places = [index + 1 for index, character in enumerate(level.text) if character < "\x09"]
    content = struct.pack("<iBB9sB", level.start, level.number_format, level.flags, bytes(places), level.follow)
    content += struct.pack("<8x4B", 0, 0, level.restart, 0)
    return content + struct.pack("<H", len(level.text)) + level.text.encode("utf-16-le")


def list_tables(lists: Lists) -> tuple[bytes, bytes, bytes]:
    """The lists, their levels, which stand behind them, and the uses of lists."""
    entries = struct.pack("<H", len(lists.levels))
    for list_id, levels in lists.levels.items():
        entries += struct.pack("<i22xBx", list_id, 1 if len(levels) == 1 else 0)
    levels_behind = b"".join(level_of(level) for levels in lists.levels.values() for level in padded(levels))
    uses = struct.pack("<I", len(lists.uses))
    uses += b"".join(struct.pack("<i8xB3x", list_id, len(changes)) for list_id, changes in lists.uses)
    for _, changes in lists.uses:
        uses += struct.pack("<I", FREE)
        for number, start, level in changes:
            flags = number | (start is not None) << 4 | (level is not None) << 5
            uses += struct.pack("<iI", start or 0, flags) + (level_of(level) if level else b"")
    return entries, levels_behind, uses


def padded(levels: list[Level]) -> list[Level]:
    return levels if len(levels) == 1 else levels + [Level("")] * (9 - len(levels))


def container(streams: dict[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) with one sector of FAT; streams are filled up to where they need no small sectors."""
    filled = {
        name: stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0") for name, stream in streams.items()
    }
    directory = b""
    place = 2 + len(filled) // 4
    chains = [FAT, *range(2, place), END]
    entries = [("Root Entry", 5, FREE, END, 0)]
    for index, (name, stream) in enumerate(filled.items()):
        size = len(stream) // SECTOR
        entries.append((name, 2, index + 2 if index + 1 < len(filled) else FREE, place, len(stream)))
        chains += [*range(place + 1, place + size), END]
        place += size
    for name, kind, right, start, size in entries:
        child = 1 if kind == 5 and filled else FREE
        encoded = (name + "\0").encode("utf-16-le")
        directory += encoded.ljust(64, b"\0") + struct.pack(
            "<HBBIII36xIQ", len(encoded), kind, 1, FREE, right, child, start, size
        )
    directory = directory.ljust(SECTOR * (1 + len(filled) // 4), b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<16x5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<10I", 0, 1, 1, 0, 4096, END, 0, END, 0, 0) + struct.pack("<I", FREE) * 108
    assert len(chains) <= SECTOR // 4
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(SECTOR, b"\xff")
    return header + fat + directory + b"".join(filled.values())


def word(
    *stories: Sequence[Line],
    styles: Sequence[Style] = (Style(),),
    lists: Lists | None = None,
    sections: Sequence[int] = (),
    pieces: Sequence[tuple[int, int]] = (),
    blocks: Sequence[bytes] = (),
    data: bytes = b"",
    one_byte: bool = False,
    flags: int = 0,
    version: int = 0xC1,
) -> bytes:
    """A file with a main text and, in the order of the format, its other stories.

    `sections` are positions behind section marks, `pieces` lengths of the pieces of text with what modifies each,
    `blocks` the modifiers such a piece may name.
    """
    width = 1 if one_byte else 2
    text = ""
    paragraph_runs: list[tuple[int, int, bytes]] = []
    character_runs: list[tuple[int, int, bytes]] = []
    for item in (item for story in stories for item in story):
        start = len(text)
        for run in (*item.runs, Run(item.mark, item.mark_modifiers)):
            if run.text:
                places = TEXT_PLACE + width * units(text), TEXT_PLACE + width * units(text + run.text)
                block = bytes([len(run.modifiers)]) + run.modifiers
                character_runs.append((*places, block))
                text += run.text
        block = struct.pack("<H", item.style) + item.modifiers
        block = b"\0" + bytes([len(even(block)) // 2]) + even(block)
        paragraph_runs.append((TEXT_PLACE + width * units(text[:start]), TEXT_PLACE + width * units(text), block))
    document = text.encode("cp1252" if one_byte else "utf-16-le")
    document += bytes(-len(document) % SECTOR)
    first = (TEXT_PLACE + len(document)) // SECTOR
    paragraph_pages, paragraph_table = pages(paragraph_runs, 13, first)
    character_pages, character_table = pages(character_runs, 1, first + len(paragraph_pages) // SECTOR)
    entries, levels, uses = list_tables(lists or Lists({}, []))
    bounds = [0]
    descriptors = b""
    for length, modifier in pieces or [(units(text), 0)]:
        place = TEXT_PLACE + width * bounds[-1]
        descriptors += struct.pack("<HIH", 0, 0x40000000 | 2 * place if one_byte else place, modifier)
        bounds.append(bounds[-1] + length)
    piece_table = struct.pack(f"<{len(bounds)}I", *bounds) + descriptors
    piece_table = b"\2" + struct.pack("<I", len(piece_table)) + piece_table
    piece_table = b"".join(b"\1" + struct.pack("<H", len(block)) + block for block in blocks) + piece_table
    section_table = struct.pack(f"<{len(sections) + 1}I", 0, *sections) + bytes(12 * len(sections))
    table = b""
    header = bytearray(TEXT_PLACE)
    struct.pack_into("<HH6xH", header, 0, 0xA5EC, version, flags)
    lengths = [units("".join(run.text for item in story for run in item.runs)) + len(story) for story in stories]
    struct.pack_into(f"<{len(lengths)}I", header, 0x4C, *lengths)
    for offset, part, behind in (
        (0xA2, style_sheet(styles), b""),
        (0xCA, section_table, b""),
        (0xFA, character_table, b""),
        (0x102, paragraph_table, b""),
        (0x1A2, piece_table, b""),
        (0x2E2, entries, levels),
        (0x2EA, uses, b""),
    ):
        struct.pack_into("<II", header, offset, len(table), len(part))
        table += part + behind
    streams = {"WordDocument": bytes(header) + document + paragraph_pages + character_pages, "0Table": table}
    return container(streams | ({"Data": data} if data else {}))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def paragraphs(content: bytes) -> list[list[str]]:
    """The lines of each paragraph."""
    found = read_word_binary(content)
    return [[text.text for text in item.lines] for item in found if isinstance(item, RawParagraph)]


def texts(content: bytes) -> list[str]:
    return ["|".join(lines) for lines in paragraphs(content)]


def notices(content: bytes) -> list[RawNotice]:
    return [item for item in read_word_binary(content) if isinstance(item, RawNotice)]


def tables(content: bytes) -> list[RawTable]:
    return [item for item in read_word_binary(content) if isinstance(item, RawTable)]


def spans(table: RawTable) -> list[tuple[int, int, int, int, str]]:
    """Row, column, row span, column span and text of each cell."""
    return [(*place_of(item), "|".join(text.text for text in item.lines)) for item in table.cells]


def place_of(item: RawCell) -> tuple[int, int, int, int]:
    return item.row, item.column, item.row_span, item.column_span


def reason(content: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_word_binary(content)
    return caught.value


def field(code: str, result: str | None) -> str:
    return f"\x13{code}\x15" if result is None else f"\x13{code}\x14{result}\x15"


CHINESE = Lists({7: [Level("\0、", 0x25), Level("（\1）", 0x25), Level("\2.", 0, follow=0)]}, [(7, []), (7, [])])


def test_paragraphs_stand_in_order_without_blank_ones() -> None:
    assert texts(word([line("收支说明"), line(""), line(" "), line("一、收入")])) == ["收支说明", "一、收入"]


def test_a_line_break_makes_a_second_line() -> None:
    assert paragraphs(word([line("上\x0b下")])) == [["上", "下"]]


def test_a_tab_stays_in_the_text() -> None:
    assert texts(word([line("概况\t3")])) == ["概况\t3"]


def test_hyphens_and_blanks_that_do_not_break_are_plain_ones() -> None:
    assert texts(word([line("a\x1eb\xa0c\x1fd")])) == ["a-b cd"]


def test_a_character_of_two_code_units_is_one() -> None:
    assert texts(word([line("\U00020000县"), line("𠀀")])) == ["\U00020000县", "𠀀"]


def test_half_a_character_is_replaced() -> None:
    content = word([line("甲乙")]).replace("甲".encode("utf-16-le"), b"\x00\xd8")
    assert texts(content) == ["\ufffd乙"]


def test_text_of_one_byte_a_character_is_read() -> None:
    assert texts(word([line("Total “12.50”")], one_byte=True)) == ["Total “12.50”"]


def test_a_section_mark_ends_a_paragraph() -> None:
    first = Line((Run("前"),), mark="\x0c")
    assert paragraphs(word([first, line("后")], sections=(2,))) == [["前"], ["后"]]


def test_a_page_break_ends_a_line_only() -> None:
    assert paragraphs(word([line("前\x0c后")])) == [["前", "后"]]


def test_field_codes_are_left_out_and_results_kept() -> None:
    inner = field(" IF " + field(" PAGE ", "3") + " = 3 ", "12.50")
    assert texts(word([line(f"共{inner}万元{field(' XE 索引 ', None)}。")])) == ["共12.50万元。"]


def test_a_field_may_end_in_another_paragraph() -> None:
    assert texts(word([line("\x13 TOC \x14一、概况"), line("二、收支\x15"), line("正文")])) == [
        "一、概况",
        "二、收支",
        "正文",
    ]


def test_a_field_that_is_never_ended_swallows_nothing() -> None:
    assert texts(word([line("甲\x13乙"), line("丙")])) == ["甲乙", "丙"]


def test_hidden_text_is_left_out_and_counted() -> None:
    content = word([Line((Run("收入"), Run("内部 稿", HIDDEN), Run("10.00")))])
    assert texts(content) == ["收入10.00"]
    assert notices(content) == [RawNotice("hidden-text-left-out", {"characters": 3})]


def test_deleted_text_is_left_out_and_counted() -> None:
    content = word([Line((Run("收入"), Run("9.00", DELETED), Run("10.00")))])
    assert texts(content) == ["收入10.00"]
    assert notices(content) == [RawNotice("deleted-text-left-out", {"characters": 4})]


def test_field_codes_do_not_count_as_hidden_text() -> None:
    assert notices(word([Line((Run("\x13 TOC \x14", HIDDEN), Run("一、概况"), Run("\x15", HIDDEN)))])) == []


def test_a_style_hides_its_paragraphs_but_not_what_is_shown_in_them() -> None:
    styles = (Style(), Style(characters=HIDDEN), Style(base=1))
    content = word([Line((Run("窗体顶端"), Run("可见", SHOWN)), style=2), line("正文")], styles=styles)
    assert texts(content) == ["可见正文"]


def test_a_character_style_hides_its_runs() -> None:
    styles = (Style(), Style(characters=HIDDEN, kind=2))
    of_style = struct.pack("<HH", 0x4A30, 1)
    contrary = of_style + struct.pack("<HB", 0x083C, 0x81)
    content = word([Line((Run("收入"), Run("草稿", of_style), Run("可见", contrary)))], styles=styles)
    assert texts(content) == ["收入可见"]


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    content = word([Line((Run("前半"),), mark_modifiers=DELETED), line("后半")])
    assert texts(content) == ["前半后半"]


def test_a_paragraph_whose_mark_is_hidden_does_not_go_on_in_a_table() -> None:
    content = word([Line((Run("表前"),), mark_modifiers=HIDDEN), *row("甲")])
    assert texts(content) == ["表前"]


def test_a_symbol_stands_for_the_character_in_its_font() -> None:
    symbol = struct.pack("<HHH", 0x6A09, 3, ord("☑"))
    assert texts(word([Line((Run("("), Run("(", symbol), Run("是")))])) == ["(☑是"]


def test_modifiers_of_a_fast_save_hold_for_their_piece() -> None:
    deleted = 1 << 8 | 0x41 << 1
    hidden = 0 << 1 | 1
    content = word([line("甲乙丙丁")], pieces=[(1, 0), (1, deleted), (1, hidden), (2, 0)], blocks=[HIDDEN])
    assert texts(content) == ["甲丁"]


def test_headings_are_numbered_in_chinese() -> None:
    main = [
        line("概况", in_list(1)),
        line("职责", in_list(1, 1)),
        line("机构", in_list(1, 1)),
        line("本级", in_list(1, 2)),
        line("收支", in_list(1)),
        line("收入", in_list(1, 1)),
    ]
    assert texts(word(main, lists=CHINESE)) == [
        "一、概况",
        "（一）职责",
        "（二）机构",
        "1. 本级",
        "二、收支",
        "（一）收入",
    ]


def test_a_style_numbers_its_paragraphs_unless_they_say_no() -> None:
    styles = (Style(), Style(in_list(1)), Style(base=1))
    main = [line("概况", style=2), line("前言", struct.pack("<HH", 0x460B, 0), 2), line("收支", style=2)]
    assert texts(word(main, styles=styles, lists=CHINESE)) == ["一、概况", "前言", "二、收支"]


def test_uses_of_one_list_count_on() -> None:
    assert texts(word([line("甲", in_list(1)), line("乙", in_list(2))], lists=CHINESE)) == ["一、甲", "二、乙"]


def test_a_use_of_a_list_may_begin_anew() -> None:
    lists = CHINESE._replace(uses=[(7, []), (7, [(0, 5, None)])])
    main = [line("甲", in_list(1)), line("乙", in_list(2)), line("丙", in_list(2))]
    assert texts(word(main, lists=lists)) == ["一、甲", "五、乙", "六、丙"]


def test_a_use_of_a_list_may_change_a_level() -> None:
    lists = CHINESE._replace(uses=[(7, [(0, None, Level("第\0条", 0x27, follow=1))])])
    assert texts(word([line("甲", in_list(1)), line("乙", in_list(1))], lists=lists)) == ["第一条 甲", "第二条 乙"]


def test_a_level_may_show_the_numbers_above_it_in_arabic_digits() -> None:
    lists = Lists({7: [Level("\0、", 0x25, 3), Level("\0.\1", 0, flags=0x04, follow=1)]}, [(7, [])])
    assert texts(word([line("甲", in_list(1)), line("乙", in_list(1, 1))], lists=lists)) == ["三、甲", "3.1 乙"]


def test_a_level_may_count_on_behind_a_higher_one() -> None:
    lists = Lists({7: [Level("\0、", 0x25), Level("\1.", flags=0x08)]}, [(7, [])])
    main = [line(text, in_list(1, level)) for text, level in (("甲", 0), ("乙", 1), ("丙", 0), ("丁", 1))]
    assert texts(word(main, lists=lists)) == ["一、甲", "1.乙", "二、丙", "2.丁"]


def test_a_bullet_is_no_label() -> None:
    lists = Lists({7: [Level("●", 0x17, follow=0)]}, [(7, [])])
    assert texts(word([line("甲", in_list(1))], lists=lists)) == ["甲"]


def test_a_list_that_is_not_described_is_told() -> None:
    content = word([line("甲", in_list(4))], lists=CHINESE)
    assert notices(content) == [RawNotice("labels-not-read", {"count": 1})]


def test_cells_stand_in_a_grid_with_their_addresses() -> None:
    content = word([*row("项目", "金额"), *row("收入", "10.00"), line("完")])
    found = read_word_binary(content)
    assert [type(item) for item in found] == [RawTable, RawParagraph]
    (table,) = tables(content)
    assert spans(table) == [(0, 0, 1, 1, "项目"), (0, 1, 1, 1, "金额"), (1, 0, 1, 1, "收入"), (1, 1, 1, 1, "10.00")]
    origin = table.cells[3].lines[0].origin
    assert origin is not None
    assert origin.cell == "table 1!R2C2"


def test_each_paragraph_of_a_cell_is_a_line() -> None:
    (table,) = tables(word([Line((Run("因公"),), in_tables(1)), *row("出国\x0b费")]))
    assert spans(table) == [(0, 0, 1, 1, "因公|出国|费")]


def test_a_cell_merged_downwards_is_one_cell_with_its_span() -> None:
    content = word([*row("项目", "上年", flags=(0x60, 0)), *row("", "本年", flags=(0x20, 0)), *row("收入", "1")])
    (table,) = tables(content)
    assert spans(table)[:3] == [(0, 0, 2, 1, "项目"), (0, 1, 1, 1, "上年"), (1, 1, 1, 1, "本年")]


@pytest.mark.parametrize("flags", [(2, 1, 0), (1, 2, 0), (3, 1, 2)])
def test_a_cell_merged_sideways_is_one_cell_with_its_span(flags: tuple[int, int, int]) -> None:
    (table,) = tables(word([*row("金额", "", "备注", flags=flags), *row("上年", "本年", "无")]))
    assert spans(table)[:2] == [(0, 0, 1, 2, "金额"), (0, 2, 1, 1, "备注")]


@pytest.mark.parametrize("flags", [(2, 1, 2, 1), (1, 2, 1, 2)])
def test_merged_cells_may_stand_side_by_side(flags: tuple[int, int, int, int]) -> None:
    (table,) = tables(word([*row("收入", "", "支出", "", flags=flags), *row("1", "2", "3", "4")]))
    assert spans(table)[:2] == [(0, 0, 1, 2, "收入"), (0, 2, 1, 2, "支出")]


def test_a_wider_cell_spans_the_columns_below_it() -> None:
    wide = [cell("金额"), cell("备注"), row_end((0, 1990, 3000))]
    (table,) = tables(word([*wide, *row("上年", "本年", "无")]))
    assert spans(table)[:2] == [(0, 0, 1, 2, "金额"), (0, 2, 1, 1, "备注")]


def test_merges_may_be_told_behind_the_definition_of_a_row() -> None:
    merge = struct.pack("<HBB", 0x5624, 0, 2)
    below = struct.pack("<HBBB", 0xD62B, 2, 2, 3), struct.pack("<HBBB", 0xD62B, 2, 2, 1)
    edges = (0, 1000, 2000, 3000)
    first = [cell("金额"), cell(""), cell("备注"), row_end(edges, more=merge + below[0])]
    second = [cell("上年"), cell("本年"), cell(""), row_end(edges, more=below[1])]
    (table,) = tables(word([*first, *second]))
    assert spans(table) == [
        (0, 0, 1, 2, "金额"),
        (0, 2, 2, 1, "备注"),
        (1, 0, 1, 1, "上年"),
        (1, 1, 1, 1, "本年"),
    ]


def test_text_under_a_merged_cell_is_counted_as_hidden() -> None:
    content = word([*row("甲", flags=(0x60,)), *row("12.5", flags=(0x20,))])
    assert notices(content) == [RawNotice("hidden-text-left-out", {"characters": 4})]


def test_a_row_without_definition_loses_no_cell() -> None:
    (table,) = tables(word([*row("甲", "乙"), cell("丙"), cell("丁"), cell("戊"), row_end()]))
    assert spans(table)[2:] == [(1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁"), (1, 2, 1, 1, "戊")]


def test_a_row_that_is_never_ended_loses_no_cell() -> None:
    (table,) = tables(word([cell("甲"), Line((Run("乙"),), in_tables(1)), line("完")]))
    assert [item.lines[0].text for item in table.cells] == ["甲", "乙"]


def test_the_modifiers_of_a_long_row_may_stand_in_the_data_stream() -> None:
    full = row_end((0, 1000, 2000, 3000), (2, 1, 0)).modifiers
    data = struct.pack("<H", len(full)) + full
    far = Line((), struct.pack("<HI", 0x6646, 0), mark="\x07")
    (table,) = tables(word([cell("金额"), cell(""), cell("备注"), far], data=data))
    assert spans(table) == [(0, 0, 1, 2, "金额"), (0, 2, 1, 1, "备注")]


def test_a_nested_table_stands_behind_the_one_around_it() -> None:
    content = word([cell("外"), *row("内甲", "内乙", depth=2), cell(""), row_end((0, 1000, 4000)), line("完")])
    outer, inner = tables(content)
    assert spans(outer) == [(0, 0, 1, 1, "外"), (0, 1, 1, 1, "")]
    assert spans(inner) == [(0, 0, 1, 1, "内甲"), (0, 1, 1, 1, "内乙")]
    origin = inner.cells[1].lines[0].origin
    assert origin is not None
    assert origin.cell == "table 2!R1C2"


def test_a_deleted_row_is_left_out() -> None:
    gone = Line((Run("9.00", DELETED),), in_tables(1), mark="\x07", mark_modifiers=DELETED)
    (table,) = tables(word([*row("甲"), gone, row_end((0, 1000), mark=DELETED), *row("乙")]))
    assert spans(table) == [(0, 0, 1, 1, "甲"), (1, 0, 1, 1, "乙")]


def test_cells_are_numbered_too_but_ends_of_rows_are_not() -> None:
    numbered = in_list(1)
    rows = [
        cell("甲", modifiers=numbered),
        row_end((0, 1000), more=numbered),
        cell("", modifiers=numbered),
        row_end((0, 1000)),
    ]
    (table,) = tables(word(rows, lists=CHINESE))
    assert spans(table) == [(0, 0, 1, 1, "一、甲"), (1, 0, 1, 1, "二、")]


def test_notes_and_text_boxes_stand_at_the_end_and_headers_nowhere() -> None:
    footnotes, headers, comments, endnotes, boxes = (
        [line(text)] for text in ("\x02脚注", "页眉", "批注", "尾注", "框内")
    )
    assert texts(word([line("正文\x02")], footnotes, headers, [], comments, endnotes, boxes)) == [
        "正文",
        "脚注",
        "尾注",
        "框内",
    ]


def test_lines_in_a_style_of_contents_are_contents() -> None:
    styles = (Style(), Style(identifier=19))
    found = read_word_binary(word([line("概况 3", style=1), line("概况")], styles=styles))
    assert [item.contents for item in found if isinstance(item, RawParagraph)] == [True, False]


def test_pictures_are_told_and_form_data_is_not_one() -> None:
    content = word([Line((Run("甲\x01"), Run("\x01", FORM_DATA)))])
    assert notices(content) == [RawNotice("pictures-not-read", {"count": 1})]


def test_an_embedded_workbook_is_told_and_not_as_a_picture() -> None:
    content = word([line("见" + field(" EMBED Excel.Sheet.8 ", "\x01"))])
    assert notices(content) == [RawNotice("embedded-files-not-read", {"count": 1}, incomplete=True)]


def test_a_field_that_is_drawn_from_its_code_is_told() -> None:
    content = word([line("见" + field(r" eq \o\ac(○,1) ", None))])
    assert notices(content) == [RawNotice("fields-without-result", {"count": 1}, incomplete=True)]


def test_a_style_based_on_itself_is_read() -> None:
    assert texts(word([line("甲", style=1)], styles=(Style(), Style(base=1)))) == ["甲"]


def test_a_depth_beyond_reason_is_read_as_less() -> None:
    content = word([Line((Run("甲"),), in_tables(0xFFFFFFFF))])
    assert [spans(table) for table in tables(content)] == [[(0, 0, 1, 1, "甲")]]


def test_an_encrypted_file_says_so() -> None:
    assert "encrypted" in str(reason(word([line("甲")], flags=0x0100)))


def test_an_encrypted_package_says_so() -> None:
    assert "已加密" in reason(container({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})).chinese


@pytest.mark.parametrize(("version", "name"), [(0x65, "Word 6"), (0x68, "Word 95")])
def test_an_older_file_says_its_version_and_what_to_do(version: int, name: str) -> None:
    message = str(reason(word([line("甲")], version=version)))
    assert f"{name}," in message
    assert ".docx" in message


def test_another_compound_file_is_no_word_document() -> None:
    assert "not a Word document" in str(reason(container({"Workbook": b"x"})))


def test_a_file_without_text_says_so() -> None:
    assert "no text" in str(reason(word([line("")])))


def test_a_file_of_pictures_says_so() -> None:
    assert "pictures" in str(reason(word([line("\x01")])))


@pytest.mark.parametrize("offset", [30, 32, 40, 44, 64, 72])
def test_a_header_with_impossible_sizes_is_damage(offset: int) -> None:
    content = bytearray(word([line("甲")]))
    content[offset : offset + 2] = b"\xff\xff"
    assert "damaged" in str(reason(bytes(content)))


def test_a_piece_table_that_repeats_text_without_end_is_damage() -> None:
    assert "piece table" in str(reason(word([line("甲")], pieces=[(0x7FFFFFFF, 0)])))


@pytest.mark.parametrize("share", range(10))
def test_a_file_that_is_cut_short_is_damage(share: int) -> None:
    content = BY_LIBREOFFICE.read_bytes()
    assert "damaged" in str(reason(content[: len(content) * share // 12]))


@pytest.mark.parametrize("value", [0x00, 0x01, 0x7F, 0x80, 0xFF])
def test_a_wrong_byte_anywhere_is_damage_or_nothing(value: int) -> None:
    content = bytearray(BY_LIBREOFFICE.read_bytes())
    for offset in range(value % 23, len(content), 23):
        kept, content[offset] = content[offset], value
        with suppress(UnreadableDocument):
            read_word_binary(bytes(content))
        content[offset] = kept


def test_a_file_written_by_another_program_is_read() -> None:
    content = BY_LIBREOFFICE.read_bytes()
    assert texts(content) == [
        "云岭市档案馆收支说明",
        "一、单位概况",
        "（一）主要职责",
        "（二）机构设置",
        "1. 馆本级",
        "二、收支情况",
        "（一）收入情况",
        "全年收入12.50万元。",
        "完",
    ]
    outer, inner = tables(content)
    assert spans(outer)[:4] == [(0, 0, 2, 1, "项目"), (0, 1, 1, 2, "金额"), (1, 1, 1, 1, "上年"), (1, 2, 1, 1, "本年")]
    assert spans(inner) == [(0, 0, 1, 1, "拨款"), (0, 1, 1, 1, "12.50")]
    assert notices(content) == [RawNotice("hidden-text-left-out", {"characters": 4})]


@pytest.mark.parametrize(
    ("name", "count", "first"),
    [
        ("notes-2021-hainan.doc", 68, "关于2021年海南省政府预算公开"),
        ("state-capital-2021-hainan.doc", 14, "关于2021年海南省"),
        ("three-public-2024-hainan.wps", 4, "2024年海南省省本级“三公”经费情况"),
    ],
)
def test_published_files_are_read(name: str, count: int, first: str) -> None:
    file = SHARED / "corpus" / "formats" / name
    if not file.exists():
        pytest.skip("the corpus of published files is not here")
    found: list[Found] = read_word_binary(file.read_bytes())
    assert len(found) == count
    assert isinstance(found[0], RawParagraph)
    assert found[0].lines[0].text == first

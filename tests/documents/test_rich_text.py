"""Rich Text: characters in every way they are written, tables, what is not printed, and what is refused."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from auditor.documents import read_document
from auditor.documents.raw import Found, RawCell, RawNotice, RawParagraph, RawTable
from auditor.documents.rich_text import read_rich_text
from auditor.errors import UnreadableDocument

HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}\uc1"
    + "\n"
)


WIDE = r"\trowd" + "".join(rf"\cellx{40 * place}" for place in range(1, 901)) + r"\intbl a" + r"\cell" * 900 + r"\row"


def rtf(body: str, head: str = HEAD) -> bytes:
    return (head + body + "}").encode("latin-1")


def paragraphs(found: list[Found]) -> list[list[str]]:
    return [[line.text for line in block.lines] for block in found if isinstance(block, RawParagraph)]


def tables(found: list[Found]) -> list[RawTable]:
    return [block for block in found if isinstance(block, RawTable)]


def notices(found: list[Found]) -> dict[str, object]:
    return {block.key: next(iter(block.arguments.values())) for block in found if isinstance(block, RawNotice)}


def shape(cell: RawCell) -> tuple[int, int, int, int, str]:
    return cell.row, cell.column, cell.row_span, cell.column_span, "/".join(line.text for line in cell.lines)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (r"\f1\'ca\'d5\'c8\'eb 12.50\par", "收入 12.50"),
        (r"\f0\'ca\'d5\'c8\'eb\par", "收入"),
        (r"\u25910?\u20837?\par", "收入"),
        (r"\uc2\u25910\'ca\'d5\u20837\'c8\'eb\par", "收入"),
        (r"\u-30321?\par", "規"),
        (r"\u-10187?\u-9216?\par", "\U0001d400"),
        (r"\u-10187?x\par", "\ufffdx"),
        (r"x\u-10187?\par", "x\ufffd"),
        ("\\f1 \xca\xd5\xc8\xeb\\par", "收入"),
        (r"\f1\'81A\par", "丄"),
        ("\\f1 \x81\\\\par", "乗"),
        (r"\f1\'81\f0  x\par", "\ufffd x"),
        (r"a\emdash b\~c\tab d\{e\}\par", "a—b\u00a0c\td{e}"),
        ("a\r\nb\\par", "ab"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt 12.50}}\par", "12.50"),
        (r"{\upr{x}{\*\ud{\u25910?}}}\par", "收"),
        (r"{\listtext\'d2\'bb\'a1\'a2\tab}\f1\'ca\'d5\par", "一、收"),
        (r"{\header 2023}{\info{\title x}}{\*\unknown{\b x}}a\par", "a"),
        (r"a{\pict\pngblip\bin6 }}{{}\b1}b\par", "ab"),
        (r"a{\*\bkmkstart x}b\par", "ab"),
        (r"12.50{\super 1}\super 2\nosupersub 3\par", "12.50¹²3"),
    ],
)
def test_characters_are_read_in_every_way_they_are_written(body: str, says: str) -> None:
    assert paragraphs(read_rich_text(rtf(body))) == [[says]]


def test_the_code_page_of_a_font_goes_before_that_of_a_latin_document() -> None:
    head = HEAD.replace("ansicpg936", "ansicpg1252")
    assert paragraphs(read_rich_text(rtf(r"\f1\'ca\'d5\f0\'e9\par", head))) == [["收é"]]
    assert paragraphs(read_rich_text(rtf(r"\loch\af0\dbch\af1\loch\f0\'ca\'d5\par", head))) == [["收"]]
    assert paragraphs(read_rich_text(rtf("\xe9\\par a\\par", head))) == [["é"], ["a"]]


def test_paragraphs_end_where_they_are_ended_and_lines_where_they_are_broken() -> None:
    assert paragraphs(read_rich_text(rtf("a\\line b\\par c\\\nd"))) == [["a", "b"], ["c"], ["d"]]


def test_a_missing_replacement_does_not_swallow_the_end_of_a_cell() -> None:
    found = read_rich_text(rtf(r"\trowd\cellx100\cellx200\intbl\u25910\cell b\cell\row"))
    assert [shape(cell)[4] for cell in tables(found)[0].cells] == ["收", "b"]


def test_a_table_has_its_rows_columns_and_merged_cells() -> None:
    body = (
        r"before\par"
        r"\trowd\trleft0\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl a\cell b\cell\cell\row"
        r"\trowd\trleft0\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell c\cell d\par e\cell\row"
        r"\trowd\trleft0\cellx1000\cellx3000\pard\intbl f\cell 1.50\cell\row\pard behind\par"
    )
    found = read_rich_text(rtf(body))
    assert paragraphs(found) == [["before"], ["behind"]]
    (table,) = tables(found)
    assert [shape(cell) for cell in table.cells] == [
        (0, 0, 2, 1, "a"),
        (0, 1, 1, 2, "b"),
        (1, 1, 1, 1, "c"),
        (1, 2, 1, 1, "d/e"),
        (2, 0, 1, 1, "f"),
        (2, 1, 1, 2, "1.50"),
    ]
    origin = table.cells[3].lines[0].origin
    assert origin is not None and origin.cell == "table 1!R2C3"


def test_a_table_in_a_cell_stands_behind_the_one_around_it() -> None:
    body = (
        r"\pard\intbl\itap2 x\nestcell y\nestcell"
        r"{\*\nesttableprops\trowd\cellx100\cellx200\nestrow}{\nonesttables\par}"
        r"\pard\intbl\itap1 outer\cell 2\cell\trowd\cellx1000\cellx2000\row\pard end\par"
    )
    outer, inner = tables(read_rich_text(rtf(body)))
    assert [shape(cell)[4] for cell in outer.cells] == ["outer", "2"]
    assert [shape(cell)[4] for cell in inner.cells] == ["x", "y"]


def test_footnotes_and_text_boxes_stand_behind_the_text() -> None:
    body = (
        r"a{\footnote\pard note 1.50\par}b{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard box\par}}{\shprslt box}}\par"
    )
    assert paragraphs(read_rich_text(rtf(body))) == [["ab"], ["note 1.50"], ["box"]]


def test_what_is_hidden_deleted_or_embedded_is_left_out_and_told() -> None:
    found = read_rich_text(rtf(r"a{\v 123}{\deleted 45}{\pict 00}{\object{\*\objdata 00}{\result x}}b\par"))
    assert paragraphs(found) == [["ab"]]
    assert notices(found) == {
        "hidden-text-left-out": 3,
        "deleted-text-left-out": 2,
        "embedded-files-not-read": 1,
        "pictures-not-read": 1,
    }


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (rtf("a")[:-1], "ends inside a group"),
        (b"{\\rtf1 12.50\\", "ends inside a group"),
        (b"{\\rtf1" + b"{" * 5000 + b"a" + b"}" * 5001, "nested too deep"),
        (rtf(r"{\pict 00}"), "pictures but no text"),
        (rtf(""), "no text"),
        (rtf(WIDE + r"\trowd\cellx40\intbl a\cell\row" * 6000), "6,001 rows in 901 columns"),
    ],
    ids=["cut", "cut in a word", "deep", "picture", "empty", "wide"],
)
def test_what_cannot_be_read_is_told(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says) as caught:
        read_rich_text(content)
    assert caught.value.chinese


def test_a_rich_text_file_named_doc_is_read_and_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "report.doc"
    file.write_bytes(rtf(r"\f1\'ca\'d5\'c8\'eb12.50\par"))
    document = read_document(file)
    assert (document.format, [notice.key for notice in document.notices]) == ("rtf", ["named-otherwise"])


@pytest.mark.parametrize("filler", [b"00", rb"\'ca\'d5", b"\xca\xd5"], ids=["picture", "escaped", "raw"])
def test_long_runs_take_no_more_memory_than_a_few_times_their_length(filler: bytes) -> None:
    content = rtf("")[:-1] + rb"{\pict " + filler * (2_000_000 // len(filler)) + b"}a}"
    tracemalloc.start()
    read_rich_text(content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4 * len(content)

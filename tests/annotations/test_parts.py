"""What copies are made with: the place of a figure by the text around it, XML that is added to and otherwise kept."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from auditor.annotations.notes import Note, Spot
from auditor.annotations.package import Package, insert
from auditor.annotations.whereabouts import Stream, firsts, locate
from auditor.errors import UsageError


def spot(printed: str, line: int, column: int, width: int = 0) -> Spot:
    end = column + (width or len(printed))
    place: Any = {"page": None, "line": line, "column": column, "end_column": end, "cell": None, "bbox": None}
    return Spot(printed, place, "wrong")


def stream_of(*blocks: str) -> Stream:
    stream = Stream()
    for number, block in enumerate(blocks):
        stream.add(number, block, is_start=True)
    stream.close()
    return stream


def found_at(lines: list[str], figure: Spot, *blocks: str) -> list[int]:
    """The numbers of the blocks in which a figure is found."""
    stream = stream_of(*blocks)
    note = Note("A", "error", "", (figure,))
    return [stream.sources[entry.start][0] for entry in locate([note], lines, stream)]


def test_a_figure_that_is_printed_often_is_told_by_what_stands_around_it() -> None:
    lines = ["甲 | 1.00 | 2.00", "乙 | 1.00 | 3.00", "丙 | 1.00 | 2.00"]
    blocks = [cell for line in lines for cell in line.split(" | ")]
    for number, line in enumerate(lines, 1):
        rendition = [entry.replace(" | ", "  ") for entry in lines]
        assert found_at(rendition, spot("1.00", number, 4), *blocks) == [3 * number - 2], line


def test_what_the_rendition_leaves_out_or_repeats_does_not_mislead() -> None:
    lines = ["合计  5.00", "合计  5.00", "其中：甲  5.00"]
    assert found_at(lines, spot("5.00", 3, 7), "首页", "合计", "5.00", "其中：甲", "5.00", "页脚 5.00") == [4]


def test_a_figure_is_not_found_within_a_longer_one() -> None:
    assert found_at(["甲 1.00"], spot("1.00", 1, 3), "甲 11.00", "甲 1.005", "乙 1.00") == [2]
    assert found_at(["甲 7"], spot("7", 1, 3), "甲7.5", "甲 70") == []


def test_blanks_and_widths_of_characters_do_not_matter() -> None:
    assert found_at(["支出 1,234.50万元"], spot("1,234.50", 1, 4), "支　出", "１，２３４．５０ 万元") == [1]


def test_a_word_is_found_by_its_columns_and_a_blank_is_not() -> None:
    assert found_at(["支出增加1.00"], spot("", 1, 3, 2), "支出增加1.00") == [0]
    assert found_at(["支出  "], Spot("", spot("", 1, 5).place, "part"), "支出") == []
    assert found_at(["支出"], spot("1.00", 9, 1), "1.00") == []


def test_a_note_stands_at_the_first_of_its_figures_that_is_printed() -> None:
    stream = stream_of("甲 1.00", "乙 2.00")
    missing, here = spot("9.99", 1, 3), spot("2.00", 2, 3)
    note = Note("A", "error", "", (missing, here))
    found = locate([note], ["甲 9.99", "乙 2.00"], stream)
    assert [entry.spot for entry in firsts([note], found)] == [here]


MORE = b"<new/>"


@pytest.mark.parametrize(
    ("content", "path", "before", "made"),
    [
        (b"<a><b/></a>", (), (), b"<a><b/><new/></a>"),
        (b"<a/>", (), (), b"<a><new/></a>"),
        (b'<x:a y="1" />', (), (), b'<x:a y="1" ><new/></x:a>'),
        (b"<a><b/><c/></a>", (), ("c", "d"), b"<a><b/><new/><c/></a>"),
        (b"<a><b><c/></b></a>", (), ("c",), b"<a><b><c/></b><new/></a>"),
        (b"<a><b>1</b><b>2</b></a>", (("b", 1),), (), b"<a><b>1</b><b>2<new/></b></a>"),
        (b"<a><b><d/></b><c><d>1</d></c></a>", ("c", "d"), (), b"<a><b><d/></b><c><d>1<new/></d></c></a>"),
        (
            "<?xml version='1.0'?>\n<a>甲<b/></a>".encode(),
            (),
            (),
            "<?xml version='1.0'?>\n<a>甲<b/><new/></a>".encode(),
        ),
    ],
)
def test_xml_is_added_to_where_it_is_asked_for(content: bytes, path: Any, before: Any, made: bytes) -> None:
    assert insert(content, path, MORE, before) == made


@pytest.mark.parametrize(
    ("content", "path"), [(b"<a><b/></a>", ("c",)), (b"<a>", ()), ('<?xml version="1.0"?><a/>'.encode("utf-16"), ())]
)
def test_xml_that_cannot_be_added_to_is_refused(content: bytes, path: Any) -> None:
    with pytest.raises(UsageError):
        insert(content, path, MORE)


def packed(**parts: str) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/"), text)
    return kept.getvalue()


def test_a_relation_gets_an_identifier_that_no_other_has() -> None:
    package = Package(packed(a__b="<b/>"))
    assert [package.relate("a/b", "kind/x", f"c/{name}") for name in "de"] == ["rIdAuditor1", "rIdAuditor2"]
    assert package.related("a/b") == {"rIdAuditor1": ("x", "c/d"), "rIdAuditor2": ("x", "c/e")}
    assert ZipFile(BytesIO(package.content())).namelist() == ["a/b", "a/_rels/b.rels"]

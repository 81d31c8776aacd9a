"""OFD: where characters stand, what rules a table, templates and graphics drawn again, and what is refused."""

from __future__ import annotations

import pytest

from auditor.documents.model import Box
from auditor.documents.ofd import read_ofd
from auditor.documents.ofd.values import steps, subpaths
from auditor.documents.raw import Found, RawNotice, RawParagraph, RawTable
from auditor.errors import UnreadableDocument
from tests.documents.ofd_files import grid, ofd_of, packed, page, parts_of, path, table, text

ROWS = [["项目", "金额"], ["办公费", "12.50"], ["印刷费", "3.00"]]


def paragraphs(found: list[Found]) -> list[str]:
    return ["".join(line.text for line in block.lines) for block in found if isinstance(block, RawParagraph)]


def cells(found: list[Found]) -> list[list[str]]:
    (only,) = [block for block in found if isinstance(block, RawTable)]
    rows: dict[int, list[str]] = {}
    for cell in only.cells:
        rows.setdefault(cell.row, []).append("".join(line.text for line in cell.lines))
    return list(rows.values())


def place(found: list[Found], index: int = 0) -> Box:
    """The box of the first character of a paragraph, in points."""
    blocks = [block for block in found if isinstance(block, RawParagraph)]
    origin = blocks[index].lines[0].origin
    assert origin is not None
    box = origin.bbox(0, 1)
    assert box is not None
    return box


@pytest.mark.parametrize(
    ("given", "wanted", "are"),
    [
        ("3 4 5", 3, [3, 4, 5]),
        ("g 3 1.5875", 3, [1.5875] * 3),
        ("3.2 g 2 5 1", 4, [3.2, 5, 5, 1]),
        ("g 2 5 g 2 6", 4, [5, 5, 6, 6]),
        ("5", 4, [5, 5, 5, 5]),
        ("g 999999999 2", 3, [2, 2, 2]),
        ("1 2 3", 2, [1, 2]),
        ("x nan 1e99", 3, [0, 0, 0]),
        ("g 3", 2, [0, 3]),
    ],
)
def test_steps_are_read_as_they_are_written(given: str, wanted: int, are: list[float]) -> None:
    assert steps(given, wanted) == are


def test_no_steps_are_none() -> None:
    assert steps(None, 3) is None
    assert steps("", 3) is None
    assert steps("5", 0) is None


@pytest.mark.parametrize(
    ("data", "points"),
    [
        ("M 1 2 L 3 4", [[(1, 2), (3, 4)]]),
        ("S 1 2 L 3 4 5 6 C", [[(1, 2), (3, 4), (5, 6), (1, 2)]]),
        ("M0 0L9 0M0 5L9 5", [[(0, 0), (9, 0)], [(0, 5), (9, 5)]]),
        ("M 0 0 B 1 1 2 2 3 3 L 9 9 M 1 1 L 2 1", [[(1, 1), (2, 1)]]),
        ("M 0 0 A 1 1 0 0 0 5 5", []),
        ("L", []),
    ],
)
def test_the_straight_parts_of_a_path_are_read(data: str, points: list[list[tuple[float, float]]]) -> None:
    assert list(subpaths(data, 1000)) == points


def test_a_table_is_read_with_the_places_of_its_cells() -> None:
    found = read_ofd(ofd_of(page(text(60, 20, "收支表"), table(20, 30, ROWS))))
    assert paragraphs(found) == ["收支表"]
    assert cells(found) == ROWS
    (only,) = [block for block in found if isinstance(block, RawTable)]
    origin = only.cells[3].lines[0].origin
    assert origin is not None and origin.page == 1
    box = origin.bbox(0, 5)
    assert box is not None and box[0] == pytest.approx(61 * 72 / 25.4, abs=0.1)


@pytest.mark.parametrize(
    ("said", "deltas"),
    [
        ("合计12.50万元", 'DeltaX="4 4 g 5 2 4"'),
        ("合计12.50万元", 'DeltaX="4"'),
        ("合计12.50万元", ""),
    ],
    ids=["groups", "one for all", "none"],
)
def test_a_line_is_one_line_however_its_steps_are_told(said: str, deltas: str) -> None:
    assert paragraphs(read_ofd(ofd_of(page(text(20, 30, said, deltas=deltas))))) == [said]


def test_text_in_points_under_a_matrix_stands_where_text_in_millimetres_does() -> None:
    code = '<ofd:TextCode X="0" Y="12" DeltaX="12 12">支出表</ofd:TextCode>'
    scaled = (
        f'<ofd:TextObject Boundary="50 60 15 6" CTM="0.3528 0 0 0.3528 0 0" Font="1" Size="12">{code}</ofd:TextObject>'
    )
    plain = text(50, 60 + 12 * 0.3528, "支出表", size=12 * 0.3528)
    assert place(read_ofd(ofd_of(page(scaled)))) == pytest.approx(place(read_ofd(ofd_of(page(plain)))), abs=0.05)


def test_the_shift_of_a_matrix_moves_text_once() -> None:
    shifted = text(50, 60, "支出表", more='CTM="1 0 0 1 10 0"')
    assert place(read_ofd(ofd_of(page(shifted)))) == pytest.approx(
        place(read_ofd(ofd_of(page(text(60, 60, "支出表"))))), abs=0.01
    )


def test_several_runs_of_an_object_go_on_from_their_own_places() -> None:
    codes = '<ofd:TextCode X="0" Y="4" DeltaX="4">收入</ofd:TextCode><ofd:TextCode X="8" DeltaX="2">12</ofd:TextCode>'
    found = read_ofd(ofd_of(page(f'<ofd:TextObject Boundary="20 20 50 5" Size="4">{codes}</ofd:TextObject>')))
    assert paragraphs(found) == ["收入12"]


def test_a_page_set_sideways_is_read_upright() -> None:
    turned = (
        f'<ofd:TextObject Boundary="100 {20 + 4 * place} 4 4" CTM="0 1 -1 0 0 0" Size="4">'
        f'<ofd:TextCode X="0" Y="0" DeltaX="4">{said}</ofd:TextCode></ofd:TextObject>'
        for place, said in ((0, "收入合计"), (4, "支出合计"))
    )
    assert paragraphs(read_ofd(ofd_of(page(*turned)))) == ["收入合计支出合计"]


def test_what_is_stamped_askew_is_no_content() -> None:
    stamp = text(20, 100, "样稿", more='CTM="0.7 -0.7 0.7 0.7 0 0"')
    found = read_ofd(ofd_of(page(text(20, 30, "收入合计12.50万元"), stamp)))
    assert paragraphs(found) == ["收入合计12.50万元"]


@pytest.mark.parametrize(
    "frame",
    [
        path(20, 30, "M 0 0 L 80 0 L 80 24 L 0 24 C"),
        path(20, 30, "M 0 0 L 80 0 L 80 24 L 0 24 C", more='Fill="true" Stroke="false"'),
        path(0, 0, "M 20 30 L 100 30 L 100 54 L 20 54 C"),
        path(20, 30, "M 0 0 L 226.8 0 L 226.8 68 L 0 68 C", more='CTM="0.3528 0 0 0.3528 0 0"'),
    ],
    ids=["stroked", "filled", "on the page", "scaled"],
)
def test_a_frame_rules_a_table_however_it_is_drawn(frame: str) -> None:
    inner = grid([60], [30, 54]) + grid([20, 100], [38, 46])
    texts = [
        text(21 + 40 * column, 36 + 8 * row, cell)
        for row, cells in enumerate(ROWS)
        for column, cell in enumerate(cells)
    ]
    assert cells(read_ofd(ofd_of(page(frame, inner, *texts)))) == ROWS


def test_what_is_not_seen_is_not_read() -> None:
    hidden = [text(20, 50, "秘密", more=more) for more in ('Visible="false"', 'Alpha="0"', 'Fill="false"')]
    assert paragraphs(read_ofd(ofd_of(page(text(20, 30, "收入"), *hidden)))) == ["收入"]


@pytest.mark.parametrize(
    "beside",
    [text(20, 400, "页外"), text(-50, 30, "页外"), text(20, 100, "大", size=900000), text(250, 50, "收入" * 20000)],
    ids=["below", "left", "larger than the page", "right"],
)
def test_what_stands_beside_the_page_is_not_seen(beside: str) -> None:
    assert paragraphs(read_ofd(ofd_of(page(text(20, 30, "支出合计12.50万元"), beside)))) == ["支出合计12.50万元"]


def test_a_page_stands_on_its_template_and_under_another() -> None:
    parts = parts_of(
        page(
            text(20, 60, "本页"),
            head='<ofd:Template TemplateID="7" ZOrder="Background"/><ofd:Template TemplateID="8" ZOrder="Foreground"/>',
        ),
        common='<ofd:TemplatePage ID="7" BaseLoc="Tpls/T/Content.xml"/><ofd:TemplatePage ID="8" BaseLoc="./Tpls/U/Content.xml"/>',
    )
    parts |= {
        "Doc_0/Tpls/T/Content.xml": page(text(20, 40, "抬头")),
        "Doc_0/Tpls/U/Content.xml": page(text(20, 80, "落款")),
    }
    assert "".join(paragraphs(read_ofd(packed(parts)))) == "抬头本页落款"


def test_a_graphic_is_drawn_again_where_an_object_says() -> None:
    parts = parts_of(
        page('<ofd:CompositeObject ID="3" ResourceID="5" Boundary="20 30 100 100" CTM="0.5 0 0 0.5 0 0"/>'),
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
    )
    parts["Doc_0/DocumentRes.xml"] = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="5">'
        f"<ofd:Content>{text(0, 8, '收入', size=8)}"
        '<ofd:CompositeObject ResourceID="5" Boundary="0 20 9 9"/></ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    found = read_ofd(packed(parts))
    assert set("".join(paragraphs(found))) == {"收", "入"}
    assert place(found) == pytest.approx(place(read_ofd(ofd_of(page(text(20, 34, "收入"))))), abs=0.05)


def test_the_pattern_that_fills_an_object_is_none_of_its_own() -> None:
    pattern = f"<ofd:FillColor><ofd:Pattern><ofd:CellContent>{text(1, 5, '纹')}</ofd:CellContent></ofd:Pattern></ofd:FillColor>"
    found = read_ofd(ofd_of(page(path(0, 0, "M 0 0 L 9 9", inside=pattern), text(20, 30, "收入"))))
    assert paragraphs(found) == ["收入"]


def test_a_table_goes_on_over_the_page() -> None:
    first = page(table(20, 30, ROWS))
    second = page(table(20, 20, [ROWS[0], ["差旅费", "1.00"]]))
    found = read_ofd(ofd_of(first, second))
    assert ["差旅费", "1.00"] in [row for block in [cells(found)] for row in block]


def test_pages_that_are_images_are_told() -> None:
    scan = page('<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="9"/>')
    found = read_ofd(ofd_of(page(text(20, 30, "收入合计12.50万元")), scan))
    (told,) = [block for block in found if isinstance(block, RawNotice)]
    assert (told.key, told.arguments["pages"], told.incomplete) == ("scanned-pages", "2", True)
    with pytest.raises(UnreadableDocument, match="scan"):
        read_ofd(ofd_of(scan))


def test_attached_files_are_told() -> None:
    parts = parts_of(page(text(20, 30, "收入")), document="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>")
    parts["Doc_0/Attachs/Attachments.xml"] = "<a><Attachment Name='x'/></a>"
    (told,) = [block for block in read_ofd(packed(parts)) if isinstance(block, RawNotice)]
    assert (told.key, told.incomplete) == ("embedded-files-not-read", True)


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "收入收入">]>'


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"OFD.xml": "<a/>"}, "no pages"),
        ({"OFD.xml": "<a"}, "damaged"),
        ({"OFD.xml": "<a/>", "Encryptions.xml": "<a/>"}, "encrypted"),
        ({**parts_of("x"), "Doc_0/Pages/Page_0/Content.xml": "<a"}, "damaged"),
        ({key: part for key, part in parts_of("x").items() if "Content" not in key}, "Content.xml is missing"),
        (parts_of(BOMB + page(text(1, 9, "&b;"))), "document type"),
        (parts_of(page()), "no text"),
        ({**parts_of(), "OFD.xml": "<a><DocRoot>../../etc/passwd</DocRoot></a>"}, "damaged"),
        (parts_of(*["<a/>"] * 2001), "2001 pages"),
    ],
    ids=["empty", "cut", "encrypted", "cut page", "missing page", "entities", "blank", "outside", "long"],
)
def test_what_cannot_be_read_is_told(parts: dict[str, str], says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says) as caught:
        read_ofd(packed(parts))
    assert caught.value.chinese


def test_a_page_of_too_many_objects_is_cut_and_told() -> None:
    lines = path(20, 30, "M 0 0 L 9 0") * 100_001
    (told,) = [block for block in read_ofd(ofd_of(page(text(20, 30, "收入"), lines))) if isinstance(block, RawNotice)]
    assert (told.key, told.incomplete) == ("cut-pages", True)

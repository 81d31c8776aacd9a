"""Word files: what is printed, and where it stands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest

from auditor.documents.raw import RawCell, RawNotice, RawParagraph, RawTable
from auditor.documents.word_xml.reader import read_word_xml
from auditor.errors import UnreadableDocument
from tests.conftest import SHARED

_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PREFIXES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


_SHOWN = '<w:vanish w:val="0"/>'
_IN_OWN_STYLE = '<w:rStyle w:val="own"/>'
_SPACED = '<w:suff w:val="space"/>'
_NUMBERED = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'


def _relationships(targets: dict[str, str], office: str) -> str:
    entries = "".join(
        f'<Relationship Id="r{place}" Type="{office}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'


def _content_types(main: str, parts: Iterable[str]) -> str:
    kinds = {main: "document.main"} | {f"{main.rpartition('/')[0]}/{kind}.xml": kind for kind in parts}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{default}{overrides}</Types>'


def _zip(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def _docx(body: str, *, strict: bool = False, main: str = "word/document.xml", **parts: str) -> bytes:
    """A Word file with this body; `parts` are the insides of styles, numbering, footnotes and endnotes."""
    space, office = (_STRICT, _STRICT_OFFICE) if strict else (_TRANSITIONAL, _OFFICE)

    def wrap(root: str, inside: str) -> str:
        return f'<w:{root} xmlns:w="{space}" {_PREFIXES}>{inside}</w:{root}>'

    folder, _, file = main.rpartition("/")
    files = {
        "[Content_Types].xml": _content_types(main, parts),
        "_rels/.rels": _relationships({"officeDocument": main}, office),
        main: wrap("document", f"<w:body>{body}</w:body>"),
        f"{folder}/_rels/{file}.rels": _relationships({kind: f"{kind}.xml" for kind in parts}, office),
    }
    return _zip(files | {f"{folder}/{kind}.xml": wrap(kind, inside) for kind, inside in parts.items()})


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{_run(text)}</w:p>"


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _field(code: str, result: str) -> str:
    return (
        f"{_mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{_mark('separate')}{_run(result)}{_mark('end')}"
    )


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(text)}</w:tc>"


def _row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def _box(content: str) -> str:
    return f"<w:txbxContent>{content}</w:txbxContent>"


def _numbered(text: str, numbering: int = 1, level: int = 0) -> str:
    return _paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>')


def _level(number: int, number_format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _list(levels: str) -> str:
    """A numbering part with one list, which numbering 1 uses."""
    return (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )


def _style(style_id: str, name: str, inside: str = "", based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}{inside}</w:style>'


_CHAPTERS = _list(
    _level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>')
    + _level(1, "japaneseCounting", "（%2）")
    + _level(2, "decimal", "%3.")
)


def _texts(content: bytes) -> list[str]:
    """The lines of the paragraphs outside of tables."""
    return [line.text for item in read_word_xml(content) if isinstance(item, RawParagraph) for line in item.lines]


def _tables(content: bytes) -> list[RawTable]:
    return [item for item in read_word_xml(content) if isinstance(item, RawTable)]


def _cells(table: RawTable) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): "|".join(line.text for line in cell.lines) for cell in table.cells}


def _notices(content: bytes) -> list[RawNotice]:
    return [item for item in read_word_xml(content) if isinstance(item, RawNotice)]


# Runs


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>2024</w:t><w:noBreakHyphen/><w:t>01</w:t></w:r>", "2024-01"),
        ('<w:r><w:sym w:font="Symbol" w:char="2265"/></w:r>', "≥"),
        ('<w:r><w:t xml:space="preserve"> a </w:t><w:t> b </w:t></w:r>', " a b"),
        ("<w:r><w:t>a\nb</w:t></w:r>", "a b"),
        ('<w:hyperlink r="x"><w:r><w:t>网址</w:t></w:r></w:hyperlink>', "网址"),
        ("<w:smartTag><w:customXml><w:r><w:t>内</w:t></w:r></w:customXml></w:smartTag>", "内"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>zì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "字",
        ),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "1/2",
        ),
    ],
)
def test_a_run_prints_its_characters(inside: str, text: str) -> None:
    assert _texts(_docx(f"<w:p>{inside}</w:p>")) == [text]


def test_tab_stops_are_no_tabs() -> None:
    assert _texts(_docx(_paragraph("收入", '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'))) == ["收入"]


def test_a_soft_break_begins_a_line_of_the_same_paragraph() -> None:
    found = read_word_xml(_docx(f"<w:p>{_run('第一行')}<w:r><w:br/></w:r>{_run('第二行')}</w:p>"))
    assert [len(item.lines) for item in found if isinstance(item, RawParagraph)] == [2]


def test_a_page_break_is_no_text() -> None:
    assert _texts(_docx(f'<w:p><w:r><w:br w:type="page"/></w:r>{_run("下页")}</w:p>')) == ["下页"]


def test_paragraphs_have_no_origin() -> None:
    (paragraph,) = read_word_xml(_docx(_paragraph("收入")))
    assert isinstance(paragraph, RawParagraph) and paragraph.lines[0].origin is None


# Fields


def test_the_result_of_a_field_is_printed_and_its_code_is_not() -> None:
    assert _texts(_docx(f"<w:p>{_run('共')}{_field('MERGEFIELD total', '12.50')}{_run('万元')}</w:p>")) == [
        "共12.50万元"
    ]


def test_a_field_inside_the_code_of_another_is_not_printed() -> None:
    inner = f"{_mark('begin')}{_mark('separate')}{_run('9.99')}{_mark('end')}"
    outer = f"{_mark('begin')}{inner}{_mark('separate')}{_run('12.50')}{_mark('end')}"
    assert _texts(_docx(f"<w:p>{outer}</w:p>")) == ["12.50"]


def test_a_simple_field_prints_what_it_holds() -> None:
    assert _texts(_docx(f'<w:p><w:fldSimple w:instr="MERGEFIELD total">{_run("12.50")}</w:fldSimple></w:p>')) == [
        "12.50"
    ]


def test_the_result_of_a_field_goes_on_over_paragraphs() -> None:
    body = (
        f"<w:p>{_mark('begin')}{_mark('separate')}{_run('甲')}</w:p><w:p>{_run('乙')}{_mark('end')}{_run('丙')}</w:p>"
    )
    assert _texts(_docx(body)) == ["甲", "乙丙"]


def test_a_field_that_never_ends_does_not_swallow_the_rest() -> None:
    assert _texts(_docx(f"<w:p>{_mark('begin')}</w:p>{_paragraph('收入')}")) == ["收入"]


# Contents


def _contents(content: bytes) -> list[bool]:
    return [item.contents for item in read_word_xml(content) if isinstance(item, RawParagraph)]


def test_paragraphs_of_a_contents_field_are_contents() -> None:
    begin = f"{_mark('begin')}<w:r><w:instrText> TOC \\o 1-3 </w:instrText></w:r>{_mark('separate')}"
    body = (
        f"<w:p>{begin}{_run('概况	1')}</w:p>{_paragraph('收支	2')}<w:p>{_mark('end')}</w:p>{_paragraph('概况')}"
    )
    assert _contents(_docx(body)) == [True, True, False]


def test_a_contents_field_that_never_ends_makes_no_contents() -> None:
    begin = f"{_mark('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{_mark('separate')}"
    assert _contents(_docx(f"<w:p>{begin}{_run('概况')}</w:p>{_paragraph('收支')}")) == [False, False]


def test_paragraphs_in_a_contents_style_are_contents() -> None:
    styles = _style("10", "toc 1") + _style("own", "own", based_on="10")
    body = (
        _paragraph("概况", '<w:pStyle w:val="10"/>')
        + _paragraph("收支", '<w:pStyle w:val="own"/>')
        + _paragraph("正文")
    )
    assert _contents(_docx(body, styles=styles)) == [True, True, False]


def test_page_numbers_hidden_on_the_web_are_printed() -> None:
    assert _texts(_docx(f"<w:p>{_run('概况')}{_run('3', '<w:webHidden/>')}</w:p>")) == ["概况3"]


# Tracked changes


@pytest.mark.parametrize(("insert", "delete"), [("ins", "del"), ("moveTo", "moveFrom")])
def test_text_is_as_after_accepting_every_change(insert: str, delete: str) -> None:
    old = f"<w:{delete}><w:r><w:t>100.00</w:t><w:delText>100.00</w:delText></w:r></w:{delete}>"
    assert _texts(_docx(f"<w:p>{_run('金额')}{old}<w:{insert}>{_run('200.00')}</w:{insert}>{_run('元')}</w:p>")) == [
        "金额200.00元"
    ]


def test_a_deleted_paragraph_mark_joins_the_next_paragraph() -> None:
    assert _texts(_docx(_paragraph("收入", "<w:rPr><w:del/></w:rPr>") + _paragraph("合计"))) == ["收入合计"]


def test_text_before_a_deleted_mark_at_the_end_is_kept() -> None:
    assert _texts(_docx(_paragraph("收入", "<w:rPr><w:del/></w:rPr>"))) == ["收入"]


def test_earlier_properties_say_nothing() -> None:
    earlier = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    assert _texts(_docx(f"<w:p>{_run('收入', earlier)}</w:p>")) == ["收入"]


def test_a_deleted_row_is_no_row() -> None:
    content = _docx(_table(_row(_cell("甲")), _row(_cell("乙"), properties="<w:del/>"), _row(_cell("丙"))))
    assert _cells(_tables(content)[0]) == {(0, 0): "甲", (1, 0): "丙"}


def test_a_deleted_cell_leaves_its_place_blank() -> None:
    content = _docx(_table(_row(_cell("甲"), _cell("乙", "<w:cellDel/>"), _cell("丙"))))
    assert _cells(_tables(content)[0]) == {(0, 0): "甲", (0, 2): "丙"}


# Content controls, text boxes, hidden text


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p><w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>{_run('收入')}</w:sdtContent></w:sdt></w:p>",
        f"<w:sdt><w:sdtContent>{_paragraph('收入')}</w:sdtContent></w:sdt>",
        f"<w:customXml>{_paragraph('收入')}</w:customXml>",
    ],
)
def test_content_controls_are_transparent(body: str) -> None:
    assert _texts(_docx(body)) == ["收入"]


@pytest.mark.parametrize("inside", [_row(_cell("甲")), _cell("甲")], ids=["rows", "cells"])
def test_content_controls_around_rows_and_cells_are_transparent(inside: str) -> None:
    control = f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    content = _docx(_table(control if inside.startswith("<w:tr>") else f"<w:tr>{control}</w:tr>"))
    assert _cells(_tables(content)[0]) == {(0, 0): "甲"}


def test_a_text_box_stands_once_behind_its_paragraph() -> None:
    boxed = _box(_paragraph("框内"))
    drawing = f"<w:drawing>{boxed}</w:drawing>"
    both = f"<mc:AlternateContent><mc:Choice>{drawing}</mc:Choice><mc:Fallback><w:pict>{boxed}</w:pict></mc:Fallback></mc:AlternateContent>"
    assert _texts(_docx(f"<w:p><w:r>{both}</w:r>{_run('正文')}</w:p>{_paragraph('下段')}")) == ["正文", "框内", "下段"]


def test_the_fallback_counts_where_the_choice_gives_nothing() -> None:
    both = (
        "<mc:AlternateContent><mc:Choice><x/></mc:Choice><mc:Fallback><w:t>①</w:t></mc:Fallback></mc:AlternateContent>"
    )
    assert _texts(_docx(f"<w:p><w:r>{both}</w:r></w:p>")) == ["①"]


def test_an_extended_symbol_stands_once() -> None:
    symbol = '<w16se:symEx w16se:font="a" w16se:char="2460"/>'
    both = f"<mc:AlternateContent><mc:Choice>{symbol}</mc:Choice><mc:Fallback><w:t>①</w:t></mc:Fallback></mc:AlternateContent>"
    assert _texts(_docx(f"<w:p><w:r>{both}</w:r></w:p>")) == ["①"]


def test_a_table_in_a_text_box_is_a_table() -> None:
    content = _docx(f"<w:p><w:r><w:pict>{_box(_table(_row(_cell('甲'))))}</w:pict></w:r></w:p>")
    assert _cells(_tables(content)[0]) == {(0, 0): "甲"}


def test_hidden_text_is_left_out_and_counted() -> None:
    content = _docx(f"<w:p>{_run('收入')}{_run('旧 数', '<w:vanish/>')}{_run('合计', _SHOWN)}</w:p>")
    assert _texts(content) == ["收入合计"]
    assert _notices(content) == [RawNotice("hidden-text-left-out", {"characters": 2})]


def test_styles_hide_text_too() -> None:
    styles = _style("base", "base", "<w:rPr><w:vanish/></w:rPr>") + _style("own", "own", based_on="base")
    assert _texts(_docx(f"<w:p>{_run('收入')}{_run('旧数', _IN_OWN_STYLE)}</w:p>", styles=styles)) == ["收入"]


def test_a_hidden_row_is_left_out_and_counted() -> None:
    content = _docx(_table(_row(_cell("甲")), _row(_cell("乙乙"), properties="<w:hidden/>")))
    assert _cells(_tables(content)[0]) == {(0, 0): "甲"}
    assert _notices(content) == [RawNotice("hidden-text-left-out", {"characters": 2})]


def test_embedded_files_are_reported_as_not_read() -> None:
    content = _docx(
        _paragraph("收入")
        + '<w:altChunk/><w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>'
    )
    assert _notices(content) == [RawNotice("embedded-files-not-read", {"count": 2}, incomplete=True)]


def test_pictures_are_reported_as_not_read() -> None:
    content = _docx(_paragraph("收入") + "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>")
    assert _notices(content) == [RawNotice("pictures-not-read", {"count": 1})]


# Labels


def test_paragraphs_have_their_automatic_labels() -> None:
    body = "".join(
        [
            _numbered("概况"),
            _numbered("职责", level=1),
            _numbered("机构", level=1),
            _numbered("本级", level=2),
            _numbered("收支"),
            _numbered("收入", level=1),
        ]
    )
    expected = ["一、概况", "（一）职责", "（二）机构", "1. 本级", "二、收支", "（一）收入"]
    assert _texts(_docx(body, numbering=_CHAPTERS)) == expected


def test_an_empty_paragraph_prints_its_label() -> None:
    assert _texts(_docx(_numbered(""), numbering=_CHAPTERS)) == ["一、"]


def test_a_label_comes_from_a_style_and_those_it_is_based_on() -> None:
    styles = _style("1", "heading 1", _NUMBERED) + _style("own", "own", based_on="1")
    body = _paragraph("概况", '<w:pStyle w:val="1"/>') + _paragraph("收支", '<w:pStyle w:val="own"/>')
    assert _texts(_docx(body, styles=styles, numbering=_CHAPTERS)) == ["一、概况", "二、收支"]


def test_a_style_stands_at_the_level_that_names_it() -> None:
    numbering = _CHAPTERS.replace(
        '<w:numFmt w:val="japaneseCounting"/>', '<w:numFmt w:val="japaneseCounting"/><w:pStyle w:val="2"/>'
    )
    styles = _style("2", "heading 2", _NUMBERED)
    assert _texts(_docx(_paragraph("职责", '<w:pStyle w:val="2"/>'), styles=styles, numbering=numbering)) == [
        "（一）职责"
    ]


def test_numbering_zero_takes_a_label_away() -> None:
    styles = _style("a", "Normal", _NUMBERED).replace("w:styleId", 'w:default="1" w:styleId')
    assert _texts(_docx(_paragraph("甲") + _numbered("乙", 0), styles=styles, numbering=_CHAPTERS)) == ["一、甲", "乙"]


def test_numberings_of_one_list_go_on_counting() -> None:
    numbering = _CHAPTERS + '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    assert _texts(_docx(_numbered("甲") + _numbered("乙", 2), numbering=numbering)) == ["一、甲", "二、乙"]


def test_a_start_override_restarts_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = f'{_CHAPTERS}<w:num w:numId="2"><w:abstractNumId w:val="7"/>{override}</w:num>'
    body = _numbered("甲") + _numbered("乙", 2) + _numbered("丙", 2)
    assert _texts(_docx(body, numbering=numbering)) == ["一、甲", "五、乙", "六、丙"]


def test_a_level_override_changes_the_label() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{_level(0, "decimal", "第%1条", _SPACED)}</w:lvlOverride>'
    numbering = f'{_CHAPTERS}<w:num w:numId="2"><w:abstractNumId w:val="7"/>{override}</w:num>'
    assert _texts(_docx(_numbered("总则", 2), numbering=numbering)) == ["第1条 总则"]


def test_labels_name_the_levels_above() -> None:
    levels = (
        _level(0, "chineseCounting", "%1、")
        + _level(1, "decimal", "%1-%2", "<w:isLgl/>")
        + _level(2, "decimal", "%1-%2-%3")
    )
    numbering = _list(levels)
    body = _numbered("甲") + _numbered("乙", level=1) + _numbered("丙", level=2)
    assert _texts(_docx(body, numbering=numbering)) == ["一、甲", "1-1 乙", "一-1-1 丙"]


def test_a_level_that_never_restarts_goes_on() -> None:
    numbering = _CHAPTERS.replace(
        '<w:numFmt w:val="japaneseCounting"/>', '<w:numFmt w:val="japaneseCounting"/><w:lvlRestart w:val="0"/>'
    )
    body = _numbered("甲") + _numbered("乙", level=1) + _numbered("丙") + _numbered("丁", level=1)
    assert _texts(_docx(body, numbering=numbering))[-1] == "（二）丁"


def test_a_custom_format_pads_with_zeros() -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{custom}<w:lvlText w:val="%1、"/></w:lvl>'
    numbering = _list(level)
    assert _texts(_docx(_numbered("甲"), numbering=numbering)) == ["001、甲"]


def test_a_list_may_only_name_a_numbering_style() -> None:
    styles = _style("list", "list", _NUMBERED)
    numbering = (
        _CHAPTERS
        + '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="list"/></w:abstractNum>'
        + '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    )
    assert _texts(_docx(_numbered("甲", 2), styles=styles, numbering=numbering)) == ["一、甲"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    deleted = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>'
    assert _texts(_docx(deleted + _numbered("甲"), numbering=_CHAPTERS)) == ["一、甲"]


def test_bullets_are_no_text() -> None:
    numbering = _list(_level(0, "bullet", "●"))
    assert _texts(_docx(_numbered("甲"), numbering=numbering)) == ["甲"]


# Tables


def test_cells_say_where_they_stand() -> None:
    content = _docx(_table(_row(_cell("甲"))) + _table(_row(_cell("乙"), _cell("丙")), _row(_cell("丁"), _cell("戊"))))
    origins = [
        line.origin.cell for table in _tables(content) for cell in table.cells for line in cell.lines if line.origin
    ]
    assert origins == ["table 1!R1C1", "table 2!R1C1", "table 2!R1C2", "table 2!R2C1", "table 2!R2C2"]


def test_a_cell_has_a_line_for_each_of_its_paragraphs() -> None:
    cell = f"<w:tc>{_paragraph('一般公共预算')}{_paragraph('')}{_paragraph('财政拨款')}</w:tc>"
    assert _cells(_tables(_docx(_table(f"<w:tr>{cell}</w:tr>")))[0]) == {(0, 0): "一般公共预算|财政拨款"}


def test_a_merged_cell_is_one_cell_with_its_spans() -> None:
    above, below = '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/><w:vMerge/>'
    content = _docx(_table(_row(_cell("合并", above), _cell("甲")), _row(_cell("", below), _cell("乙"))))
    spans = [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in _tables(content)[0].cells]
    assert spans == [(0, 0, 2, 2), (0, 2, 1, 1), (1, 2, 1, 1)]


def test_cells_merged_in_the_old_way_are_one_cell() -> None:
    restart, go_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        _row(_cell("合并", restart + down), _cell("", go_on + down)),
        _row(_cell("", restart + more), _cell("", go_on + more)),
    )
    spans = [
        (cell.row, cell.column, cell.row_span, cell.column_span) for cell in _tables(_docx(_table(*rows)))[0].cells
    ]
    assert spans == [(0, 0, 2, 2)]


def test_a_merge_with_nothing_above_is_a_cell_of_its_own() -> None:
    content = _docx(_table(_row(_cell("甲")), _row(_cell("乙", "<w:vMerge/>")), _row(_cell("", "<w:vMerge/>"))))
    cells = [(cell.row, cell.row_span, cell.lines[0].text) for cell in _tables(content)[0].cells]
    assert cells == [(0, 1, "甲"), (1, 2, "乙")]


def test_text_behind_a_merged_cell_is_hidden() -> None:
    rows = _row(_cell("甲", '<w:vMerge w:val="restart"/>')) + _row(_cell("乙", "<w:vMerge/>"))
    content = _docx(_table(rows))
    assert _cells(_tables(content)[0]) == {(0, 0): "甲"}
    assert _notices(content) == [RawNotice("hidden-text-left-out", {"characters": 1})]


def test_columns_left_out_before_a_row_are_counted() -> None:
    content = _docx(_table(_row(_cell("甲"), _cell("乙")), _row(_cell("丙"), properties='<w:gridBefore w:val="1"/>')))
    assert _cells(_tables(content)[0])[(1, 1)] == "丙"


def test_a_nested_table_is_a_table_of_its_own_behind_the_outer_one() -> None:
    inner = _table(_row(_cell("内甲"), _cell("内乙")))
    outer = _table(f"<w:tr><w:tc>{_paragraph('前')}{inner}{_paragraph('后')}</w:tc>{_cell('旁')}</w:tr>")
    tables = _tables(_docx(outer + _table(_row(_cell("末")))))
    assert [_cells(table) for table in tables] == [
        {(0, 0): "前|后", (0, 1): "旁"},
        {(0, 0): "内甲", (0, 1): "内乙"},
        {(0, 0): "末"},
    ]
    assert [table.cells[0].lines[0].origin.cell for table in tables if table.cells[0].lines[0].origin] == [
        "table 1!R1C1",
        "table 2!R1C1",
        "table 3!R1C1",
    ]


def test_empty_cells_keep_their_place() -> None:
    assert _tables(_docx(_table(_row(_cell(""), _cell("甲")))))[0].cells[0] == RawCell(0, 0, ())


def test_spans_are_bounded() -> None:
    content = _docx(_table(_row(*[_cell("甲", '<w:gridSpan w:val="999999999"/>') for _ in range(20)])))
    assert max(cell.column + cell.column_span for cell in _tables(content)[0].cells) < 5000


# Notes and parts


def test_notes_stand_at_the_end_in_the_order_of_their_references() -> None:
    body = (
        f'<w:p>{_run("收入")}<w:r><w:footnoteReference w:id="3"/></w:r>{_run("支出")}'
        '<w:r><w:endnoteReference w:id="1"/><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{_paragraph("线")}</w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{_run("注二")}</w:p></w:footnote>'
        f'<w:footnote w:id="3">{_paragraph("注三")}</w:footnote><w:footnote w:id="9">{_paragraph("无人提到")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="1">{_paragraph("尾注")}</w:endnote>'
    assert _texts(_docx(body, footnotes=footnotes, endnotes=endnotes)) == ["收入支出", "注三", "注二", "尾注"]


def test_headers_and_footers_are_left_out() -> None:
    assert _texts(_docx(_paragraph("收入"), header=_paragraph("页眉"), footer=_paragraph("页脚"))) == ["收入"]


def test_the_strict_flavour_is_read() -> None:
    content = _docx(_numbered("收入") + _table(_row(_cell("甲"))), strict=True, numbering=_CHAPTERS)
    assert _texts(content) == ["一、收入"]
    assert _cells(_tables(content)[0]) == {(0, 0): "甲"}


def test_the_main_part_may_have_any_name() -> None:
    assert _texts(_docx(_numbered("收入"), main="word/document2.xml", numbering=_CHAPTERS)) == ["一、收入"]


# What cannot be read


def _reason(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as error:
        read_word_xml(content)
    return str(error.value)


def test_a_file_without_text_is_unreadable() -> None:
    assert "no text" in _reason(_docx(_paragraph("")))


def test_a_file_of_pictures_is_unreadable() -> None:
    assert "pictures" in _reason(_docx("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"))


@pytest.mark.parametrize(
    "content",
    [
        _zip({"a.txt": "a"}),
        _zip(
            {
                "_rels/.rels": _relationships({"officeDocument": "xl/workbook.xml"}, _OFFICE),
                "xl/workbook.xml": "<workbook/>",
            }
        ),
    ],
    ids=["other archive", "workbook"],
)
def test_another_kind_of_file_is_no_word_document(content: bytes) -> None:
    assert "no Word document" in _reason(content)


def test_a_file_cut_short_is_damaged() -> None:
    assert "damaged" in _reason(_docx(_paragraph("收入"))[:-40])


def test_broken_xml_is_damaged() -> None:
    assert "damaged" in _reason(_docx("<w:p><w:r>"))


# Hostile nesting


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
        ("<w:p>", "</w:p>"),
        ("<w:tr><w:tc>", "</w:tc></w:tr>"),
    ],
    ids=["content controls", "tables", "text boxes", "alternatives", "paragraphs", "rows without tables"],
)
def test_text_at_the_bottom_of_a_deep_nest_is_read(opening: str, closing: str) -> None:
    depth = 100_000 if opening.startswith("<w:sdt>") else 30_000
    content = _docx(opening * depth + _paragraph("收入") + closing * depth)
    cells = [text for table in _tables(content) for text in _cells(table).values() if text]
    assert _texts(content) + cells == ["收入"]


def test_tables_nested_too_deep_are_read_as_text() -> None:
    inside = _paragraph("底")
    for _ in range(30):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    assert len(_tables(_docx(inside))) == 20


@pytest.mark.parametrize(
    "body",
    [
        "<w:tc/><w:tr/><w:txbxContent/>",
        "<w:tbl><w:tc/><w:p/></w:tbl>",
        "<w:r><w:t>x</w:t></w:r>",
        '<w:r><w:fldChar/><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:p><w:r><w:sym w:char="ZZ"/><w:sym w:char="D800"/><w:sym/></w:r></w:p>',
        f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/><w:ilvl w:val="{"9" * 30}"/></w:numPr></w:pPr></w:p>',
        "<mc:Fallback/>",
    ],
)
def test_elements_out_of_place_do_no_harm(body: str) -> None:
    assert _texts(_docx(body + _paragraph("收入"))) == ["收入"]


def test_styles_that_rest_on_each_other_do_no_harm() -> None:
    styles = _style("a", "a", based_on="b") + _style("b", "b", based_on="a")
    assert _texts(_docx(_paragraph("收入", '<w:pStyle w:val="a"/>'), styles=styles)) == ["收入"]


# Real files


def test_a_real_file_is_read_with_its_footnote() -> None:
    file = SHARED / "corpus" / "formats" / "income-2021-hainan.docx"
    if not file.exists():
        pytest.skip("the corpus is not here")
    texts = _texts(file.read_bytes())
    assert any(text.strip().startswith("一、2021年省本级一般公共预算收入预算数297.9亿元") for text in texts)
    assert len(texts) == 27 and texts[-1].startswith("同口径")

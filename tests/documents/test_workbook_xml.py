"""Workbooks of XML parts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from auditor.documents.raw import Found, RawNotice, RawTable
from auditor.documents.workbook.xml_reader import read_workbook_xml
from auditor.errors import UnreadableDocument
from tests.conftest import SHARED
from tests.documents.raw_views import texts

FILES = sorted((SHARED / "corpus" / "formats").glob("*.xlsx"))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CODES = ("General", "#,##0.00_ ", 'yyyy"年"m"月"d"日"', '0.00"万元"', '@"局"')


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def parts_of(
    *sheets: tuple[str, str], attributes: str = "", after: str = "", strings: str = "", namespace: str = MAIN
) -> dict[str, str | bytes]:
    """The parts of a workbook of sheets, each a name and what stands in its `worksheet` element."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{number}" {attributes if number == 1 else ""}/>'
        for number, (name, _) in zip(numbers, sheets, strict=True)
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" Target="worksheets/s{n}.xml"/>' for n in numbers
    )
    related += f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="/xl/styles.xml"/>'
    related += f'<Relationship Id="t" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    formats = "".join(f"<numFmt numFmtId='{164 + n}' formatCode='{code}'/>" for n, code in enumerate(CODES))
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(CODES)))
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets>{after}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{namespace}"><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{strings}</sst>',
    }
    for number, (_, body) in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/s{number}.xml"] = f'<worksheet xmlns="{namespace}">{body}</worksheet>'
    return parts


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def one_cell(cell: str, *, after: str = "", strings: str = "", namespace: str = MAIN) -> bytes:
    """A workbook of a title, a label and one cell at B2."""
    rows = f'<row r="1">{inline("A1", "某某单位收支表")}</row><row r="2">{inline("A2", "甲")}{cell}</row>'
    body = f"<sheetData>{rows}</sheetData>"
    return packed(parts_of(("表1", body), after=after, strings=strings, namespace=namespace))


def notices(found: Iterable[Found]) -> list[RawNotice]:
    return [block for block in found if isinstance(block, RawNotice)]


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ('<c r="B2"><v>2106.6649999999999</v></c>', "2106.665"),
        ('<c r="B2" s="1"><v>2106.6649999999999</v></c>', "2,106.67"),
        ('<c r="B2" s="1" t="n"><v>12</v></c>', "12.00"),
        ('<c r="B2" s="2"><v>45000</v></c>', "2023年3月15日"),
        ('<c r="B2" s="3"><v>12.345</v></c>', "12.35万元"),
        ('<c r="B2" s="99"><v>12.50</v></c>', "12.5"),
        ('<c r="B2" s="1"><f>SUM(B3:B4)</f><v>1234.5</v></c>', "1,234.50"),
        ('<c r="B2" t="str"><f>A1</f><v>乙</v></c>', "乙"),
        ('<c r="B2" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="B2" t="d"><v>2024-03-15T00:00:00Z</v></c>', "2024-03-15"),
        ('<c r="B2" t="inlineStr" s="4"><is><t>教育</t></is></c>', "教育局"),
        ('<c r="B2" t="inlineStr"><is><t>1,234.50</t></is></c>', "1,234.50"),
        ("<c><v>7</v></c>", "7"),
    ],
)
def test_a_cell_reads_as_it_prints(cell: str, printed: str) -> None:
    assert texts(read_workbook_xml(one_cell(cell)))[-1] == printed


@pytest.mark.parametrize(
    ("item", "lines"),
    [
        ("<t>合计</t>", ["合计"]),
        ("<r><rPr><b/></rPr><t>合</t></r><r><t>计</t></r>", ["合计"]),
        ("<t>合计</t><rPh sb='0' eb='1'><t>hé</t></rPh>", ["合计"]),
        ("<t>项目&#10;名称</t>", ["项目", "名称"]),
        ("<t>项目_x000D_&#10;名称_x005F_x000D_</t>", ["项目", "名称_x000D_"]),
    ],
)
def test_a_shared_string_is_its_runs_without_readings(item: str, lines: list[str]) -> None:
    content = one_cell('<c r="B2" t="s"><v>1</v></c>', strings=f"<si><t>其他</t></si><si>{item}</si>")
    assert texts(read_workbook_xml(content))[2:] == lines


@pytest.mark.parametrize("index", ["1", "-1", "x"])
def test_a_shared_string_there_is_not_is_damage(index: str) -> None:
    with pytest.raises(UnreadableDocument, match="no shared string"):
        read_workbook_xml(one_cell(f'<c r="B2" t="s"><v>{index}</v></c>', strings="<si><t>甲</t></si>"))


@pytest.mark.parametrize("value", ["", "<v></v>", "<v/>"])
def test_a_formula_without_result_is_its_own_text_and_said_aloud(value: str) -> None:
    found = read_workbook_xml(one_cell(f'<c r="B2" s="1"><f>SUM(B3:B4)</f>{value}</c>'))
    assert texts(found)[-1] == "=SUM(B3:B4)"
    assert notices(found) == [
        RawNotice("uncalculated-formulas", {"sheet": "表1", "cells": 1, "first": "B2"}, incomplete=True)
    ]


def test_a_text_is_set_in_as_far_as_the_style_of_its_cell_says() -> None:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    deeper, right = book.add_format({"indent": 2}), book.add_format({"align": "right", "indent": 1})
    for row, (name, style) in enumerate([("海南省", None), ("海口市", deeper), ("合计", right)]):
        sheet.write_string(row, 0, name, style)
        sheet.write_number(row, 1, 1, deeper)
    book.close()
    assert texts(read_workbook_xml(file.getvalue()))[-6:] == ["海南省", "1", "    海口市", "1", "合计", "1"]


def test_a_zero_no_program_has_computed_is_no_result() -> None:
    found = read_workbook_xml(one_cell('<c r="B2"><f>B3</f><v>0</v></c>', after='<calcPr fullCalcOnLoad="1"/>'))
    assert texts(found)[-1] == "=B3"


def test_an_empty_text_as_result_is_a_blank_cell() -> None:
    found = read_workbook_xml(one_cell('<c r="B2" t="str"><f>B3</f><v></v></c>'))
    assert (texts(found), notices(found)) == (["某某单位收支表", "甲"], [])


def test_strict_workbooks_are_read() -> None:
    assert texts(read_workbook_xml(one_cell('<c r="B2" s="1"><v>5</v></c>', namespace=STRICT)))[-1] == "5.00"


def test_days_may_count_from_1904() -> None:
    content = one_cell('<c r="B2" s="2"><v>43538</v></c>', after='<workbookPr date1904="1"/>')
    assert texts(read_workbook_xml(content))[-1] == "2023年3月15日"


def test_sheets_come_in_the_order_of_the_workbook() -> None:
    sheets = [(name, f'<sheetData><row r="1">{inline("A1", name)}</row></sheetData>') for name in ("乙", "甲", "丙")]
    assert texts(read_workbook_xml(packed(parts_of(*sheets)))) == ["乙", "甲", "丙"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_named_but_not_read(state: str) -> None:
    sheets = [(name, f'<sheetData><row r="1">{inline("A1", name)}</row></sheetData>') for name in ("底稿", "表1")]
    found = read_workbook_xml(packed(parts_of(*sheets, attributes=f'state="{state}"')))
    assert notices(found) == [RawNotice("hidden-sheet", {"sheet": "底稿", "cells": 1})]
    assert texts(found) == ["表1"]


def test_hidden_rows_and_columns_are_said_aloud() -> None:
    header = inline("A2", "项目") + inline("B2", "金额") + inline("C2", "备注")
    rows = f'<row r="1">{inline("A1", "收支表")}</row><row r="2">{header}</row>'
    rows += f'<row r="3">{inline("A3", "甲")}<c r="B3"><v>1</v></c></row>'
    rows += f'<row r="4" hidden="1">{inline("A4", "乙")}<c r="B4"><v>2</v></c></row>'
    body = f'<cols><col min="3" max="16384" hidden="1"/></cols><sheetData>{rows}</sheetData>'
    assert notices(read_workbook_xml(packed(parts_of(("表1", body))))) == [
        RawNotice("hidden-rows", {"sheet": "表1", "count": 1}),
        RawNotice("hidden-columns", {"sheet": "表1", "count": 1}),
    ]


def test_charts_are_passed_over() -> None:
    parts = parts_of(("图", ""), ("表1", f'<sheetData><row r="1">{inline("A1", "甲")}</row></sheetData>'))
    related = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = related.replace("/worksheet", "/chartsheet", 1)
    assert texts(read_workbook_xml(packed(parts))) == ["甲"]


def test_the_workbook_is_where_the_package_says() -> None:
    parts = parts_of(("表1", f'<sheetData><row r="1">{inline("A1", "甲")}</row></sheetData>'))
    moved = {name.replace("xl/", "other/").replace("workbook.xml", "book.xml"): text for name, text in parts.items()}
    target = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="/other/book.xml"/>'
    moved["_rels/.rels"] = f'<Relationships xmlns="{PACKAGE}">{target}</Relationships>'
    assert texts(read_workbook_xml(packed(moved))) == ["甲"]


def test_styled_blank_rows_and_a_huge_dimension_cost_nothing() -> None:
    blank = "".join(f'<row r="{row}"><c r="A{row}" s="1"/><c r="XFD{row}" s="1"/></row>' for row in range(3, 100_000))
    rows = f'<row r="1">{inline("A1", "收支表")}</row><row r="2">{inline("A2", "甲")}<c r="B2"><v>1</v></c></row>'
    body = f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}{blank}</sheetData>'
    (table,) = read_workbook_xml(packed(parts_of(("表1", body))))
    assert isinstance(table, RawTable)
    assert len(table.cells) == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('<row r="0"><c r="A0"><v>1</v></c></row>', "no row"),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "no row"),
        ('<row r="1"><c r="ABCD1"><v>1</v></c></row>', "no column"),
        ('<row r="1"><c r="ZZZ1"><v>1</v></c></row>', "more than"),
    ],
)
def test_a_cell_outside_of_any_sheet_is_refused(row: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read_workbook_xml(packed(parts_of(("表1", f"<sheetData>{row}</sheetData>"))))


@pytest.mark.parametrize("content", [b"", b"PK\3\4", packed({"word/document.xml": "<a/>"})])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_workbook_xml(content)


def test_a_workbook_of_binary_parts_is_refused_with_advice() -> None:
    target = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.bin"/>'
    parts = {"_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{target}</Relationships>', "xl/workbook.bin": "\0"}
    with pytest.raises(UnreadableDocument, match=r"save it as \.xlsx"):
        read_workbook_xml(packed(parts))


def test_a_missing_sheet_is_damage() -> None:
    parts = parts_of(("表1", "<sheetData/>"))
    del parts["xl/worksheets/s1.xml"]
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_workbook_xml(packed(parts))


def test_a_workbook_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no visible sheet"):
        read_workbook_xml(packed(parts_of(("表1", "<sheetData/>"))))


@pytest.mark.parametrize("encoding", ["UTF-A", "no-such"])
def test_an_encoding_there_is_not_is_damage(encoding: str) -> None:
    parts = parts_of(("表1", "<sheetData/>"))
    parts["xl/styles.xml"] = f'<?xml version="1.0" encoding="{encoding}"?><styleSheet/>'
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_workbook_xml(packed(parts))


def test_a_workbook_of_one_library_reads_as_written() -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("收支")
        money = book.add_format({"num_format": "#,##0.00"})
        sheet.merge_range("A1:C1", "某某单位收支表")
        sheet.write_row("A2", ["项目", "本年\n预算", "日期"])
        sheet.write("A3", "办公费")
        sheet.write_formula("B3", "=B4*2", money, 2469)
        sheet.write("C3", date(2024, 3, 15), book.add_format({"num_format": 'm"月"d"日"'}))
    (table,) = read_workbook_xml(file.getvalue())
    assert texts([table]) == ["某某单位收支表", "项目", "本年", "预算", "日期", "办公费", "2,469.00", "3月15日"]


def test_a_workbook_of_another_library_has_formulas_without_results() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["收支表"])
    sheet.append(["甲", 1])
    sheet.append(["合计", "=SUM(B2:B2)"])
    file = BytesIO()
    book.save(file)
    found = read_workbook_xml(file.getvalue())
    assert [notice.key for notice in notices(found)] == ["uncalculated-formulas"]
    assert texts(found)[-1] == "=SUM(B2:B2)"


@pytest.mark.skipif(not FILES, reason="the collection of published workbooks is not there")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_published_workbooks_give_tables_without_keys_of_programs(file: Path) -> None:
    found = read_workbook_xml(file.read_bytes())
    assert any(isinstance(block, RawTable) for block in found)
    assert not [text for text in texts(found) if re.match(r"[A-Z_]+\d*#", text)]

"""Web pages: encodings, the article without what is around it, paragraphs, tables, archives, hostile markup."""

from __future__ import annotations

import time
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from auditor.documents.raw import Found, RawCell, RawNotice, RawParagraph, RawResidue, RawTable
from auditor.documents.web_page.archive import read_web_archive
from auditor.documents.web_page.reader import read_web_page
from auditor.errors import UnreadableDocument
from tests.conftest import SHARED

PROSE = "示例县财政局2025年收入预算为1,234.50万元，支出预算为1,234.50万元，收支平衡。"
LINKS = "".join(f'<li><a href="/list/{number}.html">栏目{number}名称</a></li>' for number in range(20))
MORE = "".join(
    f'<li><a href="/2024/{number}.html">其他单位第{number}号公告</a>2024-01-{number}</li>' for number in range(10, 16)
)
ROWS = "<tr><td>教育支出</td><td>30.00</td></tr><tr><td>住房支出</td><td>20.00</td></tr>"
BODY = "".join(f"<p>　　{number}、{PROSE}</p>" for number in range(1, 9))


def read(html: str) -> list[Found]:
    return read_web_page(html.encode())[0]


def body(html: str) -> list[Found]:
    """Of a page with enough text in it not to be taken for empty."""
    return [
        block
        for block in read(f"<html><body><div>{html}<p>{PROSE}</p></div></body></html>")
        if not (isinstance(block, RawParagraph) and block.lines[0].text == PROSE)
    ]


def paragraphs(found: list[Found]) -> list[str]:
    """Each paragraph with its lines parted by a slash."""
    return ["/".join(line.text for line in block.lines) for block in found if isinstance(block, RawParagraph)]


def tables(found: list[Found]) -> list[RawTable]:
    return [block for block in found if isinstance(block, RawTable)]


def notices(found: list[Found]) -> dict[str, dict[str, object]]:
    return {block.key: block.arguments for block in found if isinstance(block, RawNotice)}


def residue(found: list[Found], reason: str = "navigation") -> list[str]:
    return [block.text.text for block in found if isinstance(block, RawResidue) and block.reason == reason]


def texts(cell: RawCell) -> str:
    return "/".join(line.text for line in cell.lines)


def grid(table: RawTable) -> list[tuple[int, int, int, int, str]]:
    """Row, column, rows, columns and text of every cell."""
    return [(cell.row, cell.column, cell.row_span, cell.column_span, texts(cell)) for cell in table.cells]


def places(html: str) -> dict[str, tuple[int, int]]:
    """Row and column of each cell of the only table."""
    (table,) = tables(body(f"<table>{html}</table>"))
    return {texts(cell): (cell.row, cell.column) for cell in table.cells}


# --- encodings


@pytest.mark.parametrize(
    ("declared", "codec", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ('<meta charset="gb2312">', "gb18030", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030", "gb18030"),
        ('<?xml version="1.0" encoding="gb2312"?>', "gb18030", "gb18030"),
        ("", "gb18030", "gb18030"),
        ("", "utf-8-sig", "utf-8"),
        ("", "utf-16", "utf-16-le"),
        ('<meta charset="utf-8">', "gb18030", "gb18030"),
        ('<meta charset="gb2312">', "utf-8", "utf-8"),
        ('<meta charset="iso-8859-1">', "gb18030", "gb18030"),
        ('<meta charset="no-such-name">', "utf-8", "utf-8"),
        ('<meta charset="big5">', "big5", "big5"),
    ],
)
def test_a_page_is_read_in_the_encoding_its_bytes_are_in(declared: str, codec: str, encoding: str) -> None:
    text = "一般公共收入合計，住房支出二十元，教育支出三十元，共五十元。" * 3
    found, named = read_web_page(f"{declared}<p>{text}</p>".encode(codec))
    assert (paragraphs(found), named) == ([text], encoding)


def test_bytes_in_no_known_encoding_are_unreadable() -> None:
    with pytest.raises(UnreadableDocument, match="encoding"):
        read_web_page(b"<p>\xff\xff\x81</p>")


# --- the article and what is around it

HEAD = "<html><head><meta charset='utf-8'><title>示例县财政局2025年部门预算_示例县人民政府</title></head>"
SITES = {
    "publishing system": f"""{HEAD}<body><div class="top"><span>2026年1月5日 星期一</span><div class="nav"><ul>{LINKS}</ul></div></div>
      <div class="wrap"><div class="breadcrumb">当前位置：<a href="/">首页</a> &gt; <a href="/1">预决算</a> &gt; 正文</div>
      <h1>示例县财政局2025年部门预算</h1><div class="info">发布时间：2025-02-01 09:30 来源：示例县财政局</div>
      <div class="TRS_Editor">{BODY}<table border="1">{ROWS}</table></div>
      <div class="share">分享到：<a href="#">微信</a></div><div class="related"><h4>相关链接</h4><ul>{MORE}</ul></div></div>
      <div class="footer"><p>主办单位：示例县财政局 电话：010-87654321</p><p>示例ICP备05001234号-1</p></div></body></html>""",
    "tables for layout": f"""{HEAD}<body><table width="1000"><tr><td><img src="logo.jpg"></td></tr>
      <tr><td><table><tr>{LINKS.replace("li>", "td>")}</tr></table></td></tr>
      <tr><td width="200"><table>{"".join(f"<tr><td><a href='/{n}'>栏目{n}的名称</a></td></tr>" for n in range(9))}</table></td>
      <td><table width="100%"><tr><td align="center"><b>示例县财政局2025年部门预算</b></td></tr>
      <tr><td>{BODY.replace("<p>", "").replace("</p>", "<br>")}</td></tr>
      <tr><td><table border="1">{ROWS}</table></td></tr></table></td></tr>
      <tr><td align="center">版权所有：示例县财政局 电话：010-87654321 示例ICP备05001234号</td></tr></table></body></html>""",
    "a line in each block": f"""{HEAD}<body><div id="header"><ul>{LINKS}</ul></div><div class="container">
      <div class="article-title">示例县财政局2025年部门预算</div>
      <div id="zoom">{BODY.replace("p>", "div>")}<div><table>{ROWS}</table></div></div></div>
      <div id="footer">地址：示例县示例路1号 邮编：100000 <a href="/x">网站地图</a></div></body></html>""",
    "a form around everything": f"""{HEAD}<body><form id="aspnetForm"><select><option>2024</option><option>2023</option></select>
      <div class="menu"><ul>{LINKS}</ul></div><div class="view"><h2>示例县财政局2025年部门预算</h2><ucapcontent>{BODY}
      <table>{ROWS}</table></ucapcontent></div><div class="bottom">电话：010-87654321</div></form></body></html>""",
    "a page that says nothing of itself": f"""{HEAD}<body><div><ul>{LINKS}</ul></div><div><div><p>示例县财政局2025年部门预算</p>
      <div>{BODY}<table>{ROWS}</table></div></div><div><ul>{MORE}</ul></div></div></body></html>""",
}


@pytest.mark.parametrize("site", SITES)
def test_an_article_is_complete_whatever_the_site(site: str) -> None:
    found = read(SITES[site])
    expected = ["示例县财政局2025年部门预算", *(f"{number}、{PROSE}" for number in range(1, 9))]
    assert paragraphs(found) == expected


@pytest.mark.parametrize("site", SITES)
def test_the_only_table_of_data_is_read_whatever_the_site(site: str) -> None:
    (table,) = tables(read(SITES[site]))
    assert [texts(cell) for cell in table.cells] == ["教育支出", "30.00", "住房支出", "20.00"]


@pytest.mark.parametrize("site", SITES)
def test_navigation_with_digits_is_accounted_for(site: str) -> None:
    left_out = "".join(residue(read(SITES[site])))
    assert "栏目7" in left_out and "30.00" not in left_out


def test_a_contact_line_of_the_footer_is_residue() -> None:
    assert "主办单位：示例县财政局 电话：010-87654321" in residue(read(SITES["publishing system"]))


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template", "svg", "iframe"])
def test_what_a_browser_does_not_print_is_no_text(tag: str) -> None:
    assert body(f"<p>之前</p><{tag}>12.5</{tag}><!-- 13.5 -->") == body("<p>之前</p>")


def test_a_long_text_under_a_name_of_navigation_is_kept() -> None:
    assert len(paragraphs(read(f'<div class="sidebar">{BODY}</div><div class="article">{BODY}</div>'))) == 16


def test_a_second_article_on_the_page_is_kept() -> None:
    assert len(paragraphs(read(f'<div class="TRS_Editor">{BODY}</div><div class="x">{BODY}</div>'))) == 16


@pytest.mark.parametrize("name", ["related", "footer", "TRS_Editor"])
def test_a_statement_behind_the_article_is_kept(name: str) -> None:
    found = read(f'<div class="TRS_Editor">{BODY}</div><div class="{name}">另有结余12.50万元<a href="/1">a</a></div>')
    assert paragraphs(found)[-1] == "另有结余12.50万元a"


def test_a_table_of_data_outside_the_article_is_kept() -> None:
    found = read(f'<div class="article">{BODY}</div><div class="related"><table>{ROWS}</table></div>')
    assert len(tables(found)) == 1


def test_a_paragraph_with_links_in_it_is_kept() -> None:
    assert paragraphs(body(f'<p>详见<a href="/a">附表一</a>和<a href="/b">附表二</a>，{PROSE}</p>'))


def test_the_title_comes_from_the_window_when_the_page_does_not_print_it() -> None:
    assert paragraphs(read(f"{HEAD}<body><div>{BODY}</div>"))[0] == "示例县财政局2025年部门预算"


@pytest.mark.parametrize(
    "program",
    [
        'name="Generator" content="Microsoft Word 15"',
        'name="DCTERMS.source" content="http://xml.openoffice.org/odf2xhtml"',
    ],
)
def test_the_title_a_word_processor_left_in_the_page_is_not_taken(program: str) -> None:
    head = HEAD.replace("<title>", f"<meta {program}><title>")
    assert paragraphs(read(f"{head}<body><div>{BODY}</div>"))[0] == f"1、{PROSE}"


@pytest.mark.parametrize("way", ['style="DISPLAY: none"', 'style="visibility:hidden"', "hidden", 'aria-hidden="true"'])
def test_hidden_text_is_left_out_and_accounted_for(way: str) -> None:
    found = body(f"<p>之前</p><div {way}>另有12.50万元</div>")
    assert (paragraphs(found), residue(found, "hidden")) == (["之前"], ["另有12.50万元"])


def test_hidden_figures_are_told() -> None:
    assert notices(body("<div hidden>另有12.50万元</div>")) == {"hidden-lines-left-out": {"lines": 1}}


def test_an_article_that_only_a_script_would_show_is_read_and_told() -> None:
    found = read(f'<p>加载中</p><div id="content" style="display:none">{BODY}</div>')
    assert len(paragraphs(found)) == 9 and "hidden-content-read" in notices(found)


def test_attached_office_files_are_told() -> None:
    found = body('<p>附件：<a href="/P02025.xlsx">2025年预算公开表</a></p>')
    assert notices(found) == {"attachments-not-read": {"count": 1, "names": "2025年预算公开表"}}


def test_large_pictures_are_told() -> None:
    found = body('<p><img src="1.png" width="750" height="800"><img src="i.gif" width="16"></p>')
    assert notices(found) == {"large-pictures-not-read": {"count": 1}}


# --- paragraphs


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>甲部分</p><p>乙部分</p>", ["甲部分", "乙部分"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("甲<br><br>乙", ["甲", "乙"]),
        ("示例县财政局<br>2025年预算公开", ["示例县财政局", "2025年预算公开"]),
        (
            "第一句到这里就结束了，它比较长，所以不是标题。<br>第二句",
            ["第一句到这里就结束了，它比较长，所以不是标题。", "第二句"],
        ),
        (f"{PROSE[:-8]}<br>接着说", [f"{PROSE[:-8]}/接着说"]),
        (f"{PROSE[:-8]}<br>　　另起", [PROSE[:-8], "另起"]),
        (f"{PROSE[:-8]}<br>&nbsp;&nbsp;&nbsp; 另起", [PROSE[:-8], "另起"]),
        ("<p>　甲　乙　</p>", ["甲　乙"]),
        ("<p>甲&nbsp;乙  \n  a</p>", ["甲 乙 a"]),
        ("<p>一般公共\n预算</p>", ["一般公共预算"]),
        ("<p>1,2<span>34</span>.<b>5</b><i>2</i>万元</p>", ["1,234.52万元"]),
        ("<p>12<!-- x -->34\u200b5</p>", ["12345"]),
        ("<ul><li>12</li><li>34</li></ul>", ["12", "34"]),
        ('<p><span style="display:inline-block">12</span><span style="display:inline-block">34</span></p>', ["12 34"]),
        ("<p>甲</p>12<p>34</p>", ["甲", "12", "34"]),
        ("<pre>甲\n  乙\t12\n</pre>", ["甲", "乙\t12"]),
        ("<p>目录<span style='mso-tab-count:1 dotted'>..... </span>3</p>", ["目录\t3"]),
        ("<p>&lt;甲&gt;&amp;&ldquo;乙&rdquo;&#65;</p>", ["<甲>&“乙”A"]),
    ],
)
def test_text_becomes_paragraphs_as_a_reader_sees_them(html: str, expected: list[str]) -> None:
    assert paragraphs(body(html)) == expected


def test_a_paragraph_has_no_origin() -> None:
    assert all(line.origin is None for block in read(BODY) if isinstance(block, RawParagraph) for line in block.lines)


# --- tables


def test_a_merged_cell_is_one_cell_with_its_spans() -> None:
    (table,) = tables(
        body(
            '<table><tr><th rowspan="2">项目</th><th colspan="2">合计</th></tr><tr><th>收入</th><th>支出</th></tr>'
            "<tr><td>甲</td><td>1.00</td><td>2.00</td></tr></table>"
        )
    )
    assert grid(table)[:4] == [(0, 0, 2, 1, "项目"), (0, 1, 1, 2, "合计"), (1, 1, 1, 1, "收入"), (1, 2, 1, 1, "支出")]


def test_a_cell_knows_its_table_row_and_column() -> None:
    first, second = tables(body(f"<table>{ROWS}</table><table>{ROWS}</table>"))
    origins = [first.cells[0].lines[0].origin, second.cells[3].lines[0].origin]
    assert [origin.cell for origin in origins if origin] == ["table 1!R1C1", "table 2!R2C2"]


def test_the_head_comes_first_and_the_foot_last() -> None:
    at = places("<tfoot><tr><td>尾<td>3</tfoot><tbody><tr><td>体<td>2</tbody><thead><tr><td>头<td>1</thead>")
    assert [at["头"], at["体"], at["尾"]] == [(0, 0), (1, 0), (2, 0)]


@pytest.mark.parametrize("rowspan", ["0", "9", "5000"])
def test_a_row_span_ends_with_its_section(rowspan: str) -> None:
    html = f"<tbody><tr><td rowspan={rowspan}>甲<td>1<tr><td>2</tbody><tbody><tr><td>乙<td>3</tbody>"
    assert (places(html)["2"], places(html)["乙"]) == ((1, 1), (2, 0))


def test_overlapping_cells_do_not_cover_each_other() -> None:
    (table,) = tables(body("<table><tr><td>1<td>2<td rowspan=2>3<tr><td>4<td colspan=2>5<td>6</table>"))
    assert [cell[:4] for cell in grid(table) if cell[4] in "56"] == [(1, 1, 1, 1), (1, 3, 1, 1)]


@pytest.mark.parametrize("html", ["<p>12</p>34.50<p>56</p>", "<div>12</div>\n34.50<hr>56", "12<div>34.50</div>56"])
def test_figures_of_neighbouring_blocks_stay_apart(html: str) -> None:
    assert paragraphs(body(html)) == ["12", "34.50", "56"]


@pytest.mark.parametrize("colspan", ["100000000000000", "200"])
def test_a_column_span_is_capped(colspan: str) -> None:
    assert places(f"<tr><td colspan={colspan}>甲<td>乙")["乙"] == (0, 200)


@pytest.mark.parametrize("colspan", ["", "-1", "x", "0"])
def test_a_span_that_is_no_number_is_one(colspan: str) -> None:
    assert places(f'<tr><td colspan="{colspan}">甲<td>乙')["乙"] == (0, 1)


def test_breaks_and_paragraphs_part_the_lines_of_a_cell() -> None:
    (table,) = tables(
        body("<table><tr><td>甲<br>乙<p>丙</p></td><td>\n<p><span>12</span>.<b>5</b>\n</p></td></tr></table>")
    )
    assert [texts(cell) for cell in table.cells] == ["甲/乙/丙", "12.5"]


@pytest.mark.parametrize("blanks", ["&nbsp;&nbsp;", "\n  \u3000", "<span>&nbsp;</span> ", "<p>\n&emsp;"])
def test_a_name_set_in_by_blanks_that_a_browser_shows_keeps_them(blanks: str) -> None:
    (table,) = tables(body(f"<table><tr><td>海南省<td>3.00<tr><td>{blanks}海口市<td>&nbsp;2.00</table>"))
    assert [line.text for cell in table.cells for line in cell.lines][:3] == ["海南省", "3.00", "  海口市"]


def test_a_caption_is_a_paragraph_before_its_table() -> None:
    found = body(f"<table><caption>收支总表<br>单位：万元</caption>{ROWS}</table>")
    assert [type(block) for block in found] == [RawParagraph, RawParagraph, RawTable]


def test_an_empty_cell_keeps_its_place() -> None:
    assert places("<tr><td>甲<td>&nbsp;<td>3")["3"] == (0, 2)


def test_hidden_rows_are_left_out_and_told() -> None:
    found = body(
        f'<table>{ROWS}<tr style="display:none"><td>其他</td><td>9.00</td></tr><tr><td>合计</td><td>50.00</td></tr></table>'
    )
    assert (grid(tables(found)[0])[-1][:2], notices(found)["hidden-table-rows"]) == ((2, 1), {"table": 1, "rows": 1})


def test_a_hidden_row_inside_a_span_shortens_it() -> None:
    (table,) = tables(body("<table><tr><td rowspan=3>甲<td>1<tr hidden><td>2<tr><td>3<tr><td>乙<td>4</table>"))
    assert [cell for cell in grid(table) if cell[4] in "甲3乙"] == [
        (0, 0, 2, 1, "甲"),
        (1, 1, 1, 1, "3"),
        (2, 0, 1, 1, "乙"),
    ]


def test_cells_a_script_has_merged_away_take_no_place() -> None:
    at = places('<tr><td rowspan=2>甲<td>1<tr><td style="display: none">甲<td>2')
    assert at["2"] == (1, 1)


def test_a_table_of_one_cell_is_no_table() -> None:
    assert paragraphs(body("<table><tr><td><p>甲部分</p><p>乙部分</p></td></tr></table>")) == ["甲部分", "乙部分"]


def test_a_layout_of_prose_beside_a_menu_is_no_table() -> None:
    assert tables(body(f"<table><tr><td>栏目<td>{BODY}</table>")) == []


def test_a_long_cell_does_not_undo_a_table_of_data() -> None:
    rows = "".join(f"<tr><td>指标第{number}项名称</td><td>数量</td><td>{number}.00</td></tr>" for number in range(40))
    assert len(tables(body(f"<table>{rows}<tr><td>总体目标</td><td colspan=2>{PROSE * 12}</td></tr></table>"))) == 1


def test_a_table_inside_a_cell_follows_the_table_around_it() -> None:
    inner = "<table><tr><td>子<td>7.00</table>"
    found = body(f"<table><tr><td>甲<td>1.00<tr><td>乙<td>2.00<tr><td>丙<td>3.00<tr><td>丁<td>{inner}附注</table>")
    assert [[texts(cell) for cell in table.cells][-2:] for table in tables(found)] == [["丁", "附注"], ["子", "7.00"]]


def test_numbers_in_neighbouring_cells_of_a_layout_stay_apart() -> None:
    assert paragraphs(body("<table role=presentation><tr><td>12</td><td>34</td></tr></table>")) == ["12", "34"]


EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15"><style>.xl65{{mso-number-format:"0.00"}}</style></head>
<body link=blue><table border=0 cellpadding=0 width=500><col width=72 style='mso-width-source:userset'>
<tr height=30><td colspan=3 height=30 class=xl66>部门收支总表<span style='mso-spacerun:yes'>&nbsp;</span></td></tr>
<tr height=18><td class=xl65>合计</td><td class=xl65 align=right x:num="1234.5">1,234.50</td><td class=xl65></td></tr>
<tr><td colspan=2 style='mso-ignore:colspan'>一段超出单元格宽度的说明</td><td>5.00</td></tr>
<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72 style='width:54pt'></td></tr><![endif]>
</table></body></html>"""


def test_a_workbook_saved_as_a_page_is_one_table() -> None:
    found, _ = read_web_page(EXCEL.format().encode("gb18030"))
    (table,) = found
    assert isinstance(table, RawTable)
    assert grid(table) == [
        (0, 0, 1, 3, "部门收支总表"),
        (1, 0, 1, 1, "合计"),
        (1, 1, 1, 1, "1,234.50"),
        (1, 2, 1, 1, ""),
        (2, 0, 1, 1, "一段超出单元格宽度的说明"),
        (2, 2, 1, 1, "5.00"),
    ]


def test_a_document_that_word_saved_as_a_page_is_read() -> None:
    html = f"""<html><head><meta name=Generator content="Microsoft Word 15"></head><body lang=ZH-CN><div class=WordSection1>
      <p class=MsoTitle><b>部门预算<o:p></o:p></b></p><p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:
      仿宋'>一、收入<span lang=EN-US>1,234</span>.50万元，<![if !supportLists]><![endif]>支出相
同。</span><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
      <table class=MsoNormalTable>{ROWS.replace("<td>", "<td><p class=MsoNormal><span>").replace("</td>", "<o:p></o:p></span></p></td>")}
      </table></div></body></html>"""
    found = read(html)
    assert paragraphs(found) == ["部门预算", "一、收入1,234.50万元，支出相同。"]
    assert [texts(cell) for cell in tables(found)[0].cells] == ["教育支出", "30.00", "住房支出", "20.00"]


# --- archives


def archive(*pages: str) -> bytes:
    message = MIMEMultipart("related")
    for page in pages:
        message.attach(MIMEText(page, "html", "gb18030"))
    return message.as_bytes()


def test_the_page_in_a_web_archive_is_read() -> None:
    found, encoding = read_web_archive(archive(f"<div>{BODY}<table>{ROWS}</table></div>", "<p>广告</p>"))
    assert (len(paragraphs(found)), len(tables(found)), encoding) == (8, 1, "gb18030")


def test_the_sheets_of_an_archived_workbook_are_read_on() -> None:
    sheet = f"<table>{ROWS}</table>"
    found, _ = read_web_archive(archive("<frameset><frame src=a></frameset>", sheet, "<table></table>", sheet))
    origins = [table.cells[0].lines[0].origin for table in tables(found)]
    assert [origin.cell for origin in origins if origin] == ["table 1!R1C1", "table 2!R1C1"]


@pytest.mark.parametrize(
    "content", [b"", b"MIME-Version: 1.0\n\nx", b"Content-Type: multipart/x; boundary=a\n\n--a\n" * 99]
)
def test_an_archive_without_a_page_is_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="web archive"):
        read_web_archive(content)


# --- pages that have no text


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("", "empty"),
        ("<p> &nbsp;</p>", "empty"),
        ('<div id="app"></div><script src="app.js"></script><noscript>请启用脚本</noscript>', "script"),
        (f"<ul>{LINKS}</ul>", "no text but links"),
        ("<frameset cols=2><frame src=a.htm></frameset>", "frames"),
        ("<h1>示例县财政局2025年预算</h1><iframe src='/pdfjs/viewer.html?file=/2025.pdf'></iframe>", "embedded"),
        ("<p>预算</p><embed type='application/pdf' src='/view?id=7'>", "embedded"),
        ("<p>预算</p><object data='/a/2025.xlsx'></object>", "embedded"),
    ],
)
def test_a_page_without_text_of_its_own_is_unreadable_with_a_reason(html: str, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says) as raised:
        read(html)
    assert raised.value.chinese


def test_an_embedded_document_beside_an_article_is_told() -> None:
    assert notices(body(f"{BODY}<iframe src='/a.pdf'></iframe>")) == {"embedded-documents-not-read": {"count": 1}}


# --- hostile markup


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + PROSE,
        "<div hidden>1.5" * 20_000 + PROSE,
        "<div class=nav><a href=x>x</a>" * 10_000 + PROSE,
        "<table><tr><td>" * 20_000 + PROSE,
        "<table><tr><td>1<td>2<tr><td>3<td>4<tr><td>5<td>" * 5_000,
        "<table><caption>" * 20_000 + PROSE,
        "<b>" * 50_000 + PROSE,
        "<ul><li>" * 50_000 + PROSE,
        "<p>" + "".join(f"<font color={number}>" for number in range(2000)) + "</p><p>x" * 2000,
        "<p>" + "<div " + " ".join(f'a{number}=">"' for number in range(100_000)) + ">x",
        "<x>" * 50_000 + "</y>" * 50_000,
        "<table><tr>" + "<td rowspan=1000 colspan=200>1" * 20_000 + "<tr><td>2" * 1000,
        '<a ="' * 100_000,
    ],
    ids=lambda html: html[:16],
)
def test_tangled_markup_takes_seconds_at_most(html: str) -> None:
    started = time.perf_counter()
    try:
        read(html)
    except UnreadableDocument as error:
        assert error.chinese
    assert time.perf_counter() - started < 20


def test_a_table_beyond_all_bounds_is_unreadable() -> None:
    with pytest.raises(UnreadableDocument, match="cells"):
        read("<table>" + ("<tr>" + "<td rowspan=1000 colspan=200>1" * 200) + "<tr><td>2" * 1000)


# --- real pages


@pytest.mark.parametrize(
    ("name", "first", "count"),
    [
        ("report-2025-wuxi.html", "关于无锡市2025年预算执行情况与2026年预算草案的报告（摘要）", 50),
        ("budget-2018-chongqing-transport.html", "重庆市交通委员会2018年部门预算情况说明", 40),
    ],
)
def test_a_real_page_gives_its_article(name: str, first: str, count: int) -> None:
    file = SHARED / "corpus" / "formats" / name
    if not file.is_file():
        pytest.skip("the corpus of real disclosures is not here")
    found, _ = read_web_page(file.read_bytes())
    assert paragraphs(found)[0] == first and len(paragraphs(found)) > count

"""A disclosure as a web page: as a government's site shows it, and as a word processor saves it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from source.disclosure import CONTENTS, CONTENTS_TITLE, HEADINGS, TITLE, Cell, Disclosure, Paragraph, Table

ENCODING = "gb18030"
_QUOTE = '"'
_LATIN = re.compile(r"[!-~]+")
_SITE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>{title}_{publisher}</title>
<meta name="PubDate" content="{issued} 09:30" />
<meta name="ContentSource" content="{body}" />
<style type="text/css">
.article table {{ border-collapse: collapse; width: 100%; }}
.article td {{ border: 1px solid #000; padding: 2px 5px; }}
.hidden {{ display: none; }}
</style>
<script type="text/javascript">var visits = 1286, columnId = 20417;</script>
</head>
<body>
<div class="header"><div class="logo"><a href="/">{publisher}</a></div>
<ul class="nav">
<li><a href="/">首页</a></li>
<li><a href="/zwgk/">政务公开</a></li>
<li><a href="/bsfw/">办事服务</a></li>
<li><a href="/hdjl/">互动交流</a></li>
<li><a href="/sjfb/">数据发布</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt;
<a href="/zwgk/czzj/">财政资金</a> &gt; 部门预决算</div>
<div class="side"><ul><li><a href="/zwgk/zfwj/">政府文件</a></li>
<li><a href="/zwgk/zfgb/">政府公报 2023年第12期</a></li>
<li><a href="/zwgk/tjgb/">统计公报</a></li></ul></div>
<div class="article" id="zoom">
<h1>{title}</h1>
<div class="info">发布时间：{issued} 09:30　来源：{body}
浏览次数：<span id="hits">1286</span>
字号：[<a href="javascript:zoom(16)">大</a> <a href="javascript:zoom(14)">中</a> <a href="javascript:zoom(12)">小</a>]</div>
<div class="content">
{content}
</div>
<div class="pages"><p>上一篇：<a href="t20418.html">{publisher}关于调整办公时间的通告</a></p><p>下一篇：没有了</p></div>
</div>
<div class="footer">
<p>主办：{publisher}办公室　地址：㵘溪路18号　邮编：000000</p>
<p>网站标识码：0000000000　备案号：00000000号-1　联系电话：0000-0000000</p>
</div>
</body>
</html>
"""
_SAVED = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312">
<title>{title}</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View><w:Zoom>100</w:Zoom></w:WordDocument></xml><![endif]-->
<style>
<!--
p.MsoNormal {{margin:0cm;text-align:justify;font-size:12.0pt;font-family:宋体;}}
table.MsoTableGrid {{border:solid windowtext 1.0pt;font-size:9.0pt;}}
@page Section1 {{size:595.3pt 841.9pt;margin:72.0pt 90.0pt 72.0pt 90.0pt;}}
-->
</style>
</head>
<body lang=ZH-CN style='text-justify-trim:punctuation'>
<div class=Section1>
{content}
</div>
</body>
</html>
"""


def site_page(disclosure: Disclosure) -> bytes:
    """A page of a site, navigation and all; it says gb2312 and has a character that only GB18030 has."""
    return _page(_SITE, disclosure, "\n".join(_site_blocks(disclosure)))


def saved_page(disclosure: Disclosure) -> bytes:
    """The page a word processor saves: unquoted attributes, spans around digits, empty namespaced tags."""
    return _page(_SAVED, disclosure, "\n".join(_saved_blocks(disclosure))).replace(b"\n", b"\r\n")


def _page(template: str, disclosure: Disclosure, content: str) -> bytes:
    page = template.format(
        title=escape(disclosure.title),
        body=escape(disclosure.body),
        publisher=escape(disclosure.publisher),
        issued=disclosure.issued,
        content=content,
    )
    return page.encode(ENCODING)


def _site_blocks(disclosure: Disclosure) -> Iterator[str]:
    for block in disclosure.blocks:
        if isinstance(block, Table):
            yield from _site_table(block)
        elif block.kind in HEADINGS or block.kind == CONTENTS_TITLE:
            yield f"<p><strong>{escape(block.text)}</strong></p>"
        elif block.kind != TITLE:
            yield f"<p>　　{'<br />'.join(map(escape, block.lines))}</p>"


def _site_table(table: Table) -> Iterator[str]:
    if table.number:
        yield f'<p style="text-align: right">{escape(table.number)}</p>'
    yield f'<p style="text-align: center"><strong>{escape(table.title)}</strong></p>'
    if table.captions:
        yield f"<p>{'　　　　'.join(map(escape, table.captions))}</p>"
    yield '<table cellspacing="0">\n<tbody>'
    for row in _rows(table):
        cells = (f"<td{_spans(cell, _QUOTE)}>{escape(cell.text) or '&nbsp;'}</td>" for cell in row)
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>"
    if table.note:
        yield f"<p>{escape(table.note)}</p>"


def _saved_blocks(disclosure: Disclosure) -> Iterator[str]:
    for block in disclosure.blocks:
        if isinstance(block, Table):
            yield from _saved_table(block)
        else:
            yield _saved_paragraph(block)


def _saved_paragraph(paragraph: Paragraph) -> str:
    if paragraph.kind in HEADINGS:
        level = HEADINGS.index(paragraph.kind) + 1
        return f"<h{level}>{_saved_text(paragraph.text)}<o:p></o:p></h{level}>"
    if paragraph.kind == CONTENTS:
        dots = "<span lang=EN-US style='mso-tab-count:1 dotted'>.......................... </span>"
        return f"<p class=MsoToc1>{_saved_text(paragraph.text)}{dots}{_saved_text(paragraph.page)}</p>"
    centred = " align=center style='text-align:center'" if paragraph.kind else " style='text-indent:24.0pt'"
    return f"<p class=MsoNormal{centred}>{'<br>'.join(map(_saved_text, paragraph.lines))}<o:p></o:p></p>"


def _saved_table(table: Table) -> Iterator[str]:
    if table.number:
        yield f"<p class=MsoNormal align=right>{_saved_text(table.number)}</p>"
    yield f"<p class=MsoNormal align=center><b>{_saved_text(table.title)}</b></p>"
    if table.captions:
        tab = "<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span>"
        yield f"<p class=MsoNormal>{tab.join(map(_saved_text, table.captions))}</p>"
    yield "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>"
    for index, row in enumerate(_rows(table)):
        heading = " style='page-break-inside:avoid'" if index < table.repeated_rows else ""
        yield f"<tr{heading}>"
        for cell in row:
            align = " align=right" if table.is_number(cell) else ""
            text = _saved_text(cell.text) or "<o:p>&nbsp;</o:p>"
            yield f" <td{_spans(cell, '')}><p class=MsoNormal{align}>{text}</p></td>"
        yield "</tr>"
    yield "</table>"
    if table.note:
        yield f"<p class=MsoNormal>{_saved_text(table.note)}</p>"


def _saved_text(text: str) -> str:
    return _LATIN.sub(lambda found: f"<span lang=EN-US>{escape(found[0])}</span>", text)


def _rows(table: Table) -> Iterator[list[Cell]]:
    for row in range(table.row_count):
        yield [cell for cell in table.cells if cell.row == row]


def _spans(cell: Cell, quote: str) -> str:
    spans = (("rowspan", cell.row_span), ("colspan", cell.column_span))
    return "".join(f" {name}={quote}{span}{quote}" for name, span in spans if span > 1)

"""The rendition: what a reader found becomes lines, paragraphs and tables with the places of their texts."""

from __future__ import annotations

from auditor.documents import Document, Paragraph, Table, rendition
from auditor.documents.model import Origin
from auditor.documents.raw import Found, RawCell, RawNotice, RawParagraph, RawResidue, RawTable, RawText
from auditor.documents.rendition import lay_out


def document(*found: Found) -> Document:
    return lay_out("document.docx", "docx", "", "0" * 64, found)


def paragraph(*lines: str) -> RawParagraph:
    return RawParagraph(tuple(map(RawText, lines)))


def table(*rows: str) -> RawTable:
    """Rows of cells between bars; `<` goes on with the cell on the left, `^` with the one above."""
    grid = [row.split("|") for row in rows]
    cells = []
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            if text in ("<", "^"):
                continue
            right = column + 1
            while right < len(texts) and texts[right] == "<":
                right += 1
            below = row + 1
            while below < len(grid) and grid[below][column] == "^":
                below += 1
            origin = Origin(cell=f"table 1!R{row + 1}C{column + 1}")
            cells.append(RawCell(row, column, (RawText(text, origin),), below - row, right - column))
    return RawTable(tuple(cells))


def only_table(read: Document) -> Table:
    (found,) = read.tables()
    return found


def test_columns_stand_under_one_another_and_amounts_to_the_right() -> None:
    read = document(paragraph("支出表"), table("项目|预算", "基本支出|1,234.50", "专项|2.00"))
    assert rendition(read) == [
        "1  支出表",
        "2  | 项目     | 预算     |",
        "3  | 基本支出 | 1,234.50 |",
        "4  | 专项     |     2.00 |",
    ]


def test_every_cell_stands_where_its_line_prints_it() -> None:
    read = document(table("项目|预算|决算", "甲|1.00|２.00", "乙||3.00"))
    for row in only_table(read).rows:
        for cell in row:
            place = cell.locate(0, len(cell.text))
            printed = read.lines[place.line - 1][place.column - 1 : place.end_column - 1]
            assert printed.replace("２", "2") == cell.text


def test_a_merged_header_cell_stands_above_its_columns_and_a_tall_one_above_its_own() -> None:
    read = document(table("项目|支出|<|<", "^|合计|基本|专项", "甲|3.00|1.00|2.00"))
    assert [column.path for column in only_table(read).columns] == [
        ("项目",),
        ("支出", "合计"),
        ("支出", "基本"),
        ("支出", "专项"),
    ]


def test_a_header_deeper_on_one_side_ends_where_the_figures_begin() -> None:
    read = document(table("科目|<|名称|合计", "类|款|^|^", "201||甲|1.00", "201|01|乙|1.00"))
    assert [column.path for column in only_table(read).columns] == [
        ("科目", "类"),
        ("科目", "款"),
        ("名称",),
        ("合计",),
    ]
    assert len(only_table(read).rows) == 2


def test_a_header_printed_again_in_full_or_in_part_is_left_over_from_the_page() -> None:
    read = document(table("项目|支出|<", "^|基本|专项", "甲|1.00|2.00", "项目|支出|<", "乙|3.00|4.00"))
    assert [row[0].text for row in only_table(read).rows] == ["甲", "乙"]
    assert [left.source.text for left in read.residue] == ["项目", "支出"]


def test_a_line_with_a_colon_above_the_header_is_a_caption_of_the_table() -> None:
    read = document(table("编制单位：某局||2022年|单位：元", "项目|预算|决算|差额", "甲|1.00|2.00|3.00"))
    assert [caption.text for caption in only_table(read).captions] == ["编制单位：某局", "2022年", "单位：元"]


def test_a_sentence_at_the_foot_of_a_table_is_prose() -> None:
    read = document(table("项目|预算", "甲|1.00", "注：本表按科目列示，单位为万元。|<"))
    assert len(only_table(read).rows) == 1
    assert isinstance(read.blocks[-1], Paragraph)


def test_a_grid_of_one_column_is_prose() -> None:
    read = document(table("收入合计5万元。", "支出合计5万元。"))
    assert [block.source.text for block in read.paragraphs()] == ["收入合计5万元。", "支出合计5万元。"]


def test_a_cell_of_several_lines_is_one_text_and_words_do_not_grow_together() -> None:
    lines = (RawText("一般公共"), RawText("预算"))
    numbers = (RawText("12"), RawText("34"))
    cells = (
        RawCell(0, 0, (RawText("项目"),)),
        RawCell(0, 1, (RawText("数量"),)),
        RawCell(1, 0, lines),
        RawCell(1, 1, numbers),
    )
    assert [cell.text for cell in only_table(document(RawTable(cells))).rows[0]] == ["一般公共预算", "12 34"]


def test_an_indent_of_a_label_is_kept() -> None:
    read = document(table("项目|预算", "支出|3.00", "  基本|1.00"))
    assert only_table(read).rows[1][0].text == "  基本"


def test_a_paragraph_over_several_lines_is_one_text_on_as_many_lines() -> None:
    read = document(paragraph("收入合计12", "34.5万元。"))
    (block,) = read.paragraphs()
    assert block.source.text == "收入合计1234.5万元。"
    assert read.lines == ("收入合计12", "34.5万元。")
    assert block.source.locate(4, 10).end_column == 7


def test_a_line_that_ends_in_a_page_number_behind_a_tab_is_of_the_contents() -> None:
    assert [block.contents for block in document(paragraph("一、收入\t3"), paragraph("一、收入")).paragraphs()] == [
        True,
        False,
    ]


def test_what_is_left_over_has_its_line_but_is_no_block() -> None:
    read = document(RawResidue(RawText("- 1 -"), "page number"), paragraph("正文。"))
    assert read.lines == ("- 1 -", "正文。")
    assert [(left.source.line, left.reason) for left in read.residue] == [(1, "page number")]


def test_a_notice_stands_before_the_line_it_is_about() -> None:
    read = document(paragraph("一。"), RawNotice("hidden-rows", {"sheet": "A", "count": 1}), paragraph("二。"))
    assert [(notice.line, notice.key) for notice in read.notices] == [(2, "hidden-rows")]


def test_characters_that_would_break_a_line_are_blanks() -> None:
    assert document(paragraph("一\u2028二\x0b三")).lines == ("一 二 三",)


def test_radicals_that_a_font_gives_for_characters_are_those_characters() -> None:
    assert document(paragraph("公务⽤⻋⼈员")).paragraphs()[0].source.text == "公务用车人员"


def test_a_space_behind_the_comma_of_a_figure_is_no_part_of_it() -> None:
    read = document(paragraph("收入合计1, 234.56万元，支出1,234, 567元。"))
    (source,) = [block.source for block in read.blocks if isinstance(block, Paragraph)]
    assert source.text == "收入合计1,234.56万元，支出1,234,567元。"
    assert source.locate(source.text.index("567"), source.text.index("元。")).column == 26


def test_a_space_behind_a_comma_that_groups_no_digits_stays() -> None:
    read = document(paragraph("表格编号为1, 2, 30，附件12, 3456。"))
    (source,) = [block.source for block in read.blocks if isinstance(block, Paragraph)]
    assert source.text == "表格编号为1, 2, 30，附件12, 3456。"


def test_a_second_title_in_one_grid_opens_a_table_of_its_own() -> None:
    read = document(
        table(
            *("收入预算表|<|<", "编码|项目|金额", "1|甲|1.00", "注：无其他收入。|<|<"),
            *("支出预算表|<|<", "编码|科目|预算", "2|乙|2.00"),
        )
    )
    first, second = read.tables()
    assert [column.path for column in second.columns] == [("编码",), ("科目",), ("预算",)]
    assert [[cell.text for cell in row] for row in first.rows] == [["1", "甲", "1.00"]]


def test_a_title_printed_again_opens_no_table() -> None:
    read = document(
        table("收入预算表|<|<", "编码|项目|金额", "1|甲|1.00", "收入预算表|<|<", "编码|项目|金额", "2|乙|2.00")
    )
    assert [[cell.text for cell in row] for row in only_table(read).rows] == [["1", "甲", "1.00"], ["2", "乙", "2.00"]]


def test_a_title_that_says_it_goes_on_opens_no_table() -> None:
    read = document(
        table("收入预算表|<|<", "编码|项目|金额", "1|甲|1.00", "收入预算表（续）|<|<", "编码|项目|金额", "2|乙|2.00")
    )
    assert len(only_table(read).rows) == 2


def test_a_table_goes_on_under_its_title_without_the_number() -> None:
    """The first page says `表12 2022年支出表`, those behind it only `2022年支出表`."""
    head = (paragraph("2022年支出表"), paragraph("单位：万元"), table("项目|预算", "乙|2.00"))
    read = document(paragraph("表12", "2022年支出表"), paragraph("单位：万元"), table("项目|预算", "甲|1.00"), *head)
    assert [row[0].text for row in only_table(read).rows] == ["甲", "乙"]
    other = document(paragraph("表12 2023年支出表"), paragraph("单位：万元"), table("项目|预算", "甲|1.00"), *head)
    assert len(list(other.tables())) == 2


def test_a_table_goes_on_under_its_title_marked_as_continued() -> None:
    read = document(
        paragraph("收入预算表"),
        table("编码|项目|金额", "1|甲|1.00"),
        paragraph("续表"),
        paragraph("收入预算表（续）"),
        table("编码|项目|金额", "2|乙|2.00"),
    )
    assert len(only_table(read).rows) == 2


def test_the_raised_mark_of_a_note_is_no_part_of_a_figure() -> None:
    read = document(
        table("项目|金额", "甲¹|623.80¹", "乙|212.20①", "丙|5.00[2]", "丁|3m²"),
        paragraph("合计836.00⁽³⁾万元，约10²倍。"),
    )
    assert [[cell.text for cell in row] for row in only_table(read).rows] == [
        ["甲", "623.80"],
        ["乙", "212.20"],
        ["丙", "5.00"],
        ["丁", "3m²"],
    ]
    assert read.paragraphs()[-1].source.text == "合计836.00万元，约10²倍。"
    assert {left.source.text for left in read.residue} == {"¹", "①", "[2]", "⁽³⁾"}


def test_rows_that_number_the_columns_are_kept_beside_the_table() -> None:
    read = document(
        table("地区|合计|甲|乙", "公式|A=B+C|B|C", "东|3.00|1.00|2.00"),
        paragraph("第二"),
        table("项目|合计|甲|乙|比例", "|（1）=（2）+（3）|（2）|（3）|4=3/1*100%", "东|3.00|1.00|2.00|66.67"),
        paragraph("第三"),
        table("项目|甲|乙", "东|1|7", "西|2\x1f|4"),
    )
    first, second, third = read.tables()
    assert first.numbering == ("", "A=B+C", "B", "C")
    assert second.numbering == ("", "(1)=(2)+(3)", "(2)", "(3)", "4=3/1*100%")
    assert [len(table.rows) for table in (first, second, third)] == [1, 1, 2]
    assert third.numbering == ()


def test_lines_that_carry_a_sum_over_the_page_are_no_rows() -> None:
    read = document(table("项目|金额", "甲|1.00", "过次页|1.00", "承前页|1.00", "乙|2.00"))
    assert [row[0].text for row in only_table(read).rows] == ["甲", "乙"]
    assert {left.reason for left in read.residue} == {"carried over the page"}


def test_a_wide_table_in_two_halves_is_one() -> None:
    left = table("单位|合计|本年|<", "|^|小计|甲", "东|7.00|5.00|5.00", "西|3.00|3.00|2.00")
    right = table("|上年结余|<", "乙|小计|丙", "|2.00|2.00", "1.00||")
    read = document(paragraph("甲乙丙表"), left, paragraph("甲乙丙表"), paragraph("单位：万元"), right)
    whole = only_table(read)
    assert [column.path for column in whole.columns] == [
        ("单位",),
        ("合计",),
        ("本年", "小计"),
        ("本年", "甲"),
        ("本年", "乙"),
        ("上年结余", "小计"),
        ("上年结余", "丙"),
    ]
    assert [[cell.text for cell in row] for row in whole.rows] == [
        ["东", "7.00", "5.00", "5.00", "", "2.00", "2.00"],
        ["西", "3.00", "3.00", "2.00", "1.00", "", ""],
    ]
    assert [found.source.text for found in read.paragraphs()] == ["甲乙丙表", "单位：万元"]


def test_tables_under_one_title_with_labels_of_their_own_stay_apart() -> None:
    left = table("单位|本年|甲", "东|7.00|5.00", "西|3.00|3.00")
    right = table("单位|上年|乙", "南|7.00|5.00", "北|3.00|3.00")
    assert len(document(paragraph("甲乙丙表"), left, paragraph("甲乙丙表"), right).tables()) == 2
    same = table("单位|上年|乙", "东|2.00|1.00", "西|4.00|3.00")
    assert only_table(document(paragraph("甲乙丙表"), left, paragraph("甲乙丙表"), same)).width == 5


def test_a_table_that_goes_on_without_header_in_other_columns_is_told() -> None:
    first = table("编码|名称|金额", "201|甲|1.00", "|合计|3.00")
    read = document(first, paragraph("续表"), table("乙|2.00", "丙|4.00"))
    assert [notice.key for notice in read.notices] == ["torn-table"]
    assert all(column.path == () for found in read.tables() for column in found.columns)
    assert len(read.tables()) == 2


def test_titles_above_the_header_of_a_table_of_two_columns_are_its_captions() -> None:
    read = only_table(
        document(table("表1-1|", "某年某表|<", "|单位：万元", "项目|本年数", "一、甲|", "乙|1.00", "丙|2.00"))
    )
    assert [caption.text for caption in read.captions] == ["表1-1", "某年某表", "单位：万元"]
    assert [column.path for column in read.columns] == [("项目",), ("本年数",)]
    assert len(read.rows) == 3


def test_an_item_of_an_enumeration_is_no_row_of_the_header() -> None:
    rows = ("收|<|支|<|<", "项目|数|项目|数|<", "|||甲|乙", "||十七、丙||", "一、丁|1.00|十八、戊|2.00|")
    read = only_table(document(table(*rows)))
    assert [column.path for column in read.columns][2:] == [("支", "项目"), ("支", "数", "甲"), ("支", "数", "乙")]
    assert len(read.rows) == 2

"""Reading text: encodings, paragraphs over breaks, both shapes of tables, residue."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.documents import Document, Table, find_documents, read_document
from auditor.errors import NoDocument, UnreadableDocument
from tests.conftest import document_of

ROWS = "科目编码\t科目名称\t合计\n205\t教育支出\t30.00\n206\t科学技术支出\t20.00\n"


def texts(document: Document) -> list[str]:
    return [paragraph.source.text.strip() for paragraph in document.paragraphs()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "budget.txt"
    file.write_bytes("某县示例局2022年部门预算\n".encode(encoding))
    assert texts(read_document(file)) == ["某县示例局2022年部门预算"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"a\0b\0c", "binary"),
        (b"\x01\x02\x03\x04\x05\x06\x07" * 9, "binary"),
        (b"\xff\xff\x81", "encoding"),
    ],
)
def test_what_is_no_text_is_unreadable_with_a_reason(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "junk.txt"
    file.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=says):
        read_document(file)


def test_a_format_that_is_not_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "budget.odt"
    file.write_bytes(b"x")
    with pytest.raises(UnreadableDocument, match=r"\.odt"):
        read_document(file)


def test_a_folder_gives_its_documents_without_readme_and_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "README.md", "CHANGELOG.md", ".hidden.txt", "c.log"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [file.name for file in find_documents([tmp_path])] == ["a.md", "b.txt"]
    assert [file.name for file in find_documents([tmp_path], ["b*", ".*"])] == ["CHANGELOG.md", "README.md", "a.md"]


def test_an_empty_folder_and_a_missing_path_are_errors(tmp_path: Path) -> None:
    with pytest.raises(NoDocument):
        find_documents([tmp_path])
    with pytest.raises(NoDocument):
        find_documents([tmp_path / "nowhere.txt"])


def test_a_sentence_broken_by_the_page_is_one_paragraph() -> None:
    document = document_of(
        "我单位按照上级要求，合理安排全年各项工作任务，确保财政资金安全，不\n\n- 3 -\n\n断提高资金使用效益。\n"
    )
    assert texts(document) == ["我单位按照上级要求，合理安排全年各项工作任务，确保财政资金安全，不断提高资金使用效益。"]


def test_a_sentence_with_commas_of_latin_script_is_broken_like_any_other() -> None:
    lines = "(二)港务支出类科目 126533.40 元,占支\n出总预算 11.64 %,同比增加 18450.30 元,增长 17.07%。\n"
    assert texts(document_of(lines)) == [lines.replace("\n", "")]


def test_an_amount_at_the_head_of_a_line_goes_on_with_the_one_above() -> None:
    lines = "2025年度本单位公务接待费财政拨款支出决算数比2024年度增加\n5.07万元，增长42.68%。\n"
    assert texts(document_of(lines)) == [lines.replace("\n", "")]
    short = "出国费支出决算为0.00万元，与2024年度持平，公务接待费支出\n决算数比2024年度增加\n5.07万元，增长42.68%。\n"
    assert texts(document_of(short)) == [short.replace("\n", "")]
    assert len(texts(document_of("一、收支情况\n5.07万元，增长42.68%。\n"))) == 2


def test_titles_are_not_joined_with_what_follows() -> None:
    document = document_of("某某县某某某某某某某某某某某某某管理服务中心二〇二二年部门预算\n公开说明\n")
    assert len(document.paragraphs()) == 2


def test_field_codes_neither_hide_a_figure_nor_become_one() -> None:
    document = document_of('2019年预算收支安排12万元，较上年减少\n\n MERGEFIELD 增减金额\\#"0.00” 6.69万元。\n')
    assert texts(document) == ["2019年预算收支安排12万元，较上年减少6.69万元。"]
    assert any("0.00" in residue.source.text for residue in document.residue)


def test_characters_behind_a_field_code_keep_their_column() -> None:
    raw = ' MERGEFIELD 增减金额\\#"0.00” 6.69万元。'
    document = document_of("2019年预算收支安排12万元，较上年减少\n\n" + raw)
    source = document.paragraphs()[0].source
    place = source.text.index("6.69")
    assert source.locate(place, place + 4)[:3] == (3, raw.index("6.69") + 1, raw.index("6.69") + 5)


def test_tab_separated_rows_are_a_table() -> None:
    table = document_of(ROWS).tables()[0]
    assert [column.path for column in table.columns] == [("科目编码",), ("科目名称",), ("合计",)]
    assert [cell.text for cell in table.rows[1]] == ["206", "科学技术支出", "20.00"]


HEADED = """某某支出决算表
{caption}
科目编码\t科目名称\t本年支出\t本年支出\t本年支出
科目编码\t科目名称\t小计\t基本支出\t项目支出
\t合计\t50.00\t30.00\t20.00
205\t教育支出\t50.00\t30.00\t20.00
"""


def test_a_merged_header_cell_may_be_printed_over_each_of_its_columns() -> None:
    columns = document_of(HEADED.format(caption="单位：万元")).tables()[0].columns
    assert [column.path for column in columns[:3]] == [("科目编码",), ("科目名称",), ("本年支出", "小计")]
    assert columns[4].path == ("本年支出", "项目支出")


@pytest.mark.parametrize(
    "caption",
    ["公开05表\t部门：某某局\t单位：万元", "公开05表\t\t部门：某某局\t单位：万元", "公开05表\t附件二\t单位：万元"],
)
def test_a_row_that_says_what_the_table_is_heads_no_columns(caption: str) -> None:
    table = document_of(HEADED.format(caption=caption)).tables()[0]
    assert table.columns[3].path == ("本年支出", "基本支出")
    assert "单位：万元" in [cell.text for cell in table.captions]


def test_a_header_of_three_cells_with_a_colon_stays_one() -> None:
    table = document_of("项目\t合计\t其中：\n甲\t30.00\t20.00\n乙\t40.00\t10.00\n").tables()[0]
    assert [column.path for column in table.columns] == [("项目",), ("合计",), ("其中：",)]


def test_a_header_of_parts_stays_one_above_a_group_of_rows() -> None:
    rows = "科目名称\t合计\t其中：基本支出\t其中：项目支出\n一、甲类\t\t\t\n教育支出\t50.00\t30.00\t20.00\n"
    table = document_of(rows).tables()[0]
    assert [column.path for column in table.columns][2] == ("其中：基本支出",)


def test_one_cell_per_line_is_the_same_table() -> None:
    lines = "\n\n".join("\n".join(f"\t{cell}" for cell in row.split("\t")) for row in ROWS.strip().split("\n"))
    table = document_of(lines + "\n\n\n正文。\n").tables()[0]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["205", "教育支出", "30.00"],
        ["206", "科学技术支出", "20.00"],
    ]


def test_columns_set_with_blanks_are_a_table() -> None:
    lines = [
        "某表",
        "单位：万元",
        "项目                本年        其中：甲  乙",
        "编码      名称",
        "合计                836.00      623.80    212.20",
        "208       甲类      96.20       96.20",
        "210       乙类",
        "212       丙类      739.80      527.60    212.20",
        "以上各项均为当年数，",
    ]
    document = document_of("\n".join(lines))
    (table,) = document.tables()
    assert [column.path for column in table.columns] == [
        ("项目", "编码"),
        ("项目", "名称"),
        ("本年",),
        ("其中：甲",),
        ("乙",),
    ]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["合计", "", "836.00", "623.80", "212.20"],
        ["208", "甲类", "96.20", "96.20", ""],
        ["210", "乙类", "", "", ""],
        ["212", "丙类", "739.80", "527.60", "212.20"],
    ]
    place = table.rows[3][4].locate(0, 6)
    assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == "212.20"
    assert texts(document)[:2] == ["某表", "单位：万元"]


def test_words_set_wide_are_one_cell_and_levels_of_codes_are_three() -> None:
    wide = [
        "        项        目                2024年       2025年",
        "                                    决算数       预算数",
        "一、税收收入                           6100         6420",
        "    增值税                             4100         4220",
        "    印花税                             2000         2200",
        "收    入    合    计                   6100         6420",
    ]
    (table,) = document_of("\n".join(wide)).tables()
    assert [column.path for column in table.columns] == [("项目",), ("2024年", "决算数"), ("2025年", "预算数")]
    assert [row[0].text for row in table.rows][1:] == ["    增值税", "    印花税", "收    入    合    计"]
    codes = [
        "类    款    项    名称              金额",
        "201                甲               9.00",
        "      03           乙               9.00",
        "            01     丙               4.00",
        "            99     丁               5.00",
    ]
    (table,) = document_of("\n".join(codes)).tables()
    assert [column.path for column in table.columns] == [("类",), ("款",), ("项",), ("名称",), ("金额",)]


def test_labels_go_on_below_themselves_beside_the_rows_of_the_other_side() -> None:
    lines = [
        "            收入                                  支出",
        "        项目            决算数            项目            决算数",
        "一、国有资本经营预算财      9.00   一、文化旅游体育与传媒      2.00",
        "政拨款收入                         支出",
        "二、事业收入                7.00   二、其他支出               14.00",
        "本年收入合计               16.00   本年支出合计               16.00",
    ]
    (table,) = document_of("\n".join(lines)).tables()
    assert [column.path[0] for column in table.columns] == ["收入", "收入", "支出", "支出"]
    assert [[cell.text for cell in row] for row in table.rows][:2] == [
        ["一、国有资本经营预算财政拨款收入", "9.00", "一、文化旅游体育与传媒支出", "2.00"],
        ["二、事业收入", "7.00", "二、其他支出", "14.00"],
    ]
    assert table.is_aligned


def test_a_cell_whose_text_went_up_into_the_one_above_has_a_place() -> None:
    lines = [
        "项目                        决算数   项目                  决算数",
        "一、国有资本经营预算财政      9.00   一、教育支出            2.00",
        "拨款收入                             二、文化支出            5.00",
        "二、事业收入                  7.00   三、其他支出            9.00",
        "本年收入合计                 16.00   本年支出合计           16.00",
    ]
    (table,) = document_of("\n".join(lines)).tables()
    assert [row[0].text for row in table.rows][:3] == ["一、国有资本经营预算财政拨款收入", "", "二、事业收入"]
    assert table.rows[1][0].line == 3


def test_a_table_goes_on_behind_the_number_of_a_page() -> None:
    lines = [
        "项目        金额",
        "甲          1.00",
        "乙          2.00",
        "丙          3.00",
        "",
        "    — 7 —",
        "\f丁          4.00",
    ]
    (table,) = document_of("\n".join(lines)).tables()
    assert [row[0].text for row in table.rows] == ["甲", "乙", "丙", "丁"]


def test_figures_shifted_under_one_header_are_one_column() -> None:
    lines = [
        "            项目                  预算数",
        "三公经费                   950.00",
        "  出国（境）费                        30.00",
        "  公务接待费                    920.00",
    ]
    (table,) = document_of("\n".join(lines)).tables()
    assert [[cell.text for cell in row if cell.text] for row in table.rows][-3:] == [
        ["三公经费", "950.00"],
        ["  出国（境）费", "30.00"],
        ["  公务接待费", "920.00"],
    ]
    assert table.width == 2


@pytest.mark.parametrize(
    "lines",
    [
        ["甲      1.00", "乙      2.00", "丙      3.00"],
        ["名称    说明", "甲      一", "乙      二", "丙      三"],
        ["名称    金额", "甲      1.00", "乙      2.00"],
    ],
    ids=["no header", "no figures", "too few rows"],
)
def test_blanks_alone_make_no_table(lines: list[str]) -> None:
    assert document_of("\n".join(lines)).tables() == []


def test_prose_with_a_tab_behind_every_line_parts_the_tables() -> None:
    lines = ["某表\t\t", "单位：万元\t\t", "项目\t本年\t上年", "甲\t1.00\t2.00", "乙\t\t", "丙\t3.00\t4.00"]
    document = document_of("\n".join([*lines, "另一表\t\t", "说明如下。\t\t", *lines[2:]]))
    assert [len(table.rows) for table in document.tables()] == [3, 3]
    assert [cell.text for cell in document.tables()[0].rows[1]] == ["乙", "", ""]
    assert texts(document) == ["某表", "单位：万元", "另一表", "说明如下。"]


def test_a_merged_header_of_three_levels_is_resolved() -> None:
    header = ["来源\n名称\n采购金额", "项目\n资金\n\n总计\n当年资金\n其他资金", "\n\n\n\n合计\n一般\n基金\n"]
    cells = [part.split("\n") for part in header]
    text = (
        "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in cells)
        + "\n\n"
        + "\n".join(f"\t{n}" for n in range(11, 19))
        + "\n"
    )
    columns = document_of(text).tables()[0].columns
    assert [column.path for column in columns][:2] == [("来源", "项目"), ("来源", "资金")]
    assert columns[4].path == ("采购金额", "当年资金", "合计")


def test_a_table_over_pages_is_joined_without_repeated_headers_and_column_numbers() -> None:
    page = "某局\n单位：万元\n序号\t科目编码\t科目名称\t合计\n栏次\t1\t2\t3\n"
    text = (
        f"支出表\n{page}1\t205\t教育支出\t30.00\n2\t206\t科学技术\t20.00\n\n{page}\t\t支出\t\n3\t207\t文化支出\t5.00\n"
    )
    tables = document_of(text).tables()
    assert len(tables) == 1
    assert [[cell.text for cell in row] for row in tables[0].rows] == [
        ["1", "205", "教育支出", "30.00"],
        ["2", "206", "科学技术支出", "20.00"],
        ["3", "207", "文化支出", "5.00"],
    ]


def test_two_tables_with_one_header_but_two_titles_stay_two() -> None:
    assert len(document_of(f"支出表\n{ROWS}\n收入表\n{ROWS}").tables()) == 2


def test_stray_characters_do_not_end_a_table() -> None:
    text = "\t项目\n\t数量\n\t价值\n\n\t总额\n\t——\n\t3.00\n\n\n\n+\n6.3.\n\n\t房屋\n\t——\n\t3.00\n\n\n正文。\n"
    tables = document_of(text).tables()
    assert [len(table.rows) for table in tables] == [2]


def test_contents_lines_are_marked() -> None:
    document = document_of("部门预算收支总表.....\t3\n一、部门职责..........18\n")
    assert [paragraph.contents for paragraph in document.paragraphs()] == [True, True]


def test_text_written_twice_at_the_end_is_residue() -> None:
    body = "".join(f"第{n}项工作是按照要求完成本年度第{n}类事项的办理。\n" for n in range(8))
    document = document_of(body + "十、其他事项\n没有其他需要说明的内容了。\n" + body)
    assert sum(1 for residue in document.residue if residue.reason == "repeated text") >= 5


def test_a_heading_of_markdown_is_read_without_its_mark_and_at_its_own_column() -> None:
    heading = document_of("## 梨花县档案馆2024年部门预算\n\n正文12.50万元。\n").paragraphs()[0]
    assert heading.source.text == "梨花县档案馆2024年部门预算"
    assert heading.source.locate(0, 1).column == 4


def test_a_row_of_numbers_in_other_digits_numbers_the_columns() -> None:
    rows = "项目\t预算\t决算\n١\t٢\t٣\n甲\t1.00\t2.00\n"
    (table,) = document_of(f"收支表\n{rows}").blocks[1:]
    assert isinstance(table, Table)
    assert table.numbering == ("١", "٢", "٣")

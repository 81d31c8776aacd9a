"""`auditor annotate`: the copy has a note for each finding where it stands, and says what the document says."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from importlib.util import find_spec
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pypdf
import pytest
import xlsxwriter

from auditor.annotations import Annotated, maker_of
from auditor.documents import read_document
from auditor.documents.pdf.places import boxes_in_file
from auditor.documents.pdf.png import png_of
from tests.conftest import ROOT, Run, swept
from tests.documents.pdf_pages import PdfPage, pdf_of

FORMATS = ROOT / "sample_reports" / "formats"
WRONG = "某某县示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出45万元。\n"
DOT = png_of([b"\x00"], [(0, 0, 0)])
INFERRED = "12.11"
"""The figure that is wrong in the finding WKD3-ST9G of every format of the sample."""


def copy_of(name: str) -> Path:
    shutil.copy(FORMATS / name, name)
    return Path(name)


def annotated(run: Run, name: str, *options: str) -> Path:
    file = copy_of(name)
    before = file.read_bytes()
    status, out, _ = run("annotate", name, "-o", f"noted{file.suffix}", *options)
    assert (status, file.read_bytes()) == (0, before)
    assert out.startswith(f"noted{file.suffix}：已标注 5 处问题\n")
    return Path(f"noted{file.suffix}")


@pytest.mark.parametrize("name", swept(["budget.pdf", "budget.xlsx", "budget.docx", "budget.html", "budget.htm"], 3))
def test_the_copy_says_what_the_document_says_and_is_the_same_every_time(run: Run, name: str) -> None:
    noted = annotated(run, name)
    first = noted.read_bytes()
    lines = read_document(noted).lines
    assert lines[-len(read_document(name).lines) :] == read_document(name).lines
    assert annotated(run, name).read_bytes() == first
    assert sorted(path.name for path in Path().iterdir()) == sorted([name, noted.name])


def test_a_pdf_has_a_note_at_the_figure_and_highlights_at_the_others(run: Run) -> None:
    noted = annotated(run, "budget.pdf")
    assert noted.read_bytes().startswith(Path("budget.pdf").read_bytes())
    page = pypdf.PdfReader(noted).pages[8]
    notes = [entry.get_object() for entry in page["/Annots"]]  # type: ignore[attr-defined]
    (first,) = [note for note in notes if note.get("/Contents")]
    assert first["/NM"] == "WKD3-ST9G"
    assert first["/Contents"].startswith("错误 WKD3-ST9G 支出：合计等于基本支出与项目支出等之和")
    assert "推断：第200行“办公费 一般公共预算基本支出/公用经费”12.11 若为 11.21" in first["/Contents"]
    assert "= 12.11万元 重算数" in first["/Contents"]
    assert all(note["/IRT"] == first for note in notes if note is not first)
    with pdfplumber.open(noted) as pdf:
        shown = pdf.pages[8]
        left, bottom, right, top = map(float, first["/Rect"])
        words = shown.crop((left, float(shown.height) - top, right, float(shown.height) - bottom)).extract_text()
    assert words == INFERRED


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 300, 500, 800)])
def test_boxes_go_back_to_where_the_file_has_them(
    rotate: int, crop: tuple[float, float, float, float] | None, tmp_path: Path
) -> None:
    page = PdfPage(rotate=rotate, crop=crop).latin(100, 200, "Total", 12).latin(200, 200, "12345.67", 12)
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_of(page))
    (paragraph,) = read_document(file).paragraphs()
    at = paragraph.source.text.index("12345.67")
    place = paragraph.source.locate(at, at + 8)
    assert place.bbox is not None
    found = boxes_in_file(file.read_bytes(), [(1, place.bbox), (2, place.bbox)])
    assert found[1] is None
    assert found[0] is not None
    left, bottom, right, top = found[0]
    assert (round(left), round(right)) == (200, 250)
    assert bottom <= 842 - 200 < top < bottom + 20


def test_a_workbook_has_comments_in_its_cells_and_loses_nothing(run: Run) -> None:
    noted = annotated(run, "budget.xlsx")
    comments = {
        (sheet.title, cell.coordinate, str(cell.value)): cell.comment.text
        for sheet in openpyxl.load_workbook(noted)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    ((_, text),) = [(at, text) for at, text in comments.items() if at[2] == INFERRED]
    assert text.startswith("错误 WKD3-ST9G")
    # Two findings are about figures of one cell of prose.
    assert any("MFSC-WCN0" in text and "2EEQ-DZR0" in text for text in comments.values())
    with zipfile.ZipFile("budget.xlsx") as before, zipfile.ZipFile(noted) as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert all(name == "[Content_Types].xml" or name.startswith("xl/worksheets/") for name in changed)


def test_charts_and_results_of_formulas_stay(run: Run) -> None:
    book = xlsxwriter.Workbook("a.xlsx")
    sheet = book.add_worksheet("三公")
    for row, line in enumerate(WRONG.splitlines()):
        sheet.write(row, 0, line)
    sheet.write_formula(3, 0, "=1+2", None, 3)
    sheet.write_comment(0, 0, "原有批注", {"author": "甲"})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='三公'!$A$4:$A$4"})
    sheet.insert_chart("D4", chart)
    sheet.set_header("&C&G", {"image_center": "dot.png", "image_data_center": io.BytesIO(DOT)})
    book.close()
    assert run("annotate", "a.xlsx", "-o", "b.xlsx")[0] == 0
    assert openpyxl.load_workbook("b.xlsx", data_only=True)["三公"]["A4"].value == 3
    opened = openpyxl.load_workbook("b.xlsx")["三公"]
    assert opened["A1"].comment.text == "原有批注"
    assert opened["A2"].comment.text.startswith("错误")
    with zipfile.ZipFile("a.xlsx") as before, zipfile.ZipFile("b.xlsx") as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        drawing = after.read("xl/drawings/vmlDrawing1.vml").decode()
    assert changed == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert drawing.count("<x:Row>1</x:Row>") == 1
    assert set(after.namelist()) == set(before.namelist())


def test_a_comment_that_is_there_stays_and_is_added_to(run: Run) -> None:
    noted = annotated(run, "budget.xlsx").rename("first.xlsx")
    assert run("annotate", str(noted), "-o", "second.xlsx", "--lang", "en")[0] == 0
    texts = [
        cell.comment.text
        for sheet in openpyxl.load_workbook("second.xlsx")
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    ]
    assert len(texts) == 4
    assert all("错误" in text and "error" in text for text in texts)


def test_a_word_file_has_comments_at_the_words(run: Run) -> None:
    noted = annotated(run, "budget.docx")
    opened = docx.Document(str(noted))
    assert len(list(opened.comments)) == 5
    body = zipfile.ZipFile(noted).read("word/document.xml").decode()
    words = {}
    for comment in opened.comments:
        span = re.search(
            rf'<w:commentRangeStart w:id="{comment.comment_id}"/>(.*?)<w:commentRangeEnd w:id="{comment.comment_id}"/>',
            body,
            re.DOTALL,
        )
        assert span is not None
        words[comment.text.split()[1]] = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", span[1]))
    assert words == {
        "55J5-85AP": "421.50",
        "YVBK-6TSX": "36.91",
        "WKD3-ST9G": INFERRED,
        "MFSC-WCN0": "15.30",
        "2EEQ-DZR0": "3.57",
    }


def test_a_web_page_has_marks_and_a_list_and_is_otherwise_as_it_was(run: Run) -> None:
    noted = annotated(run, "budget.html")
    page = noted.read_bytes().decode("gb18030")
    (marked,) = re.findall(r'<a id="auditor-WKD3-ST9G"></a><mark style="[^"]*" title="([^"]*)">12\.11</mark>', page)
    assert marked.startswith("错误 WKD3-ST9G")
    assert 'href="#auditor-WKD3-ST9G"' in page
    bare = re.sub(r'<nav class="auditor-notes".*?</nav>|<a id="auditor-[^>]*></a>|<mark [^>]*>|</mark>', "", page)
    assert bare.encode("gb18030") == Path("budget.html").read_bytes()


def test_a_page_in_another_encoding_keeps_it(run: Run) -> None:
    page = (
        f'<html><head><meta charset="gb2312"><title>{WRONG[:16]}</title></head><body><p>'
        + "</p><p>".join(WRONG.splitlines())
        + "</p></body></html>"
    )
    Path("a.html").write_bytes(page.encode("gb18030"))
    assert run("annotate", "a.html", "-o", "b.html")[0] == 0
    assert "<mark" in Path("b.html").read_bytes().decode("gb18030")


def test_what_a_page_prints_is_text_in_its_notes(run: Run) -> None:
    hostile = WRONG.replace("项目支出45", "项目“&lt;img src=x onerror=alert(1)&gt;”支出45").splitlines()
    Path("a.html").write_text(f"<body><p>{'</p><p>'.join(hostile)}</p></body>", encoding="utf-8")
    assert run("annotate", "a.html", "-o", "b.html")[0] == 0
    assert "<img" not in Path("b.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("budget.doc", "budget.doc: it is an older Word file; save it as .docx"),
        ("budget.xls", "budget.xls: it is an older workbook; save it as .xlsx"),
        ("budget.txt", "budget.txt: it is plain text, which has no place for notes"),
    ],
)
def test_formats_without_a_place_for_notes_are_refused(run: Run, name: str, says: str) -> None:
    file = copy_of(name)
    status, _, err = run("annotate", name, "-o", f"noted{file.suffix}")
    assert (status, err.count("\n")) == (2, 1)
    assert says in err
    assert not Path(f"noted{file.suffix}").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["budget.pdf", "-o", "budget.pdf"], "stays as it is: give the copy another name"),
        (["budget.pdf", "-o", "./budget.pdf"], "stays as it is: give the copy another name"),
        (["budget.pdf", "-o", "link.pdf"], "stays as it is: give the copy another name"),
        (["budget.pdf", "-o", "noted.txt"], "so its name ends with .pdf"),
        (["nowhere.pdf", "-o", "noted.pdf"], "there is no such file"),
        ([".", "-o", "noted.pdf"], "is a folder"),
        (["budget.pdf"], "Missing option '-o'"),
    ],
)
def test_wrong_names_are_told_before_anything_is_read(run: Run, arguments: list[str], says: str) -> None:
    file = copy_of("budget.pdf")
    Path("link.pdf").hardlink_to(file)
    before = file.read_bytes()
    status, _, err = run("annotate", *arguments)
    assert status == 2
    assert says in err
    assert file.read_bytes() == before


def test_a_copy_that_would_read_otherwise_is_not_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_of("budget.pdf")
    monkeypatch.setattr(Annotated, "reads_as", lambda *_: False)
    status, _, err = run("annotate", "budget.pdf", "-o", "noted.pdf")
    assert status == 2
    assert "not written, for the copy would not read as the document does" in err
    assert [path.name for path in Path().iterdir()] == ["budget.pdf"]


def test_a_library_that_is_missing_is_told_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.annotations.find_spec", lambda name: None if name == "pypdf" else find_spec(name))
    with pytest.raises(Exception, match=r"pip install 'budget-disclosure-auditor\[annotate\]'"):
        maker_of("pdf", "a.pdf")
    assert maker_of("docx", "a.docx").needs == "docx"


def test_a_document_without_findings_needs_no_copy(run: Run) -> None:
    Path("a.html").write_text(f"<body><p>{WRONG.replace('45', '40')}</p></body>", encoding="utf-8")
    status, out, _ = run("annotate", "a.html", "-o", "b.html")
    assert (status, out) == (0, "没有可标注的问题，未写出文件\n")
    assert not Path("b.html").exists()


def test_rounding_is_noted_only_on_demand(run: Run) -> None:
    copy_of("final.pdf")
    _, few, _ = run("annotate", "final.pdf", "-o", "noted.pdf")
    assert "--notes" in few
    _, many, _ = run("annotate", "final.pdf", "-o", "noted.pdf", "--notes")
    assert "--notes" not in many
    assert int(re.findall(r"\d+", many)[0]) > int(re.findall(r"\d+", few)[0])


def test_rules_and_exceptions_are_those_of_check(run: Run) -> None:
    copy_of("budget.docx")
    run("annotate", "budget.docx", "-o", "noted.docx", "--select", "RU-NATURE", "--lang", "en")
    texts = [comment.text for comment in docx.Document("noted.docx").comments]
    assert {text.split(" ", 2)[2].partition("\n")[0] for text in texts} == {
        "Expenditure: total = basic + project + others; basic = personnel + public"
    }
    run("baseline", "create", "budget.docx")
    status, out, _ = run("annotate", "budget.docx", "-o", "other.docx")
    assert (status, out) == (0, "没有可标注的问题，未写出文件\n")


def test_an_encrypted_pdf_needs_its_password_and_keeps_it(run: Run) -> None:
    writer = pypdf.PdfWriter(clone_from=FORMATS / "budget.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write("locked.pdf")
    Path("password").write_text("secret\n", encoding="utf-8")
    status, _, err = run("annotate", "locked.pdf", "-o", "noted.pdf")
    assert status == 3
    assert "加密" in err
    assert run("annotate", "locked.pdf", "-o", "noted.pdf", "--password-file", "password")[0] == 0
    reader = pypdf.PdfReader("noted.pdf")
    assert reader.is_encrypted
    assert reader.decrypt("secret")
    assert any("/Annots" in page for page in reader.pages)


def test_no_second_document_is_read_for_it(run: Run) -> None:
    copy_of("budget.docx")
    run("check", "budget.docx", "-f", "json=audit.json")
    ids = {finding["id"] for finding in json.loads(Path("audit.json").read_bytes())["documents"][0]["findings"]}
    run("annotate", "budget.docx", "-o", "noted.docx", "--notes")
    told = {comment.text.split()[1] for comment in docx.Document("noted.docx").comments}
    assert told == ids


def test_what_is_signed_is_told(run: Run) -> None:
    file = copy_of("budget.xlsx")
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    _, out, _ = run("annotate", "budget.xlsx", "-o", "noted.xlsx")
    assert "原件有数字签名" in out
    assert zipfile.ZipFile(io.BytesIO(Path("noted.xlsx").read_bytes())).testzip() is None

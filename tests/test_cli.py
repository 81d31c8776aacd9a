"""The command line: exit status, messages for bad input, the reports it prints."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from auditor.runs import document as audits
from tests.conftest import ROOT, Run
from tests.documents.pdf_pages import PdfPage, pdf_of

CLEAN = "某某县示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"
WRONG = CLEAN.replace("40万元", "45万元")
ARGUABLE = "某某县示例局2022年部门预算\n2022年支出预算70万元，较2019年预算增加5万元。\n"
UNREAD_TABLE = (
    "某某县示例局2022年部门预算\n部门收支总表\n"
    "\t优\n\t良\n\n\t管理\n\t30\n\t说明\n\t多\n\n\t服务\n\t16208\n\n\t后勤\n\t5\n\t说明\n\n"
)


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


@pytest.mark.parametrize("file_format", ["text", "json"])
@pytest.mark.parametrize(
    ("text", "arguments", "status"),
    [
        (CLEAN, [], 0),
        (WRONG, [], 1),
        (ARGUABLE, [], 0),
        (ARGUABLE, ["--fail-on", "warning"], 1),
        (WRONG, ["--fail-on", "never"], 0),
        (WRONG, ["--ignore", "RU-EXPENDITURE-PROSE"], 0),
        (WRONG, ["--select", "NN-06"], 0),
        (UNREAD_TABLE, [], 3),
        (UNREAD_TABLE, ["--allow-incomplete"], 0),
        ("", [], 3),
    ],
)
def test_the_exit_status_says_what_came_of_it(
    run: Run, text: str, arguments: list[str], status: int, file_format: str
) -> None:
    assert run("check", write("budget.txt", text), "--format", file_format, *arguments)[0] == status


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "nowhere.txt"], "nowhere.txt: there is no such file or folder"),
        (["check", "."], "no document in this folder"),
        (["check", "budget.txt", "--select", "RU-FUNCTOIN"], "did you mean RU-FUNCTION?"),
        (["check", "budget.txt", "--fail-on", "fatal"], "fatal"),
        (["explain", "ZZ-1"], "is called 'ZZ-1'"),
        (["check", "a.txt", "--select", "QQ"], "there is no rule 'QQ'; auditor rules lists those there are"),
        (["--rules", "nowhere", "rules"], "no such folder of rules"),
        (["chekc"], "chekc'; did you mean check?"),
    ],
)
def test_wrong_usage_is_one_message_and_status_2(run: Run, arguments: list[str], says: str) -> None:
    if "budget.txt" in arguments:
        write("budget.txt", CLEAN)
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert says in err


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "it is empty"),
        ("junk.txt", bytes(range(256)) * 40, "binary"),
        ("unknown.txt", b"\xff\x81\xff", "byte"),
        ("cut.pdf", b"%PDF-1.4", "damaged or cut short"),
    ],
)
def test_an_unreadable_document_is_named_and_the_others_are_audited(
    run: Run, name: str, content: bytes, says: str
) -> None:
    Path(name).write_bytes(content)
    status, out, _ = run("check", name, write("wrong.txt", WRONG), "--format", "json", "--lang", "en")
    documents = json.loads(out)["documents"]
    assert [document["status"] for document in documents] == ["unreadable", "audited"]
    assert says in documents[0]["error"]
    assert (status, json.loads(out)["summary"]["complete"]) == (1, False)


def test_a_defect_in_one_document_is_status_70_and_the_others_are_audited(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from auditor.documents import read_document as read

    def broken(path: str | Path, password: str | None = None) -> object:
        if "bad" in str(path):
            raise ZeroDivisionError("broken")
        return read(path)

    monkeypatch.setattr(audits, "read_document", broken)
    status, out, err = run("check", write("bad.txt", CLEAN), write("good.txt", CLEAN), "--format", "json")
    assert status == 70
    assert [document["status"] for document in json.loads(out)["documents"]] == ["failed", "audited"]
    assert "ZeroDivisionError" in err


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("checks/tables.toml", 'severity = "error"', 'severity = "error"\ncolour = "red"', "colour"),
        (
            "checks/tables.toml",
            'dimension = "function"',
            'dimension = "funktion"',
            "unknown dimension “funktion”; did you mean function?",
        ),
        ("checks/department.toml", 'fund = "fiscal"', 'fund = "fiskal"', "has no member “fiskal”"),
        (
            "checks/department.toml",
            'publishers = ["dep',
            'publishers = ["bep',
            "department.toml:4: unknown publisher “bepartment”",
        ),
        ("checks/department.toml", "publishers = [", "publisher = [", "department.toml:4: pack.publisher"),
        (
            "layouts/statutory.toml",
            'rows = "function"',
            'rows = "funktion"',
            "unknown dimension “funktion”; did you mean function?",
        ),
        ("vocabulary/units.toml", "[[unit]]", "[[unit", "units.toml"),
    ],
)
def test_a_mistake_in_a_rule_file_is_named_with_its_file(run: Run, file: str, old: str, new: str, says: str) -> None:
    shutil.copytree(ROOT / "rules", "rules")
    path = Path("rules") / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    status, _, err = run("--rules", "rules", "check", write("budget.txt", CLEAN))
    assert status == 2
    assert says in err


def test_an_unknown_key_is_named_with_its_line(run: Run) -> None:
    shutil.copytree(ROOT / "rules", "rules")
    path = Path("rules/checks/tables.toml")
    text = path.read_text(encoding="utf-8").replace(
        'catalogue = ["TB-02", "TB-03"]', 'catalogue = ["TB-02", "TB-03"]\ncolour = "red"'
    )
    path.write_text(text, encoding="utf-8")
    line = text.split("\n").index('colour = "red"') + 1
    assert f"tables.toml:{line}:" in run("--rules", "rules", "rules")[2]


def test_a_report_can_be_written_to_a_file(run: Run) -> None:
    _, out, _ = run("check", write("budget.txt", CLEAN), "--format", "json", "--output", "report.json")
    assert out == ""
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["summary"]["documents"] == 1


def test_extract_numbers_the_lines(run: Run) -> None:
    _, out, _ = run("extract", write("budget.txt", CLEAN))
    assert out.startswith("1  某某县示例局2022年部门预算\n2  2022年")


def test_facts_lists_the_cells_with_their_places(run: Run) -> None:
    _, out, _ = run("facts", write("budget.txt", CLEAN), "--lang", "en")
    assert "2:10" in out
    assert "nature of expenditure=basic expenditure" in out


def test_explain_takes_a_code_or_a_catalogue_entry(run: Run) -> None:
    assert run("explain", "CO-VEHICLES")[1] == run("explain", "xt-30")[1]


@pytest.mark.parametrize(("lang", "word"), [("zh", "不通过"), ("en", "does not tie"), (None, "不通过")])
def test_messages_come_in_the_language_asked_for(run: Run, lang: str | None, word: str) -> None:
    arguments = ["--lang", lang] if lang else []
    assert word in run("check", write("budget.txt", WRONG), *arguments)[1]


def test_the_report_survives_a_console_that_cannot_print_chinese() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "auditor", "rules"]
    assert subprocess.run(command, env=environment, capture_output=True, check=False, cwd=ROOT).returncode == 0


def test_extract_prints_the_rendition_and_as_json_the_blocks_with_their_places(run: Run) -> None:
    Path("report.pdf").write_bytes(
        pdf_of(PdfPage().text(60, 90, "支出表").table(50, 100, [90, 80], [["项目", "预算"], ["甲", "12.50"]]))
    )
    assert run("extract", "report.pdf")[1] == "1  支出表\n2  | 项目 | 预算  |\n3  | 甲   | 12.50 |\n"
    read = json.loads(run("extract", "report.pdf", "--format", "json")[1])
    (cell,) = [cell for block in read["blocks"] if block["kind"] == "table" for cell in block["rows"][0][1:]]
    assert cell["text"] == "12.50"
    (place,) = cell["places"]
    assert (place["page"], place["line"], place["column"], place["end_column"]) == (1, 3, 9, 14)
    assert place["bbox"][0] > 140


def test_a_finding_in_a_pdf_names_its_page_and_box(run: Run) -> None:
    page = PdfPage().text(60, 60, "某某县示例局2022年部门预算").text(60, 90, WRONG.splitlines()[1])
    Path("wrong.pdf").write_bytes(pdf_of(PdfPage().text(60, 100, "封面"), page))
    status, out, _ = run("check", "wrong.pdf")
    assert status == 1
    assert "第2页" in out
    audit = json.loads(run("check", "wrong.pdf", "--format", "json")[1])["documents"][0]
    places = [term["location"] for verdict in audit["verdicts"] for term in verdict["terms"]]
    assert {place["page"] for place in places} == {2}
    assert all(len(place["bbox"]) == 4 for place in places)


def test_what_a_reader_said_aloud_is_in_both_reports(run: Run) -> None:
    Path("mixed.pdf").write_bytes(pdf_of(PdfPage().text(60, 100, "一页文字。"), PdfPage().image(0, 0, 595, 842)))
    status, out, _ = run("check", "mixed.pdf")
    assert (status, "没有文字的图像" in out) == (3, True)
    report = json.loads(run("check", "mixed.pdf", "--format", "json", "--lang", "en")[1])
    (notice,) = report["documents"][0]["notices"]
    assert (notice["key"], notice["incomplete"]) == ("scanned-pages", True)
    assert notice["text"].startswith("1 of 2 pages are images")
    assert report["summary"]["complete"] is False


def test_why_a_document_cannot_be_read_is_said_in_the_language_of_the_report(run: Run) -> None:
    name = write("empty.txt", "")
    assert "文件没有内容" in run("check", name)[1]
    assert "it is empty" in run("check", name, "--lang", "en")[1]


def test_a_password_is_read_from_a_file(run: Run) -> None:
    Path("secret.pdf").write_bytes(locked(pdf_of(PdfPage().text(60, 100, "支出5万元。")), "open sesame"))
    password = write("password.txt", "open sesame\n")
    assert "--password-file" in run("check", "secret.pdf", "--lang", "en")[1]
    assert run("extract", "secret.pdf", "--password-file", password)[:2] == (0, "1  支出5万元。\n")
    wrong = run("check", "secret.pdf", "--password-file", write("wrong.txt", "x"), "--lang", "en")
    assert (wrong[0], "does not fit" in wrong[1]) == (3, True)
    assert run("check", "secret.pdf", "--password-file", "missing.txt")[0] == 2


def locked(content: bytes, password: str) -> bytes:
    """A PDF that opens with a password."""
    writer = pypdf.PdfWriter(io.BytesIO(content))
    writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_several_reports_come_of_one_run(run: Run) -> None:
    status, out, _ = run("check", write("wrong.txt", WRONG), "--format", "json=audit.json", "--format", "text")
    assert (status, "不通过" in out) == (1, True)
    assert json.loads(Path("audit.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1


def test_where_no_format_goes_to_standard_output_the_text_report_does(run: Run) -> None:
    assert "不通过" in run("check", write("wrong.txt", WRONG), "--format", "json=audit.json")[1]


def test_two_formats_cannot_share_standard_output(run: Run) -> None:
    status, out, err = run("check", write("wrong.txt", WRONG), "--format", "json", "--format", "text")
    assert (status, out) == (2, "")
    assert "only one format" in err


@pytest.mark.parametrize("file_format", ["text", "compact", "json", "ndjson", "sarif", "junit", "gitlab", "github"])
def test_a_finished_audit_is_rendered_again_as_it_was(run: Run, file_format: str) -> None:
    name = write("wrong.txt", WRONG)
    first = run("check", name, "--format", file_format, "--format", "json=audit.json")[1]
    Path(name).unlink()
    assert run("report", "audit.json", "--format", file_format)[:2] == (0, first)


@pytest.mark.parametrize(
    ("content", "says"),
    [("{}", "it is no JSON report"), ("not json", "it is no JSON report"), (None, "No such file")],
)
def test_a_file_that_is_no_audit_is_named(run: Run, content: str | None, says: str) -> None:
    if content is not None:
        write("audit.json", content)
    status, _, err = run("report", "audit.json")
    assert (status, says in err) == (2, True)


def test_the_schema_is_printed(run: Run) -> None:
    assert json.loads(run("schema")[1])["title"] == "auditor report"


@pytest.mark.parametrize("command", ["check", "extract", "facts"])
def test_what_a_document_prints_cannot_steer_the_terminal(run: Run, command: str) -> None:
    name = write("wrong.txt", WRONG.replace("基本支出", "基本\x1b[31m支出"))
    assert "\x1b" not in run(command, name)[1]


@pytest.mark.parametrize("target", [["--format", "github"], ["--format", "github=notes.txt", "--format", "text"]])
def test_the_summary_of_a_job_is_appended_where_the_environment_says(
    run: Run, monkeypatch: pytest.MonkeyPatch, target: list[str]
) -> None:
    summary = Path(write("summary.md", "# before\n"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run("check", write("wrong.txt", WRONG), *target)
    assert summary.read_text(encoding="utf-8").startswith("# before\n## 不通过\n")


def test_another_format_writes_no_summary(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    run("check", write("wrong.txt", WRONG), "--format", "compact")
    assert not Path("summary.md").exists()


def test_a_summary_that_cannot_be_written_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "missing/summary.md")
    status, _, err = run("check", write("wrong.txt", WRONG), "--format", "github")
    assert (status, "missing/summary.md" in err) == (2, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_full_disk_behind_standard_output_is_told_without_a_traceback(format_: str) -> None:
    document = str(ROOT / "sample_reports" / "budget-faulty-tabs.txt")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "auditor", "check", "--no-config", document, "--format", format_]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "auditor: standard output: No space left on device\n")


def test_a_document_without_a_relation_to_check_is_not_called_free_of_discrepancies(run: Run) -> None:
    write("note.txt", "某某县示例局通知\n请于三月一日前报送材料。\n")
    write("budget.txt", CLEAN)
    status, alone, _ = run("check", "note.txt")
    assert (status, "没有可核对之处" in alone, "未发现不符" in alone) == (3, True, False)
    assert run("check", "note.txt", "--allow-incomplete")[0] == 0
    both = run("check", "note.txt", "budget.txt", "--format", "markdown")[1]
    assert both.startswith("# 可核对之处未发现不符，有未能核对之处\n")


def test_a_text_report_in_a_file_is_not_printed_as_well(run: Run) -> None:
    document = write("budget.txt", WRONG)
    assert run("check", document, "-f", "text=report")[:2] == (1, "")
    assert Path("report").read_text(encoding="utf-8") == run("check", document, "-f", "html=page")[1]


def test_the_list_of_commands_says_of_each_in_full_what_it_does(run: Run) -> None:
    status, out, _ = run("--help")
    lines = out.partition("Commands:")[2].strip().splitlines()
    assert (status, len(lines) > 10) == (0, True)
    assert [line for line in lines if not line.endswith(".") or line.endswith("...")] == []


def test_a_page_for_each_document_is_written_into_a_folder(run: Run) -> None:
    files = [write("one.txt", WRONG), write("two.txt", CLEAN)]
    assert run("check", *files, "-f", "html=pages/", "-f", "json=audit.json")[0] == 1
    names = ["001-某某县示例局-one.html", "002-某某县示例局-two.html", "index.html"]
    assert sorted(file.name for file in Path("pages").iterdir()) == names
    Path("there").mkdir()
    assert run("report", "audit.json", "-f", "html=there")[0] == 0, "a folder that is there needs no slash"
    assert sorted(file.name for file in Path("there").iterdir()) == names
    assert run("report", "audit.json", "-f", "csv=there")[0] == 2, "other formats are files"


@pytest.mark.parametrize("command", ["extract", "facts"])
def test_a_document_that_cannot_be_read_is_named(run: Run, command: str) -> None:
    Path("cut.pdf").write_bytes(b"%PDF-1.4\n")
    status, out, said = run(command, "cut.pdf")
    assert (status, out) == (3, "")
    assert said.startswith("auditor: cut.pdf: ")

"""The JSON tells how tables were understood: their structures, the one that each verdict rests on, how many tables are believed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import get_args

import pytest

from auditor.audit import Audit
from auditor.checks.sums.lone_slip import Summed
from auditor.checks.sums.rollup import _as_trusted
from auditor.facts.tables.totals import Mode
from auditor.records import DocumentRecord, Lang, Outcome, run_of
from auditor.records.licences import LICENCES, licence_of
from auditor.records.phrases import remarks_of
from auditor.resolution import Candidate, Judged, Structure, Sum, Trust, Weighed
from auditor.verdicts import Verdict
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT, TextAudit

TITLE = "某某县示例局2022年部门预算\n"
PROSE = "2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"
CODED = """部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t{total}\t{basic}\t80.00
205\t教育支出\t30.00\t10.00\t20.00
20501\t教育管理事务\t30.00\t10.00\t20.00
2050101\t行政运行\t30.00\t10.00\t20.00
206\t科学技术支出\t138.00\t78.00\t60.00
20601\t科学技术管理事务\t138.00\t78.00\t60.00
2060101\t行政运行\t138.00\t78.00\t60.00
"""
SOUND = CODED.format(total="168.00", basic="88.00")
WITHHELD = CODED.format(total="180.37", basic="100.37")
FLATTENED = """{title}
单位：万元
名称\t合计\t甲类\t乙类
第一片区\t100.00\t60.00\t40.00
东街片\t100.00\t60.00\t40.00
西街片\t100.00\t60.00\t40.00
第二片区\t50.00\t20.00\t30.00
合计\t150.00\t80.00\t70.00
"""
"""Of no one level: the districts are printed once more below themselves, and nothing says so."""


def record(audit: Audit, lang: Lang = "zh") -> DocumentRecord:
    return run_of([Outcome("example.txt", audit)], lang)["documents"][0]


def test_every_structure_is_told_with_its_readings_and_the_chosen_one(audit_text: TextAudit) -> None:
    rows, columns = record(audit_text(TITLE + SOUND))["structures"]
    assert (rows["kind"], rows["title"], rows["line"], rows["column"]) == (
        "rows",
        "部门支出总表",
        4,
        None,
    )
    assert (columns["kind"], columns["column"]) == ("columns", "合计")
    chosen = rows["candidates"][rows["chosen"]]
    assert chosen["name"] == "codes/ladder"
    assert chosen["licence"] == "按编码的位数"
    assert (chosen["rank"], chosen["accounted"], chosen["violated"], chosen["repairs"]) == (0, True, 0, 0)
    assert len(rows["candidates"]) > 1
    assert rows["trust"] == columns["trust"] == "believed"


def test_a_verdict_names_the_structure_it_rests_on(audit_text: TextAudit) -> None:
    document = record(audit_text(TITLE + PROSE + SOUND))
    named = {verdict["structure"] for verdict in document["verdicts"] if verdict["kind"] == "rollup"}
    assert named == {None, *range(len(document["structures"]))}
    for verdict in document["verdicts"]:
        if verdict["structure"] is not None:
            table = document["structures"][verdict["structure"]]["title"]
            assert {term.get("table") for term in verdict["terms"]} == {table}


def test_tables_are_counted_by_how_far_they_are_understood(audit_text: TextAudit) -> None:
    text = TITLE + SOUND + FLATTENED.format(title="网点设置情况表") + "人员情况表\n单位：人\n名称\t人数\n某科\t12\n"
    tables = record(audit_text(text))["coverage"]["tables"]
    assert tables == {"with_figures": 3, "believed": 1, "open": 1, "not_understood": 1}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_that_is_not_understood_is_one_gap_that_says_what_was_tried(lang: Lang, audit_text: TextAudit) -> None:
    document = record(audit_text(TITLE + PROSE + FLATTENED.format(title="网点设置情况表")), lang)
    (gap,) = document["gaps"]
    assert gap["line"] == 5
    said = (
        "表“网点设置情况表”：未读懂。试过的读法（各行并列）都不相合：最好的读法 3 项中 3 项不符"
        if lang == "zh"
        else "table “网点设置情况表”: not understood. Of the readings tried (with all rows side by side) none fits: "
        "of the best one’s 3 sums 3 fail"
    )
    assert gap["reason"] == said
    assert [finding for finding in document["findings"] if finding["severity"] == "error"] == []


def test_figures_of_a_table_that_is_not_understood_are_unread_and_the_audit_stays_complete(
    audit_text: TextAudit,
) -> None:
    audit = audit_text(
        TITLE
        + PROSE
        + FLATTENED.format(title="网点设置情况表").replace("合计\t甲类", "设置\t甲类").replace("\t40.00", "\t41.00")
    )
    assert {entry.reason for entry in audit.coverage.unchecked} == {"table-not-understood"}
    assert audit.coverage.unread == len(audit.coverage.unchecked) == 15
    assert audit.is_complete


def test_a_core_table_that_is_not_understood_makes_the_audit_incomplete(audit_text: TextAudit) -> None:
    audit = audit_text(
        TITLE + PROSE + FLATTENED.format(title="部门支出总表").replace("甲类\t乙类", "基本支出\t项目支出")
    )
    assert [(gap.reason, gap.core) for gap in audit.gaps] == [("table-not-understood", True)]
    assert not audit.is_complete


def test_rows_kept_back_in_several_tables_are_one_note(audit_text: TextAudit) -> None:
    audit = audit_text(TITLE + WITHHELD + WITHHELD.replace("部门支出总表", "一般公共预算支出表"))
    (finding,) = audit.findings
    assert finding.severity == "note"
    assert len(finding.verdicts) == 4
    assert remarks_of(finding, audit, "zh") == ["各表都少 12.37万元，应是按规定不列出的行，不是数字有误"]
    assert "12.37 万元: rows kept back on purpose" in remarks_of(finding, audit, "en")[0]


def open_structure(trust: Trust) -> tuple[Structure, Judged]:
    """`小计 | 其中：基本 | 项目`, the of-which left out, which fails, beside the sum of both, which holds."""
    plain, full = Sum(0, (2,)), Sum(0, (1, 2))
    failed = Judged(plain, 0, 30, 10, holds=False, trivial=True)
    held = Judged(full, 0, 30, 0, holds=True, trivial=False)
    first = Weighed(Candidate("without of which", 0, (plain,), False), (), (), (failed,), 0, 1, 0)
    second = Weighed(Candidate("all", 1, (full,), True), (held,), (), (), 1, 0, 0)
    chosen = Structure("columns", 0, 0, 0, (first, second), first, False, False, (), trust=trust)
    return chosen, failed


def test_a_warning_of_an_open_reading_says_how_it_would_tie(audit_text: TextAudit) -> None:
    structure, failed = open_structure("open")
    verdict = Verdict("RU-COLUMNS", "rollup", "inconsistent", "error", ())
    weighed = _as_trusted(Summed(verdict, structure, failed.sum, failed.cross))
    assert weighed.severity == "warning"
    assert [(remark.key, remark.arguments) for remark in weighed.remarks] == [("ties-if-read-as", {"reading": "all"})]
    audit = audit_text(TITLE + SOUND.replace("30.00\t10.00", "31.00\t10.00"))
    finding = audit.findings[0]
    told = audit._replace(verdicts=tuple(entry._replace(remarks=weighed.remarks) for entry in audit.verdicts))
    assert remarks_of(finding, told, "zh") == ["若作为同组各栏之和来读则相符"]
    assert remarks_of(finding, told, "en") == ["it ties if read as the sum of all columns of its group"]


def test_an_error_of_a_believed_reading_says_nothing_of_others() -> None:
    structure, failed = open_structure("believed")
    verdict = Verdict("RU-COLUMNS", "rollup", "inconsistent", "error", ())
    assert _as_trusted(Summed(verdict, structure, failed.sum, failed.cross)) == verdict


def names_of_readings() -> Iterator[str]:
    """The names that the readers of tables give their candidates."""
    for file in sorted((ROOT / "auditor" / "facts" / "tables").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.startswith("~")
                and len(node.value) > 1
            ):
                yield node.value  # what a reading makes of the marks of rows
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            name = node.args[0]
            if node.func.id in ("Levels", "Parts", "Candidate") and isinstance(name, ast.Constant):
                yield str(name.value)
    yield from (f"/{mode}" for mode in get_args(Mode) if mode != "ladder")


@pytest.mark.parametrize("name", sorted(set(names_of_readings())))
def test_every_reading_has_a_licence_in_words(name: str) -> None:
    assert name in LICENCES


def test_a_licence_tells_of_which_several_totals_and_members(vocabulary: Vocabulary) -> None:
    name = "codes, others beside+of which/sections"
    assert (
        licence_of(name, vocabulary, "zh") == "按编码的位数（无编码的行与各类并列），“其中”各行不相加，各合计只管一段"
    )
    assert licence_of("names/ladder", vocabulary, "en") == "by official names"
    assert licence_of("members of nature", vocabulary, "zh") == "按“支出性质”的构成"


def test_what_no_catalogue_has_stands_for_itself(vocabulary: Vocabulary) -> None:
    assert licence_of("by colour/ladder", vocabulary, "en") == "by colour"

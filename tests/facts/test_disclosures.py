"""A file of several disclosures is parted before it is read: each has its own year, body, names and units."""

from __future__ import annotations

from pathlib import Path

from auditor import FactSet, Vocabulary, extract_facts, read_document

DEPARTMENT = """松石市民政局2023年度部门决算
收入支出决算总表
单位：万元
收入	金额	支出	金额
一、财政拨款收入	90.00	一、社会保障和就业支出	90.00
本年收入合计	90.00	本年支出合计	90.00
总计	90.00	总计	90.00

收入决算表
单位：万元
科目编码	科目名称	本年收入合计	财政拨款收入
	合计	90.00	90.00
208	社会保障和就业支出	90.00	90.00

支出决算表
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
	合计	90.00	50.00	40.00
208	社会保障和就业支出	90.00	50.00	40.00

2023年度收入总计90.00万元。
"""
UNIT = DEPARTMENT.replace("松石市民政局", "松石市救助管理站").replace("2023", "2022").replace("90.00", "9.00")


def facts_of(text: str, folder: Path, vocabulary: Vocabulary) -> FactSet:
    file = folder / "disclosure.txt"
    file.write_text(text, encoding="utf-8")
    return extract_facts(read_document(file), vocabulary)


def test_each_disclosure_has_its_own_profile(tmp_path: Path, vocabulary: Vocabulary) -> None:
    facts = facts_of(DEPARTMENT + "\n" + UNIT, tmp_path, vocabulary)
    profiles = [(part.profile.organisation, part.profile.year) for part in facts.disclosures]
    assert profiles == [("松石市民政局", 2023), ("松石市救助管理站", 2022)]
    # Each is read as it would be in a file of its own: the unit's 2022 is no former year.
    alone = facts_of(UNIT, tmp_path, vocabulary)
    assert [fact.key for fact in facts.disclosures[1].facts] == [fact.key for fact in alone.facts]


def test_numbers_are_those_of_the_whole_file(tmp_path: Path, vocabulary: Vocabulary) -> None:
    facts = facts_of(DEPARTMENT + "\n" + UNIT, tmp_path, vocabulary)
    assert [fact.number for fact in facts.facts] == list(range(len(facts.facts)))
    assert [statement.number for statement in facts.statements] == list(range(6))
    for part in facts.disclosures:
        cells = [fact for fact in part.facts if fact.statement is not None]
        assert cells
        assert all(part.layout_of(fact) == facts.layout_of(fact) for fact in cells)
        assert {structure.table for structure in part.structures} <= {entry.number for entry in part.statements}


def test_tables_printed_once_are_one_disclosure(tmp_path: Path, vocabulary: Vocabulary) -> None:
    facts = facts_of(DEPARTMENT + "\n松石市救助管理站2023年度部门决算\n", tmp_path, vocabulary)
    assert facts.disclosures == [facts]

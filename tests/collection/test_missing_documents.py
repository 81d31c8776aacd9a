"""What documents that are not all there say of each other: listed units, departments of a government, rates, vehicles."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.collection.bodies_file import Settings, load_bodies
from auditor.rulebook import Rulebook
from auditor.verdicts import Verdict
from auditor.vocabulary import Vocabulary
from tests.collection.held import held, related
from tests.collection.test_across import told_in
from tests.conftest import Run

UNITS = ("棠溪市福利院", "棠溪市救助站", "棠溪市殡仪馆", "棠溪市老年公寓服务中心")
LISTED = "预算单位共计5家，具体包括：棠溪市民政局（本级），" + "，".join(UNITS) + "。"
TABLE = """支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
2080201\t行政运行\t10.00\t6.00\t4.00
\t合计\t10.00\t6.00\t4.00
"""


def plan(name: str, sort: str = "单位", more: str = "", year: int = 2023) -> str:
    return f"{name}{year}年{sort}预算\n{more}\n{sort}{TABLE}"


def funds(name: str, amount: str, sort: str = "部门") -> str:
    return f"{plan(name, sort)}“三公”经费财政拨款支出预算表\n单位：万元\n项目\t2023年预算数\n公务接待费\t{amount}\n合计\t{amount}\n"


def government(amount: str) -> str:
    return (
        "棠溪市2023年政府预算\n棠溪市“三公”经费预算汇总表\n单位：万元\n项目\t2023年预算数\n"
        f"公务接待费\t{amount}\n合计\t{amount}\n"
    )


def found_in(
    code: str, texts: dict[str, str], vocabulary: Vocabulary, rulebook: Rulebook, settings: Settings | None = None
) -> list[Verdict]:
    """What a rule finds between disclosures."""
    every = held(texts, vocabulary, rulebook, settings)
    verdicts = [entry.audit.verdicts[finding.head] for entry in every for finding in entry.audit.findings]
    return [verdict for verdict in verdicts if verdict.rule == code]


def units(count: int) -> dict[str, str]:
    whole = {"whole.txt": plan("棠溪市民政局", "部门", LISTED), "own.txt": plan("棠溪市民政局（本级）")}
    return whole | {f"{name}.txt": plan(name) for name in UNITS[:count]}


@pytest.mark.parametrize(("there", "absent"), [(4, []), (3, [UNITS[3]]), (2, [UNITS[2], UNITS[3]]), (1, []), (0, [])])
def test_listed_units_without_a_document_are_told_where_those_of_units_were_gathered(
    there: int, absent: list[str], vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    found = found_in("XD-LISTED", units(there), vocabulary, rulebook)
    assert [verdict.terms[0].fact.label for verdict in found] == absent


def test_a_unit_that_calls_itself_a_department_is_there(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    texts = units(3) | {"other.txt": plan(UNITS[3], "部门")}
    assert found_in("XD-LISTED", texts, vocabulary, rulebook) == []


def test_a_unit_of_another_year_is_not_there(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    texts = units(3) | {"other.txt": plan(UNITS[3], year=2022)}
    assert len(found_in("XD-LISTED", texts, vocabulary, rulebook)) == 1


@pytest.mark.parametrize(("whole", "count"), [("9.00", 0), ("12.00", 0), ("8.50", 1)])
def test_departments_have_together_at_most_what_their_government_tells(
    whole: str, count: int, vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    texts = {
        "a": government(whole),
        "b": funds("棠溪市民政局", "6.00"),
        "c": funds("棠溪市水务局", "3.00"),
        # Of another place, a unit, a part of another, another government: none of its departments.
        "d": funds("松湖市水务局", "3.00"),
        "e": funds("棠溪市福利院", "3.00", "单位"),
        "f": funds("棠溪市水务局河道管理局", "3.00"),
    }
    assert len(found_in("XD-GOVERNMENT", texts, vocabulary, rulebook)) == count


def test_all_departments_have_as_much_as_their_government(
    tmp_path: Path, vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    (tmp_path / "bodies.toml").write_text(
        '[[body]]\nname = "棠溪市"\nunits = ["棠溪市民政局", "棠溪市水务局"]\ncomplete = true\n', "utf-8"
    )
    settings = load_bodies(tmp_path / "bodies.toml", vocabulary)
    texts = {"a": government("9.50"), "b": funds("棠溪市民政局", "6.00"), "c": funds("棠溪市水务局", "3.00")}
    assert len(found_in("XD-GOVERNMENT", texts, vocabulary, rulebook, settings)) == 1
    assert found_in("XD-GOVERNMENT", texts | {"a": government("9.00")}, vocabulary, rulebook, settings) == []


def test_a_government_is_related_to_its_departments_alone(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    texts = {
        "a": government("9.00"),
        "b": funds("棠溪市民政局", "6.00"),
        "c": government("9.00").replace("棠溪市", "棠溪市松湖县"),
    }
    links = related(texts, vocabulary, rulebook).links
    assert [(link.home, link.others) for link in links if link.relation == "departments"] == [("a", ("b",))]


def test_a_store_gives_what_the_files_give_of_documents_that_are_missing(run: Run, tmp_path: Path) -> None:
    account = "棠溪市民政局{}年度部门决算\n{}年度本年支出合计{}万元{}。\n本年购置公务用车1辆；年末开支财政拨款的公务用车保有量{}辆。\n"
    texts = units(3) | {
        "government.txt": government("8.50"),
        "b.txt": funds("棠溪市水务局", "6.00"),
        "c.txt": funds("棠溪市林业局", "3.00"),
        "2023.txt": account.format(2023, 2023, "120.00", "，与2022年度相比下降6%", 8),
        "2022.txt": account.format(2022, 2022, "125.00", "", 6),
    }
    (tmp_path / "files").mkdir()
    for name, text in texts.items():
        (tmp_path / "files" / name).write_text(text, "utf-8")
    assert run("collect", "files", "--to", "store", "-q")[0] == 0
    of_store, of_files = run("across", "store", "-f", "json")[1], run("check", "files", "--together", "-f", "json")[1]
    assert told_in(of_store) == told_in(of_files)
    for code in ("XD-LISTED", "XD-GOVERNMENT", "XY-RATE-OF-ACCOUNT", "XY-VEHICLES"):
        assert f'"{code}"' in of_store

"""What is found between disclosures, and where rules over several must be silent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.collection.between import record_between
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from benchmarks.generated.offices import RULE_OF, collection
from tests.collection.held import found, held

Texts = dict[str, str]

HEAD = "科目编码\t科目名称\t合计\t基本支出\t项目支出"


def expenditure(title: str, amount: str, unit: str = "万元") -> str:
    return f"{title}\n单位：{unit}\n{HEAD}\n2080201\t行政运行\t{amount}\t{amount}\t0.00\n\t合计\t{amount}\t{amount}\t0.00\n"


def three(before: str, now: str) -> str:
    return f"“三公”经费财政拨款支出预算表\n单位：万元\n项目\t2022年预算数\t2023年预算数\n公务接待费\t{before}\t{now}\n"


def overview(opening: str, closing: str) -> str:
    return (
        "收入支出决算总表\n单位：万元\n收入\t决算数\t支出\t决算数\n"
        f"年初结转和结余\t{opening}\t年末结转和结余\t{closing}\n"
    )


BEFORE = "棠溪市民政局2022年部门预算\n" + three("3.00", "3.20").replace("2022年", "2021年").replace("2023年", "2022年")


def years(before: str, note: str = "") -> Texts:
    """Two budgets; the second tells what the first had for receptions, which was 3.20."""
    return {"2023.txt": f"棠溪市民政局2023年部门预算\n{note}{three(before, '3.10')}", "2022.txt": BEFORE}


def test_last_years_column_is_held_against_last_years_document(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    assert found(held(years("3.20"), vocabulary, rulebook)) == []
    assert found(held(years("3.60"), vocabulary, rulebook)) == [("XY-PLAN-BEFORE", "warning")]


@pytest.mark.parametrize(
    "note",
    [
        "因机构改革，上年数不可比。\n",
        "上年预算数已按新口径追溯调整。\n",
        "老龄工作划转到市卫生健康委员会。\n",
        "以上增减按同口径计算。\n",
    ],
)
def test_a_document_that_says_why_is_not_accused(note: str, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    assert found(held(years("3.60", note), vocabulary, rulebook)) == []


def test_a_document_at_odds_with_itself_accuses_no_other(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    texts = years("3.60")
    texts["2022.txt"] += "公务接待费预算3.90万元。\n"
    assert found(held(texts, vocabulary, rulebook)) == []


def test_an_adjusted_plan_is_not_the_one_that_was_published(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    def texts(name: str) -> Texts:
        account = f"棠溪市民政局2023年度部门决算\n一般公共预算财政拨款支出{name}为103.00万元，支出决算为90.00万元。\n"
        plan = "棠溪市民政局2023年部门预算\n" + expenditure("一般公共预算支出表", "100.00")
        return {"account.txt": account, "plan.txt": plan}

    assert found(held(texts("全年预算"), vocabulary, rulebook)) == []
    assert found(held(texts("年初预算"), vocabulary, rulebook)) == [("XY-PLAN", "warning")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("比2022年预算增加10.00万元。", []),
        ("比2022年预算增加12.00万元。", [("XY-BASE", "warning")]),
        ("与2022年预算持平。", [("XY-BASE", "warning")]),
        ("比2022年预算执行数增加12.00万元。", []),
        ("比2022年预算增加约12.00万元。", []),
    ],
)
def test_the_base_of_a_change_is_held_against_last_year(
    said: str, expected: list[tuple[str, str]], vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    texts = {
        "2023.txt": f"棠溪市民政局2023年部门预算\n2023年支出预算110.00万元，{said}\n",
        "2022.txt": "棠溪市民政局2022年部门预算\n" + expenditure("支出预算表", "100.00"),
    }
    assert found(held(texts, vocabulary, rulebook)) == expected


def test_what_an_account_opens_with_is_held_against_the_year_before(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    def texts(opening: str, note: str = "") -> Texts:
        return {
            "2023.txt": f"棠溪市民政局2023年度部门决算\n{note}{overview(opening, '9.00')}",
            "2022.txt": f"棠溪市民政局2022年度部门决算\n{overview('4.00', '12.00')}",
        }

    assert found(held(texts("12.00"), vocabulary, rulebook)) == []
    assert found(held(texts("13.00"), vocabulary, rulebook)) == [("XY-OPENING", "warning")]
    assert found(held(texts("13.00", "年初数因会计差错更正增加1.00万元。\n"), vocabulary, rulebook)) == []


def test_a_figure_in_another_unit_and_precision_is_the_same(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    texts = {
        "whole.txt": "棠溪市民政局2023年部门预算\n" + expenditure("部门支出总表", "30.00"),
        "own.txt": "棠溪市民政局（本级）2023年单位预算\n" + expenditure("单位支出总表", "300040.00", "元"),
    }
    assert found(held(texts, vocabulary, rulebook)) == []
    texts["own.txt"] = texts["own.txt"].replace("300040.00", "300400.00")
    assert found(held(texts, vocabulary, rulebook)) == [("XD-UNIT", "warning")]


def units(unit: str, note: str = "", count: str = "2家") -> Texts:
    """A body of 100 with its office of 70 and a unit."""
    listed = f"纳入编制范围的预算单位共计{count}，具体包括：棠溪市民政局（本级），棠溪市福利院。\n"
    rows = "2080202\t一般行政管理事务\t8.00\t0.00\t8.00\n"

    def table(title: str, amount: str, other: str) -> str:
        text = expenditure(title, amount)
        total = f"{Decimal(amount) + Decimal(other):.2f}"
        row = rows.replace("8.00", other)
        return text.replace(f"\t合计\t{amount}\t{amount}\t0.00\n", f"{row}\t合计\t{total}\t{amount}\t{other}\n")

    return {
        "whole.txt": f"棠溪市民政局2023年部门预算\n{listed}{note}{table('部门支出总表', '100.00', '8.00')}",
        "own.txt": f"棠溪市民政局（本级）2023年单位预算\n{table('单位支出总表', '70.00', '5.00')}",
        "unit.txt": f"棠溪市福利院2023年单位预算\n{table('单位支出总表', unit, '3.00')}",
    }


def test_a_body_has_what_its_units_have_together(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    assert found(held(units("30.00"), vocabulary, rulebook)) == []
    # 合计 and 基本支出 are off by the same amount as the row: one cause, one finding.
    assert found(held(units("28.00"), vocabulary, rulebook)) == [("XD-SUM", "warning")]


@pytest.mark.parametrize(
    "texts",
    [units("28.00", count="3家"), units("28.00", note="部门内部往来已抵销。\n")],
    ids=["a unit is missing", "what units pay each other is left out"],
)
def test_a_sum_is_not_held_where_it_need_not_be_one(texts: Texts, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    assert found(held(texts, vocabulary, rulebook)) == []


def copies(first: str, second: str) -> Texts:
    table = expenditure("部门支出总表", "30.00")
    return {
        first: f"棠溪市民政局2023年部门预算\n{table}",
        second: "棠溪市民政局2023年部门预算\n" + table.replace("\t合计\t30.00", "\t合计\t31.00"),
    }


def test_what_differs_between_two_files_of_one_format_is_a_correction(
    vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    assert found(held(copies("a.txt", "b.txt"), vocabulary, rulebook)) == [("XD-COPIES", "note")]


def test_prose_of_one_file_is_held_against_the_tables_of_another(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    def texts(told: str) -> Texts:
        return {
            "prose.txt": f"棠溪市民政局2023年部门预算\n2023年支出预算{told}万元。\n",
            "tables.txt": "棠溪市民政局2023年部门预算\n" + expenditure("支出预算表", "30.00"),
        }

    assert found(held(texts("30.00"), vocabulary, rulebook)) == []
    every = held(texts("33.00"), vocabulary, rulebook)
    assert found(every) == [("AG-PROSE", "error")]
    record = record_between(every[0], "en")
    first, second = record["verdicts"][record["findings"][0]["verdicts"][0]]["terms"]
    assert record["between"] == ["prose.txt", "tables.txt"]
    assert "document" not in first["location"]
    assert second["location"]["document"] == "tables.txt"
    assert "tables.txt" in record["findings"][0]["message"]


def test_a_body_known_by_the_name_of_a_file_alone_gives_notes(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    texts = {
        "云川_棠溪市民政局_2023.txt": "2023年部门预算情况说明\n2023年支出预算33.00万元。\n",
        "tables.txt": "棠溪市民政局2023年部门预算\n" + expenditure("支出预算表", "30.00"),
    }
    assert found(held(texts, vocabulary, rulebook)) == [("AG-PROSE", "note")]


def test_a_finding_keeps_its_identity_whatever_its_files_are_called(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    texts = years("3.60")
    moved = {f"published/{name}": text for name, text in texts.items()}

    def identities(every: Texts) -> list[str]:
        return [finding.id for entry in held(every, vocabulary, rulebook) for finding in entry.audit.findings]

    assert identities(texts) == identities(moved)


def test_all_planted_contradictions_are_found_and_no_others(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    documents, plants = collection(offices=5, plants=18)
    texts = {document.name: document.text for document in documents if document.name.endswith(".txt")}
    wanted = {(office, year, RULE_OF[sort]) for (office, year), sort in plants.items() if sort != "copy"}
    # A unit that has more than the whole has it makes the sum of all units too large as well.
    also = {(office, year, "XD-SUM") for (office, year), sort in plants.items() if sort == "unit"}
    told = set()
    for entry in held(texts, vocabulary, rulebook):
        office, year = entry.related.home.path.split("_")[:2]
        told |= {(office, int(year), rule) for rule, _ in found([entry])}
    assert told == wanted | also

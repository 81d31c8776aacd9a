"""Who is who: names taken apart, the evidence for them, and how disclosures are related."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from auditor.collection.bodies import links_of
from auditor.collection.bodies_file import load_bodies
from auditor.collection.who import SEPARATOR, BodyRow, body_of
from auditor.errors import ConfigurationError
from auditor.facts.body_names import name_of
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.collection.held import facts_of, related
from tests.steps import steps_of

TABLE = """部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
2080201\t行政运行\t100.00\t60.00\t40.00
\t合计\t100.00\t60.00\t40.00
"""


@pytest.mark.parametrize(
    ("text", "places", "core", "part"),
    [
        ("云川省棠溪市民政局", ("云川省", "棠溪市"), "民政局", "whole"),
        ("棠溪市民政局（本级）", ("棠溪市",), "民政局", "own"),
        ("棠溪市民政局机关", ("棠溪市",), "民政局", "own"),
        ("棠溪市民政局（汇总）", ("棠溪市",), "民政局", "whole"),
        ("中共棠溪市委宣传部", ("棠溪市",), "委宣传部", "whole"),
        ("棠溪市人民政府办公室", ("棠溪市",), "办公室", "whole"),
        ("棠溪市市场监督管理局", ("棠溪市",), "市场监督管理局", "whole"),
        ("市教育局部门", (), "教育局", "whole"),
        ("棠溪市公安局交通管理局", ("棠溪市",), "公安局交通管理局", "whole"),
        ("云川省棠溪哈尼族彝族傣族自治州民政局", ("云川省", "棠溪哈尼族彝族傣族自治州"), "民政局", "whole"),
        ("棠溪州民政局", ("棠溪州",), "民政局", "whole"),
        ("棠州市民政局", ("棠州市",), "民政局", "whole"),
        ("云川市市北区民政局", ("云川市", "市北区"), "民政局", "whole"),
        ("全州县民政局", ("全州县",), "民政局", "whole"),
        ("全市和市本级", (), "全市和市", "own"),
        ("省级政府", (), "省级政府", "whole"),
        ("省民政厅", (), "民政厅", "whole"),
        ("市长专线电话受理中心", (), "市长专线电话受理中心", "whole"),
    ],
)
def test_a_name_is_taken_apart(
    text: str, places: tuple[str, ...], core: str, part: str, vocabulary: Vocabulary
) -> None:
    name = name_of(text, vocabulary)
    assert (name.places, name.core, name.part) == (places, core, part)


def test_a_name_in_brackets_is_a_former_one(vocabulary: Vocabulary) -> None:
    name = name_of("棠溪市文化和旅游局（原棠溪市文化局）", vocabulary)
    assert (name.core, name.former) == ("文化和旅游局", "文化局")


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("棠溪市民政局2023年部门预算\n" + TABLE, "title"),
        ("2023年棠溪市民政局部门预算\n" + TABLE, "title"),
        ("棠溪市2023年市级部门预算\n预算主管部门：棠溪市民政局\n" + TABLE, "label"),
    ],
)
def test_a_body_is_known_by_a_title_or_a_label(text: str, evidence: str, vocabulary: Vocabulary) -> None:
    row = body_of(facts_of(text, vocabulary), "d", "disclosure.txt")
    assert (row.core, row.places, row.evidence.split(SEPARATOR)[0]) == ("民政局", "棠溪市", evidence)


GOVERNMENT = """一般公共预算收支总表
单位：万元
收入\t预算数\t支出\t预算数
税收收入\t80.00\t一般公共服务支出\t100.00
非税收入\t20.00\t\t
合计\t100.00\t合计\t100.00
"""


@pytest.mark.parametrize(
    "title",
    [
        "关于2025年全市和市本级预算执行情况与2026年全市和市本级预算草案的报告",
        "市政府\n2026年省级政府预算",
        "2026年全市财政预算",
    ],
)
def test_what_names_no_place_is_no_government(title: str, vocabulary: Vocabulary) -> None:
    row = body_of(facts_of(f"{title}\n{GOVERNMENT}", vocabulary), "d", "d.txt")
    assert (row.publisher, row.core) == ("government", "")


@pytest.mark.parametrize(
    "told",
    ["——2026年1月23日在棠溪市第八届人民代表大会", "棠溪市八届人大六次会议文件（19）"],
)
def test_a_government_is_that_of_the_assembly_that_it_reports_to(told: str, vocabulary: Vocabulary) -> None:
    text = f"{told}\n关于2025年全市和市本级预算执行情况与2026年全市和市本级预算草案的报告\n{GOVERNMENT}"
    assert body_of(facts_of(text, vocabulary), "d", "d.txt").core == "棠溪市"


def test_a_heading_beside_a_name_is_no_part_of_it(vocabulary: Vocabulary) -> None:
    text = f"二、部门决算单位构成\n第二部分\n棠溪市民政局2023年度部门决算表\n{TABLE}"
    assert body_of(facts_of(text, vocabulary), "d", "d.txt").names == "棠溪市民政局"


def test_the_name_of_a_file_counts_last(vocabulary: Vocabulary) -> None:
    text = "第一部分2023年部门预算情况说明\n2023年支出预算100万元。\n"
    row = body_of(facts_of(text, vocabulary), "d", "云川_棠溪市民政局_2023_部门预算.txt")
    assert (row.core, row.evidence) == ("民政局", "file")
    told = body_of(
        facts_of(text + "棠溪市民政局主管民政工作。\n", vocabulary), "d", "云川_棠溪市民政局_2023_部门预算.txt"
    )
    assert told.evidence == "text"


def test_offices_inside_a_body_are_no_units_of_it(vocabulary: Vocabulary) -> None:
    text = "棠溪市民政局2023年部门预算\n内设机构包括：办公室，计划财务处，社会救助处。\n"
    assert body_of(facts_of(text, vocabulary), "d", "d.txt").listed == ""


@pytest.mark.parametrize(
    "said",
    [
        "纳入编制范围的预算单位共计2家，具体包括：棠溪市民政局（本级），棠溪市福利院。",
        "预算包括局本部以及下属1家预算单位的综合收支计划。\n具体包括：1.棠溪市民政局本部\n2.棠溪市福利院",
    ],
)
def test_units_are_those_that_a_body_lists(said: str, vocabulary: Vocabulary) -> None:
    row = body_of(facts_of(f"棠溪市民政局2023年部门预算\n{said}\n{TABLE}", vocabulary), "d", "d.txt")
    assert (row.listed.split(SEPARATOR), row.counted) == (["民政局", "福利院"], 2)


def test_two_years_of_one_body_are_related(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    texts = {str(year): f"棠溪市民政局{year}年部门预算\n{TABLE}" for year in (2021, 2022, 2024)}
    links = related(texts, vocabulary, rulebook).links
    assert [(link.relation, link.home, link.others) for link in links] == [("last-year", "2022", ("2021",))]


def test_the_account_of_a_year_is_related_to_its_plan(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    texts = {"plan": f"棠溪市民政局2023年部门预算\n{TABLE}", "account": f"棠溪市民政局2023年度部门决算\n{TABLE}"}
    links = related(texts, vocabulary, rulebook).links
    assert ("plan", "account", ("plan",)) in [(link.relation, link.home, link.others) for link in links]


def test_bodies_of_two_places_are_not_related(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    texts = {"a": f"云川省棠溪市民政局2022年部门预算\n{TABLE}", "b": f"云川省民政局2023年部门预算\n{TABLE}"}
    assert related(texts, vocabulary, rulebook).links == []


def test_a_body_without_its_place_may_be_that_of_either_of_two_and_is_told(
    vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    texts = {
        "a": f"棠溪市民政局2022年部门预算\n{TABLE}",
        "b": f"松湖市民政局2022年部门预算\n{TABLE}",
        "c": f"民政局2023年部门预算\n{TABLE}",
    }
    links = related(texts, vocabulary, rulebook)
    assert links.links == []
    assert [(told.key, told.arguments["path"]) for told in links.told] == [("body-ambiguous", "c")]


def test_a_document_that_names_nobody_is_told(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    links = related({"a.txt": "支出100万元。\n"}, vocabulary, rulebook)
    assert [told.key for told in links.told] == ["body-unknown"]


def test_an_office_and_the_units_listed_are_those_of_a_body(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    listed = "纳入编制范围的预算单位共计2家，具体包括：棠溪市民政局（本级），棠溪市福利院。\n"
    texts = {
        "whole": f"棠溪市民政局2023年部门预算\n{listed}{TABLE}",
        "own": f"棠溪市民政局（本级）2023年单位预算\n{TABLE}",
        "unit": f"棠溪市福利院2023年单位预算\n{TABLE}",
        "other": f"棠溪市殡仪馆2023年单位预算\n{TABLE}",
    }
    links = related(texts, vocabulary, rulebook).links
    assert [(link.relation, link.home, link.others, link.is_complete) for link in links] == [
        ("unit", "own", ("whole",), False),
        ("unit", "unit", ("whole",), False),
        ("units", "whole", ("own", "unit"), True),
    ]


def test_units_are_not_complete_while_one_is_missing(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    listed = "纳入编制范围的预算单位共计2家，具体包括：棠溪市民政局（本级），棠溪市福利院。\n"
    texts = {
        "whole": f"棠溪市民政局2023年部门预算\n{listed}{TABLE}",
        "unit": f"棠溪市福利院2023年单位预算\n{TABLE}",
    }
    assert [link.is_complete for link in related(texts, vocabulary, rulebook).links] == [False, False]


def test_a_file_says_what_disclosures_leave_open(tmp_path: Path, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    file = tmp_path / "bodies.toml"
    file.write_text(
        '[[body]]\nname = "棠溪市民政局"\nformer = ["棠溪市社会局"]\nunits = ["棠溪市殡仪馆"]\ncomplete = true\n',
        "utf-8",
    )
    texts = {
        "then": f"棠溪市社会局2022年部门预算\n{TABLE}",
        "now": f"棠溪市民政局2023年部门预算\n{TABLE}",
        "unit": f"棠溪市殡仪馆2023年单位预算\n{TABLE}",
    }
    links = related(texts, vocabulary, rulebook, load_bodies(file, vocabulary)).links
    assert [(link.relation, link.home, link.is_complete) for link in links] == [
        ("last-year", "now", False),
        ("unit", "unit", False),
        ("units", "now", True),
    ]


def test_a_file_says_whose_a_document_is(tmp_path: Path, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    file = tmp_path / "bodies.toml"
    file.write_text('[[body]]\nname = "棠溪市民政局"\ndocuments = ["old/*.txt"]\n', "utf-8")
    texts = {
        str(tmp_path / "old" / "a.txt"): f"2022年部门预算\n{TABLE}",
        str(tmp_path / "b.txt"): f"棠溪市民政局2023年部门预算\n{TABLE}",
    }
    assert related(texts, vocabulary, rulebook).links == []
    assert [link.relation for link in related(texts, vocabulary, rulebook, load_bodies(file, vocabulary)).links] == [
        "last-year"
    ]


@pytest.mark.parametrize(
    "text", ['[[body]]\nnames = "甲"\n', "[[body]]\nformer = []\n", "[[body]\n", '[[body]]\nname = "（本级）"\n']
)
def test_faults_of_the_file_are_told(text: str, tmp_path: Path, vocabulary: Vocabulary) -> None:
    file = tmp_path / "bodies.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError, match=r"bodies\.toml"):
        load_bodies(file, vocabulary)


def test_a_former_name_is_that_of_one_place_only(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    texts = {
        "then": f"棠溪市文化局2022年部门预算\n{TABLE}",
        "now": f"棠溪市文化和旅游局（原棠溪市文化局）2023年部门预算\n{TABLE}",
        "elsewhere": f"松湖市文化局2022年部门预算\n{TABLE}",
        "elsewhere now": f"松湖市文化局2023年部门预算\n{TABLE}",
    }
    links = related(texts, vocabulary, rulebook).links
    assert [(link.relation, link.home, link.others, link.why[0].arguments["name"]) for link in links] == [
        ("last-year", "elsewhere now", ("elsewhere",), "松湖市文化局"),
        ("last-year", "now", ("then",), "棠溪市文化和旅游局"),
    ]


def row(core: str, year: int = 2023, places: str = "棠溪市", **told: Any) -> BodyRow:
    """Whose a disclosure is, by its title."""
    known: dict[str, Any] = {
        "document": f"{places}{core}{year}{told.get('part', '')}", "sha256": "", "path": f"{places}{core}{year}.txt",
        "format": "txt", "names": core, "evidence": "title", "places": places, "core": core, "former": None, "code": None,
        "part": "whole", "of_year": year, "year_from_file": False, "kind": "budget", "publisher": "department", "tables": 5,
        "superior": None, "listed": "", "counted": None, "corrected": False, "explained": "",
    }  # fmt: skip
    return BodyRow(**(known | told))


def test_a_name_that_changed_twice_leads_to_the_last() -> None:
    rows = [row("社会局", 2021), row("民政处", 2022, former="社会局"), row("民政局", 2023, former="民政处")]
    assert [(link.home, link.others) for link in links_of(rows).links] == [
        (rows[1].document, (rows[0].document,)),
        (rows[2].document, (rows[1].document,)),
    ]


def test_units_know_their_body_by_the_name_that_it_had() -> None:
    rows = [
        row("社会局", 2022),
        row("民政局", 2023, former="社会局"),
        row("福利院", 2022, part="unit", superior="社会局"),
        row("殡仪馆", 2022, part="unit", superior="民政局"),
    ]
    units = {link.home: link.others for link in links_of(rows).links if link.relation == "unit"}
    assert units == {rows[2].document: (rows[0].document,), rows[3].document: (rows[0].document,)}


@pytest.mark.parametrize(
    ("listed", "parts", "is_complete"),
    [
        ("民政局\x1f福利院", {"民政局": "own", "福利院": "unit"}, True),
        ("福利院", {"民政局": "own", "福利院": "unit"}, True),
        # The office has a budget of its own, which is not there.
        ("福利院", {"福利院": "unit"}, False),
        ("民政局\x1f福利院\x1f殡仪馆", {"民政局": "own", "福利院": "unit"}, False),
    ],
)
def test_units_are_complete_with_the_office_and_all_that_are_listed(
    listed: str, parts: dict[str, str], is_complete: bool
) -> None:
    rows = [row("民政局", listed=listed), *(row(core, part=part) for core, part in parts.items())]
    (link,) = (link for link in links_of(rows).links if link.relation == "units")
    assert link.is_complete == is_complete


def test_a_unit_whose_tables_are_not_there_is_missing() -> None:
    rows = [row("民政局", listed="民政局\x1f福利院"), row("民政局", part="own"), row("福利院", part="unit", tables=0)]
    (link,) = (link for link in links_of(rows).links if link.relation == "units")
    assert not link.is_complete


def test_the_units_of_a_file_are_those_of_its_place(tmp_path: Path, vocabulary: Vocabulary) -> None:
    file = tmp_path / "bodies.toml"
    file.write_text('[[body]]\nname = "棠溪市民政局"\nunits = ["福利院", "殡仪馆"]\ncomplete = true\n', "utf-8")
    settings = load_bodies(file, vocabulary)

    def complete(places: str, *units: str) -> list[bool]:
        rows = [row("民政局", places=places), *(row(unit, places=places, part="unit") for unit in units)]
        return [link.is_complete for link in links_of(rows, settings).links if link.relation == "units"]

    assert complete("棠溪市", "福利院", "殡仪馆") == [True]
    assert complete("棠溪市", "福利院") == [False]
    assert complete("松湖市", "福利院", "殡仪馆") == []


def test_a_year_that_only_the_name_of_a_file_tells_settles_nothing() -> None:
    then, now = row("民政局", 2022), row("民政局", 2023)
    assert [link.is_settled for link in links_of([then, now]).links] == [True]
    assert [link.is_settled for link in links_of([then, now._replace(year_from_file=True)]).links] == [False]


def test_bodies_of_one_name_in_many_places_are_told_apart_in_steps_that_grow_with_their_number() -> None:
    def steps(places: int) -> int:
        rows = [
            row("民政局", year, f"第{number}市", part=part, listed="民政局\x1f福利院", former="社会局")
            for number in range(places)
            for year in (2022, 2023)
            for part in ("whole", "own")
        ] + [row("民政局", 2024, "", document=f"somewhere {number}") for number in range(places)]
        return steps_of(lambda: links_of(rows))

    assert steps(400) < 4.5 * steps(100)

"""A collection of invented disclosures over years, offices, units and files, with contradictions planted between them.

Each document is at one with itself, but for a page made of a text with a slip; only what another says contradicts it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from benchmarks.generated.common import amount, by_function, by_nature, change, percent

LEAVES = ("2080201", "2080202", "2101101", "2210201")
PROJECTS = ("2080202",)
"""The leaves that are projects; the others are basic."""
THREE = ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")
FIRST, LAST = 2020, 2024
REASONS = (
    "当年安排了三批次的社工站改造并提高了特困人员照料的补助标准",
    "当年新增了两个乡镇的敬老院运营委托服务项目并调整了物业合同",
    "当年完成了档案数字化二期的尾款支付并压减了会议和印刷的开支",
    "当年婚姻登记处搬迁后需要添置办公家具并支付半年的房屋租金费",
    "当年救助管理站承担了区域性的巡回救助任务因而增加了车辆的租用",
)


Plants = dict[tuple[str, int], str]
"""What is planted, by office and year."""


class Document(NamedTuple):
    name: str
    text: str


@dataclass
class Office:
    """One office with a unit below it: for each year what both plan, spend and carry forward, in 0.01 万元, leaf by leaf."""

    name: str
    seed: int
    plants: dict[int, str]
    plans: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    spent: dict[int, list[int]] = field(default_factory=dict)
    three: dict[int, list[int]] = field(default_factory=dict)
    left: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        random = Random(self.seed)

        for year in range(FIRST - 1, LAST + 1):
            for part in ("own", "unit"):
                self.plans[year, part] = [random.randrange(8_000, 90_000) for _ in LEAVES]
            self.three[year] = [random.randrange(100, 900) for _ in THREE]
            self.spent[year] = [plan - random.randrange(10, 700) for plan in self.whole(year)]
            self.left[year] = random.randrange(1_000, 9_000)

    @property
    def unit(self) -> str:
        return self.name.replace("民政局", "福利院")

    def whole(self, year: int) -> list[int]:
        return [own + unit for own, unit in zip(self.plans[year, "own"], self.plans[year, "unit"], strict=True)]

    def documents(self) -> list[Document]:
        found = []
        for year in range(FIRST, LAST + 1):
            plant = self.plants.get(year, "")
            found.append(Document(f"{self.name}_{year}_预算.txt", self.plan(year, plant)))
            found.append(Document(f"{self.name}_{year}_决算.txt", self.account(year, plant)))
            if year == LAST or plant in ("unit", "sum"):
                for part in ("own", "unit"):
                    found.append(Document(f"{self.name}_{year}_{part}.txt", self.part(year, part, plant)))
            if plant == "copy":
                text = self.account(year, plant).replace(amount(self.spent[year][3]), amount(self.spent[year][3] + 700))
                found.append(Document(f"{self.name}_{year}_决算.html", as_page(text)))
        return found

    def plan(self, year: int, plant: str) -> str:
        whole, total = self.whole(year), sum(self.whole(year))
        told = change(total, sum(self.whole(year - 1)), more=330 if plant == "base" else 0)
        before = [one + (40 if plant == "column" and at == 2 else 0) for at, one in enumerate(self.three[year - 1])]
        reason = REASONS[(self.seed + year - (1 if plant == "reason" else 0)) % len(REASONS)]
        return "\n".join(
            [
                f"{self.name}{year}年部门预算",
                f"纳入本部门编制范围的预算单位共计2家，具体包括：{self.name}（本级），{self.unit}。",
                f"{year}年支出预算{amount(total)}万元，比{year - 1}年预算{told}。",
                f"{year}年项目支出预算{amount(whole[1])}万元，增加的主要原因是{reason}。",
                *_lines("部门支出总表", whole),
                *_lines("部门一般公共预算支出表", whole),
                "部门“三公”经费财政拨款支出预算表",
                "单位：万元",
                f"项目\t{year - 1}年预算数\t{year}年预算数",
                *(
                    f"{name}\t{amount(then)}\t{amount(now)}"
                    for name, then, now in zip(THREE, before, self.three[year], strict=True)
                ),
                f"合计\t{amount(sum(before))}\t{amount(sum(self.three[year]))}",
                "",
            ]
        )

    def part(self, year: int, part: str, plant: str) -> str:
        plans = list(self.plans[year, part])
        if part == "unit" and plant == "unit":
            plans[3] = self.whole(year)[3] + 500
        if part == "unit" and plant == "sum":
            plans[0] -= 620
        name = f"{self.name}（本级）" if part == "own" else self.unit
        return "\n".join([f"{name}{year}年单位预算", *_lines("单位支出总表", plans), ""])

    def account(self, year: int, plant: str) -> str:
        spent, total = self.spent[year], sum(self.spent[year])
        planned = sum(self.whole(year)) + (220 if plant == "plan" else 0)
        opening = self.left[year - 1] + (110 if plant == "opening" else 0)
        income = total + self.left[year] - opening
        told = change(total, sum(self.spent[year - 1]), more=440 if plant == "account" else 0)
        return "\n".join(
            [
                f"{self.name}{year}年度部门决算",
                "收入支出决算总表",
                "单位：万元",
                "收入\t决算数\t支出\t决算数",
                f"本年收入合计\t{amount(income)}\t本年支出合计\t{amount(total)}",
                f"年初结转和结余\t{amount(opening)}\t年末结转和结余\t{amount(self.left[year])}",
                f"总计\t{amount(income + opening)}\t总计\t{amount(total + self.left[year])}",
                *_lines("支出决算表", spent),
                f"{year}年度本年支出合计{amount(total)}万元，与{year - 1}年度相比{told}。",
                f"{year}年度一般公共预算财政拨款支出年初预算为{amount(planned)}万元，支出决算为{amount(total)}万元，"
                f"完成年初预算的{percent(total, planned)}%。",
                "",
            ]
        )


def _lines(title: str, amounts: list[int]) -> list[str]:
    """A table of expenditure by function."""
    cells = by_nature(dict(zip(LEAVES, amounts, strict=True)), PROJECTS)
    return by_function(title, [], ["合计", "基本支出", "项目支出"], cells)


def as_page(text: str) -> str:
    """A text as a web page, its tables as tables."""
    made, rows = [], list[str]()
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("\t")) + "</tr>")
            continue
        if rows:
            made.append(f"<table>{''.join(rows)}</table>")
            rows = []
        made.append(f"<p>{line}</p>" if line else "")
    return f"<!doctype html><meta charset=utf-8><body>{''.join(made)}</body>"


RULE_OF = {
    "column": "XY-PLAN-BEFORE",
    "base": "XY-BASE",
    "account": "XY-BASE-OF-ACCOUNT",
    "opening": "XY-OPENING",
    "plan": "XY-PLAN",
    "unit": "XD-UNIT",
    "sum": "XD-SUM",
    "copy": "XD-COPIES",
    "reason": "XY-REASON",
}
"""The rule that must find what is planted."""
_SURNAMES = "云棠芦柏松枫桐槐榆柳桂梅兰竹菊荷莲萍蓼茅"


def collection(offices: int, plants: int, seed: int = 1) -> tuple[list[Document], Plants]:
    """Offices with their disclosures, and contradictions of all sorts in turn, each in an office and a year of its own."""
    random = Random(seed)
    names = [f"{first}{second}县民政局" for first in _SURNAMES for second in "川溪湖岭"][:offices]
    places = [(name, year) for name in names for year in range(FIRST + 1, LAST + 1)]
    chosen: Plants = {}
    for at, place in enumerate(random.sample(places, plants)):
        chosen[place] = list(RULE_OF)[at % len(RULE_OF)]
    documents = []
    for at, name in enumerate(names):
        own = {year: sort for (office, year), sort in chosen.items() if office == name}
        documents += Office(name, seed * 1000 + at, own).documents()
    return documents, chosen

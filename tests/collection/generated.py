"""A collection of invented disclosures over years, offices, units and files, with contradictions planted between them.

Each document is at one with itself, but for a page made of a text with a slip; only what another says contradicts it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import NamedTuple

LINES = (
    ("2080201", "行政运行", "basic"),
    ("2080202", "一般行政管理事务", "project"),
    ("2101101", "行政单位医疗", "basic"),
    ("2210201", "住房公积金", "basic"),
)
THREE = ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")
FIRST, LAST = 2020, 2024
CENT = Decimal("0.01")
REASONS = (
    "当年安排了三批次的社工站改造并提高了特困人员照料的补助标准",
    "当年新增了两个乡镇的敬老院运营委托服务项目并调整了物业合同",
    "当年完成了档案数字化二期的尾款支付并压减了会议和印刷的开支",
    "当年婚姻登记处搬迁后需要添置办公家具并支付半年的房屋租金费",
    "当年救助管理站承担了区域性的巡回救助任务因而增加了车辆的租用",
)


def total_of(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


Plants = dict[tuple[str, int], str]
"""What is planted, by office and year."""


class Document(NamedTuple):
    name: str
    text: str


@dataclass
class Office:
    """One office with a unit below it: for each year what both plan, spend and carry forward."""

    name: str
    seed: int
    plants: dict[int, str]
    plans: dict[tuple[int, str], list[Decimal]] = field(default_factory=dict)
    spent: dict[int, list[Decimal]] = field(default_factory=dict)
    three: dict[int, list[Decimal]] = field(default_factory=dict)
    left: dict[int, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        random = Random(self.seed)

        def amount(low: int, high: int) -> Decimal:
            return Decimal(random.randrange(low, high)) / 100

        for year in range(FIRST - 1, LAST + 1):
            for part in ("own", "unit"):
                self.plans[year, part] = [amount(8_000, 90_000) for _ in LINES]
            self.three[year] = [amount(100, 900) for _ in THREE]
            self.spent[year] = [plan - amount(10, 700) for plan in self.whole(year)]
            self.left[year] = amount(1_000, 9_000)

    @property
    def unit(self) -> str:
        return self.name.replace("民政局", "福利院")

    def whole(self, year: int) -> list[Decimal]:
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
                text = self.account(year, plant).replace(f"{self.spent[year][3]:.2f}", f"{self.spent[year][3] + 7:.2f}")
                found.append(Document(f"{self.name}_{year}_决算.html", as_page(text)))
        return found

    def plan(self, year: int, plant: str) -> str:
        whole, total = self.whole(year), total_of(self.whole(year))
        change = total - total_of(self.whole(year - 1)) + (Decimal("3.30") if plant == "base" else Decimal(0))
        word = "增加" if change > 0 else "减少"
        before = [
            one + (Decimal("0.40") if plant == "column" and at == 2 else 0)
            for at, one in enumerate(self.three[year - 1])
        ]
        reason = REASONS[(self.seed + year - (1 if plant == "reason" else 0)) % len(REASONS)]
        return "\n".join(
            [
                f"{self.name}{year}年部门预算",
                f"纳入本部门编制范围的预算单位共计2家，具体包括：{self.name}（本级），{self.unit}。",
                f"{year}年支出预算{total:.2f}万元，比{year - 1}年预算{word}{abs(change):.2f}万元。",
                f"{year}年项目支出预算{whole[1]:.2f}万元，增加的主要原因是{reason}。",
                *_lines("部门支出总表", whole),
                *_lines("部门一般公共预算支出表", whole),
                "部门“三公”经费财政拨款支出预算表",
                "单位：万元",
                f"项目\t{year - 1}年预算数\t{year}年预算数",
                *(
                    f"{name}\t{then:.2f}\t{now:.2f}"
                    for name, then, now in zip(THREE, before, self.three[year], strict=True)
                ),
                f"合计\t{sum(before):.2f}\t{sum(self.three[year]):.2f}",
                "",
            ]
        )

    def part(self, year: int, part: str, plant: str) -> str:
        plans = list(self.plans[year, part])
        if part == "unit" and plant == "unit":
            plans[3] = self.whole(year)[3] + 5
        if part == "unit" and plant == "sum":
            plans[0] -= Decimal("6.20")
        name = f"{self.name}（本级）" if part == "own" else self.unit
        return "\n".join([f"{name}{year}年单位预算", *_lines("单位支出总表", plans), ""])

    def account(self, year: int, plant: str) -> str:
        spent, total, planned = self.spent[year], total_of(self.spent[year]), total_of(self.whole(year))
        planned += Decimal("2.20") if plant == "plan" else Decimal(0)
        opening = self.left[year - 1] + (Decimal("1.10") if plant == "opening" else Decimal(0))
        income = total + self.left[year] - opening
        change = total - total_of(self.spent[year - 1]) + (Decimal("4.40") if plant == "account" else Decimal(0))
        word = "增加" if change > 0 else "减少"
        rate = (total * 100 / planned).quantize(CENT, ROUND_HALF_UP)
        return "\n".join(
            [
                f"{self.name}{year}年度部门决算",
                "收入支出决算总表",
                "单位：万元",
                "收入\t决算数\t支出\t决算数",
                f"本年收入合计\t{income:.2f}\t本年支出合计\t{total:.2f}",
                f"年初结转和结余\t{opening:.2f}\t年末结转和结余\t{self.left[year]:.2f}",
                f"总计\t{income + opening:.2f}\t总计\t{total + self.left[year]:.2f}",
                *_lines("支出决算表", spent),
                f"{year}年度本年支出合计{total:.2f}万元，与{year - 1}年度相比{word}{abs(change):.2f}万元。",
                f"{year}年度一般公共预算财政拨款支出年初预算为{planned:.2f}万元，支出决算为{total:.2f}万元，完成年初预算的{rate}%。",
                "",
            ]
        )


def _lines(title: str, plans: list[Decimal]) -> list[str]:
    """A table of expenditure by function, with the sums of its classes and groups."""
    sums: dict[str, list[Decimal]] = {}
    for (code, _, nature), plan in zip(LINES, plans, strict=True):
        row = [plan, plan if nature == "basic" else Decimal(0), plan if nature != "basic" else Decimal(0)]
        for end in (3, 5, 7):
            known = sums.setdefault(code[:end], [Decimal(0)] * 3)
            sums[code[:end]] = [one + other for one, other in zip(known, row, strict=True)]
    names = {code: name for code, name, _ in LINES} | {
        "208": "社会保障和就业支出",
        "20802": "民政管理事务",
        "210": "卫生健康支出",
        "21011": "行政事业单位医疗",
        "221": "住房保障支出",
        "22102": "住房改革支出",
    }
    rows = [f"{code}\t{names[code]}\t" + "\t".join(f"{one:.2f}" for one in row) for code, row in sorted(sums.items())]
    whole = [sum(row[at] for code, row in sums.items() if len(code) == 7) for at in range(3)]
    total = "\t合计\t" + "\t".join(f"{one:.2f}" for one in whole)
    return [title, "单位：万元", "科目编码\t科目名称\t合计\t基本支出\t项目支出", *rows, total]


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

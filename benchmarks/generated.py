"""Small final accounts of many bodies over several years, made up so that everything ties: within each, over years, over units.

    from benchmarks.generated import accounts, text_of
    for account in accounts(bodies=200, years=5): print(text_of(account))

Bodies come in fives: a department and the four units that it is the sum of, its own office among them. What a document prints of the
year before is `Account.before`; it is made from the account of that year, so that a contradiction over years is planted by replacing it,
and the document still ties in itself: `account._replace(before=account.before._replace(total=…))`. Amounts are in 0.01 万元, or 分 of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

FIRST_YEAR = 2019
GROUP = 5
"""A department and its units."""
_PLACES = "云溪 霁川 棠湖 澄江 青渡 沅陵桥 松岭 柳河 白石 金坪".split()
_FIELDS = (
    ("水务局", "水库管理所 灌区服务中心 河道管护站".split()),
    ("林业局", "林业科技推广站 林业工作站 苗圃服务中心".split()),
    ("农业农村局", "农技推广中心 种子管理站 畜牧兽医站".split()),
    ("气象服务局", "人工影响天气中心 气象台站 防雷服务中心".split()),
)
LEAVES = (
    ("2080505", "机关事业单位基本养老保险缴费支出"),
    ("2101101", "行政单位医疗"),
    ("2130301", "行政运行"),
    ("2130305", "水利工程建设"),
    ("2130306", "水利工程运行与维护"),
    ("2210201", "住房公积金"),
)
PROJECTS = ("2130305", "2130306")
"""The leaves that are projects; the others are basic."""
_PARTS = {"2080505": 8, "2101101": 4, "2130301": 45, "2130305": 25, "2130306": 10, "2210201": 6}
"""Of a year's expenditure, about so many percent each."""
_NAMES = {
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "213": "农林水支出",
    "21303": "水利",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    **dict(LEAVES),
}
_STATEMENT = (
    ("一、一般公共服务支出", ""),
    ("二、社会保障和就业支出", "208"),
    ("三、卫生健康支出", "210"),
    ("四、农林水支出", "213"),
    ("五、住房保障支出", "221"),
)


class Body(NamedTuple):
    """Who publishes: a department, or a unit of one."""

    name: str
    department: str
    units: tuple[str, ...] = ()
    """Of a department, the names of its units."""


class Travel(NamedTuple):
    """The three public funds of a year: vehicles kept, guests received; nobody goes abroad and nothing is bought."""

    vehicles: int
    guests: int

    @property
    def total(self) -> int:
        return self.vehicles + self.guests


class Before(NamedTuple):
    """What is printed of the year before."""

    total: int
    """Total of income and balances, which is that of expenditure and balances."""
    spent: int
    """Expenditure of the general public budget."""
    travel: Travel


class Account(NamedTuple):
    """One final account."""

    body: Body
    year: int
    opening: int
    closing: int
    spent: dict[str, int]
    """Expenditure by leaf."""
    received: dict[str, int]
    """Income by leaf, all of it from the general public budget."""
    travel: Travel
    before: Before

    @property
    def name(self) -> str:
        """Of its file."""
        return f"{self.body.department}/{self.year}/{self.body.name}{self.year}年度决算.txt"

    @property
    def total(self) -> int:
        return self.opening + sum(self.received.values())

    def as_before(self) -> Before:
        """What the account of the next year prints of this one."""
        return Before(self.total, sum(self.spent.values()), self.travel)


def bodies_of(count: int) -> list[Body]:
    """So many bodies, in groups of a department and its four units; a last group is as large as is left."""
    found: list[Body] = []
    for group in range((count + GROUP - 1) // GROUP):
        field, kinds = _FIELDS[group % len(_FIELDS)]
        number = group // len(_FIELDS)
        place = f"{_PLACES[number % len(_PLACES)]}{'' if number < len(_PLACES) else _digits(number // len(_PLACES))}县"
        department = f"{place}{field}"
        units = (f"{department}（本级）", *(f"{place}{kind}" for kind in kinds))
        found += [Body(department, department, units), *(Body(unit, department) for unit in units)]
    return found[:count]


def _digits(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def accounts(bodies: int = 200, years: int = 5, seed: int = 1) -> Iterator[Account]:
    """The accounts of so many bodies, year by year, the same for the same numbers."""
    chance = random.Random(seed)
    of_department: dict[str, list[Body]] = {}
    for body in bodies_of(bodies):
        of_department.setdefault(body.department, []).append(body)
    for group in of_department.values():
        # A department whose last units do not publish is the sum of those all the same.
        units = [Body(unit, group[0].department) for unit in group[0].units]
        of_units = [_years_of(unit, years, chance) for unit in units]
        published = {unit.name for unit in group[1:]}
        for own in zip(*of_units, strict=True):
            yield _sum_of(group[0], own)
            yield from (account for account in own if account.body.name in published)


def _years_of(body: Body, years: int, chance: random.Random) -> list[Account]:
    found: list[Account] = []
    size = chance.randrange(20_000, 200_000)
    opening, before = chance.randrange(500, 3000), None
    # The year before the first is what the first prints of it, and is not published.
    for year in range(FIRST_YEAR - 1, FIRST_YEAR + years):
        spent = {code: max(100, size * part // 100 + chance.randrange(-300, 300)) for code, part in _PARTS.items()}
        closing = chance.randrange(500, 3000)
        received = dict(spent)
        received["2130305"] += closing - opening
        travel = Travel(chance.randrange(300, 900), chance.randrange(50, 200))
        account = Account(body, year, opening, closing, spent, received, travel, before or Before(0, 0, travel))
        found.append(account)
        opening, before, size = closing, account.as_before(), size * chance.randrange(96, 109) // 100
    return found[1:]


def _sum_of(department: Body, own: Iterable[Account]) -> Account:
    """The account of a department from those of its units for one year."""
    every = list(own)
    return Account(
        department,
        every[0].year,
        sum(account.opening for account in every),
        sum(account.closing for account in every),
        {code: sum(account.spent[code] for account in every) for code in every[0].spent},
        {code: sum(account.received[code] for account in every) for code in every[0].received},
        _travel_of(account.travel for account in every),
        Before(
            sum(account.before.total for account in every),
            sum(account.before.spent for account in every),
            _travel_of(account.before.travel for account in every),
        ),
    )


def _travel_of(travels: Iterable[Travel]) -> Travel:
    return Travel(*map(sum, zip(*travels, strict=True)))


def write_all(folder: Path, every: Iterable[Account]) -> int:
    """Write the files of accounts into a folder; gives how many there are."""
    count = 0
    for account in every:
        file = folder / account.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text_of(account), encoding="utf-8")
        count += 1
    return count


def text_of(account: Account) -> str:
    """The text of one final account, with the tables that the template has and what is said of them."""
    body, year = account.body.name, account.year
    sort = "部门" if account.body.units else "单位"
    return "\n".join([
        f"{body}{year}年度{sort}决算",
        "第一部分 概况",
        *_roster(account.body),
        f"第二部分 {year}年度{sort}决算表",
        *_overall(account),
        *_by_function("收入决算表", account, ["本年收入合计", "财政拨款收入", "其他收入"], _income_cells(account)),
        *_by_function("支出决算表", account, ["本年支出合计", "基本支出", "项目支出"], _spent_cells(account)),
        *_fiscal(account),
        *_by_function("一般公共预算财政拨款支出决算表", account, ["本年支出合计", "基本支出", "项目支出"], _spent_cells(account)),
        *_travel(account),
        f"第三部分 {year}年度{sort}决算情况说明",
        *_prose(account),
        "",
    ])  # fmt: skip


def _roster(body: Body) -> list[str]:
    if not body.units:
        return [f"{body.name}是{body.department}所属单位。"]
    rows = [f"{number}\t{unit}" for number, unit in enumerate(body.units, 1)]
    return [f"纳入本部门决算汇编范围的单位共{len(rows)}家，名单如下：", "序号\t单位名称", *rows]


def _amount(quanta: int) -> str:
    sign, quanta = ("-" if quanta < 0 else ""), abs(quanta)
    return f"{sign}{quanta // 100}.{quanta % 100:02}"


def _cell(quanta: int) -> str:
    return _amount(quanta) if quanta else ""


def _head(title: str, account: Account) -> list[str]:
    return ["", f"编制单位：{account.body.name}", title, "单位：万元"]


def _overall(account: Account) -> list[str]:
    income = [
        "一、一般公共预算财政拨款收入",
        "二、政府性基金预算财政拨款收入",
        "三、事业收入",
        "四、经营收入",
        "五、其他收入",
    ]
    received = [sum(account.received.values()), 0, 0, 0, 0]
    rows = [
        f"{left}\t{_cell(amount)}\t{right}\t{_cell(_within(account.spent, code) if code else 0)}"
        for left, amount, (right, code) in zip(income, received, _STATEMENT, strict=True)
    ]
    return [
        *_head("收入支出决算总表", account),
        "收入\t\t支出\t",
        "项目\t决算数\t项目\t决算数",
        *rows,
        f"本年收入合计\t{_amount(received[0])}\t本年支出合计\t{_amount(sum(account.spent.values()))}",
        f"年初结转和结余\t{_amount(account.opening)}\t年末结转和结余\t{_amount(account.closing)}",
        f"总计\t{_amount(account.total)}\t总计\t{_amount(account.total)}",
    ]


def _fiscal(account: Account) -> list[str]:
    income = ["一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "三、国有资本经营预算财政拨款", "", ""]
    received, spent = sum(account.received.values()), sum(account.spent.values())
    rows = []
    for place, (right, code) in enumerate(_STATEMENT):
        amount = _cell(_within(account.spent, code) if code else 0)
        rows.append(f"{income[place]}\t{_cell(received if not place else 0)}\t{right}\t{amount}\t{amount}\t")
    return [
        *_head("财政拨款收入支出决算总表", account),
        "收入\t\t支出\t\t\t",
        "项目\t金额\t项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款",
        *rows,
        f"本年收入合计\t{_amount(received)}\t本年支出合计\t{_amount(spent)}\t{_amount(spent)}\t",
        f"年初财政拨款结转和结余\t{_amount(account.opening)}\t年末财政拨款结转和结余\t{_amount(account.closing)}\t{_amount(account.closing)}\t",
        f"总计\t{_amount(account.total)}\t总计\t{_amount(account.total)}\t{_amount(account.total)}\t",
    ]


def _within(amounts: dict[str, int], code: str) -> int:
    """What a class, or all of it for no code, comes to."""
    return sum(amount for leaf, amount in amounts.items() if leaf.startswith(code))


Cells = dict[str, list[int]]
"""The amounts of each leaf, column by column."""


def _income_cells(account: Account) -> Cells:
    return {code: [amount, amount, 0] for code, amount in account.received.items()}


def _spent_cells(account: Account) -> Cells:
    return {
        code: [amount, 0, amount] if code in PROJECTS else [amount, amount, 0] for code, amount in account.spent.items()
    }


def _by_function(title: str, account: Account, columns: list[str], cells: Cells) -> list[str]:
    """A table by function, its classes and sections above the leaves."""
    codes = sorted({code[:length] for code, _ in LEAVES for length in (3, 5, 7)})
    named = [("", "合计"), *((code, _NAMES[code]) for code in codes)]
    rows = [(code, name, [amounts for leaf, amounts in cells.items() if leaf.startswith(code)]) for code, name in named]
    return [
        *_head(title, account),
        "\t".join(["功能分类科目编码", "科目名称", *columns]),
        *(
            "\t".join([code, name, *(_cell(sum(column)) for column in zip(*below, strict=True))])
            for code, name, below in rows
        ),
    ]


def _travel(account: Account) -> list[str]:
    kept, guests = account.travel
    row = [account.travel.total, 0, kept, 0, kept, guests]
    return [
        *_head("财政拨款“三公”经费支出决算表", account),
        "合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费",
        "\t\t小计\t公务用车购置费\t公务用车运行维护费\t",
        "\t".join(map(_amount, row)),
    ]


def _change(now: int, before: int) -> str:
    """`增加1.00万元，增长2.00%`, the percentage rounded half up."""
    change = now - before
    if not change or not before:
        return "持平"
    percent = (abs(change) * 100_000 // before + 5) // 10
    return f"{'增加' if change > 0 else '减少'}{_amount(abs(change))}万元，{'增长' if change > 0 else '下降'}{_amount(percent)}%"


def _share(part: int, whole: int) -> str:
    return f"{_amount((part * 100_000 // whole + 5) // 10)}%"


def _prose(account: Account) -> list[str]:
    year, spent = account.year, sum(account.spent.values())
    basic = spent - sum(account.spent[code] for code in PROJECTS)
    travel, before = account.travel, account.before
    return [
        "一、收入支出决算总体情况说明",
        f"{year}年度收入、支出总计各为{_amount(account.total)}万元，与{year - 1}年度决算相比{_change(account.total, before.total)}。",
        "二、支出决算情况说明",
        f"{year}年度本年支出合计{_amount(spent)}万元，其中：基本支出{_amount(basic)}万元，占{_share(basic, spent)}；"
        f"项目支出{_amount(spent - basic)}万元，占{_share(spent - basic, spent)}。",
        "三、一般公共预算财政拨款支出决算情况说明",
        f"{year}年度一般公共预算财政拨款支出{_amount(spent)}万元，比{year - 1}年度{_change(spent, before.spent)}。",
        "四、财政拨款“三公”经费支出决算情况说明",
        f"{year}年度财政拨款“三公”经费支出{_amount(travel.total)}万元，比{year - 1}年度{_change(travel.total, before.travel.total)}。"
        f"其中：公务用车运行维护费{_amount(travel.vehicles)}万元，比上年{_change(travel.vehicles, before.travel.vehicles)}；"
        f"公务接待费{_amount(travel.guests)}万元，比上年{_change(travel.guests, before.travel.guests)}。",
    ]

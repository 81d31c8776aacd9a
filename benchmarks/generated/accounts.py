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
PROJECTS = ("2130305", "2130306")
"""The leaves that are projects; the others are basic."""
_PARTS = {"2080505": 8, "2101101": 4, "2130301": 45, "2130305": 25, "2130306": 10, "2210201": 6}
"""Of a year's expenditure, about so many percent each."""


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

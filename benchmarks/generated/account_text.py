"""The text of a made-up final account: the tables that the template has, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.generated.accounts import PROJECTS, Account, Body
from benchmarks.generated.common import Cells, amount, by_function, by_nature, cell, change, percent

_STATEMENT = (
    ("一、一般公共服务支出", ""),
    ("二、社会保障和就业支出", "208"),
    ("三、卫生健康支出", "210"),
    ("四、农林水支出", "213"),
    ("五、住房保障支出", "221"),
)


def texts_of(every: Iterable[Account]) -> Iterator[tuple[str, str]]:
    """The names of files and texts of accounts."""
    return ((account.name, text_of(account)) for account in every)


def text_of(account: Account) -> str:
    """The text of one final account, with the tables that the template has and what is said of them."""
    body, year = account.body.name, account.year
    columns, spent = ["本年支出合计", "基本支出", "项目支出"], by_nature(account.spent, PROJECTS)
    sort = "部门" if account.body.units else "单位"
    return "\n".join([
        f"{body}{year}年度{sort}决算",
        "第一部分 概况",
        *_roster(account.body),
        f"第二部分 {year}年度{sort}决算表",
        *_overall(account),
        *by_function("收入决算表", _head(account), ["本年收入合计", "财政拨款收入", "其他收入"], _income_cells(account)),
        *by_function("支出决算表", _head(account), columns, spent),
        *_fiscal(account),
        *by_function("一般公共预算财政拨款支出决算表", _head(account), columns, spent),
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


def _head(account: Account) -> list[str]:
    return ["", f"编制单位：{account.body.name}"]


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
        f"{left}\t{cell(quanta)}\t{right}\t{cell(_within(account.spent, code) if code else 0)}"
        for left, quanta, (right, code) in zip(income, received, _STATEMENT, strict=True)
    ]
    return [
        *_head(account),
        "收入支出决算总表",
        "单位：万元",
        "收入\t\t支出\t",
        "项目\t决算数\t项目\t决算数",
        *rows,
        f"本年收入合计\t{amount(received[0])}\t本年支出合计\t{amount(sum(account.spent.values()))}",
        f"年初结转和结余\t{amount(account.opening)}\t年末结转和结余\t{amount(account.closing)}",
        f"总计\t{amount(account.total)}\t总计\t{amount(account.total)}",
    ]


def _fiscal(account: Account) -> list[str]:
    income = ["一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "三、国有资本经营预算财政拨款", "", ""]
    received, spent = sum(account.received.values()), sum(account.spent.values())
    rows = []
    for place, (right, code) in enumerate(_STATEMENT):
        spending = cell(_within(account.spent, code) if code else 0)
        rows.append(f"{income[place]}\t{cell(received if not place else 0)}\t{right}\t{spending}\t{spending}\t")
    return [
        *_head(account),
        "财政拨款收入支出决算总表",
        "单位：万元",
        "收入\t\t支出\t\t\t",
        "项目\t金额\t项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款",
        *rows,
        f"本年收入合计\t{amount(received)}\t本年支出合计\t{amount(spent)}\t{amount(spent)}\t",
        f"年初财政拨款结转和结余\t{amount(account.opening)}\t年末财政拨款结转和结余\t{amount(account.closing)}\t{amount(account.closing)}\t",
        f"总计\t{amount(account.total)}\t总计\t{amount(account.total)}\t{amount(account.total)}\t",
    ]


def _within(amounts: dict[str, int], code: str) -> int:
    """What a class, or all of it for no code, comes to."""
    return sum(quanta for leaf, quanta in amounts.items() if leaf.startswith(code))


def _income_cells(account: Account) -> Cells:
    return {code: [quanta, quanta, 0] for code, quanta in account.received.items()}


def _travel(account: Account) -> list[str]:
    kept, guests = account.travel
    row = [account.travel.total, 0, kept, 0, kept, guests]
    return [
        *_head(account),
        "财政拨款“三公”经费支出决算表",
        "单位：万元",
        "合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费",
        "\t\t小计\t公务用车购置费\t公务用车运行维护费\t",
        "\t".join(map(amount, row)),
    ]


def _change(now: int, before: int) -> str:
    """`增加1.00万元，增长2.00%`."""
    if now == before or not before:
        return "持平"
    return f"{change(now, before)}，{'增长' if now > before else '下降'}{percent(abs(now - before), before)}%"


def _prose(account: Account) -> list[str]:
    year, spent = account.year, sum(account.spent.values())
    basic = spent - sum(account.spent[code] for code in PROJECTS)
    travel, before = account.travel, account.before
    return [
        "一、收入支出决算总体情况说明",
        f"{year}年度收入、支出总计各为{amount(account.total)}万元，与{year - 1}年度决算相比{_change(account.total, before.total)}。",
        "二、支出决算情况说明",
        f"{year}年度本年支出合计{amount(spent)}万元，其中：基本支出{amount(basic)}万元，占{percent(basic, spent)}%；"
        f"项目支出{amount(spent - basic)}万元，占{percent(spent - basic, spent)}%。",
        "三、一般公共预算财政拨款支出决算情况说明",
        f"{year}年度一般公共预算财政拨款支出{amount(spent)}万元，比{year - 1}年度{_change(spent, before.spent)}。",
        "四、财政拨款“三公”经费支出决算情况说明",
        f"{year}年度财政拨款“三公”经费支出{amount(travel.total)}万元，比{year - 1}年度{_change(travel.total, before.travel.total)}。"
        f"其中：公务用车运行维护费{amount(travel.vehicles)}万元，比上年{_change(travel.vehicles, before.travel.vehicles)}；"
        f"公务接待费{amount(travel.guests)}万元，比上年{_change(travel.guests, before.travel.guests)}。",
    ]

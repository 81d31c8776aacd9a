"""What generated disclosures have in common: amounts in 0.01 万元, changes told in words, tables by function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

NAMES = {
    "208": "社会保障和就业支出",
    "20802": "民政管理事务",
    "2080201": "行政运行",
    "2080202": "一般行政管理事务",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "213": "农林水支出",
    "21303": "水利",
    "2130301": "行政运行",
    "2130305": "水利工程建设",
    "2130306": "水利工程运行与维护",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
}
"""Of classes, sections and leaves of expenditure by function."""
Cells = Mapping[str, Sequence[int]]
"""The amounts of each leaf, column by column."""


def amount(quanta: int) -> str:
    """`12.05` of 1205."""
    sign, quanta = ("-" if quanta < 0 else ""), abs(quanta)
    return f"{sign}{quanta // 100}.{quanta % 100:02}"


def cell(quanta: int) -> str:
    """An amount in a table, where nothing is blank."""
    return amount(quanta) if quanta else ""


def percent(part: int, whole: int) -> str:
    """`48.00` of 12 of 25, rounded half up."""
    return amount((part * 100_000 // whole + 5) // 10)


def change(now: int, before: int, *, more: int = 0) -> str:
    """`增加1.00万元`, or 持平; `more` is added to the change, so that it is wrong."""
    found = now - before + more
    return f"{'增加' if found > 0 else '减少'}{amount(abs(found))}万元" if found else "持平"


def by_function(title: str, head: Iterable[str], columns: Sequence[str], cells: Cells) -> list[str]:
    """A table by function, its classes and sections above the leaves; `head` are the lines above and below its title."""
    codes = sorted({leaf[:length] for leaf in cells for length in (3, 5, 7)})
    rows = []
    for code, name in [("", "合计"), *((code, NAMES[code]) for code in codes)]:
        below = [amounts for leaf, amounts in cells.items() if leaf.startswith(code)]
        rows.append("\t".join([code, name, *(cell(sum(column)) for column in zip(*below, strict=True))]))
    return [*head, title, "单位：万元", "\t".join(["功能分类科目编码", "科目名称", *columns]), *rows]


def by_nature(spent: Mapping[str, int], projects: Iterable[str]) -> Cells:
    """Total, basic and project expenditure of each leaf."""
    known = set(projects)
    return {code: [quanta, 0, quanta] if code in known else [quanta, quanta, 0] for code, quanta in spent.items()}

"""Small tables of our own, one for each layout, their figures in order."""

from __future__ import annotations

HEAD = "松岭县园林中心2024年部门预算\n{title}\n单位：万元\n\n"


def table(*rows: str, title: str = "项目支出明细表") -> str:
    """A document of one table, cells parted by `|`."""
    body = "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows)
    return HEAD.format(title=title) + body + "\n"


WORKS = (
    "苗圃 花坛 绿篱 草坪 行道树 喷灌 温室 凉亭 步道 路灯 座椅 护栏 水池 假山 围墙 大门 "
    "标牌 垃圾箱 停车场 球场 厕所 仓库 泵房 管网 电缆 桥梁 堤岸 码头 驳岸 亮化 监控"
).split()


def columns_of_which(wrong: str = "") -> str:
    rows = [f"{name} | {3 * n + 30}.50 | {2 * n + 21}.20 | {n + 9}.30" for n, name in enumerate(WORKS, 1)]
    rows[6] = rows[6].replace("51.50", wrong or "51.50")
    return table("项目名称 | 小计 | 其中：基本支出 | 项目支出", *rows)


def columns_with_unknown(wrong: str = "") -> str:
    rows = [f"{name} | {n + 42}.00 | 20.00 | {n + 10}.00 | 12.00" for n, name in enumerate(WORKS[:12], 1)]
    rows[6] = rows[6].replace("49.00", wrong or "49.00")
    return table("项目名称 | 合计 | 人员经费 | 公用经费 | 专项业务经费支出", *rows)


CARRIED = table(
    "项目名称 | 合计 | 本年财政拨款 | 上年结转",
    "苗圃 | 30.00 | 20.00 | 10.00",
    "花坛 | 40.00 | 25.00 | 15.00",
    "绿篱 | 21.00 | 18.00 | 3.00",
)


def districts(wrong: str = "") -> str:
    """A city and its districts: no word for a total, and the parts of a column stand under its own header."""
    rows = [f"    {name}县 | {3 * n + 30}.50 | {2 * n + 21}.20 | {n + 9}.30" for n, name in enumerate(WORKS[:6], 1)]
    rows[2] = rows[2].replace("27.20", wrong or "27.20")
    heads = ("地区 | 债务限额 | |", " | | 一般债务 | 专项债务")
    return table(*heads, "  松岭市 | 243.00 | 168.00 | 75.00", *rows, title="债务限额情况表")


def headless(wrong: str = "", orphan: str = "4.00") -> str:
    """A table whose header stood on a page before: no column has a name."""
    rows = [f"项目{name} | {3 * n + 30}.50 | {2 * n + 21}.20 | {n + 9}.30" for n, name in enumerate(WORKS[:8], 1)]
    rows[2] = rows[2].replace("39.50", wrong or "39.50")
    return table(*rows, f"项目其他 | {orphan} | 4.00 | ", title="续前页")


def economic(wrong: str = "") -> str:
    """Economic classes in a table whose template is of functions: sums of columns all the same."""
    rows = [
        f"{30201 + n} | 项目{name} | 502 | 商品 | {n + 30}.00 | 20.00 | {n + 10}.00" for n, name in enumerate(WORKS[:6])
    ]
    total = "195.00 | 120.00 | 75.00"
    rows[2] = rows[2].replace("32.00", wrong or "32.00")
    codes = "部门经济科目编码 | 部门经济科目名称 | 政府经济科目编码 | 政府经济科目名称"
    head = f"{codes} | 合计 | 人员经费支出 | 公用经费支出"
    above = (f" | 合计 | | | {total}", f"302 | 商品和服务支出 | | | {total}")
    return table(head, *above, *rows, title="2024年部门综合预算一般公共预算支出明细表")


RATES = table(
    "项目名称 | 合计 | 基本支出 | 项目支出 | 执行率 | 占比（%）",
    "苗圃 | 30.00 | 20.00 | 10.00 | 95.00 | 33.00",
    "花坛 | 40.00 | 25.00 | 15.00 | 96.00 | 44.00",
    "绿篱 | 21.00 | 18.00 | 3.00 | 97.00 | 23.00",
)

TWO_YEARS = table(
    "项目名称 | 上年预算数 | | | 当年预算数 | |",
    " | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | 项目支出",
    "苗圃 | 30.00 | 20.00 | 10.00 | 33.00 | 21.00 | 12.00",
    "花坛 | 40.00 | 25.00 | 15.00 | 44.00 | 26.00 | 18.00",
    "绿篱 | 21.00 | 18.00 | 3.00 | 22.00 | 18.00 | 4.00",
)

ONE_ROW = table("合计 | 基本支出 | 项目支出", "30.00 | 20.00 | 10.00", title="支出情况表")

YEARS_TOTAL = table(
    "项目 | 预算数",
    "一、本年支出 | 1000.04",
    "（一）农林水支出 | 600.01",
    "（二）城乡社区支出 | 400.03",
    "二、结转下年 | 0.00",
    "支出总计 | 1000.04",
    title="财政拨款支出表",
)

NAMES = table(
    "功能科目 | 合计 | 基本支出 | 项目支出",
    "合计 | 50.00 | 32.00 | 18.00",
    "教育支出 | 30.00 | 12.00 | 18.00",
    "进修及培训 | 30.00 | 12.00 | 18.00",
    "培训支出 | 30.00 | 12.00 | 18.00",
    "住房保障支出 | 20.00 | 20.00 | 0.00",
    "住房改革支出 | 20.00 | 20.00 | 0.00",
    "住房公积金 | 14.00 | 14.00 | 0.00",
    "购房补贴 | 6.00 | 6.00 | 0.00",
)

EMBEDDED = table(
    "科目 | 合计 | 基本支出 | 项目支出",
    "合计 | 50.00 | 32.00 | 18.00",
    "[213]农林水支出 | 30.00 | 12.00 | 18.00",
    "[21302]林业和草原 | 30.00 | 12.00 | 18.00",
    "[2130201]行政运行 | 12.00 | 12.00 | 0.00",
    "[2130205]森林资源培育 | 18.00 | 0.00 | 18.00",
    "[221]住房保障支出 | 20.00 | 20.00 | 0.00",
)

CODE_COLUMNS = table(
    "科目编码 | | | 科目名称 | 合计 | 基本支出 | 项目支出",
    "类 | 款 | 项 | | | |",
    " | | | 合计 | 50.00 | 32.00 | 18.00",
    "213 | | | 农林水支出 | 30.00 | 12.00 | 18.00",
    "213 | 02 | | 林业和草原 | 30.00 | 12.00 | 18.00",
    "213 | 02 | 01 | 行政运行 | 12.00 | 12.00 | 0.00",
    "213 | 02 | 05 | 森林资源培育 | 18.00 | 0.00 | 18.00",
    "221 | | | 住房保障支出 | 20.00 | 20.00 | 0.00",
    title="支出预算表",
)

PAIRS = table(
    "政府预算经济分类 | | 部门预算经济分类 | | 合计 | 基本支出 | 项目支出",
    "科目编码 | 科目名称 | 科目编码 | 科目名称 | | |",
    " | 合计 | | | 60.00 | 42.00 | 18.00",
    "501 | 机关工资福利支出 | | | 40.00 | 40.00 | 0.00",
    "50101 | 工资奖金津补贴 | 30101 | 基本工资 | 25.00 | 25.00 | 0.00",
    "50101 | 工资奖金津补贴 | 30102 | 津贴补贴 | 15.00 | 15.00 | 0.00",
    "502 | 机关商品和服务支出 | | | 20.00 | 2.00 | 18.00",
    "50201 | 办公经费 | 30201 | 办公费 | 20.00 | 2.00 | 18.00",
    title="经济分类支出表",
)

NUMBERED = table(
    "项目 | 预算数",
    "一、基本支出 | 50.00",
    "（一）人员经费 | 38.00",
    "1.基本工资 | 30.00",
    "2.津贴补贴 | 8.00",
    "（二）公用经费 | 12.00",
    "二、项目支出 | 20.00",
    "（一）苗圃养护 | 14.00",
    "（二）花坛更新 | 6.00",
    "合计 | 70.00",
    title="支出明细表",
)

SERIES = table(
    "项目 | 年度 | 合计 | 基本支出 | 项目支出",
    "合计 | 2025年 | 50.00 | 32.00 | 18.00",
    " | 2026年 | 55.00 | 34.00 | 21.00",
    " | 增减 | 5.00 | 2.00 | 3.00",
    "苗圃 | 2025年 | 30.00 | 12.00 | 18.00",
    " | 2026年 | 33.00 | 12.00 | 21.00",
    " | 增减 | 3.00 | 0.00 | 3.00",
    "花坛 | 2025年 | 20.00 | 20.00 | 0.00",
    " | 2026年 | 22.00 | 22.00 | 0.00",
    " | 增减 | 2.00 | 2.00 | 0.00",
)

OPENERS = table(
    "地区 | 合计 | 基本支出 | 项目支出",
    "全市合计 | 90.00 | 52.00 | 38.00",
    "市本级 | 40.00 | 20.00 | 20.00",
    "区县合计 | 50.00 | 32.00 | 18.00",
    "东山区 | 30.00 | 12.00 | 18.00",
    "西河区 | 20.00 | 20.00 | 0.00",
    title="分地区支出表",
)

LADDER = table(
    "项目 | 预算数",
    "一、一般公共预算拨款收入 | 90.00",
    "二、事业收入 | 6.00",
    "三、其他收入 | 4.00",
    "本年收入合计 | 100.00",
    "上年结转结余 | 7.00",
    "收入总计 | 107.00",
    title="收入预算表",
)

BODIES = table(
    "单位 | 采购项目 | 合计 | 财政拨款 | 其他资金",
    "合计 | | 40.00 | 31.00 | 9.00",
    "货物 | | 25.00 | 18.00 | 7.00",
    "松岭县园林中心 | | 15.00 | 12.00 | 3.00",
    " | 割草机 | 9.00 | 8.00 | 1.00",
    " | 洒水车 | 6.00 | 4.00 | 2.00",
    "松岭县苗木站 | | 10.00 | 6.00 | 4.00",
    " | 喷雾器 | 10.00 | 6.00 | 4.00",
    "服务 | | 15.00 | 13.00 | 2.00",
    "松岭县园林中心 | | 15.00 | 13.00 | 2.00",
    " | 保洁 | 11.00 | 10.00 | 1.00",
    " | 巡查 | 4.00 | 3.00 | 1.00",
    title="政府采购预算表",
)

FLATTENED = table(
    "项目 | 合计 | 基本支出 | 项目支出",
    "甲类项目 | 30.00 | 12.00 | 18.00",
    "甲一 | 20.00 | 10.00 | 10.00",
    "甲二 | 10.00 | 2.00 | 8.00",
    "乙类项目 | 20.00 | 20.00 | 0.00",
    "乙一 | 13.00 | 13.00 | 0.00",
    "乙二 | 7.00 | 7.00 | 0.00",
    "合计 | 50.00 | 32.00 | 18.00",
)

COPIED = table(
    "名称 | 金额",
    "合计 | 30.00",
    "松岭县园林中心 | 30.00",
    "绿化设备 | 18.00",
    "巡查软件 | 7.00",
)

TORN = EMBEDDED.replace("培育\t18.00", "培育\t1 8.0.0")


def withheld(rows_of: tuple[str, str]) -> str:
    """Two tables of one disclosure whose class is above its listed items."""
    return "".join(
        table(
            "科目编码 | 科目名称 | 合计",
            f"213 | 农林水支出 | {whole}",
            "21302 | 林业和草原 | 30.00",
            "21303 | 水利 | 20.00",
            title=title,
        )
        for whole, title in zip(rows_of, ("支出预算表", "一般公共预算支出表"), strict=True)
    )


HOLE = table(
    "项目名称 | 合计 | 人员经费 | 公用经费 | 专项业务经费支出",
    "苗圃 | 43.00 | 20.00 | 11.00 | 9.00",
    "花坛 | 44.00 | 20.00 | 12.00 | 12.00",
)

OF_WHICH = table(
    "项目 | 预算数",
    "基本支出 | 50.00",
    "其中：人员经费 | 38.00",
    "项目支出 | 20.00",
    "合计 | 70.00",
    title="支出明细表",
)

DEBTS = table(
    "项目 | 预算数 | 执行数",
    "一、2023年末债务余额 | | 210.40",
    "二、2024年债务发行额 | 19.30 | 24.93",
    "外国政府贷款转贷 | 0.29 | 1.02",
    "2024年债券发行额 | 19.01 | 23.91",
    "三、2024年债务还本额 | 8.80 | 9.70",
    "四、2024年末债务余额 | | 225.63",
    title="债务情况表",
)

LAYOUTS = {
    "column of which": columns_of_which(),
    "unknown column": columns_with_unknown(),
    "column of carry-over": CARRIED,
    "rates": RATES,
    "two years": TWO_YEARS,
    "one row": ONE_ROW,
    "total of the year": YEARS_TOTAL,
    "official names": NAMES,
    "embedded codes": EMBEDDED,
    "code levels": CODE_COLUMNS,
    "pairs of codes": PAIRS,
    "numbering": NUMBERED,
    "series": SERIES,
    "opening totals": OPENERS,
    "ladder": LADDER,
    "bodies": BODIES,
    "row of which": OF_WHICH,
    "debts": DEBTS,
}
"""The tables whose sums all hold, by what is special about them."""

"""Growth: a document four times as long takes about four times as long, whatever it repeats.

Processor time is compared within one run, generously: work that grows as it should takes four times as much, work that grows by the
square sixteen times. Lengths at which neither takes any time to speak of prove nothing, and pass. A few of the shapes stand for
all; `AUDITOR_SWEEPS=all` has every one of them tried.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import partial

import pytest

from auditor.audit import confront
from auditor.documents.pdf.banding import rows_of
from auditor.documents.pdf.chunks import Chunk, Rows
from auditor.documents.text import read_text
from auditor.facts import extract_facts
from auditor.records import Outcome, record_of
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import swept

_SIZE = 500
_TIMES, _MOST = 4, 9
_TELLING = 0.5
"""Seconds; what takes less says nothing of its growth."""
_TRIES = 3

_HEAD = "某某县示例局2022年部门预算\n"
_TABLE = "部门收支总表\n单位：万元\n"
_CODED = "一般公共预算支出表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"


def _of(part: str, sign: str, end: str = "") -> Callable[[int], str]:
    """Parts with their numbers in them, a sign between."""
    return lambda size: sign.join(part.replace("#", str(number)) for number in range(size)) + end


def _in_paragraph(part: str, sign: str = "", opening: str = "", end: str = "。\n") -> Callable[[int], str]:
    return lambda size: _HEAD + opening + _of(part, sign, end)(size)


def _lines(part: str, head: str = _HEAD) -> Callable[[int], str]:
    return lambda size: head + _of(part, "\n", "\n")(size)


def _rows(part: str, head: str = f"{_TABLE}项目\t预算数\n") -> Callable[[int], str]:
    return _lines(part, head)


def _columns(header: str) -> Callable[[int], str]:
    made, twos, ones = _of(header, "\t"), _of("2", "\t"), _of("1", "\t")
    return lambda size: f"{_TABLE}项目\t{made(size)}\n合计\t{twos(size)}\n甲\t{ones(size)}\n乙\t{ones(size)}\n"


def _run(sign: str) -> Callable[[int], str]:
    return lambda size: f"{_HEAD}本年支出9999.00万元{sign * 30 * size}以上1.00万元。\n"


SHAPES: dict[str, Callable[[int], str]] = {
    "rows run together": _lines(
        "20101 名称 #.00 #.00", f"{_TABLE}科目编码\n科目名称 合计 基本支出\n201 名称 3.00 2.00\n"
    ),
    "rows run together, blanks lost": _lines(
        "20101 名称 #.00 #.00", f"{_TABLE}科目编码\n科目名称 合计 甲 乙\n合计 3.00 2.00 1.00\n"
    ),
    "columns": _columns("列#"),
    "columns alike": _columns("预算数"),
    "columns with formulas": _columns("#=1+2"),
    "a column of ones": _rows("\t1", ""),
    "cells of a line each": _rows("项目#\n#.5", f"{_TABLE}项目\n预算数\n"),
    "rows": _rows("项目#\t#.5"),
    "rows alike": _rows("基本支出\t1.5"),
    "rows with numbers": _rows("#、项目#\t#.5"),
    "rows of which": _rows("其中：项目#\t#.5"),
    "rows with codes": _rows("#\t项目#\t2\t1\t1", _CODED),
    "rows of a list in Markdown": _rows("| 项目# | 1 |", f"{_TABLE}| 项目 | 预算数 |\n| --- | --- |\n"),
    "totals": _rows("合计\t#.5"),
    "a long code": lambda size: f"{_CODED}{'2' * 20 * size}\t项目\t2\t1\t1\n",
    "tables": lambda size: f"{_TABLE}项目\t预算数\n合计\t3\n基本支出\t1\n项目支出\t2\n\n" * (size // 4),
    "tables with titles": _lines("附表#：某表#\n单位：万元\n项目\t预算数\n合计\t3\n甲\t1\n乙\t2\n", ""),
    "tables that are wrong": _lines("附表#：某表#\n单位：万元\n项目\t预算数\n合计\t4\n甲\t1\n乙\t2\n", ""),
    "titles": _lines("表# 部门收支总表", ""),
    "units": _lines("单位：万元"),
    "notes": _lines("注#：说明"),
    "headings": _lines("#、标题"),
    "a glossary": _lines("#、名词#：指某某收入。", f"{_HEAD}名词解释\n"),
    "a table of contents": _lines("第#部分 概况......#", "目录\n"),
    "years": _lines("20#年支出5万元。"),
    "disclosures": _lines("某某县第#局2022年部门预算\n支出70万元，其中：基本支出30万元；项目支出40万元。", ""),
    "sentences alike": _lines("基本支出预算1万元。"),
    "sentences of one label": _lines("基本支出预算#万元。"),
    "changes": _lines("项目#预算70万元，比上年增加10万元，增长16.67%。"),
    "changes in a paragraph": _in_paragraph("支出预算70万元，比上年增加#万元，增长16.67%。"),
    "其中": _in_paragraph("其中："),
    "（其中": _in_paragraph("（其中："),
    "其中 with an amount": _in_paragraph("其中：A1万元，"),
    "主要包括": _in_paragraph("支出1万元，主要包括办公费、"),
    "a list": _in_paragraph("项目#支出1万元", "，", "支出预算100万元，其中："),
    "a list with enumeration commas": _in_paragraph("项目#支出1万元", "、", "支出预算100万元，其中："),
    "a list with semicolons": _in_paragraph("项目#支出1万元", "；", "支出预算100万元，其中："),
    "a list of counts": _in_paragraph("种类#车1辆", "、", "车辆10辆，其中："),
    "a list of shares": _in_paragraph("项目#支出1万元，占1%", "；", "支出预算100万元，"),
    "a list of changes": _in_paragraph("项目#增加1万元", "，", "支出70万元，比上年增加10万元，主要原因："),
    "totals of changes": _in_paragraph("合计增加1万元", "，", "支出70万元，比上年增加10万元，主要原因："),
    "totals of changes both ways": _in_paragraph(
        "项目#增加2万元，项目#减少1万元，增减相抵，净增加1万元", "，", "支出70万元，"
    ),
    "a list of names": _in_paragraph("单位#", "、", "包括"),
    "分别为": lambda size: f"{_HEAD}{_of('项目#', '、')(size)}分别为{_of('1万元', '、')(size)}。\n",
    "a sum at the end": _in_paragraph("项目#支出1万元", "。", end="。加上结转1万元，总计为2万元。\n"),
    "totals in a paragraph": _in_paragraph("2024年收入#.00万元，支出#.00万元，总计#.00万元。"),
    "totals of both sides": _in_paragraph("收入总计#万元，支出总计#万元，其中结转下年1万元。"),
    "halves": _in_paragraph("市本级收入#万元；县区收入#万元；"),
    "averages": _in_paragraph("接待#人次，支出#0元，人均10元，"),
    "amounts": _in_paragraph("1万元"),
    "numerals in words": _in_paragraph("一百二十三万元"),
    "nothing": _in_paragraph("无政府性基金预算支出。"),
    "one character": _in_paragraph("一"),
    "digits": _in_paragraph("1"),
    "digits in groups": _in_paragraph(",000", opening="支出1"),
    "digits with commas": _in_paragraph("1,111"),
    "digits with full-width commas": _in_paragraph("1，"),
    "digits with points": _in_paragraph("1."),
    "digits set apart": _in_paragraph("1 "),
    "digits far apart": _in_paragraph("1  "),
    "digits with apostrophes": _in_paragraph("1'1"),
    "signs": _in_paragraph("-"),
    "slashes": _in_paragraph("1/"),
    "percentages": _in_paragraph("占5%，"),
    "dates": _in_paragraph("2022年1月1日"),
    "years in a row": _in_paragraph("2022、"),
    "letters": _in_paragraph("a b "),
    "quotation marks": _in_paragraph("“三公”"),
    "numbers of a list": _in_paragraph("#.项目；"),
    "dashes": _in_paragraph("——项目#1万元"),
    "spaces": _in_paragraph("支出　"),
    "brackets": _in_paragraph("（"),
    "colons": _in_paragraph("支出："),
    **{f"a run of {sign!r} behind an amount": _run(sign) for sign in " 一（，鑫1"},
    "a long cell": lambda size: f"{_TABLE}项目\t预算数\n合计\t1\n{'甲' * 20 * size}\t1\n",
    "a long number": lambda size: f"{_TABLE}项目\t预算数\n合计\t1\n甲\t{'1' * 20 * size}\n",
}


def check_growth(seconds: Callable[[int], float], size: int) -> None:
    """Fail where work of four times the size takes far more than four times as long; the best of some tries counts."""
    ratios = []
    for _ in range(_TRIES):
        short, long = seconds(size), seconds(size * _TIMES)
        ratios.append(long / max(short, _TELLING / _MOST))
        if ratios[-1] < _MOST:
            return
    pytest.fail(f"{_TIMES} times the size takes {min(ratios):.1f} times as long")


def timed(work: Callable[[], object]) -> float:
    """The processor time that some work takes, in seconds."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    try:
        work()
    finally:
        gc.enable()
    return time.process_time() - start


@pytest.mark.parametrize("shape", swept(SHAPES, 4))
def test_time_grows_as_the_length_does(shape: str, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    def audit(text: str) -> None:
        facts = extract_facts(read_text("long.txt", text, "utf-8", "0" * 64, "txt"), vocabulary)
        record_of(Outcome("long.txt", confront(facts, rulebook)), None)

    text_of = SHAPES[shape]
    audit(text_of(10))
    check_growth(lambda size: timed(partial(audit, text_of(size))), _SIZE)


def test_rows_without_rulings_are_found_in_time_that_grows_as_they_do() -> None:
    def body(size: int) -> Rows:
        return [
            [Chunk(left, 10.0 * row, left + 20, 10.0 * row + 8, f"{row}.5", []) for left in (0.0, 100.0)]
            for row in range(size)
        ]

    check_growth(lambda size: timed(partial(rows_of, body(size), [])), 2000)

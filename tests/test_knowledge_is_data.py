"""Knowledge of the field is data: the program has none of its words, and no name that the rule files give.

Docstrings and comments show what they are about by an example table or sentence; what runs has no such words. What a kind of
rule says in reports stands beside its check, in both languages.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT

SOURCES = sorted((ROOT / "auditor").rglob("*.py"))
WITH_WORDS = ("annotations", "documents", "records", "reports", "errors.py")
ENGINE = [file for file in SOURCES if file.relative_to(ROOT).parts[1] not in WITH_WORDS]
DISTRIBUTION = "budget-disclosure-auditor"
TERMS = re.compile(
    "预算|决算|收入|支出|收支|经费|三公|财政|拨款|科目|基金|国库|结转|结余|采购|部门|专户|国有资本|出国|接待|公务用车|编制|年初|万元"
    r"|\b(?:budget\w*|outturns?|final accounts|appropriat\w+|funds?|fiscal|treasury|revenues?|incomes?|expenditures?"
    r"|outlays?|procurement|receptions?|yuan|fen)\b",
    re.IGNORECASE,
)
ENGINE_NAMES = {"year", "measure"}
"""Dimensions that are also words of the data files themselves."""
HAN_NUMERALS = set("〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟分之")


def code_of(text: str) -> Iterator[tuple[int, str]]:
    """Every token of a program but docstrings and comments, with its line."""
    prose = {
        (node.value.lineno, node.value.col_offset)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        is_prose = token.type == tokenize.COMMENT or (token.type == tokenize.STRING and _offset(token) in prose)
        if not is_prose:
            yield token.start[0], token.string.replace(DISTRIBUTION, "")


def _offset(token: tokenize.TokenInfo) -> tuple[int, int]:
    """Line and column as the syntax tree counts them, in bytes."""
    line, column = token.start
    return line, len(token.line[:column].encode())


@cache
def lines_of(file: Path) -> list[tuple[int, str]]:
    return list(code_of(file.read_text(encoding="utf-8")))


def constants_of(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def test_no_word_of_budgets_stands_in_the_program() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {match[0]}"
        for file in SOURCES
        for number, line in lines_of(file)
        for match in TERMS.finditer(line)
    ]
    assert found == []


@pytest.mark.parametrize("text", ["部门预算公开", "an outturn of the budget", 'if "fund" in dims:', "三公"])
def test_a_word_of_budgets_would_be_found(text: str) -> None:
    assert TERMS.search(text)


def test_docstrings_and_comments_are_no_code() -> None:
    text = '"""`支出`."""\nWORD = "收入"  # 经费\n"""Of `预算`."""\n\n\ndef read() -> None:\n    """`决算`."""\n    print("拨款")\n'
    assert [match[0] for _, code in code_of(text) for match in TERMS.finditer(code)] == ["收入", "拨款"]


def test_the_program_names_no_concept_dimension_or_layout(vocabulary: Vocabulary) -> None:
    names = {*vocabulary.concepts, *vocabulary.dimensions, *(layout.id for layout in vocabulary.layouts)} - ENGINE_NAMES
    found = [
        f"{file.relative_to(ROOT)}:{line}: {value}"
        for file in SOURCES
        for line, value in constants_of(file)
        if value in names
    ]
    assert found == []


@cache
def sentences_in(file: Path) -> set[int]:
    """The lines of the sentences that a kind of rule says."""
    return {
        line
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.AnnAssign) and "Sentence" in ast.unparse(node.annotation)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def test_the_engine_reads_no_chinese_but_numerals() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {char}"
        for file in ENGINE
        for number, line in lines_of(file)
        if any("\u4e00" <= char <= "\u9fff" for char in line) and number not in sentences_in(file)
        for char in line
        if "\u4e00" <= char <= "\u9fff" and char not in HAN_NUMERALS
    ]
    assert found == []

"""How printed numbers are read, and which values would have been printed so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures import (
    PERCENT,
    Figure,
    Interval,
    Unit,
    begins_with_number,
    find_numerals,
    is_negative,
    read_cell,
)

WAN = Unit("万元", "money", Decimal(10000), 6)
YUAN = Unit("元", "money", Decimal(1), 2)
CARS = Unit("辆", "vehicles", Decimal(1), 0)


def figure(text: str, unit: Unit | None = WAN, fine: int | None = None) -> Figure:
    decimals = len(text.split(".")[1]) if "." in text else 0
    return Figure(text, Decimal(text), decimals, unit, "token", decimals if fine is None else fine)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12571.20万元", ["12571.20"]),
        ("18,976.76", ["18976.76"]),
        ("3，518.85万元", ["3518.85"]),
        ("2019年12月", ["2019", "12"]),
        ("一项100，二项200", ["100", "200"]),
        ("1,2,3", ["1", "2", "3"]),
        ("没有数字", []),
    ],
)
def test_numerals_are_found_with_their_separators(text: str, values: list[str]) -> None:
    assert [str(numeral.value) for numeral in find_numerals(text)] == values


@pytest.mark.parametrize(
    ("text", "value", "negative", "percent"),
    [
        ("11106.23", "11106.23", False, False),
        (" 1,234.50 ", "1234.50", False, False),
        ("-3.87", "3.87", True, False),
        ("（3.87）", "3.87", True, False),
        ("15%", "15", False, True),
        ("¥20", "20", False, False),
        ("￥ -20.00", "20.00", True, False),
        ("０.60-", "0.60", True, False),
        ("—0.60", "0.60", True, False),
        ("▲0.60", "0.60", True, False),
        ("（6.12%）", "6.12", True, True),
        ("20'410.00", "20410.00", False, False),
        ("8 3 6.00", "836.00", False, False),
        ("623.80¹", "623.80", False, False),
        ("212.20[2]", "212.20", False, False),
        ("①30,261,280", "30261280", False, False),
        ("*8.2%", "8.2", False, True),
    ],
)
def test_a_cell_filled_by_a_number_is_read(text: str, value: str, negative: bool, percent: bool) -> None:
    number = read_cell(text)
    assert number is not None
    assert (str(number[0].value), number[1], number[2]) == (value, negative, percent)


@pytest.mark.parametrize("text", ["≥95%", "3次", "（3", "12-13", "", "——", "宣传率>90%0%"])
def test_a_cell_with_other_text_is_no_number(text: str) -> None:
    assert read_cell(text) is None


@pytest.mark.parametrize("text", [" " * 200, "1 " * 99, "*" * 200, "1,111" * 40, "(" + " " * 150 + "1  x"])
def test_a_long_cell_takes_no_time(text: str) -> None:
    assert read_cell(text) is None
    assert read_cell(text, "blanks") is None
    assert begins_with_number(text) is None or "x" not in text


def test_a_number_keeps_its_place_and_its_characters() -> None:
    number = read_cell(" ① 20'410.00 ")
    assert number is not None
    assert (number[0].start, number[0].end, number[0].text) == (3, 12, "20'410.00")


def test_a_hyphen_between_figures_is_no_minus() -> None:
    assert not is_negative("2019-12", 5)
    assert is_negative("增加 -12", 4)


def test_a_figure_in_wan_stands_for_half_a_last_digit_either_way() -> None:
    assert Interval.of(figure("0.58")) == (Decimal("5750"), Decimal("5850"))


@pytest.mark.parametrize("exact", [figure("12.34", YUAN), figure("5", CARS), figure("0")])
def test_fen_counts_and_a_bare_zero_are_exact(exact: Figure) -> None:
    assert exact.is_exact
    assert exact.slack(fine=False) == 0


def test_a_printed_zero_with_decimals_carries_its_interval() -> None:
    assert figure("0.00").slack(fine=False) == Decimal("50")


def test_stripped_zeros_are_read_to_the_digits_around_first() -> None:
    stripped = figure("6.2", fine=2)
    assert stripped.slack(fine=True) == Decimal("50")
    assert stripped.slack(fine=False) == Decimal("500")


def test_percentages_are_never_exact() -> None:
    assert not figure("15", PERCENT).is_exact

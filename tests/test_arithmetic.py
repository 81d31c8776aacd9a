"""When two printed numbers disagree: on both sides of every bound."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.arithmetic import (
    Signed,
    is_copied,
    is_one_slip,
    judge_bound,
    judge_ratio,
    judge_restatement,
    judge_sum,
    magnitudes_apart,
    same_digits,
)
from auditor.figures import PERCENT, Figure, Interval, Unit

WAN = Unit("万元", "money", Decimal(10000), 6)
YUAN = Unit("元", "money", Decimal(1), 2)


def figure(text: str, unit: Unit = WAN, fine: int | None = None) -> Figure:
    decimals = len(text.split(".")[1]) if "." in text else 0
    return Figure(text, Decimal(text), decimals, unit, "token", decimals if fine is None else fine)


def total(whole: str, *parts: str, unit: Unit = WAN) -> list[Signed]:
    fine = max(len(text.split(".")[1]) if "." in text else 0 for text in (whole, *parts) if text)

    def printed(text: str) -> Figure | None:
        return figure(text, unit, fine) if text else None

    return [(1, printed(whole)), *((-1, printed(part)) for part in parts)]


@pytest.mark.parametrize(
    ("whole", "parts", "outcome"),
    [
        ("10.00", ["4.00", "6.00"], "exact"),
        ("10.01", ["4.00", "6.00"], "rounding"),
        ("10.02", ["4.00", "6.00"], "inconsistent"),
        ("10.02", ["2.00", "2.00", "6.00"], "rounding"),
        ("10.00", ["", "10.00"], "exact"),
        ("10.01", ["0", "10.00"], "rounding"),
        ("10.01", ["0.00", "10.00"], "rounding"),
        ("4614", ["4613.52", "0.10"], "rounding"),
        ("4615", ["4613.52", "0.10"], "inconsistent"),
        ("6.2", ["3.10", "3.10"], "exact"),
        ("6.2", ["3.11", "3.12"], "rounding"),
        ("6.2", ["3.10", "3.20"], "inconsistent"),
    ],
)
def test_a_sum_is_wrong_only_if_no_reading_of_its_digits_makes_it_right(
    whole: str, parts: list[str], outcome: str
) -> None:
    assert judge_sum(total(whole, *parts)).outcome == outcome


def test_sums_in_yuan_and_fen_have_no_allowance() -> None:
    assert judge_sum(total("10.00", "4.00", "6.01", unit=YUAN)).outcome == "inconsistent"


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        (figure("236.63"), figure("236.63"), "exact"),
        (figure("236.63"), figure("236.64"), "forced"),
        (figure("236.63"), figure("236.65"), "inconsistent"),
        (figure("9550"), figure("9550.00"), "exact"),
        (figure("9.38"), figure("93750", YUAN), "rounding"),
        (figure("9.37"), figure("93750", YUAN), "rounding"),
        (figure("328661"), figure("3286618082.20", YUAN), "forced"),
        (figure("328660"), figure("3286618082.20", YUAN), "inconsistent"),
        (figure("10.00", YUAN), figure("10.01", YUAN), "inconsistent"),
        (None, figure("0.58"), "inconsistent"),
        (None, figure("0.00"), "exact"),
    ],
)
def test_restatements_agree_up_to_the_coarser_print(left: Figure | None, right: Figure, outcome: str) -> None:
    assert judge_restatement(left, right).outcome == outcome


@pytest.mark.parametrize(
    ("change", "base", "percent", "outcome"),
    [
        ("0.70", "4.85", "14.43", "exact"),
        ("1632.01", "12738.24", "12.81", "exact"),
        ("1632.01", "12738.24", "13", "exact"),
        ("1632.01", "12738.24", "12", "forced"),
        ("1632.01", "12738.24", "15", "inconsistent"),
        ("2.48", "7.69", "32.24", "rounding"),
        ("20218.21", "20707.11", "98", "exact"),
    ],
)
def test_a_percentage_is_wrong_only_if_it_misses_the_interval_of_the_quotient(
    change: str, base: str, percent: str, outcome: str
) -> None:
    assert judge_ratio(Interval.of(figure(change)), Interval.of(figure(base)), figure(percent, PERCENT)) == outcome


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [("5.00", "5.00", "exact"), ("5.01", "5.00", "rounding"), ("5.02", "5.00", "inconsistent")],
)
def test_a_part_may_exceed_its_whole_by_what_the_digits_leave_open(left: str, right: str, outcome: str) -> None:
    assert judge_bound(figure(left), figure(right)).outcome == outcome


def test_the_same_digits_in_yuan_and_wan_are_a_unit_slip() -> None:
    assert same_digits(figure("646", YUAN), figure("646"))
    assert not same_digits(figure("646"), figure("646"))
    assert not same_digits(figure("0", YUAN), figure("0"))


@pytest.mark.parametrize(
    ("left", "right", "places"),
    [
        ("1234.56", "12345600.00", 4),
        ("1234.56", "12345612.34", 4),
        ("1234.56", "12346000.00", None),
        ("20.00", "200000.00", None),
        ("512.00", "51200.00", None),
        ("-512.00", "5120000.00", None),
    ],
)
def test_three_digits_that_agree_but_for_the_point_are_magnitudes_apart(
    left: str, right: str, places: int | None
) -> None:
    assert magnitudes_apart(figure(left), figure(right)) == places
    assert magnitudes_apart(figure(right), figure(left)) == places


@pytest.mark.parametrize(
    ("printed", "due"), [("381.6", "38.16"), ("28.463", "284.63"), ("36.65", "366.5"), ("271", "27100")]
)
def test_a_point_set_elsewhere_is_one_slip_whatever_the_decimals(printed: str, due: str) -> None:
    assert is_one_slip(Decimal(printed), Decimal(due), figure(printed).decimals)
    assert not is_one_slip(Decimal(printed), Decimal(due) * 3, figure(printed).decimals)


def test_a_neighbour_s_figure_is_copied_where_another_value_makes_the_sum() -> None:
    parts = [figure("237.85"), figure("78.45"), figure("78.45")]
    assert is_copied(parts, Decimal("361700"))
    assert is_copied(parts, Decimal("-361700"))
    assert not is_copied(parts, Decimal(0))
    assert not is_copied(parts, Decimal("-880000")), "nothing is left of it"
    assert not is_copied(parts, Decimal("3000000")), "most of the whole is missing"
    assert not is_copied([figure("90.00"), figure("90.00")], Decimal("30000")), "of few digits"

"""Slips of the pen: which one makes a printed number of another, and when chance would do as well."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.diagnosis.slips import Kind, Surroundings, likelihood_of, spelled_alike

ALONE = Surroundings()


@pytest.mark.parametrize(
    ("printed", "due", "kind"),
    [
        ("468.50", "418.50", "digit"),
        ("12.11", "11.21", "transposed"),
        ("1066.51", "10661.51", "dropped"),
        ("10661.51", "1066.51", "added"),
        ("1322.00", "132.20", "point"),
        ("4568.00", "45680000.00", "unit"),
        ("-109.00", "109.00", "sign"),
    ],
)
def test_a_slip_is_known_by_its_kind(printed: str, due: str, kind: Kind) -> None:
    assert likelihood_of(Decimal(printed), Decimal(due), 2, ALONE)[1] == kind


@pytest.mark.parametrize(("printed", "due"), [("877.31", "132.20"), ("1844.57", "-29.10"), ("0.30", "8.31")])
def test_numbers_that_no_slip_relates_have_none(printed: str, due: str) -> None:
    assert likelihood_of(Decimal(printed), Decimal(due), 2, ALONE)[1] is None


def test_a_digit_of_one_proves_nothing() -> None:
    """Of 9 for 7 one digit is wrong, and so it is of any other number of one digit."""
    assert likelihood_of(Decimal(9), Decimal(7), 0, ALONE)[1] is None


def test_a_slip_says_less_where_many_numbers_would_do() -> None:
    alone, _ = likelihood_of(Decimal("42.18"), Decimal("41.28"), 2, ALONE)
    among, _ = likelihood_of(Decimal("42.18"), Decimal("41.28"), 2, ALONE, fitting=50)
    assert among < alone


def test_the_number_of_a_cell_beside_it_is_a_slip() -> None:
    around = Surroundings(neighbours=[Decimal("132.20")])
    assert likelihood_of(Decimal("132.20"), Decimal("241.20"), 2, around)[1] == "neighbour"


@pytest.mark.parametrize(("printed", "kind"), [("612.40", "part-missing"), ("1520.00", "part-twice")])
def test_a_part_left_out_or_added_twice_is_a_slip(printed: str, kind: Kind) -> None:
    around = Surroundings(parts=[Decimal("612.40"), Decimal("453.80")])
    assert likelihood_of(Decimal(printed), Decimal("1066.20"), 2, around)[1] == kind


def test_a_percentage_of_the_wrong_base_is_told_as_such() -> None:
    around = Surroundings(is_over_wrong_base=True)
    assert likelihood_of(Decimal("15.63"), Decimal("18.52"), 2, around)[1] == "base"


def test_a_figure_above_zero_is_seldom_due_below_it() -> None:
    below, kind = likelihood_of(Decimal("79.00"), Decimal("-99.21"), 2, ALONE)
    above, _ = likelihood_of(Decimal("79.00"), Decimal("99.21"), 2, ALONE)
    assert kind is None
    assert below < above


def test_numbers_spelled_alike_are_one_slip_away() -> None:
    found = set(spelled_alike(Decimal("12.11"), 2))
    assert {Decimal("11.21"), Decimal("12.19"), Decimal("1.21"), Decimal("112.11"), Decimal("121.1")} <= found
    assert Decimal("12.11") not in found

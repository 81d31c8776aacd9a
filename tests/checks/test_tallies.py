"""Tallies: which lists and sentences surely have another number of units than the department is said to have."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

HEAD = "2025年部门预算\n"


def outcomes(audit_text: TextAudit, prose: str, rule: str = "CO-UNITS") -> list[str]:
    return [verdict.outcome for verdict in audit_text(HEAD + prose).verdicts if verdict.rule == rule]


def listing(*names: str, opening: str = "本部门中，行政单位1家，事业单位2家，具体包括：") -> str:
    return "\n\n".join([opening, *(f"{place}. {name}" for place, name in enumerate(names, 1))]) + "\n"


def test_a_list_of_as_many_units_holds(audit_text: TextAudit) -> None:
    assert outcomes(audit_text, listing("农业局机关", "种子站", "农技站")) == ["exact"]


@pytest.mark.parametrize("names", [("农业局机关", "种子站"), ("农业局机关", "种子站", "农技站", "土肥站")])
def test_a_list_of_more_or_fewer_units_is_a_warning(audit_text: TextAudit, names: tuple[str, ...]) -> None:
    assert outcomes(audit_text, listing(*names)) == ["inconsistent"]


def test_numbers_in_words_count_like_those_in_digits(audit_text: TextAudit) -> None:
    opening = "本部门中，行政单位一家，事业单位十二家，名单如下："
    assert outcomes(audit_text, listing("农业局机关", "种子站", opening=opening)) == ["inconsistent"]


def test_a_numbered_table_is_a_list(audit_text: TextAudit) -> None:
    table = "单位有行政单位1家，事业单位2家，名单如下：\n序号\t单位名称\t备注\n1\t农业局机关\t\n2\t种子站\t\n"
    assert outcomes(audit_text, table) == ["inconsistent"]


@pytest.mark.parametrize(
    "prose",
    [
        listing("农业局机关", "种子站、农技站"),
        listing("农业局机关", "种子站（与农技站合署办公）"),
        listing("农业局机关", "种子站", opening="本部门下属行政单位1家，事业单位2家，具体包括："),
        listing("农业局机关", "种子站", opening="行政单位1家，事业单位2家（其中参公1家），具体包括："),
        "本部门中，行政单位1家，事业单位2家，具体包括：\n\n农业局机关和种子站。\n",
    ],
)
def test_nothing_is_counted_where_an_item_or_a_count_may_mean_several(audit_text: TextAudit, prose: str) -> None:
    assert outcomes(audit_text, prose) == []


def test_the_sentence_on_operating_cost_names_as_many_units(audit_text: TextAudit) -> None:
    prose = "本部门中，行政单位1家，事业单位2家。\n\n本部门下属{}家机关财政拨款的机关运行经费预算为20.00万元。\n"
    assert outcomes(audit_text, prose.format(1), "CO-UNITS-TOLD") == ["exact"]
    assert outcomes(audit_text, prose.format(3), "CO-UNITS-TOLD") == ["inconsistent"]


def test_two_numbers_of_units_are_of_two_bodies_and_decide_nothing(audit_text: TextAudit) -> None:
    prose = "本部门有行政单位3家。\n\n本级有行政单位1家。\n\n下属1家机关的机关运行经费预算为20.00万元。\n"
    assert outcomes(audit_text, prose, "CO-UNITS-TOLD") == []

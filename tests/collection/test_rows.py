"""A figure that was made a row is the same fact again."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.collection.rows import fact_of, figures_of, key_of, setting_of
from auditor.documents import Location, read_document
from auditor.facts import Fact, FactSet, extract_facts
from auditor.vocabulary import Vocabulary
from tests.conftest import SAMPLES


def _without_box(fact: Fact) -> Fact:
    return fact._replace(location=fact.location._replace(bbox=None))


@pytest.fixture(scope="module", params=[SAMPLES[0], SAMPLES[len(SAMPLES) // 2]], ids=lambda file: str(Path(file).name))
def facts(request: pytest.FixtureRequest, vocabulary: Vocabulary) -> FactSet:
    return extract_facts(read_document(request.param), vocabulary)


def test_every_figure_comes_back_as_the_fact_it_was(facts: FactSet) -> None:
    wanted = [_without_box(fact) for fact in facts.facts if fact.state != "word"]
    assert [fact_of(row) for row in figures_of(facts, "d")] == wanted
    assert any(fact.figure is None for fact in wanted)


def test_every_setting_comes_back(facts: FactSet) -> None:
    wanted = [facts.setting_of(fact) for fact in facts.facts if fact.state != "word"]
    assert [setting_of(row) for row in figures_of(facts, "d")] == wanted
    assert any(setting.year for setting in wanted)


def test_rows_say_where_a_figure_stands_and_how_far_its_table_is_trusted(facts: FactSet) -> None:
    rows = list(figures_of(facts, "d"))
    of_tables = [row for row in rows if row.statement is not None]
    assert {row.trust for row in of_tables} >= {"believed"}
    assert all(row.title is not None and row.table_column is not None for row in of_tables)
    in_prose = [row for row in rows if row.statement is None]
    assert in_prose
    assert {row.believed for row in in_prose} == {None}


def test_members_with_separators_in_them_are_told_apart(facts: FactSet) -> None:
    dims = (("item", "甲=乙;丙%3B"), ("unit", "一;二=三"))
    odd = Fact(0, "c", dims, None, "blank", Location(1, 1, 1), "", None)
    one = FactSet(facts.document, facts.vocabulary, facts.profile, facts=[odd])
    (row,) = figures_of(one, "d")
    assert fact_of(row) == odd


def test_further_disclosures_of_one_file_have_keys_of_their_own() -> None:
    assert key_of("0123456789abcdef" * 4) == "0123456789abcdef"
    assert key_of("0123456789abcdef" * 4, 2) == "0123456789abcdef#2"

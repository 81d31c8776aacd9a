"""What a document says of itself where no title has the form of a disclosure's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.facts import FactSet


@pytest.mark.parametrize(
    ("text", "year", "kind"),
    [
        (
            "南圩区2019年街道收入完成情况的通报\n东街18420万元，2018年17960万元；西街23615万元，2018年25140万元。\n",
            2019,
            "unknown",
        ),
        (
            "街道收入完成情况的通报\n东街18420万元，2018年17960万元；西街2019年23615万元，2018年25140万元。\n",
            2018,
            "unknown",
        ),
        (
            "石榆县污水处理项目2022年度支出绩效评价报告\n到位2574.8万元，支出2286.95万元，预算执行率88.82%。\n",
            2022,
            "unknown",
        ),
        ("石榆县司法局二〇二〇年部门预算公开\n2019年预算数48.60万元，2019年执行数47.20万元。\n", 2020, "budget"),
        ("石榆县水利局2022年度其他事项说明\n运行经费支出74.80万元，比年初预算减少2.10万元。\n", 2022, "unknown"),
        ("石榆县水利局\n2022年收入预算2574.8万元，支出预算2574.8万元。\n", 2022, "budget"),
    ],
)
def test_the_first_line_says_of_which_year_and_kind_a_document_is(
    text: str, year: int, kind: str, read_facts: Callable[[str], FactSet]
) -> None:
    profile = read_facts(text).profile
    assert (profile.year, profile.kind) == (year, kind)

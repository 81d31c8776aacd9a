"""Paragraphs with very many figures are read in time that grows as they do."""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

import pytest

from auditor import extract_facts, read_document
from auditor.facts import Breakdown
from auditor.vocabulary import Vocabulary

_ITEMS = {
    "named": "（{n}）会议费支出{n}.00万元，占0.1%，比上年增加0.50万元；",
    "by function": "教育支出{n}.00万元，占0.1%；",
    "of parts": "公务接待费{n}.00万元，会议费{n}.00万元，共计{n}.00万元，",
}
_SHORT, _LONG = 100, 400


def _calls(folder: Path, item: str, count: int, vocabulary: Vocabulary) -> int:
    """How many calls of functions reading one paragraph of so many items takes."""
    file = folder / f"{count}.txt"
    items = "".join(item.format(n=number) for number in range(1, count))
    file.write_text(f"某局2024年度部门决算\n本年支出9999.00万元，其中：{items}\n", encoding="utf-8")
    document = read_document(file)
    with cProfile.Profile() as profile:
        extract_facts(document, vocabulary)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("item", _ITEMS.values(), ids=_ITEMS)
def test_a_list_four_times_as_long_takes_about_four_times_the_work(
    tmp_path: Path, item: str, vocabulary: Vocabulary
) -> None:
    # What is prepared once is not counted.
    _, short, long = (_calls(tmp_path, item, count, vocabulary) for count in (_SHORT, _SHORT, _LONG))
    assert long < 1.25 * _LONG / _SHORT * short


def test_a_second_split_of_a_total_is_of_that_total(tmp_path: Path, vocabulary: Vocabulary) -> None:
    file = tmp_path / "split.txt"
    file.write_text(
        "某局2024年度部门决算\n本年支出70.00万元，其中：基本支出40.00万元，项目支出30.00万元，其中：教育支出60.00万元，卫生健康支出10.00万元。\n",
        encoding="utf-8",
    )
    claims = extract_facts(read_document(file), vocabulary).claims
    splits = [
        (claim.whole.figure.printed, *(part.figure.printed for part in claim.parts if part.figure))
        for claim in claims
        if isinstance(claim, Breakdown) and claim.whole.figure
    ]
    assert sorted(splits) == [("70.00", "40.00", "30.00"), ("70.00", "60.00", "10.00")]

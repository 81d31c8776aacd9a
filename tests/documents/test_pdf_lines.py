"""PDF: which characters stand on one line."""

from __future__ import annotations

from auditor.documents.pdf.geometry import Char
from auditor.documents.pdf.lines import lines_of


def _line(baseline: float, words: str, digits: str, height: float) -> list[Char]:
    """Words of ten points and digits whose font says that they are of another height, one behind the other."""
    chars = []
    for at, char in enumerate(words + digits):
        up, down = (0.56 * height, 0.44 * height) if char in digits else (8.0, 2.0)
        chars.append(Char(50 + 10 * at, baseline - up, 60 + 10 * at, baseline + down, char, baseline))
    return chars


def test_digits_of_a_font_that_is_said_to_be_high_do_not_join_two_lines() -> None:
    first, second = _line(100, "收入增长", "29.14", 22), _line(111, "支出下降", "", 22)
    assert [line.text for line in lines_of(first + second)] == ["收入增长29.14", "支出下降"]


def test_characters_of_a_font_without_a_height_are_read() -> None:
    assert [line.text for line in lines_of(_line(100, "", "29.14", 0))] == ["29.14"]

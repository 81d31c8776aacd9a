"""Numbers of automatic labels, by the names of ST_NumberFormat."""

from __future__ import annotations

import pytest

from auditor.documents.numbering import number_text


@pytest.mark.parametrize(
    ("number_format", "number", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalZero", 12, "12"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedFullstop", 3, "⒊"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("numberInDash", 3, "- 3 -"),
        ("upperLetter", 1, "A"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 26, "z"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("ordinal", 11, "11th"),
        ("ordinal", 22, "22nd"),
        ("hex", 255, "FF"),
        ("ideographTraditional", 2, "乙"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 60, "癸亥"),
        ("ideographEnclosedCircle", 10, "㊉"),
    ],
)
def test_a_format_writes_a_number(number_format: str, number: int, text: str) -> None:
    assert number_text(number_format, number) == text


@pytest.mark.parametrize(
    "number_format", ["chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"]
)
@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四"), (99, "九十九")]
)
def test_the_counting_systems_agree_up_to_99(number_format: str, number: int, text: str) -> None:
    assert number_text(number_format, number) == text


@pytest.mark.parametrize(
    ("number_format", "number", "text"),
    [
        ("chineseCounting", 105, "一〇五"),
        ("chineseCountingThousand", 100, "一百"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("chineseCountingThousand", 1015, "一千零一十五"),
        ("chineseCountingThousand", 10_010, "一万零一十"),
        ("chineseCountingThousand", 100_000, "十万"),
        ("chineseCountingThousand", 20_110, "二万零一百一十"),
        ("japaneseCounting", 110, "百十"),
        ("japaneseCounting", 1005, "千五"),
        ("chineseLegalSimplified", 10, "壹拾"),
        ("chineseLegalSimplified", 205, "贰佰零伍"),
        ("ideographDigital", 10, "一〇"),
        ("taiwaneseDigital", 20, "二○"),
    ],
)
def test_han_numerals_part_ways_where_their_rules_do(number_format: str, number: int, text: str) -> None:
    assert number_text(number_format, number) == text


@pytest.mark.parametrize("number_format", ["bullet", "none"])
def test_bullets_print_no_number(number_format: str) -> None:
    assert number_text(number_format, 7) == ""


@pytest.mark.parametrize(
    ("number_format", "number"),
    [
        ("decimalEnclosedCircle", 21),
        ("upperRoman", 0),
        ("lowerLetter", 0),
        ("chineseCountingThousand", -4),
        ("ideographTraditional", 11),
        ("chineseCountingThousand", 10**12),
        ("upperLetter", 10**9),
        ("hebrew1", 5),
        ("", 5),
    ],
)
def test_what_a_format_cannot_write_is_written_in_arabic_digits(number_format: str, number: int) -> None:
    assert number_text(number_format, number) == str(number)

"""Numbers as spreadsheets print them."""

from __future__ import annotations

import pytest

from auditor.documents.workbook.format_code import built_in_code
from auditor.documents.workbook.number_format import NumberFormat

ACCOUNTING = r'_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("code", "stored", "printed"),
    [
        ("0.00", "2", "2.00"),
        ("#,##0.00", "1234567.8", "1,234,567.80"),
        ("#,##0", "999999.5", "1,000,000"),
        ("0.0#", "1.5", "1.5"),
        ("#.00", "0.5", ".50"),
        ("#", "0", ""),
        ("0000", "7", "0007"),
        ("0%", "0.125", "13%"),
        ("0.00%", "0.12345", "12.35%"),
        ('0.00"万元"', "12.345", "12.35万元"),
        ("0,", "12345", "12"),
        ("#,##0.00,,", "1234567890", "1,234.57"),
        ("#,##0,.00", "1234567", "1,234.57"),
        (r'0\.0,"万"', "123456", "12.3万"),
        ("0!.0000", "123456", "12.3456"),
        ("000-0000", "1234567", "123-4567"),
        ("[$¥-804]#,##0.00", "1234.5", "¥1,234.50"),
        ("[$-804]0.00", "5", "5.00"),
        ("[Red]0.00", "5", "5.00"),
        ("0.00_ ", "5", "5.00"),
        ("0.00E+00", "12345", "1.23E+04"),
        ("##0.0E+0", "12345", "12.3E+3"),
        ("# ?/?", "1.5", "1 1/2"),
        ("# ??/??", "3", "3"),
        ("?/8", "0.5", "4/8"),
        ('"约"0"元"', "-5", "-约5元"),
        ('G/通用格式"元"', "5", "5元"),
    ],
)
def test_a_code_gives_decimals_separators_scale_and_words(code: str, stored: str, printed: str) -> None:
    assert NumberFormat(code).number(stored) == printed


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("2106.6649999999999", "2106.67"),
        ("1.005", "1.01"),
        ("-1.005", "-1.01"),
        ("0.30000000000000004", "0.30"),
        ("1234567890.125", "1234567890.13"),
        ("1E2", "100.00"),
        ("-0.001", "0.00"),
    ],
)
def test_a_number_is_rounded_half_up_on_the_digits_a_spreadsheet_has(stored: str, printed: str) -> None:
    assert NumberFormat("0.00").number(stored) == printed


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("2106.6649999999999", "2106.665"),
        ("0.30000000000000004", "0.3"),
        ("1234567.891234", "1234567.891"),
        ("1234567890.5", "1234567891"),
        ("123456789012.35", "123456789012.35"),
        ("1E-7", "0.0000001"),
        ("-1.8E-12", "0"),
        ("100.0", "100"),
        ("0", "0"),
        ("-12.50", "-12.5"),
    ],
)
def test_general_prints_eleven_characters_and_no_exponent(stored: str, printed: str) -> None:
    assert NumberFormat("General").number(stored) == printed


@pytest.mark.parametrize(
    ("code", "stored", "printed"),
    [
        (ACCOUNTING, "12345.678", "12,345.68"),
        (ACCOUNTING, "-12345.678", "-12,345.68"),
        (ACCOUNTING, "0", "-"),
        ("#,##0.00_);(#,##0.00)", "-1234.565", "(1,234.57)"),
        ("#,##0.00_);(#,##0.00)", "0", "0.00"),
        ("0;-0;;@", "0", ""),
        (";;;", "5", ""),
        ("@", "12.50", "12.5"),
        ('[>=10000]0.00,"千";0', "12345", "12.35千"),
        ('[>=10000]0.00,"千";0', "-5", "-5"),
        ('[<0]"负"0.0;[=0]"无";0.0', "-2", "负2.0"),
        ('[<0]"负"0.0;[=0]"无";0.0', "0", "无"),
        ('[<0]"负"0.0;[=0]"无";0.0', "2", "2.0"),
    ],
)
def test_the_section_for_the_sign_or_condition_prints_a_number(code: str, stored: str, printed: str) -> None:
    assert NumberFormat(code).number(stored) == printed


@pytest.mark.parametrize(
    ("code", "stored", "printed"),
    [
        ("yyyy-m-d", "45000", "2023-3-15"),
        ('yyyy"年"m"月"d"日"', "45000.5", "2023年3月15日"),
        ("[$-F800]dddd, mmmm dd, yyyy", "45000", "2023年3月15日"),
        ("d-mmm-yy", "60", "29-Feb-00"),
        ("yyyy-m-d", "59", "1900-2-28"),
        ("aaaa", "45000", "星期三"),
        ("yyyy-mm-dd hh:mm:ss", "36526.75", "2000-01-01 18:00:00"),
        ("h:mm AM/PM", "0.75", "6:00 PM"),
        ("[h]:mm", "1.5", "36:00"),
        ("mm:ss.0", "0.0001", "00:08.6"),
        ("yyyy-m-d", "-1", "-1"),
        ("yyyy-m-d", "99999999", "99999999"),
    ],
)
def test_a_date_code_prints_the_day_of_a_serial_number(code: str, stored: str, printed: str) -> None:
    assert NumberFormat(code).number(stored) == printed


def test_days_may_count_from_1904() -> None:
    assert NumberFormat("yyyy-m-d", epoch_1904=True).number("43538") == "2023-3-15"


@pytest.mark.parametrize("stored", ["", "nan", "1_0", "1e99999", "十"])
def test_what_is_no_number_stays_as_it_is(stored: str) -> None:
    assert NumberFormat("0.00").number(stored) == stored


@pytest.mark.parametrize(
    ("code", "printed"), [("General", "甲"), (ACCOUNTING, "甲"), ('0;0;0;@"局"', "甲局"), (";;;", ""), ("@", "甲")]
)
def test_a_text_is_printed_with_what_the_section_of_texts_puts_around_it(code: str, printed: str) -> None:
    assert NumberFormat(code).text("甲") == printed


@pytest.mark.parametrize(
    "code", ["0" * 1000, "[", '"', "\\", "_", "*", ";;;;;;;;", "E+", "/", "0/0", "0E+", ",,,", "%" * 250]
)
def test_a_code_that_makes_no_sense_does_no_harm(code: str) -> None:
    for stored in ("0", "1.5", "-1E300", "1E-300"):
        assert isinstance(NumberFormat(code).number(stored), str)


def test_a_built_in_format_is_known_by_its_number() -> None:
    assert [built_in_code(number) for number in (0, 4, 10, 14, 31, 49, 300)] == [
        "General", "#,##0.00", "0.00%", "yyyy/m/d", 'yyyy"年"m"月"d"日"', "@", "General",
    ]  # fmt: skip

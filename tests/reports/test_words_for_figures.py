"""What figures are called in every format: 报送数, 重算数, 另一处; no report says what a figure should be but by an inference."""

from __future__ import annotations

import re
import zlib
from base64 import b64decode
from io import BytesIO
from zipfile import ZipFile

import pytest

from auditor.records import RunRecord
from auditor.reports import FORMATS, render_bytes


def said_in(run: RunRecord, name: str) -> str:
    """Everything that a report says, also what a container or a page packs."""
    made = render_bytes(run, name, "zh")
    if FORMATS[name].is_binary:
        with ZipFile(BytesIO(made)) as parts:
            return "".join(parts.read(part).decode("utf-8", "ignore") for part in parts.namelist())
    text = made.decode("utf-8")
    packed = re.findall(r'id="d\d+packed">([^<]+)<', text)
    return text + "".join(zlib.decompress(b64decode(block), wbits=-zlib.MAX_WBITS).decode() for block in packed)


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_says_what_a_figure_should_be(name: str, sample_run: RunRecord) -> None:
    said = said_in(sample_run, name)
    assert not re.search("应为|应是(?!按规定)|应当为", said)
    assert "““" not in said and "””" not in said, "quotation marks in quotation marks"


@pytest.mark.parametrize("name", ["text", "markdown", "html", "junit", "xlsx", "docx"])
def test_formats_that_calculate_name_what_is_printed_and_what_it_is_held_against(
    name: str, sample_run: RunRecord
) -> None:
    said = said_in(sample_run, name)
    assert "报送数" in said
    assert "重算数" in said or "另一处" in said

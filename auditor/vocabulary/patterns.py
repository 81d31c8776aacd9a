"""The type of a regular expression in rule files, for the schemas of all of them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from auditor.messages import told
from auditor.messages.parsers import parser_says


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        says = parser_says(error.msg, told("pattern-otherwise"))
        raise ValueError(told("bad-pattern", why=says)) from error
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]

"""The type of a regular expression in rule files, for the schemas of all of them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]

"""What parsers of other libraries say of a text, in the language that is spoken."""

from __future__ import annotations

import re
from functools import cache

from auditor.messages import Catalogue, spoken, tell

_SAID = Catalogue("parsers")
_BLANK = "{what}"


def parser_says(message: str, otherwise: str = "") -> str:
    """What a parser means; `otherwise` stands for what the catalogue does not know, by default what the parser says itself."""
    for key, pattern in _patterns():
        found = pattern.fullmatch(message)
        if found is not None:
            return tell(_SAID, key, spoken(), what=found[1] if _BLANK in key else "")
    return otherwise or message


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The sentences of parsers, those without blanks first."""
    keys = sorted(_SAID, key=lambda key: _BLANK in key)
    return [(key, re.compile(re.escape(key).replace(re.escape(_BLANK), "(.+)"))) for key in keys]

"""The format code of a spreadsheet cell: its sections, their conditions and marks, and the codes that have numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.patterns import regex
from auditor.tuples import NamedTuple

_LONGEST_CODE = 255
_TOKEN = regex(
    r"""(?P<literal>"[^"]*"?|[\\!].) | (?P<pad>[_*].) | (?P<bracket>\[[^]]*\]) | (?P<general>General|G/通用格式)
      | (?P<exponent>E[+-]) | (?P<date>AM/PM|A/P|上午/下午|y+|m+|d+|h+|s+|a{3,4}|e+|b+|g+)
      | (?P<digit>[0#?]) | (?P<mark>[.,%/@;]) | (?P<plain>.)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_CONDITION = regex(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]{1,30}(?:\.[0-9]{1,30})?)\]")
_CURRENCY = regex(r"\[\$([^-\]]*)")
_ELAPSED = regex(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_SYSTEM_DATES = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}
_AFTERNOON = '上午/下午h"时"mm"分"'
_BUILT_IN = {
    **dict(enumerate(("General", "0", "0.00", "#,##0", "#,##0.00"))),
    **dict(enumerate(('"¥"#,##0;"¥"-#,##0',) * 2 + ('"¥"#,##0.00;"¥"-#,##0.00',) * 2, 5)),
    **dict(enumerate(("0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??", "yyyy/m/d", "d-mmm-yy", "d-mmm", "mmm-yy"), 9)),
    **dict(enumerate(("h:mm AM/PM", "h:mm:ss AM/PM", "h:mm", "h:mm:ss", "yyyy/m/d h:mm"), 18)),
    **dict(enumerate(('yyyy"年"m"月"', 'm"月"d"日"', 'm"月"d"日"', "m-d-yy", 'yyyy"年"m"月"d"日"'), 27)),
    **dict(enumerate(('h"时"mm"分"', 'h"时"mm"分"ss"秒"', _AFTERNOON, f'{_AFTERNOON}ss"秒"', 'yyyy"年"m"月"'), 32)),
    **dict(enumerate(("#,##0;-#,##0",) * 2 + ("#,##0.00;-#,##0.00",) * 2, 37)),
    **dict(enumerate(('#,##0;-#,##0;"-"', '"¥"#,##0;"¥"-#,##0;"¥-"'), 41)),
    **dict(enumerate(('#,##0.00;-#,##0.00;"-"', '"¥"#,##0.00;"¥"-#,##0.00;"¥-"'), 43)),
    **dict(enumerate(("mm:ss", "[h]:mm:ss", "mm:ss.0", "##0.0E+0", "@"), 45)),
    **dict(enumerate(('yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"', 'm"月"d"日"'), 50)),
    **dict(enumerate((_AFTERNOON, f'{_AFTERNOON}ss"秒"', 'yyyy"年"m"月"', 'm"月"d"日"'), 55)),
}


class Token(NamedTuple):
    """One mark of a format code; the text of a literal is what it prints."""

    kind: str
    text: str


class Section(NamedTuple):
    """One of up to four parts of a code: which numbers it is for, and how they print."""

    condition: tuple[str, Decimal] | None
    tokens: tuple[Token, ...]

    def has(self, kind: str, text: str | None = None) -> bool:
        """Whether a token of the kind, and of the text if given, is in it."""
        return any(token.kind == kind and text in (None, token.text) for token in self.tokens)

    @property
    def is_for_text(self) -> bool:
        return self.has("mark", "@")

    @property
    def is_date(self) -> bool:
        kinds = [token.kind for token in self.tokens]
        return "date" in kinds and ("digit" not in kinds or kinds.index("date") < kinds.index("digit"))

    @property
    def is_below_zero(self) -> bool:
        """Whether its condition lets only negative numbers in, so that the code itself prints their sign."""
        operator, bound = self.condition or ("", Decimal(0))
        return (operator == "<" and bound <= 0) or (operator in ("<=", "=") and bound < 0)

    def admits(self, value: Decimal) -> bool:
        """Whether it has a condition and the number meets it."""
        if self.condition is None:
            return False
        operator, bound = self.condition
        order = "<" if value < bound else ">" if value > bound else "="
        return order in operator


def built_in_code(number: int) -> str:
    """The code of a format known by its number (ECMA-376 part 1, 18.8.30, as Chinese of China); else `General`."""
    return _BUILT_IN.get(number, "General")


def format_sections(code: str) -> list[Section]:
    """The sections of a code as files store it, in the spelling of English; one too long to be a code is `General`."""
    code = next((known for mark, known in _SYSTEM_DATES.items() if code.upper().startswith(mark)), code)
    parts: list[list[Token]] = [[]]
    conditions: dict[int, tuple[str, Decimal]] = {}
    for match in _TOKEN.finditer(code if len(code) <= _LONGEST_CODE else "General"):
        if match[0] == ";":
            parts.append([])
        elif condition := _CONDITION.fullmatch(match[0]):
            conditions[len(parts) - 1] = (condition[1], Decimal(condition[2]))
        elif token := _token(match.lastgroup or "plain", match[0]):
            parts[-1].append(token)
    return [Section(conditions.get(index), tuple(part)) for index, part in enumerate(parts[:4])]


def _token(kind: str, text: str) -> Token | None:
    """What prints; colours, languages and padding print nothing."""
    if kind == "literal":
        return Token(kind, text[1:].removesuffix('"') if text[0] == '"' else text[1:])
    if kind == "bracket":
        if _ELAPSED.fullmatch(text):
            return Token("date", text.lower())
        currency = _CURRENCY.match(text)
        return Token("literal", currency[1]) if currency and currency[1] else None
    return None if kind == "pad" else Token(kind, text)

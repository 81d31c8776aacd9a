"""JSON that is indented by one blank a level, written entry by entry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


def indented(entries: Iterable[Any], level: int = 0) -> Iterator[str]:
    """A list as `json.dumps` with `indent=1` has it at a level, in pieces of one entry each."""
    margin, first = "\n" + " " * level, True
    for entry in entries:
        # No string of JSON has a line break in it.
        text = json.dumps(entry, ensure_ascii=False, indent=1).replace("\n", f"{margin} ")
        yield f"{'[' if first else ','}{margin} {text}"
        first = False
    yield "[]" if first else f"{margin}]"

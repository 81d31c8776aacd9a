"""Plots of numbers by year: bars drawn as SVG by hand, with what they show in words for those who do not see them."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.records.choices import Lang
from auditor.reports.html_report.markup import escaped
from auditor.reports.overview.words import word
from auditor.tuples import NamedTuple

_WIDTH, _HEIGHT, _TOP, _FOOT = 200, 96, 16, 18
_MOST_LABELS = 6
"""So many bars have their values and years beside them; of more only some do, the last among them."""


class Bar(NamedTuple):
    """One bar: its year, how high it is, and what it says."""

    year: str
    height: float
    value: str


def chart(title: str, kind: str, bars: Sequence[Bar], lang: Lang) -> str:
    """A plot of bars; `kind` is its class."""
    highest = max((bar.height for bar in bars), default=0) or 1
    step = _WIDTH / max(1, len(bars))
    every = -(-len(bars) // _MOST_LABELS)
    room = _HEIGHT - _TOP - _FOOT
    drawn = []
    for number, bar in enumerate(bars):
        height = room * bar.height / highest
        top, middle = _HEIGHT - _FOOT - height, step * (number + 0.5)
        drawn.append(
            f'<rect x="{middle - 0.3 * step:.1f}" y="{top:.1f}" width="{0.6 * step:.1f}" height="{height:.1f}"/>'
        )
        if (len(bars) - 1 - number) % every == 0:
            drawn.append(f'<text class="value" x="{middle:.1f}" y="{top - 4:.1f}">{escaped(bar.value)}</text>')
            drawn.append(f'<text x="{middle:.1f}" y="{_HEIGHT - 4}">{escaped(bar.year)}</text>')
    said = word("chart", lang, title=title, values=", ".join(f"{bar.year} {bar.value}" for bar in bars))
    base = f'<line x1="0" x2="{_WIDTH}" y1="{_HEIGHT - _FOOT}" y2="{_HEIGHT - _FOOT}"/>'
    return (
        f'<figure class="{kind}"><figcaption>{escaped(title)}</figcaption><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escaped(said)}">{"".join(drawn)}{base}</svg></figure>'
    )

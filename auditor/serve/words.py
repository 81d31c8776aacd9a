"""The words of the page."""

from __future__ import annotations

from typing import get_args

from auditor.messages import LANGUAGES, Catalogue, Lang, tell
from auditor.records.messages import say
from auditor.reports.standing import Standing

WORDS = Catalogue("serve")


def word(key: str, lang: Lang, **blanks: object) -> str:
    """A sentence with its blanks filled."""
    return tell(WORDS, key, lang, **blanks)


def words_of_the_page() -> dict[Lang, dict[str, str]]:
    """What the script of the page needs to speak in either language: its own words, and what reports call how a document stands."""
    spoken = {key: dict(zip(LANGUAGES, entry, strict=True)) for key, entry in WORDS.items()}
    spoken |= {
        f"verdict-{name}": {lang: say(f"verdict-{name}", lang) for lang in LANGUAGES} for name in get_args(Standing)
    }
    return {lang: {key: entry[lang] for key, entry in spoken.items()} for lang in LANGUAGES}


def language_of(accepted: str) -> Lang:
    """The language that a browser asks for in Accept-Language; Chinese where it asks for neither."""
    weighed = []
    for place, entry in enumerate(accepted.split(",")):
        name, _, rest = entry.strip().partition(";")
        try:
            weight = float(rest.partition("q=")[2] or 1)
        except ValueError:
            weight = 0.0
        weighed.append((-weight, place, name.partition("-")[0].lower()))
    return next((lang for _, _, name in sorted(weighed) for lang in LANGUAGES if name == lang), "zh")

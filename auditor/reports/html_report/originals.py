"""The original beside what was read of it: pictures of the page with the figures of a finding boxed, and the same as read.

Who looks at both sees at once whether the document is wrong or the reading.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.records.choices import Lang
from auditor.reports.html_report.excerpt import Excerpts, Tones
from auditor.reports.html_report.markup import escaped
from auditor.reports.html_report.words import word
from auditor.reports.terms import printed_of, suspected

if TYPE_CHECKING:
    from auditor.documents.pictures import Picture
    from auditor.records import FindingRecord
    from auditor.records.model import VerdictRecord

_PAIR = 2
_WIDE = 560
"""Pixels; a picture that is wider is not made narrower than this, where print would be too small to read."""


def original(
    finding: FindingRecord, head: VerdictRecord, pictures: Sequence[Picture], excerpts: Excerpts, lang: Lang
) -> str:
    """The pictures of a finding and what was read there; empty where there are no pictures."""
    if not pictures:
        return ""
    shown = "".join(_figure(picture, head, lang) for picture in pictures)
    read = excerpts.of(_tones(finding, head))
    beside = f'<div class="read"><p>{word("as-read", lang)}</p>{read}</div>' if read else ""
    return f'<div class="original"><div class="seen">{shown}</div>{beside}</div>'


def _figure(picture: Picture, head: VerdictRecord, lang: Lang) -> str:
    terms = [term for term in head["terms"] if term["location"]["page"] == picture.page and term["printed"]]
    told = ("、" if lang == "zh" else ", ").join(f"{term['label']} {printed_of(term)}".strip() for term in terms)
    says = word("picture-of", lang, page=picture.page, figures=told)
    label = f"{word('original', lang)} {word('page', lang, page=picture.page)}"
    data = b64encode(picture.png).decode("ascii")
    left, top, right, bottom = picture.places[0] if picture.places else (0, 0, 0, 0)
    # Where the script scrolls a picture to that has no room: the figure that matters most.
    at = f"{(left + right) / 2:.0f} {(top + bottom) / 2:.0f}"
    kind = "sheet wide" if picture.width > _WIDE else "sheet"
    return (
        f"<figure><figcaption>{word('original', lang)} <span>{word('page', lang, page=picture.page)}</span></figcaption>"
        f'<div class="{kind}" data-at="{at}" tabindex=0 role="group" aria-label="{label}">'
        f'<img alt="{escaped(says)}" width={picture.width} height={picture.height} loading=lazy decoding=async '
        f'src="data:image/png;base64,{data}"></div></figure>'
    )


def _tones(finding: FindingRecord, head: VerdictRecord) -> Tones:
    """How each figure is marked, the ones that may be wrong first: as in the pictures."""
    places = [(term["location"]["line"], term["location"]["column"]) for term in head["terms"]]
    suspects = suspected(finding)
    solid = sorted(suspects) or (
        [] if finding["severity"] == "note" else places if len(places) == _PAIR else places[:1]
    )
    is_certain = finding["severity"] == "error" and len(suspects) <= 1
    tones = dict.fromkeys(solid, "wrong" if is_certain else "doubt")
    for place in places:
        tones.setdefault(place, "part")
    return tones

"""Labels to meanings: which concept and which members a figure's name speaks of, and what of it stays unexplained."""

from __future__ import annotations

from auditor.documents import squeeze as squeeze
from auditor.patterns import regex
from auditor.tuples import NamedTuple
from auditor.vocabulary import Dimension, Meaning, Phrases, Vocabulary

NUMBERING = regex(
    r"^[\s\"“]*(?:"
    r"(?P<han>[一二三四五六七八九十]{1,4})\s*[、.．]"
    r"|[（(](?P<parhan>[一二三四五六七八九十]{1,3})[）)]"
    r"|(?P<arabic>\d{1,2})\s*[、.．](?!\d)"
    r"|[（(](?P<pararabic>\d{1,2})[）)]"
    r"|(?P<circled>[①-⑳])"
    r")\s*"
)
_RANKS = {"han": 1, "parhan": 2, "arabic": 3, "pararabic": 4, "circled": 5}
_HAN = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_NOISE = regex(r"[\s“”\"'：:（）()《》·*]+")


class Label(NamedTuple):
    """What a label means; `rest` is what no term or filler explains."""

    concept: str | None
    dims: dict[str, str]
    rest: str


def numbering_rank(text: str) -> int | None:
    """How deep a label's own number stands: a Han numeral, one in brackets, 1., (1), ① are 1 to 5 deep; None without one."""
    match = NUMBERING.match(text)
    return _RANKS[match.lastgroup] if match and match.lastgroup else None


def numbering_ordinal(text: str) -> int | None:
    """Which one a label's own number makes it: 4 for the fourth; None without a number."""
    match = NUMBERING.match(text)
    if not match or not match.lastgroup:
        return None
    number = match[match.lastgroup]
    if match.lastgroup == "circled":
        return ord(number) - ord("①") + 1
    return whole_number(number)


def whole_number(text: str) -> int | None:
    """A small whole number in digits or in Han numerals up to ninety-nine; None where it is none."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not text or (tens and tens not in _HAN) or (ones and ones not in _HAN):
        return None
    return (_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(ones, 0)


def without_numbering(text: str) -> str:
    match = NUMBERING.match(text)
    return text[match.end() :] if match else text


def read_label(text: str, terms: Phrases[Meaning | None], vocabulary: Vocabulary) -> Label:
    """Read a label from left to right, the longest known phrase at each place."""
    concept: str | None = None
    dims: dict[str, str] = {}
    rest: list[str] = []
    position = 0
    while position < len(text):
        found = terms.at(text, position)
        if found is None:
            rest.append(text[position])
            position += 1
            continue
        phrase, meaning = found
        position += len(phrase)
        if meaning is None:
            continue
        if meaning.concept:
            concept = _stronger(concept, meaning.concept, vocabulary)
        if meaning.dimension and meaning.member:
            put_member(dims, vocabulary.dimensions[meaning.dimension], meaning.member)
    return Label(concept, dims, _NOISE.sub("", "".join(rest)))


def put_member(dims: dict[str, str], dimension: Dimension, member: str) -> None:
    """Narrow a dimension to a member; a member already given stays where the new one is above it."""
    known = dims.get(dimension.id)
    if known is None or known in dimension.ancestors(member) or known not in (member, *dimension.ancestors(known)):
        if known is not None and member in dimension.ancestors(known):
            return
        dims[dimension.id] = member


def _stronger(known: str | None, new: str, vocabulary: Vocabulary) -> str:
    """A specific concept beats a generic word; of two of a kind the later one, the head of the phrase."""
    if known is None:
        return new
    if vocabulary.concepts[new].generic:
        return known
    if vocabulary.concepts[known].generic:
        return new
    return known

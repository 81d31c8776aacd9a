"""Words to units: `编制单位：某局　　单位：万元` says 万元, a column `占比（%）` is counted in percent."""

from __future__ import annotations

from auditor.documents import SourceText
from auditor.facts.labels import squeeze
from auditor.figures import MONEY, PERCENT, Unit
from auditor.patterns import regex
from auditor.vocabulary import Vocabulary, pattern_of

_BETWEEN_UNITS = regex(r"[、/／,，;；\s]")
_OPEN_BRACKET = regex(r"[（(\[【]")
_BRACKETS = "（()）[]【】"
_PERCENT_SIGNS = ("%", "％")
_LONGEST_TITLE = 60


def unit_called(words: str, vocabulary: Vocabulary) -> Unit | None:
    """The unit that words name: `万 元`, `人、万元` (of several that of money, else the first), `元（列至角分）` (remarks left out)."""
    bare = _OPEN_BRACKET.split(words.strip(), maxsplit=1)[0]
    units = (_called(name, vocabulary) for name in (words, bare))
    several = [unit for name in _BETWEEN_UNITS.split(bare) if (unit := _called(name, vocabulary)) is not None]
    money = (unit for unit in several if unit.quantity == MONEY)
    return next((unit for unit in (*units, *money, *several) if unit is not None), None)


def _called(name: str, vocabulary: Vocabulary) -> Unit | None:
    return vocabulary.units.get(name.strip().lower()) or vocabulary.units.get(squeeze(name).lower())


def stated_unit(text: str, vocabulary: Vocabulary) -> Unit | None:
    """The unit behind the words that announce one. Those words may also announce a body, so each is asked."""
    for match in pattern_of(vocabulary.grammar.captions["unit"]).finditer(text):
        unit = unit_called(match["unit"], vocabulary)
        if unit:
            return unit
    return None


def caption_unit(captions: list[SourceText], vocabulary: Vocabulary) -> Unit | None:
    """The unit stated above a table, the captions nearest first; without such words a unit of money that stands alone or ends a title."""
    stated = (stated_unit(caption.text, vocabulary) for caption in captions)
    unit = next((found for found in stated if found), None)
    return unit or next((found for caption in captions if (found := _unit_alone(caption.text, vocabulary))), None)


def _unit_alone(text: str, vocabulary: Vocabulary) -> Unit | None:
    """A unit of money that is all a caption says, in brackets or not, or that stands in brackets behind a title."""
    words = squeeze(text)
    unit = vocabulary.units.get(words.strip(_BRACKETS).lower())
    if unit is None and words.endswith(("）", ")")) and len(words) <= _LONGEST_TITLE:
        unit = named_unit(words, vocabulary)
    return unit if unit is not None and unit.quantity == MONEY else None


def named_unit(text: str, vocabulary: Vocabulary) -> Unit | None:
    """The unit that a header or label names, as in brackets behind its words."""
    for match in pattern_of(vocabulary.grammar.captions["column_unit"]).finditer(text):
        unit = unit_called(match["unit"].strip(), vocabulary)
        if unit:
            return unit
    return None


def row_unit(label: SourceText | None, vocabulary: Vocabulary) -> Unit | None:
    """The unit that a row names: `车辆（辆）`, `余额占限额%`. A mark of the level of a classification is none: `其他支出（项）`."""
    if label is None:
        return None
    words = label.text
    for mark in vocabulary.grammar.labels.get("topic_marks", ()):
        words = pattern_of(mark).sub("", words)
    is_rate = squeeze(words).strip(_BRACKETS).endswith(_PERCENT_SIGNS)
    return named_unit(words, vocabulary) or (PERCENT if is_rate else None)


def column_unit(path: tuple[str, ...], vocabulary: Vocabulary) -> Unit | None:
    """The unit that the header cells above a column name, the nearest first: `预算数（万元）`, `比上年增减%`, `单位：元`."""
    for words in reversed(path):
        unit = named_unit(words, vocabulary) or stated_unit(words, vocabulary) or unit_called(words, vocabulary)
        if unit:
            return unit
        if words.strip(_BRACKETS).endswith(_PERCENT_SIGNS):
            return PERCENT
    return None

"""What licenses a reading of a table, in words: the names of candidates in Chinese and English.

A name is made of a base, a note on lines "of which", and how several totals relate: `codes, others beside+of which/sections`.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.facts.tables.formulas import PRINTED
from auditor.facts.tables.understanding import SEPARATOR
from auditor.messages import Catalogue, Lang, tell
from auditor.records.messages import say
from auditor.vocabulary import Vocabulary

LICENCES = Catalogue("readings")


_ELSE = f"{PRINTED}, else "


def licence_of(name: str, vocabulary: Vocabulary, lang: Lang) -> str:
    """What licenses a candidate: `按编码的位数，“其中”各行不相加`; a name that the catalogue does not have stands for itself."""
    known, *further = _parted(name)
    said = [_base(known, vocabulary, lang)]
    said += [tell(LICENCES, part, lang) for part in further if part in LICENCES]
    return ("，" if lang == "zh" else ", ").join(said)


def tried_readings(names: str, vocabulary: Vocabulary, lang: Lang) -> str:
    """The readings of a gap, each kind once: `按编码的位数、按规定的名称、各行并列`."""
    bases = dict.fromkeys(_parted(name)[0] for name in names.split(SEPARATOR))
    plain = dict.fromkeys(base.split(",")[0] for base in bases)
    return _listed((_base(base, vocabulary, lang) for base in plain), lang)


def _listed(parts: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)


def _parted(name: str) -> tuple[str, str, str, str]:
    """The base of a name, what it says of the marks of rows, of rows "of which", of several totals; all but the first with their sign."""
    rest, slash, mode = name.partition("/")
    rest, plus, of_which = rest.partition("+")
    base, tilde, marks = rest.partition("~")
    return base, tilde + marks, plus + of_which, slash + mode


def _base(base: str, vocabulary: Vocabulary, lang: Lang) -> str:
    if base.startswith(_ELSE):
        return _listed((tell(LICENCES, PRINTED, lang), _base(base.removeprefix(_ELSE), vocabulary, lang)), lang)
    if not base.startswith("members of "):
        return tell(LICENCES, base, lang)
    name = base.removeprefix("members of ")
    dimension = vocabulary.dimensions.get(name)
    return tell(
        LICENCES, "members of", lang, name=dimension.name[lang] if dimension else say(f"dimension-{name}", lang)
    )

"""Rows and columns of a statement: what each line means, and which line it is a part of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.documents import SourceText
from auditor.facts.labels import numbering_rank, read_label, squeeze, without_numbering
from auditor.facts.model import Line, Role
from auditor.patterns import regex
from auditor.vocabulary import Dimension, Pane, Vocabulary, pattern_of

_UNIT = "unit"
"""The dimension of the bodies by which some tables are parted; its members are codes or names of this document."""
_COLUMN = "column"
"""The dimension of columns that the vocabulary does not tell apart; its members are their headers."""
_LONGEST_CODE = 60
"""A longer member is no code whose beginning could be the code of another."""
_CLASS = 3
"""Digits of the code of a class; each level below it has two more."""
_TRAILING_BRACKETS = regex(r"[（(][^（）()]*[）)]$")


def row_line(
    index: int,
    label: SourceText | None,
    code: str,
    unit: str,
    pane: Pane | None,
    organisation: str,
    vocabulary: Vocabulary,
    name: str | None = None,
) -> Line:
    """What a row is: by its code of the classification or of a body, else by its words, `name` if a code stands in front of them."""
    text = name if name is not None else label.text if label else ""
    words = squeeze(without_numbering(text))
    tables = vocabulary.grammar.tables
    of_which = any(words.lower().startswith(mark) for mark in tables["of_which"])
    for mark in tables["of_which"]:
        words = words[len(mark) :] if words.lower().startswith(mark) else words
    words = words.lstrip("：:")
    words = squeeze(without_numbering(words))
    role: Role = "of_which" if of_which else "member"
    dimension = vocabulary.dimensions.get(pane.rows) if pane else None
    if code and not any(char.isdigit() for char in code):
        words, code = words or code, ""
    key = words.lower()
    if dimension is not None and any(char.isdigit() for char in unit):
        return Line(index, words, label, None, {_UNIT: unit}, role, None)
    if dimension is not None and code and dimension.code_pattern and dimension.code_pattern.fullmatch(code):
        return Line(
            index, words or _name_of(code, dimension, vocabulary), label, None, {dimension.id: code}, role, None
        )
    if key in tables["totals"] or (organisation and squeeze(text) == organisation) or (not words and not code):
        return Line(index, words, label, None, {}, "total", None)
    concept = vocabulary.concept_aliases.get(key)
    if concept and pane and pane.rows != "item":
        own = pane.concept if _is_word_for_all(concept, pane.concept, vocabulary) else concept
        return Line(index, words, label, own if own != pane.concept else None, {}, "total", None)
    if dimension is None:
        return Line(index, words, label, None, {"item": words}, role, None)
    if code:
        return Line(index, words, label, None, {_UNIT: code}, role, None)
    member = _member_named(words, dimension, vocabulary)
    if member is None:
        meaning = read_label(words, vocabulary.table_terms, vocabulary)
        member = meaning.dims.get(dimension.id) if len(meaning.rest) <= len(words) // 3 else None
        if member is not None and _is_another(words, member, vocabulary):
            member = None
        if member is None and not meaning.rest and key.endswith(tuple(tables["totals"])):
            return Line(index, words, label, None, meaning.dims, "total", None)
    return Line(index, words, label, None, {dimension.id: member or f"~{words}"}, role, None)


def _name_of(code: str, dimension: Dimension, vocabulary: Vocabulary) -> str:
    """What a classification calls a code whose name is not printed."""
    known = vocabulary.codes[dimension.id].get(code) if dimension.id in vocabulary.codes else None
    return known.name if known is not None else ""


def _member_named(words: str, dimension: Dimension, vocabulary: Vocabulary) -> str | None:
    """The member whose name a row bears, be it with brackets behind it, if these do not say that it stands lower: `其他支出（项）`."""
    known, key = vocabulary.members[dimension.id], words.lower()
    member = known.get(key) or known.get(_TRAILING_BRACKETS.sub("", key).strip())
    return None if member is not None and _is_another(words, member, vocabulary) else member


def _is_another(words: str, member: str, vocabulary: Vocabulary) -> bool:
    """Whether a name is that of another code, or has a mark for another level behind it.

    An item may have the name of its class inside: `其他国有资本经营预算支出` is no `国有资本经营预算支出`.
    """
    if not member.isdigit():
        return False
    mark = pattern_of(vocabulary.grammar.structure["level_mark"])
    found = mark.search(words)
    if found and found.lastindex:
        return len(member) != _CLASS + 2 * (found.lastindex - 1)
    codes = vocabulary.codes_named(mark.sub("", words))
    return bool(codes) and member not in codes


def _is_word_for_all(concept: str, base: str, vocabulary: Vocabulary) -> bool:
    """Whether a row's general word is said of its table's own affair: `支出合计` in a table of the three public funds."""
    return vocabulary.concepts[concept].generic and not vocabulary.concepts[base].generic


def keep_sections(lines: list[Line], base: str, vocabulary: Vocabulary) -> list[Line]:
    """Tell apart what a column of labels prints twice.

    Members printed a second time belong to the concept named last above them (sources below the line of what is carried
    over); a bare total below the year's own total is the grand total that includes what is carried over, as is one below what is
    handed on to other budgets: `国有资本经营预算支出 / 转移性支出 / 调出资金 / 本年支出合计`. So is a `总计` that stands with rows of
    what comes from other levels or years: `总计 / 一、上级补助 / 二、市本级政府性基金预算 / 三、上年结余`.
    """
    grand = next((concept.id for concept in vocabulary.concepts.values() if base in concept.parts), None)
    handed_on = pattern_of(vocabulary.grammar.structure["handed_on"])
    is_of_more = _has_more_than_its_own(lines, vocabulary)
    seen: set[tuple[str, str]] = set()
    has_total = has_more = False
    named = base
    kept = []
    for line in lines:
        has_more = has_more or (line.role == "member" and bool(handed_on.search(line.label)))
        if line.role == "total" and not line.concept and not line.dims:
            of_all = is_of_more and pattern_of(vocabulary.grammar.structure["grand_total"]).search(line.label)
            if (has_total or has_more or of_all) and grand:
                line = line._replace(concept=grand)
            has_total = True
        if line.concept:
            named = line.concept
        mark = (base, repr(sorted(line.dims.items())))
        if line.role == "member" and not line.concept and line.dims and mark in seen and named != base:
            line = line._replace(concept=named)
        elif line.role == "member":
            seen.add(mark)
        kept.append(line)
    return kept


def _has_more_than_its_own(lines: list[Line], vocabulary: Vocabulary) -> bool:
    """Whether rows without a code say that their money is of another level or year, and others that theirs is not."""
    beyond = pattern_of(vocabulary.grammar.structure["beyond"])
    named = [line.label for line in lines if line.role == "member" and not line.concept and not line.code]
    return any(map(beyond.search, named)) and not all(map(beyond.search, named))


def part_by_units(lines: list[Line], dimension: str) -> list[Line]:
    """In a table of codes a row without one names a body; the codes below it are that body's, up to the next."""
    coded = any(line.dims.get(dimension, "~")[0] != "~" for line in lines)
    named = [line for line in lines if line.dims.get(dimension, "")[:1] == "~" and line.role == "member"]
    units = [line for line in lines if _UNIT in line.dims]
    if not coded or not (named or units):
        return lines
    parted = []
    unit: str | None = None
    for line in lines:
        member = line.dims.get(dimension, "")
        if _UNIT in line.dims:
            unit = line.dims[_UNIT]
        elif member.startswith("~") and line.role == "member":
            unit = member
            line = line._replace(dims={_UNIT: member})
        elif unit is not None and member:
            line = line._replace(dims={**line.dims, _UNIT: unit})
        parted.append(line)
    return parted


def set_headings_apart(lines: list[Line], dimension: str) -> list[Line]:
    """A numbered row that no list knows, with rows numbered deeper right below it, only gathers those; they are the members."""
    kept = []
    for place, line in enumerate(lines):
        own, deeper = rank_of(line), rank_of(lines[place + 1]) if place + 1 < len(lines) else None
        is_unknown = line.role == "member" and line.dims.get(dimension, "")[:1] == "~"
        gathers = own is not None and deeper is not None and deeper > own
        kept.append(line._replace(role="apart") if is_unknown and gathers else line)
    return kept


def attach(lines: list[Line], base: str, vocabulary: Vocabulary, *, in_order: bool) -> list[Line]:
    """Find each line's parent: the nearest printed ancestor of its members, else the total of its concept.

    A line "of which" belongs to the line above it where the order of lines tells (rows), else to the whole (columns).
    """
    places: dict[tuple[str, tuple[tuple[str, str], ...]], int] = {}
    for place, line in enumerate(lines):
        if line.role != "of_which":
            places.setdefault((line.concept or base, tuple(sorted(line.dims.items()))), place)
    attached = []
    last = None
    for place, line in enumerate(lines):
        if line.role == "of_which":
            parent = last if in_order else places.get((base, ()))
        else:
            parent = _parent(line, base, place, places, vocabulary)
            last = place
        attached.append(line._replace(parent=parent))
    return attached


def settle_of_which(lines: list[Line], base: str, vocabulary: Vocabulary) -> list[Line]:
    """A line "of which" that has sisters below the same known parent opens their list; it is a member like them."""
    parents: list[tuple[str, str, str] | None] = []
    for line in lines:
        found = None
        for name, member in line.dims.items():
            dimension = vocabulary.dimensions.get(name)
            above = dimension.ancestors(member)[:1] if dimension and not member.startswith("~") else []
            found = (line.concept or base, name, above[0]) if above else found
        parents.append(found)
    count = Counter(parents)
    return [
        line._replace(role="member") if line.role == "of_which" and parent and count[parent] > 1 else line
        for line, parent in zip(lines, parents, strict=True)
    ]


def _parent(
    line: Line,
    base: str,
    place: int,
    places: dict[tuple[str, tuple[tuple[str, str], ...]], int],
    vocabulary: Vocabulary,
) -> int | None:
    concept = line.concept or base
    for name, member in line.dims.items():
        dimension = vocabulary.dimensions.get(name)
        if (
            (dimension is not None and not dimension.additive)
            or name == _COLUMN
            or (name == _UNIT and len(line.dims) > 1)
        ):
            continue
        others = {key: value for key, value in line.dims.items() if key != name}
        above = dimension.ancestors(member) if dimension else beginnings(member)
        for ancestor in above:
            found = places.get((concept, tuple(sorted({**others, name: ancestor}.items()))))
            if found is not None and found != place:
                return found
        found = places.get((concept, tuple(sorted(others.items()))))
        if found is not None and found != place:
            return found
    kept = {
        key: value
        for key, value in line.dims.items()
        if key in vocabulary.dimensions and not vocabulary.dimensions[key].additive
    }
    for whole in vocabulary.concepts.values():
        if concept in whole.parts:
            found = places.get((whole.id, tuple(sorted(kept.items()))))
            if found is not None and found != place:
                return found
    return None


def beginnings(member: str, shortest: int = 1) -> Iterator[str]:
    """The codes that a code without a classification may stand below, the longest first: `125` for `125001`."""
    if len(member) <= _LONGEST_CODE:
        yield from (member[:end] for end in range(len(member) - 1, shortest - 1, -1))


def rank_of(line: Line) -> int | None:
    """How deep a row's own number stands; None without one."""
    return numbering_rank(line.source.text) if line.source else None

"""Whether parts divide a whole: different known members of one dimension, all of them or some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from auditor.vocabulary import Vocabulary, pattern_of

Members = dict[str, str]


def partition_dimension(whole: Members, parts: Sequence[Members], vocabulary: Vocabulary) -> str | None:
    """The dimension along which all parts are different known members right below the whole; None where there is none."""
    added = {name for part in parts for name, member in part.items() if whole.get(name) != member}
    if len(added) != 1:
        return None
    name = added.pop()
    dimension = vocabulary.dimensions.get(name)
    members = [part[name] for part in parts if name in part]
    if dimension is None or len(members) < len(parts) or len(set(members)) != len(members):
        return None
    for member in members:
        if any(above in members for above in dimension.ancestors(member)) or member.startswith("~"):
            return None
    return name


def covers(whole: Members, parts: Sequence[Members], vocabulary: Vocabulary) -> bool:
    """Whether parts are all the members that a dimension has right below the whole, whatever the words promise."""
    name = partition_dimension(whole, parts, vocabulary)
    if name is None:
        return False
    return set(vocabulary.dimensions[name].children(whole.get(name))) == {part[name] for part in parts}


def lacks_kinds(whole: Members, parts: Sequence[Members], vocabulary: Vocabulary) -> bool:
    """Whether parts are some of the few kinds that a dimension has: 因公出国费 and 公务接待费 of the three; classes with codes are many."""
    name = partition_dimension(whole, parts, vocabulary)
    is_of_few = name is not None and vocabulary.dimensions[name].code_pattern is None
    return is_of_few and not covers(whole, parts, vocabulary)


def is_of_bodies(words: str, vocabulary: Vocabulary) -> bool:
    """Whether words tell apart bodies within one document: 全市, 市级."""
    settings = (setting for setting in vocabulary.settings if setting.told_apart)
    return any(
        not member.vague and pattern_of(member.words).search(words)
        for setting in settings
        for member in setting.members
    )


def may_leave_out(whole: Members, parts: Sequence[Members], vocabulary: Vocabulary, *, tells_some: bool) -> bool:
    """Whether a list names some classes of many: of a government's spending few are told of (市级支出50亿元，其中：教育支出10亿元).

    A department that lists its classes lists all of them; `tells_some` says that the document is a government's.
    """
    told = whole.get("item", "") or whole.get("unit", "")
    by_code = all(any(name in vocabulary.codes for name in part.keys() - whole.keys()) for part in parts)
    return by_code and (tells_some or (bool(told) and is_of_bodies(told, vocabulary)))


def names_them(whole: str, parts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the name of a whole is made of those of its parts, so that they are all of it: 离退休人员 is 离休 and 退休."""
    head = shared_start(parts)
    tail = shared_start([part[len(head) :][::-1] for part in parts])[::-1]
    own = [part[len(head) : len(part) - len(tail)] for part in parts]
    if len(parts) < 2 or not (head or tail) or not all(own):
        return False
    words = vocabulary.grammar.breakdown
    between = "|".join(map(re.escape, (*words.get("separators", ()), *words.get("enumerates", ()))))
    joined = f"(?:{between})?".join(map(re.escape, own))
    return re.search(re.escape(head) + joined + re.escape(tail), whole) is not None


def are_complete(whole: str, parts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether names tell kinds that are all there are: 一般债务 and 专项债务 of 债务限额; 新增一般债券 and 新增专项债券 of 新增债券."""
    head = shared_start(parts)
    own = [part[len(head) :] for part in parts]
    words = vocabulary.grammar.breakdown
    for key in ("all_kinds", "all_kinds_of_noun"):
        for group in words.get(key, ()):
            kinds = group.split("|")
            told = [next((kind for kind in kinds if text.startswith(kind)), "") for text in own]
            ends = {text.removeprefix(kind) for text, kind in zip(own, told, strict=True)}
            noun = shared_start([kind[::-1] for kind in kinds])[::-1] if key == "all_kinds_of_noun" else ""
            if sorted(told) == sorted(kinds) and len(ends) == 1 and head in whole and noun in whole:
                return True
    return False


def shared_start(texts: Sequence[str]) -> str:
    """What several texts begin with."""
    return "".join(chars[0] for chars in takewhile(lambda chars: len(set(chars)) == 1, zip(*texts, strict=False)))


def shortens(words: str, name: str) -> bool:
    """Whether words have nothing but characters of a name in their order: 预留金额 for 面向中小企业预留项目金额."""
    rest = iter(name)
    return all(char in rest for char in words)

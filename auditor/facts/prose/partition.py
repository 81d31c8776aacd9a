"""Whether parts divide a whole: different known members of one dimension, all of them or some."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.vocabulary import Vocabulary

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

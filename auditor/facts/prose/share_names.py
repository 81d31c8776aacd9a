"""The name that an amount takes from the share before it: `公务接待费占9.16%，支出2.15万元`, `57.0%的是人员经费，为7365万元`."""

from __future__ import annotations

import re

from auditor.facts.prose.names import Named, Names
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record


def named_by_share(paragraph: Paragraph, record: Record, named: Named, names: Names) -> Named:
    """The part of the share right before an amount that names nothing of its own: 公务接待费占9.16%，支出2.15万元."""
    vocabulary = names.vocabulary
    before = paragraph.records[record.number - 1] if record.number else None
    if before is None or record.kind != "level" or not _follows_share(before, record):
        return named
    # 其次是公用经费，占12.5%，计250万元: the part may stand in the clause before its share.
    phrases = before.frame.slots.get("name" if before.kind == "percent" else "part") or before.names_before
    if not phrases:
        # 占76.06%：行政运行，1024万元.
        if record.pauses[:1] == (("colon", record.depth),):
            paragraph.behind_shares[before.number] = record.number
        return named
    known = vocabulary.concepts.get(named.concept or "")
    is_bare = not named.rest and not named.dims and (known is None or known.generic)
    is_bare |= any(re.fullmatch(pattern, named.text) for pattern in vocabulary.grammar.share.get("amounts", ()))
    part = names.of_path(names.of(phrases, paragraph.text))
    whole = names.of(before.frame.slots.get("whole", ()), paragraph.text).text
    for word in vocabulary.grammar.share.get("joint", ()):
        whole = whole.removesuffix(word)
    if whole and whole in named.text:
        # 项目支出占支出合计的40%，支出合计500万元: its whole.
        return named
    told = [level for level in paragraph.levels_before(before) if level.named.text == part.text]
    if not is_bare or part.is_empty or told:
        return named
    paragraph.behind_shares[before.number] = record.number
    if any(
        level.named.concept == part.concept and level.named.dims == part.dims
        for level in paragraph.levels_before(before)
    ):
        # 资产总额73亿元，固定资产占76.36%，净值56亿元: a part is not its whole, though one word of the vocabulary means both.
        return part._replace(rest=part.rest or part.text)
    return part


def _follows_share(before: Record, record: Record) -> bool:
    """Whether an amount stands right behind a share, of whose part it may be: behind a comma, a colon, or in a bracket."""
    is_open = before.kind == "share_ahead" and "figure" not in before.frame.slots
    if (is_open or before.kind == "percent") and record.depth == before.depth + 1:
        return not record.pauses and "name" not in record.frame.slots
    if before.kind not in ("share", "share_ahead", "percent") or before.depth != record.depth:
        return False
    pauses = tuple(pause for pause, _ in record.pauses)
    return pauses == ("comma",) or (pauses[:1] == ("colon",) and pauses[1:] in ((), ("comma",)))

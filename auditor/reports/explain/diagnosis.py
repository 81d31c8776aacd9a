"""How a diagnosis was reached: what the suspect would mend, which values would do, and what vouches for the other figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.records import DocumentRecord, FindingRecord
from auditor.records.messages import say
from auditor.records.model import SuspectRecord
from auditor.reports.explain.words import word

_MOST_RULES = 8
"""So many rules are named; more are counted."""


def diagnosis_lines(finding: FindingRecord, document: DocumentRecord) -> Iterator[str]:
    """The diagnosis of a finding step by step; that there is none, where nothing tells one figure from others."""
    lang = document["language"]
    if "diagnosis" not in finding:
        return
    diagnosis = finding["diagnosis"]
    if diagnosis is None:
        yield word("undiagnosed", lang)
        return
    yield diagnosis["text"]
    for suspect in diagnosis["suspects"]:
        yield f"  {_values(suspect, document)}"
        if suspect["slip"] is not None:
            yield f"  {word('slip', lang, name=say('slip-' + suspect['slip'], lang))}"
    yield f"  {word('mended', lang, count=len(diagnosis['mended']), rules=_rules(diagnosis['mended'], document))}"
    key = "vouched" if diagnosis["vouching"] else "not-vouched"
    rules = _rules(diagnosis["vouching"], document)
    yield f"  {word(key, lang, count=len(diagnosis['vouching']), rules=rules)}"
    yield f"  {word(diagnosis['confidence'], lang)}"


def _values(suspect: SuspectRecord, document: DocumentRecord) -> str:
    """For which values of a suspect all of them hold, and how likely it is the wrong one."""
    lang = document["language"]
    low, high = suspect["low"], suspect["high"]
    if low is not None and high is not None:
        key = "value-only" if low == high else "value-between"
    else:
        key = "value-least" if low is not None else "value-most"
    unit = suspect["unit"] or ""
    share = round(100 * suspect["weight"])
    blanks = {"label": suspect["label"], "line": suspect["location"]["line"], "printed": suspect["printed"]}
    return word(key, lang, low=low, high=high, unit=unit, share=share, **blanks)


def _rules(numbers: Sequence[int], document: DocumentRecord) -> str:
    """Rules by how often: RU-FUNCTION×9, BA-FUNDS."""
    counted = Counter(document["verdicts"][number]["rule"] for number in numbers).most_common()
    told = [f"{code}×{times}" if times > 1 else code for code, times in counted[:_MOST_RULES]]
    return ", ".join([*told, *(["…"] if len(counted) > _MOST_RULES else [])])

"""A production in full: what it says, its form, the clause that it reads with the words in its slots, and one that it does not read."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Lang
from auditor.reports.explain.words import slot_name, word
from auditor.vocabulary import Production


def production_lines(production: Production, trouble: str | None, lang: Lang) -> Iterator[str]:
    """The explanation of a production, one line each; `trouble` is what is wrong with its examples."""
    colon, comma = ("：", "，") if lang == "zh" else (": ", ", ")
    yield f"{production.id}  {word('production', lang)}"
    yield f"{word('production-frame', lang)}{colon}{production.frame}"
    yield f"{word('production-form', lang)}{colon}{production.form}"
    slots = comma.join(
        word("slot", lang, slot=slot_name(slot, lang), text=text) for slot, text in production.slots.items()
    )
    yield f"{word('production-example', lang)}{colon}{production.example}" + (f"  =  {slots}" if slots else "")
    yield f"{word('production-counter', lang)}{colon}{production.counter}"
    if trouble is not None:
        yield f"  = {trouble}"

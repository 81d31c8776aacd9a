"""The record of what stands between documents: that of an audit over several, with their paths and why they are related."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.collection.together import Confronted
from auditor.documents import Notice
from auditor.messages import Lang
from auditor.records import Outcome, record_of
from auditor.records.messages import say
from auditor.records.phrases import language_of

if TYPE_CHECKING:
    from auditor.records import DocumentRecord


def record_between(confronted: Confronted, lang: Lang | None) -> DocumentRecord:
    """The record of related documents; its path is that of the first, whose figures stand first in every relation."""
    related, audit = confronted.related, confronted.audit
    spoken = lang or language_of(audit)
    notices = tuple(Notice(1, told.key, _in_words(told.arguments, spoken)) for told in confronted.link.why)
    record = record_of(Outcome(related.home.path, audit._replace(shortfalls=notices)), spoken)
    record["title"] = say(f"relation-{related.relation}", record["language"])
    record["relation"] = related.relation
    record["between"] = [party.path for party in related.parties]
    return record


def _in_words(arguments: dict[str, str], lang: Lang) -> dict[str, object]:
    """What fills a sentence, the kinds of evidence by their names."""
    found = arguments.get("by", "").split(",")
    words = ("、" if lang == "zh" else ", ").join(say(f"evidence-{name}", lang) for name in found if name)
    return {**arguments, "by": words}

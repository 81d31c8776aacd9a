"""The rules of a SARIF log: title, source, what must hold and when as `auditor explain` tells it, the page of their kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.messages import Catalogue, tell
from auditor.records import Lang
from auditor.records.messages import say
from auditor.records.model import RuleRecord
from auditor.reports.explain.rule_words import phrase
from auditor.reports.help_pages import help_page
from auditor.reports.markdown_report import escaped as as_markdown
from auditor.reports.terms import one_line

_LONGEST = 1024
"""So many characters of a rule's description a code scanner keeps."""
_MOST_TAGS = 20
_WORDS = Catalogue("sarif")


def rule_of(code: str, rule: RuleRecord, lang: Lang) -> dict[str, Any]:
    """The descriptor of a rule."""
    title, source = one_line(rule["title"][lang]), one_line(rule["source"][lang])
    said = f"{title}{'；' if lang == 'zh' else '; '}{_named(say('source', lang), source, lang)}"
    level = rule["severity"]
    tags = list(dict.fromkeys([rule["kind"], *rule["catalogue"]]))[:_MOST_TAGS]
    page = help_page(rule["kind"])
    return {
        "id": code,
        "shortDescription": {"text": title[:_LONGEST]},
        "fullDescription": {"text": said[:_LONGEST]},
        "help": {"text": said[:_LONGEST], "markdown": "\n".join(_help(code, rule, lang))},
        # The format wants the whole address of a page, or none.
        **({"helpUri": page} if page else {}),
        "defaultConfiguration": {"level": level},
        "properties": {"tags": tags, "problem.severity": "recommendation" if level == "note" else level},
    }


def _help(code: str, rule: RuleRecord, lang: Lang) -> Iterator[str]:
    """The explanation of a rule in Markdown, line by line."""
    yield f"**{as_markdown(code)}** {as_markdown(rule['title'][lang])}"
    for key, by_language in (("must-hold", rule.get("must_hold")), ("applies", rule.get("applies"))):
        lines = by_language[lang] if by_language else []
        if lines:
            yield from ("", f"{phrase(key, lang)}{'：' if lang == 'zh' else ':'}", "")
            yield from (f"- {as_markdown(line)}" for line in lines)
    notes = rule.get("notes")
    if notes is not None:
        yield from ("", as_markdown(_named(phrase("notes", lang), notes[lang], lang)))
    yield from ("", as_markdown(_named(say("source", lang), rule["source"][lang], lang)))
    yield from ("", tell(_WORDS, "more-of-rule", lang, code=code, kind=rule["kind"]))


def _named(name: str, text: str, lang: Lang) -> str:
    return f"{name}{'：' if lang == 'zh' else ': '}{text}"

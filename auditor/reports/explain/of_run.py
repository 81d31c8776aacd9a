"""What the rules of a run say, put into its record for reports that tell it without the files of rules."""

from __future__ import annotations

from auditor.records import RunRecord
from auditor.reports.explain.statement import Telling
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary


def add_explanations(run: RunRecord, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    """Give each rule of a run what must hold, when it applies, and what to look at, in both languages."""
    chinese, english = Telling(vocabulary, rulebook, "zh"), Telling(vocabulary, rulebook, "en")
    for code, record in run["rules"].items():
        rule = rulebook.by_code[code]
        record["must_hold"] = {"zh": chinese.must_hold(rule), "en": english.must_hold(rule)}
        record["applies"] = {"zh": chinese.applies(rule), "en": english.applies(rule)}
        if rule.notes is not None:
            record["notes"] = {"zh": rule.notes["zh"], "en": rule.notes["en"]}

"""A rule in full: what must hold and when, where it comes from, and its examples with the verdicts they get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.audit.examples import Trial
from auditor.records import Lang, Outcome, record_of
from auditor.records.messages import say
from auditor.reports.explain.derivation import derivation
from auditor.reports.explain.rule_words import phrase
from auditor.reports.explain.statement import Telling
from auditor.reports.kinds import summary
from auditor.reports.text_report import written_out
from auditor.rulebook import Rule
from auditor.vocabulary import Vocabulary


def rule_lines(rule: Rule, telling: Telling, trials: Iterable[Trial], lang: Lang) -> Iterator[str]:
    """The explanation of a rule, one line each."""
    colon = "：" if lang == "zh" else ": "
    yield f"{rule.code}  {rule.title[lang]}"
    yield f"{say('severity', lang)}{colon}{say(rule.severity, lang)}"
    yield f"{say('kind', lang)}{colon}{rule.kind}   {summary(type(rule), lang)}"
    yield f"{phrase('pack', lang)}{colon}{rule.pack}   {publishers_of(rule, telling.vocabulary, lang)}"
    yield f"{say('source', lang)}{colon}{rule.source[lang]}"
    if rule.catalogue:
        yield f"{say('stands-for', lang)}{colon}{', '.join(rule.catalogue)}"
    for key, lines in (("must-hold", telling.must_hold(rule)), ("applies", telling.applies(rule))):
        yield f"{phrase(key, lang)}{colon.rstrip()}"
        yield from (f"    {line}" for line in lines)
    if rule.notes is not None:
        yield f"{phrase('notes', lang)}{colon.rstrip()}"
        yield f"    {rule.notes[lang]}"
    for trial in trials:
        yield ""
        yield from _example(trial, lang)


def publishers_of(rule: Rule, vocabulary: Vocabulary, lang: Lang) -> str:
    """Of whose documents the rules of a rule's pack speak."""
    known = [entry.name[lang] for name, entry in vocabulary.publishers.items() if name in rule.publishers]
    return phrase("publishers", lang, names=phrase("or", lang).join(known)) if known else phrase("any-publisher", lang)


def _example(trial: Trial, lang: Lang) -> Iterator[str]:
    yield phrase("example", lang, number=trial.number, stated=phrase(trial.stated, lang))
    yield from (f"    {line}" for line in trial.text.strip().split("\n"))
    if trial.trouble is not None:
        yield f"  = {trouble_of(trial, lang)}"
    if trial.verdict is None:
        return
    document = record_of(Outcome("example.txt", trial.audit), lang)
    verdict = document["verdicts"][trial.verdict]
    yield from (f"  | {line}" for line in written_out(verdict, lang))
    told = derivation(verdict, document["readings"], lang)
    yield from (f"  = {line}" for line in told)
    finding = next((entry for entry in document["findings"] if trial.verdict in entry["verdicts"]), None)
    if finding is not None:
        yield f"  = {say(finding['severity'], lang)}{'：' if lang == 'zh' else ': '}{finding['sentence']}"


def trouble_of(trial: Trial, lang: Lang) -> str:
    """Why an example does not come out as its rule states."""
    return phrase(f"trouble-{trial.trouble}", lang, found=", ".join(trial.found))

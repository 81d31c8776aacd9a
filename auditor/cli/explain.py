"""`auditor explain`: a rule, a production of prose, or a finding of a document or of an earlier audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.cli.completion import complete_explained, complete_packs
from auditor.cli.console import print_lines
from auditor.cli.inputs import own_reports
from auditor.cli.options import load, password_in, password_option
from auditor.cli.texts import Command, argument, document_language_option, option
from auditor.errors import UsageError
from auditor.messages import spoken, told
from auditor.nearness import nearest_names
from auditor.patterns import regex

if TYPE_CHECKING:
    from auditor.records import Lang, RunRecord
    from auditor.rulebook import Rulebook
    from auditor.vocabulary import Production, Vocabulary

_IDENTITY = regex(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
"""What the id of a finding looks like."""
_MOST_NEAR = 3


@click.command("explain", cls=Command, help="explain")
@argument("name", metavar="RULE|PRODUCTION|FINDING", shell_complete=complete_explained)
@argument("paths", nargs=-1, type=click.Path())
@option("--audit", type=click.Path(dir_okay=False), help="explain --audit")
@option("--pack", "packs", multiple=True, metavar="NAME|FOLDER", shell_complete=complete_packs, help="explain --pack")
@document_language_option
@password_option
@click.pass_context
def explain_command(context: click.Context, /, name: str, paths: tuple[str, ...], **options: Any) -> None:
    """Explain a rule, a production or a finding."""
    if options["audit"] is None and not paths:
        lines = _rules(context.obj, name, options)
    else:
        lines = _findings(_run(context.obj, paths, options), name, options["lang"])
    print_lines(lines)


def _rules(folder: str | None, name: str, options: dict[str, Any]) -> list[str]:
    from auditor.audit.examples import try_examples
    from auditor.checks import KINDS
    from auditor.reports.explain.rule import rule_lines
    from auditor.reports.explain.statement import Telling
    from auditor.reports.explain.terms import term_lines
    from auditor.reports.kinds import summary

    lang: Lang = options["lang"] or spoken()
    term = list(term_lines(name, lang))
    if term:
        return term
    vocabulary, rulebook = load(folder, options["packs"] or None)
    production = next((entry for entry in vocabulary.prose.productions if entry.id == name.lower()), None)
    if production is not None and not rulebook.find(name):
        return _production(production, vocabulary, lang)
    if not rulebook.find(name) and _IDENTITY.fullmatch(name.upper()):
        raise UsageError(told("finding-without-document", name=name))
    if not rulebook.find(name) and name.lower() in KINDS:
        return told("a-kind", name=name.lower(), says=summary(KINDS[name.lower()], lang)).split("\n")
    if not rulebook.find(name):
        raise UsageError(_nothing_of(name, vocabulary, rulebook))
    telling = Telling(vocabulary, rulebook, lang)
    lines: list[str] = []
    for rule in rulebook.find(name):
        lines += [""] if lines else []
        lines += rule_lines(rule, telling, try_examples(rule, vocabulary, rulebook), lang)
    return lines


def _nothing_of(name: str, vocabulary: Vocabulary, rulebook: Rulebook) -> str:
    """That nothing is called so, with the nearest names of whatever can be explained."""
    from auditor.checks import KINDS
    from auditor.reports.explain.terms import known_terms

    productions = [entry.id for entry in vocabulary.prose.productions]
    known = [*rulebook.by_code, *KINDS, *productions, *known_terms()]
    near = nearest_names(name, known, _MOST_NEAR) or [term for term in known_terms() if name in term][:_MOST_NEAR]
    said = told("nothing-called", name=name)
    return said + (told("near-it", near=told("choices").join(near)) if near else told("explained-are"))


def _production(production: Production, vocabulary: Vocabulary, lang: Lang) -> list[str]:
    from auditor.facts.prose.trials import try_production
    from auditor.reports.explain.production import production_lines

    trouble = next((trial.trouble for trial in try_production(production, vocabulary) if trial.trouble), None)
    return list(production_lines(production, trouble, lang))


def _run(folder: str | None, paths: tuple[str, ...], options: dict[str, Any]) -> RunRecord:
    """The audit of the documents, or the one that is kept."""
    if options["audit"] is not None:
        if paths:
            raise UsageError(told("finding-from-both"))
        from auditor.records.stored import load_run

        return load_run(options["audit"])
    from auditor.documents import EXCLUDED_NAMES, find_documents
    from auditor.records.build import assemble
    from auditor.records.spool import Spool
    from auditor.runs import Plan, audit_files

    vocabulary, rulebook = load(folder, options["packs"] or None)
    plan = Plan(vocabulary, rulebook, None, options["lang"], password_in(options["password_file"]))
    found = find_documents(paths, EXCLUDED_NAMES)
    reports = own_reports(found)
    files = [file for file in found if file not in reports]
    return assemble(Spool(done.record for done in audit_files(files, plan)), rulebook)


def _findings(run: RunRecord, name: str, lang: Lang | None) -> list[str]:
    """Every finding of an id; raises `UsageError` where there is none."""
    from auditor.reports.explain.finding import finding_lines

    lines: list[str] = []
    for document in run["documents"]:
        for finding in document.get("findings", []):
            if finding["id"] != name.upper():
                continue
            if lang is not None and document["language"] != lang:
                raise UsageError(told("told-otherwise", path=document["path"], own=document["language"], lang=lang))
            lines += [""] if lines else []
            lines += finding_lines(finding, document, run)
    if not lines:
        raise UsageError(_unknown(run, name))
    return lines


def _unknown(run: RunRecord, name: str) -> str:
    from auditor.records.spool import outlines_of

    known = {
        finding["id"]: finding["rule"] for document in outlines_of(run) for finding in document.get("findings", [])
    }
    near = nearest_names(name, known, _MOST_NEAR)
    near = near or [identity for identity, rule in known.items() if rule == name.upper()][:_MOST_NEAR]
    unread = [document["path"] for document in outlines_of(run) if document["status"] != "audited"]
    said = told("no-finding", name=name, count=len(known))
    if near:
        said += told("near-it", near=", ".join(f"{identity} ({known[identity]})" for identity in near))
    return said + (told("not-audited", paths=", ".join(unread)) if unread else "")

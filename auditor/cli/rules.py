"""`auditor rules`: list the rules and their kinds, find faults in rule files, run the rules' own examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.completion import complete_codes, complete_kinds, complete_packs
from auditor.cli.console import print_lines, tell_user
from auditor.cli.options import load
from auditor.cli.rule_names import Chosen, chosen_of, files_of_packs
from auditor.cli.status import FOUND
from auditor.cli.texts import Group, argument, language_option, option
from auditor.errors import UsageError
from auditor.messages import told
from auditor.nearness import nearest

if TYPE_CHECKING:
    from auditor.audit.examples import Trial
    from auditor.records import Lang
    from auditor.vocabulary import Vocabulary


@click.group("rules", cls=Group, invoke_without_command=True, help="rules")
@language_option
@option("--pack", "packs", multiple=True, metavar="NAME|FOLDER", shell_complete=complete_packs, help="rules --pack")
@click.pass_context
def rules_command(context: click.Context, lang: Lang, packs: tuple[str, ...]) -> None:
    """List every rule with its pack, kind, severity and what holds."""
    if context.invoked_subcommand is not None:
        return
    _, rulebook = load(context.obj, packs or None)
    for rule in rulebook.rules:
        click.echo(
            f"{rule.code:<24} {rule.pack:<12} {rule.kind:<18} {rule.severity:<8} {rule.title[lang]}"
            f"  [{', '.join(rule.catalogue)}]"
        )


@rules_command.command("packs", help="rules packs")
@language_option
@click.pass_context
def packs_command(context: click.Context, lang: Lang) -> None:
    """List the packs, each a file of rules: how many rules it has, and of whose documents they speak."""
    from auditor.reports.explain.rule import publishers_of

    vocabulary, rulebook = load(context.obj)
    for name, rules in rulebook.by_pack.items():
        click.echo(f"{name:<12} {len(rules):>3}  {publishers_of(rules[0], vocabulary, lang)}")


@rules_command.command("kinds", help="rules kinds")
@argument("names", nargs=-1, metavar="[KIND]...", shell_complete=complete_kinds)
@language_option
@click.pass_context
def kinds_command(context: click.Context, names: tuple[str, ...], lang: Lang) -> None:
    """List the kinds of rule; with KIND print what it says, its keys, and a rule that shows it, in Markdown."""
    from auditor.checks import KINDS
    from auditor.reports.kinds import kind_page, summary
    from auditor.rulefiles import rules_folder

    for name in names:
        if name not in KINDS:
            raise UsageError(told("no-kind", name=name, nearest=nearest(name, list(KINDS)) or told("kinds-are-listed")))
        click.echo(kind_page(KINDS[name], Path(context.obj) if context.obj else rules_folder(), lang), nl=False)
    for kind in () if names else KINDS.values():
        click.echo(f"{kind.kind:<18} {summary(kind, lang)}")


@rules_command.command("names", help="rules names")
@argument("text", required=False, default="")
@option(
    "--pack", "packs", multiple=True, metavar="NAME|FOLDER", shell_complete=complete_packs, help="rules names --pack"
)
@language_option
@click.pass_context
def names_command(context: click.Context, text: str, packs: tuple[str, ...], lang: Lang) -> None:
    """List the names that rules use: concepts, dimensions and their members, tables, kinds of document, publishers."""
    from auditor.reports.names import name_lines

    vocabulary, _ = load(context.obj, packs or None)
    lines = list(name_lines(vocabulary, lang, text))
    if not lines:
        raise UsageError(told("no-name-has", text=text))
    print_lines(lines)


@rules_command.command("schema", help="rules schema")
@language_option
def schema_command(lang: Lang) -> None:
    """Print the JSON Schema of rule files, by which editors complete and check them."""
    import json

    from auditor.rulebook.schema import json_schema

    click.echo(json.dumps(json_schema(lang), ensure_ascii=False, indent=2))


@rules_command.command("lint", help="rules lint")
@argument("path", required=False, metavar="[PATH|PACK]", type=click.Path(), shell_complete=complete_packs)
@click.pass_context
def lint_command(context: click.Context, path: str | None) -> None:
    """Find faults in rules: unknown keys and names, rules that never apply, words defined twice."""
    from auditor.lint import lint
    from auditor.rulefiles import rules_folder

    root = Path(context.obj) if context.obj else rules_folder()
    pack = files_of_packs(root).get(path or "", [])
    problems = lint(root if pack else Path(path or root), root, pack)
    print_lines(problems)
    tell_user(told("problems", count=len(problems)) if problems else told("no-problems"))
    context.exit(FOUND if problems else 0)


@rules_command.command("test", help="rules test")
@argument("names", nargs=-1, metavar="[CODE|PACK|PATH]...", shell_complete=complete_codes)
@option(
    "--pack", "packs", multiple=True, metavar="NAME|FOLDER", shell_complete=complete_packs, help="rules test --pack"
)
@language_option
@click.pass_context
def test_command(context: click.Context, names: tuple[str, ...], packs: tuple[str, ...], lang: Lang) -> None:
    """Run the examples of every rule, or of the rules of some codes, packs, folders or files."""
    from auditor.rulefiles import place_of

    chosen = chosen_of(context.obj, (*names, *packs))
    tried: list[Trial] = []
    click.echo(told("trials-head"))
    for code, trials in _tries(chosen):
        tried += trials
        click.echo(f"{code:<24} {_right(trials, 'holds'):>7} {_right(trials, 'fails'):>7}")
        for trial in trials:
            if trial.trouble is not None:
                print_lines([f"    {place_of(chosen.folders, 'rule', 'code', code)}: {_told(trial, lang)}"])
    wrong = sum(1 for trial in tried if trial.trouble is not None)
    click.echo(told("rules-tried", rules=len(chosen.codes), examples=len(tried), wrong=wrong))
    if not names and not packs:
        wrong += _test_productions(chosen.vocabulary, chosen.folders[0])
    context.exit(FOUND if wrong else 0)


def _tries(chosen: Chosen) -> Iterator[tuple[str, list[Trial]]]:
    """Each rule that was chosen with what became of its examples."""
    from auditor.audit.examples import try_examples

    for code in chosen.codes:
        yield code, list(try_examples(chosen.rulebook.by_code[code], chosen.vocabulary, chosen.rulebook))


def _test_productions(vocabulary: Vocabulary, root: Path) -> int:
    """Read the examples of the productions of prose; how many are read otherwise than stated."""
    from auditor.facts.prose.trials import try_productions
    from auditor.rulefiles import place_of

    trials = list(try_productions(vocabulary))
    wrong = [trial for trial in trials if trial.trouble is not None]
    for trial in wrong:
        place = place_of([root], "production", "id", trial.production)
        says = told("of-entry", place=place, kind="production", name=trial.production, says=trial.trouble)
        print_lines([f"    {says}"])
    click.echo(
        told(
            "productions-tried",
            productions=len(vocabulary.prose.productions),
            examples=len(trials),
            wrong=len(wrong),
        )
    )
    return len(wrong)


def _right(trials: list[Trial], stated: str) -> str:
    of_kind = [trial for trial in trials if trial.stated == stated]
    return f"{sum(1 for trial in of_kind if trial.trouble is None)}/{len(of_kind)}"


def _told(trial: Trial, lang: Lang) -> str:
    from auditor.reports.explain.rule import trouble_of

    return told("at-key", key=f"{trial.stated} {trial.number}", says=trouble_of(trial, lang))

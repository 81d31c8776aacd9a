"""`auditor rules`: list the rules and their kinds, find faults in rule files, run the rules' own examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.completion import complete_codes, complete_kinds, complete_packs
from auditor.cli.console import print_lines, tell_user
from auditor.cli.options import find_rules, load, nearest
from auditor.cli.status import FOUND
from auditor.cli.texts import Group, language_option, option
from auditor.errors import UsageError
from auditor.messages import told

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
@click.argument("names", nargs=-1, metavar="[KIND]...", shell_complete=complete_kinds)
@click.pass_context
def kinds_command(context: click.Context, names: tuple[str, ...]) -> None:
    """List the kinds of rule; with KIND print what it says, its keys, and a rule that shows it, in Markdown."""
    from auditor.checks import KINDS
    from auditor.checks.descriptions import about
    from auditor.reports.kinds import kind_page
    from auditor.rulefiles import rules_folder

    for name in names:
        if name not in KINDS:
            raise UsageError(told("no-kind", name=name, nearest=nearest(name, list(KINDS))))
        click.echo(kind_page(KINDS[name], Path(context.obj) if context.obj else rules_folder()), nl=False)
    for kind in () if names else KINDS.values():
        click.echo(f"{kind.kind:<18} {about(kind).partition(chr(10))[0]}")


@rules_command.command("schema", help="rules schema")
def schema_command() -> None:
    """Print the JSON Schema of rule files, by which editors complete and check them."""
    import json

    from auditor.rulebook.schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@rules_command.command("lint", help="rules lint")
@click.argument("folder", required=False, type=click.Path())
@click.pass_context
def lint_command(context: click.Context, folder: str | None) -> None:
    """Find faults in a folder of rules: unknown keys and names, rules that never apply, words defined twice."""
    from auditor.lint import lint
    from auditor.rulefiles import rules_folder

    given = folder or context.obj
    problems = lint(Path(given) if given else rules_folder())
    print_lines(problems)
    tell_user(told("problems", count=len(problems)) if problems else told("no-problems"))
    context.exit(FOUND if problems else 0)


@rules_command.command("test", help="rules test")
@click.argument("codes", nargs=-1, shell_complete=complete_codes)
@language_option
@click.pass_context
def test_command(context: click.Context, codes: tuple[str, ...], lang: Lang) -> None:
    """Run the examples of every rule, or of the rules of some codes or catalogue entries."""
    from auditor.audit.examples import try_examples
    from auditor.rulefiles import place_of, rules_folder

    vocabulary, rulebook = load(context.obj)
    found = [rule for code in codes for rule in find_rules(rulebook, code)] if codes else rulebook.rules
    rules = list(dict.fromkeys(rule.code for rule in found))
    root = Path(context.obj) if context.obj else rules_folder()
    tried: list[Trial] = []
    click.echo(told("trials-head"))
    for code in rules:
        trials = list(try_examples(rulebook.by_code[code], vocabulary, rulebook))
        tried += trials
        click.echo(f"{code:<24} {_right(trials, 'holds'):>7} {_right(trials, 'fails'):>7}")
        for trial in trials:
            if trial.trouble is not None:
                print_lines([f"    {place_of([root], 'rule', 'code', code)}: {_told(trial, lang)}"])
    wrong = sum(1 for trial in tried if trial.trouble is not None)
    click.echo(told("rules-tried", rules=len(rules), examples=len(tried), wrong=wrong))
    if not codes:
        wrong += _test_productions(vocabulary, root)
    context.exit(FOUND if wrong else 0)


def _test_productions(vocabulary: Vocabulary, root: Path) -> int:
    """Read the examples of the productions of prose; how many are read otherwise than stated."""
    from auditor.facts.prose.trials import try_productions
    from auditor.rulefiles import place_of

    trials = list(try_productions(vocabulary))
    wrong = [trial for trial in trials if trial.trouble is not None]
    for trial in wrong:
        place = place_of([root], "production", "id", trial.production)
        print_lines([f"    {place}: {trial.production}: {trial.trouble}"])
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

    return f"{trial.stated} {trial.number}: {trouble_of(trial, lang)}"

"""`auditor explain` and `auditor rules`: what must hold, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.cli.options import find_rules, language_option, load

if TYPE_CHECKING:
    from auditor.records import Lang


@click.command("explain")
@click.argument("rule")
@language_option
@click.pass_context
def explain_command(context: click.Context, rule: str, lang: Lang) -> None:
    """Explain a rule (its own code or a catalogue entry): what must hold, why, and examples."""
    from auditor.reports.listing import rule_lines

    _, rulebook = load(context.obj)
    click.echo("\n\n".join("\n".join(rule_lines(entry, lang)) for entry in find_rules(rulebook, rule)))


@click.group("rules", invoke_without_command=True)
@language_option
@click.pass_context
def rules_command(context: click.Context, lang: Lang) -> None:
    """List every rule with its kind, severity and what holds."""
    if context.invoked_subcommand is not None:
        return
    _, rulebook = load(context.obj)
    for rule in rulebook.rules:
        click.echo(
            f"{rule.code:<24} {rule.kind:<10} {rule.severity:<8} {rule.title[lang]}  [{', '.join(rule.catalogue)}]"
        )

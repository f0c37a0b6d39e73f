"""`healthtext rules` and `healthtext explain RULE`: what is looked for, why, and who says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from textwrap import fill

import click

from healthtext.cli.terminal import put, wants_colour
from healthtext.render.text import COLOURS, seen, table
from healthtext.rules import Rule, catalogue


@click.command("rules", short_help="List the rules.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True,
    help="A table, or everything about each rule.",
)  # fmt: skip
def rules(*, form: str) -> None:
    """List the rules.

    A rule in small letters makes edits, one in capitals makes findings. Rules are switched off by
    `disable_rules = ["RULE"]` in healthtext.toml.

    \b
    Example:
      healthtext rules
      healthtext rules --format json
    """
    every = tuple(catalogue().values())
    if form == "json":
        put(json.dumps([as_json(rule) for rule in every], ensure_ascii=False, indent=2) + "\n")
        return
    rows = [(rule.id, rule.step, rule.severity, rule.title) for rule in every]
    for line in table(rows):
        put(f"{line}\n")


@click.command("explain", short_help="Explain a rule, with examples and its source.")
@click.argument("rule")
def explain(*, rule: str) -> None:
    """Explain a rule, with examples and its source.

    \b
    Example:
      healthtext explain NO_CITATION
    """
    known = {name.casefold(): entry for name, entry in catalogue().items()}
    found = known.get(rule.casefold())
    if found is None:
        close = get_close_matches(rule.casefold(), known, n=3, cutoff=0.5)
        names = " or ".join(known[name].id for name in close)
        hint = f"did you mean {names}?" if names else "`healthtext rules` lists them."
        raise click.BadParameter(f"there is no rule {rule!r}; {hint}", param_hint="RULE")
    put("\n".join(_page(found)) + "\n")


def as_json(rule: Rule) -> dict[str, object]:
    """Turn a rule into plain JSON values."""
    return {
        "id": rule.id, "step": rule.step, "severity": rule.severity, "title": rule.title,
        "why": rule.why, "source": rule.source, "message": rule.message,
        "bad": list(rule.bad), "good": list(rule.good),
    }  # fmt: skip


def _page(rule: Rule) -> Iterator[str]:
    colour = wants_colour()
    head = f"{rule.id}: {rule.title}"
    severity = click.style(rule.severity, fg=COLOURS[rule.severity]) if colour else rule.severity
    yield f"{click.style(head, bold=True) if colour else head}\n"
    yield f"{severity}, found by the step {rule.step}\n"
    yield f"{fill(rule.why, 88)}\n"
    if rule.message:
        says = rule.message.replace("{text}", "…").replace("{study}", "…")
        yield f"{fill(f'Says: {says}', 88)}\n"
    for title, examples in (("Found in", rule.bad), ("Not found in", rule.good)):
        yield f"{title}:"
        for example in examples:
            yield fill(seen(example), 88, initial_indent="  - ", subsequent_indent="    ")
        yield ""
    yield f"Source: {rule.source}"

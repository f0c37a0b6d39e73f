"""The options that commands share, and the settings they make."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any, TypeVar

import click

from healthtext import settings
from healthtext.records import STEPS, Safety
from healthtext.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])


class StepList(click.ParamType[frozenset[str]]):
    """Names of steps, separated by commas."""

    name = "STEP[,STEP]"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[str]:
        """Return the steps; fails for a name that is none, with the names that are."""
        steps = [name.strip() for name in value.split(",") if name.strip()]
        for name in steps:
            if name not in STEPS:
                self.fail(f"{name!r} is not one of {', '.join(STEPS)}.", param, ctx)
        return frozenset(steps)


class Amount(click.FloatRange):
    """A number in a range, which what is no number or has no end is not."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; fails for nan and inf, whatever the range."""
        number: float = super().convert(value, param, ctx)
        if not isfinite(number):
            self.fail(f"{value!r} is no number that ends.", param, ctx)
        return number


def sources(command: Command) -> Command:
    """Give a command its SOURCEs and the options of every run."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def fetching(command: Command) -> Command:
    """Give a command that fetches from the web the options of that."""
    for option in reversed(_FETCHING):
        command = option(command)
    return command


_FETCHING = (
    click.option(
        "--pages", type=click.Choice(settings.PAGES),
        help="Fetch the page behind a feed item: where the feed has no full text, always or never."
        "  [auto]",
    ),
    click.option(
        "--contact", metavar="ADDRESS", help="How the sites can reach you, in the User-Agent."
    ),
    click.option(
        "--allow-private", is_flag=True, help="Fetch from this machine and its network too."
    ),
)  # fmt: skip


def steps(command: Command) -> Command:
    """Give a command that has no SOURCEs the options of every run."""
    for option in reversed(_OPTIONS[1:]):
        command = command if option in _FIELDS else option(command)
    return command


_FIELDS = (
    click.option(
        "--id-field", metavar="FIELD", help="Field of a JSONL record that holds its id.  [id]"
    ),
    click.option(
        "--text-field", metavar="FIELD", help="Field of a JSONL record that holds its text.  [text]"
    ),
)
online = click.option(
    "--online",
    is_flag=True,
    help="Look for studies at Europe PMC too: what claims are about leaves this machine.",
)
_OPTIONS = (
    click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
    click.option(
        "--skip", type=StepList(), multiple=True,
        help=f"Leave steps out: {', '.join(STEPS)}.",
    ),
    *_FIELDS,
    click.option(
        "--model", metavar="MODEL", help="A spaCy model, by name or folder, for the packaged one."
    ),
    click.option(
        "--vocab", multiple=True, metavar="FILE",
        help="Medical terms of yours: CSV with the columns term and type.",
    ),
    click.option(
        "--variant", type=click.Choice(settings.VARIANTS),
        help="The English to check grammar for.  [what the article spells like]",
    ),
    click.option(
        "--languagetool-url", metavar="URL",
        help="A LanguageTool server of yours for the one that is started.",
    ),
    click.option(
        "--phrases", multiple=True, metavar="FILE",
        help="A phrase list of yours: CSV with the columns wrong and right.",
    ),
    click.option(
        "--allow", multiple=True, metavar="WORDING",
        help="A wording that despinning and grammar never change.",
    ),
    click.option(
        "--protect", multiple=True, metavar="TERM", help="A term that no step touches."
    ),
    click.option(
        "--disable", "disable_rules", multiple=True, metavar="RULE",
        help="Make no edits and findings of this rule.",
    ),
    click.option(
        "--scorer", metavar="mlm:FOLDER|openai:URL#MODEL",
        help="A second opinion for despinning: a masked language model, or an endpoint of yours.",
    ),
    click.option(
        "--evidence", multiple=True, metavar="FILE",
        help="A store of your own evidence, as healthtext evidence add makes it.",
    ),
    online,
)  # fmt: skip


def run_settings(
    *, skip: tuple[frozenset[str], ...], id_field: str | None, text_field: str | None,
    model: str | None, variant: str | None, languagetool_url: str | None, scorer: str | None,
    apply: Safety | None, **others: Any,
) -> Settings:  # fmt: skip
    """Lay the options of a command over the nearest configuration; raises SettingsError."""
    own: dict[str, Any] = {name: given or None for name, given in others.items()}
    return settings.load(
        skip=frozenset[str]().union(*skip) if skip else None,
        id_field=id_field, text_field=text_field, model=model, variant=variant,
        languagetool_url=languagetool_url, scorer=scorer, apply=apply,
        **own,
    )  # fmt: skip

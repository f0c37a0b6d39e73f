"""The options that commands share, and the settings they make."""

from __future__ import annotations

from collections.abc import Callable
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


def sources(command: Command) -> Command:
    """Give a command its SOURCEs and the options of every run."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
    click.option(
        "--skip", type=StepList(), multiple=True,
        help=f"Leave steps out: {', '.join(STEPS)}.",
    ),
    click.option(
        "--id-field", metavar="FIELD", help="Field of a JSONL record that holds its id.  [id]"
    ),
    click.option(
        "--text-field", metavar="FIELD", help="Field of a JSONL record that holds its text.  [text]"
    ),
    click.option(
        "--model", metavar="MODEL", help="A spaCy model, by name or folder, for the packaged one."
    ),
    click.option(
        "--variant", type=click.Choice(settings.VARIANTS),
        help="The English to check grammar for.  [what the article spells like]",
    ),
    click.option(
        "--languagetool-url", metavar="URL",
        help="A LanguageTool server of yours for the one that is started.",
    ),
)  # fmt: skip


def run_settings(
    *, skip: tuple[frozenset[str], ...], id_field: str | None, text_field: str | None,
    model: str | None, variant: str | None, languagetool_url: str | None, apply: Safety | None,
) -> Settings:  # fmt: skip
    """Lay the options of a command over the nearest configuration; raises SettingsError."""
    return settings.load(
        skip=frozenset[str]().union(*skip) if skip else None,
        id_field=id_field, text_field=text_field, model=model, variant=variant,
        languagetool_url=languagetool_url, apply=apply,
    )  # fmt: skip

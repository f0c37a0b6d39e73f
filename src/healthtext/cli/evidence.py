"""`healthtext evidence`: what evidence says, and what evidence there is."""

from __future__ import annotations

import click

from healthtext.cli.evidence_check import check


@click.group("evidence", short_help="Ask what evidence says of a claim.")
def evidence() -> None:
    """Ask what evidence says of a claim.

    \b
    Example:
      healthtext evidence check "Does acupuncture prevent migraine?"
    """


evidence.add_command(check)

"""`healthtext evidence`: what evidence says, and what evidence there is."""

from __future__ import annotations

import click

from healthtext.cli.evidence_check import check
from healthtext.cli.evidence_store import add, info, search


@click.group("evidence", short_help="Ask what evidence says of a claim.")
def evidence() -> None:
    """Ask what evidence says of a claim.

    Evidence of your own is kept in a store that is asked beside the packaged one.

    \b
    Example:
      healthtext evidence check "Does acupuncture prevent migraine?"
      healthtext evidence add pubmed26n0001.xml.gz references.ris
      healthtext evidence search "ginger nausea" --store evidence.sqlite
    """


for command in (check, add, search, info):
    evidence.add_command(command)

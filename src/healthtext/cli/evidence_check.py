"""`healthtext evidence check`: what studies say of one question or sentence."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from textwrap import fill

import click

from healthtext import settings
from healthtext.cli import options
from healthtext.cli.terminal import put
from healthtext.render.text import seen
from healthtext.render.verdicts import lines


@click.command("check", short_help="Say what studies find about a question or sentence.")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Print the claim with its verdict as JSON.")
@click.option(
    "--evidence",
    "--store",
    multiple=True,
    metavar="FILE",
    help="A store of your own evidence to look in too, as healthtext evidence add makes it.",
)
@options.online
def check(*, text: str, as_json: bool, evidence: tuple[str, ...], online: bool) -> None:
    """Say what studies find about a question or a plain sentence.

    Prints the verdict, how sure it is (0 to 1), the studies it rests on, best first, and what was
    asked of which store. Nothing leaves this machine without --online. It is no medical advice.

    \b
    Example:
      healthtext evidence check "Does acupuncture prevent migraine?"
      healthtext evidence check "Garlic lowers blood pressure." --json
      healthtext evidence check "Does ginger help nausea?" --store evidence.sqlite --online
    """
    from healthtext import evidence as room
    from healthtext.library import places

    chosen = settings.load(evidence=evidence or None, online=online or None)
    with closing(places.load(chosen)) as found:
        claim = room.ask(text, more=found.sources)
    if as_json:
        plain = {**asdict(claim), "note": room.DISCLAIMER}
        put(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
        return
    assert claim.verdict is not None  # ask gives every claim one
    for line in (*lines(claim.verdict), fill(room.DISCLAIMER, 88)):
        put(f"{seen(line)}\n")

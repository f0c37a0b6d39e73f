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
from healthtext.records import Claim
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
    asked of which store; for each claim where a sentence makes several (with --json the others
    are in "others"). Nothing leaves this machine without --online. It is no medical advice.

    \b
    Example:
      healthtext evidence check "Does acupuncture prevent migraine?"
      healthtext evidence check "Zinc shortens colds, and honey soothes a cough."
      healthtext evidence check "Garlic lowers blood pressure." --json
      healthtext evidence check "Does ginger help nausea?" --store evidence.sqlite --online
    """
    from healthtext import evidence as room
    from healthtext.library import places

    chosen = settings.load(evidence=evidence or None, online=online or None)
    with closing(places.load(chosen)) as found:
        first, *others = room.ask_all(text, more=found.sources)
    if as_json:
        rest = [asdict(claim) for claim in others]
        plain = {**asdict(first), "others": rest, "note": room.DISCLAIMER}
        put(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
        return
    for claim in (first, *others):
        assert claim.verdict is not None  # ask_all gives every claim one
        for line in (*([_named(claim)] if others else []), *lines(claim.verdict)):
            put(f"{seen(line)}\n")
    put(f"{fill(room.DISCLAIMER, 88)}\n")


def _named(claim: Claim) -> str:
    """Say what a claim is about, to tell it from others of its sentence."""
    sides = (one.text if one else "…" for one in (claim.subject, claim.object))
    return f"[{' – '.join(sides)}]"

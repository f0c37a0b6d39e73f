"""`healthtext evidence check`: what studies say of one question or sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from textwrap import fill

import click

from healthtext.cli.terminal import put
from healthtext.records import Study, Verdict
from healthtext.render.text import seen

MEANS = {
    "supported": "studies bear it out",
    "mixed": "studies disagree",
    "contradicted": "studies say the opposite",
    "insufficient": "studies exist and show no clear effect",
    "nothing_found": "no study was found",
    "not_checkable": "nothing that could be looked up",
}


@click.command("check", short_help="Say what studies find about a question or sentence.")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Print the claim with its verdict as JSON.")
def check(*, text: str, as_json: bool) -> None:
    """Say what studies find about a question or a plain sentence.

    Prints the verdict, how sure it is (0 to 1), the studies it rests on, best first, and what was
    asked of which store. Nothing leaves this machine. It is no medical advice.

    \b
    Example:
      healthtext evidence check "Does acupuncture prevent migraine?"
      healthtext evidence check "Garlic lowers blood pressure." --json
    """
    from healthtext import evidence

    claim = evidence.ask(text)
    if as_json:
        plain = {**asdict(claim), "note": evidence.DISCLAIMER}
        put(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
        return
    assert claim.verdict is not None  # ask gives every claim one
    for line in (*lines(claim.verdict), fill(evidence.DISCLAIMER, 88)):
        put(f"{seen(line)}\n")


def lines(verdict: Verdict) -> Iterator[str]:
    """Yield a verdict as lines for people."""
    yield f"{verdict.value.replace('_', ' ')} ({verdict.confidence:.2f}): {MEANS[verdict.value]}"
    yield from (line for study in verdict.studies for line in _study(study))
    yield verdict.looked_up


def _study(study: Study) -> Iterator[str]:
    row = study.evidence
    what = f"{row.intervention} for {row.outcome}" if row.outcome else row.intervention
    against = f", against {row.comparator}" if row.comparator else ""
    whom = f", in {row.population}" if row.population else ""
    yield f"  {row.effect}: {what}{whom}{against}"
    year = f" {row.year}" if row.year else ""
    retracted = ", RETRACTED" if row.retracted else ""
    certainty = f", certainty {row.certainty}" if row.certainty else ""
    match = f", match {study.subject_match:.2f} and {study.object_match:.2f}"
    yield f"    {row.study}{year}{certainty}{match}{retracted}: {study.link or row.identifier}"

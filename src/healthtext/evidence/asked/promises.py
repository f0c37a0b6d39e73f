"""What a claim says by its verb alone: "helps you sleep" is about sleep, though it names none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from healthtext import assets
from healthtext.evidence.asked.named_after import WHOM
from healthtext.evidence.language.composites import UNBORN
from healthtext.evidence.language.named import SHOTS
from healthtext.evidence.language.said import from_verb
from healthtext.records import Claim


class Promise(NamedTuple):
    """What a store is asked about, the effect that would bear the claim out, and whether it is that
    something does not happen.
    """

    object: str
    wanted: str
    prevents: bool = False


TABLE = "lexicons/promises.toml"
Forms = tuple[tuple[re.Pattern[str], Promise], ...]


@cache
def _forms(name: str) -> Forms:
    """Return the forms of a part of the table, `promised` or `meant`, with what each promises."""
    rows = tomllib.loads(assets.path(TABLE).read_text("utf-8"))[name]
    return tuple((_compiled(row.pop("forms")), Promise(**row)) for row in rows)


def _compiled(forms: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.I)


def promised(claim: Claim) -> Promise | None:
    """Return what the words of the relation, with the object, promise or warn of; None if nothing.

    An object that says something of its own is not asked here.
    """
    acted = claim.object.text if claim.object else ""
    said = (f"{claim.relation} {acted}", *(cue.text for cue in claim.cues if cue.kind == "kind"))
    found = (promise for form, promise in _forms("promised") if any(map(form.search, said)))
    return next(found, None)


_VACCINE = re.compile(rf"(?:the )?(?P<what>\w.*) (?:{SHOTS}|screening)", re.I)


def guarded(claim: Claim) -> Promise | None:
    """Return what a vaccine or a screening is named after, where it prevents "severe illness"."""
    named = _VACCINE.fullmatch(claim.subject.text) if claim.subject else None
    if named is None or claim.kind not in ("prevention", "treatment"):
        return None
    return Promise(named["what"], "benefit", prevents=True)


_SHOT = re.compile(
    rf"(?:the )?(?P<what>\w.*?) {SHOTS}(?: (?:given )?(?:in|during) pregnancy)?", re.I
)
_PROTECTED = re.compile(rf"protect\w* (?P<who>{WHOM})", re.I)


def shielded(claim: Claim) -> Promise | None:
    """Return what a vaccine is named after, in whom it protects: flu in older adults."""
    shot = _SHOT.fullmatch(claim.subject.text) if claim.subject else None
    said = f"{claim.relation} {claim.object.text if claim.object else ''}"
    who = _PROTECTED.fullmatch(said)
    if shot is None or who is None:
        return None
    return Promise(f"{shot['what']} in {who['who']}", "benefit", prevents=True)


# Of a child it is the unborn one where a pregnancy is spoken of.
_CHILD = re.compile(
    r"(?:harm|damag|hurt|injur)\w*(?: to| for)? (?:(?:the|an|your|their) )?"
    r"(?:child|bab|fo?etus)\w*",
    re.I,
)
_CARRIED = re.compile(r"\b(?:pregnan\w+|unborn|expecting|womb|trimester)\b", re.I)


_IN_PREGNANCY = re.compile(
    r"\b(?:harmful|dangerous|bad|risky|unsafe|deadly|hazardous|toxic)"
    r" (?:(?:in|during|throughout|for|to|when|while|if you(?:['’]re| are))"
    r" (?:(?:the|early|late|a|your) )*pregnan\w+|(?:for|to) (?:the |an |your )?unborn)",
    re.I,
)
_SPREADS = re.compile(
    r"\b(?:slow|stop|reduc|limit|curb|halt|prevent|cut)\w* (?:down )?(?:the )?"
    r"(?:spread|spreading|transmission|passing on) of (?P<what>\w[^,;.?!]*)$",
    re.I,
)


def meant(claim: Claim) -> Promise | None:
    """Return what the words of the relation and its object stand for together; None if nothing."""
    said = f"{claim.relation} {claim.object.text if claim.object else ''}"
    said = from_verb(said if claim.relation else claim.text)
    end = claim.object.end - claim.start if claim.object else len(claim.text)
    if spreads := _SPREADS.search(claim.text, 0, end):
        return Promise(spreads["what"], "benefit", prevents=True)
    if _CHILD.match(said) and _CARRIED.search(claim.text):
        return Promise(UNBORN, "harm")
    if claim.kind == "harm" and _IN_PREGNANCY.search(claim.text):
        return Promise(UNBORN, "harm")
    return next((promise for form, promise in _forms("meant") if form.search(said)), None)

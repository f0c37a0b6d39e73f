"""Why an edit is proposed: the rule it is made by and the sentence that says what speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthtext import assets
from healthtext.despin.candidates import ENCODER, TERM
from healthtext.despin.features import AT

if TYPE_CHECKING:
    from healthtext.despin.tiers import Pick

ASKED = 3.0  # weighted nats of the encoder from which the paragraph asks for a wording
FAR = 6.0  # nats of gain that make a wording far likelier


def restores(one: Pick) -> bool:
    """Tell whether a repair makes a term of several words and breaks none."""
    return bool(one.row[AT["makes a term"]] and not one.row[AT["breaks a term"]])


def rule(choice: Pick) -> str:
    """Return the rule of the catalogue that a repair is made by."""
    option, row = choice.option, choice.row
    single = option.end - option.start == 1 and len(option.new) == 1
    term = option.bits & TERM or restores(choice)
    term = term and not assets.function_words().issuperset(option.new)
    if row[AT["page has new pair"]] >= 1 and (single or term):
        return "despin-page"
    if term:
        return "despin-term"
    return "despin-word" if single else "despin-phrase"


def reason(choice: Pick, why: str) -> str:
    """Say in a sentence what speaks for the edit, the strongest evidence first."""
    row, option = choice.row.tolist(), choice.option
    said = []
    if row[AT["makes a term"]]:
        said.append("it restores a known medical term")
    if option.dialects and row[AT["listed"]]:
        said.append(f"spinners of dialect {'/'.join(option.dialects)} put one for the other")
    if row[AT["gain"]] > 1:
        much = "far" if row[AT["gain"]] > FAR else "somewhat"
        said.append(f"the new wording is {much} likelier in health prose")
    if row[AT["context"]] > ASKED:
        said.append("the paragraph asks for it")
    if row[AT["page has new"]] >= 1:
        said.append("the page uses it elsewhere")
    known = "a thesaurus links the two and the sentence prefers it"
    text = ", ".join(said) or ("the paragraph suggests it" if option.bits == ENCODER else known)
    return f"{text[:1].upper()}{text[1:]}" + (f"; {why}" if why else "")

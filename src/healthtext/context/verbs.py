"""What a denied verb does to what stands behind it: some leave it as it is."""

from __future__ import annotations

from healthtext.context.clauses import ends_as_told, is_verb
from healthtext.context.cues import words as listed

_SOME = frozenset(("any", "a", "an"))


def is_said_to_be(words: tuple[str, ...], verb: int, end: int) -> bool:
    """Tell whether the verb only says that its subject is, or is seen: "was found", "occurred"."""
    content = main_verb(words, verb, end)
    told = words[content : content + 1]
    if listed("told").intersection(told):  # "was seen", "found in the lung"; not "found to cure"
        so = listed("being").intersection(words[verb:content]) or ends_as_told(words, content)
        return bool(so) and words[content + 1 : content + 2] != ("to",)
    if content < end and (keeps(words, content) or words[content] in listed("causes")):
        return False
    return told == () or bool(
        listed("being").intersection(words[verb:content]) or words[content] in listed("happens")
    )


def does(words: tuple[str, ...], at: int) -> bool:
    """Tell whether words[at] is what several do: "people without diabetes get gout"."""
    before = words[at - 1]
    joined = before in ("and", "or") or before in listed("determiners")
    return words[at] in listed("verbs") and not joined


def main_verb(words: tuple[str, ...], start: int, end: int) -> int:
    """Return where the content verb of a chain stands that begins at `start`."""
    passed = listed("skipped") | listed("modals")
    return next(
        (at for at in range(start, end)
         if words[at][-2:] != "ly" and (words[at] not in passed or _helps(words, at))), end,
    )  # fmt: skip


def _helps(words: tuple[str, ...], at: int) -> bool:
    """Tell whether "help" has an object of its own: "help colds", not "help to treat colds"."""
    after = "".join(words[at + 1 : at + 2])
    verbs = listed("keeps") | listed("causes") | listed("infinitives")
    return words[at] == "help" and after != "to" and after not in verbs


def keeps(words: tuple[str, ...], at: int) -> bool:
    """Tell whether the denied verb at words[at] leaves its object as it is.

    What was not seen is there if it is "the tumour", and is not if it is "any tumour".
    """
    if words[at] in listed("perceive"):
        after = "".join(words[at + 1 : at + 2])
        if after in listed("definite") or after in _SOME:
            return after in listed("definite")
    return words[at] in listed("keeps")


def makes_so(words: tuple[str, ...]) -> bool:
    """Tell whether the words are "make it safe": what is made so is there."""
    return words[0].startswith("mak") and bool(listed("makes_so").intersection(words))


def acts(words: tuple[str, ...], at: int) -> bool:
    """Tell whether words[at] is a finite verb, by its ending or by its place."""
    return is_verb(words, at) or does(words, at)

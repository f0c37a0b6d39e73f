"""What the words beside a place say against a repair: no English, or nothing was wrong."""

from __future__ import annotations

from collections.abc import Sequence

from healthtext import terms
from healthtext.despin import guards
from healthtext.despin.options import Option
from healthtext.words import Word

FARTHEST = 4  # words behind a framework, "of" the first, among which its tissue is named


def unfit(words: Sequence[Word], option: Option) -> bool:
    """Tell whether a repair is no English in its place: "far safe", "are pregnancy"."""
    before = words[option.start - 1].form if option.start else ""
    if before == "far" and option.new:
        first = option.new[0]
        return first not in guards.words("farther") and not first.endswith("er")
    is_being = words[option.start].form == "being" and before in guards.words("being")
    return is_being and names(" ".join(option.new))


def built(words: Sequence[Word], option: Option) -> bool:
    """Tell whether a place is the framework of some tissue: no spinner's system is of bone."""
    behind = [word.form for word in words[option.end : option.end + FARTHEST]]
    frame = words[option.end - 1].form in ("framework", "frameworks")
    return frame and behind[:1] == ["of"] and not guards.words("tissues").isdisjoint(behind)


def names(phrase: str) -> bool:
    """Tell whether a phrase names a condition or a drug."""
    return terms.load().type_of(phrase) in ("CONDITION", "DRUG")

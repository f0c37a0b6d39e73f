"""What a finding says of several pairs of a list: one line, and each pair with its study."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

MOST = 4  # studies, or pairs without any, that a message names
_SIDES = re.compile(r"Studies (?P<of>of “.*?” with “.*?”) in (?P<where>.*)", re.S)


def told(rule: str, said: Mapping[str, Sequence[str]]) -> str:
    """Return the details that a rule found, with the pairs that each is of, as one wording.

    What stands in no pair is said by itself; beyond MOST only the number is told.
    """
    if rule == "NOTHING_FOUND" and len(said) > 1:
        return _looked_up([*said])
    each = [f"{', '.join(pairs)}: {one}" if any(pairs) else one for one, pairs in said.items()]
    return "; ".join(each[:MOST]) + _more(each)


def _looked_up(said: Sequence[str]) -> str:
    """Return look-ups in the same place as one: "of “zinc” with “gout” and of ... in ..."."""
    found = [one for text in said if (one := _SIDES.fullmatch(text))]
    if len({one["where"] for one in found}) != 1 or len(found) < len(said):
        return "; ".join(said[:MOST]) + _more(said)
    sides = [one["of"] for one in found]
    return f"Studies {', '.join(sides[:MOST])}{_more(sides)}, in {found[0]['where']}"


def _more(listed: Sequence[str]) -> str:
    return f" and of {len(listed) - MOST} more" if len(listed) > MOST else ""

"""Whether a claim asks for an amount, a time or a kind: "how many eggs raise cholesterol".

No yes and no no answers that. "How well does it work?" is answered by them, and so is "how does it
help?", which takes for granted that it does.
"""

from __future__ import annotations

import re

from healthtext.records import Claim

_HOW = (
    r"how (?:much|many|often|long|soon|fast|quickly|far|old|early|late|likely|unlikely|common"
    r"|commonly|rare|rarely|frequent|frequently|big|large|small|great|high|low|strong|little|few)"
)
_WHAT = (
    r"(?:what|which) (?:(?:total|daily|minimum|maximum|lowest|highest|best|right|safe|exact) )*"
    r"(?:amounts?|doses?|dosages?|quantit(?:y|ies)|numbers?|levels?|shares?|proportions?"
    r"|percentages?|fractions?|ages?|times?|kinds?|types?|sorts?|forms?|brands?|degrees?)"
)
# An amount that does not matter asks for none.
_ASKED = rf"(?<!matter )(?<!matters )\b(?:{_HOW}|{_WHAT})\b"
_LED = r"(?:(?:of|the|an?|your|does?|did|is|are|was|were|can|could|will|would|may|might|should) )*"
_INSIDE = re.compile(_ASKED, re.I)
_BEFORE = re.compile(rf"{_ASKED} {_LED}$", re.I)
# One of several, or a time, is asked for where a question opens so: "which vaccines cause autism?".
_WHICH = re.compile(
    r"(?:(?:so|and|but|in|at|from|by|with|for),? )?(?:which|what|whose|when|where|who)\b", re.I
)


def are_asked(claim: Claim) -> bool:
    """Tell whether a claim asks how much or which of what acts does it, or when it does."""
    acting, text = claim.subject, claim.text.strip()
    if acting is None:
        return False
    at = max(acting.start - claim.start, 0)
    which = text.endswith("?") and _WHICH.match(acting.text) and claim.start == acting.start
    return bool(which or _INSIDE.search(acting.text) or _BEFORE.search(claim.text, 0, at))

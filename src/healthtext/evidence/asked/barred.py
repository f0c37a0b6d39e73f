"""Claims of those who must not have a thing: honey and babies, valproate and pregnancy.

Whom a list of warnings names (`advised.unsafe`) nobody is to be told that it does them good, on
studies of others, nor that no study has shown the harm.
"""

from __future__ import annotations

from healthtext.evidence.advised import unsafe
from healthtext.evidence.language import absence
from healthtext.records import Claim


def is_of(claim: Claim, acting: str, wanted: str) -> bool:
    """Tell whether a claim is of those who must not have what acts, or of a harm to them."""
    if wanted == "harm":
        return unsafe.is_of_barred(claim.text)
    return not absence.missed(acting) and unsafe.is_of_barred(claim.text, acting)

"""What evidence says of claims, and what an editor should look at.

`verdict` looks claims up in evidence stores (`store`, `match`), `findings` are what follows from
the verdicts and from the text alone, `wording` says what is claimed no more firmly than shown.
"""

from healthtext.evidence import wording
from healthtext.evidence.findings import findings
from healthtext.evidence.verdict import DISCLAIMER, Source, ask, ask_all, check, version

VERDICTS = (
    "supported", "mixed", "contradicted", "insufficient", "nothing_found", "not_checkable",
)  # fmt: skip

__all__ = [
    "DISCLAIMER", "VERDICTS", "Source", "ask", "ask_all", "check", "findings", "version", "wording",
]  # fmt: skip

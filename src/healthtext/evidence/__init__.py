"""What evidence says of claims, and what an editor should look at.

The way of a claim: `asked` reads what it asks, `weighing` finds and weighs rows of the stores
(`store`), `verdict` says what they come to. `language` is how both compare wordings, and knows
neither. From the verdict and the text follow `findings` (with `looked_up` where a study is named,
`advised` and `firmness` where the text alone says it) and, in `wording`, what is claimed no more
firmly than shown.
"""

from healthtext.evidence import wording
from healthtext.evidence.elsewhere import Source
from healthtext.evidence.findings import findings
from healthtext.evidence.verdict import DISCLAIMER, ask, ask_all, check, version

VERDICTS = (
    "supported", "mixed", "contradicted", "insufficient", "nothing_found", "not_checkable",
)  # fmt: skip

__all__ = [
    "DISCLAIMER", "VERDICTS", "Source", "ask", "ask_all", "check", "findings", "version", "wording",
]  # fmt: skip

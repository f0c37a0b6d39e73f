"""What an editor should look at: unsupported, vague, absolute, pseudo-scientific or harmful claims.

`findings` needs no outside evidence; `store` is where evidence is looked up.
"""

from healthtext.evidence.findings import findings

VERDICTS = (
    "supported", "mixed", "contradicted", "insufficient", "nothing_found", "not_checkable",
)  # fmt: skip

__all__ = ["VERDICTS", "findings"]

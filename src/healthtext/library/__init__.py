"""A user's own evidence: articles with their sentences, and findings, in a store of the user's.

`add` reads files (PubMed, PMC, BibTeX, RIS, CSV) into a `Library`; `studies` asks one about a
claim; `online` asks Europe PMC, and only where a person said so.
"""

from healthtext.library.adding import Added, add, check
from healthtext.library.records import Deletion, Finding, Record
from healthtext.library.store import Library

__all__ = ["Added", "Deletion", "Finding", "Library", "Record", "add", "check"]

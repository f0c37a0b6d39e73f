"""One finding for a rule and a place, which names every pair of a list that it is said of."""

from __future__ import annotations

import pytest

from healthtext.evidence import listing
from healthtext.evidence.store import EvidenceStore, Row
from tests.evidence.conftest import row
from tests.evidence.test_looked_up import found

STRONGER = "STRONGER_THAN_EVIDENCE"
ROWS = (
    row("honey", "gout", "none", certainty="low", identifier="PMID:10000011"),
    row("honey", "asthma", "none", certainty="low", identifier="PMID:10000012"),
    row("garlic", "gout", "benefit", certainty="high", identifier="PMID:10000013"),
    row("garlic", "asthma", "none", certainty="low", identifier="PMID:10000012"),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # one pair of two; both; two pairs of one study; a clause that makes one claim
        ("Honey and garlic relieve gout.", ["Honey and gout: systematic review PMID:10000011"]),
        ("Honey relieves gout and asthma.",
         ["Honey and gout: systematic review PMID:10000011, 1 finding in all; "
          "Honey and asthma: systematic review PMID:10000012"]),
        ("Honey and garlic relieve asthma.",
         ["Honey and asthma, garlic and asthma: systematic review PMID:10000012"]),
        ("Honey relieves gout.", ["(systematic review PMID:10000011"]),
        ("Garlic relieves gout.", []),
        # clauses have findings of their own
        ("Honey relieves gout, and garlic relieves asthma.",
         ["(systematic review PMID:10000011", "(systematic review PMID:10000012"]),
    ],
)  # fmt: skip
def test_a_place_has_one_finding_which_names_its_pairs(text: str, said: list[str]) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(one) for one in ROWS])
        made = [one for one in found(text, store) if one.rule == STRONGER]
        assert len(made) == len(said)
        assert all(part in one.message for one, part in zip(made, said, strict=True))
        assert len({(one.start, one.end) for one in made}) == len(made)


def test_what_nothing_was_found_on_is_told_as_one_look_up() -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(one) for one in ROWS])
        texts = ("Aspirin cures gout and asthma.", "Aspirin cures gout.")
        (two,), (one,) = (
            [one.message for one in found(text, store) if one.rule == "NOTHING_FOUND"]
            for text in texts
        )
        pairs = "Looked up: Studies of “Aspirin” with “gout”, of “Aspirin” with “asthma”, in "
        assert pairs in two
        assert two.count(" in empty evidence store") == 1
        assert "Looked up: Studies of “Aspirin” with “gout” in " in one


def test_beyond_some_only_the_number_is_told() -> None:
    said = {f"study {n}": [f"honey and {n}"] for n in range(listing.MOST + 2)}
    told = listing.told(STRONGER, said)
    assert told.endswith("honey and 3: study 3 and of 2 more")
    looked = {f"Studies of “honey” with “{n}” in a store.": [""] for n in range(listing.MOST + 1)}
    assert listing.told("NOTHING_FOUND", looked).endswith("“3” and of 1 more, in a store.")
    elsewhere = {"Studies of “a” with “b” in one.": [""], "Studies of “a” with “c” in two.": [""]}
    assert listing.told("NOTHING_FOUND", elsewhere) == "; ".join(elsewhere)

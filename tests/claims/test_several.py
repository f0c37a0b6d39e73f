"""Each clause with its own verb, and each thing of a list, is a claim of its own."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import claims, entities, syntax
from healthtext.claims.asserted import PAIRS
from healthtext.claims.several import MOST
from healthtext.records import Claim

CASES = tomllib.loads((Path(__file__).parent / "several.toml").read_text("utf-8"))["case"]
PIECES = (
    "Ginger", "and", "turmeric", "reduces", "relieves", "prevent", "nausea", "colds", ",", "but",
    "it", "which", "does not", "may", "together", "combination of", "in adults", "is caused by",
    "500 mg", "😀", ".", ";", "or", "(https://example.org/a)", "experts say that", "\n\n",
)  # fmt: skip


def found(text: str) -> tuple[Claim, ...]:
    doc = syntax.load()(text)
    return claims.find(doc, entities.find(doc))


def said(claim: Claim) -> tuple[str, str, str]:
    subject, object_ = (one.text if one else "" for one in (claim.subject, claim.object))
    return claim.text, subject, object_


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_sentence_makes_these_claims(case: dict[str, list[list[str]]]) -> None:
    text = str(case["text"])
    assert [said(claim) for claim in found(text)] == [
        (words or text, subject, object_) for words, subject, object_ in case["claims"]
    ]


def test_a_denial_reaches_the_verb_that_hangs_on_it() -> None:
    made = found("Ginger does not relieve nausea or prevent migraine.")
    assert [claim.polarity for claim in made] == ["negative", "negative"]
    made = found("Ginger does not relieve nausea but prevents migraine.")
    assert [claim.polarity for claim in made] == ["negative", "positive"]
    made = found("It is a myth that vaccines cause autism and trigger diabetes.")
    assert [claim.polarity for claim in made] == ["negative", "negative"]


def test_a_hedge_reaches_the_verbs_it_stands_before() -> None:
    made = found("Studies suggest that garlic lowers cholesterol and prevents colds.")
    assert [claim.hedge for claim in made] == ["weak", "weak"]
    made = found("Garlic may ease a cough and prevent colds.")
    assert [claim.strength for claim in made] == ["conditional_causal", "conditional_causal"]
    made = found("Garlic lowers cholesterol and may prevent colds.")
    assert [claim.hedge for claim in made] == ["none", "weak"]
    assert [claim.strength for claim in made] == ["direct_causal", "conditional_causal"]


def test_whom_a_sentence_opens_with_is_said_of_all_that_share_the_subject() -> None:
    made = found("In pregnant women, ginger relieves nausea and prevents migraine.")
    assert [claim.population for claim in made] == ["pregnant women"] * 2
    assert {claim.priority for claim in made} == {"high"}
    made = found("Aspirin lowers fever in children, and ibuprofen prevents headaches.")
    assert [claim.population for claim in made] == ["children", ""]


def test_each_part_has_its_own_citation_where_it_has_one() -> None:
    made = found("Garlic lowers cholesterol (10.1000/a) and prevents colds (10.1000/b).")
    assert [[one.value for one in claim.citations] for claim in made] == [
        ["10.1000/a"], ["10.1000/b"],
    ]  # fmt: skip
    made = found("Garlic lowers cholesterol and prevents colds (10.1000/b).")
    assert [[one.value for one in claim.citations] for claim in made] == [["10.1000/b"]] * 2


def test_a_list_has_a_bound_and_the_rest_of_it_are_cues() -> None:
    made = found("Turmeric, ginger and garlic cure cancer, colds, flu and warts.")
    assert len(made) == PAIRS
    assert [said(claim)[1:] for claim in made[-4:]] == [
        ("ginger", one) for one in ("cancer", "colds", "flu", "warts")
    ]
    assert {cue.text for cue in made[0].cues if cue.kind == "other_subject"} == {"garlic"}


def test_the_clauses_of_a_sentence_have_a_bound() -> None:
    made = found(f"Yoga {', '.join(['eases stress', 'reduces pain'] * 20)} and prevents colds.")
    assert 1 < len(made) <= MOST


def test_what_is_named_twice_is_one_side() -> None:
    assert len(found("Nausea and nausea is caused by iron.")) == 1


def test_the_claim_of_the_first_that_is_no_mechanism_leads() -> None:
    made = found("Garlic boosts circulation and prevents colds.")
    assert [claim.kind for claim in made] == ["mechanism", "prevention"]
    leads = claims.leading(made)
    assert leads is not None
    assert leads.kind == "prevention"
    assert claims.leading(()) is None


def test_a_sentence_may_be_cut_off_behind_and() -> None:
    assert found("Ginger , and") == ()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join))
def test_the_claims_of_a_sentence_quote_their_parts_of_it(text: str) -> None:
    made = found(text)
    for claim in made:
        assert text[claim.start : claim.end] == claim.text
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
        assert all(text[cue.start : cue.end] == cue.text for cue in claim.cues)
        kind = next(cue for cue in claim.cues if cue.kind == "kind")
        assert claim.start <= kind.start < kind.end <= claim.end
        for party in (claim.subject, claim.object):
            assert party is None or text[party.start : party.end] == party.text
    for before, after in pairwise(made):
        same = (before.start, before.end) == (after.start, after.end)
        assert before.end <= after.start or same
    keys = [(one.start, one.end, said(one)) for one in made]
    assert len(keys) == len(set(keys))

"""Claims quote the text they stand in, whatever it holds, and carry their citations and cues."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import claims, entities, evidence, syntax
from healthtext.claims import cues
from healthtext.claims.citations import citations
from healthtext.claims.phrases import Phrases, forms
from healthtext.records import Claim, Entity
from healthtext.rules import nests_quantifiers

PIECES = (
    "Ginger tea relieves nausea", "studies show that", "may", "출장 마사지", "İstanbul", "😀",
    "e\u0301", "\r\n", "\n", " - ", ". ", "(Smith et al., 2019)", "10.1000/x)", "?",
    "30% of adults", "cancer", "causes",
)  # fmt: skip


def found(text: str) -> tuple[Claim, ...]:
    doc = syntax.load()(text)
    return claims.find(doc, entities.find(doc))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_claims_and_cues_quote_the_text(text: str) -> None:
    at = 0
    for claim in found(text):
        assert at <= claim.start < claim.end
        at = claim.start
        assert text[claim.start : claim.end] == claim.text
        for part in claim.cues:
            assert text[part.start : part.end] == part.text
            assert claim.sentence_start <= part.start < part.end <= claim.sentence_end
        assert claim.kind in claims.KINDS
        assert claim.strength in claims.STRENGTHS
        assert claim.hedge in claims.HEDGES
        assert claim.polarity in claims.POLARITIES
        assert claim.attribution in claims.ATTRIBUTIONS


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    found(text)


def test_a_sentence_that_breaks_off_behind_by_is_read() -> None:
    (claim,) = found("The spread of flu to others can be prevented by")
    assert claim.kind == "prevention"


def test_every_property_has_its_cue() -> None:
    (claim,) = found("Experts say that ginger may not prevent nausea (https://example.org/a).")
    by_kind = {cue.kind: cue.text for cue in claim.cues}
    assert by_kind == {
        "kind": "prevent", "strength": "may", "hedge": "may", "polarity": "not",
        "object": "nausea", "intervention": "ginger", "attribution": "Experts say",
    }  # fmt: skip
    assert [(c.kind, c.value) for c in claim.citations] == [("url", "https://example.org/a")]


def test_a_bullet_is_no_part_of_a_claim() -> None:
    (claim,) = found("Why drink it?\n - Ginger relieves nausea\n - Tastes good")
    assert claim.text == "Ginger relieves nausea"


@pytest.mark.parametrize("what", ["Omega-3 oil", "COVID-19 jabs", "5-HTP"])
def test_a_name_with_a_number_begins_a_sentence(what: str) -> None:
    (claim,) = found(f"Rest well. {what} prevents colds.")
    assert claim.text == f"{what} prevents colds."


def test_an_entity_makes_a_claim_where_the_lists_do_not_know_the_word() -> None:
    doc = syntax.load()("Zimberol relieves snurfitude quickly.")
    named = (Entity(0, 8, "Zimberol", "DRUG"), Entity(18, 28, "snurfitude", "CONDITION"))
    assert claims.find(doc, ()) == ()
    (claim,) = claims.find(doc, named)
    assert claim.kind == "treatment"


def test_a_cue_inside_a_name_is_none() -> None:
    assert found("Two heart attacks in the family frighten most people.") == ()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("see doi:10.1000/ab(12)c.", "doi", "10.1000/ab(12)c"),
        ("(doi: 10.1000/182)", "doi", "10.1000/182"),
        ("https://doi.org/10.1000/182, and", "doi", "10.1000/182"),
        ("PMID: 31064345.", "pmid", "31064345"),
        ("https://pubmed.ncbi.nlm.nih.gov/31064345/", "pmid", "31064345"),
        ("(see https://example.org/a_(b))", "url", "https://example.org/a_(b)"),
        ("at www.example.org.", "url", "www.example.org"),
    ],
)
def test_citations_are_found_once(text: str, kind: str, value: str) -> None:
    (citation,) = citations(text, offset=5)
    assert (citation.kind, citation.value) == (kind, value)
    assert text[citation.start - 5 : citation.end - 5].endswith((value, "31064345"))


def test_a_price_or_a_version_is_no_citation() -> None:
    assert citations("It costs 10.50 or 10.1 dollars, PubMed lists it.") == ()


def test_citations_come_in_order_and_never_overlap() -> None:
    text = "PMID 31064345, https://doi.org/10.1000/182 and 10.1000/ab, www.example.org " * 300
    found_ = citations(text)
    assert len(found_) == 1200
    assert all(left.end <= right.start for left, right in pairwise(found_))


def test_phrases_match_inflections_and_gaps() -> None:
    phrases = Phrases([("reduce* ~ risk of", 1), ("ward* off", 2)])

    def places(text: str) -> list[tuple[int, int, int]]:
        return [(match.start, match.end, match.payload) for match in phrases.find(text.split())]

    assert places("it reduced your own risk of it") == [(1, 6, 1)]
    assert places("it reduces the very long list of words , risk of") == []
    assert places("it reduces . risk of") == []
    assert forms("cut")["cut"] >= {"VB", "VBD", "VBN"}
    assert forms("alkalise")["alkalised"] >= {"VBD", "VBN"}


def test_patterns_of_the_cue_table_cannot_hang() -> None:
    table = cues.load()
    texts = ["a" * 10_000, "1 " * 5_000, "studies " * 2_000, "(A, " * 3_000, "doses is 1 " * 1_500]
    for patterns in (*table.patterns.values(), (table.negations,)):
        for pattern in patterns:
            assert not nests_quantifiers(pattern.pattern), pattern.pattern
            began = time.perf_counter()
            for text in texts:
                list(pattern.finditer(text))
            assert time.perf_counter() - began < 1.0, pattern.pattern


def test_long_text_without_sentences_is_read_in_linear_time() -> None:
    began = time.process_time()  # what else the machine does says nothing about growth
    claimed = found("ginger relieves nausea and helps prevent cancer , " * 4_000)
    assert time.process_time() - began < 8.0
    assert claimed


def test_the_remedy_that_a_sentence_names_is_marked_where_no_rule_says_what_helps() -> None:
    (claim,) = found("Say goodbye to heartburn with a spoonful of ginger.")
    assert "ginger" in {cue.text for cue in claim.cues if cue.kind in ("intervention", "nutrient")}


@pytest.mark.parametrize(
    "text",
    [
        "Garlic wipes out warts, boffins find.",
        "Garlic cures warts, say leading doctors.",
        "Doctors baffled as garlic cures warts.",
        "There is loads of research that garlic cures warts.",
        "A surgeon in Chile found that garlic cures warts.",
    ],
)
def test_sources_that_nobody_could_look_up_are_vague(text: str) -> None:
    (claim,) = found(text)
    assert claim.attribution == "vague"


@pytest.mark.parametrize(
    "text",
    [
        "Note: honey soothes coughs.", "Note that honey soothes coughs.",
        "Remember, honey soothes coughs.", "Tip: honey soothes coughs.",
    ],
)  # fmt: skip
def test_what_leads_to_a_claim_is_no_instruction(text: str) -> None:
    assert [one.subject.text for one in found(text) if one.subject] == ["honey"]


@pytest.mark.parametrize("text", ["Note honey on the label.", "Remember: drink honey for coughs."])
def test_an_instruction_stays_one(text: str) -> None:
    assert not found(text)


def test_what_is_stopped_is_not_what_it_stands_for() -> None:
    text = "Stop your blood thinner and take turmeric. It relieves arthritis."
    assert [one.subject.text for one in found(text) if one.subject and "It" in one.text] == [
        "turmeric"
    ]
    alone = "Do not stop your blood thinner. It prevents strokes."
    assert "blood thinner" in [one.subject.text for one in found(alone) if one.subject]


@pytest.mark.parametrize("mark", ["[^1]", "^2^", " [@smith2010]"])
def test_marks_of_markdown_cite(mark: str) -> None:
    text = f"Honey soothes coughs{mark}."
    made = found(text)
    assert [one.object.text for one in made if one.object] == ["coughs"]
    rules = {one.rule for one in evidence.findings(syntax.load()(text), (), made)}
    bare = f"{text[:20]}."
    without = {one.rule for one in evidence.findings(syntax.load()(bare), (), found(bare))}
    assert "NO_CITATION" in without - rules


def test_what_one_is_told_not_to_stop_is_what_it_stands_for() -> None:
    text = "Do not stop warfarin and take garlic. It prevents stroke."
    assert [one.subject.text for one in found(text) if one.subject and "It" in one.text] == [
        "warfarin"
    ]

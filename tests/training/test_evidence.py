"""The builder of the evidence base, on sentences and sources made up for these tests."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from healthtext.evidence.store import EvidenceStore
from training.evidence import (
    build,
    conclusions,
    facts,
    guidance,
    measure,
    readings,
    sources,
    trials,
)
from training.evidence.abbreviations import agreed, defined, expanded
from training.evidence.certainty import certainty
from training.evidence.clauses import asks, clauses, sentences
from training.evidence.comparators import is_inert
from training.evidence.directions import by_rules
from training.evidence.outcomes import BAD, GOOD, UNKNOWN, is_adverse, polarity
from training.evidence.passages import nearest, passages
from training.evidence.phrases import LONGEST, noun, versus
from training.evidence.reviews import facts as facts_of
from training.evidence.sources import Prompt, Review, Trial
from training.evidence.trials import effect_of

ASKED = {
    "Outcome": "pain score", "Intervention": "Magnet bracelet", "Comparator": "placebo bracelet"
}  # fmt: skip

PAGE = "https://www.niddk.nih.gov/gout"
HONEY, COUGH = "MESH:D006722", "MESH:D003371"


def said(conclusion: str) -> list[tuple[str, str, str, str]]:
    found = facts_of(Review("CD000001", conclusion), {})
    return [(fact.intervention, fact.outcome, fact.effect, fact.certainty) for fact in found]


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [
        ("Peppermint oil reduces bloating in adults.",
         ("Peppermint oil", "bloating", "benefit", "not stated")),
        ("Zinc lozenges may shorten the duration of colds.",
         ("Zinc lozenges", "duration of colds", "benefit", "low")),
        ("There is insufficient evidence to support the use of honey for hay fever.",
         ("honey", "hay fever", "unclear", "very low")),
        ("There was moderate-quality evidence that massage improves sleep quality.",
         ("massage", "sleep quality", "benefit", "moderate")),
        ("Garlic does not reduce mortality compared with placebo.",
         ("Garlic", "mortality", "none", "not stated")),
        ("Nausea was more common with iron tablets.",
         ("iron tablets", "Nausea", "harm", "not stated")),
        ("Acupuncture is an effective treatment for migraine.",
         ("Acupuncture", "migraine", "benefit", "not stated")),
        ("It is uncertain whether yoga improves asthma.",
         ("yoga", "asthma", "unclear", "very low")),
    ],
)  # fmt: skip
def test_a_conclusion_becomes_a_fact(conclusion: str, expected: tuple[str, ...]) -> None:
    assert expected in said(conclusion)


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [
        ("We found mirror therapy to improve grip strength in adults.",
         ("mirror therapy", "grip strength", "benefit")),
        ("They indicate evidence for the effectiveness of mirror therapy for improving pain.",
         ("mirror therapy", "pain", "benefit")),
        ("There is strong evidence that insoles are not effective for the prevention of back pain.",
         ("insoles", "back pain", "none")),
        ('There is "Silver" level evidence that shock wave therapy improves elbow pain.',
         ("shock wave therapy", "elbow pain", "benefit")),
        ("Home visits lowered alcohol consumption.",
         ("Home visits", "alcohol consumption", "benefit")),
        ("Pregabalin has proven efficacy in fibromyalgia.",
         ("Pregabalin", "fibromyalgia", "benefit")),
        ("A randomised trial suggests that honey may be effective for cough.",
         ("honey", "cough", "benefit")),
        ("Medical sheepskins are associated with a decrease in pressure ulcer development.",
         ("Medical sheepskins", "pressure ulcer development", "benefit")),
    ],
)  # fmt: skip
def test_who_acts_is_found_behind_what_leads_in(conclusion: str, expected: tuple[str, ...]) -> None:
    assert expected in [fact[:3] for fact in said(conclusion)]


@pytest.mark.parametrize(
    "conclusion",
    [
        "Honey helps against cough. The trials lacked power and showing efficacy reduces doubt.",
        "Honey relieves cough. Individually these lacked the power to reduce cough.",
        "Honey relieves cough. Long-term consequences did not improve.",
    ],
)
def test_deeds_of_authors_are_no_interventions(conclusion: str) -> None:
    named = {fact[0].lower() for fact in said(conclusion)}
    assert named == {"honey"}


def test_trials_that_are_still_to_show_something_only_ask() -> None:
    assert asks("Further randomised trials may show that more research on honey is needed.")
    assert not asks("One randomised trial suggests that honey may help.")


def test_no_difference_from_what_may_work_is_no_missing_effect() -> None:
    conclusion = "There was no difference between ibuprofen and naproxen for migraine."
    assert said(conclusion)[0][2] == "unknown"


def test_as_good_as_others_is_no_missing_effect() -> None:
    assert said("Pregabalin appears to be as effective for fibromyalgia.")[0][2] == "unknown"
    assert said("Garlic has no effect on migraine.")[0][2] == "none"


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Fenoldopam in dogs with heatstroke", 0),
        ("Turmeric in healthy elderly cats", 0),
        ("Teaching children of dogs bites", 1),
        ("Canine retraction in adults", 1),
    ],
)
def test_what_helps_animals_is_no_fact_of_people(title: str, count: int) -> None:
    prompt = Prompt(1, "9", "pain", "aspirin", "placebo")
    made = trials.facts([prompt], Trial("9", title, "Pain was less."), {})
    assert len(list(made)) == count


def test_minimal_evidence_supports_nothing() -> None:
    found = said("There is minimal evidence to support the use of honey for hay fever.")
    assert [effect for _, _, effect, _ in found] == ["none"]


def test_only_asking_for_research_says_that_it_is_unclear() -> None:
    wish = "Larger trials are needed to assess the effects of yoga in people with asthma."
    assert asks(wish)
    assert said(wish) == [("yoga", "asthma", "unclear", "not stated")]
    assert said("We thank the editors.") == []


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [
        ("Treatment of hay fever with honey reduces sneezing.", ("honey", "sneezing", "benefit")),
        ("Garlic tablets showed a beneficial effect on blood pressure.",
         ("Garlic tablets", "blood pressure", "benefit")),
        ("We found a beneficial effect of honey on cough.", ("honey", "cough", "benefit")),
        ("Honey relieves cough and lowers fever.", ("Honey", "fever", "benefit")),
        ("Honey increased mortality and worsened survival.", ("Honey", "survival", "harm")),
        ("Honey has a negative influence on survival.", ("Honey", "survival", "harm")),
        ("The use of garlic might increase mortality.", ("garlic", "mortality", "harm")),
        ("Honey has a place in the management of cough.", ("Honey", "cough", "benefit")),
        ("Honey is better than placebo in terms of cough.", ("Honey", "cough", "benefit")),
        ("The use of zinc in adults with colds should be avoided.", ("zinc", "colds", "none")),
        ("Although many trials were at high or unclear risk of bias there was some evidence to"
         " support the effectiveness of honey in cough.", ("honey", "cough", "benefit")),
        ("There is not enough evidence to support the use of naftidrofuryl in stroke.",
         ("naftidrofuryl", "stroke", "unclear")),
        ("The benefits of honey for cough cannot be supported or refuted.",
         ("honey", "cough", "unclear")),
        ("Honey is an effective treatment for cough, though people need to be aware of its sugar.",
         ("Honey", "cough", "benefit")),
        ("Correcting anaemia improves quality of life.",
         ("correction of anaemia", "quality of life", "benefit")),
        ("There is insufficient evidence to support the use of honey in adults to reduce"
         " the risk of the common cold.", ("honey", "common cold", "unclear")),
        ("There is some evidence of improvement in blood glucose in people with diabetes, after"
         " treating gum disease.", ("treatment of gum disease", "blood glucose", "benefit")),
        ("Measles vaccine reduces infection rates.", ("Measles vaccine", "infection", "benefit")),
    ],
)  # fmt: skip
def test_what_a_clause_says_is_read(conclusion: str, expected: tuple[str, str, str]) -> None:
    acts, outcome, effect = expected
    found = [fact for fact in said(conclusion) if fact[0] == acts and outcome in fact[1]]
    assert [fact[2] for fact in found] == [effect]


@pytest.mark.parametrize(
    "conclusion",
    [
        "Honey relieves cough. The trials were not sufficiently powered to achieve their goals.",
        "Honey relieves cough. We did not plan any subgroup analyses.",
        "Honey relieves cough. [Note: The 39 citations awaiting classification may alter this.]",
        "Honey relieves cough. Age affected the mean cough score.",
    ],
)
def test_what_says_nothing_of_an_effect_is_no_fact(conclusion: str) -> None:
    assert said(conclusion) == [("Honey", "cough", "benefit", "not stated")]


def test_a_vaccine_is_about_what_it_is_named_after() -> None:
    (fact,) = facts_of(Review("CD000001", "Measles vaccine reduces infection rates."), {})
    assert fact.condition == "measles"


def test_antagonists_of_a_thing_are_not_the_thing() -> None:
    conclusion = "Calcium antagonists were tried in stroke. They do not reduce mortality."
    assert {fact[0] for fact in said(conclusion)} == {"calcium antagonists"}


def test_clauses_are_read_one_by_one() -> None:
    sentence = "Although honey relieves cough, it is unclear whether it shortens colds."
    assert [c.split()[0] for c in clauses(sentence)] == ["honey", "it"]
    assert sentences("One thing. Another (i.e. this) one.\nA third") == [
        "One thing.", "Another (i.e. this) one.", "A third",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Low-quality evidence suggests that it works", "low"),
        ("The quality of the evidence was very low", "very low"),
        ("It probably helps", "moderate"),
        ("It may help", "low"),
        ("It helped in May 2009", "not stated"),
        ("There is no high-quality evidence that it helps", "low"),
        ("It helps", "not stated"),
    ],
)
def test_certainty_follows_grade_words(text: str, level: str) -> None:
    assert certainty(text, text) == level


@pytest.mark.parametrize(
    ("outcome", "sign"),
    [
        ("pain", BAD), ("pain relief", GOOD), ("survival", GOOD), ("overall mortality", BAD),
        ("risk of stroke", BAD), ("reduction in headache days", GOOD), ("HbA1c", BAD),
        ("time to healing", BAD), ("time to relapse", GOOD), ("quality of life", GOOD),
        ("weight loss", GOOD), ("hair loss", BAD), ("duration of analgesia", GOOD),
        ("length of hospital stay", BAD), ("progression-free survival", GOOD),
        ("growth retardation", BAD), ("colour of the box", UNKNOWN), ("gout", BAD),
        ("thyroid antibodies", BAD), ("hepatitis B antibodies", GOOD),
        ("growth hormone deficiency", BAD), ("growth", GOOD), ("functional dyspepsia", BAD),
        ("dysplasia of the hip", BAD), ("insufficient breast milk", BAD), ("breast milk", GOOD),
        ("negative mood", BAD), ("mood", GOOD), ("primary immunodeficiency", BAD),
        ("walk time", BAD), ("walking distance", GOOD), ("weight gain", GOOD),
        ("antipsychotic-induced weight gain", BAD),
    ],
)  # fmt: skip
def test_more_of_an_outcome_is_good_or_bad(outcome: str, sign: int) -> None:
    assert polarity(outcome) == sign


def test_the_development_of_a_disorder_is_bad_and_of_a_child_good() -> None:
    assert polarity("pressure ulcer development") == polarity("cancer development") == BAD
    assert polarity("child development") == GOOD
    assert polarity("HDL cholesterol") == polarity("HDL") == GOOD != polarity("LDL cholesterol")


def test_a_harm_is_known_by_its_words() -> None:
    assert is_adverse("withdrawal due to side effects")
    assert not is_adverse("pain")


def test_comparators_that_do_nothing() -> None:
    for text in ("placebo", "Sham TMS", "usual care", "waiting list", "no treatment", ""):
        assert is_inert(text), text
    for text in ("ibuprofen", "surgery", "cognitive therapy"):
        assert not is_inert(text), text
    assert versus("no treatment in trials of children") == "no treatment"


def test_an_effect_depends_on_the_outcome_and_on_the_comparator() -> None:
    assert effect_of("decreased", "pain", "placebo") == "benefit"
    assert effect_of("decreased", "survival", "placebo") == "harm"
    assert effect_of("decreased", "survival", "surgery") == "unknown"
    assert effect_of("increased", "adverse events", "ibuprofen") == "harm"
    assert effect_of("no_difference", "pain", "placebo") == "none"
    assert effect_of("no_difference", "pain", "ibuprofen") == "unknown"
    assert effect_of("unknown", "pain", "placebo") == "unknown"


def test_phrases_are_short_and_clean() -> None:
    assert noun("the use of warm honey (10 ml) which was sweet") == "warm honey"
    assert noun("the ") == ""
    long = noun("green and red and blue and white and black and grey and pink pills")
    assert 0 < len(long.split()) <= LONGEST


def test_abbreviations_are_what_most_articles_mean() -> None:
    text = "People with chronic cold feet (CCF) were warmed. CCF is common."
    assert defined(text) == {"CCF": "chronic cold feet"}
    assert expanded("CCF hurts; CCFs hurt", defined(text)) == (
        "chronic cold feet hurts; chronic cold feets hurt"
    )
    other = "A cup of coffee (CCF) was given."
    assert "CCF" in agreed([text] * 3) and "CCF" not in agreed([text, other])


def test_sentences_nearest_to_a_prompt_give_its_direction() -> None:
    prompt = Prompt(1, "9", "pain score", "Magnet bracelet", "placebo bracelet")
    found = "The pain score was significantly lower with the magnet bracelet (p < 0.01)."
    hidden = ("BODY.METHODS", "The pain score was read by a nurse each morning.")
    trial = Trial("9", "", f"We weighed the parcels twice a day at noon. {found}", (hidden,))
    best = nearest(prompt, passages(trial), {})
    assert [passage.text for _, passage in best] == [found]
    own = {"NRS": "pain score"}
    short = Prompt(2, "9", "NRS", "Magnet bracelet", "placebo bracelet")
    assert nearest(short, passages(trial), own)[0][1].text == found
    assert by_rules(prompt, found) == "decreased"
    assert by_rules(prompt, "The pain score did not differ between the arms.") == "no_difference"
    assert by_rules(prompt, "The pain score was measured twice.") == "unknown"
    turned = "The pain score was higher with placebo than with the magnet bracelet."
    assert by_rules(prompt, turned) == "decreased"


def write_sources(data: Path) -> None:
    reviews = data / "cochrane_conclusions"
    summaries = data / "cochrane_pls/data/data-1024"
    trials = data / "evidence_inference"
    for folder in (reviews, summaries, trials / "txt_files"):
        folder.mkdir(parents=True)
    write_table(reviews / "train-targets.csv", [
        {"ReviewID": "CD900001", "Target": "Magnet bracelets may reduce knee pain in adults."},
        {"ReviewID": "CD900002", "Target": "Honey relieves cough.\nMore trials are needed."},
    ])  # fmt: skip
    for part in ("dev", "test"):
        write_table(reviews / f"{part}-targets.csv", [{"ReviewID": "", "Target": ""}][1:])
    (summaries / "val.doi").write_text("10.1002/14651858.CD900003.pub2\n")
    (summaries / "val.source").write_text(
        "Two trials (n = 40) were found. Sage tea reduces sweating in adults.\n"
    )
    (summaries / "test.doi").write_text("")
    (summaries / "test.source").write_text("")
    write_table(trials / "prompts_merged.csv", [
        {"PromptID": "1", "PMCID": "77", **ASKED},
        {"PromptID": "2", "PMCID": "77", **ASKED, "Outcome": "knee&amp;nbsp;stiffness"},
        *({"PromptID": str(n), "PMCID": "78", **ASKED} for n in range(10, 100)),
    ])  # fmt: skip
    label = {"PromptID": "2", "Valid Label": "True", "Annotations": "x"}
    write_table(trials / "v2_annotations.csv", [
        {**label, "Label": "significantly increase"}, {**label, "Label": "significantly increased"},
        {**label, "Label": "no significant difference"}, *map(annotation, range(10, 100)),
    ])  # fmt: skip
    (trials / "splits").mkdir()
    for part, name in (("train", "78"), ("validation", "76"), ("test", "77")):
        (trials / f"splits/{part}_article_ids.txt").write_text(f"{name}\n")
    (trials / "txt_files/PMC78.txt").write_text("TITLE: \nMagnets again\n")
    text = "The pain score was lower with the magnet bracelet than with placebo (p = 0.01)."
    (trials / "txt_files/PMC77.txt").write_text(
        f"TITLE: \nMagnets for gout\n\nBODY.RESULTS:\n{text}"
    )
    abstract = {"ABSTRACT.METHODS": "Adults with gout wore a bracelet."}
    record = {"pmcid": "77", "title": "Magnets for gout", "sections": abstract}
    (trials / "abstracts.jsonl").write_text(f"{json.dumps(record)}\n")
    answer = {"url": PAGE, "focus": "Gout", "qtype": "treatment",
              "answer": "Colchicine is used to treat gout."}  # fmt: skip
    (data / "medquad").mkdir()
    (data / sources.PAGES.path).write_text(f"{json.dumps(answer)}\n")
    teas = ("sage tea", "gout", "treat", "none", "low", "", "MoF", "Teas", "2020", PAGE, "recalled")
    lines = ("\t".join(fields) for fields in (guidance.COLUMNS, teas))
    (data / "guidance.tsv").write_text("\n".join(lines))
    (data / "readings").mkdir()
    row = "Sage tea\tcough\trelieve\tunclear\tlow\t\t\tTeas\t2021\t10.1000/sage"
    read = "\t".join(readings.COLUMNS)
    (data / "readings" / "teas.tsv").write_text(f"{read}\n{row}\n", "utf-8")
    (data / "conclusions").mkdir()
    row = "CD900003\tSage tea\tsore throat\trelieve\tbenefit\tlow\t\t"
    read = "\t".join(conclusions.COLUMNS)
    (data / "conclusions" / "teas.tsv").write_text(f"{read}\n{row}\n", "utf-8")


def annotation(number: int) -> dict[str, str]:
    """Return what an annotator might have marked for a prompt of the article to train on."""
    label, said = (
        ("significantly decreased", "was lower with the magnet bracelet than with placebo"),
        ("significantly increased", "was higher with the magnet bracelet than with placebo"),
        ("no significant difference", "did not differ between the magnet bracelet and placebo"),
    )[number % 3]
    text = f"In week {number} the pain score {said}."
    return {"PromptID": str(number), "Valid Label": "True", "Annotations": text, "Label": label}


def write_table(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, rows[0] if rows else ["ReviewID", "Target"])
        table.writeheader()
        table.writerows(rows)


def test_made_up_sources_become_a_store_and_the_same_one_twice(tmp_path: Path) -> None:
    write_sources(tmp_path)
    made = [fact for fact in build.gathered(tmp_path, tmp_path) if fact.identifier != "PMC78"]
    linked = [facts.row(fact) for fact in made]
    digests = set()
    for name in ("a.sqlite", "b.sqlite"):
        build.write(tmp_path / name, linked, build.counts(linked), "2026-01-01")
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1
    with EvidenceStore.open(tmp_path / "a.sqlite") as store:
        found, notes, info = store.facts(), store.notes(), store.info()
        assert not store._has_pairs and store.by_concepts(HONEY, COUGH) == found[1:2]
    assert [(row.identifier, row.intervention, row.effect) for row in found] == [
        ("10.1002/14651858.CD900001", "Magnet bracelets", "benefit"),
        ("10.1002/14651858.CD900002", "Honey", "benefit"),
        ("10.1002/14651858.CD900003", "Sage tea", "benefit"),
        ("PMC77", "Magnet bracelet", "benefit"), ("PMC77", "Magnet bracelet", "harm"),
        ("10.1000/sage", "Sage tea", "unclear"), (PAGE, "sage tea", "none"),
        (PAGE, "Colchicine", "benefit"),
    ]  # fmt: skip
    assert {row.direction for row in found if row.outcome == "knee stiffness"} == {"increased"}
    assert "gout" in found[3].population
    assert (notes["reviews"], notes["trials"], notes["trial_rows"]) == ("4", "1", "2")
    assert (notes["guidance_rows"], notes["guidance_not_read"], notes["page_rows"]) == ("1",) * 3
    assert (info.facts, info.snapshot) == (8, "2026-01-01")


def test_labels_are_facts_and_not_sentences() -> None:
    reviews, trials = measure.review_labels(), measure.trial_labels()
    assert len({label.source for label in reviews}) >= 98 and len(trials) == 100
    for label in reviews:
        assert len(label.intervention.split()) <= LONGEST and len(label.outcome.split()) <= LONGEST
    assert {label.effect for label in reviews} <= {"benefit", "harm", "none", "unclear", "unknown"}


def test_what_is_found_is_scored_and_what_is_not_is_not_found() -> None:
    label = measure.review_labels()[0]
    right = facts.row(facts.Fact(
        label.intervention, label.outcome, "", "", "", "decreased", label.effect, label.certainty,
        facts.REVIEW, label.source,
    )).evidence  # fmt: skip
    scores = measure.review_accuracy([right])
    assert scores["review_found"] == round(1 / scores["review_facts"], 3)
    assert scores["review_effect"] == scores["review_certainty"] == 1.0
    assert measure.review_accuracy([])["review_found"] == 0.0


def test_rows_of_pages_are_scored_by_their_labels() -> None:
    first = measure.PAGES.read_text("utf-8").splitlines()[1].split("\t")
    made = facts.row(facts.Fact(
        first[1], first[2], "", "", "", "unknown", "benefit", "not stated", "page of X", first[0],
    )).evidence  # fmt: skip
    scores = measure.page_accuracy([made])
    assert scores["page_rows_read"] == 150 and scores["page_rows_right"] in (0.0, 1.0)
    assert scores["page_rows_made"] == round(1 / 150, 3)
    assert measure.page_accuracy([])["page_rows_made"] == 0.0


def test_a_review_that_was_read_and_tells_nothing_has_no_rows_by_rules(tmp_path: Path) -> None:
    write_sources(tmp_path)
    (tmp_path / "conclusions" / conclusions.SILENT).write_text("CD900002\n", "utf-8")
    found = {fact.identifier for fact in build.gathered(tmp_path, tmp_path)}
    assert "10.1002/14651858.CD900002" not in found
    assert "10.1002/14651858.CD900001" in found


@pytest.mark.parametrize(
    ("intervention", "outcome", "named"),
    [
        ("honey", "cough", True),
        ("midwife-led care", "headache", True),
        ("policy makers", "headache", False),
        ("we suggest", "diabetic foot ulcers", False),
        ("placebo", "pain", False),
        ("vitamin D", "older people", False),
        ("hip precautions", "myriad reasons", False),
    ],
)
def test_what_rules_read_counts_where_it_names_things(
    intervention: str, outcome: str, named: bool
) -> None:
    fact = facts.Fact(
        intervention, outcome, "", "", "", "decreased", "benefit", "low", facts.REVIEW, "CD900001"
    )
    assert build._is_named(fact) is named

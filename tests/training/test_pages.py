"""Facts of pages of public bodies, on answers made up for these tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.evidence import pages
from training.evidence.pages import Answer

URL = "https://www.niddk.nih.gov/gout"


def named(text: str, focus: str = "Gout", purpose: str = "treat") -> list[tuple[str, str]]:
    found = pages.facts(Answer("NIDDK", URL, focus, purpose, text))
    return [(fact.intervention, fact.outcome) for fact in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gout is usually treated with allopurinol or colchicine.", ["allopurinol", "colchicine"]),
        ("Treatment may include physical therapy, ibuprofen, and surgery.",
         ["physical therapy", "ibuprofen", "surgery"]),
        ("The standard treatment for gout is a corticosteroid drug.", ["corticosteroid drug"]),
        ("Medicines used to treat gout include:\n\n- allopurinol (a tablet)\n- colchicine\n",
         ["allopurinol", "colchicine"]),
        ("Two types of standard treatment are used: - Surgery - Radiation therapy - New types of"
         " treatment are being tested in clinical trials. - Vaccine therapy",
         ["Surgery", "Radiation therapy"]),
        ("Colchicine is used to treat gout.", ["Colchicine"]),
        ("Drug therapies such as ibuprofen are used to treat gout.", ["ibuprofen"]),
    ],
)  # fmt: skip
def test_what_a_page_names_as_a_treatment_is_a_fact(text: str, expected: list[str]) -> None:
    assert named(text) == [(one, "treatment of Gout") for one in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Gout may get better with cherries, which may help some people.",
        "Ibuprofen is being studied to treat gout.",
        "Talk to your doctor about treatment with colchicine.",
        "There is no evidence that magnets are used to treat gout.",
        "Gout is not treated with antibiotics.",
        "Side effects are treated with antacids.",
        "Treatment includes avoiding red meat.",
        "Treatment may include supportive care and medications.",
        "Gout is treated with a healthy lifestyle.",
        "Blood tests are used to diagnose gout.",
        "Treatment may include antibiotics to treat pneumonia.",
        "This type of gout is treated with ibuprofen.",
        "Some people with anemia are treated with iron therapy.",
        "Associated pain is treated with ibuprofen.",
        "In the past, gout was treated with colchicine.",
    ],
)
def test_what_is_weak_vague_or_of_something_else_is_none(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The flu shot prevents influenza.", [("flu shot", "prevention of Influenza")]),
        ("Influenza can be prevented with vaccination.",
         [("vaccination", "prevention of Influenza")]),
        ("The following protective factors decrease the risk of influenza: - Flu vaccine"
         " - Physical activity - It is not clear if the following help: - Garlic",
         [("Flu vaccine", "prevention of Influenza"),
          ("Physical activity", "prevention of Influenza")]),
    ],
)  # fmt: skip
def test_an_answer_on_prevention_gives_prevention(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(text, "Influenza", "prevent") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Garlic may prevent influenza.",
        "No vaccines prevent influenza.",
        "It is not known whether garlic prevents influenza.",
        "Increasing vitamin C might lower the risk of influenza.",
        "Vaccines prevent some infections.",
        "Influenza is treated with oseltamivir.",
        "Lower exposure to radon lowers the risk of influenza.",
    ],
)
def test_what_may_prevent_or_only_treats_is_none(text: str) -> None:
    assert named(text, "Influenza", "prevent") == []


def test_the_disorder_that_a_sentence_names_goes_before_the_page() -> None:
    assert named("Anemia is treated with iron supplements.") == [
        ("iron supplements", "treatment of Anemia")
    ]


def test_a_fact_says_what_kind_of_source_it_is_of() -> None:
    (fact,) = pages.facts(
        Answer("NIDDK", URL, "Gout", "treat", "Colchicine is used to treat gout.")
    )
    assert (fact.study, fact.identifier, fact.year) == ("page of NIDDK", URL, None)
    assert (fact.effect, fact.direction, fact.certainty) == ("benefit", "unknown", "not stated")


@pytest.mark.parametrize(
    ("focus", "said"),
    [
        ("Gout", "Gout"), ("What I need to know about Living with Gout", "Gout"),
        ("Parasites - Babesiosis", "Babesiosis"), ("Shingles (Herpes Zoster)", "Shingles"),
        ("Cuts and bruises", ""), ("Gout, acute", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_title_becomes_a_disorder(focus: str, said: str) -> None:
    assert pages.named(focus) == said


def test_answers_of_other_bodies_and_other_questions_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    row = {"url": URL, "focus": "Gout", "qtype": "treatment",
           "answer": "Colchicine is used to treat gout."}  # fmt: skip
    others = ({"url": "https://example.org/gout"}, {"qtype": "symptoms"}, {"focus": ""}, {}, {})
    file.write_text("".join(f"{json.dumps({**row, **other})}\n" for other in others), "utf-8")
    assert [fact.intervention for fact in pages.all_facts(file)] == ["Colchicine"]
    assert pages.body_of("http://www.cancer.gov/types") == "NCI"
    assert pages.body_of("https://cancer.gov.example.org/") == ""

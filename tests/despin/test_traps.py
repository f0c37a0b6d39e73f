"""What must be repaired on a spun page, and what only looks spun: the traps of spun health text.

Hallmarks of each dialect must be proposed; a wording that may be the author's own must stay on a
spun page too. Nothing is said of scores: only of what is made, proposed or left alone.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from healthtext import despin
from healthtext.despin import features
from healthtext.edits import apply
from healthtext.records import Edit, Proposal
from healthtext.settings import Settings

S = """\
Massage remedy is one of many oldest methods to deal with again pain. It impacts your decrease \
again, reminiscent of the muscle across the spinal twine, and the place it is completed nicely it \
might decrease your coronary heart charge. In being pregnant, ask your physician earlier than you \
begin; muscle irritation just isn't a cause to attend. One other method it helps is by serving to \
to chill out, which you'll be able to really feel after a couple of session.
"""
P = """\
Dry pores and skin is a not unusual trouble in wintry weather, and the entire physique can itch. \
It is a herbal part of ageing. Use a cream two times a day, and drink a variety of water. It \
additionally helps to keep away from warm showers. Ask your health practitioner approximately \
facet consequences earlier than you start. Satisfactory strains across the eyes may additionally \
fade over the closing two weeks of treatment.
"""
Q = """\
The insusceptible framework shields the body from germs. Constant torment in the joints is a \
typical grievance, and coronary illness is the main source of death in numerous nations. Eating an \
even eating routine and getting standard activity can bring down your circulatory strain. A great \
many people feel improved following half a month, yet bosom malignant growth needs a specialist \
immediately.
"""


@cache
def proposal(text: str) -> Proposal:
    return despin.load(Settings()).propose(text)


def moved(edit: Edit, start: int) -> Edit:
    """Return an edit with offsets into the text that begins at `start`."""
    return replace(edit, start=edit.start - start, end=edit.end - start)


@pytest.mark.parametrize(
    ("page", "spun", "wanted"),
    [
        (S, "Massage remedy", "Massage therapy"), (S, "decrease again", "lower back"),
        (S, "again pain", "back pain"), (S, "reminiscent of", "such as"),
        (S, "the place", "where"), (S, "spinal twine", "spinal cord"),
        (S, "coronary heart charge", "heart rate"), (S, "being pregnant", "pregnancy"),
        (S, "earlier than", "before"), (S, "One other", "Another"), (S, "session", "sessions"),
        (P, "pores and skin", "skin"), (P, "physique", "body"), (P, "herbal", "natural"),
        (P, "additionally", "also"), (P, "facet consequences", "side effects"),
        (P, "Satisfactory strains", "Fine lines"), (P, "closing", "last"),
        (P, "health practitioner", "doctor"),
        (Q, "insusceptible framework", "immune system"), (Q, "torment", "pain"),
        (Q, "coronary illness", "heart disease"), (Q, "even eating routine", "balanced diet"),
        (Q, "circulatory strain", "blood pressure"), (Q, "malignant growth", "cancer"),
    ],
)  # fmt: skip
def test_a_hallmark_is_proposed(page: str, spun: str, wanted: str) -> None:
    start = page.index(spun)
    inside = [e for e in proposal(page).edits if e.start < start + len(spun) and start < e.end]
    assert inside, f"{spun} is left alone"
    lo, hi = min(inside[0].start, start), max(inside[-1].end, start + len(spun))
    assert wanted in apply(page[lo:hi], [moved(edit, lo) for edit in inside])


@pytest.mark.parametrize(
    ("text", "old", "tier"),
    [
        ("People with kind 2 diabetes can live long lives.", "kind", "review"),
        ("People with sort 1 diabetes need insulin.", "sort", "review"),
        ("It is a sort of pain that has 2 causes.", "sort", "suggest"),  # no term
    ],
)
@pytest.mark.parametrize("page", [S, Q])
def test_a_number_is_part_of_the_term_that_a_repair_restores(
    page: str, text: str, old: str, tier: str
) -> None:
    found = proposal(f"{page}\n{text}").edits
    made = [edit.safety for edit in found if edit.start > len(page) and edit.old == old]
    assert made == [tier] or (tier == "suggest" and not made)


ASKED = [
    # fluent, medical and perhaps wrong: an editor's to change
    (
        S,
        "A man with respiratory failure needs help. A heart attack needs help too.",
        "respiratory failure",
    ),
    (
        Q,
        "A man with respiratory failure needs help. A heart attack needs help too.",
        "respiratory failure",
    ),
    (P, "Lung cancer grows slowly, and the disease may spread.", "disease"),
    (Q, "Doctors found the disease in the breast. Breast cancer can spread.", "the disease"),
    (Q, "Rheumatism is irritation of the joints. The inflammation hurts.", "irritation"),
]
STAYS = [
    # right where it stands
    (S, "Coronary heart disease runs in families.", "Coronary heart disease"),
    (S, "People with coronary heart disease should ask first.", "coronary heart disease"),
    (S, "The drug caused a decrease in appetite.", "decrease"),
    (S, "The nurse saw a skin irritation from the oil.", "irritation"),
    (S, "Women who are being pregnant for the first time may ask.", "being pregnant"),
    (S, "Keep it in the place shown on the label.", "the place"),
    (S, "Try it again tomorrow.", "again"), (S, "You should not smoke.", "should not"),
    (P, "A cup of herbal tea does no harm.", "herbal tea"),
    (P, "Herbal medicine is older than writing.", "Herbal medicine"),
    (Q, "The vertebrae form a framework of bone.", "framework"),
    # acceptable words, names, and the author's own English
    (S, "Ask your physician first.", "physician"),
    (S, "Enhancing your sleep takes time.", "Enhancing"),
    (S, "Aveeno, Cetaphil, CeraVe, Eucerin and Vanicream are sold here.",
     "Aveeno, Cetaphil, CeraVe, Eucerin and Vanicream"),
    (S, "Tylenol and Advil are sold here.", "Tylenol and Advil"),
    (S, "Me and my sister we goes there every week.", "Me and my sister we goes there"),
    # what a speller does not know
    (S, "COPD and rosacea are chronic.", "COPD and rosacea"),
    (S, "The peroneal nerve runs down the leg.", "peroneal"),
]  # fmt: skip


@cache
def behind(page: str, tiers: tuple[str, ...]) -> tuple[str, list[Edit]]:
    """Return a spun page with the texts of its cases behind it, and all edits of some tiers."""
    whole = "\n".join([page, *(text for own, text, _ in ASKED + STAYS if own == page)])
    found = proposal(whole)
    assert found.scores["page"] > 0.9
    return whole, [edit for edit in found.edits if edit.safety in tiers]


def left(page: str, text: str, *tiers: str) -> str:
    """Return what stands in the place of a case when the edits of some tiers are made."""
    whole, made = behind(page, tiers)
    start = whole.index(text)
    inside = [edit for edit in made if edit.start < start + len(text) and start < edit.end]
    return apply(text, [moved(edit, start) for edit in inside])


@pytest.mark.parametrize(("page", "text", "stays"), ASKED)
def test_a_fluent_term_is_not_exchanged_unasked(page: str, text: str, stays: str) -> None:
    assert stays in left(page, text, "safe")


@pytest.mark.parametrize(("page", "text", "stays"), STAYS)
def test_what_only_looks_spun_stays_on_a_spun_page(page: str, text: str, stays: str) -> None:
    assert stays in left(page, text, "safe", "review")


def test_a_fluent_term_is_weighed_with_the_page_as_evidence_and_not_exchanged() -> None:
    text = "The side effects of the infection are fever and cough. These symptoms last a week."
    whole = f"{Q}\n{text}"
    judged = despin.load(Settings()).judge(whole)
    at = whole.index("side effects")
    (pick,) = [p for p in judged.picks if judged.lattice.words[p.option.start].start == at]
    assert pick.option.new == ("symptoms",)
    assert pick.row[features.NAMES.index("page has new")] >= 1
    made = [edit for edit in proposal(whole).edits if edit.safety == "safe"]
    assert "side effects" in apply(whole, made)


@pytest.mark.parametrize("page", [S, P, Q])
def test_every_edit_says_why_in_a_sentence(page: str) -> None:
    for edit in proposal(page).edits:
        assert edit.reason[:1].isupper() or edit.reason.startswith("\u201c"), edit
        assert len(edit.reason.split()) >= 4, edit

"""The despin step on whole articles: floors of quality, and the phenomena it was built for."""

from __future__ import annotations

import os
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks import scoring
from healthtext import despin
from healthtext.edits import apply
from healthtext.records import Edit, Proposal
from healthtext.render import dialects
from healthtext.settings import Settings

CORPUS = Path("corpora/spun_health")
PARAGRAPH = """\
Massage remedy is one of many oldest methods to deal with again pain. It impacts your decrease \
again, reminiscent of the muscle across the spinal twine, and the place it is completed nicely it \
might decrease your coronary heart charge. In being pregnant, ask your physician earlier than you \
begin; muscle irritation just isn't a cause to attend. One other method it helps is by serving to \
to chill out, which you'll be able to really feel after a couple of session.
"""


@cache
def proposal(text: str) -> Proposal:
    return despin.load(Settings()).propose(text)


def pages() -> list[scoring.Page]:
    return scoring.read(CORPUS / "gold.jsonl")


def made(text: str, *tiers: str) -> list[Edit]:
    return [edit for edit in proposal(text).edits if edit.safety in tiers]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.id)
def test_a_spun_page_is_known_and_its_clean_version_left_alone(page: scoring.Page) -> None:
    clean = (CORPUS / "clean" / f"{page.id}.txt").read_text("utf-8")
    assert proposal(page.text).scores["page"] > 0.9
    assert proposal(clean).scores["page"] < 0.5
    assert len(made(clean, "safe", "review")) <= 2


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.id)
def test_the_dialect_of_a_spun_page_is_guessed_and_of_a_clean_one_there_is_none(
    page: scoring.Page,
) -> None:
    clean = (CORPUS / "clean" / f"{page.id}.txt").read_text("utf-8")
    guesses = [
        dialects.likely({f"despin.{name}": score for name, score in proposal(text).scores.items()})
        for text in (page.text, clean)
    ]
    assert guesses[0][:1] == (page.dialect,)
    assert guesses[1] == ()


def test_quality_does_not_fall_below_its_floor() -> None:
    scored = [scoring.score(page, made(page.text, "safe", "review")) for page in pages()]
    figures = scoring.total(scored).figures()
    floors = {"touched": 0.73, "precision": 0.91, "exact": 0.48, "net": 0.47}
    assert all((figures[name] or 0) >= floor for name, floor in floors.items()), figures


def test_a_second_run_changes_a_little_more_and_soon_nothing() -> None:
    """The page is better to read than the spun one was; docs/tutorial.md says what to expect."""
    page = next(page for page in pages() if page.id == "Q02_osteoporosis")
    clean = (CORPUS / "clean" / f"{page.id}.txt").read_text("utf-8")
    texts = [page.text]
    while len(texts) < 6 and (edits := made(texts[-1], "safe")):
        texts.append(apply(texts[-1], edits))
    assert 3 <= len(texts) <= 4
    off = [far_from(clean, text) for text in texts]
    assert all(after <= before + 1 for before, after in pairwise(off))
    assert abs(off[1] - off[-1]) < (off[0] - off[1]) / 2


def far_from(clean: str, text: str) -> int:
    """Count the words that are not those of the clean text."""
    parts = SequenceMatcher(None, clean.split(), text.split(), autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for tag, a, b, c, d in parts if tag != "equal")


def test_what_a_spinner_takes_apart_is_put_together() -> None:
    repaired = apply(PARAGRAPH, made(PARAGRAPH, "safe", "review"))
    for wording in ("Massage therapy", "lower back", "such as", "spinal cord", "where",
                    "heart rate", "pregnancy"):  # fmt: skip
        assert wording in repaired, wording


def test_irritation_is_at_most_suggested() -> None:
    assert "irritation" in apply(PARAGRAPH, made(PARAGRAPH, "safe", "review"))


def test_edits_quote_the_text_and_never_overlap() -> None:
    for page in pages():
        apply(page.text, proposal(page.text).edits)


@pytest.mark.skipif(
    "HEALTHTEXT_SEED" not in os.environ, reason="HEALTHTEXT_SEED names no spun article to try"
)
def test_the_seed_article() -> None:
    text = Path(os.environ["HEALTHTEXT_SEED"]).read_text("utf-8")
    repaired = apply(text, made(text, "safe"))
    for wording in ("spinal cord", "massage therapy", "lower back", "where", "such as",
                    "heart rate", "pregnancy", "muscle irritation"):  # fmt: skip
        assert wording in repaired, wording
    assert "spinal twine" not in repaired


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!... --- ***",
        "NEVER STOP A MEDICINE WITHOUT YOUR DOCTOR. ASK FIRST IF YOU FEEL WORSE.",
        "Aveeno, Cetaphil, CeraVe, Eucerin, La Roche-Posay, Vanicream, Neutrogena, Olay.",
        "Die Behandlung von Rückenschmerzen beginnt meist mit Bewegung und Wärme.",
        "Take 20 mg of aspirin twice daily for 10 days, not more than 40 mg in 24 hours.",
    ],
)
def test_text_with_nothing_to_repair_stays(text: str) -> None:
    assert made(text, "safe", "review") == []


def test_a_sentence_of_ten_thousand_words() -> None:
    assert made("the spinal cord and the lower back " * 1500, "safe") == []


@pytest.mark.parametrize("before", [0, 3, 12])
def test_a_spun_paragraph_among_clean_ones_is_repaired_and_they_stay(before: int) -> None:
    clean = (CORPUS / "clean" / f"{pages()[0].id}.txt").read_text("utf-8").split("\n\n")
    around = [paragraph for paragraph in clean if len(paragraph) > 200] * 4
    head = "".join(f"{paragraph}\n\n" for paragraph in around[:before])
    text = f"{head}{PARAGRAPH}\n\n" + "\n\n".join(around[before:12])
    assert proposal(text).scores["page"] < 0.5
    start, end = len(head), len(head) + len(PARAGRAPH)
    found = made(text, "safe", "review")
    assert all(start <= edit.start and edit.end <= end for edit in found)
    assert len(found) >= 0.8 * len(made(PARAGRAPH, "safe", "review"))


def test_a_paragraph_alone_is_its_page_and_an_odd_line_is_not_spun_by_itself() -> None:
    step = despin.load(Settings())
    alone = step.judge(PARAGRAPH.strip()).page
    assert alone.paragraphs == ((0, pytest.approx(alone.spun)),)
    mixed = step.judge("Drink water.\n\nThe spinal twine.\n\nRest well.").page
    assert all(spun < 0.5 for _, spun in mixed.paragraphs)


def test_a_long_text_is_judged_in_parts_with_offsets_on_the_whole() -> None:
    filler = "Drink a glass of water with the tablet. " * 1200
    text = f"{PARAGRAPH}\n\n{filler}\n\n{PARAGRAPH}"
    assert len(text) > despin.LONGEST
    last = text.rindex("spinal twine")
    edits = despin.load(Settings()).propose(text, [(last, last + 12)]).edits
    apply(text, edits)
    assert any(edit.start > len(text) - len(PARAGRAPH) for edit in edits)
    assert not any(
        edit.start < last + 12 and last < edit.end for edit in edits if edit.start >= last
    )

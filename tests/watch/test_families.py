"""Families: spins of one text together, other texts and chance apart."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from healthtext.watch import families
from healthtext.watch.families import Families, signature


def text(seed: int, count: int = 300) -> list[str]:
    random = Random(seed)
    return ["".join(random.choices("abcdefghij", k=5)) for _ in range(count)]


def changed(words: list[str], share: float) -> str:
    random = Random(len(words) + share)
    return " ".join(word + "x" if random.random() < share else word for word in words)


def nearest(*texts: str) -> families.Match | None:
    """Return what the last of some texts finds among the others."""
    found = Families()
    for number, other in enumerate(texts[:-1]):
        found.add(number, number, signature(other))
    return found.nearest(signature(texts[-1]))


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.45])
def test_a_text_of_which_many_words_were_changed_is_found_again(share: float) -> None:
    match = nearest(" ".join(text(2)), " ".join(text(1)), changed(text(1), share))
    assert match is not None and match.number == 1
    kept = (1 - share) ** 2
    assert abs(match.similarity - kept / (2 - kept)) < 0.1


def test_the_nearest_of_several_is_taken() -> None:
    match = nearest(changed(text(1), 0.4), changed(text(1), 0.1), " ".join(text(1)))
    assert match is not None and match.number == 1


def test_others_are_not_found() -> None:
    assert nearest(*(" ".join(text(seed)) for seed in range(50))) is None
    assert Families().nearest(signature("")) is None


def test_short_texts_have_to_be_more_alike() -> None:
    words = text(1, 40)
    assert nearest(" ".join(words), changed(words, 0.35)) is None
    assert nearest(" ".join(words), changed(words, 0.1)) is not None
    assert nearest("", "one") is None


def test_case_and_punctuation_do_not_count() -> None:
    match = nearest("One, two; three. Four!", "one two THREE four")
    assert match is not None and match.similarity == 1.0


def test_more_texts_than_were_reckoned_with() -> None:
    found = Families()
    every = np.arange(3000 * 257, dtype=np.uint32).reshape(3000, 257)
    for number, value in enumerate(every):
        found.add(number, number, value)
    assert len(found) == 3000
    match = found.nearest(every[2718])
    assert match is not None and match.number == 2718


def test_a_signature_is_the_same_in_every_process() -> None:
    assert signature("the same words every time")[:3].tolist() == [
        1826110674, 116240470, 1286835408,
    ]  # fmt: skip

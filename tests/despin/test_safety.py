"""The safety gate, guard by guard: each case passes or fails by one guard alone."""

from __future__ import annotations

import time

import pytest

from healthtext import words
from healthtext.despin.options import Option
from healthtext.despin.safety import Gate, opposite
from healthtext.records import Span


def judged(text: str, old: str, new: str, protected: tuple[Span, ...] = ()) -> str:
    """Return the highest tier that the gate leaves to replacing `old` by `new`, or `refused`."""
    found = words.split(text)
    forms = [word.form for word in found]
    wanted = [word.form for word in words.split(old)]
    at = next(i for i in range(len(forms)) if forms[i : i + len(wanted)] == wanted)
    option = Option(at, at + len(wanted), tuple(w.form for w in words.split(new)), 0)
    verdict = Gate(text, found, protected).judge(option)
    return verdict.most if verdict else "refused"


@pytest.mark.parametrize(
    ("text", "old", "new", "tier"),
    [
        ("It hurts the spinal twine badly.", "spinal twine", "spinal cord", "safe"),
        ("Take two spoons of it.", "two spoons", "a spoon", "refused"),  # a number
        ("Take greater than eighty of them.", "greater than eighty", "more than eighty", "safe"),
        ("Take 20 ounces of it.", "ounces", "pounds", "refused"),  # a unit behind a number
        ("The ounces add up.", "ounces", "pounds", "safe"),
        ("It is now not suitable.", "now not", "not", "safe"),
        ("It is not suitable.", "not suitable", "suitable", "refused"),  # negation
        ("It cannot wait.", "cannot", "can", "refused"),
        ("An unsafe place to be.", "unsafe", "safe", "refused"),  # a negative prefix
        ("This will decrease the risk.", "decrease", "raise", "refused"),  # opposite poles
        ("This will decrease the risk.", "decrease", "lower", "safe"),
        ("Many take aspirin daily here.", "aspirin", "medicine", "suggest"),  # a drug's name
        ("Many take such medicinal drugs.", "medicinal drugs", "medications", "review"),  # no name
        ("Many take medicinal aspirin.", "medicinal aspirin", "medications", "suggest"),
        ("We met Doctor Strand there.", "strand", "beach", "suggest"),  # a name
        ("We went along the strand there.", "strand", "beach", "safe"),
        ("He said “this is the very best remedy of all” then.", "remedy", "therapy", "suggest"),
        ("He said “this is not a safe thing at all” then.", "not a safe", "a safe", "refused"),
        ("He said this is the best remedy of all then.", "remedy", "therapy", "safe"),
        ("It tears with out any contact.", "with out", "without", "review"),  # only looks a denial
        ("A not unusual cause of it.", "not unusual", "common", "review"),
        ("A not unusual cause of it.", "not unusual", "rare", "refused"),
        ("It takes no less than six weeks.", "no less than", "at least", "review"),
        ("It takes no less than six weeks.", "no less than", "at most", "refused"),
        ("Take it two times a week.", "two times", "twice", "review"),  # a count of the same
        ("Take it three times a week.", "three times", "twice", "refused"),
        ("Take it once every week.", "once every week", "once a week", "safe"),
        ("Take it once every week.", "once every week", "once a month", "refused"),
        ("Take it two times a week.", "two times a week", "twice a week", "review"),
        ("Take it every week.", "every week", "a week", "refused"),  # how often becomes how long
        ("The risk is twofold here.", "twofold", "double", "review"),
        ("The risk is twofold here.", "twofold", "triple", "refused"),
        ("Call without delay then.", "without delay", "immediately", "review"),
        ("Call without delay then.", "without delay", "later", "refused"),
        ("See https://example.org/remedy now.", "remedy", "therapy", "refused"),  # an address
        ("It works (Remedy et al., 2019) well.", "remedy", "therapy", "refused"),  # a citation
        ("He has asthma now.", "asthma", "bronchitis", "suggest"),  # one disease for another
        ("Acupuncture may help.", "acupuncture", "treatment", "suggest"),  # a treatment's name
        ("It hurts his toes now.", "toes", "feet", "suggest"),  # one body part for another
        ("The side effects are few.", "side effects", "symptoms", "suggest"),  # another notion
        ("The bad side effects are few.", "bad side effects", "bad symptoms", "suggest"),
        ("The facet effects are few.", "facet effects", "side effects", "safe"),
        ("The side effects are few.", "side effects", "adverse effects", "safe"),
        ("He has asthma now.", "asthma", "trouble", "review"),  # a term is lost
        ("A cup of herbal tea helps.", "herbal tea", "herbal", "review"),  # a term loses a word
        ("He has trouble now.", "trouble", "asthma", "review"),  # a condition is named
        ("You may ease it so.", "ease", "relieve", "suggest"),  # both are good English
        ("Wait till it ends.", "till", "until", "review"),  # alike too, and often spun
        ("It heals inside a week.", "inside", "within", "review"),
        ("Wait earlier than lunch.", "earlier than", "before", "safe"),
        ("Many are being pregnant then.", "being pregnant", "pregnancy", "suggest"),  # no English
        ("Many in being pregnant ask.", "being pregnant", "pregnancy", "review"),  # names it
        ("Many are being handled then.", "being handled", "treated", "safe"),
        ("It is a framework of bone.", "framework", "system", "suggest"),  # bone is a framework's
        ("It is a framework of living bone.", "a framework", "a system", "suggest"),
        ("It is a framework of care.", "framework", "system", "safe"),
        ("It is a framework for bone.", "framework", "system", "safe"),
        ("The frame of bone is firm.", "frame", "system", "safe"),
    ],
)
def test_guard(text: str, old: str, new: str, tier: str) -> None:
    assert judged(text, old, new) == tier


def test_nothing_inside_protected_spans() -> None:
    text = "Use `the remedy` or the remedy."
    assert judged(text, "remedy", "therapy", ((4, 16),)) == "refused"
    assert judged(text, "remedy", "therapy") == "safe"


@pytest.mark.parametrize(
    ("old", "new", "is_opposite"),
    [
        (("generally",), ("sometimes",), True),  # how often it is so
        (("a", "large", "portion", "of"), ("most", "of"), True),  # of how many
        (("typically",), ("usually",), False),
        (("nearly", "all"), ("most",), False),
        (("increase",), ("reduce",), True),
        (("lower",), ("decrease",), False),
        (("before",), ("after",), True),
        (("harmful",), ("harmless",), True),
        (("inflammation",), ("flammation",), True),
        (("important",), ("significant",), False),
        (("no", "longer"), ("not",), False),
    ],
)
def test_opposites(old: tuple[str, ...], new: tuple[str, ...], is_opposite: bool) -> None:
    assert opposite(old, new) is is_opposite
    assert opposite(new, old) is is_opposite


def test_a_spelling_is_no_spin() -> None:
    assert judged("It is a tumour of the lung.", "tumour", "tumor") == "refused"


def test_a_unit_behind_a_number_word_stays() -> None:
    assert judged("Take twenty ounces of it.", "ounces", "pounds") == "refused"


@pytest.mark.parametrize("junk", ["a" * 400_000, "(" * 100_000, "[1" * 100_000, "doi " * 50_000])
def test_the_gate_takes_time_in_proportion_to_the_text(junk: str) -> None:
    began = time.process_time()
    Gate(junk, [], ())
    assert time.process_time() - began < 10  # a minute and more when a pattern looks back

"""Bring three corpora to one scheme: Penn tags and Universal Dependencies 1, as GENIA's test has.

docs/decisions/0011-syntax.md says why, and what is lost.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from training.syntax.conllu import Sentence

EWT_LABELS = {
    "obj": "dobj", "nsubj:pass": "nsubjpass", "csubj:pass": "csubjpass", "nsubj:outer": "nsubj",
    "csubj:outer": "csubj", "aux:pass": "auxpass", "obl": "nmod", "obl:agent": "nmod",
    "obl:unmarked": "nmod:npmod", "nmod:unmarked": "nmod:npmod", "nmod:desc": "compound",
    "obl:npmod": "nmod:npmod", "obl:tmod": "nmod:npmod", "nmod:npmod": "nmod:npmod",
    "nmod:tmod": "nmod:npmod", "flat": "compound", "fixed": "mwe", "advcl:relcl": "advcl",
    "flat:foreign": "compound", "list": "dep", "goeswith": "dep", "orphan": "dep",
    "reparandum": "dep", "dislocated": "dep", "vocative": "dep",
}  # fmt: skip
CRAFT_LABELS = {
    "npadvmod": "nmod:npmod", "poss": "nmod:poss", "prt": "compound:prt", "relcl": "acl:relcl",
    "predet": "det:predet", "preconj": "cc:preconj", "quantmod": "advmod", "meta": "dep",
    "dative": "iobj", "acomp": "xcomp", "attr": "xcomp", "oprd": "xcomp", "agent": "nmod",
    "prep": "dep", "pcomp": "advcl", "pobj": "nmod", "nmod*": "nmod", "intj": "discourse",
    "nmod": "compound",
}  # fmt: skip
LIFTED = {"prep": "nmod", "agent": "nmod", "dative": "nmod", "advmod": "nmod", "pcomp": "nmod"}
NESTED = "nmod*"  # an object that has been lifted, which a preposition above it lifts once more
NOUNS = ("NN", "PR", "CD", "DT")


def ewt(sentence: Sentence) -> Sentence:
    """Turn Universal Dependencies 2 into 1."""
    _first_conjunct(sentence)
    for token in sentence:
        token.label = EWT_LABELS.get(token.label, token.label)
    return _common(sentence)


def craft(sentence: Sentence) -> Sentence:
    """Turn Stanford's labels with heads that are function words into heads that mean something."""
    _flat_conjuncts(sentence)
    for at in sorted(range(len(sentence)), key=lambda at: -_depth(sentence, at)):
        _lift_object(sentence, at)
        _lift_clause(sentence, at)
    for at in range(len(sentence)):
        _lift_predicate(sentence, at)
    for token in sentence:
        if token.label == "aux" and token.tag == "TO":
            token.label = "mark"
        token.label = CRAFT_LABELS.get(token.label, token.label)
    return _common(sentence)


def genia(sentence: Sentence) -> Sentence:
    """Keep what Stanford's converter made, with spaces where prose has them."""
    for this, following in itertools.pairwise(sentence):
        tight = following.form in _NO_SPACE_BEFORE or this.form in _NO_SPACE_AFTER
        this.spaced = not (tight or following.form in ("n't", "'s", "%"))
    return sentence


_NO_SPACE_BEFORE = frozenset(".,;:)]?!")
_NO_SPACE_AFTER = frozenset("([")


def _common(sentence: Sentence) -> Sentence:
    """Give every "to" the tag TO, and "not" and "no" the label neg."""
    for token in sentence:
        word = token.form.lower()
        if word == "to" and token.tag == "IN":
            token.tag = "TO"
        negates = (word in ("not", "n't") and token.label == "advmod") or (
            word == "no" and token.label == "det"
        )
        if negates:
            token.label = "neg"
    return sentence


def _first_conjunct(sentence: Sentence) -> None:
    """Hang conjunctions, and commas between conjuncts, on the first conjunct, not the next."""
    for at, token in enumerate(sentence):
        head = sentence[token.head]
        between = head.head < at < token.head
        if head.label == "conj" and between and token.label in ("cc", "punct"):
            token.head = head.head


def _flat_conjuncts(sentence: Sentence) -> None:
    """Hang every conjunct of a chain, with its conjunction, on the first one; commas stay."""
    for token in sentence:
        while token.label in ("conj", "cc") and sentence[token.head].label == "conj":
            token.head = sentence[token.head].head


def _lift_object(sentence: Sentence, at: int) -> None:
    """Make the object of a preposition its head: prep(a, of), pobj(of, b) is nmod(a, b)."""
    objects = _children(sentence, at, ("pobj",))
    preposition = sentence[at].label in ("prep", "agent", "dative", "pcomp")
    nested = _children(sentence, at, (NESTED,)) if preposition and not objects else []
    for place in (*objects[:1], *nested[:1]):
        label = LIFTED.get(sentence[at].label, sentence[at].label)
        _swap(sentence, at, place, NESTED if label == "nmod" else label, "case")
    for place in objects[1:]:
        sentence[place].label = "conj"


def _lift_clause(sentence: Sentence, at: int) -> None:
    """Make the clause behind a preposition its head, with the preposition as its mark."""
    clauses = _children(sentence, at, ("pcomp",))
    if sentence[at].label in LIFTED and clauses:
        noun = sentence[sentence[at].head].tag.startswith(NOUNS)
        _swap(sentence, at, clauses[0], "acl" if noun else "advcl", "mark")


def _lift_predicate(sentence: Sentence, at: int) -> None:
    """Make what a form of "be" says of the subject the head: attr(is, b) is cop(b, is)."""
    said = _children(sentence, at, ("attr", "acomp"))
    if sentence[at].lemma == "be" and said:
        _swap(sentence, at, said[0], sentence[at].label, "cop")


def _swap(sentence: Sentence, at: int, heir: int, label: str, old: str) -> None:
    """Let `heir` take the place of its head `at`, with all that hangs on it."""
    head = sentence[at].head
    for place, token in enumerate(sentence):
        if token.head == at and place not in (at, heir):
            token.head = heir
    sentence[heir].head = heir if head == at else head
    sentence[heir].label, sentence[at].label = label, old
    sentence[at].head = heir


def _children(sentence: Sentence, at: int, labels: Sequence[str]) -> list[int]:
    return [
        place
        for place, token in enumerate(sentence)
        if token.head == at and place != at and token.label in labels
    ]


def _depth(sentence: Sentence, at: int) -> int:
    depth = 0
    while sentence[at].head != at:
        at, depth = sentence[at].head, depth + 1
    return depth


SCHEMES: dict[str, Callable[[Sentence], Sentence]] = {"ewt": ewt, "craft": craft, "genia": genia}

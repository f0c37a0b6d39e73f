"""Claims: what sentences assert about health that could be checked.

`kind` is what is asserted:

- `treatment`   something relieves, cures or improves a disorder (or cannot: polarity negative)
- `prevention`  something keeps a disorder away or makes it less likely
- `cause`       something brings a disorder about or makes it more likely
- `harm`        a treatment, drug, food or exposure does damage, or is safe (polarity negative)
- `mechanism`   something acts on the body: "increases blood flow", "flushes out toxins"
- `diagnosis`   a test or sign detects or shows a disorder
- `dose`        an amount to be taken, advice ("take 500 mg a day") included
- `statistic`   how many have, get or die of a disorder

`strength` is how tightly cause and effect are tied (Yu, Li and Wang 2019): `direct_causal`
("reduces", "can reduce"), `conditional_causal` ("may reduce"), `correlational` ("is linked to"),
`none` for kinds that state no effect. `hedge` is `none`, `weak` ("may", "suggests") or `strong`
("limited evidence", "in mice"). `polarity` is `positive` or `negative` ("does not prevent").
`attribution` is `none`, `vague` ("studies show") or `named` ("according to the WHO", "[12]").

`subject` and `object` are what is said to act and on what, `relation` the words between them, with
what belongs to the verb. Each clause with a verb of its own is a claim, and each thing of a list is
the side of one (`several`, `asserted`): `start` and `end` are those of the clause, `sentence_start`
and `sentence_end` those of the whole. What is taken together ("a mix of A and B") is one side; what
no claim is made of is a cue, `other_subject` or `other_object`. A pronoun, a general name or a
missing subject is resolved by its sentence (`antecedents`) or the paragraph (`topics`), marked by a
cue of kind `resolved`; the party may then stand outside the claim. `priority` is how much harm a
claim could do to who believes it (`priority`).

Questions, instructions and definitions are no claims. `cues` hold the words that decided each
property under its name, the `object`, and the `intervention` or `nutrient` that is said to act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from healthtext import rules
from healthtext.claims import cues, opinions, priority
from healthtext.claims.asserted import asserted
from healthtext.claims.figures import figure
from healthtext.claims.frames import framed
from healthtext.claims.sentence import Sentence, sentences
from healthtext.claims.topics import Topics
from healthtext.claims.wordings import Wordings
from healthtext.records import Claim, Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from healthtext.annotator import Opinion, Reading

KINDS = (
    "treatment", "prevention", "cause", "harm", "mechanism", "diagnosis", "dose", "statistic",
)  # fmt: skip
STRENGTHS = ("direct_causal", "conditional_causal", "correlational", "none")
HEDGES = ("none", "weak", "strong")
POLARITIES = ("positive", "negative")
ATTRIBUTIONS = ("none", "vague", "named")
SHORTEST = 3  # words that a claim has at least
# Rules by whose wording a sentence claims something: what it does, that it harms nobody.
PROMISES = frozenset(("ABSOLUTE_WORDING", "PSEUDO_MECHANISM", "NATURAL_MEANS_SAFE"))


def find(doc: Doc, entities: Sequence[Entity], reading: Reading | None = None) -> tuple[Claim, ...]:
    """Return the claims of a document, in order; those of one list have the same place.

    With a `reading` of the second network, what it is sure of counts beside the cue rules.
    """
    every = tuple(sentences(doc, entities))
    spans = [(sentence.start, sentence.end) for sentence in every]
    held = reading.opinions(spans) if reading else (None,) * len(every)
    known = Wordings([r for r in rules.of_step("evidence") if r.id in PROMISES], doc.text)
    return tuple(_claims(zip(every, held, strict=True), known))


def leading(claims: Iterable[Claim]) -> Claim | None:
    """Return the claim that a sentence is named after: the first that is no mechanism."""
    return min(claims, key=lambda claim: claim.kind == "mechanism", default=None)


def _claims(read: Iterable[tuple[Sentence, Opinion | None]], known: Wordings) -> Iterator[Claim]:
    topics = Topics()
    for sentence, opinion in read:
        if len(sentence.words) >= SHORTEST:
            yield from map(_ranked, _of_sentence(sentence, topics, opinion, known))
        topics.note(sentence)


def _ranked(claim: Claim) -> Claim:
    """Give a claim its priority, where that has not been judged with its sentence."""
    if claim.priority:
        return claim
    level, reason = priority.judge(claim)
    return replace(claim, priority=level, priority_reason=reason)


def _of_sentence(
    sentence: Sentence, topics: Topics, opinion: Opinion | None, known: Wordings
) -> tuple[Claim, ...]:
    if any(pattern.search(sentence.text) for pattern in cues.load().patterns["not_claims"]):
        return ()
    found = asserted(sentence, topics) or _single(figure(sentence, topics) or framed(sentence))
    claims = tuple(_credited(sentence, claim) for claim in found)
    if opinion is None:
        return claims
    if not claims:
        return _single(opinions.proposed(sentence, opinion, known))
    return opinions.weighed(claims, opinion)


def _single(claim: Claim | None) -> tuple[Claim, ...]:
    return () if claim is None else (claim,)


def _credited(sentence: Sentence, claim: Claim) -> Claim:
    """Mark the remedy that a sentence names where no cue or party says what helps."""
    acting = {cue.kind for cue in claim.cues} & {"intervention", "nutrient", "resolved"}
    if claim.kind not in ("treatment", "prevention") or acting:
        return claim
    named = (thing for thing in sentence.things if thing.name in ("intervention", "nutrient"))
    remedy = next(named, None)
    if remedy is None:
        return claim
    cue = sentence.cue(remedy.start, remedy.end, remedy.name)
    return replace(claim, cues=(*claim.cues, cue))

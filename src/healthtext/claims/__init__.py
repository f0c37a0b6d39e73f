"""Claims: sentences that assert something about health that could be checked.

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
what belongs to the verb. Of several on one side the nearest to the verb is the party and the others
are cues, `other_subject` and `other_object`: any subject may go with any object. A pronoun, a
general name or a missing subject is resolved by its sentence (`antecedents`) or the paragraph
(`topics`), marked by a cue of kind `resolved`; the party may then stand outside the claim.
`priority` is how much harm a claim could do to who believes it (`priority`).

Questions, instructions and definitions are no claims; a sentence is one claim at most. `cues`
hold the words that decided each property under its name, the `object`, and the `intervention` or
`nutrient` that is said to act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from healthtext import rules
from healthtext.claims import cues, opinions, parties, priority, properties, relations
from healthtext.claims.figures import figure
from healthtext.claims.frames import framed
from healthtext.claims.making import made
from healthtext.claims.sentence import Sentence, sentences
from healthtext.claims.topics import Topics
from healthtext.claims.wordings import Wordings
from healthtext.records import Claim, Cue, Entity, Party

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
    """Return the claims of a document, in order, one a sentence at most.

    With a `reading` of the second network, what it is sure of counts beside the cue rules.
    """
    every = tuple(sentences(doc, entities))
    spans = [(sentence.start, sentence.end) for sentence in every]
    held = reading.opinions(spans) if reading else (None,) * len(every)
    known = Wordings([r for r in rules.of_step("evidence") if r.id in PROMISES], doc.text)
    return tuple(_claims(zip(every, held, strict=True), known))


def _claims(read: Iterable[tuple[Sentence, Opinion | None]], known: Wordings) -> Iterator[Claim]:
    topics = Topics()
    for sentence, opinion in read:
        long = len(sentence.words) >= SHORTEST
        claim = _claim(sentence, topics, opinion, known) if long else None
        topics.note(sentence)
        if claim:
            level, reason = priority.judge(claim)
            yield replace(claim, priority=level, priority_reason=reason)


def _claim(
    sentence: Sentence, topics: Topics, opinion: Opinion | None, known: Wordings
) -> Claim | None:
    if any(pattern.search(sentence.text) for pattern in cues.load().patterns["not_claims"]):
        return None
    found = relations.best(sentence)
    claim = _relation(sentence, found, topics) if found else figure(sentence, topics)
    claim = claim or framed(sentence)
    claim = _credited(sentence, claim) if claim else None
    if opinion is None:
        return claim
    if claim is None:
        return opinions.proposed(sentence, opinion, known)
    return opinions.weighed(claim, opinion)


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


def _acting(sentence: Sentence, found: relations.Assertion, subject: Party | None) -> Iterator[Cue]:
    """Yield the cue of what is said to act; of a name not known what is said to help is one."""
    if found.other and found.other.name in ("intervention", "nutrient"):
        yield sentence.cue(found.other.start, found.other.end, found.other.name)
    elif subject and found.kind in ("treatment", "prevention") and _unknown(sentence, subject):
        yield Cue(subject.start, subject.end, subject.text, "intervention")


def _unknown(sentence: Sentence, one: Party) -> bool:
    """Tell whether a party is of no known class, and holds nothing that is."""
    spans = sentence.spans
    return not one.type and not any(
        spans[thing.start][0] < one.end and one.start < spans[thing.end - 1][1]
        for thing in sentence.things
    )


def _relation(sentence: Sentence, found: relations.Assertion, topics: Topics) -> Claim:
    """Make the claim of an asserted relation."""
    strength, strong = properties.strength(sentence, found)
    hedge, hedging = properties.hedge(sentence, 0, found.start)
    polarity, denying = properties.polarity(sentence, found)
    sides = topics.resolve(sentence, parties.sides(sentence, found), found.kind)
    things = [sentence.cue(found.object.start, found.object.end, "object")] if found.object else []
    things += _acting(sentence, found, sides.subject)
    marked = (
        sentence.cue(found.start, found.end, "kind"), *strong, *hedging, *denying, *things,
        *sides.cues,
    )  # fmt: skip
    claim = made(sentence, found.kind, strength, polarity, hedge, marked)
    return replace(
        claim, subject=sides.subject, relation=parties.tie(sentence, found), object=sides.object
    )

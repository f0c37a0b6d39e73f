"""The two sides of a claim: what is said to act, and what it is said to act on.

There is no parser. A side is the head of what stands in the window that the relation leaves for
it: a named thing that does not merely belong to another one ("aspirin" of "aspirin with food"),
with what is coordinated to it, or the words of the window where nothing is named. Of coordinated
things the one nearest to the verb is the side, and each is one of a claim of its own, but for those
that say too little by themselves ("its symptoms"): they are cues, `other_subject` and
`other_object`. What is taken together is one side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from healthtext.claims.again import known_again
from healthtext.claims.cues import grammar
from healthtext.claims.heads import (
    group,
    is_general,
    is_whole,
    joined,
    listed,
    main_start,
    meant,
    preceding,
    says_little,
    whole_disorder,
)
from healthtext.claims.relations import Assertion, clause_end
from healthtext.claims.sentence import CLASS_OF_TYPE, Sentence, Thing
from healthtext.claims.silent import carried, is_absent
from healthtext.records import Cue, Entity, Party, Span

TAKEN = frozenset(("intervention", "nutrient", "substance", "exposure"))
ACTING = {
    "treatment": TAKEN, "prevention": TAKEN, "mechanism": TAKEN | {"disorder"},
    "cause": TAKEN | {"disorder", "function"}, "harm": TAKEN | {"disorder"},
    "diagnosis": frozenset(("test", "disorder", "intervention", "function")),
}  # fmt: skip
_SUFFERED = frozenset(("disorder",))
ACTED_ON = frozenset(("disorder", "outcome", "function", "body"))
NOUN_WORDS = 8


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of a claim with the cues of what else stands on them.

    `subjects` and `objects` are all that stand there in their order, each for a claim of its own;
    `pronoun` is the word or the general name ("this herb") that stands for the subject;
    `object_pronoun` says that "it" or "them" stands for the object.
    """

    subject: Party | None = None
    object: Party | None = None
    cues: tuple[Cue, ...] = ()
    pronoun: Span | None = None
    object_pronoun: bool = False
    subjects: tuple[Party, ...] = ()
    objects: tuple[Party, ...] = ()


def sides(sentence: Sentence, found: Assertion, end: int | None = None) -> Sides:
    """Return the sides of a relation, before any pronoun is resolved.

    What is acted on stands before words[end], where the part of the sentence ends.
    """
    acting, acted, target = _places(sentence, found)
    objects = frozenset(found.relation.objects) - {"pronoun"} or ACTED_ON
    stop = len(sentence.words) if end is None else end
    effects = [one for one in _effects(sentence, found, acted, target, objects) if one.end <= stop]
    names = TAKEN if found.relation.polarity == "negative" else ACTING[found.kind]
    left = [thing for thing in group(sentence, acting, names) if thing not in effects]
    if acting[1] <= found.start:
        left = listed(sentence, acting, left)
    doers, pronoun = _doers(sentence, found, acting, left)
    subject, subjects, others = _side(
        sentence, doers, "other_subject", first=acting[0] >= found.end
    )
    if subject is None and pronoun is None:
        subject = _noun_phrase(sentence, acting, forwards=acting[0] >= found.end)
    subject = subject and known_again(sentence, subject)
    subjects = tuple(known_again(sentence, one) for one in subjects)
    object_, several, more = _side(sentence, effects, "other_object", first=acted[0] >= found.start)
    opens = sentence.words[found.end - 1] in grammar("opening")
    if object_ is None and found.end == acted[0] and not target and opens:
        object_ = _noun_phrase(sentence, acted, forwards=True)
    it = bool({"it", "them"}.intersection(sentence.words[found.start : found.end]))
    return Sides(subject, object_, (*others, *more), pronoun, it, subjects, several)


def _places(sentence: Sentence, found: Assertion) -> tuple[Span, Span, Thing | None]:
    """Return the windows of both sides and the object that the relation was bound to."""
    words, target = sentence.words, found.object
    acting, acted = found.acting, found.acted
    if words[found.end - 1] == "between":  # "a link between vaccines and autism"
        second = next((at for at in range(found.end, acted[1]) if words[at] == "and"), found.end)
        return (found.end, second), (second, acted[1]), target
    if is_list(words, found):  # "causes of sciatica include"
        stop = clause_end(words, found.end)
        inside, behind = (found.start + 1, found.end), (found.end, stop)
        return (behind, inside, target) if found.kind == "cause" else (inside, behind, target)
    if target and acting[0] <= target.start < acting[1] <= acted[0]:
        return (found.end, clause_end(words, found.end)), acting, target  # "dementia is linked to"
    if found.relation.either and target and _is_taken(sentence, target):
        ill = sentence.thing(acting, frozenset(("disorder",)))
        if ill and not _is_taken(sentence, ill):  # "dementia is linked to lack of sleep"
            return (target.start, clause_end(words, found.end)), acting, ill
    if acting[0] >= found.end and grammar("means").intersection(words[slice(*acting)][:1]):
        acting = acting[0] + 1, acting[1]
    start = found.end if acted[0] == found.start + 1 and not target else acted[0]
    return acting, (start, acted[1]), target


def _is_taken(sentence: Sentence, thing: Thing) -> bool:
    return any(one.start == thing.start and one.name in TAKEN for one in sentence.things)


def is_list(words: Sequence[str], found: Assertion) -> bool:
    """Tell whether the relation heads a list: "causes of sciatica include"."""
    return words[found.start] in grammar("listing") and words[found.end - 1] in _LISTS


_LISTS = ("include", "are", "is")


def _effects(
    sentence: Sentence, found: Assertion, window: Span, target: Thing | None,
    names: frozenset[str],
) -> list[Thing]:  # fmt: skip
    """Return what is acted on, with what is coordinated to it."""
    if window[1] <= found.start:
        heads = group(sentence, window, names)
        if heads:
            return [meant(sentence, heads[0], names), *heads[1:]]
        return [target] if target and target.name != "pronoun" else []
    if target is None:  # "causes bleeding" is a cue with its object
        inside = sentence.thing((found.start + 1, found.end), _SUFFERED)
        named = inside and sentence.words[inside.end - 1] not in grammar("general_disorders")
        target = inside if named else sentence.thing(window, names)
    if target is None or target.name == "pronoun":
        return []
    thing = whole_disorder(sentence, meant(sentence, target, names))
    return [thing, *joined(sentence, thing, names)]


def _doers(
    sentence: Sentence, found: Assertion, window: Span, named: list[Thing]
) -> tuple[list[Thing], Span | None]:
    """Return what acts; or the pronoun or general name that must be resolved."""
    words = sentence.words
    first = carried(sentence, window)
    if first:
        return [], first
    kept = [thing for thing in named if not lacks(words, window, thing)]
    if len(kept) == 1 and is_general(sentence, kept[0]):
        at = kept[0].start
        if at and words[at - 1] in ("this", "these", "the", "that", "those", "its"):
            return kept, (at - 1, kept[0].end)
        return kept, None
    if named:
        return kept, None
    pronouns = [t for t in sentence.things if t.name == "pronoun" and _edge(t, window)]
    if pronouns and words[pronouns[-1].start] in ("which", "who"):
        return preceding(sentence, pronouns[-1].start, ACTING[found.kind]), None
    if pronouns:
        return [], (pronouns[-1].start, pronouns[-1].end)
    inside = words[slice(*window)]
    empty = all(word in grammar("joining") or not word.isalpha() for word in inside)
    told = words[found.start : found.end]
    silent = (empty and window[1] <= found.start and not is_absent(told)) or (
        is_list(words, found) and found.kind == "harm"
    )
    return [], (found.start, found.end) if silent else None


def _edge(thing: Thing, window: Span) -> bool:
    return window[0] <= thing.start and thing.end == window[1]


def lacks(words: Sequence[str], window: Span, thing: Thing) -> bool:
    """Tell whether what acts is that a thing is missing or less: "quitting smoking"."""
    before = words[max(window[0], thing.start - 3) : thing.start]
    lacking = (grammar("missing") | grammar("lessening")) - {"no", "little"}
    return bool(lacking.intersection(before)) or words[thing.end : thing.end + 1] in _SHORT


_SHORT = (("deficiency",), ("shortage",), ("withdrawal",), ("overdose",), ("abuse",))


def _side(
    sentence: Sentence, things: Sequence[Thing], kind: str, *, first: bool
) -> tuple[Party | None, tuple[Party, ...], tuple[Cue, ...]]:
    """Return the thing nearest to the verb as a party, all parties, and cues of the other things.

    What is taken together is one party.
    """
    if not things:
        return None, (), ()
    if is_whole(sentence, things):
        whole = _together(sentence, things)
        return whole, (whole,), ()
    nearest = things[0] if first else things[-1]
    own = [one for one in things if one is nearest or not says_little(sentence, one)]
    others = tuple(sentence.cue(t.start, t.end, kind) for t in things if t not in own)
    return party(sentence, nearest), tuple(party(sentence, one) for one in own), others


def _together(sentence: Sentence, things: Sequence[Thing]) -> Party:
    """Make one party of things that are taken together: "glucosamine and chondroitin"."""
    each = [party(sentence, one) for one in things]
    start, end = each[0].start, each[-1].end
    concepts = tuple(concept for one in each for concept in one.concepts)
    return Party(start, end, sentence.quote(start, end), each[0].type, concepts)


def tie(sentence: Sentence, found: Assertion) -> str:
    """Return the words of the relation, with its auxiliaries and the "by" of a passive."""
    end, agent = found.end, found.acting[0]
    near = agent == end or (found.chain.passive and end < agent <= end + 2)
    # A sentence that breaks off behind "by" has no agent.
    if near and agent < len(sentence.words) and sentence.words[agent] in grammar("means"):
        end = agent + 1
    return sentence.cue(min(found.chain.start, found.start), end, "relation").text


def party(sentence: Sentence, thing: Thing) -> Party:
    """Make a party of a thing: the entity that it is, or that its name ends in."""
    start, end = sentence.spans[thing.start][0], sentence.spans[thing.end - 1][1]
    inside = [one for one in sentence.entities if one.start < end and one.end > start]
    entity = max(inside, key=_informative, default=None)
    if entity and entity.start <= start and entity.end >= end:
        return Party(entity.start, entity.end, entity.text, entity.type, entity.concepts)
    plain = Party(start, end, sentence.quote(start, end))
    if entity and entity.end == end:
        return replace(plain, type=entity.type, concepts=entity.concepts)
    return plain


def named(sentence: Sentence, names: frozenset[str]) -> Party | None:
    """Return the first thing of these names as a party."""
    thing = next((one for one in sentence.things if one.name in names), None)
    return party(sentence, thing) if thing else None


def _informative(entity: Entity) -> tuple[bool, bool, int]:
    return bool(entity.concepts), entity.type in CLASS_OF_TYPE, entity.end


def _noun_phrase(sentence: Sentence, window: Span, *, forwards: bool) -> Party | None:
    """Return the words of a window that may name something, as a party without a type."""
    words = sentence.words
    start, end = _phrase(words, window, forwards=forwards)
    if start >= end or words[start] in _NAMELESS:
        return None
    if grammar("agents").intersection(words[start:end]):
        return None
    inside = _entity(sentence, start, end)
    if inside:
        return inside
    at, to = sentence.spans[start][0], sentence.spans[end - 1][1]
    return Party(at, to, sentence.quote(at, to))


def _phrase(words: tuple[str, ...], window: Span, *, forwards: bool) -> Span:
    """Return where the words at the near end of a window that belong together begin and end."""
    start, end = main_start(words, window), window[1]
    if not forwards:  # "it is found in milk and causes"
        verbs = grammar("modals") | grammar("auxiliaries")
        end = next((at for at in range(start + 1, end) if words[at] in verbs), end)
    edges = grammar("edges") | grammar("modals") | grammar("auxiliaries")
    while start < end and (words[start] in edges or not words[start][0].isalnum()):
        start += 1
    if forwards:
        end = next((k for k in range(start, end) if words[k] in grammar("phrase_ends")), end)
        end = min(end, start + NOUN_WORDS)
    else:
        cuts = (k + 1 for k in range(end - 1, start - 1, -1) if words[k] in _CUTS)
        start = max(next(cuts, start), end - NOUN_WORDS)
    while start < end and (words[end - 1] in edges or not words[end - 1][-1].isalnum()):
        end -= 1
    return start, end


_CUTS = (",", "that", "and", "but", "(", ")")
_NAMELESS = frozenset(("it", "they", "this", "these", "which", "that", "there", "nothing", "us"))


def _entity(sentence: Sentence, start: int, end: int) -> Party | None:
    """Return the entity that a phrase is, but for its articles and adjectives."""
    at, to = sentence.spans[start][0], sentence.spans[end - 1][1]
    for entity in sentence.entities:
        if at <= entity.start and entity.end == to and entity.type in CLASS_OF_TYPE:
            lead = sentence.quote(at, entity.start).lower().split()
            if not (grammar("hanging") | grammar("missing") | grammar("lessening")) & set(lead):
                return Party(entity.start, entity.end, entity.text, entity.type, entity.concepts)
    return None

"""Whether absolute wording promises health: not a clean floor, a late train, or that it hurts.

"Guaranteed", "every single time" and "gone for good" are said of everything. A promise of health
names an illness, a remedy, the body or what one does about them; where a sentence says what
conspirators hide, or that results are guaranteed, the page does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtext.records import Entity, Span

RULE = "ABSOLUTE_WORDING"
_TYPES = frozenset(("CONDITION", "SYMPTOM", "DRUG"))


def is_promise(sentence: str, words: str, span: Span, entities: Sequence[Entity]) -> bool:
    """Tell whether a sentence that stands at `span` promises health in its absolute words."""
    if _GIVEN_UP.match(words) or (_ADVERB.fullmatch(words) and not _BENEFIT.search(sentence)):
        return False
    named = any(
        one.type in _TYPES
        and span[0] <= one.start < span[1]
        and one.text.lower() not in _NO_ILLNESS
        for one in entities
    )
    about = named or _HEALTH.search(sentence) or _ALONE.search(sentence)
    return bool(about) and not any(one.search(sentence) for one in _OTHERWISE)


_NO_ILLNESS = frozenset(("late", "blocked", "stain", "stains", "scratch", "scratches", "mould"))
_HEALTH = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|heal\w*|pain\w*|\w*aches?|aching|sore|ill|illness\w*|ailments?|sick\w*"
    r"|seasick\w*|diseas\w+|disorders?|symptom\w*|complaints?|cancer\w*|tumou?rs?|diabet\w+"
    r"|arthriti\w+|asthma\w*|migraine\w*|eczema|psoria\w+|acne|pimples?|wrinkl\w+|warts?|lice|skin"
    r"|hair|bald\w*|weight|pounds|kilos?|lbs?|kg|stone|slim\w*|fat|sleep\w*|insomnia|snor\w+"
    r"|tired\w*|fatigue|stress\w*|anxi\w+|depress\w+|moods?|colds?|flu|fevers?|coughs?|germs?"
    r"|virus\w*|bacteria\w*|microbes?|parasites?|infect\w+|allerg\w+|(?:side|adverse)[- ]effects?"
    r"|medic\w+"
    r"|remed(?:y|ies)|treat(?:s|ed|ing|ment|ments)?|therap\w+|doctors?|gps?|surgeons?|hospitals?"
    r"|patients?|pharma\w*|drugs?|pills?|tablets?|capsules?|supplements?|vitamins?|herb\w*|teas?"
    r"|tonic|balm|salve|creams?|ointment|lotion|serum|gel|drops|tincture|elixir|potion|extract"
    r"|powder|patch|injections?|jabs?|vaccin\w+|health\w*|body|blood|heart|liver|kidneys?|stomach"
    r"|bowels?|digest\w+|gut|joints?|knees?|hips?|backs?(?= pain|ache)|bones?|muscles?|nerves?"
    r"|brain|eyes?|eyesight|ears?|teeth|tooth|gums?|breath\w*|itch\w*|rash\w*|burns?|wounds?|scars?"
    r"|stings?|nausea|vomit\w*|diarrh\w+|constipat\w+|heartburn|hangovers?|menopaus\w+|hot flush\w*"
    r"|pregnan\w+|fertil\w+|prostat\w+|cholesterol|immun\w+|detox\w*|ageing|aging|years younger"
    r"|cellulite|risk-free|worms?|piles|procedures?|expectant|toddlers?|hiccups?|cramps?|fungus|fungi|addict\w+|smok(?:e|ing))\b",
    re.I,
)
# What only a page that sells or accuses says.
_ALONE = re.compile(
    r"\bwant(?:ed)? (?:you|us|anyone|people) to\b|\bresults?\b[^.;!?]{0,30}\bguaranteed\b"
    r"|\b(?:weird|simple|strange|crazy) (?:\w+ )?trick\b|\bmiracle in an?\b",
    re.I,
)
# What is said of anything needs a word of what is achieved beside it.
_ADVERB = re.compile(
    r"[,–—]? ?(?:every single time|without exception|(?:each and every|every single) \w+"
    r"|guaranteed)[.!]?", re.I
)  # fmt: skip
# What a reader gives up, after however many days, is no cure: "stop taking your tablets".
_GIVEN_UP = re.compile(
    r"(?:stop(?:s|ped|ping)?|quit(?:s|ting)?) (?:taking|using|having|drinking|eating|wearing|giving"
    r"|buying)\b",
    re.I,
)
_BENEFIT = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|heal\w*|work(?:s|ed|ing)?|help\w*|reliev\w*|relief|eas(?:e|es|ing)"
    r"|end(?:s|ed|ing)?|stop(?:s|ped|ping)?|clear\w*|beat(?:s|ing)?|prevent\w*|keep(?:s|ing)?"
    r"|banish\w*|gone|goes|disappear\w*|vanish\w*|fix\w*|better|results?|effective\w*|los(?:e|es|t)"
    r"|soothe\w*|calm\w*|remov\w*|kill\w*|wip\w+|rid|free|reverse\w*|melt\w*|grow\w*|sleep\w*"
    r"|recover\w*|(?:got|gets?) well|healthy|protect\w*|shrink\w*|shrank|restor\w*|success)\b",
    re.I,
)
_OTHERWISE = tuple(re.compile(pattern, re.I) for pattern in (
    # What always does harm, or is harmed for ever.
    r"\b(?:worse\b|worsens?\b|ruins?\b|infected\b|flares?\b|triggers?\b|brings? (?:it |them )?on\b"
    r"|damages\b|injures\b|hurts\b|scars you\b|makes? (?:you|me|them|him|her|people) (?:ill|sick))"
    r"[^.;!?]{0,60}\b(?:every (?:single )?time|always|without (?:exception|fail)|for (?:good|ever)"
    r"|forever|permanently|within (?:minutes|hours|days)|in (?:minutes|hours|days))\b",
    r"\b(?:stress|smoking|smoke|alcohol|noise|pollution|weather)\b[^.;!?]{0,40}\bon\b[^.;!?]{0,30}"
    r"\bevery single time\b",
    # Side effects that some had not, or that were looked for.
    r"\bno (?:known )?side[- ]effects?\b[^.;!?]{0,30}\b(?:known|reported|seen|noted|recorded"
    r"|studied|so far|(?:in|among) (?:the )?\d+)\b",
    r"\b(?:so far|up to now|to date|until now)\b[^.;!?]{0,30}\bno (?:\w+ )?"
    r"(?:side[- ]effects?|risks?)\b",
    r"\b(?:if|unless|when|whether|half of|a third of|a quarter of|(?:who|patients|people|group) had"
    r"|there (?:were|was)|(?:had|having) (?:had )?)\b[^.;!?]{0,40}"
    r"\b(?:no|without|free (?:of|from)) (?:\w+ )?side[- ]effects?\b",
    # What passes by itself, or mostly.
    r"\b(?:usually|often|mostly|typically|generally|on (?:its|their) own|by (?:itself|themselves)"
    r"|as a rule|without (?:any )?treatment)\b",
    # What kills germs on a worktop or in a pan, and what one person tells of.
    r"\b(?:heat|boiling|cooking|bleach|disinfectants?|steam|chlorine)\b[^.;!?]{0,40}\bkills?\b",
    r"\b(?:he|she|I|my \w+|his \w+|her \w+) (?:was|were|got) (?:\w+ly )?(?:cured|healed)\b",
    r"\b(?:stop|quit|give up|giving up) smoking\b|\b(?:he|she) (?:will|would) never\b",
    # What is denied behind it, or told in a tale; a test's result; what passes by itself.
    r"\b(?:has|have) (?:not|never) (?:yet )?been (?:found|shown|proven)\b|\bnot exist\b"
    r"|\bnever (?:gets?|catch(?:es)?)\b[^.;!?]{0,20}\bfrom\b",
    r"\b(?:title of|novel|film|fairy ?tale|in the (?:game|story|tale)|once sold|were sold)\b",
    r"\b(?:test|scan|lab|laboratory) results?\b",
    r"^(?:the|a|this) [\w-]+(?: [\w-]+)? (?:(?:can|will|may|also) )*"
    r"(?:disappears?|go(?:es)? away|is gone|vanish(?:es)?|passes|fades?)\b",
    r"\bsaid (?:nobody|no one)\b|\b(?:cement|concrete|resin|varnish|bacon|leather|stains?) ",
    r"\b(?:nothing|nobody|no one|none of (?:them|these|it)) (?:\w+ )?"
    r"(?:cures|heals|ends|stops|removes)\b",
    # What is said not to exist: "there is no one diet that works for everyone".
    r"\b(?:no (?:single|one)\b[^.,:;!?]{0,60}"
    r"|(?:no|n['’]t (?:a|any))(?: [\w-]+){1,8} (?:that|which) (?:\w+ ){1,3})"
    r"\bfor every(?:one|body)\b",
    r"\b(?:no|nothing|none|neither)\b[^.,:;!?]{0,40}\bguarantees\b",
))  # fmt: skip

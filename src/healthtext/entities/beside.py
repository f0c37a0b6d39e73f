"""Words that the vocabulary has as one thing and the words beside them as another, or as none."""

from __future__ import annotations

import re

from healthtext.records import Entity

# "Fasting blood sugar" is measured before breakfast; nobody is treated by fasting.
_LABORATORY = re.compile(
    r"[\s-]+(?:(?:blood|plasma|serum)[\s-]+)?"
    r"(?:glucose|sugars?|insulin|lipids?|triglycerides?|cholesterol|lipoproteins?|c-peptide"
    r"|levels?|values?|samples?|specimens?|blood|plasma|serum)\b",
    re.I,
)
# "Cannot cure it", "completely cures it": what follows is the object of a verb.
_BEFORE_VERB = re.compile(
    r"(?:\b(?:can|could|will|would|may|might|must|shall|should|to|does|do|did|not|cannot|never)"
    r"|\b(?!only\b|early\b|daily\b|likely\b)\w+ly|n['’]t)(?:\s(?:not|also|ever|even|always|\w+ly))?\s$",
    re.I,
)
# "No cures", "cures for warts": any other "cures" is a verb ("cinnamon cures diabetes").
_NOUN_BEFORE = re.compile(
    r"(?:^|[.!?:;\n]\s*|\b(?:no|the|these|those|any|some|many|all|few|other|such|miracle|natural|home"
    r"|folk|herbal|traditional|quick|old|new|known|alleged|supposed|so-called|fake|false|of|for|as"
    r"|with|about)\s)$",
    re.I,
)
_NOUN_AFTER = re.compile(r"\s(?:for|of|are|were|have|do|don['’]t)\b", re.I)
# Aerobic exercise is a treatment; respiration and bacteria are not.
_OF_LIFE = re.compile(
    r"[\s-]+(?:and\s+anaerobic\s+)?(?:\w+\s+)?(?:respiration|metabolism|bacteri\w+|micro\w+|organisms?"
    r"|pathogens?|cultures?|conditions|environments?|glycolysis|pathways?|cells?|process\w*)\b",
    re.I,
)
# The eggs of ovaries, of lice and of worms are no food.
_OF_OVARIES = re.compile(
    r"\b(?:sperm\w*|ovar\w+|ovulat\w+|ovum|ova|fertili[sz]\w+|embryo\w*|uterus|womb|fallopian"
    r"|menstrua\w+|reproductive|ivf|lice|louse|nits|worms?|mites?|parasit\w+|mosquito\w*|fl(?:ea|ies))\b",
    re.I,
)
# Herbs that are first names too, where somebody speaks or has a title.
_FIRST_NAMES = frozenset(("basil", "clementine", "ginger", "poppy", "rosemary", "saffron", "sage"))
_TITLED = re.compile(r"\b(?:Dr|Mrs|Mr|Ms|Miss|Aunt|Auntie|Uncle|Nurse|Sister|Professor)\.?\s$")
_SPEAKS = re.compile(
    r",?\s(?:told|says|said|asks|asked|thinks|thought|wrote|writes|explained|explains|replied|adds"
    r"|added|who|and I|from [A-Z]|\(?(?:aged )?\d{2})\b"
)
# "He lost 2 stone": what it weighs is no part of the body, and no stone in one.
_WEIGHED = re.compile(
    r"(?:\d|½|\b(?:half a|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\s?$", re.I
)
NEAR = 80  # characters in which that is said


def is_other(text: str, entity: Entity) -> bool:
    """Tell whether a known word is something else by what is beside it."""
    word = entity.text.lower()
    if word in _FIRST_NAMES and entity.text.istitle():
        before = _TITLED.search(text, max(entity.start - 12, 0), entity.start)
        return bool(before or _SPEAKS.match(text, entity.end))
    if word == "stone":
        return bool(_WEIGHED.search(text, max(entity.start - 8, 0), entity.start))
    if word == "corns":  # the grain has no plural; those of feet are left to the network
        return entity.type == "NUTRIENT"
    if word == "cures" and not _NOUN_AFTER.match(text, entity.end):
        return not _NOUN_BEFORE.search(text[max(entity.start - 24, 0) : entity.start])
    if word in ("cure", "cures"):
        return bool(_BEFORE_VERB.search(text, max(entity.start - 24, 0), entity.start))
    if word == "aerobic":
        return bool(_OF_LIFE.match(text, entity.end))
    if word in ("egg", "eggs"):
        return bool(_OF_OVARIES.search(_sentence(text, entity)))
    return word == "fasting" and bool(_LABORATORY.match(text, entity.end))


def _sentence(text: str, entity: Entity) -> str:
    """Return what stands near an entity in its sentence."""
    before = re.split(r"[.!?\n]", text[max(entity.start - NEAR, 0) : entity.start])[-1]
    return before + re.split(r"[.!?\n]", text[entity.end : entity.end + NEAR])[0]

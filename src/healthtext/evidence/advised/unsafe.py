"""What is called safe for those whom it harms: a medicine in pregnancy, honey for a baby, kava.

Who must not have what stands in data/lexicons/unsafe_for.tsv, each with its source. What is only
told to be taken, without a word on safety, is read by `dangers`. A sentence that sends its reader
to somebody who knows, or that says of which form or week it speaks, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from healthtext import assets
from healthtext.evidence.advised import dangers
from healthtext.records import Span

TABLE = "lexicons/unsafe_for.tsv"
Pattern = re.Pattern[str]
# Who is meant, and how these are called. A child of the table is any of them but an adolescent.
_BABY = r"(?:new-?born|infant|bab(?:y|ies)|neonate)(?:['’]s|s['’]?)?"
_YOU = r"(?:if|when|while) (?:you(?:['’]re| are)|she is|they are|a woman is)"
_STAGE = r"(?:at|in|during) (?:any|every|all|each) (?:stages?|points?|times?|trimesters?|months?)"
_ILL = (
    r"(?:(?:(?:people|patients|those|adults|anyone|someone) (?:with|who have)|in|with|if you have)"
    r"(?: an?| your)?)"
)
_PEOPLE = {
    "pregnant": r"(?:(?:in|during|throughout|through|while|when)(?: the)?(?: whole| entire| first"
    r"| second| third| last)*(?: trimesters?(?: of)?)? (?:pregnan\w+|expecting)|pregnant(?: women)?"
    rf"|(?:{_YOU}|{_STAGE} (?:of|in|during)(?: an?| the| your)?) (?:pregnan\w+|expecting)"
    r"|expectant mothers?|(?:mother|mum|mom)s?-to-be|women who are (?:pregnant|expecting)"
    r"|unborn \w+)",
    "nursing": rf"(?:(?:when|while|during|{_YOU}) (?:breast-?feeding|nursing)"
    r"|(?:breast-?feeding|nursing) (?:women|mothers?))",
    "infant": _BABY,
    "toddler": rf"(?:{_BABY}|toddlers?(?:['’]s)?)",
    "child": rf"(?:{_BABY}|toddlers?(?:['’]s)?|(?:(?:young|small|little) )?(?:child(?:ren)?|kids?)"
    r"(?:['’]s)?)",
    "kidney": rf"(?:{_ILL} (?:[\w-]+ )?kidney (?:disease|failure|damage|problems))",
    "pressure": rf"(?:{_ILL} (?:(?:high|raised) blood pressure|hypertension))",
    "heart": rf"(?:{_ILL} heart failure)",
    "everyone": r"(?:every(?:one|body)|any(?:one|body)|people of (?:all ages|any age)"
    r"|all (?:people|adults))",
}
_ANYONE = "anyone"  # safe for nobody
_MOTHERS = ("pregnant", "nursing")
# What is safe for a mother, "for you and your baby in pregnancy", is not said of her child.
_MOTHER = re.compile(
    r"\b(?:pregnan\w+|breast-?feeding|nursing|expectant|m[ou]ms?|mothers?|womb)\b", re.I
)
_VERY = (
    r"(?:(?:perfectly|completely|totally|quite|entirely|absolutely|very|generally|usually|also"
    r"|always|still|both|considered|known to be|widely|regarded as|even|just|as|so"
    r") )*"
)
_KIND = (
    r"(?:choice|option|remedy|way|drink|food|sweetener|medicine|treatment|painkiller|alternative)"
)
_SAFE = (
    rf"{_VERY}(?:safe|safer|safest|harmless|healthy|fine|gentle|suitable|ok|okay|all right"
    rf"|risk-free|not (?:harmful|dangerous|a (?:risk|problem))|no (?:risk|danger|problem|threat)"
    rf"|an? (?:[\w-]+,? ){{0,3}}?(?:safe|harmless|gentle|good|great|ideal|perfect|healthy)"
    rf" (?:[\w-]+ ){{0,2}}?{_KIND})"
)
_IS = r"(?:is|are|remains?|(?:can|may) be|poses?|carr(?:y|ies)|does|do)"
_TAKE = r"(?:take|use|eat|drink|smoke|be given)"
_GIVE = rf"(?:{_TAKE}|have|give)"
_GIVING = r"(?:taking|using|eating|drinking|having|giving|smoking)"
_OFTEN = r"\b(?:every|each|an?) (?:day|night|evening|week)\b"
# What may stand before a thing and behind it, so that it is the thing itself that is spoken of: not
# what does without it ("not smoking"), stands for it ("alternatives to") or is made of it or about
# it ("formula based on cow's milk", "a liver scan").
_SOME = (
    r"(?:(?:an?|few|some|any|this|these|more|little|bit|odd|glass(?:es)?|cups?|spoon(?:ful)?|teaspoons?"
    r"|sips?|drops?|small|moderate|low|modest|normal|high|full|amounts?|doses?|of|organic|natural"
    r"|pure|local|fresh|plain|light|red|white|sparkling|dark|home-?made"
    r"|grilled|fried|strong|occasional|daily|over-the-counter|oral) )*"
)
_OPENS = re.compile(
    r"(?:^[^\w]*|[,;:(–—] ?|\b(?:but|that|because|so|agrees?|knows?|shows?|found"
    r"|proves?|remember) "
    r"|^(?:in fact|of course|even|actually|today|both) )(?:(?!\w+ing )\w+ (?:and|or) )?"
    rf"(?:{_GIVING} )?{_SOME}$",
    re.I,
)
_AMOUNT = r"in (?:moderation|(?:small|moderate|low|modest|normal) (?:amounts|doses|quantities))"
_FORM = (
    r"(?: (?:tea|tincture|a day|tablets?|pills?|capsules?|syrup|drops|supplements|use|itself|alone"
    r"|too|taken|drunk|eaten|used|given|smoked|daily|every day|now and then"
    rf"|{_AMOUNT}|with (?:food|meals?|dinner)"
    r"|(?:and|or) (?:paracetamol|acetaminophen|aspirin|<name>)))*"
)
_ENDS = (
    r"(?=[^\w\s]|$| (?:in|during|while|when|if|to|for|at|and|or|throughout|through|with|even|every"
    r"|an? (?:day|week|night))\b)"
)
# What changes the answer: another form of the thing, some week, age or place, somebody who knows,
# doing without it, or what is safe in its place.
_UNLESS = re.compile(
    r"\b(?:alcohol-?free|non-?alcoholic|cook(?:s|ed|ing)?|low-?dose|topical|gel|creams?"
    r"|before (?:pregnancy|conception)|after (?:pregnancy|birth|delivery|weaning)|nicotine"
    r"|over (?:the age|one|two|six|twelve|sixteen|\d)|older|from (?:the age|\d)|once they are"
    r"|(?:and|or) (?:over|up|above)|aged|turn(?:s|ed)|reach\w*|birthday|grown|roll(?:s|ing)?|weeks?"
    r"|(?<!under )(?<!under the age of )(?:\d+|one|two|six|twelve)[ -](?:years?|months?)"
    r"|if(?! (?:you(?:['’]re| are)|she is) (?:pregnant|expecting|breast-?feeding|nursing))"
    r"|unless|only|whether|doctors?|midwi\w+|pharmacists?|prescri\w+|hearts?|vinegar|ginger|washed"
    r"|cord|function|disease|transplant|quit\w*|stop\w*|giv(?:e|ing) up|without|instead of"
    r"|(?<!risk-)free"
    r"|patches|thinks?|thought|believed?|beliefs?|says?|said|claims?|assum\w+|used to|once|until"
    r"|feels?|felt|perceiv\w+|views?|idea|unclear|unknown|uncertain|doubt\w*|accident\w*"
    r"|avoid\w*|abst(?:ain|in|en)\w*|refrain\w*|refus\w+|cut\w*|skip\w*|reducing|limiting|switch\w*"
    r"|swap\w*|replac\w+|exclud\w+|except\w*|less|rather than|in place of|apart from|other than"
    r"|(?:as|so) long as|provided|boil\w*|heat\w*|mashed|ground|chopped|porridge|cereals?"
    r"|in (?:food|the (?:house|fridge))|clean\w*|disinfect\w*|hands|tempting|deficien\w+)\b",
    re.I,
)
_DISEASED = re.compile("|".join(_PEOPLE[one] for one in ("kidney", "pressure", "heart")), re.I)
# Words between which and the people it is of somebody or something else that is spoken.
_TURNS = (
    r"\b(?:but|whereas|though|although|however|yet|unlike|while|when|if|after|before|outside|aside"
    r"|besides|adults?(?! (?:and|or) (?:(?:for|in|young|small|little) )?(?:pregnan|expect|nurs"
    r"|breast|bab|infant|toddler|new-?born|child|kids))|men"
    r"|partners?|fathers?|dads?|parents?|mothers?|m[ou]ms?"
    r"|breast-?feed\w*|nursing|plan\w*|trying|becom\w+|get(?:s|ting)?|others?|is|are|who)\b"
)
# Of people that something is told of next nothing was said yet, "and children are given ...".
_ALONE = r"(?!(?: women| mothers?)? (?:is|are|should|must|needs?|takes?|gets?|can|may|do) )"
_NEAR = rf"(?:(?!{_TURNS})(?:[^.;!?,]|, (?=even|including|especially|also))){{0,50}}?"


# Of what is safe for nobody no more need be said; what is hedged, compared or weighed is no such
# saying.
_SURELY = (
    r"(?:(?:perfectly|completely|totally|quite|entirely|absolutely|very|always|also|still|just|as"
    r"|100%) )*"
)
_WAY = rf"(?:{_KIND}|herb|plant|way|cure|tonic|supplement|product|habit|pleasure|alternative)"
_SURE = (
    rf"{_SURELY}(?:safe|harmless|risk-free|not (?:harmful|dangerous)|no (?:risk|danger)"
    rf"|an? (?:[\w-]+,? ){{0,2}}?(?:safe|harmless|risk-free) (?:[\w-]+ ){{0,2}}?{_WAY}"
    r"|(?:safer|healthier) than pasteuri[sz]ed)\b"
    r"(?![-\w]| (?:than|when|at|on|limits?|levels?|amounts?|doses?|in (?:small|low|food|short|the"
    r" short)|for (?:most|many|some|short|external|use on|no(?:body| one))|as (?:long|far)))"
)
_WEIGHED = re.compile(
    r"\b(?:but|al?though|though|however|yet|while|can (?:harm|damage|cause)|most people|skin|short"
    r"|liver function|pets?|dogs?|cats?|cattle|plants|garden)\b"
    r"|\bsafe (?:distance|disposal|storage|handling)\b",
    re.I,
)


@cache
def _rows() -> tuple[tuple[Pattern, Pattern, tuple[Pattern, ...], bool], ...]:
    """Return of each row names, people, the sentences that call them safe, and if for mothers."""
    return tuple(
        (*_compiled(names, "|".join(whom)), grown)
        for names, people, *_ in (line.split("\t") for line in assets.rows(TABLE))
        for grown in (True, False)
        if people != _ANYONE
        and (whom := [one for one in people.split("|") if (one in _MOTHERS) == grown])
    )


@cache
def _of_nobody() -> tuple[tuple[Pattern, tuple[Pattern, ...]], ...]:
    """Return of each row of what is safe for nobody its names, and sentences that call it safe."""
    every = (line.split("\t") for line in assets.rows(TABLE))
    return tuple(_surely(names) for names, people, *_ in every if people == _ANYONE)


def _surely(listed: str) -> tuple[Pattern, tuple[Pattern, ...]]:
    name = _named(listed)
    form = _FORM.replace("<name>", name)
    forms = (
        rf"{name}{form} (?:is|are|remains?|poses?|carr(?:y|ies)) {_SURE}",
        rf"\bis {_SURELY}(?:safe|harmless) to {_GIVE} {_SOME}{name}{form}{_ENDS}",
    )
    return re.compile(name, re.I), tuple(re.compile(form, re.I) for form in forms)


def _named(listed: str) -> str:
    longest = sorted(map(re.escape, listed.split("|")), key=len, reverse=True)
    return rf"(?<![\w-])(?:{'|'.join(longest)})\b(?!-)"


def _compiled(listed: str, people: str) -> tuple[Pattern, Pattern, tuple[Pattern, ...]]:
    name = _named(listed)
    whom = rf"(?<![\w-])(?:{'|'.join(_PEOPLE[one] for one in people.split('|'))})\b"
    form = _FORM.replace("<name>", name)
    thing = rf"{_SOME}{name}{form}{_ENDS}"
    forms = (
        rf"{name}{form} {_IS} {_SAFE}\b{_NEAR}{whom}{_ALONE}",
        rf"(?<!some )(?<!many ){whom}(?: \w+){{0,2}}?"
        rf" (?:(?:can|may|could) (?:safely|happily|freely) {_GIVE}"
        rf"|can (?:still|even|also) {_TAKE}) {thing}",
        rf"(?<!some )(?<!many ){whom} (?:can|may) {_GIVE} {thing}[^.;!?]{{0,12}}{_OFTEN}",
        rf"\b{_SAFE} (?:(?:for {_NEAR})?to {_GIVE}|{_GIVING}) {thing}{_NEAR}{whom}{_ALONE}",
        rf"\b{_SAFE} for {whom}{_NEAR} to {_GIVE} {thing}",
    )
    compiled = (re.compile(form, re.I) for form in forms)
    return re.compile(name, re.I), re.compile(whom, re.I), tuple(compiled)


@cache
def _names() -> re.Pattern[str]:
    names = [row[0] for row in _rows()] + [row[0] for row in _of_nobody()]
    return re.compile("|".join(name.pattern for name in names), re.I)


def names_any(page: str) -> bool:
    """Tell whether a text names anything of the table at all."""
    return bool(_names().search(page))


def find(sentence: str) -> Span | None:
    """Return where a sentence calls a thing safe for those who must not have it."""
    if not names_any(sentence) or dangers.is_sound(sentence):
        return None
    if _UNLESS.search(_DISEASED.sub("", sentence)):  # of whom it is said changes no answer
        return None
    spans = (*_for_some(sentence), *_for_nobody(sentence))
    return next((span for span in spans if not _is_denied(sentence, span)), None)


def _for_some(sentence: str) -> Iterator[Span]:
    hers = bool(_MOTHER.search(sentence))
    for name, _, forms, grown in _rows():
        if (grown or not hers) and name.search(sentence):
            yield from _opening(sentence, forms)


def _for_nobody(sentence: str) -> Iterator[Span]:
    for name, forms in _of_nobody() if not _WEIGHED.search(sentence) else ():
        if name.search(sentence):
            yield from _opening(sentence, forms)


def _opening(sentence: str, forms: tuple[Pattern, ...]) -> Iterator[Span]:
    """Yield where a sentence has a form, the first of them only where a clause begins."""
    for form in forms:
        for match in form.finditer(sentence):
            if form is not forms[0] or _OPENS.search(sentence[: match.start()]):
                yield match.span()


def _is_denied(sentence: str, span: Span) -> bool:
    """Tell whether what calls it safe is denied, "no wine is safe"; "not harmful" is no denial."""
    return bool(_DENIES.search(_SPARED.sub("", sentence[: span[1]])))


_SPARED = re.compile(
    r"\bnot (?:harmful|dangerous|a (?:risk|problem))\b|\bno (?:risk|danger|problem|threat)\b"
    r"|\b(?:do not|don['’]t|no need to) worry\b",
    re.I,
)
# Anywhere before, however far: "not smoking is safest for you and for your baby in pregnancy".
_DENIES = re.compile(
    r"\b(?:not|no|never|cannot|neither|nor|none|nobody|nothing|hardly|zero|fails? to|unable to"
    r"|(?<!a )few|rarely|seldom|hard)\b"
    r"|n['’]t\b",
    re.I,
)


def is_of_barred(text: str, acting: str = "") -> bool:
    """Tell whether a text names a thing of the table beside those who must not have it.

    With what is said to act, whether that is such a thing: not what is taken in its place.
    """
    named = acting or text
    return any(name.search(named) and whom.search(text) for name, whom, *_ in _rows())

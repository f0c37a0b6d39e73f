"""Dangerous advice by its parts: what a reader is told to do, with what, to whom, on which way.

The table is data/lexicons/dangers.toml. No act is dangerous by its word alone: it must be told to
the reader, as an imperative or as something that one may or should do, and its agent and the people
or the place it is for must be there. What warns, reports or sends to a doctor is no advice.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from healthtext import assets, needed
from healthtext.claims import cues
from healthtext.records import Span

TABLE = "lexicons/dangers.toml"
FAR = 70  # code points behind an act in which what it is done with begins
Pattern = re.Pattern[str]
_GROUP = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True, slots=True)
class Danger:
    """One thing not to be told: an act with what follows it, or a wording, and what stands near."""

    what: str
    fires: tuple[str, ...]
    silent: tuple[str, ...]
    acts: Pattern | None
    says: Pattern | None
    after: tuple[Pattern, ...]
    near: tuple[Pattern, ...]
    unless: Pattern | None


@dataclass(frozen=True, slots=True)
class Denounced:
    """What calls a medicine or a disease a fraud: words one of which it needs, and wordings."""

    cues: tuple[str, ...]
    says: tuple[Pattern, ...]
    unless: Pattern
    fires: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The dangers, and how to know that a sentence tells a reader to do something."""

    dangers: tuple[Danger, ...]
    opens: Pattern
    leads: Pattern
    adverbs: Pattern
    frames: tuple[Pattern, ...]
    told_of: tuple[Pattern, ...]
    referred: tuple[Pattern, ...]
    denied: Pattern
    denounced: Denounced


@cache
def load() -> Table:
    """Read the packaged table. Raises AssetError when it is missing or damaged."""
    table = tomllib.loads(assets.path(TABLE).read_text("utf-8"))
    words: dict[str, str] = {}
    for name, text in table["words"].items():
        words[name] = _spelt_out(text, words)
    told, sound = table["told"], table["sound"]
    return Table(
        dangers=tuple(_danger(entry, words) for entry in table["danger"]),
        opens=_compiled(rf"(?:{told['openers']})\b", words),
        leads=_compiled(rf"(?:{told['leads']})\b", words),
        adverbs=_compiled(rf"(?:(?:^|[ ,])(?:{told['adverbs']}))+,?$", words),
        frames=tuple(_compiled(text, words) for text in told["frames"]),
        told_of=tuple(_compiled(text, words) for text in sound["told_of"]),
        referred=tuple(_compiled(text, words) for text in sound["referred"]),
        denied=_compiled(sound["denied"], words),
        denounced=_denounced(table["denounced"], words),
    )


def _denounced(entry: Mapping[str, Any], words: Mapping[str, str]) -> Denounced:
    every = dict(words)
    for name in ("head", "treatments", "diseases", "very", "fraud"):
        every[name] = _spelt_out(entry[name], every)
    return Denounced(
        cues=tuple(entry["cues"]),
        says=tuple(_compiled(text, every) for text in entry["says"]),
        unless=_compiled(entry["unless"], every),
        fires=tuple(entry["fires"]),
        silent=tuple(entry["silent"]),
    )


def _danger(entry: Mapping[str, Any], words: Mapping[str, str]) -> Danger:
    says = entry.get("says")
    if "does" in entry:  # a thing that is said to do good
        says = rf"(?:{entry['does']})[^.;!?]{{0,50}}?\s(?<!\bto )(?:{words['good']})\b"
    return Danger(
        what=entry["what"],
        fires=tuple(entry["fires"]),
        silent=tuple(entry["silent"]),
        acts=_compiled(rf"\b(?:{entry['acts']})\b(?! of\b)", words) if "acts" in entry else None,
        says=_compiled(says, words) if says else None,
        after=tuple(_compiled(text, words) for text in entry.get("after", ())),
        near=tuple(_compiled(text, words) for text in entry.get("near", ())),
        unless=_compiled(entry["unless"], words) if "unless" in entry else None,
    )


def _spelt_out(text: str, words: Mapping[str, str]) -> str:
    return _GROUP.sub(lambda found: f"(?:{words[found[1]]})", text)


def _compiled(text: str, words: Mapping[str, str]) -> Pattern:
    return re.compile(_spelt_out(text, words), re.I)


def on_page(page: str) -> tuple[Danger, ...]:
    """Return the dangers whose words a page has."""
    return tuple(_likely(load().dangers, needed.folded(page)))


def find(sentence: str, dangers: Sequence[Danger]) -> Span | None:
    """Return where a sentence tells its reader something dangerous, if it does."""
    folded = needed.folded(sentence)
    spans = (_place(one, sentence) for one in _likely(dangers, folded))
    first = min((span for span in spans if span), default=None)
    return first if first and not is_sound(sentence) else None


def is_sound(sentence: str) -> bool:
    """Tell whether a sentence asks, warns, reports, or sends its reader to someone who knows."""
    table = load()
    referred = () if table.denied.search(sentence) else table.referred
    patterns = (*table.told_of, *referred, *cues.load().patterns["debunking"])
    return any(pattern.search(sentence) for pattern in patterns)


def _likely(dangers: Sequence[Danger], folded: str) -> Iterator[Danger]:
    for one in dangers:
        asked = [pattern for pattern in (one.acts, one.says, *one.after, *one.near) if pattern]
        if all(_may_match(pattern, folded) for pattern in asked):
            yield one


def _may_match(pattern: Pattern, folded: str) -> bool:
    texts = needed.needed(pattern.pattern, pattern.flags)
    return not texts or any(text in folded for text in texts)


def _place(danger: Danger, sentence: str) -> Span | None:
    """Return the first place of a danger whose other parts are in the sentence."""
    near = [pattern.search(sentence) for pattern in danger.near]
    if not all(near) or (danger.unless and danger.unless.search(sentence)):
        return None
    spans = [*_told(danger, sentence), *_said(danger, sentence)]
    return min(spans, default=None)


def _said(danger: Danger, sentence: str) -> Iterator[Span]:
    for match in danger.says.finditer(sentence) if danger.says else ():
        if not _is_denied(sentence, match.start()):
            yield match.span()


def _told(danger: Danger, sentence: str) -> Iterator[Span]:
    for match in danger.acts.finditer(sentence) if danger.acts else ():
        end = _reach(danger.after, sentence[match.end() : match.end() + 2 * FAR])
        if end is not None and is_told(sentence, match.start()):
            yield match.start(), match.end() + end


def _reach(after: Sequence[Pattern], rest: str) -> int | None:
    """Return where the last of what follows an act ends; nothing when one is missing."""
    near = ((one for one in pattern.finditer(rest) if one.start() <= FAR) for pattern in after)
    firsts = (next((one for one in each if not _is_passed(rest, one)), None) for each in near)
    found = [one for one in firsts if one]
    return max((one.end() for one in found), default=0) if len(found) == len(after) else None


def _is_passed(rest: str, match: re.Match[str]) -> bool:
    """Tell whether what follows an act is what is not taken: "use this rather than that"."""
    return bool(_PASSED.search(rest[: match.start()]))


def _is_denied(sentence: str, at: int) -> bool:
    return bool(cues.load().negations.search(sentence[max(at - 60, 0) : at]))


def is_told(sentence: str, at: int) -> bool:
    """Tell whether the verb at a place of a sentence is what its reader is told to do."""
    table, before = load(), sentence[:at].strip(" \"“‘'(*•-–—").rstrip()
    bare = table.adverbs.sub("", before).rstrip()
    if _GERUND.match(sentence, at):
        return bare.endswith(" by") and bool(table.opens.match(bare))
    if not bare:
        return True
    if any(frame.search(one) for frame in table.frames for one in (before, bare)):
        return not _is_denied(sentence, at)
    return _is_joined(bare)


_PASSED = re.compile(
    r"(?:(?<!more )(?<!less )(?<!fewer )(?<!other )\bthan|\b(?:instead of|in place of)"
    r"|\b(?:and|but) (?:not|never|no|avoid|leave out|(?:keep|stay) (?:away|clear) (?:from|of)))\b"
    r"[^.;:,!?]{0,40}$|\bwithout (?:(?:an?|any|the) )*$",
    re.I,
)
_GERUND = re.compile(r"\w{3,}ing\b", re.I)  # "stop the bleeding by rubbing"
_NEGATIVE = re.compile(r"(?:do not|don['’]t|never|avoid|no|not|nobody|without)\b", re.I)
_JOINED = re.compile(r"(?:^|[\s,])(?:and|then|or|but)$", re.I)
_SO = re.compile(r"(?:[:;–—]|,? ?\bso|\btherefore|\bthus)$", re.I)
_FOR = re.compile(
    r"(?:for|against|at|during|with|on) (?:an? |the |your |every |each |any )?(?:[\w'’-]+ ){0,2}"
    r"[\w'’-]+$",
    re.I,
)
_NAMED = re.compile(
    r"\b(?:who|that|which|to|i|we|you|they|he|she|it|people|patients|adults|children|parents"
    r"|women|men|doctors|mothers|not|can|will|would)$",
    re.I,
)


def _is_joined(before: str) -> bool:
    """Tell whether an act follows on what is told, or on a clause that leads to it."""
    table = load()
    if _SO.search(before):
        return True
    start = re.split(r"[;:–—]", before)[-1].strip(" \"“‘'(")
    if _NEGATIVE.match(start):
        return False
    opened, led = table.opens.match(start), table.leads.match(start)
    if before.endswith(","):
        return bool(opened or led)
    if _JOINED.search(before):
        clause = start.rsplit(",", 1)[-1] if led else start
        return bool(opened or table.opens.match(clause.strip()) or _follows_frame(start))
    return bool(led and _FOR.fullmatch(start) and not _NAMED.search(start))


def _follows_frame(start: str) -> bool:
    """Tell whether a clause says, before its "and", what its reader may or should do."""
    words = start.split()
    return any(
        frame.search(" ".join(words[:end])) and not _NEGATIVE.match(words[end])
        for end in range(1, len(words))
        for frame in load().frames
    )

"""The rules of the user: phrase lists make edits, allowed and protected wordings stay as they are.

A step of its own behind cleaning: what it writes, later steps leave alone.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from healthtext import edits, words
from healthtext.errors import SettingsError
from healthtext.letters import SHORT, begins, shouted
from healthtext.records import Edit, Finding, Proposal, Span
from healthtext.settings import Settings
from healthtext.spans import Places, merged
from healthtext.user import phrases
from healthtext.user.matching import Index, Key, key
from healthtext.user.phrases import Row

if TYPE_CHECKING:
    from healthtext.user.gate import Verdict

STEP, PHRASE, REFUSED = "user", "user-phrase", "USER_RULE_REFUSED"
PART = 40_000  # characters whose hits are judged at once
ROUNDS = 20  # times that what was written is looked up again
GROWN = 2  # times its length to which a text may grow by that
Hit = tuple[int, int, Row]
__all__ = ["Rules", "load"]
_ARTICLE = re.compile(r"(?<!\w)(an?)( )\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Rules:
    """What the user's configuration says about wordings: rows to write, wordings to leave."""

    rows: phrases.Rows
    allowed: frozenset[Key] = frozenset()
    kept: frozenset[Key] = frozenset()

    @cached_property
    def _index(self) -> Index[Row]:
        return Index(self.rows)

    @cached_property
    def _spared(self) -> dict[bool, Index[bool]]:
        """Whether the wordings are for cleaning to leave alone too, and the wordings."""
        every = self.kept | self.allowed
        return {
            True: Index(dict.fromkeys(self.kept, True)),
            False: Index(dict.fromkeys(every, True)),
        }

    def spared(self, step: str, text: str) -> tuple[Span, ...]:
        """Return the places of a text that a step must leave alone."""
        return tuple(merged(self._spared[step == "clean"].spans(text)))

    def propose(self, text: str, protected: Sequence[Span] = ()) -> Proposal:
        """Return the edits that the phrase lists ask for and the safety gate lets pass.

        What they write is looked up again with what stands beside it, so that a second run
        changes nothing: "very very very", with "very" for "very very", becomes "very" at once.
        """
        found = self._made(text, protected)
        made = [edit for edit in found if edit.safety == "safe"]
        after = edits.apply(text, made)
        for _ in range(ROUNDS):
            moved = edits.OffsetMap(made)
            kept = [moved.forward(start, end) for start, end in protected]
            more = self._made(after, kept, Places(_written_at(made)))
            more = [edit for edit in more if edit.safety == "safe"]
            if not more or len(after) > GROWN * len(text) + PART:
                break
            made = [*edits.compose(text, made, more)]
            after = edits.apply(text, made)
        free = Places([(edit.start, edit.end) for edit in made])
        others = [edit for edit in found if not free.meet(edit.start, edit.end)]
        return Proposal(tuple(sorted((*made, *others), key=lambda edit: edit.start)))

    def _made(self, text: str, protected: Sequence[Span], near: Places | None = None) -> list[Edit]:
        """Return the edits of every place, or of those that meet some places."""
        made = (
            _edit(text, start, end, new, row, verdict)
            for start, end, new, row, verdict in self._judged(text, protected, near)
            if verdict.tier is not None
        )
        return list(_agreeing(text, made, Places(protected)))

    def findings(self, text: str, protected: Sequence[Span] = ()) -> Iterator[Finding]:
        """Yield a finding for every place where the gate refuses what a phrase list asks for."""
        for start, end, new, row, verdict in self._judged(text, protected):
            if verdict.tier is None and verdict.why:
                message = (
                    f"“{text[start:end]}” stays, though {row.place} writes “{new}” for it: "
                    f"{verdict.why}; take the row out, or change the place by hand"
                )
                yield Finding(start, end, REFUSED, "warning", message)

    @cached_property
    def version(self) -> str:
        """Which rules of the user's are used, behind a digest of them; empty without any."""
        files = Counter(row.file for row in self.rows.values())
        parts = [f"{name}: {count:,}" for name, count in sorted(files.items())]
        parts += [f"allowed: {len(self.allowed):,}"] if self.allowed else []
        parts += [f"protected: {len(self.kept):,}"] if self.kept else []
        return f"sha256 {self._digest()} ({', '.join(parts)})" if parts else ""

    def _digest(self) -> str:
        rows = sorted((row.wrong, row.right) for row in self.rows.values())
        whole = repr((rows, sorted(self.allowed), sorted(self.kept)))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def _judged(
        self, text: str, protected: Sequence[Span], near: Places | None = None
    ) -> Iterator[tuple[int, int, str, Row, Verdict]]:
        """Yield the places where a row matches and would change something, with the verdict."""
        places = Places(protected)
        free = [
            hit for hit in self._index.find(text)
            if not places.meet(hit[0], hit[1]) and (near is None or near.meet(hit[0], hit[1]))
        ]  # fmt: skip
        if not free:
            return
        from healthtext.user.gate import Gate  # the vocabulary: a second that most texts save

        whole = _unbroken(text, free)
        for at, part, hits in _by_part(whole, free):
            gate = Gate(part)
            for start, end, row in hits:
                new = _written(text, start, end, row)
                if new != text[start:end]:
                    yield start, end, new, row, gate.judge(start - at, end - at, new, row)


def load(settings: Settings) -> Rules:
    """Read the user's rules. Raises SettingsError that names the file, the rows and the remedy."""
    rows = phrases.load(settings.phrases)
    allowed = _wordings("allow", settings.allow, settings.allow_files)
    kept = _wordings("protect", settings.protect, settings.protect_files)
    for name, wordings in (("allow", allowed), ("protect", kept)):
        clash = next((rows[forms] for forms in rows if forms in wordings), None)
        if clash:
            problem = f"“{clash.wrong}” is in {name} too"
            raise SettingsError(clash.place, problem, f"take it out of the list or of {name}")
    return Rules(rows, allowed, kept)


def _wordings(name: str, given: Iterable[str], files: Iterable[str]) -> frozenset[Key]:
    """Return the wordings of a setting and of files with one a line, where # begins a remark."""
    found = {_wording(wording, name) for wording in given}
    for path in sorted(files):
        try:
            text = Path(path).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            remedy = f"check {name}_files, save the file in UTF-8"
            raise SettingsError(path, f"cannot be read ({reason})", remedy) from None
        for number, line in enumerate(text.split("\n"), 1):
            wording = line.partition("#")[0].strip()
            if wording:
                found.add(_wording(wording, f"{path}, line {number:,}"))
    return frozenset(found)


def _wording(wording: str, where: str) -> Key:
    forms = key(wording)
    if not forms or len(wording) > phrases.LONGEST or not wording.isprintable():
        problem = f"{wording[:40]!r} is no wording of up to {phrases.LONGEST} characters"
        raise SettingsError(where, problem, "write words as they stand in a text")
    return forms


def _by_part(text: str, hits: Sequence[Hit]) -> Iterator[tuple[int, str, list[Hit]]]:
    """Yield the parts of a long text in which rows match, each with its offset and its hits.

    What the gate looks at grows with its text, and so does the number of hits.
    """
    number = 0
    for at, part in words.parts(text, PART):
        here: list[Hit] = []
        while number < len(hits) and hits[number][0] < at + len(part):
            here.append(hits[number])
            number += 1
        if here:
            yield at, text[at : max(at + len(part), here[-1][1])], here


def _unbroken(text: str, hits: Iterable[Hit]) -> str:
    """Return a text of the same length without line breaks inside the places of hits."""
    parts, at = [], 0
    for start, end, _ in hits:
        parts += [text[at:start], re.sub(r"\s", " ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _written(text: str, start: int, end: int, row: Row) -> str:
    """Return the right wording in the case, and with the line break, of what it replaces."""
    old, new = text[start:end], row.right
    if old.casefold() == new.casefold():  # only the case is to change, but for a sentence's first
        return new[:1].upper() + new[1:] if old[:1].isupper() and begins(text, start) else new
    if new.islower():
        new = new.upper() if shouted(text, start, end) else _cased(new, old)
    line_break = re.search(r"\s*\n\s*", old)
    return new.replace(" ", line_break.group(), 1) if line_break else new


def _cased(new: str, old: str) -> str:
    letters = re.findall(r"[^\W\d_]+", old)
    if sum(map(len, letters)) > SHORT and old.isupper():
        return new.upper()
    if len(letters) > 1 and all(part[0].isupper() for part in letters):
        return " ".join(part[:1].upper() + part[1:] for part in new.split(" "))
    return new[:1].upper() + new[1:] if letters and letters[0][0].isupper() else new


def _written_at(made: Sequence[Edit]) -> list[Span]:
    """Return where the new wordings of edits stand in the changed text."""
    return [(edit.start, edit.end) for edit in edits.invert(made)]


def _edit(text: str, start: int, end: int, new: str, row: Row, verdict: Verdict) -> Edit:
    reason = f"{row.place}: “{row.right}” for “{row.wrong}”"
    reason += f"; {verdict.why}" if verdict.why else ""
    safety = verdict.tier or "suggest"
    return Edit(start, end, text[start:end], new, STEP, PHRASE, 1.0, safety, reason)


def _agreeing(text: str, made: Iterable[Edit], protected: Places) -> Iterator[Edit]:
    """Widen edits over the a or an before them that they would leave wrong."""
    for edit in made:
        found = _ARTICLE.search(text, max(0, edit.start - 4), edit.start)
        if found and not protected.meet(found.start(), edit.start):
            yield _with_article(text, edit, found)
        else:
            yield edit


def _is_article(text: str, found: re.Match[str]) -> bool:
    """Tell whether a capital A is no letter, as in vitamin A."""
    return begins(text, found.start()) or shouted(text, *found.span(1))


def _with_article(text: str, edit: Edit, found: re.Match[str]) -> Edit:
    from healthtext.despin.agreement import article

    start, title = found.start(), found[1][0].isupper()
    loud = title and shouted(text, *found.span(1))
    wanted = article(edit.new.lower() if loud else edit.new)
    if found[1].lower() == wanted or (title and not _is_article(text, found)):
        return edit
    if title:
        wanted = wanted.upper() if loud else wanted.capitalize()
    return replace(
        edit, start=start, old=text[start : edit.end], new=f"{wanted} {edit.new}",
        reason=f"{edit.reason}; the article follows",
    )  # fmt: skip

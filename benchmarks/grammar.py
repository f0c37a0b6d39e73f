"""What the grammar policy keeps and drops, and what LanguageTool costs in time and memory.

python -m benchmarks.grammar --data FOLDER policy   JFLEG and held-out consumer health answers
python -m benchmarks.grammar --data FOLDER speed [MEMORY...]   such as 256m 384m 1g

JFLEG (CC BY-NC-SA) is read for measuring only. An edit is right when it brings the sentence
nearer to what one of the four annotators wrote; every suggestion on clean prose counts as false.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from healthtext import settings
from healthtext.grammar import load, matches, parts, policy, server, words
from healthtext.records import Edit
from training import corpus

if TYPE_CHECKING:
    from language_tool_python import Match

EVERY: dict[str, frozenset[str]] = {}  # ask for every rule
WORDS = 600
ARTICLES, ROUNDS = 8, 6
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_JOINED = (
    (r"\s+([.,;:!?%)\]}])", r"\1"), (r"([(\[{$])\s+", r"\1"), (r"``\s*|\s*''", '"'),
    (r"(?i)\s+(n't|'s|'m|'re|'ve|'ll|'d)\b", r"\1"), (r"\s+'(?=\s|$)", "'"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A learner's sentence and what four annotators made of it."""

    text: str
    references: tuple[str, ...]

    def mended_by(self, edit: Edit) -> bool:
        """Tell whether an edit brings the sentence nearer to one of the references."""
        before = _WORD.findall(self.text)
        after = _WORD.findall(self.text[: edit.start] + edit.new + self.text[edit.end :])
        return any(
            distance(after, words) < distance(before, words)
            for words in map(_WORD.findall, self.references)
        )


def jfleg(data: Path, part: str) -> Iterator[Sentence]:
    """Yield the sentences of `dev` or `test`, put together again from their tokens."""
    names = (f"{part}.src", *(f"{part}.ref{number}" for number in range(4)))
    rows = [(data / "jfleg" / part / name).read_text("utf-8").splitlines() for name in names]
    for source, *references in zip(*rows, strict=True):
        yield Sentence(joined(source), tuple(map(joined, references)))


def joined(tokens: str) -> str:
    """Take out the spaces that tokenising put in."""
    for pattern, new in _JOINED:
        tokens = re.sub(pattern, new, tokens)
    return tokens.strip()


def clean(data: Path) -> Iterator[str]:
    """Yield consumer health answers of held-out topics, one text a topic."""
    topics: dict[str, list[str]] = defaultdict(list)
    for topic, paragraph in corpus.consumer(data):
        if corpus.held_out(topic):
            topics[topic].append(paragraph)
    return map("\n\n".join, topics.values())


def distance(left: Sequence[str], right: Sequence[str]) -> int:
    """Return the edit distance in words."""
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(right, 1):
            change = before + (one != other)
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, change)
    return row[-1]


def first_suggestions(text: str, found: Sequence[tuple[int, Match]]) -> Iterator[Edit]:
    """Yield what LanguageTool proposes without policy and guards."""
    for at, match in found:
        span = matches.code_points(text, at + match.offset, match.error_length)
        if match.replacements and span:
            old = text[slice(*span)]
            yield Edit(*span, old, match.replacements[0], "grammar", match.category)


def ask(tool: server.Server, text: str) -> list[tuple[int, Match]]:
    """Return every match of a text with the offset of its part."""
    return [(at, match) for at, part in parts(text) for match in tool.check(part, "en-US")]


def meets(edit: Edit, others: Sequence[Edit]) -> bool:
    return any(edit.start <= other.end and other.start <= edit.end for other in others)


def policy_on_jfleg(tool: server.Server, data: Path, part: str) -> str:
    """Return which share of the right suggestions the policy loses, and each rule's precision."""
    right = lost = 0
    judged: Counter[tuple[str, str, bool]] = Counter()
    for sentence in jfleg(data, part):
        found = ask(tool, sentence.text)
        every = list(first_suggestions(sentence.text, found))
        kept = matches.edits(sentence.text, found, policy.load(), (), ())
        good = [edit for edit in every if sentence.mended_by(edit)]
        right += len(good)
        lost += sum(not meets(edit, kept) for edit in good)
        judged.update((edit.safety, edit.rule, sentence.mended_by(edit)) for edit in kept)
    lines = [f"JFLEG {part}: {lost} of {right} right suggestions lost ({lost / right:.1%})"]
    for safety, rule in sorted({key[:2] for key in judged}):
        yes, no = judged[safety, rule, True], judged[safety, rule, False]
        lines.append(
            f"  {safety:7} {rule:20} {yes:4} of {yes + no:4} right ({yes / (yes + no):.0%})"
        )
    return "\n".join(lines)


def policy_on_clean(tool: server.Server, data: Path) -> str:
    """Return which share of the alarms on clean prose is dropped."""
    words = every = kept = safe = 0
    for text in clean(data):
        found = ask(tool, text)
        edits = matches.edits(text, found, policy.load(), (), ())
        words += len(text.split())
        every += sum(1 for _ in first_suggestions(text, found))
        kept += len(edits)
        safe += sum(edit.safety == "safe" for edit in edits)
    return (
        f"clean prose, {words} words: {every} suggestions, {every - kept} dropped"
        f" ({1 - kept / every:.1%}), {safe} of the rest safe"
    )


def articles(data: Path) -> list[str]:
    """Return clean articles of 600 words."""
    words = [text.split(" ") for text in clean(data)]
    return [" ".join(text[:WORDS]) for text in words if len(text) > WORDS][:ARTICLES]


def speed(data: Path, memory: str) -> str:
    """Return milliseconds for an article, cold and warm, with the policy's rules and with all."""
    server.MEMORY = memory
    texts = articles(data)
    step = load(settings.Settings())
    with step:
        began = time.perf_counter()
        step.propose("One sentence is sent to see when the server is ready.")
        start = time.perf_counter() - began
        every = server.Server(EVERY, step._server.url)
        slow = [timed(lambda text: ask(every, text), texts) for _ in range(ROUNDS)]
        fast = [timed(step.propose, texts) for _ in range(ROUNDS)]
        peak = resident(step._server._watch_pid)
    first, best, best_all = fast[0], fastest(fast), fastest(slow)
    return (
        f"-Xmx{memory}: ready {start:.1f} s, an article of {WORDS} words {median(first):.0f} ms"
        f" at first, {best:.0f} ms warm ({best_all:.0f} ms with every rule), peak {peak} MB"
    )


def timed(check: object, texts: Sequence[str]) -> list[float]:
    """Return the milliseconds that each text takes."""
    assert callable(check)
    taken = []
    for text in texts:
        began = time.perf_counter()
        check(text)
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def fastest(rounds: Sequence[Sequence[float]]) -> float:
    """Return the median over texts of the fastest round: other work on the machine falls out."""
    best: list[float] = [min(times) for times in zip(*rounds, strict=True)]
    return median(best)


def resident(watcher: int) -> int:
    """Return the peak memory in MB of the server that a process watches over."""
    (java,) = Path(f"/proc/{watcher}/task/{watcher}/children").read_text().split()
    status = Path(f"/proc/{java}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) // 1024


def no_words(folder: Path) -> None:
    """Stand for words.overlay where LanguageTool's speller is to look at every word."""
    del folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the unpacked data sets")
    parser.add_argument("what", choices=("policy", "speed"))
    parser.add_argument("memory", nargs="*", default=[server.MEMORY])
    given = parser.parse_args()
    if given.what == "speed":
        for memory in given.memory:
            print(speed(given.data, memory), flush=True)
        return
    words.overlay = no_words  # LanguageTool as it comes
    with load(settings.Settings()) as step:
        step.propose("Start.")
        tool = server.Server(EVERY, step._server.url)
        print(policy_on_jfleg(tool, given.data, "dev"), flush=True)
        print(policy_on_jfleg(tool, given.data, "test"), flush=True)
        print(policy_on_clean(tool, given.data), flush=True)


if __name__ == "__main__":
    main()

"""Write training/terms/phrases.tsv: set phrases of clean health prose that no vocabulary has.

    python -m training.terms.phrases --data FOLDER

Noun phrases of two or three words, counted over topics, kept when their words attract each other
(normalised pointwise mutual information). Counts are facts; no sentence is kept. Lines that a
person finds wrong belong into phrases_rejected.txt.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from math import log
from pathlib import Path

from lemminflect import getAllLemmas

from healthtext import assets
from healthtext.terms import TermMatch, load
from training import corpus
from training.terms import sources

HERE = Path(__file__).parent
TABLE, REJECTED = HERE / "phrases.tsv", HERE / "phrases_rejected.txt"
MIN_COUNT, MIN_TOPICS, MIN_NPMI, KEEP, MAX_WORDS = 6, 2, 0.15, 3000, 3
FRAGMENT, KEYNESS = 0.6, 4
FUNCTION_WORDS = assets.function_words()

# What tagging would tell: verbs that could be nouns, and words that make no set phrase.
NOT_FIRST = frozenset(
    """additional adequate affect affected affects average becoming cause causes certain common
    control controls current decrease detailed different distinct drink ease effective entire
    essential exact excess excessive experience extreme fewer fight following general greater
    greatest important inadequate increase increased increasing initial kill kills large limited
    lists main major makes many million mild multiple new normal partial particular pass play plays
    possible primary produce produces pump pumps raise rare recent regular related repeated serious
    severe show significant similar single small specific stop sufficient supplies susceptible take
    taking thorough three treat trigger two types uses usual various vital wear young""".split()  # noqa: SIM905
)
NOT_LAST = frozenset(
    """attacks breaks case cases contract controls converts die drop drops encoding experience fall
    falls fight filter finds form forms increase increases influence inside likely makes males means
    needs part parts play plays produce releases result results rise rises role show shows spreads
    suspects think uses ways""".split()  # noqa: SIM905
)


def grams(paragraphs: Iterable[tuple[str, str]]) -> tuple[Counter[str], dict[str, set[str]]]:
    """Count words and runs of content words, and note the topics that each run occurs in."""
    counts: Counter[str] = Counter()
    topics: dict[str, set[str]] = defaultdict(set)
    for topic, paragraph in paragraphs:
        for run in _runs(paragraph.lower()):
            counts.update(run)
            for size in range(2, MAX_WORDS + 2):
                for at in range(len(run) - size + 1):
                    phrase = " ".join(run[at : at + size])
                    counts[phrase] += 1
                    topics[phrase].add(topic)
    return counts, topics


def fragments(counts: Counter[str]) -> set[str]:
    """Return phrases that mostly occur inside one longer phrase ('resonance imaging')."""
    return {
        part
        for phrase, count in counts.items()
        if count >= MIN_COUNT and phrase.count(" ") > 1
        for part in (phrase.partition(" ")[2], phrase.rpartition(" ")[0])
        if count > FRAGMENT * counts[part]
    }


def of_health(data: Path, counts: Counter[str]) -> set[str]:
    """Return words that health prose uses several times as often as general prose does."""
    general = Counter(w for _, text in corpus.general(data) for r in _runs(text.lower()) for w in r)
    words = {word: count for word, count in counts.items() if " " not in word}
    ratio = sum(words.values()) / sum(general.values())
    return {word for word, count in words.items() if count > KEYNESS * ratio * (general[word] + 1)}


def _runs(text: str) -> Iterator[list[str]]:
    """Yield stretches of content words; function words, digits and punctuation part them."""
    run: list[str] = []
    for token in re.findall(r"[a-z]+(?:-[a-z]+)*|\S", text):
        if token[0].isalpha() and token not in FUNCTION_WORDS:
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def npmi(phrase: str, counts: Counter[str], total: int) -> float:
    """Return how much the words of a phrase attract each other, weakest cut, in -1..1."""
    words = phrase.split()
    joint = counts[phrase] / total
    cuts = (
        counts[" ".join(words[:at])] * counts[" ".join(words[at:])] / total**2
        for at in range(1, len(words))
    )
    return min(log(joint / cut) for cut in cuts) / -log(joint)


@cache
def _classes(word: str) -> frozenset[str]:
    return frozenset(getAllLemmas(word.rpartition("-")[2]))


def is_noun_phrase(phrase: str) -> bool:
    """Tell whether the words could be adjectives and nouns that end in a noun."""
    *before, last = phrase.split()
    if before[0] in NOT_FIRST or last in NOT_LAST:
        return False
    return "NOUN" in _classes(last) and all(
        _classes(word) & {"NOUN", "ADJ"} and "ADV" not in _classes(word) for word in before
    )


def candidates(data: Path) -> list[str]:
    """Return table lines, the words that attract each other most first."""
    read = corpus.consumer(data)
    counts, topics = grams((topic, text) for topic, text in read if not corpus.held_out(topic))
    total = sum(count for phrase, count in counts.items() if " " not in phrase)
    answers = {focus for focus, _ in medquad_topics(data)}
    parts, health = fragments(counts), of_health(data, counts)
    known, rejected = load(), set(REJECTED.read_text("utf-8").splitlines())
    scored = (
        (npmi(phrase, counts, total), phrase)
        for phrase, seen in topics.items()
        if counts[phrase] >= MIN_COUNT and phrase.count(" ") < MAX_WORDS
        # Boilerplate stays inside one source.
        and min(len(seen & answers), len(seen - answers)) >= MIN_TOPICS
        and phrase not in parts and phrase not in rejected and not health.isdisjoint(phrase.split())
        and is_noun_phrase(phrase)
    )  # fmt: skip
    best = sorted((s, p) for s, p in scored if s >= MIN_NPMI and not _is_term(known.lookup(p)))
    return [f"{p}\t{counts[p]}\t{len(topics[p])}\t{s:.2f}" for s, p in reversed(best[-KEEP:])]


def _is_term(match: TermMatch | None) -> bool:
    """Tell whether a vocabulary has it; phrases of an earlier table do not count."""
    return match is not None and match.concepts[0].vocabulary != "PHRASE"


def medquad_topics(data: Path) -> Iterator[tuple[str, str]]:
    """Yield (topic, file) of every consumer-health answer."""
    for line in (data / "medquad" / "medquad_answers.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        yield record["focus"] or record["file"], record["file"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked archives")
    data = parser.parse_args().data
    sources.check(data)
    lines = candidates(data)
    TABLE.write_text("# phrase, count, topics, npmi\n" + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} phrases")


if __name__ == "__main__":
    main()

"""Time and memory of the whole pipeline on many articles, beside a plain spaCy pass.

python -m benchmarks.speed [ARTICLES] prints one JSON object; with 0 articles the last two ratios
alone. It is a process of its own, so that the peak of its memory is that of the pipeline. The peer,
a blank English pipeline with the rule for sentence ends, only tokenises: the ratio says what a
repair costs on top on this machine. The despin stage is set beside the bare pass of its network
over the same text, and all steps but grammar beside LanguageTool's check with every rule: in
processor time (of Java's threads those that compile are left out) and in turns, each text's
fastest round, so that other work on the machine falls out. All run with one thread, as LanguageTool
does and as workers of a batch do: processor time of several is no time that anybody waits.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, cycle, islice, product
from pathlib import Path
from typing import Any

import psutil

import healthtext
from benchmarks.annotate import bare
from benchmarks.grammar import EVERY, WORDS, ask
from healthtext import grammar
from healthtext import words as wordings
from healthtext.grammar.server import Server
from healthtext.read import from_text
from healthtext.records import Article, Report
from healthtext.settings import Settings

ROUNDS, WARM = 5, 4
PASSAGE = 1_100  # characters, some 180 words
CORPUS = Path(__file__).parents[1] / "corpora" / "spun_health" / "spun"


def main() -> None:
    if os.environ.get("OMP_NUM_THREADS") != "1":  # it is read when NumPy and the networks load
        again = [sys.executable, "-m", "benchmarks.speed", *sys.argv[1:]]
        os.execve(sys.executable, again, {**os.environ, "OMP_NUM_THREADS": "1"})
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    figures = whole(count) if count else {}
    figures["passes"] = passes()
    figures["LanguageTool = 1"] = beside_language_tool()
    print(json.dumps(figures))


def whole(count: int) -> dict[str, Any]:
    """Return time and memory of the pipeline on so many articles."""
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    articles = [from_text(text) for text in islice(cycle(texts), count)]
    peer = _peer(articles)
    started = time.perf_counter()
    with healthtext.load(Settings()) as pipeline:
        pipeline.load()
        loaded = time.perf_counter()
        reports = [pipeline.run(article) for article in articles]
        seconds = time.perf_counter() - loaded
    failed = [str(result) for result in reports if not isinstance(result, Report)]
    if failed:
        sys.exit(failed[0])
    return {
        "articles": count,
        "words": sum(len(article.text.split()) for article in articles),
        "load seconds": loaded - started,
        "seconds": seconds,
        "peer seconds": peer,
        "peak MB": _peak(resource.RUSAGE_SELF),
        "server peak MB": _peak(resource.RUSAGE_CHILDREN),
    }


def passes() -> dict[str, float]:
    """Return how many bare passes of its network the despin stage takes, texts met before."""
    from healthtext import despin

    despinner = despin.load(Settings())
    for text in chain.from_iterable(_texts().values()):
        despinner.propose(text)
    return {
        name: ratio(despinner.propose, bare, texts, time.process_time)
        for name, texts in _texts().items()
    }


def beside_language_tool() -> float | str:
    """Return the time of all steps but grammar where LanguageTool's check is 1, or why not."""
    settings = Settings()
    texts = [" ".join(text.split(" ")[:WORDS]) for text in _texts()["spun articles"]]
    with grammar.load(settings) as step:
        step.propose("One sentence is sent to see when the server is ready.")
        if step.status.startswith("off"):
            return step.status
        every = Server(EVERY, step._server.url)
        java = psutil.Process(step._server._watch_pid).children()[0].pid
        for _, text in product(range(WARM), texts):
            ask(every, text)
        with healthtext.load(replace(settings, skip=settings.skip | {"grammar"})) as rest:
            return ratio(
                lambda text: rest.run(from_text(text)), lambda text: ask(every, text), texts,
                lambda: spent_by(java),
            )  # fmt: skip


def ratio(
    ours: Callable[[str], object], peer: Callable[[str], object], texts: Sequence[str],
    clock: Callable[[], float],
) -> float:  # fmt: skip
    """Return our processor time for the texts as a multiple of the peer's, read from its clock."""
    rounds = [
        [(spent(ours, text, time.process_time), spent(peer, text, clock)) for text in texts]
        for _ in range(ROUNDS)
    ]
    best = [
        [min(times) for times in zip(*pairs, strict=True)] for pairs in zip(*rounds, strict=True)
    ]
    mine, theirs = map(sum, zip(*best, strict=True))
    return float(mine / theirs)


def spent(work: Callable[[str], object], text: str, clock: Callable[[], float]) -> float:
    started = clock()
    work(text)
    return clock() - started


def spent_by(java: int) -> float:
    """Return the processor seconds of a Java process but for its compiler (Linux only)."""
    total = 0
    for task in Path(f"/proc/{java}/task").iterdir():
        if not (task / "comm").read_text().startswith(("C1 ", "C2 ")):
            total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def _texts() -> dict[str, list[str]]:
    spun, clean = (
        [path.read_text("utf-8") for path in sorted((CORPUS.parent / kind).glob("*.txt"))[::2]]
        for kind in ("spun", "clean")
    )
    short = [next(wordings.parts(text, PASSAGE))[1] for text in spun]
    return {"spun articles": spun, "spun passages": short, "clean articles": clean}


def _peak(who: int) -> float:
    """Return the largest memory of this process, or of the largest one it has ended."""
    return resource.getrusage(who).ru_maxrss / 1024


def _peer(articles: list[Article]) -> float:
    """Time the peer, once it is warm."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp(articles[0].text)
    started = time.perf_counter()
    for article in articles:
        nlp(article.text)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()

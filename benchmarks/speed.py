"""Time and memory of the whole pipeline on many articles, beside a plain spaCy pass.

python -m benchmarks.speed [ARTICLES] prints one JSON object. It is a process of its own, so that
the peak of its memory is that of the pipeline. The peer, a blank English pipeline with the rule
for sentence ends, only tokenises: the ratio says what a repair costs on top on this machine.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import cycle, islice
from pathlib import Path

import healthtext
from healthtext.read import from_text
from healthtext.records import Article, Report
from healthtext.settings import Settings

CORPUS = Path(__file__).parents[1] / "corpora" / "spun_health" / "spun"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
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
    figures = {
        "articles": count,
        "words": sum(len(article.text.split()) for article in articles),
        "load seconds": loaded - started,
        "seconds": seconds,
        "peer seconds": peer,
        "peak MB": _peak(resource.RUSAGE_SELF),
        "server peak MB": _peak(resource.RUSAGE_CHILDREN),
    }
    print(json.dumps(figures))


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

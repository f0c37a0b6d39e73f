"""Europe PMC's search service, asked only where a person said so.

Its answers are articles with abstracts, which are listed as those of a user's own evidence are.
Format: https://europepmc.org/RestfulWebService (search, resultType=core, format=json).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from healthtext.evidence.asked.asking import asked
from healthtext.evidence.language.sides import Side
from healthtext.fetch import Failed, Fetcher, Page
from healthtext.library import articles, plain, records
from healthtext.library.records import Record
from healthtext.records import Claim, Study
from healthtext.settings import Settings

SERVICE = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
ARTICLES = 25  # of one answer
LARGEST = 5_000_000  # bytes of one answer
KEPT = 7 * 86_400.0  # seconds that an answer is kept
TRIES, BACK_OFF = 3, 2.0  # attempts at a request; seconds before the second, twice that after it
LONGEST = 60.0  # seconds that are waited when the service asks for it
PAUSE = 300.0  # seconds that a service which did not answer is left alone
WORDS = 6  # of each side that are asked for


class EuropePMC:
    """The service with a cache in a folder. Use one in one thread; `close` it at the end."""

    def __init__(
        self, settings: Settings, *, cache: Path | None = None,
        service: str = SERVICE, wait: Callable[[float], object] = time.sleep,
    ) -> None:  # fmt: skip
        self._fetcher = Fetcher(settings)
        self._cache, self._service, self._wait = cache or _cache(), service, wait
        self._failed, self._again = "", 0.0
        self._gone: set[str] = set()

    def close(self) -> None:
        """Close the connections."""
        self._fetcher.__exit__()

    @property
    def name(self) -> str:
        """What was looked at, for a verdict: also that it could not be."""
        return f"Europe PMC (online; {self._failed})" if self._failed else "Europe PMC (online)"

    @property
    def status(self) -> str:
        """`failed: …` once the service did not answer as it should, otherwise its address."""
        return f"failed: {self._failed}" if self._failed else self._service

    def studies(self, claim: Claim) -> tuple[Study, ...]:
        """Return what articles found by the service say of a claim; nothing when it fails."""
        question = asked(claim)
        if question is None:
            return ()
        found = self.search(query(question.subject, question.object))
        self._gone.update(id_ for one in found if one.retracted for id_ in one.ids)
        return articles.listed(claim, question, found)

    def retracts(self, identifier: str) -> bool:
        """Tell whether an article that was found so far is this one, and retracted."""
        return not self._gone.isdisjoint(records.kept(identifier))

    def search(self, words: str) -> tuple[Record, ...]:
        """Return the articles that the service finds for a query in its syntax."""
        asked_for = {"query": words, "resultType": "core", "format": "json",
                     "pageSize": str(ARTICLES)}  # fmt: skip
        url = f"{self._service}?{urlencode(asked_for)}"
        kept = self._cache / f"{hashlib.sha256(url.encode()).hexdigest()}.json"
        found = _kept(kept)
        return self._asked(url, kept) if found is None else found

    def _asked(self, url: str, kept: Path) -> tuple[Record, ...]:
        if time.monotonic() < self._again:
            return ()
        problem = ""
        for attempt in range(TRIES):
            answer = self._fetcher.get(url, limit=LARGEST, robots=False)
            found = read(answer.body) if isinstance(answer, Page) else None
            if isinstance(answer, Page) and found is not None:
                self._failed = ""
                _keep(kept, answer.body)
                return found
            problem = (
                answer.problem if isinstance(answer, Failed) else "gives an answer that is none"
            )
            wait = answer.retry_after if isinstance(answer, Failed) else 0.0
            last = isinstance(answer, Failed) and not answer.temporary
            if last or wait > LONGEST or attempt == TRIES - 1:
                break
            self._wait(max(wait + 0.1, BACK_OFF * 2**attempt))
        self._failed, self._again = f"not reached: it {problem}", time.monotonic() + PAUSE
        return ()


def query(subject: Side, object_: Side) -> str:
    """Ask for articles with a word of each side, in title or abstract."""
    sides = (" OR ".join(f'TITLE_ABS:"{word}"' for word in one.words[:WORDS])
             for one in (subject, object_))  # fmt: skip
    return " AND ".join(f"({side})" for side in sides) + " AND HAS_ABSTRACT:y"


def read(body: bytes) -> tuple[Record, ...] | None:
    """Read an answer; None when it is none in the service's format."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    results = answer.get("resultList") if isinstance(answer, dict) else None
    found = results.get("result") if isinstance(results, dict) else None
    if not isinstance(found, list):
        return None
    return tuple(_record(one) for one in found[:ARTICLES] if isinstance(one, dict))


def _record(found: Mapping[str, Any]) -> Record:
    types = _strings(found, "pubTypeList", "pubType")
    corrections = _list(found, "commentCorrectionList", "commentCorrection")
    notes = (str(one.get("type", "")) for one in corrections if isinstance(one, dict))
    title = _plain(found.get("title"))
    retracted = any(re.fullmatch(r"retraction\s?in", note, re.I) for note in notes)
    return Record(
        records.ids(pmid=str(found.get("pmid", "")), doi=str(found.get("doi", "")),
                    pmc=str(found.get("pmcid", "")), other=str(found.get("id", ""))),
        title, records.sentences(_plain(found.get("abstractText"))),
        records.year(str(found.get("pubYear", ""))), records.kind(types), "",
        retracted or "retracted publication" in (one.lower() for one in types)
        or records.is_retracted(title),
    )  # fmt: skip


def _list(found: Mapping[str, Any], outer: str, inner: str) -> list[Any]:
    held = found.get(outer)
    values = held.get(inner) if isinstance(held, dict) else None
    return values if isinstance(values, list) else []


def _strings(found: Mapping[str, Any], outer: str, inner: str) -> list[str]:
    return [one for one in _list(found, outer, inner) if isinstance(one, str)]


def _plain(value: object) -> str:
    return plain.of_html(value) if isinstance(value, str) else ""


def _kept(kept: Path) -> tuple[Record, ...] | None:
    """Return an answer that was kept; None when there is none, or none that is fresh and whole."""
    try:
        is_fresh = time.time() - kept.stat().st_mtime < KEPT
        return read(kept.read_bytes()) if is_fresh else None
    except OSError:
        return None


def _keep(kept: Path, body: bytes) -> None:
    """Keep an answer; it appears whole or not at all, and is not kept where there is no room."""
    beside = kept.with_suffix(f".{os.getpid()}.new")  # two programs may keep the same answer
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(body)
        beside.replace(kept)
    except OSError:
        with suppress(OSError):
            beside.unlink()


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("healthtext") / "europepmc"

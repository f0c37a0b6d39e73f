"""Europe PMC: a server on loopback that answers in its format, and in every wrong way."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from healthtext import evidence
from healthtext.evidence.store import EvidenceStore
from healthtext.fetch import Fetcher
from healthtext.library import online, places
from healthtext.library.online import EuropePMC
from healthtext.pipeline import Pipeline
from healthtext.records import Article, Report, Source
from healthtext.settings import Settings
from tests.fetch.site import Site, closed_port, running
from tests.library.test_articles import claim

NEAR = Settings(allow_private=True, delay=0.001, timeout=1.0)
RESULT: dict[str, Any] = {
    "id": "30000001", "source": "MED", "pmid": "30000001", "doi": "10.1000/g",
    "title": "Ginger against nausea.", "pubYear": "2018",
    "abstractText": "<h4>Results</h4>Ginger reduced nausea. Nobody was harmed.",
    "pubTypeList": {"pubType": ["Randomized Controlled Trial", "Journal Article"]},
}  # fmt: skip


def answer(*results: object) -> bytes:
    held = {"version": "6.9", "hitCount": len(results), "resultList": {"result": results}}
    return json.dumps(held).encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as found:
        yield found


Ask = Callable[..., EuropePMC]


@pytest.fixture
def ask(site: Site, tmp_path: Path) -> Iterator[Ask]:
    opened: list[EuropePMC] = []

    def service(waits: list[float] | None = None, url: str = "") -> EuropePMC:
        wait = [] if waits is None else waits
        made = EuropePMC(NEAR, cache=tmp_path / "cache", service=url or f"{site.url}/search",
                         wait=wait.append)  # fmt: skip
        opened.append(made)
        return made

    yield service
    for one in opened:
        one.close()


class Always(dict[str, Any]):
    """The same answers to every path, one after the other, the last one for ever."""

    def __init__(self, *answers: Callable[[Any], None]) -> None:
        super().__init__()
        self.left = list(answers)

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ARG002
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]


def page(body: bytes, status: int = 200, **headers: str) -> Callable[[Any], None]:
    return lambda handler: handler.answer(status, body, **headers)


def test_articles_are_read_listed_and_named(site: Site, ask: Ask) -> None:
    gone = RESULT | {"pmid": "30000002", "doi": "", "pubTypeList": {
        "pubType": ["Retracted Publication"]}}  # fmt: skip
    site.answers = Always(page(answer(RESULT, gone, {"id": "x"}, "nonsense")))
    service = ask()
    first, second = service.studies(claim())
    assert first.evidence.identifier == "PMID:30000001"
    assert first.evidence.sentence == "Ginger reduced nausea."
    assert (first.evidence.study, first.evidence.year) == ("randomised trial", 2018)
    assert (first.evidence.retracted, second.evidence.retracted) == (False, True)
    assert site.headers[0]["User-Agent"].startswith("healthtext/")
    (asked,) = site.asked
    assert all(part in asked for part in ("resultType=core", "format=json", "pageSize=25"))
    assert "ginger" in asked
    with EvidenceStore.empty() as base:
        (found,) = evidence.check([claim()], base=base, more=[service])
    assert found.verdict is not None
    assert found.verdict.looked_up.endswith("and Europe PMC (online).")


@pytest.mark.parametrize(
    ("about", "retracted"),
    [
        ({"commentCorrectionList": {"commentCorrection": [{"type": "Retraction in"}]}}, True),
        ({"commentCorrectionList": {"commentCorrection": [{"type": "Erratum in"}]}}, False),
        ({"title": "RETRACTED: Ginger against nausea."}, True),
    ],
)
def test_a_retraction_is_told_in_three_ways(
    site: Site, ask: Ask, about: dict[str, Any], retracted: bool
) -> None:
    site.answers = Always(page(answer(RESULT | about)))
    (only,) = ask().studies(claim())
    assert only.evidence.retracted is retracted


def test_answers_are_kept(site: Site, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers = Always(page(answer(RESULT)))
    assert ask().search("ginger") == ask().search("ginger") != ()
    assert len(site.asked) == 1
    monkeypatch.setattr(online, "KEPT", -1.0)
    ask().search("ginger")
    assert len(site.asked) == 2


def test_trouble_that_passes_is_waited_for(site: Site, ask: Ask) -> None:
    waits: list[float] = []
    site.answers = Always(page(b"", 500), page(b"", 503), page(answer(RESULT)))
    assert len(ask(waits).search("ginger")) == 1
    assert waits == [2.0, 4.0]


def test_retry_after_is_honoured(
    site: Site, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(online, "BACK_OFF", 0.1)
    site.answers = Always(page(b"", 429, Retry_After="1"), page(answer(RESULT)))
    with closing(EuropePMC(NEAR, cache=tmp_path, service=f"{site.url}/s")) as real:
        assert len(real.search("ginger")) == 1
    assert site.times[1] - site.times[0] >= 1
    service = ask(waits)
    site.answers = Always(page(b"", 429, Retry_After="7200"))
    waits.clear()
    assert service.search("mint") == ()
    assert waits == []  # so long nobody waits


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<html><body>Maintenance</body></html>", 200), (answer(RESULT)[:-40], 200),
        (b"[]", 200), (b'{"resultList": 3}', 200), (b"[" * 100_000, 200), (b"", 404),
        (b" " * 6_000_000, 200), (b"", 500), (b"\xff\xfe", 200),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told_and_not_kept(
    site: Site, ask: Ask, body: bytes, status: int
) -> None:
    site.answers = Always(page(body, status))
    service = ask()
    assert service.studies(claim()) == ()
    assert service.status.startswith("failed: not reached: it ")
    assert "not reached" in service.name
    before = len(site.asked)
    assert before <= online.TRIES
    assert service.search("other") == ()
    assert len(site.asked) == before  # it is left alone for a while
    assert ask().search("ginger") == ()


def test_an_answer_that_is_none_is_told_in_a_sentence(site: Site, ask: Ask) -> None:
    site.answers = Always(page(b"<html></html>"))
    service = ask()
    service.search("ginger")
    assert service.name == "Europe PMC (online; not reached: it gives an answer that is none)"


def test_where_nothing_can_be_kept_answers_serve_all_the_same(
    site: Site, ask: Ask, tmp_path: Path
) -> None:
    site.answers = Always(page(answer(RESULT)))
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert len(ask().search("ginger")) == len(ask().search("ginger")) == 1
    assert len(site.asked) == 2


def test_signs_and_raised_digits_of_an_abstract(site: Site, ask: Ask) -> None:
    text = "p<0.05, n>30: ginger &lt; 5&#xa0;mg and 10<sup>3</sup> cells"
    site.answers = Always(page(answer(RESULT | {"abstractText": text})))
    (found,) = ask().search("ginger")
    assert found.sentences == ("p<0.05, n>30: ginger < 5 mg and 10³ cells",)


def test_a_slow_or_absent_service_costs_bounded_time(site: Site, ask: Ask) -> None:
    site.answers = Always(lambda _: time.sleep(3))
    slow = ask()
    assert slow.search("ginger") == ()
    absent = ask(url=f"http://127.0.0.1:{closed_port()}/search")
    assert absent.search("ginger") == ()
    assert "cannot be reached" in absent.status


def test_nothing_is_asked_without_the_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the service was asked")

    monkeypatch.setattr(Fetcher, "get", refuse)
    monkeypatch.setattr(places, "EuropePMC", refuse)
    skip = frozenset(("clean", "user", "despin", "grammar"))
    with Pipeline(Settings(skip=skip)) as pipeline:
        report = pipeline.run(Article("a", "Ginger relieves nausea.", Source("a")))
    assert isinstance(report, Report)
    assert "online" not in report.versions
    with pytest.raises(pytest.fail.Exception), Pipeline(Settings(skip=skip, online=True)) as other:
        _ = other.places

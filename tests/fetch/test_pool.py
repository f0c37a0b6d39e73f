"""Several hosts at a time, each in its own turn, and the results in order."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from dataclasses import replace

from healthtext.fetch import Failed, Page, Pool
from healthtext.fetch.pool import AHEAD, THREADS, _host
from tests.fetch.conftest import NEAR
from tests.fetch.site import Handler, Site, running


def test_hosts_are_fetched_side_by_side_and_in_order() -> None:
    met = threading.Barrier(3, timeout=10)

    def together(handler: Handler) -> None:
        met.wait()
        handler.answer(200, handler.path.encode())

    with ExitStack() as stack:
        sites: dict[int, Site] = {}
        while len(sites) < 3:  # of three different threads
            site = stack.enter_context(running())
            sites.setdefault(hash_of(site), site)
        for site in sites.values():
            for path in ("/1", "/2"):
                site.answers[path] = together
        urls = [f"{site.url}{path}" for path in ("/1", "/2") for site in sites.values()]
        with Pool(NEAR) as pool:
            found = list(pool.ahead(["", *urls], lambda url: url))
    assert found[0] == ("", None)
    assert [url for url, _ in found[1:]] == urls
    assert all(isinstance(result, Page) and result.url == url for url, result in found[1:])


def hash_of(site: Site) -> int:
    import zlib

    return zlib.crc32(_host(site.url)) % THREADS


def test_one_host_keeps_its_rate(site: Site) -> None:
    urls = [site.page(f"/{n}", "x") for n in range(4)]
    with Pool(replace(NEAR, delay=0.1)) as pool:
        assert all(isinstance(result, Page) for _, result in pool.ahead(urls, str))
        assert isinstance(pool.get(urls[0]), Page)
    gaps = [after - before for before, after in zip(site.times, site.times[1:], strict=False)]
    assert min(gaps) >= 0.1


def test_not_much_is_fetched_that_nobody_asks_for(site: Site) -> None:
    urls = [site.page(f"/{n}", "x") for n in range(100)]
    taken: list[str] = []

    def watched() -> object:
        for url in urls:
            taken.append(url)
            yield url

    with Pool(replace(NEAR, delay=30.0)) as pool:
        began = time.monotonic()
        ahead = pool.ahead(watched(), str)  # type: ignore[arg-type, var-annotated]
        assert isinstance(pool.get("nonsense"), Failed)
        del ahead
    assert time.monotonic() - began < 5
    with Pool(NEAR) as pool:
        next(pool.ahead(watched(), str))  # type: ignore[arg-type, var-annotated]
    assert len(taken) <= AHEAD + 1

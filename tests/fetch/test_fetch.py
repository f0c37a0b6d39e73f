"""Fetching from a real server: polite, limited, guarded, and one result for whatever happens."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from dataclasses import replace
from email.utils import formatdate

import pytest

from healthtext.fetch import Blocked, Failed, Fetcher, Page, Unchanged
from healthtext.fetch.client import Stopped
from healthtext.fetch.network import is_public
from healthtext.fetch.results import seconds
from healthtext.settings import Settings
from tests.fetch.conftest import NEAR
from tests.fetch.site import Site, article_page, closed_port


def failed(result: object) -> Failed:
    assert isinstance(result, Failed), result
    assert result.problem and result.remedy
    return result


# What goes well


def test_a_page_is_fetched_with_an_honest_name(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", "<p>é", Content_Type="text/html; charset=ISO-8859-1", ETag='"1"')
    page = fetcher.get(url)
    assert isinstance(page, Page)
    assert (page.url, page.body, page.charset, page.etag) == (
        url,
        "<p>é".encode(),
        "ISO-8859-1",
        '"1"',
    )
    assert site.headers[-1]["User-Agent"].startswith("healthtext/")
    with Fetcher(replace(NEAR, contact="editor@site.org\r\nX: y")) as named:
        named.get(url)
    assert "editor@site.orgX: y" in site.headers[-1]["User-Agent"]


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(b"text " * 100, mtime=0)),
        ("deflate", zlib.compress(b"text " * 100)),
        ("deflate", zlib.compress(b"text " * 100, wbits=-15)),
    ],
    ids=["gzip", "deflate", "raw deflate"],
)
def test_packed_pages_are_unpacked(site: Site, fetcher: Fetcher, coding: str, data: bytes) -> None:
    page = fetcher.get(site.page("/a", data, Content_Encoding=coding))
    assert isinstance(page, Page) and page.body == b"text " * 100


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    date = formatdate(0, usegmt=True)
    url = site.page("/a", "x", ETag='"v1"', Last_Modified=date, Cache_Control="max-age=90")
    page = fetcher.get(url)
    assert isinstance(page, Page) and (page.etag, page.modified, page.max_age) == ('"v1"', date, 90)
    site.page("/a", b"", 304)
    assert fetcher.get(url, etag=page.etag, modified=page.modified) == Unchanged(url)
    assert site.headers[-1]["If-None-Match"] == '"v1"'
    assert site.headers[-1]["If-Modified-Since"] == date


def test_redirects_are_followed_and_the_last_address_is_told(site: Site, fetcher: Fetcher) -> None:
    site.page("/b%20c", "here")
    page = fetcher.get(site.redirect("/a", "b%20c#part"))
    assert isinstance(page, Page) and page.url == f"{site.url}/b%20c"


# Politeness


def test_robots_are_asked_once_and_obeyed(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private/*.html\n")
    assert isinstance(fetcher.get(site.page("/open", "x")), Page)
    assert failed(fetcher.get(site.page("/private/a.html", "x"))).code == "robots"
    assert failed(fetcher.get(site.redirect("/away", "/private/a.html"))).code == "robots"
    assert site.asked == ["/robots.txt", "/open", "/away"]


def test_robots_may_name_this_program(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow:\n\nUser-agent: healthtext\nDisallow: /\n")
    assert failed(fetcher.get(site.page("/a", "x"))).code == "robots"


def test_robots_that_cannot_be_had_close_the_site(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "busy", 500)
    result = failed(fetcher.get(site.page("/a", "x")))
    assert (result.code, result.temporary) == ("robots-unreachable", True)
    assert site.asked == ["/robots.txt"]


def test_the_rate_of_a_host_and_the_delay_its_robots_ask_for(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n")
    site.page("/a", "x")
    with Fetcher(replace(NEAR, delay=0.1)) as fetcher:
        fetcher.get(f"{site.url}/a")
        fetcher.get(f"{site.url}/a")
    first, second, third = site.times
    assert second - first >= 0.1 and third - second >= 0.3


def test_a_wait_can_be_stopped(site: Site) -> None:
    stop = threading.Event()
    with Fetcher(replace(NEAR, delay=30.0), stop) as fetcher:
        threading.Timer(0.1, stop.set).start()
        with pytest.raises(Stopped):
            fetcher.get(site.page("/a", "x"))


def test_a_host_that_asks_for_rest_gets_it(site: Site, fetcher: Fetcher) -> None:
    first = failed(fetcher.get(site.page("/a", "slow down", 429, Retry_After="120")))
    assert (first.code, first.retry_after, first.temporary) == ("rate-limited", 120, True)
    second = failed(fetcher.get(site.page("/b", "x")))
    assert second.code == "rate-limited" and 100 < second.retry_after <= 120
    assert "/b" not in site.asked


def test_retry_after_is_seconds_or_a_date() -> None:
    assert seconds("120") == 120
    assert 50 < seconds(formatdate(time.time() + 60, usegmt=True)) <= 61
    assert seconds("soon") == seconds("") == seconds("-5") == 0
    assert seconds("9" * 400) == seconds(formatdate(4e9, usegmt=True)) == 7 * 86_400


# Blocked


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (403, "no", {}),
        (503, "<title>Just a moment...</title>", {}),
        (429, "<div class='g-recaptcha'>", {"Retry_After": "5"}),
        (200, "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>", {}),
        (405, "x", {"x_amzn_waf_action": "captcha"}),
        (200, "x", {"cf_mitigated": "challenge"}),
    ],
)
def test_a_site_that_keeps_programs_out_is_blocked(
    site: Site, fetcher: Fetcher, status: int, body: str, headers: dict[str, str]
) -> None:
    result = fetcher.get(site.page("/a", body, status, **headers))
    assert isinstance(result, Blocked) and result.code == "blocked"
    assert not result.temporary


def test_an_article_about_captchas_is_not_blocked(site: Site, fetcher: Fetcher) -> None:
    head = "<title>Just a moment... of rest</title><script src='/g-recaptcha.js'></script>"
    page = article_page("Why g-recaptcha and px-captcha tire the eyes. " * 20, head)
    assert isinstance(fetcher.get(site.page("/a", page)), Page)


# Guards


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433"])
def test_private_addresses_are_refused_unless_allowed(site: Site, name: str) -> None:
    with Fetcher(Settings(delay=0.001)) as fetcher:
        result = failed(fetcher.get(f"http://{name}:{site.port}/a"))
    assert result.code == "private" and "--allow-private" in result.remedy
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.0.0.1", False), ("172.31.255.1", False), ("192.168.1.1", False), ("0.0.0.0", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False),
        ("::", False), ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b::5db8:d822", True), ("2002:7f00:1::", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_name_server_that_changes_its_mind_gains_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["93.184.215.14", "127.0.0.1"])
    connected: list[str] = []

    def resolve(_: str, port: int, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers, "127.0.0.1"), port))]

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address[0])
        raise OSError("no way there")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with Fetcher(Settings(delay=0.001)) as fetcher:
        first = failed(fetcher.get(f"http://rebinding.test:{site.port}/a"))
        second = failed(fetcher.get(f"http://rebinding.test:{site.port}/b"))
    assert connected == ["93.184.215.14"]
    assert first.code == "connect" and second.code in ("connect", "private")


def test_a_name_with_one_private_address_among_others_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))
        for address in ("93.184.215.14", "192.168.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with Fetcher(Settings(delay=0.001)) as fetcher:
        assert failed(fetcher.get("http://both.test/")).code == "private"


def test_a_redirect_to_a_private_address_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from healthtext.fetch import network

    inner = "127.0.0.2"
    monkeypatch.setattr(network, "is_public", lambda address: address != inner)
    with Fetcher(Settings(delay=0.001)) as strict:
        result = failed(strict.get(site.redirect("/a", f"http://{inner}:{site.port}/secret")))
    assert result.code == "private" and inner in result.problem
    assert "/secret" not in site.asked


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.org/", "http://", "http://u:p@a.org/", "http://a.org:x/",
            "http://a\n.org/", "gopher://127.0.0.1/", "http://[::1"]
)  # fmt: skip
def test_only_plain_web_addresses_are_fetched(site: Site, fetcher: Fetcher, url: str) -> None:
    assert failed(fetcher.get(url)).code == "address"
    assert failed(fetcher.get(site.redirect("/a", url))).code in ("address", "redirects", "cut-off")


# Bad servers


def test_redirects_in_a_circle_end(site: Site, fetcher: Fetcher) -> None:
    site.redirect("/b", "/a")
    assert failed(fetcher.get(site.redirect("/a", "/b"))).code == "redirects"
    for number in range(9):
        site.redirect(f"/{number}", f"/{number + 1}")
    result = failed(fetcher.get(f"{site.url}/0"))
    assert result.code == "redirects" and "5 times" in result.problem


@pytest.mark.parametrize(("status", "code"), [(500, "http-5xx"), (404, "gone"), (410, "gone"),
                                              (401, "login"), (418, "http-418")])  # fmt: skip
def test_error_answers_have_names(site: Site, fetcher: Fetcher, status: int, code: str) -> None:
    assert failed(fetcher.get(site.page("/a", "oh", status))).code == code


def test_a_server_that_drips_has_an_end(site: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\n"
    with Fetcher(replace(NEAR, timeout=0.4)) as fetcher:
        for path, pieces in {
            "/header": [head, *[b"X: y\r\n"] * 30],
            "/body": [head + b"Content-Length: 30\r\n\r\n", *[b"x"] * 30],
            "/silent": [b"", b"", b"", b"", b"", b""],
        }.items():
            began = time.monotonic()
            result = failed(fetcher.get(site.raw(path, *pieces, pause=0.15)))
            assert (result.code, result.temporary) == ("timeout", True)
            assert time.monotonic() - began < 3


@pytest.mark.parametrize("coding", ["", "gzip", "deflate"])
def test_no_more_than_the_limit_is_held(site: Site, fetcher: Fetcher, coding: str) -> None:
    plain, pack = bytes(100_000_000 if coding else 2_000_000), {"gzip": 31, "deflate": 15}
    packed = zlib.compress(plain, 1, pack[coding]) if coding else plain
    del plain
    headers = {"Content_Encoding": coding} if coding else {}
    url = site.page("/bomb", packed, **headers)
    tracemalloc.start()
    result = failed(fetcher.get(url, limit=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert result.code == "too-large"
    assert peak < 12_000_000


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 5\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nzz",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 300_000 + b"\r\n\r\n",
        b"not http at all\r\n\r\n",
        b"",
    ],
)
def test_broken_answers_are_failures(site: Site, fetcher: Fetcher, answer: bytes) -> None:
    assert failed(fetcher.get(site.raw("/a", answer))).code == "cut-off"


def test_nobody_there(fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    assert failed(fetcher.get(f"http://127.0.0.1:{closed_port()}/")).code == "connect"

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert failed(fetcher.get("http://nowhere.test/")).code == "dns"


def test_a_certificate_that_is_none_is_told(site: Site, fetcher: Fetcher) -> None:
    result = failed(fetcher.get(f"https://127.0.0.1:{site.port}/"))
    assert result.code in ("tls", "cut-off", "connect")


def test_cookies_do_not_outlive_a_request(site: Site, fetcher: Fetcher) -> None:
    site.page("/a", "x", Set_Cookie="id=1")
    fetcher.get(f"{site.url}/a")
    fetcher.get(f"{site.url}/a")
    assert "Cookie" not in site.headers[-1]

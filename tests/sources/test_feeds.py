"""Feeds in every state: what is in them is found, what is wrong with them is said."""

from __future__ import annotations

import gzip
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from healthtext.errors import InputError
from healthtext.records import Article, Failure
from healthtext.settings import Settings
from healthtext.sources import feeds, fragment
from healthtext.sources import open as articles
from tests.fetch.site import PROSE, Site, article_page

NEAR = Settings(allow_private=True, delay=0.001, timeout=5.0)
URL = "https://site.org/feed.xml"
FULL = PROSE * 10


def rss(*items: str, head: str = "") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>News</title>{head}{inner}</channel></rss>'


def entry(number: int | str, text: str = FULL) -> str:
    return (
        f"<guid>g{number}</guid><link>https://site.org/{number}</link><title>Item {number}</title>"
        f"<pubDate>Mon, 02 Nov 2026 10:00:00 +0100</pubDate>"
        f"<description>{number} {text}</description>"
    )


def parse(text: str | bytes, charset: str = "") -> feeds.Feed:
    return feeds.parse(text.encode() if isinstance(text, str) else text, URL, charset=charset)


def refusal(data: bytes | str) -> InputError:
    with pytest.raises(InputError) as caught:
        parse(data)
    assert caught.value.remedy
    return caught.value


def read(source: object, settings: Settings = NEAR) -> list[Article | Failure]:
    return list(articles(str(source), settings))


def codes(items: list[Article | Failure]) -> list[str]:
    return [item.code if isinstance(item, Failure) else "" for item in items]


# The three formats


def test_rss() -> None:
    feed = parse(rss(entry(1), head="<ttl>90</ttl>"))
    [item] = feed.items
    assert (feed.title, feed.minutes, feed.warnings) == ("News", 90, ())
    assert (item.id, item.url, item.title) == ("g1", "https://site.org/1", "Item 1")
    assert item.date == "2026-11-02T09:00:00Z"
    assert item.text == f"1 {FULL}".strip() and item.full


def test_rss_with_the_full_text_beside_a_teaser() -> None:
    whole = "&lt;p&gt;All &amp;amp; of it.&lt;/p&gt;&lt;p&gt;Twice.&lt;/p&gt;"
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    text = rss(f"<description>Teaser</description><content:encoded>{whole}</content:encoded>")
    [item] = parse(text.replace("<rss", f"<rss {space}")).items
    assert item.text == "All & of it.\n\nTwice."


def test_atom() -> None:
    [item] = parse(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><link href="/one"/>'
        "<author><name>A. Writer</name></author><updated>2026-11-02T10:00:00Z</updated>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>two</p></div>'
        "</content></entry></feed>"
    ).items
    assert (item.id, item.url, item.author) == ("urn:1", "https://site.org/one", "A. Writer")
    assert (item.date, item.text) == ("2026-11-02T10:00:00Z", "One\n\ntwo")


def test_json_feed() -> None:
    version = "https://jsonfeed.org/version/1.1"
    items = [
        {"id": 1, "url": "/one", "content_html": "<p>One</p>two", "authors": [{"name": "A"}]},
        {"content_text": "a < b\nc", "title": ["no", "text"]},
        "no item",
    ]
    feed = parse(json.dumps({"version": version, "title": "J", "items": items}))
    assert [item.text for item in feed.items] == ["One\n\ntwo", "a < b\nc", ""]
    assert (feed.items[0].id, feed.items[0].url) == ("1", "https://site.org/one")
    assert feed.items[1].id.startswith("sha256:")
    for bad in ("{", "{}", json.dumps({"version": version, "items": 5}), "[" * 100_000):
        refusal(bad)


def test_periods_of_updates() -> None:
    space = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    head = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
    assert parse(rss(entry(1), head=head).replace("<rss", f"<rss {space}")).minutes == 360
    assert parse(rss(entry(1), head="<ttl>soon</ttl>")).minutes == 0


# Bytes


@pytest.mark.parametrize(
    ("codec", "declared", "http"),
    [
        ("utf-8", "iso-8859-1", "iso-8859-1"),  # both wrong
        ("cp1252", "utf-8", "utf-8"),
        ("cp1252", "", "windows-1252"),
        ("utf-16", "utf-8", ""),
        ("koi8-r", "koi8-r", ""),
        ("utf-8", "no-such-charset", "also-none"),
    ],
)
def test_charsets_right_and_wrong(codec: str, declared: str, http: str) -> None:
    word = "здоровье" if codec == "koi8-r" else "naïve façade – “quoted”"
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    [item] = parse((head + rss(entry(1, f"{word} {PROSE * 3}"))).encode(codec), http).items
    assert word in item.text


def test_characters_xml_forbids_are_left_out() -> None:
    [item] = parse(rss(entry(1, "a\x00b\x1bc\ufffe &#x1F600; d"))).items
    assert item.text == "1 abc \U0001f600 d"


# What is wrong


def test_invalid_xml_is_read_as_far_as_it_goes_and_says_so() -> None:
    feed = parse(rss(entry(1), entry(2, "<b>open &nbsp; & &copy; <p>x"), entry(3)))
    assert [item.id for item in feed.items] == ["g1", "g2", "g3"]
    assert "no valid XML" in feed.warnings[0]
    assert refusal("<rss><channel><item").code == "xml"


def test_a_feed_that_breaks_off_has_a_last_item_that_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(entry(1), entry(2))[:-120])
    items = read(path)
    assert codes(items) == ["", "truncated"] and items[1].id == "g2"


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<?xml version="1.0"?><!doctype rss [<!entity % p SYSTEM "http://127.0.0.1/x">%p;]>',
    ],
)
def test_entities_are_refused_unread(bomb: str) -> None:
    error = refusal(bomb + rss(entry(1, "&x;&b;")))
    assert error.code == "entities"


def test_a_laughing_bomb_takes_no_time_and_no_memory(tmp_path: Path) -> None:
    lines = ['<!ENTITY l0 "ha">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))]
    path = tmp_path / "bomb.rss"
    path.write_text(f"<!DOCTYPE rss [{''.join(lines)}]>{rss(entry(1, '&l11;'))}")
    began = time.monotonic()
    assert codes(read(path)) == ["entities"]
    assert time.monotonic() - began < 2


def test_a_feed_that_would_take_minutes_to_parse_is_refused() -> None:
    assert refusal("<rss>" + "<a/>" * 1_000_001 + "</rss>").code == "too-large"


def test_html_in_place_of_a_feed_names_the_feeds_it_announces() -> None:
    link = "<link rel=alternate type='application/rss+xml' href='/news.rss'>"
    error = refusal(f"<!doctype html><html><head>{link}</head><body>hello")
    assert error.code == "not-a-feed" and "https://site.org/news.rss" in error.remedy
    assert refusal("<html><body><rss>").code == "not-a-feed"
    assert refusal("").code == "empty"
    assert refusal("plain words").code == "not-a-feed"


def test_ten_thousand_items(site: Site) -> None:
    item = "<guid>g{0}</guid><description>&lt;p&gt;short {0}</description>"
    url = site.page("/large", rss(*(item.format(number) for number in range(10_000))))
    items = read(url, replace(NEAR, pages="never", timeout=30.0))
    assert len(items) == 10_000
    assert [items[0].id, items[-1].id] == ["g0", "g9999"]


def test_items_without_link_or_date_or_guid() -> None:
    text = rss(f"<description>{FULL}</description>", "<title>Only this</title>", "")
    first, second, third = parse(text).items
    assert first.id == parse(text).items[0].id and first.id.startswith("sha256:")
    assert (first.url, first.date) == ("", "")
    assert len({first.id, second.id, third.id}) == 3


def test_links_that_are_no_addresses_are_none() -> None:
    for link in ("javascript:alert(1)", "file:///etc/passwd", "http://[::1", "mailto:a@b.c"):
        [item] = parse(rss(f"<guid>g</guid><link>{link}</link>")).items
        assert item.url == ""


def test_a_guid_is_a_link_only_where_it_is_an_address() -> None:
    first, second = parse(rss("<guid>7</guid>", "<guid>https://site.org/8</guid>")).items
    assert (first.id, first.url) == ("7", "")
    assert second.id == second.url == "https://site.org/8"


# Text of fragments


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("two\n\nparagraphs, 1 < 2", "two\n\nparagraphs, 1 < 2"),
        ("<p>a <b>b</b>\n c</p>d<br>e<br/>f", "a b c\n\nd\ne\nf"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr></table>c", "a\nb\nc"),
        ("a<br><br>b<div><div>c</div></div>d", "a\n\nb\nc\nd"),
        ("a<script>x()</script>b<style>c{}</style><!-- d -->e", "abe"),
        ("&lt;b&gt; &amp; &#233;", "<b> & é"),
        ("10<sup>9</sup> of B<sub>12</sub>", "10⁹ of B12"),
        ("<img src=x>", ""),
        ("<p>" * 3000 + "deep", "deep"),
    ],
)
def test_text_of_fragments(html: str, text: str) -> None:
    assert fragment.text(html) == text


# From a server


def test_a_charset_that_http_has_wrong(site: Site) -> None:
    text = rss(entry(1, f"naïve façade {FULL}"))
    wrong = site.page("/a", text, Content_Type="application/rss+xml; charset=iso-8859-1")
    [item] = read(wrong)
    assert isinstance(item, Article) and item.text.startswith("1 naïve façade")
    latin = site.page("/b", text.encode("cp1252"), Content_Type="text/xml; charset=utf-8")
    [item] = read(latin)
    assert isinstance(item, Article) and item.text.startswith("1 naïve façade")


def test_bombs_in_gzip_are_not_unpacked(site: Site) -> None:
    bomb = gzip.compress(b"<urlset>" + bytes(60_000_000))
    small = replace(NEAR, max_bytes=1_000_000)
    feed = site.page("/feed", bomb, Content_Encoding="gzip")
    assert codes(read(feed, small)) == ["too-large"]
    packed = site.page("/sitemap.xml.gz", bomb, Content_Type="application/gzip")
    assert codes(read(packed, small)) == ["too-large"]
    cut = site.page("/cut.xml.gz", gzip.compress(b"<urlset></urlset>")[:-9])
    assert codes(read(cut)) == ["truncated"]


# The pages behind


def test_a_teaser_is_replaced_by_its_page_and_a_full_text_is_not(site: Site) -> None:
    page = site.page("/one", article_page("The page."))
    teaser = f"<guid>g1</guid><link>{page}</link><title>T</title><description>Short.</description>"
    url = site.page("/feed", rss(teaser, entry(2)), Content_Type="application/rss+xml")
    first, second = read(url)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert first.text.startswith("The page.") and first.id == "g1"
    assert (first.source.url, first.source.title, first.source.name) == (page, "T", url)
    assert second.text.startswith("2 A warm bath")
    never = read(url, Settings(allow_private=True, delay=0.001, pages="never"))
    assert isinstance(never[0], Article) and never[0].text == "Short."


def test_what_is_wrong_with_a_page_is_a_failure_of_its_item(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /forbidden\n")
    site.page("/forbidden", "x")
    site.page("/blocked", "x", 403)
    site.page("/broken", "x", 500)
    site.page("/nothing", "<html><body></body></html>")
    names = ("forbidden", "blocked", "broken", "nothing", "gone")
    links = [f"<guid>{name}</guid><link>{site.url}/{name}</link>" for name in names]
    items = read(site.page("/feed", rss(*links, "<title>No link, no text</title>")))
    assert codes(items) == ["robots", "blocked", "http-5xx", "empty", "gone", "empty"]
    assert [item.id for item in items[:5]] == list(names)
    assert all(isinstance(item, Failure) and site.url in item.source.name for item in items)


def test_a_feed_that_cannot_be_had_is_one_failure(site: Site) -> None:
    assert codes(read(site.url + "/none")) == ["gone"]
    assert codes(read(site.page("/e", rss()))) == ["empty"]
    assert codes(read(site.url, Settings(delay=0.001))) == ["private"]


# Sitemaps and lists


def test_sitemaps_and_those_in_them(site: Site) -> None:
    pages = [site.page(f"/{n}", article_page(f"Page {n}.")) for n in range(3)]
    inner = f"<urlset><url><loc>{pages[1]}</loc></url><url><loc>{pages[0]}</loc></url></urlset>"
    packed = gzip.compress(f"<urlset><url><loc> {pages[2]} </loc></url></urlset>".encode())
    first = site.page("/a.xml", inner)
    second = site.page("/b.xml.gz", packed, Content_Type="application/gzip")
    index = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in (first, second, first + "x"))
    root = site.page("/sitemap.xml", f'<?xml version="1.0"?><sitemapindex>{index}</sitemapindex>')
    items = read(root)
    assert [item.source.url for item in items[:3]] == [pages[1], pages[0], pages[2]]
    assert codes(items) == ["", "", "", "gone"]


def test_sitemaps_that_hold_themselves_or_break_off(site: Site) -> None:
    page = site.page("/1", article_page("One."))
    url = site.url + "/sitemap.xml"
    site.page("/sitemap.xml", f"<sitemapindex><sitemap><loc>{url}</loc></sitemap></sitemapindex>")
    assert codes(read(url)) == ["circle"]
    broken = site.page("/b.xml", f"<urlset><url><loc>{page}</loc></url><url><loc>x</url>")
    assert codes(read(broken)) == ["", "xml"]
    bomb = site.page(
        "/c.xml", '<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>'
    )
    assert codes(read(bomb)) == ["entities"]


def test_lists_of_addresses(site: Site, tmp_path: Path) -> None:
    page = site.page("/1", article_page("One."))
    path = tmp_path / "list.urls"
    path.write_text(f"# mine\n{page}\n\n{site.url}/2\n{page}\nno address\n")
    assert codes(read(path)) == ["", "gone", "address"]
    text = tmp_path / "list.txt"
    text.write_text(f"{page}\n")
    [item] = read(text)
    assert item.id == item.source.url == page
    [item] = read(page)
    assert isinstance(item, Article) and item.text.startswith("One.")


def test_a_page_is_held_to_the_limit_of_an_article(site: Site) -> None:
    url = site.page("/1", article_page("One. " * 2000))
    assert codes(read(url, replace(NEAR, max_bytes=5_000))) == ["too-large"]
    assert codes(read(url)) == [""]


def test_a_page_that_says_little_about_itself_keeps_what_the_feed_said(site: Site) -> None:
    page = site.page("/1", article_page("One.", "<title>Of the page</title>"))
    item = f"<guid>g</guid><link>{page}</link><title>Of the feed</title>"
    [made] = read(site.page("/feed", rss(item)))
    assert made.source.title == "Of the feed"

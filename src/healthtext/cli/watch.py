"""`healthtext watch`: every new item of feeds, exactly once, for as long as it runs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from healthtext.cli import options
from healthtext.cli.terminal import note
from healthtext.render.text import tally


@click.command("watch", short_help="Report on every new item of feeds, as they come.")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option(
    "--out", "folder", required=True, metavar="DIR", help="Folder for the tables and the state."
)
@click.option(
    "--every", type=options.Amount(min=1.0), default=30.0, metavar="MINUTES",
    help="The least minutes between two polls of a feed.  [30]",
)  # fmt: skip
@click.option("--once", is_flag=True, help="Poll every feed once, work on what is new, and end.")
@options.fetching
@options.steps
def watch(
    *, feeds: tuple[str, ...], folder: str, every: float, once: bool, **chosen: Any
) -> None:  # fmt: skip
    """Report on every new item of feeds, as they come.

    A FEED is the address of an RSS, Atom or JSON Feed. Each item becomes a report or a failure
    exactly once, also when the run is killed and started again with the same --out. The tables in
    DIR are those of the batch command as JSON Lines; items.jsonl says which family of
    near-duplicates an item belongs to.

    Feeds are asked no oftener than --every, their own ttl and Retry-After say, and pages no oftener
    than one a second for each host; robots.txt is obeyed. Ctrl-C or SIGTERM ends the run after the
    article in hand.

    \b
    Example:
      healthtext watch https://site.org/feed.xml --out watched/
      healthtext watch --once --pages never https://site.org/feed.xml --out watched/
      healthtext watch --contact editor@site.org https://a.org/rss https://b.org/atom --out watched/

    Exit status: 0 when it was told to stop, 2 when --once leaves a failed item or feed.
    """
    from healthtext.watch import Watch

    for feed in feeds:
        if not feed.lower().startswith(("http://", "https://")):
            raise click.BadParameter(
                f"{feed!r} is no address; give one such as https://site.org/feed.xml.",
                param_hint="FEED",
            )
    given = options.run_settings(apply="safe", id_field=None, text_field=None, **chosen)
    stop = threading.Event()
    run = Watch(feeds, Path(folder), given, every=60.0 * every, stop=stop, say=note)
    with _stopped_by_signals(stop), run:
        before = run.counts()
        counts = run.run(once=once)
    failed = counts["failure"]
    note(f"{folder}: {tally(counts['report'], failed)}, {counts['waiting']:,} waiting")
    if once and not stop.is_set():
        click.get_current_context().exit(2 if failed > before["failure"] else 0)


@contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Let the first signal ask for the end, and the second bring it about."""

    def asked(number: int, _: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        note(f"{signal.Signals(number).name}: stopping after the article in hand")

    handled = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, asked) for number in handled]
    try:
        yield
    finally:
        for number, handler in zip(handled, before, strict=True):
            signal.signal(number, handler)

"""`healthtext corpus`: one report on all articles of a batch or a watch."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from healthtext.cli import outputs
from healthtext.cli.terminal import is_terminal, note


@click.command("corpus", short_help="Report on all articles of a batch together.")
@click.argument("folder", metavar="DIR")
@click.option(
    "--format", "form", type=click.Choice(("html", "json")),
    help="A page for people or the figures alone.  [json for -o NAME.json, otherwise html]",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="Title of the page.  [the folder's name]")
@click.option("-o", "--output", metavar="FILE", help="Write to this file, not standard output.")
def corpus(*, folder: str, form: str | None, title: str | None, output: str | None) -> None:
    """Report on all articles of a batch together.

    DIR is what `healthtext batch --out` or `healthtext watch` wrote. The page needs nothing else:
    how much is spun, by source and month, the most frequent wrong terms, claims, findings,
    families of copies and what failed. notebooks/corpus.ipynb asks the same tables.

    \b
    Example:
      healthtext corpus out -o corpus.html
      healthtext corpus out --format json
    """
    form = form or outputs.format_of(output, {"html": "html", "htm": "html", "json": "json"})
    if form == "html" and output is None and is_terminal(sys.stdout):
        raise click.UsageError("A page is for a browser: give -o FILE, or --format json.")
    from healthtext.corpus import measure, page

    found = measure(Path(folder))
    name = title or Path(folder).resolve().name
    target = Path(output) if output else None
    with outputs.opened(target) as write:
        write(page.dumps(found) if form == "json" else page.render(found, name))
    if target:
        note(f"wrote {target}")

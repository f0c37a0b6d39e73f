"""`healthtext review`: decide about edits at the terminal, replay, count and learn from it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

import click

from healthtext import settings
from healthtext.cli import options, outputs
from healthtext.cli.runs import Run
from healthtext.cli.terminal import is_terminal, note, put
from healthtext.errors import InputError
from healthtext.read.files import STDIN
from healthtext.records import SAFETIES, Article, Failure, Report
from healthtext.render.text import count, failure, table

SUFFIX = ".review.json"


class Review(click.Group):
    """Take `review FILE` for `review ask FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the command in front where a file's name or an option stands."""
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["ask", *args]
        return super().parse_args(ctx, args)


@click.group("review", cls=Review, short_help="Decide about edits, replay and count decisions.")
def review() -> None:
    """Decide about edits, replay and count decisions.

    `review FILE` is short for `review ask FILE`. The page of `healthtext report` writes the same
    review files.

    \b
    Example:
      healthtext review article.txt
      healthtext review apply article.txt.review.json article.txt -o final.txt
      healthtext review stats *.review.json
    """


@review.command("ask", short_help="Ask about every edit with single keys.")
@options.sources
@click.option(
    "--file", "file", metavar="FILE", help=f"The review file.  [SOURCE{SUFFIX}]"
)  # fmt: skip
@click.option(
    "--tier", "tiers", multiple=True, type=click.Choice(SAFETIES),
    help="Ask about edits of this tier only.  [all]",
)  # fmt: skip
def ask(
    *, sources: tuple[str, ...], file: str | None, tiers: tuple[str, ...], **chosen: Any
) -> None:
    """Ask about every edit with single keys.

    Every decision is saved when it is taken, so a review can be left and gone on with at any time;
    edits that were decided before are not asked about again, even if the article has changed a
    little. Nothing but the review file is written: `review apply` makes the text.

    \b
    Example:
      healthtext review article.txt
      healthtext review --tier safe --tier review article.txt --file mine.json
    """
    if len(sources) > 1:
        raise click.UsageError("A review is of one article: give one SOURCE.")
    if STDIN in sources or not is_terminal(sys.stdin):
        raise click.UsageError(
            "A review asks at a terminal: give a file and answer there, or use the page that "
            "healthtext report writes."
        )
    from healthtext.cli.asking import Asking, resumed

    path = Path(file or f"{sources[0]}{SUFFIX}")
    note(f"{sources[0]}: looking for edits")
    report = _one_report(sources, options.run_settings(apply="safe", **chosen))
    begun = resumed(path, report)
    Asking(begun, report, path, frozenset(tiers or SAFETIES)).run()


@review.command("apply", short_help="Make the text that a review file asks for.")
@click.argument("review_file", metavar="REVIEW")
@click.argument("article", metavar="ARTICLE")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of standard output.")
@click.option("--partial", is_flag=True, help="Make what can be made, name the rest, exit with 1.")
def apply(*, review_file: str, article: str, output: str | None, partial: bool) -> None:
    """Make the text that a review file asks for.

    Edits that nobody decided are made if they are safe, as `fix` does. The article may have
    changed since: places are known by the words around them. If one is gone, ambiguous or taken
    twice, it is named and nothing is written; so is a review of another article.

    \b
    Example:
      healthtext review apply article.txt.review.json article.txt -o final.txt

    Exit status: 0, 1 when --partial left something out, otherwise 2.
    """
    from healthtext.review import replay, store

    [target] = outputs.plan([article], output, _name)
    outputs.plan([review_file], output, _name)  # which may be written over no more
    given = store.load(Path(review_file))
    text = _one_article(article).text
    done = replay.replay(given, text, partial=partial)
    for problem in done.problems:
        note(f"{article}: {problem}")
    context = click.get_current_context()
    if done.problems and (done.foreign or not partial):
        note(f"{article}: nothing was written; review it again with `healthtext review {article}`")
        context.exit(2)
    with outputs.opened(target) as write:
        write(done.text)
    if done.moved:
        note(f"{article}: {count(done.moved, 'place')} had moved and was found again")
    context.exit(1 if done.problems else 0)


@review.command("stats", short_help="Count decisions: accept rate by rule and tier, time.")
@click.argument("files", nargs=-1, required=True, metavar="REVIEW...")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True,
    help="A table, or the same as JSON.",
)  # fmt: skip
def stats(*, files: tuple[str, ...], form: str) -> None:
    """Count decisions: accept rate by rule and tier, time.

    The accept rate is the share of decided edits that were taken as proposed. Seconds are the
    median of decisions taken one by one, pauses of over ten minutes left out.

    \b
    Example:
      healthtext review stats *.review.json
    """
    from healthtext.review import stats as counts
    from healthtext.review import store

    found = counts.stats([store.load(Path(file)) for file in files])
    if form == "json":
        put(json.dumps(counts.to_json(found), ensure_ascii=False, indent=2) + "\n")
        return
    for line in table(list(counts.table(found))):
        put(f"{line}\n")


@review.command("learn", short_help="Write what reviews agree on to your lists.")
@click.argument("files", nargs=-1, required=True, metavar="REVIEW...")
@click.option("--allow", metavar="FILE", help="Add wordings that were left alone to this list.")
@click.option("--phrases", metavar="FILE", help="Add wordings that were replaced to this list.")
@click.option(
    "--at-least", type=click.IntRange(1), default=1, show_default=True,
    help="How often a wording must have been decided.",
)  # fmt: skip
@click.option(
    "--words-at-least", type=click.IntRange(1), default=3, show_default=True,
    help="The same for phrases of a single word, which has many meanings.",
)  # fmt: skip
def learn(
    *, files: tuple[str, ...], allow: str | None, phrases: str | None, at_least: int,
    words_at_least: int,
) -> None:  # fmt: skip
    """Write what reviews agree on to your lists.

    Name the lists as `allow_files` and `phrases` in healthtext.toml, and later runs follow them.
    What was decided in different ways is left out and named, and so are words like "the".

    \b
    Example:
      healthtext review learn *.review.json --allow allow.txt --phrases phrases.csv
    """
    if not allow and not phrases:
        raise click.UsageError("Give --allow FILE, --phrases FILE or both.")
    from healthtext.review import learn as teaching
    from healthtext.review import store

    reviews = [store.load(Path(file)) for file in files]
    found = teaching.lessons(reviews, at_least=at_least, words_at_least=words_at_least)
    for line in found.left:
        note(f"left out {line}")
    # A wording in both lists would be refused by the next run: what a list has stays there.
    written = teaching.phrases_in(Path(phrases)) if phrases else []
    kept = teaching.allowed_in(Path(allow)) if allow else []
    if phrases:
        _add(phrases, "phrase", *teaching.with_phrases(Path(phrases), found.phrases, kept))
    if allow:
        _add(allow, "wording", *teaching.with_allowed(Path(allow), found.allow, written))


def _add(name: str, noun: str, text: str, new: Sequence[object]) -> None:
    if new:
        outputs.replace(Path(name), text.encode("utf-8"))
    note(f"{name}: {count(len(new), noun)} added")


def _name(source: PurePath) -> str:
    return source.name


def _one_report(sources: tuple[str, ...], chosen: settings.Settings) -> Report:
    """Run the pipeline on a source that holds one article."""
    with Run(sources, chosen, quiet=True) as run:
        reports = [report for _, source in run.sources() for report in run.reports(source)]
    if run.failed:
        run.exit()
    if len(reports) != 1:
        raise _not_one(sources[0], len(reports))
    return reports[0]


def _one_article(source: str) -> Article:
    from healthtext.read import read

    found = list(read(source, settings.load()))
    if len(found) != 1:
        raise _not_one(source, len(found))
    if isinstance(found[0], Failure):
        note(failure(found[0]))
        click.get_current_context().exit(2)
    return found[0]


def _not_one(source: str, number: int) -> InputError:
    remedy = "put one article in a file of its own"
    return InputError(source, f"holds {count(number, 'article')}, a review is of one", remedy)

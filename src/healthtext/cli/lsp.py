"""`healthtext lsp`: the language server."""

from __future__ import annotations

from importlib.util import find_spec

import click

from healthtext.cli.options import Amount, StepList

DELAY = 0.4


@click.command("lsp", short_help="Serve editors: diagnostics, hovers and quick fixes.")
@click.option("--skip", type=StepList(), multiple=True, help="Leave steps out, as in check.")
@click.option(
    "--delay", type=Amount(0, 60), default=DELAY, show_default=True, metavar="SECONDS",
    help="How long the editor has to pause before a text is checked.",
)  # fmt: skip
def lsp(*, skip: tuple[frozenset[str], ...], delay: float) -> None:
    """Serve editors: diagnostics, hovers and quick fixes.

    Speaks the Language Server Protocol over standard input and output. An editor starts it; how
    to tell yours is in docs/editors.md. Plain text and Markdown are checked. Settings are those of
    the nearest healthtext.toml at or above the editor's workspace. Needs healthtext[lsp].

    \b
    Example:
      healthtext lsp
      healthtext lsp --skip grammar --delay 1
    """
    if find_spec("pygls") is None:
        raise click.UsageError('This needs pygls: python -m pip install "healthtext[lsp]".')
    from healthtext.lsp.server import serve

    serve({"skip": frozenset[str]().union(*skip) if skip else None}, delay)

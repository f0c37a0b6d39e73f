"""`healthtext setup languagetool`: get what cannot come with the package."""

from __future__ import annotations

import click

from healthtext import settings
from healthtext.cli.terminal import note, put


@click.group("setup", short_help="Get what cannot come with the package.")
def setup() -> None:
    """Get what cannot come with the package.

    \b
    Example:
      healthtext setup languagetool
    """


@setup.command("languagetool", short_help="Find or fetch LanguageTool, for the step grammar.")
@click.option(
    "--languagetool-url", metavar="URL", help="Use this server of yours and fetch nothing."
)
def languagetool(*, languagetool_url: str | None) -> None:
    """Find or fetch LanguageTool, which the step grammar needs.

    What is there already is used: a server given by --languagetool-url or languagetool_url in
    healthtext.toml, then the folder of language-tool-python, then healthtext's own. Otherwise it
    is downloaded through language-tool-python or, where that cannot be reached, fetched from Maven
    Central by mvn; checksums are verified either way. Needs Java 17 or newer.

    \b
    Example:
      healthtext setup languagetool
      healthtext setup languagetool --languagetool-url http://localhost:8081
    """
    from healthtext.errors import StepError
    from healthtext.grammar import install, java, server

    url = settings.load(languagetool_url=languagetool_url).languagetool_url
    if url:
        address = server.checked(url)
        if not server.healthy(address):
            raise StepError("languagetool", f"no server answers at {address}", "start it first")
        put(f"LanguageTool: the server at {address}; nothing was fetched\n")
        return
    done = install.setup(note)
    how = "fetched and verified" if done.new else "there already"
    put(f"{done.folder.name}: {how}, {done.bytes / 1e6:.0f} MB in {done.folder}\n")
    if java.problem():
        note(java.problem())

"""The command line: `healthtext COMMAND`, one short module a command group.

Data goes to standard output, progress and logs to standard error. The exit status is 0, 1 when
`check` found something, or 2 for bad usage, a bad configuration or any input that failed.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

import click

from healthtext import __version__, light
from healthtext.errors import HealthtextError

# Module and first line of each command's help, so that `healthtext --help` imports none of them.
COMMANDS = {
    "fix": ("fix", "Repair articles and print the repaired text."),
    "check": ("check", "List what is wrong with articles, one line each."),
    "report": ("report", "Write everything found about articles, as HTML or data."),
    "watch": ("watch", "Report on every new item of feeds, as they come."),
    "batch": ("batch", "Work on any number of articles, each exactly once."),
    "query": ("query", "Ask the tables of a batch in SQL."),
    "corpus": ("corpus", "Report on all articles of a batch together."),
    "evidence": ("evidence", "Ask what evidence says of a claim."),
    "lsp": ("lsp", "Serve editors: diagnostics, hovers and quick fixes."),
    "review": ("review", "Decide about edits, replay and count decisions."),
    "rules": ("rules", "List the rules."),
    "explain": ("rules", "Explain a rule, with examples and its source."),
    "setup": ("setup", "Get what cannot come with the package."),
    "doctor": ("doctor", "Check this installation and say what is missing."),
}
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


class LazyGroup(click.Group):
    """Import a command when it is asked for; turn errors and closed pipes into exit statuses."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"healthtext.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named; a wrong name is told with the nearest right one."""
        from difflib import get_close_matches

        near = get_close_matches(args[0], COMMANDS, 1)
        if near and args[0] not in COMMANDS and not ctx.resilient_parsing:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; what --help and --version print may not find room either."""
        with _ended_in_a_line(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; every error is one line and an exit status."""
        with _ended_in_a_line(ctx):
            return super().invoke(ctx)


@contextmanager
def _ended_in_a_line(ctx: click.Context) -> Iterator[None]:
    """Make one line on standard error and an exit status of every error."""
    try:
        yield
    except (click.exceptions.Exit, click.Abort, click.exceptions.NoArgsIsHelpError):
        raise
    except (Exception, KeyboardInterrupt) as error:
        if isinstance(error, OSError) and error.filename is None:  # it is about the output
            _abandon_stdout()
        line, status = _last_words(error, ctx)
        if line:
            with suppress(OSError):  # standard error may be full as well: the status still counts
                click.echo(f"healthtext: {line}", err=True)
        ctx.exit(status)


def _last_words(error: BaseException, ctx: click.Context) -> tuple[str, int]:
    """Return what to say about an error that ends a command, and the exit status."""
    match error:
        case click.UsageError():
            page = error.ctx.command_path if error.ctx else "healthtext"
            return f"{error.format_message().removesuffix('.')}; see {page} --help", 2
        case HealthtextError():
            return str(error), 2
        case KeyboardInterrupt():
            return "stopped", 128 + getattr(error, "number", 2)  # as shells report it
        case BrokenPipeError():  # the reader has seen enough, as in `healthtext check … | head`
            return "", 1 if ctx.invoked_subcommand == "check" else 0
        case OSError():
            remedy = "make room for it" if error.errno in _FULL else "give another file or folder"
            return f"{error.filename or 'output'}: {error.strerror or error}; {remedy}", 2
    import logging

    logging.getLogger("healthtext").info("internal error", exc_info=error)
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return f"internal error: {what}; report it with what healthtext -v COMMAND says", 2


@click.group(
    "healthtext", cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)  # fmt: skip
@click.version_option(__version__, "-V", "--version", message="healthtext %(version)s")
@click.option("-v", "--verbose", is_flag=True, help="Log to standard error, with tracebacks.")
def cli(verbose: bool) -> None:
    """Repair spun health articles and say which of their claims are unsupported.

    Settings are read from the nearest healthtext.toml, or [tool.healthtext] of pyproject.toml, at
    or above the working folder; options of the command line win.

    \b
    Example:
      healthtext fix article.txt
      healthtext check *.md
      healthtext report article.html -o report.html

    Exit status: 0, 1 when check found something, 2 for bad usage, a bad configuration or any
    input that failed (the others are still processed).
    """
    import logging

    level = logging.INFO if verbose else logging.CRITICAL
    logging.basicConfig(level=level, stream=sys.stderr, format="%(name)s: %(message)s")


def main() -> None:
    """Run the command line in UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    light.own_process()
    _stop_on_signals()
    cli()


class _Signalled(KeyboardInterrupt):
    """The process was told to end, by another signal than that of Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def _stop_on_signals() -> None:
    """Be stopped by SIGTERM and a closed terminal as by Ctrl-C: no half file is left behind."""
    import signal

    def stop(number: int, _: object) -> None:
        raise _Signalled(number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores it
            signal.signal(number, stop)


def _abandon_stdout() -> None:
    """Send what is still in the buffer nowhere, or Python complains about the pipe at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

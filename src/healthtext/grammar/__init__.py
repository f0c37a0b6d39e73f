"""Grammar by LanguageTool: text in, Edits out, what is medical, quoted or a name left alone.

server (one a run) ─> matches ─> policy (which rules, which tier) ─> guards ─> Edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import TracebackType

from healthtext import words as wordings
from healthtext.errors import StepError
from healthtext.grammar import matches, policy, variant
from healthtext.grammar import server as servers
from healthtext.records import Edit, Proposal, Span
from healthtext.settings import Settings

__all__ = ["Grammar", "load"]

CHUNK = 10_000  # characters sent at once: a request takes a second, and a lost one costs little
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Grammar:
    """The grammar step, for one thread. Without a server it proposes nothing; `status` says why."""

    def __init__(self, settings: Settings) -> None:
        """Start nothing yet. Raises SettingsError for a server's address that is none."""
        self._policy = policy.load()
        self._variant = settings.variant
        self._server = servers.Server(self._policy.options, settings.languagetool_url)
        self._off = ""  # for good
        self.status = self._outlook()

    def __enter__(self) -> Grammar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def start(self) -> None:
        """Start the server without waiting for it, so that it warms up while models load."""
        if self._off:
            return
        try:
            self._server.start()
        except StepError as error:
            self._without(error)

    def propose(
        self, text: str, protected: Sequence[Span] = (), despun: Sequence[Span] = (),
        waiting: Sequence[Edit] = (),
    ) -> Proposal:  # fmt: skip
        """Return the edits that LanguageTool, policy and guards agree on.

        `despun` are the places of the text that a repair of the despin step wrote: articles and
        agreement beside them are made without asking. `waiting` are its repairs that an editor
        has still to judge: an article that fits one of them stays.
        """
        if self._off or not text.strip():
            return Proposal()
        language = self._variant or variant.guess(text)
        try:
            found = [
                (start, match) for start, part in parts(text)
                if any(map(str.isalpha, part))  # thousands of full stops take minutes
                for match in self._server.check(part, language)
            ]  # fmt: skip
        except StepError as error:
            return self._without(error)
        self.status = self._server.version
        edits = matches.edits(text, found, self._policy, protected, despun)
        return Proposal(matches.without_former_articles(edits, waiting))

    def answers(self) -> bool:
        """Tell whether the server is there."""
        return servers.healthy(self._server.url)

    def close(self) -> None:
        """End the server, if this process started it."""
        self._server.close()

    def _without(self, error: StepError) -> Proposal:
        """Propose nothing and say why: for this text, or for good when the server is lost."""
        self.status = f"off: {error.problem}; {error.remedy}"
        if error.code == servers.LOST:
            self._off = self.status
        return Proposal()

    def _outlook(self) -> str:
        """Say what is to be expected, without starting anything."""
        missing = self._server.missing()
        return f"off: {missing}" if missing else self._server.version


def load(settings: Settings) -> Grammar:
    """Return the grammar step. Raises SettingsError for a server's address that is none."""
    return Grammar(settings)


def parts(text: str, size: int = CHUNK) -> Iterator[tuple[int, str]]:
    """Yield a text in parts that can be sent, with their offsets."""
    return wordings.parts(
        _SURROGATE.sub("\ufffd", text), size
    )  # lone halves of pairs cannot be sent

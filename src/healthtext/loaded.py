"""What the steps of a run need, each loaded when it is first asked for and ended with the run."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from healthtext import syntax
from healthtext.settings import Settings

if TYPE_CHECKING:
    from types import TracebackType

    from spacy.language import Language

    from healthtext.grammar import Grammar
    from healthtext.library.places import Places
    from healthtext.scorers import SecondScorer
    from healthtext.terms import Terms
    from healthtext.user import Rules


class Loaded:
    """The models, tables, servers and stores that settings ask for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def own(self) -> Rules:
        """The rules of the user."""
        from healthtext import user

        return user.load(self.settings)

    @cached_property
    def vocabulary(self) -> Terms | None:
        """The medical terms of the user, if there are any."""
        from healthtext.user import vocabulary

        return vocabulary.load(self.settings.vocab)

    @cached_property
    def grammar(self) -> Grammar | None:
        """The grammar step, or None when it is skipped."""
        if "grammar" in self.settings.skip:
            return None
        from healthtext import grammar

        return grammar.load(self.settings)

    @cached_property
    def second(self) -> SecondScorer | None:
        """The user's scorer for despinning, if there is one."""
        if "despin" in self.settings.skip:
            return None
        from healthtext import scorers

        return scorers.load(self.settings)

    @cached_property
    def places(self) -> Places:
        """Where studies are looked for beside the packaged store."""
        from healthtext.library import places

        return places.Places() if "evidence" in self.settings.skip else places.load(self.settings)

    @cached_property
    def nlp(self) -> Language:
        return syntax.load(self.settings.model)

    def close(self) -> None:
        """End the grammar server, if this run started one, and close stores of evidence."""
        if "grammar" in self.__dict__ and self.grammar is not None:
            self.grammar.close()
        if "places" in self.__dict__:
            self.places.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

"""Second opinions of the user's choice for despinning, off unless `scorer` names one.

    mlm:FOLDER         a masked language model: ONNX, or whatever transformers reads
    openai:URL#MODEL   an endpoint that speaks the OpenAI protocol: llama.cpp, Ollama, vLLM

They propose wordings and rank them. Decoder, ranker, safety gate and tiers stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from healthtext.despin.scores import Opinion
from healthtext.settings import Settings
from healthtext.words import Word

__all__ = ["SecondScorer", "load"]


class SecondScorer(Protocol):
    """A Scorer of the despin step that says how it fared."""

    @property
    def name(self) -> str:
        """Return the setting that chose it."""
        ...

    @property
    def status(self) -> str:
        """Say in one line what it did for the last article; begins with `failed: ` if it did."""
        ...

    def begin(self) -> None:
        """Forget the last article."""
        ...

    def read(self, text: str, words: Sequence[Word]) -> Opinion:
        """Read a text, given its words."""
        ...


def load(settings: Settings) -> SecondScorer | None:
    """Return the scorer that the settings name, ready to be asked, or None.

    Raises SettingsError where there is no such model, or nothing at the address.
    """
    kind, _, rest = settings.scorer.partition(":")
    if kind == "mlm":
        from healthtext.scorers import masked, models

        return masked.MaskedScorer(models.load(rest), settings.scorer)
    if kind == "openai":
        from healthtext.scorers import endpoint, openai

        return openai.EndpointScorer(
            endpoint.Endpoint.connect(rest, settings.scorer_timeout),
            settings.scorer, settings.scorer_requests,
        )  # fmt: skip
    return None

"""British or American, by the article's own spellings or by the setting."""

from __future__ import annotations

import pytest

from healthtext import settings
from healthtext.errors import SettingsError
from healthtext.grammar import variant


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        ("The tumour was seen by a paediatric oncologist.", "en-GB"),
        ("Ageing skin is moisturised daily; its colour may change.", "en-GB"),
        ("The tumor was seen by a pediatric oncologist.", "en-US"),
        ("One tumour, two colors and a fiber.", "en-US"),
        ("Nothing tells.", "en-US"),
        ("", "en-US"),
    ],
)
def test_guess(text: str, guessed: str) -> None:
    assert variant.guess(text) == guessed


def test_a_setting_that_is_no_variant_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"unknown variant 'en-UK'.*did you mean"):
        settings.checked({"variant": "en-UK"}, "test")
    assert settings.checked({"variant": "en-GB"}, "test").variant == "en-GB"

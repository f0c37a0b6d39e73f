"""The words of anatomical names that are packaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.terms import bodily


def test_words_of_names_are_kept_once_and_everyday_ones_left_out() -> None:
    said = ["Serosa of colon", "colons", "skin of lip", "oesophagus"]
    assert bodily.words(said, ["layer", "skins"]) == ["colon", "esophagus", "serosa"]


def test_a_folder_without_the_vocabularies_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["bodily", "--data", str(tmp_path)])
    with pytest.raises(SystemExit, match="uberon_terms"):
        bodily.main()

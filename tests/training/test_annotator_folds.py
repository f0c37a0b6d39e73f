"""Five folds of causal strength: each sentence is judged once, by a network that never saw it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from training.annotator import corpora, folds, train  # noqa: E402
from training.annotator.examples import Example  # noqa: E402
from training.annotator.model import Annotator  # noqa: E402

SAYS = {1: "is linked to", 3: "causes"}  # STRENGTHS in the codes of the first file


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Sixty sentences in the two files of the corpus."""
    for name, what, codes in (
        ("data/pubmed_causal_language_use.csv", "Habit", {1: 1, 3: 3}),
        ("exaggeration/data/annotated_eureka.csv", "Diet", {1: 3, 3: 1}),
    ):
        path = tmp_path / "causal_language" / name
        path.parent.mkdir(parents=True)
        rows = [f"{what} {n} {SAYS[k]} pain.,{codes[k]}" for n in range(15) for k in SAYS]
        path.write_text("\n".join(["sentence,label", *rows]))
    return tmp_path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network of one layer that learns fast, in the place of the denoiser's."""

    def begun(_: Path) -> Annotator:
        config = transformers.BertConfig(
            hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64,
        )  # fmt: skip
        return Annotator(transformers.BertModel(config, add_pooling_layer=False))

    monkeypatch.setattr(folds, "begun", begun)
    monkeypatch.setattr(train, "PEAK", 5e-3)


@pytest.mark.usefixtures("small")
def test_a_fold_is_judged_by_what_was_learned_from_the_others(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guesses = folds.fold(data, data, 0, 12, 0)
    truth = [label for _, label, _ in corpora.strength(data)]
    assert np.mean([truth[at] == guess for at, guess in guesses.items()]) > 0.9
    folds.show(data, [guesses])
    assert "mean" in capsys.readouterr().out


def test_every_sentence_is_judged_once_and_never_learned_from(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned: set[tuple[int, ...]] = set()

    def train(examples: list[Example], *_: object) -> None:
        learned.clear()
        learned.update(tuple(one.pieces.tolist()) for one in examples)

    def judged(_: None, examples: list[Example]) -> list[int]:
        assert learned.isdisjoint(tuple(one.pieces.tolist()) for one in examples)
        return [0] * len(examples)

    monkeypatch.setattr(folds, "train", train)
    monkeypatch.setattr(folds, "judged", judged)
    places = [
        at for number in range(folds.FOLDS) for at in folds.fold(data, data, number, 1, number)
    ]
    assert sorted(places) == list(range(60))
    assert len(learned) == 48

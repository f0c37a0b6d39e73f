"""Five folds of causal strength: each sentence is judged once, by a network that never saw it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from training.annotator import adversarial, corpora, folds, train  # noqa: E402
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
    guesses = folds.fold(data, data, 0, folds.Recipe(12), 0)
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

    def judged(_: None, examples: list[Example]) -> folds.Floats:
        assert learned.isdisjoint(tuple(one.pieces.tolist()) for one in examples)
        return np.tile([0.7, 0.1, 0.1, 0.1], (len(examples), 1))

    monkeypatch.setattr(folds, "train", train)
    monkeypatch.setattr(folds, "judged", judged)
    places = [
        at
        for number in range(folds.FOLDS)
        for at in folds.fold(data, data, number, folds.Recipe(1), number)
    ]
    assert sorted(places) == list(range(60))
    assert len(learned) == 48


@pytest.mark.usefixtures("small")
def test_batches_made_harder_are_learned_from_after_a_fifth_of_the_run(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[float] = []
    uphill = adversarial.Harder.uphill

    def seen(self: adversarial.Harder, mask: torch.Tensor) -> None:
        uphill(self, mask)
        moved = self._moved
        assert moved is not None
        assert not moved[~mask.bool()].any()  # padding stays where it is
        lengths = moved.flatten(1).norm(dim=1)
        wanted = mask.sum(1).float().sqrt() * adversarial.FAR
        assert torch.allclose(lengths, wanted, rtol=1e-2)
        steps.append(1.0)

    monkeypatch.setattr(adversarial.Harder, "uphill", seen)
    guesses = folds.fold(data, data, 0, folds.Recipe(10, adversarial=True), 0)
    truth = [label for _, label, _ in corpora.strength(data)]
    assert np.mean([truth[at] == guess for at, guess in guesses.items()]) > 0.9
    assert len(steps) == 8  # a batch an epoch, ten epochs, none made harder in the first two


@pytest.mark.usefixtures("small")
def test_the_hook_is_gone_when_a_network_has_learned(data: Path) -> None:
    said = corpora.strength(data)
    examples = [folds.Maker().text(*one[:2]) for one in said]
    model = folds.train(examples, data, folds.Recipe(1, adversarial=True), 0)
    assert not model.bert.embeddings._forward_hooks


def test_words_beside_tell_what_the_network_cannot(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folds, "train", lambda *_: None)
    blind = lambda _, examples: np.full((len(examples), 4), 0.25)  # noqa: E731
    monkeypatch.setattr(folds, "judged", blind)
    monkeypatch.setattr(folds, "worded", aligned(folds.worded))
    truth = [label for _, label, _ in corpora.strength(data)]

    def right(recipe: folds.Recipe) -> float:
        found = folds.fold(data, data, 0, recipe, 0)
        return float(np.mean([truth[at] == guess for at, guess in found.items()]))

    assert right(folds.Recipe(1, words=0.2)) == 1.0
    assert right(folds.Recipe(1)) < 0.6


def aligned(worded: Callable[..., folds.Floats]) -> Callable[..., folds.Floats]:
    """Spread the two labels of these sentences over the four of the corpus."""

    def four(learned: list[tuple[str, int]], held: list[str]) -> folds.Floats:
        found = np.zeros((len(held), 4))
        found[:, sorted({label for _, label in learned})] = worded(learned, held)
        return found

    return four

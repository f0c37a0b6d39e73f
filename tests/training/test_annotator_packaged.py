"""The packaged int8 denoiser as a checkpoint to train on from, and what is shown of examples."""

from __future__ import annotations

import numpy as np
import pytest

from healthtext import encoder
from training.annotator import examples

TEXT = (
    "Tylenol is a medicament that brings down fever. High circulatory strain harms the heart, and "
    "a physician may endorse rest."
)


def test_packaged_weights_become_a_checkpoint() -> None:
    """Dynamic int8 rounds what flows too, so that the figures are near, not equal."""
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    pytest.importorskip("onnx")
    from training.annotator.packaged import state
    from training.despin.model import Denoiser

    config = transformers.BertConfig(intermediate_size=1536, hidden_size=384, num_hidden_layers=6)
    model = Denoiser(transformers.BertModel(config, add_pooling_layer=False)).eval()
    model.load_state_dict(state())
    shared = encoder.load()
    ids, offsets = shared.cut(TEXT)
    hidden, logits = shared._run(ids, shared.cuts(TEXT, offsets[:, 0]))
    pieces = torch.tensor([[shared.mark("[CLS]"), *ids.tolist(), shared.mark("[SEP]")]])
    with torch.no_grad():
        found = model.encode(pieces, torch.ones_like(pieces))[0, 1:-1]
        spun = model.detector(found)[:, 0].numpy()
        repaired = model.repair(found).argmax(1).numpy()
    cosine = np.sum(hidden * found.numpy(), 1) / np.linalg.norm(hidden, axis=1)
    assert (cosine / found.norm(dim=1).numpy()).min() > 0.95
    assert np.corrcoef(spun, logits[:, 0])[0, 1] > 0.98
    heads = shared.heads
    scores = heads.transformed(hidden) @ heads.table.T + heads.bias
    assert (repaired == scores.argmax(1)).mean() > 0.9


def test_the_same_sentence_in_other_tokens_is_the_same() -> None:
    assert examples.bare("IL-2 , not TNF .") == examples.bare("IL - 2, not TNF.")
    assert examples.bare("IL-2") != examples.bare("IL-3")


def test_some_pieces_are_hidden_but_no_marks() -> None:
    pytest.importorskip("torch")
    from training.annotator import batches

    one = examples.Example(
        np.arange(200, 240), np.zeros(40, np.int64),
        np.zeros((40, len(examples.COLUMNS)), np.int64),
    )  # fmt: skip
    random = np.random.default_rng(0)
    (batch,) = batches.batches([[one]], random, hide=1.0)
    assert set(batch.pieces[0, 1:41].tolist()) == {batches.MASK}
    assert batch.pieces[0, [0, 41]].tolist() == [batches.CLS, batches.SEP]
    (plain,) = batches.batches([[one]], random)
    assert plain.pieces[0, 1:41].tolist() == list(range(200, 240))

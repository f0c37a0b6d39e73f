"""The encoder around a tiny network: words meet their pieces, nothing bad stops it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from math import erf
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import assets, encoder, words
from healthtext.encoder import repairer
from healthtext.errors import AssetError

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *".,!?'()-%", *"abcdefghijklmnopqrstuvwxyz",
          *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"), "the", "heart", "coronary", "disease",
          "spin", "##al", "cord", "twine", "한"]  # fmt: skip
WIDTH = 8


class Network:
    """A network of one layer: hidden states are what comes in, "twine" and "coronary" are spun."""

    def __init__(self, table: np.ndarray) -> None:
        self.marks = table[[PIECES.index("twine"), PIECES.index("coronary")]]
        self.shapes: list[tuple[int, ...]] = []

    def run(self, _: list[str], feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        embedded = feed["embedded"]
        self.shapes.append(embedded.shape)
        near = np.abs(embedded[:, :, None, :] - self.marks).sum(-1).min(-1) < 1e-3
        logits = np.stack([np.where(near, 5.0, -5.0), np.full(near.shape, -4.0)], -1)
        return [embedded, logits.astype(np.float32)]


def arrays() -> dict[str, np.ndarray]:
    random = np.random.default_rng(3)
    count = len(PIECES) + 1
    return {
        "table": random.integers(-127, 127, (count, WIDTH)).astype(np.int8),
        "scales": np.full(count, 0.01, np.float16), "bias": np.zeros(count, np.float16),
        "weight": np.eye(WIDTH, dtype=np.float16), "shift": np.zeros(WIDTH, np.float16),
        "gain": np.ones(WIDTH, np.float16), "offset": np.zeros(WIDTH, np.float16),
        "scale": np.float32(1), "common": np.arange(count, dtype=np.uint16),
        "calibration": np.array([1, 0], np.float32),
    }  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "vocab.txt"
    path.write_text("\n".join(PIECES), "utf-8")
    return path


@pytest.fixture(scope="module")
def tiny(vocabulary: Path) -> encoder.Encoder:
    heads = encoder.unpacked(arrays())
    return encoder.Encoder(Network(heads.table), encoder._tokenizer(vocabulary), heads)  # type: ignore[arg-type]


def read(tiny: encoder.Encoder, text: str) -> tuple[list[words.Word], encoder.Reading]:
    found = words.split(text)
    return found, tiny.read(text, found)


def test_words_get_the_scores_of_their_pieces(tiny: encoder.Encoder) -> None:
    found, reading = read(tiny, "The spinal twine, the cord.")
    by_word = {word.form: score for word, score in zip(found, reading.spun, strict=True)}
    assert by_word["twine"] > 0.99
    assert max(by_word["spinal"], by_word["cord"], by_word["the"]) < 0.01
    assert len(reading.pieces) == 8
    assert reading.share(0.8) == pytest.approx(1 / 8)


def test_a_wording_gains_against_what_stands_there(tiny: encoder.Encoder) -> None:
    _, reading = read(tiny, "the coronary heart disease")
    spans = [(1, 3)] * 4
    new = [("heart",), (), ("coronary", "heart"), ("spinal", "cord")]
    gains = reading.gains(spans, new)
    assert np.isfinite(gains).all()
    assert gains[2] == pytest.approx(0, abs=1e-5)  # what stands there gains nothing
    assert gains[0] != gains[1]


def test_a_longer_original_counts_by_the_pieces_that_fit(tiny: encoder.Encoder) -> None:
    _, reading = read(tiny, "the twine")
    one, longer = reading.gains([(1, 2)] * 2, [("heart",), ("heart", "disease")])
    odds = np.log(1 / (1 + np.exp(4.0)) + 1e-6) - np.log1p(-1 / (1 + np.exp(4.0)) + 1e-6)
    assert longer - one == pytest.approx(odds, abs=1e-4)  # P(longer) of the tiny network


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["heart", "the", "cord", "xyz", "disease"]), min_size=1, max_size=4)
)
def test_gains_together_are_gains_alone(tiny: encoder.Encoder, new: list[str]) -> None:
    _, reading = read(tiny, "the coronary heart twine the disease")
    spans = [(lo, hi) for lo in range(6) for hi in range(lo + 1, 6)]
    together = reading.gains(spans, [new] * len(spans))
    alone = [reading.gains([span], [new])[0] for span in spans]
    assert np.allclose(together, alone, atol=1e-4, equal_nan=True)


def test_nothing_gains_where_nothing_looks_spun(tiny: encoder.Encoder) -> None:
    _, reading = read(tiny, "the heart the heart the twine")
    assert np.isnan(reading.gains([(0, 1)], [("disease",)])).all()
    assert reading.gains([], []).shape == (0,)
    assert reading.best(0, 1) == []


def test_words_of_one_doubted_piece_have_the_pieces_that_their_wordings_begin_with(
    tiny: encoder.Encoder,
) -> None:
    _, reading = read(tiny, "the spinal twine, xyz twine coronary")
    places, pieces, logs = reading.whole(np.arange(7))
    assert places.tolist() == [2, 5, 6]  # xyz has three pieces, the others look sound
    for place, row, found in zip(places.tolist(), pieces.tolist(), logs.tolist(), strict=True):
        by_piece = dict(reading.best(place, place + 1, len(PIECES)))
        words_ = [(tiny.wording((piece,)), log) for piece, log in zip(row, found, strict=True)]
        alone = {word: log for word, log in words_ if word is not None and word in by_piece}
        assert alone == pytest.approx(by_piece)


def test_its_own_wordings_are_words_likeliest_first(tiny: encoder.Encoder) -> None:
    _, reading = read(tiny, "the spinal twine")
    best = reading.best(2, 3)
    scores = [score for _, score in best]
    assert 0 < len(best) <= 5
    assert scores == sorted(scores, reverse=True)
    assert not any(wording.startswith(("#", "[")) for wording, _ in best)


def test_the_repairer_computes_what_its_weights_say() -> None:
    heads = encoder.unpacked(arrays() | {"scale": np.float32(0.5)})
    hidden = np.random.default_rng(2).normal(size=(9, WIDTH)).astype(np.float32)
    rows, logs, pieces = heads.repaired(hidden, np.array([1, 4]), 3)
    gelu = hidden * (1 + np.vectorize(erf)(hidden / np.sqrt(2))) / 2
    middle = gelu - gelu.mean(1, keepdims=True)
    wanted = 0.5 * middle / np.sqrt((middle**2).mean(1, keepdims=True) + 1e-5)
    assert np.allclose(rows, wanted, atol=1e-5)
    scores = np.exp(wanted[[1, 4]] @ heads.table.T)
    shares = scores / scores.sum(1, keepdims=True)
    at = np.searchsorted(heads.common, pieces)  # rows are compared in whole numbers, hence 1%
    assert np.allclose(np.exp(logs), np.take_along_axis(shares, at, 1), rtol=0.01)
    assert np.allclose(np.exp(logs), -np.sort(-shares, axis=1)[:, :3], rtol=0.01)
    assert (np.diff(logs, axis=1) <= 0).all()
    assert np.array_equal(heads.transformed(hidden), rows)
    assert heads.repaired(hidden[:0], np.zeros(0, np.int64), 3)[1].shape == (0, 3)
    every = heads.repaired(hidden, np.array([0]), 1_000_000)[2]  # more than there are
    assert sorted(every[0].tolist()) == sorted(heads.common.tolist())


def test_the_packaged_graph_is_what_its_script_writes() -> None:
    pytest.importorskip("onnx", reason="onnx is not installed: the graph cannot be written")
    from training.despin.repairer import graph

    assert assets.path(repairer.GRAPH).read_bytes() == graph().SerializeToString()


def test_the_packaged_network_with_its_heads_takes_less_than_30_megabytes() -> None:
    sizes = {file.name: file.stat().st_size for file in (assets.DATA / "models/despin").iterdir()}
    assert {"encoder.int8.onnx", "heads.npz", "repairer.onnx", "vocab.txt"} <= sizes.keys()
    assert sum(sizes.values()) < 30e6


def test_capitals_are_read_like_small_letters(tiny: encoder.Encoder) -> None:
    _, low = read(tiny, "the spinal twine.")
    _, high = read(tiny, "THE SPINAL TWINE.")
    assert low.spun.tolist() == high.spun.tolist()


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "?!... ,,,", "()()" * 300, "\u200b\u0301"])
def test_texts_without_words(tiny: encoder.Encoder, text: str) -> None:
    found, reading = read(tiny, text)
    assert reading.spun.shape == (len(found),)
    assert reading.share() == 0.0


@pytest.mark.parametrize(
    "text", ["한국어 문장입니다", "Çok güzel İstanbul 🎉", "naïve e\u0301 B12x 3.5mg"]
)
def test_other_languages_and_odd_letters(tiny: encoder.Encoder, text: str) -> None:
    found, reading = read(tiny, text)
    assert len(reading.spun) == len(found)
    assert not np.isnan(reading.spun).any()


def test_a_sentence_of_ten_thousand_tokens_is_cut(tiny: encoder.Encoder) -> None:
    found, reading = read(tiny, "the twine " * 5000)
    assert (reading.spun[1::2] > 0.99).all()
    assert (reading.spun[::2] < 0.01).all()
    assert len(found) == 10_000
    shapes = tiny._session.shapes  # type: ignore[attr-defined]
    assert max(shape[1] for shape in shapes) <= encoder.WINDOW


def test_windows_are_read_one_at_a_time_without_padding(tiny: encoder.Encoder) -> None:
    shapes = tiny._session.shapes  # type: ignore[attr-defined]
    shapes.clear()
    _, reading = read(tiny, "The spinal twine is the heart. A coronary disease!\n" * 30)
    assert len(shapes) > 1
    assert all(shape[0] == 1 for shape in shapes)
    assert sum(shape[1] for shape in shapes) == len(reading.pieces) + 2 * len(shapes)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_a_score_for_every_word(tiny: encoder.Encoder, text: str) -> None:
    found, reading = read(tiny, text)
    assert reading.spun.shape == (len(found),)
    assert ((reading.spun >= 0) & (reading.spun <= 1)).all()


@given(st.lists(st.integers(0, 700), max_size=20), st.integers(1, 254))
def test_windows_cover_every_piece_once(lengths: list[int], most: int) -> None:
    ends = np.cumsum([0, *lengths]).tolist()
    found = list(encoder.windows(ends, most))
    assert [piece for lo, hi in found for piece in range(lo, hi)] == list(range(ends[-1]))
    assert all(0 < hi - lo <= most for lo, hi in found)


def folder(tmp_path: Path, vocabulary: Path) -> Path:
    """Write a model folder with a manifest; the network file is only bytes."""
    (tmp_path / encoder.NETWORK).parent.mkdir(parents=True)
    (tmp_path / encoder.NETWORK).write_bytes(b"network")
    np.savez(tmp_path / encoder.HEADS, **arrays())
    (tmp_path / encoder.VOCABULARY).write_bytes(vocabulary.read_bytes())
    names = (encoder.NETWORK, encoder.HEADS, encoder.VOCABULARY)
    files = {name: asdict(assets.describe(tmp_path / name)) for name in names}
    (tmp_path / assets.MANIFEST).write_text(json.dumps({"files": files}))
    return tmp_path


@pytest.mark.parametrize("name", [encoder.NETWORK, encoder.HEADS, encoder.VOCABULARY])
@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_bad_file_is_named_with_digest_and_remedy(
    tmp_path: Path, vocabulary: Path, name: str, damage: str
) -> None:
    where = folder(tmp_path, vocabulary)
    digest = assets.manifest(where)[name].sha256
    if damage == "missing":
        (where / name).unlink()
    else:
        (where / name).write_bytes(b"something else")
    with pytest.raises(AssetError) as caught:
        encoder.load(where)
    line = str(caught.value)
    assert name in line and damage in line and digest in line and "pip install" in line
    assert "\n" not in line


def test_a_model_folder_loads_and_reads(tmp_path: Path, vocabulary: Path) -> None:
    onnx = pytest.importorskip("onnx", reason="onnx is not installed: no network can be made")
    where = folder(tmp_path, vocabulary)
    helper, kind = onnx.helper, onnx.TensorProto
    axes = ["windows", "pieces"]
    random = np.random.default_rng(1).normal(size=(WIDTH, 2)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("Identity", ["embedded"], ["hidden"]),
         helper.make_node("MatMul", ["embedded", "weight"], ["logits"])],
        "tiny",
        [helper.make_tensor_value_info("embedded", kind.FLOAT, [*axes, WIDTH])],
        [helper.make_tensor_value_info("hidden", kind.FLOAT, [*axes, WIDTH]),
         helper.make_tensor_value_info("logits", kind.FLOAT, [*axes, 2])],
        [onnx.numpy_helper.from_array(random, "weight")],
    )  # fmt: skip
    opset = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), where / encoder.NETWORK)
    names = (encoder.NETWORK, encoder.HEADS, encoder.VOCABULARY)
    files = {name: asdict(assets.describe(where / name)) for name in names}
    (where / assets.MANIFEST).write_text(json.dumps({"files": files}))
    found, reading = read(encoder.load(where), "The spinal twine. The heart.")
    assert len(reading.spun) == len(found)


@pytest.mark.parametrize(("value", "count"), [("1", 1), ("4", 4), ("", 0), ("two", 0), ("1,2", 0)])
def test_threads_are_those_that_a_worker_is_given(
    monkeypatch: pytest.MonkeyPatch, value: str, count: int
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", value)
    assert encoder.threads() == count


def test_the_packaged_network_obeys_the_number_of_threads() -> None:
    code = (
        "import threading, psutil; from healthtext import encoder, words;"
        "text = 'The spinal twine. ' * 200; before = psutil.Process().num_threads();"
        "encoder.load().read(text, words.split(text));"
        "print(psutil.Process().num_threads() - before)"
    )
    grown = [
        int(subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"OMP_NUM_THREADS": count},
            capture_output=True, text=True, check=True, timeout=60,
        ).stdout)
        for count in ("1", "4")
    ]  # fmt: skip
    assert grown[1] >= grown[0] + 2


def test_a_thread_without_work_sleeps() -> None:
    code = (
        "import time; from healthtext import encoder, words; text = 'The spinal twine. ' * 200;"
        "read = lambda: encoder.load().read(text, words.split(text)); read(); spent = 0;\n"
        "for _ in range(20):\n"
        "    read(); before = time.process_time(); time.sleep(.02)\n"
        "    spent += time.process_time() - before\n"
        "print(spent)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"OMP_NUM_THREADS": "2"},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert float(done.stdout) < 0.05


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1)))
def test_pieces_of_words_are_the_tokenizer_s(tiny: encoder.Encoder, given: list[str]) -> None:
    wanted = [tiny._tokenizer.encode(word, add_special_tokens=False).ids for word in given]
    assert tiny.pieces(given) == [piece for ids in wanted for piece in ids]
    assert tiny.pieces(given) == [piece for ids in wanted for piece in ids]  # remembered


def test_what_is_the_same_over_and_over_is_read_once(tiny: encoder.Encoder) -> None:
    """Thousands of full stops, as some web pages have them, were as many windows to read."""
    network = tiny._session
    assert isinstance(network, Network)
    text, before = "." * 10 * encoder.WINDOW + " twine cord", len(network.shapes)
    found, reading = read(tiny, text)
    assert len(network.shapes) - before == 2
    assert [found[-2].text, found[-1].text] == ["twine", "cord"]
    assert reading.spun[-2] > 0.9 > 0.1 > reading.spun[-1]


def test_windows_that_differ_are_all_read() -> None:
    ids = np.array([1, 2, 1, 2, 2, 1, 1, 2])
    cuts = [(0, 2), (2, 4), (4, 6), (6, 8)]
    assert list(encoder.first_alike(cuts, ids)) == [(0, 2, 0), (2, 4, 0), (4, 6, 4), (6, 8, 0)]

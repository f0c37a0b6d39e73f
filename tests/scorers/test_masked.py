"""A masked language model as a scorer, with tiny models made here: ONNX by hand, and by PyTorch."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from healthtext import despin, scorers, words
from healthtext.despin import candidates
from healthtext.despin.options import stock
from healthtext.errors import SettingsError
from healthtext.pipeline import Pipeline
from healthtext.read import from_text
from healthtext.records import Report
from healthtext.scorers import SecondScorer
from healthtext.scorers import models as folders
from healthtext.settings import Settings

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = (
    "the of a is it spinal cord twine string massage remedy therapy back affects impacts and pain"
)
VOCABULARY = [*SPECIAL, *WORDS.split(), ".", ",", "##s"]
SENTENCE = "it affects the spinal cord ."
TEXT = "Massage remedy impacts the spinal twine and the back.\n"


def field(number: int, content: bytes | int | str) -> bytes:
    """Write one field of a protocol buffer."""
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    data = content.encode() if isinstance(content, str) else content
    return varint(number << 3 | 2) + varint(len(data)) + data


def varint(value: int) -> bytes:
    low, rest = value & 127, value >> 7
    return bytes([low | 128]) + varint(rest) if rest else bytes([low])


def node(kind: str, inputs: Iterable[str], output: str) -> bytes:
    names = b"".join(field(1, name) for name in inputs)
    return field(1, names + field(2, output) + field(4, kind))


def tensor(name: str, values: np.ndarray) -> bytes:  # type: ignore[type-arg]
    kind = 1 if values.dtype == np.float32 else 7
    shape = b"".join(field(1, size) for size in values.shape)
    return field(5, shape + field(2, kind) + field(8, name) + field(9, values.tobytes()))


def value(number: int, name: str, kind: int, rank: int) -> bytes:
    axes = b"".join(field(1, field(2, f"{name}{axis}")) for axis in range(rank))
    return field(number, field(1, name) + field(2, field(1, field(1, kind) + field(2, axes))))


def onnx(likes: np.ndarray) -> bytes:  # type: ignore[type-arg]
    """Write a network whose logits everywhere are the sum of `likes` of every piece of a row."""
    graph = (
        node("Gather", ["likes", "input_ids"], "each")
        + node("ReduceSum", ["each", "axes"], "sum")
        + node("Mul", ["each", "zero"], "none")
        + node("Add", ["none", "sum"], "logits")
        + field(2, "tiny")
        + tensor("likes", likes) + tensor("axes", np.array([1]))
        + tensor("zero", np.zeros(1, np.float32))
        + value(11, "input_ids", 7, 2) + value(12, "logits", 1, 3)
    )  # fmt: skip
    return field(1, 8) + field(7, graph) + field(8, field(1, "") + field(2, 13))


def tokenizer(folder: Path, vocabulary: list[str] = VOCABULARY) -> None:
    pieces = Tokenizer(
        models.WordPiece({w: n for n, w in enumerate(vocabulary)}, unk_token="[UNK]")
    )
    pieces.normalizer = normalizers.Lowercase()
    pieces.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    pieces.add_special_tokens([name for name in SPECIAL if name in vocabulary])
    ends = [(name, vocabulary.index(name)) for name in ("[CLS]", "[SEP]")]
    pieces.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=ends
    )
    pieces.save(str(folder / "tokenizer.json"))


def likes(**pairs: str) -> np.ndarray:  # type: ignore[type-arg]
    """Return a table in which a word makes others likelier."""
    table = np.zeros((len(VOCABULARY), len(VOCABULARY)), np.float32)
    for word, others in pairs.items():
        for other in others.split():
            table[VOCABULARY.index(word), VOCABULARY.index(other)] = 9.0
    return table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model that expects `cord` where `spinal` is, and `therapy` where `massage` is."""
    tokenizer(tmp_path)
    (tmp_path / "model.onnx").write_bytes(onnx(likes(spinal="cord", massage="therapy")))
    return tmp_path


def loaded(folder: Path) -> SecondScorer:
    scorer = scorers.load(Settings(scorer=f"mlm:{folder}"))
    assert scorer is not None
    return scorer


def nats(scorer: SecondScorer, text: str, old: str, new: str) -> float:
    found = words.split(text)
    at = next(at for at, word in enumerate(found) if word.form == old)
    option = candidates.Option(at, at + 1, (new,), 0)
    lattice = candidates.Lattice.of(found, [option])
    return float(scorer.read(text, found).score(lattice)[0])


def test_it_prefers_what_the_model_expects(folder: Path) -> None:
    scorer = loaded(folder)
    assert nats(scorer, TEXT, "twine", "cord") > 1
    assert nats(scorer, "The cord of the spinal back.", "cord", "twine") < -1
    assert nats(scorer, "The twine of the back.", "twine", "cord") == 0
    assert np.isnan(nats(scorer, TEXT, "twine", "strings"))  # two pieces: it cannot tell


def test_it_proposes_what_it_is_sure_of(folder: Path) -> None:
    proposed = loaded(folder).read(TEXT, words.split(TEXT)).propose()
    assert {("cord",), ("therapy",)} >= set(stock().named(proposed.wording)) != set()
    unsure = "The twine of the back is it."
    assert not loaded(folder).read(unsure, words.split(unsure)).propose().start.size


def test_an_article_that_spells_the_mask_out_hides_nothing(folder: Path) -> None:
    text = "The [MASK] [MASK] spinal twine [MASK] <mask> [SEP]."
    assert nats(loaded(folder), text, "twine", "cord") > 1


@pytest.mark.parametrize("text", ["", " ", "...", "İ 😀 한글", "twine"])
def test_odd_texts(folder: Path, text: str) -> None:
    opinion = loaded(folder).read(text, words.split(text))
    assert opinion.spun is None
    lattice = candidates.lattice(words.split(text), opinion.propose())
    assert len(opinion.score(lattice)) == len(lattice.options)


def test_every_word_of_a_long_text_is_looked_at_once(folder: Path) -> None:
    text = TEXT * 100
    scorer = loaded(folder)
    scorer.read(text, words.split(text))
    longer = sum(word.is_word and len(word.form) > 2 for word in words.split(text))
    assert scorer.status == f"{longer:,} words looked at"
    scorer.begin()
    assert scorer.status == "0 words looked at"


def test_it_ranks_but_the_gate_decides(folder: Path) -> None:
    skip = frozenset({"clean", "grammar", "entities", "claims", "evidence"})
    text = f"{TEXT}The remedy costs 5 massage units, as https://a.example/twine says.\n"
    result = Pipeline(Settings(skip=skip, scorer=f"mlm:{folder}")).run(from_text(text))
    assert isinstance(result, Report)
    assert "https://a.example/twine" in result.repaired
    assert "spinal cord" in result.repaired
    assert result.versions["scorer"] == f"mlm:{folder}: 18 words looked at"


def test_a_scorer_is_part_of_the_despinner(folder: Path) -> None:
    lattice = despin.choose(TEXT, despin.packaged_scorers(), [loaded(folder)]).lattice
    at = next(at for at, word in enumerate(lattice.words) if word.form == "remedy")
    assert ("therapy",) in {option.new for option in lattice.at[at]}


def broken(folder: Path, what: str) -> None:
    match what:
        case "no folder":
            (folder / "model.onnx").unlink()
            (folder / "tokenizer.json").unlink()
            folder.rmdir()
        case "damaged model":
            (folder / "model.onnx").write_bytes(b"no model")
        case "no tokenizer":
            (folder / "tokenizer.json").unlink()
        case "damaged tokenizer":
            (folder / "tokenizer.json").write_text("{")
        case "no mask":
            tokenizer(folder, [word for word in VOCABULARY if word != "[MASK]"])
        case "no head":
            (folder / "model.onnx").write_bytes(onnx(likes()[:, :8].copy()))
        case "damaged configuration":
            (folder / "config.json").write_text("{")
        case "other model":
            (folder / "model.onnx").write_bytes(onnx(likes()[:4].copy()))


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("no folder", "there is no such folder"),
        ("damaged model", "is no ONNX model that can be read"),
        ("no tokenizer", "has no tokenizer.json that can be read"),
        ("damaged tokenizer", "has no tokenizer.json that can be read"),
        ("no mask", "has no piece for a masked word"),
        ("no head", "gives no probability for every piece"),
        ("damaged configuration", "is no JSON"),
        ("other model", "cannot be run"),
    ],
)
def test_what_a_folder_lacks_is_said_at_once(folder: Path, what: str, says: str) -> None:
    broken(folder, what)
    with pytest.raises(SettingsError, match=says) as caught:
        loaded(folder)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_without_pytorch_the_command_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "model.onnx").unlink()
    monkeypatch.setattr(folders, "find_spec", lambda _: None)
    with pytest.raises(SettingsError, match=r'python -m pip install "healthtext\[mlm\]"'):
        loaded(folder)


TORCH = pytest.mark.skipif(
    find_spec("torch") is None or find_spec("transformers") is None,
    reason="PyTorch and transformers, of the extra healthtext[mlm], are not installed",
)


@pytest.fixture
def bert(tmp_path: Path) -> Path:
    """A BERT of one small layer, taught one sentence."""
    import torch
    from transformers import BertConfig, BertForMaskedLM

    tokenizer(tmp_path)
    torch.manual_seed(0)
    network = BertForMaskedLM(BertConfig(
        vocab_size=len(VOCABULARY), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=40,
    ))  # fmt: skip
    ids = [VOCABULARY.index(w) for w in ("[CLS]", *SENTENCE.split(), "[SEP]")]
    target = torch.tensor([ids])
    learn = torch.optim.Adam(network.parameters(), 0.01)
    for step in range(60):
        shown = target.clone()
        shown[0, 1 + step % 5] = VOCABULARY.index("[MASK]")
        network(input_ids=shown, labels=target).loss.backward()
        learn.step()
        learn.zero_grad()
    network.save_pretrained(tmp_path)
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({
        "tokenizer_class": "PreTrainedTokenizerFast", "mask_token": "[MASK]",
        "unk_token": "[UNK]", "pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]",
    }))  # fmt: skip
    return tmp_path


@TORCH
def test_a_model_of_transformers(bert: Path) -> None:
    scorer = loaded(bert)
    assert nats(scorer, "It affects the spinal twine.", "twine", "cord") > 1
    long = "It affects the spinal twine. " * 30  # more than its positions
    assert nats(scorer, long, "twine", "cord") > 0.5


@TORCH
def test_an_encoder_without_its_head_is_refused(bert: Path) -> None:
    from transformers import BertConfig, BertModel

    BertModel(BertConfig.from_pretrained(bert)).save_pretrained(bert)
    with pytest.raises(SettingsError, match="lacks its head for masked words"):
        loaded(bert)


@TORCH
def test_a_folder_that_transformers_cannot_read(bert: Path) -> None:
    (bert / "config.json").write_text('{"model_type": "none"}')
    with pytest.raises(SettingsError, match="is no model that transformers reads"):
        loaded(bert)

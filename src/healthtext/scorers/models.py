"""Masked language models in folders: ONNX where there is such a file, else by transformers.

A folder is in the layout of Hugging Face. Nothing is downloaded, no code of a model is run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from healthtext.errors import SettingsError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Run = Callable[[Ids, Ids], Floats]  # pieces and attention mask, [rows, n] -> logits, [rows, n, V]
LONGEST = 256  # pieces of a window
MEMORY = 1 << 27  # bytes of logits at once
FILES = (
    "model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx",
)  # fmt: skip
MASKS = ("[MASK]", "<mask>")
PIP = 'python -m pip install "healthtext[mlm]"'


@dataclass(frozen=True)
class Model:
    """A masked language model: `mask` is its piece for a hidden word, `longest` its window."""

    tokenizer: Tokenizer
    mask: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    longest: int
    run: Run

    def hidden(self, rows: Sequence[Sequence[int]]) -> Iterator[Floats]:
        """Yield, for each row of pieces, log P of every piece at each of its masks, [masks, V]."""
        size = max(1, MEMORY // (4 * self.tokenizer.get_vocab_size() * self.longest))
        for at in range(0, len(rows), size):
            some = [[*self.before, *row, *self.after] for row in rows[at : at + size]]
            width = max(map(len, some))
            ids, mask = np.zeros((len(some), width), np.int64), np.zeros((len(some), width))
            for number, row in enumerate(some):
                ids[number, : len(row)], mask[number, : len(row)] = row, 1
            logits = self.run(ids, mask.astype(np.int64))
            for number in range(len(some)):
                yield _log_softmax(logits[number, ids[number] == self.mask])


def load(folder: str) -> Model:
    """Load the model of a folder. Raises SettingsError that says what it lacks."""
    path = Path(folder)
    if not path.is_dir():
        raise _refusal(path, "there is no such folder", "give the folder of a model")
    file = next((path / name for name in FILES if (path / name).is_file()), None)
    if file is not None:
        tokenizer, run, most = _tokenizer(path), _onnx(file), _positions(path)
    elif find_spec("torch") is None or find_spec("transformers") is None:
        problem = "has no model.onnx, so that it needs transformers and PyTorch"
        raise _refusal(path, problem, PIP)
    else:
        tokenizer, run, most = _torch(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    model = _model(tokenizer, run, most, path)
    _try(model, path)
    return model


def _model(tokenizer: Tokenizer, run: Run, most: int, path: Path) -> Model:
    mask = next((tokenizer.token_to_id(name) for name in (*_named_mask(path), *MASKS)
                 if tokenizer.token_to_id(name) is not None), None)  # fmt: skip
    if mask is None:
        raise _refusal(path, "has no piece for a masked word", "give a masked language model")
    bare, whole = (tokenizer.encode("a", add_special_tokens=add).ids for add in (False, True))
    at = next((n for n in range(len(whole)) if whole[n : n + len(bare)] == bare), 0)
    before, after = tuple(whole[:at]), tuple(whole[at + len(bare) :])
    longest = min(LONGEST, most - len(before) - len(after))
    return Model(tokenizer, mask, before, after, longest, run)


def _try(model: Model, path: Path) -> None:
    """Ask the model once, so that what it lacks is said before any article."""
    try:
        found = next(model.hidden([[model.mask]]))
    except Exception as error:  # runtimes have errors of their own by the dozen
        problem = f"cannot be run ({type(error).__name__}: {error})".splitlines()[0]
        raise _refusal(path, problem, "export it again, with its tokenizer") from None
    if found.shape[-1] < model.tokenizer.get_vocab_size() or not np.isfinite(found).all():
        problem = "gives no probability for every piece of its vocabulary"
        raise _refusal(path, problem, "give a model with a masked-language-model head")


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(path / "tokenizer.json"))
    except Exception as error:  # the library raises plain Exception
        problem = f"has no tokenizer.json that can be read ({error})"
        raise _refusal(path, problem, "save its fast tokenizer beside it") from None


def _onnx(file: Path) -> Run:
    import onnxruntime

    try:
        session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    except Exception as error:  # see _try
        problem = f"is no ONNX model that can be read ({error})".splitlines()[0]
        raise _refusal(file, problem, "export it again") from None
    wanted = {one.name for one in session.get_inputs()}
    outputs = [one.name for one in session.get_outputs()]
    name = "logits" if "logits" in outputs else outputs[0]

    def run(ids: Ids, mask: Ids) -> Floats:
        every = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        given = {key: value for key, value in every.items() if key in wanted}
        return cast(Floats, session.run([name], given)[0])

    return run


def _torch(path: Path) -> tuple[Tokenizer, Run, int]:
    import torch
    from transformers import AutoModelForMaskedLM, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
        network, loaded = AutoModelForMaskedLM.from_pretrained(
            path, local_files_only=True, output_loading_info=True
        )
    except Exception as error:  # OSError, ValueError, KeyError and more, by version
        problem = f"is no model that transformers reads ({error})".splitlines()[0]
        raise _refusal(path, problem, "give the folder of a masked language model") from None
    if loaded["missing_keys"] or not hasattr(tokenizer, "backend_tokenizer"):
        lacks = "a fast tokenizer" if not loaded["missing_keys"] else "its head for masked words"
        raise _refusal(path, f"lacks {lacks}", "give a masked language model")
    network.eval()

    def run(ids: Ids, mask: Ids) -> Floats:
        with torch.inference_mode():
            given = {"input_ids": torch.tensor(ids), "attention_mask": torch.tensor(mask)}
            return cast(Floats, network(**given).logits.float().numpy())

    return tokenizer.backend_tokenizer, run, _positions(path)


def _positions(path: Path) -> int:
    """Return how many pieces the model was made for; a few are kept for offsets of RoBERTa's."""
    most = _json(path / "config.json").get("max_position_embeddings", LONGEST + 4)
    return most - 2 if isinstance(most, int) and most > 16 else LONGEST


def _named_mask(path: Path) -> Iterator[str]:
    for name in ("special_tokens_map.json", "tokenizer_config.json"):
        mask = _json(path / name).get("mask_token")
        mask = mask.get("content") if isinstance(mask, dict) else mask
        if isinstance(mask, str):
            yield mask


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise _refusal(path, f"is no JSON ({error})", "save the model again") from None
    return found if isinstance(found, dict) else {}


def _log_softmax(logits: Floats) -> Floats:
    shifted = logits.astype(np.float32) - logits.max(axis=-1, keepdims=True)
    return cast(Floats, shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def _refusal(path: Path, problem: str, remedy: str) -> SettingsError:
    return SettingsError(f"mlm:{path}", problem, remedy)

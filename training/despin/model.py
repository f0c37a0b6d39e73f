"""The denoiser: a small BERT with a detector and a repairer on its last hidden states."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from training.channel.embed import model_folder
from training.despin.examples import DELETE


class Denoiser(nn.Module):  # type: ignore[misc]
    """Detector: logits (spun, longer) of every piece. Repairer: scores of the piece before."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        width = bert.config.hidden_size
        self.detector = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 2))
        self.transform = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.delete = nn.Parameter(torch.zeros(1, width))
        self.bias = nn.Parameter(torch.zeros(DELETE + 1))
        self.scale = nn.Parameter(torch.tensor(1.0))

    def encode(self, pieces: Tensor, mask: Tensor) -> Tensor:
        return self.bert(input_ids=pieces, attention_mask=mask).last_hidden_state

    def repair(self, hidden: Tensor, rows: Tensor | None = None) -> Tensor:
        """Return logits over the vocabulary and DELETE (or `rows` of it) for hidden states."""
        table = torch.cat((self.bert.embeddings.word_embeddings.weight, self.delete))
        bias = self.bias
        if rows is not None:
            table, bias = table[rows], bias[rows]
        return self.transform(hidden) @ table.T * self.scale + bias


def pretrained(frozen: int = 0, attention: str = "sdpa") -> Denoiser:
    """Return the denoiser on the checked weights of all-MiniLM-L6-v2.

    To train, `attention` is best "eager": the backward pass of "sdpa" takes 40% of a step on a CPU.

    The word embeddings are frozen, and so are the `frozen` lowest layers. There is no dropout:
    no example is seen twice.
    """
    bert = BertModel.from_pretrained(
        model_folder(), add_pooling_layer=False, attn_implementation=attention,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    bert.embeddings.word_embeddings.weight.requires_grad = False
    if frozen:
        bert.embeddings.requires_grad_(False)
        bert.encoder.layer[:frozen].requires_grad_(False)
    return Denoiser(bert)


def tiny(vocabulary: int, width: int = 32) -> BertConfig:
    """Return the configuration of a model for tests."""
    return BertConfig(
        vocab_size=vocabulary, hidden_size=width, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=2 * width, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip

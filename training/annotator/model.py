"""The annotator: the denoiser's network with features added to its input, and heads."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

from healthtext.annotator.features import FEATURES
from healthtext.claims import KINDS
from training.annotator.corpora import ANATOMY, GROUPS, PARTS, STRENGTHS
from training.annotator.examples import TYPES
from training.annotator.pairs import DIRECTIONS

TAGS = (*(3 for _ in GROUPS), len(TYPES), len(ANATOMY))  # logits for each label of a piece
WHOLES = {
    "strength": len(STRENGTHS), "part": len(PARTS), "kind": len(KINDS) + 1, "entailment": 3,
    "direction": len(DIRECTIONS),
}  # fmt: skip


class Annotator(nn.Module):  # type: ignore[misc]
    """Tags of every piece; labels of a sentence or pair from the mean of its pieces."""

    def __init__(self, bert: BertModel, dropout: float = 0.1) -> None:
        super().__init__()
        self.bert = bert
        width = bert.config.hidden_size
        self.features = nn.Embedding(FEATURES, width)
        nn.init.zeros_(self.features.weight)
        self.drop = nn.Dropout(dropout)
        self.tags = nn.Linear(width, sum(TAGS))
        self.dense = nn.ModuleDict({name: nn.Linear(2 * width, width // 2) for name in WHOLES})
        self.wholes = nn.ModuleDict({name: nn.Linear(width // 2, n) for name, n in WHOLES.items()})

    def encode(self, pieces: Tensor, features: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        words = self.bert.embeddings.word_embeddings(pieces) + self.features(features)
        return self.bert(
            inputs_embeds=words, attention_mask=mask, token_type_ids=types
        ).last_hidden_state

    def whole(self, name: str, hidden: Tensor, inside: Tensor) -> Tensor:
        """Return the logits of a head for sentences whose pieces are `inside`."""
        weights = inside[..., None].to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
        high = hidden.masked_fill(inside[..., None] == 0, -1e4).amax(1)
        pooled = self.drop(torch.cat((mean, high), -1))
        return self.wholes[name](nn.functional.gelu(self.dense[name](pooled)))

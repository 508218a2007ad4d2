"""The reader as a PyTorch module for training: a BERT encoder with packed projections and a span head."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512
MASKED = -1e4


class Layer(nn.Module):
    """Self-attention and feed-forward, each with residual and norm after."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """[n, t, 384] → [n, t, 384]; `bias` [n, 1, 1, t] is added to the attention scores."""
        n, t, _ = x.shape
        query, key, value = self.qkv(x).view(n, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        # Written out: on the CPU this takes 0.6 of the time of PyTorch's fused attention, whose way back is slow.
        scores = torch.matmul(query * (HIDDEN // HEADS) ** -0.5, key.transpose(-1, -2)) + bias
        mixed = torch.matmul(scores.softmax(-1).to(value.dtype), value)
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(n, t, HIDDEN)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class ReaderModel(nn.Module):
    """`input_ids`, `attention_mask`, `token_type_ids` → start and end scores [n, t, 2]; position 0 is "no answer"."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.types, self.norm = nn.Embedding(2, HIDDEN), nn.LayerNorm(HIDDEN, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.span = nn.Linear(HIDDEN, 2)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """Raw scores; what may not be answered with (question, padding) is masked by the caller."""
        x = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]] + self.types(types))
        bias = torch.where(mask[:, None, None, :] > 0, 0.0, MASKED)
        if torch.is_autocast_enabled("cpu"):
            bias = bias.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, bias)
        return self.span(x).float()


_NAMES = {
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}
_TABLES = {
    "embeddings.word_embeddings.weight": "words.weight",
    "embeddings.position_embeddings.weight": "positions.weight",
    "embeddings.token_type_embeddings.weight": "types.weight",
    "embeddings.LayerNorm.weight": "norm.weight",
    "embeddings.LayerNorm.bias": "norm.bias",
}


def from_bert(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """A BERT checkpoint's tensors under our names; the span head is not among them."""
    state = {ours: weights[theirs] for theirs, ours in _TABLES.items()}
    for layer in range(LAYERS):
        there = f"encoder.layer.{layer}"
        for part in ("weight", "bias"):
            packed = [weights[f"{there}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            state[f"layers.{layer}.qkv.{part}"] = torch.cat(packed)
            for theirs, ours in _NAMES.items():
                state[f"layers.{layer}.{ours}.{part}"] = weights[f"{there}.{theirs}.{part}"]
    return state


def to_bert(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """The way back, for the ONNX graph, with the head as `span.weight` and `span.bias`."""
    weights = {theirs: state[ours] for theirs, ours in _TABLES.items()}
    for layer in range(LAYERS):
        there = f"encoder.layer.{layer}"
        for part in ("weight", "bias"):
            parts = state[f"layers.{layer}.qkv.{part}"].chunk(3)
            for name, value in zip(("query", "key", "value"), parts, strict=True):
                weights[f"{there}.attention.self.{name}.{part}"] = value
            for theirs, ours in _NAMES.items():
                weights[f"{there}.{theirs}.{part}"] = state[f"layers.{layer}.{ours}.{part}"]
    return weights | {name: state[name] for name in ("span.weight", "span.bias")}


def load_state(path: Path) -> dict[str, Tensor]:
    """The model's tensors of a training checkpoint."""
    state: dict[str, Tensor] = torch.load(path, map_location="cpu", weights_only=True)["model"]
    return state

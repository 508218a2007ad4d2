"""Turn text into vectors with the packaged all-MiniLM-L6-v2: no key, no network, no torch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.session import Inputs, Precision, Runtime, Session, open_session

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent / "models" / "minilm"
NAME = "dateline-minilm-l6-v2"
DIMENSION = 384
MAX_PIECES = 256
"""Word pieces the model was made for, with the two markers at the ends; what is longer is cut."""

_BATCH_TOKENS = 1024
"""Tokens of one batch with its padding: about 6 passages. Larger ones fall out of the processor's cache."""
_LEAST_TOKENS = 128
"""Tokens below which sharing a few texts out among the cores costs more than it saves."""
_UNEVEN = 1.2
"""How much more than its even share a batch may hold: texts are no sand, and a last small batch would come on top."""
_LENGTH_STEP = 8
"""Lengths are rounded up to this, so that the runtime prepares few shapes and meets them again."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """The embedding model, opened. May be used from several threads."""

    session: Session
    tokenizer: Tokenizer

    @classmethod
    def load(cls, *, precision: Precision = "auto", runtime: Runtime = "auto") -> Encoder:
        """Open the packaged model.

        `precision="float32"` repeats its results on one machine and comes close on others; `"auto"` takes int8 and
        bfloat16 where that is faster (cosine to float32: 0.999 in the mean). Damaged files raise DatelineError.
        """
        session = open_session(FOLDER, precision=precision, runtime=runtime)
        return cls(session, load_tokenizer(FOLDER / "tokenizer.json", MAX_PIECES))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Sentence vectors of length 1, shape (n, 384), in the order of `texts`.

        Any text has a vector, the empty one too; beyond 256 word pieces a text is cut.
        """
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        if not len(texts):
            return vectors
        encodings = self.tokenizer.encode_batch([printable(text) for text in texts])
        ids = [encoding.ids for encoding in encodings]
        groups = list(group_by_length([len(row) for row in ids]))
        outputs = self.session.run(_padded(ids, group) for group in groups)
        for group, output in zip(groups, outputs, strict=True):
            vectors[group] = output[0]
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def load_tokenizer(path: Path, limit: int | None) -> Tokenizer:
    """A saved tokenizer without padding, cutting to `limit` pieces or not at all."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - importing this module stays cheap

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    if limit is None:
        tokenizer.no_truncation()
    else:
        tokenizer.enable_truncation(limit)
    return tokenizer


def printable(text: str) -> str:
    """The text in valid UTF-8: each lone surrogate becomes one question mark, so that offsets stay."""
    return text.encode("utf-8", "replace").decode("utf-8")


def group_by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts in batches of like length, longest first, so that little is padded.

    Each batch has a core to itself (`index.session`): the few texts of a question are shared out among all cores.
    """
    share = int(_UNEVEN * sum(map(rounded, lengths)) / (os.cpu_count() or 1))
    most = min(_BATCH_TOKENS, max(_LEAST_TOKENS, share))
    order = sorted(range(len(lengths)), key=lambda place: -lengths[place])
    start = 0
    while start < len(order):
        size = max(1, most // rounded(lengths[order[start]]))
        yield order[start : start + size]
        start += size


def rounded(length: int) -> int:
    """The padded length of a batch whose longest text has `length` pieces."""
    return -(-length // _LENGTH_STEP) * _LENGTH_STEP


def _padded(ids: Sequence[Sequence[int]], group: Sequence[int]) -> Inputs:
    """The model's inputs for one batch, padded to its longest text."""
    shape = (len(group), rounded(max(len(ids[place]) for place in group)))
    tokens, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for row, place in enumerate(group):
        tokens[row, : len(ids[place])] = ids[place]
        mask[row, : len(ids[place])] = 1
    return {"input_ids": tokens, "attention_mask": mask}

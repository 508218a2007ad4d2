"""The trained reader: which words of a passage answer a question, and how sure that is.

Question and passage go through the model together. Each token gets a score as the first and as the last of the
answer; the first token of all stands for "no answer here". One pass therefore both ranks passages and reads them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.embed import group_by_length, load_tokenizer, printable, rounded
from index.session import Inputs, Precision, Runtime, Session, open_session
from qa.records import Reading

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent / "models" / "reader"
WINDOW = 256
"""Tokens of one pass: question, passage and three markers. A longer passage is read in several windows."""
OVERLAP = 64
"""Tokens that neighbouring windows share, so that an answer is whole in one of them."""
QUESTION_LIMIT = 48
"""Tokens of a question; what is longer is cut, as in training."""
LONGEST_ANSWER = 40
"""Tokens."""

_START, _END, _CLS, _SEP = 0, 1, 101, 102
_TRIED = 200  # best spans looked at for up to k that do not overlap
NOTHING = Reading(0, 0, "", -math.inf)

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch `at:end` of a passage's tokens, to be read in one pass."""

    passage: int
    at: int
    end: int
    ids: list[int]
    question: int


@dataclass(frozen=True, slots=True)
class Reader:
    """The packaged reading model, opened. May be used from several threads."""

    session: Session
    tokenizer: Tokenizer
    threshold: float

    @classmethod
    def load(cls, *, precision: Precision = "auto", runtime: Runtime = "auto", folder: Path = FOLDER) -> Reader:
        """Open the packaged weights, or those of another folder. Damaged files raise DatelineError."""
        session = open_session(folder, precision=precision, runtime=runtime)
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return cls(session, load_tokenizer(folder / "tokenizer.json", None), float(manifest["threshold"]))

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """One reading per passage, in order: its best span, even when the score says that it does not answer.

        `passages[i][start:end] == text` (code points). `score` is best span − no answer − the tuned threshold, so
        above 0 means answered. A passage without letters or digits gives `Reading(0, 0, "", -inf)`, and so does
        every passage when the question has none.
        """
        return [found[0] if found else NOTHING for found in self.candidates(question, passages, 1)]

    def candidates(self, question: str, passages: Sequence[str], k: int) -> list[list[Reading]]:
        """Up to `k` readings per passage, best first, none overlapping another; empty for unreadable passages."""
        found: list[list[Reading]] = [[] for _ in passages]
        asked = self.tokenizer.encode(printable(question), add_special_tokens=False).ids[:QUESTION_LIMIT]
        if k < 1 or not _readable(question):
            return found
        encodings = self.tokenizer.encode_batch([printable(text) for text in passages], add_special_tokens=False)
        windows = [
            window
            for place, encoding in enumerate(encodings)
            if _readable(passages[place])
            for window in _windows(place, asked, encoding.ids)
        ]
        for window, scores in zip(windows, self._scores(windows), strict=True):
            encoding, text = encodings[window.passage], passages[window.passage]
            found[window.passage] += self._spans(window, scores, encoding, text, k)
        return [_apart(readings, k) for readings in found]

    def _scores(self, windows: Sequence[_Window]) -> list[Scores]:
        """Start and end scores of every window, [tokens, 2], run in batches of like length."""
        groups = list(group_by_length([len(window.ids) for window in windows]))
        outputs = self.session.run(_inputs(windows, group) for group in groups)
        scores: list[Scores] = [np.empty((0, 2), np.float32)] * len(windows)
        for group, output in zip(groups, outputs, strict=True):
            for row, place in enumerate(group):
                scores[place] = output[0][row, : len(windows[place].ids)]
        return scores

    def _spans(self, window: _Window, scores: Scores, encoding: Any, text: str, k: int) -> list[Reading]:
        """The best spans of one window as readings: whole words, at least one letter or digit."""
        nothing = float(scores[0].sum()) + self.threshold
        inner = scores[window.question + 2 : -1]
        words = encoding.word_ids[window.at : window.end]
        offsets = encoding.offsets[window.at : window.end]
        opens = np.array([at == 0 or words[at] != words[at - 1] for at in range(len(words))])
        closes = np.append(opens[1:], True)
        starts = np.where(opens, inner[:, _START], -np.inf)
        ends = np.where(closes, inner[:, _END], -np.inf)
        readings: list[Reading] = []
        for first, last, score in _best_pairs(starts, ends, _TRIED if k > 1 else _TRIED // 10):
            start, end = offsets[first][0], offsets[last][1]
            if all(end <= other.start or other.end <= start for other in readings) and _readable(text[start:end]):
                readings.append(Reading(start, end, text[start:end], score - nothing))
                if len(readings) == k:
                    break
        return readings


def _readable(text: str) -> bool:
    """Whether there is any letter or digit, of whatever script."""
    return any(map(str.isalnum, text))


def _windows(place: int, asked: list[int], ids: list[int]) -> Iterator[_Window]:
    """The passage in stretches that fit beside the question."""
    room = WINDOW - len(asked) - 3
    at = 0
    while True:
        end = min(at + room, len(ids))
        yield _Window(place, at, end, [_CLS, *asked, _SEP, *ids[at:end], _SEP], len(asked))
        if end == len(ids):
            return
        at = end - OVERLAP


def _inputs(windows: Sequence[_Window], group: Sequence[int]) -> Inputs:
    """The model's inputs for one batch, padded to its longest window."""
    shape = (len(group), rounded(max(len(windows[place].ids) for place in group)))
    ids, mask, types = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for row, place in enumerate(group):
        window = windows[place]
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
        types[row, window.question + 2 : len(window.ids)] = 1
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


def _best_pairs(starts: Scores, ends: Scores, count: int) -> Iterator[tuple[int, int, float]]:
    """The pairs start ≤ end of at most LONGEST_ANSWER tokens with the highest sums, best first."""
    sums = starts[:, None] + ends[None, :]
    band = np.tri(len(starts), k=LONGEST_ANSWER - 1, dtype=bool) & ~np.tri(len(starts), k=-1, dtype=bool)
    flat = np.where(band, sums, -np.inf).ravel()
    top = np.argpartition(-flat, min(count, len(flat) - 1))[:count]
    for at in sorted(top.tolist(), key=lambda one: (-flat[one], one)):
        if flat[at] > -np.inf:
            yield at // len(starts), at % len(starts), float(flat[at])


def _apart(readings: Sequence[Reading], k: int) -> list[Reading]:
    """The k best readings of which none overlaps a better one."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda one: (-one.score, one.start, one.end)):
        if all(reading.end <= other.start or other.end <= reading.start for other in kept):
            kept.append(reading)
            if len(kept) == k:
                break
    return kept

"""Train the reader: one command, fixed seed, checkpoints that survive a stop.

    python training/train_reader.py --data ../shared/training --work ~/reader

Begins with the sentence encoder's weights, or goes on from `checkpoint.pt` in the work folder where there is one. With
`--minutes` the clock runs by the time where that is ahead of the steps, and the training ends in time; without it, the
same seed gives the same examples in the same order.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from pathlib import Path

import torch
from export_embedder import plain_tokenizer, source_folder
from mixes import asked_carelessly, near_misses, paragraphs, sentences
from reader_data import Example
from reader_model import ReaderModel, from_bert
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

QUESTION_LIMIT = 48
TOKENS_PER_STEP = 6144
WARM_UP = 0.04
"""The share of a stage's steps in which the learning rate rises to its highest; then it falls to nothing."""
STREAMS = {"paragraphs": paragraphs, "sentences": sentences, "near misses": near_misses}


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the training: updates of about 6,000 tokens, the highest learning rate, which stream it takes, and
    how often a step takes questions about sentences instead: in its first third, and after it."""

    steps: int
    rate: float
    stream: str
    sentences: tuple[float, float]


STAGES = (Stage(4000, 2e-4, "paragraphs", (0.45, 0.10)), Stage(3400, 1.2e-4, "near misses", (0.10, 0.10)))


@dataclass(frozen=True, slots=True)
class Row:
    """Token ids of one example: [CLS] question [SEP] passage [SEP]; the answer's tokens, or 0 and 0."""

    ids: list[int]
    passage_at: int
    start: int
    end: int


Batches = Iterator[list[Row]]


def to_row(example: Example, tokenizer: Tokenizer, limit: int, rng: random.Random) -> Row | None:
    """The example as tokens, its passage cut to a window that holds the answer; None where no token does."""
    asked = tokenizer.encode(example.question, add_special_tokens=False).ids[:QUESTION_LIMIT]
    passage = tokenizer.encode(example.context, add_special_tokens=False)
    room = limit - len(asked) - 3
    first = last = -1
    if example.answerable:
        inside = [at for at, (start, end) in enumerate(passage.offsets) if start < example.end and example.start < end]
        if not inside or inside[-1] - inside[0] >= min(room, 60):
            return None
        first, last = inside[0], inside[-1]
    spare = max(0, len(passage.ids) - room)
    low, high = (max(0, last + 1 - room), min(spare, first)) if first >= 0 else (0, spare)
    begin = rng.randint(low, high) if spare else 0
    window = passage.ids[begin : begin + room]
    at = len(asked) + 2
    ids = [101, *asked, 102, *window, 102]
    return Row(ids, at, at + first - begin, at + last - begin) if first >= 0 else Row(ids, at, 0, 0)


def collate(rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Padded ids, mask, types, the bias that leaves [CLS] and the passage as answers, and the targets [n, 2]."""
    longest = -(-max(len(row.ids) for row in rows) // 8) * 8
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    allowed = torch.full((len(rows), longest), -1e4)
    for at, row in enumerate(rows):
        length = len(row.ids)
        ids[at, :length] = torch.tensor(row.ids)
        mask[at, :length] = 1
        types[at, row.passage_at : length] = 1
        allowed[at, 0] = 0
        allowed[at, row.passage_at : length - 1] = 0
    targets = torch.tensor([(row.start, row.end) for row in rows])
    return ids, mask, types, allowed, targets


def batches(rows: Sequence[Row], rng: random.Random) -> Batches:
    """Batches of like length within large random chunks, in random order."""
    order = list(rows)
    rng.shuffle(order)
    for at in range(0, len(order), 4096):
        chunk = sorted(order[at : at + 4096], key=lambda row: len(row.ids))
        cut, batch = [], []
        for row in chunk:
            if batch and (len(batch) + 1) * len(row.ids) > TOKENS_PER_STEP:
                cut.append(batch)
                batch = []
            batch.append(row)
        cut.append(batch)
        rng.shuffle(cut)
        yield from cut


def stream(make: Callable[[random.Random], list[Example]], tokenizer: Tokenizer, limit: int, seed: str) -> Batches:
    """Batches without end: epoch after epoch, each with its own choice of examples, windows and order."""
    for epoch in count():
        rng = random.Random(f"{seed} {epoch}")
        rows = [row for one in asked_carelessly(make(rng), rng) if (row := to_row(one, tokenizer, limit, rng))]
        nulls, tokens = sum(row.start == 0 for row in rows), sum(len(row.ids) for row in rows)
        print(f"{seed} {epoch}: {len(rows)} examples, {nulls} without answer, {tokens} tokens", flush=True)
        yield from batches(rows, rng)


def placed(progress: float) -> tuple[Stage, float]:
    """The stage where `progress` (0 to 1) of the training is done, and how much of that stage is."""
    done = progress * sum(stage.steps for stage in STAGES)
    for stage in STAGES[:-1]:
        if done < stage.steps:
            return stage, done / stage.steps
        done -= stage.steps
    return STAGES[-1], min(1.0, done / STAGES[-1].steps)


def rate_at(stage: Stage, progress: float) -> float:
    """The learning rate where `progress` (0 to 1) of a stage is done: a short rise, then straight to nothing."""
    return stage.rate * (progress / WARM_UP if progress < WARM_UP else (1 - progress) / (1 - WARM_UP))


def loss_of(model: nn.Module, batch: Sequence[Row]) -> Tensor:
    """Mean cross-entropy of start and end over [CLS] and the passage."""
    ids, mask, types, allowed, targets = collate(batch)
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(ids, mask, types)
    scores = scores + allowed[..., None]
    return (F.cross_entropy(scores[..., 0], targets[:, 0]) + F.cross_entropy(scores[..., 1], targets[:, 1])) / 2


class Run:
    """Model, optimiser and place in the data; what a checkpoint keeps."""

    def __init__(self, options: argparse.Namespace) -> None:
        tokenizer = plain_tokenizer(source_folder() / "tokenizer.json", 512)
        tokenizer.no_truncation()
        self.options, self.model = options, ReaderModel()
        self.path = options.work / "checkpoint.pt"
        self.optimiser = torch.optim.AdamW(self.model.parameters(), STAGES[0].rate, weight_decay=0.01, fused=True)
        self.spent, self.taken = 0.0, dict.fromkeys(STREAMS, 0)
        if self.path.exists():
            kept = torch.load(self.path, weights_only=True)
            self.model.load_state_dict(kept["model"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.spent, self.taken = kept["spent"], kept["taken"]
        else:
            self.model.load_state_dict(from_bert(load_file(source_folder() / "model.safetensors")), strict=False)
        self.streams = {
            name: islice(
                stream(partial(make, options.data), tokenizer, options.length, f"{name} {options.seed}"), taken, None
            )
            for (name, make), taken in zip(STREAMS.items(), self.taken.values(), strict=True)
        }

    def step(self, progress: float) -> float:
        """One update on the next batch of one of the streams; returns the loss."""
        stage, part = placed(progress)
        draw = random.Random(f"{self.options.seed} {sum(self.taken.values())}").random()
        name = "sentences" if draw < stage.sentences[part >= 1 / 3] else stage.stream
        self.taken[name] += 1
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(stage, part)
        loss = loss_of(self.model, next(self.streams[name]))
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        return loss.item()

    def save(self, spent: float) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}
        part = self.path.with_suffix(".part")
        torch.save({**state, "spent": spent, "taken": self.taken}, part)
        part.replace(self.path)


def train(options: argparse.Namespace) -> None:
    """Go on from the last checkpoint to the end."""
    run = Run(options)
    began = saved = time.monotonic()
    steps = sum(stage.steps for stage in STAGES)
    mean = None
    while True:
        elapsed, taken = run.spent + time.monotonic() - began, sum(run.taken.values())
        progress = max(taken / steps, elapsed / 60 / options.minutes if options.minutes else 0)
        if progress >= 1:
            break
        loss = run.step(progress)
        mean = loss if mean is None else 0.98 * mean + 0.02 * loss
        if taken % 20 == 0:
            line = {
                **run.taken,
                "minutes": round(elapsed / 60, 1),
                "progress": round(progress, 3),
                "loss": round(mean, 3),
            }
            print(json.dumps(line), flush=True)
        if time.monotonic() - saved > 600:
            saved = time.monotonic()
            run.save(run.spent + saved - began)
    run.save(run.spent + time.monotonic() - began)


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of training files")
    parser.add_argument("--work", type=Path, required=True, help="where checkpoints go")
    parser.add_argument("--minutes", type=float, default=0, help="end within this time; 0: by steps alone")
    parser.add_argument("--length", type=int, default=224, help="tokens of question and passage together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    train(options)
    print("finished", flush=True)


if __name__ == "__main__":
    main()

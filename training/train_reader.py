"""Train the reader: one command, fixed seed, checkpoints that survive a stop.

    python training/train_reader.py --data ../shared/training --work ~/reader [--minutes 80]

Starts from the sentence encoder's weights and continues from `checkpoint.pt` in the work folder where there is one.
With `--minutes` the learning rate falls with the clock where that is ahead of the steps, and the run ends in time;
without it, the same seed gives the same examples in the same order.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, islice
from pathlib import Path

import torch
from export_embedder import plain_tokenizer, source_folder
from reader_data import Example, Negatives, held_out, load, typo
from reader_model import ReaderModel, from_bert
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

QUESTION_LIMIT = 48
TOKENS_PER_STEP = 6144
HELD_SHIFTS, HELD_SQUAD2 = 0.05, 0.5
WAYS = {"other": 0.30, "swap": 0.30, "turn": 0.10, "cut": 0.14}  # negatives made per answerable question
SENTENCE_FILES = {"qamr": 1.0, "qanom": 0.3, "qasrl-gs": 0.5}  # and the share of each that an epoch takes
PEAK_RATE, WARM_UP = 2e-4, 0.04


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


def squad_like(examples: Sequence[Example], negatives: Negatives, rng: random.Random) -> list[Example]:
    """All examples, and unanswerable ones made from them at the rates of `WAYS`."""
    made = []
    for example in examples:
        if example.answerable:
            ways = [way for way, rate in WAYS.items() if rng.random() < rate]
            made += [negatives.make(example, way, rng) for way in ways]
    return [*examples, *(one for one in made if one)]


def sentences(folder: Path, rng: random.Random) -> list[Example]:
    """Questions over single sentences; a sixth of them asked of another sentence of the same article instead."""
    found: list[Example] = []
    for name, share in SENTENCE_FILES.items():
        rows = load(folder / f"{name}.jsonl.gz")
        rows = [replace(row, group=row.group.rsplit(":", 2)[0]) for row in rows]  # sentence → article
        negatives = Negatives(rows)
        for row in rng.sample(rows, int(len(rows) * share)):
            other = negatives.make(row, "other", rng) if rng.random() < 1 / 6 else None
            found.append(other or row)
    return found


def time_questions(folder: Path, rng: random.Random) -> list[Example]:
    """Questions over long articles, each with a stretch of about 180 words that holds the answer or does not."""
    found = []
    for row in load(folder / "timeqa.jsonl.gz"):
        stretches = []
        at = 0
        while at < len(row.context):
            end = row.context.find(" ", at + 900)
            end = len(row.context) if end < 0 else end
            stretches.append((at, end))
            at = end + 1
        told = {text.lower() for _, text in row.answers}
        lacking = [cut for cut in stretches if not any(text in row.context[slice(*cut)].lower() for text in told)]
        asked = set(row.question.lower().split())
        lacking.sort(key=lambda cut: -len(asked & set(row.context[slice(*cut)].lower().split())))
        if lacking and (not row.answerable or rng.random() < 0.4):
            start, end = rng.choice(lacking[:2])
            found.append(replace(row, context=row.context[start:end], start=0, end=0, answers=()))
        for start, end in stretches:
            if row.answerable and start <= row.start and row.end <= end:
                cut = row.context[start:end]
                found.append(replace(row, context=cut, start=row.start - start, end=row.end - start))
    return found


def paragraphs(folder: Path, rng: random.Random) -> list[Example]:
    """Questions over paragraphs once, with fresh unanswerable ones; the few human-made unanswerable ones twice."""
    shifts = [one for one in load(folder / "squadshifts.jsonl.gz") if not held_out(one.group, HELD_SHIFTS)]
    squad2 = [one for one in load(folder / "squad2-tune.jsonl.gz") if not held_out(one.group, HELD_SQUAD2)]
    found = squad_like(shifts, Negatives(shifts), rng) + squad_like(squad2, Negatives(squad2), rng) + squad2
    return found + time_questions(folder, rng)


def stream(make: Callable[[random.Random], list[Example]], tokenizer: Tokenizer, limit: int, seed: str) -> Batches:
    """Batches without end: epoch after epoch, each with its own choice of examples, windows and order."""
    for epoch in count():
        rng = random.Random(f"{seed} {epoch}")
        examples = [replace(one, question=typo(one.question, rng)) if rng.random() < 0.04 else one for one in make(rng)]
        rows = [row for one in examples if (row := to_row(one, tokenizer, limit, rng))]
        nulls, tokens = sum(row.start == 0 for row in rows), sum(len(row.ids) for row in rows)
        print(f"{seed} {epoch}: {len(rows)} examples, {nulls} without answer, {tokens} tokens", flush=True)
        yield from batches(rows, rng)


def sentence_share(progress: float) -> float:
    """How often a step takes sentences: they are cheap and plain, so they come first."""
    return 0.45 if progress < 0.35 else 0.1


def rate_at(progress: float) -> float:
    """The learning rate: a short rise, then straight down to nothing."""
    return PEAK_RATE * (progress / WARM_UP if progress < WARM_UP else (1 - progress) / (1 - WARM_UP))


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
        source = source_folder()
        tokenizer = plain_tokenizer(source / "tokenizer.json", 512)
        tokenizer.no_truncation()
        self.options, self.path = options, options.work / "checkpoint.pt"
        self.model = ReaderModel()
        self.model.load_state_dict(from_bert(load_file(source / "model.safetensors")), strict=False)
        self.optimiser = torch.optim.AdamW(self.model.parameters(), PEAK_RATE, weight_decay=0.01, fused=True)
        self.spent, self.taken = 0.0, [0, 0]
        if self.path.exists():
            kept = torch.load(self.path, weights_only=True)
            self.model.load_state_dict(kept["model"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.spent, self.taken = kept["spent"], kept["taken"]
        makers = (partial(paragraphs, options.data), partial(sentences, options.data))
        names = (f"paragraphs {options.seed}", f"sentences {options.seed}")
        streams = [stream(make, tokenizer, options.length, name) for make, name in zip(makers, names, strict=True)]
        self.streams = [islice(one, taken, None) for one, taken in zip(streams, self.taken, strict=True)]

    def step(self, progress: float) -> float:
        """One update on the next batch of one of the streams; returns the loss."""
        step = sum(self.taken)
        kind = int(random.Random(f"{self.options.seed} {step}").random() < sentence_share(progress))
        self.taken[kind] += 1
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(progress)
        loss = loss_of(self.model, next(self.streams[kind]))
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
    """Run from the last checkpoint to the end."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    run = Run(options)
    began = saved = time.monotonic()
    mean = None
    while True:
        elapsed = run.spent + time.monotonic() - began
        progress = max(sum(run.taken) / options.steps, elapsed / 60 / options.minutes if options.minutes else 0)
        if progress >= 1:
            break
        loss = run.step(progress)
        mean = loss if mean is None else 0.98 * mean + 0.02 * loss
        if sum(run.taken) % 20 == 0:
            line = {"taken": run.taken, "minutes": round(elapsed / 60, 1), "progress": round(progress, 3)}
            print(json.dumps({**line, "loss": round(mean, 3), "rate": round(rate_at(progress), 7)}), flush=True)
        if time.monotonic() - saved > 600:
            saved = time.monotonic()
            run.save(run.spent + saved - began)
    run.save(run.spent + time.monotonic() - began)
    print("finished", flush=True)


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of training files")
    parser.add_argument("--work", type=Path, required=True, help="where checkpoints go")
    parser.add_argument("--steps", type=int, default=2600, help="of about 6,000 tokens each")
    parser.add_argument("--minutes", type=float, default=0, help="end within this time; 0 to let --steps decide alone")
    parser.add_argument("--length", type=int, default=224, help="tokens of question and passage together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    train(options)


if __name__ == "__main__":
    main()

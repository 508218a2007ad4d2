"""Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

CONSTANT = 60  # the paper's k: how much the first ranks stand out


def reciprocal_rank(ranks: Sequence[Mapping[str, int]]) -> list[tuple[str, float]]:
    """Fuse ranked lists: an item's score is Σ 1 / (60 + rank) over the lists that hold it, ranks from 1.

    Returns (item, score), best first; ties go by item, so that the order never depends on hashing.
    """
    scores: dict[str, float] = {}
    for ranking in ranks:
        for item, rank in ranking.items():
            scores[item] = scores.get(item, 0.0) + 1.0 / (CONSTANT + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))

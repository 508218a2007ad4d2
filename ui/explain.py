"""Why an answer is what it is, for a terminal and for programs: what was understood and found, with all scores."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from typing import Any

from qa.records import Answer, Evidence, Hit
from ui import wording

SHOWN = 8
"""Candidate sentences that are shown."""


def explanation(answer: Answer, hits: Sequence[Hit], evidence: Sequence[Evidence], width: int = 88) -> str:
    """What was understood of a question, then its candidate passages and sentences, best first, with their scores.

    The words that the reader picked stand in ⟦brackets⟧.
    """
    question = answer.question
    limits = "; ".join(wording.limits(question.filters))
    lines = [
        f"Question: {question.text}",
        f"Kind: {question.kind}; terms: {', '.join(question.terms) or 'none'}",
        f"Names: {', '.join(question.names) or 'none'}; limits: {limits or 'none'}",
        *(f"Understood: {note}" for note in question.notes),
        f"Confidence: {answer.confidence:.2f}",
        "Candidates (score, dense rank, lexical rank):",
        *(_passage(hit, width) for hit in hits),
        "",
        "Evidence (score = words in common, nearness, reader's margin, form; ⟦⟧: the words that answer):",
    ]
    for item in evidence[:SHOWN]:
        scores = (
            f"{item.score:6.3f} {item.coverage:5.2f} {item.similarity:5.2f} {_margin(item.reading)} {item.suits:5.2f}"
        )
        said = f"{scores}  {_marked(item)} — {item.hit.document.title}"
        lines += textwrap.wrap(" ".join(said.split("\n")), width, subsequent_indent=" " * (len(scores) + 2))
    return wording.printable("\n".join(lines))


def candidate_record(item: Evidence) -> dict[str, Any]:
    """A candidate sentence as JSON values; `reading` is null where the reader picked nothing in it."""
    start, end = item.span or (None, None)
    return {
        "sentence": item.text,
        "start": item.start,
        "end": item.end,
        "path": item.hit.document.path,
        "score": round(item.score, 4),
        "coverage": round(item.coverage, 4),
        "similarity": round(item.similarity, 4),
        "reading": round(item.reading, 4) if math.isfinite(item.reading) else None,
        "suits": round(item.suits, 4),
        "span": None if item.span is None else {"start": start, "end": end, "text": item.hit.document.text[start:end]},
    }


def _passage(hit: Hit, width: int) -> str:
    ranks = f"{hit.score:7.4f} {hit.dense_rank or '–':>4} {hit.lexical_rank or '–':>4}"
    return textwrap.shorten(f"{ranks}  {hit.passage.id}  {hit.passage.text}", width, placeholder=" …")


def _margin(reading: float) -> str:
    return f"{reading:+6.1f}" if math.isfinite(reading) else "     –"


def _marked(item: Evidence) -> str:
    """The sentence on one line, its span in brackets."""
    if item.span is None:
        return " ".join(item.text.split())
    text, (start, end) = item.hit.document.text, item.span
    marked = f"{text[item.start : start]}⟦{text[start:end]}⟧{text[end : item.end]}"
    return " ".join(marked.split())

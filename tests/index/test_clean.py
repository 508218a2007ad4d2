"""Cleaning: every character of a capture ends up as article, comment or residue, and as the right one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean, mark, normalise, plain
from index.errors import UnreadableDocument
from index.load import RawDocument, load

CAPTURES = Path(__file__).parent / "data" / "captures"


@dataclass(frozen=True)
class Capture:
    """A page and, for each of its characters, what it is: A, R, or C with the author's name."""

    text: str
    truth: list[str]


@dataclass(frozen=True)
class Judgement:
    overall: float
    article: float
    rest: float
    authors: bool
    wrong: list[str]


def read_capture(path: Path) -> Capture:
    text, truth = "", []
    for row in path.read_text(encoding="utf-8").splitlines():
        kind, _, line = row.removeprefix("+").partition("|")
        piece = ("" if not text else " " if row.startswith("+") else "\n") + line
        text += piece
        truth += [kind] * len(piece)
    return Capture(text, truth)


def judge(capture: Capture) -> Judgement:
    """Compare what `mark` says with the annotation, over the characters that are not white space."""
    cleaned = clean(RawDocument("/x.txt", capture.text, "text", {}))
    assert len(cleaned.text) == len(capture.text), "annotated captures hold nothing that cleaning would drop"
    found = ["R"] * len(capture.text)
    for span in cleaned.spans:
        label = {"article": "A", "residue": "R", "comment": f"C:{span.author or ''}"}[span.kind]
        found[span.start : span.end] = [label] * (span.end - span.start)
    seen = [i for i, c in enumerate(capture.text) if not c.isspace()]
    right = [i for i in seen if found[i][0] == capture.truth[i][0]]
    article = [i for i in seen if capture.truth[i] == "A"]
    rest = [i for i in seen if capture.truth[i] != "A"]
    lines, at = [], 0
    for line in capture.text.split("\n"):
        if line and any(found[i] != capture.truth[i] for i in range(at, at + len(line)) if not line[i - at].isspace()):
            lines.append(f"{capture.truth[at]} taken for {found[at]}: {line[:90]}")
        at += len(line) + 1
    return Judgement(
        overall=len(right) / len(seen),
        article=sum(found[i] == "A" for i in article) / max(len(article), 1),
        rest=sum(found[i] != "A" for i in rest) / max(len(rest), 1) if rest else 1.0,
        authors=all(found[i] == capture.truth[i] for i in seen if capture.truth[i][0] == found[i][0] == "C"),
        wrong=lines,
    )


@pytest.mark.parametrize("path", sorted(CAPTURES.glob("*.txt")), ids=lambda p: p.stem)
def test_a_capture_is_told_apart(path: Path) -> None:
    result = judge(read_capture(path))
    assert result.overall >= 0.97, result.wrong
    assert result.article >= 0.97, result.wrong
    assert result.rest >= 0.97, result.wrong
    assert result.authors, result.wrong

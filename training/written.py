"""Questions that we wrote over passages of the training files, most of them ones that the passage only seems to answer.

`written.txt` beside this module names a passage by the first ten digits of the SHA-256 of its text, in a line that
begins with `#`; the lines below are its questions: `U` that the passage does not answer, `A` with the code points of
the answer in it. The passages themselves are not in the file: they are paragraphs of SQuADShifts, and sentences of one
article (QAMR, QANom, QASRL-GS) joined in their order.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path

from reader_data import Example, load

WRITTEN = Path(__file__).with_name("written.txt")
STRETCH, SHORTEST = 650, 300
"""Code points from which a stretch of sentences is closed, and what the last one of an article needs."""


def written(folder: Path, path: Path = WRITTEN) -> list[Example]:
    """The questions with their passages; those whose passage the training files lack are left out."""
    passages = {hashlib.sha256(text.encode()).hexdigest()[:10]: (text, group) for text, group in _passages(folder)}
    found, passage = [], None
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if line.startswith("#"):
            passage = passages.get(line[1:])
        elif passage and mark == "U":
            found.append(Example(rest, passage[0], 0, 0, passage[1], "written"))
        elif passage:
            start, end, question = rest.split(" ", 2)
            text, at = passage[0], (int(start), int(end))
            found.append(Example(question, text, *at, passage[1], "written", ((at[0], text[slice(*at)]),)))
    return found


def _passages(folder: Path) -> list[tuple[str, str]]:
    """Every text that questions may be written over, with its article."""
    found = [(one.context, one.group) for one in load(folder / "squadshifts.jsonl.gz")]
    articles: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for name in ("qamr", "qanom", "qasrl-gs"):
        for one in load(folder / f"{name}.jsonl.gz"):
            *article, paragraph, sentence = one.group.split(":")
            articles[":".join(article)][int(paragraph), int(sentence)] = one.context
    for name, sentences in articles.items():
        found += [(text, name) for text in _stretches([sentences[place] for place in sorted(sentences)])]
    return found


def _stretches(sentences: list[str]) -> list[str]:
    """The sentences of an article in runs of about a paragraph."""
    runs: list[str] = []
    run: list[str] = []
    for sentence in sentences:
        run.append(sentence)
        if sum(map(len, run)) > STRETCH:
            runs.append(" ".join(run))
            run = []
    return [*runs, *([" ".join(run)] if sum(map(len, run)) > SHORTEST else [])]

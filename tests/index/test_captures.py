"""Captures with annotated spans: what is kept as article, what is kept out of it, and whose the comments are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from lxml import html

from index.clean import CleanedText, clean
from index.page import Page
from index.raw import Format, RawDocument

CAPTURES = Path(__file__).parent / "data" / "captures"
FILES = sorted(p for p in CAPTURES.iterdir() if p.suffix in (".txt", ".md", ".html") and p.name != "README.md")
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|\[\^\d+\]|\[|\b_|_\b")
_ANNOTATION = re.compile(r' data-is="[^"]*"')


@dataclass(frozen=True)
class Judgement:
    """Shares (0 to 1) of the characters: of the article kept as article, of the rest kept out of it, and of the
    comments told as comments of the right author. `wrong` shows what is not."""

    article: float
    rest: float
    comments: float
    wrong: list[str]


Labelled = Sequence[tuple[str, str]]  # (word, what it is: A, R, or C with the author's name)


def judge(path: Path) -> Judgement:
    """Compare what cleaning says with the annotation."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        page = _ANNOTATION.sub("", source)
        return judge_words(_page_truth(source), _cleaned(page, "html", Page(page).metadata()))
    rows = [(kind, line) for kind, _, line in (row.partition("|") for row in source.splitlines())]
    text = "\n".join(line for _, line in rows)
    if path.suffix == ".md":
        truth = [(word, kind) for kind, line in rows for word in _words(_MARKS.sub(" ", line))]
        return judge_words(truth, _cleaned(text, "markdown"))
    return judge_characters([kind for kind, line in rows for _ in f"{line}\n"], text, _cleaned(text, "text"))


def _cleaned(text: str, kind: Format, metadata: object = None) -> CleanedText:
    return clean(RawDocument("/capture", text, kind, metadata or {}))  # type: ignore[arg-type]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def judge_characters(truth: Sequence[str], text: str, cleaned: CleanedText) -> Judgement:
    """For plain text, where cleaning keeps every character in its place."""
    assert len(cleaned.text) == len(text.rstrip()), "annotated captures hold nothing that cleaning would drop"
    found = ["R"] * len(cleaned.text)
    for span in cleaned.spans:
        found[span.start : span.end] = [_label(span.kind, span.author)] * (span.end - span.start)
    seen = [(t, f) for t, f, c in zip(truth, found, cleaned.text, strict=False) if not c.isspace()]
    wrong, at = [], 0
    for line in cleaned.text.split("\n"):
        other = {f for t, f, c in zip(truth[at:], found[at:], line, strict=False) if not c.isspace() and t != f}
        wrong += [f"{truth[at]} taken for {' and '.join(sorted(other))}: {line[:90]}"] if other else []
        at += len(line) + 1
    return Judgement(
        article=_share([f == "A" for t, f in seen if t == "A"]),
        rest=_share([f != "A" for t, f in seen if t != "A"]),
        comments=_share([t == f for t, f in seen if t[0] == "C" or f[0] == "C"]),
        wrong=wrong,
    )


def judge_words(truth: Labelled, cleaned: CleanedText) -> Judgement:
    """For marked-up text, of which cleaning keeps a part, and may put comments behind the article."""
    found = [(w, _label(s.kind, s.author)) for s in cleaned.spans for w in _words(cleaned.text[s.start : s.end])]
    labels = sorted({kind for _, kind in (*truth, *found)})
    missed, surplus = {}, {}
    for label in labels:
        missed[label], surplus[label] = _difference(
            *([w for w, kind in side if kind == label] for side in (truth, found))
        )
    size = {label: sum(len(w) for w, kind in truth if kind == label) for label in labels}
    rest = sum(n for label, n in size.items() if label != "A")
    comments = sum(n for label, n in size.items() if label[0] == "C")
    lost = sum(len(w) for label in labels if label[0] == "C" for w in (*missed[label], *surplus[label]))
    return Judgement(
        article=1 - sum(map(len, missed["A"])) / max(size["A"], 1),
        rest=1 - sum(map(len, surplus["A"])) / max(rest, 1),
        comments=1 - lost / max(comments, lost, 1),
        wrong=[
            f"{what} {label}: {' '.join(words)}"
            for what, side in (("missed", missed), ("surplus", surplus))
            for label, words in side.items()
            if words and label != "R"
        ],
    )


def _difference(truth: list[str], found: list[str]) -> tuple[list[str], list[str]]:
    """The words of the first that are not in the second, in order, and the other way round."""
    missed: list[str] = []
    surplus: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, truth, found, autojunk=False).get_opcodes():
        if tag != "equal":
            missed += truth[a:b]
            surplus += found[c:d]
    return missed, surplus


def _page_truth(source: str) -> Labelled:
    """The words of a page, each with the `data-is` of the innermost element that has one (R where none has)."""

    def walk(element: html.HtmlElement, kind: str) -> Iterator[tuple[str, str]]:
        kind, outer = element.get("data-is", kind), kind
        if element.tag not in ("script", "style", "template", "noscript", "title") and isinstance(element.tag, str):
            yield from ((word, kind) for word in _words(element.text or ""))
            for child in element:
                yield from walk(child, kind)
        yield from ((word, outer) for word in _words(element.tail or ""))

    return list(walk(html.document_fromstring(source), "R"))


def _label(kind: str, author: str | None) -> str:
    return {"article": "A", "residue": "R"}.get(kind, f"C:{author or ''}")


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 1.0


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_capture_is_told_apart(path: Path) -> None:
    result = judge(path)
    assert result.article >= 0.97, result.wrong
    assert result.rest >= 0.97, result.wrong
    assert result.comments >= 0.97, result.wrong

"""Why an answer is as it is: what was understood, and the sentences it was chosen from. Pure functions to markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.records import Answer, Evidence
from ui import wording
from ui.markup import html

SHOWN = 12
"""Candidates shown, best first."""

_KINDS = {
    "date": "a date",
    "actor": "who it was",
    "position": "what somebody said",
    "number": "a number",
    "place": "a place",
    "list": "several things",
    "compare": "a comparison",
    "yesno": "yes or no",
    "open": "anything that tells",
}


def explanation(answer: Answer, candidates: Sequence[Evidence], turn: int) -> str:
    """The panel behind “why this answer”: the question as understood, then its candidates with their scores."""
    facts = "".join(f"<dt>{html(name)}</dt><dd>{html(value)}</dd>" for name, value in _understood(answer))
    cited = {(item.document.id, item.start, item.end) for item in answer.citations}
    rows = "".join(_row(rank, item, cited) for rank, item in enumerate(candidates[:SHOWN], 1))
    table = (
        '<table class="why"><caption>Sentences considered, best first</caption><thead><tr><th scope="col">Sentence</th>'
        '<th scope="col">Score</th><th scope="col">Words</th><th scope="col">Meaning</th><th scope="col">Reader</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )
    nothing = '<p class="hint">No sentence was considered.</p>'
    return (
        '<section class="panel explained"><nav class="toolbar" aria-label="Evidence">'
        f'<button type="button" class="back" data-back="{turn}-1">← All evidence</button></nav>'
        f"<h2>Why this answer</h2><dl>{facts}</dl>{table if rows else nothing}"
        '<p class="hint">Score decides the order. Words: share of the question’s words in and around the sentence. '
        "Meaning: likeness to the question, up to 1. Reader: above 0, the model takes it for an answer.</p></section>"
    )


def _understood(answer: Answer) -> Iterator[tuple[str, str]]:
    question = answer.question
    yield "Question", question.text
    yield "Asks for", _KINDS[question.kind] + (", in readers’ comments" if question.about_comments else "")
    if question.names:
        yield "Names", ", ".join(question.names)
    yield "Words searched", ", ".join(question.terms) or "none"
    if question.filters.any:
        yield "Limited to", "; ".join(wording.limits(question.filters))
    for note in dict.fromkeys((*question.notes, *answer.notes)):
        yield "Note", note
    yield "Confidence", f"{answer.confidence:.2f} · {wording.confidence(answer)}"


def _row(rank: int, item: Evidence, cited: set[tuple[str, int, int]]) -> str:
    document = item.hit.document
    used = any(key == document.id and start < item.end and item.start < end for key, start, end in cited)
    cells = (f"{item.score:.2f}", f"{item.coverage:.0%}", f"{item.similarity:.2f}", wording.margin(item.reading))
    numbers = "".join(f"<td>{cell}</td>" for cell in cells)
    tag = ' <span class="used">cited</span>' if used else ""
    return (
        f'<tr{" class=cited" * used}><th scope="row"><span class="rank">{rank}</span> '
        f'<span dir="auto">{html(" ".join(item.text.split()))}</span>{tag}'
        f'<span class="where"><bdi>{html(wording.outlet_and_day(document))}</bdi></span></th>{numbers}</tr>'
    )

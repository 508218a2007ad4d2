"""Building an answer: claims with their citations, numbered as they come."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from index.records import Document, Passage
from qa.records import Answer, Citation, Claim, Evidence, Hit, Question, Reason

SHOWN_WORDS = 45  # a longer sentence is shown around the words that answer; the citation keeps it whole


@dataclass(slots=True)
class Draft:
    """Collects claims; the same words cited twice get one number. Numbers run from 1 without gaps."""

    question: Question
    citations: list[Citation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def cite(self, evidence: Evidence) -> int:
        """The number under which a sentence of evidence is cited."""
        return self.cite_span(evidence.hit.document, evidence.hit.passage, evidence.start, evidence.end)

    def cite_span(self, document: Document, passage: Passage, start: int, end: int) -> int:
        """The number of a quotation. A quotation that leaves its passage widens the passage to hold it."""
        for known in self.citations:
            if (known.document.id, known.start, known.end) == (document.id, start, end):
                return known.marker
        low, high = min(start, passage.start), max(end, passage.end)
        citation = Citation(
            marker=len(self.citations) + 1,
            quote=document.text[start:end],
            start=start,
            end=end,
            passage=document.text[low:high],
            document=document,
        )
        self.citations.append(citation)
        return citation.marker

    def claim(
        self,
        words: str,
        *markers: int,
        opening: str = "",
        of: str = "",
        short: str = "",
        aside: str = "",
        **known: Any,
    ) -> None:
        """Add one sentence that rests on the given citations: `opening`, whose value it is, `short` with what stands
        `aside`, then `words`; `known` are further fields of the claim."""
        before = f"{opening}{of}, " if of else opening
        text = f"{before}{short}{aside} — {words}" if short else f"{before}{words}"
        self.claims.append(Claim(text, markers, short=short, words=words, of=of, **known))

    def answer(self, confidence: float, notes: tuple[str, ...] = ()) -> Answer:
        """The answer as it stands: one line per claim, each with its markers."""
        return Answer(
            text="\n".join(with_markers(claim) for claim in self.claims),
            question=self.question,
            citations=tuple(self.citations),
            claims=tuple(self.claims),
            confidence=max(0.0, min(1.0, confidence)),
            notes=(*self.question.notes, *notes),
        )


def with_markers(claim: Claim) -> str:
    """A claim as a person reads it: "… [1][2]". A document's own footnote numbers become "(3)": only markers of
    citations stand in square brackets."""
    return f"{unbracketed(claim.text)} {''.join(f'[{marker}]' for marker in claim.markers)}".strip()


def unbracketed(text: str) -> str:
    """Text without anything that could be taken for a citation marker."""
    return re.sub(r"\[(\d+)\]", r"(\1)", text)


_REASONS: dict[Reason, str] = {
    "not_stated": "The documents speak of this, but do not say what is asked.",
    "nothing_relevant": "The documents hold nothing on this.",
    "outside_filter": "Nothing within the limits set answers this; without them there is an answer.",
}


def not_answered(question: Question, reason: Reason, nearest: tuple[Hit, ...], notes: tuple[str, ...] = ()) -> Answer:
    """An answer that says it is none, why, and what comes nearest (up to three passages)."""
    return Answer(
        text=_REASONS[reason],
        question=question,
        abstained=True,
        reason=reason,
        nearest=nearest[:3],
        notes=(*question.notes, *notes),
    )


def told_limits(answer: Answer, limits: tuple[str, ...]) -> Answer:
    """The answer with what its filters leave out: among the notes and, where none was given, in the text too."""
    told = " ".join(f"{limit[:1].upper()}{limit[1:]}." for limit in limits)
    text = f"{answer.text} {told}".strip() if answer.abstained else answer.text
    return replace(answer, text=text, notes=(*answer.notes, *limits))


_CLAUSE_END = re.compile(r"[,;:—–]\s+|\s+(?=(?:and|but|while|which|who|after|before|because|when)\b)")


def shown(text: str, start: int, end: int, keep: tuple[int, int] | None = None, most: int = SHOWN_WORDS) -> str:
    """A sentence as the answer shows it: in quotation marks unless it has its own, shortened around `keep` where it has
    more than so many words.

    Shortening cuts at clause ends and marks what is left out with "…"; words are never changed.
    """
    low, high = start, end
    if len(text[start:end].split()) > most:
        low, high = _window(text, start, end, keep or (start, start))
    return in_marks(f"{'… ' if low > start else ''}{text[low:high]}{' …' if high < end else ''}")


_MARK = re.compile(r"[\"“”«»]")
_ENDS_FIRST = re.compile(r"[^“\"]*[^\s\d“\"(\[—–-](?P<mark>[”\"])")
_BEGINS_LAST = re.compile(r".*(?:^|[\s(\[—–-])(?P<mark>[“\"])[^”\"]*$")


def in_marks(words: str) -> str:
    """Words on one line, in quotation marks unless they have some of their own: of those that lie in a longer quotation
    (“… for decades,” she said) the mark that stands further off is put in."""
    line = " ".join(words.split())
    if not _MARK.search(line):
        return f"“{line}”"
    ends, begins = _ENDS_FIRST.match(line), _BEGINS_LAST.match(line)
    before = ends["mark"].replace("”", "“") if ends else ""
    return f"{before}{line}{begins['mark'].replace('“', '”') if begins else ''}"


def _window(text: str, start: int, end: int, keep: tuple[int, int]) -> tuple[int, int]:
    """The run of whole clauses around `keep` that stays within the words shown."""
    cuts = [start, *(start + m.end() for m in _CLAUSE_END.finditer(text[start:end])), end]
    low = max(c for c in cuts[:-1] if c <= max(keep[0], start))
    high = min(c for c in cuts[1:] if c >= min(max(keep[1], low + 1), end))
    while True:
        later = next((c for c in cuts if c > high), None)
        earlier = next((c for c in reversed(cuts) if c < low), None)
        if later is not None and len(text[low:later].split()) <= SHOWN_WORDS:
            high = later
        elif earlier is not None and len(text[earlier:high].split()) <= SHOWN_WORDS:
            low = earlier
        else:
            return low, high

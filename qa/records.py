"""What a question becomes and what an answer is made of. Offsets are code points into `Document.text`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from index.facts import Facts
from index.records import Document, Passage
from qa.words import keys

Kind = Literal["date", "actor", "position", "number", "place", "list", "compare", "yesno", "open"]
Reason = Literal["outside_filter", "not_stated", "nothing_relevant"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Inclusive bounds: `after`/`before` on the day of publication, `event_*` on the day something happened.

    `free` names those of these fields that the words of a question shall not set.
    """

    after: date | None = None
    before: date | None = None
    event_after: date | None = None
    event_before: date | None = None
    sources: tuple[str, ...] = ()
    free: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything is filtered at all."""
        return bool(self.after or self.before or self.event_after or self.event_before or self.sources)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands on its own, and what was understood of it.

    `asked` is what the person typed; `text` is the same with follow-up references filled in. `terms` are its words of
    content, `plain` those of them that are ordinary English words and may be paraphrased (a name may not), `context`
    those taken over from the question before. `focus` are the ids of the documents that a conversation is about, and
    `told` the sentences, as document id and offset, that a question for more ("who else?") has heard already; `same`
    tells that something else is asked of the very thing that they are about ("when was that?"), `swapped` what was
    asked about before and what took its place ("and in Spain?"). `notes` say in words what was understood (“about
    3 March”, “typing error mended”), to be shown with the answer.
    """

    asked: str
    text: str
    kind: Kind
    terms: tuple[str, ...]
    names: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    about_comments: bool = False
    plain: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    told: tuple[tuple[str, int], ...] = ()
    same: bool = False
    swapped: tuple[str, str] | None = None
    notes: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The stems and country keys of the terms: what texts are compared by."""
        return keys(" ".join(self.terms))

    @property
    def name_keys(self) -> frozenset[str]:
        """Those of the keys that name somebody or something and cannot be paraphrased."""
        taken_over = keys(" ".join(self.context))
        named = keys(" ".join(self.names))
        return frozenset(k for k in self.keys if k in named or k.startswith("country:")) - taken_over


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage with its fused score (higher is better) and its rank in each list, from 1."""

    passage: Passage
    document: Document
    score: float
    dense_rank: int | None = None
    lexical_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one passage that answer a question: `passage[start:end] == text`.

    `score` is the margin over not answering: above 0 means answered. `Reading(0, 0, "", -inf)` where there is
    nothing to read.
    """

    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer the question, with its place in the document and how it was scored.

    `score` is the final ranking score, `coverage` the share (0 to 1) of the question's weight in words that the
    sentence and its surroundings carry, `similarity` the cosine of question and sentence, `reading` the reader's
    margin, `suits` (0 to 1) whether it is of the form asked for. `lacking` are the keys of the question that stand
    nowhere near. `span` are the offsets in `document.text` of the words that answer, when some were singled out.
    `verbatim` is whether the sentence has word for word what the question quotes, or its event of two words (“took
    office”).
    """

    hit: Hit
    start: int
    end: int
    score: float
    coverage: float
    similarity: float
    reading: float
    span: tuple[int, int] | None = None
    lacking: frozenset[str] = frozenset()
    suits: float = 0.0
    verbatim: bool = False

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.hit.document.text[self.start : self.end]

    @property
    def at(self) -> tuple[str, int]:
        """Where it stands: its document and its offset."""
        return self.hit.document.id, self.start


FactsOf = Callable[[Evidence], Facts]
"""Gives the facts of the document that a sentence of evidence is of."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words an answer rests on: `document.text[start:end] == quote`, and `passage` contains them."""

    marker: int
    quote: str
    start: int
    end: int
    passage: str
    document: Document


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable sentence of an answer. `date` is an ISO value as `index.dates` writes it, or None.

    `text` is made of `short`, the day, name or figure that it comes to (empty where the words tell), and `words`, those
    of the document as they are shown. `of` names which of several things compared it is about; `replaced` tells that
    another value has taken its place since.
    """

    text: str
    markers: tuple[int, ...]
    speaker: str | None = None
    date: str | None = None
    date_note: str = ""
    short: str = ""
    words: str = ""
    of: str = ""
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Attributed:
    """One statement of a timeline.

    `date` is when it was said, an ISO value as `index.dates` writes it or None, `date_note` how that is known; `actor`
    the full name as far as any document gives it, `role` the one of that time; `words` the content as written, on one
    line, `quoted` whether any of it is verbatim in quotation marks, `cue` the reporting words. The citation's quote
    is the whole sentence. `also` are other outlets that have the same words.
    """

    date: str | None
    date_note: str
    actor: str
    role: str | None
    words: str
    quoted: bool
    cue: str
    citation: Citation
    also: tuple[str, ...] = ()

    @property
    def outlet(self) -> str | None:
        """The outlet of the report that is cited."""
        return self.citation.document.source

    def told_also_by(self, other: Attributed) -> Attributed:
        """The same with another report's outlet, where that is another one."""
        outlet = other.outlet
        known = outlet is None or outlet == self.outlet or outlet in self.also
        return self if known else replace(self, also=(*self.also, outlet or ""))


@dataclass(frozen=True, slots=True)
class Worded:
    """What was sent to a language model and what came back.

    `sent` and `received` are tokens of cl100k_base. Claims that did not stand in the passages they cited were
    `dropped`, or `mended` where another passage carries them.
    """

    model: str
    prompt: str
    version: int
    sent: int
    received: int = 0
    attempts: int = 1
    dropped: int = 0
    mended: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person reads, and everything it rests on.

    `confidence` is 0 to 1; `worded` is set when a language model was asked. When `abstained`, there are no citations
    and no markers, `nearest` holds up to three passages and `reason` says why; else `reason` is None and every marker
    in `text` resolves.
    """

    text: str
    question: Question
    abstained: bool = False
    reason: Reason | None = None
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    nearest: tuple[Hit, ...] = ()
    confidence: float = 0.0
    notes: tuple[str, ...] = ()
    worded: Worded | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a streamed answer: `status` (what is being done), `passage` (found), `text` (the answer so far),
    and last `answer`, which carries the whole answer. Exactly the fields of its `kind` are set."""

    kind: Literal["status", "passage", "text", "answer"]
    text: str = ""
    hit: Hit | None = None
    answer: Answer | None = None

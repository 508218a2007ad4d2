"""Answers, why they are so, reports and timelines, for a terminal and for programs: wrapped text, records for JSON.

Pure functions.
"""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from index.records import Document, IndexReport
from qa.draft import in_marks
from qa.records import Answer, Attributed, Citation, Evidence, Hit
from ui import wording

SHOWN = 8
"""Candidate sentences that are shown with an explanation."""


def answer_text(answer: Answer, width: int = 88) -> str:
    """An answer with its evidence below it, wrapped to `width` columns, safe to print in a terminal."""
    if answer.abstained:
        blocks = [_wrapped(f"Not answered. {' '.join(answer.text.split())}", width)]
        blocks += [f"Note: {note}" for note in wording.notes(answer)]
        blocks += ["Nearest passages:"] if answer.nearest else []
        for hit in answer.nearest:
            blocks.append(_entry("  •", hit.passage.text, hit.document, width, start=hit.passage.start))
    else:
        blocks = [_wrapped(answer.text, width), wording.support(answer)]
        blocks += [f"Note: {note}" for note in wording.notes(answer)]
        blocks += [_cited(citation, width) for citation in answer.citations]
    return wording.printable("\n\n".join(blocks))


def _cited(citation: Citation, width: int) -> str:
    document, start = citation.document, citation.start
    label = wording.label_at(document, start)
    return _entry(f"[{citation.marker}]", citation.quote, document, width, start=start, label=label)


def _entry(lead: str, quote: str, document: Document, width: int, *, start: int, label: str = "") -> str:
    indent = " " * (len(lead) + 1)
    source = ", ".join(filter(None, (wording.outlet_and_day(document), wording.page(document, start))))
    others = wording.elsewhere(document)
    lines = [
        _wrapped(f"{lead} {in_marks(quote)}", width, indent),
        *([f"{indent}{label}"] if label else []),
        _wrapped(f"{indent}{document.title} — {source}", width, indent),
        *([_wrapped(f"{indent}The same report ran in {others}", width, indent)] if others else []),
        f"{indent}{_row(document.path)}" + (f"#{document.part}" if document.part else ""),
    ]
    return "\n".join(lines)


def _row(text: str) -> str:
    """Text that is shown on one line: a file's name that holds line breaks cannot pass for lines of ours."""
    return "?".join(text.splitlines())


def _wrapped(text: str, width: int, indent: str = "") -> str:
    lines = text.strip("\n").splitlines()
    return "\n".join(textwrap.fill(line, width, subsequent_indent=indent) for line in lines)


def report_text(report: IndexReport) -> str:
    """What an index run did: one line, then the files that could not be read or repeat another."""
    lines = [wording.indexed(report)]
    lines += [_row(f"not readable: {path}: {reason}") for path, reason in report.failed]
    lines += [_row(f"repeats {of}: {path}") for path, of in report.duplicates]
    return wording.printable("\n".join(lines))


def status_text(documents: Sequence[Document], where: str, failures: Sequence[tuple[str, str]] = ()) -> str:
    """Which documents an index holds: lines of totals, then each document, then what could not be read and why."""
    lines = [f"{wording.counted(len(documents), 'document')} in {where}"]
    if documents:
        lines[0] += f", {wording.period(documents)}"
        lines += [f"Outlets: {', '.join(f'{name} ({count})' for name, count in _outlets(documents).items())}"]
    lines += [f"  {line}" for document in documents for line in described(document).split("\n")]
    lines += [_row(f"not readable: {path}: {reason}") for path, reason in failures]
    return wording.printable("\n".join(lines))


def described(document: Document) -> str:
    """Title, outlet and day of a document, how the day is known, its path, and the paths of its copies."""
    outlet = f"{document.source}, " if document.source else ""
    known = wording.how_dated(document)
    lines = [f"{document.title} — {outlet}{wording.dateline(document)}", *([f"  {known}"] if known else [])]
    lines += [_row(f"  {document.path}"), *(_row(f"  same report: {path}") for path in document.copies)]
    return wording.printable("\n".join(lines))


def _outlets(documents: Sequence[Document]) -> dict[str, int]:
    """Outlet → number of documents, the most frequent first; copies count for the outlets that ran them."""
    names = (name for item in documents for name in {item.source or "unknown", *item.copy_sources})
    return dict(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def timeline_text(entries: Sequence[Attributed], width: int = 88) -> str:
    """Statements with date, speaker, words and source, one block each, safe to print in a terminal."""
    if not entries:
        return "No statement found."
    return wording.printable("\n\n".join(_block(entry, width) for entry in entries))


def _block(entry: Attributed, width: int) -> str:
    note = f" ({entry.date_note})" if entry.date_note else ""
    who = f"{entry.actor}, {entry.role}" if entry.role else entry.actor
    words = entry.words if entry.quoted else f"{entry.cue} — {entry.words}"
    document = entry.citation.document
    told = "; also ".join(filter(None, (entry.outlet, ", ".join(entry.also))))
    source = ", ".join(filter(None, (told, wording.dateline(document))))
    lines = [
        f"{wording.when(entry.date)}{note}",
        f"  {who}",
        f"  {words}",
        f"  {document.title} — {source}",
        f"  {_row(document.path)}",
    ]
    return "\n".join(textwrap.fill(line, width, subsequent_indent="    ", break_long_words=False) for line in lines)


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
        signals = f"{item.score:6.3f} {item.coverage:5.2f} {item.similarity:5.2f}"
        scores = f"{signals} {wording.margin(item.reading):>6} {item.suits:5.2f}"
        said = f"{scores}  {_marked(item)} — {item.hit.document.title}"
        lines += textwrap.wrap(" ".join(said.split("\n")), width, subsequent_indent=" " * (len(scores) + 2))
    return wording.printable("\n".join(lines))


def _passage(hit: Hit, width: int) -> str:
    ranks = f"{hit.score:7.4f} {hit.dense_rank or '–':>4} {hit.lexical_rank or '–':>4}"
    return textwrap.shorten(f"{ranks}  {hit.passage.id}  {hit.passage.text}", width, placeholder=" …")


def _marked(item: Evidence) -> str:
    """The sentence on one line, its span in brackets."""
    if item.span is None:
        return " ".join(item.text.split())
    text, (start, end) = item.hit.document.text, item.span
    marked = f"{text[item.start : start]}⟦{text[start:end]}⟧{text[end : item.end]}"
    return " ".join(marked.split())


# --- records for programs


def answer_record(answer: Answer) -> dict[str, Any]:
    """An answer as JSON values; documents are named, their text is left out."""
    return {
        "question": answer.question.asked,
        "understood": answer.question.text,
        "kind": answer.question.kind,
        **_fields(answer, "text", "abstained", "reason"),
        "confidence": round(answer.confidence, 4),
        "notes": list(answer.notes),
        "citations": [
            {
                **_fields(citation, "marker", "quote", "start", "end"),
                "page": citation.document.page_of(citation.start),
                "passage": citation.passage,
                "document": document_record(citation.document),
            }
            for citation in answer.citations
        ],
        "claims": [asdict(claim) for claim in answer.claims],
        "nearest": [hit_record(hit) for hit in answer.nearest],
    }


def hit_record(hit: Hit) -> dict[str, Any]:
    """A ranked passage as JSON values."""
    return {
        "passage": hit.passage.text,
        **_fields(hit.passage, "id", "start", "end", "kind"),
        **_fields(hit, "score", "dense_rank", "lexical_rank"),
        "document": document_record(hit.document),
    }


def candidate_record(item: Evidence) -> dict[str, Any]:
    """A candidate sentence as JSON values; `reading` is null where the reader picked nothing in it."""
    start, end = item.span or (None, None)
    return {
        "sentence": item.text,
        "start": item.start,
        "end": item.end,
        "path": item.hit.document.path,
        **{name: round(getattr(item, name), 4) for name in ("score", "coverage", "similarity", "suits")},
        "reading": round(item.reading, 4) if math.isfinite(item.reading) else None,
        "span": None if item.span is None else {"start": start, "end": end, "text": item.hit.document.text[start:end]},
    }


def document_record(document: Document) -> dict[str, Any]:
    """What is known about a document as JSON values, without its text."""
    return {
        **_fields(document, "id", "path", "part", "title", "source", "author", "url"),
        "published": document.published.isoformat() if document.published else None,
        "published_note": document.published_note,
        "captured": document.captured.isoformat() if document.captured else None,
        "origins": dict(document.origins),
        **_fields(document, "copies", "copy_sources"),
    }


def status_record(documents: Sequence[Document], failures: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What an index holds as JSON values: totals, documents, and what could not be read."""
    dated = sum(document.published is not None for document in documents)
    return {
        "dated": dated,
        "undated": len(documents) - dated,
        "outlets": _outlets(documents),
        "documents": [document_record(document) for document in documents],
        "failures": [{"path": path, "reason": reason} for path, reason in failures],
    }


def timeline_record(entries: Sequence[Attributed]) -> list[dict[str, Any]]:
    """Statements as JSON values; `start` and `end` are code points into the document's text."""
    return [
        {
            **_fields(entry, "date", "date_note", "actor", "role", "words", "quoted", "cue", "outlet", "also"),
            "citation": {
                "document": entry.citation.document.id,
                **_fields(entry.citation.document, "path", "title"),
                **_fields(entry.citation, "start", "end", "quote"),
            },
        }
        for entry in entries
    ]


def _fields(record: object, *names: str) -> dict[str, Any]:
    """These fields of a record under their own names."""
    return {name: getattr(record, name) for name in names}

"""Answers for a terminal and for programs: wrapped text, and JSON-ready records. Pure functions."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import Any

from index.records import Document, IndexReport
from qa.records import Answer, Citation, Hit
from ui import wording


def answer_text(answer: Answer, width: int = 88) -> str:
    """An answer with its evidence below it, wrapped to `width` columns, safe to print in a terminal."""
    if answer.abstained:
        said = " ".join(answer.text.split()) or wording.reason(answer)
        blocks = [_wrapped(f"Not answered. {said}", width)]
        blocks += [f"Note: {note}" for note in wording.notes(answer)]
        blocks += ["Nearest passages:"] if answer.nearest else []
        for passage, document in ((hit.passage, hit.document) for hit in answer.nearest):
            blocks.append(_entry("  •", passage.text, document, width, start=passage.start))
    else:
        blocks = [_wrapped(answer.text, width), wording.support(answer)]
        blocks += [f"Note: {note}" for note in wording.notes(answer)]
        blocks += [_cited(citation, width) for citation in answer.citations]
    return wording.printable("\n\n".join(blocks))


def _cited(citation: Citation, width: int) -> str:
    kind, author = wording.kind_at(citation.document, citation.start)
    label = wording.provenance(kind, author)
    return _entry(f"[{citation.marker}]", citation.quote, citation.document, width, start=citation.start, label=label)


def _entry(lead: str, quote: str, document: Document, width: int, *, start: int, label: str = "") -> str:
    indent = " " * (len(lead) + 1)
    source = ", ".join(filter(None, (document.source, wording.dateline(document), wording.page(document, start))))
    others = [name for name in document.copy_sources if name != document.source]
    lines = [
        _wrapped(f"{lead} “{' '.join(quote.split())}”", width, indent),
        *([f"{indent}{label}"] if label else []),
        _wrapped(f"{indent}{document.title} — {source}", width, indent),
        *([_wrapped(f"{indent}The same report ran in {', '.join(others)}", width, indent)] if others else []),
        f"{indent}{_row(document.path)}" + (f"#{document.part}" if document.part else ""),
    ]
    return "\n".join(lines)


def _row(text: str) -> str:
    """Text that is shown on one line: a file's name that holds line breaks cannot pass for lines of ours."""
    return "?".join(text.splitlines())


def _wrapped(text: str, width: int, indent: str = "") -> str:
    lines = text.strip("\n").splitlines()
    return "\n".join(textwrap.fill(line, width, subsequent_indent=indent) for line in lines)


def explanation(answer: Answer, hits: Sequence[Hit], width: int = 88) -> str:
    """What was understood of a question, and its candidate passages, best first, with scores and ranks."""
    question = answer.question
    lines = [
        f"Question: {question.text}",
        f"Kind: {question.kind}; terms: {', '.join(question.terms) or 'none'}",
        f"Names: {', '.join(question.names) or 'none'}; filters: {_filters(answer) or 'none'}",
        *(f"Understood: {note}" for note in question.notes),
        f"Confidence: {answer.confidence:.2f}",
        "Candidates (score, dense rank, lexical rank):",
    ]
    for hit in hits:
        ranks = f"{hit.score:7.4f} {hit.dense_rank or '–':>4} {hit.lexical_rank or '–':>4}"
        shown = f"{ranks}  {hit.passage.id}  {hit.passage.text}"
        lines.append(textwrap.shorten(shown, width, placeholder=" …"))
    return wording.printable("\n".join(lines))


def _filters(answer: Answer) -> str:
    filters = answer.question.filters
    bounds = {
        "published from": filters.after,
        "published until": filters.before,
        "event from": filters.event_after,
        "event until": filters.event_before,
    }
    said = [f"{name} {value.isoformat()}" for name, value in bounds.items() if value]
    return "; ".join(said + ([f"outlets {', '.join(filters.sources)}"] if filters.sources else []))


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


# --- records for programs


def answer_record(answer: Answer) -> dict[str, Any]:
    """An answer as JSON values; documents are named, their text is left out."""
    return {
        "question": answer.question.asked,
        "understood": answer.question.text,
        "kind": answer.question.kind,
        "text": answer.text,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "confidence": round(answer.confidence, 4),
        "notes": list(answer.notes),
        "citations": [
            {
                "marker": citation.marker,
                "quote": citation.quote,
                "start": citation.start,
                "end": citation.end,
                "page": citation.document.page_of(citation.start),
                "passage": citation.passage,
                "document": document_record(citation.document),
            }
            for citation in answer.citations
        ],
        "claims": [
            {
                "text": claim.text,
                "markers": list(claim.markers),
                "speaker": claim.speaker,
                "date": claim.date,
                "date_note": claim.date_note,
            }
            for claim in answer.claims
        ],
        "nearest": [hit_record(hit) for hit in answer.nearest],
    }


def hit_record(hit: Hit) -> dict[str, Any]:
    """A ranked passage as JSON values."""
    return {
        "passage": hit.passage.text,
        "id": hit.passage.id,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "kind": hit.passage.kind,
        "score": hit.score,
        "dense_rank": hit.dense_rank,
        "lexical_rank": hit.lexical_rank,
        "document": document_record(hit.document),
    }


def document_record(document: Document) -> dict[str, Any]:
    """What is known about a document as JSON values, without its text."""
    return {
        "id": document.id,
        "path": document.path,
        "part": document.part,
        "title": document.title,
        "source": document.source,
        "author": document.author,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "published_note": document.published_note,
        "captured": document.captured.isoformat() if document.captured else None,
        "origins": dict(document.origins),
        "copies": list(document.copies),
        "copy_sources": list(document.copy_sources),
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


def report_record(report: IndexReport) -> dict[str, Any]:
    """An index report as JSON values; pairs become two-item lists."""
    return {
        "added": list(report.added),
        "updated": list(report.updated),
        "unchanged": list(report.unchanged),
        "removed": list(report.removed),
        "duplicates": [list(pair) for pair in report.duplicates],
        "failed": [list(pair) for pair in report.failed],
    }

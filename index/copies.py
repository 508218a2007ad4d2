"""Exact copies: files whose article has the same words as that of another file."""

from __future__ import annotations

import hashlib

from index.records import Document


def article_key(document: Document) -> str | None:
    """A hash of the article's text, white space aside; None when there is no article. Comments do not count."""
    article = (document.text[span.start : span.end] for span in document.spans if span.kind == "article")
    words = " ".join(article).split()
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest() if words else None


class Originals:
    """Which document was the first to hold each article."""

    def __init__(self) -> None:
        """Know none yet."""
        self._paths: dict[str, str] = {}

    def claim(self, document: Document) -> str | None:
        """Note the document as the first of its article, or give the path of the one that was first."""
        key = article_key(document)
        if key is None:
            return None
        first = self._paths.setdefault(key, document.path)
        return None if first == document.path else first

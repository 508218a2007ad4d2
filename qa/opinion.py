"""Opinion pieces: told as such, and the words of their authors."""

from __future__ import annotations

import re

from index.records import Document
from qa.records import Question
from qa.words import keys

_OPINION = re.compile(
    r"^\W*(?:opinion|op-ed|editorial|leader|column|commentary|comment|viewpoint|letters?|essay)\b\s*(?:[:|—–-]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 300  # code points of a page in which an opinion piece is marked as one


def is_opinion(document: Document) -> bool:
    """Whether a document is marked as an opinion piece, in its title or at its head."""
    return bool(_OPINION.search(document.title) or _OPINION.search(document.text[:_HEAD]))


def columnist(document: Document, question: Question) -> str | None:
    """The author of an opinion piece, where the question names them."""
    author = document.author
    return author if author and is_opinion(document) and keys(author.split()[-1]) & question.keys else None

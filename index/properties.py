"""What programs write into the properties of files: which of it is a title or an author, and which names a program."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from index.heads import signature
from index.signatures import is_name

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)|untitled|no ?title|document ?\d*|print(?:out)?|layout ?\d*|page ?\d*"
    r"|slide ?\d*|powerpoint presentation|about:blank|https?:|www\.|file:)\b.*|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|qxp"
    r"|tex|pages|html?|txt|md|pub|pptx?|xlsx?|ai|eps|ps|dvi|job)(?: .{0,20})?|[\W\d_]*",
    re.I,
)


def believed(path: Path, *, title: str, author: str, rows: Iterable[str], made: str) -> dict[str, object]:
    """Of what the properties of a file state, its title and its author where they are believed; and the day on which
    the file was made, kept apart, as that is no day of publication. `rows` are the first lines of the text."""
    found = {"title": _title(title, path), "author": _author(author, rows), "file made": made}
    return {key: value for key, value in found.items() if value}


def _title(title: str, path: Path) -> str:
    """The title when it reads like one, else an empty text: it is not the name of a file or a program."""
    title = " ".join(title.split())[:300]
    file_name = re.sub(r"[\W_]", "", title).casefold() == re.sub(r"[\W_]", "", path.stem).casefold()
    return "" if _NO_TITLE.fullmatch(title) or file_name or " " not in title else title


def _author(author: str, rows: Iterable[str]) -> str:
    """The author when it is a person's full name, and no line of the document's head names another one."""
    author = " ".join(author.split())[:200]
    believed = len(author.split()) >= 2 and is_name(author) and not any(map(signature, rows))
    return author if believed else ""

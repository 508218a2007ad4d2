"""Search by words: SQLite FTS5 over passages and titles, and how rare each word is."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from index.records import Document, Passage, PassageFilter, ScoredPassage
from index.rows import day_number, passage_of

_TITLE_WEIGHT = 0.5
"""A word of the title counts half: it is there for every passage, so it finds the document, not the place."""

_AMONG = 4
"""Of so many times as many best passages those are taken that pass the filter, if they are enough."""

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> set[str]:
    """The different words of a text, lower case; letters and digits make a word, anything else ends it."""
    return set(_WORD.findall(text.lower()))


def insert(connection: sqlite3.Connection, document: Document, numbered: Sequence[tuple[int, Passage]]) -> None:
    """Make passages searchable under the row numbers they are stored by."""
    connection.executemany(
        "INSERT INTO passage_words (rowid, text, title) VALUES (?, ?, ?)",
        [(number, passage.text, document.title) for number, passage in numbered],
    )
    connection.executemany(
        "INSERT INTO words VALUES (?, ?) ON CONFLICT DO UPDATE SET passages = passages + excluded.passages",
        _counts(passage.text for _, passage in numbered).items(),
    )


def delete(connection: sqlite3.Connection, numbered: Sequence[tuple[int, Passage]]) -> None:
    """Undo `insert` for passages that are about to go."""
    connection.executemany("DELETE FROM passage_words WHERE rowid = ?", [(number,) for number, _ in numbered])
    counts = _counts(passage.text for _, passage in numbered)
    connection.executemany(
        "UPDATE words SET passages = passages - ? WHERE word = ?", [(n, word) for word, n in counts.items()]
    )
    connection.executemany("DELETE FROM words WHERE word = ? AND passages <= 0", [(word,) for word in counts])


def search(connection: sqlite3.Connection, terms: Sequence[str], k: int, where: PassageFilter) -> list[ScoredPassage]:
    """The k best passages by BM25 (k1 = 1.2, b = 0.75, as FTS5 computes it), best first."""
    expression = any_of(terms)
    if not expression or k < 1:
        return []
    conditions, values = _conditions(where)
    # Joining every passage that matches costs three times the search: first only the best of all are looked at.
    for looked_at in (_AMONG * k, -1):
        rows = connection.execute(
            f"WITH best AS (SELECT rowid AS number, bm25(passage_words, 1.0, {_TITLE_WEIGHT}) AS cost"
            " FROM passage_words WHERE passage_words MATCH ? ORDER BY cost, number LIMIT ?)"
            " SELECT p.*, best.cost FROM best JOIN passages p ON p.number = best.number"
            f" JOIN documents d ON d.id = p.document_id WHERE TRUE {conditions} ORDER BY best.cost, p.number LIMIT ?",
            (expression, looked_at, *values, k),
        ).fetchall()
        if len(rows) == k:
            break
    return [ScoredPassage(passage_of(row), -row["cost"]) for row in rows]


def any_of(terms: Iterable[str]) -> str:
    """An FTS5 expression for passages with any of the terms; each is quoted, so none is an operator."""
    plain = (term.replace('"', " ").replace("\0", " ") for term in terms)
    kept = dict.fromkeys(term.encode("utf-8", "replace").decode() for term in plain if _WORD.search(term))
    return " OR ".join(f'"{term}"' for term in kept)


def frequencies(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Lower-cased word → number of passages it stands in."""
    return {row["word"]: row["passages"] for row in connection.execute("SELECT word, passages FROM words")}


def _counts(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in words_of(text))


def _conditions(where: PassageFilter) -> tuple[str, list[object]]:
    """The filter as SQL over `p` (passages) and `d` (documents), and the values of its placeholders."""
    conditions: list[tuple[str, object]] = []
    if where.kinds:
        conditions.append(("p.kind IN (SELECT value FROM json_each(?))", json.dumps(where.kinds)))
    if where.sources:
        named = "SELECT coalesce(original, id) FROM documents WHERE source IN (SELECT value FROM json_each(?))"
        conditions.append((f"d.id IN ({named})", json.dumps(where.sources)))
    if where.documents is not None:
        conditions.append(("d.id IN (SELECT value FROM json_each(?))", json.dumps(sorted(where.documents))))
    if where.after is not None:
        conditions.append(("d.published >= ?", day_number(where.after)))
    if where.before is not None:
        conditions.append(("d.published <= ?", day_number(where.before)))
    sql = "".join(f" AND {condition}" for condition, _ in conditions)
    return sql, [value for _, value in conditions]

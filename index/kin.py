"""Which documents are copies of one another, kept in SQLite beside them, and which of several copies stands.

Texts, not files, are compared: `article` is the hash of a text, and files that hold the same text share it. What a
text shares with others (`index.copies`) is worked out once, when it is stored. Of several copies the one published
first *stands*, among those of one day or of none the first by path; a document whose text repeats one that stands
is *hidden*: it has no passages, and `original` names the document that stands for it. The outcome is the same
whatever the order in which files were indexed.

Every function is a part of a transaction that its caller opens.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from index.copies import article_key, article_text, bands, kinship, place
from index.ports import Standing
from index.records import Document
from index.rows import Row, day_of, document_of

_APART = 7
"""Days between which texts that differ in facts may be versions of one report; later ones are reports of their own,
however alike, as of the weather or of markets."""

_FROM_A_BAND = 100
"""Texts that are looked at for each band: where more than that are alike, not every pair of them is compared."""

_Place = tuple[date, str, str]

_MEMBERS = "SELECT id, part, path, published, original, fingerprint FROM documents WHERE article = ?"


def meet(connection: sqlite3.Connection, article: str, text: str) -> None:
    """Compare a text that is new to the index with those that are there."""
    if not article or connection.execute("SELECT 1 FROM bands WHERE article = ?", (article,)).fetchone():
        return
    numbers = bands(text)
    for other in _candidates(connection, numbers, article):
        kin = kinship(text, _text(connection, other))
        if kin is not None:
            connection.executemany(
                "INSERT OR REPLACE INTO kin VALUES (?, ?, ?)",
                [(article, other, kin.repeats), (other, article, kin.repeated)],
            )
    connection.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(number, article) for number in numbers])


def part(connection: sqlite3.Connection, article: str) -> None:
    """Forget a text that no document holds any more; what was its copy is looked at again."""
    if article and connection.execute("SELECT 1 FROM documents WHERE article = ?", (article,)).fetchone() is None:
        touch(connection, article)
        connection.execute("DELETE FROM kin WHERE article = ? OR other = ?", (article, article))
        connection.execute("DELETE FROM bands WHERE article = ?", (article,))


def touch(connection: sqlite3.Connection, article: str) -> None:
    """Note that it is to be settled anew which of the copies of a text stands."""
    connection.execute(
        "INSERT OR IGNORE INTO unsettled SELECT other FROM kin WHERE article = ?1"
        " UNION SELECT ?1 WHERE ?1 != '' AND EXISTS (SELECT 1 FROM kin WHERE article = ?1)"
        " UNION SELECT article FROM documents WHERE article = ?1 AND article != ''"
        " GROUP BY article HAVING count(*) > 1 OR max(original IS NOT NULL)",
        (article,),
    )


def original_of(connection: sqlite3.Connection, document: Document) -> str | None:
    """The id of a stored document that stands for this one, which need not be stored; None when there is none."""
    own, text = place(document), article_text(document)
    article = article_key(text)
    same = [article] if article else []
    for other in (*same, *_candidates(connection, bands(text), article)):
        first = min(_standing(connection, other), default=None)
        if first is None or first[0] >= own or first[1] == document.id:
            continue
        kin = None if other == article else kinship(text, _text(connection, other))
        if other == article or (kin is not None and kin.repeats):
            return first[1]
    return None


def unsettled(connection: sqlite3.Connection) -> tuple[Standing, ...]:
    """The documents that stand and shall be hidden, or the other way round, as far as something has changed."""
    settling = _Settling(connection)
    changes = (
        Standing(member.id, original, member.fingerprint)
        for article in settling.articles()
        for member, original in settling.settle(article)
        if member.original != original
    )
    return tuple(sorted(changes, key=lambda change: (change.original is not None, change.document_id)))


def settled(connection: sqlite3.Connection) -> None:
    """Note that nothing is left to be settled."""
    connection.execute("DELETE FROM unsettled")


def copies(connection: sqlite3.Connection, document_id: str | None = None) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Document id → paths and outlets of its copies, each sorted; of one document, or of all that stand."""
    which = "a.original IS NULL" if document_id is None else "a.id = ?"
    wanted = () if document_id is None else (document_id,)
    rows = connection.execute(
        "SELECT a.id, a.path AS own, a.published AS here, b.path, b.source, b.published AS there, 1 AS same"
        " FROM documents a JOIN documents b ON b.article = a.article AND b.id != a.id"
        f" WHERE a.article != '' AND {which}"
        " UNION ALL SELECT a.id, a.path, a.published, b.path, b.source, b.published, k.repeats OR r.repeats"
        " FROM documents a JOIN kin k ON k.article = a.article"
        " JOIN kin r ON r.article = k.other AND r.other = a.article"
        f" JOIN documents b ON b.article = k.other WHERE {which}",
        (*wanted, *wanted),
    )
    found: dict[str, tuple[set[str], set[str]]] = {}
    for row in rows:
        if row["same"] or _close(day_of(row["here"]), day_of(row["there"])):
            paths, outlets = found.setdefault(row["id"], (set(), set()))
            paths.update({row["path"]} - {row["own"]})
            outlets.update({row["source"]} - {None})
    return {name: (tuple(sorted(paths)), tuple(sorted(outlets))) for name, (paths, outlets) in found.items()}


def _close(here: date | None, there: date | None) -> bool:
    return here is None or there is None or abs((here - there).days) <= _APART


def _candidates(connection: sqlite3.Connection, numbers: Iterable[int], article: str) -> list[str]:
    """Texts that share a band, those that share the most first."""
    shared: dict[str, int] = {}
    for number in numbers:
        rows = connection.execute("SELECT article FROM bands WHERE band = ? LIMIT ?", (number, _FROM_A_BAND))
        for row in rows:
            shared[row["article"]] = shared.get(row["article"], 0) + 1
    shared.pop(article, None)
    return sorted(shared, key=lambda other: (-shared[other], other))[:_FROM_A_BAND]


def _text(connection: sqlite3.Connection, article: str) -> str:
    row = connection.execute("SELECT * FROM documents WHERE article = ? LIMIT 1", (article,)).fetchone()
    return "" if row is None else article_text(document_of(row))


def _standing(connection: sqlite3.Connection, article: str) -> Iterator[tuple[_Place, str]]:
    rows = connection.execute(f"{_MEMBERS} AND original IS NULL", (article,))
    return ((_place(row), row["id"]) for row in rows)


def _place(row: Row) -> _Place:
    """As `index.copies.place`, of a row."""
    return day_of(row["published"]) or date.max, row["path"], row["part"]


@dataclass(frozen=True, slots=True)
class _Member:
    """A document that holds a text."""

    place: _Place
    id: str
    original: str | None
    fingerprint: str


class _Settling:
    """Works out which documents stand, for the texts that were touched and all they are kin to."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._members: dict[str, list[_Member]] = {}
        self._repeats: dict[str, list[str]] = {}
        self._originals: dict[str, str | None] = {}

    def articles(self) -> Iterable[str]:
        """The texts concerned, in the order in which their first documents come."""
        left = [row["article"] for row in self._connection.execute("SELECT article FROM unsettled")]
        while left:
            article = left.pop()
            if article in self._members:
                continue
            self._members[article] = self._held_by(article)
            kin = self._connection.execute("SELECT other, repeats FROM kin WHERE article = ?", (article,)).fetchall()
            self._repeats[article] = [row["other"] for row in kin if row["repeats"]]
            left += [row["other"] for row in kin]
        return sorted((a for a, members in self._members.items() if members), key=lambda a: self._members[a][0].place)

    def settle(self, article: str) -> Iterator[tuple[_Member, str | None]]:
        """The documents of a text, each with the one that stands for it; called in the order of `articles`."""
        members = self._members[article]
        first = members[0]
        before = [other for other in self._repeats[article] if self._originals.get(other, "") is None]
        # Only texts that were settled before this one are in `_originals`: those whose first document comes earlier.
        best = min((self._members[other][0] for other in before), key=lambda member: member.place, default=None)
        self._originals[article] = None if best is None else best.id
        yield first, self._originals[article]
        yield from ((member, (best or first).id) for member in members[1:])

    def _held_by(self, article: str) -> list[_Member]:
        rows = self._connection.execute(_MEMBERS, (article,))
        members = (_Member(_place(row), row["id"], row["original"], row["fingerprint"]) for row in rows)
        return sorted(members, key=lambda member: member.place)

"""The fakes of the suite, and the wall around it: no test reaches another machine."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import re
import socket
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import Stemmer

from index import copies
from index.ports import Entry, Failure, Held, HeldDocument, KeptFacts, Outline, Standing
from index.records import Document, Passage, PassageFilter, ScoredPassage

DIMENSION = 384
_WORD = re.compile(r"[^\W_]+")


def _is_foreign(host: object) -> bool:
    """Whether a host of a socket address is another machine. A name other than localhost is."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in {"", "localhost"}:
        return False
    try:
        return not ipaddress.ip_address(host.split("%")[0]).is_loopback and host not in {"0.0.0.0", "::"}
    except ValueError:
        return True


@pytest.fixture(scope="session", autouse=True)
def foreign_connections() -> Iterator[list[str]]:
    """Refuse every connection and name look-up that leaves this machine; the list says which were tried."""
    tried: list[str] = []
    patch = pytest.MonkeyPatch()

    def refuse(host: object) -> None:
        if _is_foreign(host):
            tried.append(str(host))
            raise ConnectionRefusedError(f"tests do not connect to other machines: {host!r}")

    def guarded(original: Any, place: int) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            address = arguments[place] if len(arguments) > place else named.get("address", named.get("host"))
            refuse(address[0] if isinstance(address, tuple) else None if place else address)
            return original(*arguments, **named)

        return call

    patch.setattr(socket.socket, "connect", guarded(socket.socket.connect, 1))
    patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex, 1))
    patch.setattr(socket, "create_connection", guarded(socket.create_connection, 0))
    patch.setattr(socket, "getaddrinfo", guarded(socket.getaddrinfo, 0))
    yield tried
    patch.undo()


@pytest.fixture(autouse=True)
def _stays_on_this_machine(foreign_connections: list[str]) -> Iterator[None]:
    """Fail the test that tried to leave this machine, even where the code under test swallowed the refusal."""
    foreign_connections.clear()
    yield
    tried = tuple(foreign_connections)
    foreign_connections.clear()
    if tried:
        pytest.fail(f"tried to reach {', '.join(tried)}")


def hashed(text: str) -> list[float]:
    """A vector of length 1 made of the text's words: texts that share words lie near each other."""
    vector = np.zeros(DIMENSION)
    for word in _WORD.findall(text.lower()):
        digest = hashlib.blake2b(word.encode(), digest_size=4).digest()
        vector[int.from_bytes(digest[:2], "big") % DIMENSION] += 1 if digest[2] % 2 else -1
    if not vector.any():
        vector[0] = 1
    values: list[float] = (vector / np.linalg.norm(vector)).tolist()
    return values


@pytest.fixture(scope="session")
def embedder() -> Any:
    """A llama-index embedding model of 384 dimensions that needs no weights and gives the same vectors anywhere."""
    from llama_index.core.base.embeddings.base import BaseEmbedding  # noqa: PLC0415 - 1.5 s few tests need

    class HashingEmbedding(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return hashed(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return hashed(text)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return hashed(query)

    return HashingEmbedding(model_name="hashing")


class MemoryStore:
    """The port `PassageStore` over plain dictionaries: exact cosines, textbook BM25, every text compared with every
    other, nothing kept on disk."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}
        self._vectors: dict[str, np.ndarray[Any, Any]] = {}
        self._fingerprints: dict[str, str] = {}
        self._originals: dict[str, str] = {}
        self._files: dict[str, tuple[str, str]] = {}
        self._failures: list[Failure] = []
        self._facts: dict[str, KeptFacts] = {}
        self.where = "memory"

    @contextmanager
    def writing(self) -> Iterator[None]:
        yield

    def add_all(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            document, vectors = entry.document, entry.vectors
            if len(entry.passages) != len(vectors) or any(len(vector) != DIMENSION for vector in vectors):
                raise ValueError("each passage needs one vector")
            self._documents[document.id] = document
            self._passages[document.id] = tuple(entry.passages)
            self._fingerprints[document.id] = entry.fingerprint
            self._vectors |= {p.id: np.asarray(v) for p, v in zip(entry.passages, vectors, strict=True)}
            self._originals.pop(document.id, None)
            self._facts.pop(document.id, None)
            if entry.original is not None:
                self._originals[document.id] = entry.original

    def remove(self, document_id: str) -> None:
        for kept in (self._documents, self._passages, self._fingerprints, self._originals, self._facts):
            kept.pop(document_id, None)

    def document(self, document_id: str) -> Document | None:
        found = self._documents.get(document_id)
        return None if found is None else self._with_copies(found)

    def documents(self) -> tuple[Document, ...]:
        standing = (document for document in self._documents.values() if document.id not in self._originals)
        return tuple(map(self._with_copies, sorted(standing, key=lambda d: (d.path, d.part, d.id))))

    def outlets(self) -> frozenset[str]:
        return frozenset(document.source for document in self._documents.values() if document.source)

    def outline(self) -> Outline:
        standing = self.documents()
        return Outline(
            passages=len(self._all()),
            dated=tuple(document.source for document in standing if document.published is not None),
            undated=tuple(document.source for document in standing if document.published is None),
        )

    def held(self) -> Mapping[str, Held]:
        found: dict[str, Held] = {}
        for document in sorted(self._documents.values(), key=lambda d: (d.path, d.part)):
            one = HeldDocument(
                document.id, document.part, self._fingerprints[document.id], self._originals.get(document.id)
            )
            earlier = found[document.path].documents if document.path in found else ()
            found[document.path] = Held(*self._files.get(document.path, ("", "")), (*earlier, one))
        return found

    def note_fingerprints(self, fingerprints: Mapping[str, str]) -> None:
        self._fingerprints |= fingerprints

    def note_files(self, files: Mapping[str, tuple[str, str]]) -> None:
        self._files |= files

    def original_of(self, document: Document) -> str | None:
        before = [
            other
            for other in self._documents.values()
            if other.id not in self._originals and copies.place(other) < copies.place(document)
        ]
        kin = ((other.id, _kin(document, other)) for other in sorted(before, key=copies.place))
        return next((name for name, found in kin if found is not None and found.repeats), None)

    def unsettled(self) -> Sequence[Standing]:
        standing: list[Document] = []
        changes = []
        for document in sorted(self._documents.values(), key=copies.place):
            same = [d for d in standing if (found := _kin(document, d)) is not None and found.repeats]
            original = same[0].id if same else None
            if original is None:
                standing.append(document)
            if original != self._originals.get(document.id):
                changes.append(Standing(document.id, original, self._fingerprints[document.id]))
        return sorted(changes, key=lambda change: change.original is not None)

    def settled(self) -> None:
        pass  # worked out anew each time

    def failures(self) -> Sequence[Failure]:
        return tuple(self._failures)

    def set_failures(self, failed: Sequence[Failure]) -> None:
        self._failures = sorted(failed, key=lambda failure: failure.path)

    def _with_copies(self, document: Document) -> Document:
        others = [d for d in self._documents.values() if d.id != document.id and _are_copies(document, d)]
        paths = {other.path for other in others} - {document.path}
        return replace(
            document,
            copies=tuple(sorted(paths)),
            copy_sources=tuple(sorted({other.source for other in others if other.source})),
        )

    def keep_facts(self, facts: Mapping[str, KeptFacts]) -> None:
        self._facts |= {name: found for name, found in facts.items() if name in self._documents}

    def facts(self, document_id: str) -> KeptFacts | None:
        return self._facts.get(document_id)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        return self._passages.get(document_id, ())

    def dense(self, vector: Sequence[float], k: int, where: PassageFilter) -> list[ScoredPassage]:
        asked = np.asarray(vector) / np.linalg.norm(vector)
        scored = []
        for passage in self._passing(where):
            stored = self._vectors[passage.id]
            scored.append(ScoredPassage(passage, float(stored @ asked / np.linalg.norm(stored))))
        return sorted(scored, key=lambda hit: -hit.score)[: max(k, 0)]

    def lexical(self, terms: Sequence[str], k: int, where: PassageFilter) -> list[ScoredPassage]:
        wanted = {stem for term in terms for stem in _stems(term)}
        bags = {passage.id: self._bag(passage) for passage in self._all()}
        mean = sum(bag.total() for bag in bags.values()) / max(len(bags), 1)
        scored = []
        for passage in self._passing(where):
            bag, score = bags[passage.id], 0.0
            for stem in wanted & bag.keys():
                holders = sum(stem in other for other in bags.values())
                idf = max(math.log((len(bags) - holders + 0.5) / (holders + 0.5)), 1e-6)
                score += idf * bag[stem] * 2.2 / (bag[stem] + 1.2 * (0.25 + 0.75 * bag.total() / mean))
            if score:
                scored.append(ScoredPassage(passage, score))
        return sorted(scored, key=lambda hit: -hit.score)[: max(k, 0)]

    def frequencies(self) -> Mapping[str, int]:
        return Counter(word for passage in self._all() for word in set(_WORD.findall(passage.text.lower())))

    def close(self) -> None:
        pass  # holds no file and no lock

    def _all(self) -> list[Passage]:
        return [passage for passages in self._passages.values() for passage in passages]

    def _bag(self, passage: Passage) -> Counter[str]:
        return Counter([*_stems(passage.text), *_stems(self._documents[passage.document_id].title)])

    def _passing(self, where: PassageFilter) -> list[Passage]:
        outlets: dict[str, set[str | None]] = {}
        for document in self._documents.values():
            outlets.setdefault(self._originals.get(document.id, document.id), set()).add(document.source)
        documents = self._documents
        return [p for p in self._all() if passes(p, documents[p.document_id], where, outlets[p.document_id])]


def passes(passage: Passage, document: Document, where: PassageFilter, outlets: Collection[str | None]) -> bool:
    """The filter, said as plainly as can be; `outlets` are those of the document and of what it stands for."""
    if where.kinds and passage.kind not in where.kinds:
        return False
    if where.sources and not set(where.sources) & set(outlets):
        return False
    if where.documents is not None and document.id not in where.documents:
        return False
    if where.after is None and where.before is None:
        return True
    if document.published is None:
        return False
    after = where.after is None or document.published >= where.after
    return after and (where.before is None or document.published <= where.before)


def _kin(one: Document, other: Document) -> copies.Kinship | None:
    texts = copies.article_text(one), copies.article_text(other)
    keys = [copies.article_key(text) for text in texts]
    return copies.Kinship(True, True) if keys[0] == keys[1] != "" else copies.kinship(*texts)


def _are_copies(one: Document, other: Document) -> bool:
    kin = _kin(one, other)
    if kin is None or kin.repeats or kin.repeated or one.published is None or other.published is None:
        return kin is not None
    return abs((one.published - other.published).days) <= 7


def _stems(text: str) -> list[str]:
    stemmed: list[str] = Stemmer.Stemmer("porter").stemWords(_WORD.findall(text.lower()))
    return stemmed


@pytest.fixture
def memory_store() -> MemoryStore:
    """An empty store in memory."""
    return MemoryStore()

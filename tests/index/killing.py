"""Kills indexing at random moments and looks at what is left: run by `test_crash.py` in a process of its own.

    python tests/index/killing.py FOLDER SEED ROUNDS

Between the rounds the folder of articles changes: files come, go, change, and become copies. Prints a JSON report.
The process only imports and forks; each indexing run is a child, so that none pays for the imports again.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import random
import signal
import sqlite3
import sys
import time
import traceback
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from index import batches
from index.build import build
from index.lexical import words_of
from index.records import PassageFilter
from index.store import Store

WORDS = [a + b + c for a in ("bar", "col", "dun", "fer") for b in ("an", "et", "il", "or") for c in ("", "dale", "ton")]
ANY = PassageFilter(kinds=())
DIMENSION = 16
NEAR = 1e-4
"""How far two scores of one passage may lie apart."""


class Embedder:
    """A vector for each text, made of its words; a little time for each batch, as a model takes."""

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        time.sleep(0.002)
        return [self.get_query_embedding(text) for text in texts]

    def get_query_embedding(self, text: str) -> list[float]:
        vector = np.ones(DIMENSION)
        for word in words_of(text):
            digest = hashlib.blake2b(word.encode(), digest_size=2).digest()
            vector[digest[0] % DIMENSION] += 1 + digest[1] / 64
        unit: list[float] = (vector / np.linalg.norm(vector)).tolist()
        return unit


def article(chance: random.Random) -> str:
    """An article of three paragraphs."""
    paragraphs = []
    for _ in range(3):
        sentences = (" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(4))
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)


def change(papers: Path, chance: random.Random, number: int) -> None:
    """Make the folder another one: some files new, some changed, some gone, some copies of others."""
    for place in range(8):
        (papers / f"new-{number}-{place}.txt").write_text(article(chance))
    there = sorted(papers.iterdir())
    for path in chance.sample(there, min(4, len(there))):
        path.write_text(article(chance))
    for path in chance.sample(there, min(3, len(there) - 20)) if len(there) > 20 else ():
        path.unlink()
    left = sorted(papers.iterdir())
    copied = chance.choice(left).read_text()
    (papers / f"copy-{number}.txt").write_text(copied + ("" if number % 2 else f"\n\nAlso {chance.choice(WORDS)}.\n"))


def index(data: Path, papers: Path) -> None:
    """One run of indexing, as the command line does it, in small batches: so many more places to be killed at."""
    batches.BATCH = 12
    store = Store.open(data, model_name="words", dimension=DIMENSION)
    build([papers], store, Embedder(), latest=date(2024, 1, 1), sync=True)  # type: ignore[arg-type]
    store.close()


def in_child(work: Any, kill_after: float | None = None) -> int:
    """Do the work in a child, killed after so many seconds where a time is given: how the child ended."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001 - told, and the child ends in any case
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(code)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def state(data: Path) -> dict[str, Any]:
    """All that an index holds and finds, for comparison; what is doubled or out of step stands in `wrong`."""
    store = Store.open(data, model_name="words", dimension=DIMENSION)
    documents = store.documents()
    passages = {passage.id: passage.text for document in documents for passage in store.passages(document.id)}
    in_chroma = store.collection.get()["ids"]
    model, found = Embedder(), {}
    for word in WORDS[::5]:
        dense = store.dense(model.get_query_embedding(word), 10, ANY)
        words = store.lexical([word], 10, ANY)
        found[word] = [{hit.passage.text[:60]: hit.score for hit in hits} for hits in (dense, words)]
    counted = Counter(word for text in passages.values() for word in words_of(text))
    wrong = []
    if sorted(in_chroma) != sorted(passages):
        wrong.append(f"Chroma holds {len(in_chroma)} passages, SQLite {len(passages)}")
    if dict(store.frequencies()) != dict(counted):
        wrong.append("the counts of words are off")
    store.close()
    with closing(sqlite3.connect(data / "index.sqlite3")) as connection:
        for table, expected in (("passage_words", len(passages)), ("passages", len(passages)), ("journal", 0)):
            (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            if count != expected:
                wrong.append(f"{table} holds {count} rows, not {expected}")
        kin = sorted(connection.execute("SELECT article, other, repeats FROM kin").fetchall())
        files = sorted(path for (path,) in connection.execute("SELECT path FROM files"))
        hidden = sorted(
            connection.execute("SELECT path, original FROM documents WHERE original IS NOT NULL").fetchall()
        )
    return {
        "wrong": wrong,
        "documents": [[d.path, d.id, d.text, list(d.copies)] for d in documents],
        "passages": passages,
        "found": found,
        "kin": kin,
        "files": files,
        "hidden": hidden,
    }


def told_apart(ours: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """Searches that find something else. Scores are the same to four digits, as Chroma adds up in another order in its
    graph than in what it has not put there yet; what stands at the end of a list may be left out for its equal."""
    found = []
    for word, ways in theirs.items():
        for one, other in zip(ours.get(word, [{}, {}]), ways, strict=True):
            last = min(other.values(), default=0.0)
            for text in one.keys() | other.keys():
                score, expected = one.get(text, last), other.get(text, last)
                if abs(score - expected) > NEAR:
                    found.append(f"{word}: {score:.6f}, not {expected:.6f}: {text}")
    return found


def halfway(data: Path) -> bool:
    """Whether a change was begun and not finished."""
    with closing(sqlite3.connect(data / "index.sqlite3")) as connection:
        return connection.execute("SELECT 1 FROM journal").fetchone() is not None


def told(data: Path, into: Path) -> Any:
    """`state`, worked out in a child."""
    code = in_child(lambda: into.write_text(json.dumps(state(data))))
    return json.loads(into.read_text()) if code == 0 else {"wrong": [f"the index cannot be opened (exit {code})"]}


def main(folder: Path, seed: int, rounds: int) -> dict[str, Any]:
    """Index, kill, change and index again so many times; after every tenth, compare with an index made in peace."""
    importlib.import_module("index.vectors")  # here, once, for all children: Chroma takes long
    chance = random.Random(seed)
    papers, data = folder / "papers", folder / "data"
    papers.mkdir()
    change(papers, chance, 0)
    begun = time.perf_counter()
    assert in_child(lambda: index(data, papers)) == 0
    usual = time.perf_counter() - begun
    report: dict[str, Any] = {"killed": 0, "finished": 0, "halfway": 0, "compared": 0, "wrong": []}
    for number in range(1, rounds + 1):
        change(papers, chance, number)
        code = in_child(lambda: index(data, papers), kill_after=chance.uniform(0.0, 1.2 * usual))
        report["killed" if code == -signal.SIGKILL else "finished"] += 1
        report["halfway"] += halfway(data)
        if number % 10 and number != rounds:
            continue
        if (code := in_child(lambda: index(data, papers))) != 0:
            report["wrong"].append(f"after {number} kills indexing ends with {code}")
        peaceful = folder / f"peaceful-{number}"
        assert in_child(lambda where=peaceful: index(where, papers)) == 0  # type: ignore[misc]
        ours, theirs = told(data, folder / "ours.json"), told(peaceful, folder / "theirs.json")
        report["wrong"] += ours["wrong"] + theirs["wrong"]
        other = [name for name in theirs if name != "found" and ours.get(name) != theirs[name]]
        report["wrong"] += [f"after {number}: other {name}" for name in other]
        report["wrong"] += [f"after {number}: {line}" for line in told_apart(ours.get("found", {}), theirs["found"])]
        report["compared"] += len(theirs["documents"])
    return report


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))

"""The bench measures what it says, beside the stock pipeline, and tells which targets are missed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.bench import PASSAGES_EACH, Bench, Size, run
from eval.bench_articles import articles, sample_sentences, write_articles
from eval.bench_clock import Machine, Spent, Times, memory_mb, nearest_rank, size_mb
from eval.bench_report import AMPLE, missed, notes, ratios, sections, table
from eval.bench_steps import Asked, Indexed, KeptVectors
from eval.bench_stock import Embedded, StockIndexed, stock_embedding
from index.embed import Encoder


def test_a_seed_gives_the_same_articles_and_another_one_others() -> None:
    first = list(islice(articles(3), 20))
    assert first == list(islice(articles(3), 20))
    assert not {article.text for article in first} & {article.text for article in islice(articles(4), 20)}


def test_no_article_asks_or_says_what_another_does() -> None:
    made = list(islice(articles(), 2000))
    assert len({article.question for article in made}) == len({article.text for article in made}) == 2000
    assert all(article.answer in article.text for article in made)


def test_articles_are_the_samples_sentences_with_other_names_dates_and_numbers() -> None:
    sentence = next(s for s in sample_sentences() if "2,050 tonnes" in s)
    written = " ".join(article.text for article in islice(articles(), 60))
    assert sentence not in written
    assert "2,050 tonnes" not in written
    assert written.count("with a quota of") > 5


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    first = write_articles(tmp_path, 3)
    (tmp_path / first[0].name).write_text("changed", encoding="utf-8")
    write_articles(tmp_path, 4)
    assert (tmp_path / first[0].name).read_text(encoding="utf-8") == "changed"
    assert len(list(tmp_path.iterdir())) == 4


def test_kept_vectors_come_back_for_their_texts_and_in_their_order(tmp_path: Path) -> None:
    kept = KeptVectors(tmp_path / "vectors.sqlite3")
    kept.add(["pier", "ferry"], [[1.0, 0.0], [0.0, 1.0]])
    kept.add(["pier"], [[9.0, 9.0]])
    kept.close()
    kept = KeptVectors(tmp_path / "vectors.sqlite3")
    pier, gone = kept.get(["pier", "tram"])
    assert pier is not None
    assert (pier.tolist(), gone) == ([1.0, 0.0], None)
    assert [text for text, _ in kept.rows(1, 5)] == ["ferry"]
    kept.close()


@pytest.mark.parametrize(
    ("values", "share", "wanted"),
    [((3, 1, 2), 0.5, 2), ((4, 3, 2, 1), 0.5, 2), ((5,), 0.95, 5), (range(1, 21), 0.95, 19)],
)
def test_a_percentile_is_one_of_the_values(values: Sequence[float], share: float, wanted: float) -> None:
    assert nearest_rank(values, share) == wanted


def test_what_is_spent_adds_up_and_memory_never_exceeds_its_peak(tmp_path: Path) -> None:
    spent, times = Spent(), Times()
    for _ in range(2):
        with spent.adding(), times.one():
            sum(range(100_000))
    assert spent.wall > 0 < spent.cpu
    assert sum(times.walls) <= spent.wall
    assert 0 < times.ms(0.5) <= times.ms(0.95)
    now, peak = memory_mb()
    assert 10 < now <= peak + 1
    (tmp_path / "a").write_bytes(b"x" * 2000)
    assert size_mb(tmp_path) == size_mb(tmp_path / "a") == 0.002


def test_the_stock_embedding_gives_our_vectors_at_its_own_pace() -> None:
    texts = ["The ferry to Selby was late.", "Nobody knew why. " * 80, "crane"]
    theirs = np.asarray(stock_embedding().get_text_embedding_batch(texts))
    ours = Encoder.load(precision="float32").encode(texts)
    assert ((theirs * ours).sum(axis=1) > 0.999).all()


@pytest.fixture
def bench() -> Bench:
    """A run of two sizes with round figures, all targets reached."""
    asked = Asked(20, 2.0, 3.0, 200.0, 300.0, 250.0, 1.0, 700.0, 800.0)
    stock = Asked(20, 2.0, 2.1, 50.0, 60.0, 80.0, 1.0, 400.0, 500.0)
    indexed = Indexed(140, 1000, 1000, 20.0, 40.0, 0.1, 0.1, 600.0, 700.0, {"sqlite": 5.0})
    stocked = StockIndexed(140, 950, 0, 80.0, 160.0, 600.0, {"chroma": 9.0})
    small = Size(1000, 0.6, kept=False, indexed=indexed, asked=asked, stock_indexed=stocked, stock_asked=stock)
    large = replace(
        small,
        wanted=100_000,
        indexed=replace(indexed, documents=14_000, passages=100_000, embedded=100_000, wall=2000.0, cpu=4000.0),
        stock_indexed=replace(stocked, filled=99_000),
    )
    machine = Machine("Test", 2, ("avx512_bf16",), 0.1)
    return Bench("1.0", machine, 0.2, Embedded(256, 180.0, 2.0, 4.0, 12.0, 24.0, 0.9999, 0.999), (small, large))


def test_a_run_that_reaches_everything_misses_nothing(bench: Bench) -> None:
    assert missed(bench) == ()
    met = [row for section in sections(bench) for row in section.rows if row.met]
    assert len(met) == 8  # rate, cosine; indexing and indexing again twice; 6 times; growth
    text = table(bench)
    assert "6.0 times" in text
    assert "something else was running" not in text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda b: replace(b, embedded=replace(b.embedded, wall=4.0)), "passages per second 3.0 times"),
        (lambda b: replace(b, embedded=replace(b.embedded, cosine=0.99)), "cosine between the two, mean"),
        (lambda b: _with_last(b, indexed=replace(b.sizes[-1].indexed, wall=5000.0)), "articles per second"),
        (lambda b: _with_last(b, asked=replace(b.sizes[-1].asked, p50_ms=310.0)), "a full answer"),
        (lambda b: _with_last(b, asked=replace(b.sizes[-1].asked, p50_ms=601.0)), "from 1,000 to 100,000"),
        (lambda b: _with_last(b, indexed=replace(b.sizes[-1].indexed, again_wall=50.0)), "indexing again"),
        (
            lambda b: _with_last(b, wanted=10_000, asked=replace(b.sizes[-1].asked, peak_mb=901.0)),
            "memory while asking",
        ),
    ],
)
def test_each_target_that_is_missed_is_told(bench: Bench, change: Callable[[Bench], Bench], told: str) -> None:
    assert any(told in line for line in missed(change(bench)))


def test_without_bfloat16_the_stock_rate_is_easier_to_beat(bench: Bench) -> None:
    slow = replace(bench, embedded=replace(bench.embedded, wall=8.0), machine=Machine("Test", 2, ("avx2",), 0.1))
    assert missed(slow) == ()


def test_what_makes_figures_doubtful_is_said(bench: Bench) -> None:
    busy = replace(bench, machine=replace(bench.machine, load=3.0))
    kept = _with_last(busy, indexed=replace(busy.sizes[-1].indexed, embedded=0))
    told = " ".join(notes(kept))
    for words in ("something else was running", "99,000 got vectors", "100,000 vectors were kept", "padded to 256"):
        assert words in told
    rate = next(row for row in sections(kept)[2].rows if row.name.startswith("indexing: articles"))
    assert rate.ours == f"{14_000 / (2000 + 100_000 * 2 / 256):,.1f}"


def _with_last(bench: Bench, **changes: Any) -> Bench:
    return replace(bench, sizes=(*bench.sizes[:-1], replace(bench.sizes[-1], **changes)))


def test_a_run_indexes_asks_and_indexes_again_and_the_next_one_uses_what_it_kept(tmp_path: Path) -> None:
    told: list[str] = []
    first = run([100], folder=tmp_path, questions=4, stock=30, say=told.append)
    (size,) = first.sizes
    assert size.stock_indexed is not None
    assert size.stock_asked is not None
    assert first.embedded is not None
    assert first.embedded.cosine > 0.999
    assert first.embedded.least_cosine > 0.998
    assert size.indexed.passages == pytest.approx(PASSAGES_EACH * size.indexed.documents, rel=0.1)
    assert 80 < size.indexed.passages == size.indexed.embedded < 200
    assert size.stock_indexed.passages + size.stock_indexed.filled == size.indexed.passages
    assert size.stock_indexed.filled > 0
    assert size.asked.questions == size.stock_asked.questions == 4
    assert 0 < size.asked.ready_s < size.asked.first_s
    assert 0 < size.asked.p50_ms <= size.asked.p95_ms
    assert size.indexed.again_cpu < size.indexed.cpu
    again = run([100], folder=tmp_path, questions=4, stock=0, say=told.append)
    assert again.sizes[0].kept
    assert again.sizes[0].indexed.wall == size.indexed.wall
    assert again.embedded is None
    assert "indexed by an earlier run" in table(again)
    assert again.record()["sizes"][0]["indexed"]["passages"] == size.indexed.passages


def test_ratios_of_a_run_are_kept_for_the_next_and_one_of_milliseconds_has_a_most(bench: Bench) -> None:
    found = ratios(bench)
    assert found["embedding"] == 6.0
    small = bench.sizes[0]
    quick = replace(bench, sizes=(replace(small, indexed=replace(small.indexed, again_wall=1e-6)),))
    assert {ratios(quick)[name] for name in ratios(quick) if name.startswith("indexing again")} == {AMPLE}

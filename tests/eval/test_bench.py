"""Generated articles are always the same and all different; the bench over them measures what it says."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from eval.bench import run, table
from eval.generated import articles, write_articles


def test_a_seed_gives_the_same_articles_and_another_one_others() -> None:
    first = list(islice(articles(3), 20))
    assert first == list(islice(articles(3), 20))
    assert not {article.text for article in first} & {article.text for article in islice(articles(4), 20)}


def test_no_article_asks_or_says_what_another_does() -> None:
    made = list(islice(articles(), 2000))
    assert len({article.question for article in made}) == len({article.text for article in made}) == 2000
    assert all(article.answer in article.text for article in made)


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    first = write_articles(tmp_path, 3)
    (tmp_path / first[0].name).write_text("changed", encoding="utf-8")
    write_articles(tmp_path, 4)
    assert (tmp_path / first[0].name).read_text(encoding="utf-8") == "changed"
    assert len(list(tmp_path.iterdir())) == 4


def test_the_bench_indexes_asks_and_indexes_again_and_uses_what_it_kept(tmp_path: Path) -> None:
    told: list[str] = []
    first = run(100, folder=tmp_path, questions=4, say=told.append)
    assert first.index is not None
    assert first.index.added == first.again.unchanged == first.documents
    assert 80 < first.passages < 200
    assert first.asked.questions == 4
    assert 0 < first.asked.p50_ms <= first.asked.p95_ms
    assert first.again.spent.cpu < first.index.spent.cpu
    assert first.again.embedding.wall == 0 < first.index.embedding.wall < first.index.spent.wall
    assert all(size > 0 for size in first.disk_mb.values())
    again = run(100, folder=tmp_path, questions=4, say=told.append)
    assert again.index is None
    assert "index of an earlier run used" in table(again)
    assert again.record()["passages"] == first.passages

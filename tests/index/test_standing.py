"""Which of several copies stands, whatever the order of indexing, and that the others are still found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from index.build import build
from index.copies import bands
from index.records import Document, IndexReport, PassageFilter
from index.standing import forget, named
from index.store import Store
from tests.index import papers
from tests.index.papers import MINE, SEEDS, TODAY
from tests.index.stores import MODEL

FERRY = papers.FERRY.replace("HALLOW BAY, 3 May 2021 - ", "")  # which has no day of its own


class Wire:
    """A folder of articles, each a Markdown file with an outlet and perhaps a day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def write(self, name: str, text: str, source: str, published: str = "") -> str:
        head = f"source: {source}\n" + (f"date: {published}\n" if published else "")
        path = self.folder / name
        path.write_text(f"---\n{head}---\n{text}")
        return str(path)


@pytest.fixture
def wire(tmp_path: Path) -> Wire:
    return Wire(tmp_path / "wire")


@pytest.fixture(params=["real", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path, memory_store: Any) -> Iterator[Any]:
    if request.param == "memory":
        yield memory_store
        return
    opened = Store.open(tmp_path / "data", **MODEL)
    yield opened
    opened.close()


def run(store: Any, embedder: Any, *paths: str | Path, sync: bool = False) -> IndexReport:
    return build(paths, store, embedder, latest=TODAY, sync=sync)


def names(documents: Sequence[Document]) -> list[tuple[str, list[str], list[str]]]:
    """File name, names of the copies, and their outlets."""
    return [(Path(d.path).name, [Path(p).name for p in d.copies], list(d.copy_sources)) for d in documents]


class TestWhichStands:
    @pytest.fixture
    def four(self, wire: Wire) -> list[str]:
        """A report, a cut one that came earlier, a corrected one, and one without a day."""
        return [
            wire.write("b-whole.md", FERRY, "Bay Echo", "2021-05-04"),
            wire.write("c-cut.md", FERRY.rsplit("\n\n", 1)[0], "Coast Daily", "2021-05-05"),
            wire.write("d-corrected.md", FERRY.replace("2.4", "2.9"), "Dune Post", "2021-05-06"),
            wire.write("a-undated.md", FERRY, "Anchor"),
        ]

    EXPECTED = (
        ("b-whole.md", ["a-undated.md", "c-cut.md", "d-corrected.md"], ["Anchor", "Coast Daily", "Dune Post"]),
        ("d-corrected.md", ["a-undated.md", "b-whole.md", "c-cut.md"], ["Anchor", "Bay Echo", "Coast Daily"]),
    )

    def test_the_first_published_stands_and_what_differs_stays(
        self, four: list[str], store: Any, embedder: Any
    ) -> None:
        report = run(store, embedder, *four)
        assert [Path(path).name for path in report.added] == ["b-whole.md", "d-corrected.md"]
        assert [Path(path).name for path, _ in report.duplicates] == ["a-undated.md", "c-cut.md"]
        assert {Path(of).name for _, of in report.duplicates} == {"b-whole.md"}
        assert tuple(names(store.documents())) == self.EXPECTED

    @pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2), (2, 0, 3, 1)])
    def test_the_order_of_indexing_is_no_matter(
        self, four: list[str], store: Any, embedder: Any, order: Sequence[int]
    ) -> None:
        for place in order:
            run(store, embedder, four[place])
        assert tuple(names(store.documents())) == self.EXPECTED
        for document in store.documents():
            assert store.passages(document.id)
        assert len(store.lexical(["marigold"], 20, PassageFilter())) == 2

    def test_filters_find_a_report_by_the_outlet_of_any_copy(self, four: list[str], store: Any, embedder: Any) -> None:
        run(store, embedder, *four)
        vector = embedder.get_query_embedding("ferry island")
        for outlet, expected in (
            ("Anchor", "b-whole.md"),
            ("Coast Daily", "b-whole.md"),
            ("Dune Post", "d-corrected.md"),
        ):
            where = PassageFilter(sources=(outlet,))
            for hits in (store.dense(vector, 5, where), store.lexical(["ferry"], 5, where)):
                assert {Path(store.document(hit.passage.document_id).path).name for hit in hits} == {expected}
        assert store.outlets() == {"Anchor", "Bay Echo", "Coast Daily", "Dune Post"}
        assert store.lexical(["ferry"], 5, PassageFilter(sources=("Nobody",))) == []

    def test_when_the_one_that_stands_is_gone_the_next_one_stands(
        self, four: list[str], wire: Wire, store: Any, embedder: Any
    ) -> None:
        run(store, embedder, wire.folder)
        Path(four[0]).unlink()
        report = run(store, embedder, wire.folder, sync=True)
        assert [Path(path).name for path in report.removed] == ["b-whole.md"]
        assert [Path(path).name for path in report.added] == [
            "a-undated.md",
            "c-cut.md",
        ]  # each says more or is earlier
        assert len(store.documents()) == 3

    def test_removing_a_document_by_hand_lets_its_copy_stand(
        self, four: list[str], wire: Wire, store: Any, embedder: Any
    ) -> None:
        run(store, embedder, wire.folder)
        (standing,) = named(four[0], store)
        forget([standing.id], store, embedder)
        assert "c-cut.md" in [name for name, _, _ in names(store.documents())]
        forget([document.id for document in named(str(wire.folder), store)], store, embedder)
        assert store.documents() == ()
        assert named(str(wire.folder), store) == ()

    def test_a_corrected_day_changes_which_one_stands(
        self, four: list[str], wire: Wire, store: Any, embedder: Any
    ) -> None:
        run(store, embedder, *four)
        wire.write("a-undated.md", FERRY, "Anchor", "2021-05-01")
        run(store, embedder, wire.folder)
        assert [name for name, _, _ in names(store.documents())] == ["a-undated.md", "d-corrected.md"]


def test_reports_alike_in_form_are_no_versions_of_one_another_a_month_apart(
    wire: Wire, store: Any, embedder: Any
) -> None:
    wire.write("may.md", FERRY, "Bay Echo", "2021-05-04")
    wire.write("june.md", FERRY.replace("2.4", "3.1"), "Bay Echo", "2021-06-04")
    run(store, embedder, wire.folder)
    assert [copies for _, copies, _ in names(store.documents())] == [[], []]


def test_two_texts_that_are_no_longer_alike_part(wire: Wire, store: Any, embedder: Any) -> None:
    wire.write("a.md", MINE, "Bay Echo")
    path = wire.write("b.md", MINE.replace("702", "707"), "Dune Post")
    run(store, embedder, wire.folder)
    assert [copies for _, copies, _ in names(store.documents())] == [["b.md"], ["a.md"]]
    Path(path).write_text(SEEDS)
    run(store, embedder, wire.folder)
    assert [copies for _, copies, _ in names(store.documents())] == [[], []]


def test_what_is_unchanged_is_not_compared_again(
    wire: Wire, tmp_path: Path, embedder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire.write("a.md", MINE, "Bay Echo")
    wire.write("b.md", FERRY, "Bay Echo")
    store = Store.open(tmp_path / "data", **MODEL)
    run(store, embedder, wire.folder)
    wire.write("c.md", SEEDS, "Bay Echo")
    compared: list[str] = []
    monkeypatch.setattr("index.kin.bands", lambda text: (compared.append(text), bands(text))[1])
    run(store, embedder, wire.folder)
    store.close()
    assert {text.split("\n")[0] for text in compared} == {"Seed bank opens vault in old salt works"}

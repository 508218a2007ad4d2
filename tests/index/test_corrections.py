"""Corrections by hand: kept in a file people can read, at once in the index, and there after every re-indexing."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from index.build import build
from index.correct import correct, restore
from index.corrections import Corrections
from index.errors import BadInput, DatelineError
from index.records import Document, PassageFilter
from tests.index.papers import PAGE, TODAY

ROWS = (
    "title,date,outlet,text\n"
    'Ferry late,2021-01-02,Aldmoor Post,"The Aldmoor ferry was three hours late on Friday, its captain said."\n'
    'Mill burnt,2021-01-03,Aldmoor Post,"The mill of Aldmoor burnt down overnight and nobody was hurt, firemen said."\n'
)


class Desk:
    """A folder of documents, its index, and the corrections of its data folder."""

    def __init__(self, folder: Path, store: Any, embedder: Any) -> None:
        self.folder, self.store, self.embedder = folder / "papers", store, embedder
        self.folder.mkdir()
        self.kept = folder / "corrections.yaml"
        self.corrections = Corrections(self.kept)

    def index(self) -> Any:
        return build([self.folder], self.store, self.embedder, latest=TODAY, corrections=Corrections(self.kept).read)

    def one(self, title: str) -> Document:
        found: Document = next(d for d in self.store.documents() if d.title == title)
        return found

    def correct(self, document_id: str, **values: object) -> Document:
        return correct(document_id, values, self.store, self.embedder, self.corrections, latest=TODAY)

    def restore(self, document_id: str, *fields: str) -> Document:
        return restore(document_id, fields, self.store, self.embedder, self.corrections, latest=TODAY)


@pytest.fixture
def desk(tmp_path: Path, memory_store: Any, embedder: Any) -> Desk:
    """A desk with one indexed page."""
    made = Desk(tmp_path, memory_store, embedder)
    (made.folder / "quarry.txt").write_text(PAGE, encoding="utf-8")
    made.index()
    return made


@pytest.fixture
def page(desk: Desk) -> Document:
    """The page as it was indexed."""
    return desk.one("Quarry bought by the county")


def test_a_correction_stands_at_once_and_the_notes_say_so(desk: Desk, page: Document) -> None:
    changed = desk.correct(page.id, published="4 May 2021", source="Aldmoor Post", title="A lake for Aldmoor")
    assert changed == desk.store.document(page.id)
    assert (changed.published, changed.source, changed.title) == (
        date(2021, 5, 4),
        "Aldmoor Post",
        "A lake for Aldmoor",
    )
    assert changed.published_note == changed.origin("source") == "corrected by hand"
    assert (changed.author, changed.text) == ("Ada Quill", page.text)


def test_its_passages_are_found_under_the_new_header(desk: Desk, page: Document) -> None:
    asked = desk.embedder.get_query_embedding("Zirconium")
    before = desk.store.dense(asked, 1, PassageFilter())[0].score
    desk.correct(page.id, title="Zirconium")
    assert desk.store.dense(asked, 1, PassageFilter())[0].score > before + 0.05
    assert all(p.text == page.text[p.start : p.end] for p in desk.store.passages(page.id))


def test_it_survives_indexing_again_a_changed_file_and_a_new_index(desk: Desk, page: Document) -> None:
    desk.correct(page.id, published=date(2021, 5, 4))
    assert len(desk.index().unchanged) == 1
    (desk.folder / "quarry.txt").write_text(PAGE + "Work will start in June, Lindahl said.\n", encoding="utf-8")
    assert len(desk.index().updated) == 1
    assert desk.one(page.title).published == date(2021, 5, 4)
    desk.store = type(desk.store)()  # as after a rebuild
    desk.index()
    assert desk.one(page.title).published_note == "corrected by hand"


def test_it_stands_over_the_sidecar(desk: Desk, page: Document) -> None:
    (desk.folder / "quarry.meta.yaml").write_text("published: 2020-01-01\nauthor: Jan Holt\n", encoding="utf-8")
    desk.correct(page.id, published="2021-05-04")
    desk.index()
    found = desk.one(page.title)
    assert (found.published, found.author) == (date(2021, 5, 4), "Jan Holt")
    assert desk.restore(page.id).published == date(2020, 1, 1)


def test_corrections_add_up_and_can_be_taken_back_one_by_one(desk: Desk, page: Document) -> None:
    desk.correct(page.id, published="unknown")
    both = desk.correct(page.id, author="Jan Holt")
    assert (both.published, both.author) == (None, "Jan Holt")
    assert both.published_note == "undated: corrected by hand"
    one = desk.restore(page.id, "published")
    assert (one.published, one.published_note, one.author) == (page.published, page.published_note, "Jan Holt")
    assert desk.restore(page.id) == page
    assert desk.index().unchanged == (page.path,)
    assert Corrections(desk.kept).read() == {}


def test_an_address_that_is_corrected_again_leaves_nothing_of_the_first(desk: Desk) -> None:
    (desk.folder / "mill.txt").write_text(
        "The mill of Aldmoor burnt down, firemen said on the phone.\n", encoding="utf-8"
    )
    desk.index()
    mill = next(d for d in desk.store.documents() if d.path.endswith("mill.txt"))
    desk.correct(mill.id, url="https://post.example/2021/05/04/mill")
    again = desk.correct(mill.id, url="https://mail.example/mill")
    assert (again.published, again.source) == (None, "mail.example")


def test_the_file_is_for_people_and_may_be_edited_by_them(desk: Desk, page: Document) -> None:
    desk.correct(page.id, published="2021-05-04", source="Ålesund “Posten”")
    text = desk.kept.read_text(encoding="utf-8")
    assert "Ålesund “Posten”" in text
    assert yaml.safe_load(text) == {page.path: {"published": "2021-05-04", "source": "Ålesund “Posten”"}}
    desk.kept.write_text(text.replace("2021-05-04", "2021-05-05"), encoding="utf-8")
    assert desk.index().updated == (page.path,)
    assert desk.one(page.title).published == date(2021, 5, 5)
    desk.kept.unlink()
    desk.index()
    assert desk.one(page.title) == page


def test_one_row_of_an_export_is_corrected_and_the_others_are_not(desk: Desk) -> None:
    (desk.folder / "export.csv").write_text(ROWS, encoding="utf-8")
    desk.index()
    ferry, mill = desk.one("Ferry late"), desk.one("Mill burnt")
    changed = desk.correct(ferry.id, published="2021-01-09")
    assert (changed.published, desk.one("Mill burnt")) == (date(2021, 1, 9), mill)
    assert yaml.safe_load(desk.kept.read_text())[ferry.path]["parts"][ferry.part] == {"published": "2021-01-09"}
    (desk.folder / "export.csv").write_text(
        ROWS + 'New,2021-01-04,Aldmoor Post,"A new bus runs to Aldmoor daily, the council said."\n'
    )
    desk.index()
    assert [d.published for d in (desk.one("Ferry late"), desk.one("Mill burnt"))] == [date(2021, 1, 9), mill.published]
    assert desk.restore(ferry.id).published == date(2021, 1, 2)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "nothing to correct"),
        ({"published": None}, "nothing to correct"),
        ({"published": "30 February 2021"}, "no day of the calendar"),
        ({"published": "04/05/2021"}, "4 May 2021 or 5 April 2021"),
        ({"published": date(2044, 1, 1)}, "still to come"),
        ({"published": ["2021-05-04"]}, "a single value"),
        ({"title": " "}, "title is empty"),
        ({"title": "x" * 2000}, "1000 characters"),
        ({"source": "a\ud800"}, "no text"),
        ({"url": "javascript:alert(1)"}, "no address"),
    ],
)
def test_what_cannot_be_is_refused_with_one_line_and_changes_nothing(
    desk: Desk, page: Document, values: dict[str, object], told: str
) -> None:
    with pytest.raises(BadInput, match=told) as caught:
        desk.correct(page.id, **values)
    assert "\n" not in str(caught.value)
    assert desk.store.document(page.id) == page
    assert not desk.kept.exists()


def test_an_unknown_document_or_field_is_refused(desk: Desk, page: Document) -> None:
    with pytest.raises(BadInput, match="no document has the id"):
        desk.correct("0" * 16, title="x")
    with pytest.raises(BadInput, match="no document has the id"):
        desk.restore("0" * 16)
    with pytest.raises(BadInput, match="“text” cannot be corrected"):
        desk.restore(page.id, "text")


def test_a_document_whose_file_is_gone_can_be_corrected_but_not_restored(desk: Desk, page: Document) -> None:
    (desk.folder / "quarry.txt").unlink()
    assert desk.correct(page.id, source="Aldmoor Post").source == "Aldmoor Post"
    with pytest.raises(BadInput, match="without the file"):
        desk.restore(page.id)
    assert desk.one(page.title).source == "Aldmoor Post"


@pytest.mark.parametrize(
    "text", ["[", "/a/b.txt: 3\n", "/a/b.txt:\n  published: someday\n", "/a/b.txt:\n  puplished: x\n"]
)
def test_a_spoilt_file_is_told_and_never_overwritten(desk: Desk, page: Document, text: str) -> None:
    desk.kept.write_text(text, encoding="utf-8")
    for attempt in (lambda: desk.correct(page.id, title="x"), desk.index):
        with pytest.raises(BadInput, match="mend the file or delete it"):
            attempt()
    assert desk.kept.read_text(encoding="utf-8") == text


def test_a_model_that_fails_leaves_document_and_corrections_as_they_were(
    desk: Desk, page: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object, texts: object, **__: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(type(desk.embedder), "get_text_embedding_batch", fail)
    with pytest.raises(DatelineError, match=r"not corrected.*out of memory"):
        desk.correct(page.id, title="x")
    assert (desk.store.document(page.id), Corrections(desk.kept).read()) == (page, {})


@pytest.mark.skipif(sys.platform == "win32", reason="folders without permission to write are made otherwise there")
def test_a_folder_that_cannot_be_written_is_told_and_the_file_stays_whole(desk: Desk, page: Document) -> None:
    desk.correct(page.id, title="First")
    before = desk.kept.read_text(encoding="utf-8")
    desk.kept.with_name("corrections.yaml.new").mkdir()  # stands in the way, also for the administrator
    with pytest.raises(DatelineError, match="cannot be kept"):
        desk.correct(page.id, title="Second")
    assert desk.kept.read_text(encoding="utf-8") == before
    assert desk.one("First").id == page.id


def test_the_outlet_of_a_copy_is_corrected_where_its_original_tells_of_it(desk: Desk, page: Document) -> None:
    (desk.folder / "reprint.txt").write_text(f"Aldmoor Mail\n{PAGE}", encoding="utf-8")
    desk.index()
    original = next(d for d in desk.store.documents() if d.copies)
    copy_id = next(
        held.id for file in desk.store.held().values() for held in file.documents if held.original == original.id
    )
    desk.correct(copy_id, source="Harbour Gazette")
    assert len(desk.store.documents()) == 1
    assert "Harbour Gazette" in desk.store.document(original.id).copy_sources
    changed = desk.correct(original.id, source="Aldmoor Post")
    assert (changed.source, changed.copies) == ("Aldmoor Post", original.copies)
    assert desk.index().updated == ()

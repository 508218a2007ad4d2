"""Sidecar files: what somebody wrote beside a document stands over what the page shows, and never keeps it out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.records import Document, IndexReport
from index.sidecar import read_sidecar
from tests.index.papers import PAGE, TODAY, written


class Shelf:
    """A folder of documents and the index made of it."""

    def __init__(self, folder: Path, run: Any, store: Any) -> None:
        self.folder, self._run, self.store = folder, run, store

    def write(self, name: str, content: str | bytes) -> Path:
        return written(self.folder, name, content)

    def index(self) -> IndexReport:
        report: IndexReport = self._run(self.folder)
        return report

    def document(self, name: str) -> Document:
        found: Document = next(d for d in self.store.documents() if Path(d.path).name == name)
        return found

    def failed(self, report: IndexReport) -> dict[str, str]:
        return {Path(path).name: reason for path, reason in report.failed}


@pytest.fixture
def shelf(papers: Path, run: Any, memory_store: Any) -> Shelf:
    """A shelf with one page on it."""
    made = Shelf(papers, run, memory_store)
    made.write("quarry.txt", PAGE)
    return made


@pytest.mark.parametrize("name", ["quarry.txt.meta.yaml", "quarry.meta.yaml", "quarry.txt.meta.yml"])
def test_a_sidecar_stands_over_the_page_and_the_notes_say_so(shelf: Shelf, name: str) -> None:
    shelf.write(
        name,
        "title: A lake for Aldmoor\noutlet: Aldmoor Post\npublished: 2021-05-04\ncaptured: 2021-06-01\n"
        "author: Jan Holt\nurl: https://post.example/lake\n",
    )
    shelf.index()
    document = shelf.document("quarry.txt")
    assert (document.title, document.source, document.author) == ("A lake for Aldmoor", "Aldmoor Post", "Jan Holt")
    assert (document.published, document.captured) == (date(2021, 5, 4), date(2021, 6, 1))
    assert document.published_note == document.origin("title") == document.origin("url") == "from the sidecar file"


def test_fields_left_out_or_empty_stay_as_the_page_shows_them(shelf: Shelf) -> None:
    shelf.write("quarry.txt.meta.yaml", "source: Aldmoor Post\ntitle:\nauthor: ~\n")
    shelf.index()
    document = shelf.document("quarry.txt")
    assert (document.title, document.published, document.author) == (
        "Quarry bought by the county",
        date(2021, 5, 3),
        "Ada Quill",
    )


def test_a_day_can_be_stated_to_be_unknown(shelf: Shelf) -> None:
    shelf.write("quarry.txt.meta.yaml", "published: unknown\nauthor: unknown\n")
    shelf.index()
    document = shelf.document("quarry.txt")
    assert (document.published, document.published_note) == (None, "undated: from the sidecar file")
    assert document.author is None


def test_an_address_dates_a_page_and_names_its_outlet_where_nothing_else_does(shelf: Shelf) -> None:
    shelf.write("note.txt", "The mill of Aldmoor burnt down, the fire brigade said. Nobody was hurt in the blaze.\n")
    shelf.write("note.txt.meta.yaml", "url: https://www.post.example/2021/05/04/mill\n")
    shelf.index()
    document = shelf.document("note.txt")
    assert (document.published, document.source) == (date(2021, 5, 4), "post.example")
    assert document.published_note == "the page's address, from the sidecar file"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("published: 2021-02-30\n", "no day of the calendar"),
        ("published: 04/05/2021\n", "4 May 2021 or 5 April 2021"),
        ("published: 2044-01-01\n", "still to come"),
        ("publisched: 2021-05-04\n", "did you mean published?"),
        ("wordcount: 12\n", "unknown field"),
        ("published: [2021-05-04]\n", "a single value"),
        ("published: 2021-05-04\ndate: 2021-05-05\n", "stated twice"),
        ("url: post.example\n", "no address"),
        ("title: [\n", "not valid YAML (line 2)"),
        ("just words\n", "holds no fields"),
        ("- a\n- b\n", "holds no fields"),
        ("{" * 2000, "nested too deeply"),
        ("title: " + "x" * 2000, "1000 characters"),
        ("? [a]\n: b\n", "not valid YAML"),
        ("parts: 3\n", "names of parts"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_and_the_document_is_read_all_the_same(
    shelf: Shelf, text: str, told: str
) -> None:
    sidecar = shelf.write("quarry.txt.meta.yaml", text)
    report = shelf.index()
    assert told in shelf.failed(report)[sidecar.name]
    assert "\n" not in shelf.failed(report)[sidecar.name]
    assert shelf.document("quarry.txt").title == "Quarry bought by the county"
    assert [Path(path).name for path in report.added] == ["quarry.txt"]


def test_what_is_right_in_a_sidecar_counts_beside_what_is_wrong(shelf: Shelf) -> None:
    shelf.write("quarry.txt.meta.yaml", "published: someday\nsource: Aldmoor Post\n")
    shelf.index()
    document = shelf.document("quarry.txt")
    assert (document.source, document.published) == ("Aldmoor Post", date(2021, 5, 3))


@pytest.mark.parametrize("data", [b"title: \xff\xfe\x00", b"a: &a [x]\nb: *missing\n", b"\x00\x01"])
def test_bytes_that_are_no_yaml_stop_nothing(shelf: Shelf, data: bytes) -> None:
    shelf.write("quarry.txt.meta.yaml", data)
    assert len(shelf.index().added) == 1


def test_a_short_name_shared_by_two_documents_describes_neither(shelf: Shelf) -> None:
    shelf.write("quarry.md", "# Another page\n\nThe harbour of Aldmoor was closed for a day, the port office said.\n")
    shelf.write("quarry.meta.yaml", "source: Aldmoor Post\n")
    report = shelf.index()
    assert "quarry.md and quarry.txt share the name" in shelf.failed(report)["quarry.meta.yaml"]
    assert shelf.document("quarry.txt").source is None


def test_the_full_name_wins_over_the_short_one_which_is_told(shelf: Shelf) -> None:
    shelf.write("quarry.txt.meta.yaml", "source: Full\n")
    shelf.write("quarry.meta.yaml", "source: Short\n")
    assert "not used" in shelf.failed(shelf.index())["quarry.meta.yaml"]
    assert shelf.document("quarry.txt").source == "Full"


def test_a_full_name_is_not_taken_for_the_short_name_of_a_longer_one(shelf: Shelf) -> None:
    shelf.write("quarry.txt.md", "# Another page\n\nThe harbour of Aldmoor was closed for a day, the office said.\n")
    shelf.write("quarry.txt.meta.yaml", "source: Aldmoor Post\n")
    assert shelf.index().failed == ()
    assert (shelf.document("quarry.txt").source, shelf.document("quarry.txt.md").source) == ("Aldmoor Post", None)


@pytest.mark.parametrize("name", ["quarry.txt.meta.yaml", "quarry.meta.yaml"])
def test_a_changed_or_removed_sidecar_describes_its_document_anew(shelf: Shelf, name: str) -> None:
    sidecar = shelf.write(name, "source: Aldmoor Post\n")
    shelf.index()
    assert len(shelf.index().unchanged) == 1
    shelf.write(name, "source: Aldmoor Mail\n")
    assert len(shelf.index().updated) == 1
    assert shelf.document("quarry.txt").source == "Aldmoor Mail"
    sidecar.unlink()
    shelf.index()
    assert shelf.document("quarry.txt").source is None


def test_a_wrong_sidecar_is_told_again_as_long_as_it_is_wrong(shelf: Shelf) -> None:
    shelf.write("quarry.txt.meta.yaml", "published: someday\n")
    first, second = shelf.index(), shelf.index()
    assert first.failed == second.failed
    assert len(second.unchanged) == 1


def test_parts_of_an_export_are_described_by_their_names(tmp_path: Path) -> None:
    path = written(tmp_path, "export.csv", "title,text\n")
    text = (
        'source: Aldmoor Post\nparts:\n  "row 2":\n    published: 2021-05-04\n    source: Aldmoor Mail\n  row 3: [x]\n'
    )
    written(tmp_path, "export.csv.meta.yaml", text)
    sidecar = read_sidecar(str(path), TODAY)
    assert [dict(o.values) for o in sidecar.overrides("row 2")] == [
        {"source": "Aldmoor Post"},
        {"published": date(2021, 5, 4), "source": "Aldmoor Mail"},
    ]
    assert [dict(o.values) for o in sidecar.overrides("row 9")] == [{"source": "Aldmoor Post"}]
    assert "“row 3” holds no fields" in sidecar.problems[0][1]

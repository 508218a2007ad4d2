"""The list of documents: searched, sorted, narrowed, and what can be done with one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from index.errors import BadInput
from index.records import Document
from ui import library, uploads
from ui.library import Choice, Unread
from ui.shelf import Shelf


@pytest.fixture
def entries(document: Document) -> list[library.Entry]:
    others = (
        replace(document, id="b", title="Bridge opens", source="Hill Post", published=None, published_note="undated"),
        replace(document, id="c", title="A crane falls", published=date(2023, 1, 2), copies=("/x/y.txt",), text="",
                spans=()),
    )  # fmt: skip
    return [library.entry(item, uploaded=item.id == "c") for item in (document, *others)]


def titles(entries: list[library.Entry], **choice: Any) -> list[str]:
    return [item.title.split()[0] for item in library.choose(entries, Choice(**choice))]


def test_only_words_of_the_article_are_counted(document: Document) -> None:
    assert library.entry(document, uploaded=False).words == len(document.text.split("\n\n", 1)[1].split()) - 8


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("Newest first", ["A", "Lindmouth", "Bridge"]),
        ("Oldest first", ["Lindmouth", "A", "Bridge"]),
        ("Title", ["A", "Bridge", "Lindmouth"]),
        ("Outlet", ["Bridge", "A", "Lindmouth"]),
        ("Longest first", ["Bridge", "Lindmouth", "A"]),
        ("what nobody offers", ["A", "Lindmouth", "Bridge"]),
    ],
)
def test_the_list_is_sorted_and_undated_documents_come_last(entries: Any, order: str, first: list[str]) -> None:
    assert titles(entries, order=order) == first


def test_every_word_searched_for_must_occur_in_title_outlet_date_or_file(entries: Any) -> None:
    assert titles(entries, search="CRANE quay") == ["A"]
    assert titles(entries, search="hill") == ["Bridge"]
    assert titles(entries, search="2 january 2023") == ["A"]
    assert titles(entries, search="lindmouth.txt bridge") == ["Bridge"]
    assert titles(entries, search="nothing") == []


def test_the_list_is_narrowed_by_outlet_and_kind(entries: Any) -> None:
    assert titles(entries, outlet="Hill Post") == ["Bridge"]
    assert titles(entries, show=library.UNDATED) == ["Bridge"]
    assert titles(entries, show=library.COPIED) == ["A"]
    assert titles(entries, show=library.UPLOADED) == ["A"]
    assert titles(entries, show=library.UNREAD) == []


def test_the_list_shows_outlet_date_note_length_copies_and_what_could_not_be_read(entries: Any) -> None:
    markup = library.listing(entries, [Unread("scan.pdf", "holds no text", "k1")], Choice())
    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    text = " ".join(root.text_content().split())
    for expected in ("3 documents · 1 not readable", "The Quay Gazette", "4 May 2021", "Dated by the dateline",
                     "1 copy", "undated", "scan.pdf", "holds no text"):  # fmt: skip
        assert expected in text
    assert [button.get("data-open") for button in root.iter("button") if button.get("data-open")] == [
        "d-c",
        "d-lindmouth",
        "d-b",
    ]
    assert [button.get("data-discard") for button in root.iter("button") if button.get("data-discard")] == ["k1"]


def test_long_lists_are_shown_by_the_hundred(document: Document) -> None:
    many = [library.entry(replace(document, id=f"d{n}"), uploaded=False) for n in range(250)]
    shown = library.listing(many, [], Choice())
    assert shown.count('class="held"') == library.PAGE
    assert "Show 150 more documents" in shown
    assert library.listing(many, [], Choice(limit=300)).count('class="held"') == 250


def test_an_empty_library_and_an_empty_search_say_so(entries: Any) -> None:
    assert "No documents yet" in library.listing([], [], Choice())
    assert "No document matches" in library.listing(entries, [], Choice(search="zzz"))


def test_an_entry_of_an_export_is_named_unless_its_name_is_its_address(document: Document) -> None:
    named = library.entry(replace(document, part="row 7"), uploaded=False)
    assert named.file == "lindmouth.txt · row 7"
    assert library.entry(replace(document, part=document.url or ""), uploaded=False).file == "lindmouth.txt"


def test_files_of_one_name_are_told_apart_by_their_folder(assistant: Any, document: Document) -> None:
    assistant.held = (document, replace(document, id="b", path="/other/lindmouth.txt"))
    files = {item.file for item in Shelf(assistant, None).held.entries}
    assert files == {"articles/lindmouth.txt", "other/lindmouth.txt"}


def test_removing_an_upload_deletes_its_file_and_no_other(assistant: Any, document: Document, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    folder = tmp_path / "uploads"
    upload = folder / "0123" / "sent.txt"
    upload.parent.mkdir(parents=True)
    for file in (own, upload):
        file.write_text("text")
    assistant.held = (replace(document, path=str(own)), replace(document, id="u", path=str(upload)))
    shelf = Shelf(assistant, folder)
    assert "stays where it is" in shelf.warning("lindmouth")
    assert "is deleted with it" in shelf.warning("u")
    shelf.remove("lindmouth")
    shelf.remove("u")
    assert own.exists()
    assert not upload.exists()
    assert shelf.held.entries == ()
    with pytest.raises(BadInput, match="no longer"):
        shelf.remove("u")


def test_details_are_corrected_field_by_field_and_an_emptied_one_is_unknown(assistant: Any) -> None:
    asked: list[dict[str, Any]] = []

    def correct(document_id: str, **values: Any) -> Document:
        asked.append(values)
        return assistant.document(document_id)

    assistant.correct = correct
    shelf = Shelf(assistant, None)
    title, source, published = shelf.details("lindmouth")
    assert (source, published) == ("The Quay Gazette", "2021-05-04")
    assert shelf.correct("lindmouth", title, source, published) == "Nothing was changed."
    shelf.correct("lindmouth", title, " ", "2021-05-05")
    assert asked == [{"title": None, "source": "unknown", "published": "2021-05-05"}]
    with pytest.raises(BadInput, match="title"):
        shelf.correct("lindmouth", "", source, published)


def test_an_upload_that_could_not_be_read_is_listed_until_it_is_deleted(assistant: Any, tmp_path: Path) -> None:
    folder = tmp_path / "uploads"
    upload, own = folder / "0123" / "scan.txt", tmp_path / "bad.txt"
    upload.parent.mkdir(parents=True)
    for file in (own, upload):
        file.write_text("\0")
    assistant.failures = lambda: ((str(upload), "binary"), (str(own), "binary"))
    shelf = Shelf(assistant, folder)
    keys = {item.file: item.key for item in shelf.held.unread}
    assert keys["bad.txt"] == ""
    shelf.discard("nonsense")
    shelf.discard("")
    assert upload.exists()
    shelf.discard(keys["scan.txt"])
    assert not upload.exists()
    assert own.exists()
    assert [item.file for item in shelf.held.unread] == ["bad.txt"]
    assert uploads.is_upload(str(upload), folder)


def test_a_copy_that_takes_the_place_of_a_removed_document_is_named(assistant: Any, document: Document) -> None:
    first = replace(document, copies=("/articles/again.txt",))
    assistant.held = (first,)
    shelf = Shelf(assistant, None)

    def remove(document_id: str) -> None:
        assert document_id == "lindmouth"
        assistant.held = (replace(document, id="b", path="/articles/again.txt"),)

    assistant.remove = remove
    assert shelf.remove("lindmouth").endswith("Its copy again.txt takes its place.")


def test_what_was_mended_by_hand_and_whose_file_is_gone_is_said_and_can_be_looked_for(document: Document) -> None:
    mended = replace(document, id="m", title="Mended", origins=(("title", "corrected by hand"),))
    listed = [
        library.entry(document, uploaded=False),
        library.entry(mended, uploaded=False),
        library.entry(replace(document, id="g", title="Gone"), uploaded=False, gone=True),
    ]
    assert titles(listed, show=library.MENDED) == ["Mended"]
    assert titles(listed, show=library.GONE) == ["Gone"]
    shown = library.listing(listed, (), Choice())
    assert shown.count("corrected by hand") == 1
    assert shown.count("its file is gone") == 1

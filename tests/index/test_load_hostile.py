"""Files that mean harm, whatever their type: refused or harmless, in bounded time."""

from __future__ import annotations

import re
from pathlib import Path
from time import monotonic

import pytest

from index import load as loading
from index.clean import clean
from index.errors import UnreadableDocument
from index.files import find_files
from index.records import IndexReport
from tests.index.papers import described, load, refused, written
from ui.terminal import report_text

TEXT = "The ferry of Odd Harbour sailed again on Monday, the mayor said, and nobody was surprised by it."


def test_scripts_styles_and_hidden_code_are_not_the_document(tmp_path: Path) -> None:
    page = f"""<html><head><title>Ferry</title><script>var leaked = "script one";</script>
    <style>.p {{ content: "style text" }}</style></head><body onload="steal('handler')">
    <p>{TEXT}</p><noscript><img src="x" onerror="alert('image')"></noscript>
    <svg><script>leaked("script two")</script></svg><template><p>template words</p></template>
    <p>{TEXT.replace("Monday", "Tuesday")}</p><iframe srcdoc="<script>frame words</script>"></iframe></body></html>"""
    raw = load(written(tmp_path, "page.html", page))
    text = clean(raw).text
    assert "Tuesday" in text
    for words in ("script one", "style text", "handler", "image", "script two", "frame words"):
        assert words not in text
        assert words not in str(dict(raw.metadata))


@pytest.mark.parametrize("name", ["long.txt", "long.md", "long.html", "long.eml"])
def test_fifty_megabytes_of_text_are_refused_at_once(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, "Subject: x\n\n" + f"{TEXT}\n\n" * 490_000)
    begun = monotonic()
    assert re.search(r"at most 5,000,000|longer than 5,000,000", refused(path))
    assert monotonic() - begun < 20


def test_pictures_saved_into_a_page_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "LONGEST_ARTICLE", 10_000)
    page = f'<html><body><img src="data:image/png;base64,{"A" * 50_000}"><p>{TEXT}</p></body></html>'
    assert TEXT in clean(load(written(tmp_path, "saved.html", page))).text


def test_deeply_nested_markup_ends_soon(tmp_path: Path) -> None:
    path = written(tmp_path, "deep.html", "<div>" * 100_000 + TEXT + "</div>" * 100_000)
    begun = monotonic()
    try:
        described(load(path))
    except UnreadableDocument as error:
        assert "no text" in str(error)  # noqa: PT017 - either outcome is harmless
    assert monotonic() - begun < 30


def test_aliases_in_front_matter_stand_for_nothing(tmp_path: Path) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 10))
    raw = load(written(tmp_path, "note.md", f"---\nl0: &l0 ha\n{levels}author: *l9\n---\n{TEXT}"))
    assert not raw.metadata
    assert TEXT in raw.text


@pytest.mark.parametrize("charset", ["punycode", "idna", "rot13", "base64", "unicode_escape", "no-such-thing", "zlib"])
def test_a_page_cannot_choose_an_encoding_that_is_none(tmp_path: Path, charset: str) -> None:
    body = f"<p>Die Fähre fährt wieder, sagte Bürgermeisterin Möll. {TEXT}</p>".encode("cp1252")
    page = f'<html><head><meta charset="{charset}"></head><body>'.encode() + body
    assert TEXT in clean(load(written(tmp_path, "page.html", page))).text


@pytest.mark.parametrize(
    "name", ["new\nline.txt", "\x1b[31mred\x1b[0m.txt", "a..\\up.txt", "tab\tbed.csv", "a" * 240 + ".txt"]
)
def test_odd_file_names_are_files_like_any_other_and_print_on_one_line(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, f"title,text\nFerry,{TEXT}\n")
    (found,) = find_files([tmp_path]).files
    assert load(Path(found)).path == str(path)
    shown = report_text(IndexReport(failed=((found, "a reason"),)))
    assert "\x1b" not in shown
    assert len(shown.splitlines()) == 2

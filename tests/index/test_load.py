"""Loading: what can be read is read as it was meant; what cannot is refused with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index import load as loading
from tests.index.papers import load, refused, written


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.md", b" \n\t\r\n", "empty"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "image"),
        ("nul.txt", b"text with \x00 in it", "binary"),
        ("noise.txt", bytes(range(1, 32)) * 40, "binary"),
        ("paper.odt", b"%PDF-1.7", "not a type Dateline reads"),
        ("paper.txt", b"%PDF-1.7 and so on", "PDF"),
        ("README", b"text", "without an extension"),
        ("only.md", b"---\ntitle: Nothing\n---\n\n", "no text"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    assert reason in refused(written(tmp_path, name, data))


def test_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    assert "folder" in refused(folder)
    assert "no such file" in refused(tmp_path / "missing.txt")


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:  # the suite may run as the superuser, whom no mode bits stop
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "permission" in refused(written(tmp_path, "secret.txt", "text"))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "LARGEST_FILE", 10)
    assert "too large" in refused(written(tmp_path, "long.txt", "more than ten bytes"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_the_same_text(tmp_path: Path, encoding: str) -> None:
    text = "Die Brücke über die Ölde bleibt für Fußgänger geöffnet, sagte Bürgermeisterin Käthe Möll.\n" * 5
    assert load(written(tmp_path, "page.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("“We can’t wait,” she said – the ‘old’ wall gave way.", "cp1252"),
        ("“The café in Malmö,” said André Müller and Señor Peña.", "cp1252"),
        ("Nobody but Jørgen Ås came.", "cp1252"),
        ("«Мы ждём», — сказала она. Плотина будет закрыта в мае.", "cp1251"),
    ],
)
def test_quotes_and_accents_of_texts_saved_by_windows_are_read_as_written(
    tmp_path: Path, said: str, encoding: str
) -> None:
    text = f"{'The dam would be closed for repairs in May, and farmers below asked for pumps. ' * 5}{said}"
    assert said in load(written(tmp_path, "old.txt", text.encode(encoding))).text


def test_a_page_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    html = '<html><head><meta charset="windows-1251"></head><body><p>Паром вернулся.</p></body></html>'
    assert "Паром вернулся" in load(written(tmp_path, "page.html", html.encode("cp1251"))).text


def test_front_matter_becomes_metadata(tmp_path: Path) -> None:
    raw = load(written(tmp_path, "note.md", "---\nTitle: Ferry back\ndate: 2021-05-12\n---\nThe ferry is back.\r\n"))
    assert raw.metadata == {"title": "Ferry back", "date": date(2021, 5, 12)}
    assert raw.text == "The ferry is back.\n"
    assert raw.format == "markdown"


@pytest.mark.parametrize(
    "front", ["title: [unclosed", "date: 2021-02-30", "- just\n- a list", "a: !!python/object:os.system x"]
)
def test_broken_front_matter_stays_in_the_text(tmp_path: Path, front: str) -> None:
    raw = load(written(tmp_path, "note.md", f"---\n{front}\n---\nThe ferry is back."))
    assert front in raw.text
    assert not raw.metadata


def test_the_head_of_a_page_becomes_metadata_and_the_body_gives_no_date(tmp_path: Path) -> None:
    head = '<title>Ferry back</title><meta property="og:site_name" content="Harbour Gazette">'
    body = "<p>It was built on 3 March 1998 and sank on 4 May 2004, the harbour office said.</p>" * 3
    raw = load(written(tmp_path, "page.htm", f"<html><head>{head}</head><body>{body}</body></html>"))
    assert raw.metadata["sitename"] == "Harbour Gazette"
    assert "date" not in raw.metadata

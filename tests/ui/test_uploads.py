"""Names, limits and places of uploads: nothing that is sent can reach another place or take another file's."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ui import uploads
from ui.uploads import Limits, Sent

LIMITS = Limits((".txt", ".md"), size=100, files=3)


@given(st.text(max_size=400))
@example("../../etc/passwd.txt")
@example("..\\..\\boot.txt")
@example("/abs/olute.txt")
@example("a\x00b\x1b[2J.txt")
@example(".hidden.txt")
@example("…" * 300 + ".txt")
@example("\u202etxt.exe")
def test_a_name_is_one_plain_part_of_bounded_length_and_stays_so(given_name: str) -> None:
    name = uploads.file_name(given_name)
    assert "/" not in name
    assert "\\" not in name
    assert name not in {".", ".."}
    assert not name.startswith(".") or not name.strip(".")
    assert len(name.encode()) <= uploads.NAME_BYTES
    assert not any(unicodedata.category(mark).startswith("C") for mark in name)
    assert uploads.file_name(name) == name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Mayor's speech; draft (2).txt", "Mayor's speech; draft (2).txt"),
        ("報告.txt", "報告.txt"),
        ("C:\\Users\\me\\report.md", "report.md"),
        ("../../up.txt", "up.txt"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("dots....txt", "dots.txt"),
    ],
)
def test_names_people_give_are_kept(given_name: str, kept: str) -> None:
    assert uploads.file_name(given_name) == kept


def sent(folder: Path, name: str, content: bytes = b"a report") -> Sent:
    folder.mkdir(exist_ok=True)
    file = folder / f"tmp{len(list(folder.iterdir()))}"
    file.write_bytes(content)
    return Sent(file, name)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"x", ""),
        ("A.TXT", b"x", ""),
        ("a.exe", b"x", r"\.exe files cannot be read; \.md and \.txt can"),
        ("txt", b"x", "without an extension"),
        ("../", b"x", "without an extension"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"x" * 101, "more than"),
    ],
)
def test_what_is_not_accepted_is_refused_with_the_reason(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    reason = uploads.refusal(sent(tmp_path, name, content), LIMITS)
    assert (reason == "") == (said == "")
    assert re.search(said, reason)


def test_two_files_of_one_name_stay_apart_and_one_file_sent_twice_is_one(tmp_path: Path) -> None:
    folder = tmp_path / "uploads"
    first, again, other = (sent(tmp_path / "in", "note.txt", text) for text in (b"one", b"one", b"two"))
    places = [uploads.place(item, folder) for item in (first, again, other)]
    assert places[0] == places[1] != places[2]
    assert {place.name for place in places} == {"note.txt"}
    assert [uploads.keep(item, place) for item, place in zip((first, again, other), places, strict=True)] == [
        True,
        False,
        True,
    ]
    assert (places[0].read_bytes(), places[2].read_bytes()) == (b"one", b"two")
    assert [file.name for file in places[0].parent.iterdir()] == ["note.txt"]


def test_only_uploads_are_deleted_and_their_folder_with_the_last_of_them(tmp_path: Path) -> None:
    folder, own = tmp_path / "uploads", tmp_path / "own.txt"
    own.write_text("mine")
    kept = [uploads.place(sent(tmp_path / "in", name), folder) for name in ("a.txt", "b.txt")]
    for number, place in enumerate(kept):
        uploads.keep(sent(tmp_path / "in", f"{number}.txt"), place)
    for path in (own, tmp_path / "uploads" / "x", folder / "a" / "b" / "c.txt", folder / ".." / "own.txt"):
        uploads.forget(path, folder)
    assert own.exists()
    uploads.forget(kept[0], folder)
    assert kept[1].exists()
    uploads.forget(kept[1], folder)
    assert not kept[1].parent.exists()


def test_limits_are_said_in_one_line() -> None:
    assert Limits((".txt", ".pdf")).in_words() == "txt, pdf · up to 25 MB each · 200 files at a time"

"""PDF files: text in paragraphs, the page of every place, and reasons for what cannot be read."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from time import monotonic

import pytest
from pypdf import PdfReader, PdfWriter

from index import pdf as reading
from tests.index.papers import described, load, refused, written

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
ROWS = [
    "Bad Lauter - The spa garden loses its last",
    "lime tree. The council of the town decided",
    "on Tuesday that it must be felled, because",
    "a fungus has eaten it from within for years.",
]


def numbered(*objects: bytes, info: bytes = b"") -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + rows
    return data + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, info, start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    head = b"<< /Filter /FlateDecode /Length %d %s>>\nstream\n" % (len(packed), entries)
    return head + packed + b"\nendstream"


def printed(*pages: list[str], about: bytes = b"<< >>") -> bytes:
    """A file of these pages, each a list of lines."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages)))
    objects = [CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)), FONT, about]
    for n, rows in enumerate(pages):
        shown = [f"/F 11 Tf 1 0 0 1 60 {700 - 14 * i} Tm ({row}) Tj" for i, row in enumerate(rows)]
        objects += [PAGE % (6 + 2 * n), stream("\n".join(["BT", *shown, "ET"]).encode("cp1252"))]
    return numbered(*objects, info=b"/Info 4 0 R")


def paper(folder: Path, data: bytes) -> Path:
    return written(folder, "paper.pdf", data)


def test_lines_are_joined_and_the_second_page_is_known(tmp_path: Path) -> None:
    document = described(load(paper(tmp_path, printed(ROWS, ["The mayor regretted it and left early."]))))
    assert "loses its last lime tree. The council of the town decided on Tuesday" in document.text
    assert document.page_of(document.text.index("fungus")) == 1
    assert document.page_of(document.text.index("mayor")) == 2


def test_the_day_of_making_is_told_and_is_no_day_of_publication(tmp_path: Path) -> None:
    about = b"<< /Title (The last lime tree) /Author (Ada Quill) /CreationDate (D:20230405101500Z) >>"
    document = described(load(paper(tmp_path, printed(ROWS, about=about))))
    assert (document.title, document.author, document.published) == ("The last lime tree", "Ada Quill", None)
    assert "made on 5 April 2023" in document.published_note


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.docx", "untitled", "paper", "lime_tree_final.indd"])
def test_a_title_that_names_a_file_is_not_believed(tmp_path: Path, title: str) -> None:
    raw = load(paper(tmp_path, printed(ROWS, about=f"<< /Title ({title}) /Author (Administrator) >>".encode())))
    assert "title" not in raw.metadata
    assert "author" not in raw.metadata


def test_a_file_that_anybody_may_open_is_read_and_one_with_a_password_is_refused(tmp_path: Path) -> None:
    for password in ("", "secret"):
        writer = PdfWriter(PdfReader(io.BytesIO(printed(ROWS))))
        writer.encrypt(password, "owner", algorithm="AES-256")
        held = io.BytesIO()
        writer.write(held)
        path = paper(tmp_path, held.getvalue())
        if password:
            assert "password" in refused(path)
        else:
            assert "lime tree" in load(path).text


def test_a_scan_is_refused_with_what_to_do(tmp_path: Path) -> None:
    assert "OCR" in refused(paper(tmp_path, printed([])))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"text that is named .pdf", "no PDF"),
        (b"%PDF-1.7", "damaged"),
        (printed(ROWS)[:600], "damaged"),
        (numbered(CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), "damaged"),
        (b"%PDF-1.4\n" + b"1 0 obj << " * 50_000, "damaged"),
    ],
)
def test_damaged_files_are_refused_soon(tmp_path: Path, data: bytes, reason: str) -> None:
    begun = monotonic()
    assert reason in refused(paper(tmp_path, data))
    assert monotonic() - begun < 20


def test_a_wrong_table_of_objects_is_mended(tmp_path: Path) -> None:
    data = printed(ROWS).replace(b"startxref\n", b"startxref\n9")
    assert "lime tree" in load(paper(tmp_path, data)).text


def test_pages_are_counted_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_PAGES", 2)
    assert "3 pages, at most 2" in refused(paper(tmp_path, printed(ROWS, ROWS, ROWS)))


def test_drawings_that_draw_each_other_end_with_the_time_for_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> "
    page = b"<< /Type /Page /Parent 2 0 R /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>"
    levels = [stream(b"/X Do " * 10, form % (6 + n)) for n in range(30)]
    data = numbered(CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(b"/X Do " * 10), *levels)
    monkeypatch.setattr(reading, "_LONGEST_TIME", 0.3)
    begun = monotonic()
    refused(paper(tmp_path, data))
    assert monotonic() - begun < 15


def test_a_page_that_expands_beyond_measure_is_refused(tmp_path: Path) -> None:
    page = PAGE % 4
    data = numbered(CATALOG, b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>", FONT, stream(b"0 0 m " * 4_000_000), page)
    assert "damaged" in refused(paper(tmp_path, data))

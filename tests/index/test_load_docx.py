"""Word documents: paragraphs, tables, properties, and packages that mean harm."""

from __future__ import annotations

import zipfile
from pathlib import Path
from time import monotonic

import pytest

from tests.index.papers import described, load, refused

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><t:created>2021-06-07T08:00:00Z</t:created>"
    "</c:coreProperties>"
)


def paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def packed(folder: Path, body: str, core: str = "", head: str = "") -> Path:
    path = folder / "report.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{head}<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        if core:
            archive.writestr("docProps/core.xml", core)
    return path


def test_paragraphs_lists_and_tables_come_in_order(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("Weir", "1.4 metres"))
    item = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>sandbags</w:t></w:r></w:p>"
    body = paragraph("The river rose.") + item + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph("It fell again.")
    assert load(packed(tmp_path, body)).text == "The river rose.\n\n• sandbags\n\nWeir; 1.4 metres\n\nIt fell again."


def test_a_table_that_only_arranges_the_page_is_read_through(tmp_path: Path) -> None:
    long = "The warden of the weir told the council that the gates had been opened in time. " * 4
    cells = f"<w:tc>{paragraph(long)}{paragraph('He was believed.')}</w:tc><w:tc>{paragraph('Photo')}</w:tc>"
    text = load(packed(tmp_path, f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).text
    assert text.split("\n\n")[1:] == ["He was believed.", "Photo"]


def test_deleted_words_and_copies_for_old_readers_are_left_out(tmp_path: Path) -> None:
    mc = 'xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
    drawn = f"<m:AlternateContent {mc}><m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback></m:AlternateContent>"
    runs = "<w:r><w:t>It stood</w:t></w:r><w:del><w:r><w:delText> fell</w:delText><w:t>fell</w:t></w:r></w:del>"
    text = load(packed(tmp_path, f"<w:p>{runs}<w:r>{drawn}<w:t> firm.</w:t></w:r></w:p>")).text
    assert text == "It stood firm.\n\nIn a box"


def test_title_and_author_come_from_the_document_and_its_day_of_making_dates_nothing(tmp_path: Path) -> None:
    body = paragraph("Weir holds", "Title") + paragraph("The river rose by a metre, the warden of the weir said.")
    document = described(load(packed(tmp_path, body, CORE.format(title="Draft of somebody else", author="Ada Quill"))))
    assert (document.title, document.author, document.published) == ("Weir holds", "Ada Quill", None)
    assert "made on 7 June 2021" in document.published_note


def test_the_property_is_the_title_where_no_heading_is(tmp_path: Path) -> None:
    raw = load(packed(tmp_path, paragraph("The river rose."), CORE.format(title="Weir holds firm", author="user")))
    assert raw.metadata["title"] == "Weir holds firm"
    assert "author" not in raw.metadata


def test_a_bomb_is_measured_before_it_is_read(tmp_path: Path) -> None:
    begun = monotonic()
    assert "expands" in refused(packed(tmp_path, paragraph("a" * 60_000_000)))
    assert "marks" in refused(packed(tmp_path, "<w:p/>" * 2_500_000))
    assert monotonic() - begun < 20


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE d [<!ENTITY l0 "ha">{levels}]>'
    assert refused(packed(tmp_path, paragraph("&l9;"), head=laughs))
    outside = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    assert "entities" in refused(packed(tmp_path, paragraph("Hello &x;"), head=outside))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word document"),
        (b"plain text", "no Word document"),
    ],
)
def test_what_is_no_word_document_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(data)
    assert reason in refused(path)


def test_other_packages_and_empty_documents_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "sheet.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "no word/document.xml" in refused(path)
    assert "no text" in refused(packed(tmp_path, paragraph("")))
    assert "not valid XML" in refused(packed(tmp_path, "<w:sdt>" * 3000))

"""Word documents (.docx): paragraphs, lists and tables of the text, and what the properties state.

Read with zipfile and lxml rather than python-docx: only two parts of the package are wanted, and each must be
measured before it is parsed; python-docx parses every part first.
"""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree

from index.errors import UnreadableDocument
from index.properties import believed
from index.raw import RawDocument

_LARGEST_PART = 40 * 1024 * 1024  # bytes of the text part, decompressed
_MOST_TAGS = 2_000_000  # bounds the memory of its tree
_LONGEST_CELL = 200  # characters; a longer cell holds paragraphs: the table is only a layout
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the same vocabulary under its ISO name
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading ?1|title)$", re.I)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    style: str = ""
    row: bool = False  # of a table: it stands close to the row before it


def read_docx(path: Path, data: bytes) -> RawDocument:
    """The article of a Word document. Raises UnreadableDocument with the reason."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableDocument("an old Word document, or one protected by a password: save it as .docx without one")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            body = _tree(package, "word/document.xml")
            core = _tree(package, "docProps/core.xml") if "docProps/core.xml" in package.namelist() else None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise UnreadableDocument(f"is damaged or no Word document ({error})") from error
    paragraphs = [p for p in _blocks(body.find(f"{_WORD}body")) if p.text]
    if not paragraphs:
        raise UnreadableDocument("the document holds no text")
    gaps = ("\n" if row.row and above.row else "\n\n" for above, row in itertools.pairwise(paragraphs))
    text = "".join(itertools.chain.from_iterable(zip((p.text for p in paragraphs), (*gaps, ""), strict=True)))
    return RawDocument(str(path.absolute()), text, "text", MappingProxyType(_metadata(path, paragraphs, core)))


def _tree(package: zipfile.ZipFile, name: str) -> Any:
    """The parsed part. What it may expand to is bounded before it is read, and it may declare no entities."""
    if name not in package.namelist():
        raise UnreadableDocument(f"is no Word document: it has no {name}")
    with package.open(name) as part:
        data = part.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise UnreadableDocument(f"expands to more than {_LARGEST_PART // 2**20} MB of text and marks")
    if data.count(b"<") > _MOST_TAGS:
        raise UnreadableDocument(f"holds more than {_MOST_TAGS:,} marks")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(data.replace(_STRICT, _USUAL), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"is damaged: {name} is not valid XML") from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument("declares XML entities, which a Word document never does")
    return tree


def _blocks(parent: Any) -> Iterator[_Paragraph]:
    """Paragraphs and rows of tables, in order; what stands in content controls belongs to the text."""
    for child in parent if parent is not None else ():
        if child.tag == f"{_WORD}p":
            yield from _paragraph(child)
        elif child.tag == f"{_WORD}tbl":
            yield from _table(child)
        elif child.tag in (f"{_WORD}sdt", f"{_WORD}sdtContent", f"{_WORD}ins", f"{_WORD}customXml"):
            yield from _blocks(child)


def _paragraph(element: Any) -> Iterator[_Paragraph]:
    style = element.find(f"{_WORD}pPr/{_WORD}pStyle")
    listed = element.find(f"{_WORD}pPr/{_WORD}numPr") is not None
    boxes: list[Any] = []
    written = "".join(_pieces(element, boxes))
    text = "\n".join(" ".join(row.split()) for row in written.split("\n")).strip()
    name = str(style.get(f"{_WORD}val", "")) if style is not None else ""
    yield _Paragraph(f"• {text}" if listed and text and not _HEADING.search(name) else text, name)
    for box in boxes:
        yield from _blocks(box)


def _pieces(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The characters of a paragraph; text boxes drawn in it go to `boxes`, the copies kept for old readers nowhere."""
    for child in element:
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in (f"{_WORD}tab", f"{_WORD}ptab"):
            yield " "
        elif child.tag in (f"{_WORD}br", f"{_WORD}cr"):
            yield "\n"
        elif child.tag == f"{_WORD}noBreakHyphen":
            yield "-"
        elif child.tag == f"{_WORD}txbxContent":
            boxes.append(child)
        elif child.tag not in (_FALLBACK, f"{_WORD}del", f"{_WORD}pPr"):
            yield from _pieces(child, boxes)


def _table(element: Any) -> Iterator[_Paragraph]:
    """A row a line, cells put apart by semicolons; a table of paragraphs only arranges the page and is read through."""
    for row in element.iterfind(f"{_WORD}tr"):
        cells = [[p for p in _blocks(cell) if p.text] for cell in row.iterfind(f"{_WORD}tc")]
        joined = [" ".join(p.text for p in cell) for cell in cells if cell]
        if len(joined) < 2 or any(len(text) > _LONGEST_CELL for text in joined):
            yield from (p for cell in cells for p in cell)
        else:
            yield _Paragraph("; ".join(" ".join(text.split()) for text in joined), row=True)


def _metadata(path: Path, paragraphs: list[_Paragraph], core: Any) -> dict[str, object]:
    shown = " ".join(next((p.text for p in paragraphs[:10] if _HEADING.search(p.style)), "").split())
    stated = believed(
        path,
        title=_property(core, f"{_DUBLIN}title"),
        author=_property(core, f"{_DUBLIN}creator"),
        rows=[p.text[:200] for p in paragraphs[:10]],
        made=_property(core, f"{_TERMS}created")[:10],
    )
    return stated | ({"title": shown} if shown else {})


def _property(core: Any, name: str) -> str:
    return " ".join((core.findtext(name) or "").split())[:500] if core is not None else ""

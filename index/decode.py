"""From bytes to text: byte-order marks, UTF-8, declared and guessed encodings, and what is no text at all."""

from __future__ import annotations

import codecs
import itertools
import re
from functools import partial
from pathlib import Path

from index.errors import UnreadableDocument

_MAGIC = (
    (b"%PDF-", "holds a PDF file, not text: name it .pdf"),
    (b"PK\x03\x04", "holds a ZIP archive or office document, not text"),
    (b"\xd0\xcf\x11\xe0", "holds an old office document, not text: save it as .docx"),
    (b"\x89PNG", "holds a PNG image, not text"),
    (b"\xff\xd8\xff", "holds a JPEG image, not text"),
    (b"GIF8", "holds a GIF image, not text"),
    (b"\x1f\x8b", "holds a gzip archive, not text"),
    (b"\x7fELF", "holds a program, not text"),
    (b"{\\rtf", "holds an RTF document, not text: save it as .docx"),
    (b"SQLite format 3", "holds a database, not text"),
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.I)
_ODD = re.compile(r"punycode|idna|undefined|unicode.?escape|raw")  # Python's own, slow or no encodings of pages
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_SHARE_OF_CONTROL = 0.02
# What browsers read (WHATWG), but for those of DOS and old Macs, which turn lone curly quotes into letters.
_OF_PAGES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u"),
    *("gb18030", "big5", "euc_jp", "shift_jis", "iso2022_jp", "euc_kr"),
]
_SAMPLE = 1 << 20  # bytes that the encoding of a file too large to hold is guessed from


def decode(data: bytes, *, html: bool = False) -> str:
    """The text of a file. Raises UnreadableDocument when the bytes are no text or are another type of file."""
    encoding = encoding_of(data, html=html)
    text = data.decode(encoding, errors="replace")
    if "\x00" in text:
        raise UnreadableDocument("holds binary data, not text")
    return text


def encoding_of(data: bytes, *, html: bool = False, whole: bool = True) -> str:
    """The name of the encoding: by the byte-order mark, UTF-8 where it fits, else what a page declares, else
    charset-normalizer's guess. `whole` is False for the beginning of a longer file. Raises UnreadableDocument."""
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            raise UnreadableDocument(reason)
    encoding = _encoding(data, html=html, whole=whole)
    sample = data[:800_000].decode(encoding, errors="replace")[:200_000] if encoding else ""
    if encoding is None or "\x00" in sample or len(_CONTROL.findall(sample)) > _SHARE_OF_CONTROL * max(len(sample), 1):
        raise UnreadableDocument("holds binary data, not text")
    return encoding


def encoding_of_file(path: Path) -> str:
    """The encoding of a file that is not read into memory at once. Raises UnreadableDocument, OSError."""
    utf8 = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        first = file.read(_SAMPLE)
        guess = encoding_of(first, whole=False)
        if guess != "utf-8":
            return guess
        for block in itertools.chain((first,), iter(partial(file.read, _SAMPLE), b"")):
            try:
                utf8.decode(block)
            except UnicodeDecodeError:  # UTF-8 at its beginning only: the block that is not decides
                return _guessed(block) or "cp1252"
    return "utf-8"


def _encoding(data: bytes, *, html: bool, whole: bool) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError:
        pass  # not UTF-8: the declared or guessed encoding is tried next
    else:
        return "utf-8"
    if b"\x00" in data:
        return None
    declared = _DECLARED.search(data[:4096]) if html else None
    stated = declared.group(1).decode("ascii") if declared else ""
    if is_text_encoding(stated):
        return stated
    return _guessed(data)


def is_text_encoding(name: str) -> bool:
    """Whether a file may state this as its encoding: not what Python alone knows, or no text comes out of."""
    if not name or _ODD.match(name.lower()):
        return False
    try:
        b"text".decode(name, errors="replace")  # Python looks nothing up to decode nothing
    except (LookupError, ValueError):
        return False
    return True


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # only for old encodings: it takes 50 ms to import

    best = from_bytes(data[:_SAMPLE], cp_isolation=_OF_PAGES).best()
    # In English text the guess cannot tell Western from Central Europe: “Señor” is likelier than “Seńor”.
    return None if best is None else "cp1252" if best.encoding == "cp1250" else best.encoding

"""E-mails (.eml): the letter's text, what its headers state, and what in it is quoted or a signature.

Attachments are named at the end of the text and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from types import MappingProxyType

from index.decode import decode, is_text_encoding
from index.errors import UnreadableDocument
from index.phrases import PRESS_WORDS
from index.raw import LONGEST_ARTICLE, RawDocument

_MOST_PARTS = 500  # of a letter; further ones are counted and left unread
_LEAST_WORDS = 25  # of a letter's own; with fewer, what it quotes is what it is about
_NAMED = 20  # attachments named one by one
_LONGEST_HEADER = 2000  # characters of a header that are looked at
_REPLY_MARK = re.compile(r"(?:re|fwd?|aw|wg|tr|rv)\s*:\s*", re.I)
_QUOTED = re.compile(r"[ \t]{0,9}>")
_MARKS = re.compile(r"(?:[ \t]{0,9}>){1,50} ?")
_WROTE = re.compile(r"(?:On .{6,200} wrote:|.{0,100}<[^<>@\s]{1,100}@[^<>\s]{1,100}>.{0,60}:)\s*")
_ORIGINAL = re.compile(r"-{2,}\s*(?:original message|forwarded message|reply above this line)\s*-{2,}|_{20,}", re.I)
_LONGEST_SIGNATURE = 12  # lines


def read_mail(path: Path, data: bytes) -> RawDocument:
    """The letter of a file. Raises UnreadableDocument with the reason."""
    try:
        # the older policy: it leaves headers as they are until asked, and takes no time over hostile ones
        letter = message_from_bytes(data)
        if not any(letter[name] for name in ("from", "subject", "date", "content-type")):
            raise UnreadableDocument("is no e-mail: it has none of the headers From, Subject and Date")
        parts = list(_parts(letter))
        metadata = _headers(letter)
        plain = "\n\n".join(filter(None, (_text(part) for part in parts if _is_body(part, "text/plain"))))
        page = next(filter(None, (_text(part) for part in parts if _is_body(part, "text/html"))), "")
    except RecursionError as error:
        raise UnreadableDocument("holds letters nested too deeply") from error
    except (ValueError, LookupError, AttributeError, TypeError) as error:  # of the parser, on broken headers
        raise UnreadableDocument(f"is no valid e-mail ({type(error).__name__}: {error})") from error
    if max(len(plain), len(page)) > LONGEST_ARTICLE:
        raise UnreadableDocument(f"the letter is longer than {LONGEST_ARTICLE:,} characters")
    attached, more = _attachments(parts)
    if page.strip() and len(plain.split()) < min(_LEAST_WORDS, len(page.split()) // 4):
        return RawDocument(str(path.absolute()), page, "html", MappingProxyType(metadata))
    if not plain.strip():
        reason = "the letter holds no text" + (f"; attached, not read: {', '.join(attached)}" if attached else "")
        raise UnreadableDocument(reason)
    text, asides = _set_apart(plain)
    if attached:
        named = f"Attached, not read: {', '.join(attached)}" + (f" and {more} more" if more else "")
        asides += ((len(text) + 2, len(text) + 2 + len(named)),)
        text = f"{text}\n\n{named}"
    return RawDocument(str(path.absolute()), text, "text", MappingProxyType(metadata), asides=asides)


def _headers(letter: Message) -> dict[str, object]:
    """What the headers state: subject, sender, day sent (by the sender's clock), address of the archived letter."""
    stated: dict[str, object] = {}
    subject = _decoded(letter["subject"])
    while mark := _REPLY_MARK.match(subject):
        subject = subject[mark.end() :]
    if subject:
        stated["title"] = subject
    name, address = parseaddr(str(letter["from"] or "")[:_LONGEST_HEADER])
    sender = _decoded(name)[:200] or address[:200]
    if sender:
        press = any(word.strip(",.()").lower() in PRESS_WORDS for word in sender.split())
        stated["source" if press else "author"] = sender
    with suppress(ValueError):  # no date, or none that is one: the letter's text may still show it
        stated["date"] = parsedate_to_datetime(str(letter["date"] or "")[:200]).date()
    archived = str(letter["archived-at"] or "")[:_LONGEST_HEADER].strip(" <>")
    if archived.startswith(("http://", "https://")):
        stated["url"] = archived
    return stated


def _decoded(header: object) -> str:
    """A header's words, decoded (RFC 2047), on one line."""
    written = str(header or "")[:_LONGEST_HEADER]
    with suppress(HeaderParseError, LookupError, ValueError):  # else the header stays as it is written
        written = str(make_header(decode_header(written)))
    return " ".join(written.split())


def _parts(letter: Message) -> Iterator[Message]:
    """The parts that hold something, in order, also those of letters that are attached."""
    for number, part in enumerate(letter.walk()):
        if number >= _MOST_PARTS:
            raise UnreadableDocument(f"has more than {_MOST_PARTS} parts")
        if not part.is_multipart():
            yield part


def _is_body(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment"


def _attachments(parts: Sequence[Message]) -> tuple[list[str], int]:
    """The names of the first attachments, and how many more there are."""
    names = [_decoded(name) for part in parts if (name := part.get_filename())]
    shown = ["".join(c for c in name if c.isprintable())[:100] for name in names[:_NAMED]]
    return shown, len(names) - len(shown)


def _text(part: Message) -> str:
    """The text of a part of the body, newlines as `\\n`."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return ""
    stated = str(part.get_content_charset() or "")
    try:
        text = data.decode(stated if is_text_encoding(stated) else "utf-8")
    except UnicodeError:
        text = decode(data, html=part.get_content_subtype() == "html")
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    flowed = str(part.get_param("format") or "").lower() == "flowed"
    return _unflowed(text, joined=str(part.get_param("delsp") or "").lower() == "yes") if flowed else text


def _unflowed(text: str, *, joined: bool) -> str:
    """Lines that end in a blank go on in the next one (RFC 3676); `joined`: without that blank."""
    text = re.sub(r"^ (?=[ >]|From )", "", text, flags=re.M)
    return re.sub(r"(?<!^--) \n(?!\n|>)", "" if joined else " ", text, flags=re.M)


def _set_apart(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The letter without the marks of quotation, and the stretches of it that are quoted or a signature.

    A letter that hardly says anything itself is about what it quotes; then only the signature is set apart.
    """
    rows = text.rstrip().split("\n")
    signed = _signature(rows)
    quoted = set(_quoted(rows[:signed]))
    own = " ".join(row for number, row in enumerate(rows[:signed]) if number not in quoted)
    aside = quoted if len(own.split()) >= _LEAST_WORDS else set()
    kept: list[str] = []
    asides: list[tuple[int, int]] = []
    at = 0
    for number, row in enumerate(rows):
        mark = _MARKS.match(row)
        shown = row[mark.end() :] if mark else row
        if (number in aside or number >= signed) and shown.strip():
            asides.append((at, at + len(shown)))
        kept.append(shown)
        at += len(shown) + 1
    return "\n".join(kept), tuple(asides)


def _signature(rows: list[str]) -> int:
    """The number of the line at which the signature begins, or of lines when there is none."""
    for number in range(len(rows) - 1, max(-1, len(rows) - _LONGEST_SIGNATURE - 2), -1):
        if rows[number].rstrip() == "--":
            return number
    return len(rows)


def _quoted(rows: list[str]) -> Iterator[int]:
    """The numbers of lines that repeat another letter, with the line that says whose it is."""
    for number, row in enumerate(rows):
        if _ORIGINAL.match(row):
            yield from range(number, len(rows))
            return
        if _QUOTED.match(row):
            yield number
        below = next((later for later in rows[number + 1 : number + 3] if later.strip()), "")
        if _QUOTED.match(below) and _WROTE.fullmatch(row):
            yield number

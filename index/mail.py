"""E-mails (.eml): the letter's text, what its headers state, and what in it is quoted or a signature.

Attachments are named at the end of the text and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import MappingProxyType

from index.decode import decode
from index.errors import UnreadableDocument
from index.phrases import PRESS_WORDS
from index.raw import RawDocument

_MOST_PARTS = 500  # of a letter; further ones are counted and left unread
_LEAST_WORDS = 25  # of a letter's own; with fewer, what it quotes is what it is about
_NAMED = 20  # attachments named one by one
_REPLY_MARK = re.compile(r"(?:re|fwd?|aw|wg|tr|rv)\s*:\s*", re.I)
_QUOTED = re.compile(r"[ \t]*>")
_WROTE = re.compile(r"(?:On .{6,200} wrote:|.{0,100}<[^<>@\s]{1,100}@[^<>\s]{1,100}>.{0,60}:)\s*")
_ORIGINAL = re.compile(r"-{2,}\s*(?:original message|forwarded message|reply above this line)\s*-{2,}|_{20,}", re.I)
_LONGEST_SIGNATURE = 12  # lines


def read_mail(path: Path, data: bytes) -> RawDocument:
    """The letter of a file. Raises UnreadableDocument with the reason."""
    try:
        letter = message_from_bytes(data, policy=policy.default)
        if not any(letter[name] for name in ("from", "subject", "date", "content-type")):
            raise UnreadableDocument(str(path), "is no e-mail: it has none of the headers From, Subject and Date")
        attached, more = _attachments(letter)
        metadata = _headers(letter)
        plain, page = _body(path, letter, "plain"), _body(path, letter, "html")
    except RecursionError as error:
        raise UnreadableDocument(str(path), "holds letters nested too deeply") from error
    except (
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        IndexError,
    ) as error:  # of the parser, on broken headers
        raise UnreadableDocument(str(path), f"is no valid e-mail ({type(error).__name__}: {error})") from error
    if page.strip() and len(plain.split()) < min(_LEAST_WORDS, len(page.split()) // 4):
        return RawDocument(str(path.absolute()), page, "html", MappingProxyType(metadata))
    if not plain.strip():
        reason = "the letter holds no text" + (f"; attached, not read: {', '.join(attached)}" if attached else "")
        raise UnreadableDocument(str(path), reason)
    text, asides = _set_apart(plain)
    if attached:
        named = f"Attached, not read: {', '.join(attached)}" + (f" and {more} more" if more else "")
        asides += ((len(text) + 2, len(text) + 2 + len(named)),)
        text = f"{text}\n\n{named}"
    return RawDocument(str(path.absolute()), text, "text", MappingProxyType(metadata), asides=asides)


def _headers(letter: EmailMessage) -> dict[str, object]:
    """What the headers state: subject, sender, day sent (by the sender's clock), address of the archived letter."""
    stated: dict[str, object] = {}
    subject = " ".join(str(letter["subject"] or "").split())[:500]
    while mark := _REPLY_MARK.match(subject):
        subject = subject[mark.end() :]
    if subject:
        stated["title"] = subject
    sender = next(iter(getattr(letter["from"], "addresses", ())), None)
    name = " ".join((sender.display_name or sender.addr_spec).split())[:200] if sender else ""
    if name:
        press = any(word.strip(",.()").lower() in PRESS_WORDS for word in name.split())
        stated["source" if press else "author"] = name
    sent = getattr(letter["date"], "datetime", None)
    if sent is not None:
        stated["date"] = sent.date()
    archived = str(letter["archived-at"] or "").strip(" <>")
    if archived.startswith(("http://", "https://")):
        stated["url"] = archived[:2000]
    return stated


def _attachments(letter: EmailMessage) -> tuple[list[str], int]:
    """The names of the first attachments, and how many more there are. Raises ValueError for thousands of parts."""
    names: list[str] = []
    count = 0
    for number, part in enumerate(letter.walk()):
        if number >= _MOST_PARTS:
            raise ValueError(f"more than {_MOST_PARTS} parts")
        name = part.get_filename()
        if name:
            count += 1
            if count <= _NAMED:
                names.append("".join(c for c in " ".join(name.split()) if c.isprintable())[:100])
    return names, count - len(names)


def _body(path: Path, letter: EmailMessage, kind: str) -> str:
    """The text of the letter's body of this kind, newlines as `\\n`; empty when it has none."""
    part = letter.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return ""
    stated = str(part.get_content_charset() or "")
    try:
        text = data.decode(stated or "utf-8")
    except (LookupError, UnicodeError):
        text = decode(path, data, html=kind == "html")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
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
        shown = re.sub(r"^(?:[ \t]*>)+ ?", "", row)
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

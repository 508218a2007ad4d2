"""E-mails: the letter, what its headers state, and what in it is somebody else's."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path
from time import monotonic

import pytest

from index.errors import UnreadableDocument
from index.records import Document
from tests.index import papers
from tests.index.papers import load, written

BODY = (
    "The bridge at Lower Marl will stay closed until the third of June, the\n"
    "county's engineer told us at the fence. Two of its piers have moved, and\n"
    "nobody has found out why. The bus goes round by the mill, and takes half\n"
    "an hour longer for it.\n"
)


def letter(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    stated = {
        "from": "Ada Quill <ada@marl.example>",
        "subject": "Bridge closed",
        "date": "Tue, 4 May 2021 23:30:00 -0500",
    }
    for name, value in (stated | headers).items():
        if value:
            mail[name] = value
    return mail


def described(folder: Path, mail: EmailMessage | bytes) -> Document:
    return papers.described(load(written(folder, "letter.eml", mail if isinstance(mail, bytes) else mail.as_bytes())))


def kept(document: Document, kind: str) -> str:
    return " | ".join(document.text[s.start : s.end] for s in document.spans if s.kind == kind)


def test_the_headers_give_title_author_and_the_senders_day(tmp_path: Path) -> None:
    mail = letter(subject="Fwd: RE: =?utf-8?q?Br=C3=BCcke?= closed")
    mail.set_content(BODY)
    document = described(tmp_path, mail)
    assert (document.title, document.author, document.published) == ("Brücke closed", "Ada Quill", date(2021, 5, 4))
    assert "until the third of June, the county's engineer told us" in document.text


def test_a_sender_named_as_press_is_the_outlet(tmp_path: Path) -> None:
    mail = letter(**{"from": "Marl Morning Post <news@marl.example>"})
    mail.set_content(BODY)
    assert (described(tmp_path, mail).source, described(tmp_path, mail).author) == ("Marl Morning Post", None)


def test_plain_text_is_preferred_and_attachments_are_named(tmp_path: Path) -> None:
    mail = letter()
    mail.set_content(BODY)
    mail.add_alternative(f"<p>As a page. {BODY}</p>", subtype="html")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="piers.pdf")
    document = described(tmp_path, mail)
    assert "As a page" not in document.text
    assert "piers.pdf" in kept(document, "residue")


def test_a_page_is_read_where_the_plain_text_is_a_stopgap(tmp_path: Path) -> None:
    mail = letter()
    mail.set_content("Your program cannot show this.")
    mail.add_alternative(f"<html><body><script>evil()</script><p>{BODY}</p></body></html>", subtype="html")
    text = described(tmp_path, mail).text
    assert "Two of its piers" in text
    assert "evil" not in text
    assert "cannot show" not in text


def test_quoted_letters_and_the_signature_are_set_apart(tmp_path: Path) -> None:
    mail = letter()
    quoted = "On Monday Bo Lind <bo@marl.example> wrote:\n> Is the bridge open?\n> I doubt it.\n"
    mail.set_content(f"{BODY}\n{quoted}\n-- \nAda Quill\nMill Lane 3\n")
    document = described(tmp_path, mail)
    assert kept(document, "article").split() == BODY.split()
    for words in ("wrote:", "Is the bridge open?", "I doubt it.", "Mill Lane 3"):
        assert words in kept(document, "residue")


def test_a_letter_that_only_passes_another_one_on_is_about_that(tmp_path: Path) -> None:
    mail = letter()
    mail.set_content("See below.\n\n" + "".join(f"> {row}\n" for row in BODY.splitlines()))
    document = described(tmp_path, mail)
    assert "Two of its piers have moved" in kept(document, "article")
    assert ">" not in document.text


def test_flowed_text_is_joined(tmp_path: Path) -> None:
    head = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; format=flowed\n\n"
    document = described(tmp_path, head + b"The bridge is \nclosed. \n\nThe mill \nis not.\n")
    assert "The bridge is closed." in document.text
    assert "The mill is not." in document.text


def test_old_encodings_are_read(tmp_path: Path) -> None:
    head = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=iso-8859-1\n\n"
    assert "Brücke" in described(tmp_path, head + "Die Brücke bleibt gesperrt.".encode("latin-1")).text
    for name in (b"x-nothing", b"punycode", b"rot13", b""):
        unknown = head.replace(b"iso-8859-1", name)
        assert "bleibt gesperrt" in described(tmp_path, unknown + "Die Brücke bleibt gesperrt.".encode("latin-1")).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"just some text, no headers at all\n\nand more", "no e-mail"),
        (b"From: a@b.example\nSubject: x\n\n", "no text"),
        (
            b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\nContent-Type: text/plain\n\nx\n" * 10_000,
            "more than 500 parts",
        ),
        (
            b"From: a@b.example\n"
            + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
            "nested",
        ),
        (b"From: a@b.example\n\n" + b"> " * 4_000_000, "longer than"),
    ],
)  # fmt: skip
def test_what_is_no_letter_or_means_harm_is_refused_soon(tmp_path: Path, data: bytes, reason: str) -> None:
    begun = monotonic()
    with pytest.raises(UnreadableDocument, match=reason) as caught:
        described(tmp_path, data)
    assert "\n" not in str(caught.value)
    assert monotonic() - begun < 20


def test_headers_of_megabytes_take_no_time(tmp_path: Path) -> None:
    begun = monotonic()
    head = b"From: " + b"a," * 2_000_000 + b"\nSubject: " + b"=?utf-8?q?x?= " * 100_000
    document = described(tmp_path, head + b"\n\n" + BODY.encode())
    assert len(document.title) <= 2000
    assert monotonic() - begun < 10

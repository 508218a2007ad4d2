"""Writes the samples that are no plain text: a PDF, a Word document, an e-mail and two exports. No package is needed.

    python docs/make_samples.py

Every article, outlet and most people in them are invented, in the same world as the other samples.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from xml.sax.saxutils import escape

SAMPLES = Path(__file__).resolve().parent.parent / "index" / "samples"

# --- a newspaper page, printed (PDF)

PRINT_HEAD = ((60, 784, 9, "Capital Courier (sample)"), (60, 770, 9, "Friday, 18 August 2023"))
PRINT_FOOT = "Written for a software project; the outlet does not exist."
PRINT_TITLE = "Otaru runs out of cars that may still sail"
PRINT_BYLINE = "By Odile Farran"
PRINT_TEXT = (  # a bar marks where a word may be divided
    "OTARU — The car park behind the third pier holds 3,400 used cars, and most of them are not going any|where. Since"
    " 9 August Japan no longer lets cars with engines of more than 1,900 cubic centi|metres be shipped to Russia, nor"
    " hybrids and electric cars, what|ever their size.",
    "The ministry of industry had made the list known on 28 July. It follows what the part|ners in the Group of Seven"
    " have done, and closes a trade that had flour|ished since the Western makers left Russia.",
    "Masaru Tobeyama, a dealer invented for this sample, has sold to the Russian Far East for 31 years. “A small car"
    " still sails,” he says. “But nobody in Vladi|vostok rings me at mid|night for a small car.” In July he shipped 610"
    " cars. For August he expects 140.",
    "The Otaru Quay Circle, an associ|ation that does not exist either, speaks for 58 dealers. Its secre|tary, Benika"
    " Okuda, says that eleven of them have asked the city for help with their rent. The city has promised an answer by"
    " 30 Sep|tember.",
    "Okuda does not blame the govern|ment alone. Too many of her members, she says, had put all their money into one"
    " kind of car and one kind of cus|tomer. The circle had warned them in two letters, the first of them in the spring"
    " of 2022. She now wants the port to lower its fees for storage, which a dealer pays by the day and by the wheel.",
    "On the other side of the water the mood is no better. Ludmila Orekhova, a shipping agent in Vladi|vostok and a"
    " third inven|tion, told this news|paper on Tuesday that the ferry Amur Lily now leaves Otaru half empty. She"
    " reckons that a family car in the Primorye region has become a fifth dearer within a week.",
    "The Russian side has not announced any step of its own against the new rule.",
    "Not every car on the list is lost to the trade. Owners may ship it to Mongolia or to the Emirates, and some will"
    " then be driven on. The customs house in Otaru says that it opened 23 inspec|tions in the first week of the ban"
    " and stopped four cargoes.",
    "Tobeyama does not want to wait for detours. He has begun to learn Mongolian from a cassette. “It is my third"
    " language of engines,” he says.",
)
_COLUMN = 74  # characters of a line of 12 points in Times on a page with wide margins
_LINES = 28  # of the text on the first page

# --- a report of an institute (Word)

REPORT_TITLE = "Hokkaido distrusts Moscow and would still take the ferry"
REPORT_AUTHOR = "Haruka Senzaki"
REPORT: tuple[tuple[str, str], ...] = (
    ("", "Ishikari Institute for Northern Studies (sample)"),
    ("Title", REPORT_TITLE),
    ("", "Published: 20 February 2024"),
    ("", f"By {REPORT_AUTHOR}"),
    (
        "",
        "Two residents of Hokkaido out of three do not trust the Russian government at all. Yet four in ten would board"
        " a ferry to Sakhalin on the first day that one sails. These are the main results of a survey that the Ishikari"
        " Institute for Northern Studies presented in Sapporo on Monday. The institute is invented, and so is the"
        " survey.",
    ),
    (
        "",
        "Interviewers spoke with 1,206 adults between 9 and 21 January. They live in 14 towns, six of which lie on the"
        " coast that faces the disputed islands.",
    ),
    ("Heading1", "What has changed in ten years"),
    ("table", "Answer|2014|2024"),
    ("table", "No trust in the Russian government|38 per cent|67 per cent"),
    ("table", "Would take a ferry to Sakhalin|71 per cent|41 per cent"),
    ("table", "Has a Russian acquaintance|22 per cent|15 per cent"),
    ("Heading1", "How to read it"),
    (
        "",
        f"{REPORT_AUTHOR}, who led the survey, warned against taking it for a wish to quarrel. “People have learnt to"
        " tell the neighbour from the neighbour's government,” she said.",
    ),
    (
        "",
        "Doubts came from Tetsuo Marukawa, a statistician who has been invented as well. The survey reached people by"
        " landline, he noted, and only 9 per cent of the answers came from anybody under thirty. Senzaki called the"
        " objection fair.",
    ),
    (
        "",
        "The institute means to ask the same questions again in the autumn of 2025. The prefecture paid 7.4 million yen"
        " for the work.",
    ),
)

# --- a newsletter (e-mail)

LETTER = """\
Dear readers,

In a room above the fishmonger's in Nemuro, Polina Vetrova teaches Russian
on Wednesday evenings. She has done so since 1994. In her best years 26
people came, most of them from the trawlers and from the customs office.
Now there are nine.

"Nobody has to love a government to conjugate a verb," she says. Her
youngest pupil is a boy of thirteen who wants to read the maps of
Kunashiri. The oldest, Isamu Korekawa, is 82, and has had her write for
him to the daughter of a school friend in Yuzhno-Kurilsk. That letter went
off on 12 September. No answer has come.

Until now the town has paid for the room. Its grant of 180,000 yen a year
ends in March 2024, the deputy mayor, Kazue Minobe, told us, because the
exchanges for which it was meant no longer take place. Vetrova means to go
on in her kitchen.

Vetrova, Korekawa and Minobe are invented, like this magazine.

On 29 September a reader <quay@harbour-post.example> wrote:
> Does the samovar in your last picture still work? My aunt says it was
> only ever there for show.

--
Noor Halvik
Lantern Coast Magazine (sample)
You are receiving this letter because you signed up for it. Unsubscribe
"""

# --- two exports

BRIEFS: tuple[Mapping[str, object], ...] = (
    {
        "id": "second-crane",
        "headline": "Port of Otaru weighs second crane",
        "publication": {"name": "The Harbour Ledger (sample)"},
        "published_at": "2023-12-15T17:00:00+09:00",
        "byline": "Lena Orsolo",
        "url": "https://harbour-ledger.example/2023/12/15/second-crane",
        "body": "<p>Otaru may buy a second crane for its container pier. The harbour board put the price at 1.9 billion"
        " yen on Thursday, and will vote on 26 January. Its chair, Sayo Nakatomi, who is a made-up person, said that"
        " ships wait eleven hours on average because there is only one crane.</p><p>The union of pilots doubts the"
        " need. Since the trade in used cars broke down, it says, a third of the pier has been lying idle.</p>",
    },
    {
        "id": "ice-roads",
        "headline": "Ice roads open early in the north",
        "publication": {"name": "The Harbour Ledger (sample)"},
        "published_at": "2023-12-17T08:30:00+09:00",
        "byline": "Ines Tolvaj",
        "url": "https://harbour-ledger.example/2023/12/17/ice-roads",
        "body": "<p>The first ice road of the winter over the Lena was opened on 10 December, nine days earlier than a"
        " year before. Lorries of up to ten tonnes may use it; the ice measured 64 centimetres.</p><p>“It is the only"
        " road here without holes,” said Semyon Dyachok, a driver invented for this brief.</p>",
    },
    {
        "id": "bank-branches",
        "headline": "Bank to close 14 branches",
        "publication": {"name": "The Harbour Ledger (sample)"},
        "published_at": "2022-10-05T06:10:00+09:00",
        "byline": None,
        "url": "https://harbour-ledger.example/2022/10/05/bank-branches",
        "body": "<p>Kushiro Shore Bank, which does not exist, will close 14 of its 61 branches by the end of March."
        " Fewer than 40 customers a day come to each of them, its president, Toma Ishigure, told the staff on"
        " Monday.</p><p>Nobody is to be dismissed. Some 130 employees will move to other branches.</p>",
    },
)
NOTES: tuple[tuple[str, ...], ...] = (
    ("Title", "Outlet", "Date", "Link", "Text"),
    (
        "Kelp prices climb again",
        "Nemuro Tide (sample)",
        "8 June 2022",
        "https://nemuro-tide.example/kelp-prices",
        "A kilogram of first-grade dried kelp cost 4,150 yen at Monday's auction in Nemuro, 12 per cent more than a"
        " year before. The auction house puts it down to a cold spring.\n\nThe price helps little, said Fumie Odajima,"
        " who gathers kelp and is invented: she lands half of what she landed in 2019.",
    ),
    (
        "Lighthouse festival moved to 2 July",
        "Nemuro Tide (sample)",
        "7 June 2022",
        "https://nemuro-tide.example/lighthouse-festival",
        "The lighthouse festival on the cape will be held on 2 July and not on 25 June. The builder of the stage has no"
        " lorry free before, the organisers said. Tickets cost 800 yen and stay valid.",
    ),
)


def samples() -> dict[str, bytes]:
    """File name → content. The same bytes whenever and wherever it is called."""
    return {
        "otaru-used-cars.pdf": printed(),
        "hokkaido-survey.docx": report(),
        "coast-letter.eml": letter(),
        "harbour-briefs.jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in BRIEFS).encode(),
        "nemuro-notes.csv": table(NOTES),
    }


def printed() -> bytes:
    """Two pages with running head and foot; a paragraph and a divided word go over the page break."""
    lines = [row for paragraph in PRINT_TEXT for row in (*_wrapped(paragraph), "")]
    first = [*PRINT_HEAD, (60, 724, 22, PRINT_TITLE), (60, 698, 11, PRINT_BYLINE)]
    first += _set(lines[:_LINES], top=668)
    second = [*PRINT_HEAD, *_set(lines[_LINES:], top=730)]
    pages = [[*page, (60, 40, 9, PRINT_FOOT), (520, 40, 9, str(n))] for n, page in enumerate((first, second), 1)]
    return pdf(pages, {"Title": PRINT_TITLE, "Producer": "make_samples.py"})


def _set(rows: Sequence[str], top: int) -> list[tuple[int, int, int, str]]:
    return [(60, top - 18 * number, 12, row) for number, row in enumerate(rows) if row]


def _wrapped(paragraph: str) -> Iterator[str]:
    """Lines of a column; a word that does not fit is divided where a bar allows it."""
    row = ""
    for word in paragraph.split():
        left, right = "", word
        for at in (match.start() for match in re.finditer(r"\|", word)):
            if len(row) + 1 + len(word[:at].replace("|", "")) < _COLUMN:
                left, right = word[:at], word[at + 1 :]
        whole = word.replace("|", "")
        if len(row) + 1 + len(whole) <= _COLUMN:
            row = f"{row} {whole}".strip()
        else:
            yield f"{row} {left.replace('|', '')}-" if left else row
            row = right.replace("|", "") if left else whole
    yield row


def pdf(pages: Sequence[Sequence[tuple[int, int, int, str]]], properties: Mapping[str, str]) -> bytes:
    """A PDF in Times of lines (x and y in points from the lower left corner, size of type, text in cp1252)."""
    numbers = range(len(pages))
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in numbers)
    about = "".join(f"/{key} ({value}) " for key, value in properties.items())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        f"<< {about}>>".encode(),
    ]
    for n in numbers:
        shown = [f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj" for x, y, size, text in pages[n]]
        stream = "\n".join(["BT", *shown, "ET"]).encode("cp1252")
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        box = "/MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} {fonts} /Contents {6 + 2 * n} 0 R >>".encode())
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    """The objects with the table that tells where each of them begins."""
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + rows + tail


def _escaped(text: str) -> str:
    return re.sub(r"([\\()])", r"\\\1", text)


def report() -> bytes:
    """A Word document with the parts that Word itself needs to open it."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    types = "application/vnd.openxmlformats-"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="rels" ContentType="{types}package.relationships+xml"/>'
        '<Override PartName="/word/document.xml"'
        f' ContentType="{types}officedocument.wordprocessingml.document.main+xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{types}package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{package}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{REPORT_TITLE}</dc:title><dc:creator>{REPORT_AUTHOR}</dc:creator>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2024-02-16T09:00:00Z</dcterms:created></cp:coreProperties>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{"".join(_word_blocks())}</w:body></w:document>',
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 2, 16, 9, 0, 0)), head + content)
    return held.getvalue()


def _word_blocks() -> Iterator[str]:
    rows: list[str] = []
    for style, text in (*REPORT, ("", "")):
        if style == "table":
            cells = (f"<w:tc><w:p><w:r><w:t>{escape(cell)}</w:t></w:r></w:p></w:tc>" for cell in text.split("|"))
            rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
            continue
        if rows:
            yield f"<w:tbl>{''.join(rows)}</w:tbl>"
            rows = []
        styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        if text:
            yield f'<w:p>{styled}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def letter() -> bytes:
    """A letter with a text, the same text as a page, and an attachment."""
    mail = EmailMessage(policy=SMTP.clone(linesep="\n"))
    mail["From"] = Address("Lantern Coast Magazine (sample)", "letter", "lantern-coast.example")
    mail["To"] = "readers@lantern-coast.example"
    mail["Subject"] = "Coast letter: nine pupils and a verb"
    mail["Date"] = "Fri, 06 Oct 2023 07:30:00 +0900"
    mail["Message-ID"] = "<coast-letter-40@lantern-coast.example>"
    mail.set_content(LETTER, cte="8bit")
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in LETTER.split("\n\n"))
    mail.add_alternative(f"<html><body>{paragraphs}</body></html>\n", subtype="html", cte="quoted-printable")
    mail.add_attachment(
        b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", maintype="text", subtype="calendar", filename="october.ics"
    )
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"----coast-letter-{number}")
    return mail.as_bytes()


def table(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as a spreadsheet program saves them: cells between commas, in quotation marks where they need it."""
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows(rows)
    return held.getvalue().encode()


if __name__ == "__main__":
    for name, content in samples().items():
        (SAMPLES / name).write_bytes(content)
        print(f"wrote {name}: {len(content):,} bytes")

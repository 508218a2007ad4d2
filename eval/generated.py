"""Invented news articles in any number, for measuring how the assistant behaves at scale.

Names, places, dates and numbers are put together from parts, so that no two articles say the same. One seed always
gives the same articles. They say nothing of how good answers are: people do not write like this.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

FIRST_DAY = date(2015, 1, 1)
_DAYS = 3650
_PARAGRAPHS = 9

_GIVEN = (
    "Ada Aldo Amir Anneke Arvid Beata Bruno Carla Cedric Dalia Dario Edith Emeka Esther Farid Fiona Gita Goran Hana"
    " Hugo Ines Ivor Jana Jonas Kaveh Katrin Lars Leila Malik Marta Nadia Nils Odile Omar Petra Pavel Rafael Rosa Samir"
    " Selma Tariq Tilda Ulrik Vera Viktor Wanda Yara Yusuf Zora Zeno"
).split()
_OPENINGS = "Al Bar Bren Cal Cor Dal Dor El Fal Gar Hal Har Kal Kor Lan Lor Mar Mel Nor Or Pal Per Ral Ros Sal".split()
_MIDDLES = "a e i o u an en in on ar er or al el il".split()
_SURNAME_ENDS = (
    "berg dal ek ford gard holm ic ini kov land low man ner ova quist sen ski son stad vik well wood".split()
)
_PLACE_ENDS = "borough bury by cester dale field ford gate ham haven mere mouth port stead ton wick worth".split()
_OUTLETS = ("Courier", "Gazette", "Herald", "Observer", "Post", "Tribune", "Chronicle", "Dispatch")
_ROLES = (
    "mayor",
    "chief engineer",
    "harbour master",
    "head of the water board",
    "director of the hospital",
    "union secretary",
    "professor of geology",
    "spokesperson of the ministry",
    "fire chief",
    "president of the chamber of trade",
)
_THINGS = (
    ("bridge", "reopened", "repaired"),
    ("tram line", "extended", "built"),
    ("reservoir", "drained", "inspected"),
    ("ferry terminal", "closed", "rebuilt"),
    ("hospital wing", "opened", "furnished"),
    ("grain silo", "sold", "cleared"),
    ("radio mast", "taken down", "measured"),
    ("flood wall", "raised", "tested"),
    ("market hall", "handed over", "roofed"),
    ("wind farm", "connected", "assembled"),
)
_MATERIALS = "steel granite timber concrete brick copper slate glass".split()
_WEATHER = "heavy rain,a late frost,two dry summers,strong winds,thick fog,an early thaw".split(",")
_SENTENCES = (
    "The {thing} of {place} will be {done} on {day}, {role} {name} told reporters.",
    "“We have waited {years} years for this,” {surname} said on {weekday}.",
    "The work cost {amount} million crowns, {more} million more than planned in {year}.",
    "According to {other}, {percent} per cent of the people of {place} were in favour.",
    "{other} of the {second} council disagreed and called the plan hasty.",
    "Engineers found {small} cracks in the {material} on {day2}.",
    "{weather} had held up the builders between {month} and {month2} {year}.",
    "“Nobody was hurt, and {count} people were brought to {second},” {other} added.",
    "The firm {firm} had {prepared} the {thing} since {year}.",
    "About {count} visitors came from {second} and {third} on the first day.",
    "A report of {day2} puts the yearly costs at {amount2} million crowns.",
    "{surname} denied that {firm} had been paid {amount2} million crowns in advance.",
    "The {thing} is {metres} metres long and made of {material}.",
    "In {year}, {place} had sold {small} older sites to {third} for {amount} million crowns.",
    "{other} said that a second part would follow in {later}.",
    "The council of {third} votes on the matter on {day3}.",
    "Residents collected {count} signatures within {small} weeks.",
    "“It is a question of {percent} jobs, not of {material},” {surname} said in {second}.",
    "{name} has held the office since {year} and does not stand again in {later}.",
    "Trains between {second} and {third} were stopped for {small} hours.",
)


@dataclass(frozen=True, slots=True)
class Generated:
    """An article as a file: its name, its text with front matter, and a question that only it answers."""

    name: str
    text: str
    question: str
    answer: str


def articles(seed: int = 1) -> Iterator[Generated]:
    """Articles without end, each different, always the same ones for a seed."""
    chance = random.Random(seed)
    for number in count():
        yield _article(chance, number)


def write_articles(folder: Path, number: int, seed: int = 1) -> tuple[Generated, ...]:
    """Write the first `number` articles into a folder, made when missing; a file already there is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    made = tuple(article for article, _ in zip(articles(seed), range(number), strict=False))
    for article in made:
        path = folder / article.name
        if not path.exists():
            path.write_text(article.text, encoding="utf-8")
    return made


def _article(chance: random.Random, number: int) -> Generated:
    published = FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    facts = _facts(chance, published)
    facts["place"] = f"{_name(chance, _PLACE_ENDS)} {_name(chance, _PLACE_ENDS)}"  # two parts: hardly ever given twice
    opening = _SENTENCES[0].format(**facts)
    paragraphs = [opening, *(_paragraph(chance, facts, published) for _ in range(_PARAGRAPHS))]
    title = f"{facts['place']!s}: {facts['thing']} to be {facts['done']}"
    outlet = f"{facts['second']} {chance.choice(_OUTLETS)}" if number % 5 == 0 else f"The {_OUTLETS[number % 8]}"
    head = f"---\ntitle: {title!r}\nsource: {outlet}\ndate: {published.isoformat()}\n---\n"
    question = f"When will the {facts['thing']} of {facts['place']} be {facts['done']}?"
    return Generated(f"article-{number:06}.md", head + "\n\n".join(paragraphs) + "\n", question, str(facts["day"]))


def _paragraph(chance: random.Random, facts: dict[str, object], published: date) -> str:
    """Four or five sentences: the article's own names stay, numbers, days and bystanders are new each time."""
    mixed = _facts(chance, published) | {key: facts[key] for key in ("place", "name", "surname", "thing", "firm")}
    return " ".join(_capital(line.format(**mixed)) for line in chance.sample(_SENTENCES[1:], chance.randint(4, 5)))


def _facts(chance: random.Random, published: date) -> dict[str, object]:
    thing, done, prepared = chance.choice(_THINGS)
    surname = _name(chance, _SURNAME_ENDS)
    return {
        "thing": thing,
        "done": done,
        "prepared": prepared,
        "role": chance.choice(_ROLES),
        "surname": surname,
        "name": f"{chance.choice(_GIVEN)} {surname}",
        "other": f"{chance.choice(_GIVEN)} {_name(chance, _SURNAME_ENDS)}",
        "place": _name(chance, _PLACE_ENDS),
        "second": _name(chance, _PLACE_ENDS),
        "third": _name(chance, _PLACE_ENDS),
        "firm": f"{_name(chance, _SURNAME_ENDS)} & {_name(chance, _SURNAME_ENDS)}",
        "material": chance.choice(_MATERIALS),
        "weather": chance.choice(_WEATHER),
        "weekday": f"{published - timedelta(days=chance.randint(1, 3)):%A}",
        "day": _day(published + timedelta(days=chance.randint(5, 200))),
        "day2": _day(published - timedelta(days=chance.randint(5, 400))),
        "day3": _day(published + timedelta(days=chance.randint(5, 90))),
        "month": f"{date(2000, chance.randint(1, 6), 1):%B}",
        "month2": f"{date(2000, chance.randint(7, 12), 1):%B}",
        "year": published.year - chance.randint(1, 9),
        "later": published.year + chance.randint(1, 4),
        "years": chance.randint(2, 40),
        "amount": f"{chance.uniform(1, 900):.1f}",
        "amount2": f"{chance.uniform(1, 90):.1f}",
        "more": f"{chance.uniform(1, 50):.1f}",
        "percent": chance.randint(11, 94),
        "small": chance.randint(3, 19),
        "count": f"{chance.randint(21, 9_999):,}",
        "metres": f"{chance.randint(30, 2_900):,}",
    }


def _name(chance: random.Random, ends: Sequence[str]) -> str:
    return chance.choice(_OPENINGS) + chance.choice(_MIDDLES) + chance.choice("bdfgklmnprstv") + chance.choice(ends)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _capital(line: str) -> str:
    return line[0].upper() + line[1:]

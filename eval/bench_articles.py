"""News articles in any number, made of the samples' sentences with new names, dates and numbers, to measure at scale.

No two articles say the same, and one seed always gives the same articles. They say nothing of how good answers are:
sentences of different stories stand side by side.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from index.years import MONTH_NAMES, WEEKDAY_NAMES
from qa.settings import samples_folder

FIRST_DAY = date(2015, 1, 1)
_DAYS = 3650
_PARAGRAPHS = 9
_SENTENCES_EACH = (3, 5)

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
    "mayor|chief engineer|harbour master|head of the water board|director of the hospital|union secretary|"
    "professor of geology|spokesperson of the ministry|fire chief|president of the chamber of trade"
).split("|")
_THINGS = [
    thing.split(" was ")
    for thing in (
        "bridge was reopened|tram line was extended|reservoir was drained|ferry terminal was closed|"
        "hospital wing was opened|grain silo was sold|radio mast was taken down|flood wall was raised|"
        "market hall was handed over|wind farm was connected"
    ).split("|")
]
_OPENING = "The {thing} of {place} will be {done} on {day}, {role} {name} told reporters."
_SLOT = re.compile(
    rf"(?P<day>\b\d{{1,2}} (?:{'|'.join(MONTH_NAMES)})(?: \d{{4}})?|\b(?:{'|'.join(MONTH_NAMES)}) \d{{1,2}}\b)"
    r"|\b(?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<month>{'|'.join(MONTH_NAMES)})\b|\b(?P<weekday>{'|'.join(WEEKDAY_NAMES)})\b"
    r"|(?P<number>\b\d[\d,]*(?:\.\d+)?)|(?P<name>\b[A-Z][\w-]*[a-z]\b)"
)
_TITLES = frozenset(  # capital letters that are no names
    "Ambassador Cabinet Chief Consul Council Deputy Embassy Foreign General Minister Ministry Mr Ms President Prime"
    " Secretary State University World Bank Foundation The".split()
)
_SENTENCE = re.compile(r"(?<=[.!?\"”])\s+(?=[A-Z\"“])")
_NO_NEWS = re.compile(r"\b(?:sample|invent|made[- ]up|cookies)|\|")
_LINE = 100
"""Characters of a line that is a paragraph and not a heading, a menu or a comment."""


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
    sentences = sample_sentences()
    names = _names(sentences)
    for number in count():
        yield _article(chance, number, sentences, names)


def write_articles(folder: Path, number: int, seed: int = 1) -> tuple[Generated, ...]:
    """Write the first `number` articles into a folder, made when missing; a file already there is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    made = tuple(article for article, _ in zip(articles(seed), range(number), strict=False))
    for article in made:
        path = folder / article.name
        if not path.exists():
            path.write_text(article.text, encoding="utf-8")
    return made


def sample_sentences() -> tuple[str, ...]:
    """The sentences of the sample articles that are plain text, without headings, menus and comments.

    Read with two regular expressions and not with the rules being measured: these change, the articles should not.
    """
    files = sorted(path for path in samples_folder().iterdir() if path.suffix in {".txt", ".md"})
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines() if len(line) > _LINE]
    found = [sentence for line in lines if " says: " not in line for sentence in _SENTENCE.split(line)]
    return tuple(dict.fromkeys(s for s in found if 40 <= len(s) <= 300 and not _NO_NEWS.search(s)))


def _names(sentences: Sequence[str]) -> frozenset[str]:
    """Words that are names: written with a capital letter inside a sentence, and nowhere without."""
    small = {word for sentence in sentences for word in re.findall(r"\b[a-z]\w*", sentence)}
    inside = {word for sentence in sentences for word in re.findall(r"(?<=[\w,] )[A-Z][\w-]*[a-z]\b", sentence)}
    return frozenset(w for w in inside if w.lower() not in small and w not in {*_TITLES, *MONTH_NAMES, *WEEKDAY_NAMES})


def _article(chance: random.Random, number: int, sentences: Sequence[str], names: frozenset[str]) -> Generated:
    published = FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    thing, done = chance.choice(_THINGS)
    place = f"{_name(chance, _PLACE_ENDS)} {_name(chance, _PLACE_ENDS)}"  # two parts: hardly ever given twice
    person = f"{chance.choice(_GIVEN)} {_name(chance, _SURNAME_ENDS)}"
    day = _day(published + timedelta(days=chance.randint(5, 200)))
    opening = _OPENING.format(thing=thing, place=place, done=done, day=day, role=chance.choice(_ROLES), name=person)
    fill = partial(_filled, chance=chance, published=published, names=names, given={})
    picked = (chance.sample(sentences, chance.randint(*_SENTENCES_EACH)) for _ in range(_PARAGRAPHS))
    paragraphs = [opening, *(" ".join(_SLOT.sub(fill, sentence) for sentence in chosen) for chosen in picked)]
    local = _name(chance, _PLACE_ENDS) if number % 5 == 0 else "The"
    outlet = f"{local} {_OUTLETS[number % 8]}"
    head = f"---\ntitle: '{place}: {thing} to be {done}'\nsource: {outlet}\ndate: {published.isoformat()}\n---\n"
    question = f"When will the {thing} of {place} be {done}?"
    return Generated(f"article-{number:06}.md", head + "\n\n".join(paragraphs) + "\n", question, day)


def _filled(
    slot: re.Match[str], *, chance: random.Random, published: date, names: frozenset[str], given: dict[str, str]
) -> str:
    """What stands in place of a name, date or number of a sample; within an article a name keeps its new form."""
    word, kind = slot[0], slot.lastgroup
    if kind == "name":
        if word in names and word not in given:
            given[word] = _name(chance, _SURNAME_ENDS if chance.random() < 0.5 else _PLACE_ENDS)
        return given.get(word, word)
    if kind == "day":
        day = published - timedelta(days=chance.randint(1, 400))
        return _day(day) if re.search(r"\d{4}$", word) else _day(day).rsplit(" ", 1)[0]
    if kind == "year":
        return str(published.year - chance.randint(0, 20))
    if kind == "number":
        return _number(chance, word)
    return chance.choice(MONTH_NAMES if kind == "month" else WEEKDAY_NAMES)


def _number(chance: random.Random, word: str) -> str:
    """Another number with as many digits."""
    whole, point, fraction = word.replace(",", "").partition(".")
    other = f"{chance.randint(max(10 ** (len(whole) - 1), 2), 10 ** len(whole) - 1):,}"
    return other + (f".{chance.randint(1, 9)}" if point and fraction else "")


def _name(chance: random.Random, ends: Sequence[str]) -> str:
    return chance.choice(_OPENINGS) + chance.choice(_MIDDLES) + chance.choice("bdfgklmnprstv") + chance.choice(ends)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

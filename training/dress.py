"""Examples made to look like what the index feeds the reader and what people type.

A passage of the index is a few sentences of news: it may begin with the end of one paragraph and go on with the next,
and bylines, datelines and buttons stand in between. Questions come in lower case, without a question mark, with typing
errors, or as keywords. Answers keep their words; offsets follow.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from reader_data import STOP, Example

_BEFORE = (
    "By {name}\n{day} {month} {year}\n\n",
    "{place}, {month} {day} — ",
    "{place} ({outlet}) - ",
    "{month} {day}, {year} | {name}\n",
    "Updated {day} {month} {year}, {hour}:{minute:02}\n\n",
    "{outlet} | {day} {month} {year}\n",
    "Share this article\n",
    "Photo: {name}\n",
)
_AFTER = (
    "\n\nRead more: {outlet}",
    "\nAdvertisement",
    "\n\n{name} reported from {place}.",
    "\nSubscribe to our newsletter",
    "\nPublished {day} {month} {year}",
    " Additional reporting by {name}.",
)
_FIRST = ("Anna", "David", "Mei", "Carlos", "Fatima", "John", "Olga", "Kenji", "Priya", "Thomas", "Amina", "Lucia")
_LAST = (
    "Berg",
    "Okafor",
    "Tanaka",
    "Novak",
    "Silva",
    "Reid",
    "Haddad",
    "Kowalski",
    "Larsen",
    "Moreau",
    "Patel",
    "Quinn",
)
_PLACES = ("LONDON", "GENEVA", "NAIROBI", "OSLO", "LIMA", "JAKARTA", "Washington", "Brussels", "Ottawa", "Warsaw")
_OUTLETS = ("Daily Courier", "Evening Post", "City News", "Wire Service", "The Observer", "Morning Herald")
_MONTHS = tuple(
    "January February March April May June July August September October November December Jan Feb Sept Oct Nov".split()
)


def joined(example: Example, others: Sequence[str], rng: random.Random) -> Example:
    """The passage between parts of others of its article, cut at a blank so that all stays short.

    `others` lack the answers; the example's own passage stays whole.
    """
    if not others:
        return example
    other = rng.choice(others)
    at = other.find(" ", max(0, len(other) - rng.randint(80, 300)))
    if rng.random() < 0.5 and at > 0:
        head = other[at + 1 :] + rng.choice(("\n", "\n\n", " "))
        return _moved(example, head, "")
    at = other.find(" ", rng.randint(80, 300))
    return _moved(example, "", rng.choice(("\n", "\n\n", " ")) + (other[:at] if at > 0 else other))


def headed(example: Example, rng: random.Random) -> Example:
    """The passage with a byline, dateline or residue of a page before or after it."""
    facts = {
        "name": f"{rng.choice(_FIRST)} {rng.choice(_LAST)}",
        "day": rng.randint(1, 28),
        "month": rng.choice(_MONTHS),
        "year": rng.randint(1995, 2025),
        "place": rng.choice(_PLACES),
        "outlet": rng.choice(_OUTLETS),
        "hour": rng.randint(0, 23),
        "minute": rng.randint(0, 59),
    }
    if rng.random() < 0.7:
        return _moved(example, rng.choice(_BEFORE).format(**facts), "")
    return _moved(example, "", rng.choice(_AFTER).format(**facts))


def _moved(example: Example, head: str, tail: str) -> Example:
    by = len(head) if example.answerable else 0
    answers = tuple((start + len(head), text) for start, text in example.answers)
    context = head + example.context + tail
    return replace(example, context=context, start=example.start + by, end=example.end + by, answers=answers)


def typed(question: str, rng: random.Random) -> str:
    """The question as people type it: one in five is careless in one way."""
    chance = rng.random()
    if chance < 0.04:
        return typo(question, rng)
    if chance < 0.10:
        return question.lower()
    if chance < 0.15:
        return question.rstrip(" ?")
    if chance < 0.17:
        return question.lower().rstrip(" ?")
    if chance < 0.20:
        return keywords(question)
    return question


def keywords(question: str) -> str:
    """The question's asking word and words of content alone, as typed into a search field."""
    kept = [word for word in re.findall(r"[\w’'.,-]*\w", question) if word.lower() not in STOP]
    asking = re.match(r"\W*(who|when|where|why|how many|how much|how)\b", question, re.I)
    return " ".join([*([asking.group(1).lower()] if asking else []), *kept]) if len(kept) > 1 else question


def typo(question: str, rng: random.Random) -> str:
    """The question with two neighbouring letters exchanged or one left out, as fingers do."""
    places = [at for at in range(1, len(question) - 2) if question[at].isalpha() and question[at + 1].isalpha()]
    if not places:
        return question
    at = rng.choice(places)
    if rng.random() < 0.5:
        return question[:at] + question[at + 1 :]
    return question[:at] + question[at + 1] + question[at] + question[at + 2 :]

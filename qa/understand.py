"""A typed question becomes a `Question`: what is asked for, about whom, within which bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from index.names import PARTICLES
from index.years import MONTH_NAMES, WEEKDAY_NAMES
from qa.followup import Turn, complete
from qa.kinds import asks_about_comments, kind_of
from qa.question_filters import filters_in
from qa.records import Filters, Question
from qa.spelling import mend
from qa.verb import as_yes_or_no
from qa.words import content_words, stem


def understand(
    asked: str,
    *,
    history: Sequence[Turn],
    sources: Collection[str],
    frequencies: Mapping[str, int],
    is_word: Callable[[str], bool],
    today: date | None,
    filters: Filters,
) -> Question:
    """Complete a follow-up, mend typing errors, tell what is asked, take filters from the words.

    `sources` are the outlets of the index, `frequencies` its vocabulary, `is_word` tells correct English words,
    `filters` those given as arguments: both kinds of filter are combined (a later `after` and an earlier `before` win;
    named outlets intersect).
    """
    text, mended = mend(asked.strip(), frequencies, is_word)
    completed = complete(text, history, sources)
    text = _asked_as_who(as_yes_or_no(completed.text), is_word)
    found, phrases, rest = filters_in(text, sources=sources, today=today)
    notes = (*mended, *completed.notes, *(f"limited to {phrase}" for phrase in phrases if not filters.free))
    about_comments = asks_about_comments(asked)
    terms = content_words(rest) or content_words(text)
    if about_comments:
        terms = [word for word in terms if stem(word) not in _COMMENT_STEMS] or terms
    names = names_in(text)
    kind = kind_of(text)
    if kind == "compare":
        found = replace(found, sources=())  # outlets set side by side are no limit
    return Question(
        asked=asked,
        text=text,
        kind=kind,
        terms=(*terms, *completed.context),
        names=names,
        filters=combine(found, filters),
        about_comments=about_comments,
        plain=tuple(
            w
            for w in (*terms, *completed.context)
            if is_word(w.lower()) and not any(w in name.split() for name in names)
        ),
        context=completed.context,
        focus=completed.focus,
        told=completed.told,
        same=completed.same,
        swapped=completed.swapped,
        notes=notes,
    )


_OFFICE = r"(?:job|role|title|occupation|profession|office|function|day job|line of work)"
_ASKS_FOR_OFFICE = re.compile(
    r"^\W*[Ww]hat (?:does|did) (?P<a>(?:[A-Z][\w'’.-]+ ?){1,4}) do(?: for a living)?\W*$"
    rf"|^\W*[Ww]hat(?: is|['’]s|s| was) (?P<b>(?:[A-Z][\w’.-]+ ?){{1,4}})['’]s? {_OFFICE}\W*$"
    rf"|^\W*[Ww]hat {_OFFICE} (?:does|did) (?P<c>(?:[A-Z][\w'’.-]+ ?){{1,4}}) (?:have|hold)\W*$"
)


# “who is lund”
_TYPED_SMALL = re.compile(r"^(\W*[Ww]ho(?:['’]?s| is| was) )((?!the\b)[a-z'’-]+(?: [a-z'’-]+){0,2})(\W*)$")


def _asked_as_who(text: str, is_word: Callable[[str], bool]) -> str:
    """“What does Ada Brandt do?” asks who she is, as the documents put it; what is no word of English is a name."""
    small = _TYPED_SMALL.match(text)
    if small and not is_word(small[2].split()[-1]):
        return f"{small[1]}{small[2].title()}{small[3]}"
    found = _ASKS_FOR_OFFICE.match(text)
    name = next((group for group in found.groups() if group), "").strip() if found else ""
    return f"Who is {name}?" if name else text


# A question about comments is in these words whatever the comments are about.
_COMMENT_STEMS = frozenset(
    stem(word)
    for word in "reader comment commenter commented poster user write wrote posted below section think".split()
)


def combine(found: Filters, given: Filters) -> Filters:
    """Both filters at once, but for what the given ones set free; where both name outlets and none is shared, the
    given ones stand."""
    unset: dict[str, Any] = {name: () if name == "sources" else None for name in given.free}
    found = replace(found, **unset)
    shared = tuple(source for source in given.sources if source in found.sources)
    return Filters(
        after=max(filter(None, (found.after, given.after)), default=None),
        before=min(filter(None, (found.before, given.before)), default=None),
        event_after=max(filter(None, (found.event_after, given.event_after)), default=None),
        event_before=min(filter(None, (found.event_before, given.event_before)), default=None),
        sources=shared or given.sources or found.sources,
        free=given.free,
    )


_PARTICLES = "|".join(("of", *sorted(PARTICLES - {"do"})))  # “Laurence des Cars” is one name
_NAME = re.compile(
    rf"(?<![\w'’])(?:[A-Z][\w'’-]*[a-z][\w'’-]*|[A-Z]{{2,}})"
    rf"(?:\s+(?:(?:{_PARTICLES})\s+){{0,2}}(?:[A-Z]\.(?=\s[A-Z])|[A-Z][\w'’-]*))*"
)
_ALSO_PEOPLE = frozenset("April May June August".split())
_CALENDAR = frozenset((*WEEKDAY_NAMES, *MONTH_NAMES)) - _ALSO_PEOPLE
_OF_DAY = rf"['’]s? (?:{'|'.join((*WEEKDAY_NAMES, *MONTH_NAMES))})$|['’]s?$"  # “Lund's May (speech)”
_BEFORE_DATE = re.compile(
    r"(?:\d|\b(?:in|on|since|until|till|by|before|after|from|during|last|next|this|early|late|of))\s+$", re.IGNORECASE
)


def _is_date(words: Sequence[str], before: str) -> bool:
    """Whether a capitalised word is a day or a month: a report may say the same by another date."""
    if len(words) > 1:
        return False
    return words[0] in _CALENDAR or (words[0] in _ALSO_PEOPLE and _BEFORE_DATE.search(before) is not None)


def names_in(text: str) -> tuple[str, ...]:
    """Capitalised names of a question, the word that opens it left out unless it is one of several."""
    names = []
    for found in _NAME.finditer(text):
        name = re.sub(_OF_DAY, "", found.group())
        words = name.split()
        if found.start() == 0 or text[: found.start()].strip("\"'“‘( ") == "":
            words = words if content_words(words[0]) and kind_of(words[0]) == "open" and len(words) > 1 else words[1:]
        if words and content_words(" ".join(words)) and not _is_date(words, text[: found.start()]):
            names.append(" ".join(words))
    return tuple(dict.fromkeys(names))

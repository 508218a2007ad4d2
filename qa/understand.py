"""A typed question becomes a `Question`: what is asked for, about whom, within which bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from qa.followup import Turn, complete
from qa.question_filters import filters_in
from qa.records import Filters, Kind, Question
from qa.spelling import mend
from qa.words import content_words

MAX_LENGTH = 2000

_ROLE_NOUNS = (
    r"ambassador|envoy|diplomat|minister|president|premier|chancellor|leader|official|politician|lawmaker|mayor|"
    r"governor|judge|lawyer|prosecutor|chief|head|boss|director|chair(?:man|woman|person)?|ceo|executive|founder|"
    r"general|commander|officer|player|coach|manager|striker|captain|scientist|researcher|professor|doctor|"
    r"spokes(?:man|woman|person)|secretary|senator|king|queen|prince|bishop|author|writer|critic|expert|analyst|"
    r"person|people|man|woman|party|company|companies|firm|agency|organi[sz]ation|club|team|union|bank|body|group|"
    r"outlet|newspaper|countries|country|nation|government|ministry|court"
)
_SPEECH = (
    r"say|said|says|tell|told|claim\w*|recommend\w*|deny|denied|promise\w*|pledge\w*|warn\w*|argue\w*|insist\w*|"
    r"urge\w*|demand\w*|accus\w*|blam\w*|criticis\w*|criticiz\w*|complain\w*|suggest\w*|state[ds]?|announce\w*|"
    r"propos\w*|think|thought|believe\w*|react\w*|respon[ds]\w*|repl(?:y|ied)|comment\w*|call(?:ed)? (?:for|on)|want\w*|ask(?:ed)?"
)

# Tried in order; the first that matches decides. Each is anchored on words that ask, never on a subject.
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "compare",
            r"\b(?:compare[ds]?|differ(?:s|ed|ence|ences|ent(?:ly)?)?|versus|vs\.?|disagree\w*|contrast\w*|in common)\b",
        ),
        (
            "date",
            r"\b(?:when|what (?:\w+ )?date|(?:what|which) (?:day|month|year|week|weekday|season|decade)|"
            r"date (?:of|for|when)|on what day|how long ago|how recently|since what|dates?\W*$)\b|\bdate\W*$",
        ),
        (
            "number",
            r"\b(?:how (?:many|much|old|long|large|big|far|tall|high|deep|fast|often|wide|heavy)|"
            r"(?:what|which) (?:\w+ )?(?:number|share|percent(?:age)?|proportion|amount|sum|price|cost|figure|total|score|rate|toll|age)|"
            r"number of|percentage of|amount of|total of|count of)\b",
        ),
        ("position", r"\b(?:position|stance|view(?:s|point)?|opinion|attitude|reaction|response|argument) (?:of|on|to|about|towards?|regarding|over)\b"),
        ("position", rf"\b(?:what|how)\b(?: \w+)? ?(?:did|does|do|has|have|had|is|was|were)\b.{{0,80}}\b(?:{_SPEECH})\b"),
        ("position", r"\b(?:position|stance|views?|opinion|reaction)\W*$"),
        ("list", r"^\W*(?:please )?(?:list|name|enumerate)\b|\b(?:which|what) (?:\w+ )?(?:countries|companies|people|places|cities|parties|reasons|steps|measures|demands|conditions|groups|items|things)\b|\bwho (?:are|were) (?:all |the )?\w+s\b|\bwho all\b"),
        ("actor", rf"\b(?:who|whom|whose|whos|who's|by whom)\b|\b(?:what|which) (?:[\w-]+ ){{0,2}}(?:{_ROLE_NOUNS})\b|\bname of\b"),
        ("place", r"\b(?:where|(?:what|which) (?:\w+ )?(?:city|town|place|country|location|venue|region|village|island|port|airport|building|street|hotel|stadium|province|state))\b"),
        ("yesno", r"^\W*(?:did|does|do|is|was|are|were|has|have|had|will|would|can|could|should)(?:n'?t)?\b"),
    )
)
_COMMENTS = re.compile(
    r"\b(?:comment(?:er|ers|ator|ators|s|ing|ed)? (?:section|below|under|say|said|write|wrote|think|thread)?|"
    r"commenters?|reader(?:s|'s|s')?|users? (?:say|said|write|wrote|think|post\w*)|posters?|comments? from|in the comments)\b",
    re.IGNORECASE,
)
_OFFICIAL_COMMENT = re.compile(r"\b(?:for|to|declin\w+ to|refus\w+ to|no|without|refrain\w* from) comment", re.IGNORECASE)


def kind_of(text: str) -> Kind:
    """What a question asks for; `open` where no word tells."""
    for kind, pattern in _KINDS:
        if pattern.search(text):
            return kind
    return "open"


def asks_about_comments(text: str) -> bool:
    """Whether a question is about what readers wrote under an article."""
    found = _COMMENTS.search(text)
    if not found or _OFFICIAL_COMMENT.search(text):
        return False
    word = found.group().lower().strip()
    # "what did X comment": a verb of speech, not the comment section
    return word not in {"comment", "commented", "commenting", "commentator", "commentators"}


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

    `sources` are the outlets of the index, `frequencies` its vocabulary, `is_word` tells correct English words, `filters` those given as arguments: both
    kinds of filter are combined (a later `after` and an earlier `before` win; named outlets intersect).
    """
    text, notes = complete(asked.strip(), history)
    text, mended = mend(text, frequencies, is_word)
    found, phrases, rest = filters_in(text, sources=sources, today=today)
    notes = (*notes, *mended, *(f"limited to {phrase}" for phrase in phrases))
    question = Question(
        asked=asked,
        text=text,
        kind=kind_of(text),
        terms=tuple(content_words(rest)),
        names=names_in(text),
        filters=combine(found, filters),
        about_comments=asks_about_comments(asked),
        notes=notes,
    )
    return replace(question, terms=question.terms or tuple(content_words(text)))


def combine(found: Filters, given: Filters) -> Filters:
    """Both filters at once; where both name outlets and none is shared, the given ones stand."""
    shared = tuple(source for source in given.sources if source in found.sources)
    return Filters(
        after=max(filter(None, (found.after, given.after)), default=None),
        before=min(filter(None, (found.before, given.before)), default=None),
        event_after=max(filter(None, (found.event_after, given.event_after)), default=None),
        event_before=min(filter(None, (found.event_before, given.event_before)), default=None),
        sources=shared or given.sources or found.sources,
    )


_NAME = re.compile(r"(?<![\w'’])(?:[A-Z][\w'’-]*[a-z][\w'’-]*|[A-Z]{2,})(?:\s+(?:(?:of|de|von|van|al|bin|da|du|la)\s+)?[A-Z][\w'’-]*)*")


def names_in(text: str) -> tuple[str, ...]:
    """Capitalised names of a question, the word that opens it left out unless it is one of several."""
    names = []
    for found in _NAME.finditer(text):
        name = re.sub(r"['’]s$", "", found.group())
        words = name.split()
        if found.start() == 0 or text[: found.start()].strip("\"'“‘( ") == "":
            words = words if content_words(words[0]) and kind_of(words[0]) == "open" and len(words) > 1 else words[1:]
        if words and content_words(" ".join(words)):
            names.append(" ".join(words))
    return tuple(dict.fromkeys(names))

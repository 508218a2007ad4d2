"""Whether a passage states what is asked, and not only something near it.

Each check is a kind of answer that the words of a question call for, or somebody it is about; what fails it is no
answer, however near the subject.
"""

from __future__ import annotations

import re

from index.dates import interval
from index.facts import Facts
from qa.attribute import actors_meant, office_asked
from qa.coverage import around, people_in
from qa.figures import CURRENCIES, MEASURES, TIMES, other_thing, unit_of
from qa.kinds import asks_about_saying, asks_ahead
from qa.people import asks_identity
from qa.records import Evidence, Question
from qa.short import Short
from qa.thesaurus import kin_of
from qa.words import content_words, keys, stem, stems

_WHY = re.compile(r"\b(?:why|how come|(?:for )?what reasons?|what caused)\b", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|reasons?|caus\w+|so that|in order to|in protest|on (?:the )?grounds|"
    r"amid|as a result|citing|cit(?:ed|es)|blam\w+|accus\w+|argu\w+|sa(?:id|ys|ying)|explain\w*)\b",
    re.IGNORECASE,
)
_CAUSE_OF_ITSELF = re.compile(  # words that give a reason only within the sentence that tells what happened
    r"\b(?:over|after|following|since|as|for|to)\b"
    r"(?! (?:chair|head|chief|director|leader|secretary|member|president|minister|mayor)\w*)",
    re.IGNORECASE,
)
_OLD = re.compile(r"\bhow old\b|\bages?\W*$|\bage of\b", re.IGNORECASE)
_AGE = re.compile(r"\byears?[- ]old\b|\baged?\b|,\s*\d{1,3}\s*[,.]|\(\d{1,3}\)|\bborn\b|\bbirthday\b|\bturn(?:ed|s)\b")
_MONEY_ASKED = re.compile(
    r"\bhow much\b.{0,60}\b(?:pay|paid|cost|costs|spend|spent|earn\w*|owe[ds]?|offer\w*|charge[ds]?|pledg\w*|donat\w*|"
    r"worth|fine[ds]?|lend|lent|loans?|debts?|relief|invest\w*|raise[ds]?|money|settle\w*|compensation)\b|"
    r"\b(?:salary|wage|fee|reward|bribe|fine) (?:of|for|did|does|was|is)\b|"
    r"\bwhat (?:is|was|are|were) (?:[\w'’-]+ ){0,3}"
    r"(?:prices?|costs?|salary|budget|wages?|fees?|revenues?|debts?|loan|bid|offer)\b|"
    r"\bwhat (?:did|does|do|will|would) (?:[\w'’-]+ ){1,8}cost\W*$",
    re.IGNORECASE,
)
NAME_ASKED = re.compile(r"\bname of\b|['’]s? (?:full )?name\b|\bwhat was .{2,40} (?:called|named)\b", re.IGNORECASE)
"""What asks for a name, and is not answered by a word for what somebody is."""
_RAISED = re.compile(r"\b(?:raise|raised|wages?|salary|stake|fees?)\b", re.IGNORECASE)
_COUNT_ASKED = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
_SIZE_ASKED = re.compile(
    r"\bhow (?:fast|far|heavy|tall|high|deep|wide|hot|cold|warm)\b|\bhow long\b.* (?:grow|become|measure)\b",
    re.IGNORECASE,
)
_SHARE_ASKED = re.compile(
    r"\b(?:what|which) (?:per ?cent(?:age)?|share(?! price)|proportion|fraction)\b", re.IGNORECASE
)
_SHARE = re.compile(
    r"%|\bper ?cent|\b(?:half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b|"
    r"\d (?:in|of|out of) (?:the |every )?\d|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten) (?:in|out of) \w",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[$€£¥%]|\b(?:million|billion|trillion|thousand|dollars?|euros?|pounds?|yen|yuan|roubles?|rubles?|crowns?|kron\w+|"
    r"francs?|marks?|pesos?|rupees?|dinars?|lira|shillings?|florins?|cents?|pence|percent|per cent|nothing|free)\b",
    re.IGNORECASE,
)
UNTOLD = re.compile(
    r"\b(?:did not|didn[’']t|do not|does not|would not|declin\w+ to|refus\w+ to|without) (?:\w+ly )?"
    r"(?:say|saying|give|giving|tell|telling|explain|explaining|name|naming|disclose|disclosing|specify|specifying|"
    r"reveal|revealing|mention)\w*(?: (?:an?|any|the|its|his|her))?\b(?P<what>[^.;:]{0,40})",
    re.IGNORECASE,
)
"""That something was not told: “declined to reveal their names”."""
_UNKNOWN = re.compile(
    r"\b(?:unclear|unknown|uncertain|not (?:yet |immediately )*(?:clear|known|certain))\b(?P<what>[^.;:]{0,80})",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"\b(?:say|saying|know|known|clear|unclear|confirm|disclose) (?:\w+ )?(?:whether|if)\b(?P<what>[^.;:]{0,80})",
    re.IGNORECASE,
)
_ASKED_BY = {
    "why": re.compile(r"\b(?:why|reasons?|explanation|cause)\b", re.IGNORECASE),
    "when": re.compile(r"\b(?:when|dates?|day)\b", re.IGNORECASE),
    "who": re.compile(r"\b(?:who|whom|names?|by name)\b", re.IGNORECASE),
    "where": re.compile(r"\b(?:where|places?)\b", re.IGNORECASE),
    "how": re.compile(r"\b(?:how|amounts?|sums?|prices?|costs?|numbers?|figures?)\b", re.IGNORECASE),
    "which": re.compile(r"\b(?:which|what|whether|name)\b", re.IGNORECASE),
}


def gives_a_reason(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether, where a reason is asked for, a sentence or the one behind it has words that give one."""
    if not _WHY.search(question.text):
        return True
    by_itself = "caus" not in question.keys and _CAUSE_OF_ITSELF.search(item.text)  # “what caused it” asks for more
    return bool(_CAUSE.search(beside(item, facts, before=0)) or by_itself)


def told_untold(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether the sentence, or the one behind it, says that the very thing asked for was not told."""
    asked = re.search(r"\b(why|when|who|where|how|which)\b", question.text, re.IGNORECASE)
    if asked is None or asks_about_saying(question.text):
        return False
    by, near = _ASKED_BY[asked.group(1).lower()], beside(item, facts, before=0)
    found, unknown = UNTOLD.search(near), _UNKNOWN.search(near)
    if (raised := _WHETHER.search(item.text)) and asked.group(1).lower() in {"who", "which"}:
        return len((question.keys - question.name_keys) & keys(raised["what"])) > 1
    if unknown and by.search(unknown["what"]) and (question.keys - question.name_keys) & keys(unknown["what"]):
        return True  # “it is unclear who the buyer was”, where the buyer is asked for
    return found is not None and bool(by.search(found["what"]))


def asks_exactly(question: Question) -> bool:
    """Whether nothing but a day, a figure or a name answers: a person, a place or a size may be told without one."""
    exact = (_OLD, _MONEY_ASKED, _SIZE_ASKED, _SHARE_ASKED, NAME_ASKED, _COUNT_ASKED)
    return question.kind == "date" or any(pattern.search(question.text) for pattern in exact)


_TO_COME = re.compile(r"\b(?:will|would|due|set|expect|schedul|plan|to be|today|tonight|later|until)|\w{3}s on\b", re.I)


def of_its_kind(question: Question, item: Evidence, short: Short) -> bool:
    """Whether a short answer is of the kind that the words of the question call for: an age, money, a day to come, a
    name."""
    text = item.hit.document.text
    if question.kind == "number":
        return _is_such_a_figure(question.text, text, short)
    if question.kind == "actor":
        unnamed = NAME_ASKED.search(question.text) and text[short.start : short.end].islower()  # “a protester”
        return not unnamed and not _part_of_one_asked(question, text, short)
    if question.kind == "date" and asks_ahead(question.text) and short.value:
        days, published = interval(short.value), item.hit.document.published
        soon = _TO_COME.search(item.text) is not None  # “appeared on Friday”, in a report of Friday, has been
        if re.match(r"(?:earlier|last|past|previous)\b", short.text, re.IGNORECASE):
            return False  # “earlier this month”, of a month that is not over
        return days is None or published is None or days[1] > published or (days[1] == published and soon)
    return True


def _is_such_a_figure(asked: str, text: str, short: Short) -> bool:
    around, unit = text[max(short.start - 12, 0) : short.end + 24], unit_of(text, short.start, short.end)
    if other_thing(asked, text, short.start, short.end):
        return False
    if _OLD.search(asked):
        return bool(_AGE.search(around))
    if _MONEY_ASKED.search(asked):
        share = frozenset({"%"} if _RAISED.search(asked) else ())
        return bool(_MONEY.search(around)) and not unit & (MEASURES - CURRENCIES - share)
    if _SHARE_ASKED.search(asked):
        return bool(_SHARE.search(around))
    return not (_SIZE_ASKED.search(asked) and unit & (TIMES | CURRENCIES))


_NAMES_ON = re.compile(r"(?:[A-Z][\w'’-]+ )+$"), re.compile(r"(?: [A-Z][\w'’-]+)+")


def _part_of_one_asked(question: Question, text: str, short: Short) -> bool:
    """Whether an answer is a part of a name that the question has: “Ida” of “Ida Holt”, asked for Holt's lawyer."""
    before, behind = (
        _NAMES_ON[0].search(text[max(short.start - 40, 0) : short.start]),
        _NAMES_ON[1].match(text, short.end),
    )
    joined = f"{before.group() if before else ''}{behind.group() if behind else ''}"
    alone = " " not in short.text  # and no “Rovers captain *Ida Holt*”
    named = alone and bool(keys(joined) & question.name_keys) and not keys(short.text) & question.name_keys
    return named and not asks_identity(question)  # “District Attorney Ida Holt” is what she is


def absent(question: Question, item: Evidence, facts: Facts) -> frozenset[str]:
    """The question's keys that neither the sentence has, nor those beside it, nor the title, nor whom it speaks of.

    What stands only elsewhere in the passage is about something else; a word of like meaning counts as there.
    """
    title = f"{item.hit.document.title} {item.hit.document.source or ''}"
    near = f"{beside(item, facts)} {people_in(facts, item.start, item.end)} {title}"
    passage, own = keys(item.hit.passage.text), stems(near)
    alike = keys(" ".join(word for word in question.plain if kin_of(word, question.text).meets(own)))
    return frozenset(key for key in question.keys - keys(near) - alike if key in item.lacking or key in passage)


UNSURE = -4.0
"""Margin of the reader below which what is asked has to stand in the sentence itself."""
_NOUN_ASKED = re.compile(
    r"\b(?:what|which) ([a-z][\w-]+) (?:did|does|do|is|was|were|are|has|have|will|would|\w+s)\b", re.IGNORECASE
)


_UNSAID = stems("time period point era kind type sort form way part")
"""Nouns that ask and that no answer repeats: “during what *period*”."""


def has_the_thing(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether the very thing asked for, “what *salary* does she get”, is spoken of beside the answer; where the reader
    is unsure, in the sentence itself."""
    open_asked = question.kind == "open" and not _WHY.search(question.text)  # no report says “the reason is”
    found = _NOUN_ASKED.search(question.text) if open_asked else None
    if found is None or stem(found[1]) in _UNSAID:
        return True
    own = stems(item.text)
    there = item.reading >= UNSURE or not keys(found[1]) <= question.keys or kin_of(found[1]).meets(own)
    return there and not keys(found[1]) & absent(question, item, facts)


def about_whom(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether those whom the question names, by any part of each name, are spoken of in the sentence or beside it."""
    gone, sort = absent(question, item, facts), _SORT.search(question.text)
    whom = [name for name in question.names if not (sort and name in sort[1])]
    return not any(keys(name) and keys(name) <= gone for name in whom)


_SORT = re.compile(r"\b(?:[Ww]hich|[Ww]hat) ((?:[A-Z][\w'’-]* )+)(?=[a-z])")  # “which *Ivy League* university”


TITLED = 0.4  # cosine of question and sentence from which a report's title tells what its words are about
NOTICED = -8.0  # margin of the reader


def on_the_subject(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether what somebody said is about what it is asked to be about: half of the words of the subject, where there
    are any, or one where the reader takes notice of it.

    Words of the title alone are every sentence's: there has to be another, where the subject has more, or the sentence
    itself has one, or means nearly the same.
    """
    subject = subject_keys(question, facts)
    there = subject - absent(question, item, facts)
    if not subject or (2 * len(there) < len(subject) and item.reading < NOTICED):
        return not subject
    further = subject - keys(item.hit.document.title)
    own = there & stems(" ".join(question.plain)) & keys(item.text)
    titled = 3 * len(there) >= 2 * len(subject) and item.similarity >= TITLED
    return bool(own or there & (further or subject)) or titled


def subject_keys(question: Question, facts: Facts) -> frozenset[str]:
    """What a question asks somebody's words about, without their own name and the words that ask; other names belong
    to it, where it is known who is asked about."""
    meant = actors_meant(facts, question)
    own = keys(meant[0].name) if meant else frozenset()
    named = [keys(name) for name in question.names]
    theirs = frozenset().union(*(one for one in named if not own or one & own))
    office = office_asked(question.text)
    held = keys(office.word) | office.of if office else frozenset()
    held |= keys(" ".join(question.context))  # what a follow-up took over is likely, and no more
    return frozenset(key for key in question.keys if key not in theirs | held | _ASKING)


_ASKING = frozenset(
    stem(word)
    for word in content_words(
        "say said tell told think thought claim recommend deny promise pledge warn argue insist urge demand accuse "
        "blame criticise complain suggest state announce propose believe react respond reply comment want ask write "
        "explain describe answer tweet post call position stance view viewpoint opinion attitude reaction response "
        "argument explanation defence excuse justification take speak spoke statement speech remark reason change mind"
    )
)


def beside(item: Evidence, facts: Facts, *, before: int = 1, behind: int = 1) -> str:
    """A sentence with so many before and behind it, of the same kind."""
    place, text = facts.sentence_at(item.start), item.hit.document.text
    return item.text if place is None else around(text, facts, place, before=before, behind=behind)

"""Questions of which half is left out: "when?", "and in 2020?", "what about the union?", "who else?".

What is missing comes from an earlier question. New asking words go before its body; a new name, place, year, outlet or
office takes the place of the one it is like; "else" asks the same question for more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.vocabulary import ORG_HEADS, is_finite, is_role
from index.years import MONTH_NAMES
from qa.question_filters import same_outlet
from qa.referents import CAPITALS, COUNTED, VERB
from qa.turns import Turn, known
from qa.words import content_words, same_name

_COURTESY = r"thanks?(?: you)?|thx|great|interesting|i see|right|fine|hm+|ah|oh|well|yes|no|sorry|i mean[t]?|rather"
_OPENING = rf"(?:(?:and|but|so|also|ok|okay|then|plus)\b[,\s]*|(?:{_COURTESY})\b[,.!;:…–-]+\s*)"
OPENER = re.compile(rf"^\W*{_OPENING}+|^\W*(?:what|how) about\b\s*", re.IGNORECASE)
_ABOUT = re.compile(rf"^\W*{_OPENING}*(?:what|how) about\b\s*", re.IGNORECASE)
_LEAD = r"(?:on|in|at|by|to|for|from|since|until|till|with|of|about|against)"
WH = re.compile(
    rf"^\W*(?:{_LEAD}\s+)?"
    rf"(?:how (?:many|much)\s+(?:[\w'’-]+\s+){{0,3}}?[\w'’-]+(?=\s+{VERB})|"
    r"how (?:many|much)\s+[\w-]+|how (?:old|long|far|large|big|often|tall|high)|"
    rf"(?:what|which) [\w-]+(?: [\w-]+)?(?= {VERB})|when|where|whom?|why|how|what|which)\b",
    re.IGNORECASE,
)
_BARE_BE = re.compile(
    rf"^\W*(?P<wh>when|where|why|who|how|(?:{_LEAD} )?(?:what|which) "
    r"(?:day|date|year|month|time|place|city|country))\W+"
    r"(?:was|is|were|did|are|does|do|will|has)\W+(?:that|this|it|they|those|all that|all this)"
    r"(?:\W+(?:be|been|happen(?:ed)?|take place|said|say|done|announced|occur(?:red)?|held|so|for))?\W*$",
    re.IGNORECASE,
)
_WHY_NOT = re.compile(r"^\W*why not\W*$", re.IGNORECASE)
_ELSE = re.compile(
    r"^\W*(?P<wh>who|what|where|when|any(?:one|body|thing|where)|some(?:one|body|thing))\s+else\W*$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"according to\b", re.IGNORECASE)
_ACCORDING_TO = re.compile(rf"\b(?P<by>according to (?:the )?(?:{CAPITALS}|[a-z-]+(?: [a-z-]+)?))", re.IGNORECASE)
_SAYER = re.compile(rf"\s+\b(?:did|does|do|has|have)\s+(?:the\s+)?{CAPITALS}\s+[a-z]+\b")
_REPORTER = re.compile(r"^(?P<wh>what|how)\s+(?:did|does|do|has)\s+(?:the\s+)?$", re.IGNORECASE)
IDENTITY = re.compile(
    rf"^\W*(?:who|what)(?:['’]s| is| was| are| were)\s+(?:the\s+)?{CAPITALS}(?:['’]s? (?:job|role|post|office))?\W*$",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\W*how (?:many|much) (?=\w)", re.IGNORECASE)  # of other things only where things were counted
_SUBJECTS = frozenset({"who", "what", "which"})  # asking words that a full verb may follow at once
_PERSONAL = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)
_AUXILIARY = re.compile(rf"^(?P<aux>{VERB})\s*", re.IGNORECASE)
_DO = frozenset({"did", "do", "does", "didn't", "don't", "doesn't", "didn’t", "don’t", "doesn’t"})
_STARTS_NOUN = re.compile(
    r"^(?:[A-Z\d“\"]|(?:the|a|an|his|her|its|their|that|this|these|those|any|there|it|he|she|they)\b)"
)
_YEAR = r"(?:19|20)\d\d"
_MONTH = rf"(?:Sept|{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTH_NAMES)})\.?"
_DATE = (
    rf"(?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{1,2}}\b)?(?:,?\s+{_YEAR})?|{_YEAR}|(?:last|this|next)\s+(?:year|month|week)"
)
_DATED = re.compile(rf"(?P<lead>\b(?:in|on|since|by|until|before|after|during|of)\s+)?(?P<date>\b(?:{_DATE})\b)", re.I)
_WHERE = r"in|at|from|to|on|for|with|by|against|near|over|off|outside|under|behind|along|across"
_PREPOSED = re.compile(rf"^(?P<lead>{_WHERE})\s+(?:the\s+)?(?P<name>{CAPITALS})$")
_THE_ONE = re.compile(rf"^(?:the (?:one|ones|other one)|that|those)\s+(?=(?:of|{_WHERE})\s)", re.IGNORECASE)
_TOPIC = re.compile(
    r"\b(?P<lead>about|on|of|regarding|over)\s+(?P<np>(?:the|a|an|his|her|their|its)\s+[^?,]{2,60}?)\W*$"
)
_PRONOUN = re.compile(rf"\b{VERB}\s+(?P<np>it|they|that|this)\b", re.IGNORECASE)
_LAST_NOUN = re.compile(r"\b(?P<np>the\s+(?:[a-z][\w-]*\s*){1,3})\W*$")
_OFFICE_AT_END = re.compile(rf"\b(?P<np>the\s+(?:[a-z][\w-]*\s+){{1,3}}(?:of|at|for)\s+(?:the\s+)?{CAPITALS})\W*$")
_WHOM_AT_END = re.compile(rf"^\W*who\s+[a-z]+\s+(?P<np>{CAPITALS})\W*$", re.IGNORECASE)
_NAMELESS = re.compile(r"\s(?:an?|the|this|that|his|her|its|their)\s", re.IGNORECASE)
_TIME_AT_END = re.compile(r"\s+(?:at first|first|initially|originally|then|now|so far|today|yesterday)\W*$", re.I)
_FEW = 3  # content words that still make no question of their own


@dataclass(frozen=True, slots=True)
class Whole:
    """An elliptic question made whole; `gone` are the words of the earlier one that those `put` replaced.

    `changed` tells that the body of the earlier one was taken, `same` that nothing of it was replaced: what is asked is
    something else about the very same.
    """

    text: str
    gone: str = ""
    changed: bool = False
    same: bool = False
    put: str = ""


def complete_ellipsis(  # noqa: PLR0911 - a list of cases, the first that fits wins
    text: str, history: Sequence[Turn], outlets: Collection[str] = ()
) -> Whole:
    """The question with what it leaves out, or as it is (but for a leading "and") where nothing is left out."""
    before = history[-1]
    full = next((turn for turn in reversed(history) if not IDENTITY.match(turn.text)), before)
    if bare := _BARE_BE.match(text):
        return Whole(_asked_anew(bare["wh"].strip(), full), changed=True, same=True)
    if _WHY_NOT.match(text):
        return Whole(_asked_anew("why", full, denied=True), changed=True, same=True)
    if about := _ABOUT.match(text):
        return _swapped(text[about.end() :].strip(" ?.!"), before, outlets)
    rest = OPENER.sub("", text, count=1).strip()
    if more := _ELSE.match(rest):
        return Whole(_asked_for_more(more["wh"], full) or rest, changed=True)
    asking = WH.match(rest)
    if asking and _is_bare(asking, rest) and (not _COUNTS.match(rest) or _COUNTS.match(full.text)):
        # "and how many citizens?", "when?", "and where?": new asking words over the old body
        return Whole(_asked_anew(rest.strip(" ?.!"), full), changed=True, same=True)
    opened = rest != text.strip()
    if (
        rest
        and not asking
        and not _has_verb(rest)
        and len(content_words(rest)) <= _FEW
        and (opened or _fragment(rest, before))
    ):
        return _swapped(rest.strip(" ?.!"), before, outlets)
    return Whole(rest if opened and rest else text)


def _is_bare(asking: re.Match[str], rest: str) -> bool:
    """Whether asking words have nothing to ask of: "when?", "how many citizens?"; "who found it?" and "how many came?"
    have their verb."""
    words = rest[asking.end() :].strip(" ?.!").split()
    if _has_verb(rest) or _PERSONAL.search(rest) or len(content_words(" ".join(words))) > _FEW:
        return False
    if any(is_finite(word.lower()) for word in (*asking.group().split()[1:], *words)):
        return False
    return not (words and asking.group().strip().lower() in _SUBJECTS)


def _fragment(rest: str, before: Turn) -> bool:
    """Whether words without "and" still replace something: "in 2020?", "the one in Spain?", a name like one before."""
    bare = rest.strip(" ?.!")
    if _DATED.fullmatch(bare) or _PREPOSED.match(bare) or _THE_ONE.match(bare) or _ACCORDING.match(bare):
        return True
    return (
        bool(re.fullmatch(rf"(?:the\s+)?{CAPITALS}", bare))
        and rest.strip().endswith("?")
        and _alike(bare, before) != ""
    )


def body(question: str) -> str:
    """A question without its asking words: "When did X leave?" → "did X leave"."""
    return WH.sub("", question, count=1).strip(" ?.!,")


def _leading(question: str) -> str:
    found = WH.match(question)
    return found.group().strip() if found else ""


def _has_verb(text: str) -> bool:
    return bool(re.search(rf"\b(?:{VERB}|said\b|say\b)", text, re.IGNORECASE))


# --- new asking words ----------------------------------------------------------------------------------------------


def _asked_anew(wh: str, before: Turn, *, denied: bool = False) -> str:
    """The earlier question asked for something else: "Why did X leave?" and "when" → "When did X leave?".

    Where the earlier one asked for its subject ("Who left?"), its answer is the subject of the new one.
    """
    wh = wh[0].upper() + wh[1:]
    rest, asked = body(before.text), _leading(before.text)
    verb = _AUXILIARY.match(rest)
    aux, tail = (verb["aux"], rest[verb.end() :]) if verb else ("", rest)
    if not asked or _COUNTS.match(wh) or asked.lower() in {"when", "where", "why", "how"} or aux.lower() in _DO:
        rest = f"{aux}n't {tail}" if denied and aux and not aux.endswith("t") else rest
        return f"{wh} {rest[:1].lower()}{rest[1:]}?" if verb else f"{wh} {rest}?"
    if aux and _STARTS_NOUN.match(tail):
        return f"{wh} {rest}?"
    subject = _subject_of(asked, before)
    if asked.lower() == "which" and not aux:  # “Which towns flooded?”
        return f"{wh} was it that {rest}?"
    return f"{wh} {aux} {subject} {tail}?" if aux else f"{wh} was it that {subject} {rest}?"


def _subject_of(asked: str, before: Turn) -> str:
    """What stands for the asking words that were the subject: the answer, or what was counted."""
    if counted := re.match(r"^\W*how (?:many|much)\s+(?P<noun>.+)$", asked, re.IGNORECASE):
        return f"the {counted['noun']}"
    if before.kind == "actor" and before.said:
        return before.said
    return "something" if asked.lower().endswith("what") else "somebody"


def _asked_for_more(wh: str, before: Turn) -> str:
    """The earlier question with "else": "Who paid?" and "anyone else?" → "Who else paid?"; "" where it asked for
    something of another kind."""
    asked, wanted = _leading(before.text).lower(), wh.lower().split()[0]
    who = {"one": "who", "body": "who", "thing": "what", "where": "where"}
    same_kind = who.get(re.sub(r"^(?:any|some)", "", wanted), wanted)
    rest = body(before.text)
    if re.sub(r"\s+else$", "", asked).split()[:1] == [same_kind]:
        return f"{asked.split()[0].capitalize()} else {re.sub(r'^else ', '', rest)}?"
    return ""


# --- new elements --------------------------------------------------------------------------------------------------


def _swapped(  # noqa: PLR0911 - a list of cases, the first that fits wins
    topic: str, before: Turn, outlets: Collection[str]
) -> Whole:
    """ "What about X?" after a question about Y: the same question, X in the place of what it is like."""
    topic = re.sub(r"\s+ones?$", "", _THE_ONE.sub("", topic))
    plain = re.sub(r"^the\s+", "", topic)
    text = before.text
    source = _ACCORDING.match(topic) or any(same_outlet(plain, outlet) for outlet in outlets)
    by = topic if _ACCORDING.match(topic) else f"according to {topic}"
    if (said := _ACCORDING_TO.search(text)) and (source or _is_somebody(topic)):
        return _put(text, said.span("by"), by)
    if source:
        return _by_another(by, before, outlets)
    if dated := _DATED.fullmatch(topic):
        return _at_another_time(dated, before)
    if preposed := _PREPOSED.match(topic):
        return _elsewhere(preposed["lead"], preposed["name"], before)
    if re.fullmatch(CAPITALS, plain):
        at = text.find(old) if (old := _alike(plain, before)) else -1
        return _put(text, (at, at + len(old)), plain) if old else _added(topic, before)
    preposed = re.match(rf"{_LEAD}\s+", topic, re.IGNORECASE)
    if (counted := COUNTED.search(text)) and topic.islower() and not (preposed or _NAMELESS.match(f" {topic} ")):
        return _put(text, counted.span("noun"), topic)
    if preposed:
        noun = re.search(rf"\b{preposed.group().strip()}\s+(?P<np>[^?]+?)\W*$", text)
        added = Whole(f"{_TIME_AT_END.sub('', text).strip(' ?')} {topic}?", changed=True)  # another time, or one more
        return _put(text, noun.span("np"), topic[preposed.end() :]) if noun else added
    if _is_somebody(topic):
        return _by_somebody_else(topic, before)
    for pattern in (_PRONOUN, _TOPIC, _LAST_NOUN):
        if found := pattern.search(text):
            return _put(text, found.span("np"), topic)
    return _added(topic, before)


def _put(text: str, span: tuple[int, int], topic: str) -> Whole:
    start, end = span
    return Whole(f"{text[:start]}{topic}{text[end:]}".rstrip(" ?.!") + "?", text[start:end], changed=True, put=topic)


def _added(topic: str, before: Turn) -> Whole:
    """Where nothing is like the new element, it stands beside the old question."""
    return Whole(f"{before.text.strip(' ?.!')}, as to {topic}?", changed=True)


def _by_another(by: str, before: Turn, outlets: Collection[str]) -> Whole:
    """Somebody else is asked for the same: who said it before goes, with the verb of saying or counting."""
    text = before.text.strip(" ?.!")
    reporter = next((name for name in before.names if any(same_outlet(name, outlet) for outlet in outlets)), None)
    at = text.find(reporter) if reporter else -1
    if reporter and _REPORTER.match(text[:at]):
        named = re.sub(r"^according to\s+", "", by, flags=re.IGNORECASE)
        return _put(text, (len(re.sub(r"the\s+$", "", text[:at])), at + len(reporter)), named)
    old = _SAYER.search(text) if _leading(text).lower().startswith("how") else None
    shorter = _SAYER.sub("", text, count=1) if old else text
    return Whole(f"{shorter} {by}?", old.group() if old else "", changed=True, put=by)


def _at_another_time(dated: re.Match[str], before: Turn) -> Whole:
    """The same question of another year or day."""
    text, places = before.text, list(_DATED.finditer(before.text))
    if not places:
        lead = dated["lead"] or ("on " if dated["date"][0].isdigit() and " " in dated["date"] else "in ")
        lead = "" if dated["date"].split()[0].lower() in {"last", "this", "next"} else lead
        return Whole(f"{text.strip(' ?.!')} {lead}{dated['date']}?", changed=True)
    old = places[-1]
    return _put(text, old.span(), f"{dated['lead'] or old['lead'] or ''}{dated['date']}")


def _elsewhere(lead: str, name: str, before: Turn) -> Whole:
    """The same question of another place, or of another name behind the same preposition."""
    text = before.text
    same_lead = re.findall(rf"\b{lead}\s+(?:the\s+)?({CAPITALS})", text)
    places = [one for one in before.names if one in text and known(one, before).kind == "place"]
    if old := next((one for one in (*reversed(places), *reversed(same_lead)) if not same_name(one, name)), None):
        at = re.search(rf"\b(?:{_WHERE})\s+(?:the\s+)?{re.escape(old)}", text) if lead not in {"in", "at"} else None
        gone, put = (at.group(), f"{lead} {name}") if at else (old, name)
        return Whole(text.replace(gone, put, 1), old, changed=True, put=name)
    # "in the autumn", "at the yard": a place that has no name
    return Whole(f"{text.strip(' ?.!')} {lead} {name}?", changed=True)


def _alike(name: str, before: Turn) -> str:
    """The name of the earlier question that a new name may replace: of the same kind, else of an unknown one."""
    kind = known(name, before).kind
    names = [one for one in before.names if one in before.text and not same_name(one, name)]
    kinds = {one: known(one, before).kind for one in names}
    actors = {"person", "organisation", "other"}
    ranked = [
        (kinds[one] != kind, "other" not in {kind, kinds[one]}, place, one)
        for place, one in enumerate(names)
        if kinds[one] == kind or "other" in {kind, kinds[one]} or {kind, kinds[one]} <= actors
    ]
    return min(ranked, default=(True, True, 0, ""))[3]


def _is_somebody(topic: str) -> bool:
    """Whether words mean a person or a body by an office: "the deputy", "her boss", "the water board"."""
    head = re.split(r"\s(?:of|for|in|at|from|to)\s", topic, maxsplit=1)[0].split()
    last = head[-1].lower() if head else ""
    return is_role(last) or last in ORG_HEADS or last in _PEOPLE or last.endswith(("ator", "utor", "uctor"))


_PEOPLE = frozenset(
    """
    parents families family residents locals neighbours children students pupils fans customers passengers patients
    authorities experts others employers drivers farmers companies citizens voters investors prosecution defence
    """.split()
)


def _by_somebody_else(topic: str, before: Turn) -> Whole:
    """The same question of another office or body: in the place of whoever it is about."""
    text = before.text
    if span := _subject(text):
        owned = re.search(r"['’]s?\s+$", text[: span[0]])
        return _put(text, span, re.sub(r"^the\s+", "", topic) if owned else topic)
    if found := _OFFICE_AT_END.search(text) or _LAST_NOUN.search(text) or _WHOM_AT_END.search(text):
        return _put(text, found.span("np"), topic)
    return _added(topic, before)


def _subject(text: str) -> tuple[int, int] | None:
    """Where a question names whom it is about: behind its first verb, a name or an office ("the water board").

    Of "Norway's new envoy" only what belongs to Norway: another office is then Norway's too.
    """
    verb = re.search(rf"\b{VERB}\s+", text, re.IGNORECASE)
    words = list(re.finditer(r"[\w.&-]+(?:['’](?!s\b)\w+)?(?P<owner>['’]s?)?", text[verb.end() :]))[:6] if verb else []
    begin, end, article = 0, -1, False
    for n, word in enumerate(words):
        plain, last_named = word.group(), n > 0 and words[n - 1].group()[0].isupper()
        if plain[0].isupper():
            begin, end = (n + 1, n) if word["owner"] else (begin, n)
        elif last_named and not words[n - 1]["owner"]:
            break  # "did Lund head …": a verb, whatever else it may be
        elif is_role(plain) or plain in ORG_HEADS:
            end = n
        elif n == 0 and plain in {"the", "a", "an"}:
            article = True
        elif begin <= end or not (article or begin):
            break
    if verb is None or end < 0:
        return None
    begin = begin if begin <= end else 0
    return verb.end() + words[begin].start(), verb.end() + words[end].end()

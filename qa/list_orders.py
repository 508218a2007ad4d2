"""A list that is ordered, “name all …”, as the question that it asks."""

from __future__ import annotations

import re

from qa.figures import amount

_ORDERS = re.compile(  # what only says that a list is wanted
    r"^\W*(?:please |can you |could you )?(?:list|name|enumerate|give(?: me)?)\s+(?:me\s+)?(?:all\s+|both\s+)?"
    r"(?:the names of\s+)?"
    r"|[,.;:?!]?\s*(?:and\s+)?(?:please\s+)?(?:list|name|give|tell me|enumerate)\s+"
    r"(?:them\s+)?(?:all|everything|everybody|everyone|both|each)?"
    r"(?:\s+(?:of\s+)?(?:them|three|two|four|five|six|names))?\W*$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:who|which|what|where|when|how|in|at|by|besides)\b", re.IGNORECASE)
_SEVERAL = r"(?:all\s+)?(?:the\s+|those\s+)?(?P<what>(?:[\w'’-]+\s+){0,2}?[\w'’-]+s|people|men|women)\s+"
_WHOEVER = re.compile(
    r"(?:everybody|everyone|all (?:the )?(?:people|those)|(?:the )?people|those|anybody)\s+(?:who|that)\s+",
    re.IGNORECASE,
)
_WHICHEVER = re.compile(rf"{_SEVERAL}(?:who|that|which)\s+", re.IGNORECASE)
_DONE_TO = re.compile(
    rf"{_SEVERAL}(?P<done>\w{{2,}}(?:ed|en)|sold|held|hurt|made|sent|lost|built|bought|found|told|won|left|hit|set|cut)\b",
    re.IGNORECASE,
)
_WHATEVER = re.compile(r"(?:everything|all|whatever)\s+(?:that\s+)?", re.IGNORECASE)
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HOW_MANY = re.compile(
    r"(?:\b(?:which|what|all|name|list|who (?:are|were))\s+|^\W*)(?:the\s+)?"
    rf"(?P<count>{'|'.join(_NUMBERS)}|\d{{1,2}})\b",
    re.IGNORECASE,
)


_THE = r"^(?:(?:who|what) (?:are|were) )?(?:all )?(?:the )?"
_WHO = (  # “Which members have spoken out against …”
    r"^(?P<who>who(?: else)?|(?:which|what) (?:[\w'’-]+ ){0,3}?(?:\w+s|people|men|women)) "
    r"(?:(?:is|are|was|were|has|have|had) )?(?:openly |publicly |also )?(?:(?:been|come|came|spoken|spoke)(?: out)? )?"
)
_STANCES = tuple(  # those who stand so to something → what they did
    (re.compile(pattern, re.IGNORECASE), did)
    for pattern, did in (
        (rf"{_WHO}(?:against|opposed to)\b", r"\g<who> opposes"),
        (rf"{_WHO}(?:in favou?r of|behind)\b", r"\g<who> supports"),
        (rf"{_THE}(?:critics|detractors) of\b", "Who criticised"),
        (rf"{_THE}opponents of\b", "Who opposed"),
        (rf"{_THE}(?:supporters|backers) of\b", "Who supported"),
        (rf"{_THE}signatories (?:of|to)\b", "Who signed"),
    )
)


def as_question(text: str) -> str:
    """The question in an order: “List the boats sold in May” → “Which boats were sold in May?”; others unchanged."""
    plain = " ".join(_ORDERS.sub(" ", text).split())
    for stance, did in _STANCES:
        if stance.match(plain):
            return f"{stance.sub(did, plain).rstrip(' .!?')}?"
    return plain if plain == " ".join(text.split()) or _ASKS.match(plain) else _made_to_ask(plain.rstrip(" .!?"))


def _made_to_ask(plain: str) -> str:
    if _WHOEVER.match(plain):
        return f"{_WHOEVER.sub('Who ', plain, count=1)}?"
    if found := _WHICHEVER.match(plain):
        return f"Which {found['what']} {plain[found.end() :]}?"
    if found := _DONE_TO.match(plain):
        return f"Which {found['what']} were {plain[found.start('done') :]}?"
    if _WHATEVER.match(plain):
        return f"{_WHATEVER.sub('What ', plain, count=1)}?"
    return f"What are {plain}?" if re.match(r"(?:the|his|her|their|its)\b", plain, re.IGNORECASE) else plain


def how_many_asked(text: str) -> int:
    """How many items a question says there are, “name all three”; 0 where it does not."""
    found = _HOW_MANY.search(text)
    return int(amount(found["count"]) or 0) if found else 0

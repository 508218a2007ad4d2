"""Whether a text tells an event as one that happened: “resigned”, and not “refused to resign” or “may resign”.

Told by the words before the verb in its own clause. Offsets are code points into the text given.
"""

from __future__ import annotations

import re
from typing import Literal

from qa.thesaurus import is_past

Told = Literal["so", "not", "unreal"]
"""Told as a fact, told as not so, or only wished, planned, possible or still to come."""

NOT_DONE = (
    r"\b(?:not(?! only)|never|cannot|instead of|rather than|yet to|(?:stop|f[ae]ll)\w* short of|deny|refus\w+|"
    r"(?:declin|fail|reject|den[iy]|rul|avoid|prevent|scrapp|cancel|abandon)\w*"
    r"(?= (?:to|a|an|any|out|from|calls?|plans?|demands?|that|[a-z]+ing)\b|[.;!?]))\b|n[’']t\b"
)
"""Words that say of a verb that it did not happen."""
NEGATION = re.compile(rf"{NOT_DONE}|\b(?:no|nobody|none|nothing|neither|nor|without|hardly)\b", re.IGNORECASE)
"""The same, and those that say it of whom or what the verb is about: “nobody came”."""
_MODAL = re.compile(
    r"(?:\b(?:will|would|shall|should|can|could|may|might|must)|[’'](?:ll|d))"
    r"(?: (?:not|also|soon|never|then|now|only|be|have|been|\w+ly))*\s*$",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:accus\w+ .{0,40}\bof|suspect\w* .{0,40}\bof|allege\w*|rumou?r\w*|call(?:s|ed|ing)? for|demand\w*(?: for)?|"
    r"plan(?:s|ned|ning)?(?: for)?|propos\w+(?: for)?|threat(?:s|en\w*)?(?: of| with)?|hop(?:e|es|ed|ing) for|"
    r"risk(?:s|ed)?(?: of)?|(?:talk|warn)\w* (?:about|of|against)|(?:consider|mull|float|debat|discuss)\w*|"
    r"weigh(?:s|ed|ing)?|against|due|expect\w*|predict\w*|forecast\w*|anticipat\w*|"
    r"project(?:s|ed|ing)|potential|possible|prospective|looming|would-be)(?: [\w'’]+){0,2}\s*$",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|whether|unless)\b", re.IGNORECASE)
# “a successor has not been named”, “he accused nobody”
_NOT_BEHIND = re.compile(
    r"[\w'’-]+ (?:(?:ha(?:s|ve|d)|was|were|is|are) (?:not|never|yet to)|nobody|no one|nothing|none)\b", re.IGNORECASE
)
_DENIED = re.compile(r"\bden(?:y|ies|ied|ying) (?:that\b|\w+ing\b|(?:it|he|she|they|having)\b)[^.;:]*$", re.IGNORECASE)
_TO = re.compile(r"(?<!according )(?<!due )(?<!thanks )(?<!owing )\bto(?: (?:be|have|been|\w+ly))*\s*$", re.IGNORECASE)
# What is begun or brought about is done: “began to leak”, “was forced to resign”, “agreed to sell”.
_DONE = re.compile(
    r"\b(?:manag|beg[aiu]n|start|continu|went on|go(?:es)? on|help|forc|compel|agree|decid|us(?:ed)|prov|seem|appear|"
    r"report|said|known|found|believ|thought|led|caus|got|came|come|return|enough|travel|met|meet|gather|vot|chose|"
    r"proceed|turn|rush|fail|allow|opt|first|last|only)\w*(?: \w+){0,3} to(?: (?:be|have|been|\w+ly))*\s*$",
    re.IGNORECASE,
)
_NAMED_TO = re.compile(r"\b(?:(?:named|appointed|chosen|picked|elected|hired)\b[^.;:]*|had) to\s*$", re.IGNORECASE)
# “nothing has changed *since its founding*”: what counts time has happened
_TIMED = re.compile(r"\b(?:since|after|following) (?:its|his|her|their|the) (?:\w+ )?$", re.IGNORECASE)
_NO_SIGN = re.compile(
    r"\bno (?:\w+ )?(?:indication|evidence|sign|proof|suggestion|record|plans?|intention|reason to \w+)s? (?:yet )?"
    r"(?:that|of|for|to)\b[^.;:]*$",
    re.IGNORECASE,
)
_TO_SEE = re.compile(r"\bto (?:see|watch|hear|have)\b[^.;:]*$", re.IGNORECASE)  # “I do not like *to see* them killed”
_GERUND = re.compile(r"[A-Za-z]+ing\b")
_WOULD = re.compile(
    r"[A-Za-z]+(?:ing\b[^.;:,]*?\b(?:may|will|would|could|might)|(?:er|ment|[st]ion|ance)\b[^.;:,]*?\b(?:would|could|might))\b"
)
_AGAINST_IT = re.compile(r"[^.;]*\b(?:decid|opt)\w+ (?:against (?:it|that|doing so)|not to)\b")
_GOING_ON = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|after|before|by|when|while)|['’](?:s|re|m))\s+$", re.IGNORECASE
)
_MIGHT = re.compile(r"\b(?:would|should|could|may|might|must|can) (?:\w+ly |also )?[a-z]+ [a-z]+ing\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:—–.!?]|\b(?:but|although|though|while|because|which|who|that|and|after|before|when)\b", re.I)
_ASIDE = re.compile(r", (?:which|who|whose|where) [^,]*,")
_SUBJECTS = frozenset("he she it they we you i".split())
_REACH = 10  # words before a verb in which a negation bears on it


def told(text: str, start: int, place: int) -> Told:
    """How the verb at `place` is told in a sentence that begins at `start`."""
    whole = text[start:place]
    before, denied_here = clause_before(whole), NEGATION.search(clause_before(whole))
    # “could include charging and *fining* them”, “*closing* it would cost jobs”, “do not like to see them *robbed*”
    might = bool(
        (_GERUND.match(text, place) and _MIGHT.search(before))
        or (_WOULD.match(text, place) and not _GOING_ON.search(before))
        or (denied_here and _TO_SEE.search(before))
    )
    if _TIMED.search(whole):
        return "so"
    if _NO_SIGN.search(whole) or _AGAINST_IT.match(text, place):
        return "not"
    if not might and (denied_here or _NOT_BEHIND.match(text, place)):
        return "not"
    if might or _IF.search(before):
        return "unreal"
    if _TO.search(before):
        return "so" if _DONE.search(before) or _NAMED_TO.search(whole) else "unreal"
    return "unreal" if _MODAL.search(before) or _SUPPOSED.search(before) else "so"


def denied(text: str, start: int, place: int) -> bool:
    """Whether somebody denies what the verb at `place` tells: “the firm denied that it had put off repairs”."""
    return _DENIED.search(text[start:place]) is not None


def clause_before(before: str) -> str:
    """The words from the beginning of the clause; one word alone that is no subject of its own, “and *soon* resigned”,
    goes with the clause before, but not after “but”; “the bank, *which fell behind*, will” is of one."""
    before = _ASIDE.sub("", before)
    for cut in reversed(list(_CLAUSE.finditer(before))):
        rest = before[cut.end() :].split()
        if len(rest) > 1 or cut.group().lower() in {*".!?;", "but"} or (rest and rest[0].lower() in _SUBJECTS):
            before = before[cut.end() :]
            break
    return " ".join(before.split()[-_REACH:]) + before[-1:]


_ASKS_PAST = re.compile(
    r"\b(?:did|was|were|had|has|have)\b(?! (?:\w+ ){0,4}(?:to|supposed|due|going|expected|planned)\b)", re.IGNORECASE
)
_ASKS_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|can|could|may|might|must|does|do|is|are|if|due|going to|plan(?:s|ned)?|propos\w+|"
    r"threaten\w*|want\w*|hop(?:e|es|ed|ing)|expect\w*|suppos\w*)\b",
    re.IGNORECASE,
)


_NAMED = re.compile(r"(?<=[a-z] )[A-Z][\w'’-]*")  # the Planned Towns Board plans nothing here


def asks_of_done(question: str, verb: str) -> bool:
    """Whether a question takes its verb for done: “when did she resign”, “who shot it”; not “when does it close”."""
    plain = _NAMED.sub("", question)
    if _ASKS_AHEAD.search(plain):
        return False
    return bool(_ASKS_PAST.search(plain)) or is_past(verb)


def asks_of_denied(question: str) -> bool:
    """Whether a question itself is of something that is not so, or was refused."""
    return bool(NEGATION.search(question))

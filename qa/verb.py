"""The verb that a question turns on: what happened, of which a time, a doer or a number is asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.thesaurus import is_past
from qa.words import FUNCTION_WORDS, content_words, stem, words

LIGHT = frozenset(
    stem(word)
    for word in "be is are was were have had get got take took taken make made go went gone come came give gave given "
    "do did speak spoke want hold held put use serve happen start begin began end become became call "
    "sit sat keep kept set bring brought turn see saw seen look due step talk "
    "suppose try tried occur run ran head know known name locate situate base consider "
    "believe".split()
)
"""Stems of verbs that mean little without their noun: “make landfall”."""
_ASKING = r"^\W*(?:(?:and|but|so) )?"
WHO_DOES = re.compile(
    rf"{_ASKING}(?:who|(?:which|what) (?:[\w'’-]+ ){{1,2}}?)\s*(?:(?:first|also|\w+ly) )?"
    r"(?!(?:is|was|are|were|did|does|do|has|have|had|will|would|could|can|else|all)\b)([a-z]+(?:ed|s)?)\b",
    re.IGNORECASE,
)
_HOW_MANY_DO = re.compile(r"\bhow many (?:[\w'’-]+ ){1,3}?([\w'’-]+)", re.IGNORECASE)
_DO = re.compile(r"\b(?:did|does|do)\b", re.IGNORECASE)
_INTO = re.compile(r"([a-z]+) (?:in|into|under|out of) $", re.IGNORECASE)
_BE = re.compile(r"\b(?:was|were|is|are|has|have|had)\b", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would)\b(?! (?:be|have)\b)", re.IGNORECASE)
# “When was the clerk who found it *promoted*?”: the verb of the clause that tells who is meant is not what is asked
_BEHIND_RELATIVE = re.compile(r"\b(?:was|were|is|are|been)\b.* (?:who|that|which) [^?]*? ([\w'’-]+)\W*$", re.IGNORECASE)
# “When was the law to build the quay *signed*?”
_AT_END = re.compile(r"^\W*(?:when|where|why|how|by whom) (?:was|were) .* to [^?]*? ([\w'’-]+)\W*$", re.IGNORECASE)
# “Who was *climbing* it”
_DOING = re.compile(r"^\W*(?:who|(?:which|how many) [\w'’-]+) (?:was|were|is|are) ([a-z]{2,}ing)\b", re.IGNORECASE)
# “When did Lund *say* that the quay was sold?”
_SAYING = re.compile(
    r"^\W*(?:(?:and|but|so) )?(?:when|where|why|on (?:what|which) \w+) did [^?]*? (say)\b", re.IGNORECASE
)
_HELPS = re.compile(r"(?:did|does|do|was|were|is|are|has|have|had)$", re.IGNORECASE)
_BEFORE_NOUN = re.compile(
    r"(?:\b(?:the|a|an|of|in|on|at|by|for|from|to|with|his|her|its|their|this|that|new)|['’]s)\s+$", re.IGNORECASE
)
_PHASE = re.compile(
    r"\b(?:start|stop|begin|began|keep|kept|finish)\w* (\w+ing)\b|"
    r"\b(?:decide|choose|chose|agree)\w* to (?!(?:be|have)\b)([a-z]+)\b",  # what is done then
    re.IGNORECASE,
)


# “Who protested *when the consul was held*”: what else happened then
_SIDE_CLAUSE = re.compile(r"(?<=\w\w)[ ,]+(?:when|after|before|while|because|although|until|if)\b [^?]*", re.IGNORECASE)


@lru_cache(maxsize=256)
def verb_of(text: str) -> str | None:
    """The verb that a question turns on: “When did she *buy* it”, “Who *sued* them”, “How many miners *died*”.

    None where it cannot be told from a noun.
    """
    text = _SIDE_CLAUSE.sub("", text)
    if found := _PHASE.search(text):
        return found.group(1) or found.group(2)
    for pattern in (_SAYING, _BEHIND_RELATIVE, _AT_END, _DOING):
        if (found := pattern.search(text)) and (is_past(found.group(1)) or pattern in (_SAYING, _DOING)):
            return found.group(1)
    if counted_do := next(
        (m[1] for m in _HOW_MANY_DO.finditer(text) if is_past(m[1]) and not _HELPS.match(m[1])), None
    ):
        return str(counted_do)
    found = WHO_DOES.match(text)
    if found and (is_past(found.group(1)) or found.group().lower().lstrip(' "“').startswith("who")):
        return found.group(1)
    done = _DO.search(text) or _WILL.search(text)
    auxiliary = done or _BE.search(text)
    verb = predicate(text[auxiliary.start() :]) if auxiliary else None
    return verb if verb and _is_verb(verb, text[: text.rfind(verb)], plain=done is not None) else None


def _is_verb(word: str, before: str, *, plain: bool) -> bool:
    """Whether a word behind an auxiliary is its verb: after “did” in its plain form, after “was” a participle."""
    last = before.rsplit(maxsplit=1)[-1]
    if stem(last) in LIGHT and not _BE.fullmatch(last):
        return False  # “make landfall”: an event of two words is told in many ways
    if _BEFORE_NOUN.search(before) or ((into := _INTO.search(before)) and stem(into.group(1)) in LIGHT):
        return False  # nor is that of “come into force”
    return not word.endswith("s") or word.endswith("ss") if plain else is_past(word)


AUXILIARY = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(did|does|do|is|was|are|were|has|have|had|will|would|can|could|should)(n'?t)?\b\s*",
    re.IGNORECASE,
)
_PASSED_OVER = frozenset(
    stem(w)
    for w in "begin start happen take make get have be go come become became fall fallen found ever already really "
    "still anyone anybody anything someone".split()
)
_CLOSES = frozenset(
    "a an the this that these those his her its their to of in on at by for from with into about over after before "
    "against under as out up off down away and or it him them any all some more already yet because since "
    "when while if as".split()
)
# “Is the owner of the shop *a suspect*”: what somebody is said to be.
_CALLED = re.compile(
    r"^\W*(?:is|are|was|were) (?:[\w'’-]+ ){1,7}?(?<!\b(?:by|in|on|to|of|at|as) )(?<!\bfor )(?<!\b(?:with|from|into) )"
    r"(?:an?) (?:[a-z]+ )??([a-z]+)(?= of\b| in\b| for\b|\W*$)",
    re.IGNORECASE,
)
_TIES = frozenset("of from for".split())
_TELL = frozenset("tell find show explain describe".split())  # which ask, where they open a question
_ARTICLES = frozenset("the a an this that his her its their".split())


def predicate(text: str) -> str | None:
    """The word that a yes-or-no question turns on: “Did the ministry *withhold* the money?”, “Is the plant *open*?”.

    Light verbs are passed over for the word behind them. None where no word can be told.
    """
    opening = AUXILIARY.match(text)
    if opening is None:
        return None
    if called := _CALLED.match(text):
        return called.group(1)
    rest = words(text[opening.end() :])
    plain = opening.group(1).lower() in {"did", "does", "do", "will", "would", "can", "could", "should"}
    named = False  # whether the words so far end in a name that is the subject by itself
    passed = False  # whether a plain word is behind us, which then is the subject
    nouns = []  # what may be the subject: “*brine* from the plant”
    for place, word in enumerate(rest):
        lower = word.lower()
        if word[:1].isdigit():
            continue
        if word[:1].isupper():
            before = rest[place - 1] if place else ""
            runs_on = before[:1].isupper()
            named = named if runs_on else before.lower() not in _ARTICLES
            named = named and not lower.endswith(("'s", "’s"))
            continue
        if named and lower in _ARTICLES:
            continue
        follows = rest[place + 1] if place + 1 < len(rest) else ""
        ends = not follows or follows.lower() in _CLOSES or follows[:1].isdigit() or follows[:1].isupper()
        subject, named = named, False
        told = lower in _TELL and (subject or passed)
        if subject and plain and lower.endswith("s") and not lower.endswith("ss"):
            passed = True  # “did Holm *schools* drop it”: a verb has no ending there
            continue
        if not told and (lower in FUNCTION_WORDS or stem(word) in _PASSED_OVER):
            named = subject  # “was Holt *found* guilty”: the name is still the subject of what follows
            continue
        if not (subject or ends or told):
            passed = True  # “the mayor *retire* from office”: the subject is behind us
            continue
        if not (subject or passed) and follows.lower() in _TIES:
            nouns.append(word)
            continue
        return word
    return nouns[0] if nouns else None


_PUT = re.compile(
    r"^\W*(?:(?:and|but|so) )?"
    r"(?:is(?:n['’]t)? it (?:really |actually )?(?:true|correct|right|so|a fact|the case) that |"
    r"true or false\W+(?:that )?|(?:was|is)(?:n['’]t)? (?=it [^?]* (?:who|that) ))(?P<claim>.+?)\W*$|"
    r"^\W*(?P<tagged>[^?]+?)[,;.–—-]+ *"
    r"(?:right|correct|true|true or false|yes or no|is (?:that|it|this) (?:true|so|right))\W*$",
    re.IGNORECASE,
)
_CLEFT = re.compile(r"^it (?:(?:was|is) )?(?P<who>.{2,40}?) (?:who|that) (?=[a-z]+)", re.IGNORECASE)
_FIRST_AUXILIARY = re.compile(r"\b(was|were|is|are|has|have|had|will|would|can|could)\b ")


def as_yes_or_no(text: str) -> str:
    """A claim that is put to be judged, “Is it true that she resigned?”, “True or false: …”, “Was it she who …”, as the
    plain question. One that is denied itself is left as it is: yes to it would be no."""
    found = _PUT.match(text)
    claim = _CLEFT.sub(r"\g<who> ", found["claim"] or found["tagged"]) if found else ""
    if not claim or AUXILIARY.match(claim) or re.search(r"\b(?:not|never|no|nobody|nothing)\b|n['’]t\b", claim):
        return text
    first = _FIRST_AUXILIARY.search(claim)
    if first is None or any(is_past(word) for word in words(claim[: first.start()])):
        return f"Did {claim}?"
    return f"{first.group(1).capitalize()} {claim[: first.start()]}{claim[first.end() :]}?"


def object_of(text: str, verb: str) -> list[str]:
    """The words of content of what stands right behind the verb of a question, “pass a new *law* to end it”; where a
    preposition does, “vote against the *law*”, of all behind it."""
    rest = _SIDE_CLAUSE.sub("", text).partition(verb)[2]
    behind = words(rest)
    if behind and behind[0].lower() in _ARTICLES:
        behind = behind[1:]
    ends = next((at for at, word in enumerate(behind) if word.lower() in _CLOSES), len(behind))
    return content_words(" ".join(behind[:ends])) or content_words(rest)

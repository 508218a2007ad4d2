"""The verb that a question turns on: what happened, of which a time, a doer or a number is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.gazetteer import countries
from index.vocabulary import is_adverb
from qa.kinds import TOLD_BEFORE
from qa.thesaurus import is_past, with_particle
from qa.words import FUNCTION_WORDS, content_words, stem, words

LIGHT = frozenset(
    stem(word)
    for word in "be is are was were have had get got take took taken make made go went gone come came give gave given "
    "do did speak spoke want hold held put use serve happen start begin began end become became call "
    "sit sat keep kept set bring brought turn see saw seen look due step talk "
    "suppose try tried occur reach conduct suffer run ran head know known name locate situate base consider "
    "believe".split()
)
"""Stems of verbs that mean little without their noun: “make landfall”."""
_ASKING = r"^\W*(?:(?:and|but|so) )?"
WHO_DOES = re.compile(
    rf"{_ASKING}(?:who\b|(?:which|what) (?:[\w'’-]+ ){{1,2}}?)\s*(?:(?:first|also|\w+ly) )?"
    r"(?!(?:is|was|are|were|did|does|do|has|have|had|will|would|could|can|else|all)\b)([a-z]+(?:ed|s)?)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:how many|(?:share|percentage|proportion|part|number) of(?: the)?) ", re.IGNORECASE)
_DOERS = 5  # words within which those who are counted are named: “how many *of the bank's workers* lost their jobs”
# “When did Lund *say* that the quay was sold?”
_SAYING = re.compile(rf"{_ASKING}(?:when|where|why|on (?:what|which) \w+) did [^?]*? (say)\b", re.IGNORECASE)
_PHASE = re.compile(r"\b(?:start|stop|begin|began|keep|kept|finish)\w* (\w+ing)\b", re.IGNORECASE)
# “When is it due *to open*?”, “Which firm is thought *to have pasted* it?”, “Who decided *to close* it?”
_IS_TO = re.compile(
    r"\b(?:due|set|likely|going|expected|scheduled|thought|believed|said|supposed|understood|alleged|known|planned|"
    r"decided?|choose|chose|agreed?|(?:had|(?<!ld )have)(?! to be)) to "
    r"(?:(?:have|be|been) )*((?-i:[a-z]{3,}))\b",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"\b(?:(?P<do>did|does|do)|(?P<may>will|would|can|could|should|shall|may|might|must)|"
    r"was|were|is|are|has|have|had)(?:n['’]?t)?\b",
    re.IGNORECASE,
)
_DO = re.compile(r"\b(?:did|does|do)\b", re.IGNORECASE)
_OWNS = re.compile(rf"{_ASKING}(?:what|which) [\w'’-]+ [a-z]+s (?:the|an?|his|her|its|their)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"^\W*(?:who|how many [\w'’-]+|which [\w'’-]+) $", re.IGNORECASE)
# “Who protested *when the consul was held*”: what else happened then
_SIDE_CLAUSE = re.compile(r"(?<=\w\w)[ ,]+(?:when|after|before|while|because|although|until|if)\b [^?]*", re.IGNORECASE)


@lru_cache(maxsize=256)
def verb_of(text: str) -> str | None:
    """The verb that a question turns on: “When did she *buy* it”, “Who *sued* them”, “How many miners *died*”.

    None where it cannot be told from a noun.
    """
    text = TOLD_BEFORE.sub("", text)
    aside = _SIDE_CLAUSE.sub("", text)
    text = aside if _DO.search(aside) or not _DO.search(text) else text  # “How long *after launch did* it explode”
    found = next((found for pattern in (_PHASE, _SAYING, _IS_TO) if (found := pattern.search(text))), None)
    return found[1] if found else _of_subject(text) or _behind_help(text)


def _of_subject(text: str) -> str | None:
    """The verb of whom is asked for, where no other stands before it: “Who *sued* them”."""
    counted, found = _COUNTED.search(text), WHO_DOES.match(text)
    doers = words(text[counted.end() :])[: _DOERS + 1] if counted else []
    doers = [*doers[1:], *doers[:1]]  # “how many *damaged* ships sank”
    done = next((word for word in doers if word.islower() and (is_past(word) or _HELP.fullmatch(word))), None)
    if done is not None or found is None:
        return done if done and not _HELP.fullmatch(done) else None
    who = found.group().lower().lstrip(' "“').startswith("who")
    return found[1] if who or is_past(found[1]) else None


def _behind_help(text: str) -> str | None:
    """The verb behind the first “did”, “will” or “was” of a question."""
    help = _HELP.search(text)
    if help is None or _OWNS.match(text):
        return None
    rest = words(text[help.end() :])
    if help["may"] and rest and _SUBJECT.match(text[: help.start()]) and _may_be_plain(rest[0]):
        return rest[0]  # “Who will *sponsor* it”
    plain = help["do"] or (help["may"] and not {"be", "been", "have"} & set(rest))
    return _plain_form(rest) if plain else _participle(rest)


def _opens(word: str) -> bool:
    """Whether a noun follows a word and no verb: “the”, “of”, “Lund's”."""
    return word.lower() in _OPENS or word.endswith(("'s", "’s", "s'", "s’"))


def _may_be_plain(word: str) -> bool:
    """Whether a word can be a verb in its plain form: “say”, “cost”, not “owners”, “sold” or “only”."""
    form = word.islower() and (word not in FUNCTION_WORDS or stem(word) in _TELL)
    return form and not (re.search(r"(?<!s)s$|ed$(?<!eed)|ing$", word) or word in _ORDER or is_adverb(word))


def _plain_form(rest: Sequence[str]) -> str | None:
    """The verb behind “did”, in its plain form: not the first word, which belongs to who does it, nor one behind an
    article or a preposition, and the last before what it is done to. None for “make landfall”, “have an accident”: an
    event of two words is told in many ways."""
    for at in range(1, len(rest)):
        before, word, behind = rest[at - 1], rest[at], rest[at + 1] if at + 1 < len(rest) else ""
        if word in FUNCTION_WORDS and stem(word) in LIGHT:
            return word if with_particle(word, " ".join(rest[at:]), close=False) else None  # “did she *get out*”
        ends = behind.lower() in _BEHIND_VERB or is_adverb(behind) or not behind[:1].islower()
        ends = ends and (behind != "of" or stem(word) in _OF)
        after_name = _named(rest[:at]) and not _BODY.fullmatch(word)  # “did Norway *declare* war”
        noun = _opens(before) or (before in _ORDER and at > 1 and _opens(rest[at - 2]))  # “the first *campaign*”
        form = _may_be_plain(word) or (after_name and is_past(word))  # “Is it true that Norway *declared* war?”
        if (ends or after_name or stem(word) in _TELL) and form and not noun:
            return None if stem(before) in LIGHT and before.islower() else word
    return None


def _named(subject: Sequence[str]) -> bool:
    """Whether words end in a name that no article opens and that is no nationality, “African land”."""
    if not subject or (subject[-1].endswith(("an", "ish", "ese")) and subject[-1] not in countries()):
        return False
    names = next((n for n, word in enumerate(reversed(subject)) if not word[:1].isupper()), len(subject))
    return names > 0 and (names == len(subject) or subject[-names - 1].lower() not in _ARTICLES)


def _participle(rest: Sequence[str]) -> str | None:
    """The verb behind “was”: where the question ends in one, “the clerk who found it *promoted*”, that, else the
    first."""
    found = [
        word
        for before, word, behind in zip(["", *rest], rest, [*rest[1:], ""], strict=False)
        if word.islower() and not _opens(before) and word not in FUNCTION_WORDS | {"going"}
        if is_past(word)
        or word in _UNCHANGED
        or (word.endswith("ing") and (behind in _BEHIND_VERB or not behind[:1].islower()))
    ]
    ends = bool(found) and found[-1] == rest[-1] not in _UNCHANGED  # “plunged into darkness by the power *cut*”
    return found[-1] if ends else next(iter(found), None)


AUXILIARY = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(did|does|do|is|was|are|were|has|have|had|will|would|can|could|should)(n'?t)?\b\s*",
    re.IGNORECASE,
)
_PASSED_OVER = frozenset(
    stem(w) for w in "begin start happen take make get be go come become fall fallen found".split()
)
_UNCHANGED = frozenset("burst cast cut hit hurt put quit set shut split spread".split())
_CLOSES = frozenset(
    "a an the this that these those his her its their to of in on at by for from with into about over after before "
    "against under as out up off down away and or it him them any all some more already yet because since "
    "when while if as".split()
)
_ARTICLES = frozenset("the a an this that his her its their".split())
_OPENS = _ARTICLES | frozenset(
    "these those our your my some any to of in on at by for from with into about over under against as than".split()
)
_BEHIND_VERB = _CLOSES | frozenset(
    "back through aground together forward apart aside around along across near next again first last".split()
)
_ORDER = frozenset("first last next".split())
_OF = frozenset("die approv dispos consist speak think".split())  # verbs that go with “of”
_BODY = re.compile(
    r"(?:council|government|ministry|police|army|navy|court|parliament|party|club|company|union|board|voters?|"
    r"president|minister|mayor|officials?|leader|spokes\w+)"
)
# “Is the owner of the shop *a suspect*”: what somebody is said to be.
_CALLED = re.compile(
    r"^\W*(?:is|are|was|were) (?:[\w'’-]+ ){1,7}?(?<!\b(?:by|in|on|to|of|at|as) )(?<!\bfor )(?<!\b(?:with|from|into) )"
    r"(?:an?) (?:[a-z]+ )??([a-z]+)(?= of\b| in\b| for\b|\W*$)",
    re.IGNORECASE,
)
_TIES = frozenset("of from for".split())
_TELL = frozenset("tell find show explain describ say own".split())  # function words elsewhere in a question


def predicate(text: str) -> str | None:
    """The word that a yes-or-no question turns on: “Did the ministry *withhold* the money?”, “Is the plant *open*?”.

    What somebody is said to be, or the verb; one that means little without the word behind it gives way to that. None
    where no word can be told.
    """
    opening = AUXILIARY.match(text)
    if opening is None:
        return None
    called, verb = _CALLED.match(text), verb_of(text)
    if called or (verb and (stem(verb) not in _PASSED_OVER or with_particle(verb, text, close=False))):
        return called[1] if called else verb
    rest = words(_SIDE_CLAUSE.sub("", text[opening.end() :]))
    light = next((at for at, word in enumerate(rest) if word.islower() and stem(word) in _PASSED_OVER), -1)
    content = [at for at, word in enumerate(rest) if word.islower() and word not in FUNCTION_WORDS and at != light]
    for at in content:
        behind = rest[at + 1] if at + 1 < len(rest) else ""
        ends = behind in _CLOSES or not behind[:1].islower()
        named = any(one[:1].isupper() and not _opens(one) for one in rest[:at])  # “was Holt *in favour* of it”
        if ends and (0 <= light < at or (light < 0 and (named or behind not in _TIES))):
            return rest[at]
    return rest[content[0]] if content else verb  # “did *dredging* of the canal begin”


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

"""Whether a sentence reports the very saying that is asked about: “when did she say that she would *resign*”.

Whoever speaks in it may be the one asked about, and say something else.
"""

from __future__ import annotations

import re

from index.facts import Facts
from qa.deeds import side_asked, takes_side
from qa.kinds import SPEECH, asks_about_saying
from qa.records import Evidence, Question
from qa.stated import beside
from qa.suit import by_actor
from qa.thesaurus import kin_of
from qa.words import content_words, stems

LIKELY = -3.0  # margin of the reader from which its word is taken
_SAID = re.compile(
    rf"\b(?P<cue>{SPEECH}|tells|calls?|called|threaten\w*|admit\w*|confirm\w*|predict\w*)\b(?P<what>.*)$", re.IGNORECASE
)
_WHOM = re.compile(
    r"^\W*(?:(?:and|but|so) )?(?:whom?|which [\w-]+|what [\w-]+) (?:else )?(?:did|does|do|has|have|had) .{2,60}?"
    r"\b(?:blam\w+|accus\w+|critici[sz]\w+|condemn\w*|denounc\w+|prais\w+|thank\w*|warn\w*|urg\w+|mock\w*|"
    r"attack\w*|endors\w+|call\w* on)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|disput\w+|dismiss\w*|refut\w+|rebut\w*|not|never|no|nothing|false|"
    r"untrue)\b|n[’']t\b",
    re.IGNORECASE,
)


def reports_it(question: Question, item: Evidence, facts: Facts) -> bool:
    """Whether, where it is asked when, where or by whom something was said, half of its words stand in a sentence or
    beside it, in any form; a denial has to be one. The reader's word is as good."""
    if question.kind == "actor" and _WHOM.match(question.text):
        return by_actor(question, item, facts)  # “whom does she blame”: nobody whom another speaks of
    found = _SAID.search(question.text) if question.kind in {"date", "actor", "place"} else None
    side = side_asked(question) if question.kind == "actor" else None  # “who criticised it”: no mere mention of it
    plain = question.about_comments or not asks_about_saying(question.text) or item.reading >= LIKELY
    if found is None or plain or side is not None:
        return side is None or side.meets(stems(item.text)) or takes_side(side, item.text)
    near = beside(item, facts)
    if question.kind == "date" and not (
        facts.said_in(item.start, item.end) or kin_of(found["cue"], question.text).meets(stems(item.text))
    ):
        return False  # a day, but of nothing that anybody says
    if found["cue"].lower().startswith("den") and not _DENIED.search(item.text):
        return False
    said = [word for word in content_words(found["what"]) if word in question.plain]
    kin, own = [kin_of(word, question.text) for word in said], stems(near)
    if len(kin) == 1:
        return not kin[0].forms.isdisjoint(own)  # one word of like sense is too little
    return 2 * sum(one.meets(own) for one in kin) >= len(kin)

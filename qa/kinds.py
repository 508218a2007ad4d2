"""What a question asks for, told by the words that ask."""

from __future__ import annotations

import re

from qa.records import Kind

_ROLES = (
    r"ambassador|envoy|diplomat|minister|president|premier|chancellor|leader|official|politician|lawmaker|mayor|"
    r"governor|judge|lawyer|prosecutor|chief|head|boss|director|chair(?:man|woman|person)?|ceo|executive|founder|"
    r"general|commander|officer|player|coach|manager|striker|captain|scientist|researcher|professor|doctor|"
    r"spokes(?:man|woman|person)|secretary|senator|king|queen|prince|bishop|author|writer|critic|expert|analyst|"
    r"person|people|man|woman|party|company|firm|agency|organi[sz]ation|club|team|union|bank|body|group|"
    r"outlet|newspaper|nation|government|ministry|court|name|star|singer|rapper|musician|actor|actress|artist|celebrity|"
    r"comedian|broadcaster|presenter|journalist|athlete|quarterback|pilot|astronaut|teacher|engineer|activist|suspect|"
    r"candidate|nominee|winner|champion|investor|billionaire|business(?:man|woman)|duke|duchess|princess|economist|"
    r"historian|surgeon|detective|commissioner|airline|retailer|supermarket|chain|network|carmaker|"
    r"manufacturer|maker|charity|university|college|school|studio|publisher|band|orchestra"
)
SPEECH = (
    r"sa(?:y|id|ys)|tell|told|claim\w*|recommend\w*|deny|denied|promis\w*|pledg\w*|warn\w*|argu\w*|insist\w*|"
    r"urg(?:e|ed|es|ing)|demand\w*|accus\w*|blam\w*|criticis\w*|criticiz\w*|complain\w*|suggest\w*|stated?|announc\w*|"
    r"propos\w*|think|thought|believ\w*|react\w*|respon[ds]\w*|repl(?:y|ied)|comment\w*|call(?:ed)? (?:for|on)|"
    r"want\w*|ask(?:ed)?|wr(?:ite|ote)|explain\w*|describ\w*|answer\w*|tweet\w*|posted?"
)
_MEASURES = r"many|much|old|long|large|big|far|tall|high|deep|fast|often|wide|heavy|hot|cold|warm"
_FIGURES = r"margin|number|share|percent(?:age)?|proportion|amount|sum|price|cost|figure|total|score|rate|toll|age"
_PLACES = (
    r"city|town|place|country|location|venue|region|village|island|port|airport|building|street|hotel|stadium|"
    r"province|state|harbou?r|district|shop|store|supermarket|restaurant|cafe|bar|pub|church|mosque|temple|park|square|"
    r"museum|theat(?:re|er)|hall|arena|prison|jail|hospital|lake|river|mountain|beach|valley|desert|sea|bay|suburb|"
    r"county|continent|camp|plant|factory|facility|mine|neighbou?rhood|bank(?= branch)"
)
_SEVERAL = (
    r"countries|companies|people|places|cities|parties|reasons|steps|measures|demands|conditions|groups|items|things|"
    r"points|topics|changes|events|names|nations|islands|towns"
)
_STANCES = (
    r"position|stance|view(?:s|point)?|opinion|attitude|reaction|response|reply|argument|answer|explanation|defen[cs]e|"
    r"excuse|justification|comment|take(?= on\b)|(?<=['’]s )take|(?<=\bhis )take|(?<=\bher )take|(?<=\btheir )take"
)
_SPOKEN = "solution|remedy|compromise|alternative|advice|message|proposal|promise|warning|demand|complaint|objection"
_BARE_STANCES = r"position|stance|view(?:s|point)?|opinion|reaction|response|reply"
_SIZES = r"size|cost|price|value|length|height|weight|rate|toll|reward|fine|quota|turnout|salary|budget"
_COUNTED = r"(?:\d|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half|once|twice)\b)"
_AUXILIARY = r"did|do|does|is|was|are|were|has|have|had|can|could|will|would|should"
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        "compare",
        r"(?<!who )\bcompare[ds]?\b|\b(?:differ(?:s|ed|ences?)?|versus|vs\.?|contrast\w*|in common)\b|"
        r"\bdifferent(?:ly)? (?:from|than|to|accounts?|dates?|figures?|numbers?|versions?|views?|things?)\b|"
        r"\bhow (?:\w+ )?different(?:ly)?\b|^(?!\W*(?:who|which \w+) disagree).*\bdisagree\w*|"
        r"\beach (?:say|see|give|put|report|claim|want|count|write|think)\w*|"
        r"\b(?:reports|sources|accounts|outlets) agree\b|"
        r"\baccording to \w.{0,40} and (?:\w+ )?(?:according )?to\b|"
        r"\baccording to (?:the )?(?:different|various|both|each)\b|"
        r"^\W*(?:do|does|did) .{2,60} and .{2,60}\b(?:same|agree)\b|"
        r"\b(?:came|was|were|happened|comes?|is) (?:first|earlier|later)\b.{0,60}\bor\b|"
        r"\bby .{2,30}'s? .{0,20}\band by\b|"
        r"\b(?:do|does|did) (?:both )?(?:the )?[\w'’.-]+(?: [\w'’.-]+){0,3} and (?:the )?[\w'’.-]+(?: [\w'’.-]+){0,3} "
        r"(?:each |both )?(?:say|think|want|claim|report|see|view|put|give|count|make of|propose|offer|demand)\b|"
        r"^\W*how (?:do|does|did) .{2,60} and .{2,60} (?:speak|talk)\b|"
        r"^\W*(?:who|which|what|whose)\b.{0,80}\b(?:first|earlier|later|sooner|last)\b.{0,60}[,:;—–-]\s*\S.{0,80}\bor\b|"
        r"\bor\b.{2,60}[,:?—–-]\s*(?:which|who|what)\b.{0,60}\b(?:first|earlier|later|sooner|more|less|fewer|\w+er)\b|"
        r"^\W*(?:which|who|what)\b(?: \w+)? (?:gives?|gave|puts?|reports?|reported|names?|cites?|claims?|mentions?) "
        r"(?:the |a )?(?:higher|lower|larger|bigger|greater|smaller|highest|lowest|largest|smallest)\b|"
        r"\b(?:contradict\w*|inconsisten\w*|at odds|who is right|whose (?:figure|number|count|version|account))\b|"
        rf"^\W*(?:(?:and|but|so|by) )?(?:{_AUXILIARY}|how)\b.*"
        rf"\b(?:more|fewer|less|higher|lower|longer|older|bigger|larger|smaller|earlier|later) (?!than {_COUNTED})"
        rf"(?:[\w'’-]+ ){{0,6}}than (?!{_COUNTED})|\bin \w+ and (?:\w+ )?in \w+\W*$|"
        r"\bchanged? between\b|"
        r"\b(?:bigger|larger|smaller|higher|lower|more|fewer|longer|older)\b.{0,80}\bor\b|"
        r"\bwhat does .{2,60}\band what does\b",
    ),
    (
        "date",
        r"(?:^|[,;?.!]\s*|\b(?:and|since|until|by|from) )when\b(?! asked)|\bwhen\W*$|"
        r"\b(?:what|which) (?:\w+ )?(?:date|day|month|year|week|weekday|season|decade)\b|"
        r"\bdates? (?:of|for|when)\b|\bdates?\W*$|\bhow (?:long ago|recently)\b",
    ),
    (
        "number",
        rf"\bhow (?:{_MEASURES})\b|\b(?:what|which) (?:\w+ )?(?:{_FIGURES})\b|^(?:{_FIGURES}) |"
        rf"(?:^\W*|[:;,–—-] ?|\bwhat(?:['’]?s| is| was| are| were| will be| would be) (?:[\w-]+ ){{0,3}}?)(?:the )?"
        rf"(?:number|percentage|amount|count|{_SIZES}) (?:of|for)\b|"
        r"\b(?:percent|per cent|%)\W*$|"
        rf"\bhow (?!{_AUXILIARY}|come|about)\w+ (?:was|were|is|are)\b|"
        rf"\bwhat (?:{_AUXILIARY}) (?:[\w'’-]+ ){{1,12}}(?:cost|pay|spend|fetch|charge|earn|owe)\b"
        r"(?! (?:attention|tribute|to))",
    ),
    (
        "position",
        rf"\b(?:{_STANCES}) (?:of|on|to|for|about|towards?|regarding|over|from|when)\b|\b(?:{_STANCES})\W*$|"
        rf"'s? (?:{_STANCES})\b|"
        rf"^(?!\W*(?:who|when|where|which|how|why|what|{_AUXILIARY})\b)(?:[\w'’-]+ ){{1,3}}(?:{_BARE_STANCES})\b",
    ),
    (
        "position",
        r"\b(?:what|which) (?:reasons?|explanations?|excuses?|justifications?|grounds) (?:did|does|do|has|have|had)\b"
        r".{2,80}?\b(?:give|gives|given|offer|offers|offered|cite|cites|cited)\b(?! for \w+ing\b)|"  # why they did it
        r"\bhow (?:did|does|do|has|have) .{2,60}?\b(?:see|sees|view(?:ed)?|regard(?:ed)?|feel|felt|justif\w+|defend\w*|"
        r"greet\w*|welcom\w+|judged?|rate[ds]?)\b|\bon (?:what|which) grounds? (?:did|does|do|has|have)\b|"
        rf"\b(?:what|how)(?:'?s|'?d)?(?: else| exactly| (?:{_SPOKEN}))? "
        rf"(?:did|does|do|has|have|had|is|was|were)\b.{{0,80}}?\b(?:{SPEECH})\b"
        r"(?<!\bthe state)(?<!\ba state)(?<!\bonly state)(?! (?:to (?:be|have)|responsible)\b)|"
        r"\bwhat (?:the |his |her |their )?[\w'’.-]+ (?:said|says|thinks?|wants?|claim(?:s|ed)|wrote|told)\b|"
        r"\bwhat (?:did|does|has|had) (?!they |it ).{2,60}? (?:call|label|dub|brand|liken)(?:l?ed)? (?!for |on |in )\w|"
        r"\bwhat (?:worrie[sd]|upsets?|please[sd]|(?:concern|bother|anger|annoy)(?:s|ed)) (?!me|you|us)\w",
    ),
    (
        "list",
        rf"^\W*(?:please )?(?:list|name (?!of)|enumerate)\b|\b(?:which|what) (?:\w+ )?(?:{_SEVERAL})\b|"
        rf"\b(?:which|what) (?:[\w'’-]+ ){{1,2}}(?:{_ROLES})s\b|"  # “which Norwegian ministers”
        r"\bwho (?:are|were) (?:all |the )?\w+s\b(?!.*\bby\W*$)|\bwho all\b|\bnames of\b|\bname all\b|"
        r"\b(?:which|what) (?!(?:is|was|does|has|this|news|sports|tennis|gas|bus|series|politics|athletics|"
        r"economics|physics|texas|christmas|causes|makes|explains|drives|leads|means|happens|describes|includes|shows|"
        r"gives|takes|keeps|helps|prevents)\b|\w+ous\b)[a-z]{3,}[a-rt-z]s\b"
        r"(?! (?:the|an?|his|her|its|their|this|that)\b)",
    ),
    (
        "actor",
        rf"\b(?:who|whom|whose|who'?s)\b|"
        rf"\b(?:what|which) (?!(?:did|does|do|will|would|has|have|had)\b)(?:[\w-]+ ){{0,2}}"
        rf"(?:{_ROLES})\b|\b(?:what|which)(?: is|'s|’s|s) .{{2,60}}['’]s? name\b|\bname of\b|"
        rf"^(?!(?:{_AUXILIARY})\b)(?:the )?(?:[\w-]+ ){{0,2}}(?:{_ROLES}) (?:of|in|for|at|from)\b|"
        r"\bwhich [a-z-]+ (?:said|told|called|[a-z]{3,}ed)\b",
    ),
    ("place", rf"\bwhere(?:'?s)?\b|\b(?:what|which) (?:[\w-]+ ){{0,2}}(?:{_PLACES})\b"),
    ("yesno", r"^\W*(?:did|does|do|is|was|are|were|has|have|had|will|would|can|could|should)(?:n'?t)?\b"),
    ("open", r"^\W*(?:why|how come|how)\b"),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_ORDERED = re.compile(  # a list that is ordered behind the question: “Where …? Name all of them.”
    r"[.?!,;:–—-]\s*(?:and )?(?:please )?(?:list|name|enumerate) (?:them )?"
    r"(?:all|everything|everybody|everyone|both|each)\b|"
    r"\b(?:which|what) (?:two|three|four|five|six|seven|eight|nine|ten|several|other) "
    r"(?!days|weeks|years|months)(?:\w+s|men|women|people|children)\b|"
    r"^\W*who (?:are|were|have been) (?:all )?(?:the )?(?:\w+ )?\w{3,}s\b(?!.*\bby\W*$)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"\b(?:commenters?|reader(?:s|'s|s')?|posters?|(?:readers?'?s? |user )?comments?(?: section)?|commenting|"
    r"(?:who|posted|wrote|writing|posting|saying) (?:commented|below|under(?:neath)?)|"
    r"users? (?:say|said|write|wrote|think|post\w*))\b",
    re.IGNORECASE,
)
_SPOKEN_COMMENT = re.compile(
    r"\b(?:for|to|declin\w+ to|refus\w+ to|no|without|refrain\w* from|did|does|do|his|her|their|recent|'s)\s+"
    r"(?:\w+\s+)?comments?\b",
    re.IGNORECASE,
)
# “Has she changed her mind on …?”: answered by what she said then and now, and not by yes or no
_CHANGED = re.compile(
    rf"^\W*(?:(?:and|but|so) )?(?:{_AUXILIARY})\b.{{2,60}}?"
    r"(?:\b(?:chang|revers|soften|shift|harden)\w* (?:his|her|its|their) "
    r"(?:minds?|positions?|stances?|views?|tunes?|opinions?|lines?|attitudes?)\b|"
    r"\b(?:minds?|positions?|stances?|views?|opinions?|attitudes?)\b.{0,50}\b(?:chang|shift|soften|harden)\w*)",
    re.IGNORECASE,
)
TOLD_BEFORE = re.compile(r"^[^?]*[.!]\s+(?=(?:[A-Z][a-z]+ )?(?:[Ww]h(?:o|at|en|ere|ich|y|om|ose)|[Hh]ow)\b[^?]*\?\W*$)")


def kind_of(text: str) -> Kind:
    """What a question asks for: the kind whose asking words come first, a comparison wherever it stands.

    `open` where no word tells. What is told before the one question, “The man who fled is back. Where is he?”, is not
    asked.
    """
    text = TOLD_BEFORE.sub("", text)
    if _CHANGED.match(text):
        return "position"
    found = [(match.start(), place, kind) for place, (kind, p) in enumerate(_KINDS) if (match := p.search(text))]
    if any(kind == "compare" for _, _, kind in found):
        return "compare"
    if _ORDERED.search(text):
        return "list"
    if found and min(found)[2] == "yesno" and len(found) > 1 and "?" in text.rstrip(" ?"):
        found.remove(min(found))  # "Did she resign? what did she say": the second question tells what is wanted
    return min(found)[2] if found else "open"


def asks_about_comments(text: str) -> bool:
    """Whether a question is about what readers wrote under an article, and not about what somebody commented."""
    found = _COMMENTS.search(text)
    if not found:
        return False
    plain = re.fullmatch(r"comments?", found.group(), re.IGNORECASE)
    return not (plain and _SPOKEN_COMMENT.search(text))


_SIDES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\W*(?:please )?compare (?:what |how )?(?P<one>[^,?]{2,40}?) (?:and|with|to) (?:what |how )?"
        r"(?P<two>[^,?]{2,40}?)(?= (?:sa(?:y|ys|id)|see|saw|put|describe[ds]?|react\w*|on|about|over)\b|\W*$)",
        r"\b(?:first|earlier|later)\W+(?:the )?(?P<one>[^,?]{2,60}?),? or (?:the )?(?P<two>[^,?]{2,60}?)\W*$",
        r"\bbetween (?P<one>[^,?]{2,40}?) and (?P<two>[^,?]{2,40}?)(?= on | over | about | in |[,?]|$)",
        r"\b(?:do|does|did) (?:both )?(?P<one>[^,?]{2,40}?) and (?P<two>[^,?]{2,40}?) (?:each |both )?"
        r"(?:differ|say|speak|talk|see|disagree|agree|think|report|put|claim|compare|want|view|give|count)",
        r"\baccording to (?P<one>[^,?]{2,40}?) and (?:what )?(?:according )?to (?P<two>[^,?]{2,40}?)(?=[,?]|$)",
        r"\bby (?P<one>[^,?]{2,30}?)(?:'s|’s)?(?: \w+)?,? and by (?P<two>[^,?]{2,30}?)(?:'s|’s|[,?]|$)",
        r"\bwhat (?:do|does|did) (?P<one>[^,?]{2,40}?) (?:\w+)(?: \w+)*? and "
        r"what (?:do|does|did) (?P<two>[^,?]{2,40}?) \w+\W*$",
        r"\bin (?P<one>\w+) and (?:\w+ )?in (?P<two>\w+)\W*$",
        r"\b(?P<one>[\w'’-]+(?: [\w'’-]+)?) (?:\w+ ){0,4}than (?P<two>[\w'’-]+(?: [\w'’-]+)?)\W*$",
        r"(?P<one>[\w'’-]+(?: [\w'’-]+)?) (?:vs\.?|versus|or) (?P<two>[\w'’-]+(?: [\w'’-]+)?)",
        r"(?P<one>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*) and (?:the )?(?P<two>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)",
    )
)


def sides_of(text: str) -> tuple[str, ...]:
    """The two whom a comparison sets side by side, as written; empty where it names none."""
    for pattern in _SIDES:
        if found := pattern.search(text):
            return (found["one"].strip(), found["two"].strip())
    return ()


_PUBLISHED = re.compile(
    r"\b(?:article|report|story|piece|interview|column|text)\b.{0,60}"
    r"\b(?:published|posted|written|come out|came out|appear(?:ed)?)\b|"
    r"\b(?:published|posted|written)\b.{0,30}\b(?:article|report|story|piece|column)\b|"
    r"\b(?:publication date|date) of the (?:article|report|story|piece|column)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(rf"\b(?:{SPEECH}|tweet|statement|speech|rejoinder|remarks?|{_STANCES})\b", re.IGNORECASE)


def asks_about_saying(text: str) -> bool:
    """Whether a question is about something said or written."""
    return bool(_SAYING.search(text))


def asks_when_published(text: str) -> bool:
    """Whether a question of a date means the day a report appeared, not what it tells of."""
    return bool(_PUBLISHED.search(text))


_AHEAD = re.compile(r"\bwhen (?:will|is|are) .*\b(?:will|be|going|due|to)\b|\bwhen will\b", re.IGNORECASE)


def asks_ahead(text: str) -> bool:
    """Whether a question asks for a day that is still to come."""
    return bool(_AHEAD.search(text))

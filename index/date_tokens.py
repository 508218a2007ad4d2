"""Text as a string of token classes, one character each, so that date grammar is an ordinary regular expression.

“on Friday, Feb. 2” becomes PREP WEEKDAY COMMA MONTH N12: rules are written in these names (`index.date_rules`),
and a match of a rule gives token positions, which give text offsets. One pass over the text, linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LEXICON = {
    "WEEKDAY": "monday tuesday wednesday thursday friday saturday sunday",
    "WDAB": "mon tue tues wed weds thu thur thurs fri sat sun",
    "MONTH": "january february april june july august september october november december",
    "MONTHAB": "may march jan feb mar apr jun jul aug sep sept oct nov dec",
    "UDAY": "day",
    "UWEEK": "week",
    "FORTNIGHT": "fortnight",
    "UMONTH": "month",
    "UQUARTER": "quarter",
    "UYEAR": "year",
    "UDECADE": "decade",
    "UWEEKEND": "weekend",
    "UHALF": "half",
    "UNITS": "days weeks fortnights months quarters years decades",
    "NUMWORD": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred",
    "ORDWORD": "first second third fourth",
    "SEASON": "spring summer autumn fall winter springtime summertime wintertime",
    "PART": "morning afternoon evening night",
    "NOON": "noon midday midnight",
    "LAST": "last",
    "FINAL": "final closing",
    "EVE": "eve",
    "NEW": "new",
    "HOLIDAY": "christmas thanksgiving halloween juneteenth",
    "LATEST": "latest",
    "PERIOD": "period",
    "PAST": "past",
    "PREV": "previous preceding prior",
    "NEXT": "next coming upcoming",
    "THIS": "this current",
    "AGO": "ago",
    "EARLIER": "earlier previously",
    "LATER": "later afterwards afterward",
    "BEFORE": "before",
    "AFTER": "after",
    "FOLLOWING": "following subsequent ensuing",
    "SAME": "same",
    "THAT": "that",
    "THE": "the",
    "A": "a an",
    "OF": "of",
    "IN": "in",
    "TO": "to through until till",
    "AND": "and or",
    "EARLY": "early late",
    "MID": "mid",
    "EDGE": "end beginning start middle close rest remainder course",
    "TODAY": "today",
    "TONIGHT": "tonight",
    "YESTERDAY": "yesterday",
    "TOMORROW": "tomorrow",
    "FISCAL": "fiscal financial calendar",
    "DECWORD": "twenties thirties forties fifties sixties seventies eighties nineties noughties",
    "APPROX": "about around nearly almost roughly approximately some over exactly least than only",
    "PREP": "on by since during throughout between at from as for ended ending starting beginning",
    "EVERY": "every each",
    "HIS": "his her their my our its your",
    "TZ": "gmt utc est edt cst cdt mst mdt pst pdt bst cet cest jst msk ist local time",
    "HOUR": "oclock o'clock o’clock",
    "LONG": "long full whole entire",
}  # words of each class, lower case
_EXTRA = (
    "STAMP NUMERIC COMPACT ISOMONTH ISOWEEK CLOCK DECADE ORDNUM QTR FY SHORTYEAR YEAR N12 N31 NN NUM POSS WILL"
    " COMMA DASH STOP OPEN CLOSE SLASH MONEY PERCENT BREAK SIGN X"
).split()
CODES = {name: chr(0x100 + i) for i, name in enumerate([*_LEXICON, *_EXTRA])}
WORDS = {word: CODES[name] for name, words in _LEXICON.items() for word in words.split()}

_TIME = r"(?:[01]?\d|2[0-4])"
_LEXER = re.compile(
    rf"""
    (?=[\d'’‘])(?:
        (?P<STAMP>(?<![\w./-])\d{{4}}(?P<sep>[-/])\d{{1,2}}(?P=sep)\d{{1,2}}
            (?:[T ]{_TIME}:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w/-]|[.:]\d))
      | (?P<ISOWEEK>(?<![\w./-])\d{{4}}-W\d\d(?![\w-]))
      | (?P<ISOMONTH>(?<![\w./-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\w/-]|\.\d))
      | (?P<COMPACT>(?<![\w./#$,-])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\w/-]|[.,]\d))
      | (?P<NUMERIC>(?<![\w./-])(?:\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)|\d{{1,2}}-\d{{1,2}}-(?:\d{{4}}|\d\d)
            |\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d)(?![\w/-]|[.,]\d))
      | (?P<CLOCK>(?<![\w:./-])(?:{_TIME}:[0-5]\d(?::[0-5]\d)?(?:\s?[apAP](?:\.[mM]\b\.?|[mM]\b))?(?![\w:]|\.\d)
            |{_TIME}(?:[.:][0-5]\d)?\s?[apAP](?:\.[mM]\b\.?|[mM]\b)))
      | (?P<DECADE>(?<![\w.,$£€])(?:(?:1[5-9]|20)\d0['’]?s|['’‘]\d0s|\d0s)(?!\w))
      | (?P<ORDNUM>\b\d{{1,2}}(?:st|nd|rd|th)\b)
      | (?P<QTRNUM>\b[1-4]Q\b)
      | (?P<SHORTYEAR>(?<!\w)['’‘]\d\d(?!\w))
      | (?P<POSS>['’]s\b) | (?P<WILL>['’]ll\b)
      | (?P<NUM>(?<!\w)(?<!\d\.)\d+(?:[.,]\d+)*(?!\w)))
  | (?P<QTR>\b(?:Q[1-4]|[Hh][12](?=\s+(?:of\s+)?\d{{4}}))\b)
  | (?P<FY>\bFY\s?['’]?(?:\d{{4}}|\d\d)\b)
  | (?P<WORD>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thur?s?|Fri|Sat|Sun)\b\.?
        |[oO]['’]clock\b|\w+)
  | (?P<COMMA>,) | (?P<DASH>[-–—−]+) | (?P<STOP>[.!?;:…]+) | (?P<OPEN>[(\[“"«]) | (?P<CLOSE>[)\]”»])
  | (?P<SLASH>/) | (?P<MONEY>[$€£¥₽#№]) | (?P<PERCENT>%) | (?P<BREAK>\n[ \t\r]*\n\s*) | (?P<SIGN>\S)
    """,
    re.VERBOSE,
)
_CAPITAL = frozenset(CODES[name] for name in ("WDAB",))
_LOWER_IS_WEAK = CODES["MONTH"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text and its tokens: `codes[i]` is the class of token i, which is `text[starts[i]:ends[i]]`."""

    text: str
    codes: str
    starts: list[int]
    ends: list[int]

    def word(self, i: int) -> str:
        """Token i as written; empty beyond either end of the text."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.codes) else ""

    def is_a(self, i: int, *names: str) -> bool:
        """Whether token i exists and belongs to one of the named classes."""
        if not 0 <= i < len(self.codes):
            return False
        code = self.codes[i]
        return code in [CODES[name] for name in names]


def _number_code(word: str) -> str:
    if not word.isdecimal() or len(word) > 4:
        return CODES["NUM"]
    number = int(word)
    if len(word) == 4:
        return CODES["YEAR" if 1500 <= number <= 2100 else "NUM"]
    if len(word) == 3 or number == 0:
        return CODES["NUM"]
    return CODES["N12" if number <= 12 else "N31" if number <= 31 else "NN"]


def _word_code(word: str) -> str:
    code = WORDS.get(word.rstrip(".").lower())
    if code is None:
        return CODES["X"]
    if code in _CAPITAL and not word[0].isupper():
        return CODES["X"]
    if code == _LOWER_IS_WEAK and word == "august":
        return CODES["MONTHAB"]
    return code


def tokenize(text: str) -> Tokens:
    """Cut a text into classed tokens; white space between them is dropped, a blank line is a token BREAK."""
    codes, starts, ends = [], [], []
    for match in _LEXER.finditer(text):
        kind, (start, end) = match.lastgroup, match.span()
        if kind == "WORD":
            code = _word_code(text[start:end])
        elif kind == "NUM":
            code = _number_code(text[start:end])
        else:
            code = CODES["QTR" if kind == "QTRNUM" else kind or "X"]
        codes.append(code)
        starts.append(start)
        ends.append(end)
    return Tokens(text, "".join(codes), starts, ends)


_NAME = re.compile(r"[A-Z][A-Z0-9]+|\b[AX]\b")
_MACROS = {
    "MON": "MONTH MONTHAB",
    "DAY": "N12 N31 ORDNUM",
    "WD": "WEEKDAY WDAB",
    "YR": "YEAR SHORTYEAR",
    "LINK": "DASH TO AND",
    "COUNT": "A N12 N31 NN NUM NUMWORD",
    "UNIT": "UDAY UWEEK FORTNIGHT UMONTH UQUARTER UYEAR UDECADE",
    "RIM": "COMMA STOP BREAK CLOSE AND DASH",
}  # names for one of several classes


def pattern(grammar: str) -> re.Pattern[str]:
    """A regular expression over `Tokens.codes`, written in names of classes; white space is for the reader."""
    for name, names in _MACROS.items():
        grammar = re.sub(rf"\b{name}\b", f"[{names}]", grammar)
    return re.compile(_NAME.sub(lambda name: CODES[name.group()], grammar), re.VERBOSE)

"""Words and phrases that pages put around articles, and the small word lists the cleaning rules count with.

These are general: interface words, section names and the set phrases of content-management systems, share widgets,
consent banners and comment forms. No outlet, author or article is named here.
"""

from __future__ import annotations

import re

INTERFACE_WORDS = frozenset(
    """
    about account accessibility add advertise advertisement advertising all alerts am app apps apple archive archives
    audio back bookmark bluesky browse browser by calendar cancel careers channel channels click close code collapse
    comment comments contact contacts content cookies copy copied ctrl current dark delete desktop details dislike
    display donate download edit edition editions email embed english en enter expand facebook fan faq faqs favorites
    favourites feed feedback filter flag flipboard follow following font footer forgot forum forums full fullscreen
    gallery galleries go google help hide home homepage icon icons image images imprint inbox insights instagram issue
    jobs join jump language latest legal less library light like likes line link linkedin links list listen live load
    loading local location log login logo logout mail main map masthead me menu messenger min mins mobile mode more mute
    muted my nav navigation network news newsletter newsletters next notifications off ok older newer on open options
    page pages partner partners password pause paywall pdf permalink photo photos picture pin pinterest play player
    pocket podcast podcasts policy popular preferences premium press previous prev print privacy profile programmes
    programs quote radio rate rating read reader readers recent recommend reddit refresh register registered remove
    reply replies report repost reset reviews rss save saved saving schedule scroll search section sections see send
    series services settings setup share shared shares shop show sign signin signup site sitemap size skip skype
    slideshow small smaller sort sound spam speed sponsor sponsored start step stop stories store stumbleupon submit
    submenu subscribe subscribed subscriber subscribers subscription support switch tag tags telegram terms text threads
    tiktok tip tips to toggle toolbar top topic topics translate trending tumblr tv twitter unmute up upgrade url use
    user username version via viber video videos view views vk vote votes watch web website weibo whatsapp widget
    wishlist x xing youtube your zoom down left right chevron camera check file trash fb tw tg yt ru de fr es and or the
    a of for with this us in no none world politics business economy sport sports opinion opinions editorial editorials
    culture entertainment lifestyle life style travel tech technology science health weather environment climate
    education arts books food drink money markets finance property motoring cars games crosswords puzzles horoscopes
    obituaries classifieds crime courts investigations analysis features columns columnists letters explainers factcheck
    national international global regional regions africa asia europe americas america pacific middle east west north
    south uk usa women fashion family history religion music film movies theatre football cricket tennis rugby
    multimedia specials magazine weekend today yesterday week exclusive breaking flash spotlight story article articles
    post posts
    """.split()
)
# The page talking about itself, in a line of any length. Patterns in small letters are found several times faster.
_OPENING = re.compile(
    r"\W*(?:"
    r"(?:please )?subscribe\b|share (?:this|on|it|via|with|your)\b|tweet this\b|(?:please )?donate\b"
    r"|(?:image|photo|picture|video|media) (?:captions?|source|credit|copyright)\b|e-?mail \S+@\S+"
    r"|(?:story|article|report) continues(?: (?:below|after)\b|\W*$)|read (?:more|also|next|on|the full)\b"
    r"|(?:also read|see also|related|recommended|you may (?:also )?like|more (?:on|from|about|in) .{2,40}"
    r"|don['’]t miss)\s*[:|»>]"
    r"|(?:most (?:read|popular|viewed|shared|commented)|trending(?: now)?|editors?['’]? (?:picks?|choice))\W*$"
    r"|(?:translat(?:ion|ed)(?: by)?|photo(?:graph)?s?(?: by| credit)?|image credits?|image|picture|credit"
    r"|illustration|video|tags?|filed under|topics?|categor(?:y|ies)|labels?|keywords|hashtags?)\s*:"
    r"|(?:advertisement(?:\W+scroll to continue)?|advertorial|sponsored(?: content)?|promoted(?: content)?"
    r"|(?:report this )?ad|paid post|(?:enter )?your e-?mail(?: address)?)\W*$"
    r"|(?:updates|adds|recasts|corrects|repeats)\b.{3,200}\b(?:paragraphs?|throughout|headline)\b.{0,20}$"
    r"|skip (?:to|next)\b|link copied\b|do you have (?:a|any) (?:story|comment|tip|news|question)s?\b"
    r"|(?:like|enjoyed?|enjoying) (?:what you (?:read|see)|this)\b"
    r"|(?:photography|photographs|photos|pictures|illustrations?) by .{2,50}$|continued (?:on|from) page\b"
    r"|(?:discussion|thread|topic) (?:in .{1,60} )?(?:was )?started by\b|was this (?:article |story |page )?helpful\b"
    r"|posted in .{2,60} tagged\b|retrieved from\W+https?:|powered by\b"
    r"|\d+ ?(?:min(?:ute)?s?|m)\.? (?:read|listen|watch)\b|(?:reading|listening) time\b"
    r"|\d[\d,.]*k? (?:views?|shares?|reads|likes?|retweets?)\W*$|(?:last )?edited by .{2,40}[;,:]"
    r"|all times are (?:gmt|utc)\b|you (?:may|can|cannot|must)(?: not)? (?:post|edit|reply|vote|be logged|log|attach)\b"
    r"|(?:estimated )?time to read\b|listen to (?:this|the) (?:article|story)\b"
    r")|\s*(?:©|\(c\)|copyright\b)|\[[^\]]{1,60}\]$|the post\b.{1,250}\b(?:appeared first|first appeared) on\b"
)
_HOLDING = re.compile(
    r"\b(?:"
    r"(?:we|our partners|this (?:web)?site|site) (?:also )?uses? cookies\b"
    r"|cookie (?:policy|settings|preferences|notice)\b"
    r"|(?:accept|reject|allow|manage) (?:all |our )?(?:cookies|preferences|choices)\b"
    r"|we (?:and our partners )?value your privacy\b|all rights reserved\b"
    r"|terms (?:of (?:use|service)|and conditions)\b.*\bprivacy\b|sign up (?:for|to) (?:our|the|get|receive)\b"
    r"|subscribe (?:now|today)\b|(?:to|in|into) your inbox\b|support our (?:journalism|work)\b"
    r"|become a (?:member|subscriber|supporter)\b|follow (?:us|me) (?:on|at|via)\b|join us on\b|like us on\b"
    r"|find us on\b|download (?:our|the) (?:free )?app\b"
    r"|our (?:youtube|telegram|facebook|twitter|x|instagram|whatsapp|viber|vk|tiktok)(?: channel| page| group)?\b"
    r"|share (?:this|the) (?:article|story|post|page)\b|leave (?:a|your) (?:reply|comment)\b|post (?:a|your) comment\b"
    r"|add (?:a|your) comment\b|write a comment\b|your e-?mail address will not be published\b|required fields\b"
    r"|notify me of\b|save my name\b"
    r"|(?:log|sign) ?in (?:to|or|with)\b.*\b(?:comment|reply|post|register|continue|account)\b|logged in to\b"
    r"|you are commenting using\b|fill in your details\b|connecting to %s|bloggers? like this\b|no comments yet\b"
    r"|(?:comments|discussion|thread) (?:are|is|have been|has been) (?:now )?(?:closed|moderated|disabled)\b"
    r"|this (?:article|story) is (?:more than|over) .{1,12} old\b|comments? polic(?:y|ies)\b|house rules\b"
    r"|consider (?:making )?an? (?:\w+ )?(?:donation|subscription|contribution)\b|donate (?:now|today)\b"
    r"|reader-supported (?:publication|newsletter)\b|becom(?:e|ing) a (?:free|paid)\b"
    r"|buy (?:me|us) a coffee\b|not responsible for the content of external\b"
    r"|(?:purchase|acquire) licensing rights\b|\b(?:write to|contact) .{2,40} at \S+@|print edition as\b"
    r"|\bopens in (?:a )?new (?:window|tab)\b|\bup and down arrows\b|\bconsult, own shares in\b"
    r"|contributed to this (?:report|story|article)\b|our live coverage (?:has|is|of)\b"
    r"|can be (?:reached|contacted|emailed) (?:at|via|on|by e-?mail)\b"
    r"|(?:reach|contact|e-?mail|follow) (?:me|him|her|them|us|the (?:author|reporter|writer|editor)) (?:at|on"
    r"|via) (?:\S*[@\d]|(?:twitter|x|facebook|instagram|linkedin|bluesky)\b)|undefined\b.*\bundefined\b"
    r"|continue reading\b|advertise with us\b"
    r"|view (?:this|it) (?:e-?mail |message |newsletter )?(?:in|on) (?:your|a|the) (?:web )?(?:browser|web)\b"
    r"|(?:was|has) this (?:e-?mail|newsletter) (?:been )?forwarded\b|unsubscribe\b"
    r"|you(?:['’]re| are| have) receiv(?:ing|ed) this (?:e-?mail|newsletter|message)\b"
    r"|get in touch with (?:us|our|the)\b|forward (?:this|it) to a friend\b|comments off on\b"
    r"|this page was last (?:edited|modified|updated)\b|(?:enable|turn on) javascript\b|ad ?blocker\b"
    r"|skip to (?:main )?content\b|back to top\b|click here\b|proudly published\b|view (?:all )?comments\b"
    r"|load (?:more )?(?:comments|more)\b|join the (?:conversation|discussion)\b|(?:forum|board) software\b"
    r"|this article (?:was|is) (?:originally |first )?(?:published|available)\b"
    r")|%[sd]\b|\{\{.{0,40}\}\}|, the free (?:news|encyclop)"
)
_CASED = re.compile(
    r"^\W*(?:READ|WATCH|LISTEN|SEE|MORE)\s?:\s"
    r"|(?:Photo|Photograph|Image|Picture|Credit|Illustration)s?(?: by|:|/| courtesy of) ?[A-Z][\w .'’/-]{2,60}$"
)


def is_strong(text: str) -> bool:
    """Whether a line is a set phrase of pages talking about themselves: consent, sharing, forms, prompts, credits."""
    low = text.lower()
    return bool(_OPENING.match(low) or _HOLDING.search(low) or _CASED.search(text))


RESIDUE_HEADING = re.compile(
    r"\W*(?:(?:related|recommended|suggested|similar|other|more|latest|top|popular|trending|recent|further"
    r"|must)[\s-]+(?:\w+\s+)?(?:stories|story|articles?|news|posts?|reads?|reading|content|coverage|headlines|topics"
    r"|videos?|links)|related|recommended(?: for you)?|most (?:read|popular|viewed|shared|commented|discussed)"
    r"|read (?:more|also|next)|(?:see|read) also|also (?:on|in) .{2,40}|more (?:from|on|about|in|by) .{2,50}"
    r"|you (?:may|might) (?:also )?(?:like|be interested in|have missed)|what to read next|up next|next up"
    r"|trending(?: now| (?:on|in|at) .{2,30})?"
    r"|editors?['’]?s? (?:picks?|choice)|don['’]t miss|in case you missed it|related news|sources?"
    r"|references|external links|around the web|from around the web|podcasts?|newsletters?|elsewhere|in other news"
    r"|around the site|(?:people|readers|others) (?:are )?(?:also )?(?:reading|read|liked)"
    r"|(?:relevant|suggested) people|who to follow|what['’]?s happening)\W*(?:\[edit\])?\W*",
    re.I,
)
_PROFILE = re.compile(  # what a forum shows of a writer below the name
    r"\W*(?:(?:[\w-]+ )?members?|staff|(?:(?:join(?:ed)?|registered|registration|member)(?: (?:date|on|since))?"
    r"|location|from|posts|messages|threads|reputation|rep power|age|gender|occupation|likes received"
    r"|points)\s?:\s.{1,40}|(?:works|worked|working|studied|studies|went) (?:at|to) .{2,60}|lives in .{2,40})\W*",
    re.I,
)
_UI_LINE = re.compile(
    r"\W*(?:reply|replies|report(?: comment| abuse)?|share|likes?|dislikes?|upvote|downvote|flag|edit(?:ed)?|quote"
    r"|permalink|pinned|verified|(?:hide|show|view|load|see|read) (?:\d+ |all |more |previous |older )*(?:repl(?:y"
    r"|ies)|comments?|more)?|\d+ repl(?:y|ies)|likes? ?\(?\d+\)?|\d+ (?:likes?|votes?|points?|upvotes?"
    r"|people like this)|[+−-]?\d{1,5}|(?:[+−-]\s?\d{1,5}\W*){2,3}|(?:\d+ ?[▲▼↑↓👍👎+-]\W*)+|in reply to .{1,40}"
    r"|replying to .{1,40}|top (?:fan|commenter|contributor)|subscriber|author|moderator|guest"
    r"|(?:site )?admin(?:istrator)?|reply with quote|quote reply|(?:show|hide|open) comments|recommend(?: \d+)?|tweet"
    r"|click to rate|new comment"
    r"|score:? ?[-−]?\d+|\d+ more (?:comments|replies)|sort(?:ed)? by.{0,40}|(?:newest|oldest|best|top)(?: first"
    r"| comments)?|log in to (?:reply|comment)|reply (?:to .{1,40}|share|report|like)*|like\W+(?:reply|share"
    r"|comment).{0,20}|reply\W+(?:like|share|report|\d).{0,30})\W*",
    re.I,
)
_BUTTON_WORDS = frozenset(  # of the lines below and above a comment, one by one
    """
    reply replies share like likes liked dislike report save permalink parent embed edit edited delete quote flag hide
    upvote downvote vote votes up down link give award more top fan commenter follow unfollow block mute translate see
    see-translation collapse expand options avatar thumbs recommend helpful love this unlike clap claps applaud kudos
    """.split()
)
_CELL = re.compile(r"[♥❤|•·›»⚲⋅∙/()▲▼△▽↑↓👍👎\s-]+")
_COUNTER = re.compile(r"[+-]?\d[\d,.]*(?:k|s|m|h|hrs?|mins?|d|w|mo|y|yrs?)?")  # “12”, “1.2k”, “3d”
AVATAR = re.compile(
    r"\W*(?:(?:user )?avatar(?: (?:for|of) .{1,40})?|.{1,40}['’]s? (?:avatar|profile (?:picture|photo))"
    r"|profile (?:picture|photo|image)(?: (?:for|of) .{1,40})?|.{1,40} avatar|gravatar)\W*",
    re.I,
)
REMOVED = re.compile(
    r"\W*(?:\[?(?:removed|deleted)\]?|(?:this |the )?(?:comment|post|message|reply|user)s?"
    r" (?:(?:has|have) been |was |is |were )?(?:\w+ )?(?:removed|deleted|hidden|withheld|awaiting moderation)"
    r"(?: (?:by|because|due|for|as|from) .{1,60})?)\W*",
    re.I,
)


def _is_button_row(text: str) -> bool:
    """Whether a line is a row of a comment's buttons and counters: “12 • Reply • Share ›”, “Like · Reply · 3d”."""
    cells = [cell for cell in _CELL.split(AGO.sub(" ", text.lower())) if cell.strip(".,:…")]
    words = [cell for cell in cells if not _COUNTER.fullmatch(cell)]
    return bool(words) and all(word.strip(".,:…") in _BUTTON_WORDS for word in words)


AGO = re.compile(
    r"\b(?:an?|\d{1,3}|one|two|three|few)\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?"
    r"|weeks?|mo|mths?|months?|y|yrs?|years?)(?:\s+ago\b|(?=\W*$))|\b(?:just now|yesterday at)\b",
    re.I,
)


def is_profile(text: str) -> bool:
    """Whether a line says of a writer what forums do: “Senior Member”, “Joined: May 2006”, “Works at …”."""
    return len(text) <= 80 and bool(_PROFILE.fullmatch(text))


def is_button(text: str) -> bool:
    """Whether a line holds nothing but what stands below a comment: “Reply”, “Like 3”, “2 replies”."""
    return len(text) <= 100 and (bool(_UI_LINE.fullmatch(text)) or is_profile(text) or _is_button_row(text))


def is_ago(text: str) -> bool:
    """Whether a short line only says how long ago: “3 hours ago”, “5d”."""
    return len(text) <= 30 and bool(re.fullmatch(rf"\W*(?:{AGO.pattern})\W*(?:\(edited\)|edited)?\W*", text, re.I))


FUNCTION_WORDS = frozenset(
    """
    the a an of to in for and with on at by from as is are was were be been what how why who when where which that this
    these those it its not no but or if than then so his her their our your my we you they he she will would can could
    should may might must has have had do does did into over after before under about against between
    """.split()
)
SLANG = frozenset(
    """
    lol lmao yeah yep nope ok okay gonna wanna gotta btw imo imho wow haha hahaha huh ugh meh sigh nah ya dude folks
    guys pathetic ridiculous clown clowns joke idiot idiots shame disgrace nonsense rubbish bs crap damn hell hmm
    absolutely exactly agreed agree bravo kudos thanks thank lovely sad good great awesome disgusting hilarious
    laughable sheeple troll trolls
    """.split()
)
REPORTING = re.compile(
    r"\b(?:said|says|told|added|stated|announced|according to|noted|stressed|reported|reports|explained|warned|argued"
    r"|declared|confirmed|denied|insisted|claimed|wrote|asked|spokes(?:man|woman|person))\b"
)
PRESS_WORDS = frozenset(  # what outlets call themselves
    """
    news times post daily herald gazette journal tribune today briefing press agency review chronicle observer telegraph
    mail guardian standard star sun report reporter dispatch courier mirror monitor bulletin express radio tv television
    online wire newswire weekly echo argus examiner inquirer ledger register record sentinel voice globe mercury
    independent broadcasting network magazine morning evening advertiser digest update blog insider tidings fm
    journalism
    """.split()
)

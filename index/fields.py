"""Under which names front matter, page heads, columns and lines state an article's title, outlet, day and the like.

Names are those that feeds, news APIs, content-management systems, clippers and corpora use, in small letters and
figures alone (`plain_name`). Of several that are filled, the one listed first counts. Names behind a bar may mean
something else wherever they are not chosen to describe an article: there they count as columns and front matter only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_NAMES = {
    "text": """text fulltext articletext body articlebody bodytext fullbody content articlecontent contenttext
        contenthtml bodyhtml texthtml html maintext maincontent plaintext cleantext cleanedtext rawtext storytext
        storybody story article newstext newscontent transcript paragraphs""",
    "summary": "description summary abstract standfirst excerpt lead snippet",
    "title": """title headline ogtitle twittertitle dctitle citationtitle sailthrutitle
        | heading articletitle newstitle storytitle posttitle hed webtitle pagetitle subject""",
    "date": """published datepublished publishedat publishedon publishedtime publicationdate publishdate publishtime
        pubdate pubtime publisheddate publicationtime dateofpublication articlepublishedtime firstpublished
        firstpublishedat firstpublicationdate webpublicationdate citationpublicationdate ogpublishedtime
        parselypubdate sailthrudate date dcdate dcdateissued dctermsissued dctermsdate dctermscreated posted postedon
        postedat sent | issued issuedate dateposted postdate articledate newsdate storydate datetime timestamp time
        day created createdat datecreated""",
    "updated": """updated lastupdated modified lastmodified lastmod datemodified articlemodifiedtime ogupdatedtime
        dctermsmodified dcdatemodified lastbuilddate | updatedat updatedon dateupdated modifiedat""",
    "captured": """captured capturedat capturedon capturedate datecaptured retrieved retrievedon accessed accessdate
        saved savedon datesaved archived archivedon downloaded crawled | retrievedat accessedat savedat archivedat
        downloadedat datedownload crawledat crawldate scraped scrapedat scrapedate fetched fetchedat snapshot
        seendate""",
    "source": """sitename ogsitename outlet newspaper sourcename source publisher dcpublisher publication site website
        applicationname | channel feed publishername publicationname outletname paper medium media mediaoutlet
        newsoutlet newssource brand agency provider feedtitle journal magazine domain sourcedomain""",
    "url": """url canonical ogurl link permalink sourceurl
        | href weburl articleurl pageurl canonicalurl originalurl address uri""",
    "author": """author authors byline articleauthor dccreator citationauthor sailthruauthor
        | creator creators writer writers journalist reporter reporters by""",
    "id": "id guid uuid articleid docid documentid storyid newsid key",
}
NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {kind: tuple(name for name in text.split() if name != "|") for kind, text in _NAMES.items()}
)
"""What is stated (text, summary, title, date, updated, captured, source, url, author, id) → its names, first first."""

_SURE: Mapping[str, str] = MappingProxyType(
    {name: kind for kind, text in _NAMES.items() if kind not in ("text", "summary", "id")
     for name in text.partition("|")[0].split()}
)  # fmt: skip

Metadata = Mapping[str, tuple[str, object]]
"""What is stated, by plain name: the name as it is written, and the value."""


def plain_name(name: object) -> str:
    """A name whatever its spelling: `article:published_time` is `articlepublishedtime`."""
    return re.sub(r"[^a-z0-9]", "", str(name)[:200].casefold())


def stated_by(name: object) -> str | None:
    """What a name states wherever it stands: title, date, updated, captured, source, url, author; None for others."""
    return _SURE.get(plain_name(name))


def by_plain_name(values: Mapping[str, object]) -> Metadata:
    """The values that are filled by plain name; the first of those with one name counts."""
    found: dict[str, tuple[str, object]] = {}
    for name, value in values.items():
        if value not in (None, ""):
            found.setdefault(plain_name(name), (str(name), value))
    return found

"""Question answering over news documents: who said what, and when, with the passages every answer rests on."""

from index.errors import BadInput, DatelineError, IndexBusy, IndexDamaged, IndexMismatch
from qa.assistant import Assistant
from qa.chat import Chat
from qa.records import Answer, Citation, Claim, Event, Filters, Hit

__all__ = [
    "Answer",
    "Assistant",
    "BadInput",
    "Chat",
    "Citation",
    "Claim",
    "DatelineError",
    "Event",
    "Filters",
    "Hit",
    "IndexBusy",
    "IndexDamaged",
    "IndexMismatch",
]

"""What can go wrong, said once.

::

    DatelineError                 one clear line for a person; `retry` says whether trying again can help
    ├── BadInput                  the request itself: an empty question, a missing folder, a wrong date
    ├── UnreadableDocument        one file: reported with its reason, never stops the others
    ├── IndexMismatch             the index was made by another model or schema; names the command that rebuilds
    ├── IndexBusy                 another process is writing; retry later
    ├── DiskFull                  nothing more can be written; what was stored stays, retry when there is room
    ├── ServerAway                the Chroma server does not answer; retry when it is back
    └── IndexDamaged              the files of the index cannot be read; names the command that rebuilds
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors this project raises on purpose. The message is one line a person can act on."""

    retry: bool = False


class BadInput(DatelineError):
    """The request cannot be carried out as given; the message says what to change."""


class UnreadableDocument(DatelineError):
    """A file yields no text: empty, binary, of an unknown type, not permitted.

    The message is the reason alone, for `report.failed`: whoever has a file read knows which one it is.
    """


class IndexMismatch(DatelineError):
    """The index holds another model, dimension or schema version than this program writes."""


class IndexBusy(DatelineError):
    """Another process holds the writer's lock."""

    retry = True


class ServerAway(DatelineError):
    """The Chroma server that holds the index cannot be reached or does not answer."""

    retry = True


class DiskFull(DatelineError):
    """There is no room for more; what was stored before is still good."""

    retry = True


class IndexDamaged(DatelineError):
    """The stored files cannot be read back; `reason` is what was wrong with them, without what to do about it."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason

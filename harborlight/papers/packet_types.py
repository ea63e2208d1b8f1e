"""What a packet is made of, and what is told of it afterwards: plain records.

A packet is exhibits in order; an exhibit is pages of one or more source files. Lengths
are in bytes, sizes on paper in points (1/72 inch), pages are counted from 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from harborlight.papers.page_text import Word

MEBIBYTE = 1024 * 1024
# What one packet may weigh and hold: 500 pages of scans are about 150 MiB.
SOURCES_AT_MOST = 256 * MEBIBYTE
PAGES_AT_MOST = 3_000


@dataclass(frozen=True)
class Source:
    """A file that pages are taken from.

    key: what the record calls it. pages: which, in order; empty: all of them.
    data: what is joined, as bytes; sha256: of the file as it was sent, whatever `data`
    is. words: of pages that are pictures, what was read on them: laid under the page,
    unseen, to be searched and copied.
    """

    key: str
    kind: str
    sha256: str
    data: bytes = b""
    version: int = 1
    pages: tuple[int, ...] = ()
    words: Mapping[int, Sequence[Word]] = field(default_factory=dict)


@dataclass(frozen=True)
class Exhibit:
    """Pages that belong together under one title.

    label: "Exhibit A", or "" for what stands before the exhibits (forms, a cover
    letter). text: what its separator sheet says beneath the title, in lines. has_sheet:
    that sheet stands before it. is_stamped: its pages bear label and number; forms of
    the government do not, for their own footer must be seen.
    """

    title: str
    sources: tuple[Source, ...]
    label: str = ""
    text: str = ""
    has_sheet: bool = True
    is_stamped: bool = True

    @property
    def called(self) -> str:
        return f"{self.label} – {self.title}" if self.label else self.title


@dataclass(frozen=True)
class Limit:
    """What the destination takes.

    most_bytes: of one file; None: any. least_dpi: no picture is made coarser.
    shrinks_first: make pictures smaller before parting files, where it is too large.
    each_alone: every exhibit is a file of its own, without sheets, contents or stamps.
    """

    most_bytes: int | None = None
    least_dpi: int = 200
    shrinks_first: bool = False
    each_alone: bool = False


@dataclass(frozen=True)
class Plan:
    """A packet to be built. has_contents: a table of contents comes first.

    made_at: the moment, as PDF spells it ("D:20261130003000Z").
    """

    name: str
    exhibits: tuple[Exhibit, ...]
    under: tuple[str, ...] = ()
    limit: Limit = field(default_factory=Limit)
    has_contents: bool = True
    made_at: str = "D:19700101000000Z"


@dataclass(frozen=True)
class PageRow:
    """Where one page of a packet comes from, and what was done to it.

    number: in the whole packet; part and at: the file, and the place in it. exhibit:
    its place among the exhibits (0: a sheet of ours, of no exhibit); of: its number
    within the exhibit. source, version, sha256, page: what it was taken from; "" and 0
    for sheets of ours. steps: codes of `STEPS`. pictures: what was made smaller, before
    and after. digest: of all that is drawn (papers/packet_digest.py).
    """

    number: int
    part: int
    at: int
    exhibit: int = 0
    of: int = 0
    source: str = ""
    version: int = 0
    sha256: str = ""
    page: int = 0
    steps: tuple[str, ...] = ()
    pictures: tuple[Mapping[str, Any], ...] = ()
    digest: str = ""

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> PageRow:
        tuples = {name: tuple(plain[name]) for name in ("steps", "pictures")}
        return cls(**{**plain, **tuples})


@dataclass(frozen=True)
class Built:
    """A packet that was built: its files in order, and where each page comes from."""

    parts: tuple[bytes, ...]
    pages: tuple[PageRow, ...]


@dataclass(frozen=True)
class NotBuilt:
    """Why there is no packet. code: of `SENTENCES`; source: the key of the file at
    fault, "" if no single one is; params: what goes into the sentence."""

    code: str
    source: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)


class CannotBuild(Exception):
    """Raised inside the work, and told as `NotBuilt`."""

    def __init__(self, code: str, source: str = "", **params: str | int) -> None:
        super().__init__(code)
        self.why = NotBuilt(code, source, params)


def _(message: str) -> str:
    """Marks a sentence for translators."""
    return message


# What was done to a page, in English; pages above translate them.
STEPS: Mapping[str, str] = {
    "sheet": _("Set by us"),
    "picture": _("Put on a page, the right way up; what the camera wrote was left out"),
    "re-encoded": _("Written anew as a JPEG of high quality"),
    "flattened": _("What was filled in or marked became part of the page"),
    "stamped": _("Stamped with its exhibit and number"),
    "smaller pictures": _("Pictures made smaller"),
    "location removed": _("What the camera wrote was taken out"),
    "text layer": _("Words that were read from the scan lie under it, to be searched"),
    "active content removed": _("Links and scripts were taken out"),
}
SENTENCES: Mapping[str, str] = {
    "damaged": _(
        "One of the files cannot be read in full. Ask for another copy of it."
    ),
    "locked": _("One of the files is locked with a password. Ask for an open copy."),
    "no such page": _(
        "A page was chosen that the file does not have. Choose its pages again."
    ),
    "kind": _("One of the files is no PDF and no picture. Only those can be joined."),
    "page too large": _(
        "One page alone is larger than this destination takes, even with its pictures "
        "made smaller. Ask for a smaller scan of it."
    ),
    "too much": _(
        "These files are too large together for one packet. Build two packets."
    ),
    "too many pages": _("These are too many pages for one packet. Build two packets."),
    "empty": _("There is nothing in this packet yet."),
    "crashed": _(
        "One of the files could not be worked on. Ask for another copy of it."
    ),
    "held": _(
        "This file was not looked at by the virus scanner yet. Build the packet again "
        "when it was: the paper itself says so."
    ),
    "virus": _(
        "A virus was found in this file, so it stays locked away. Take it out of the "
        "packet and ask for another copy."
    ),
    "gone": _("This file is no longer here. Take it out of the packet."),
    "given up": _(
        "It was tried several times and never came to its end. Nothing in the packet was "
        "changed. Build it again; if it ends like this again, tell whoever looks after "
        "the server."
    ),
    "not checked": _("The packet could not be built just now. Try again in a moment."),
}

"""A form as it stands in the library: unlocked, looked over once, ready to be filled."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from types import MappingProxyType

import pikepdf

from harborlight.papers.boxes import Box, Rect, box_notes, box_of_notes
from harborlight.papers.fonts import Font

# Raised whenever the notes change: older ones are refused, the blank is prepared anew.
EDITION = 1


class NotesDoNotFit(Exception):
    """Notes are good for one prepared PDF and one edition of this program only."""


@dataclass(frozen=True)
class Tail:
    """What a revision appended to the prepared PDF must know of it."""

    start: int
    next_number: int
    root: int
    info: int
    first_id: str


@dataclass(frozen=True)
class Blank:
    """A prepared form.

    pdf: the blank without encryption, XFA and signatures; sha256: of the file that
    came from the agency; pages: how many; boxes: in the order of the pages.
    """

    pdf: bytes
    sha256: str
    pages: int
    boxes: tuple[Box, ...]
    fonts: tuple[Font, ...]
    tail: Tail

    @cached_property
    def frames(self) -> tuple[Rect, ...]:
        """What is seen of each page: left, bottom, right, top in points."""
        with pikepdf.open(BytesIO(self.pdf)) as opened:
            seen = [[float(edge) for edge in page.cropbox] for page in opened.pages]
        return tuple((x0, y0, x1, y1) for x0, y0, x1, y1 in seen)

    @cached_property
    def by_name(self) -> Mapping[str, Box]:
        """The boxes under their full names."""
        return MappingProxyType({box.name: box for box in self.boxes})

    def notes(self) -> str:
        """Everything but the PDF itself, as JSON, to be stored beside it."""
        tail = self.tail
        return json.dumps(
            {
                "edition": EDITION,
                "prepared": hashlib.sha256(self.pdf).hexdigest(),
                "sha256": self.sha256,
                "pages": self.pages,
                "tail": [*vars(tail).values()],
                "fonts": [font.notes() for font in self.fonts],
                "boxes": [box_notes(box) for box in self.boxes],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def of_notes(cls, pdf: bytes, notes: str) -> "Blank":
        """The blank that was stored as a prepared PDF and its notes.

        Raises NotesDoNotFit: prepare the original again.
        """
        said = json.loads(notes)
        if said["edition"] != EDITION:
            raise NotesDoNotFit("The notes are of another edition of this program.")
        if said["prepared"] != hashlib.sha256(pdf).hexdigest():
            raise NotesDoNotFit("The notes are of another form than this PDF.")
        fonts = {font["name"]: Font.of_notes(font) for font in said["fonts"]}
        return cls(
            pdf=pdf,
            sha256=said["sha256"],
            pages=said["pages"],
            boxes=tuple(box_of_notes(box, fonts) for box in said["boxes"]),
            fonts=tuple(fonts.values()),
            tail=Tail(*said["tail"]),
        )

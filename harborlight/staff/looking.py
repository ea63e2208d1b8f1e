"""Where somebody is while they look through a paper, page by page, alone or beside another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from harborlight.firm.numbers import whole
from harborlight.staff.searching import is_somebodys

if TYPE_CHECKING:
    from harborlight.firm.doors import Request

# As wide as the screen, twice that, and small: a page to choose from many.
WIDTHS = {"": 1100, "2": 2200, "s": 300}
# As long as a search may be (search_forms.py).
MOST_WORDS = 200
FITS = ("", "page")
TURNS = ("", "90", "180", "270")


@dataclass(frozen=True)
class Looking:
    """Which page of how many, and how large. `zoom`: one of WIDTHS.

    turn: how the view is turned, clockwise; the paper stays. fit: "" (as wide as there is
    room) or "page" (all of it). beside: the key of what it is compared with; with: which
    page of that. words: what was searched for; they are marked on the page.
    """

    page: int
    pages: int
    zoom: str
    turn: str = ""
    fit: str = ""
    beside: str = ""
    other: int = 1
    words: str = ""

    @property
    def before(self) -> int:
        """The page before; 0 when this is the first."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The page after; 0 when this is the last."""
        return self.page + 1 if self.page < self.pages else 0

    @property
    def width(self) -> int:
        """Pixels of the picture."""
        return WIDTHS[self.zoom]

    @property
    def next_turn(self) -> str:
        """A quarter further to the right."""
        return TURNS[(TURNS.index(self.turn) + 1) % len(TURNS)]

    def address(self, **changes: Any) -> str:
        """The same look, changed: `?page=2&zoom=2`."""
        now = replace(self, **changes)
        said = {
            "page": now.page,
            "zoom": now.zoom,
            "turn": now.turn,
            "fit": now.fit,
            "beside": now.beside,
            "other": now.other if now.beside and now.other > 1 else "",
            "q": now.words,
        }
        return f"?{urlencode({name: one for name, one in said.items() if one})}"

    def of(self, pages: int) -> Looking:
        """The look at what stands beside it, which has so many pages."""
        page = min(self.other, max(pages, 1))
        return replace(self, page=page, pages=max(pages, 1), words="")


def looking(request: Request, pages: int) -> Looking:
    """What the address asks for, as far as there is such a page."""
    asked = request.GET
    return Looking(
        page=min(_number(asked.get("page")), max(pages, 1)),
        pages=max(pages, 1),
        zoom=_one_of(WIDTHS, asked.get("zoom")),
        turn=_one_of(TURNS, asked.get("turn")),
        fit=_one_of(FITS, asked.get("fit")),
        beside=asked.get("beside", "")[:40],
        other=_number(asked.get("other")),
        words=_searched(asked.get("q", "")),
    )


def _number(asked: str | None) -> int:
    return max(whole(asked, 1), 1)


def _searched(asked: str) -> str:
    """The words as they were typed; never somebody's number, which no address holds."""
    words = asked.replace("\0", "").strip()[:MOST_WORDS]
    return "" if is_somebodys(words) else words


def _one_of(known: Any, asked: str | None) -> str:
    return asked if asked and asked in known else ""

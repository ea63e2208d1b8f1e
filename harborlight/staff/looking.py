"""Where somebody is while they look through a paper, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harborlight.firm.doors import Request

WIDTHS = {"": 1100, "2": 2200, "s": 288}


@dataclass(frozen=True)
class Looking:
    """Which page of how many, and how large. `zoom`: "" (as wide as the screen), "2", or "s" (small,
    beside something else)."""

    page: int
    pages: int
    zoom: str

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


def looking(request: Request, pages: int) -> Looking:
    """What the address asks for, as far as there is such a page."""
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    zoom = request.GET.get("zoom", "")
    return Looking(
        page=min(max(page, 1), max(pages, 1)),
        pages=max(pages, 1),
        zoom=zoom if zoom in WIDTHS else "",
    )

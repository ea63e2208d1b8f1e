"""The blocks of a form's additional-information part, and what that part is called."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """One block of the additional-information part: its boxes.

    page: "" where the form asks for part and item only.
    """

    page: str
    part: str
    item: str
    text: str

    def boxes(self) -> tuple[str, ...]:
        """Those of the four that the form has."""
        return tuple(filter(None, (self.page, self.part, self.item, self.text)))


def called(part: str) -> str:
    """Where the form tells what has no room: Part 9, Supplement B, a sheet behind it."""
    if not part:
        return "attached sheet"
    return part if " " in part else f"Part {part}"

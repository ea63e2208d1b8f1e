"""A form and the action that hears it, and the reasons why they may differ."""

from __future__ import annotations

from typing import NamedTuple


class Pair(NamedTuple):
    """A form and the action that hears it; where they differ, each name has a reason."""

    action: str
    # Arguments that the page knows without being told.
    known: dict[str, str] = {}
    # Fields that become an argument together, or that only the form itself needs.
    also: dict[str, str] = {}
    # The model, where the action takes any of its columns (`**about`).
    columns: str = ""


PLACE = "the address of the page names it"
ENTRY = "the file comes beside the form (ui/arrivals.py)"
# Said of forms that no action of ours hears.
ASKS = "only asks: nothing is changed"

"""What went wrong, for those who keep the machine: where it happened, and nobody's words."""

from __future__ import annotations

import traceback

DEEPEST = 12


def where(error: BaseException) -> str:
    """The places an exception went through, and its kind.

    Not its message: that may hold a client's words, and whoever keeps the machine
    may be behind a wall. The server's own log has the whole.
    """
    frames = traceback.format_tb(error.__traceback__, limit=-DEEPEST)
    return "".join([*frames, kind(error)])


def kind(error: BaseException) -> str:
    """The full name of its class."""
    return f"{type(error).__module__}.{type(error).__qualname__}"
